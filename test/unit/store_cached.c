// SPDX-License-Identifier: Apache-2.0
/*
 * A read whose row says `cached` is performed once, as long as nothing was committed: by this
 * process or another.  PostgreSQL performs it each time.
 */
#include "test/unit/store_kit.h"

#include <sqlite3.h>

static int performed;

static enum err things_run(struct call *call)
{
	struct rows *r = store_ask(call, "SELECT count(*) AS n FROM thing");

	performed++;
	json_key(&call->out, "total");
	if (rows_next(r))
		json_put_whole(&call->out, rows_whole(r, "n"));
	rows_close(r);
	return call->err;
}

static enum err refused_run(struct call *call)
{
	performed++;
	return refuse(call, ERR_MISSING, "There is none.");
}

static enum err other_status_run(struct call *call)
{
	performed++;
	call->status = 207;
	return ERR_OK;
}

static const struct op things = {
	.run = things_run, .gives = &kit_gives, .reads = true, .cached = true
};
static const struct op plain = { .run = things_run, .gives = &kit_gives, .reads = true };
static const struct op refused = {
	.run = refused_run, .gives = &kit_gives, .reads = true, .cached = true
};
static const struct op other_status = {
	.run = other_status_run, .gives = &kit_gives, .reads = true, .cached = true
};

/* So many are there; performed: did it read? */
static void expect_read(struct kit *k, struct call *call, int count, bool reads)
{
	char reply[40];
	int before = performed;

	snprintf(reply, sizeof(reply), "{\"total\":%d}", count);
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_string_equal(kit_reply(call), reply);
	assert_int_equal(performed - before, reads || k->url ? 1 : 0);
}

static void expect(struct kit *k, int count, bool reads)
{
	expect_read(k, kit_call(k, &things), count, reads);
}

static void it_is_read_once_until_something_is_committed(void **state)
{
	struct kit *k = *state;

	expect(k, 0, true);
	expect(k, 0, false);
	kit_put(k, "t1", "Ann");
	expect(k, 1, true);
	expect(k, 1, false);
	assert_true(k->url || store_figures(k->store).repeated == 2);
}

/* By another process. */
static void thing_put(struct kit *k)
{
	char path[100];
	sqlite3 *other;

	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	sqlite3_busy_timeout(other, 60000);
	assert_int_equal(sqlite3_exec(other,
				      "DROP TRIGGER thing_find_new;"
				      "INSERT INTO thing (id, location_id) VALUES ('t9', 'loc1')",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(other);
}

static void another_process_commits_too(void **state)
{
	struct kit *k = *state;

	if (k->url)
		return;
	expect(k, 0, true);
	expect(k, 0, false);
	thing_put(k);
	store_connection_rest(k->connection); /* as a loop does that has nothing to do */
	expect(k, 1, true);
	expect(k, 1, false);
}

/* The second sees what the first does not yet, when both come to ask for the first time. */
static void what_an_old_state_says_is_not_given_to_a_new_one(void **state)
{
	struct kit *k = *state;
	struct store_connection *first = k->connection, *second = store_connection_open(k->store);

	if (!k->url) {
		expect_read(k, kit_call(k, &plain), 0, true);
		thing_put(k);
		k->connection = second;
		expect_read(k, kit_call(k, &plain), 1, true);
		k->connection = first;
		kit_perform(kit_call(k, &things));
		k->connection = second;
		expect(k, 1, true);
		k->connection = first;
	}
	store_connection_close(second);
}

static void two_readers_share_what_they_both_see(void **state)
{
	struct kit *k = *state;
	struct store_connection *first = k->connection, *second = store_connection_open(k->store);

	if (k->url) {
		store_connection_close(second);
		return;
	}
	expect(k, 0, true);
	k->connection = second;
	expect(k, 0, true); /* its first look */
	k->connection = first;
	expect(k, 0, false);
	kit_put(k, "t1", "Ann");
	k->connection = first;
	expect(k, 1, true);
	k->connection = second;
	expect(k, 1, true);
	k->connection = first;
	store_connection_close(second);
}

/* A loop that is never idle goes on with the state of the data that it has; others look meanwhile.
 */
static void who_never_rests_finds_what_others_kept(void **state)
{
	struct kit *k = *state;
	struct store_connection *first = k->connection, *second = store_connection_open(k->store);

	if (!k->url) {
		expect(k, 0, true);
		k->connection = second;
		expect(k, 0, true);
		store_connection_rest(second);
		k->connection = first;
		expect(k, 0, false);
	}
	store_connection_close(second);
}

static void another_question_is_another_reply(void **state)
{
	struct kit *k = *state;
	static const char *const names[] = { "callerToken", "locationId" };
	struct call *call = kit_call(k, &things);

	expect(k, 0, true);
	for (size_t i = 0; i < 2; i++) {
		struct call *other = kit_call(k, &things);
		call_set_text(other, names[i], TEXT("another"));
		expect_read(k, other, 0, true);
	}
	call->query = TEXT("limit=1");
	expect_read(k, call, 0, true);
	call = kit_call(k, &things);
	call->body = TEXT("{}");
	expect_read(k, call, 0, true);
	call = kit_call(k, &things);
	call->path = TEXT("/things/1");
	expect_read(k, call, 0, true);
	call = kit_call(k, &things);
	call->headers = &(struct header){ TEXT("Host"), TEXT("example.org") };
	call->header_count = 1;
	expect_read(k, call, 0, true);
	expect(k, 0, false);
}

static void only_whole_replies_of_rows_that_say_so(void **state)
{
	struct kit *k = *state;
	int before = performed;

	expect_read(k, kit_call(k, &plain), 0, true);
	expect_read(k, kit_call(k, &plain), 0, true);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(kit_perform(kit_call(k, &refused)), ERR_MISSING);
		assert_int_equal(kit_perform(kit_call(k, &other_status)), ERR_OK);
	}
	assert_int_equal(performed - before, 6);
	struct call *inside = kit_call(k, &things);
	inside->inside = true;
	expect(k, 0, true);
	expect_read(k, inside, 0, true);
}

KIT_MAIN(cmocka_unit_test(it_is_read_once_until_something_is_committed),
	 cmocka_unit_test(another_process_commits_too),
	 cmocka_unit_test(what_an_old_state_says_is_not_given_to_a_new_one),
	 cmocka_unit_test(two_readers_share_what_they_both_see),
	 cmocka_unit_test(who_never_rests_finds_what_others_kept),
	 cmocka_unit_test(another_question_is_another_reply),
	 cmocka_unit_test(only_whole_replies_of_rows_that_say_so))
