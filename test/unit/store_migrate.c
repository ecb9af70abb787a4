// SPDX-License-Identifier: Apache-2.0
/* Migrations, full-text search, backup and check; on each engine. */
#include "test/unit/store_kit.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

static enum err reopen(struct kit *k, struct text *why)
{
	struct store *s = NULL;
	enum err e;

	k->config.schema_count = k->schema_count;
	*why = TEXT("");
	e = store_open(&k->config, k->arena, &s, why);
	assert_int_equal(!s, e != ERR_OK);
	store_close(s);
	return e;
}

static void says(struct kit *k, const char *expected)
{
	struct text why;

	assert_int_not_equal(reopen(k, &why), ERR_OK);
	if (!strstr(text_c(k->arena, why), expected))
		fail_msg("said: %.*s", (int)why.size, why.at);
}

static void each_text_is_applied_once(void **state)
{
	struct kit *k = *state;
	struct text why;

	kit_put(k, "t1", "Ann");
	kit_shut(k);
	assert_int_equal(reopen(k, &why), ERR_OK);
	k->schema[2] = (struct store_text){
		"910-more.sql", TEXT("ALTER TABLE thing ADD COLUMN more TEXT;\n"
				     "-- only sqlite\nUPDATE thing SET more = 'sqlite';\n"
				     "-- only postgres\nUPDATE thing SET more = 'postgres';\n"
				     "-- both\nUPDATE thing SET amount = 7;\n")
	};
	k->schema_count = 3;
	assert_int_equal(reopen(k, &why), ERR_OK);
	k->config.schema_count = 3;
	kit_open(k);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM schema_version"), 3);
	const char *sql = k->url ? "SELECT count(*) AS n FROM thing WHERE more = 'postgres'"
				 : "SELECT count(*) AS n FROM thing WHERE more = 'sqlite'";
	assert_int_equal(kit_number_of(k, sql), 1);
	assert_int_equal(kit_number_of(k, "SELECT amount AS n FROM thing"), 7);
}

static void newer_data_is_refused(void **state)
{
	struct kit *k = *state;

	kit_shut(k);
	k->schema_count = 1;
	says(k, "this data was written by a newer version (it has 900-things.sql)");
}

static void a_text_that_changed_is_refused(void **state)
{
	struct kit *k = *state;

	kit_shut(k);
	k->schema[1].sql = text_format(k->arena, "%s-- a change\n", kit_things);
	says(k, "900-things.sql was changed after it had been applied");
}

static void a_text_that_fails_changes_nothing(void **state)
{
	struct kit *k = *state;

	kit_shut(k);
	k->schema[2] = (struct store_text){ "910-bad.sql",
					    TEXT("CREATE TABLE good (x BIGINT);\n"
						 "CREATE TABLE thing (x BIGINT);\n") };
	k->schema_count = 3;
	says(k, "910-bad.sql");
	k->config.schema_count = k->schema_count = 2;
	kit_open(k);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM schema_version"), 2);
}

static void what_stands_in_quotes_is_no_type(void **state)
{
	struct kit *k = *state;
	struct text why;

	kit_shut(k);
	k->schema[2] = (struct store_text){
		"910-quotes.sql", TEXT("CREATE TABLE word (said TEXT NOT NULL DEFAULT 'A TEXT');\n"
				       "INSERT INTO word (said) VALUES ('TEXT'); -- a TEXT\n"
				       "INSERT INTO word (said) VALUES (CAST(7 AS TEXT));\n")
	};
	k->schema_count = 3;
	assert_int_equal(reopen(k, &why), ERR_OK);
	k->config.schema_count = 3;
	kit_open(k);
	assert_int_equal(
		kit_number_of(k, "SELECT count(*) AS n FROM word WHERE said IN ('TEXT', '7')"), 2);
}

