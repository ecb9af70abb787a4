// SPDX-License-Identifier: Apache-2.0
/*
 * RRULE and EXDATE as text: the part of RFC 5545 that RULES.md 9.2 names, and nothing else.
 *
 *	RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20260623T043000Z
 *	EXDATE:20260605T040000Z,20260619T040000Z
 *
 * What would mean something else elsewhere is refused, not guessed at.
 */
#include "pure/schedule/series.h"

#define INTERVAL_MAX 1000
#define COUNT_MAX    100000

static bool date_take(struct text t, int64_t *day)
{
	int64_t number;
	int year, month, month_day;
	if (t.size != 8 || !text_whole(t, &number) || number < 10000101)
		return false;
	*day = clock_day_number((int)(number / 10000), (int)(number / 100 % 100),
				(int)(number % 100));
	clock_civil(*day, &year, &month, &month_day); /* an impossible date comes back as another */
	return (int64_t)year * 10000 + month * 100 + month_day == number;
}

static bool clock_take(struct text t, int64_t *second)
{
	if (t.size != 6)
		return false;
	for (size_t i = 0; i < 6; i++)
		if (t.at[i] < '0' || t.at[i] > '9')
			return false;
	const char *c = t.at;
	int64_t hour = (c[0] - '0') * 10 + c[1] - '0', minute = (c[2] - '0') * 10 + c[3] - '0';
	*second = (hour * 60 + minute) * 60 + (c[4] - '0') * 10 + c[5] - '0';
	return hour < 24 && minute < 60;
}

/* 20260623T043000Z, or without Z on the wall.  A time that does not exist is one that no instance
 * has: INSTANT_NONE. */
static bool stamp_take(const struct series *s, struct text t, int64_t *ms)
{
	int64_t day, second, minute;
	bool utc = text_ends(t, "Z");
	t.size -= utc;
	if (t.size != 15 || t.at[8] != 'T' || !date_take((struct text){ t.at, 8 }, &day) ||
	    !clock_take((struct text){ t.at + 9, 6 }, &second))
		return false;
	if (utc)
		*ms = day * DAY_MS + second * 1000;
	else if (zone_minute(s->zone, day * DAY_MIN + second / 60, &minute))
		*ms = minute * MINUTE_MS + second % 60 * 1000;
	else
		*ms = INSTANT_NONE;
	return true;
}

static bool frequency_take(struct series *s, struct text value)
{
	static const char *const words[] = { "", "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
	for (int i = DAILY; i <= YEARLY; i++)
		if (text_is(value, words[i]))
			s->frequency = (enum frequency)i;
	return s->frequency != FREQUENCY_NONE;
}

static bool interval_take(struct series *s, struct text value)
{
	return text_whole(value, &s->interval) && s->interval >= 1 && s->interval <= INTERVAL_MAX;
}

static bool count_take(struct series *s, struct text value)
{
	return text_whole(value, &s->count) && s->count >= 1 && s->count <= COUNT_MAX;
}

static bool until_take(struct series *s, struct text value)
{
	if (value.size == 8)
		return date_take(value, &s->until_day);
	return stamp_take(s, value, &s->until_ms) && s->until_ms != INSTANT_NONE;
}

static bool weekday_take(struct text name, int *out)
{
	static const char *const names[] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };
	for (*out = 0; *out < 7; ++*out)
		if (text_is(name, names[*out]))
			return true;
	return false;
}

/* A number, perhaps with a sign, not 0, at most so far from it. */
static bool ordinal_take(struct text t, int64_t most, int64_t *out)
{
	if (t.size && t.at[0] == '+')
		t = (struct text){ t.at + 1, t.size - 1 };
	return text_whole(t, out) && *out != 0 && *out >= -most && *out <= most;
}

static bool by_day_take(struct series *s, struct text value)
{
	struct text part;
	s->by_day = true;
	while (text_split(&value, ',', &part)) {
		int weekday;
		int64_t nth = 0;
		if (part.size < 2)
			return false;
		struct text number = { part.at, part.size - 2 };
		struct text name = { part.at + number.size, 2 };
		if (!weekday_take(name, &weekday) ||
		    (number.size && !ordinal_take(number, 5, &nth)))
			return false;
		if (nth < 0)
			s->days[weekday].from_end |= 1u << -nth;
		else
			s->days[weekday].from_start |= 1u << nth;
	}
	return true;
}

