// SPDX-License-Identifier: Apache-2.0
/* Search is told of changes just before the commit: what is undone is never found, what stays
 * always is; on each engine. */
#include "test/unit/store_kit.h"

#include "platform/store/sqlite.h"

static const char finds[] = "SELECT first_name FROM thing WHERE location_id = :locationId"
			    " AND FINDS(thing, :query) ORDER BY id";

static void needle_set(struct call *call, const char *asked)
{
	call_set(call, "query", store_needle(call, text_of(asked)));
}

static enum err search(struct call *call)
{
	needle_set(call, text_c(call->arena, call_text(call, "asked")));
	return store_list(call, "names", finds);
}

static const char *found(struct kit *k, const char *asked)
{
	const struct op op = { .run = search, .gives = &kit_gives, .reads = true };
	struct call *call = kit_call(k, &op);

	call_set_text(call, "asked", text_of(asked));
	if (kit_perform(call))
		return kit_why(call);
	store_connection_rest(k->connection);
	return kit_reply(call);
}

static enum err perform(struct kit *k, enum err (*run)(struct call *call))
{
	const struct op op = { .run = run, .gives = &kit_gives };

	return kit_perform(kit_call(k, &op));
}

static enum err put(struct call *call, const char *id, const char *name)
{
	kit_values(call, id, name);
	return store_do(call, kit_insert);
}

static enum err put_and_search(struct call *call)
{
	put(call, "t1", "Annabel");
	needle_set(call, "nab");
	assert_true(store_has(call, finds));
	store_do(call, "UPDATE thing SET find = 'berta' WHERE id = 't1'");
	assert_false(store_has(call, finds));
	needle_set(call, "ert");
	assert_true(store_has(call, finds));
	return call->err;
}

static void a_search_finds_what_its_own_transaction_changed(void **state)
{
	assert_int_equal(perform(*state, put_and_search), ERR_OK);
	assert_string_equal(found(*state, "nab"), "{\"names\":[]}");
	assert_string_equal(found(*state, "ert"), "{\"names\":[\"Annabel\"]}");
}

static enum err put_and_refuse(struct call *call)
{
	put(call, "t1", "Annabel");
	needle_set(call, "nab");
	assert_true(store_has(call, finds));
	put(call, "t2", "Annabelle");
	return refuse(call, ERR_BAD, "changed my mind");
}

static void what_a_refused_call_wrote_is_not_found(void **state)
{
	kit_put(*state, "t0", "Anna");
	assert_int_equal(perform(*state, put_and_refuse), ERR_BAD);
	assert_string_equal(found(*state, "nab"), "{\"names\":[]}");
	assert_string_equal(found(*state, "ann"), "{\"names\":[\"Anna\"]}");
	kit_put(*state, "t3", "Annabella");
	assert_string_equal(found(*state, "nab"), "{\"names\":[\"Annabella\"]}");
}

static enum err put_two_of_which_one_clashes(struct call *call)
{
	kit_values(call, "t1", "Annabel");
	enum err e = store_do(call, "INSERT INTO thing (id, location_id, first_name, find)"
				    " VALUES (:id, :locationId, 'Annabel', 'annabel'),"
				    " ('t0', :locationId, 'other', 'annabel the other')");
	assert_int_equal(e, ERR_DUPLICATE);
	return put(call, "t2", "Berta");
}

/* On PostgreSQL nothing more can be done in that call. */
static void what_a_failed_statement_wrote_is_not_found(void **state)
{
	struct kit *k = *state;

	kit_put(k, "t0", "Cecil");
	if (k->url)
		return;
	assert_int_equal(perform(k, put_two_of_which_one_clashes), ERR_OK);
	assert_string_equal(found(k, "annabel"), "{\"names\":[]}");
	assert_string_equal(found(k, "berta"), "{\"names\":[\"Berta\"]}");
}

static enum err change_all(struct call *call)
{
	store_do(call, "UPDATE thing SET find = 'daria' WHERE id = 't0'");
	store_do(call, "DELETE FROM thing WHERE id = 't1'");
	needle_set(call, "daria");
	assert_true(store_has(call, finds));
	return refuse(call, ERR_BAD, "not this part");
}

