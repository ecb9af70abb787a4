-- SPDX-License-Identifier: Apache-2.0
-- Trigger links: short addresses that lead on and count who follows them.

CREATE TABLE trigger_link (
	id TEXT NOT NULL PRIMARY KEY,              -- it is followed by its id alone
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                    -- folded, as it is searched
	redirect_to TEXT NOT NULL,
	clicks BIGINT NOT NULL DEFAULT 0,
	previews BIGINT NOT NULL DEFAULT 0,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX trigger_link_of_location ON trigger_link (location_id, id);
