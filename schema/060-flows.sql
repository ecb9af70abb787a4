-- SPDX-License-Identifier: Apache-2.0
-- Flows: what is to be done when something happens, and what was done.
--
--	source ─▶ inbox ─▶ run ─▶ step, effect ─▶ attempt
--	   └ cursor, seen    └ one for each subscription
--
-- What belongs together is written in one transaction: an event with its runs and the cursor that
-- passed it; an effect's result with the steps that follow from it.

CREATE TABLE flow (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	slug TEXT NOT NULL,
	title TEXT NOT NULL,
	enabled BOOLEAN NOT NULL DEFAULT false,
	live_rev BIGINT NOT NULL,
	alert_after BIGINT NOT NULL DEFAULT 0,  -- so many failures in a row are told; 0: none
	alert_silent_ms BIGINT NOT NULL DEFAULT 0, -- so long without a run that was done
	alert_to TEXT NOT NULL DEFAULT '',      -- an address, or flow:NAME
	alert_open TEXT NOT NULL DEFAULT '',    -- what was told, and is not over: failures, silence
	on_since BIGINT NOT NULL DEFAULT 0,     -- when it was last switched on
	date_added BIGINT NOT NULL,
	date_updated BIGINT NOT NULL,
	UNIQUE (location_id, slug)
);

CREATE INDEX flow_alerting ON flow (id) WHERE alert_to <> '' AND enabled;

-- A revision never changes.
CREATE TABLE flow_rev (
	flow_id TEXT NOT NULL,
	rev BIGINT NOT NULL,
	location_id TEXT NOT NULL,
	canonical_json TEXT NOT NULL,
	bound_json TEXT NOT NULL,               -- what its names stood for when it was applied
	sha256 TEXT NOT NULL,
	author TEXT,
	at BIGINT NOT NULL,
	PRIMARY KEY (flow_id, rev)
);

-- What is watched; shared by all flows that watch the same.
CREATE TABLE source (
	id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- outbox, poll, hook, schedule, manual
	connection TEXT NOT NULL,               -- its name; empty: our own tables
	params_json TEXT NOT NULL,
	params_hash TEXT NOT NULL,
	UNIQUE (location_id, kind, connection, params_hash)
);

