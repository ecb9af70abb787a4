-- SPDX-License-Identifier: Apache-2.0
-- Who asks for events of a few types does not pass all the others: GET /events?types=.  The type
-- stands first, so that who asks for all of a location or a company is not led here.

-- only sqlite
CREATE INDEX event_of_type ON event (type, location_id, xid);
CREATE INDEX event_of_company_type ON event (type, company_id, xid);
-- only postgres
CREATE INDEX event_of_type ON event (type, location_id, xid, seq);
CREATE INDEX event_of_company_type ON event (type, company_id, xid, seq);
-- both
