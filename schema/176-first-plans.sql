-- SPDX-License-Identifier: Apache-2.0
-- What 169 tells PostgreSQL of locations until its first statistics, of other columns.  Of a run's
-- steps, an appointment's lanes, and events with some numbers it expected a two hundredth of the
-- table each, and read all of it.  The index in which a location's events stand in order it held
-- for as scattered as any, and put them all in order for the next 48; that of runs likewise.  So
-- here are four rows, in order, and none is kept.

-- only postgres
DO $$
DECLARE
	a_table text;
	told text[];
	has_rows boolean;
	columns text;
	made_up text;
BEGIN
	-- each with columns, and how many values: a number, or a part of the rows
	FOR a_table, told IN VALUES ('step', ARRAY['run_id', '-0.2']),
		('lane_use', ARRAY['event_id', '-0.5']),
		('event', ARRAY['location_id', '4', 'seq', '-1']),
		('run', ARRAY['location_id', '4']) LOOP
		EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', a_table) INTO has_rows;
		CONTINUE WHEN has_rows;
		SELECT string_agg(quote_ident(column_name), ', '),
			string_agg(CASE data_type WHEN 'text' THEN '''x'' || i' WHEN 'boolean' THEN 'false'
				ELSE 'i' END, ', ')
			INTO columns, made_up FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name = a_table
			AND is_identity = 'NO' AND (column_name = ANY (told)
			OR is_nullable = 'NO' AND column_default IS NULL);
		EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM generate_series(1, 4) AS i',
			a_table, columns, made_up);
		FOR i IN 1 .. array_length(told, 1) BY 2 LOOP
			EXECUTE format('ALTER TABLE %I ALTER %I SET (n_distinct = %s)',
				a_table, told[i], told[i + 1]);
			EXECUTE format('ANALYZE %I (%I)', a_table, told[i]);
			EXECUTE format('ALTER TABLE %I ALTER %I RESET (n_distinct)', a_table, told[i]);
		END LOOP;
		EXECUTE format('TRUNCATE %I RESTART IDENTITY', a_table);
		EXECUTE format('ANALYZE %I (%I)', a_table, told[1]); -- how large it is, not what is in it
	END LOOP;
END
$$;
-- both
