-- SPDX-License-Identifier: Apache-2.0
-- Whom the jobs of a location ask is found by the location, which may be deleted.

CREATE INDEX job_target_of_location ON job_target (location_id);
