// SPDX-License-Identifier: Apache-2.0
/*
 * Who gets a start that several members could take.
 */
#include "pure/schedule/inside.h"

/* Appointments count that start so close to now, before or after. */
#define RECENT_MS DAY_MS

struct record {			 /* of one member */
	int64_t recent, last_ms; /* last_ms: when this calendar gave one the last time */
	size_t event;		 /* attendees are a set */
};

static bool is_recent(const struct schedule_input *w, int64_t start_ms)
{
	return start_ms >= w->now_ms - RECENT_MS && start_ms <= w->now_ms + RECENT_MS;
}

/* How many instances start close to now. */
static enum err recent_count(const struct view *v, const struct appointment *x, int64_t *count,
			     struct text *why)
{
	const struct schedule_input *w = v->schedule_input;
	struct starts starts = { 0 };
	struct series_window window = {
		.zone = w->zone,
		.first_ms = x->start_ms,
		.from_ms = w->now_ms - RECENT_MS,
		.to_ms = w->now_ms + RECENT_MS,
	};
	*count = is_recent(w, x->start_ms);
	if (!x->rrule.size)
		return ERR_OK;
	enum err e = series_expand(v->arena, x->rrule, &window, &starts, why);
	*count = (int64_t)starts.count;
	return e;
}

static void recent_add(const struct view *v, struct record *records, struct text user,
		       struct record add)
{
	size_t lane = view_lane(v, user);
	if (lane == LANE_NONE || records[lane].event == add.event)
		return;
	records[lane].event = add.event;
	records[lane].recent += add.recent;
}

static enum err records_fill(const struct view *v, struct record *records, struct text *why)
{
	const struct schedule_input *w = v->schedule_input;
	for (size_t i = 0; i < w->appointment_count; i++) {
		const struct appointment *x = &w->appointments[i];
		struct record add = { .event = i + 1 };
		if (x->end_ms <= x->start_ms)
			continue;
		enum err e = recent_count(v, x, &add.recent, why);
		if (e)
			return e;
		recent_add(v, records, x->owner, add);
		for (size_t j = 0; j < x->user_count; j++)
			recent_add(v, records, x->users[j], add);
		size_t lane = view_lane(v, x->owner);
		if (lane != LANE_NONE && text_same(x->calendar, w->calendar.id) &&
		    x->added_ms > records[lane].last_ms)
			records[lane].last_ms = x->added_ms;
	}
	return ERR_OK;
}

/* Priority, then the least around now, then the longest without; else team order stands. */
static bool is_better(const struct view *v, const struct record *records, size_t a, size_t b)
{
	const struct member *team = v->calendar->team;
	if (team[a].priority > team[b].priority || team[a].priority < team[b].priority)
		return team[a].priority > team[b].priority;
	if (records[a].recent != records[b].recent)
		return records[a].recent < records[b].recent;
	return records[a].last_ms < records[b].last_ms;
}

static enum err assign_available(const struct view *v, struct lane_list able, size_t *out,
				 struct text *why)
{
	struct record *records = arena_take(v->arena, v->lane_count * sizeof(*records));
	for (size_t i = 0; i < v->lane_count; i++)
		records[i].last_ms = INSTANT_NONE;
	enum err e = records_fill(v, records, why);
	for (size_t i = 1; !e && i < able.count; i++)
		if (is_better(v, records, able.at[i], *out))
			*out = able.at[i];
	return e;
}

static void assign_equal(const struct view *v, int64_t minute, struct lane_list able, size_t *out)
{
	size_t month = view_month(v, minute);
	for (size_t i = 1; i < able.count; i++)
		if (view_given(v, month, able.at[i]) < view_given(v, month, *out))
			*out = able.at[i];
}

enum err assign(const struct view *v, int64_t minute, struct lane_list able, size_t *out,
		struct text *why)
{
	*out = able.at[0];
	if (able.count == 1 || v->calendar->type == CALENDAR_EVENT)
		return ERR_OK;
	if (!v->given)
		return assign_available(v, able, out, why);
	assign_equal(v, minute, able, out);
	return ERR_OK;
}
