// SPDX-License-Identifier: Apache-2.0
/*
 * Taking away what nobody names: a shelf at a time, all of them once at the start and then once a
 * day.
 *
 * What is younger than a day is left alone: the transaction that will name it may not have ended.
 * The same content may come again in the very moment in which it is taken away; so it is put aside
 * first, and put back when it turns out to be young.  While somebody copies the folder
 * (blobs_hold), nothing goes.
 */
#include "platform/blobs/inside.h"

#include "base/core/log.h"
#include "platform/store/store.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PART 200 /* names that are looked up at once */

int blobs_hold(const struct blobs *b)
{
	char path[BLOB_PATH_MAX + 8];

	snprintf(path, sizeof(path), "%s/lock", b->folder);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0 && flock(fd, LOCK_SH)) {
		close(fd);
		return -1;
	}
	return fd;
}

void blobs_release(int held)
{
	if (held >= 0)
		close(held);
}

static bool old_at(int folder, const char *name)
{
	struct stat about;

	return fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(about.st_mode) &&
	       about.st_mtime + BLOB_OLD_S <= time(NULL);
}

/* What a process that was killed left unfinished. */
static void tmp_sweep(const struct blobs *b)
{
	DIR *folder = opendir(b->tmp);

	for (struct dirent *e = folder ? readdir(folder) : NULL; e; e = readdir(folder))
		if (old_at(dirfd(folder), e->d_name))
			unlinkat(dirfd(folder), e->d_name, 0);
	if (folder)
		closedir(folder);
}

/* Gone, unless it was written anew just now. */
static bool taken_away(const struct blobs *b, const char *sha256)
{
	char from[BLOB_PATH_MAX], aside[BLOB_PATH_MAX + 80];

	if (!blob_path(from, b->folder, sha256))
		return false;
	snprintf(aside, sizeof(aside), "%s/gone-%s", b->tmp, sha256);
	if (rename(from, aside))
		return false;
	if (!old_at(AT_FDCWD, aside)) {
		if (link(aside, from) && errno != EEXIST)
			log_say(LOG_ERROR, "blobs", "a file could not be put back file=%s", sha256);
		unlink(aside);
		return false;
	}
	return unlink(aside) == 0;
}

/* --- which of them nobody names --- */

struct looking {
	const struct blobs *b;
	size_t gone;
};

static enum err unnamed_find(struct call *call)
{
	struct buffer *out = call->owner;
	struct json_out o = json_open(out);
	struct rows *r = store_ask(call, "SELECT value AS name FROM json_each(:blobNames) AS j"
					 " WHERE NOT EXISTS (SELECT 1 FROM blob"
					 " WHERE sha256 = j.value)");

	out->size = 0;
	json_list(&o);
	while (rows_next(r))
		json_put_text(&o, rows_text(r, "name"));
	json_close(&o);
	rows_close(r);
	return call->err;
}

static void part_sweep(struct looking *l, struct text names)
{
	struct arena *a = arena_open();
	struct call *call = call_open(a, (int64_t)time(NULL) * 1000);
	struct buffer found = buffer_open(a, 1 << 20);
	const struct json *list;
	struct text why;

	call->app = l->b->app;
	call->owner = &found;
	call_set_text(call, "blobNames", names);
	if (!store_read_now(call, unnamed_find) && !json_read(a, buffer_text(&found), &list, &why))
		for (const struct json *v = json_first(list); v; v = json_after(list, v))
			l->gone += taken_away(l->b, text_c(a, json_text(v)));
	arena_drop(a);
}

static bool stops(struct blobs *b)
{
	pthread_mutex_lock(&b->lock);
	bool stopping = b->stopping;
	pthread_mutex_unlock(&b->lock);
	return stopping;
}

static void shelf_sweep(struct blobs *b, unsigned shelf)
{
	char path[BLOB_PATH_MAX + 8];
	struct looking l = { .b = b };
	struct arena *a = arena_open();
	struct buffer names = buffer_open(a, PART * (BLOB_SHA_SIZE + 8));
	struct json_out o = json_open(&names);
	size_t count = 0;

	snprintf(path, sizeof(path), "%s/%02x", b->folder, shelf);
	DIR *folder = opendir(path);
	struct dirent *e;
	json_list(&o);
	while (folder && !stops(b) && (e = readdir(folder))) {
		if (!blob_named(e->d_name) || !old_at(dirfd(folder), e->d_name))
			continue;
		json_put_c(&o, e->d_name);
		if (++count < PART)
			continue;
		json_close(&o);
		part_sweep(&l, buffer_text(&names));
		names.size = count = 0;
		o = json_open(&names);
		json_list(&o);
	}
	json_close(&o);
	if (count && !stops(b))
		part_sweep(&l, buffer_text(&names));
	if (folder)
		closedir(folder);
	if (l.gone)
		log_say(LOG_INFO, "blobs", "files that nobody names were taken away count=%zu",
			l.gone);
	arena_drop(a);
}

static void shelf_sweep_alone(struct blobs *b, unsigned shelf)
{
	char path[BLOB_PATH_MAX + 8];

	snprintf(path, sizeof(path), "%s/lock", b->folder);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0 && !flock(fd, LOCK_EX | LOCK_NB))
		shelf_sweep(b, shelf);
	if (fd >= 0)
		close(fd);
}

/* --- the thread --- */

static void *sweep_main(void *blobs)
{
	struct blobs *b = blobs;
	unsigned shelf = 0;

	tmp_sweep(b);
	for (; shelf < BLOB_SHELVES && !stops(b); shelf++)
		shelf_sweep_alone(b, shelf);
	pthread_mutex_lock(&b->lock);
	while (!b->stopping) {
		struct timespec until;

		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += BLOB_ROUND_S / BLOB_SHELVES;
		if (pthread_cond_timedwait(&b->wake, &b->lock, &until) != ETIMEDOUT)
			continue;
		pthread_mutex_unlock(&b->lock);
		if (shelf % BLOB_SHELVES == 0)
			tmp_sweep(b);
		shelf_sweep_alone(b, shelf++ % BLOB_SHELVES);
		pthread_mutex_lock(&b->lock);
	}
	pthread_mutex_unlock(&b->lock);
	return NULL;
}

void blobs_start(struct blobs *b, const struct application *app)
{
	if (!b)
		return;
	b->app = app;
	b->running = pthread_create(&b->thread, NULL, sweep_main, b) == 0;
	if (!b->running)
		log_say(LOG_ERROR, "blobs",
			"files that nobody names are not taken away: there is"
			" no thread for it");
}

void blobs_stop(struct blobs *b)
{
	if (!b || !b->running)
		return;
	pthread_mutex_lock(&b->lock);
	b->stopping = true;
	pthread_cond_signal(&b->wake);
	pthread_mutex_unlock(&b->lock);
	pthread_join(b->thread, NULL);
	b->running = false;
}
