// SPDX-License-Identifier: Apache-2.0
/*
 * A booking and its contact: where the calendar says so, the contact becomes that of whose
 * appointment it is; and the appointments of a contact go with it.
 */
#include "domain/appointments/inside.h"
#include "domain/contacts/contacts.h"

enum err contact_give(struct call *call, const struct calendar_setup *v, struct text owner)
{
	if (!owner.size || !json_flag(json_get(v->wire, "shouldAssignContactToTeamMember")))
		return ERR_OK;
	return contact_assign(
		call, owner, json_flag(json_get(v->wire, "shouldSkipAssigningContactForExisting")));
}

enum err appointments_forget_contact(struct call *call)
{
	enum err e = lanes_free_contact(call, call_text(call, "changedId"));

	return e ? e
		 : store_emit_event(call, "AppointmentDelete",
				    "UPDATE appointment SET deleted = true,"
				    " sequence = sequence + 1, date_updated = :now"
				    " WHERE contact_id = :changedId AND location_id = :locationId"
				    " AND NOT deleted"
				    " RETURNING *, start_ms AS start_time, end_ms AS end_time");
}
