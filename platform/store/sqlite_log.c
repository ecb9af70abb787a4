// SPDX-License-Identifier: Apache-2.0
/*
 * Keeping SQLite's write-ahead log short, and its file long enough.
 *
 * Under load a passive checkpoint never reaches the end of a log that grows, and one that waits for
 * the writer starves.  So there are two phases: when the log is long, a thread copies it passively
 * (twice: the second pass finds little); then the writer itself, between two commits, does the rest
 * and begins the log anew.
 *
 *	writer   commit commit commit │            │ restart │ commit commit …
 *	keeper          long? ────────► passive ×2 ┘
 *
 * A log file that grows makes each fdatasync write the file system's journal too (4 ms instead of
 * 0.12).  So the writer extends the file with zeros ahead of what it needs: frames carry checksums,
 * so zeros end the log.  It holds the write lock meanwhile, for other programs append to it too.
 */
#include "platform/store/sqlite.h"

#include "base/core/log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define FRAMES_LONG 4000 /* then the log is copied */
#define FRAMES_MORE 1000 /* after a copy that could not finish, so many later */
#define FRAME_SIZE  (4096 + 24)
#define ZEROS_STEP  ((off_t)8 << 20)  /* bytes added at once */
#define ZEROS_AHEAD ((off_t)2 << 20)  /* always at least so many */
#define ZEROS_MAX   ((off_t)64 << 20) /* a file of this length is left alone */
#define RESTART_MS  100		      /* the writer waits so long for readers of the old log */

struct sqlite_log {
	struct db *db;	 /* the writer's connection */
	sqlite3 *copier; /* the thread's own */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool wanted, stopping; /* under the lock */
	_Atomic bool copied;   /* the writer may begin the log anew */
	bool asked;	       /* the writer's: the thread is at it */
	int frames, frames_next;
	int fd;	     /* of the log file */
	off_t zeros; /* length of the log file */
};

static int commit_seen(void *owner, sqlite3 *handle, const char *name, int frames)
{
	struct sqlite_log *log = owner;

	(void)handle, (void)name;
	log->frames = frames;
	return SQLITE_OK;
}

/* --- the thread --- */

static void *keeper_main(void *owner)
{
	struct sqlite_log *log = owner;

	pthread_mutex_lock(&log->lock);
	while (!log->stopping) {
		if (!log->wanted) {
			pthread_cond_wait(&log->changed, &log->lock);
			continue;
		}
		log->wanted = false;
		pthread_mutex_unlock(&log->lock);
		for (int i = 0; i < 2; i++)
			sqlite3_wal_checkpoint_v2(log->copier, "main", SQLITE_CHECKPOINT_PASSIVE,
						  NULL, NULL);
		atomic_store(&log->copied, true);
		pthread_mutex_lock(&log->lock);
	}
	pthread_mutex_unlock(&log->lock);
	return NULL;
}

/* --- the writer, between two commits --- */

static void copy_ask(struct sqlite_log *log)
{
	log->asked = true;
	pthread_mutex_lock(&log->lock);
	log->wanted = true;
	pthread_mutex_unlock(&log->lock);
	pthread_cond_signal(&log->changed);
}

static void restart(struct sqlite_log *log)
{
	sqlite3_busy_timeout(log->db->handle, RESTART_MS);
	int rc = sqlite3_wal_checkpoint_v2(log->db->handle, "main", SQLITE_CHECKPOINT_RESTART, NULL,
					   NULL);
	sqlite3_busy_timeout(log->db->handle, SQLITE_WAIT_MS);
	atomic_store(&log->copied, false);
	log->asked = false;
	if (rc == SQLITE_OK) {
		log->frames = 0;
		log->frames_next = FRAMES_LONG;
	} else {
		log->frames_next = log->frames + FRAMES_MORE;
	}
	if (rc != SQLITE_OK && rc != SQLITE_BUSY)
		log_say(LOG_WARN, ROOM, "the log could not be begun anew error=\"%s\"",
			sqlite3_errmsg(log->db->handle));
}

static void zeros_write(struct sqlite_log *log)
{
	static const char zeros[64 * 1024];
	struct stat st;

	if (fstat(log->fd, &st))
		return;
	off_t end = (off_t)log->frames * FRAME_SIZE + ZEROS_AHEAD + ZEROS_STEP;
	off_t at = st.st_size;
	while (at < end) {
		ssize_t done = pwrite(log->fd, zeros, sizeof(zeros), at);
		if (done <= 0)
			break; /* a full disk: the commit will say so */
		at += done;
	}
	log->zeros = at < end ? ZEROS_MAX : at; /* do not try again and again */
	fdatasync(log->fd);
}

static void extend(struct sqlite_log *log)
{
	if (log->fd < 0 || log->zeros >= ZEROS_MAX ||
	    (off_t)log->frames * FRAME_SIZE + ZEROS_AHEAD <= log->zeros)
		return;
	if (sqlite_word(log->db, WORD_BEGIN_WRITE) != SQLITE_DONE)
		return;
	zeros_write(log);
	sqlite_word(log->db, WORD_ROLLBACK);
}

void sqlite_log_maintain(struct sqlite_log *log)
{
	if (atomic_load(&log->copied))
		restart(log);
	else if (!log->asked && log->frames >= log->frames_next)
		copy_ask(log);
	extend(log);
}

/* --- opening and closing --- */

struct sqlite_log *sqlite_log_open(struct db *db)
{
	struct sqlite_log *log = arena_take(db->arena, sizeof(*log));
	struct text path = text_format(db->arena, "%s-wal", db->path);

	*log = (struct sqlite_log){ .db = db, .frames_next = FRAMES_LONG, .fd = -1 };
	int rc = sqlite3_open_v2(db->path, &log->copier,
				 SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(log->copier,
				  "PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = full;"
				  "PRAGMA cache_size = -256; PRAGMA query_only = on;"
				  "SELECT count(*) FROM sqlite_master",
				  NULL, NULL, NULL);
	pthread_mutex_init(&log->lock, NULL);
	pthread_cond_init(&log->changed, NULL);
	if (rc != SQLITE_OK || pthread_create(&log->thread, NULL, keeper_main, log)) {
		log_say(LOG_WARN, ROOM, "the log is not kept short");
		sqlite3_close(log->copier);
		return NULL;
	}
	sqlite3_wal_hook(db->handle, commit_seen, log);
	log->fd = open(text_c(db->arena, path), O_RDWR | O_CLOEXEC);
	return log;
}

void sqlite_log_close(struct sqlite_log *log)
{
	pthread_mutex_lock(&log->lock);
	log->stopping = true;
	pthread_mutex_unlock(&log->lock);
	pthread_cond_signal(&log->changed);
	pthread_join(log->thread, NULL);
	sqlite3_wal_hook(log->db->handle, NULL, NULL);
	sqlite3_close(log->copier);
	if (log->fd >= 0)
		close(log->fd);
	pthread_cond_destroy(&log->changed);
	pthread_mutex_destroy(&log->lock);
}
