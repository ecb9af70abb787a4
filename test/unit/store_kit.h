// SPDX-License-Identifier: Apache-2.0
/*
 * A store for tests: in a folder of its own, or in the database that GROUNDLEVEL_TEST_POSTGRES
 * names, emptied first; with the store's own tables, one table `thing`, and calls to make.
 */
#ifndef GROUNDLEVEL_TEST_UNIT_STORE_KIT_H
#define GROUNDLEVEL_TEST_UNIT_STORE_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/log.h"
#include "platform/store/store.h"
#include "test/unit/application.h"

#define NOW ((int64_t)1750000000123)

struct kit {
	const char *url; /* NULL: SQLite */
	struct arena *arena;
	char folder[64];
	struct store_text schema[12];
	size_t schema_count;
	struct store_config config;
	struct store *store;
	struct store_connection *connection;
};

static const char kit_things[] = "CREATE TABLE thing (\n"
				 "\tid TEXT PRIMARY KEY,\n"
				 "\tlocation_id TEXT NOT NULL,\n"
				 "\tfirst_name TEXT UNIQUE,\n"
				 "\tdue_date BIGINT,\n"
				 "\tcompleted BOOLEAN NOT NULL DEFAULT false,\n"
				 "\tprice DOUBLE PRECISION,\n"
				 "\tamount BIGINT,\n"
				 "\ttags TEXT,\n"
				 "\tfind TEXT\n"
				 ");\n"
				 "-- searchable thing\n";

static inline struct text kit_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	char *at = arena_bytes(a, 1 << 20);
	size_t size = fread(at, 1, 1 << 20, f);
	fclose(f);
	return (struct text){ at, size };
}

/* All that the store keeps for itself. */
static inline struct text kit_store(struct arena *a)
{
	struct buffer b = buffer_open(a, 1 << 20);

	buffer_add(&b, kit_file(a, "schema/000-store.sql"));
	buffer_add(&b, kit_file(a, "schema/197-history.sql"));
	buffer_add(&b, kit_file(a, "schema/198-audit.sql"));
	return buffer_text(&b);
}

