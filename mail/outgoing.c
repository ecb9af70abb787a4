// SPDX-License-Identifier: Apache-2.0
/*
 * The messages as people see them, and sending one again.
 */
#include "mail/inside.h"

/* What is shown from a time to come on is only ready until then. */
#define OUTGOING_SHOWN                                                                             \
	"CASE WHEN state = 'shown' AND due > :now THEN 'ready' ELSE state END AS state,"           \
	" nullif(to_address, '') AS to_address, *"

static const char one[] = "SELECT " OUTGOING_SHOWN " FROM outgoing WHERE id = :messageId"
			  " AND location_id = :locationId";

enum err outgoing_list(struct call *call)
{
	return store_list(call, "messages",
			  "SELECT " OUTGOING_SHOWN " FROM outgoing"
			  " WHERE location_id = :locationId"
			  " AND (CASE WHEN outgoing.state = 'shown' AND due > :now THEN 'ready'"
			  "  ELSE outgoing.state END = :state OR :state IS NULL)"
			  " AND (channel = :channel OR :channel IS NULL)"
			  " AND (user_id = :userId OR :userId IS NULL)"
			  " AND (appointment_id = :appointmentId OR :appointmentId IS NULL)"
			  " ORDER BY due, kind, outgoing.to_address, id LIMIT :limit OFFSET :skip");
}

/* What is under way, was sent, shown, or withdrawn cannot be: the condition stands in the change. A
 * reminder that is sent now is not written again for the same time. */
enum err outgoing_retry(struct call *call)
{
	enum err e = store_do(call, "UPDATE outgoing SET due = :now, tries = 0, lease_by = '',"
				    " state = CASE channel WHEN 'inApp' THEN 'shown' ELSE 'ready'"
				    " END, date_updated = :now WHERE id = :messageId"
				    " AND location_id = :locationId"
				    " AND (state IN ('ready', 'retry', 'failed', 'uncertain')"
				    " OR state = 'shown' AND due > :now)");

	if (!e && !call->changed && store_learn(call, one))
		return refuse(call, ERR_BAD, "A message that is %.*s cannot be sent now",
			      (int)call_text(call, "state").size, call_text(call, "state").at);
	if (!e)
		e = store_give(call, "message", one);
	return e == ERR_MISSING ? refuse(call, e, "Message not found") : e;
}