-- How far a source was read.  It belongs to the source, not to a flow: changing flows loses nothing.
CREATE TABLE cursor (
	source_id TEXT PRIMARY KEY,
	location_id TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- of the source
	xid BIGINT NOT NULL DEFAULT 0,          -- outbox: behind this event
	seq BIGINT NOT NULL DEFAULT 0,
	position TEXT NOT NULL DEFAULT '',      -- poll: the latest change that was seen
	walk_id BIGINT NOT NULL DEFAULT 0,      -- poll: number of the walk under way, or the last
	walk_page TEXT,                         -- where it goes on; NULL: none is under way
	walk_full BOOLEAN NOT NULL DEFAULT false,
	walk_began BIGINT NOT NULL DEFAULT 0,
	walk_due BIGINT NOT NULL DEFAULT 0,     -- next full walk
	full_walk BIGINT NOT NULL DEFAULT 0,    -- the last that was complete
	known BOOLEAN NOT NULL DEFAULT false,   -- was there a complete walk?
	next_due BIGINT,                        -- NULL: nobody waits for it
	braked BIGINT NOT NULL DEFAULT 0,       -- 1: too many would be deleted; 2: they may
	woken BIGINT NOT NULL DEFAULT 0,        -- poll: when a hook last asked to look
	fails BIGINT NOT NULL DEFAULT 0,
	last_at BIGINT,
	last_error TEXT,
	lease_until BIGINT NOT NULL DEFAULT 0,
	lease_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX cursor_due ON cursor (next_due) WHERE next_due IS NOT NULL;

-- The ledger of a source: each item that was seen, and as what.
CREATE TABLE seen (
	source_id TEXT NOT NULL,
	item TEXT NOT NULL,
	version TEXT NOT NULL,                  -- hash of what is watched
	projection TEXT,                        -- what is watched, for `before`
	occurrence BIGINT NOT NULL DEFAULT 0,   -- changes so far: a value may come back
	first_at BIGINT NOT NULL,
	last_at BIGINT NOT NULL,
	walk_id BIGINT NOT NULL,
	PRIMARY KEY (source_id, item)
);
CREATE INDEX seen_by_walk ON seen (source_id, walk_id);

-- only sqlite
CREATE TABLE inbox (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	location_id TEXT NOT NULL,
	source_id TEXT NOT NULL,
	item TEXT NOT NULL,
	event_key TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- created, updated, deleted, appeared, called
	payload TEXT NOT NULL,
	received BIGINT NOT NULL,
	UNIQUE (source_id, event_key)
);
CREATE TABLE run (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	location_id TEXT NOT NULL,
	flow_id TEXT NOT NULL,
	rev BIGINT NOT NULL,
	inbox_id BIGINT NOT NULL,
	event_key TEXT NOT NULL,
	lane_key TEXT NOT NULL,                 -- runs with the same go one after the other
	lane BIGINT NOT NULL,                   -- 0 interactive, 1 event, 2 poll, 3 backfill
	state TEXT NOT NULL,
	due BIGINT NOT NULL,
	generation BIGINT NOT NULL DEFAULT 0,   -- one more each time that effects are to be repeated
	reason TEXT,
	started BIGINT NOT NULL,
	ended BIGINT,
	UNIQUE (flow_id, event_key)
);
CREATE TABLE effect (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	location_id TEXT NOT NULL,
	run_id BIGINT NOT NULL,
	path TEXT NOT NULL,
	idem TEXT NOT NULL UNIQUE,
	class TEXT NOT NULL,                    -- L, K, N, R, U
	connection TEXT NOT NULL,
	op TEXT NOT NULL,
	request_json TEXT NOT NULL,
	state TEXT NOT NULL,
	doubtful BOOLEAN NOT NULL DEFAULT false, -- a sending may have been done
	tries BIGINT NOT NULL DEFAULT 0,
	lane BIGINT NOT NULL,
	due BIGINT NOT NULL,
	give_up_at BIGINT NOT NULL,
	parallel BIGINT NOT NULL,               -- of its run, sent at once
	sent_at BIGINT,
	lease_until BIGINT NOT NULL DEFAULT 0,
	lease_by TEXT NOT NULL DEFAULT '',
	response_json TEXT,
	error TEXT
);
CREATE TABLE decision (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	location_id TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- uncertain, brake
	ref TEXT NOT NULL,                      -- the effect, or the source
	reason TEXT NOT NULL,
	opened BIGINT NOT NULL,
	resolved BIGINT,
	choice TEXT,
	by_whom TEXT
);
-- only postgres
CREATE TABLE inbox (
	id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	location_id TEXT COLLATE "C" NOT NULL,
	source_id TEXT COLLATE "C" NOT NULL,
	item TEXT COLLATE "C" NOT NULL,
	event_key TEXT COLLATE "C" NOT NULL,
	kind TEXT NOT NULL,
	payload TEXT NOT NULL,
	received BIGINT NOT NULL,
	UNIQUE (source_id, event_key)
);
CREATE TABLE run (
	id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	location_id TEXT COLLATE "C" NOT NULL,
	flow_id TEXT COLLATE "C" NOT NULL,
	rev BIGINT NOT NULL,
	inbox_id BIGINT NOT NULL,
	event_key TEXT COLLATE "C" NOT NULL,
	lane_key TEXT COLLATE "C" NOT NULL,
	lane BIGINT NOT NULL,
	state TEXT NOT NULL,
	due BIGINT NOT NULL,
	generation BIGINT NOT NULL DEFAULT 0,
	reason TEXT,
	started BIGINT NOT NULL,
	ended BIGINT,
	UNIQUE (flow_id, event_key)
);
CREATE TABLE effect (
	id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	location_id TEXT COLLATE "C" NOT NULL,
	run_id BIGINT NOT NULL,
	path TEXT COLLATE "C" NOT NULL,
	idem TEXT COLLATE "C" NOT NULL UNIQUE,
	class TEXT NOT NULL,
	connection TEXT COLLATE "C" NOT NULL,
	op TEXT NOT NULL,
	request_json TEXT NOT NULL,
	state TEXT NOT NULL,
	doubtful BOOLEAN NOT NULL DEFAULT false,
	tries BIGINT NOT NULL DEFAULT 0,
	lane BIGINT NOT NULL,
	due BIGINT NOT NULL,
	give_up_at BIGINT NOT NULL,
	parallel BIGINT NOT NULL,               -- of its run, sent at once
	sent_at BIGINT,
	lease_until BIGINT NOT NULL DEFAULT 0,
	lease_by TEXT NOT NULL DEFAULT '',
	response_json TEXT,
	error TEXT
);
CREATE TABLE decision (
	id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	location_id TEXT COLLATE "C" NOT NULL,
	kind TEXT NOT NULL,
	ref TEXT COLLATE "C" NOT NULL,
	reason TEXT NOT NULL,
	opened BIGINT NOT NULL,
	resolved BIGINT,
	choice TEXT,
	by_whom TEXT
);
-- both
CREATE INDEX run_of_flow ON run (location_id, flow_id, id);
-- A run is looked at again when it is due, whatever is under way meanwhile.
CREATE INDEX run_due ON run (lane, due, id)
	WHERE state IN ('ready', 'waiting', 'sending', 'asking');
CREATE INDEX run_open ON run (flow_id, lane_key, id)
	WHERE state IN ('ready', 'waiting', 'sending', 'asking', 'held');
CREATE INDEX effect_of_run ON effect (run_id, state);
-- A queue for each connection and lane; every connection has its row in `pace`.
CREATE INDEX effect_queue ON effect (location_id, connection, lane, due, id)
	WHERE state IN ('ready', 'retry');
CREATE INDEX effect_sending ON effect (location_id, connection) WHERE state = 'sending';
CREATE INDEX decision_open ON decision (location_id, id) WHERE resolved IS NULL;

-- Which flows a source feeds.
CREATE TABLE subscription (
	source_id TEXT NOT NULL,
	flow_id TEXT NOT NULL,
	location_id TEXT NOT NULL,
	topic TEXT NOT NULL DEFAULT '',         -- outbox: contact.updated
	xid BIGINT NOT NULL DEFAULT 0,          -- outbox: it begins behind this event
	seq BIGINT NOT NULL DEFAULT 0,
	start_all BOOLEAN NOT NULL DEFAULT false, -- also what was there before
	PRIMARY KEY (source_id, flow_id)
);
CREATE INDEX subscription_of_flow ON subscription (flow_id);

-- What came of each step of a run.
CREATE TABLE step (
	run_id BIGINT NOT NULL,
	path TEXT NOT NULL,
	state TEXT NOT NULL,                    -- done, failed, skipped, waiting
	op TEXT,                                -- what was asked, and with what
	request_json TEXT,
	due BIGINT,                             -- of a wait
	out_json TEXT,
	error_json TEXT,
	at BIGINT NOT NULL,
	PRIMARY KEY (run_id, path)
);

-- What was looked up by name, until the flow changes or something is not found any more.
CREATE TABLE flow_lookup (
	flow_id TEXT NOT NULL,
	path TEXT NOT NULL,                     -- lookup[highlevel.association:pet_owner]
	value_json TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (flow_id, path)
);

CREATE TABLE attempt (
	effect_id BIGINT NOT NULL,
	n BIGINT NOT NULL,
	at BIGINT NOT NULL,
	ms BIGINT NOT NULL,
	status BIGINT NOT NULL,
	error TEXT,
	headers_json TEXT,
	PRIMARY KEY (effect_id, n)
);

-- What is known of the other side's limits and health.
CREATE TABLE pace (
	location_id TEXT NOT NULL,
	connection TEXT NOT NULL,
	window_start BIGINT NOT NULL,
	used BIGINT NOT NULL,
	max BIGINT NOT NULL,                    -- requests in a window; 0: no limit is known
	interval_ms BIGINT NOT NULL,
	slow_until BIGINT NOT NULL,
	daily_left BIGINT NOT NULL,             -- -1: not said
	daily_reset BIGINT NOT NULL,
	fails BIGINT NOT NULL,                  -- in a row
	open_ms BIGINT NOT NULL,                -- the circuit: how long it stays open,
	open_until BIGINT NOT NULL,             -- and until when
	free_at BIGINT NOT NULL,                -- nothing is sent before,
	rest_at BIGINT NOT NULL DEFAULT 0,      -- and nothing of the lanes that are not interactive
	PRIMARY KEY (location_id, connection)
);

-- Secrets that hooks are signed with; sealed as those of connections are.
CREATE TABLE flow_secret (
	location_id TEXT NOT NULL,
	name TEXT NOT NULL,
	sealed TEXT NOT NULL,
	date_updated BIGINT NOT NULL,
	PRIMARY KEY (location_id, name)
);
