// SPDX-License-Identifier: Apache-2.0
/* What a deleted thing leaves behind: parts, what is told of them, and one that makes another
 * leave. */
#include "test/unit/store_kit.h"

#include "domain/objects/objects.h"
#include "platform/catalogue/catalogue.h"

static const char hats[] = "CREATE TABLE hat (\n"
			   "\tid TEXT PRIMARY KEY,\n"
			   "\tlocation_id TEXT NOT NULL,\n"
			   "\tlists TEXT NOT NULL\n"
			   ");\n";

static const char tables[] = "CREATE TABLE location (\n"
			     "\tid TEXT PRIMARY KEY,\n"
			     "\tcompany_id TEXT NOT NULL\n"
			     ");\n"
			     "INSERT INTO location (id, company_id) VALUES ('loc1', 'com1');\n"
			     "INSERT INTO location (id, company_id) VALUES ('loc2', 'com1');\n"
			     "CREATE TABLE leaving (\n"
			     "\tlocation_id TEXT NOT NULL,\n"
			     "\tkind TEXT NOT NULL,\n"
			     "\tobject_key TEXT NOT NULL,\n"
			     "\tthing TEXT NOT NULL,\n"
			     "\tcompany_id TEXT NOT NULL,\n"
			     "\tasker TEXT NOT NULL,\n"
			     "\toperation TEXT NOT NULL,\n"
			     "\tsince BIGINT NOT NULL,\n"
			     "\tplace TEXT NOT NULL DEFAULT '',\n"
			     "\tPRIMARY KEY (location_id, kind, object_key, thing)\n"
			     ");\n";

static int inner_runs;

/* What a part is told, as one text. */
static struct text told(struct call *call)
{
	struct text kind = call_text(call, "leavingKind"), of = call_text(call, "leavingOf"),
		    thing = call_text(call, "leavingThing"), by = call_text(call, "leavingBy");

	return text_format(call->arena, "%.*s/%.*s/%.*s/%.*s", (int)kind.size, kind.at,
			   (int)of.size, of.at, (int)thing.size, thing.at, (int)by.size, by.at);
}

/* This is another thread than the test's: what is wrong is a refusal. */
static void expect(struct call *call, bool is, const char *what)
{
	struct text t = told(call);

	if (!is)
		refuse(call, ERR_INTERNAL, "%s: %.*s", what, (int)t.size, t.at);
}

/* More of it is there than one part. */
static enum err inner_leave(struct call *call)
{
	inner_runs++;
	expect(call, text_is(told(call), "inner//i1/x"), "inner");
	call_set_flag(call, "leavingMore", true);
	return call->err;
}

/* In its first part it makes another leave, and has more itself. */
static enum err outer_leave(struct call *call)
{
	bool first = text_is(call_text(call, "leavingPlace"), "");

	expect(call, text_is(told(call), "outer/key/o1/x"), "outer");
	if (first) {
		leaving_begin(call, "inner", TEXT(""), TEXT("i1"));
		call_set_text(call, "leavingPlace", TEXT("here"));
		call_set_flag(call, "leavingMore", true);
	}
	if (text_is(call_text(call, "leavingPlace"), "here") && !first) {
		call_set_text(call, "leavingPlace", TEXT("there"));
		call_set_flag(call, "leavingMore", true);
	}
	expect(call, text_is(told(call), "outer/key/o1/x"), "outer, afterwards");
	return call->err;
}

static enum err noted(struct call *call)
{
	return store_do(call, "INSERT INTO leaving (location_id, kind, object_key, thing,"
			      " company_id, asker, operation, since) VALUES (:locationId,"
			      " 'seen', :leavingKind, :leavingThing, 'com1', '', 'x', 0)");
}

static const struct catalogue_run runs[] = { { "inner_leave", inner_leave },
					     { "noted", noted },
					     { "outer_leave", outer_leave } };

