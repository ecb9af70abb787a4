// SPDX-License-Identifier: Apache-2.0
/* Many threads, one commit; what fails is undone alone; what is not written is never called done.
 */
#include "test/unit/store_kit.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define THREADS 8
#define EACH	60

struct hand {
	struct kit *k;
	int number;
	int done, refused, wrong;
};

static enum err insert_or_change_mind(struct call *call)
{
	enum err e = store_do(call, kit_insert);
	if (!e && call_whole(call, "amount", 0) % 3 == 0)
		return refuse(call, ERR_BAD, "changed my mind");
	return e;
}

static const struct op odd_op = { .run = insert_or_change_mind };

static struct call *numbered(struct kit *k, struct arena *a, int thread, int i)
{
	struct call *call = kit_call_in(a, k, &odd_op);
	struct text id = text_format(a, "h%d-%d", thread, i);

	kit_values(call, text_c(a, id), text_c(a, id));
	call_set_whole(call, "amount", i);
	return call;
}

static void *hand_main(void *owner)
{
	struct hand *h = owner;
	for (int i = 0; i < EACH; i++) {
		struct arena *a = arena_open();
		enum err e = kit_perform(numbered(h->k, a, h->number, i));
		h->done += e == ERR_OK;
		h->refused += e == ERR_BAD;
		arena_drop(a);
	}
	return NULL;
}

static void hands_work(struct kit *k, struct hand hands[THREADS])
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++) {
		hands[i] = (struct hand){ .k = k, .number = i };
		pthread_create(&threads[i], NULL, hand_main, &hands[i]);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

static void a_failing_call_is_undone_while_others_commit(void **state)
{
	struct hand hands[THREADS];

	hands_work(*state, hands);
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(hands[i].refused, EACH / 3);
		assert_int_equal(hands[i].done, EACH - EACH / 3);
	}
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"),
			 THREADS * (EACH - EACH / 3));
	assert_int_equal(
		kit_number_of(*state, "SELECT count(*) AS n FROM thing WHERE amount % 3 = 0"), 0);
}

static enum err count_things(struct call *call)
{
	return store_reply_row(call, "", "SELECT count(*) AS total FROM thing");
}

static void who_was_answered_sees_what_he_wrote(void **state)
{
	const struct op op = { .run = count_things, .gives = &kit_gives, .reads = true };
	struct kit *k = *state;
	char expected[32];

	for (int i = 0; i < 5; i++) {
		char id[16];
		snprintf(id, sizeof(id), "t%d", i);
		kit_put(k, id, id);
		struct call *call = kit_call(k, &op); /* the link has not rested since */
		assert_int_equal(kit_perform(call), ERR_OK);
		snprintf(expected, sizeof(expected), "{\"total\":%d}", i + 1);
		assert_string_equal(kit_reply(call), expected);
	}
}

static enum err two_reads(struct call *call)
{
	struct rows *r = store_ask(call, "SELECT count(*) AS n FROM thing");
	assert_true(rows_next(r));
	int64_t before = rows_whole(r, "n");
	rows_close(r);
	if (call->owner)
		kit_put(call->owner, "other", "other");
	r = store_ask(call, "SELECT count(*) AS n FROM thing");
	assert_true(rows_next(r));
	assert_int_equal(rows_whole(r, "n"), before);
	rows_close(r);
	return call->err;
}

static void a_read_sees_one_state_of_the_data(void **state)
{
	const struct op op = { .run = two_reads, .reads = true };
	struct kit *k = *state;
	struct call *call = kit_call(k, &op);

	if (k->url) /* each statement of a read stands for itself there */
		return;
	call->owner = k;
	assert_int_equal(store_perform(call), ERR_OK);
}

static void a_full_queue_is_said(void **state)
{
	struct kit *k = *state;

	store_stop(k->store);
	struct call *call = kit_call(k, &kit_make_op);
	assert_int_equal(kit_perform(call), ERR_UNAVAILABLE);
	assert_string_equal(kit_why(call), "too many writes are waiting; please try again");
}

static enum err make_now(struct call *call)
{
	kit_values(call, "now", "Now");
	return store_do(call, kit_insert);
}

