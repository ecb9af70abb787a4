-- SPDX-License-Identifier: Apache-2.0
-- Texts that are written once and sent often.  What is deleted is kept, and no longer offered.

CREATE TABLE template (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	type TEXT NOT NULL,                        -- sms, email, whatsapp
	name TEXT NOT NULL,
	template TEXT NOT NULL,                    -- its words: body, or subject and html
	url_attachments TEXT NOT NULL,
	deleted BOOLEAN NOT NULL DEFAULT false,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX template_of_type ON template (location_id, deleted, type, id);
CREATE INDEX template_of_location ON template (location_id, deleted, id);
