// SPDX-License-Identifier: Apache-2.0
/*
 * Lanes: what can be taken.  A guard for each while somebody looks whether it is free and takes it.
 * What lies on them is in availability/.
 */
#include "domain/calendars/inside.h"

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
