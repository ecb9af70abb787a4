-- SPDX-License-Identifier: Apache-2.0
-- What a flow may do in a day, and how much of it may wait.

ALTER TABLE flow ADD COLUMN effects_max BIGINT NOT NULL DEFAULT 100000; -- sent in a day
ALTER TABLE flow ADD COLUMN queued_max BIGINT NOT NULL DEFAULT 2000; -- runs under way: no more polls
ALTER TABLE flow ADD COLUMN sent_day BIGINT NOT NULL DEFAULT 0; -- days since 1970, UTC
ALTER TABLE flow ADD COLUMN sent BIGINT NOT NULL DEFAULT 0; -- on that day
