-- SPDX-License-Identifier: Apache-2.0
-- Two-way sync: which two things are kept alike, and what they had when that was last agreed.

CREATE TABLE link (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	flow_id TEXT NOT NULL,
	a_id TEXT NOT NULL,
	b_id TEXT NOT NULL,
	lane TEXT NOT NULL,                     -- runs about either of them go one after the other
	shadow TEXT NOT NULL,                   -- {"pair of fields": [what a had, what b had]}
	note TEXT NOT NULL DEFAULT '',          -- what a side refused or altered
	version BIGINT NOT NULL DEFAULT 1,      -- one more with each change
	wrote_from BIGINT NOT NULL DEFAULT 0,   -- so often was one of them written
	wrote BIGINT NOT NULL DEFAULT 0,        -- since then
	gone_at BIGINT NOT NULL DEFAULT 0,      -- one has gone: it is not brought back for a while
	going_at BIGINT NOT NULL DEFAULT 0,     -- it was begun to follow one that has gone
	made_at BIGINT NOT NULL,
	at BIGINT NOT NULL                      -- last agreed
);
CREATE UNIQUE INDEX link_of_a ON link (location_id, flow_id, a_id);
CREATE UNIQUE INDEX link_of_b ON link (location_id, flow_id, b_id);
CREATE INDEX link_of_flow ON link (location_id, flow_id, id);
CREATE INDEX link_going ON link (location_id, flow_id, going_at) WHERE going_at > 0;
CREATE INDEX link_gone ON link (location_id, flow_id, gone_at) WHERE gone_at > 0;

-- A flow may look at two lists: 0 is its first, or only one.
ALTER TABLE subscription ADD COLUMN side BIGINT NOT NULL DEFAULT 0;
-- What rests on what was just read is not sent again later: it is read again.
ALTER TABLE effect ADD COLUMN fresh BOOLEAN NOT NULL DEFAULT false;
