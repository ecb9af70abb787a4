-- SPDX-License-Identifier: Apache-2.0
-- What 176 does, for what was seen of a source: a walk that asks for the next one put all in
-- order, because few were expected of a source and of a walk.

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
	FOR a_table, told IN VALUES ('seen', ARRAY['source_id', '4', 'walk_id', '2']) LOOP
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