static enum err try_a_part(struct call *call)
{
	static const struct op op = { .run = change_all };
	struct call *part = call_open(call->arena, NOW);

	put(call, "t1", "Berta");
	part->op = &op;
	part->app = call->app;
	call_set_text(part, "locationId", TEXT("loc1"));
	assert_int_equal(store_try(call, part), ERR_BAD);
	store_do(call, "UPDATE thing SET find = 'emma' WHERE id = 't0' AND find = 'cecil'");
	return call->err;
}

static void what_an_undone_part_changed_is_as_before(void **state)
{
	kit_put(*state, "t0", "Cecil");
	assert_int_equal(perform(*state, try_a_part), ERR_OK);
	assert_string_equal(found(*state, "daria"), "{\"names\":[]}");
	assert_string_equal(found(*state, "cecil"), "{\"names\":[]}");
	assert_string_equal(found(*state, "emma"), "{\"names\":[\"Cecil\"]}");
	assert_string_equal(found(*state, "berta"), "{\"names\":[\"Berta\"]}");
}

/* --- at random, against an index made anew --- */

#define HANDS  4
#define ROUNDS 300

static enum err do_something(struct call *call)
{
	static const char *const changes[] = {
		kit_insert,
		"UPDATE thing SET find = :find, first_name = :firstName WHERE id = :id",
		"UPDATE thing SET amount = amount + 1 WHERE id = :id",
		"UPDATE thing SET location_id = 'loc2' WHERE id = :id",
		"DELETE FROM thing WHERE id = :id",
		"INSERT INTO thing (id, location_id, first_name, find) SELECT id || 'x',"
		" location_id, first_name || '!', find FROM thing WHERE id <= :id ORDER BY id DESC",
	};
	unsigned dice = (unsigned)call_whole(call, "dice", 0);

	for (int i = 0; i < 4; i++) {
		dice = dice * 1103515245 + 12345;
		const char *id = text_c(call->arena,
					text_format(call->arena, "t%u", dice >> 16 & 31));
		kit_values(call, id,
			   text_c(call->arena, text_format(call->arena, "%s name %u", id, dice)));
		store_do(call, changes[(dice >> 8 & 255) % 6]);
		needle_set(call, "nam");
		if (dice >> 24 == 7)
			store_has(call, finds);
	}
	return dice >> 28 == 3 ? refuse(call, ERR_BAD, "no") : call->err;
}

static void *hand_main(void *owner)
{
	static const struct op op = { .run = do_something };
	static _Atomic unsigned turn;
	struct kit *k = owner;

	for (int i = 0; i < ROUNDS; i++) {
		struct arena *a = arena_open();
		struct call *call = kit_call_in(a, k, &op);
		call_set_whole(call, "dice", atomic_fetch_add(&turn, 1) * 7919u);
		enum err e = kit_perform(call);
		assert_true(e == ERR_OK || e == ERR_BAD);
		arena_drop(a);
	}
	return NULL;
}

