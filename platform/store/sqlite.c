// SPDX-License-Identifier: Apache-2.0
/*
 * The SQLite engine: one file, one writer, readers beside it (WAL).
 */
#include "platform/store/sqlite.h"

#include "base/core/log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGES_WRITER "-65536" /* KiB */
#define PAGES_READER "-1024"  /* KiB; what is mapped needs none */
#define MMAP_BYTES   "2147418112"
#define STEPS	     2000 /* of SQLite's machine, between two questions whether it is late */

struct prepared {
	struct db *db;
	struct prepared *next; /* on the same connection */
	sqlite3_stmt *stmt;
	bool *flags; /* columns that were declared BOOLEAN */
	bool searches;
	bool begun;		    /* stepped since the last reset */
	struct backlog_mark before; /* the first step */
};

enum db_status sqlite_db_status(int rc)
{
	static const struct {
		int rc;
		enum db_status db_status;
	} table[] = {
		{ SQLITE_OK, OUTCOME_DONE },	     { SQLITE_DONE, OUTCOME_DONE },
		{ SQLITE_ROW, OUTCOME_ROW },	     { SQLITE_CONSTRAINT, OUTCOME_CLASH },
		{ SQLITE_BUSY, OUTCOME_BUSY },	     { SQLITE_LOCKED, OUTCOME_BUSY },
		{ SQLITE_FULL, OUTCOME_FULL },	     { SQLITE_INTERRUPT, OUTCOME_LATE },
		{ SQLITE_CORRUPT, OUTCOME_DAMAGED }, { SQLITE_NOTADB, OUTCOME_DAMAGED },
		{ SQLITE_READONLY, OUTCOME_CLOSED },
	};

	if (rc == SQLITE_CONSTRAINT_NOTNULL) /* nobody else's row: a mistake of ours */
		return OUTCOME_BROKEN;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].rc == (rc & 0xff))
			return table[i].db_status;
	}
	return OUTCOME_BROKEN;
}

static void db_close(struct db *db)
{
	if (db->log)
		sqlite_log_close(db->log);
	/* only our own: full-text search keeps statements that it ends itself */
	for (int i = 0; i < WORD_COUNT; i++)
		sqlite3_finalize(db->words[i]);
	for (struct prepared *p = db->prepared; p; p = p->next)
		sqlite3_finalize(p->stmt);
	sqlite_backlog_close(db->backlog);
	if (sqlite3_close(db->handle) != SQLITE_OK)
		log_say(LOG_ERROR, ROOM, "a connection could not be closed error=\"%s\"",
			sqlite3_errmsg(db->handle));
	arena_drop(db->arena);
}

static bool words_prepare(struct db *db)
{
	static const char *const words[WORD_COUNT] = {
		[WORD_BEGIN_READ] = "BEGIN",   [WORD_BEGIN_WRITE] = "BEGIN IMMEDIATE",
		[WORD_COMMIT] = "COMMIT",      [WORD_ROLLBACK] = "ROLLBACK",
		[WORD_SAVE] = "SAVEPOINT one", [WORD_UNDO] = "ROLLBACK TO one",
		[WORD_KEEP] = "RELEASE one",   [WORD_VERSION] = "PRAGMA data_version",
	};

	for (int i = 0; i < WORD_COUNT; i++) {
		if (sqlite3_prepare_v3(db->handle, words[i], -1, SQLITE_PREPARE_PERSISTENT,
				       &db->words[i], NULL) != SQLITE_OK)
			return false;
	}
	return true;
}

int sqlite_word(struct db *db, enum word word)
{
	int rc = sqlite3_step(db->words[word]);
	int reset = sqlite3_reset(db->words[word]);

	return reset != SQLITE_OK ? reset : rc;
}

/* Of the whole process; only the first call has an effect.  SQLite's own count of its memory costs
 * a lock at each malloc, shared by all threads.  And each temporary table, be it of one row for
 * RETURNING, would begin with room for 20 pages, of which it uses two. */
