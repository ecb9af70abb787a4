-- SPDX-License-Identifier: Apache-2.0
-- The runs of a location, newest first.

CREATE INDEX run_of_location ON run (location_id, id);
