-- SPDX-License-Identifier: Apache-2.0
-- Files with rows of people (CSV) that become contacts, and what became of each row.

CREATE TABLE import (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	state TEXT NOT NULL,                       -- integration/transfers/states.h
	why TEXT,                                  -- it failed
	file_name TEXT NOT NULL,
	sha256 TEXT NOT NULL,                      -- where its bytes lie (platform/blobs)
	size BIGINT NOT NULL,
	encoding TEXT NOT NULL,                    -- utf-8, utf-16le, utf-16be, windows-1252
	separator TEXT NOT NULL,                   -- , ; | tab
	columns TEXT NOT NULL,                     -- list: their names, each once
	row_count BIGINT NOT NULL,                 -- without the head
	first_rows TEXT NOT NULL,                  -- list of lists of texts
	guess TEXT NOT NULL,                       -- map: column to field
	existing TEXT,                             -- map: the same file before; NULL: never
	mapping TEXT NOT NULL DEFAULT '{}',        -- map: column to field
	match_by TEXT NOT NULL DEFAULT '[]',       -- list: email, phone
	on_match TEXT NOT NULL DEFAULT 'update',   -- update, fill, skip
	done BIGINT NOT NULL DEFAULT 0,            -- rows, of what is under way or was last
	total BIGINT NOT NULL DEFAULT 0,
	made BIGINT NOT NULL DEFAULT 0,
	changed BIGINT NOT NULL DEFAULT 0,
	same BIGINT NOT NULL DEFAULT 0,
	unclear BIGINT NOT NULL DEFAULT 0,
	refused BIGINT NOT NULL DEFAULT 0,
	samples TEXT NOT NULL DEFAULT '{}',        -- map: of each outcome ten rows, of the last check
	removed BIGINT NOT NULL DEFAULT 0,         -- undone: contacts that went,
	restored BIGINT NOT NULL DEFAULT 0,        -- … that have what they had,
	kept BIGINT NOT NULL DEFAULT 0,            -- … that stay as they are
	undo_line BIGINT NOT NULL DEFAULT 0,       -- undone down to this line
	problems BIGINT NOT NULL DEFAULT 0,        -- that were found; of these, 10000 are kept
	started_by TEXT,                           -- the user
	job BIGINT,
	date_added BIGINT NOT NULL,
	date_begun BIGINT,
	date_ended BIGINT,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX import_by_date ON import (location_id, date_added, id);
CREATE INDEX import_of_file ON import (location_id, sha256, date_added);

CREATE TABLE import_problem (
	location_id TEXT NOT NULL,
	import_id TEXT NOT NULL,
	n BIGINT NOT NULL,
	line BIGINT NOT NULL,
	field TEXT NOT NULL,                       -- the column it is about; or ''
	why TEXT NOT NULL,
	PRIMARY KEY (location_id, import_id, n)
);

-- What a row did, so that it can be undone.
CREATE TABLE import_row (
	location_id TEXT NOT NULL,
	import_id TEXT NOT NULL,
	line BIGINT NOT NULL,
	contact_id TEXT NOT NULL,
	made BOOLEAN NOT NULL,
	before TEXT NOT NULL,                      -- map: of what it changed, what was there
	after TEXT NOT NULL,                       -- … and what it left
	stamp_before BIGINT NOT NULL,              -- the contact's date_updated
	stamp BIGINT NOT NULL,
	PRIMARY KEY (location_id, import_id, line)
);
CREATE INDEX import_row_of_contact ON import_row (location_id, import_id, contact_id);
