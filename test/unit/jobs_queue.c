// SPDX-License-Identifier: Apache-2.0
/* The queue, asked of its tables on both engines: claimed by one, settled once, in order, in its
 * time, paused with its server, and gone when it is over. */
#include "test/unit/jobs_kit.h"

/* --- claiming --- */

struct crew {
	struct kit *k;
	int64_t target;
	size_t taken;
	int64_t ids[64];
};

static void *crew_main(void *of)
{
	struct crew *c = of;
	struct arena *a = arena_open();

	for (;;) {
		struct job_claim claim = { .kind = &again,
					   .of[0] = { .target = c->target, .most = 3 },
					   .of_count = 1 };
		struct call *call = kit_call_in(a, c->k, NULL);
		call->connection = NULL;
		call->now_ms = now;
		call_set_whole(call, "now", now);
		if (store_transaction(call, "test", job_claim_run, &claim, sizeof(claim)) ||
		    !claim.job_count)
			break;
		for (size_t i = 0; i < claim.job_count; i++)
			c->ids[c->taken++] = claim.jobs[i].id;
	}
	arena_drop(a);
	return NULL;
}

static bool is_first(int64_t seen[64], int64_t id)
{
	size_t i = 0;

	while (seen[i] && seen[i] != id)
		i++;
	bool first = !seen[i];
	seen[i] = id;
	return first;
}

static void each_job_is_taken_once_by_all_who_claim_at_once(void **state)
{
	struct kit *k = *state;
	struct crew crews[4];
	pthread_t threads[4];
	int64_t seen[64] = { 0 };
	size_t taken = 0;

	for (int i = 0; i < 40; i++)
		add(k, (struct job_new){ 0 });
	int64_t target = number(k, "SELECT id AS n FROM job_target WHERE name = 'place1'");
	for (int i = 0; i < 4; i++) {
		crews[i] = (struct crew){ .k = k, .target = target };
		pthread_create(&threads[i], NULL, crew_main, &crews[i]);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		taken += crews[i].taken;
		for (size_t n = 0; n < crews[i].taken; n++)
			assert_true(is_first(seen, crews[i].ids[n]));
	}
	assert_int_equal(taken, 40);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job WHERE state = 2 AND tries = 1"),
			 40);
}

static void what_is_not_due_is_not_taken_and_its_target_is_looked_at_then(void **state)
{
	struct kit *k = *state;
	int64_t later = add(k, (struct job_new){ .due_ms = now + 5000 });

	assert_int_equal(claim(k).id, 0);
	assert_int_equal(number(k, "SELECT next_due AS n FROM job_target WHERE name = 'place1'"),
			 now + 5000);
	int64_t first = add(k, (struct job_new){ .due_ms = now + 1000 });
	assert_int_equal(number(k, "SELECT next_due AS n FROM job_target WHERE name = 'place1'"),
			 now + 1000);
	now += 5000;
	assert_int_equal(claim(k).id, first);
	assert_int_equal(claim(k).id, later);
	assert_int_equal(claim(k).id, 0);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job_target"
				   " WHERE name = 'place1' AND next_due IS NULL"),
			 1);
}

static void whom_its_trade_does_not_let_begin_is_withdrawn(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });

	lets = JOB_MAY_NOT;
	assert_int_equal(claim(k).id, 0);
	lets = JOB_MAY;
	assert_int_equal(state_of(k, id), JOB_WITHDRAWN);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM thing"), 1); /* and was told so */
	assert_int_equal(claim(k).id, 0);
}

static void a_key_is_put_down_once(void **state)
{
	struct kit *k = *state;

	assert_true(add(k, (struct job_new){ .key = TEXT("a") }) > 0);
	assert_int_equal(add(k, (struct job_new){ .key = TEXT("a") }), 0);
	assert_true(add(k, (struct job_new){ .key = TEXT("b") }) > 0);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job"), 2);
}

/* --- settling --- */

