-- SPDX-License-Identifier: Apache-2.0
-- People sign in: who may how much, their sessions, guesses at passwords, links that let somebody
-- in once.  Of every secret only its SHA-256 is here.

-- What a person may, above what the wire says of users (platform/auth/auth.h, ROLE_TABLE); without
-- a row an admin of the wire is an admin, and a user an editor.
CREATE TABLE person_role (
	account_id TEXT PRIMARY KEY,
	role TEXT NOT NULL
);
INSERT INTO person_role (account_id, role)
	SELECT min(id), 'owner' FROM account WHERE role = 'admin' AND NOT deleted GROUP BY company_id;

CREATE TABLE session (
	id TEXT PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	account_id TEXT NOT NULL,
	address TEXT NOT NULL,
	agent TEXT NOT NULL,                    -- what the browser says that it is
	stay BOOLEAN NOT NULL,                  -- 30 days unused instead of 12 hours
	date_added BIGINT NOT NULL,
	used_at BIGINT NOT NULL,                -- to within five minutes
	expires_at BIGINT NOT NULL,
	proved_at BIGINT NOT NULL               -- when the password was last given
);
CREATE INDEX session_of_account ON session (account_id, date_added);
CREATE INDEX session_over ON session (expires_at);

-- A row for an account, and one for an address, at which somebody guesses.
CREATE TABLE guess (
	key TEXT PRIMARY KEY,
	fails BIGINT NOT NULL,
	free_at BIGINT NOT NULL,                -- the next guess is looked at from then on
	at BIGINT NOT NULL
);
CREATE INDEX guess_over ON guess (at);

CREATE TABLE entry_code (
	hash TEXT PRIMARY KEY,
	kind TEXT NOT NULL,                     -- first, invite, reset
	account_id TEXT NOT NULL,
	expires_at BIGINT NOT NULL
);
CREATE INDEX entry_code_of_account ON entry_code (account_id);
CREATE INDEX entry_code_over ON entry_code (expires_at);

-- One looks for whom an address is, in whichever company.
CREATE INDEX account_by_address ON account (email_lower_case) WHERE NOT deleted;
