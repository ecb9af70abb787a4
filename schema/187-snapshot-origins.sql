-- SPDX-License-Identifier: Apache-2.0
-- A snapshot stays when the location that it was made of goes; it names it no more.

CREATE INDEX snapshot_of_origin ON snapshot (origin, id) WHERE origin IS NOT NULL;
