// SPDX-License-Identifier: Apache-2.0
/*
 * Events as the wire shows them, and the names of the instances of a series.
 */
#include "domain/appointments/inside.h"

#include "base/time/clock.h"

bool instance_read(struct text id, struct instance *out)
{
	struct text start;

	return text_split(&id, '_', &out->master) && out->master.size &&
	       text_split(&id, '_', &start) && text_whole(start, &out->start_ms) &&
	       text_whole(id, &out->seconds);
}

static int64_t wall_of(const struct zone *zone, int64_t ms)
{
	return ms + zone_offset(zone, ms / SECOND_MS) * SECOND_MS;
}

int64_t start_moved(const struct zone *zone, int64_t start_ms, int64_t from_ms, int64_t to_ms)
{
	if (from_ms == to_ms)
		return start_ms;
	int64_t wall = wall_of(zone, start_ms) + wall_of(zone, to_ms) - wall_of(zone, from_ms);
	int64_t near = start_ms + (to_ms - from_ms); /* right, but for a change of the clocks */
	return wall -
	       zone_offset(zone, (wall - (wall_of(zone, near) - near)) / SECOND_MS) * SECOND_MS;
}

bool instance_is(struct call *call, const struct zone *zone, struct text rrule, int64_t first_ms,
		 int64_t start_ms)
{
	struct series_window window = { zone, first_ms, start_ms, start_ms };
	struct starts starts;
	struct text why;

	return start_ms >= INSTANT_LEAST && start_ms <= INSTANT_MAX &&
	       !series_expand(call->arena, rrule, &window, &starts, &why) && starts.count == 1;
}

static void time_put(struct json_out *o, const char *key, const struct zone *zone, int64_t ms)
{
	char text[ZONE_TEXT_SIZE];

	zone_text(zone, ms, text);
	json_key(o, key);
	json_put_c(o, text);
}

void event_members_put(struct call *call, struct rows *rows, const struct shown *s)
{
	struct text master = s->master.size ? s->master : rows_text(rows, "master_id");

	json_key(&call->out, "id");
	json_put_text(&call->out, s->id);
	rows_put(rows, s->shape);
	time_put(&call->out, "startTime", s->zone, s->start_ms);
	time_put(&call->out, "endTime", s->zone, s->end_ms);
	if (!master.size)
		return;
	json_key(&call->out, "masterEventId");
	json_put_text(&call->out, master);
}

void event_map_put(struct call *call, struct rows *rows, const struct shown *s,
		   struct json_out *out)
{
	struct json_out reply = call->out;

	call->out = *out;
	json_map(&call->out);
	event_members_put(call, rows, s);
	json_close(&call->out);
	*out = call->out;
	call->out = reply;
}

struct text booker_text(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, 512);
	struct json_out o = json_open(&buffer);

	json_map(&o);
	json_key(&o, "source");
	json_put_c(&o, "third_party");
	json_key(&o, "userId");
	if (call_value(call, "callerId")->type == VALUE_TEXT)
		json_put_text(&o, call_text(call, "callerId"));
	else
		json_put_null(&o);
	json_close(&o);
	return buffer_text(&buffer);
}
