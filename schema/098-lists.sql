-- SPDX-License-Identifier: Apache-2.0
-- Lists that are asked for by one of their filters, each with the index that it begins with.

CREATE INDEX run_by_state ON run (location_id, state, id);
CREATE INDEX task_of_assigned ON task (location_id, assigned_to, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX outgoing_by_state ON outgoing (location_id, state, due);
DROP INDEX outgoing_of_user;
CREATE INDEX outgoing_of_user ON outgoing (location_id, user_id, due) WHERE user_id IS NOT NULL;
