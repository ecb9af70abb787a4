-- SPDX-License-Identifier: Apache-2.0
-- Other servers.  `sealed` opens only with the file of keys, which is not in here.
CREATE TABLE connection (
	id                 TEXT PRIMARY KEY,
	location_id        TEXT NOT NULL,
	kind               TEXT NOT NULL,
	name               TEXT NOT NULL,          -- what flows call it
	title              TEXT,
	base_url           TEXT,
	account            TEXT,
	remote_location_id TEXT,
	version            TEXT,
	preset             TEXT,
	body_type          TEXT,
	body_template      TEXT,
	sealed             TEXT,                   -- base/secret.h
	keyed              BOOLEAN NOT NULL,
	rest_route         BOOLEAN NOT NULL,       -- WordPress without pretty permalinks
	state              TEXT NOT NULL,
	state_reason       TEXT,
	state_at           BIGINT,
	checked_at         BIGINT,
	report             TEXT,                   -- JSON
	date_added         BIGINT NOT NULL,
	date_updated       BIGINT NOT NULL
);
CREATE UNIQUE INDEX connection_of_location ON connection (location_id, name);

-- The fields that things have there, as the last check found them: what flows may name.
CREATE TABLE connection_field (
	connection_id TEXT NOT NULL,
	location_id   TEXT NOT NULL,
	object_key    TEXT NOT NULL,               -- contact, custom_objects.pets; WordPress: user
	field_key     TEXT NOT NULL,               -- level
	field_id      TEXT,                        -- where values go by id
	name          TEXT NOT NULL,               -- what people read
	kind          TEXT NOT NULL,               -- the other side's word: TEXT, NUMERICAL, meta
	PRIMARY KEY (connection_id, object_key, field_key)
);
