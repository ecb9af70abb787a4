-- SPDX-License-Identifier: Apache-2.0
-- Conversations, one with each contact; their messages; e-mails, of which a message holds a thread;
-- and who carries messages.
--
-- What its contact is called is the contact's business and asked of it; whose it is stands here as
-- well, because conversations are listed by it.

CREATE TABLE conversation (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	type BIGINT NOT NULL,                      -- 1 phone, 3 Facebook, 4 reviews
	inbox BOOLEAN NOT NULL DEFAULT true,
	starred BOOLEAN NOT NULL DEFAULT false,
	assigned_to TEXT,                          -- as its contact is
	unread_count BIGINT NOT NULL DEFAULT 0,
	message_types TEXT NOT NULL DEFAULT '[]',  -- their numbers, each once
	last_message_type TEXT NOT NULL,           -- TYPE_SMS
	last_message_number BIGINT NOT NULL,       -- 2
	last_message_body TEXT,
	last_message_date BIGINT NOT NULL,
	last_message_direction TEXT,
	last_outbound_action TEXT,                 -- automated, manual
	last_manual_date BIGINT,                   -- when a person wrote, on either side
	last_provider_id TEXT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id),
	UNIQUE (location_id, contact_id)
);
CREATE INDEX conversation_recent ON conversation (location_id, last_message_date, id);
CREATE INDEX conversation_unread ON conversation (location_id, last_message_date, id)
	WHERE unread_count > 0;
CREATE INDEX conversation_starred ON conversation (location_id, last_message_date, id)
	WHERE starred;
CREATE INDEX conversation_of_user ON conversation (location_id, assigned_to, last_message_date, id);
CREATE INDEX conversation_of_user_unread
	ON conversation (location_id, assigned_to, last_message_date, id) WHERE unread_count > 0;
CREATE INDEX conversation_manual ON conversation (location_id, last_manual_date, id)
	WHERE last_manual_date IS NOT NULL;
CREATE INDEX conversation_of_kind
	ON conversation (location_id, last_message_type, last_message_date, id);
CREATE INDEX conversation_by_updated ON conversation (location_id, date_updated, id);

CREATE TABLE message (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	type BIGINT NOT NULL,                      -- 2
	message_type TEXT NOT NULL,                -- TYPE_SMS
	mail BOOLEAN NOT NULL,                     -- a thread of e-mails
	direction TEXT NOT NULL,                   -- inbound, outbound
	status TEXT NOT NULL,
	source TEXT NOT NULL,                      -- api, app
	body TEXT,
	attachments TEXT NOT NULL DEFAULT '[]',    -- their addresses
	user_id TEXT,
	provider_id TEXT,
	alt_id TEXT,                               -- what it is called elsewhere
	from_address TEXT,
	to_address TEXT,
	meta TEXT,                                 -- map: of a call, of a thread
	error TEXT,                                -- map: why it failed
	scheduled_at BIGINT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX message_of_conversation ON message (location_id, conversation_id, date_added, id);
CREATE INDEX message_by_added ON message (location_id, mail, date_added, id);
CREATE INDEX message_by_updated ON message (location_id, mail, date_updated, id);
CREATE INDEX message_of_kind ON message (location_id, message_type, date_added, id);
CREATE INDEX message_waits_for_provider ON message (location_id, provider_id, id)
	WHERE status IN ('pending', 'scheduled');
CREATE UNIQUE INDEX message_alt
	ON message (location_id, alt_id, direction, (coalesce(provider_id, '')))
	WHERE alt_id IS NOT NULL;

CREATE TABLE email (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	message_id TEXT NOT NULL,                  -- its thread
	direction TEXT NOT NULL,
	status TEXT NOT NULL,
	source TEXT NOT NULL,
	subject TEXT NOT NULL,
	from_address TEXT NOT NULL,
	to_addresses TEXT NOT NULL,                -- lists
	cc_addresses TEXT NOT NULL DEFAULT '[]',
	bcc_addresses TEXT NOT NULL DEFAULT '[]',
	answers TEXT,                              -- the e-mail that it answers
	attachments TEXT NOT NULL DEFAULT '[]',
	user_id TEXT,
	provider_id TEXT,
	alt_id TEXT,
	outgoing_id TEXT,                          -- by which it goes out
	error TEXT,
	content_type TEXT NOT NULL,
	date_added BIGINT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX email_of_message ON email (location_id, message_id, date_added, id);
CREATE INDEX email_alt ON email (location_id, alt_id) WHERE alt_id IS NOT NULL;
CREATE UNIQUE INDEX email_of_outgoing ON email (location_id, outgoing_id)
	WHERE outgoing_id IS NOT NULL;

CREATE TABLE provider (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	type TEXT NOT NULL,                        -- SMS, Email …
	is_default BOOLEAN NOT NULL,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE UNIQUE INDEX provider_default ON provider (location_id, type) WHERE is_default;
