-- SPDX-License-Identifier: Apache-2.0
-- The mails of a campaign are listed newest first, those of one moment by whom they go to: in the
-- order of the index, so that a page is a page and not the end of sorting all.

DROP INDEX campaign_mail_by_time;
CREATE INDEX campaign_mail_by_time
	ON campaign_mail (location_id, campaign_id, at DESC, contact_id, n);