static const struct catalogue *catalogue_of(struct arena *a)
{
	static const char source[] = "leaving outer\n  run outer_leave\n"
				     "leaving inner\n  run inner_leave\n"
				     "leaving hats of user\n  run noted\n"
				     "leaving superuser\n  run noted\n"
				     "leaving coats of user\n  run noted\n"
				     "leaving coats of superuser\n  run noted\n"
				     "op x POST /x\n  title X\n  scope -\n  run noted\n";
	struct catalogue_text text = { "test.api", text_of(source) };
	const struct catalogue *c = NULL;
	struct text why;

	if (catalogue_read(a, &(struct catalogue_source){ &text, 1, runs, 3 }, &c, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return c;
}

static enum err done(struct kit *k, enum err (*run)(struct call *call))
{
	struct call *call = kit_call(k, NULL);
	bool more = false;

	own_application(call)->catalogue = catalogue_of(k->arena);
	enum err e = store_transaction(call, "test", run, &more, sizeof(more));
	if (e)
		fail_msg("%.*s", (int)call->why.size, call->why.at);
	return e;
}

static int64_t counted(struct kit *k, const char *sql)
{
	struct call *call = kit_call(k, NULL);
	int64_t n = store_number(call, sql);

	store_connection_rest(k->connection);
	return n;
}

static void asked(struct call *call)
{
	call->op = catalogue_find(call->app->catalogue, TEXT("x"));
	call_set_whole(call, "now", call->now_ms);
}

static enum err outer_begin(struct call *call)
{
	asked(call);
	enum err e = leaving_begin(call, "outer", TEXT("key"), TEXT("o1"));

	expect(call, call_value(call, "leavingThing")->type == VALUE_ABSENT, "as before");
	return e ? e : call->err;
}

static enum err go_on(struct call *call)
{
	return leaving_go_on(call, store_transaction_data(call));
}

static enum err inner_forget(struct call *call)
{
	return store_do(call, "DELETE FROM leaving WHERE kind = 'inner'");
}

static void what_makes_another_leave_keeps_its_own_word(void **state)
{
	struct kit *k = *state;

	inner_runs = 0;
	assert_int_equal(done(k, outer_begin), ERR_OK);
	assert_int_equal(inner_runs, 1);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving WHERE kind = 'inner'"
				    " AND object_key = '' AND thing = 'i1' AND place = ''"),
			 1);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving WHERE kind = 'outer'"
				    " AND object_key = 'key' AND thing = 'o1'"
				    " AND place = 'here' AND asker = 'token1'"),
			 1);
	/* the next parts: from where it had come to */
	assert_int_equal(done(k, inner_forget), ERR_OK);
	assert_int_equal(done(k, go_on), ERR_OK);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving WHERE place = 'there'"), 1);
	assert_int_equal(done(k, go_on), ERR_OK);
	assert_int_equal(inner_runs, 1);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving"), 0);
}

static enum err user_begin(struct call *call)
{
	const struct text at[] = { TEXT("loc1"), TEXT("loc2") };

	asked(call);
	enum err e = leaving_begin_all(call, "user", TEXT("u1"), (struct string_set){ at, 2 });

	expect(call, text_is(call_text(call, "locationId"), "loc1"), "at home");
	return e ? e : call->err;
}

/* In more locations than leave at once: of those the others are noted. */
static enum err user_later(struct call *call)
{
	struct text at[22];

	asked(call);
	for (int i = 0; i < 22; i++)
		at[i] = i < 20	 ? text_format(call->arena, "none%d", i)
			: i < 21 ? TEXT("loc1")
				 : TEXT("loc2");
	store_do(call, "DELETE FROM leaving");
	return leaving_begin_all(call, "superuser", TEXT("u1"), (struct string_set){ at, 22 });
}

static enum err user_back(struct call *call)
{
	const struct text at[] = { TEXT("loc1") };

	store_do(call, "DELETE FROM leaving");
	store_do(call, "INSERT INTO leaving (location_id, kind, object_key, thing, company_id,"
		       " asker, operation, since) SELECT id, 'hats of user', '', 'u1', 'com1', '',"
		       " 'x', 0 FROM location");
	store_do(call, "INSERT INTO leaving (location_id, kind, object_key, thing, company_id,"
		       " asker, operation, since) SELECT id, 'hats of user', '', 'u2', 'com1', '',"
		       " 'x', 0 FROM location");
	return leaving_stop(call, "user", TEXT("u1"), (struct string_set){ at, 1 });
}

