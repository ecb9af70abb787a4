// SPDX-License-Identifier: Apache-2.0
/*
 * Who is next, when many have work that is due?  Pure.
 *
 * Start-time fair queueing in two levels: among the locations, and among the targets of one.  Each
 * has a time of its own that goes on with what its jobs cost; the earliest is next, and who comes
 * back after a rest begins at the present, with nothing saved up.  Who answers slowly pays for it.
 * No location has more than half of the places while another waits.
 *
 * What is remembered is only a wish for fairness: it may be forgotten at any time.
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_TURNS_H
#define GROUNDLEVEL_PLATFORM_JOBS_TURNS_H

#include "base/core/text.h"

#define TURNS_SETS 128
#define TURNS_WAYS 8

struct turn_of {
	uint64_t who; /* 0: free */
	double at;
	size_t busy;
};
struct turns {
	size_t places; /* so many at once, all together */
	double now;
	struct turn_of all[TURNS_SETS][TURNS_WAYS];
};
/* One of those that have something to do. */
struct turn_wish {
	uint32_t location; /* a hash of its id */
	int64_t target;
};
/* The place in the list of who is next; `count`: nobody for now. */
size_t turns_next(struct turns *t, const struct turn_wish *wishes, size_t count);
void turns_begin(struct turns *t, const struct turn_wish *w);
void turns_end(struct turns *t, const struct turn_wish *w, int64_t took_ms);
/* It was begun, and there was nothing to do. */
void turns_undo(struct turns *t, const struct turn_wish *w);

#endif
