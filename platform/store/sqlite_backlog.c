// SPDX-License-Identifier: Apache-2.0
/*
 * What full-text search has yet to be told.
 *
 * FTS5 writes out what it gathered whenever a savepoint begins or ends, and whenever a statement
 * begins that could fail half-way: each time as a segment of its own, to be merged with others
 * later.  So the triggers only note what has changed, and the notes are written just before the
 * commit, in the order of the rows: one segment for all calls that share it.
 *
 *	INSERT INTO contact ─ trigger ─▶ find_later('contact', 7, NULL, 'Qm3… ↵ ann smith')
 *	                                      │ note
 *	COMMIT, or a search ──────────▶ contact_find, contact_find_data …
 *
 * What is undone takes its notes along: a failed statement, a savepoint, a transaction.  A search
 * on the same connection writes them first, so it finds what its own transaction changed.
 */
#include "platform/store/sqlite.h"

#include <assert.h>

#define NOTES_FIRST 64
#define NOTES_MAX   ((size_t)1 << 20) /* in one transaction */
#define TABLES_MAX  16
#define DEPTH_MAX   8 /* savepoints in each other */

/* A row's text for the search, before and after; `at` is NULL where there was none. */
struct note {
	size_t table;
	int64_t rowid;
	struct text before, after;
};

struct searched {
	const char *name;
	sqlite3_stmt *gone, *come; /* made when first needed */
};

struct backlog {
	sqlite3 *handle;
	struct arena *home, *arena; /* its own; that of the notes */
	struct note *notes;
	size_t room;
	struct backlog_mark now;
	struct backlog_mark saved[DEPTH_MAX];
	size_t depth;
	struct searched tables[TABLES_MAX];
	size_t table_count;
};

/* --- taking notes --- */

static size_t table_find(struct backlog *b, struct text name)
{
	size_t i = 0;

	while (i < b->table_count && !text_is(name, b->tables[i].name))
		i++;
	if (i == b->table_count && i < TABLES_MAX)
		b->tables[b->table_count++].name = text_c(b->home, name);
	return i;
}

static struct text text_of_value(struct arena *a, sqlite3_value *v)
{
	const char *at = (const char *)sqlite3_value_text(v);

	if (!at)
		return (struct text){ 0 };
	return text_copy(a, (struct text){ at, (size_t)sqlite3_value_bytes(v) });
}

static struct text name_of_value(sqlite3_value *v)
{
	const char *at = (const char *)sqlite3_value_text(v);

	return at ? (struct text){ at, (size_t)sqlite3_value_bytes(v) } : TEXT("");
}

/* find_later(table, rowid, before, after), which the triggers say. */
static void find_later(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct backlog *b = sqlite3_user_data(context);
	size_t table = table_find(b, name_of_value(values[0]));

	(void)count;
	if (table == TABLES_MAX || b->now.count == NOTES_MAX) {
		sqlite3_result_error_toobig(context);
		return;
	}
	if (b->now.count == b->room) {
		size_t room = b->room ? b->room * 2 : NOTES_FIRST;
		b->notes = arena_grow(b->arena, b->notes, b->room * sizeof(*b->notes),
				      room * sizeof(*b->notes));
		b->room = room;
	}
	b->notes[b->now.count++] = (struct note){
		.table = table,
		.rowid = sqlite3_value_int64(values[1]),
		.before = text_of_value(b->arena, values[2]),
		.after = text_of_value(b->arena, values[3]),
	};
}

/* --- writing them --- */

static int note_order(const void *one, const void *other)
{
	const struct note *a = *(const struct note *const *)one;
	const struct note *b = *(const struct note *const *)other;

	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	if (a->rowid != b->rowid)
		return a->rowid < b->rowid ? -1 : 1;
	return a < b ? -1 : a > b; /* of the same row, as they came */
}

static int say(struct backlog *b, sqlite3_stmt **stmt, const char *sql, const struct note *note,
	       struct text text)
{
	const char *table = b->tables[note->table].name;
	int rc = SQLITE_OK;

