-- SPDX-License-Identifier: Apache-2.0
-- Who did what that gives power, or takes it: it is added to, and never changed.

-- only sqlite
CREATE TABLE audit (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	at BIGINT NOT NULL,
	company TEXT,
	place TEXT,                           -- a location, also when it is gone
	actor_kind TEXT,
	actor_id TEXT,
	address TEXT,
	op TEXT NOT NULL,
	thing_id TEXT,
	trace TEXT NOT NULL
);
CREATE INDEX audit_of_company ON audit (company, seq);
CREATE INDEX audit_of_op ON audit (company, op, seq);
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
	BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
	BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
-- only postgres
CREATE TABLE audit (
	seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at BIGINT NOT NULL,
	company TEXT COLLATE "C",
	place TEXT COLLATE "C",                           -- a location, also when it is gone
	actor_kind TEXT,
	actor_id TEXT,
	address TEXT,
	op TEXT COLLATE "C" NOT NULL,
	thing_id TEXT,
	trace TEXT NOT NULL
);
CREATE INDEX audit_of_company ON audit (company, seq);
CREATE INDEX audit_of_op ON audit (company, op, seq);
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$;
CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit
	FOR EACH ROW EXECUTE FUNCTION audit_refuse();
-- both
