-- SPDX-License-Identifier: Apache-2.0
-- Sites that ask us: whom they sign as, where they find us, and when they last rang.
ALTER TABLE connection ADD COLUMN hub TEXT;         -- where a site finds this Groundlevel
ALTER TABLE connection ADD COLUMN site_key TEXT;    -- what a bridge signs as; its secret is in `sealed`
ALTER TABLE connection ADD COLUMN rung_at BIGINT;   -- when it last said that something changed
CREATE INDEX connection_of_site ON connection (site_key) WHERE site_key IS NOT NULL;

-- Who was sent to a site's page to join it: good once, for a quarter of an hour.
CREATE TABLE joining (
	hash          TEXT PRIMARY KEY,            -- SHA-256 of the code in that address
	location_id   TEXT NOT NULL,
	connection_id TEXT NOT NULL,
	expires_at    BIGINT NOT NULL
);
CREATE INDEX joining_of_connection ON joining (location_id, connection_id);
CREATE INDEX joining_expires ON joining (expires_at);
