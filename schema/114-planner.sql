-- SPDX-License-Identifier: Apache-2.0
-- What PostgreSQL cannot know by itself: that a list somebody sends is short (it guesses a hundred,
-- and then rather reads the whole table), and that new texts of the search wait in a heap which
-- every search looks through (up to 4 MB of it, as right after a load; now 64 kB).

-- only postgres
ALTER FUNCTION json_each(TEXT) ROWS 4;
ALTER INDEX contact_find SET (gin_pending_list_limit = 64);
ALTER INDEX business_find SET (gin_pending_list_limit = 64);
ALTER INDEX record_find SET (gin_pending_list_limit = 64);
