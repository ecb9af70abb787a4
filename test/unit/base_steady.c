// SPDX-License-Identifier: Apache-2.0
/* The time that was seen to pass: what a clock that jumps does to it. */
#include "base/core/steady.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define START (INT64_C(1800000000000))

/* Looks once a minute for so long; gives how often it was set. */
static int pass(struct steady *s, int64_t *now, int64_t *at, int64_t for_ms)
{
	int set = 0;

	for (int64_t end = *at + for_ms; *at < end;) {
		*at += MINUTE_MS;
		*now += MINUTE_MS;
		set += steady_look(s, *now, *at);
	}
	return set;
}

static void it_goes_on_with_the_clock_that_nobody_sets(void **state)
{
	int64_t now = START, at = 5;
	struct steady s;

	(void)state;
	steady_set(&s, now, at);
	assert_int_equal(pass(&s, &now, &at, 30 * DAY_MS), 0);
	assert_int_equal(s.seen_ms, now);
}

static void a_jump_of_two_hours_less_a_minute_is_nothing(void **state)
{
	int64_t now = START, at = 5;
	struct steady s;

	(void)state;
	steady_set(&s, now, at);
	now += 365 * DAY_MS;
	assert_int_equal(pass(&s, &now, &at, 2 * HOUR_MS - MINUTE_MS), 0);
	now -= 365 * DAY_MS;
	assert_int_equal(pass(&s, &now, &at, DAY_MS), 0);
	assert_int_equal(s.seen_ms, now);
}

static void a_jump_that_stands_counts_a_day_every_two_hours(void **state)
{
	int64_t now = START, at = 5;
	struct steady s;

	(void)state;
	steady_set(&s, now, at);
	now += 3 * DAY_MS + HOUR_MS;
	pass(&s, &now, &at, 2 * HOUR_MS + MINUTE_MS);
	assert_int_equal(now - s.seen_ms, 2 * DAY_MS + HOUR_MS);
	pass(&s, &now, &at, 2 * HOUR_MS);
	assert_int_equal(now - s.seen_ms, DAY_MS + HOUR_MS);
	pass(&s, &now, &at, 4 * HOUR_MS);
	assert_int_equal(s.seen_ms, now);
}

static void a_clock_that_jumps_again_and_again_is_never_followed(void **state)
{
	int64_t now = START, at = 5;
	struct steady s;

	(void)state;
	steady_set(&s, now, at);
	for (int i = 0; i < 100; i++) {
		now += 10 * DAY_MS;
		pass(&s, &now, &at, HOUR_MS);
	}
	assert_int_equal(s.seen_ms, START + 100 * HOUR_MS);
}

static void back_is_followed_at_once_after_two_hours(void **state)
{
	int64_t now = START, at = 5;
	struct steady s;

	(void)state;
	steady_set(&s, now, at);
	now -= 100 * DAY_MS;
	assert_int_equal(pass(&s, &now, &at, 2 * HOUR_MS - MINUTE_MS), 0);
	assert_int_equal(pass(&s, &now, &at, 2 * MINUTE_MS), 1);
	assert_int_equal(s.seen_ms, now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_goes_on_with_the_clock_that_nobody_sets),
		cmocka_unit_test(a_jump_of_two_hours_less_a_minute_is_nothing),
		cmocka_unit_test(a_jump_that_stands_counts_a_day_every_two_hours),
		cmocka_unit_test(a_clock_that_jumps_again_and_again_is_never_followed),
		cmocka_unit_test(back_is_followed_at_once_after_two_hours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
