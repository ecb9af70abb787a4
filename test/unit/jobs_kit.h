// SPDX-License-Identifier: Apache-2.0
/* A store with the queue's tables, a kind of work, and all that is done to a job, for tests. */
#ifndef GROUNDLEVEL_TEST_UNIT_JOBS_KIT_H
#define GROUNDLEVEL_TEST_UNIT_JOBS_KIT_H

#include "test/unit/store_kit.h"

#include "platform/jobs/inside.h"

static int64_t now;
static const int64_t waits[] = { 60000, 300000 };
static enum job_may lets; /* what the trade says */

static inline struct text days_of(const struct settings *s)
{
	return s->mail_days;
}

static inline enum job_may may(struct call *call, const struct job *job, struct text *why)
{
	(void)call, (void)job;
	*why = TEXT("nobody wants it");
	return lets;
}

/* Each move that the queue makes by itself is written down in the same transaction. */
static inline enum err moved(struct call *call, const struct job *job, enum job_state to)
{
	call_set_text(call, "thingId",
		      text_format(call->arena, "%lld:%lld:%d", (long long)job->id,
				  (long long)job->tries, to));
	return store_do(call, "INSERT INTO thing (id, location_id) VALUES (:thingId, 'x')"
			      " ON CONFLICT (id) DO NOTHING");
}

static struct job_kind asking = { .number = JOB_MAIL,
				  .name = "test",
				  .may = may,
				  .moved = moved,
				  .waits_ms = waits,
				  .wait_count = 2,
				  .tries_max = 3,
				  .asks = true,
				  .days = days_of };
static struct job_kind again;

/* --- what a test does --- */

static inline enum err perform(struct kit *k, enum err (*run)(struct call *call), void *data,
			       size_t size)
{
	static struct settings settings;
	struct call *call = kit_call(k, NULL);

	settings.mail_days = TEXT("90");
	call->now_ms = now;
	own_application(call)->settings = &settings;
	call_set_whole(call, "now", now);
	return store_transaction(call, "test", run, data, size);
}

static inline int64_t number(struct kit *k, const char *sql)
{
	struct call *call = kit_call(k, NULL);

	call_set_whole(call, "now", now);
	int64_t n = store_number(call, sql);
	assert_int_equal(call->err, ERR_OK);
	store_connection_rest(k->connection);
	return n;
}

struct adding {
	struct job_new new;
	int64_t id;
};

static inline enum err add_run(struct call *call)
{
	struct adding *a = store_transaction_data(call);

	a->id = job_add(call, &a->new);
	return call->err;
}

static inline int64_t add(struct kit *k, struct job_new n)
{
	struct adding a = { .new = n };

	a.new.kind = JOB_MAIL;
	a.new.location_id = TEXT("loc1");
	a.new.target = n.target.size ? n.target : TEXT("place1");
	a.new.parent = TEXT("server");
	a.new.ref = TEXT("thing1");
	a.new.due_ms = n.due_ms ? n.due_ms : now;
	assert_int_equal(perform(k, add_run, &a, sizeof(a)), ERR_OK);
	return a.id;
}

static inline struct job claim_of(struct kit *k, const struct job_kind *kind, int64_t target)
{
	static struct job_claim c;

	c = (struct job_claim){ .kind = kind,
				.of[0] = { .target = target, .most = 1 },
				.of_count = 1 };
	assert_int_equal(perform(k, job_claim_run, &c, sizeof(c)), ERR_OK);
	assert_true(c.job_count <= 1);
	return c.job_count ? c.jobs[0] : (struct job){ 0 };
}

static inline struct job claim(struct kit *k)
{
	return claim_of(k, &asking,
			number(k, "SELECT id AS n FROM job_target WHERE name = 'place1'"));
}

static inline void settle(struct kit *k, const struct job *job, struct job_result result)
{
	struct job_settling s = { .kind = &asking,
				  .all[0] = { .job = job, .result = &result },
				  .count = 1 };

	assert_int_equal(perform(k, job_settle_run, &s, sizeof(s)), ERR_OK);
}

