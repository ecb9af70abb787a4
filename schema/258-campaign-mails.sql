-- SPDX-License-Identifier: Apache-2.0
-- What a campaign sends, to whom, and what became of it.

ALTER TABLE campaign ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';  -- after, subject, html, message, templateId, from, subtypeId

ALTER TABLE contact_campaign ADD COLUMN state TEXT NOT NULL DEFAULT 'in'; -- in, done, left
ALTER TABLE contact_campaign ADD COLUMN times BIGINT NOT NULL DEFAULT 1;  -- it was put in so often
ALTER TABLE contact_campaign ADD COLUMN step BIGINT NOT NULL DEFAULT 0;   -- that comes next, from 0
ALTER TABLE contact_campaign ADD COLUMN next_at BIGINT;                   -- when
ALTER TABLE contact_campaign ADD COLUMN ended_at BIGINT;
CREATE INDEX contact_campaign_by_state ON contact_campaign (location_id, campaign_id, state, contact_id);

CREATE TABLE campaign_mail (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	campaign_id TEXT NOT NULL,
	times BIGINT NOT NULL,
	n BIGINT NOT NULL,                      -- the step
	state TEXT NOT NULL,                    -- sent: given to the queue of mail; failed: refused
	message_id TEXT,
	email_id TEXT,
	error TEXT,                             -- why it was refused
	at BIGINT NOT NULL,
	PRIMARY KEY (location_id, contact_id, campaign_id, times, n)
);
CREATE INDEX campaign_mail_by_time ON campaign_mail (location_id, campaign_id, at);
CREATE INDEX campaign_mail_by_state ON campaign_mail (location_id, campaign_id, state, at);
