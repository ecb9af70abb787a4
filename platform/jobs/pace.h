// SPDX-License-Identifier: Apache-2.0
/*
 * How fast somebody else is asked, and when again after he failed.  Pure.
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_PACE_H
#define GROUNDLEVEL_PLATFORM_JOBS_PACE_H

#include "base/time/clock.h"

struct pace {
	int64_t window_start, used, max, interval_ms, slow_until;
	int64_t daily_left, daily_reset;
	int64_t fails, open_ms, open_until;
	bool own; /* max is its owner's word, and not what the other side says */
};
struct pace_news {
	int64_t max, remaining, interval_ms, daily_left, daily_reset_ms; /* -1: not said */
	int64_t wait_ms;   /* it asks to be left alone for so long; 0: no */
	bool flood, quota; /* too many now, too many today */
	bool broken;	   /* no answer, or a fault of the other side */
};
#define PACE_MOST_MS DAY_MS /* nobody is left alone for longer, whatever was said */
/* The other side has asked for so long a pause that people should know: until then; 0: no. */
int64_t pace_rest(const struct pace *p, int64_t now_ms);
/* 0: something of this lane may be sent now; else when. */
int64_t pace_when(const struct pace *p, int lane, int64_t now_ms);
void pace_sent(struct pace *p, int64_t now_ms);
void pace_heard(struct pace *p, const struct pace_news *news, int64_t now_ms, uint32_t random);
/* The priority that is favoured this time: 8 : 4 : 2 : 1. */
int priority_favoured(uint16_t dice);
/* How long until the next try: full jitter, never less than the other side asks for. */
int64_t retry_wait(int64_t tries, int64_t server_ms, uint32_t random);

#endif
