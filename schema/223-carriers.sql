-- SPDX-License-Identifier: Apache-2.0
-- Who carries messages may be asked at an address of his: each message is a job of the queue, and
-- what is posted stands here until nobody asks for it any more.

ALTER TABLE provider ADD COLUMN url TEXT;                  -- sealed; NULL: hears by events only
ALTER TABLE provider ADD COLUMN authorization_sealed TEXT;
ALTER TABLE provider ADD COLUMN repeats BOOLEAN NOT NULL DEFAULT true; -- knows what it had
ALTER TABLE provider ADD COLUMN target BIGINT;             -- job_target, where there is an address

CREATE TABLE carriage (
	job BIGINT PRIMARY KEY,
	location_id TEXT NOT NULL,
	provider_id TEXT NOT NULL,
	message_id TEXT NOT NULL,
	email_id TEXT NOT NULL,                 -- the e-mail in it, or ''
	body TEXT NOT NULL,                     -- JSON
	status BIGINT,                          -- of the last answer; NULL: there was none
	said TEXT,                              -- its beginning
	at BIGINT,                              -- when that was
	date_added BIGINT NOT NULL
);
CREATE INDEX carriage_of_message ON carriage (location_id, message_id, email_id, job);
CREATE INDEX carriage_of_provider ON carriage (location_id, provider_id, job);
