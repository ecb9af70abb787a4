-- SPDX-License-Identifier: Apache-2.0
-- The agency: owner of locations and of users.

CREATE TABLE company (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	email TEXT,
	logo_url TEXT,
	phone TEXT,
	website TEXT,
	domain TEXT,
	spare_domain TEXT,
	subdomain TEXT,
	privacy_policy TEXT,
	terms_conditions TEXT,
	address TEXT,
	city TEXT,
	postal_code TEXT,
	country TEXT,
	state TEXT,
	timezone TEXT,
	currency TEXT,
	relationship_number TEXT,
	customer_type TEXT NOT NULL DEFAULT 'agency',
	status TEXT NOT NULL DEFAULT 'active',
	premium_upgraded BOOLEAN NOT NULL DEFAULT false,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
