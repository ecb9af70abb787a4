-- SPDX-License-Identifier: Apache-2.0
-- As 114 did for the others: few new texts of the search of opportunities wait, so that a search
-- does not look through them all, and PostgreSQL does not rather read the whole table.

-- only postgres
ALTER INDEX opportunity_find SET (gin_pending_list_limit = 64);
-- both