/* The whole schema, as the program carries it. */
static void the_schema_of_the_house_is_applied(void **state)
{
	struct kit *k = *state;
	struct text why = TEXT("");
	struct store_text texts[100];
	size_t count = 0;
	struct dirent **names;
	char path[300];

	kit_shut(k);
	if (k->url)
		kit_empty(k->url);
	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	unlink(path);
	int found_count = scandir("schema", &names, NULL, alphasort);
	assert_true(found_count > 2);
	for (int i = 0; i < found_count; i++) {
		const char *name = names[i]->d_name;
		snprintf(path, sizeof(path), "schema/%s", name);
		if (text_ends(text_of(name), ".sql") && count < 100)
			texts[count++] = (struct store_text){ text_c(k->arena, text_of(name)),
							      kit_file(k->arena, path) };
		free(names[i]);
	}
	free(names);
	k->config.schema = texts;
	k->schema_count = count;
	if (reopen(k, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	k->config.schema = k->schema;
}

/* --- search --- */

static enum err find(struct call *call)
{
	struct value needle = store_needle(call, call_text(call, "asked"));

	if (needle.type == VALUE_ABSENT)
		return refuse(call, ERR_BAD, "too short");
	call_set(call, "query", needle);
	return store_list(call, "names",
			  "SELECT first_name FROM thing WHERE location_id = :locationId"
			  " AND FINDS(thing, :query) ORDER BY id");
}

static const char *found(struct kit *k, const char *location, const char *asked)
{
	const struct op op = { .run = find, .gives = &kit_gives, .reads = true };
	struct call *call = kit_call(k, &op);

	call_set_text(call, "locationId", text_of(location));
	call_set_text(call, "asked", text_of(asked));
	if (kit_perform(call))
		return kit_why(call);
	store_connection_rest(k->connection);
	return kit_reply(call);
}

static enum err rename_thing(struct call *call)
{
	store_do(call, "UPDATE thing SET first_name = :firstName, find = :find WHERE id = :id");
	return store_do(call, "DELETE FROM thing WHERE id = 't4'");
}

static void a_search_finds_pieces_in_its_location(void **state)
{
	struct kit *k = *state;
	const struct op op = { .run = rename_thing };

	kit_put(k, "t1", "Émile O'Neil 100%");
	kit_put(k, "t2", "Emily \"Em\" Bronte");
	kit_put(k, "t3", "Борис_1");
	kit_put(k, "t4", "Emil");
	struct call *other = kit_call(k, &kit_make_op);
	kit_values(other, "u1", "Emil of elsewhere");
	call_set_text(other, "locationId", TEXT("loc2"));
	assert_int_equal(kit_perform(other), ERR_OK);

	assert_string_equal(found(k, "loc1", "EMIL"), "{\"names\":[\"Emily \\\"Em\\\" Bronte\","
						      "\"Emil\"]}");
	assert_string_equal(found(k, "loc2", "emil"), "{\"names\":[\"Emil of elsewhere\"]}");
	assert_string_equal(found(k, "loc1", "\"em\" b"),
			    "{\"names\":[\"Emily \\\"Em\\\" Bronte\"]}");
	assert_string_equal(found(k, "loc1", "00%"), "{\"names\":[\"Émile O'Neil 100%\"]}");
	assert_string_equal(found(k, "loc1", "ис_"), "{\"names\":[\"Борис_1\"]}");
	assert_string_equal(found(k, "loc1", "o'n"), "{\"names\":[\"Émile O'Neil 100%\"]}");
	assert_string_equal(found(k, "loc1", "e_i"), "{\"names\":[]}");
	assert_string_equal(found(k, "loc1", " em "), "too short");

	struct call *call = kit_call(k, &op);
	kit_values(call, "t2", "Charlotte");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_string_equal(found(k, "loc1", "emil"), "{\"names\":[]}");
	assert_string_equal(found(k, "loc1", "charl"), "{\"names\":[\"Charlotte\"]}");
}

static void a_search_survives_a_vacuum(void **state)
{
	struct kit *k = *state;
	char path[100];
	sqlite3 *other;

	if (k->url)
		return;
	kit_put(k, "t1", "first of them");
	kit_put(k, "t4", "second of them");
	kit_put(k, "t3", "third of them");
	const struct op op = { .run = rename_thing };
	struct call *call = kit_call(k, &op);
	kit_values(call, "none", "none");
	assert_int_equal(kit_perform(call), ERR_OK);
	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "VACUUM", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(other);
	assert_string_equal(found(k, "loc1", "third"), "{\"names\":[\"third of them\"]}");
}

/* --- copies --- */

static void a_backup_is_a_store_of_its_own(void **state)
{
	struct kit *k = *state;
	struct text why = TEXT("");
	char path[100];

	kit_put(k, "t1", "Ann");
	assert_int_equal(store_check(k->store, &why, k->arena), ERR_OK);
	if (k->url) {
		assert_int_equal(store_backup(k->store, TEXT("/tmp/x"), &why, k->arena), ERR_BAD);
		assert_non_null(strstr(text_c(k->arena, why), "pg_dump"));
		return;
	}
	snprintf(path, sizeof(path), "%s/copy.db", k->folder);
	assert_int_equal(store_backup(k->store, text_of(path), &why, k->arena), ERR_OK);
	assert_int_equal(store_backup(k->store, text_of(path), &why, k->arena), ERR_BAD);
	kit_put(k, "t2", "Bob");
	kit_shut(k);
	char old[100];
	snprintf(old, sizeof(old), "%s/groundlevel.db", k->folder);
	assert_int_equal(rename(path, old), 0);
	kit_open(k);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), 1);
	assert_string_equal(found(k, "loc1", "ann"), "{\"names\":[\"Ann\"]}");
}

