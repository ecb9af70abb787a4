-- SPDX-License-Identifier: Apache-2.0
-- What is dialled after a contact's number was answered: kept apart from the number, which is E.164.

ALTER TABLE contact ADD COLUMN phone_extension TEXT;
