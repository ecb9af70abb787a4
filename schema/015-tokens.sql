-- Private integration tokens: the secret itself is never kept, only its SHA-256 in hex.
CREATE TABLE token (
	id          TEXT PRIMARY KEY,
	hash        TEXT NOT NULL UNIQUE,
	name        TEXT NOT NULL,
	class       TEXT NOT NULL,          -- company or location
	company_id  TEXT NOT NULL,
	location_id TEXT,                   -- NULL for a company token
	account_id  TEXT,                   -- the user who made it
	scopes      TEXT NOT NULL,          -- JSON list of names; ["*"] is every scope
	rate_burst  BIGINT,                 -- requests in 10 seconds; NULL: as in the settings; 0: no limit
	rate_day    BIGINT,                 -- requests in a day; likewise
	expires_at  BIGINT,                 -- ms; set by a rotation with overlap
	revoked_at  BIGINT,                 -- ms
	date_added  BIGINT NOT NULL
);
CREATE INDEX token_of_company ON token (company_id, date_added);
