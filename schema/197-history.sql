-- SPDX-License-Identifier: Apache-2.0
-- History: of which thing an event is, who did it, and what was changed.

-- only sqlite
ALTER TABLE event ADD COLUMN thing_id TEXT;
ALTER TABLE event ADD COLUMN actor_kind TEXT;
ALTER TABLE event ADD COLUMN actor_id TEXT;
ALTER TABLE event ADD COLUMN changes TEXT;               -- [{field, before, after}]; NULL: not known
CREATE INDEX event_of_thing ON event (location_id, thing_id);
-- only postgres
ALTER TABLE event ADD COLUMN thing_id TEXT COLLATE "C";
ALTER TABLE event ADD COLUMN actor_kind TEXT;
ALTER TABLE event ADD COLUMN actor_id TEXT;
ALTER TABLE event ADD COLUMN changes TEXT;
CREATE INDEX event_of_thing ON event (location_id, thing_id, seq);
-- both