static void all_that_are_of_a_kind_leave_with_it(void **state)
{
	struct kit *k = *state;

	assert_int_equal(done(k, user_begin), ERR_OK);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving"), 4);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving"
				    " WHERE object_key IN ('hats of user', 'coats of user')"
				    " AND thing = 'u1' AND location_id IN ('loc1', 'loc2')"),
			 4);
	assert_int_equal(done(k, user_later), ERR_OK);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving WHERE kind = 'seen'"), 20);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving"
				    " WHERE kind = 'coats of superuser' AND thing = 'u1'"
				    " AND location_id IN ('loc1', 'loc2')"),
			 2);
	assert_int_equal(done(k, user_back), ERR_OK);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving"), 3);
	assert_int_equal(counted(k, "SELECT count(*) AS n FROM leaving"
				    " WHERE location_id = 'loc1' AND thing = 'u1'"),
			 0);
}

/* --- a walk through all of a kind --- */

static enum err hats_make(struct call *call)
{
	return store_do(call,
			"INSERT INTO hat (id, location_id, lists)"
			" SELECT CAST(100000 + i AS TEXT), 'loc1', CASE WHEN i IN (5, 1500, 2300)"
			" OR i > 3000 THEN '[\"u1\"]' ELSE '[\"u2\"]' END"
			" FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
			" WHERE i < 3250) SELECT i FROM n) AS numbers");
}

static struct {
	const char *ids, *place; /* NULL: not looked at */
	size_t count;
	bool more;
} pages[] = { { "[\"100005\"]", "101000", 1, true }, { "[\"101500\"]", "102000", 1, true },
	      { "[\"102300\"]", "103000", 1, true }, { NULL, "103100", 100, true },
	      { NULL, "103200", 100, true },	     { NULL, "103250", 50, false } };

static enum err hats_walk(struct call *call)
{
	call_set_text(call, "leavingThing", TEXT("u1"));
	call_set_text(call, "leavingPlace", TEXT(""));
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		leaving_page(call, "SELECT id, lists FROM hat WHERE location_id = :locationId"
				   " AND id > :leavingPlace ORDER BY id LIMIT :leavingPage");
		struct text ids = call_text(call, "leavingIds");
		struct string_set set = string_set_read(call->arena, ids);
		expect(call, !pages[i].ids || text_is(ids, pages[i].ids), "ids");
		expect(call, set.count == pages[i].count, "how many");
		expect(call, text_is(call_text(call, "leavingPlace"), pages[i].place), "place");
		expect(call, (call_value(call, "leavingMore")->whole != 0) == pages[i].more,
		       "more");
	}
	return call->err;
}

static void a_walk_goes_on_from_where_it_came_to(void **state)
{
	struct kit *k = *state;

	assert_int_equal(done(k, hats_make), ERR_OK);
	assert_int_equal(done(k, hats_walk), ERR_OK);
}

static int setup(void **state, const char *url)
{
	struct kit *k = kit_make(url);

	k->schema[1] = (struct store_text){ "900-things.sql", text_of(tables) };
	k->schema[2] = (struct store_text){ "901-hats.sql", text_of(hats) };
	k->config.schema_count = k->schema_count = 3;
	kit_open(k);
	*state = k;
	return 0;
}

static int setup_sqlite(void **state)
{
	return setup(state, NULL);
}

static int setup_postgres(void **state)
{
	return setup(state, getenv("GROUNDLEVEL_TEST_POSTGRES"));
}

int main(void)
{
#define BOTH(setup)                                                                                \
	{                                                                                          \
		cmocka_unit_test_setup_teardown(what_makes_another_leave_keeps_its_own_word,       \
						setup, kit_teardown),                              \
			cmocka_unit_test_setup_teardown(a_walk_goes_on_from_where_it_came_to,      \
							setup, kit_teardown),                      \
			cmocka_unit_test_setup_teardown(all_that_are_of_a_kind_leave_with_it,      \
							setup, kit_teardown)                       \
	}
	const struct CMUnitTest sqlite[] = BOTH(setup_sqlite);
	const struct CMUnitTest postgres[] = BOTH(setup_postgres);

	if (getenv("GROUNDLEVEL_TEST_POSTGRES"))
		return cmocka_run_group_tests(postgres, NULL, NULL);
	return cmocka_run_group_tests(sqlite, NULL, NULL);
}
