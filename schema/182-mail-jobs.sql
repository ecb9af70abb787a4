-- SPDX-License-Identifier: Apache-2.0
-- Messages are sent by the durable queue: a row of `outgoing` keeps its words, and its job says how
-- it is (`job.ref` is the message, `outgoing.job` the job that counts).  `standing` says what only
-- the trade knows:
--
--	open       an e-mail whose job is not over
--	over       an e-mail that was sent, or has failed
--	withdrawn  taken back with its reason
--	shown      a notice inside the application, from its time on; it has no job
--
-- What was being sent when the program before ended is found by its dead process, as ever, and is
-- uncertain then.

ALTER TABLE outgoing ADD COLUMN job BIGINT;
ALTER TABLE outgoing ADD COLUMN standing TEXT NOT NULL DEFAULT 'open';

INSERT INTO job_target (kind, location_id, name)
	SELECT 1, '', 'smtp' WHERE EXISTS (SELECT 1 FROM outgoing WHERE channel = 'email');
INSERT INTO job_target (kind, location_id, name, parent, next_due)
	SELECT 1, location_id, 'smtp:' || location_id,
		(SELECT id FROM job_target WHERE name = 'smtp'),
		min(CASE WHEN state IN ('ready', 'retry') THEN due END)
	FROM outgoing WHERE channel = 'email' GROUP BY location_id;
INSERT INTO job (kind, location_id, target, order_key, priority, state, due, tries, worker, error,
		ref, date_added, ended)
	SELECT 1, o.location_id, t.id, '', 1,
		CASE o.state WHEN 'ready' THEN 1 WHEN 'retry' THEN 1 WHEN 'sending' THEN 2
			WHEN 'uncertain' THEN 3 WHEN 'sent' THEN 4 WHEN 'failed' THEN 5 ELSE 6 END,
		o.due, o.tries,
		CASE WHEN o.state IN ('sending', 'uncertain') THEN o.lease_by ELSE '' END,
		o.error, o.id, o.date_added,
		CASE WHEN o.state IN ('sent', 'failed', 'withdrawn') THEN o.date_updated END
	FROM outgoing o JOIN job_target t ON t.name = 'smtp:' || o.location_id
	WHERE o.channel = 'email' ORDER BY o.date_added, o.id;
CREATE INDEX job_by_ref ON job (ref);
UPDATE outgoing SET job = (SELECT job.id FROM job WHERE job.ref = outgoing.id),
	standing = CASE WHEN state IN ('sent', 'failed') THEN 'over'
		WHEN state IN ('shown', 'withdrawn') THEN state ELSE 'open' END;
DROP INDEX job_by_ref;

DROP INDEX outgoing_due;
DROP INDEX outgoing_sending;
DROP INDEX outgoing_by_state;
DROP INDEX outgoing_over;
DROP INDEX outgoing_of_notification;
DROP INDEX outgoing_shown_of_notification;
DROP INDEX outgoing_waits_for_user;
DROP INDEX outgoing_shown_to_user;
ALTER TABLE outgoing DROP COLUMN state;
ALTER TABLE outgoing DROP COLUMN tries;
ALTER TABLE outgoing DROP COLUMN error;
ALTER TABLE outgoing DROP COLUMN lease_by;
ALTER TABLE outgoing DROP COLUMN lease_until;

CREATE UNIQUE INDEX outgoing_of_job ON outgoing (job) WHERE job IS NOT NULL;
CREATE INDEX outgoing_by_standing ON outgoing (location_id, standing, due);
CREATE INDEX outgoing_taken_back ON outgoing (date_updated)
	WHERE standing = 'withdrawn' AND job IS NULL;
CREATE INDEX outgoing_of_notification ON outgoing (location_id, notification_id)
	WHERE standing = 'open';
CREATE INDEX outgoing_shown_of_notification ON outgoing (location_id, notification_id, due)
	WHERE standing = 'shown';
CREATE INDEX outgoing_waits_for_user ON outgoing (location_id, user_id)
	WHERE user_id IS NOT NULL AND standing = 'open';
CREATE INDEX outgoing_shown_to_user ON outgoing (location_id, user_id, due)
	WHERE user_id IS NOT NULL AND standing = 'shown';
