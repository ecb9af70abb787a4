-- SPDX-License-Identifier: Apache-2.0
-- What reads of a location and of a calendar carry, for those that are there already.

ALTER TABLE location ADD COLUMN is_agency_sub_account BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE location ADD COLUMN automatic_mobile_app_invite BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE location ADD COLUMN default_email_service TEXT NOT NULL DEFAULT '';
UPDATE calendar SET guest_type = 'collect_detail' WHERE guest_type IS NULL;

-- only sqlite
UPDATE location SET
	social = json_patch('{"facebookUrl":"","googlePlus":"","linkedIn":"","foursquare":"",'
		|| '"twitter":"","yelp":"","instagram":"","youtube":"","pinterest":"",'
		|| '"blogRss":"","googlePlacesId":""}', social),
	permissions = json_patch('{"botServiceEnabled":true,"formsEnabled":true,'
		|| '"surveysEnabled":true,"triggerLinksEnabled":true,"webChatEnabled":true}',
		permissions);
-- only postgres
UPDATE location SET
	social = (CAST('{"facebookUrl":"","googlePlus":"","linkedIn":"","foursquare":"",'
		|| '"twitter":"","yelp":"","instagram":"","youtube":"","pinterest":"",'
		|| '"blogRss":"","googlePlacesId":""}' AS jsonb) || social::jsonb)::text,
	permissions = (CAST('{"botServiceEnabled":true,"formsEnabled":true,'
		|| '"surveysEnabled":true,"triggerLinksEnabled":true,"webChatEnabled":true}'
		AS jsonb) || permissions::jsonb)::text;
-- both