static bool by_month_day_take(struct series *s, struct text value)
{
	struct text part;
	int64_t day;
	while (text_split(&value, ',', &part)) {
		if (!ordinal_take(part, 31, &day))
			return false;
		if (day < 0)
			s->month_days_from_end |= UINT32_C(1) << -day;
		else
			s->month_days |= UINT32_C(1) << day;
	}
	return s->month_days || s->month_days_from_end;
}

static bool by_month_take(struct series *s, struct text value)
{
	struct text part;
	int64_t month;
	while (text_split(&value, ',', &part)) {
		if (!ordinal_take(part, 12, &month) || month < 0)
			return false;
		s->months |= UINT32_C(1) << month;
	}
	return s->months;
}

static bool week_start_take(struct series *s, struct text value)
{
	return weekday_take(value, &s->week_start);
}

static const struct part {
	const char *name;
	bool (*take)(struct series *s, struct text value);
} parts[] = {
	{ "FREQ", frequency_take },  { "INTERVAL", interval_take },
	{ "COUNT", count_take },     { "UNTIL", until_take },
	{ "BYDAY", by_day_take },    { "BYMONTHDAY", by_month_day_take },
	{ "WKST", week_start_take }, { "BYMONTH", by_month_take },
};
#define PART_COUNT (sizeof(parts) / sizeof(*parts))

static bool part_take(struct series *s, struct text part, unsigned *seen)
{
	struct text name;
	if (!text_split(&part, '=', &name))
		return false;
	for (size_t i = 0; i < PART_COUNT; i++) {
		if (!text_is(name, parts[i].name))
			continue;
		bool again = *seen & 1u << i;
		*seen |= 1u << i;
		return !again && parts[i].take(s, part);
	}
	return false;
}

static bool rule_take(struct series *s, struct text line)
{
	unsigned seen = 0;
	struct text part;
	if (s->frequency != FREQUENCY_NONE)
		return false; /* one rule for one event */
	while (text_split(&line, ';', &part))
		if (part.size && !part_take(s, part, &seen))
			return false;
	return s->frequency != FREQUENCY_NONE;
}

static bool excluded_take(struct arena *a, struct series *s, struct text list)
{
	struct text part;
	int64_t ms, day, minute;
	while (text_split(&list, ',', &part)) {
		part = text_trim(part);
		if (date_take(part, &day)) {
			int64_t wall = day * DAY_MIN + remainder_of(s->first_wall, DAY_MIN);
			ms = INSTANT_NONE;
			if (zone_minute(s->zone, wall, &minute))
				ms = minute * MINUTE_MS + s->first_ms % MINUTE_MS;
		} else if (!stamp_take(s, part, &ms)) {
			return false;
		}
		numbers_add(a, &s->excluded, ms);
	}
	return true;
}

static bool line_take(struct arena *a, struct series *s, struct text line)
{
	struct text name = line;
	if (text_starts(line, "EXDATE:") || text_starts(line, "EXDATE;VALUE=")) {
		struct text list = line;
		return text_split(&list, ':', &name) && excluded_take(a, s, list);
	}
	if (text_starts(line, "RRULE:"))
		line = (struct text){ line.at + 6, line.size - 6 };
	return rule_take(s, line);
}

/* Parts that may not stand together, or would pick days outside the first one's month. */
static bool is_sound(const struct series *s)
{
	bool ordinals = false, by_month_day = s->month_days || s->month_days_from_end;
	for (int i = 0; i < 7; i++)
		ordinals |= s->days[i].from_start > 1 || s->days[i].from_end;
	if (s->count && (s->until_ms != INT64_MAX || s->until_day != INT64_MAX))
		return false;
	if (s->frequency == DAILY || s->frequency == WEEKLY)
		return !ordinals && !(by_month_day && s->frequency == WEEKLY);
	return s->frequency != YEARLY || s->months || !(s->by_day || by_month_day);
}

enum err series_read(struct arena *a, struct text rrule, struct series *s, struct text *why)
{
	struct text rest = rrule, line;
	bool fine = true;
	s->interval = 1;
	s->until_ms = s->until_day = INT64_MAX;
	s->week_start = 1;
	while (fine && text_split(&rest, '\n', &line)) {
		line = text_trim(line);
		fine = !line.size || line_take(a, s, line);
	}
	if (fine && s->frequency != FREQUENCY_NONE && is_sound(s))
		return ERR_OK;
	*why = text_format(a, "Unsupported recurrence rule: %.*s", (int)rrule.size, rrule.at);
	return ERR_BAD;
}
