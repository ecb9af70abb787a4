-- SPDX-License-Identifier: Apache-2.0
-- Tokens go with the user whose they are; until now those of a deleted one went on.
CREATE INDEX token_of_user ON token (account_id);
UPDATE token SET revoked_at = (SELECT date_updated FROM account WHERE id = account_id)
	WHERE revoked_at IS NULL AND account_id IN (SELECT id FROM account WHERE deleted);
