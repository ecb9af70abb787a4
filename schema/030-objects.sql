-- SPDX-License-Identifier: Apache-2.0
-- Objects (kinds of things), their records, and the values of records by which they are found.

-- Every location has these without a row of its own.
CREATE TABLE standard_object (
	id TEXT PRIMARY KEY,                       -- 24 hex, the same everywhere
	key TEXT NOT NULL UNIQUE,
	labels TEXT NOT NULL,
	description TEXT NOT NULL,
	primary_display_property TEXT NOT NULL,
	searchable_properties TEXT NOT NULL
);
INSERT INTO standard_object VALUES
	('5f0000000000000000000001', 'contact', '{"singular":"Contact","plural":"Contacts"}',
	 'People', 'contact.first_name',
	 '["contact.first_name","contact.last_name","contact.email","contact.phone"]'),
	('5f0000000000000000000002', 'opportunity',
	 '{"singular":"Opportunity","plural":"Opportunities"}',
	 'Deals on their way through a pipeline', 'opportunity.name', '["opportunity.name"]'),
	('5f0000000000000000000003', 'business', '{"singular":"Company","plural":"Companies"}',
	 'Companies that contacts work for', 'business.name',
	 '["business.name","business.email","business.phone","business.website"]');

-- Custom objects; and for a standard object, what a location changed about it.
CREATE TABLE object (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,                          -- 24 hex
	key TEXT NOT NULL,                         -- custom_objects.pet
	standard BOOLEAN NOT NULL DEFAULT false,
	labels TEXT NOT NULL,                      -- {"singular","plural"}
	description TEXT,
	primary_display_property TEXT NOT NULL,    -- custom_objects.pet.name
	searchable_properties TEXT NOT NULL DEFAULT '[]',
	created_by TEXT,
	updated_by TEXT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id),
	UNIQUE (location_id, key)
);

CREATE TABLE record (
	id TEXT PRIMARY KEY,                       -- 24 hex
	location_id TEXT NOT NULL,
	object_id TEXT NOT NULL,
	object_key TEXT NOT NULL,
	owner TEXT NOT NULL DEFAULT '[]',          -- ids of users, at most one
	followers TEXT NOT NULL DEFAULT '[]',
	properties TEXT NOT NULL DEFAULT '{}',     -- by short key
	created_by TEXT,
	last_updated_by TEXT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	find TEXT NOT NULL DEFAULT ''              -- folded text of all properties
);
CREATE INDEX record_of_object ON record (location_id, object_key, date_added, id);
-- searchable record

-- Values of records and businesses, one row for each (a list has one for each item): for filters,
-- for `name:Buddy`, and for what must be unique.
CREATE TABLE record_value (
	record_id TEXT NOT NULL,
	field_key TEXT NOT NULL,                   -- short key
	item BIGINT NOT NULL,                      -- place in a list, else 0
	location_id TEXT NOT NULL,
	object_key TEXT NOT NULL,
	value TEXT NOT NULL,                       -- folded
	head TEXT NOT NULL,                        -- the first 200 characters of it
	number DOUBLE PRECISION,                   -- numbers, money; dates in milliseconds
	PRIMARY KEY (record_id, field_key, item)
);
CREATE INDEX record_value_by_head
	ON record_value (location_id, object_key, field_key, head, record_id);
CREATE INDEX record_value_by_number
	ON record_value (location_id, object_key, field_key, number, record_id)
	WHERE number IS NOT NULL;
