-- SPDX-License-Identifier: Apache-2.0
-- What is gone, and what of it is still being taken away, a part at a time.

CREATE TABLE leaving (
	location_id TEXT NOT NULL,
	kind TEXT NOT NULL, -- contact field, property, business
	object_key TEXT NOT NULL, -- of a property; else ''
	thing TEXT NOT NULL, -- id; of a property its short key
	company_id TEXT NOT NULL,
	asker TEXT NOT NULL, -- the token that deleted it
	operation TEXT NOT NULL, -- by which, whose events it tells
	since BIGINT NOT NULL,
	PRIMARY KEY (location_id, kind, object_key, thing)
);
CREATE INDEX leaving_since ON leaving (since);

-- Custom fields of contacts that flows may still name.
CREATE TABLE field_gone (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	PRIMARY KEY (location_id, id)
);
