// SPDX-License-Identifier: Apache-2.0
/*
 * Lanes: what can be taken.  A row for each lane that an event lies on, and a guard for each while
 * somebody looks whether it is free and takes it.
 */
#include "domain/booking/inside.h"

#include "base/time/clock.h"

void lane_add(struct call *call, struct lanes *l, char kind, struct text id)
{
	struct text lane = text_format(call->arena, "%c:%.*s", kind, (int)id.size, id.at);

	for (size_t i = 0; i < l->count; i++)
		if (text_same(l->at[i], lane))
			return;
	if (l->count < LANES_MAX)
		l->at[l->count++] = lane;
	else
		refuse(call, ERR_BAD, "More than %d users and resources at once", LANES_MAX - 1);
}

void calendar_setup_lanes(struct call *call, const struct calendar_setup *v, struct lanes *l)
{
	lane_add(call, l, 'c', v->calendar.id);
	for (size_t i = 0; i < v->calendar.team_count; i++)
		lane_add(call, l, 'u', v->calendar.team[i].user);
	if (v->calendar.type != CALENDAR_SERVICE)
		return;
	call_set_text(call, "venueId", v->calendar.id);
	struct rows *rows = store_ask(call, "SELECT resource_id FROM calendar_resource_use"
					    " WHERE calendar_id = :venueId");
	while (rows_next(rows))
		lane_add(call, l, 'r', rows_text(rows, "resource_id"));
	rows_close(rows);
}

static int name_order(const void *a, const void *b)
{
	const struct text *x = a, *y = b;
	int order = memcmp(x->at, y->at, x->size < y->size ? x->size : y->size);

	return order ? order : (x->size > y->size) - (x->size < y->size);
}

void lanes_guard(struct call *call, struct lanes *l)
{
	qsort(l->at, l->count, sizeof(*l->at), name_order);
	for (size_t i = 0; i < l->count; i++)
		store_guard(call, "lane", l->at[i]);
}

void lane_guard(struct call *call, char kind, struct text id)
{
	struct lanes lanes = { 0 };

	lane_add(call, &lanes, kind, id);
	lanes_guard(call, &lanes);
}

enum err lanes_free(struct call *call, struct text event_id)
{
	call_set_text(call, "laneEvent", event_id);
	return store_do(call, "DELETE FROM lane_use WHERE event_id = :laneEvent");
}

enum err lanes_take(struct call *call, const struct occupation *o, const struct lanes *l)
{
	int64_t end = o->series ? INSTANT_MAX : o->end_ms;
	char kind[] = { o->kind, 0 };
	enum err e = lanes_free(call, o->event_id);

	call_set_text(call, "lanes", texts_json(call->arena, l->at, l->count));
	call_set_text(call, "laneKind", text_copy(call->arena, text_of(kind)));
	call_set_whole(call, "laneStart", o->start_ms);
	call_set_whole(call, "laneEnd", end);
	call_set_flag(call, "laneLive", o->live);
	call_set_flag(call, "laneLengthy", o->series || end - o->start_ms > DAY_MS);
	if (!e)
		e = store_do(call,
			     "INSERT INTO lane_use (lane, kind, event_id, pad_start_ms,"
			     " pad_end_ms, live, lengthy)"
			     " SELECT value, CAST(:laneKind AS TEXT), CAST(:laneEvent AS TEXT),"
			     " CAST(:laneStart AS BIGINT), CAST(:laneEnd AS BIGINT),"
			     " CAST(:laneLive AS BOOLEAN), CAST(:laneLengthy AS BOOLEAN)"
			     " FROM json_each(:lanes)");
	return e;
}
