-- SPDX-License-Identifier: Apache-2.0
-- A value of an opportunity is asked for by the opportunity and the field, which are the key.  An
-- index of numbers serves nobody, and SQLite, which takes it for the narrower one, went through all
-- that are greater, for each opportunity of a walk.

DROP INDEX opportunity_field_by_number;
