-- SPDX-License-Identifier: Apache-2.0
-- A workflow may be a flow: then each contact that is put in starts a run of it, and how that is
-- stands here.  A workflow without a flow keeps who is in it, and nothing runs.

ALTER TABLE workflow ADD COLUMN flow_id TEXT;   -- NULL: nothing runs
ALTER TABLE workflow ADD COLUMN flow TEXT;      -- its name
ALTER TABLE workflow ADD COLUMN again BOOLEAN NOT NULL DEFAULT false; -- who came to its end may enter again
CREATE UNIQUE INDEX workflow_of_flow ON workflow (location_id, flow_id) WHERE flow_id IS NOT NULL;
CREATE INDEX workflow_called ON workflow (location_id, name);

ALTER TABLE contact_workflow ADD COLUMN state TEXT NOT NULL DEFAULT 'in'; -- in, done, left
ALTER TABLE contact_workflow ADD COLUMN times BIGINT NOT NULL DEFAULT 1;  -- it was put in so often
ALTER TABLE contact_workflow ADD COLUMN run_id BIGINT;                    -- what it started
ALTER TABLE contact_workflow ADD COLUMN ended_at BIGINT;                  -- since when it is done, or left
CREATE INDEX contact_workflow_by_state
	ON contact_workflow (location_id, workflow_id, state, date_added, contact_id);
CREATE INDEX contact_workflow_by_run ON contact_workflow (location_id, run_id)
	 WHERE run_id IS NOT NULL;
