-- SPDX-License-Identifier: Apache-2.0
-- How many a form has is counted in the index alone: ten thousand took 25 ms with the rows.
DROP INDEX submission_of_form;
CREATE INDEX submission_of_form ON submission (location_id, form_id, created_at, id, form_kind);
