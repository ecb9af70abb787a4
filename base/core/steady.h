// SPDX-License-Identifier: Apache-2.0
/*
 * The time that has passed, as it was seen to pass: pure.
 *
 * It goes on with the clock that nobody sets, and follows the one that can be set only when the two
 * have stood as far apart for two hours: forwards by a day at most, backwards at once.  So a clock
 * that is a year ahead for an hour makes nothing a year older.
 */
#ifndef GROUNDLEVEL_BASE_CORE_STEADY_H
#define GROUNDLEVEL_BASE_CORE_STEADY_H

#include "base/time/clock.h"

#define STEADY_AFTER_MS (2 * HOUR_MS)
#define STEADY_STEP_MS	DAY_MS
#define STEADY_MOVED_MS MINUTE_MS /* so far apart more or less is another distance */

struct steady {
	int64_t seen_ms;  /* the time, by what passed */
	int64_t at_ms;	  /* what the clock that nobody sets said then */
	int64_t apart_ms; /* so far ahead the other one stands */
	int64_t since_ms; /* since then, by the first */
	bool known;
};

void steady_set(struct steady *s, int64_t seen_ms, int64_t at_ms);
/* Both clocks were looked at.  True: what was seen was set, and did not only go on. */
bool steady_look(struct steady *s, int64_t now_ms, int64_t at_ms);

#endif
