// SPDX-License-Identifier: Apache-2.0
/*
 * Appointments and blocks, put where they are in the way, then sorted to be counted quickly.
 */
#include "pure/schedule/inside.h"

/* Something that happens at one time: an appointment, a block, or an instance of either. */
struct event {
	const struct appointment *appointment; /* or */
	const struct block *block;
	int64_t start_ms, end_ms;
	struct taken taken;
};

static void lane_take(struct view *v, size_t lane, const struct event *e)
{
	struct lane *l = lane == LANE_NONE ? NULL : &v->lanes[lane];
	if (!l || l->event == v->events)
		return;
	l->event = v->events;
	l->taken = list_room(v->arena, l->taken, l->taken_count, &l->taken_room, sizeof(*l->taken));
	l->taken[l->taken_count++] = e->taken;
}

/* The lanes of its attendees; of an event calendar the one lane there is [6.4]. */
static void appointment_take(struct view *v, const struct event *e)
{
	const struct appointment *x = e->appointment;
	if (v->calendar->type == CALENDAR_EVENT) {
		if (e->taken.shared)
			lane_take(v, 0, e);
		return;
	}
	lane_take(v, view_lane(v, x->owner), e);
	for (size_t i = 0; i < x->user_count; i++)
		lane_take(v, view_lane(v, x->users[i]), e);
}

static void block_take(struct view *v, const struct event *e)
{
	if (text_same(e->block->calendar, v->calendar->id)) {
		for (size_t i = 0; i < v->lane_count; i++)
			lane_take(v, i, e);
	} else {
		lane_take(v, view_lane(v, e->block->user), e);
	}
}

static void rooms_take(struct view *v, const struct event *e)
{
	const struct appointment *x = e->appointment;
	for (size_t i = 0; i < v->room_count; i++) {
		struct room *room = &v->rooms[i];
		size_t j = 0;
		while (j < x->resource_count && !text_same(x->resources[j], room->resource->id))
			j++;
		if (j == x->resource_count)
			continue;
		numbers_add(v->arena, &room->starts, e->taken.padded.start);
		numbers_add(v->arena, &room->ends, e->taken.padded.end);
	}
}

static void day_count(struct view *v, int64_t day)
{
	int64_t at = day - v->day_first;
	if (v->day_counts && at >= 0 && at < (int64_t)v->day_count)
		v->day_counts[at]++;
}

/* Who was given how much in which month [7.2]. */
static void month_count(struct view *v, const struct event *e, int64_t day)
{
	const struct appointment *x = e->appointment;
	int64_t reset = v->calendar->distribution_reset_ms;
	size_t lane = view_lane(v, x->owner);
	int month_day;
	int64_t month = month_of(day, &month_day) - v->month_first;
	if (lane == LANE_NONE || month < 0 || month >= (int64_t)v->month_count)
		return;
	if (reset == INSTANT_NONE || x->added_ms == INSTANT_NONE || x->added_ms >= reset)
		v->given[(size_t)month * v->lane_count + lane]++;
}

static void counts_take(struct view *v, const struct event *e, bool moved)
{
	if (!e->taken.shared || (!v->day_counts && !v->given))
		return;
	int64_t day = zone_day(v->schedule_input->zone, e->start_ms);
	if (!moved)
		day_count(v, day);
	if (v->given) /* what is moved was given all the same */
		month_count(v, e, day);
}

static void event_take(struct view *v, struct event *e, int pre, int post)
{
	const struct appointment *x = e->appointment;
	struct range body = { e->start_ms / MINUTE_MS, divide_up(e->end_ms, MINUTE_MS) };
	e->taken = (struct taken){
		.body = body,
		.padded = { body.start - pre, body.end + post },
		.block = e->block,
		.shared = x && text_same(x->calendar, v->calendar->id),
		.session = e->start_ms % MINUTE_MS == 0 &&
			   e->end_ms - e->start_ms == (int64_t)v->calendar->duration * MINUTE_MS,
	};
	if (!range_meets(e->taken.padded, v->wide))
		return;
	v->events++;
	bool near = range_meets(e->taken.padded, v->busy);
	bool moved = x && v->moved.size && text_same(x->id, v->moved);
	if (x)
		counts_take(v, e, moved);
	if (!near || moved)
		return;
	if (e->block) {
		block_take(v, e);
	} else {
		appointment_take(v, e);
		rooms_take(v, e);
	}
}

static bool is_sane(int64_t start_ms, int64_t end_ms)
{
	return start_ms >= 0 && start_ms < end_ms && end_ms <= INSTANT_MAX;
}

