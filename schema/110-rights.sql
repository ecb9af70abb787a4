-- SPDX-License-Identifier: Apache-2.0
-- A flow acts with the rights of whoever applied the revision, and with no others.

-- Tokens that follow each other by rotation are one family: what one of them applied stands as long
-- as any of them is good.  Rotations before this are not known: each token is alone.
ALTER TABLE token ADD COLUMN family TEXT NOT NULL DEFAULT '';
UPDATE token SET family = id;
CREATE INDEX token_of_family ON token (family);

-- Of a revision from before this nothing was kept but its author.  It gets what its file asks for
-- when it is first used, and stands while its author's token holds that.
ALTER TABLE flow_rev ADD COLUMN class TEXT NOT NULL DEFAULT 'location';
ALTER TABLE flow_rev ADD COLUMN rights_known BOOLEAN NOT NULL DEFAULT false;

-- The scopes that a revision acts with.
CREATE TABLE flow_right (
	flow_id TEXT NOT NULL,
	rev BIGINT NOT NULL,
	scope TEXT NOT NULL,
	sure BOOLEAN NOT NULL,                  -- its file needs it; else it may, by what comes in
	PRIMARY KEY (flow_id, rev, scope)
);
