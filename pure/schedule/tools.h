// SPDX-License-Identifier: Apache-2.0
/*
 * Small tools of the room: days that are added, sorted numbers, ranges.
 */
#ifndef GROUNDLEVEL_PURE_SCHEDULE_TOOLS_H
#define GROUNDLEVEL_PURE_SCHEDULE_TOOLS_H

#include "base/time/clock.h"
#include "base/time/days.h"
#include "pure/schedule/schedule.h"

int64_t days_add(int64_t day, struct span s); /* days, weeks, months; clamped to the month's end */
void numbers_sort(struct arena *a, int64_t *at, size_t count);
/* Room for one more of so many bytes each. */
void *list_room(struct arena *a, void *at, size_t count, size_t *room, size_t each);

struct numbers { /* a growing list */
	int64_t *at;
	size_t count, room;
};
void numbers_add(struct arena *a, struct numbers *n, int64_t value);

struct range {
	int64_t start, end;
};
bool range_meets(struct range a, struct range b); /* what only touches does not */
struct ranges {					  /* ascending, apart from each other */
	struct range *at;
	size_t count, room;
};
/* Added in ascending order; one that meets or touches the last becomes part of it. */
void ranges_add(struct arena *a, struct ranges *r, int64_t start, int64_t end);
bool ranges_cover(const struct ranges *r, int64_t start, int64_t end);
bool ranges_meet(const struct ranges *r, int64_t start, int64_t end);

#endif