static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

/* Readers never create the file; who writes makes it readable for its owner only. */
static int handle_open(struct db *db, enum use use)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

	configure();
	if (use == USE_READ)
		return sqlite3_open_v2(db->path, &db->handle, flags | SQLITE_OPEN_READONLY, NULL);
	if (access(db->path, F_OK)) {
		int fd = open(db->path, O_CREAT | O_EXCL | O_CLOEXEC | O_RDWR, 0600);
		if (fd >= 0)
			close(fd);
	}
	return sqlite3_open_v2(db->path, &db->handle, flags | SQLITE_OPEN_READWRITE, NULL);
}

static int settle(struct db *db, enum use use)
{
	const char *all = "PRAGMA foreign_keys = off; PRAGMA temp_store = memory;"
			  "PRAGMA mmap_size = " MMAP_BYTES ";";
	const char *reader = "PRAGMA query_only = on; PRAGMA cache_size = " PAGES_READER ";";
	const char *writer = "PRAGMA journal_mode = wal; PRAGMA synchronous = full;"
			     "PRAGMA secure_delete = off; PRAGMA cache_size = " PAGES_WRITER ";";
	/* The one writer's log has its keeper (sqlite_log.c); a command's is copied as it goes. */
	const char *keeping = use == USE_WRITER ? "PRAGMA wal_autocheckpoint = 0;"
						: "PRAGMA wal_autocheckpoint = 4000;";
	int rc = sqlite3_busy_timeout(db->handle, SQLITE_WAIT_MS);

	/* One plan for a statement, whatever is bound: else it is compiled anew at each new pattern
	 * of a LIKE, which takes longer than most searches. */
	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db->handle, all, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db->handle, use == USE_READ ? reader : writer, NULL, NULL, NULL);
	if (rc == SQLITE_OK && use != USE_READ)
		rc = sqlite3_exec(db->handle, keeping, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite_fold_register(db->handle);
	if (rc == SQLITE_OK)
		rc = sqlite_shown_register(db->handle);
	return rc == SQLITE_OK ? sqlite_find_register(db->handle) : rc;
}

static struct db *db_open(const struct place *place, enum use use, struct arena *a,
			  struct text *why)
{
	struct arena *own = arena_open();
	struct db *db = arena_take(own, sizeof(*db));

	db->arena = own;
	db->path = text_c(own, text_format(own, "%.*s/groundlevel.db", (int)place->folder.size,
					   place->folder.at));
	int rc = handle_open(db, use);
	if (rc == SQLITE_OK)
		rc = settle(db, use);
	if (rc == SQLITE_OK && use != USE_READ) {
		db->backlog = sqlite_backlog_open(db->handle, own);
		rc = db->backlog ? SQLITE_OK : SQLITE_NOMEM;
	}
	if (rc == SQLITE_OK && words_prepare(db)) {
		if (use == USE_WRITER)
			db->log = sqlite_log_open(db);
		return db;
	}
	*why = text_format(a, "%s cannot be opened: %s", db->path,
			   db->handle ? sqlite3_errmsg(db->handle) : "out of memory");
	db_close(db);
	return NULL;
}

static struct text db_describe(struct db *db, struct arena *a)
{
	(void)db;
	for (int i = 0; sqlite3_compileoption_get(i); i++)
		log_say(LOG_DEBUG, ROOM, "sqlite option=%s", sqlite3_compileoption_get(i));
	return text_format(a, "SQLite %s", sqlite3_libversion());
}

static const char *db_complaint(struct db *db)
{
	return sqlite3_errmsg(db->handle);
}

/* --- transactions --- */

static enum db_status db_begin(struct db *db, bool writes)
{
	return sqlite_db_status(sqlite_word(db, writes ? WORD_BEGIN_WRITE : WORD_BEGIN_READ));
}

static enum db_status db_commit(struct db *db)
{
	int rc = sqlite_backlog_write(db->backlog);

