// SPDX-License-Identifier: Apache-2.0
/*
 * The world of a calendar, as far as it matters for some starts: what lies on its lanes near them.
 *
 * Each lane is asked for a window of time, all of them in one statement; so the work is bounded by
 * what happens in the window and not by what is kept.  Lanes of users are the same in all
 * locations: who is busy elsewhere is busy.
 *
 * A month of a large team is thousands of rows, so little is done for each: no row is looked up
 * that does not count, no more columns are taken than the engine needs, and one that lies on
 * several lanes is recognised here, by its id.
 */
#include "domain/availability/inside.h"

#include "base/json/texts.h"
#include "base/time/clock.h"

#define ASKED_MAX  ((size_t)1 << 20)
#define EVENTS_MAX 100000 /* in one window */

/* The lanes asked for: [["c:…", from, to], …] */
#define ASKED                                                                                      \
	"WITH asked AS (SELECT json_extract(value, '$[0]') AS lane,"                               \
	" CAST(json_extract(value, '$[1]') AS BIGINT) AS from_ms,"                                 \
	" CAST(json_extract(value, '$[2]') AS BIGINT) AS to_ms FROM json_each(:asked))"

/* What the engine takes of an appointment, in few columns: both buffers are in `pads`, whose last
 * bit says that there is something in the columns after it. */
#define PAD_MAX 4096 /* minutes; a buffer has a day at most */
#define TAKEN                                                                                      \
	" SELECT a.id, a.calendar_id, a.assigned_user_id, a.start_ms, a.end_ms,"                   \
	" (a.pre_min * 4096 + a.post_min) * 2 + CASE WHEN a.rrule IS NOT NULL OR a.users <> '[]'"  \
	" OR a.assigned_resources <> '[]' THEN 1 ELSE 0 END AS pads, a.date_added, a.rrule,"       \
	" a.users, a.assigned_resources FROM "

#define ON_LANES                                                                                   \
	"asked JOIN lane_use ON lane_use.lane = asked.lane"                                        \
	" JOIN appointment a ON a.id = lane_use.event_id"                                          \
	" WHERE kind = 'a' AND live AND pad_end_ms > from_ms AND pad_start_ms < to_ms AND "

/* Those on the lanes; those of :turns, who are members, where each was given one last; and :moved.
 */
static const char appointments_sql[] = ASKED TAKEN ON_LANES
	"NOT lengthy AND pad_end_ms < to_ms + 86400000"
	" UNION ALL" TAKEN ON_LANES "lengthy"
	" UNION ALL" TAKEN "json_each(:turns) AS member JOIN appointment a ON a.id ="
	" (SELECT last.id FROM appointment AS last"
	"  WHERE last.calendar_id = :venueId AND last.assigned_user_id = member.value"
	"  AND NOT last.deleted AND last.appointment_status NOT IN ('cancelled', 'invalid')"
	"  ORDER BY last.date_added DESC LIMIT 1)"
	" UNION ALL" TAKEN "appointment a WHERE a.id = :moved";

static const char blocks_sql[] = ASKED
	" SELECT DISTINCT block_slot.* FROM asked JOIN lane_use ON lane_use.lane = asked.lane"
	" JOIN block_slot ON block_slot.id = lane_use.event_id"
	" WHERE kind = 'b' AND live AND pad_end_ms > from_ms AND pad_start_ms < to_ms";

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

/* Whose appointments keep others away, or are counted, on the calendar's own lane?  Otherwise they
 * are of interest by their people, whose lanes they are on. */
static bool own_matters(const struct calendar *c)
{
	return c->type == CALENDAR_EVENT || c->equal || c->day_max;
}

/* The windows: what the starts touch; on the calendar's own lane also the days, or for an equal
 * distribution the months, that are counted; and now, for who had how many lately. */