	if (!*stmt) {
		char *whole = sqlite3_mprintf(sql, table, table);
		if (!whole)
			return SQLITE_NOMEM;
		rc = sqlite3_prepare_v3(b->handle, whole, -1, SQLITE_PREPARE_PERSISTENT, stmt,
					NULL);
		sqlite3_free(whole);
	}
	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_int64(*stmt, 1, note->rowid);
	sqlite3_bind_text64(*stmt, 2, text.at, text.size, SQLITE_STATIC, SQLITE_UTF8);
	sqlite3_step(*stmt);
	return sqlite3_reset(*stmt);
}

/* All that happened to one row: what it was before the first, and is after the last of them. */
static int row_write(struct backlog *b, const struct note *first, const struct note *last)
{
	struct searched *table = &b->tables[first->table];
	int rc = SQLITE_OK;

	if (first->before.at && last->after.at && text_same(first->before, last->after))
		return rc;
	if (first->before.at)
		rc = say(b, &table->gone,
			 "INSERT INTO %s_find (%s_find, rowid, find) VALUES ('delete', ?1, ?2)",
			 first, first->before);
	if (rc == SQLITE_OK && last->after.at)
		rc = say(b, &table->come, "INSERT INTO %s_find (rowid, find) VALUES (?1, ?2)", last,
			 last->after);
	return rc;
}

int sqlite_backlog_write(struct backlog *b)
{
	size_t count = b ? b->now.count - b->now.written : 0;
	int rc = SQLITE_OK;

	if (!count)
		return rc;
	const struct note **order = arena_take(b->arena, count * sizeof(struct note *));
	for (size_t i = 0; i < count; i++)
		order[i] = &b->notes[b->now.written + i];
	qsort(order, count, sizeof(struct note *), note_order);
	for (size_t i = 0, last; i < count && rc == SQLITE_OK; i = last + 1) {
		last = i;
		while (last + 1 < count && order[last + 1]->table == order[i]->table &&
		       order[last + 1]->rowid == order[i]->rowid)
			last++;
		rc = row_write(b, order[i], order[last]);
	}
	if (rc == SQLITE_OK)
		b->now.written = b->now.count;
	return rc;
}

/* --- what is undone --- */

struct backlog_mark sqlite_backlog_mark(const struct backlog *b)
{
	return b ? b->now : (struct backlog_mark){ 0 };
}

void sqlite_backlog_back(struct backlog *b, struct backlog_mark mark)
{
	if (b && b->now.count >= mark.count) /* else more than this was undone already */
		b->now = mark;
}

void sqlite_backlog_save(struct backlog *b)
{
	if (!b)
		return;
	assert(b->depth < DEPTH_MAX);
	b->saved[b->depth++] = b->now;
}

void sqlite_backlog_keep(struct backlog *b)
{
	if (b && b->depth)
		b->depth--;
}

void sqlite_backlog_undo(struct backlog *b)
{
	if (b && b->depth)
		sqlite_backlog_back(b, b->saved[b->depth - 1]);
}

static void forget(void *owner)
{
	struct backlog *b = owner;

	b->now = (struct backlog_mark){ 0 };
	b->depth = 0;
	b->notes = NULL;
	b->room = 0;
	arena_reset(b->arena);
}

/* A commit that nobody wrote the notes for must not pass: a search would miss its rows for ever. */
static int commit_look(void *owner)
{
	struct backlog *b = owner;

	return b->now.written != b->now.count;
}

void sqlite_backlog_committed(struct backlog *b)
{
	if (b)
		forget(b);
}

/* --- opening and closing --- */

struct backlog *sqlite_backlog_open(sqlite3 *handle, struct arena *home)
{
	struct backlog *b = arena_take(home, sizeof(*b));

	if (sqlite3_create_function_v2(handle, "find_later", 4, SQLITE_UTF8, b, find_later, NULL,
				       NULL, NULL) != SQLITE_OK)
		return NULL;
	*b = (struct backlog){ .handle = handle, .home = home, .arena = arena_open() };
	sqlite3_rollback_hook(handle, forget, b);
	sqlite3_commit_hook(handle, commit_look, b);
	return b;
}

void sqlite_backlog_close(struct backlog *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->table_count; i++) {
		sqlite3_finalize(b->tables[i].gone);
		sqlite3_finalize(b->tables[i].come);
	}
	sqlite3_rollback_hook(b->handle, NULL, NULL);
	sqlite3_commit_hook(b->handle, NULL, NULL);
	arena_drop(b->arena);
}
