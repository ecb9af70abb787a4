-- SPDX-License-Identifier: Apache-2.0
-- What calendar programs know an appointment by: how often it was changed (SEQUENCE), and when it,
-- or the first of its series, began at first (RECURRENCE-ID of the instances; NULL: as it begins
-- now).  So far the seconds between making and changing were given out as SEQUENCE.

ALTER TABLE appointment ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE appointment ADD COLUMN origin_ms BIGINT;
ALTER TABLE block_slot ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
UPDATE block_slot SET sequence = (date_updated - date_added) / 1000
	WHERE date_updated >= date_added + 1000;
UPDATE appointment SET sequence = (date_updated - date_added) / 1000
	WHERE date_updated >= date_added + 1000;
