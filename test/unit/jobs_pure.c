// SPDX-License-Identifier: Apache-2.0
/* Whose turn it is, what may become of a job, and when it is tried again: nothing is opened. */
#include "test/unit/store_kit.h"

#include "platform/jobs/inside.h"

/* --- turns --- */

/* So many turns, each of which takes as long as its target says; gives how often each had one. */
static void play(struct turns *t, const struct turn_wish *wishes, size_t count, const int64_t *took,
		 size_t *had)
{
	for (int i = 0; i < 400; i++) {
		size_t at = turns_next(t, wishes, count);
		assert_true(at < count);
		turns_begin(t, &wishes[at]);
		turns_end(t, &wishes[at], took[at]);
		had[at]++;
	}
}

static void locations_take_turns_however_many_targets_one_has(void **state)
{
	static const struct turn_wish wishes[] = { { 7, 1 }, { 7, 2 }, { 7, 3 }, { 9, 4 } };
	const int64_t took[4] = { 0 };
	struct turns t = { .places = 4 };
	size_t had[4] = { 0 };

	(void)state;
	play(&t, wishes, 4, took, had);
	assert_int_equal(had[3], 200);
	for (size_t i = 0; i < 3; i++)
		assert_in_range(had[i], 65, 68);
}

static void who_answers_slowly_pays_for_it(void **state)
{
	static const struct turn_wish wishes[] = { { 7, 1 }, { 9, 2 } };
	const int64_t took[2] = { 450, 0 }; /* ten times the cost of the other */
	struct turns t = { .places = 4 };
	size_t had[2] = { 0 };

	(void)state;
	play(&t, wishes, 2, took, had);
	assert_in_range(had[1], had[0] * 9, had[0] * 11);
}

static void who_comes_back_after_a_rest_has_saved_nothing_up(void **state)
{
	static const struct turn_wish wishes[] = { { 7, 1 }, { 9, 2 } };
	const int64_t took[2] = { 0 };
	struct turns t = { .places = 4 };
	size_t had[2] = { 0 };

	(void)state;
	play(&t, wishes, 1, took, had); /* the second was not there */
	had[0] = 0;
	play(&t, wishes, 2, took, had);
	assert_in_range(had[0], 199, 201);
}

static void no_location_has_more_than_half_while_another_waits(void **state)
{
	static const struct turn_wish wishes[] = { { 7, 1 }, { 9, 2 } };
	struct turns t = { .places = 4 };

	(void)state;
	for (int i = 0; i < 4; i++)
		turns_begin(&t, &wishes[turns_next(&t, wishes, 2)]);
	assert_int_equal(turns_next(&t, wishes, 2), 2); /* both have their two */
	turns_end(&t, &wishes[0], 0);
	assert_int_equal(turns_next(&t, wishes, 2), 0);
	struct turns alone = { .places = 4 };
	for (int i = 0; i < 4; i++) {
		assert_int_equal(turns_next(&alone, wishes, 1), 0);
		turns_begin(&alone, &wishes[0]);
	}
	assert_int_equal(turns_next(&alone, wishes, 1), 1); /* all places are taken */
}

static void more_locations_than_are_remembered_all_have_turns(void **state)
{
	struct turn_wish w = { 0 };
	struct turns t = { .places = 1 };

	(void)state;
	for (uint32_t i = 1; i < 5000; i++) {
		w = (struct turn_wish){ i, i };
		assert_int_equal(turns_next(&t, &w, 1), 0);
		turns_begin(&t, &w);
		turns_end(&t, &w, 100000);
	}
}

static void a_person_goes_first_most_of_the_time(void **state)
{
	int had[4] = { 0 };

	(void)state;
	for (uint16_t dice = 0; dice < 15; dice++)
		had[priority_favoured(dice)]++;
	assert_int_equal(had[JOB_PERSON], 8);
	assert_int_equal(had[JOB_EVENT], 4);
	assert_int_equal(had[JOB_POLL], 2);
	assert_int_equal(had[JOB_BULK], 1);
}

/* --- states --- */

static void what_is_over_becomes_nothing_else(void **state)
{
	(void)state;
	for (int from = JOB_DONE; from <= JOB_WITHDRAWN; from++)
		for (int to = JOB_BEHIND; to <= JOB_WITHDRAWN; to++)
			assert_false(job_may_become((enum job_state)from, (enum job_state)to));
	for (int from = JOB_BEHIND; from < JOB_DONE; from++)
		assert_false(job_may_become((enum job_state)from, JOB_BEHIND));
}

