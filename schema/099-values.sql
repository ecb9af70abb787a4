-- SPDX-License-Identifier: Apache-2.0
-- The text search knows the values of columns, too, each as a whole: a filter by one of them, alone
-- or beside a text, reads only what it finds.  On SQLite its tokens have the whole id of the location
-- in front, so that what it counts is of one location.

-- only sqlite
DROP TABLE contact_find;
DROP TABLE business_find;
DROP TABLE record_find;
-- both
-- searchable contact state city country source type postal_code company_name timezone tags[]
-- searchable business
-- searchable record
