-- SPDX-License-Identifier: Apache-2.0
-- What the store keeps for itself.  (Which of these files were applied stands in schema_version,
-- which the store makes before the first of them.)
--
-- A line `-- only sqlite` or `-- only postgres` begins a part for that engine, `-- both` ends it.
-- `-- searchable TABLE` makes its column `find` searchable: FINDS(TABLE, :query).

-- Outbox: every change, in the order in which it became visible.  The payload is what webhooks send.
-- Readers ask event_settled, in the order of (xid, seq): behind what they have seen nothing new
-- appears.  On PostgreSQL transactions commit in another order than they began, so a row waits
-- there until no older transaction is under way.  On SQLite xid is always 0, and the view says so:
-- then the index gives the order, and nothing is sorted however much waits.
-- only sqlite
CREATE TABLE event (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL,                       -- webhookId
	location_id TEXT,
	company_id TEXT,
	type TEXT NOT NULL,
	payload TEXT NOT NULL,
	at BIGINT NOT NULL,
	xid BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX event_of_location ON event (location_id, xid);
CREATE VIEW event_settled AS
	SELECT xid, seq, id, location_id, company_id, type, payload, at FROM event WHERE xid = 0;
-- only postgres
CREATE TABLE event (
	xid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
	seq BIGINT GENERATED ALWAYS AS IDENTITY,
	id TEXT NOT NULL,
	location_id TEXT COLLATE "C",
	company_id TEXT COLLATE "C",
	type TEXT COLLATE "C" NOT NULL,
	payload TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (xid, seq)
);
CREATE INDEX event_of_location ON event (location_id, xid, seq);
CREATE VIEW event_settled AS
	SELECT * FROM event
	WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
-- both

-- Sums kept up to date by those who change what is counted; one row for each worker, so that they
-- do not wait for each other.
CREATE TABLE counter (
	location_id TEXT NOT NULL,
	what TEXT NOT NULL,
	shard BIGINT NOT NULL,
	n BIGINT NOT NULL,
	PRIMARY KEY (location_id, what, shard)
);

-- Replies kept for who sends the same Idempotency-Key again.
CREATE TABLE reply (
	token TEXT NOT NULL,
	key TEXT NOT NULL,
	hash TEXT NOT NULL,                     -- of the request
	status BIGINT NOT NULL,
	content_type TEXT NOT NULL,
	body TEXT NOT NULL,
	trace TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (token, key)
);
CREATE INDEX reply_by_age ON reply (at);

-- The words of SQLite that PostgreSQL lacks, so that one text serves both.
-- only postgres
CREATE FUNCTION json_each(document TEXT) RETURNS TABLE (key TEXT, value TEXT)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT (item.place - 1)::text, item.value
	FROM json_array_elements_text(CASE WHEN json_typeof(document::json) = 'array'
		THEN document::json ELSE '[]' END) WITH ORDINALITY AS item (value, place)
	UNION ALL
	SELECT member.key, member.value
	FROM json_each_text(CASE WHEN json_typeof(document::json) = 'object'
		THEN document::json ELSE '{}' END) AS member
$$;
CREATE FUNCTION json_extract(document TEXT, path TEXT) RETURNS TEXT
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT jsonb_path_query_first(document::jsonb, path::jsonpath) #>> '{}'
$$;
CREATE FUNCTION json_array_length(document TEXT) RETURNS BIGINT
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT json_array_length(document::json)::bigint
$$;
CREATE FUNCTION instr(whole TEXT, part TEXT) RETURNS BIGINT
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT strpos(whole, part)::bigint $$;
CREATE FUNCTION max(a BIGINT, b BIGINT) RETURNS BIGINT
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT greatest(a, b) $$;
CREATE FUNCTION min(a BIGINT, b BIGINT) RETURNS BIGINT
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT least(a, b) $$;
CREATE FUNCTION json_list_add(list TEXT, item TEXT) RETURNS TEXT
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT list || ',' || coalesce(to_json(item)::text, 'null')
$$;
CREATE FUNCTION json_list_add(list TEXT, item BIGINT) RETURNS TEXT
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT list || ',' || coalesce(item::text, 'null')
$$;
CREATE FUNCTION json_list_end(list TEXT) RETURNS TEXT
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT '[' || substr(list, 2) || ']' $$;
CREATE AGGREGATE json_group_array(TEXT)
	(SFUNC = json_list_add, STYPE = TEXT, FINALFUNC = json_list_end, INITCOND = '');
CREATE AGGREGATE json_group_array(BIGINT)
	(SFUNC = json_list_add, STYPE = TEXT, FINALFUNC = json_list_end, INITCOND = '');
CREATE FUNCTION group_concat_add(list TEXT, item TEXT, separator TEXT) RETURNS TEXT
	LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT CASE WHEN item IS NULL THEN list WHEN list IS NULL THEN item
		ELSE list || separator || item END
$$;
CREATE AGGREGATE group_concat(TEXT, TEXT) (SFUNC = group_concat_add, STYPE = TEXT);
-- both
