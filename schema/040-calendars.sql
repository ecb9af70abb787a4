-- SPDX-License-Identifier: Apache-2.0
-- Calendars with everything that decides when they are open: groups, resources, schedules; and the
-- notifications they send.  A deleted calendar stays as a row, because appointments name it.

CREATE TABLE calendar_group (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	description TEXT NOT NULL,
	slug TEXT NOT NULL,                     -- lower case; part of the page's address
	is_active BOOLEAN NOT NULL DEFAULT true,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE UNIQUE INDEX calendar_group_by_slug ON calendar_group (location_id, slug);

CREATE TABLE calendar (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	group_id TEXT,
	name TEXT NOT NULL,
	description TEXT,
	slug TEXT,
	widget_slug TEXT,
	calendar_type TEXT NOT NULL,
	widget_type TEXT,
	event_type TEXT NOT NULL,               -- how a round robin chooses
	event_title TEXT NOT NULL,              -- template
	event_color TEXT NOT NULL,
	meeting_location TEXT,
	location_configurations TEXT NOT NULL DEFAULT '[]',
	team_members TEXT NOT NULL DEFAULT '[]', -- list in its order: ties are settled by it
	slot_duration DOUBLE PRECISION NOT NULL,
	slot_duration_unit TEXT NOT NULL,
	slot_interval DOUBLE PRECISION NOT NULL,
	slot_interval_unit TEXT NOT NULL,
	slot_buffer DOUBLE PRECISION NOT NULL,
	slot_buffer_unit TEXT NOT NULL,
	pre_buffer DOUBLE PRECISION NOT NULL,
	pre_buffer_unit TEXT NOT NULL,
	appoinment_per_slot BIGINT NOT NULL,    -- spelled as on the wire
	appoinment_per_day BIGINT,              -- NULL: no limit
	allow_booking_after DOUBLE PRECISION,
	allow_booking_after_unit TEXT,
	allow_booking_for DOUBLE PRECISION,
	allow_booking_for_unit TEXT,
	open_hours TEXT NOT NULL,               -- list
	hours_said BOOLEAN NOT NULL,            -- were they ever sent? else the wire shows {}
	availability_type BIGINT,               -- 0 open hours, 1 availabilities, NULL both
	availabilities TEXT NOT NULL DEFAULT '[]', -- list of dates with their hours, each with an id
	enable_recurring BOOLEAN NOT NULL,
	recurring TEXT,                         -- map
	look_busy_config TEXT,                  -- map
	notifications TEXT,                     -- list; the old way, before calendar_notification
	form_id TEXT,
	sticky_contact BOOLEAN,
	is_live_payment_mode BOOLEAN,
	auto_confirm BOOLEAN NOT NULL,
	should_send_alert_emails_to_assigned_member BOOLEAN,
	alert_email TEXT,
	google_invitation_emails BOOLEAN NOT NULL,
	allow_reschedule BOOLEAN NOT NULL,
	allow_cancellation BOOLEAN NOT NULL,
	should_assign_contact_to_team_member BOOLEAN,
	should_skip_assigning_contact_for_existing BOOLEAN,
	notes TEXT,
	pixel_id TEXT,
	form_submit_type TEXT NOT NULL,
	form_submit_redirect_url TEXT,
	form_submit_thanks_message TEXT NOT NULL,
	guest_type TEXT,
	consent_label TEXT NOT NULL,
	calendar_cover_image TEXT,
	is_active BOOLEAN NOT NULL,
	booking_epoch BIGINT NOT NULL DEFAULT 0, -- one more with each booking
	distribution_reset_at BIGINT,           -- when the team or the way to choose was last changed
	deleted BOOLEAN NOT NULL DEFAULT false,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX calendar_of_location ON calendar (location_id, id);
CREATE UNIQUE INDEX calendar_by_slug ON calendar (location_id, slug)
	WHERE slug IS NOT NULL AND NOT deleted;
CREATE UNIQUE INDEX calendar_by_widget_slug ON calendar (location_id, widget_slug)
	WHERE widget_slug IS NOT NULL AND NOT deleted;

-- The same as calendar.team_members, as rows.
CREATE TABLE calendar_member (
	calendar_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	PRIMARY KEY (calendar_id, user_id)
);
CREATE INDEX calendar_of_member ON calendar_member (user_id);

-- A room or a piece of equipment that service calendars need.
CREATE TABLE calendar_resource (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	resource_type TEXT NOT NULL,            -- rooms or equipments
	name TEXT NOT NULL,
	description TEXT,
	quantity BIGINT,                        -- of equipment
	out_of_service BIGINT,
	capacity BIGINT,                        -- of a room
	is_active BOOLEAN NOT NULL DEFAULT true,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX calendar_resource_of_location ON calendar_resource (location_id, resource_type, id);

-- Which calendars need it.
CREATE TABLE calendar_resource_use (
	calendar_id TEXT NOT NULL,
	resource_id TEXT NOT NULL,
	PRIMARY KEY (calendar_id, resource_id)
);
CREATE INDEX calendar_resource_use_of ON calendar_resource_use (resource_id);

-- When a user can be met; stands for the hours of the calendars it is applied to.
CREATE TABLE schedule (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	name TEXT NOT NULL,
	timezone TEXT NOT NULL,
	rules TEXT NOT NULL DEFAULT '[]',
	deleted BOOLEAN NOT NULL DEFAULT false,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX schedule_of_user ON schedule (location_id, user_id, id);

-- To which calendars it is applied: at most one schedule for a user and a calendar.
CREATE TABLE schedule_use (
	calendar_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	schedule_id TEXT NOT NULL,
	PRIMARY KEY (calendar_id, user_id)
);
CREATE INDEX schedule_use_of ON schedule_use (schedule_id);

CREATE TABLE calendar_notification (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	calendar_id TEXT NOT NULL,
	receiver_type TEXT NOT NULL,
	channel TEXT NOT NULL,
	notification_type TEXT NOT NULL,
	is_active BOOLEAN NOT NULL DEFAULT true,
	deleted BOOLEAN NOT NULL DEFAULT false,
	template_id TEXT,
	body TEXT,
	subject TEXT,
	after_time TEXT NOT NULL DEFAULT '[]',
	before_time TEXT NOT NULL DEFAULT '[]',
	additional_email_ids TEXT NOT NULL DEFAULT '[]',
	additional_phone_numbers TEXT NOT NULL DEFAULT '[]',
	additional_whatsapp_numbers TEXT NOT NULL DEFAULT '[]',
	selected_users TEXT NOT NULL DEFAULT '[]',
	from_address TEXT,
	from_name TEXT,
	from_number TEXT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX calendar_notification_of_calendar ON calendar_notification (calendar_id, id);
