-- SPDX-License-Identifier: Apache-2.0
-- The people who work in locations.  `account` is one person; a deleted one stays as a row, so
-- that old notes and appointments still have a name, but gives its e-mail free.

CREATE TABLE account (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL,
	first_name TEXT NOT NULL,
	last_name TEXT NOT NULL,
	name TEXT NOT NULL,
	name_lower_case TEXT NOT NULL,
	email TEXT NOT NULL,
	email_lower_case TEXT NOT NULL,
	phone TEXT,
	extension TEXT,
	password_hash TEXT NOT NULL,            -- Argon2id; empty: nobody can enter with a password
	type TEXT NOT NULL,                     -- account: of locations; agency: of the company
	role TEXT NOT NULL,                     -- admin or user
	location_ids TEXT NOT NULL DEFAULT '[]',
	permissions TEXT NOT NULL,
	scopes TEXT NOT NULL,
	scopes_assigned_to_only TEXT NOT NULL DEFAULT '[]',
	restrict_sub_account BOOLEAN NOT NULL DEFAULT false,
	totp_enabled BOOLEAN NOT NULL DEFAULT false,
	platform_language TEXT NOT NULL DEFAULT 'en_US',
	profile_photo TEXT,
	lc_phone TEXT NOT NULL DEFAULT '{}',    -- map: location to number
	twilio_phone TEXT,                      -- map, likewise
	deleted BOOLEAN NOT NULL DEFAULT false,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX account_of_company ON account (company_id, id);
CREATE UNIQUE INDEX account_by_email ON account (company_id, email_lower_case) WHERE NOT deleted;

-- The same as account.location_ids, as rows: which location a user may be met in.
CREATE TABLE account_location (
	location_id TEXT NOT NULL,
	account_id TEXT NOT NULL,
	PRIMARY KEY (location_id, account_id)
);
CREATE INDEX account_location_of_account ON account_location (account_id);

-- As the wire shows a user.
CREATE VIEW person AS
SELECT account.*,
	'{"type":"' || type || '","role":"' || role || '","locationIds":' || location_ids
		|| ',"restrictSubAccount":'
		|| CASE WHEN restrict_sub_account THEN 'true' ELSE 'false' END || '}' AS roles,
	location_ids AS locations
FROM account;
