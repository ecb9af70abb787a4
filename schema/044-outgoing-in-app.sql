-- SPDX-License-Identifier: Apache-2.0
-- Notices inside the application: rows of `outgoing` with the channel inApp and a user, no address.
-- Nobody sends them: they are `shown` from the time they are due on, by being there.

ALTER TABLE outgoing ADD COLUMN user_id TEXT; -- whom an inApp notice is for
CREATE INDEX outgoing_of_user ON outgoing (user_id, due) WHERE user_id IS NOT NULL;
