-- SPDX-License-Identifier: Apache-2.0
-- The durable queue: what is promised now and done later (platform/jobs).
--
--	0 behind ─▶ 1 ready ─▶ 2 sending ─▶ 4 done │ 5 failed │ 1 ready once more │ 3 asking
--	0, 1, 3 ─▶ 6 withdrawn
--
-- platform/jobs/states.h says what may become of what.  From 4 on it is over.

-- only sqlite
CREATE TABLE job (
	id INTEGER PRIMARY KEY AUTOINCREMENT,   -- of one order the smaller goes first
	kind BIGINT NOT NULL,
	location_id TEXT NOT NULL,              -- '': of the house itself
	target BIGINT NOT NULL,                 -- who is asked
	key TEXT,                               -- said once only; NULL: as often as it is said
	order_key TEXT NOT NULL,                -- within the target one after the other; or ''
	priority BIGINT NOT NULL,               -- 0 a person waits, 1 event, 2 poll, 3 bulk
	state BIGINT NOT NULL,
	due BIGINT NOT NULL,                    -- not before
	tries BIGINT NOT NULL DEFAULT 0,
	worker TEXT NOT NULL DEFAULT '',        -- which process has it; with tries the fence of settling
	doubt BOOLEAN NOT NULL DEFAULT false,   -- a try may have done it
	ref TEXT NOT NULL,                      -- the row of its trade
	error TEXT,                             -- of the last try
	date_added BIGINT NOT NULL,
	ended BIGINT
);
CREATE TABLE job_target (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	kind BIGINT NOT NULL,
	location_id TEXT NOT NULL,
	name TEXT NOT NULL UNIQUE,
	parent BIGINT,                          -- whose pace and health it shares
	next_due BIGINT,                        -- something is to be done then; NULL: nothing
	window_start BIGINT NOT NULL DEFAULT 0,
	used BIGINT NOT NULL DEFAULT 0,
	max BIGINT NOT NULL DEFAULT 0,          -- in a window; 0: no limit is known
	interval_ms BIGINT NOT NULL DEFAULT 0,
	slow_until BIGINT NOT NULL DEFAULT 0,
	daily_left BIGINT NOT NULL DEFAULT -1,  -- -1: not said
	daily_reset BIGINT NOT NULL DEFAULT 0,
	fails BIGINT NOT NULL DEFAULT 0,        -- in a row
	open_ms BIGINT NOT NULL DEFAULT 0,
	open_until BIGINT NOT NULL DEFAULT 0    -- nothing is begun before
);
-- only postgres
CREATE TABLE job (
	id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind BIGINT NOT NULL,
	location_id TEXT COLLATE "C" NOT NULL,
	target BIGINT NOT NULL,
	key TEXT COLLATE "C",
	order_key TEXT COLLATE "C" NOT NULL,
	priority BIGINT NOT NULL,
	state BIGINT NOT NULL,
	due BIGINT NOT NULL,
	tries BIGINT NOT NULL DEFAULT 0,
	worker TEXT COLLATE "C" NOT NULL DEFAULT '',
	doubt BOOLEAN NOT NULL DEFAULT false,
	ref TEXT COLLATE "C" NOT NULL,
	error TEXT,
	date_added BIGINT NOT NULL,
	ended BIGINT
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE TABLE job_target (
	id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind BIGINT NOT NULL,
	location_id TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL UNIQUE,
	parent BIGINT,
	next_due BIGINT,
	window_start BIGINT NOT NULL DEFAULT 0,
	used BIGINT NOT NULL DEFAULT 0,
	max BIGINT NOT NULL DEFAULT 0,
	interval_ms BIGINT NOT NULL DEFAULT 0,
	slow_until BIGINT NOT NULL DEFAULT 0,
	daily_left BIGINT NOT NULL DEFAULT -1,
	daily_reset BIGINT NOT NULL DEFAULT 0,
	fails BIGINT NOT NULL DEFAULT 0,
	open_ms BIGINT NOT NULL DEFAULT 0,
	open_until BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
-- both
CREATE UNIQUE INDEX job_once ON job (kind, key) WHERE key IS NOT NULL;
CREATE INDEX job_ready ON job (target, priority, due, id) WHERE state = 1;
CREATE INDEX job_order ON job (target, order_key, id) WHERE state < 4 AND order_key <> '';
CREATE INDEX job_sending ON job (target) WHERE state = 2;
CREATE INDEX job_of_location ON job (location_id, kind, state, due, id);
CREATE INDEX job_over ON job (kind, ended) WHERE ended IS NOT NULL;
CREATE INDEX job_target_due ON job_target (kind, next_due) WHERE next_due IS NOT NULL;
CREATE INDEX job_target_of_parent ON job_target (parent, next_due) WHERE parent IS NOT NULL;
