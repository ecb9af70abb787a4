// SPDX-License-Identifier: Apache-2.0
/*
 * The world of a calendar, as far as it matters for some starts: what lies on its lanes near them.
 *
 * Each lane is asked for a window of time, all of them in one statement; so the work is bounded by
 * what happens in the window and not by what is kept.  Lanes of users are the same in all
 * locations: who is busy elsewhere is busy.
 */
#include "booking/inside.h"

#define MINUTE_MS  INT64_C(60000)
#define DAY_MS	   INT64_C(86400000)
#define ASKED_MAX  ((size_t)1 << 20)
#define EVENTS_MAX 100000 /* in one window */

/* The events that lie on the lanes asked for: [["c:…", from, to], …]; those of :turns, who are
 * members, where each was given one last; and :moved. */
#define MET                                                                                        \
	"WITH asked AS (SELECT json_extract(value, '$[0]') AS lane,"                               \
	" CAST(json_extract(value, '$[1]') AS BIGINT) AS from_ms,"                                 \
	" CAST(json_extract(value, '$[2]') AS BIGINT) AS to_ms FROM json_each(:asked)),"           \
	" met AS (SELECT kind, event_id FROM asked JOIN lane_use ON lane_use.lane = asked.lane"    \
	" WHERE NOT lengthy AND live AND pad_end_ms > from_ms"                                     \
	" AND pad_end_ms < to_ms + 86400000 AND pad_start_ms < to_ms"                              \
	" UNION SELECT kind, event_id FROM asked JOIN lane_use ON lane_use.lane = asked.lane"      \
	" WHERE lengthy AND live AND pad_end_ms > from_ms AND pad_start_ms < to_ms"

static const char appointments_sql[] = MET
	" UNION SELECT 'a', (SELECT last.id FROM appointment AS last"
	"  WHERE last.calendar_id = :venueId AND last.assigned_user_id = member.value"
	"  AND NOT last.deleted AND last.appointment_status NOT IN ('cancelled', 'invalid')"
	"  ORDER BY last.date_added DESC LIMIT 1) FROM json_each(:turns) AS member"
	" UNION SELECT 'a', CAST(:moved AS TEXT))"
	" SELECT appointment.* FROM met JOIN appointment ON appointment.id = met.event_id"
	" WHERE met.kind = 'a'";

static const char blocks_sql[] = MET
	")"
	" SELECT block_slot.* FROM met JOIN block_slot ON block_slot.id = met.event_id"
	" WHERE met.kind = 'b'";

/* --- which window of which lane --- */

struct stretch {
	int64_t from_ms, to_ms;
};

static struct stretch stretch_wide(struct stretch s, int64_t by_ms)
{
	return (struct stretch){ s.from_ms - by_ms, s.to_ms + by_ms };
}

/* How far a series of bookings reaches from its first. */
static int64_t repeat_reach(const struct calendar *c)
{
	static const int days[] = {
		[REPEAT_DAILY] = 1, [REPEAT_WEEKLY] = 7, [REPEAT_MONTHLY] = 62
	};

	if (!c->repeat.count)
		return 0;
	return (int64_t)c->repeat.count * days[c->repeat.each] * DAY_MS + 7 * DAY_MS;
}

static void asked_put(struct json_out *o, struct text lane, struct stretch s)
{
	json_list(o);
	json_put_text(o, lane);
	json_put_whole(o, s.from_ms);
	json_put_whole(o, s.to_ms);
	json_close(o);
}

/* The windows: what the starts touch; on the calendar's own lane also the days, or for an equal
 * distribution the months, that are counted; and now, for who had how many lately. */
static struct text asked_text(struct call *call, const struct venue *v, const struct outlook *w)
{
	const struct calendar *c = &v->calendar;
	struct buffer buffer = buffer_open(call->arena, ASKED_MAX);
	struct json_out o = json_open(&buffer);
	struct lanes lanes = { 0 };
	struct stretch near = { w->from_ms - c->pre * MINUTE_MS - MINUTE_MS,
				w->to_ms + (c->duration + c->post + 1) * MINUTE_MS };
	struct stretch lately = { call->now_ms - DAY_MS - MINUTE_MS,
				  call->now_ms + DAY_MS + MINUTE_MS };

