// SPDX-License-Identifier: Apache-2.0
/*
 * Spellings of a time, by a pattern of the letters that people know from spreadsheets.
 *
 *	YYYY YY   MMMM March  MMM Mar  MM 03  M 3   DD 07  D 7   dddd Saturday  ddd Sat
 *	HH 09  H 9   hh 09  h 9 with A AM  a am   mm m   ss s   SSS   Z +02:00  ZZ +0200
 *	[text] as it is; signs as they are; other letters are refused
 *
 * Names are English.  Reading knows the same letters; a name is read in any case, and the name of a
 * day is passed over.
 */
#include "pure/mapping/dates.h"

static const char *const months[] = { "January",   "February", "March",	   "April",
				      "May",	   "June",     "July",	   "August",
				      "September", "October",  "November", "December" };
static const char *const days[] = { "Sunday",	"Monday", "Tuesday", "Wednesday",
				    "Thursday", "Friday", "Saturday" };

enum part {
	PART_YEAR,
	PART_YEAR_SHORT,
	PART_MONTH,
	PART_MONTH_NAME,
	PART_DAY,
	PART_DAY_NAME,
	PART_HOUR,
	PART_HOUR_HALF,
	PART_HALF,
	PART_MINUTE,
	PART_SECOND,
	PART_MS,
	PART_OFFSET,
};

struct letters {
	const char *spelling;
	enum part part;
	int size; /* digits at least; of a name: letters, 0 for all */
};

/* The longer first. */
static const struct letters table[] = {
	{ "YYYY", PART_YEAR, 4 },      { "YY", PART_YEAR_SHORT, 2 }, { "MMMM", PART_MONTH_NAME, 0 },
	{ "MMM", PART_MONTH_NAME, 3 }, { "MM", PART_MONTH, 2 },	     { "M", PART_MONTH, 1 },
	{ "DD", PART_DAY, 2 },	       { "D", PART_DAY, 1 },	     { "dddd", PART_DAY_NAME, 0 },
	{ "ddd", PART_DAY_NAME, 3 },   { "HH", PART_HOUR, 2 },	     { "H", PART_HOUR, 1 },
	{ "hh", PART_HOUR_HALF, 2 },   { "h", PART_HOUR_HALF, 1 },   { "mm", PART_MINUTE, 2 },
	{ "m", PART_MINUTE, 1 },       { "ss", PART_SECOND, 2 },     { "s", PART_SECOND, 1 },
	{ "SSS", PART_MS, 3 },	       { "A", PART_HALF, 1 },	     { "a", PART_HALF, 0 },
	{ "ZZ", PART_OFFSET, 0 },      { "Z", PART_OFFSET, 1 },
};

/* Cuts the next piece off a format: letters (NULL: literal text, in *plain).  false: unknown. */
static bool piece_take(struct text *format, const struct letters **found, struct text *plain)
{
	char c = format->at[0];
	*found = NULL;
	if (c == '[') {
		const char *end = memchr(format->at, ']', format->size);
		size_t size = end ? (size_t)(end - format->at) : 0;
		if (!end)
			return false;
		*plain = (struct text){ format->at + 1, size - 1 };
		*format = (struct text){ end + 1, format->size - size - 1 };
		return true;
	}
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		if (text_starts(*format, table[i].spelling)) {
			size_t size = strlen(table[i].spelling);
			*found = &table[i];
			*format = (struct text){ format->at + size, format->size - size };
			return true;
		}
	}
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	struct text rest = *format;
	letter_take(&rest);
	*plain = text_head(*format, format->size - rest.size);
	*format = rest;
	/* The T between date and time is so usual that it needs no brackets. */
	return !letter || c == 'T';
}

/* --- writing --- */

static void offset_write(struct buffer *b, int32_t seconds, const char *colon)
{
	int32_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
	buffer_format(b, "%c%02d%s%02d", seconds < 0 ? '-' : '+', minutes / 60, colon,
		      minutes % 60);
}

static void part_write(struct buffer *b, const struct letters *l, const struct shown *s)
{
	int numbers[] = {
		[PART_YEAR] = s->year,	   [PART_YEAR_SHORT] = s->year % 100,
		[PART_MONTH] = s->month,   [PART_DAY] = s->day,
		[PART_HOUR] = s->hour,	   [PART_HOUR_HALF] = s->hour % 12 ? s->hour % 12 : 12,
		[PART_MINUTE] = s->minute, [PART_SECOND] = s->second,
		[PART_MS] = s->ms,
	};
	int64_t number = clock_day_number(s->year, s->month, s->day);
	const char *name = NULL;
	if (l->part == PART_MONTH_NAME)
		name = months[s->month - 1];
	else if (l->part == PART_DAY_NAME)
		name = days[((number + 4) % 7 + 7) % 7];
	else if (l->part == PART_HALF)
		name = l->size ? (s->hour < 12 ? "AM" : "PM") : (s->hour < 12 ? "am" : "pm");
	if (l->part == PART_OFFSET)
		offset_write(b, s->offset_s, l->size ? ":" : "");
	else if (name)
		buffer_add(b, text_head(text_of(name), l->size == 3 ? 3 : 20));
	else
		buffer_format(b, "%0*d", l->size, numbers[l->part]);
}

