-- SPDX-License-Identifier: Apache-2.0
-- The tasks of all contacts of a location, newest first: what the task search walks through.

CREATE INDEX task_of_location ON task (location_id, id);
