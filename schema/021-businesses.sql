-- SPDX-License-Identifier: Apache-2.0
-- Companies that contacts work for.  A business is also a record of the object `business`, so it
-- has what a record has; the columns repeat the standard properties for whoever reads the table.

CREATE TABLE business (
	id TEXT PRIMARY KEY,                       -- 24 hex
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	phone TEXT,
	email TEXT,
	website TEXT,
	address TEXT,
	city TEXT,
	state TEXT,
	postal_code TEXT,
	country TEXT,
	description TEXT,
	properties TEXT NOT NULL DEFAULT '{}',     -- every property by its short key
	custom_fields TEXT NOT NULL DEFAULT '[]',  -- [{"id","value"}] of those that are not standard
	owner TEXT NOT NULL DEFAULT '[]',
	followers TEXT NOT NULL DEFAULT '[]',
	created_by TEXT,
	updated_by TEXT,
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	find TEXT NOT NULL DEFAULT ''              -- folded text of all properties
);
CREATE INDEX business_of_location ON business (location_id, created_at, id);
-- searchable business
