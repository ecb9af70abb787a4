// SPDX-License-Identifier: Apache-2.0
/*
 * Time as people count it: days, weeks, months of the clock on the wall, cut into stretches between
 * two instants.  A day of 23, 24 or 25 hours is a day.
 *
 *	from                                       to
 *	 |   Mon 2026-11-30   |  Tue 2026-12-01  … |       a slot each; the statement reads
 *	                                                   "start end 0 label    |label    "
 */
#include "integration/reports/inside.h"

#include "base/time/clock.h"
#include "base/time/days.h"

#define LABEL_SIZE 10
#define MINUTE_S   60

int64_t day_start(const struct zone *z, int64_t day)
{
	int64_t minute = 0;

	for (int64_t wall = day * DAY_MIN; wall < (day + 2) * DAY_MIN; wall++)
		if (zone_minute(z, wall, &minute))
			return minute * MINUTE_MS;
	return day * DAY_MS;
}

static int64_t floor_second(int64_t ms)
{
	return divide_down(ms, SECOND_MS);
}

/* Minutes of the clock on the wall. */
static int64_t wall_of(const struct zone *z, int64_t ms)
{
	int64_t second = floor_second(ms);

	return divide_down(second + zone_offset(z, second), MINUTE_S);
}

/* Where the next hour begins; no later than the clock is set. */
static int64_t hour_next(const struct zone *z, int64_t ms)
{
	int64_t left = 60 - remainder_of(wall_of(z, ms), 60);
	int64_t next = (divide_down(ms, MINUTE_MS) + left) * MINUTE_MS;
	int64_t change = zone_change(z, floor_second(ms));

	return change < next / SECOND_MS ? change * SECOND_MS : next;
}

/* The first day of the stretch that this day is in, or of the `ahead`-th after it. */
static int64_t stretch_day(enum bucket bucket, int64_t day, int ahead)
{
	int month_day;
	int64_t month = month_of(day, &month_day);

	switch (bucket) {
	case BY_WEEK:
		return day - (weekday_of(day) + 6) % 7 + 7 * ahead;
	case BY_MONTH:
		return month_start(month + ahead);
	case BY_QUARTER:
		return month_start((divide_down(month, 3) + ahead) * 3);
	case BY_YEAR:
		return month_start((divide_down(month, 12) + ahead) * 12);
	default:
		return day + ahead;
	}
}

bool bucket_turns(enum bucket bucket)
{
	return bucket == BY_HOUR || bucket == BY_WEEKDAY;
}

static struct text label_of(struct report *r, enum bucket bucket, int64_t ms)
{
	struct arena *a = r->call->arena;
	int64_t today = zone_day(r->zone, ms);
	int year, month, day;

	clock_civil(stretch_day(bucket, today, 0), &year, &month, &day);
	switch (bucket) {
	case NO_BUCKET:
		return TEXT("");
	case BY_HOUR:
		return text_format(a, "%02lld",
				   (long long)remainder_of(wall_of(r->zone, ms) / 60, 24));
	case BY_WEEKDAY:
		return text_format(a, "%d", (weekday_of(today) + 6) % 7 + 1);
	case BY_MONTH:
		return text_format(a, "%04d-%02d", year, month);
	case BY_QUARTER:
		return text_format(a, "%04d-Q%d", year, (month + 2) / 3);
	case BY_YEAR:
		return text_format(a, "%04d", year);
	default:
		return text_format(a, "%04d-%02d-%02d", year, month, day);
	}
}

/* What all buckets are made of. */
static enum bucket unit_of(const struct report *r)
{
	enum bucket one = r->dims[0].bucket, two = r->dim_count > 1 ? r->dims[1].bucket : NO_BUCKET;

	if (one == BY_HOUR || two == BY_HOUR)
		return BY_HOUR;
	if (one == BY_WEEKDAY || two == BY_WEEKDAY || (one && two && one != two))
		return BY_DAY;
	return one ? one : two;
}

