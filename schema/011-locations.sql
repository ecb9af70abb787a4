-- SPDX-License-Identifier: Apache-2.0
-- A location (sub-account) is the tenant: everything but companies and users belongs to one.
-- Beside it: the dictionary of its tags, and its custom values.

CREATE TABLE location (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL,
	name TEXT NOT NULL,
	address TEXT,
	city TEXT,
	state TEXT,
	country TEXT,
	postal_code TEXT,
	website TEXT,
	timezone TEXT NOT NULL DEFAULT 'UTC',
	first_name TEXT,
	last_name TEXT,
	email TEXT,
	email_lower_case TEXT,
	phone TEXT,
	logo_url TEXT,
	domain TEXT,
	currency TEXT,
	business TEXT NOT NULL DEFAULT '{}',    -- map
	social TEXT NOT NULL DEFAULT '{}',      -- map
	settings TEXT NOT NULL,                 -- map; among it what counts as a duplicate contact
	permissions TEXT NOT NULL DEFAULT '{}', -- map of flags
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX location_of_company ON location (company_id, id);

-- Contacts name their tags by the text; a name stands here once, in lower case.
CREATE TABLE tag (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	date_added BIGINT NOT NULL
);
CREATE UNIQUE INDEX tag_by_name ON tag (location_id, name);

CREATE TABLE custom_value (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	field_key TEXT NOT NULL,                -- {{ custom_values.the_name }}; kept when renamed
	value TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE UNIQUE INDEX custom_value_by_key ON custom_value (location_id, field_key);
