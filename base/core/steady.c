// SPDX-License-Identifier: Apache-2.0
/*
 * Two clocks: one goes on, the other may be set.
 */
#include "base/core/steady.h"

void steady_set(struct steady *s, int64_t seen_ms, int64_t at_ms)
{
	*s = (struct steady){
		.seen_ms = seen_ms, .at_ms = at_ms, .since_ms = at_ms, .known = true
	};
}

bool steady_look(struct steady *s, int64_t now_ms, int64_t at_ms)
{
	if (at_ms > s->at_ms)
		s->seen_ms += at_ms - s->at_ms;
	s->at_ms = at_ms;
	int64_t apart = now_ms - s->seen_ms;

	if (apart > s->apart_ms + STEADY_MOVED_MS || apart < s->apart_ms - STEADY_MOVED_MS) {
		s->apart_ms = apart;
		s->since_ms = at_ms;
	}
	if (at_ms - s->since_ms < STEADY_AFTER_MS)
		return false;
	s->seen_ms += apart < STEADY_STEP_MS ? apart : STEADY_STEP_MS;
	s->apart_ms = now_ms - s->seen_ms;
	s->since_ms = at_ms;
	return apart != 0;
}
