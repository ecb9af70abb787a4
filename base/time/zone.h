// SPDX-License-Identifier: Apache-2.0
/*
 * Time zones: what the clock on the wall reads at an instant, and at which instants it reads so.
 *
 * A zone is read once from the bytes of its TZif file (version 1 to 4, fat or slim) and never
 * changes: any number of threads may use it.  It lives in the arena it was read into and borrows
 * nothing else.  Refused: what is damaged, and tables with leap seconds.
 */
#ifndef GROUNDLEVEL_BASE_TIME_ZONE_H
#define GROUNDLEVEL_BASE_TIME_ZONE_H

#include "base/core/err.h"
#include "base/core/text.h"

#define INSTANT_MAX   INT64_C(253402300799999) /* the end of 9999 */
#define INSTANT_LEAST INT64_C(65750400000)     /* 1972-02-01: before it, offsets have seconds */
#define INSTANT_NONE  INT64_MIN

struct zone;

enum err zone_read(struct arena *a, struct text name, struct text bytes, const struct zone **out,
		   struct text *why);
struct text zone_name(const struct zone *z);
int64_t zone_offset(const struct zone *z, int64_t second); /* seconds east of UTC */
/* The next second after this one at which the offset may be another; INT64_MAX: never. */
int64_t zone_change(const struct zone *z, int64_t second);
/* The same in whole minutes: the offset rounded down; the next change, but no later than `most`. */
int64_t zone_offset_minutes(const struct zone *z, int64_t minute);
int64_t zone_change_minutes(const struct zone *z, int64_t minute, int64_t most);
int64_t zone_day(const struct zone *z, int64_t ms); /* the local date, clock_day_number */
/* The first instant at which the clock on the wall reads so (minutes since 1970 on that clock);
 * false in a gap.  Both in minutes. */
bool zone_minute(const struct zone *z, int64_t wall, int64_t *minute);
#define ZONE_TEXT_SIZE 26
/* 2026-07-17T10:26:20+02:00, always 25 bytes and a NUL */
void zone_text(const struct zone *z, int64_t ms, char out[ZONE_TEXT_SIZE]);
/* ISO 8601 with an offset or Z, or without: then on the wall of this zone, the first of two; one
 * that a gap leaves out is refused. */
enum err zone_instant(struct arena *a, const struct zone *z, struct text t, int64_t *ms,
		      struct text *why);

#endif