/* Every instance that the view can see. */
static enum err event_expand(struct view *v, struct event e, struct text rrule, struct text *why)
{
	const struct appointment *x = e.appointment;
	int64_t length = e.end_ms - e.start_ms;
	int pre = x ? x->pre : 0, post = x ? x->post : 0;
	if (!rrule.size) {
		event_take(v, &e, pre, post);
		return ERR_OK;
	}
	struct series_window window = {
		.zone = v->schedule_input->zone,
		.first_ms = e.start_ms,
		.from_ms = (v->wide.start - post) * MINUTE_MS - length,
		.to_ms = (v->wide.end + pre) * MINUTE_MS,
	};
	struct starts starts;
	enum err err = series_expand(v->arena, rrule, &window, &starts, why);
	for (size_t i = 0; !err && i < starts.count; i++) {
		e.start_ms = starts.at_ms[i];
		e.end_ms = e.start_ms + length;
		event_take(v, &e, pre, post);
	}
	return err;
}

static enum err events_take(struct view *v, struct text *why)
{
	const struct schedule_input *w = v->schedule_input;
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < w->block_count; i++) {
		const struct block *b = &w->blocks[i];
		struct event event = { .block = b, .start_ms = b->start_ms, .end_ms = b->end_ms };
		if (is_sane(b->start_ms, b->end_ms))
			e = event_expand(v, event, b->rrule, why);
	}
	for (size_t i = 0; !e && i < w->appointment_count; i++) {
		const struct appointment *x = &w->appointments[i];
		struct event event = { .appointment = x,
				       .start_ms = x->start_ms,
				       .end_ms = x->end_ms };
		if (is_sane(x->start_ms, x->end_ms))
			e = event_expand(v, event, x->rrule, why);
	}
	return e;
}

static struct spans spans_of(struct arena *a, const struct lane *l, bool shared)
{
	struct spans s = {
		.starts = arena_bytes(a, l->taken_count * sizeof(int64_t)),
		.ends = arena_bytes(a, l->taken_count * sizeof(int64_t)),
	};
	for (size_t i = 0; i < l->taken_count; i++) {
		if (l->taken[i].shared != shared)
			continue;
		s.starts[s.count] = l->taken[i].padded.start;
		s.ends[s.count++] = l->taken[i].padded.end;
	}
	numbers_sort(a, s.starts, s.count);
	numbers_sort(a, s.ends, s.count);
	return s;
}

static void lane_sort(struct view *v, struct lane *l)
{
	l->walls = spans_of(v->arena, l, false);
	l->shared = spans_of(v->arena, l, true);
	if (v->calendar->type != CALENDAR_CLASS)
		return;
	for (size_t i = 0; i < l->taken_count; i++)
		if (l->taken[i].shared && l->taken[i].session)
			numbers_add(v->arena, &l->sessions, l->taken[i].body.start);
	numbers_sort(v->arena, l->sessions.at, l->sessions.count);
}

/* Where no unit is left: a sweep over starts and ends, ends first [6.5]. */
static void room_sweep(struct view *v, struct room *room)
{
	struct numbers *starts = &room->starts, *ends = &room->ends;
	int64_t used = 0, units = room->resource->units, since = 0;
	if (units <= 0) {
		ranges_add(v->arena, &room->full, INT64_MIN, INT64_MAX);
		return;
	}
	numbers_sort(v->arena, starts->at, starts->count);
	numbers_sort(v->arena, ends->at, ends->count);
	for (size_t i = 0, j = 0; j < ends->count;) {
		bool begins = i < starts->count && starts->at[i] < ends->at[j];
		if (begins && ++used == units)
			since = starts->at[i];
		if (!begins && used-- == units)
			ranges_add(v->arena, &room->full, since, ends->at[j]);
		i += begins;
		j += !begins;
	}
}

static void months_least(struct view *v)
{
	for (size_t month = 0; month < v->month_count; month++) {
		int64_t least = INT64_MAX;
		for (size_t lane = 0; lane < v->lane_count; lane++) {
			int64_t given = view_given(v, month, lane);
			least = given < least ? given : least;
		}
		v->given_least[month] = least;
	}
}

enum err view_fill(struct view *v, struct text *why)
{
	enum err e = events_take(v, why);
	months_least(v);
	for (size_t i = 0; !e && i < v->lane_count; i++)
		lane_sort(v, &v->lanes[i]);
	for (size_t i = 0; !e && i < v->room_count; i++)
		room_sweep(v, &v->rooms[i]);
	return e;
}
