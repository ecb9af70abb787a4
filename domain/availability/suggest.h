// SPDX-License-Identifier: Apache-2.0
/*
 * Which of the free slots are the best ones?  Pure: nothing is read, nothing is kept.
 *
 * Each slot gets up to 1000 points: 400 for a day without appointments (200 with one, 133 with two,
 * …), 400 for the part of the day that is preferred (100 for the one next to it), and 200 for the
 * nearest, down to none for the end of the time that was asked for.  The best is taken; it counts
 * from then on as an appointment of its day, so that the next one is rather of another day.  Equal
 * points: the earlier slot.
 */
#ifndef GROUNDLEVEL_DOMAIN_AVAILABILITY_SUGGEST_H
#define GROUNDLEVEL_DOMAIN_AVAILABILITY_SUGGEST_H

#include "pure/schedule/schedule.h"

#define SUGGEST_MAX 20

/* name, on the wire, the hour at which it ends */
#define DAY_PART_TABLE(X)                                                                          \
	X(MORNING, "morning", 12)                                                                  \
	X(AFTERNOON, "afternoon", 17)                                                              \
	X(EVENING, "evening", 24)
enum day_part {
#define X(name, wire, until) DAY_PART_##name,
	DAY_PART_TABLE(X)
#undef X
		DAY_PART_ANY /* none is preferred */
};

const char *day_part_name(enum day_part part);
enum day_part day_part_find(struct text name);
enum day_part day_part_at(const struct zone *zone, int64_t ms);

struct suggest_query {
	const struct zone *zone; /* whose days and hours */
	int64_t from_ms, to_ms;
	enum day_part prefer;
	size_t count; /* at most SUGGEST_MAX */
};
struct suggestion {
	int64_t start_ms;
	enum day_part part;
	int64_t load; /* appointments of its day, those suggested before it not counted */
	int64_t days; /* from the day of from_ms */
	int load_points, part_points, near_points;
};
/* Puts at most query->count of the slots, best first, into `out`, and gives how many.  The slots
 * ascend; `busy` are the starts of what is booked, in any order. */
size_t slots_suggest(struct arena *a, const struct suggest_query *query, const struct starts *slots,
		     const struct starts *busy, struct suggestion out[SUGGEST_MAX]);
/* Why, in words and numbers. */
struct text suggestion_reason(struct arena *a, const struct suggest_query *query,
			      const struct suggestion *s);

#endif
