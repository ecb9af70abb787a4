-- SPDX-License-Identifier: Apache-2.0
-- Pipelines with their stages, opportunities on their way through them, and why some were lost.
--
-- A child says whose it is by itself, so every key begins with the location.

CREATE TABLE pipeline (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                    -- folded: a name stands once in a location
	position TEXT NOT NULL,                    -- pipelines are listed by it
	stages TEXT NOT NULL,                      -- the whole list of them, as it is replied
	show_in_funnel BOOLEAN NOT NULL,           -- is any stage shown there?
	show_in_pie_chart BOOLEAN NOT NULL,
	use_opportunity_probability BOOLEAN NOT NULL,
	color_render_mode TEXT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id),
	UNIQUE (location_id, name_key)
);
CREATE INDEX pipeline_in_order ON pipeline (location_id, position, id);

-- What opportunities need to know of a stage.
CREATE TABLE pipeline_stage (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,                          -- UUID
	pipeline_id TEXT NOT NULL,
	position BIGINT NOT NULL,                  -- 0, 1, 2 …
	win_probability DOUBLE PRECISION NOT NULL, -- in percent: its own or the computed one
	PRIMARY KEY (location_id, id)
);
CREATE INDEX pipeline_stage_of_pipeline ON pipeline_stage (location_id, pipeline_id, position);

CREATE TABLE lost_reason (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                    -- folded
	deleted BOOLEAN NOT NULL DEFAULT false,    -- no longer offered
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX lost_reason_of_location ON lost_reason (location_id, deleted, created_at, id);

CREATE TABLE opportunity (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	pipeline_id TEXT NOT NULL,
	pipeline_stage_id TEXT NOT NULL,
	status TEXT NOT NULL,                      -- open, won, lost, abandoned
	name TEXT NOT NULL,
	monetary_value DOUBLE PRECISION,
	source TEXT,
	assigned_to TEXT,
	lost_reason_id TEXT,
	followers TEXT NOT NULL DEFAULT '[]',      -- list of user ids
	custom_fields TEXT NOT NULL DEFAULT '[]',  -- list of {"id","value"}
	external_object_id TEXT,
	attributions TEXT NOT NULL DEFAULT '[]',
	internal_source TEXT NOT NULL,             -- map: who made it
	last_status_change_at BIGINT NOT NULL,
	last_stage_change_at BIGINT NOT NULL,
	last_action_date BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	find TEXT NOT NULL DEFAULT '',             -- its name and what its contact is found by, folded
	PRIMARY KEY (location_id, id)
);
-- searchable opportunity
CREATE INDEX opportunity_by_created ON opportunity (location_id, created_at, id);
CREATE INDEX opportunity_by_updated ON opportunity (location_id, updated_at, id);
CREATE INDEX opportunity_of_contact
	ON opportunity (location_id, contact_id, pipeline_id, created_at, id);
CREATE INDEX opportunity_of_pipeline ON opportunity (location_id, pipeline_id, created_at, id);
CREATE INDEX opportunity_by_value ON opportunity (location_id, pipeline_id, monetary_value, id);
CREATE INDEX opportunity_of_stage ON opportunity (location_id, pipeline_stage_id, created_at, id);
CREATE INDEX opportunity_of_stage_status
	ON opportunity (location_id, pipeline_stage_id, status, created_at, id);
CREATE INDEX opportunity_by_status ON opportunity (location_id, status, created_at, id);
CREATE INDEX opportunity_of_user ON opportunity (location_id, assigned_to, created_at, id)
	WHERE assigned_to IS NOT NULL;

-- A value of a custom field, as it is searched: folded and cut at 500 letters; a list has one row
-- for each of its items.
CREATE TABLE opportunity_field (
	location_id TEXT NOT NULL,
	opportunity_id TEXT NOT NULL,
	field_id TEXT NOT NULL,
	place BIGINT NOT NULL,
	value TEXT NOT NULL,
	number DOUBLE PRECISION,
	PRIMARY KEY (location_id, opportunity_id, field_id, place)
);
CREATE INDEX opportunity_field_by_value
	ON opportunity_field (location_id, field_id, value, opportunity_id);
CREATE INDEX opportunity_field_by_number
	ON opportunity_field (location_id, field_id, number, opportunity_id)
	WHERE number IS NOT NULL;
