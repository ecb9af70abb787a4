// SPDX-License-Identifier: Apache-2.0
/* What becomes of jobs whose process has died, or was held up, on both engines; and of all jobs, in
 * any history. */
#include "test/unit/jobs_kit.h"

#define JOBS_MAX 64

/* --- the dead --- */

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

/* --- any history --- */

/* What a job must be by all that was done to it; written without looking at how it is done. */
struct model {
	int64_t id;
	enum job_state state;
	struct job taken;
};

static uint32_t dice(uint32_t *seed, uint32_t sides)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % sides;
}

static struct model *model_of(struct model *all, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (all[i].id == id)
			return &all[i];
	fail_msg("a job that was never put down");
	return NULL;
}

static void model_settle(struct kit *k, struct model *m, uint32_t end)
{
	static const enum job_end ends[] = { JOB_END_DONE, JOB_END_FAILED, JOB_END_UNKNOWN,
					     JOB_END_UNTRIED };
	static const enum job_state became[] = { JOB_DONE, JOB_FAILED, JOB_ASKING, JOB_READY };
	bool had = m->state == JOB_SENDING;

	settle(k, &m->taken, (struct job_result){ .end = ends[end] });
	if (had)
		m->state = became[end];
}

static void model_step(struct kit *k, uint32_t *seed, struct model *all, size_t *count)
{
	struct model *m = &all[dice(seed, (uint32_t)*count)];

	switch (dice(seed, 5)) {
	case 0:
		if (*count < JOBS_MAX)
			all[(*count)++] = (struct model){ .id = add(k, (struct job_new){ 0 }),
							  .state = JOB_READY };
		break;
	case 1: {
		struct job job = claim(k);
		if (!job.id)
			break;
		m = model_of(all, *count, job.id);
		assert_int_equal(m->state, JOB_READY);
		m->state = JOB_SENDING;
		m->taken = job;
		break;
	}
	case 2:
		if (m->taken.id && m->state != JOB_ASKING)
			model_settle(k, m, dice(seed, 4));
		break;
	case 3:
		assert_int_equal(withdraw(k, m->id), m->state == JOB_READY);
		m->state = m->state == JOB_READY ? JOB_WITHDRAWN : m->state;
		break;
	default:
		if (m->state == JOB_ASKING || m->state == JOB_READY) {
			assert_int_equal(once_more(k, m->id), m->id);
			m->state = JOB_READY;
			m->taken = (struct job){ 0 };
		}
	}
}

static void whatever_is_done_no_job_is_lost_or_becomes_what_it_may_not(void **state)
{
	struct kit *k = *state;

	for (uint32_t history = 1; history <= 12; history++) {
		struct model all[JOBS_MAX] = { { .id = add(k, (struct job_new){ 0 }),
						 .state = JOB_READY } };
		uint32_t seed = history * 7919;
		size_t count = 1;
		for (int step = 0; step < 60; step++)
			model_step(k, &seed, all, &count);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(state_of(k, all[i].id), all[i].state);
		for (size_t i = 0; i < count; i++)
			withdraw(k, all[i].id); /* the next history begins with nothing */
	}
}

#define TESTS(X)                                                                                   \
	X(what_another_has_is_left_to_it_until_it_is_dead)                                         \
	X(a_kill_in_the_middle_leaves_it_in_doubt_and_its_kind_decides)                            \
	X(who_was_held_up_may_still_say_what_nobody_knew_but_not_what_was_decided)                 \
	X(in_doubt_it_is_asked_and_not_done_again)                                                 \
	X(whatever_is_done_no_job_is_lost_or_becomes_what_it_may_not)

JOBS_MAIN(TESTS)
