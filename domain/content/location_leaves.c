// SPDX-License-Identifier: Apache-2.0
/*
 * What a location showed goes with it.
 */
#include "domain/content/content.h"
#include "platform/store/store.h"

enum err content_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM trigger_link WHERE id IN (SELECT id FROM trigger_link"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM media WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM media WHERE location_id = :locationId LIMIT "
		    ":leavingPart)" } },
		{ NULL,
		  { "DELETE FROM upload WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM upload WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM template WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM template WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM form WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM form WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM form_spam WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM form_spam WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM submission WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM submission WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM blog_post WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM blog_post WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM blog_author WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM blog_author WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM blog_category WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM blog_category WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM blog_site WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM blog_site WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM email_template WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM email_template WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