	if (rc == SQLITE_OK)
		rc = sqlite_word(db, WORD_COMMIT);
	if (rc == SQLITE_DONE)
		sqlite_backlog_committed(db->backlog);
	return sqlite_db_status(rc);
}

/* https://www.sqlite.org/pragma.html#pragma_data_version */
static uint64_t db_version(struct db *db)
{
	sqlite3_stmt *ask = db->words[WORD_VERSION];
	int64_t version = sqlite3_step(ask) == SQLITE_ROW ? sqlite3_column_int64(ask, 0) : 0;

	sqlite3_reset(ask);
	return (uint64_t)version;
}

static void db_rollback(struct db *db)
{
	sqlite_word(db, WORD_ROLLBACK);
}

static bool db_within(struct db *db)
{
	return !sqlite3_get_autocommit(db->handle);
}

static enum db_status db_save(struct db *db)
{
	int rc = sqlite_word(db, WORD_SAVE);

	if (rc == SQLITE_DONE)
		sqlite_backlog_save(db->backlog);
	return sqlite_db_status(rc);
}

static enum db_status db_keep(struct db *db)
{
	int rc = sqlite_word(db, WORD_KEEP);

	if (rc == SQLITE_DONE)
		sqlite_backlog_keep(db->backlog);
	return sqlite_db_status(rc);
}

static enum db_status db_undo(struct db *db)
{
	int rc = sqlite_word(db, WORD_UNDO);

	if (rc != SQLITE_DONE && rc != SQLITE_OK)
		return sqlite_db_status(rc);
	sqlite_backlog_undo(db->backlog);
	return db_keep(db);
}

