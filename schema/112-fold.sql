-- SPDX-License-Identifier: Apache-2.0
-- What is searched is folded by one rule of ours, on both engines: École is found by école.  The
-- text search of contacts, which knows values of columns, is made anew; folded columns that were
-- kept by an earlier rule, which knew fewer letters, are folded again.

-- only postgres
-- searchable contact state city country source type postal_code company_name timezone tags[]
-- only sqlite
DROP TRIGGER contact_find_moved;
DROP TABLE contact_find;
-- both
UPDATE contact SET first_name_lower_case = fold(first_name_lower_case),
	last_name_lower_case = fold(last_name_lower_case),
	full_name_lower_case = fold(full_name_lower_case), find = fold(find)
	WHERE find <> fold(find) OR first_name_lower_case <> fold(first_name_lower_case)
	OR last_name_lower_case <> fold(last_name_lower_case)
	OR full_name_lower_case <> fold(full_name_lower_case);
UPDATE contact_field SET value = fold(value) WHERE value <> fold(value);
UPDATE business SET find = fold(find) WHERE find <> fold(find);
UPDATE record SET find = fold(find) WHERE find <> fold(find);
UPDATE record_value SET value = fold(value), head = fold(head)
	WHERE value <> fold(value) OR head <> fold(head);
-- only sqlite
-- searchable contact state city country source type postal_code company_name timezone tags[]
