-- SPDX-License-Identifier: Apache-2.0
-- Mail comes in: posted to a secret address, or looked for in a mailbox (IMAP).

ALTER TABLE email ADD COLUMN automatic BOOLEAN NOT NULL DEFAULT false; -- no person wrote it

CREATE TABLE mailbox (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	hook_key TEXT NOT NULL UNIQUE,          -- sum of the word in its address
	unknown TEXT NOT NULL,                  -- make, drop: who is no contact
	host TEXT,                              -- IMAP; NULL: nobody looks
	port BIGINT,
	security TEXT,                          -- tls, starttls, none
	account TEXT,
	password_sealed TEXT,
	folder TEXT,
	every BIGINT,                           -- seconds
	validity BIGINT NOT NULL DEFAULT 0,     -- UIDVALIDITY; 0: not looked at yet
	uid BIGINT NOT NULL DEFAULT 0,          -- up to this one all is read
	whole BOOLEAN NOT NULL DEFAULT false,   -- what was there before is read, too
	job BIGINT,                             -- that looks
	taken BIGINT NOT NULL DEFAULT 0,        -- letters that are kept
	passed BIGINT NOT NULL DEFAULT 0,       -- known, ours, of nobody known
	refused BIGINT NOT NULL DEFAULT 0,      -- that could not be read or kept
	note TEXT,                              -- about the last that was refused
	error TEXT,                             -- why the last look failed
	looked_at BIGINT,                       -- when it last did not
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
