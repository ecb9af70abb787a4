// SPDX-License-Identifier: Apache-2.0
/*
 * Finding the place of an appointment: the engine is asked in the transaction that will write, with
 * everybody else kept off the lanes concerned.
 */
#include "domain/availability/inside.h"

#define REASONS_MAX ((size_t)64 << 10)

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
