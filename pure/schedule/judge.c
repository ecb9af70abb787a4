// SPDX-License-Identifier: Apache-2.0
/*
 * The one predicate: who can take a start?
 *
 * Two tables of tests, of the calendar and of a lane, asked in this order.  A test says no by
 * giving false; when somebody wants to know why, it also notes a reason, and the rest are asked as
 * well.
 */
#include "pure/schedule/inside.h"

#define FAIR_LEAD 3 /* so many more than the least in a month hide a member [7.2] */

static void note_add(struct notes *n, enum reason reason, struct text user, struct text resource)
{
	if (!n)
		return;
	n->at = list_room(n->arena, n->at, n->count, &n->room, sizeof(*n->at));
	n->at[n->count++] = (struct note){ reason, user, resource };
}

static bool refuse_start(struct notes *n, enum reason reason)
{
	note_add(n, reason, TEXT(""), TEXT(""));
	return false;
}

/* --- of the calendar [5.1] --- */

struct start {
	int64_t minute, day; /* day: local date of the location */
	size_t month;	     /* where equal distribution counts */
	struct range body, padded;
};

static bool not_past(const struct view *v, const struct start *s, struct notes *n)
{
	return s->minute * MINUTE_MS >= v->schedule_input->now_ms || refuse_start(n, REASON_PAST);
}

static bool not_soon(const struct view *v, const struct start *s, struct notes *n)
{
	return (s->minute * MINUTE_MS >= v->notice_ms && s->day >= v->days.start) ||
	       refuse_start(n, REASON_NOTICE);
}

static bool not_far(const struct view *v, const struct start *s, struct notes *n)
{
	return s->day <= v->days.end || refuse_start(n, REASON_FAR);
}

static bool day_has_place(const struct view *v, const struct start *s, struct notes *n)
{
	return !v->day_counts || v->day_counts[s->day - v->day_first] < v->calendar->day_max ||
	       refuse_start(n, REASON_DAYLIMIT);
}

static bool rooms_are_free(const struct view *v, const struct start *s, struct notes *n)
{
	bool fine = true;
	for (size_t i = 0; i < v->room_count && (fine || n); i++) {
		const struct room *room = &v->rooms[i];
		if (!ranges_meet(&room->full, s->padded.start, s->padded.end))
			continue;
		note_add(n, REASON_RESOURCE, TEXT(""), room->resource->id);
		fine = false;
	}
	return fine;
}

static const struct start_test {
	bool (*fine)(const struct view *v, const struct start *s, struct notes *n);
	bool range; /* ignoreDateRange passes it over [8.1] */
} start_tests[] = {
	{ not_past, false },	  { not_soon, true },	     { not_far, true },
	{ day_has_place, false }, { rooms_are_free, false },
};

static bool start_fine(const struct view *v, const struct ask *ask, const struct start *s,
		       struct notes *n)
{
	bool fine = true;
	for (size_t i = 0; i < sizeof(start_tests) / sizeof(*start_tests) && (fine || n); i++)
		if (!(start_tests[i].range && ask->ignore_range))
			fine = start_tests[i].fine(v, s, n) && fine;
	return fine;
}

/* --- of a lane [6, 7.2] --- */

static bool refuse_lane(const struct lane *l, struct notes *n, enum reason reason)
{
	note_add(n, reason, l->user, TEXT(""));
	return false;
}

static int64_t spans_meeting(const struct spans *s, struct range r)
{
	if (!s->count)
		return 0;
	return (int64_t)numbers_below(s->starts, s->count, r.end) -
	       (int64_t)numbers_below(s->ends, s->count, r.start + 1);
}

static bool is_open(const struct view *v, const struct lane *l, const struct start *s,
		    struct notes *n)
{
	(void)v;
	const struct ranges *open = &l->source->open;
	if (ranges_cover(open, s->body.start, s->body.end))
		return true;
	bool begins = ranges_cover(open, s->minute, s->minute + 1);
	return refuse_lane(l, n, begins ? REASON_DURATION : REASON_USER);
}

/* Appointments of the same session of a class share it; they are in nobody's way [6.3]. */
static bool same_session(const struct view *v, const struct taken *t, const struct start *s)
{
	return v->calendar->type == CALENDAR_CLASS && t->session && t->body.start == s->minute;
}

static bool is_wall(const struct view *v, const struct taken *t, const struct start *s)
{
	if (!range_meets(t->padded, s->padded))
		return false;
	if (t->shared)
		return v->calendar->type == CALENDAR_CLASS && !same_session(v, t, s);
	return true;
}

/* The first block and the first appointment say what is in the way.  Gives whether an appointment
 * is. */
