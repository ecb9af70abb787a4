-- SPDX-License-Identifier: Apache-2.0
-- The time that has passed, as it was seen, and who serves the data just now.

-- What is old is measured by this and never by a clock that jumped (store/seen.c).  One row.
CREATE TABLE clock_seen (
	one BIGINT PRIMARY KEY,
	seen BIGINT NOT NULL,                   -- 0: nobody has looked yet
	turn BIGINT NOT NULL                    -- how often it was set, and not only went on
);
INSERT INTO clock_seen (one, seen, turn) VALUES (1, 0, 0);

-- A process that serves the data has a row here; whose number stands still is dead, and its row
-- goes (store/alive.c).  What somebody without a row was doing is nobody's.
CREATE TABLE worker (
	id TEXT PRIMARY KEY,
	beats BIGINT NOT NULL
);
