-- SPDX-License-Identifier: Apache-2.0
-- What lies on a lane near a time is found in an index alone: its rows are asked for thousands at a
-- time, and only those that count are looked up.  Blocks are few among many appointments.

DROP INDEX lane_use_short;
CREATE INDEX lane_use_short ON lane_use (lane, pad_end_ms, pad_start_ms, live, kind, event_id)
	WHERE NOT lengthy;
CREATE INDEX lane_use_blocks ON lane_use (lane, pad_end_ms) WHERE kind = 'b';