	if (w->whole_days)
		near = stretch_wide(near, 2 * DAY_MS);
	if (w->turns)
		near.to_ms += repeat_reach(c);
	struct stretch counted = stretch_wide(near, c->equal ? 33 * DAY_MS : 2 * DAY_MS);
	venue_lanes(call, v, &lanes);
	json_list(&o);
	for (size_t i = 0; i < lanes.count; i++) {
		bool own = lanes.at[i].at[0] == 'c';
		asked_put(&o, lanes.at[i], own && (c->equal || c->day_max) ? counted : near);
		if (w->turns && lanes.at[i].at[0] == 'u')
			asked_put(&o, lanes.at[i], lately);
	}
	json_close(&o);
	return buffer_text(&buffer);
}

/* --- what was found --- */

struct list {
	void *at;
	size_t count, room;
};

static void *list_add(struct call *call, struct list *l, size_t size)
{
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 64;
		l->at = arena_grow(call->arena, l->at, l->room * size, room * size);
		l->room = room;
	}
	return (char *)l->at + l->count++ * size;
}

static struct text column(struct call *call, struct rows *rows, const char *name)
{
	return text_copy(call->arena, rows_text(rows, name));
}

static void appointments_load(struct call *call, struct world *out)
{
	struct list list = { 0 };
	struct rows *rows = store_ask(call, appointments_sql);

	while (list.count < EVENTS_MAX && rows_next(rows)) {
		struct appointment *a = list_add(call, &list, sizeof(*a));
		*a = (struct appointment){
			.id = column(call, rows, "id"),
			.calendar = column(call, rows, "calendar_id"),
			.owner = column(call, rows, "assigned_user_id"),
			.start_ms = rows_whole(rows, "start_ms"),
			.end_ms = rows_whole(rows, "end_ms"),
			.pre = (int)rows_whole(rows, "pre_min"),
			.post = (int)rows_whole(rows, "post_min"),
			.added_ms = rows_whole(rows, "date_added"),
			.rrule = column(call, rows, "rrule"),
		};
		a->users = texts_read(call->arena, rows_text(rows, "users"), &a->user_count);
		a->resources = texts_read(call->arena, rows_text(rows, "assigned_resources"),
					  &a->resource_count);
	}
	rows_close(rows);
	out->appointments = list.at;
	out->appointment_count = list.count;
}

static void blocks_load(struct call *call, struct world *out)
{
	struct list list = { 0 };
	struct rows *rows = store_ask(call, blocks_sql);

	while (list.count < EVENTS_MAX && rows_next(rows)) {
		struct block *b = list_add(call, &list, sizeof(*b));
		*b = (struct block){
			.calendar = column(call, rows, "calendar_id"),
			.user = column(call, rows, "assigned_user_id"),
			.start_ms = rows_whole(rows, "start_ms"),
			.end_ms = rows_whole(rows, "end_ms"),
		};
	}
	rows_close(rows);
	out->blocks = list.at;
	out->block_count = list.count;
}

static void resources_load(struct call *call, struct world *out)
{
	struct list list = { 0 };
	struct rows *rows = store_ask(
		call, "SELECT id, CASE WHEN resource_type = 'rooms' THEN coalesce(capacity, 1)"
		      " ELSE coalesce(quantity, 0) - coalesce(out_of_service, 0) END AS units"
		      " FROM calendar_resource_use JOIN calendar_resource"
		      " ON calendar_resource.id = calendar_resource_use.resource_id"
		      " WHERE calendar_resource_use.calendar_id = :venueId AND is_active"
		      " ORDER BY id");

	while (rows_next(rows)) {
		struct resource *r = list_add(call, &list, sizeof(*r));
		*r = (struct resource){ .id = column(call, rows, "id"),
					.units = rows_whole(rows, "units") };
	}
	rows_close(rows);
	out->resources = list.at;
	out->resource_count = list.count;
}

static struct text team_text(struct call *call, const struct calendar *c)
{
	struct text *users = arena_take(call->arena, sizeof(*users) * (c->team_count + 1));

	for (size_t i = 0; i < c->team_count; i++)
		users[i] = c->team[i].user;
	return texts_json(call->arena, users, c->team_count);
}

enum err world_load(struct call *call, const struct venue *v, const struct outlook *o,
		    struct world *out)
{
	*out = (struct world){ .now_ms = call->now_ms, .zone = v->zone, .calendar = v->calendar };
	call_set_text(call, "venueId", v->calendar.id);
	call_set_text(call, "asked", asked_text(call, v, o));
	call_set_text(call, "turns", o->turns ? team_text(call, &v->calendar) : TEXT("[]"));
	call_set_text(call, "moved", o->moved);
	appointments_load(call, out);
	blocks_load(call, out);
	if (v->calendar.type == CALENDAR_SERVICE)
		resources_load(call, out);
	return call->err;
}
