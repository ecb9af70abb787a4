-- SPDX-License-Identifier: Apache-2.0
-- Files: what they are called, what they are, whose they are.  Their bytes lie beside the data, by
-- their hash (platform/blobs).

CREATE TABLE blob (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,                          -- 24 hexadecimal digits
	secret TEXT NOT NULL,                      -- of the address: who knows it may read it
	sha256 TEXT NOT NULL,
	size BIGINT NOT NULL,
	content_type TEXT NOT NULL,
	name TEXT NOT NULL,
	owner_kind TEXT NOT NULL,                  -- media, conversation, contact …
	owner_id TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX blob_of_owner ON blob (location_id, owner_kind, owner_id);
-- the sweep asks whether anybody names these bytes
CREATE INDEX blob_of_bytes ON blob (sha256, size, name);
