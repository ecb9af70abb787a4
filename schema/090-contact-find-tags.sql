-- SPDX-License-Identifier: Apache-2.0
-- A free search finds a contact by its tags, too.
--
-- The index is filled again from the rows: noting each of them for it would have a limit.

-- only sqlite
DROP TRIGGER IF EXISTS contact_find_moved;
UPDATE contact SET find = find || CASE WHEN find = '' THEN '' ELSE char(10) END
	|| (SELECT group_concat(value, char(10)) FROM json_each(tags)) WHERE tags <> '[]';
INSERT INTO contact_find (contact_find) VALUES ('delete-all');
-- only postgres
UPDATE contact SET find = find || CASE WHEN find = '' THEN '' ELSE chr(10) END
	|| (SELECT string_agg(value, chr(10)) FROM json_each(tags)) WHERE tags <> '[]';
-- both
-- searchable contact