static inline enum job_state state_of(struct kit *k, int64_t id)
{
	struct call *call = kit_call(k, NULL);

	call_set_whole(call, "jobId", id);
	int64_t n = store_number(call, "SELECT state AS n FROM job WHERE id = :jobId");
	store_connection_rest(k->connection);
	return (enum job_state)n;
}

struct naming {
	int64_t id, out;
};

static inline enum err withdraw_run(struct call *call)
{
	struct naming *n = store_transaction_data(call);

	job_withdraw(call, job_list(call, n->id));
	n->out = (int64_t)call->changed;
	return call->err;
}

static inline enum err again_run(struct call *call)
{
	struct naming *n = store_transaction_data(call);

	n->out = job_again(call, n->id);
	return call->err;
}

static inline int64_t withdraw(struct kit *k, int64_t id)
{
	struct naming n = { .id = id };

	assert_int_equal(perform(k, withdraw_run, &n, sizeof(n)), ERR_OK);
	return n.out;
}

static inline int64_t once_more(struct kit *k, int64_t id)
{
	struct naming n = { .id = id };

	assert_int_equal(perform(k, again_run, &n, sizeof(n)), ERR_OK);
	return n.out;
}

static inline enum err beat_run(struct call *call)
{
	call_set_text(call, "me", store_me(call->app->store));
	return store_do(call, "INSERT INTO worker (id, beats) VALUES (:me, 1)"
			      " ON CONFLICT (id) DO NOTHING");
}

static inline enum err die_run(struct call *call)
{
	return store_do(call, "DELETE FROM worker");
}

static inline void beats(struct kit *k)
{
	assert_int_equal(perform(k, beat_run, NULL, 0), ERR_OK);
}

static inline void lost(struct kit *k, const struct job_kind *kind)
{
	struct job_tidying l = { .kind = kind };

	assert_int_equal(perform(k, job_lost_run, &l, sizeof(l)), ERR_OK);
}

static inline int setup(void **state, const char *url)
{
	static const char *const names[] = { "120-clock.sql", "181-jobs.sql", "210-job-waits.sql" };
	struct kit *k = kit_make(url);

	for (size_t i = 0; i < 3; i++)
		k->schema[i + 1] = (struct store_text){
			names[i],
			kit_file(k->arena,
				 text_c(k->arena, text_format(k->arena, "schema/%s", names[i])))
		};
	k->schema[4] = (struct store_text){ "900-things.sql", text_of(kit_things) };
	k->config.schema_count = k->schema_count = 5;
	kit_open(k);
	again = asking;
	again.asks = false;
	lets = JOB_MAY;
	now = NOW;
	*state = k;
	return 0;
}

static inline int setup_sqlite(void **state)
{
	return setup(state, NULL);
}

static inline int setup_postgres(void **state)
{
	return setup(state, getenv("GROUNDLEVEL_TEST_POSTGRES"));
}

#define JOBS_SQLITE(test)   cmocka_unit_test_setup_teardown(test, setup_sqlite, kit_teardown),
#define JOBS_POSTGRES(test) cmocka_unit_test_setup_teardown(test, setup_postgres, kit_teardown),
#define JOBS_MAIN(TESTS)                                                                           \
	int main(void)                                                                             \
	{                                                                                          \
		const struct CMUnitTest sqlite[] = { TESTS(JOBS_SQLITE) };                         \
		const struct CMUnitTest postgres[] = { TESTS(JOBS_POSTGRES) };                     \
                                                                                                   \
		if (getenv("GROUNDLEVEL_TEST_POSTGRES"))                                           \
			return cmocka_run_group_tests(postgres, NULL, NULL);                       \
		return cmocka_run_group_tests(sqlite, NULL, NULL);                                 \
	}

#endif