static enum err make_now_and_fail(struct call *call)
{
	kit_values(call, "later", "Later");
	store_do(call, kit_insert);
	return refuse(call, ERR_BAD, "no");
}

static void commands_perform_at_once(void **state)
{
	struct call *call = kit_call(*state, NULL);
	struct call *failing = kit_call(*state, NULL);

	call->connection = NULL;
	assert_int_equal(store_perform_now(call, make_now), ERR_OK);
	assert_int_equal(store_perform_now(failing, make_now_and_fail), ERR_BAD);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 1);
}

/* --- SQLite alone --- */

static void another_program_is_waited_for(void **state)
{
	struct kit *k = *state;
	char path[100];
	sqlite3 *other;

	if (k->url)
		return;
	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	sqlite3_busy_timeout(other, 5000);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	struct call *call = kit_call(k, &kit_make_op);
	struct waiting w = { .lock = PTHREAD_MUTEX_INITIALIZER,
			     .answered = PTHREAD_COND_INITIALIZER };
	kit_values(call, "t1", "Ann");
	call->owner = &w;
	assert_int_equal(store_perform(call), ERR_PENDING);
	usleep(300000);
	pthread_mutex_lock(&w.lock);
	assert_false(w.done);
	assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	while (!w.done)
		pthread_cond_wait(&w.answered, &w.lock);
	pthread_mutex_unlock(&w.lock);
	assert_int_equal(w.e, ERR_OK);
	sqlite3_close(other);
}

static void limit_files(rlim_t bytes)
{
	struct rlimit limit;

	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = bytes;
	setrlimit(RLIMIT_FSIZE, &limit);
}

/* A file that may not grow is as good as a full disk. */
static void what_cannot_be_written_is_never_called_done(void **state)
{
	struct kit *k = *state;
	char path[100];
	struct stat st;
	int done = 0, refused = 0;

	if (k->url)
		return;
	signal(SIGXFSZ, SIG_IGN);
	kit_put(k, "first", "First");
	snprintf(path, sizeof(path), "%s/groundlevel.db-wal", k->folder);
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size >= (off_t)8 << 20); /* extended with zeros ahead */
	limit_files((rlim_t)st.st_size);
	char *large = arena_bytes(k->arena, 400001);
	memset(large, 'x', 400000);
	large[400000] = '\0';
	for (int i = 0; i < 60; i++) {
		struct call *call = numbered(k, k->arena, 0, 3 * i + 1);
		call_set_text(call, "tags", text_of(large));
		enum err e = kit_perform(call);
		done += e == ERR_OK;
		refused += e == ERR_INTERNAL;
	}
	limit_files(RLIM_INFINITY);
	assert_int_equal(done + refused, 60);
	assert_true(done > 5 && refused > 5);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), done + 1);
	kit_put(k, "last", "Last"); /* and the server goes on */
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), done + 2);
	struct text why;
	assert_int_equal(store_check(k->store, &why, k->arena), ERR_OK);
}

static void the_log_is_begun_anew_under_load(void **state)
{
	struct kit *k = *state;
	char path[100];
	struct stat st;

	if (k->url)
		return;
	char *large = arena_bytes(k->arena, 200001);
	memset(large, 'y', 200000);
	large[200000] = '\0';
	for (int i = 0; i < 1000; i++) { /* 200 MB in all */
		struct arena *a = arena_open();
		struct call *call = numbered(k, a, 0, 3 * i + 1);
		call_set_text(call, "tags", text_of(large));
		assert_int_equal(kit_perform(call), ERR_OK);
		arena_drop(a);
	}
	snprintf(path, sizeof(path), "%s/groundlevel.db-wal", k->folder);
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size < (off_t)80 << 20);
}

