// SPDX-License-Identifier: Apache-2.0
/*
 * Reads that take long: no event loop waits for them, and nobody waits for ever.
 */
#include "test/unit/store_kit.h"

/* So many rows, made on the way; MANY take SQLite a good part of a second. */
#define COUNTING(rows)                                                                             \
	"SELECT count(*) AS n FROM (WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL"             \
	" SELECT i + 1 FROM numbers WHERE i < " rows ") SELECT i FROM numbers) AS counted"
#define MANY  "2000000"
#define NEVER "1000000000000"

static void count_put(struct call *call, const char *sql)
{
	struct rows *r = store_ask(call, sql);

	json_key(&call->out, "total");
	if (rows_next(r))
		json_put_whole(&call->out, rows_whole(r, "n"));
	rows_close(r);
}

/* How often it was begun is told to the test; the call itself must not know. */
static enum err many_run(struct call *call)
{
	int *begun = call->job;

	(*begun)++;
	assert_false(call_given(call, "before"));
	call_set_flag(call, "before", true);
	count_put(call, COUNTING(MANY));
	return call->err;
}

static enum err few_run(struct call *call)
{
	count_put(call, COUNTING("7"));
	return call->err;
}

static enum err never_run(struct call *call)
{
	count_put(call, COUNTING(NEVER));
	return call->err;
}

static const struct op many = { .run = many_run, .gives = &kit_gives, .reads = true };
static const struct op few = { .run = few_run, .gives = &kit_gives, .reads = true };
static const struct op never = { .run = never_run, .gives = &kit_gives, .reads = true };

static enum err db_status_of(struct waiting *w)
{
	pthread_mutex_lock(&w->lock);
	while (!w->done)
		pthread_cond_wait(&w->answered, &w->lock);
	pthread_mutex_unlock(&w->lock);
	return w->e;
}

static void a_long_read_goes_on_elsewhere_from_its_beginning(void **state)
{
	struct kit *k = *state;
	struct arena *a = arena_open();
	struct call *call = kit_call_in(a, k, &many);
	struct waiting w = { .lock = PTHREAD_MUTEX_INITIALIZER,
			     .answered = PTHREAD_COND_INITIALIZER };
	int begun = 0;

	call->job = &begun;
	call->owner = &w;
	assert_int_equal(store_perform(call), ERR_PENDING);
	assert_int_equal(kit_perform(kit_call(k, &few)), ERR_OK); /* and others go on here */
	assert_int_equal(db_status_of(&w), ERR_OK);
	assert_string_equal(kit_reply(call), "{\"total\":" MANY "}");
	assert_int_equal(begun, k->url ? 1 : 2);
	assert_ptr_equal(call->connection, k->connection);
	arena_drop(a);
}

static void a_short_read_stays_where_it_is(void **state)
{
	struct kit *k = *state;
	struct call *call = kit_call(k, &few);

	if (!k->url)
		assert_int_equal(store_perform(call), ERR_OK);
	else
		assert_int_equal(kit_perform(call), ERR_OK);
	assert_string_equal(kit_reply(call), "{\"total\":7}");
}

static void who_can_wait_is_not_sent_away(void **state)
{
	struct kit *k = *state;
	struct call *call = kit_call(k, &many);
	int begun = 0;

	if (k->url)
		return;
	call->job = &begun;
	call->done = NULL;
	assert_int_equal(store_perform(call), ERR_OK);
	assert_string_equal(kit_reply(call), "{\"total\":" MANY "}");
	assert_int_equal(begun, 1);
}

static void nobody_reads_for_ever(void **state)
{
	struct kit *k = *state;

	kit_shut(k);
	k->config.read_ms = k->url ? 1500 : 200; /* PostgreSQL gives up at 0.8 of it, we at 0.9 */
	kit_open(k);
	for (int i = 0; i < 5; i++) { /* more than there are threads */
		struct call *call = kit_call(k, &never);
		assert_int_equal(kit_perform(call), ERR_TIMEOUT);
		assert_string_equal(kit_why(call),
				    "this takes too long; please ask for less at a time");
		assert_string_equal(kit_reply(call), "{}");
	}
	kit_put(k, "t1", "Ann");
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), 1);
}

static void a_server_that_stops_does_not_wait_for_them(void **state)
{
	struct kit *k = *state;
	struct waiting waits[6];
	struct call *calls[6];

	if (k->url)
		return;
	for (int i = 0; i < 6; i++) {
		waits[i] = (struct waiting){ .lock = PTHREAD_MUTEX_INITIALIZER,
					     .answered = PTHREAD_COND_INITIALIZER };
		calls[i] = kit_call_in(arena_open(), k, &never);
		calls[i]->owner = &waits[i];
		assert_int_equal(store_perform(calls[i]), ERR_PENDING);
	}
	kit_shut(k);
	for (int i = 0; i < 6; i++) {
		enum err e = db_status_of(&waits[i]);
		assert_true(e == ERR_TIMEOUT || e == ERR_UNAVAILABLE);
		arena_drop(calls[i]->arena);
	}
}

KIT_MAIN(cmocka_unit_test(a_long_read_goes_on_elsewhere_from_its_beginning),
	 cmocka_unit_test(a_short_read_stays_where_it_is),
	 cmocka_unit_test(who_can_wait_is_not_sent_away), cmocka_unit_test(nobody_reads_for_ever),
	 cmocka_unit_test(a_server_that_stops_does_not_wait_for_them))