static void a_job_is_settled_once_and_by_who_has_it(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });
	struct job job = claim(k), other = job;

	other.tries = 7;
	settle(k, &other, (struct job_result){ .end = JOB_END_FAILED });
	assert_int_equal(state_of(k, id), JOB_SENDING);
	settle(k, &job, (struct job_result){ .end = JOB_END_AGAIN, .error = TEXT("not now") });
	assert_int_equal(state_of(k, id), JOB_READY);
	settle(k, &job, (struct job_result){ .end = JOB_END_DONE }); /* the same once more */
	assert_int_equal(state_of(k, id), JOB_READY);
	now += 60000;
	job = claim(k);
	assert_int_equal(job.tries, 2);
	settle(k, &job, (struct job_result){ .end = JOB_END_DONE });
	settle(k, &job, (struct job_result){ .end = JOB_END_FAILED });
	assert_int_equal(state_of(k, id), JOB_DONE);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job WHERE error IS NULL"), 1);
	/* sending, ready, sending, done: the trade was told each move, and none twice */
	assert_int_equal(number(k, "SELECT count(*) AS n FROM thing"), 4);
}

static void it_is_tried_later_and_later_and_then_it_has_failed(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });

	for (int n = 1; n <= 3; n++) {
		struct job job = claim(k);
		assert_int_equal(job.tries, n);
		settle(k, &job, (struct job_result){ .end = JOB_END_AGAIN, .error = TEXT("no") });
		now += waits[n > 1] - 1;
		assert_int_equal(claim(k).id, 0);
		now += 1;
	}
	assert_int_equal(state_of(k, id), JOB_FAILED);
}

static void what_is_tried_again_is_looked_for_then(void **state)
{
	struct kit *k = *state;

	add(k, (struct job_new){ 0 });
	struct job job = claim(k);
	assert_int_equal(claim(k).id, 0); /* nothing else is to be done */
	settle(k, &job, (struct job_result){ .end = JOB_END_AGAIN });
	assert_int_equal(number(k, "SELECT next_due AS n FROM job_target WHERE name = 'place1'"),
			 now + 60000);
}

static void what_was_not_begun_after_all_uses_up_no_try(void **state)
{
	struct kit *k = *state;

	add(k, (struct job_new){ 0 });
	for (int n = 0; n < 9; n++) {
		struct job job = claim(k);
		assert_int_equal(job.tries, 1);
		settle(k, &job, (struct job_result){ .end = JOB_END_UNTRIED });
	}
}

/* --- pauses --- */

static struct job_result unreached(void)
{
	return (struct job_result){ .end = JOB_END_AGAIN,
				    .error = TEXT("nobody there"),
				    .heard = true,
				    .news = { .max = -1,
					      .remaining = -1,
					      .interval_ms = -1,
					      .daily_left = -1,
					      .daily_reset_ms = -1,
					      .broken = true } };
}

static void a_server_that_does_not_answer_is_left_alone_and_nothing_uses_up_its_tries(void **state)
{
	struct kit *k = *state;
	struct job job;

	for (int i = 0; i < 8; i++)
		add(k, (struct job_new){ 0 });
	add(k, (struct job_new){ .target = TEXT("place2") });
	int64_t other = number(k, "SELECT id AS n FROM job_target WHERE name = 'place2'");
	for (int i = 0; i < 5; i++) {
		job = claim(k);
		assert_true(job.id > 0);
		settle(k, &job, unreached());
	}
	assert_int_equal(claim(k).id, 0);
	assert_int_equal(claim_of(k, &asking, other).id, 0); /* it is behind the same server */
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job WHERE tries = 0"), 4);
	now += 30001;
	job = claim(k); /* one tries */
	assert_true(job.id > 0);
	assert_int_equal(claim_of(k, &asking, other).id, 0); /* the others wait for what it finds */
	struct job_result well = unreached();
	well.news.broken = false;
	well.end = JOB_END_DONE;
	settle(k, &job, well);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job_target"
				   " WHERE name = 'place2' AND next_due <= :now"),
			 1); /* and need not wait any more */
	assert_true(claim_of(k, &asking, other).id > 0);
}

/* --- order --- */