static enum db_status db_script(struct db *db, const char *sql)
{
	return sqlite_db_status(sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

/* --- statements --- */

static enum db_status statement_prepare(struct db *db, struct arena *a, struct text sql,
					int parameters, struct prepared **out)
{
	sqlite3_stmt *stmt = NULL;

	(void)parameters;
	int rc = sqlite3_prepare_v3(db->handle, sql.at, (int)sql.size, SQLITE_PREPARE_PERSISTENT,
				    &stmt, NULL);
	if (rc != SQLITE_OK)
		return sqlite_db_status(rc);
	struct prepared *p = arena_take(a, sizeof(*p));
	int columns = sqlite3_column_count(stmt);
	*p = (struct prepared){ .db = db, .next = db->prepared, .stmt = stmt };
	p->searches = memmem(sql.at, sql.size, " MATCH ", 7) != NULL;
	db->prepared = p;
	p->flags = arena_take(a, (size_t)columns + 1);
	for (int i = 0; i < columns; i++) {
		const char *declared = sqlite3_column_decltype(stmt, i);
		p->flags[i] = declared && !strcmp(declared, "BOOLEAN");
	}
	*out = p;
	return OUTCOME_DONE;
}

static void statement_release(struct prepared *p)
{
	struct prepared **at = &p->db->prepared;

	while (*at != p)
		at = &(*at)->next;
	*at = p->next;
	sqlite3_finalize(p->stmt);
}

static void statement_bind(struct prepared *p, int index, const struct value *v)
{
	switch (v->type) {
	case VALUE_TEXT:
		sqlite3_bind_text64(p->stmt, index, v->text.at ? v->text.at : "", v->text.size,
				    SQLITE_STATIC, SQLITE_UTF8);
		break;
	case VALUE_WHOLE:
	case VALUE_FLAG:
		sqlite3_bind_int64(p->stmt, index, v->whole);
		break;
	case VALUE_REAL:
		sqlite3_bind_double(p->stmt, index, v->real);
		break;
	case VALUE_ABSENT:
	case VALUE_NULL:
		sqlite3_bind_null(p->stmt, index);
		break;
	}
}

/* The first step of a statement: a search finds what its transaction has changed. */
static int statement_begin(struct prepared *p)
{
	p->begun = true;
	p->before = sqlite_backlog_mark(p->db->backlog);
	return p->searches ? sqlite_backlog_write(p->db->backlog) : SQLITE_OK;
}

static enum db_status statement_step_on(struct prepared *p)
{
	int rc = p->begun ? SQLITE_OK : statement_begin(p);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(p->stmt);
	if (rc == SQLITE_ROW)
		return OUTCOME_ROW;
	if (rc != SQLITE_DONE)
		sqlite_backlog_back(p->db->backlog, p->before);
	return sqlite_db_status(rc);
}

static void statement_reset(struct prepared *p)
{
	sqlite3_reset(p->stmt);
	p->begun = false;
}

static size_t statement_changed(struct prepared *p)
{
	return sqlite3_stmt_readonly(p->stmt) ? 0 : (size_t)sqlite3_changes64(p->db->handle);
}

static int statement_columns(struct prepared *p)
{
	return sqlite3_column_count(p->stmt);
}

static const char *statement_column_name(struct prepared *p, int column)
{
	return sqlite3_column_name(p->stmt, column);
}

static struct value statement_column(struct prepared *p, int column)
{
	sqlite3_value *v = sqlite3_column_value(p->stmt, column); /* looked up once, not thrice */

	switch (sqlite3_value_type(v)) {
	case SQLITE_INTEGER:
		return (struct value){ .type = p->flags[column] ? VALUE_FLAG : VALUE_WHOLE,
				       .whole = sqlite3_value_int64(v) };
	case SQLITE_FLOAT:
		return (struct value){ .type = VALUE_REAL, .real = sqlite3_value_double(v) };
	case SQLITE_NULL:
		return (struct value){ .type = VALUE_NULL };
	default:
		break;
	}
	const char *at = (const char *)sqlite3_value_text(v);
	size_t size = (size_t)sqlite3_value_bytes(v);
	return (struct value){ .type = VALUE_TEXT, .text = { at ? at : "", at ? size : 0 } };
}

/* One writer: nobody else is in here. */
static enum db_status db_guard(struct db *db, struct text key, enum guard_way way)
{
	(void)db, (void)key, (void)way;
	return OUTCOME_DONE;
}

static int is_late(void *to)
{
	const struct db *db = to;

	return db->late(db->late_owner);
}

static void db_interrupt(struct db *db, bool (*late)(void *owner), void *owner)
{
	db->late = late;
	db->late_owner = owner;
	sqlite3_progress_handler(db->handle, STEPS, is_late, db);
}

static void db_maintain(struct db *db)
{
	if (db->log)
		sqlite_log_maintain(db->log);
}

const struct driver driver_sqlite = {
	.name = "sqlite",
	.alone = true,
	.mark = '?',
	.lock = "",
	.byte_order = true,
	.open = db_open,
	.close = db_close,
	.describe = db_describe,
	.complaint = db_complaint,
	.begin = db_begin,
	.version = db_version,
	.commit = db_commit,
	.rollback = db_rollback,
	.within = db_within,
	.save = db_save,
	.keep = db_keep,
	.undo = db_undo,
	.script = db_script,
	.prepare = statement_prepare,
	.release = statement_release,
	.bind = statement_bind,
	.step = statement_step_on,
	.reset = statement_reset,
	.changed = statement_changed,
	.columns = statement_columns,
	.column_name = statement_column_name,
	.column = statement_column,
	.guard = db_guard,
	.finds = sqlite_finds,
	.hints = find_always,
	.narrows = sqlite_finds,
	.among = sqlite_among,
	.narrowed = sqlite_narrowed,
	.held = sqlite_held,
	.find_state = sqlite_find_state,
	.needle = sqlite_needle,
	.searchable = sqlite_searchable,
	.interrupt = db_interrupt,
	.maintain = db_maintain,
	.backup = sqlite_backup,
	.check = sqlite_check,
	.check_end = sqlite_check_end,
};
