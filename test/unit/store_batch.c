// SPDX-License-Identifier: Apache-2.0
/* Calls that share a commit on SQLite: one that must be undone is undone alone, and a refusal that
 * wrote nothing costs the others nothing. */
#include "test/unit/store_kit.h"

#include <sqlite3.h>
#include <stdatomic.h>

#define CROWD 6

static _Atomic int runs;

/* What is left of an earlier attempt would be seen. */
static enum err make_once(struct call *call)
{
	atomic_fetch_add(&runs, 1);
	assert_false(call_given(call, "left"));
	call_set_flag(call, "left", true);
	json_key(&call->out, "long");
	json_put_text(&call->out, call_text(call, "tags"));
	return store_do(call, kit_insert);
}

static enum err make_and_refuse(struct call *call)
{
	make_once(call);
	return refuse(call, ERR_BAD, "changed my mind");
}

static enum err refuse_at_once(struct call *call)
{
	atomic_fetch_add(&runs, 1);
	store_do(call, "UPDATE thing SET amount = 1 WHERE id = 'nobody'");
	return refuse(call, ERR_BAD, "there is none");
}

static void crowd_answer(struct call *call, enum err e)
{
	call->err = call->err ? call->err : e;
	atomic_fetch_add((_Atomic int *)call->owner, 1);
}

/* So many calls while another program holds the data: they share the next commit. */
static void crowd_perform(struct kit *k, struct call *calls[CROWD])
{
	char path[100];
	sqlite3 *other;
	_Atomic int answered = 0;

	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	sqlite3_busy_timeout(other, 5000);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	for (int i = 0; i < CROWD; i++) {
		calls[i]->done = crowd_answer;
		calls[i]->owner = &answered;
		assert_int_equal(store_perform(calls[i]), ERR_PENDING);
		usleep(i ? 0 : 100000); /* the first waits alone: a batch of one */
	}
	sqlite3_exec(other, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(other);
	while (atomic_load(&answered) < CROWD)
		usleep(1000);
}

static void crowd_make(struct kit *k, const struct op *odd, struct call *calls[CROWD])
{
	static const struct op op = { .run = make_once };
	char *large = arena_bytes(k->arena, 2001);

	memset(large, 'x', 2000);
	large[2000] = '\0';
	for (int i = 0; i < CROWD; i++) {
		char id[16];
		snprintf(id, sizeof(id), "c%d", i);
		calls[i] = kit_call(k, i == 3 ? odd : &op);
		kit_values(calls[i], text_c(k->arena, text_of(id)), text_c(k->arena, text_of(id)));
		call_set_text(calls[i], "tags", text_of(large));
	}
	atomic_store(&runs, 0);
}

static void crowd_look(struct kit *k, struct call *calls[CROWD])
{
	for (int i = 0; i < CROWD; i++) {
		assert_int_equal(calls[i]->err, i == 3 ? ERR_BAD : ERR_OK);
		if (i != 3)
			assert_int_equal(strlen(kit_reply(calls[i])),
					 strlen("{\"long\":\"\"}") + 2000);
	}
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), CROWD - 1);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing WHERE id = 'c3'"), 0);
}

static void who_shares_a_commit_with_a_call_that_is_undone_is_done_again(void **state)
{
	static const struct op odd = { .run = make_and_refuse };
	struct call *calls[CROWD];
	struct kit *k = *state;

	if (k->url)
		return;
	crowd_make(k, &odd, calls);
	crowd_perform(k, calls);
	crowd_look(k, calls);
	assert_string_equal(kit_why(calls[3]), "changed my mind");
	assert_true(atomic_load(&runs) > CROWD);
}

static void who_refuses_before_anything_is_written_disturbs_nobody(void **state)
{
	static const struct op odd = { .run = refuse_at_once };
	struct call *calls[CROWD];
	struct kit *k = *state;

	if (k->url)
		return;
	crowd_make(k, &odd, calls);
	crowd_perform(k, calls);
	crowd_look(k, calls);
	assert_int_equal(atomic_load(&runs), CROWD);
}

/* --- errands --- */

struct count {
	int n;
	bool refused;
};

static enum err count_run(struct call *call)
{
	struct count *count = store_transaction_data(call);

	atomic_fetch_add(&runs, 1);
	assert_int_equal(count->n, 1);
	count->n++;
	kit_values(call, "errand", "errand");
	store_do(call, kit_insert);
	return count->refused ? refuse(call, ERR_BAD, "changed my mind") : call->err;
}

static void an_transaction_that_is_done_again_finds_its_data_as_it_was(void **state)
{
	struct kit *k = *state;
	struct count count = { .n = 1, .refused = true };

	atomic_store(&runs, 0);
	assert_int_equal(
		store_transaction(kit_call(k, NULL), "count", count_run, &count, sizeof(count)),
		ERR_BAD);
	assert_true(k->url || atomic_load(&runs) == 2); /* without a savepoint, and with one */
	assert_int_equal(count.n, 1);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), 0);
	count.refused = false;
	assert_int_equal(
		store_transaction(kit_call(k, NULL), "count", count_run, &count, sizeof(count)),
		ERR_OK);
	assert_int_equal(count.n, 2);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), 1);
}

KIT_MAIN(cmocka_unit_test(an_transaction_that_is_done_again_finds_its_data_as_it_was),
	 cmocka_unit_test(who_shares_a_commit_with_a_call_that_is_undone_is_done_again),
	 cmocka_unit_test(who_refuses_before_anything_is_written_disturbs_nobody))
