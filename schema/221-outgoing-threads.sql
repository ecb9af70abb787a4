-- SPDX-License-Identifier: Apache-2.0
-- E-mails of conversations: with further receivers, as answers, and written by persons.

ALTER TABLE outgoing ADD COLUMN cc TEXT;        -- addresses, with commas between
ALTER TABLE outgoing ADD COLUMN bcc TEXT;
ALTER TABLE outgoing ADD COLUMN answers TEXT;   -- Message-IDs, or our own ids, the newest last
ALTER TABLE outgoing ADD COLUMN personal BOOLEAN NOT NULL DEFAULT false;