static void only_what_is_ready_is_begun_and_what_is_begun_is_not_taken_back(void **state)
{
	(void)state;
	for (int from = JOB_BEHIND; from <= JOB_WITHDRAWN; from++)
		assert_true(job_may_become((enum job_state)from, JOB_SENDING) ==
			    (from == JOB_READY));
	assert_false(job_may_become(JOB_SENDING, JOB_WITHDRAWN));
	assert_true(job_may_become(JOB_ASKING, JOB_READY));
}

/* --- waiting --- */

static void each_try_waits_as_its_kind_says_and_never_less_than_asked(void **state)
{
	static const int64_t waits[] = { 60000, 300000 };
	const struct job_kind kind = { .waits_ms = waits, .wait_count = 2 };

	(void)state;
	assert_int_equal(job_wait_ms(&kind, 1, 0, 0), 60000);
	assert_int_equal(job_wait_ms(&kind, 2, 0, 0), 300000);
	assert_int_equal(job_wait_ms(&kind, 9, 0, 0), 300000);
	assert_int_equal(job_wait_ms(&kind, 1, 90000, 0), 90000);
	assert_int_equal(job_wait_ms(&kind, 1, INT64_MAX, 0),
			 PACE_MOST_MS); /* nobody is believed */
}

static void chance_decides_up_to_a_limit_that_doubles(void **state)
{
	const struct job_kind kind = { .base_ms = 10000, .cap_ms = 6 * HOUR_MS };

	(void)state;
	assert_int_equal(job_wait_ms(&kind, 1, 0, 0), SECOND_MS); /* never at once */
	assert_in_range(job_wait_ms(&kind, 1, 0, UINT32_MAX), 9999, 10000);
	assert_in_range(job_wait_ms(&kind, 2, 0, UINT32_MAX), 19999, 20000);
	assert_in_range(job_wait_ms(&kind, 60, 0, UINT32_MAX), 6 * HOUR_MS - 1, 6 * HOUR_MS);
	assert_int_equal(job_wait_ms(&kind, 3, 90000, 0), 90000);
}

/* --- windows --- */

static void a_window_grows_with_good_answers_and_is_halved_by_trouble(void **state)
{
	static struct windows w;

	(void)state;
	assert_int_equal(window_room(&w, 7, 16), 2);
	for (int i = 0; i < 200; i++) {
		window_begin(&w, 7, 16);
		window_end(&w, 7, WINDOW_GOOD);
	}
	assert_int_equal(window_room(&w, 7, 16), 16);
	assert_int_equal(window_room(&w, 7, 4), 4);
	window_begin(&w, 7, 16);
	assert_int_equal(window_room(&w, 7, 16), 15);
	window_end(&w, 7, WINDOW_TROUBLE);
	assert_int_equal(window_room(&w, 7, 16), 8);
	assert_true(window_slow(&w, 7));
	for (int i = 0; i < 9; i++) {
		window_begin(&w, 7, 16);
		window_end(&w, 7, WINDOW_TROUBLE);
	}
	assert_int_equal(window_room(&w, 7, 16), 1);
	assert_int_equal(window_room(&w, 8, 16), 2); /* another's is his own */
	for (int i = 0; i < 9; i++) {
		window_begin(&w, 7, 16);
		window_end(&w, 7, WINDOW_SLOW);
	}
	assert_int_equal(window_room(&w, 7, 16), 1); /* slow answers are no reason for more */
}

static void a_window_of_which_something_is_under_way_is_not_forgotten(void **state)
{
	static struct windows w;

	(void)state;
	window_begin(&w, 1, 16);
	for (int64_t i = 2; i < 100000; i++) {
		window_begin(&w, i, 16);
		window_end(&w, i, WINDOW_GOOD);
	}
	assert_int_equal(window_room(&w, 1, 16), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locations_take_turns_however_many_targets_one_has),
		cmocka_unit_test(who_answers_slowly_pays_for_it),
		cmocka_unit_test(who_comes_back_after_a_rest_has_saved_nothing_up),
		cmocka_unit_test(no_location_has_more_than_half_while_another_waits),
		cmocka_unit_test(more_locations_than_are_remembered_all_have_turns),
		cmocka_unit_test(a_person_goes_first_most_of_the_time),
		cmocka_unit_test(what_is_over_becomes_nothing_else),
		cmocka_unit_test(only_what_is_ready_is_begun_and_what_is_begun_is_not_taken_back),
		cmocka_unit_test(chance_decides_up_to_a_limit_that_doubles),
		cmocka_unit_test(a_window_grows_with_good_answers_and_is_halved_by_trouble),
		cmocka_unit_test(a_window_of_which_something_is_under_way_is_not_forgotten),
		cmocka_unit_test(each_try_waits_as_its_kind_says_and_never_less_than_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
