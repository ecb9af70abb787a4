// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the SQLite engine share: sqlite.c (connections and statements), sqlite_log.c
 * (the write-ahead log), find.c (full-text search), sqlite_backlog.c (what search has yet to be
 * told), sqlite_copy.c (backup, check).
 */
#ifndef GROUNDLEVEL_PLATFORM_STORE_SQLITE_H
#define GROUNDLEVEL_PLATFORM_STORE_SQLITE_H

#include "platform/store/inside.h"

#include <sqlite3.h>

enum word {
	WORD_BEGIN_READ,
	WORD_BEGIN_WRITE,
	WORD_COMMIT,
	WORD_ROLLBACK,
	WORD_SAVE,
	WORD_UNDO,
	WORD_KEEP,
	WORD_VERSION,
	WORD_COUNT,
};

struct sqlite_log;
struct backlog;

struct db {
	struct arena *arena;
	const char *path;
	sqlite3 *handle;
	sqlite3_stmt *words[WORD_COUNT];
	struct prepared *prepared; /* all that are on this connection */
	struct sqlite_log *log;	   /* of the server's writer; else NULL */
	struct backlog *backlog;   /* NULL: it only reads */
	bool (*late)(void *owner); /* asked in the middle of a step */
	void *late_owner;
};

#define SQLITE_WAIT_MS 1000 /* one wait for another program; perform.c says how many */

enum db_status sqlite_db_status(int rc);
int sqlite_word(struct db *db, enum word word); /* says it; SQLITE_DONE is fine */

/* The log of the writer: kept short, and its file long enough. */
struct sqlite_log *sqlite_log_open(struct db *db); /* starts a thread; NULL: goes without */
void sqlite_log_maintain(struct sqlite_log *log);  /* the writer, between two commits */
void sqlite_log_close(struct sqlite_log *log);

/* What search has yet to be told of this transaction.  NULL has nothing to tell. */
struct backlog_mark {
	size_t count, written;
};
struct backlog *sqlite_backlog_open(sqlite3 *handle, struct arena *home); /* NULL: no memory */
void sqlite_backlog_close(struct backlog *b);
int sqlite_backlog_write(struct backlog *b); /* before a commit and before a search */
void sqlite_backlog_committed(struct backlog *b);
struct backlog_mark sqlite_backlog_mark(const struct backlog *b);      /* where it is now … */
void sqlite_backlog_back(struct backlog *b, struct backlog_mark mark); /* … and was again */
void sqlite_backlog_save(struct backlog *b); /* beside the savepoint of the same name */
void sqlite_backlog_keep(struct backlog *b);
void sqlite_backlog_undo(struct backlog *b); /* the savepoint stays, as in SQL */

int sqlite_find_register(sqlite3 *handle);
/* fold.c: the SQL function fold(text). */
int sqlite_fold_register(sqlite3 *handle);
int sqlite_shown_register(sqlite3 *handle); /* shown.c */
void sqlite_finds(struct buffer *b, struct text table, struct text parameter);
struct text sqlite_needle(struct arena *a, struct text location, struct text folded);
void sqlite_searchable(struct buffer *b, struct text words);
struct text sqlite_narrowed(struct arena *a, struct text table);
struct text sqlite_held(struct arena *a, struct text table);
struct text sqlite_find_state(struct arena *a, struct text table);
void sqlite_among(struct buffer *b, struct text table, struct text parameter);

enum err sqlite_backup(struct db *db, struct text to, struct arena *a, struct text *why);
enum err sqlite_check(struct db *db, struct arena *a, struct text *why);
void sqlite_check_end(struct db *db);

#endif
