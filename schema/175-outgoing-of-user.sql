-- SPDX-License-Identifier: Apache-2.0
-- What still waits to be said to a user is found among all that was ever said to him.

CREATE INDEX outgoing_waits_for_user ON outgoing (location_id, user_id)
	WHERE user_id IS NOT NULL AND state IN ('ready', 'retry');
CREATE INDEX outgoing_shown_to_user ON outgoing (location_id, user_id, due)
	WHERE user_id IS NOT NULL AND state = 'shown';
