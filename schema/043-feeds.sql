-- SPDX-License-Identifier: Apache-2.0
-- Private addresses under which calendar programs read appointments.  The secret in an address is
-- never kept, only its SHA-256 in hex.

CREATE TABLE calendar_feed (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- c: of a calendar, u: of a user
	owner_id TEXT NOT NULL,                 -- its id
	hash TEXT NOT NULL UNIQUE,
	date_added BIGINT NOT NULL
);
CREATE UNIQUE INDEX calendar_feed_of ON calendar_feed (location_id, kind, owner_id);