static bool walls_note(const struct view *v, const struct lane *l, const struct start *s,
		       struct notes *n)
{
	bool block = false, appointment = false;
	for (size_t i = 0; n && i < l->taken_count; i++) {
		const struct taken *t = &l->taken[i];
		bool *said = t->block ? &block : &appointment;
		if (*said || !is_wall(v, t, s))
			continue;
		*said = true;
		enum reason inside = t->block ? REASON_BLOCKED : REASON_BOOKED;
		refuse_lane(l, n, range_meets(t->body, s->body) ? inside : REASON_BUFFER);
	}
	return appointment;
}

static int64_t sessions_at(const struct lane *l, int64_t minute)
{
	const struct numbers *all = &l->sessions;
	return (int64_t)(numbers_below(all->at, all->count, minute + 1) -
			 numbers_below(all->at, all->count, minute));
}

/* Places are counted, not measured: an appointment takes one in every slot it meets [6.2]. */
static bool is_free(const struct view *v, const struct lane *l, const struct start *s,
		    struct notes *n)
{
	const struct calendar *c = v->calendar;
	bool class = c->type == CALENDAR_CLASS;
	int64_t shared = spans_meeting(&l->shared, s->padded);
	int64_t places = class ? sessions_at(l, s->minute) : shared;
	int64_t walls = spans_meeting(&l->walls, s->padded) + shared - places;
	bool full = places >= c->capacity;
	if (!walls && !full)
		return true;
	if (n && !walls_note(v, l, s, n) && full)
		refuse_lane(l, n,
			    class	       ? REASON_SEATS
			    : c->capacity == 1 ? REASON_BOOKED
					       : REASON_SLOTMAX);
	return false;
}

static bool is_fair(const struct view *v, const struct lane *l, const struct start *s,
		    struct notes *n)
{
	enum calendar_type type = v->calendar->type;
	if (!v->given || (type != CALENDAR_ROUND_ROBIN && type != CALENDAR_SERVICE))
		return true;
	int64_t given = view_given(v, s->month, (size_t)(l - v->lanes));
	return given - v->given_least[s->month] < FAIR_LEAD || refuse_lane(l, n, REASON_FAIRNESS);
}

static const struct lane_test {
	bool (*fine)(const struct view *v, const struct lane *l, const struct start *s,
		     struct notes *n);
	bool unnamed; /* not asked of members that the caller named */
} lane_tests[] = {
	{ is_open, false },
	{ is_free, false },
	{ is_fair, true },
};

static bool lane_fine(const struct view *v, const struct ask *ask, size_t lane,
		      const struct start *s, struct notes *n)
{
	bool fine = true;
	for (size_t i = 0; i < sizeof(lane_tests) / sizeof(*lane_tests) && (fine || n); i++)
		if (!(lane_tests[i].unnamed && ask->wanted))
			fine = lane_tests[i].fine(v, &v->lanes[lane], s, n) && fine;
	return fine;
}

/* --- who, by the type of the calendar --- */

/* Collective: all of the team, on the grid of the primary.  Event: its one lane. */
static size_t judge_all(const struct view *v, const struct ask *ask, const struct start *s,
			size_t *able, struct notes *n)
{
	size_t lead = v->calendar->type == CALENDAR_EVENT ? 0 : view_lead(v);
	if (!source_starts(v->lanes[lead].source, s->minute))
		return 0;
	bool fine = start_fine(v, ask, s, n);
	for (size_t i = 0; i < v->lane_count && (fine || n); i++)
		fine = lane_fine(v, ask, i, s, n) && fine;
	for (size_t i = 0; able && fine && i < v->lane_count; i++)
		able[i] = i;
	return fine ? v->lane_count : 0;
}

/* The others: any one will do, each on a grid of their own. */
static size_t judge_any(const struct view *v, const struct ask *ask, const struct start *s,
			size_t *able, struct notes *n)
{
	size_t found = 0;
	bool on_grid = false;
	if (!n && !start_fine(v, ask, s, NULL))
		return 0;
	for (size_t i = 0; i < v->lane_count && (able || n || !found); i++) {
		if ((ask->wanted && !ask->wanted[i]) ||
		    !source_starts(v->lanes[i].source, s->minute))
			continue;
		on_grid = true;
		if (!lane_fine(v, ask, i, s, n))
			continue;
		if (able)
			able[found] = i;
		found++;
	}
	if (n && on_grid && !start_fine(v, ask, s, n))
		return 0;
	return found;
}

size_t judge(const struct view *v, const struct ask *ask, int64_t minute, size_t *able,
	     struct notes *notes)
{
	const struct calendar *c = v->calendar;
	struct start s = {
		.minute = minute,
		.day = pieces_day(&v->local, minute),
		.month = v->given ? view_month(v, minute) : 0,
		.body = { minute, minute + c->duration },
		.padded = { minute - c->pre, minute + c->duration + c->post },
	};
	if (!v->lane_count)
		return 0;
	if (c->type == CALENDAR_COLLECTIVE || c->type == CALENDAR_EVENT)
		return judge_all(v, ask, &s, able, notes);
	return judge_any(v, ask, &s, able, notes);
}
