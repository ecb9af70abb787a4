-- SPDX-License-Identifier: Apache-2.0
-- Messages that are to go out: written with their words by whoever is the reason for them, in the
-- same transaction; taken and sent by the room mail/.
--
--	ready ─▶ sending ─▶ sent │ retry ─▶ sending … │ failed │ uncertain
--	ready, retry ─▶ withdrawn
--
-- `sending` stands before the first byte leaves, so a process that dies leaves only such rows in
-- doubt; they become `uncertain`, and only a person sends those again.

CREATE TABLE outgoing (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	dedupe TEXT NOT NULL,                   -- what it is for; one message each
	kind TEXT NOT NULL,                     -- notification type
	channel TEXT NOT NULL,                  -- email
	appointment_id TEXT,
	notification_id TEXT,
	contact_id TEXT,                        -- when it goes to a contact
	planned BOOLEAN NOT NULL,               -- moves with the appointment: reminders, follow-ups
	to_address TEXT NOT NULL,
	from_address TEXT,                      -- NULL: the sender of the settings
	from_name TEXT,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,
	html BOOLEAN NOT NULL,
	state TEXT NOT NULL,
	due BIGINT NOT NULL,
	tries BIGINT NOT NULL DEFAULT 0,
	error TEXT,
	lease_by TEXT NOT NULL DEFAULT '',      -- which process sends it
	lease_until BIGINT NOT NULL DEFAULT 0,  -- not heard of by then: uncertain
	sent_at BIGINT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE UNIQUE INDEX outgoing_once ON outgoing (dedupe);
CREATE INDEX outgoing_due ON outgoing (due, id) WHERE state IN ('ready', 'retry');
CREATE INDEX outgoing_sending ON outgoing (lease_until) WHERE state = 'sending';
CREATE INDEX outgoing_of_location ON outgoing (location_id, due, id);
CREATE INDEX outgoing_of_appointment ON outgoing (appointment_id);
CREATE INDEX outgoing_of_notification ON outgoing (notification_id)
	WHERE state IN ('ready', 'retry');
