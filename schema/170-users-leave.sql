-- SPDX-License-Identifier: Apache-2.0
-- What hangs on a user who leaves a location is found there and taken away, a part at a time.

-- How far a walk through all of a kind has come: the last id that was looked at.
ALTER TABLE leaving ADD COLUMN place TEXT NOT NULL DEFAULT '';

-- Those that anybody follows, or that anybody has.
CREATE INDEX contact_followed ON contact (location_id, id) WHERE followers <> '[]';
CREATE INDEX opportunity_followed ON opportunity (location_id, id) WHERE followers <> '[]';
CREATE INDEX record_in_care ON record (location_id, id) WHERE owner <> '[]' OR followers <> '[]';
CREATE INDEX business_in_care ON business (location_id, id) WHERE owner <> '[]' OR followers <> '[]';

-- An e-mail to a user says whom it is for, as a notice inside the application does.
UPDATE outgoing SET user_id = (SELECT account.id FROM account
		JOIN location ON location.company_id = account.company_id
		WHERE location.id = outgoing.location_id AND account.email = outgoing.to_address
		ORDER BY account.deleted, account.date_added DESC LIMIT 1)
	WHERE channel = 'email' AND contact_id IS NULL AND user_id IS NULL
	AND state IN ('ready', 'retry');

-- Those who left before there was this: what hangs on them leaves now.
INSERT INTO leaving (location_id, kind, object_key, thing, company_id, asker, operation, since)
SELECT gone.location_id, kinds.kind, '', gone.user_id, gone.company_id, '', 'delete-user', 0
FROM (SELECT location.id AS location_id, account.id AS user_id, account.company_id
		FROM account JOIN location ON location.company_id = account.company_id
		WHERE account.deleted AND (account.type = 'agency'
			OR account.location_ids LIKE '%"' || location.id || '"%')
	UNION SELECT calendar.location_id, account.id, account.company_id
		FROM calendar_member JOIN account ON account.id = calendar_member.user_id
		JOIN calendar ON calendar.id = calendar_member.calendar_id
		WHERE account.type <> 'agency' AND NOT EXISTS (SELECT 1 FROM account_location
			WHERE account_location.account_id = account.id
			AND account_location.location_id = calendar.location_id)) AS gone
CROSS JOIN (SELECT 'teams of user' AS kind UNION ALL SELECT 'schedules of user'
	UNION ALL SELECT 'blocked slots of user' UNION ALL SELECT 'messages of user'
	UNION ALL SELECT 'feeds of user' UNION ALL SELECT 'contacts of user'
	UNION ALL SELECT 'followed contacts of user' UNION ALL SELECT 'tasks of user'
	UNION ALL SELECT 'opportunities of user' UNION ALL SELECT 'followed opportunities of user'
	UNION ALL SELECT 'records of user' UNION ALL SELECT 'businesses of user') AS kinds;
