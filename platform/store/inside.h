// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the store share.  Inside the room only.
 *
 *	handlers' words   ask.c reply_row.c events.c idempotency.c
 *	statements        statement.c (:names), connection.c (what is prepared on one)
 *	performing        perform.c, writer.c (one writer) and readers.c, or workers.c (many)
 *	engines           driver.h: sqlite*.c, postgres.c
 *	time, life        seen.c (what is old), alive.c (who else serves the data)
 */
#ifndef GROUNDLEVEL_PLATFORM_STORE_INSIDE_H
#define GROUNDLEVEL_PLATFORM_STORE_INSIDE_H

#include "base/core/steady.h"
#include "base/secrets/id.h"
#include "platform/cache/cache.h"
#include "platform/store/driver.h"
#include "platform/store/store.h"

#include <pthread.h>
#include <stdatomic.h>

#define ROOM	       "store"
#define MADE_MAX       32  /* statements made while running that a link keeps */
#define PARAMETERS_MAX 200 /* named values in one statement */

enum err refs_need(struct call *call); /* is what the query and the body name there? (refs.c) */

/* --- statements --- */

enum variant { PLAIN, LOCKING }; /* LOCKING: the rows are about to be changed */

struct column_map;    /* which column is which field of a shape: reply_row.c */
struct payload;	      /* a shape as an event has it: events.c */
struct owner_columns; /* likewise: whose the row is */

struct statement {
	const struct driver *driver;
	const char *sql;     /* the literal; NULL when it was made while running */
	struct text text;    /* as the handler said it */
	struct text spelled; /* as the engine wants it */
	enum variant variant;
	bool writes;	     /* it may change something */
	struct arena *arena; /* the link's; a made one has its own */
	struct prepared *prepared;
	const char **names; /* parameter 1 is names[0] */
	uint32_t *hashes;   /* of the names */
	int name_count;
	struct column_map *column_maps;
	struct payload *payloads;
	struct owner_columns *owner; /* NULL: not yet looked for */
	struct column_known {
		const char *name;
		int column;
	} known[4]; /* columns that were asked for lately */
	size_t known_next;
	bool standing; /* stepped and not yet reset */
	struct statement *next_standing;
	uint64_t used; /* made: when last */
};

/* Turns :names into the engine's parameters and FINDS(…) into its condition. */
struct spelling {
	struct text sql;
	const char **names; /* in the arena, with NUL */
	int count;
};
bool statement_spell(struct arena *a, const struct driver *driver, struct text sql,
		     struct spelling *out); /* false: too many names */

/* --- a link: one connection and what is prepared on it --- */

struct named {
	const char *name;
	struct value value;
};

struct store_connection {
	struct store *store;
	const struct driver *driver;
	enum use use;
	struct arena *home;	  /* holds the link itself */
	struct arena *arena;	  /* of this connection: emptied with it */
	struct db *db;		  /* NULL: not connected */
	int64_t tried_us;	  /* last failure to connect */
	struct statement **table; /* by address of the literal */
	size_t room, count;
	struct statement *made[MADE_MAX];
	uint64_t made_clock;
	struct statement *standing;
	struct held_lists *held; /* rows that searches have found: narrow.c */
	const struct named
		*own; /* values of the store's own statements, before those of the call */
	size_t own_count;
	bool reading;		  /* a read transaction is open */
	bool pinned;		  /* a call is being performed: it sees one state of the data */
	uint64_t era;		  /* of the cache, before that transaction began */
	uint64_t version;	  /* of the data, when it was last asked for; 0: never */
	uint64_t seen;		  /* commits when the read transaction began */
	const struct call *doing; /* a read that ends when whoever asked for it has gone, or NULL */
	_Atomic int64_t until_us; /* until then a read may take here; 0: as long as it likes */
	bool lenient;		  /* and a little longer, if it had to wait for a processor: … */
	int64_t thread_us;	  /* … what the thread had had of one when that time was over */
	bool told;		  /* the call has told an event itself */
	bool wrote;		  /* the call has changed something */
	struct before *before;	  /* the row that is about to be changed, or NULL */
	struct change *changes;	  /* of which who reacts has yet to be told: events.c */
	int reacting;		  /* so many reactions are under way, one in the other */
	enum db_status db_error;  /* what went wrong in this call */
	int64_t shard;		  /* which of a counter's rows this link adds to */
};

void store_held_drop(struct store_connection *l);
struct store_connection *store_connection_make(struct store *s, enum use use);
bool store_connection_need(struct store_connection *l,
			   struct call *call); /* connected, and reading if it is to read? */
void store_connection_fresh(
	struct store_connection *l); /* before a new call: sees what was committed */
void store_connection_lose(struct store_connection *l); /* drops the connection with all prepared */
void store_connection_give_up(struct store_connection *l); /* the same, if its trouble is one that a
							      new one may not have */
void store_connection_settle(struct store_connection *l);  /* resets what still stands */
struct statement *store_connection_statement(struct store_connection *l, const char *sql,
					     enum variant variant);
struct statement *store_connection_statement_made(struct store_connection *l, struct text sql);
enum db_status store_connection_prepare(struct store_connection *l,
					struct statement *s); /* unless it is prepared already */

