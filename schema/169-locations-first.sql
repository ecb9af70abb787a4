-- SPDX-License-Identifier: Apache-2.0
-- Of a table that was never analyzed PostgreSQL believes that a location has next to nothing in it.
-- So until its first statistics, a minute after the first rows, it took any index that begins with
-- the location for as good as the key, and went through the location for each row of a join: an
-- opportunity among 500 took seconds.  An empty table is told now that a location has a quarter of
-- it, by the statistics of a row that is not kept; the first true ones take their place.

-- only postgres
DO $$
DECLARE
	a_table text;
	has_rows boolean;
	columns text;
	made_up text;
BEGIN
	FOR a_table IN SELECT c.table_name FROM information_schema.columns AS c
		JOIN information_schema.tables AS t USING (table_schema, table_name)
		WHERE table_schema = current_schema() AND t.table_type = 'BASE TABLE'
		AND c.column_name = 'location_id' LOOP
		EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', a_table) INTO has_rows;
		CONTINUE WHEN has_rows;
		SELECT string_agg(quote_ident(column_name), ', '),
			string_agg(CASE data_type WHEN 'text' THEN '''x''' WHEN 'boolean' THEN 'false'
				ELSE '0' END, ', ')
			INTO columns, made_up FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name = a_table
			AND is_identity = 'NO' AND (column_name = 'location_id'
			OR is_nullable = 'NO' AND column_default IS NULL);
		EXECUTE format('INSERT INTO %I (%s) VALUES (%s)', a_table, columns, made_up);
		EXECUTE format('ALTER TABLE %I ALTER location_id SET (n_distinct = 4)', a_table);
		EXECUTE format('ANALYZE %I (location_id)', a_table);
		EXECUTE format('ALTER TABLE %I ALTER location_id RESET (n_distinct)', a_table);
		EXECUTE format('TRUNCATE %I RESTART IDENTITY', a_table);
		EXECUTE format('ANALYZE %I (location_id)', a_table); -- how large it is, not what is in it
	END LOOP;
END
$$;
-- both
