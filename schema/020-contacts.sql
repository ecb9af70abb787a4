-- SPDX-License-Identifier: Apache-2.0
-- Contacts with what hangs on them: searched tags and custom fields, notes, tasks.
--
-- One row holds the whole document.  Lists and maps are JSON text; those that are searched have
-- rows of their own in contact_tag and contact_field, written in the same transaction.

CREATE TABLE contact (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	first_name TEXT,
	last_name TEXT,
	first_name_lower_case TEXT,
	last_name_lower_case TEXT,
	full_name_lower_case TEXT,
	email TEXT,
	email_lower_case TEXT,
	phone TEXT,                             -- E.164
	phone_label TEXT,
	company_name TEXT,
	address1 TEXT,
	city TEXT,
	state TEXT,
	country TEXT,
	postal_code TEXT,
	website TEXT,
	timezone TEXT,
	source TEXT,
	type TEXT NOT NULL DEFAULT 'lead',
	keyword TEXT,
	ssn TEXT,
	assigned_to TEXT,
	business_id TEXT,
	date_of_birth BIGINT,
	birth_month BIGINT,
	birth_day BIGINT,
	dnd BOOLEAN,
	dnd_settings TEXT,                      -- map; each channel begins with its status
	inbound_dnd_settings TEXT,              -- map
	tags TEXT NOT NULL DEFAULT '[]',        -- list of lower-case names
	custom_fields TEXT NOT NULL DEFAULT '[]', -- list of {"id","value"}
	followers TEXT,                         -- list of user ids
	additional_emails TEXT NOT NULL DEFAULT '[]',
	additional_phones TEXT NOT NULL DEFAULT '[]',
	attributions TEXT NOT NULL DEFAULT '[]',
	attribution_source TEXT,                -- map
	last_attribution_source TEXT,           -- map
	bounce_email BOOLEAN NOT NULL DEFAULT false,
	unsubscribe_email BOOLEAN NOT NULL DEFAULT false,
	valid_email BOOLEAN,
	valid_email_date BIGINT,
	deleted BOOLEAN NOT NULL DEFAULT false,
	created_by TEXT,                        -- map
	last_updated_by TEXT,                   -- map
	last_session_activity_at BIGINT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	find TEXT NOT NULL DEFAULT ''           -- what a free search looks into, folded
);
-- searchable contact
CREATE INDEX contact_by_added ON contact (location_id, date_added, id);
CREATE INDEX contact_by_updated ON contact (location_id, date_updated, id);
CREATE INDEX contact_by_email ON contact (location_id, email_lower_case)
	WHERE email_lower_case IS NOT NULL;
CREATE INDEX contact_by_phone ON contact (location_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX contact_by_business ON contact (location_id, business_id, date_added, id)
	WHERE business_id IS NOT NULL;
CREATE INDEX contact_by_assigned ON contact (location_id, assigned_to, date_added, id)
	WHERE assigned_to IS NOT NULL;

CREATE TABLE contact_tag (
	location_id TEXT NOT NULL,
	tag TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	PRIMARY KEY (contact_id, tag)
);
CREATE INDEX contact_tag_by_name ON contact_tag (location_id, tag, contact_id);

-- A value of a custom field, as it is searched: folded and cut at 500 letters; a list has one row
-- for each of its items.
CREATE TABLE contact_field (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	field_id TEXT NOT NULL,
	place BIGINT NOT NULL,
	value TEXT NOT NULL,
	number DOUBLE PRECISION,
	PRIMARY KEY (contact_id, field_id, place)
);
CREATE INDEX contact_field_by_value ON contact_field (location_id, field_id, value, contact_id);
CREATE INDEX contact_field_by_number ON contact_field (location_id, field_id, number, contact_id)
	WHERE number IS NOT NULL;

CREATE TABLE note (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	user_id TEXT,
	title TEXT,
	color TEXT,
	body TEXT NOT NULL,
	body_text TEXT NOT NULL,                -- body without its HTML
	pinned BOOLEAN NOT NULL DEFAULT false,
	relations TEXT NOT NULL DEFAULT '[]',
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX note_of_contact ON note (contact_id, date_added, id);

CREATE TABLE task (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT,
	due_date BIGINT NOT NULL,
	completed BOOLEAN NOT NULL DEFAULT false,
	assigned_to TEXT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX task_of_contact ON task (contact_id, date_added, id);

-- How GET /contacts/ shows a contact: names folded, their spelling beside them, nothing left out.
CREATE VIEW contact_listed AS
SELECT id, location_id, full_name_lower_case AS contact_name,
	first_name_lower_case AS first_name, last_name_lower_case AS last_name,
	first_name AS first_name_raw, last_name AS last_name_raw,
	company_name, email, phone, coalesce(dnd, false) AS dnd,
	coalesce(dnd_settings, '{}') AS dnd_settings, type, source, assigned_to,
	city, state, postal_code, address1, date_added, date_updated, date_of_birth, business_id,
	tags, coalesce(followers, '[]') AS followers, country, website, timezone,
	additional_emails, additional_phones, attributions, custom_fields, find
FROM contact;
