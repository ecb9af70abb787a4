-- SPDX-License-Identifier: Apache-2.0
-- Workflows and campaigns that contacts can be put into, and who is in them.

CREATE TABLE workflow (
	id TEXT PRIMARY KEY,                    -- UUID
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	status TEXT NOT NULL DEFAULT 'draft',   -- draft or published
	version BIGINT NOT NULL DEFAULT 1,      -- one more with each change
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL
);
CREATE INDEX workflow_of_location ON workflow (location_id, id);

CREATE TABLE campaign (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	status TEXT NOT NULL DEFAULT 'draft',
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX campaign_of_location ON campaign (location_id, id);

CREATE TABLE contact_workflow (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	workflow_id TEXT NOT NULL,
	event_start_time BIGINT,                -- when the first step is to run; NULL: at once
	date_added BIGINT NOT NULL,
	PRIMARY KEY (contact_id, workflow_id)
);
CREATE INDEX contact_workflow_by_time
	ON contact_workflow (location_id, workflow_id, date_added, contact_id);

CREATE TABLE contact_campaign (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	campaign_id TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	PRIMARY KEY (contact_id, campaign_id)
);
CREATE INDEX contact_campaign_by_time
	ON contact_campaign (location_id, campaign_id, date_added, contact_id);
