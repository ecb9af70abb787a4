-- SPDX-License-Identifier: Apache-2.0
-- A source is what is looked at (kind, connection, object, location), not how: every, watch, verify
-- and same are the flows'.  The ledger holds all of an item, so that another `watch` finds what it
-- was; rows of before hold only what was watched then, which stands in their source's params_json.

ALTER TABLE source ADD COLUMN object TEXT NOT NULL DEFAULT '';
-- only sqlite
UPDATE source SET object = trim(coalesce(json_extract(params_json, '$.word'), '') || ' ' ||
	CASE WHEN kind = 'poll'
		THEN replace(coalesce(json_extract(params_json, '$.of'), ''), 'custom_objects.', '')
	WHEN kind = 'schedule' THEN coalesce(json_extract(params_json, '$.zone'), '') ELSE '' END);
-- only postgres
UPDATE source SET object = trim(coalesce(params_json::json ->> 'word', '') || ' ' ||
	CASE WHEN kind = 'poll'
		THEN replace(coalesce(params_json::json ->> 'of', ''), 'custom_objects.', '')
	WHEN kind = 'schedule' THEN coalesce(params_json::json ->> 'zone', '') ELSE '' END);
-- both
CREATE INDEX source_of_object ON source (location_id, kind, connection, object);

ALTER TABLE seen ADD COLUMN whole BOOLEAN NOT NULL DEFAULT false; -- else what was watched

-- The first look of a flow at its source: nothing is told but what is there, and that only to who
-- asked for all of it.
ALTER TABLE subscription ADD COLUMN fill_walk BIGINT NOT NULL DEFAULT 0; -- the walk; 0: it is over
UPDATE subscription SET fill_walk =
	(SELECT CASE WHEN c.walk_page IS NULL THEN c.walk_id + 1 ELSE c.walk_id END
	FROM cursor c WHERE c.source_id = subscription.source_id)
	WHERE source_id IN (SELECT source_id FROM cursor WHERE kind = 'poll' AND NOT known);
