// SPDX-License-Identifier: Apache-2.0
/*
 * How many jobs of one target may be under way at once?  Pure.
 *
 * A window begins at two, grows by one with each full window of good and quick answers, up to what
 * the target allows, and is halved when it floods or does not answer in time; so a receiver that is
 * slow has few of our connections, and a quick one as many as it can use.  Kept in the memory of
 * one process: it may be forgotten at any time, and then it begins anew.
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_WINDOWS_H
#define GROUNDLEVEL_PLATFORM_JOBS_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WINDOWS_SETS 256
#define WINDOWS_WAYS 4

struct window {
	int64_t target; /* 0: free */
	uint32_t size, good, flying, most;
	bool slow; /* the last answer took more than a second, or did not come */
};
struct windows {
	struct window all[WINDOWS_SETS][WINDOWS_WAYS];
};

enum window_news { WINDOW_GOOD, WINDOW_SLOW, WINDOW_NO_NEWS, WINDOW_TROUBLE };

/* So many more may be begun, of at most `most` at once. */
bool window_full(const struct window *w);
size_t window_room(const struct windows *w, int64_t target, size_t most);
bool window_slow(const struct windows *w, int64_t target);
void window_begin(struct windows *w, int64_t target, size_t most);
void window_end(struct windows *w, int64_t target, enum window_news news);

#endif