static void of_one_order_the_next_waits_for_the_one_before(void **state)
{
	struct kit *k = *state;
	struct job_new ordered = { .order_key = TEXT("ann") };
	int64_t first = add(k, ordered), second = add(k, ordered), third = add(k, ordered);
	int64_t free_one = add(k, (struct job_new){ 0 });
	struct job job = claim(k);

	assert_int_equal(job.id, first);
	assert_int_equal(claim(k).id, free_one);
	assert_int_equal(claim(k).id, 0);
	settle(k, &job, (struct job_result){ .end = JOB_END_AGAIN });
	assert_int_equal(claim(k).id, 0); /* it is still the first */
	now += 60000;
	job = claim(k);
	assert_int_equal(job.id, first);
	settle(k, &job, (struct job_result){ .end = JOB_END_FAILED });
	assert_int_equal(state_of(k, second), JOB_READY);
	assert_int_equal(withdraw(k, second), 1); /* and so the third is next */
	job = claim(k);
	assert_int_equal(job.id, third);
	settle(k, &job, (struct job_result){ .end = JOB_END_DONE });
	assert_int_equal(state_of(k, add(k, ordered)), JOB_READY);
}

/* --- people, and the clock --- */

static void what_is_under_way_is_not_taken_back_and_what_waits_is(void **state)
{
	struct kit *k = *state;
	int64_t id = add(k, (struct job_new){ 0 });
	struct job job = claim(k);

	assert_int_equal(withdraw(k, id), 0);
	assert_int_equal(once_more(k, id), 0);
	settle(k, &job, (struct job_result){ .end = JOB_END_FAILED });
	assert_int_equal(withdraw(k, id), 0);
	int64_t anew = once_more(k, id); /* of what failed there is another */
	assert_true(anew > id);
	assert_int_equal(state_of(k, id), JOB_FAILED);
	assert_int_equal(withdraw(k, anew), 1);
	assert_int_equal(claim(k).id, 0);
}

static enum err back_run(struct call *call)
{
	bool *more = store_transaction_data(call);

	*more = jobs_put_off(call);
	return call->err;
}

static void when_the_clock_is_set_back_tries_come_soon_and_plans_stand(void **state)
{
	struct kit *k = *state;
	int64_t tried = add(k, (struct job_new){ 0 });
	struct job job = claim(k);
	bool more = false;

	settle(k, &job, (struct job_result){ .end = JOB_END_AGAIN });
	add(k, (struct job_new){ .due_ms = now + 1000 });
	now -= 365 * DAY_MS;
	assert_int_equal(perform(k, back_run, &more, sizeof(more)), ERR_OK);
	assert_true(more);
	assert_int_equal(claim(k).id, tried);
	assert_int_equal(claim(k).id, 0);
	assert_int_equal(perform(k, back_run, &more, sizeof(more)), ERR_OK);
	assert_false(more);
}

/* --- keeping --- */

static void what_is_over_is_kept_for_a_season_and_what_is_not_for_ever(void **state)
{
	struct kit *k = *state;
	struct job_tidying t = { .kind = &asking };

	for (int i = 0; i < 3; i++)
		add(k, (struct job_new){ 0 });
	struct job job = claim(k), unknown = claim(k);
	settle(k, &job, (struct job_result){ .end = JOB_END_DONE });
	settle(k, &unknown, (struct job_result){ .end = JOB_END_UNKNOWN });
	now += 89 * DAY_MS;
	assert_int_equal(perform(k, job_tidy_run, &t, sizeof(t)), ERR_OK);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job"), 3);
	now += 2 * DAY_MS;
	assert_int_equal(perform(k, job_tidy_run, &t, sizeof(t)), ERR_OK);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job"), 2);
	now += 3650 * DAY_MS;
	assert_int_equal(perform(k, job_tidy_run, &t, sizeof(t)), ERR_OK);
	assert_int_equal(number(k, "SELECT count(*) AS n FROM job WHERE state IN (1, 3)"), 2);
}

/* --- many at once --- */

static struct job_claim many; /* too large for a stack */

