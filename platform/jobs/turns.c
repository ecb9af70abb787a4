// SPDX-License-Identifier: Apache-2.0
/*
 * Turns: turns.h says what they promise.
 */
#include "platform/jobs/turns.h"

#define COST_MS 50.0 /* of answering cost as much as having a turn */

/* Ids of the two levels must not meet; 0 is nobody. */
static uint64_t of_location(uint32_t hash)
{
	return (uint64_t)hash << 1 | (uint64_t)1 << 40;
}

static uint64_t of_target(int64_t id)
{
	return (uint64_t)id << 1 | 1;
}

static struct turn_of *set_of(struct turns *t, uint64_t who)
{
	return t->all[(who * 0x9e3779b97f4a7c15) >> 32 & (TURNS_SETS - 1)];
}

static struct turn_of *find(struct turns *t, uint64_t who)
{
	struct turn_of *set = set_of(t, who);

	for (size_t i = 0; i < TURNS_WAYS; i++)
		if (set[i].who == who)
			return &set[i];
	return NULL;
}

/* May this one be forgotten rather than that one?  Who is busy may not. */
static bool is_older(const struct turn_of *a, const struct turn_of *b)
{
	return !a->busy && (!b || (!a->who && b->who) || (b->who && a->at < b->at));
}

/* Where there is no room, for the one whose turn is the longest ago; NULL: all are busy. */
static struct turn_of *place_of(struct turns *t, uint64_t who)
{
	struct turn_of *at = find(t, who), *set = set_of(t, who);

	if (at)
		return at;
	for (size_t i = 0; i < TURNS_WAYS; i++)
		if (is_older(&set[i], at))
			at = &set[i];
	if (at)
		*at = (struct turn_of){ .who = who, .at = t->now };
	return at;
}

static double time_of(struct turns *t, uint64_t who)
{
	const struct turn_of *at = find(t, who);

	return at && at->at > t->now ? at->at : t->now;
}

static size_t busy_of(struct turns *t, uint64_t who)
{
	const struct turn_of *at = find(t, who);

	return at ? at->busy : 0;
}

/* When it last had a turn, as far as that is remembered. */
static double last_of(struct turns *t, uint64_t who)
{
	const struct turn_of *at = find(t, who);

	return at ? at->at : 0;
}

/* Of two whose time has come the one that waits for longer. */
static int compare(struct turns *t, uint64_t a, uint64_t b)
{
	double one = time_of(t, a), other = time_of(t, b);

	if (one >= other && one <= other) {
		one = last_of(t, a);
		other = last_of(t, b);
	}
	return (one > other) - (one < other);
}

static bool is_before(struct turns *t, const struct turn_wish *a, const struct turn_wish *b)
{
	int order = compare(t, of_location(a->location), of_location(b->location));

	return (order ? order : compare(t, of_target(a->target), of_target(b->target))) < 0;
}

/* Does a second location wait? */
static bool is_shared(const struct turn_wish *wishes, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (wishes[i].location != wishes[0].location)
			return true;
	return false;
}

size_t turns_next(struct turns *t, const struct turn_wish *wishes, size_t count)
{
	size_t most = is_shared(wishes, count) && t->places > 1 ? (t->places + 1) / 2 : t->places;
	size_t next = count;

	for (size_t i = 0; i < count; i++)
		if (busy_of(t, of_location(wishes[i].location)) < most &&
		    (next == count || is_before(t, &wishes[i], &wishes[next])))
			next = i;
	return next;
}

static void begin(struct turns *t, uint64_t who)
{
	struct turn_of *at = place_of(t, who);

	if (!at)
		return;
	at->at = (at->at > t->now ? at->at : t->now) + 1;
	at->busy++;
}

void turns_begin(struct turns *t, const struct turn_wish *w)
{
	t->now = time_of(t, of_location(w->location));
	begin(t, of_location(w->location));
	begin(t, of_target(w->target));
}

static void end(struct turns *t, uint64_t who, int64_t took_ms)
{
	struct turn_of *at = find(t, who);

	if (!at)
		return;
	at->at += (double)took_ms / COST_MS;
	at->busy -= at->busy > 0;
}

void turns_end(struct turns *t, const struct turn_wish *w, int64_t took_ms)
{
	end(t, of_location(w->location), took_ms);
	end(t, of_target(w->target), took_ms);
}

static void undo(struct turns *t, uint64_t who)
{
	struct turn_of *at = find(t, who);

	if (!at)
		return;
	at->at -= 1;
	at->busy -= at->busy > 0;
}

void turns_undo(struct turns *t, const struct turn_wish *w)
{
	undo(t, of_location(w->location));
	undo(t, of_target(w->target));
}
