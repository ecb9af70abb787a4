// SPDX-License-Identifier: Apache-2.0
/*
 * The world seen through one window of starts: sources, lanes, rooms, and the dates that limit
 * them.
 */
#include "pure/schedule/inside.h"

/* Dates can lie this far from where UTC would put them. */
#define SLACK_MIN (2 * DAY_MIN)

static const struct source *source_find(struct view *v, const struct hours *h)
{
	for (size_t i = 0; i < v->source_count; i++)
		if (v->sources[i].hours == h)
			return &v->sources[i];
	struct source *s = &v->sources[v->source_count++];
	s->hours = h;
	source_open(v->arena, s, v->window, v->calendar);
	return s;
}

static size_t slot_of(const struct view *v, struct text user)
{
	return text_hash(user) & (v->lane_table_size - 1);
}

size_t view_lane(const struct view *v, struct text user)
{
	if (!user.size)
		return LANE_NONE;
	for (size_t i = slot_of(v, user); v->lane_table[i];
	     i = (i + 1) & (v->lane_table_size - 1)) {
		size_t lane = v->lane_table[i] - 1;
		if (text_same(v->lanes[lane].user, user))
			return lane;
	}
	return LANE_NONE;
}

static void lane_name(struct view *v, size_t lane)
{
	size_t i = slot_of(v, v->lanes[lane].user);
	while (v->lane_table[i])
		i = (i + 1) & (v->lane_table_size - 1);
	v->lane_table[i] = (uint32_t)lane + 1;
}

static void lanes_open(struct view *v)
{
	const struct calendar *c = v->calendar;
	bool event = c->type == CALENDAR_EVENT;
	v->lane_count = event ? 1 : c->team_count;
	v->lanes = arena_take(v->arena, v->lane_count * sizeof(*v->lanes));
	v->sources = arena_take(v->arena, v->lane_count * sizeof(*v->sources));
	for (v->lane_table_size = 8; v->lane_table_size < 2 * v->lane_count;)
		v->lane_table_size *= 2;
	v->lane_table = arena_take(v->arena, v->lane_table_size * sizeof(*v->lane_table));
	for (size_t i = 0; i < v->lane_count; i++) {
		const struct hours *own = event ? NULL : c->team[i].hours;
		v->lanes[i].source = source_find(v, own ? own : c->hours);
		if (event)
			continue;
		v->lanes[i].user = c->team[i].user;
		lane_name(v, i);
	}
}

static void rooms_open(struct view *v)
{
	const struct schedule_input *w = v->schedule_input;
	v->room_count = w->calendar.type == CALENDAR_SERVICE ? w->resource_count : 0;
	v->rooms = arena_take(v->arena, v->room_count * sizeof(*v->rooms));
	for (size_t i = 0; i < v->room_count; i++)
		v->rooms[i].resource = &w->resources[i];
}

/* Minimum notice and date range [5.1]. */
static void limits_set(struct view *v)
{
	const struct calendar *c = v->calendar;
	int64_t today = zone_day(v->schedule_input->zone, v->schedule_input->now_ms);
	v->notice_ms = INT64_MIN;
	v->days = (struct range){ INT64_MIN, INT64_MAX };
	if (c->notice.count && c->notice.unit == SPAN_MS)
		v->notice_ms = v->schedule_input->now_ms + c->notice.count;
	else if (c->notice.count)
		v->days.start = days_add(today, c->notice) + 1;
	if (c->reach.count)
		v->days.end = days_add(today, c->reach);
}

/* The dates and months that are counted, and with them how far the view must reach. */
static void counts_open(struct view *v)
{
	const struct calendar *c = v->calendar;
	int month_day;
	int64_t first = pieces_day(&v->local, v->window.start);
	int64_t last = pieces_day(&v->local, v->window.end);
	v->day_first = first - 2; /* a date may come back after midnight */
	v->day_count = (size_t)(last - first + 5);
	v->wide = v->busy;
	if (c->day_max) {
		v->day_counts = arena_take(v->arena, v->day_count * sizeof(*v->day_counts));
		v->wide.start = v->window.start - 2 * SLACK_MIN;
		v->wide.end = v->window.end + 2 * SLACK_MIN;
	}
	if (c->equal && c->type != CALENDAR_EVENT) {
		v->month_first = month_of(first - 2, &month_day);
		v->month_count = (size_t)(month_of(last + 2, &month_day) - v->month_first + 1);
		v->given = arena_take(v->arena, v->month_count * v->lane_count * sizeof(*v->given));
		v->given_least = arena_take(v->arena, v->month_count * sizeof(*v->given_least));
		int64_t month = 31 * DAY_MIN;
		v->wide.start = v->window.start - month - 2 * SLACK_MIN;
		v->wide.end = v->window.end + month + 2 * SLACK_MIN;
	}
	v->wide.start = v->wide.start < v->busy.start ? v->wide.start : v->busy.start;
	v->wide.end = v->wide.end > v->busy.end ? v->wide.end : v->busy.end;
}

enum err view_open(struct arena *a, const struct schedule_input *w, const struct looking *at,
		   struct view *out, struct text *why)
{
	const struct calendar *c = &w->calendar;
	struct range window = at->window;
	*out = (struct view){
		.arena = a,
		.schedule_input = w,
		.calendar = c,
		.window = window,
		.busy = { window.start - c->pre, window.end + c->duration + c->post },
		.local = pieces_of(a, w->zone, window.start - SLACK_MIN, window.end + SLACK_MIN),
		.moved = at->moved,
	};
	lanes_open(out);
	rooms_open(out);
	limits_set(out);
	counts_open(out);
	return view_fill(out, why);
}

size_t view_lead(const struct view *v)
{
	for (size_t i = 0; i < v->lane_count; i++)
		if (v->calendar->team[i].primary)
			return i;
	return 0;
}

size_t view_month(const struct view *v, int64_t minute)
{
	int month_day;
	return (size_t)(month_of(pieces_day(&v->local, minute), &month_day) - v->month_first);
}

int64_t view_given(const struct view *v, size_t month, size_t lane)
{
	return v->given[month * v->lane_count + lane];
}

/* Generous, in whole days: a slot and the buffers of both sides take three, counted dates another
 * two, a month 31; of months with a 31st there are seven in a year. */
void schedule_input_reach(const struct calendar *c, int64_t *from_ms, int64_t *to_ms)
{
	static const int64_t days_of[] = {
		[REPEAT_DAILY] = 1,
		[REPEAT_WEEKLY] = 7,
		[REPEAT_MONTHLY] = 62,
	};
	int64_t days = c->equal ? 40 : 8;
	*from_ms -= days * DAY_MS;
	*to_ms += (days + c->repeat.count * days_of[c->repeat.each]) * DAY_MS;
}
