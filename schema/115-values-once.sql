-- SPDX-License-Identifier: Apache-2.0
-- A value of a contact's custom field stands in one index: numbers in that of numbers, all else in
-- that of texts.  (Only values of numeric fields are numbers; so far every text that looked like one
-- was, too.)  Each index is a page more that a write touches at a place of its own.
--
-- SQLite takes the index of texts only when it need not look at the row for `number IS NULL`: so
-- the column stands in it.

UPDATE contact_field SET number = NULL WHERE number IS NOT NULL AND field_id NOT IN
	(SELECT id FROM custom_field WHERE data_type IN ('NUMERICAL', 'FLOAT', 'MONETORY'));
DROP INDEX contact_field_by_value;
CREATE INDEX contact_field_by_value
	ON contact_field (location_id, field_id, value, contact_id, number) WHERE number IS NULL;
