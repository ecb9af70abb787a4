// SPDX-License-Identifier: Apache-2.0
/*
 * One appointment as it is to be kept: the values of its statements, and its rule of recurrence.
 */
#include "domain/appointments/inside.h"

#include "base/json/texts.h"

void draft_values(struct call *call, const struct draft *d)
{
	call_set_text(call, "eventId", d->id);
	call_set_text(call, "bookedCalendar", d->calendar);
	if (d->owner.size)
		call_set_text(call, "ownerId", d->owner);
	else
		call_set_null(call, "ownerId");
	call_set_text(call, "usersText", texts_json(call->arena, d->others, d->other_count));
	call_set_text(call, "resourcesText",
		      texts_json(call->arena, d->resources, d->resource_count));
	call_set_text(call, "status", d->status);
	call_set_whole(call, "startMs", d->start_ms);
	call_set_whole(call, "endMs", d->end_ms);
	call_set_whole(call, "preMin", d->pre);
	call_set_whole(call, "postMin", d->post);
	call_set_flag(call, "isRecurring", d->master.size || d->rrule.size);
	if (d->rrule.size)
		call_set_text(call, "ruleText", d->rrule);
	else
		call_set_null(call, "ruleText");
	if (d->master.size)
		call_set_text(call, "masterId", d->master);
	else
		call_set_null(call, "masterId");
}

enum err rrule_check(struct call *call, const struct zone *zone, struct text rrule,
		     int64_t first_ms)
{
	struct series_window window = { zone, first_ms, first_ms, first_ms };
	struct starts starts;
	struct text why;

	if (series_expand(call->arena, rrule, &window, &starts, &why))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	return ERR_OK;
}
