// SPDX-License-Identifier: Apache-2.0
/*
 * What a booking makes of its contact: where the calendar says so, it becomes the contact of whose
 * appointment it is.
 */
#include "domain/booking/event.h"

/* A contact is only given to somebody who is there.  Its own name is that of the events about
 * contacts (domain/contacts/contact.h). */
static const char assign[] =
	"UPDATE contact SET assigned_to = :ownerId, date_updated = :now"
	" WHERE id = :contactId AND location_id = :locationId AND NOT deleted"
	" AND coalesce(assigned_to, '') <> :ownerId"
	" AND (NOT :keepAssigned OR coalesce(assigned_to, '') = '')"
	" AND EXISTS (SELECT 1 FROM account WHERE account.id = :ownerId"
	"  AND account.company_id = :companyId AND NOT account.deleted)"
	" RETURNING *, nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '')"
	" AS name";

enum err contact_assign(struct call *call, const struct calendar_setup *v, struct text owner)
{
	if (!owner.size || !json_flag(json_get(v->wire, "shouldAssignContactToTeamMember")))
		return ERR_OK;
	call_set_text(call, "ownerId", owner);
	call_set_flag(call, "keepAssigned",
		      json_flag(json_get(v->wire, "shouldSkipAssigningContactForExisting")));
	return store_emit_event(call, "ContactUpdate", assign);
}
