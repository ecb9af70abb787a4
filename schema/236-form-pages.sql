-- SPDX-License-Identifier: Apache-2.0
-- A form has a page that everybody may fill in.  Those that were there stay without one until their
-- owner says so.
ALTER TABLE form ADD COLUMN active BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE form ADD COLUMN button TEXT;
ALTER TABLE form ADD COLUMN thanks TEXT;
ALTER TABLE form ADD COLUMN redirect_url TEXT;
ALTER TABLE form ADD COLUMN embed_origins TEXT;      -- where its page may stand in a frame
ALTER TABLE form ADD COLUMN page_key TEXT;           -- signs when a page was given out
CREATE INDEX form_of_id ON form (id);                -- the page is found by it alone

ALTER TABLE submission ADD COLUMN address TEXT;      -- from where it was sent by the page
ALTER TABLE submission ADD COLUMN content_sum TEXT;  -- sent twice within a minute, it is one
CREATE INDEX submission_from ON submission (form_id, address, created_at);

-- What looks as if no person had sent it: no contact, no event, until somebody takes it.
CREATE TABLE form_spam (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	form_id TEXT NOT NULL,
	answers TEXT NOT NULL,
	reason TEXT NOT NULL,
	address TEXT NOT NULL,
	created_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX form_spam_of_form ON form_spam (location_id, form_id, created_at, id);
CREATE INDEX form_spam_from ON form_spam (form_id, address, created_at);
