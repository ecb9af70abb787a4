// SPDX-License-Identifier: Apache-2.0
/*
 * The instances of a recurring event.
 *
 * Whether a day is one of them can be asked of the day alone, so the walk goes from day to day, and
 * without COUNT begins where the answer is wanted, however old the series is.  Instances keep the
 * time on the wall: where that does not exist there is none, and none is counted.
 */
#include "pure/schedule/series.h"

#define COUNTED_DAYS_MAX (100 * 366)
#define SLACK_DAYS	 2 /* no local date is further than this from that of UTC */

/* A date, taken apart once for all the questions. */
struct day {
	int64_t number, month;
	int weekday, month_day, month_size;
};

static struct day day_of(int64_t number)
{
	struct day d = { .number = number, .weekday = weekday_of(number) };
	d.month = month_of(number, &d.month_day);
	d.month_size = month_days(d.month);
	return d;
}

static int64_t week_of(const struct series *s, int64_t day)
{
	return day - remainder_of(weekday_of(day) - s->week_start, 7);
}

static bool fits_period(const struct series *s, const struct day *d, const struct day *first)
{
	switch (s->frequency) {
	case DAILY:
		return (d->number - first->number) % s->interval == 0;
	case WEEKLY:
		return (week_of(s, d->number) - week_of(s, first->number)) / 7 % s->interval == 0;
	case MONTHLY:
		return (d->month - first->month) % s->interval == 0;
	default:
		return (divide_down(d->month, 12) - divide_down(first->month, 12)) % s->interval ==
			       0 &&
		       (s->months || remainder_of(d->month - first->month, 12) == 0);
	}
}

static bool fits_by_day(const struct series *s, const struct day *d)
{
	const struct by_day *by = &s->days[d->weekday];
	int nth = (d->month_day - 1) / 7 + 1, nth_from_end = (d->month_size - d->month_day) / 7 + 1;
	return by->from_start & 1u || by->from_start & 1u << nth ||
	       by->from_end & 1u << nth_from_end;
}

static bool fits_month_day(const struct series *s, const struct day *d)
{
	return s->month_days >> d->month_day & 1 ||
	       s->month_days_from_end >> (d->month_size + 1 - d->month_day) & 1;
}

static bool fits(const struct series *s, const struct day *d, const struct day *first)
{
	bool by_month_day = s->month_days || s->month_days_from_end;
	if (s->months && !(s->months >> (remainder_of(d->month, 12) + 1) & 1))
		return false;
	if (!fits_period(s, d, first))
		return false;
	if (s->by_day || by_month_day)
		return (!s->by_day || fits_by_day(s, d)) && (!by_month_day || fits_month_day(s, d));
	if (s->frequency == WEEKLY)
		return d->weekday == first->weekday;
	return s->frequency == DAILY || d->month_day == first->month_day;
}

static bool is_excluded(const struct series *s, int64_t ms)
{
	for (size_t i = 0; i < s->excluded.count; i++)
		if (s->excluded.at[i] == ms)
			return true;
	return false;
}

/* The start on this day; false when the clock skips it. */
static bool start_on(const struct series *s, int64_t day, int64_t *ms)
{
	int64_t minute;
	*ms = s->first_ms; /* the first is always one */
	if (day == s->first_day)
		return true;
	if (!zone_minute(s->zone, s->first_wall + (day - s->first_day) * DAY_MIN, &minute))
		return false;
	*ms = minute * MINUTE_MS + s->first_ms % MINUTE_MS;
	return true;
}

static void walk(struct arena *a, const struct series *s, const struct series_window *w,
		 struct numbers *out)
{
	int64_t day = s->first_day, last = w->to_ms / DAY_MS + SLACK_DAYS, made = 0, ms;
	if (!s->count && w->from_ms / DAY_MS - SLACK_DAYS > day)
		day = w->from_ms / DAY_MS - SLACK_DAYS;
	if (s->count && last > day + COUNTED_DAYS_MAX)
		last = day + COUNTED_DAYS_MAX;
	if (last > s->until_day)
		last = s->until_day;
	struct day first = day_of(s->first_day);
	for (; day <= last && out->count < SERIES_MOST; day++) {
		if (s->count && made == s->count)
			break;
		struct day d = day_of(day);
		if (day != s->first_day && !fits(s, &d, &first))
			continue;
		if (!start_on(s, day, &ms))
			continue;
		if (ms > s->until_ms || ms > w->to_ms)
			break;
		made++;
		if (ms >= w->from_ms && !is_excluded(s, ms))
			numbers_add(a, out, ms);
	}
}

enum err series_expand(struct arena *a, struct text rrule, const struct series_window *w,
		       struct starts *out, struct text *why)
{
	int64_t minute = divide_down(w->first_ms, MINUTE_MS);
	struct series s = {
		.zone = w->zone,
		.first_ms = w->first_ms,
		.first_day = zone_day(w->zone, w->first_ms),
		.first_wall = minute + divide_down(zone_offset(w->zone, minute * 60), 60),
	};
	struct numbers found = { 0 };
	*out = (struct starts){ 0 };
	enum err e = series_read(a, rrule, &s, why);
	if (!e)
		walk(a, &s, w, &found);
	*out = (struct starts){ found.at, found.count };
	return e;
}
