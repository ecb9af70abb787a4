// SPDX-License-Identifier: Apache-2.0
/*
 * What a database must be able to do: the struct of which SQLite and PostgreSQL are two values.
 * Inside the room only.
 *
 * Everything above this line holds one engine and never asks which; a word stands here only if
 * both can speak it.  A connection (struct db) and what is prepared on it belong to one thread at a
 * time.
 */
#ifndef GROUNDLEVEL_PLATFORM_STORE_DRIVER_H
#define GROUNDLEVEL_PLATFORM_STORE_DRIVER_H

#include "base/call/call.h"

/* How a step ended; for each but the first two, the error and the sentence that the caller gets. */
#define OUTCOME_TABLE(X)                                                                           \
	X(DONE, OK, "done")                                                                        \
	X(ROW, OK, "a row")                                                                        \
	X(CLASH, DUPLICATE, "this already exists")                                                 \
	X(RACE, CONFLICT, "others are changing the same data; please try again")                   \
	X(BUSY, UNAVAILABLE, "another program is using the data; please try again")                \
	X(FULL, FULL, "the data could not be written: the disk is full")                           \
	X(LOST, UNAVAILABLE, "the database does not answer")                                       \
	X(MUTE, UNAVAILABLE, "the database does not answer in time")                               \
	X(CLOSED, UNAVAILABLE, "the database takes no writes at the moment: it is read-only")      \
	X(DAMAGED, INTERNAL, "the data is damaged; please restore a backup")                       \
	X(LATE, TIMEOUT, "this takes too long; please ask for less at a time")                     \
	X(LEFT, TIMEOUT, "the connection was closed, and this given up")                           \
	X(BROKEN, INTERNAL, "the data could not be read or written")

enum db_status {
#define X(name, error, sentence) OUTCOME_##name,
	OUTCOME_TABLE(X)
#undef X
};

struct place {
	struct text url;    /* postgres://… */
	struct text folder; /* SQLite */
	int64_t read_ms;    /* PostgreSQL: a statement of a USE_WRITER ends LATE after that */
};

enum use {
	USE_READ,   /* only reads */
	USE_WRITE,  /* reads and writes */
	USE_WRITER, /* the same for the whole life of a server: also keeps house (see tend) */
};

struct db;	 /* one connection */
struct prepared; /* one statement on it */

/* How a lock is taken: by nobody else meanwhile, waiting or only trying; or with all who share. */
enum guard_way { GUARD_WAITS, GUARD_TRIES, GUARD_SHARES };

struct driver {
	const char *name;
	bool alone; /* there is one writer: calls share its commit, reads run where they are */
	char mark;  /* what stands before the number of a parameter */
	const char *lock; /* ends a SELECT whose row is about to be changed */

	/* NULL: not reached, *why says so in one sentence */
	struct db *(*open)(const struct place *place, enum use use, struct arena *a,
			   struct text *why);
	void (*close)(struct db *db); /* with all that is prepared and reset */
	struct text (*describe)(struct db *db, struct arena *a); /* SQLite 3.40.1 */
	const char *(*complaint)(struct db *db); /* the last error, for the log; no values */

	enum db_status (*begin)(struct db *db, bool writes); /* a read may need none: DONE */
	/* Of a read that has begun, or NULL: a number that is another than this connection's last
	 * one when anything at all was committed in between.  0: it could not be asked. */
	uint64_t (*version)(struct db *db);
	enum db_status (*commit)(struct db *db);
	void (*rollback)(struct db *db);
	bool (*within)(struct db *db); /* is the transaction still there? */
	/* A read sees one state of the data until the rollback, each statement of it for so long.
	 * NULL: its transactions do so anyway. */
	enum db_status (*still)(struct db *db, int64_t most_ms);
	enum db_status (*save)(struct db *db); /* a savepoint … */
	enum db_status (*keep)(struct db *db); /* … whose work stays, */
	enum db_status (*undo)(struct db *db); /* … or goes */
	enum db_status (*script)(struct db *db,
				 const char *sql); /* several statements, no values */

	enum db_status (*prepare)(
		struct db *db, struct arena *a, struct text sql, int parameters,
		struct prepared **out); /* lives in the arena; DONE, LOST or BROKEN */
	void (*release)(struct prepared *p);
	void (*bind)(struct prepared *p, int index, const struct value *v); /* from 1; borrowed
									       until the reset */
	enum db_status (*step)(struct prepared *p);
	void (*reset)(struct prepared *p);
	size_t (*changed)(struct prepared *p); /* rows, after DONE */
	int (*columns)(struct prepared *p);
	const char *(*column_name)(struct prepared *p, int column); /* from 0 */
	struct value (*column)(struct prepared *p, int column); /* borrowed until the next step */

	/* a lock for the rest of the transaction; BUSY: it only tries, and somebody has it */
	enum db_status (*guard)(struct db *db, struct text key, enum guard_way way);
	/* words of full-text search: the conditions FINDS, HINTS, NARROWS and AMONG, the needle,
	 * what `-- searchable` makes (of a table and its columns); and how many rows NARROWS
	 * leaves, which, and a text that is another whenever the index has changed */
	void (*finds)(struct buffer *b, struct text table, struct text parameter);
	void (*hints)(struct buffer *b, struct text table, struct text parameter);
	void (*narrows)(struct buffer *b, struct text table, struct text parameter);
	void (*among)(struct buffer *b, struct text table, struct text parameter);
	struct text (*narrowed)(struct arena *a, struct text table); /* NULL: it cannot tell */
	struct text (*held)(struct arena *a, struct text table);
	struct text (*find_state)(struct arena *a, struct text table);
	struct text (*needle)(struct arena *a, struct text location, struct text folded);
	void (*searchable)(struct buffer *b, struct text words);
	bool byte_order; /* text columns compare by bytes without being told */

	/* NULL: it cannot.  From now on `late` is asked every so often in the middle of a step of
	 * this connection; when it says so, the step ends LATE. */
	void (*interrupt)(struct db *db, bool (*late)(void *owner), void *owner);
	void (*maintain)(struct db *db); /* housekeeping of the writer, between commits */
	enum err (*backup)(struct db *db, struct text to, struct arena *a, struct text *why);
	enum err (*check)(struct db *db, struct arena *a, struct text *why);
	/* From any thread, or NULL: the check that this connection is at ends UNAVAILABLE. */
	void (*check_end)(struct db *db);
};

extern const struct driver driver_sqlite, driver_postgres;

/* find.c */
void postgres_finds(struct buffer *b, struct text table, struct text parameter);
struct text postgres_needle(struct arena *a, struct text location, struct text folded);
void postgres_searchable(struct buffer *b, struct text words);
/* fold.c: makes the function fold(text) */
void postgres_fold(struct buffer *b);
void find_always(struct buffer *b, struct text table, struct text parameter);

#endif
