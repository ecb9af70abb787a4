// SPDX-License-Identifier: Apache-2.0
/*
 * What lies on the lanes: a row of lane_use for each lane of an event.
 */
#include "domain/availability/inside.h"

#include "base/json/texts.h"
#include "base/time/clock.h"

bool status_live(struct text status)
{
	return !text_is(status, "cancelled") && !text_is(status, "invalid");
}

enum err lanes_free(struct call *call, struct text event_id)
{
	call_set_text(call, "laneEvent", event_id);
	return store_do(call, "DELETE FROM lane_use WHERE event_id = :laneEvent");
}

enum err lanes_free_all(struct call *call, struct text events)
{
	call_set_text(call, "laneEvents", events);
	return store_do(call, "DELETE FROM lane_use WHERE event_id IN"
			      " (SELECT value FROM json_each(:laneEvents))");
}

enum err lanes_free_contact(struct call *call, struct text contact)
{
	call_set_text(call, "laneContact", contact);
	return store_do(call, "DELETE FROM lane_use WHERE event_id IN"
			      " (SELECT id FROM appointment WHERE contact_id = :laneContact"
			      " AND location_id = :locationId)");
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
