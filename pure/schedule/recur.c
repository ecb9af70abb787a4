// SPDX-License-Identifier: Apache-2.0
/*
 * Times that come again and again, of every n-th hour, day, week, month or year.
 *
 * Periods are counted from the one of the start; each has one time, on the wall that of the start.
 * A day that a month lacks is its last; a time that the clock skips is the next hour that there is.
 */
#include "pure/schedule/tools.h"

#define GAP_HOURS_MAX 24

/* Noon of that day would do for the order of days; this is the time of the start on it. */
static int64_t on_day(const struct recur *r, int64_t day)
{
	int64_t first = divide_down(r->start_ms, MINUTE_MS), minute;
	int64_t wall = first + zone_offset_minutes(r->zone, first);
	int64_t at = day * DAY_MIN + remainder_of(wall, DAY_MIN);

	for (int hours = 0; hours < GAP_HOURS_MAX; hours++)
		if (zone_minute(r->zone, at + hours * 60, &minute))
			return minute * MINUTE_MS + remainder_of(r->start_ms, MINUTE_MS);
	return INSTANT_MAX;
}

static int64_t day_in_month(int64_t month, int64_t day)
{
	int64_t last = month_days(month);

	return month_start(month) + (day < last ? day : last) - 1;
}

/* The time of a period, counted from the one in which it starts. */
static int64_t time_of(const struct recur *r, int64_t period)
{
	int64_t day = zone_day(r->zone, r->start_ms), step = period * r->interval;
	int month_day;
	int64_t month = month_of(day, &month_day);
	int64_t wanted = r->month_day ? r->month_day : month_day;
	int weekday = r->weekday < 0 ? weekday_of(day) : r->weekday;

	switch (r->unit) {
	case RECUR_HOUR:
		return r->start_ms + step * HOUR_MS;
	case RECUR_DAY:
		return on_day(r, day + step);
	case RECUR_WEEK: /* weeks begin on Monday */
		return on_day(r, day - remainder_of(weekday_of(day) - 1, 7) +
					 remainder_of(weekday - 1, 7) + 7 * step);
	case RECUR_MONTH:
		return on_day(r, day_in_month(month + step, wanted));
	default:
		month += (r->month ? r->month - 1 : remainder_of(month, 12)) -
			 remainder_of(month, 12) + 12 * step;
		return on_day(r, day_in_month(month, wanted));
	}
}

/* A period that is not behind the one of this time, and near it. */
static int64_t period_near(const struct recur *r, int64_t ms)
{
	static const int64_t longest[] = { HOUR_MS, DAY_MS, 7 * DAY_MS, 31 * DAY_MS, 366 * DAY_MS };
	int64_t period = (ms - r->start_ms) / (longest[r->unit] * r->interval) - 2;

	return period > 0 ? period : 0;
}

/* A wall that was set back may give the same time to two periods, so the next is a later one. */
int64_t recur_next(const struct recur *r, int64_t after_ms)
{
	int64_t from = after_ms < r->start_ms ? r->start_ms : after_ms + 1, at;

	if (after_ms >= r->end_ms)
		return INSTANT_MAX;
	for (int64_t period = period_near(r, from);; period++) {
		at = time_of(r, period);
		if (at >= from)
			return at <= r->end_ms && at < INSTANT_MAX ? at : INSTANT_MAX;
	}
}

int64_t recur_last(const struct recur *r, int64_t until_ms)
{
	int64_t last = INSTANT_NONE, most = until_ms < r->end_ms ? until_ms : r->end_ms, at;

	for (int64_t period = period_near(r, most);; period++) {
		at = time_of(r, period);
		if (at > most)
			return last;
		if (at >= r->start_ms)
			last = at;
	}
}
