-- SPDX-License-Identifier: Apache-2.0
-- Numbers that are looked at together, and how they are drawn.

CREATE TABLE dashboard (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	tiles TEXT NOT NULL,                       -- list of {"title","kind","query","width"}
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);

-- Runs are counted by when they began.
CREATE INDEX run_by_start ON run (location_id, started);
