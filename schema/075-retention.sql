-- SPDX-License-Identifier: Apache-2.0
-- What is no longer kept, and how the oldest is found.

-- How far the outbox was emptied: who read less than that has missed something.  One row.
CREATE TABLE event_gone (
	one BIGINT PRIMARY KEY,
	xid BIGINT NOT NULL,
	seq BIGINT NOT NULL
);
INSERT INTO event_gone (one, xid, seq) VALUES (1, 0, 0);

CREATE INDEX run_over ON run (state, ended) WHERE ended IS NOT NULL;
CREATE INDEX run_of_inbox ON run (inbox_id);
-- An event's key is kept longer than what it said.
CREATE INDEX inbox_said ON inbox (received) WHERE payload <> '';
CREATE INDEX inbox_key ON inbox (received) WHERE payload = '';
CREATE INDEX outgoing_over ON outgoing (date_updated) WHERE state IN ('sent', 'failed', 'withdrawn');
