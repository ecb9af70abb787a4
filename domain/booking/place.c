// SPDX-License-Identifier: Apache-2.0
/*
 * Finding the place of an appointment: the engine is asked in the transaction that will write, with
 * everybody else kept off the lanes concerned.
 */
#include "domain/booking/event.h"

#include "base/time/clock.h"

#define REASONS_MAX ((size_t)64 << 10)

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

enum err draft_lanes(struct call *call, const struct draft *d)
{
	struct lanes lanes = { 0 };
	struct occupation o = {
		.kind = 'a',
		.event_id = d->id,
		.start_ms = d->start_ms - d->pre * MINUTE_MS,
		.end_ms = d->end_ms + d->post * MINUTE_MS,
		.live = status_live(d->status),
		.series = d->rrule.size > 0,
	};

	lane_add(call, &lanes, 'c', d->calendar);
	if (d->owner.size)
		lane_add(call, &lanes, 'u', d->owner);
	for (size_t i = 0; i < d->other_count; i++)
		lane_add(call, &lanes, 'u', d->others[i]);
	for (size_t i = 0; i < d->resource_count; i++)
		lane_add(call, &lanes, 'r', d->resources[i]);
	return lanes_take(call, &o, &lanes);
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

/* The refusal of a start, with the reasons for those who can read them: "reasons": ["BOOKED", …] */
static enum err refuse_start(struct call *call, const struct schedule_input *w,
			     const struct booking *b, struct text why)
{
	struct query q = { .from_ms = b->start_ms,
			   .to_ms = b->start_ms,
			   .users = &b->user,
			   .user_count = b->user.size ? 1 : 0 };
	struct buffer buffer = buffer_open(call->arena, REASONS_MAX);
	struct json_out o = json_open(&buffer);
	struct explanation found = { 0 };
	struct text ignored;

	if (!text_starts(why, "The slot you have selected") ||
	    slots_explain(call->arena, w, &q, &found, &ignored))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	json_list(&o);
	for (size_t i = 0; i < found.missing_count; i++)
		for (size_t k = 0; k < found.missing[i].note_count; k++)
			json_put_c(&o, reason_code(found.missing[i].notes[k].reason));
	json_close(&o);
	struct text reasons = buffer_text(&buffer);
	return refuse_more(call, ERR_BAD,
			   text_format(call->arena, "\"error\":\"Bad Request\",\"reasons\":%.*s",
				       (int)reasons.size, reasons.at),
			   "%.*s", (int)why.size, why.at);
}

enum err place_find(struct call *call, struct calendar_setup *v, const struct booking *b,
		    struct placing *out)
{
	struct lanes lanes = { 0 };
	struct schedule_input schedule_input;
	struct text why;
	struct time_window o = {
		.from_ms = b->start_ms, .to_ms = b->start_ms, .turns = true, .moved = b->moved
	};
	enum err e = calendar_setup_need(call, v);

	if (e)
		return e;
	calendar_setup_lanes(call, v, &lanes);
	if (b->user.size)
		lane_add(call, &lanes, 'u', b->user);
	lanes_guard(call, &lanes);
	e = schedule_input_load(call, v, &o, &schedule_input);
	if (e)
		return e;
	if (booking_place(call->arena, &schedule_input, b, out, &why))
		return refuse_start(call, &schedule_input, b, why);
	return ERR_OK;
}
