-- SPDX-License-Identifier: Apache-2.0
-- The newest event is known without looking at all that are kept (/health, /metrics).

-- only postgres
CREATE INDEX event_by_seq ON event (seq);
