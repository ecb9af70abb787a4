-- SPDX-License-Identifier: Apache-2.0
-- What somebody booked on a public page: he may change it who has the code, which is not kept.
CREATE TABLE booking (
	hash           TEXT PRIMARY KEY,           -- SHA-256 of the code
	location_id    TEXT NOT NULL,
	appointment_id TEXT NOT NULL,
	address        TEXT NOT NULL,              -- from where it was booked
	made_at        BIGINT NOT NULL
);
CREATE INDEX booking_of_location ON booking (location_id, hash);
CREATE INDEX booking_from ON booking (address, made_at);
CREATE INDEX booking_made ON booking (made_at);
-- A page is found by its slug alone.
CREATE INDEX calendar_of_slug ON calendar (slug, date_added) WHERE slug IS NOT NULL AND NOT deleted;
