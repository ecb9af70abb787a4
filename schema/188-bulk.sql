-- SPDX-License-Identifier: Apache-2.0
-- The same change for many contacts.  What can undo it, and its problems, lie in import_row and
-- import_problem by its id.

CREATE TABLE bulk (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	state TEXT NOT NULL,                       -- running, done, cancelled, failed, undoing, undone
	why TEXT,                                  -- it failed
	what TEXT NOT NULL,                        -- map: what is done with each
	search TEXT,                               -- map: query and filters; NULL: ids were sent
	search_after TEXT,                         -- list: where the next page begins; NULL: the first
	gathered BOOLEAN NOT NULL,                 -- it is known who all of them are
	parts BIGINT NOT NULL DEFAULT 0,           -- of bulk_part, that there were
	parts_done BIGINT NOT NULL DEFAULT 0,
	wanted BIGINT,                             -- so many it must be; NULL: as many as it are
	done BIGINT NOT NULL DEFAULT 0,            -- contacts, of what is under way or was last
	total BIGINT NOT NULL DEFAULT 0,
	changed BIGINT NOT NULL DEFAULT 0,
	same BIGINT NOT NULL DEFAULT 0,
	refused BIGINT NOT NULL DEFAULT 0,
	restored BIGINT NOT NULL DEFAULT 0,
	kept BIGINT NOT NULL DEFAULT 0,
	undo_line BIGINT NOT NULL DEFAULT 0,       -- undone down to this line
	problems BIGINT NOT NULL DEFAULT 0,        -- that were found; of these, 10000 are kept
	asked_kind TEXT NOT NULL,                  -- who asked last: token, person, app, flow
	asked_by TEXT NOT NULL,
	job BIGINT,
	date_added BIGINT NOT NULL,
	date_begun BIGINT NOT NULL,
	date_ended BIGINT,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX bulk_by_date ON bulk (location_id, date_added, id);

-- Who is still to come: 200 of them at most.
CREATE TABLE bulk_part (
	location_id TEXT NOT NULL,
	bulk_id TEXT NOT NULL,
	n BIGINT NOT NULL,
	ids TEXT NOT NULL,                         -- list
	PRIMARY KEY (location_id, bulk_id, n)
);
