-- SPDX-License-Identifier: Apache-2.0
-- What waits at a target is counted by the indexes of what waits, and not by one of all its jobs.

DROP INDEX job_of_target;