static void what_is_taken_in_one_go_is_the_first_of_each_order_of_each_target(void **state)
{
	struct kit *k = *state;
	int64_t ids[6];

	for (size_t i = 0; i < 6; i++)
		ids[i] = add(k, (struct job_new){ .target = i < 3 ? TEXT("place1") : TEXT("place2"),
						  .order_key = i % 3 ? TEXT("ann") : TEXT("bob") });
	many = (struct job_claim){ .kind = &again, .of_count = 2 };
	for (size_t i = 0; i < 2; i++)
		many.of[i] = (struct claim_of){
			.target = number(k,
					 i ? "SELECT id AS n FROM job_target WHERE name = 'place2'"
					   : "SELECT id AS n FROM job_target"
					     " WHERE name = 'place1'"),
			.most = 8
		};
	assert_int_equal(perform(k, job_claim_run, &many, sizeof(many)), ERR_OK);
	assert_int_equal(many.job_count, 4);
	assert_int_equal(many.of[0].taken, 2);
	assert_int_equal(state_of(k, ids[2]), JOB_BEHIND); /* the second of ann */
	assert_int_equal(state_of(k, ids[5]), JOB_BEHIND);
	struct job_settling s = { .kind = &again };
	static const struct job_result fine = { .end = JOB_END_DONE };
	for (size_t i = 0; i < many.job_count; i++)
		s.all[s.count++] = (struct settling_one){ .job = &many.jobs[i], .result = &fine };
	assert_int_equal(perform(k, job_settle_run, &s, sizeof(s)), ERR_OK);
	assert_int_equal(state_of(k, ids[0]), JOB_DONE);
	assert_int_equal(state_of(k, ids[2]), JOB_READY);
	assert_int_equal(state_of(k, ids[5]), JOB_READY);
}

static void who_goes_on_alone_holds_up_nobody_of_his_order(void **state)
{
	struct kit *k = *state;
	int64_t first = add(k, (struct job_new){ .order_key = TEXT("ann") });
	int64_t second = add(k, (struct job_new){ .order_key = TEXT("ann") });
	int64_t third = add(k, (struct job_new){ .order_key = TEXT("ann") });
	struct job job = claim(k);

	assert_int_equal(job.id, first);
	settle(k, &job, (struct job_result){ .end = JOB_END_AGAIN, .alone = true });
	assert_int_equal(state_of(k, first), JOB_READY);
	assert_int_equal(state_of(k, second), JOB_READY);
	assert_int_equal(state_of(k, third), JOB_BEHIND);
	job = claim(k);
	assert_int_equal(job.id, second);
	now += 60000;
	assert_int_equal(claim(k).id, first);
	settle(k, &job, (struct job_result){ .end = JOB_END_DONE });
	assert_int_equal(state_of(k, third), JOB_READY);
}

struct holding {
	int64_t target;
	bool held;
};

static enum err hold_run(struct call *call)
{
	struct holding *h = store_transaction_data(call);

	job_target_hold(call, h->target, h->held);
	return call->err;
}

static enum err empty_target_run(struct call *call)
{
	return job_target_empty(call, *(int64_t *)store_transaction_data(call));
}

static void of_a_target_that_is_held_nothing_is_begun_until_it_is_let_go(void **state)
{
	struct kit *k = *state;
	int64_t before = add(k, (struct job_new){ .order_key = TEXT("ann") });
	struct holding h = { number(k, "SELECT id AS n FROM job_target WHERE name = 'place1'"),
			     true };

	assert_int_equal(perform(k, hold_run, &h, sizeof(h)), ERR_OK);
	int64_t after = add(k, (struct job_new){ .order_key = TEXT("ann") });
	const char *due = "SELECT coalesce(next_due, 0) AS n FROM job_target"
			  " WHERE name = 'place1'";
	assert_int_equal(number(k, due), 0); /* nobody looks at it */
	h.held = false;
	assert_int_equal(perform(k, hold_run, &h, sizeof(h)), ERR_OK);
	assert_int_equal(number(k, due), now);
	assert_int_equal(claim(k).id, before);
	assert_int_equal(perform(k, empty_target_run, &h.target, sizeof(h.target)), ERR_OK);
	assert_int_equal(state_of(k, before), JOB_SENDING); /* what is under way goes on */
	assert_int_equal(state_of(k, after), JOB_WITHDRAWN);
}

