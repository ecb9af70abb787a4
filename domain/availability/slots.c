// SPDX-License-Identifier: Apache-2.0
/*
 * Free slots.
 */
#include "domain/availability/inside.h"

#include "base/json/texts.h"

#define RANGE_MAX_MS (INT64_C(32) * 86400000)

static enum err edge_need(struct call *call, const char *name, int64_t *out)
{
	if (!text_whole(call_text(call, name), out))
		return refuse(call, ERR_BAD,
			      "%s must be a number conforming to the specified constraints", name);
	return ERR_OK;
}

/* userId and userIds; whether they are of the team is the engine's to say. */
static void users_take(struct call *call, struct query *q)
{
	struct text one = call_text(call, "userId");
	size_t count;
	struct text *many = texts_read(call->arena, call_text(call, "userIds"), &count);
	struct text *users = arena_take(call->arena, sizeof(*users) * (count + 1));

	for (size_t i = 0; i < count; i++)
		if (many[i].size)
			users[q->user_count++] = many[i];
	if (one.size)
		users[q->user_count++] = one;
	q->users = users;
}

/* Nothing is read for what the engine refuses anyway. */
static enum err slots_schedule_input(struct call *call, const struct time_window *o,
				     struct slots_asked *asked)
{
	const struct query *q = &asked->query;
	struct time_window window = *o;

	window.from_ms = q->from_ms;
	window.to_ms = q->to_ms;
	if (q->from_ms < 0 || q->to_ms > INSTANT_MAX || q->to_ms < q->from_ms ||
	    q->to_ms - q->from_ms > RANGE_MAX_MS) {
		asked->schedule_input =
			(struct schedule_input){ .zone = asked->calendar_setup.zone,
						 .calendar = asked->calendar_setup.calendar };
		return ERR_OK;
	}
	return schedule_input_load(call, &asked->calendar_setup, &window, &asked->schedule_input);
}

enum err slots_asked_take(struct call *call, const struct time_window *o, struct slots_asked *out)
{
	struct text zone_name = call_text(call, "timezone");

	*out = (struct slots_asked){ 0 };
	enum err e = calendar_setup_need(call, &out->calendar_setup);
	out->zone = out->calendar_setup.zone;
	if (!e)
		e = edge_need(call, "startDate", &out->query.from_ms);
	if (!e)
		e = edge_need(call, "endDate", &out->query.to_ms);
	if (!e && zone_name.size)
		e = zone_need(call, zone_name, &out->zone);
	users_take(call, &out->query);
	return e ? e : slots_schedule_input(call, o, out);
}

enum err slot_list(struct call *call)
{
	bool look_busy = call_whole(call, "enableLookBusy", 0);
	struct time_window o = { .whole_days = look_busy };
	struct slots_asked asked;
	struct starts starts;
	struct text why;
	enum err e = slots_asked_take(call, &o, &asked);

	if (e)
		return e;
	asked.query.look_busy = look_busy;
	if (slots_find(call->arena, &asked.schedule_input, &asked.query, &starts, &why))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	slots_write(call->arena, &starts, asked.zone, &call->out);
	return ERR_OK;
}
