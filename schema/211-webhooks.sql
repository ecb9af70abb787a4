-- SPDX-License-Identifier: Apache-2.0
-- Webhooks out (integration/webhooks): who is told of what happens, and what was told to whom.
--
-- Those that keep up are fed together from one place in the log of events (webhook_head); one that
-- is behind has a place of its own (xid, seq) until it has caught up.  What it was given already
-- lies behind (xid, seq) in any case.

CREATE TABLE webhook (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL,
	location_id TEXT,                       -- NULL: of the company, all its locations
	app_id TEXT NOT NULL,                   -- of the app that it speaks for, or its own
	version_id TEXT NOT NULL,
	name TEXT,
	url TEXT NOT NULL,                      -- sealed
	authorization_sealed TEXT,
	types TEXT,                             -- JSON list; NULL: all
	headers TEXT,                           -- JSON map
	standard BOOLEAN NOT NULL,              -- the headers of Standard Webhooks, too
	ordered BOOLEAN NOT NULL,
	parallel BIGINT NOT NULL,
	state TEXT NOT NULL,                    -- on, off, resting; gone: what it left is taken away
	state_reason TEXT,
	state_at BIGINT NOT NULL,
	target BIGINT NOT NULL,                 -- job_target
	behind BOOLEAN NOT NULL,
	xid BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	look_due BIGINT NOT NULL,               -- behind: when it is looked at again
	ok_at BIGINT,                           -- when it last took something, to a minute
	down_since BIGINT,                      -- nothing but failures since then
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL
);
CREATE INDEX webhook_of_location ON webhook (location_id, id);
CREATE INDEX webhook_of_company ON webhook (company_id, id);
CREATE INDEX webhook_behind ON webhook (look_due) WHERE behind AND state = 'on';
CREATE INDEX webhook_ahead ON webhook (state) WHERE NOT behind;
CREATE INDEX webhook_gone ON webhook (id) WHERE state = 'gone';

CREATE TABLE webhook_head (
	one BIGINT PRIMARY KEY,
	xid BIGINT NOT NULL,
	seq BIGINT NOT NULL
);
INSERT INTO webhook_head (one, xid, seq) VALUES (1, 0, 0);

-- The newest signs.
CREATE TABLE webhook_key (
	id TEXT PRIMARY KEY,
	public TEXT NOT NULL,                   -- base64 of 32 bytes
	sealed TEXT NOT NULL,
	since BIGINT NOT NULL,
	until BIGINT                            -- published until then; NULL: on and on
);

-- One event for one webhook; how it is says its job.
CREATE TABLE delivery (
	job BIGINT PRIMARY KEY,
	webhook_id TEXT NOT NULL,
	location_id TEXT,                       -- of the webhook
	company_id TEXT NOT NULL,
	event_id TEXT NOT NULL,                 -- webhookId of the payload
	seq BIGINT NOT NULL,                    -- the event's
	type TEXT NOT NULL,
	thing TEXT NOT NULL,                    -- what it is about
	date_added BIGINT NOT NULL
);
CREATE INDEX delivery_of_webhook ON delivery (webhook_id, job);
CREATE INDEX delivery_of_thing ON delivery (webhook_id, thing, job);
CREATE INDEX delivery_of_location ON delivery (location_id, job);
CREATE INDEX delivery_of_company ON delivery (company_id, job);

CREATE TABLE webhook_attempt (
	job BIGINT NOT NULL,
	n BIGINT NOT NULL,
	at BIGINT NOT NULL,
	ms BIGINT NOT NULL,
	status BIGINT,                          -- NULL: there was no answer
	headers TEXT,                           -- of the answer, JSON map
	said TEXT,                              -- the beginning of its body
	error TEXT,
	PRIMARY KEY (job, n)
);