static void a_store_that_is_not_started_is_checked_and_copied(void **state)
{
	struct kit *k = *state;
	struct text why = TEXT("");
	char path[100];

	kit_put(k, "t1", "Ann");
	kit_shut(k);
	assert_int_equal(store_open(&k->config, k->arena, &k->store, &why), ERR_OK);
	assert_int_equal(store_check(k->store, &why, k->arena), ERR_OK);
	snprintf(path, sizeof(path), "%s/copy.db", k->folder);
	if (!k->url)
		assert_int_equal(store_backup(k->store, text_of(path), &why, k->arena), ERR_OK);
	k->connection = store_connection_open(k->store);
	assert_int_equal(kit_number_of(k, "SELECT count(*) AS n FROM thing"), 1);
}

static void damage_is_found(void **state)
{
	struct kit *k = *state;
	struct text why = TEXT("");
	char path[100];

	if (k->url)
		return;
	for (int i = 0; i < 200; i++) {
		char id[16];
		snprintf(id, sizeof(id), "t%d", i);
		kit_put(k, id, id);
	}
	kit_shut(k);
	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	FILE *f = fopen(path, "r+");
	assert_non_null(f);
	fseek(f, -5000, SEEK_END);
	for (int i = 0; i < 900; i++)
		fputc(0x5a, f);
	fclose(f);
	kit_open(k);
	assert_int_equal(store_check(k->store, &why, k->arena), ERR_INTERNAL);
	assert_non_null(strstr(text_c(k->arena, why), "is damaged"));
}

/* --- a check that nobody waits for --- */

struct hurry {
	struct store *store;
	atomic_bool over;
};

static void *hurry_main(void *to)
{
	struct hurry *h = to;

	while (!atomic_load(&h->over))
		store_check_end(h->store);
	return NULL;
}

static void a_check_is_given_up_when_told_so(void **state)
{
	struct kit *k = *state;
	struct text why = TEXT("");
	struct hurry hurry = { 0 };
	pthread_t thread;
	char path[100];
	sqlite3 *db;

	if (k->url)
		return;
	kit_shut(k);
	snprintf(path, sizeof(path), "%s/groundlevel.db", k->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db,
			     "CREATE TABLE much AS WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL"
			     " SELECT i + 1 FROM n WHERE i < 100000)"
			     " SELECT i, hex(randomblob(16)) AS t FROM n;"
			     "CREATE INDEX much_by_text ON much (t)",
			     NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(db);
	kit_open(k);
	hurry.store = k->store;
	pthread_create(&thread, NULL, hurry_main, &hurry);
	enum err e = store_check(k->store, &why, k->arena);
	atomic_store(&hurry.over, true);
	pthread_join(thread, NULL);
	assert_int_equal(e, ERR_UNAVAILABLE);
	assert_non_null(strstr(text_c(k->arena, why), "given up"));
	assert_int_equal(store_check(k->store, &why, k->arena), ERR_OK);
}

static void it_says_what_it_is(void **state)
{
	struct kit *k = *state;
	struct text about = store_describe(k->store, k->arena);

	assert_true(text_starts(about, k->url ? "PostgreSQL 1" : "SQLite 3."));
}

KIT_MAIN(cmocka_unit_test(each_text_is_applied_once), cmocka_unit_test(newer_data_is_refused),
	 cmocka_unit_test(a_text_that_changed_is_refused),
	 cmocka_unit_test(a_text_that_fails_changes_nothing),
	 cmocka_unit_test(what_stands_in_quotes_is_no_type),
	 cmocka_unit_test(the_schema_of_the_house_is_applied),
	 cmocka_unit_test(a_search_finds_pieces_in_its_location),
	 cmocka_unit_test(a_search_survives_a_vacuum),
	 cmocka_unit_test(a_backup_is_a_store_of_its_own), cmocka_unit_test(damage_is_found),
	 cmocka_unit_test(a_check_is_given_up_when_told_so),
	 cmocka_unit_test(a_store_that_is_not_started_is_checked_and_copied),
	 cmocka_unit_test(it_says_what_it_is))
