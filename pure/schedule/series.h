// SPDX-License-Identifier: Apache-2.0
/*
 * A recurrence rule as it was read: between its reader (series_read.c) and its walk (series.c).
 */
#ifndef GROUNDLEVEL_PURE_SCHEDULE_SERIES_H
#define GROUNDLEVEL_PURE_SCHEDULE_SERIES_H

#include "pure/schedule/inside.h"

enum frequency { FREQUENCY_NONE, DAILY, WEEKLY, MONTHLY, YEARLY };

/* BYDAY for one weekday: bit 0 every one, bit n the n-th of the month. */
struct by_day {
	unsigned from_start, from_end;
};

struct series {
	const struct zone *zone;
	int64_t first_ms, first_day; /* the first instance; its local date */
	int64_t first_wall;	     /* and what the clock on the wall read, in minutes */
	enum frequency frequency;
	int64_t interval, count;     /* count 0: no end of that kind */
	int64_t until_ms, until_day; /* the last that may be */
	bool by_day;
	struct by_day days[7];
	uint32_t month_days, month_days_from_end; /* bit n; none: 0 */
	uint32_t months;			  /* bit n; none: 0 */
	int week_start;
	struct numbers excluded; /* instants, in ms */
};

/* s has zone and first_* already. */
enum err series_read(struct arena *a, struct text rrule, struct series *s, struct text *why);

#endif
