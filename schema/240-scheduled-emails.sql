-- SPDX-License-Identifier: Apache-2.0
-- E-mails that were to go at a time: listed by it.  It stood on the thread before; there it is that
-- of its first e-mail.

ALTER TABLE email ADD COLUMN scheduled_at BIGINT;
UPDATE email SET scheduled_at = (SELECT m.scheduled_at FROM message m
	WHERE m.location_id = email.location_id AND m.id = email.message_id)
WHERE direction = 'outbound' AND NOT EXISTS (SELECT 1 FROM email e
	WHERE e.location_id = email.location_id AND e.message_id = email.message_id
	AND (e.date_added, e.id) < (email.date_added, email.id));
CREATE INDEX email_scheduled ON email (location_id, scheduled_at, id)
	WHERE scheduled_at IS NOT NULL;
CREATE INDEX email_scheduled_state ON email (location_id, status, scheduled_at, id)
	WHERE scheduled_at IS NOT NULL;