bool format_write(struct buffer *b, struct text format, const struct shown *s)
{
	while (format.size) {
		const struct letters *l;
		struct text plain;
		if (!piece_take(&format, &l, &plain))
			return false;
		if (l)
			part_write(b, l, s);
		else
			buffer_add(b, plain);
	}
	return true;
}

/* --- reading --- */

static bool digits_take(struct text *t, int least, int most, int *out)
{
	int count = 0;
	*out = 0;
	while (count < most && t->size && t->at[0] >= '0' && t->at[0] <= '9') {
		*out = *out * 10 + (t->at[0] - '0');
		*t = (struct text){ t->at + 1, t->size - 1 };
		count++;
	}
	return count >= least;
}

/* Which of the names comes, whole or cut to three letters; -1: none. */
static int name_take(struct text *t, const char *const *names, int count)
{
	for (int i = 0; i < count; i++) {
		struct text name = text_of(names[i]);
		for (size_t size = name.size; size >= 3; size = size > 3 ? 3 : 0) {
			if (t->size < size ||
			    !text_alike(text_head(*t, size), text_head(name, size)))
				continue;
			*t = (struct text){ t->at + size, t->size - size };
			return i;
		}
	}
	return -1;
}

static bool offset_take(struct text *t, struct shown *out)
{
	int hour, minute = 0;
	out->has_offset = true;
	if (t->size && (t->at[0] == 'Z' || t->at[0] == 'z')) {
		*t = (struct text){ t->at + 1, t->size - 1 };
		return true;
	}
	if (!t->size || (t->at[0] != '+' && t->at[0] != '-'))
		return false;
	int sign = t->at[0] == '-' ? -1 : 1;
	*t = (struct text){ t->at + 1, t->size - 1 };
	if (!digits_take(t, 2, 2, &hour) || hour > 23)
		return false;
	if (t->size && t->at[0] == ':')
		*t = (struct text){ t->at + 1, t->size - 1 };
	if (!digits_take(t, 2, 2, &minute) || minute > 59)
		return false;
	out->offset_s = sign * (hour * 3600 + minute * 60);
	return true;
}

struct reading {
	struct text t;
	struct shown *out;
	int half; /* 1: am, 2: pm */
	bool half_hours;
};

static bool part_read(struct reading *r, const struct letters *l)
{
	struct shown *s = r->out;
	int *numbers[] = {
		[PART_YEAR] = &s->year,	    [PART_YEAR_SHORT] = &s->year,
		[PART_MONTH] = &s->month,   [PART_DAY] = &s->day,
		[PART_HOUR] = &s->hour,	    [PART_HOUR_HALF] = &s->hour,
		[PART_MINUTE] = &s->minute, [PART_SECOND] = &s->second,
		[PART_MS] = &s->ms,
	};
	static const char *const halves[] = { "AM", "PM" };
	if (l->part == PART_MONTH_NAME) {
		s->month = name_take(&r->t, months, 12) + 1;
		return s->month > 0;
	}
	if (l->part == PART_DAY_NAME)
		return name_take(&r->t, days, 7) >= 0;
	s->has_time = s->has_time || l->part >= PART_HOUR;
	s->has_year = s->has_year || l->part <= PART_YEAR_SHORT;
	if (l->part == PART_OFFSET)
		return offset_take(&r->t, s);
	if (l->part == PART_HALF) {
		int half = 0;
		for (int i = 0; i < 2 && r->t.size >= 2; i++) {
			if (text_alike(text_head(r->t, 2), text_of(halves[i])))
				half = i + 1;
		}
		if (!half)
			return false;
		r->half = half;
		r->t = (struct text){ r->t.at + 2, r->t.size - 2 };
		return true;
	}
	r->half_hours = r->half_hours || l->part == PART_HOUR_HALF;
	if (!digits_take(&r->t, l->size, l->size > 2 ? l->size : 2, numbers[l->part]))
		return false;
	if (l->part == PART_YEAR_SHORT)
		s->year += s->year < 70 ? 2000 : 1900;
	return true;
}

static bool half_apply(struct reading *r)
{
	int hour = r->out->hour;
	if (!r->half || !r->half_hours)
		return true;
	r->out->hour = hour % 12 + (r->half == 2 ? 12 : 0);
	return hour >= 1 && hour <= 12;
}

const char *format_read(struct text format, struct text t, struct shown *out)
{
	struct reading r = { .t = t, .out = out };
	*out = (struct shown){ .month = 1, .day = 1 };
	while (format.size) {
		const struct letters *l;
		struct text plain;
		if (!piece_take(&format, &l, &plain))
			return "a format of YYYY MM DD HH mm ss and the like";
		if (l ? !part_read(&r, l)
		      : r.t.size < plain.size || !text_alike(text_head(r.t, plain.size), plain))
			return "a time in the given format";
		if (!l)
			r.t = (struct text){ r.t.at + plain.size, r.t.size - plain.size };
	}
	if (r.t.size)
		return "a time in the given format, and no more";
	return half_apply(&r) && shown_valid(out) ? NULL : "a time that there is";
}
