// SPDX-License-Identifier: Apache-2.0
/*
 * The time, and its spelling on the wire.
 *
 * Instants are milliseconds since 1970-01-01T00:00:00Z in an int64_t.  Only the edges of the
 * program ask a clock; everything else is given `now_ms`.  A clock opened on a file adds the
 * offset stored there (8 bytes, milliseconds, native order), which is how tests move time.  Eight
 * bytes more are the offset of the clock that nobody sets; without them the first counts for both.
 */
#ifndef GROUNDLEVEL_BASE_TIME_CLOCK_H
#define GROUNDLEVEL_BASE_TIME_CLOCK_H

#include "base/core/err.h"
#include "base/core/text.h"

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS	  (60 * MINUTE_MS)
#define DAY_MS	  (24 * HOUR_MS)

struct clock {
	const void *offset; /* a mapped file, or NULL for the plain clock */
	size_t count;	    /* of the offsets there */
};

enum err clock_open(struct clock *c, const char *path); /* path NULL or "": the plain clock */
void clock_close(struct clock *c);
int64_t clock_now_ms(const struct clock *c);
/* So much has passed since some time that nobody knows, also while the machine slept; nobody sets
 * it. */
int64_t clock_passed_ms(const struct clock *c);
int64_t clock_monotonic_us(void); /* for measuring only */
int64_t clock_thread_us(void);	  /* likewise: what this thread has had of a processor */

/* 2026-07-17T10:26:20.635Z; always 24 bytes and a NUL */
#define CLOCK_ISO_SIZE 25
void clock_iso(int64_t ms, char out[CLOCK_ISO_SIZE]);
/* ISO 8601 with date, or date and time; 'Z', an offset, or nothing (UTC); fraction optional.
 * Impossible dates are refused. */
bool clock_read_iso(struct text t, int64_t *ms);
/* The same text as a day: the one that is written there, whatever the offset; midnight UTC. */
bool clock_read_day(struct text t, int64_t *ms);
int64_t clock_day_number(int year, int month, int day); /* days since 1970-01-01, proleptic */
void clock_civil(int64_t day_number, int *year, int *month, int *day);

#endif
