// SPDX-License-Identifier: Apache-2.0
/*
 * The rule at the foot of a zone file, in POSIX form, for the years after its table.
 *
 *	EET-2EEST,M4.5.5/0,M10.5.4/24     <-02>2<-01>,M3.5.0/-1,M10.5.0/0     <+0530>-5:30
 *
 * Offsets count westward there, and eastward here.  Times of day may lie in -167 … 167 hours.
 */
#include "base/time/zone_rule.h"

#include "base/time/clock.h"
#include "base/time/days.h"

static bool char_take(struct text *t, char c)
{
	if (!t->size || t->at[0] != c)
		return false;
	*t = (struct text){ t->at + 1, t->size - 1 };
	return true;
}

static bool number_take(struct text *t, int most, int *out)
{
	size_t i = 0;
	int64_t value = 0;
	for (; i < t->size && t->at[i] >= '0' && t->at[i] <= '9' && value <= most; i++)
		value = value * 10 + (t->at[i] - '0');
	*t = (struct text){ t->at + i, t->size - i };
	*out = (int)value;
	return i > 0 && value <= most;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_quotable(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-';
}

/* EST, or <-03> */
static bool name_take(struct text *t)
{
	bool quoted = char_take(t, '<');
	size_t i = 0;
	while (i < t->size && (quoted ? is_quotable(t->at[i]) : is_letter(t->at[i])))
		i++;
	*t = (struct text){ t->at + i, t->size - i };
	return i >= 3 && (!quoted || char_take(t, '>'));
}

/* [+-]hh[:mm[:ss]] */
static bool time_take(struct text *t, int hours_most, int64_t *out)
{
	int hour, minute = 0, second = 0;
	bool minus = char_take(t, '-');
	if (!minus)
		char_take(t, '+');
	if (!number_take(t, hours_most, &hour))
		return false;
	if (char_take(t, ':') &&
	    (!number_take(t, 59, &minute) || (char_take(t, ':') && !number_take(t, 59, &second))))
		return false;
	*out = ((int64_t)hour * 60 + minute) * 60 + second;
	*out = minus ? -*out : *out;
	return true;
}

static bool month_take(struct text *t, struct turn *out)
{
	out->form = 'M';
	return number_take(t, 12, &out->month) && out->month && char_take(t, '.') &&
	       number_take(t, 5, &out->week) && out->week && char_take(t, '.') &&
	       number_take(t, 6, &out->day);
}

static bool turn_take(struct text *t, struct turn *out)
{
	*out = (struct turn){ .form = '0', .second = 2 * 3600 };
	if (!char_take(t, ','))
		return false;
	if (char_take(t, 'M')) {
		if (!month_take(t, out))
			return false;
	} else {
		if (char_take(t, 'J'))
			out->form = 'J';
		if (!number_take(t, 365, &out->day) || (out->form == 'J' && !out->day))
			return false;
	}
	return !char_take(t, '/') || time_take(t, 167, &out->second);
}

bool rule_read(struct text t, struct rule *out)
{
	int64_t west;
	*out = (struct rule){ 0 };
	if (!name_take(&t) || !time_take(&t, 24, &west))
		return false;
	out->standard = -west;
	if (!t.size)
		return true;
	if (!name_take(&t))
		return false;
	out->turns = true;
	out->summer = out->standard + 3600;
	if (t.size && t.at[0] != ',') {
		if (!time_take(&t, 24, &west))
			return false;
		out->summer = -west;
	}
	return turn_take(&t, &out->begin) && turn_take(&t, &out->end) && !t.size;
}

/* The date of a turn in a year. */
static int64_t turn_day(const struct turn *t, int year)
{
	int64_t first = clock_day_number(year, 1, 1);
	if (t->form == '0')
		return first + t->day;
	if (t->form == 'J') {
		bool leap = clock_day_number(year + 1, 1, 1) - first == 366;
		return first + t->day - 1 + (leap && t->day >= 60);
	}
	int64_t month = (int64_t)12 * year + t->month - 1;
	int64_t begin = clock_day_number(year, t->month, 1);
	int64_t day = begin + remainder_of(t->day - weekday_of(begin), 7) + (t->week - 1) * 7;
	return day < begin + month_days(month) ? day : day - 7; /* week 5 is the last one */
}

static int64_t turn_second(const struct turn *t, int year, int64_t offset_before)
{
	return turn_day(t, year) * 86400 + t->second - offset_before;
}

static int year_of(const struct rule *r, int64_t second)
{
	int year, month, day;
	clock_civil(divide_down(second + r->standard, 86400), &year, &month, &day);
	return year;
}

/* The last turn up to the second decides; of two at once it is the begin of summer, so that a year
 * of summer only has no seam. */
int64_t rule_offset(const struct rule *r, int64_t second)
{
	int64_t last = INT64_MIN, offset = r->standard;
	int year = year_of(r, second);
	for (int y = year - 1; r->turns && y <= year + 1; y++) {
		int64_t end = turn_second(&r->end, y, r->summer);
		int64_t begin = turn_second(&r->begin, y, r->standard);
		if (end <= second && end > last) {
			last = end;
			offset = r->standard;
		}
		if (begin <= second && begin >= last) {
			last = begin;
			offset = r->summer;
		}
	}
	return offset;
}

int64_t rule_change(const struct rule *r, int64_t second)
{
	int64_t next = INT64_MAX;
	int year = year_of(r, second);
	for (int y = year - 1; r->turns && y <= year + 2; y++) {
		int64_t end = turn_second(&r->end, y, r->summer);
		int64_t begin = turn_second(&r->begin, y, r->standard);
		if (end > second && end < next)
			next = end;
		if (begin > second && begin < next)
			next = begin;
	}
	return next;
}
