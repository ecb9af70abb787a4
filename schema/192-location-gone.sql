-- SPDX-License-Identifier: Apache-2.0
-- What a location that is deleted leaves is found by its id.

CREATE INDEX token_of_location ON token (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX decision_of_location ON decision (location_id);