static enum err slots_add(struct report *r, enum bucket unit, bool before)
{
	int64_t at = before ? r->before : r->from, end = before ? r->from : r->to;

	while (at < end) {
		int64_t next = unit == BY_HOUR
				       ? hour_next(r->zone, at)
				       : day_start(r->zone,
						   stretch_day(unit, zone_day(r->zone, at), 1));
		struct slot s = { at, next < end ? next : end, before, { { 0 } } };

		if (r->slot_count == SLOTS_MAX)
			return refuse(r->call, ERR_INVALID,
				      "These are too many stretches of time: at most %d. Ask for"
				      " less, or for longer ones.",
				      SLOTS_MAX);
		for (size_t i = 0; i < r->dim_count; i++)
			s.labels[i] = label_of(r, r->dims[i].bucket, at);
		r->slots[r->slot_count++] = s;
		at = next > at ? next : end;
	}
	return ERR_OK;
}

/* The first stretch of before is compared with the first of now, and so on; a weekday with the same
 * weekday.  Where now has fewer, the label is empty, and it is left out. */
static void before_align(struct report *r, size_t dim)
{
	size_t first = 0, now, old;

	while (first < r->slot_count && !r->slots[first].before)
		first++;
	now = 0;
	for (old = first; old < r->slot_count; old++) {
		struct text own = r->slots[old].labels[dim];
		size_t last = old;

		while (last + 1 < r->slot_count && text_same(r->slots[last + 1].labels[dim], own))
			last++;
		struct text like = now < first ? r->slots[now].labels[dim] : TEXT("");
		for (; old < last; old++)
			r->slots[old].labels[dim] = like;
		r->slots[old].labels[dim] = like;
		while (now < first && text_same(r->slots[now].labels[dim], like))
			now++;
	}
}

enum err slots_make(struct report *r)
{
	enum bucket unit = unit_of(r);

	r->slots = arena_take(r->call->arena, sizeof(*r->slots) * SLOTS_MAX);
	r->slot_count = 0;
	enum err e = slots_add(r, unit, false);
	if (!e && r->compares)
		e = slots_add(r, unit, true);
	for (size_t i = 0; !e && r->compares && i < r->dim_count; i++)
		if (r->dims[i].bucket && !bucket_turns(r->dims[i].bucket))
			before_align(r, i);
	return e;
}

/* Of the stretch before, what nothing of now corresponds to. */
static bool is_stray(const struct report *r, const struct slot *s)
{
	for (size_t i = 0; i < r->dim_count; i++)
		if (r->dims[i].bucket && !s->labels[i].size)
			return true;
	return false;
}

struct text slots_text(struct report *r)
{
	struct buffer list = buffer_open(r->call->arena, (size_t)1 << 20);
	struct json_out o = json_open(&list);

	json_list(&o);
	for (size_t i = 0; i < r->slot_count; i++) {
		const struct slot *s = &r->slots[i];
		const struct text *l = s->labels;

		if (is_stray(r, s))
			continue;
		json_put_text(&o, text_format(r->call->arena, "%016lld %016lld %d %-*.*s|%-*.*s",
					      (long long)s->from, (long long)s->to, s->before,
					      LABEL_SIZE, (int)l[0].size, l[0].at, LABEL_SIZE,
					      (int)l[1].size, l[1].size ? l[1].at : ""));
	}
	json_close(&o);
	return buffer_text(&list);
}

/* Whole months before where it is made of them, else whole days, else as long as it is. */
int64_t stretch_before(const struct zone *z, int64_t from, int64_t to)
{
	int64_t first = zone_day(z, from), last = zone_day(z, to);
	int one, other;

	if (day_start(z, first) != from || day_start(z, last) != to)
		return from - (to - from);
	int64_t months = month_of(last, &other) - month_of(first, &one);
	if (one == 1 && other == 1)
		return day_start(z, month_start(month_of(first, &one) - months));
	return day_start(z, first - (last - first));
}
