-- SPDX-License-Identifier: Apache-2.0
-- Snapshots: how a location is set up, as a list of things, which is made in other locations too.

CREATE TABLE snapshot (
	company_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	type TEXT NOT NULL,                        -- own, imported
	origin TEXT,                               -- the location that it was made of
	kinds TEXT NOT NULL,                       -- list: which kinds of things it holds
	only_locations TEXT,                       -- list: it may be pushed to these alone; NULL: to any
	state TEXT NOT NULL,                       -- making, ready, failed
	why TEXT,                                  -- it failed
	version BIGINT NOT NULL,                   -- that is ready, or 0
	making BIGINT NOT NULL,                    -- that is being made, or the same
	things BIGINT NOT NULL DEFAULT 0,          -- of the version that is ready
	job BIGINT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (company_id, id)
);
CREATE INDEX snapshot_of_company ON snapshot (company_id, date_added, id);

-- Never changed: a snapshot that is made anew has a new version.
CREATE TABLE snapshot_thing (
	snapshot_id TEXT NOT NULL,
	version BIGINT NOT NULL,
	n BIGINT NOT NULL,                         -- 1, 2 …: in this order they are made
	kind TEXT NOT NULL,                        -- custom_fields
	origin_id TEXT NOT NULL,                   -- what it was called there
	known_by TEXT NOT NULL,                    -- its key, folded: by this it is found elsewhere
	name TEXT NOT NULL,
	body TEXT NOT NULL,                        -- map: as it is sent to be made
	PRIMARY KEY (snapshot_id, version, n)
);
CREATE INDEX snapshot_thing_by_origin ON snapshot_thing (snapshot_id, version, kind, origin_id);

-- What became of a thing in a location: so a second push changes and never doubles.
CREATE TABLE snapshot_map (
	location_id TEXT NOT NULL,
	snapshot_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	origin_id TEXT NOT NULL,
	id TEXT NOT NULL,                          -- what it is called here
	sent TEXT NOT NULL DEFAULT '',             -- sum of what was sent last
	left_as TEXT NOT NULL DEFAULT '',          -- sum of how that left it
	PRIMARY KEY (location_id, snapshot_id, kind, origin_id)
);
CREATE INDEX snapshot_map_by_id ON snapshot_map (location_id, snapshot_id, kind, id);

CREATE TABLE snapshot_push (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	snapshot_id TEXT NOT NULL,
	company_id TEXT NOT NULL,
	version BIGINT NOT NULL,
	mode TEXT NOT NULL,                        -- add, update, replace
	dry BOOLEAN NOT NULL,                      -- nothing is written but the report
	things BIGINT NOT NULL,
	place BIGINT NOT NULL DEFAULT 0,           -- so many of them are done
	status TEXT NOT NULL,                      -- processing, completed, failed
	why TEXT,
	job BIGINT,
	date_added BIGINT NOT NULL,
	date_ended BIGINT,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX snapshot_push_of_snapshot
	ON snapshot_push (company_id, snapshot_id, date_added, id);
CREATE INDEX snapshot_push_last ON snapshot_push (location_id, snapshot_id, dry, date_added, id);
CREATE INDEX snapshot_push_by_id ON snapshot_push (company_id, id);

CREATE TABLE snapshot_report (
	location_id TEXT NOT NULL,
	push_id TEXT NOT NULL,
	n BIGINT NOT NULL,
	kind TEXT NOT NULL,
	origin_id TEXT NOT NULL,
	name TEXT NOT NULL,
	id TEXT,                                   -- what it is called here
	outcome TEXT NOT NULL,                     -- made, changed, left, blocked
	why TEXT,                                  -- one sentence
	unmapped TEXT NOT NULL DEFAULT '[]',       -- list: places left empty, and what they named
	PRIMARY KEY (location_id, push_id, n)
);
CREATE INDEX snapshot_report_by_origin ON snapshot_report (location_id, push_id, kind, origin_id);

CREATE TABLE snapshot_share (
	company_id TEXT NOT NULL,
	id TEXT NOT NULL,
	snapshot_id TEXT NOT NULL,
	hash TEXT NOT NULL UNIQUE,                 -- sum of the word in its address
	type TEXT NOT NULL,                        -- link, permanent_link, agency_link, location_link
	agencies TEXT NOT NULL DEFAULT '[]',       -- list of relationship numbers
	locations TEXT NOT NULL DEFAULT '[]',      -- list of ids
	taken BIGINT NOT NULL DEFAULT 0,
	date_added BIGINT NOT NULL,
	PRIMARY KEY (company_id, id)
);
CREATE INDEX snapshot_share_of_snapshot ON snapshot_share (company_id, snapshot_id, id);
