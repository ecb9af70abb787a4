-- SPDX-License-Identifier: Apache-2.0
-- Jobs that are tried again for so long, and not so often; targets of which only so many are asked
-- at once, or that a person (or too many failures) holds.

ALTER TABLE job ADD COLUMN waited BIGINT NOT NULL DEFAULT 0;           -- ms that it was put off, all tries together
ALTER TABLE job_target ADD COLUMN parallel BIGINT NOT NULL DEFAULT 0;  -- at once at most; 0: as its kind says
ALTER TABLE job_target ADD COLUMN held BOOLEAN NOT NULL DEFAULT false; -- nothing of it is begun

CREATE INDEX job_of_target ON job (target, id); -- what was asked of it, the newest first
