// SPDX-License-Identifier: Apache-2.0
/* What becomes of jobs whose process has died, or was held up, on both engines. */
#include "test/unit/jobs_kit.h"

static void what_another_has_is_left_to_it_until_it_is_dead(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });

	beats(k);
	assert_int_equal(claim(k).id, id);
	now += 365 * DAY_MS;
	lost(k, &asking);
	assert_int_equal(state_of(k, id), JOB_SENDING); /* however long ago that was */
	assert_int_equal(claim(k).id, 0);
	perform(k, die_run, NULL, 0);
	lost(k, &asking);
	assert_int_equal(state_of(k, id), JOB_ASKING);
	assert_int_equal(claim(k).id, 0); /* a person decides */
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job WHERE doubt"), 1);
}

static void a_kill_in_the_middle_leaves_it_in_doubt_and_its_kind_decides(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });

	beats(k);
	assert_int_equal(claim(k).id, id);
	kit_shut(k); /* as the process ends: nothing more is written */
	kit_open(k);
	perform(k, die_run, NULL, 0);
	beats(k); /* another process, with a name of its own */
	lost(k, &again);
	assert_int_equal(state_of(k, id), JOB_READY);
	struct job job = claim_of(k, &again,
				  number(k, "SELECT id AS n FROM job_target"
					    " WHERE name = 'place1'"));
	assert_int_equal(job.id, id);
	assert_int_equal(job.tries, 2);
	assert_true(job.doubt);
}

static void who_was_held_up_may_still_say_what_nobody_knew_but_not_what_was_decided(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });
	struct job late = claim(k);

	lost(k, &asking);
	assert_int_equal(state_of(k, id), JOB_ASKING);
	settle(k, &late, (struct job_result){ .end = JOB_END_DONE });
	assert_int_equal(state_of(k, id), JOB_DONE);
	id = add(k, (struct job_new){ 0 });
	late = claim(k);
	lost(k, &asking);
	assert_int_equal(once_more(k, id), id); /* a person: send it again */
	settle(k, &late, (struct job_result){ .end = JOB_END_DONE });
	assert_int_equal(state_of(k, id), JOB_READY);
}

static void in_doubt_it_is_asked_and_not_done_again(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });
	struct job job = claim(k);

	settle(k, &job, (struct job_result){ .end = JOB_END_UNKNOWN, .error = TEXT("silence") });
	assert_int_equal(state_of(k, id), JOB_ASKING);
	now += 365 * DAY_MS;
	assert_int_equal(claim(k).id, 0);
	assert_int_equal(once_more(k, id), id);
	job = claim(k);
	assert_int_equal(job.tries, 1); /* as if it were the first */
	assert_false(job.doubt);
}

#define TESTS(X)                                                                                   \
	X(what_another_has_is_left_to_it_until_it_is_dead)                                         \
	X(a_kill_in_the_middle_leaves_it_in_doubt_and_its_kind_decides)                            \
	X(who_was_held_up_may_still_say_what_nobody_knew_but_not_what_was_decided)                 \
	X(in_doubt_it_is_asked_and_not_done_again)

JOBS_MAIN(TESTS)