static struct text asked_text(struct call *call, const struct calendar_setup *v,
			      const struct time_window *w, bool blocks)
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
	calendar_setup_lanes(call, v, &lanes);
	json_list(&o);
	for (size_t i = 0; i < lanes.count; i++) {
		bool own = lanes.at[i].at[0] == 'c';
		if (blocks || !own || w->others || own_matters(c))
			asked_put(&o, lanes.at[i],
				  own && (c->equal || c->day_max) ? counted : near);
		if (w->turns && !blocks && lanes.at[i].at[0] == 'u')
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

/* Ids that were seen: open addressing, at most half full. */
struct seen {
	struct text *at;
	size_t size, count;
};

static struct text *seen_place(const struct seen *s, struct text id)
{
	size_t i = text_hash(id) & (s->size - 1);

	while (s->at[i].size && !text_same(s->at[i], id))
		i = (i + 1) & (s->size - 1);
	return &s->at[i];
}

static void seen_grow(struct call *call, struct seen *s)
{
	struct seen more = { .size = s->size ? s->size * 4 : 256, .count = s->count };

	more.at = arena_take(call->arena, more.size * sizeof(*more.at));
	for (size_t i = 0; i < s->size; i++)
		if (s->at[i].size)
			*seen_place(&more, s->at[i]) = s->at[i];
	*s = more;
}

/* Is it new?  Then its copy is given. */
static bool seen_add(struct call *call, struct seen *s, struct text id, struct text *copy)
{
	if (2 * s->count >= s->size)
		seen_grow(call, s);
	struct text *place = seen_place(s, id);
	if (place->size)
		return false;
	s->count++;
	*copy = *place = text_copy(call->arena, id);
	return true;
}

static void lists_load(struct call *call, struct rows *rows, struct appointment *a)
{
	a->rrule = column(call, rows, "rrule");
	a->users = texts_read(call->arena, rows_text(rows, "users"), &a->user_count);
	a->resources = texts_read(call->arena, rows_text(rows, "assigned_resources"),
				  &a->resource_count);
}

/* When each was made matters for who is next, and for who had how many. */
static void appointments_load(struct call *call, const struct calendar_setup *v, bool dated,
			      struct schedule_input *out)
{
	struct text own = v->calendar.id, id = { 0 };
	struct list list = { 0 };
	struct seen seen = { 0 };
	struct rows *rows = store_ask(call, appointments_sql);

	while (list.count < EVENTS_MAX && rows_next(rows)) {
		if (!seen_add(call, &seen, rows_text(rows, "id"), &id))
			continue;
		bool ours = text_same(rows_text(rows, "calendar_id"), own);
		int64_t pads = rows_whole(rows, "pads");
		struct appointment *a = list_add(call, &list, sizeof(*a));
		*a = (struct appointment){
			.id = id,
			.calendar = ours ? own : column(call, rows, "calendar_id"),
			.owner = column(call, rows, "assigned_user_id"),
			.start_ms = rows_whole(rows, "start_ms"),
			.end_ms = rows_whole(rows, "end_ms"),
			.pre = (int)(pads / 2 / PAD_MAX),
			.post = (int)(pads / 2 % PAD_MAX),
			.added_ms = dated ? rows_whole(rows, "date_added") : INSTANT_NONE,
		};
		if (pads % 2)
			lists_load(call, rows, a);
	}
	rows_close(rows);
	out->appointments = list.at;
	out->appointment_count = list.count;
}

static void blocks_load(struct call *call, struct schedule_input *out)
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

static void resources_load(struct call *call, struct schedule_input *out)
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

enum err schedule_input_load(struct call *call, const struct calendar_setup *v,
			     const struct time_window *o, struct schedule_input *out)
{
	*out = (struct schedule_input){ .now_ms = call->now_ms,
					.zone = v->zone,
					.calendar = v->calendar };
	call_set_text(call, "venueId", v->calendar.id);
	call_set_text(call, "turns", o->turns ? team_text(call, &v->calendar) : TEXT("[]"));
	call_set_text(call, "moved", o->moved);
	call_set_text(call, "asked", asked_text(call, v, o, false));
	appointments_load(call, v, o->turns || v->calendar.equal, out);
	call_set_text(call, "asked", asked_text(call, v, o, true));
	blocks_load(call, out);
	if (v->calendar.type == CALENDAR_SERVICE)
		resources_load(call, out);
	return call->err;
}
