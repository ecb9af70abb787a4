// SPDX-License-Identifier: Apache-2.0
/* Any history of a queue, on both engines: adding, claiming, settling, taking back, asking again,
 * processes that die, clocks that are set, in an order that dice choose.  Beside it goes a model of
 * a hundred lines that knows only the rules; after each step all jobs must be as it says.
 * GROUNDLEVEL_HISTORIES says how many; 40. */
#include "test/unit/jobs_kit.h"

#include <stdlib.h>

#define JOBS_MAX 64
#define STEPS	 80
#define ORDERS	 3 /* 0: none */

struct model {
	int64_t id;
	enum job_state state;
	uint32_t order;
	struct job taken;
};
struct world {
	struct kit *k;
	struct model all[JOBS_MAX];
	size_t count;
	uint32_t seed;
};

static uint32_t dice(struct world *w, uint32_t sides)
{
	w->seed = w->seed * 1664525u + 1013904223u;
	return (w->seed >> 8) % sides;
}

/* --- the rules --- */

static bool is_open(const struct model *m)
{
	return m->state < JOB_DONE;
}

/* The first that is open of each order waits for nobody. */
static void orders_go_on(struct world *w)
{
	bool taken[ORDERS] = { 0 };

	for (size_t i = 0; i < w->count; i++) {
		struct model *m = &w->all[i];
		if (!m->order || !is_open(m))
			continue;
		if (!taken[m->order] && m->state == JOB_BEHIND)
			m->state = JOB_READY;
		taken[m->order] = true;
	}
}

static void model_add(struct world *w, int64_t id, uint32_t order)
{
	enum job_state state = JOB_READY;

	for (size_t i = 0; i < w->count; i++)
		if (order && w->all[i].order == order && is_open(&w->all[i]))
			state = JOB_BEHIND;
	w->all[w->count++] = (struct model){ .id = id, .state = state, .order = order };
}

static enum job_state model_end(const struct job *job, enum job_end end)
{
	switch (end) {
	case JOB_END_DONE:
		return JOB_DONE;
	case JOB_END_FAILED:
		return JOB_FAILED;
	case JOB_END_UNKNOWN:
		return JOB_ASKING;
	case JOB_END_UNTRIED:
		return JOB_READY;
	case JOB_END_AGAIN:
		break;
	}
	return job->tries >= asking.tries_max ? JOB_FAILED : JOB_READY;
}

/* --- what is done --- */

static void step_add(struct world *w)
{
	static const char *const names[ORDERS] = { "", "ann", "bob" };
	uint32_t order = dice(w, ORDERS);

	if (w->count < JOBS_MAX)
		model_add(w, add(w->k, (struct job_new){ .order_key = text_of(names[order]) }),
			  order);
}

static void step_claim(struct world *w)
{
	struct job job = claim(w->k);

	for (size_t i = 0; i < w->count && job.id; i++)
		if (w->all[i].id == job.id) {
			assert_int_equal(w->all[i].state, JOB_READY);
			w->all[i].state = JOB_SENDING;
			w->all[i].taken = job;
		}
}

/* By whoever had it, however late, and perhaps a second time. */
static void step_settle(struct world *w, struct model *m)
{
	enum job_end end = (enum job_end)dice(w, JOB_END_UNTRIED + 1);
	bool counts = m->state == JOB_SENDING || m->state == JOB_ASKING;

	if (!m->taken.id)
		return;
	settle(w->k, &m->taken, (struct job_result){ .end = end });
	if (counts)
		m->state = model_end(&m->taken, end);
}

static void step_withdraw(struct world *w, struct model *m)
{
	bool waiting = m->state == JOB_BEHIND || m->state == JOB_READY;

	assert_int_equal(withdraw(w->k, m->id), waiting);
	if (waiting)
		m->state = JOB_WITHDRAWN;
}

static void step_again(struct world *w, struct model *m)
{
	bool anew = m->state == JOB_FAILED || m->state == JOB_WITHDRAWN;
	bool same = m->state == JOB_READY || m->state == JOB_ASKING;

	if (anew && w->count == JOBS_MAX)
		return;
	int64_t id = once_more(w->k, m->id);
	assert_int_equal(id != 0, anew || same);
	assert_int_equal(id == m->id, same);
	if (anew)
		model_add(w, id, m->order);
	if (!same)
		return;
	m->state = JOB_READY;
	m->taken = (struct job){ 0 }; /* what it says from now on is of before */
}

static void step_die(struct world *w)
{
	lost(w->k, &asking);
	for (size_t i = 0; i < w->count; i++)
		if (w->all[i].state == JOB_SENDING)
			w->all[i].state = JOB_ASKING;
}

static enum err back_run(struct call *call)
{
	bool *more = store_transaction_data(call);

	*more = jobs_put_off(call);
	return call->err;
}

static void step_clock(struct world *w)
{
	bool more = true;

	now += ((int64_t)dice(w, 5) - 1) * DAY_MS;
	while (more)
		assert_int_equal(perform(w->k, back_run, &more, sizeof(more)), ERR_OK);
}

static void step(struct world *w)
{
	struct model *m = w->count ? &w->all[dice(w, (uint32_t)w->count)] : NULL;
	uint32_t what = dice(w, 12);

	if (what < 3 || !m)
		step_add(w);
	else if (what < 7)
		step_claim(w);
	else if (what < 9)
		step_settle(w, m);
	else if (what == 9)
		step_withdraw(w, m);
	else if (what == 10)
		step_again(w, m);
	else if (dice(w, 2))
		step_die(w);
	else
		step_clock(w);
	orders_go_on(w);
}

static void all_are_as_the_rules_say(struct world *w, uint32_t history, int at)
{
	for (size_t i = 0; i < w->count; i++) {
		enum job_state state = state_of(w->k, w->all[i].id);
		if (state != w->all[i].state)
			fail_msg("history %u, step %d: job %zu is %d and should be %d", history, at,
				 i, state, w->all[i].state);
	}
}

static enum err empty_run(struct call *call)
{
	store_do(call, "DELETE FROM job");
	return store_do(call, "DELETE FROM thing");
}

static void whatever_happens_no_job_is_lost_done_twice_or_out_of_order(void **state)
{
	struct kit *k = *state;
	const char *said = getenv("GROUNDLEVEL_HISTORIES");
	uint32_t histories = said ? (uint32_t)atoi(said) : 40;

	for (uint32_t history = 1; history <= histories; history++) {
		struct world w = { .k = k, .seed = history * 7919 };
		now = NOW;
		for (int i = 0; i < STEPS; i++) {
			step(&w);
			if (i % 8 == 0 || i == STEPS - 1)
				all_are_as_the_rules_say(&w, history, i);
		}
		perform(k, empty_run, NULL, 0);
	}
}

#define TESTS(X) X(whatever_happens_no_job_is_lost_done_twice_or_out_of_order)

JOBS_MAIN(TESTS)
