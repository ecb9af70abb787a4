-- SPDX-License-Identifier: Apache-2.0
-- Contacts that are written into files.

CREATE TABLE export (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	state TEXT NOT NULL,                       -- running, done, failed
	why TEXT,                                  -- it failed
	format TEXT NOT NULL,                      -- csv, ndjson
	columns TEXT NOT NULL,                     -- list: names of fields
	search TEXT NOT NULL,                      -- map: query and filters of search-contacts
	done BIGINT NOT NULL DEFAULT 0,
	total BIGINT NOT NULL,                     -- so many there were at its beginning
	file_name TEXT NOT NULL,
	sha256 TEXT,                               -- where its bytes lie (platform/blobs)
	size BIGINT,
	asked_by TEXT,                             -- the user
	job BIGINT,
	date_added BIGINT NOT NULL,
	date_ended BIGINT,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX export_by_date ON export (location_id, date_added, id);
