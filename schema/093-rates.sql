-- SPDX-License-Identifier: Apache-2.0
-- How many requests a second a server is asked, by its owner's word; NULL: what its kind has.
ALTER TABLE connection ADD COLUMN rate DOUBLE PRECISION;
