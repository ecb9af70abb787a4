-- SPDX-License-Identifier: Apache-2.0
-- Keys begin with the location, then the thing: a statement that names both has one index that
-- serves both, and no choice.  SQLite has no statistics: of two indexes of which each serves one it
-- takes the wrong one, and reads the whole location.  PostgreSQL finds the same keys.
--
-- On SQLite the tables that are nothing but rows of an index are one (WITHOUT ROWID).

-- only sqlite
CREATE TABLE contact_tag_keyed (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	tag TEXT NOT NULL,
	PRIMARY KEY (location_id, contact_id, tag)
) WITHOUT ROWID;
INSERT INTO contact_tag_keyed SELECT location_id, contact_id, tag FROM contact_tag ORDER BY 1, 2, 3;
DROP TABLE contact_tag;
ALTER TABLE contact_tag_keyed RENAME TO contact_tag;
CREATE INDEX contact_tag_by_name ON contact_tag (location_id, tag, contact_id);

CREATE TABLE contact_field_keyed (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	field_id TEXT NOT NULL,
	place BIGINT NOT NULL,
	value TEXT NOT NULL,
	number DOUBLE PRECISION,
	PRIMARY KEY (location_id, contact_id, field_id, place)
) WITHOUT ROWID;
INSERT INTO contact_field_keyed
	SELECT location_id, contact_id, field_id, place, value, number FROM contact_field
	ORDER BY 1, 2, 3, 4;
DROP TABLE contact_field;
ALTER TABLE contact_field_keyed RENAME TO contact_field;
CREATE INDEX contact_field_by_value ON contact_field (location_id, field_id, value, contact_id);
CREATE INDEX contact_field_by_number ON contact_field (location_id, field_id, number, contact_id)
	WHERE number IS NOT NULL;

CREATE TABLE record_value_keyed (
	location_id TEXT NOT NULL,
	record_id TEXT NOT NULL,
	field_key TEXT NOT NULL,                   -- short key
	item BIGINT NOT NULL,                      -- place in a list, else 0
	object_key TEXT NOT NULL,
	value TEXT NOT NULL,                       -- folded
	head TEXT NOT NULL,                        -- the first 200 characters of it
	number DOUBLE PRECISION,                   -- numbers, money; dates in milliseconds
	PRIMARY KEY (location_id, record_id, field_key, item)
) WITHOUT ROWID;
INSERT INTO record_value_keyed
	SELECT location_id, record_id, field_key, item, object_key, value, head, number
	FROM record_value ORDER BY 1, 2, 3, 4;
DROP TABLE record_value;
ALTER TABLE record_value_keyed RENAME TO record_value;
CREATE INDEX record_value_by_head
	ON record_value (location_id, object_key, field_key, head, record_id);
CREATE INDEX record_value_by_number
	ON record_value (location_id, object_key, field_key, number, record_id)
	WHERE number IS NOT NULL;

CREATE TABLE contact_workflow_keyed (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	workflow_id TEXT NOT NULL,
	event_start_time BIGINT,                -- when the first step is to run; NULL: at once
	date_added BIGINT NOT NULL,
	PRIMARY KEY (location_id, contact_id, workflow_id)
) WITHOUT ROWID;
INSERT INTO contact_workflow_keyed
	SELECT location_id, contact_id, workflow_id, event_start_time, date_added
	FROM contact_workflow ORDER BY 1, 2, 3;
DROP TABLE contact_workflow;
ALTER TABLE contact_workflow_keyed RENAME TO contact_workflow;
CREATE INDEX contact_workflow_by_time
	ON contact_workflow (location_id, workflow_id, date_added, contact_id);

CREATE TABLE contact_campaign_keyed (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	campaign_id TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	PRIMARY KEY (location_id, contact_id, campaign_id)
) WITHOUT ROWID;
INSERT INTO contact_campaign_keyed
	SELECT location_id, contact_id, campaign_id, date_added FROM contact_campaign
	ORDER BY 1, 2, 3;
DROP TABLE contact_campaign;
ALTER TABLE contact_campaign_keyed RENAME TO contact_campaign;
CREATE INDEX contact_campaign_by_time
	ON contact_campaign (location_id, campaign_id, date_added, contact_id);

CREATE TABLE relation_keyed (
	id TEXT PRIMARY KEY,                       -- 24 hex
	location_id TEXT NOT NULL,
	association_id TEXT NOT NULL,
	first_object_key TEXT NOT NULL,
	first_record_id TEXT NOT NULL,
	second_object_key TEXT NOT NULL,
	second_record_id TEXT NOT NULL,
	date_added BIGINT NOT NULL
);
INSERT INTO relation_keyed
	SELECT id, location_id, association_id, first_object_key, first_record_id,
		second_object_key, second_record_id, date_added
	FROM relation ORDER BY id;
DROP TABLE relation;
ALTER TABLE relation_keyed RENAME TO relation;
-- only postgres
ALTER TABLE contact_tag DROP CONSTRAINT contact_tag_pkey,
	ADD PRIMARY KEY (location_id, contact_id, tag);
ALTER TABLE contact_field DROP CONSTRAINT contact_field_pkey,
	ADD PRIMARY KEY (location_id, contact_id, field_id, place);
ALTER TABLE record_value DROP CONSTRAINT record_value_pkey,
	ADD PRIMARY KEY (location_id, record_id, field_key, item);
ALTER TABLE contact_workflow DROP CONSTRAINT contact_workflow_pkey,
	ADD PRIMARY KEY (location_id, contact_id, workflow_id);
ALTER TABLE contact_campaign DROP CONSTRAINT contact_campaign_pkey,
	ADD PRIMARY KEY (location_id, contact_id, campaign_id);
ALTER TABLE relation
	DROP CONSTRAINT relation_first_record_id_association_id_second_record_id_key;
DROP INDEX relation_of_second;
-- both

CREATE UNIQUE INDEX relation_of_first
	ON relation (location_id, first_record_id, association_id, second_record_id);
CREATE INDEX relation_of_second ON relation (location_id, second_record_id, association_id);
CREATE INDEX relation_of_association ON relation (location_id, association_id, id);

DROP INDEX note_of_contact;
CREATE INDEX note_of_contact ON note (location_id, contact_id, date_added, id);
DROP INDEX task_of_contact;
CREATE INDEX task_of_contact ON task (location_id, contact_id, date_added, id);
DROP INDEX appointment_of_contact;
CREATE INDEX appointment_of_contact ON appointment (location_id, contact_id, start_ms);
DROP INDEX appointment_note_of;
CREATE INDEX appointment_note_of
	ON appointment_note (location_id, appointment_id, date_added, id);
DROP INDEX calendar_notification_of_calendar;
CREATE INDEX calendar_notification_of_calendar
	ON calendar_notification (location_id, calendar_id, id);
DROP INDEX outgoing_of_appointment;
CREATE INDEX outgoing_of_appointment ON outgoing (location_id, appointment_id);
DROP INDEX outgoing_of_notification;
CREATE INDEX outgoing_of_notification ON outgoing (location_id, notification_id)
	WHERE state IN ('ready', 'retry');
CREATE INDEX outgoing_shown_of_notification ON outgoing (location_id, notification_id, due)
	WHERE state = 'shown';
