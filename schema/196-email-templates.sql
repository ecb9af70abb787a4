-- SPDX-License-Identifier: Apache-2.0
-- E-mail templates and their folders.

CREATE TABLE email_template (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,                          -- 24 hexadecimal digits
	parent_id TEXT,                            -- the folder it is in
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                    -- folded, as it is searched
	template_type TEXT NOT NULL,               -- html, folder, builder, blank
	version TEXT NOT NULL,                     -- of the builder: 1, 2
	html TEXT NOT NULL,
	dnd TEXT NOT NULL,                         -- what the builder keeps, as it was sent
	preview_text TEXT NOT NULL,
	editor_type TEXT,
	is_plain_text BOOLEAN NOT NULL,
	archived BOOLEAN NOT NULL DEFAULT false,
	updated_by TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	last_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
