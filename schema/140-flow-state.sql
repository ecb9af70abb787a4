-- SPDX-License-Identifier: Apache-2.0
-- What the engine keeps of a flow stands apart from what people say of it: each table is written by
-- one room.

CREATE TABLE flow_state (
	flow_id TEXT PRIMARY KEY,
	alert_open TEXT NOT NULL DEFAULT '', -- what was told, and is not over: failures, silence
	sent_day BIGINT NOT NULL DEFAULT 0,  -- days since 1970, UTC
	sent BIGINT NOT NULL DEFAULT 0       -- on that day
);
INSERT INTO flow_state (flow_id, alert_open, sent_day, sent)
	SELECT id, alert_open, sent_day, sent FROM flow;
ALTER TABLE flow DROP COLUMN alert_open;
ALTER TABLE flow DROP COLUMN sent_day;
ALTER TABLE flow DROP COLUMN sent;

-- That a revision's rights are known, when there are none, says the scope ''.
INSERT INTO flow_right (flow_id, rev, scope, sure)
	SELECT flow_id, rev, '', false FROM flow_rev WHERE rights_known;
ALTER TABLE flow_rev DROP COLUMN rights_known;