static void who_waits_by_chance_is_given_up_when_it_has_waited_for_so_long(void **state)
{
	struct kit *k = *state;
	struct job_kind kind = again;
	int64_t id = add(k, (struct job_new){ 0 }), tries = 0;

	kind.wait_count = 0;
	kind.base_ms = 10 * SECOND_MS;
	kind.cap_ms = 6 * HOUR_MS;
	kind.until_ms = 3 * DAY_MS;
	for (; state_of(k, id) == JOB_READY && tries < 200; tries++) {
		struct job job = claim_of(k, &kind,
					  number(k, "SELECT id AS n FROM job_target"
						    " WHERE name = 'place1'"));
		assert_int_equal(job.id, id);
		struct job_result no = { .end = JOB_END_AGAIN, .error = TEXT("no") };
		struct job_settling s = { .kind = &kind,
					  .all[0] = { .job = &job, .result = &no },
					  .count = 1 };
		assert_int_equal(perform(k, job_settle_run, &s, sizeof(s)), ERR_OK);
		now += 6 * HOUR_MS;
	}
	assert_int_equal(state_of(k, id), JOB_FAILED);
	assert_in_range(tries, 18, 60); /* 35 on the average */
}

static enum err breaks(struct call *call, const struct job *job, const struct job_result *result)
{
	(void)result;
	return text_is(job->order_key, "bob") ? store_do(call, "UPDATE not_there SET x = 1")
					      : ERR_OK;
}

static void what_cannot_be_kept_is_asked_about_and_holds_up_no_other(void **state)
{
	struct kit *k = *state;
	struct job_kind kind = asking;
	const struct job_result fine = { .end = JOB_END_DONE };
	struct job_settling s = { .kind = &kind, .count = 2 };
	struct job jobs[2];

	for (size_t i = 0; i < 2; i++) {
		add(k, (struct job_new){ .order_key = i ? TEXT("ann") : TEXT("bob") });
		jobs[i] = claim(k);
		s.all[i] = (struct settling_one){ .job = &jobs[i], .result = &fine };
	}
	kind.settled = breaks;
	struct clock clock;
	assert_int_equal(clock_open(&clock, NULL), ERR_OK);
	struct jobs of = { .config = { .app = kit_call(k, NULL)->app, .clock = &clock } };
	struct line line = { .kind = &kind, .jobs = &of };
	struct hand hand = { .jobs = &of, .connection = k->connection, .arena = k->arena };
	hand_settle(&hand, &line, &s);
	clock_close(&clock);
	assert_int_equal(state_of(k, jobs[0].id), JOB_ASKING);
	assert_int_equal(state_of(k, jobs[1].id), JOB_DONE);
	assert_int_equal(atomic_load(&line.done), 1);
}

#define TESTS(X)                                                                                   \
	X(what_is_taken_in_one_go_is_the_first_of_each_order_of_each_target)                       \
	X(what_cannot_be_kept_is_asked_about_and_holds_up_no_other)                                \
	X(who_goes_on_alone_holds_up_nobody_of_his_order)                                          \
	X(of_a_target_that_is_held_nothing_is_begun_until_it_is_let_go)                            \
	X(who_waits_by_chance_is_given_up_when_it_has_waited_for_so_long)                          \
	X(each_job_is_taken_once_by_all_who_claim_at_once)                                         \
	X(what_is_not_due_is_not_taken_and_its_target_is_looked_at_then)                           \
	X(whom_its_trade_does_not_let_begin_is_withdrawn)                                          \
	X(a_key_is_put_down_once)                                                                  \
	X(a_job_is_settled_once_and_by_who_has_it)                                                 \
	X(it_is_tried_later_and_later_and_then_it_has_failed)                                      \
	X(what_is_tried_again_is_looked_for_then)                                                  \
	X(what_was_not_begun_after_all_uses_up_no_try)                                             \
	X(a_server_that_does_not_answer_is_left_alone_and_nothing_uses_up_its_tries)               \
	X(of_one_order_the_next_waits_for_the_one_before)                                          \
	X(what_is_under_way_is_not_taken_back_and_what_waits_is)                                   \
	X(when_the_clock_is_set_back_tries_come_soon_and_plans_stand)                              \
	X(what_is_over_is_kept_for_a_season_and_what_is_not_for_ever)

JOBS_MAIN(TESTS)
