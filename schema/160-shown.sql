-- SPDX-License-Identifier: Apache-2.0
-- What a member of a JSON map shows where it is looked for: a text, a number as it is written, the
-- value of an amount; NULL of a list.  On SQLite both are functions of the program itself.

-- only postgres
CREATE FUNCTION shown(document TEXT, key TEXT) RETURNS TEXT
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE v json := document::json -> key;
BEGIN
	RETURN CASE json_typeof(v) WHEN 'array' THEN NULL WHEN 'object' THEN v ->> 'value'
		ELSE v #>> '{}' END;
END $$;
CREATE FUNCTION shown_number(document TEXT, key TEXT) RETURNS DOUBLE PRECISION
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE v json := document::json -> key;
BEGIN
	IF json_typeof(v) = 'object' THEN v := v -> 'value'; END IF;
	RETURN CASE json_typeof(v) WHEN 'number' THEN (v #>> '{}')::DOUBLE PRECISION END;
END $$;
