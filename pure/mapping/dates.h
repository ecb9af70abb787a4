// SPDX-License-Identifier: Apache-2.0
/*
 * Shared by the functions of time (dates.c) and the spellings of time (formats.c).
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_DATES_H
#define GROUNDLEVEL_PURE_MAPPING_DATES_H

#include "pure/mapping/inside.h"

/* A day, or an instant.  A day has no zone: it is the same day wherever it is read. */
struct moment {
	int64_t ms; /* day: its beginning, as if in UTC */
	bool day;
};

/* What a calendar and a clock show. */
struct shown {
	int year, month, day, hour, minute, second, ms;
	int32_t offset_s;		     /* of the zone in which they show it */
	bool has_year, has_time, has_offset; /* were read */
};

struct shown shown_of(int64_t local_ms);
int64_t shown_ms(const struct shown *s); /* as if in UTC */
bool shown_valid(const struct shown *s); /* no 30th of February */
bool format_write(struct buffer *b, struct text format, const struct shown *s); /* false: unknown */
/* NULL, or what is wrong with the text. */
const char *format_read(struct text format, struct text t, struct shown *out);
int date_month_days(int year, int month);

#endif
