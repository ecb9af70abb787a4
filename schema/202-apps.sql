-- SPDX-License-Identifier: Apache-2.0
-- Applications that people allow to ask in their name (OAuth 2.0), and what they were allowed.  Of
-- every secret only its SHA-256 is here; the private keys are sealed.

CREATE TABLE app (
	id TEXT PRIMARY KEY,                    -- 24 hex
	company_id TEXT NOT NULL,
	client_id TEXT NOT NULL UNIQUE,         -- the id, and eight small letters and digits
	name TEXT NOT NULL,
	secret_hash TEXT,                       -- NULL: a public one
	secret_old_hash TEXT,
	secret_old_ends BIGINT,
	redirects TEXT NOT NULL,                -- JSON list
	scopes TEXT NOT NULL,                   -- JSON list
	kind TEXT NOT NULL,                     -- location, company, both
	live BOOLEAN NOT NULL DEFAULT true,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX app_of_company ON app (company_id, date_added);

-- An application in one place; of a whole company without a location.
CREATE TABLE install (
	id TEXT PRIMARY KEY,
	app_id TEXT NOT NULL,
	company_id TEXT NOT NULL,
	location_id TEXT,
	place TEXT NOT NULL,                    -- the location, or the company
	user_id TEXT NOT NULL,                  -- who allowed it
	scopes TEXT NOT NULL,                   -- JSON list
	live BOOLEAN NOT NULL,
	installed_at BIGINT NOT NULL,
	UNIQUE (app_id, place)
);
CREATE INDEX install_of_company ON install (company_id, installed_at);
CREATE INDEX install_of_location ON install (location_id, id) WHERE location_id IS NOT NULL;

-- One consent and all tokens that came of it.
CREATE TABLE oauth_family (
	id TEXT PRIMARY KEY,
	install_id TEXT NOT NULL,
	parent TEXT,                            -- the company's, of a location's that it made
	scopes TEXT NOT NULL,                   -- JSON list
	live BOOLEAN NOT NULL,
	why TEXT,                               -- it is not any more
	date_added BIGINT NOT NULL
);
CREATE INDEX oauth_family_of_install ON oauth_family (install_id);
CREATE INDEX oauth_family_of_parent ON oauth_family (parent) WHERE parent IS NOT NULL;

CREATE TABLE oauth_code (
	hash TEXT PRIMARY KEY,
	app_id TEXT NOT NULL,
	company_id TEXT NOT NULL,
	location_id TEXT,
	user_id TEXT NOT NULL,
	scopes TEXT NOT NULL,
	redirect TEXT NOT NULL,
	challenge TEXT,                         -- S256
	family TEXT,                            -- once it was used: what came of it
	ends_at BIGINT NOT NULL
);
CREATE INDEX oauth_code_over ON oauth_code (ends_at);
CREATE INDEX oauth_code_of_location ON oauth_code (location_id) WHERE location_id IS NOT NULL;

CREATE TABLE oauth_refresh (
	hash TEXT PRIMARY KEY,
	family TEXT NOT NULL,
	used_at BIGINT,                         -- NULL: it is the one that counts
	repeats BIGINT NOT NULL DEFAULT 0,
	child TEXT,                             -- hash of the one that follows
	answer TEXT,                            -- what was answered, sealed by the token itself
	ends_at BIGINT NOT NULL
);
CREATE INDEX oauth_refresh_of_family ON oauth_refresh (family, used_at);
CREATE INDEX oauth_refresh_over ON oauth_refresh (ends_at);

-- Access tokens that were revoked alone, until they end.
CREATE TABLE oauth_revoked (
	jti TEXT PRIMARY KEY,
	ends_at BIGINT NOT NULL
);
CREATE INDEX oauth_revoked_over ON oauth_revoked (ends_at);

CREATE TABLE signing_key (
	kid TEXT PRIMARY KEY,
	public TEXT NOT NULL,                   -- PEM
	private TEXT NOT NULL,                  -- sealed
	since BIGINT NOT NULL,
	ends_at BIGINT
);
