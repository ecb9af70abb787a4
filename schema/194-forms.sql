-- SPDX-License-Identifier: Apache-2.0
-- Forms and surveys, and what was answered.  An answer stays when its form or contact goes.

CREATE TABLE form (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,                        -- form, survey
	name TEXT NOT NULL,
	elements TEXT NOT NULL,                    -- what is asked, in order
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX form_of_kind ON form (location_id, kind, id);

CREATE TABLE submission (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	form_id TEXT NOT NULL,
	form_kind TEXT NOT NULL,
	contact_id TEXT,
	name TEXT,
	email TEXT,
	phone TEXT,
	others TEXT NOT NULL,                      -- what was answered, as it is replied
	find TEXT NOT NULL,                        -- contact, name, e-mail, phone, folded
	created_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX submission_by_time ON submission (location_id, form_kind, created_at, id);
CREATE INDEX submission_of_form ON submission (location_id, form_id, created_at, id);
