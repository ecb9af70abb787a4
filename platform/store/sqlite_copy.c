// SPDX-License-Identifier: Apache-2.0
/*
 * Backup and check of SQLite's file, while the server is serving.
 */
#include "platform/store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* One pass in one read transaction: a consistent copy, whatever is written meanwhile. */
static int copy(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

	if (!backup)
		return sqlite3_errcode(to);
	int rc;
	do {
		rc = sqlite3_backup_step(backup, -1);
		if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
			sqlite3_sleep(20);
	} while (rc == SQLITE_BUSY || rc == SQLITE_LOCKED);
	return sqlite3_backup_finish(backup);
}

/* The first complaint of the integrity check; "" when it is sound. */
static struct text unsound(sqlite3 *handle, struct arena *a)
{
	sqlite3_stmt *stmt = NULL;
	struct text first = TEXT("it cannot be read");

	if (sqlite3_prepare_v2(handle, "PRAGMA integrity_check(1)", -1, &stmt, NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		first = text_copy(a, text_of((const char *)sqlite3_column_text(stmt, 0)));
	sqlite3_finalize(stmt);
	return text_is(first, "ok") ? TEXT("") : first;
}

enum err sqlite_check(struct db *db, struct arena *a, struct text *why)
{
	struct text wrong = unsound(db->handle, a);

	if (sqlite3_errcode(db->handle) == SQLITE_INTERRUPT) {
		*why = TEXT("the check was given up before its end");
		return ERR_UNAVAILABLE;
	}
	if (wrong.size)
		*why = text_format(a, "%s is damaged: %.*s", db->path, (int)wrong.size, wrong.at);
	return wrong.size ? ERR_INTERNAL : ERR_OK;
}

void sqlite_check_end(struct db *db)
{
	sqlite3_interrupt(db->handle);
}

static enum err copy_to(struct db *db, const char *path, struct arena *a, struct text *why)
{
	sqlite3 *to = NULL;
	enum err e = ERR_INTERNAL;
	int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(to, "PRAGMA synchronous = full", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = copy(db->handle, to);
	if (rc == SQLITE_OK) /* so that it is one file, and nothing beside it */
		rc = sqlite3_exec(to, "PRAGMA journal_mode = delete", NULL, NULL, NULL);
	struct text wrong = rc == SQLITE_OK ? unsound(to, a) : TEXT("");
	if (rc != SQLITE_OK)
		*why = text_format(a, "%s cannot be written: %s", path, sqlite3_errmsg(to));
	else if (wrong.size)
		*why = text_format(a, "the copy is damaged: %.*s", (int)wrong.size, wrong.at);
	else
		e = ERR_OK;
	sqlite3_close(to);
	return e;
}

enum err sqlite_backup(struct db *db, struct text to, struct arena *a, struct text *why)
{
	const char *path = text_c(a, to);
	const char *part = text_c(a, text_format(a, "%s.part", path));

	if (!access(path, F_OK)) {
		*why = text_format(a, "%s exists already", path);
		return ERR_BAD;
	}
	unlink(part);
	int fd = open(part, O_CREAT | O_EXCL | O_CLOEXEC | O_RDWR, 0600);
	if (fd < 0) {
		*why = text_format(a, "%s cannot be written: %s", path, strerror(errno));
		return ERR_BAD;
	}
	close(fd);
	enum err e = copy_to(db, part, a, why);
	if (!e && rename(part, path)) {
		*why = text_format(a, "%s cannot be written: %s", path, strerror(errno));
		e = ERR_BAD;
	}
	if (e)
		unlink(part);
	return e;
}