/* A process that dies keeps what it had answered. */
static void what_was_answered_survives_a_kill(void **state)
{
	struct kit *k = *state;
	int pipes[2];
	int64_t last = -1;

	if (k->url)
		return;
	kit_shut(k);
	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (!child) {
		kit_open(k);
		for (int64_t i = 0;; i++) {
			struct arena *a = arena_open();
			if (kit_perform(numbered(k, a, 1, (int)(3 * i + 1))))
				_exit(1);
			if (write(pipes[1], &i, sizeof(i)) != sizeof(i))
				_exit(1);
			arena_drop(a);
		}
	}
	close(pipes[1]);
	int64_t i;
	assert_int_equal(read(pipes[0], &i, sizeof(i)), sizeof(i)); /* it is at work */
	last = i;
	usleep(200000);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	while (read(pipes[0], &i, sizeof(i)) == sizeof(i))
		last = i;
	close(pipes[0]);
	kit_open(k);
	assert_true(last >= 0);
	assert_true(kit_number_of(k, "SELECT count(*) AS n FROM thing") >= last + 1);
	struct text why;
	assert_int_equal(store_check(k->store, &why, k->arena), ERR_OK);
}

/* --- PostgreSQL alone --- */

static enum err change_two(struct call *call)
{
	store_do(call, "UPDATE thing SET amount = amount + 1 WHERE id = :first");
	call_set_text(call, "price", TEXT("left over from the first attempt"));
	usleep(20000);
	store_do(call, "UPDATE thing SET amount = amount + 1 WHERE id = :second");
	return call->err;
}

static void *change_main(void *owner)
{
	static const struct op op = { .run = change_two };
	struct hand *h = owner;
	for (int i = 0; i < 10; i++) {
		struct arena *a = arena_open();
		struct call *call = kit_call_in(a, h->k, &op);
		call_set_text(call, "first", h->number ? TEXT("a") : TEXT("b"));
		call_set_text(call, "second", h->number ? TEXT("b") : TEXT("a"));
		h->done += kit_perform(call) == ERR_OK;
		arena_drop(a);
	}
	return NULL;
}

/* Two that lock the same rows in opposite order: the server ends one, which is tried again. */
static void a_lost_race_is_run_again(void **state)
{
	struct kit *k = *state;
	struct hand hands[2] = { { .k = k, .number = 0 }, { .k = k, .number = 1 } };
	pthread_t threads[2];

	if (!k->url)
		return;
	PGconn *conn = PQconnectdb(k->url);
	PQclear(PQexec(conn, "ALTER SYSTEM SET deadlock_timeout = '30ms'"));
	PQclear(PQexec(conn, "SELECT pg_reload_conf()"));
	PQfinish(conn);
	kit_put(k, "a", "a");
	kit_put(k, "b", "b");
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, change_main, &hands[i]);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(hands[0].done + hands[1].done, 20);
	assert_int_equal(kit_number_of(k, "SELECT sum(amount) AS n FROM thing"), 84 + 40);
}

static void a_connection_that_died_is_made_again(void **state)
{
	struct kit *k = *state;

	if (!k->url)
		return;
	kit_put(k, "t1", "Ann");
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), 1);
	PGconn *conn = PQconnectdb(k->url);
	PGresult *r = PQexec(conn, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
				   " WHERE application_name = 'groundlevel'");
	assert_true(PQntuples(r) >= 5);
	PQclear(r);
	PQfinish(conn);
	for (int i = 0; i < 8; i++) { /* each worker meets its dead connection */
		char id[24];
		snprintf(id, sizeof(id), "again%d", i);
		kit_put(k, id, id);
	}
	struct call *call = kit_call(k, NULL); /* the loop's own: says so once, then is back */
	assert_false(store_has(call, "SELECT 1 FROM thing"));
	assert_int_equal(call->err, ERR_UNAVAILABLE);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), 9);
}

KIT_MAIN(cmocka_unit_test(a_failing_call_is_undone_while_others_commit),
	 cmocka_unit_test(who_was_answered_sees_what_he_wrote),
	 cmocka_unit_test(a_read_sees_one_state_of_the_data),
	 cmocka_unit_test(a_full_queue_is_said), cmocka_unit_test(commands_perform_at_once),
	 cmocka_unit_test(another_program_is_waited_for),
	 cmocka_unit_test(what_cannot_be_written_is_never_called_done),
	 cmocka_unit_test(the_log_is_begun_anew_under_load),
	 cmocka_unit_test(what_was_answered_survives_a_kill),
	 cmocka_unit_test(a_lost_race_is_run_again),
	 cmocka_unit_test(a_connection_that_died_is_made_again))
