-- SPDX-License-Identifier: Apache-2.0
-- Appointments and blocked slots, and the lanes that they take.

CREATE TABLE appointment (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	calendar_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	assigned_user_id TEXT,
	users TEXT NOT NULL DEFAULT '[]',       -- who else attends
	title TEXT NOT NULL,
	description TEXT,
	address TEXT NOT NULL DEFAULT '',
	meeting_location_type TEXT,
	meeting_location_id TEXT,
	appointment_status TEXT NOT NULL,
	start_ms BIGINT NOT NULL,
	end_ms BIGINT NOT NULL,
	pre_min BIGINT NOT NULL,                -- buffers as they were when it was booked
	post_min BIGINT NOT NULL,
	is_recurring BOOLEAN NOT NULL DEFAULT false,
	rrule TEXT,                             -- the series that begins with it
	master_id TEXT,                         -- the first of a series that was booked one by one
	assigned_resources TEXT NOT NULL DEFAULT '[]',
	source TEXT,
	created_by TEXT NOT NULL,               -- map
	deleted BOOLEAN NOT NULL DEFAULT false,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX appointment_of_calendar ON appointment (calendar_id, start_ms);
CREATE INDEX appointment_of_user ON appointment (assigned_user_id, start_ms);
CREATE INDEX appointment_of_location ON appointment (location_id, start_ms);
CREATE INDEX appointment_of_contact ON appointment (contact_id, start_ms);
-- who was given one of a calendar last?
CREATE INDEX appointment_by_turn ON appointment (calendar_id, assigned_user_id, date_added);

CREATE TABLE block_slot (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	calendar_id TEXT,                       -- one of these two
	assigned_user_id TEXT,
	title TEXT NOT NULL,
	start_ms BIGINT NOT NULL,
	end_ms BIGINT NOT NULL,
	created_by TEXT NOT NULL,               -- map
	deleted BOOLEAN NOT NULL DEFAULT false,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX block_slot_of_calendar ON block_slot (calendar_id, start_ms)
	WHERE calendar_id IS NOT NULL;
CREATE INDEX block_slot_of_user ON block_slot (assigned_user_id, start_ms)
	WHERE assigned_user_id IS NOT NULL;
CREATE INDEX block_slot_of_location ON block_slot (location_id, start_ms);

-- What can be taken: c:<calendar>, u:<user>, r:<resource>.  One row for each lane that an
-- appointment (a) or a block (b) lies on, with its buffers; for a series from its first instance
-- to the end of time.  A window is asked by its end: short ones reach at most a day behind it, so that the
-- search is bounded on both sides; the few longer ones are looked at apart.
CREATE TABLE lane_use (
	lane TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- a or b
	event_id TEXT NOT NULL,
	pad_start_ms BIGINT NOT NULL,
	pad_end_ms BIGINT NOT NULL,
	live BOOLEAN NOT NULL,                  -- does it keep others away?
	lengthy BOOLEAN NOT NULL                -- more than a day, or a series
);
CREATE INDEX lane_use_short ON lane_use (lane, pad_end_ms) WHERE NOT lengthy;
CREATE INDEX lane_use_long ON lane_use (lane, pad_end_ms) WHERE lengthy;
CREATE INDEX lane_use_of ON lane_use (event_id);

CREATE TABLE appointment_note (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	appointment_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	user_id TEXT,
	created_by TEXT,                        -- map: id and name of the user
	body TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX appointment_note_of ON appointment_note (appointment_id, date_added, id);
