-- SPDX-License-Identifier: Apache-2.0
-- Kinds of messages that a person can leave, and who has left which; what was said in calls.

CREATE TABLE subtype (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                    -- folded: a name stands once in a channel
	description TEXT,
	channel TEXT NOT NULL,                     -- email, sms
	language TEXT NOT NULL,
	archived BOOLEAN NOT NULL DEFAULT false,
	legal_form_id TEXT,
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id),
	UNIQUE (location_id, channel, name_key)
);

CREATE TABLE unsubscription (
	location_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	email TEXT NOT NULL,                       -- in small letters
	subtype_id TEXT NOT NULL,                  -- '': One on One
	status TEXT NOT NULL,                      -- subscribed, unsubscribed
	legal_reason TEXT,
	legal_description TEXT,
	changed_by TEXT,                           -- a user
	changed_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, contact_id, email, subtype_id)
);

CREATE TABLE transcript (
	location_id TEXT NOT NULL,
	message_id TEXT NOT NULL,
	n BIGINT NOT NULL,                         -- 1, 2 …
	channel BIGINT NOT NULL,                   -- who speaks
	start_ms BIGINT NOT NULL,
	end_ms BIGINT NOT NULL,
	confidence DOUBLE PRECISION NOT NULL,
	words TEXT NOT NULL,
	PRIMARY KEY (location_id, message_id, n)
);
