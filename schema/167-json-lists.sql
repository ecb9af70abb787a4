-- SPDX-License-Identifier: Apache-2.0
-- A list that somebody sends is short: PostgreSQL is told so (114), and did not listen, since it
-- wrote the text of the function into each statement that asks it, and there guessed two hundred
-- again; so it read whole tables.  A function of plpgsql stands for itself, and its plan is kept.

-- only postgres
CREATE OR REPLACE FUNCTION json_each(document TEXT) RETURNS TABLE (key TEXT, value TEXT)
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 4 AS $$
BEGIN
	IF json_typeof(document::json) = 'array' THEN
		RETURN QUERY SELECT (item.place - 1)::text, item.element
		FROM json_array_elements_text(document::json) WITH ORDINALITY AS item (element, place);
	ELSIF json_typeof(document::json) = 'object' THEN
		RETURN QUERY SELECT member.k, member.v FROM json_each_text(document::json) AS member (k, v);
	END IF;
END
$$;
-- both