static inline void kit_empty(const char *url)
{
	PGconn *conn = PQconnectdb(url);
	assert_int_equal(PQstatus(conn), CONNECTION_OK);
	PQclear(PQexec(conn, "SET client_min_messages = error"));
	PGresult *r = PQexec(conn, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	assert_int_equal(PQresultStatus(r), PGRES_COMMAND_OK);
	PQclear(r);
	PQfinish(conn);
}

static inline void kit_open(struct kit *k)
{
	struct text why = TEXT("");
	enum err e = store_open(&k->config, k->arena, &k->store, &why);
	if (e)
		fail_msg("store_open: %.*s", (int)why.size, why.at);
	assert_int_equal(store_start(k->store), ERR_OK);
	k->connection = store_connection_open(k->store);
}

static inline void kit_shut(struct kit *k)
{
	store_stop(k->store);
	store_connection_close(k->connection);
	store_close(k->store);
	k->store = NULL;
}

/* Everything but the opening. */
static inline struct kit *kit_make(const char *url)
{
	struct arena *a = arena_open();
	struct kit *k = arena_take(a, sizeof(*k));

	log_start(LOG_ERROR, false);
	k->arena = a;
	k->url = url;
	snprintf(k->folder, sizeof(k->folder), "/tmp/groundlevel-unit-XXXXXX");
	assert_non_null(mkdtemp(k->folder));
	k->schema[0] = (struct store_text){ "000-store.sql", kit_store(a) };
	k->schema[1] = (struct store_text){ "900-things.sql", text_of(kit_things) };
	k->schema_count = 2;
	k->config = (struct store_config){ .url = text_of(url),
					   .folder = text_of(k->folder),
					   .workers = 4,
					   .writes_max = 4096,
					   .batch_max = 64,
					   .readers = 2,
					   .read_ms = 60000,
					   .cache_bytes = 1 << 20,
					   .schema = k->schema,
					   .schema_count = k->schema_count };
	if (url)
		kit_empty(url);
	return k;
}

static inline void kit_drop(struct kit *k)
{
	DIR *d = opendir(k->folder);
	struct dirent *at;
	char path[400];

	while ((at = readdir(d))) {
		snprintf(path, sizeof(path), "%s/%s", k->folder, at->d_name);
		if (at->d_name[0] != '.')
			unlink(path);
	}
	closedir(d);
	rmdir(k->folder);
	arena_drop(k->arena);
}

static inline int kit_setup_sqlite(void **state)
{
	struct kit *k = kit_make(NULL);
	kit_open(k);
	*state = k;
	return 0;
}

static inline int kit_setup_postgres(void **state)
{
	struct kit *k = kit_make(getenv("GROUNDLEVEL_TEST_POSTGRES"));
	kit_open(k);
	*state = k;
	return 0;
}

static inline int kit_teardown(void **state)
{
	struct kit *k = *state;
	if (k->store)
		kit_shut(k);
	kit_drop(k);
	return 0;
}

/* --- calls --- */

struct waiting {
	pthread_mutex_t lock;
	pthread_cond_t answered;
	bool done;
	enum err e;
};

static inline void kit_done(struct call *call, enum err e)
{
	struct waiting *w = call->owner;
	pthread_mutex_lock(&w->lock);
	w->done = true;
	w->e = e;
	pthread_cond_signal(&w->answered);
	pthread_mutex_unlock(&w->lock);
}

static inline struct call *kit_call_in(struct arena *a, struct kit *k, const struct op *op)
{
	struct call *call = call_open(a, NOW);
	own_application(call)->store = k->store;
	call->connection = k->connection;
	call->op = op;
	call->done = kit_done;
	call_set_text(call, "locationId", TEXT("loc1"));
	call_set_text(call, "companyId", TEXT("com1"));
	call_set_text(call, "callerToken", TEXT("token1"));
	return call;
}

static inline struct call *kit_call(struct kit *k, const struct op *op)
{
	return kit_call_in(k->arena, k, op);
}

static inline enum err kit_perform(struct call *call)
{
	struct waiting w = { .lock = PTHREAD_MUTEX_INITIALIZER,
			     .answered = PTHREAD_COND_INITIALIZER };
	call->owner = &w;
	enum err e = store_perform(call);
	if (e != ERR_PENDING)
		return e;
	pthread_mutex_lock(&w.lock);
	while (!w.done)
		pthread_cond_wait(&w.answered, &w.lock);
	pthread_mutex_unlock(&w.lock);
	return w.e;
}

/* The reply so far, as it would be closed. */
static inline const char *kit_reply(struct call *call)
{
	struct text t = buffer_text(&call->buffer);
	return text_c(call->arena, text_format(call->arena, "%.*s}", (int)t.size, t.at));
}

static inline const char *kit_why(struct call *call)
{
	return text_c(call->arena, call->why);
}

/* --- shapes by hand --- */

static const struct kind kit_text = { .name = "text", .keep = KEEP_TEXT };
static const struct kind kit_whole = { .name = "whole", .keep = KEEP_WHOLE };
static const struct kind kit_number = { .name = "number", .keep = KEEP_REAL };
static const struct kind kit_flag = { .name = "flag", .keep = KEEP_FLAG };
static const struct kind kit_instant = { .name = "instant", .keep = KEEP_INSTANT };

#define FIELD(wire, in, of, ...)                                                                   \
	{                                                                                          \
		.name = { wire, sizeof(wire) - 1 }, .name_c = wire, .column = in, .kind = of,      \
		__VA_ARGS__                                                                        \
	}

static const struct field kit_fields[] = {
	FIELD("id", "id", &kit_text),
	FIELD("firstName", "first_name", &kit_text),
	FIELD("dueDate", "due_date", &kit_instant),
	FIELD("completed", "completed", &kit_flag),
	FIELD("price", "price", &kit_number, .nulls = true),
	FIELD("amount", "amount", &kit_whole),
	FIELD("tags", "tags", &kit_text, .list = true),
	FIELD("secret", "find", &kit_text, .taken = true),
	FIELD("elsewhere", "elsewhere", &kit_text),
};
static const struct shape kit_thing = { .name = { "Thing", 5 },
					.fields = kit_fields,
					.count = sizeof(kit_fields) / sizeof(kit_fields[0]) };
static const struct field kit_gives_fields[] = {
	FIELD("thing", "thing", NULL, .shape = &kit_thing),
	FIELD("things", "things", NULL, .shape = &kit_thing, .list = true),
	FIELD("names", "names", &kit_text, .list = true),
	FIELD("total", "total", &kit_whole),
};
static const struct shape kit_gives = { .name = { "reply", 5 },
					.fields = kit_gives_fields,
					.count = 4 };

static inline void kit_values(struct call *call, const char *id, const char *name)
{
	call_set_text(call, "id", text_of(id));
	call_set_text(call, "firstName", text_of(name));
	call_set_whole(call, "dueDate", NOW);
	call_set_flag(call, "completed", true);
	call_set(call, "price", (struct value){ .type = VALUE_REAL, .real = 2.5 });
	call_set_whole(call, "amount", 42);
	call_set_text(call, "tags", TEXT("[\"a\",\"b\"]"));
	call_set_text(call, "find", text_lower(call->arena, text_of(name)));
}

static const char kit_insert[] =
	"INSERT INTO thing (id, location_id, first_name, due_date, completed, price, amount, tags,"
	" find) VALUES (:id, :locationId, :firstName, :dueDate, :completed, :price, :amount, :tags,"
	" :find)";

static inline enum err kit_insert_run(struct call *call)
{
	return store_do(call, kit_insert);
}

static const struct op kit_make_op = { .run = kit_insert_run, .gives = &kit_gives, .status = 201 };

/* Puts a thing there. */
static inline void kit_put(struct kit *k, const char *id, const char *name)
{
	struct call *call = kit_call(k, &kit_make_op);
	kit_values(call, id, name);
	if (kit_perform(call))
		fail_msg("%s", kit_why(call));
}

/* One number that a statement gives: `SELECT … AS n`. */
static inline int64_t kit_number_of(struct kit *k, const char *sql)
{
	struct call *call = kit_call(k, NULL);
	struct rows *r = store_ask_made(call, text_of(sql));
	int64_t n = rows_next(r) ? rows_whole(r, "n") : -1;
	rows_close(r);
	store_connection_rest(k->connection);
	return n;
}

/* Runs the tests on SQLite, and on PostgreSQL when there is one. */
#define KIT_MAIN(...)                                                                              \
	int main(void)                                                                             \
	{                                                                                          \
		const struct CMUnitTest tests[] = { __VA_ARGS__ };                                 \
		struct CMUnitTest on[sizeof(tests) / sizeof(tests[0])];                            \
		int failed = 0;                                                                    \
		for (int postgres = 0; postgres < 2; postgres++) {                                 \
			if (postgres && !getenv("GROUNDLEVEL_TEST_POSTGRES"))                      \
				break;                                                             \
			for (size_t i = 0; i < sizeof(on) / sizeof(on[0]); i++) {                  \
				on[i] = tests[i];                                                  \
				on[i].setup_func = postgres ? kit_setup_postgres                   \
							    : kit_setup_sqlite;                    \
				on[i].teardown_func = kit_teardown;                                \
			}                                                                          \
			failed += cmocka_run_group_tests_name(postgres ? "PostgreSQL" : "SQLite",  \
							      on, NULL, NULL);                     \
		}                                                                                  \
		return failed;                                                                     \
	}

#endif
