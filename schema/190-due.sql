-- SPDX-License-Identifier: Apache-2.0
-- What is to be done at some time, of which thing, and the tasks that come again and again.

CREATE TABLE due (
	location_id TEXT NOT NULL,
	kind TEXT NOT NULL,                        -- a `due` row of the catalogue
	thing TEXT NOT NULL,                       -- its id
	company_id TEXT NOT NULL,
	asker TEXT NOT NULL,                       -- the token that set the time
	operation TEXT NOT NULL,                   -- by which, whose events it tells
	at BIGINT NOT NULL,
	PRIMARY KEY (location_id, kind, thing)
);
CREATE INDEX due_in_order ON due (at);

CREATE TABLE recurring_task (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	description TEXT NOT NULL,
	contact_ids TEXT NOT NULL,                 -- one task for each
	assigned_to TEXT,
	rrule_options TEXT NOT NULL,
	total_occurrence BIGINT NOT NULL,          -- how often tasks were made
	last_tasks TEXT NOT NULL,                  -- those of the last time
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX recurring_task_of_user ON recurring_task (location_id, assigned_to)
	WHERE assigned_to IS NOT NULL;
