// SPDX-License-Identifier: Apache-2.0
/*
 * Schedules of five fields: minute hour day month weekday.  Pure.
 *
 * A field is * or a list of numbers, spans (1-5), names (mon, jan) and steps (0-30/10).  Where both
 * day and weekday are said, either is enough.  A time that daylight saving leaves out is taken
 * right after the gap; one that it doubles is taken once.
 */
#include "base/time/zone.h"
#include "pure/flowfile/inside.h"

#define DAYS_AHEAD 1500 /* farther than any 29 February */

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul",
				      "aug", "sep", "oct", "nov", "dec", NULL };
static const char *const weekdays[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL };

struct cron_field {
	const char *name;
	int least, most;
	const char *const *names;
};
static const struct cron_field cron_fields[] = {
	{ "minute", 0, 59, NULL },  { "hour", 0, 23, NULL },	   { "day", 1, 31, NULL },
	{ "month", 1, 12, months }, { "weekday", 0, 7, weekdays },
};

static bool number_read(const struct cron_field *f, struct text t, int *out)
{
	int64_t n;

	for (int i = 0; f->names && f->names[i]; i++) {
		if (text_alike(t, text_of(f->names[i]))) {
			*out = i + f->least;
			return true;
		}
	}
	if (!text_whole(t, &n) || n < f->least || n > f->most)
		return false;
	*out = (int)n;
	return true;
}

static bool part_read(const struct cron_field *f, struct text part, uint64_t *bits)
{
	struct text span, first;
	int from = f->least, to = f->most, step = 1;
	bool stepped = memchr(part.at, '/', part.size) != NULL;

	if (!text_split(&part, '/', &span))
		return false;
	if (stepped) {
		int64_t n;
		if (!text_whole(part, &n) || n < 1 || n > 60)
			return false;
		step = (int)n;
	}
	if (!text_is(span, "*")) {
		bool ranged = memchr(span.at, '-', span.size) != NULL;
		text_split(&span, '-', &first);
		if (!number_read(f, first, &from))
			return false;
		to = stepped && !ranged ? f->most : from;
		if (ranged && (!number_read(f, span, &to) || to < from))
			return false;
	}
	for (int i = from; i <= to; i += step)
		*bits |= (uint64_t)1 << i;
	return true;
}

static bool field_read(const struct cron_field *f, struct text t, uint64_t *bits)
{
	struct text part;

	*bits = 0;
	while (text_split(&t, ',', &part))
		if (!part.size || !part_read(f, part, bits))
			return false;
	return *bits != 0;
}

bool cron_read(struct text t, struct cron *out, struct text *why)
{
	uint64_t *const bits[] = { &out->minute, &out->hour, &out->day, &out->month,
				   &out->weekday };
	size_t n = 0;
	struct text part;

	*out = (struct cron){ 0 };
	while (text_split(&t, ' ', &part)) {
		if (!part.size)
			continue;
		if (n == 5 || !field_read(&cron_fields[n], part, bits[n])) {
			*why = n == 5 ? TEXT("has more than five parts")
				      : text_of(cron_fields[n].name);
			return false;
		}
		if (n == 2)
			out->any_day = part.at[0] == '*';
		if (n == 4)
			out->any_weekday = part.at[0] == '*';
		n++;
	}
	if (out->weekday >> 7 & 1)
		out->weekday |= 1;
	*why = TEXT("has fewer than five parts");
	return n == 5;
}

/* 31 2 is never; where a weekday is said too, that is enough. */
bool cron_never(const struct cron *c)
{
	static const int longest[] = { 0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (c->any_day || !c->any_weekday)
		return false;
	for (int month = 1; month <= 12; month++)
		for (int day = 1; (c->month >> month & 1) && day <= longest[month]; day++)
			if (c->day >> day & 1)
				return false;
	return true;
}

static bool day_meets(const struct cron *c, int64_t day)
{
	int year, month, date;
	int weekday = (int)(((day + 4) % 7 + 7) % 7);

	clock_civil(day, &year, &month, &date);
	bool by_date = c->day >> date & 1, by_weekday = c->weekday >> weekday & 1;
	bool either = !c->any_day && !c->any_weekday;
	return (c->month >> month & 1) && (either ? by_date || by_weekday : by_date && by_weekday);
}

/* The instant at which the clock on the wall reads this; in a gap, the gap's end. */
static int64_t instant_of(const struct zone *z, int64_t wall)
{
	int64_t minute;

	for (int64_t later = 0; later < 24 * 60; later++)
		if (zone_minute(z, wall + later, &minute))
			return minute * MINUTE_MS;
	return wall * MINUTE_MS;
}

static int64_t day_next(const struct cron *c, const struct zone *z, int64_t day, int64_t after_ms)
{
	for (int hour = 0; hour < 24; hour++) {
		for (int minute = 0; (c->hour >> hour & 1) && minute < 60; minute++) {
			if (!(c->minute >> minute & 1))
				continue;
			int64_t at = instant_of(z, day * 24 * 60 + hour * 60 + minute);
			if (at > after_ms)
				return at;
		}
	}
	return INT64_MAX;
}

int64_t cron_next(const struct cron *c, const struct zone *z, int64_t after_ms)
{
	int64_t first = zone_day(z, after_ms);

	for (int64_t day = first; day < first + DAYS_AHEAD; day++) {
		int64_t at = day_meets(c, day) ? day_next(c, z, day, after_ms) : INT64_MAX;
		if (at != INT64_MAX)
			return at;
	}
	return INT64_MAX;
}
