-- SPDX-License-Identifier: Apache-2.0
-- The text search knows the whole values of records, too, as it knows those of contacts: "hannah in
-- the name and kind one" is one question to it.  On PostgreSQL the column is only kept.

ALTER TABLE record ADD COLUMN facets TEXT NOT NULL DEFAULT '[]';
ALTER TABLE business ADD COLUMN facets TEXT NOT NULL DEFAULT '[]';
-- only sqlite
UPDATE record SET facets = (SELECT json_group_array(v.object_key || '/' || v.field_key || '='
		|| v.value) FROM record_value v
	WHERE v.location_id = record.location_id AND v.record_id = record.id AND v.number IS NULL
	AND v.value <> ''
	AND length(CAST(v.object_key || '/' || v.field_key || '=' || v.value AS BLOB)) <= 90);
UPDATE business SET facets = (SELECT json_group_array(v.object_key || '/' || v.field_key || '='
		|| v.value) FROM record_value v
	WHERE v.location_id = business.location_id AND v.record_id = business.id
	AND v.number IS NULL AND v.value <> ''
	AND length(CAST(v.object_key || '/' || v.field_key || '=' || v.value AS BLOB)) <= 90);
DROP TRIGGER record_find_moved;
DROP TABLE record_find;
DROP TRIGGER business_find_moved;
DROP TABLE business_find;
-- searchable record facets[]
-- searchable business facets[]