static int64_t number(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	int64_t n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

static sqlite3 *handle_open(struct kit *k)
{
	char path[100];
	sqlite3 *handle;

	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	sqlite3_busy_timeout(handle, 20000);
	assert_int_equal(sqlite_find_register(handle), SQLITE_OK);
	return handle;
}

static void the_index_is_always_as_one_made_anew(void **state)
{
	struct kit *k = *state;
	pthread_t threads[HANDS];

	if (k->url)
		return;
	for (int i = 0; i < HANDS; i++)
		pthread_create(&threads[i], NULL, hand_main, k);
	for (int i = 0; i < HANDS; i++)
		pthread_join(threads[i], NULL);
	sqlite3 *handle = handle_open(k);
	const char *anew =
		"CREATE TEMP TABLE kept AS SELECT rowid AS doc, location_id || char(10) || find AS"
		" find FROM thing; CREATE VIRTUAL TABLE anew USING fts5(find, content='',"
		" tokenize='store_pieces'); INSERT INTO anew (rowid, find) SELECT doc, find FROM "
		"kept;"
		"CREATE VIRTUAL TABLE temp.has USING fts5vocab(main, thing_find, instance);"
		"CREATE VIRTUAL TABLE temp.should USING fts5vocab(main, anew, instance);";
	if (sqlite3_exec(handle, anew, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(handle));
	assert_true(number(handle, "SELECT count(*) FROM should") > 100);
	assert_int_equal(number(handle, "SELECT count(*) FROM (SELECT term, doc, offset FROM has"
					" EXCEPT SELECT term, doc, offset FROM should)"),
			 0);
	assert_int_equal(number(handle, "SELECT count(*) FROM (SELECT term, doc, offset FROM should"
					" EXCEPT SELECT term, doc, offset FROM has)"),
			 0);
	sqlite3_close(handle);
}

/* --- SQLite alone --- */

static void a_commit_that_forgets_the_search_does_not_pass(void **state)
{
	struct kit *k = *state;

	if (k->url)
		return;
	sqlite3 *handle = handle_open(k);
	const char *insert =
		"INSERT INTO thing (id, location_id, find) VALUES ('t1', 'loc1', 'ann')";
	assert_int_equal(sqlite3_exec(handle, insert, NULL, NULL, NULL), SQLITE_ERROR);
	struct backlog *b = sqlite_backlog_open(handle, k->arena);
	assert_int_equal(sqlite3_exec(handle, insert, NULL, NULL, NULL), SQLITE_CONSTRAINT);
	assert_int_equal(number(handle, "SELECT count(*) FROM thing"), 0);
	sqlite_backlog_close(b);
	sqlite3_close(handle);
}

/* The triggers that version 0.1.0 made, which wrote at once. */
static const char old_triggers[] =
	"DROP TRIGGER thing_find_new; DROP TRIGGER thing_find_gone; DROP TRIGGER thing_find_moved;"
	"CREATE TRIGGER thing_find_new AFTER INSERT ON thing BEGIN INSERT INTO thing_find (rowid,"
	" find) VALUES (new.rowid, new.location_id || char(10) || new.find); END;"
	"CREATE TRIGGER thing_find_gone AFTER DELETE ON thing BEGIN INSERT INTO thing_find"
	" (thing_find, rowid, find) VALUES ('delete', old.rowid, old.location_id || char(10) ||"
	" old.find); END;"
	"INSERT INTO thing (id, location_id, first_name, find) VALUES ('t1', 'loc1', 'Ann', "
	"'ann');";

static void an_older_index_is_kept_and_told_anew(void **state)
{
	struct kit *k = *state;

	if (k->url)
		return;
	kit_shut(k);
	sqlite3 *handle = handle_open(k);
	if (sqlite3_exec(handle, old_triggers, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(handle));
	sqlite3_close(handle);
	k->schema[2] = (struct store_text){ "910-search.sql", TEXT("-- searchable thing\n") };
	k->config.schema_count = 3;
	kit_open(k);
	kit_put(k, "t2", "Annabel");
	assert_string_equal(found(k, "ann"), "{\"names\":[\"Ann\",\"Annabel\"]}");
	handle = handle_open(k);
	assert_int_equal(number(handle, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
					" AND sql LIKE '%find_later%'"),
			 3);
	assert_int_equal(number(handle, "SELECT count(*) FROM thing_find_docsize"), 2);
	sqlite3_close(handle);
}

KIT_MAIN(cmocka_unit_test(a_search_finds_what_its_own_transaction_changed),
	 cmocka_unit_test(what_a_refused_call_wrote_is_not_found),
	 cmocka_unit_test(what_a_failed_statement_wrote_is_not_found),
	 cmocka_unit_test(what_an_undone_part_changed_is_as_before),
	 cmocka_unit_test(the_index_is_always_as_one_made_anew),
	 cmocka_unit_test(a_commit_that_forgets_the_search_does_not_pass),
	 cmocka_unit_test(an_older_index_is_kept_and_told_anew))
