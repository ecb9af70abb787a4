-- SPDX-License-Identifier: Apache-2.0
-- Runs that end name their enrolments in a list.  With the state before it the index is read for
-- each of them; without it SQLite read whoever ever was in a workflow of the location.

DROP INDEX contact_workflow_by_run;
CREATE INDEX contact_workflow_by_run ON contact_workflow (location_id, state, run_id)
	WHERE run_id IS NOT NULL;
