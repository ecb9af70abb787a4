-- SPDX-License-Identifier: Apache-2.0
-- Where readers say twice behind which event they are, the second time is for SQLite, whose index
-- knows `seq` alone.  PostgreSQL, which has one of both numbers, is not to be tempted by it to sort
-- all that is behind: there `place` is no column of an index.

DROP VIEW event_settled;
-- only sqlite
CREATE VIEW event_settled AS
	SELECT xid, seq, id, location_id, company_id, type, payload, at, seq AS place
	FROM event WHERE xid = 0;
-- only postgres
CREATE VIEW event_settled AS
	SELECT xid, seq, id, location_id, company_id, type, payload, at, seq + 0 AS place FROM event
	WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
-- both
