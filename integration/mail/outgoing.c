// SPDX-License-Identifier: Apache-2.0
/*
 * The messages as people see them, and sending one again.
 */
#include "integration/mail/inside.h"

/* What is shown from a time to come on is only ready until then. */
#define OUTGOING_SHOWN                                                                             \
	"CASE WHEN state = 'shown' AND due > :now THEN 'ready' ELSE state END AS state,"           \
	" nullif(to_address, '') AS to_address, *"

static const char one[] = "SELECT " OUTGOING_SHOWN " FROM outgoing WHERE id = :messageId"
			  " AND location_id = :locationId";

enum err outgoing_list(struct call *call)
{
	static const struct {
		const char *name, *condition;
	} filters[] = {
		{ "channel", " /* grows: passes other channels */ AND channel = :channel" },
		{ "userId", " AND user_id = :userId" },
		{ "appointmentId", " AND appointment_id = :appointmentId" },
	};
	struct text state = call_text(call, "state");
	struct buffer sql = buffer_open(call->arena, 4096);

	buffer_format(&sql, "SELECT " OUTGOING_SHOWN " FROM outgoing"
			    " WHERE location_id = :locationId");
	if (text_is(state, "shown"))
		buffer_format(&sql, " AND outgoing.state = 'shown' AND due <= :now");
	else if (text_is(state, "ready"))
		buffer_format(&sql, " /* grows: what was shown is passed */"
				    " AND outgoing.state IN ('ready', 'shown')"
				    " AND (outgoing.state = 'ready' OR due > :now)");
	else if (state.size)
		buffer_format(&sql, " AND outgoing.state = :state");
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++)
		if (call_given(call, filters[i].name))
			buffer_format(&sql, "%s", filters[i].condition);
	/* few are put in order; others are walked in order until the page is full */
	bool few = call_given(call, "appointmentId") || text_is(state, "ready");
	buffer_format(&sql,
		      " ORDER BY due%s, kind, outgoing.to_address, id"
		      " LIMIT :limit OFFSET :skip",
		      few ? " + 0" : "");
	return store_list_made(call, "messages", buffer_text(&sql));
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

	if (!e && !call->changed && store_load(call, one))
		return refuse(call, ERR_BAD, "A message that is %.*s cannot be sent now",
			      (int)call_text(call, "state").size, call_text(call, "state").at);
	if (!e)
		e = store_reply_row(call, "message", one);
	return e == ERR_MISSING ? refuse(call, e, "Message not found") : e;
}
