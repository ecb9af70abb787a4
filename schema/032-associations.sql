-- SPDX-License-Identifier: Apache-2.0
-- Which kinds of things may be related, and which things are.

-- Every location has these without a row of its own.
CREATE TABLE standard_association (
	id TEXT PRIMARY KEY,                       -- a literal, the same everywhere
	key TEXT NOT NULL UNIQUE,
	first_object_key TEXT NOT NULL,
	first_object_label TEXT NOT NULL,
	second_object_key TEXT NOT NULL,
	second_object_label TEXT NOT NULL,
	first_cardinality TEXT NOT NULL,
	second_cardinality TEXT NOT NULL,
	first_max BIGINT NOT NULL,
	second_max BIGINT NOT NULL
);
INSERT INTO standard_association VALUES
	('OPPORTUNITIES_CONTACTS_ASSOCIATION', 'OPPORTUNITIES_CONTACTS_ASSOCIATION',
	 'opportunity', 'Opportunity', 'contact', 'Contact', 'MANY_TO_MANY', 'MANY_TO_MANY', 25, 1000),
	('BUSINESSES_CONTACTS_ASSOCIATION', 'BUSINESSES_CONTACTS_ASSOCIATION',
	 'business', 'Company', 'contact', 'Contact', 'ONE_TO_MANY', 'MANY_TO_ONE', 10000, 1);

CREATE TABLE association (
	id TEXT PRIMARY KEY,                       -- 24 hex
	location_id TEXT NOT NULL,
	key TEXT NOT NULL,
	first_object_key TEXT NOT NULL,
	first_object_label TEXT NOT NULL,
	second_object_key TEXT NOT NULL,
	second_object_label TEXT NOT NULL,
	first_cardinality TEXT NOT NULL,           -- from the first object to the second
	second_cardinality TEXT NOT NULL,          -- from the second to the first
	first_max BIGINT NOT NULL,                 -- relations that one first record may have
	second_max BIGINT NOT NULL,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	UNIQUE (location_id, key)
);

CREATE TABLE relation (
	id TEXT PRIMARY KEY,                       -- 24 hex
	location_id TEXT NOT NULL,
	association_id TEXT NOT NULL,
	first_object_key TEXT NOT NULL,
	first_record_id TEXT NOT NULL,
	second_object_key TEXT NOT NULL,
	second_record_id TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	UNIQUE (first_record_id, association_id, second_record_id)
);
CREATE INDEX relation_of_second ON relation (second_record_id, association_id);
