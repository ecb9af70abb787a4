// SPDX-License-Identifier: Apache-2.0
/*
 * Writes down every SQL text that a server prepares, on SQLite and on PostgreSQL.
 *
 *   cc -shared -fPIC -D_GNU_SOURCE -o shim.so shim.c -ldl
 *   PLAN_LOG=FOLDER LD_PRELOAD=shim.so groundlevel …
 *
 * No headers of either engine are needed.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MARK "\x1e\n" /* after each statement */

/* as the program calls it */
typedef int sqlite_prepare(void *, const char *, int, unsigned, void **, const char **);
typedef int postgres_prepare(void *, const char *, const char *, int, const void *);

static void note(const char *engine, const char *sql, int size)
{
	const char *folder = getenv("PLAN_LOG");
	size_t length = size < 0 ? strlen(sql) : strnlen(sql, (size_t)size);
	char path[512], *all = malloc(length + sizeof MARK);

	if (!folder || !all)
		return;
	snprintf(path, sizeof path, "%s/%d.%s", folder, getpid(), engine);
	memcpy(all, sql, length);
	memcpy(all + length, MARK, sizeof MARK);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);

	/* in one write: others append to the same file */
	if (fd < 0 || write(fd, all, length + sizeof MARK - 1) < 0)
		perror(path);
	if (fd >= 0)
		close(fd);
	free(all);
}

/* as the program calls it */
int sqlite3_prepare_v3(void *db, const char *sql, int size, unsigned flags, void **out,
		       const char **rest)
{
	sqlite_prepare *real = (sqlite_prepare *)dlsym(RTLD_NEXT, "sqlite3_prepare_v3");

	note("sqlite", sql, size);
	return real(db, sql, size, flags, out, rest);
}

int sqlite3_prepare_v2(void *db, const char *sql, int size, void **out, const char **rest)
{
	return sqlite3_prepare_v3(db, sql, size, 0, out, rest);
}

int PQsendPrepare(void *connection, const char *name, const char *sql, int count, const void *types)
{
	postgres_prepare *real = (postgres_prepare *)dlsym(RTLD_NEXT, "PQsendPrepare");

	note("postgres", sql, -1);
	return real(connection, name, sql, count, types);
}
