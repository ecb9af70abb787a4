// SPDX-License-Identifier: Apache-2.0
/* Replies that are given again: never an old one, and never more than there is room for. */
#include "platform/cache/cache.h"

#include "base/core/arena.h"

#include <stdlib.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static struct arena *arena;

/* What is kept under this key; "-": nothing. */
static struct text found(struct cache *c, uint64_t era, struct text key)
{
	struct buffer b = buffer_open(arena, 1 << 20);

	return cache_find(c, era, key, &b) ? buffer_text(&b) : TEXT("-");
}

#define FOUND(c, key, what) assert_true(text_is(found(c, cache_era(c), TEXT(key)), what))

static void what_was_kept_is_found_by_its_whole_key(void **state)
{
	struct cache *c = cache_open(1000);

	(void)state;
	FOUND(c, "one", "-");
	cache_keep(c, cache_era(c), TEXT("one"), TEXT("first"));
	cache_keep(c, cache_era(c), TEXT("two"), TEXT(""));
	FOUND(c, "one", "first");
	FOUND(c, "two", "");
	FOUND(c, "on", "-");
	cache_keep(c, cache_era(c), TEXT("one"), TEXT("the same, said twice"));
	FOUND(c, "one", "first");
	cache_close(c);
	cache_close(NULL);
}

static void with_its_era_it_is_gone(void **state)
{
	struct cache *c = cache_open(1000);
	uint64_t before = cache_era(c);

	(void)state;
	cache_keep(c, before, TEXT("one"), TEXT("first"));
	cache_turn(c);
	FOUND(c, "one", "-");
	assert_true(text_is(found(c, before, TEXT("one")), "first")); /* who still sees that */
	cache_keep(c, cache_era(c), TEXT("two"), TEXT("second"));
	assert_true(text_is(found(c, before, TEXT("one")), "-"));
	cache_keep(c, before, TEXT("three"), TEXT("late"));
	FOUND(c, "three", "-");
	FOUND(c, "two", "second");
	cache_close(c);
}

static void the_longest_unasked_makes_room(void **state)
{
	static const char tens[] = "0123456789";
	struct cache *c = cache_open(80);

	(void)state;
	for (int i = 0; i < 8; i++)
		cache_keep(c, cache_era(c), text_format(arena, "k%d", i), text_of(tens));
	FOUND(c, "k0", tens);
	cache_keep(c, cache_era(c), TEXT("k8"), text_of(tens));
	FOUND(c, "k1", "-");
	FOUND(c, "k0", tens);
	FOUND(c, "k8", tens);
	cache_keep(c, cache_era(c), TEXT("large"), TEXT("0123456789+"));
	FOUND(c, "large", "-"); /* over an eighth */
	for (int i = 0; i < 2000; i++)
		cache_keep(c, cache_era(c), text_format(arena, "s%d", i), TEXT("1"));
	FOUND(c, "s1999", "1");
	FOUND(c, "s0", "-");
	cache_close(c);
}

static void without_room_nothing_is_kept(void **state)
{
	struct cache *c = cache_open(0);

	(void)state;
	cache_keep(c, cache_era(c), TEXT("one"), TEXT("first"));
	FOUND(c, "one", "-");
	cache_close(c);
}

/*
 * Readers that take and let go states of the data at any time, and ask in between.  Whoever asks is
 * given what he would read himself, or nothing.
 */
#define READERS 4
#define STEPS	200000

struct reader {
	int state;    /* which commit it sees; 0: none */
	int last;     /* … and saw at its last look */
	uint64_t era; /* before it took that state */
};

static void take(struct cache *c, struct reader *r, int commits, unsigned *seed)
{
	r->era = cache_era(c);
	if (rand_r(seed) % 4 == 0) /* others go on between the two */
		cache_turn(c);
	r->state = commits;
}

static bool same_as_before(struct cache *c, struct reader *r, int commits, unsigned *seed)
{
	for (int look = 0; look < 3; look++) {
		if (!r->state)
			take(c, r, commits, seed);
		bool same = r->state == r->last;
		if (same && r->era == cache_era(c))
			return true;
		r->last = r->state;
		if (!same)
			cache_turn(c);
		r->state = 0;
	}
	return false;
}

static void no_reader_is_given_what_he_does_not_see(void **state)
{
	struct cache *c = cache_open(1 << 16);
	struct reader readers[READERS] = { 0 };
	unsigned seed = 7;
	int commits = 1, repeated = 0;

	(void)state;
	for (int step = 0; step < STEPS; step++) {
		struct reader *r = &readers[rand_r(&seed) % READERS];
		int what = rand_r(&seed) % 16;
		if (what == 0)
			commits++;
		if (what == 1)
			r->state = 0;
		if (what < 2 || !same_as_before(c, r, commits, &seed))
			continue;
		struct buffer b = buffer_open(arena, 64);
		struct text own = text_format(arena, "%d", r->state);
		if (cache_find(c, r->era, TEXT("one"), &b)) {
			assert_true(text_same(buffer_text(&b), own));
			repeated++;
		} else {
			cache_keep(c, r->era, TEXT("one"), own);
		}
		if (step % 1000 == 0)
			arena_reset(arena);
	}
	assert_true(repeated > STEPS / 20);
	cache_close(c);
}

static int open_arena(void **state)
{
	(void)state;
	arena = arena_open();
	return 0;
}

static int drop_arena(void **state)
{
	(void)state;
	arena_drop(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_is_found_by_its_whole_key),
		cmocka_unit_test(with_its_era_it_is_gone),
		cmocka_unit_test(the_longest_unasked_makes_room),
		cmocka_unit_test(without_room_nothing_is_kept),
		cmocka_unit_test(no_reader_is_given_what_he_does_not_see),
	};

	return cmocka_run_group_tests(tests, open_arena, drop_arena);
}