/* A statement with its values, ready to be stepped; NULL: refused (call->err says why). */
struct statement *statement_ready(struct call *call, const char *sql, enum variant variant);
struct statement *statement_ready_made(struct call *call, struct text sql);
enum db_status statement_step(struct call *call, struct statement *s); /* CLASH does not stick */
enum db_status statement_finish(struct call *call, struct statement *s, enum db_status last);
enum err store_refuse(struct call *call,
		      enum db_status o); /* by the table; remembers the trouble */
/* Runs a statement of the store itself with these values: DONE, or what went wrong. */
enum db_status statement_run(struct call *call, const char *sql, const struct named *own,
			     size_t count);

/* --- what a row was before it is changed --- */

/* As store_select_for_update gave it; in the call's arena. */
struct before {
	int count;
	const char **names; /* of the columns, without a kept_ before them */
	struct value *values;
	struct value id; /* NULL: it was not asked for */
};

/* --- rows into JSON --- */

void row_put(struct call *call, struct statement *s, const struct shape *shape,
	     struct json_out *out);
/* What is not as it was: [{field, before, after}]; from now on it was so.  False: nothing. */
bool row_changes_put(struct call *call, struct statement *s, const struct shape *shape,
		     struct json_out *out);
bool row_meets(struct statement *s, const struct shape *shape); /* has it any field of it? */
int row_column(struct statement *s, const char *name);		/* or -1 */
enum err audit_op(struct call *call); /* the operation of the call is done */
enum err event_put(struct call *call, struct statement *s, const struct event_row *event);
#define CHANGED "changedId"		  /* the value that a reaction is given */
enum err changes_tell(struct call *call); /* once the statement of the events is over */

/* --- performing --- */

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct call *first, **last;
	size_t count, max;
	size_t share; /* so many of one asker may wait; 0: as many as there is room for */
	size_t sleeping;
	bool stopping;
};

void queue_open(struct queue *q, size_t max);
void queue_close(struct queue *q);
bool queue_add(struct queue *q, struct call *call); /* false: full, stopping, or its share is */
size_t queue_take(struct queue *q, struct call **calls, size_t max); /* waits; 0: the end */
void queue_stop(struct queue *q);

/* Threads that take calls from one queue, each with a link of its own. */
struct pool {
	struct queue queue;
	pthread_t *threads;
	struct store_connection **connections;
	size_t count;
};

/* SQLite: who may be in a transaction that writes. */
enum since { SINCE_WRITER, SINCE_OWN, SINCE_COUNT };

#define OTHERS_MAX 64
struct other { /* another process that serves this data */
	char id[ID_UUID_SIZE];
	int64_t beats, since_ms; /* of the clock that nobody sets */
	int looks;
};

struct store {
	struct arena *arena;
	const struct driver *driver;
	struct place place;
	struct text about; /* engine and version */
	struct store_config config;
	struct pool pool;    /* the writer, or the workers */
	struct cache *cache; /* of replies to reads */
	struct pool readers; /* SQLite: for reads that take long */
	pthread_mutex_t own_lock;
	struct store_connection *own; /* for store_perform_now, opened when first used */
	pthread_mutex_t check_lock;
	struct db *checked; /* the connection of a check that is under way */
	_Atomic uint64_t commits, batches, batched, repeated;
	_Atomic(void (*)(void *owner)) watch; /* NULL: nobody is told of commits */
	void *watcher;
	atomic_bool damaged;
	_Atomic int64_t writing_since[SINCE_COUNT]; /* ms; 0: nobody is */
	char me[ID_UUID_SIZE];			    /* this process: alive.c */
	_Atomic int64_t beat_us, beat_ms;	    /* 0: not yet */
	struct other others[OTHERS_MAX];
	struct steady steady; /* of the one thread that looks: seen.c */
	int64_t kept_ms, seen_turn, looked_apart;
	bool looked, far;
	atomic_bool seen_known, clock_asked;
	_Atomic int64_t apart_ms,
		seen_offset; /* of what was seen, from the clock that nobody sets */
};

/* Around a transaction that writes: what it commits is not older than its beginning. */
void since_begin(struct store *s, enum since which);
void since_end(struct store *s, enum since which);
/* For a read that asks what changed since: says in its reply up to when it is complete.  Before the
 * link sees what is committed. */
void since_tell(struct call *call, struct store_connection *l);

/* Runs the function on the link and settles the link; commits nothing. */
enum err perform_run(struct call *call, struct store_connection *l,
		     enum err (*run)(struct call *call));
enum db_status
perform_begin(struct store_connection *l); /* waits for another program, within reason */
/* A read where it was asked for; ERR_PENDING: it takes long, and goes on in a thread. */
enum err perform_read(struct call *call);
void store_committed(struct store *s); /* counts it, and tells whoever watches */
void *writer_main(void *connection);
void *reader_main(void *connection);
bool reader_late(void *connection);		   /* has the read on this link taken too long? */
void reader_interrupt(struct store_connection *l); /* what is being read is given up */
void *worker_main(void *connection);

/* The reply kept for this Idempotency-Key: true when there is nothing left to do (it was replayed,
 * or refused). */
bool idempotency_meet(struct call *call);
void idempotency_keep(struct call *call);

#define SUM_SIZE 65
/* SHA-256 in hex over the parts, each with its size. */
void store_sum(const struct text *parts, size_t count, char out[SUM_SIZE]);

enum err migrate(struct store *s, struct db *db, struct arena *a, struct text *why);

#endif
