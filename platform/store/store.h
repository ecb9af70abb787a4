// SPDX-License-Identifier: Apache-2.0
/*
 * SQL, on SQLite or PostgreSQL.
 *
 * Handlers say whole statements with named values (:contactId, see base/call/call.h) and never
 * ask which engine.  A statement is text that lives for ever (a literal): the store prepares it
 * once for each connection and finds it again by its address.
 *
 * On SQLite, reads run on the caller's link, and where others wait for that thread (there is a
 * call->done) only for a moment: what takes longer is begun again in a thread for such reads.
 * Writes queue for the one writer (SQLite: one commit for all that waited, then every reply goes;
 * who refuses is undone alone) or for a worker (PostgreSQL: one transaction each).  Any call may
 * run a second time from its beginning, after everything it wrote was undone: because it took long,
 * a race was lost, or another call of the same commit must be undone.
 *
 * Errors are sticky: when a statement fails, call->err is set, the rest of the call's statements do
 * nothing, and the call is undone.  A broken constraint gives ERR_DUPLICATE from store_do and does
 * not stick: the handler says what it means (on PostgreSQL nothing more can be done in that call
 * but refuse).
 *
 * Words that the engines spell differently, replaced in the text of a statement:
 *	FINDS(contact, :query)    the rows of contact whose `find` text holds what was asked; the
 *	                          value is made by store_needle
 *	date_updated = :now       at least a millisecond later than it was, even when the clock went
 *	                          back; so is updated_at
 *
 * :now of a write is taken when it is performed, not when it was asked for.  What a read with
 * `updatedAfter` sees is complete up to the time in the header Groundlevel-As-Of of its reply:
 * whatever is committed later has a later date_updated.
 */
#ifndef GROUNDLEVEL_PLATFORM_STORE_STORE_H
#define GROUNDLEVEL_PLATFORM_STORE_STORE_H

#include "base/call/call.h"
#include "platform/catalogue/catalogue.h"

struct clock;
struct store_text {
	const char *name; /* 020-contacts.sql */
	struct text sql;
};

struct store_config {
	struct text url;		 /* postgres://… ; empty: SQLite */
	struct text folder;		 /* SQLite: holds groundlevel.db */
	size_t workers;			 /* PostgreSQL connections */
	size_t writes_max;		 /* calls that may wait; past it ERR_UNAVAILABLE */
	size_t batch_max;		 /* calls in one commit */
	size_t readers;			 /* SQLite: threads for reads that take long */
	int64_t read_ms;		 /* a read that takes longer is refused with ERR_TIMEOUT */
	size_t cache_bytes;		 /* SQLite: of replies that are given again */
	const struct clock *clock;	 /* gives :now of writes; NULL: as the call came with it */
	const struct store_text *schema; /* numbered migrations, in order */
	size_t schema_count;
	bool reads; /* nothing is written, not even what is missing of the schema: then it is
		       refused */
};

enum err store_open(const struct store_config *config, struct arena *a, struct store **out,
		    struct text *why); /* refuses a newer schema, migrates; starts no thread */
enum err store_start(struct store *s); /* starts the writer, or the workers */
void store_stop(struct store *s);      /* finishes what is queued, then stops */
void store_close(struct store *s);
enum err store_backup(struct store *s, struct text to, struct text *why, struct arena *a);
enum err store_check(struct store *s, struct text *why, struct arena *a); /* whole and sound? */
/* From another thread: a check that is under way ends with ERR_UNAVAILABLE.  One that only begins
 * may miss it: say it until that check has ended. */
void store_check_end(struct store *s);
/* From now on `committed` is called after each commit of this process, by whoever made it. */
void store_watch(struct store *s, void (*committed)(void *owner), void *owner);
bool store_alone(const struct store *s);     /* does no other process serve this data? (SQLite) */
struct text store_me(const struct store *s); /* this process, in leases */
/* For a thread that may wait (alive.c): this process lives; its link, if any, looks at the others.
 */
enum err store_beat(struct call *call);
bool store_lives(struct store *s); /* was that said lately? */
void store_leave(struct call *call);
/* What is old is measured by the time that was seen to pass (seen.c): now, or earlier. */
int64_t store_seen_ms(const struct call *call);
int64_t store_clock_apart(const struct store *s); /* so far ahead of it is the clock */
struct clock_look {
	bool back; /* the clock was set back, or this is the first look */
	bool keep; /* store_clock_keep should be done */
};
struct clock_look store_clock_look(struct store *s); /* by one thread, often */
enum err store_clock_keep(struct call *call, bool *set);
enum err store_clock_agree(struct call *call); /* within a transaction: the clock is right */
struct store_figures {			       /* how it is just now, and what was done so far */
	size_t waiting, waiting_max;	       /* calls for the writer, or the workers */
	size_t threads, busy;		       /* which are that many */
	size_t readers, readers_busy, reads_waiting;
	uint64_t commits, batches, batched; /* batched: calls in all batches together */
	uint64_t repeated;		    /* replies that were given again */
	bool damaged;			    /* somebody met a page that is not sound */
};
struct store_figures store_figures(struct store *s);
struct text store_describe(struct store *s, struct arena *a); /* engine and version */

/* A link for one thread: its own connection, only for reading. */
struct store_connection *store_connection_open(struct store *s);
void store_connection_rest(
	struct store_connection *l); /* ends the read transaction of this batch; cheap */
void store_connection_close(struct store_connection *l);

/* Does the operation: here and now (most reads on SQLite), or ERR_PENDING and call->done from
 * another thread.  `now` performs at once on any thread, for commands and start-up. */
enum err store_perform(struct call *call);
enum err store_perform_now(struct call *call, enum err (*run)(struct call *call));
enum err store_read_now(struct call *call,
			enum err (*run)(struct call *call)); /* waits for nobody */
/* The function of the operation, within a transaction that is there already, after what its query
 * and body name was found to be there (`ref`).  Nobody else calls call->op->run. */
enum err store_run(struct call *call);
/* For threads of our own that may wait: performs `run` as one transaction, and returns when it is
 * over.  Within `run`, store_transaction_data gives `data` (NULL and 0: none), of `size` bytes.  A
 * transaction may run more than once: `data` is then what it was before, and so it is when it was
 * refused. `name` (a literal) stands in the log. */
enum err store_transaction(struct call *call, const char *name, enum err (*run)(struct call *call),
			   void *data, size_t size);
void *store_transaction_data(const struct call *call);
/* Performs `part`, a call of its own, inside the transaction of `within`: when it refuses, what it
 * wrote is undone and `within` goes on.  No rows of `within` may be open.  When the data itself is
 * in trouble `within` is refused as well. */
enum err store_try(struct call *within, struct call *part);

/* --- what handlers say; `sql` is a literal --- */
bool store_has(struct call *call, const char *sql);    /* is there a row? */
enum err store_do(struct call *call, const char *sql); /* change; call->changed counts rows */
/* What a location that is gone leaves in tables, for a `leaving … of location`: of each kind at
 * most :leavingPart things; :leavingMore: there may be others.  `ids` gives the :leavingIds of a
 * part; without it, the statements find them.  What hangs on them stands before them. */
struct sweep {
	const char *ids, *statements[5];
};
enum err store_sweep(struct call *call, const struct sweep *sweeps, size_t count);
/* One row: its columns become values, under their wire names; false: no row. */
bool store_load(struct call *call, const char *sql);
int64_t store_number(struct call *call, const char *sql); /* one number: `SELECT … AS n`; else 0 */
/* The row to be changed: each column that the caller did not send becomes a value, so that the
 * UPDATE can name all; PostgreSQL locks it.  False: no row. */
bool store_select_for_update(struct call *call, const char *sql);
/* One row as member `key` of the reply, by the shape that the row of the operation gives it; key ""
 * writes the row's members into the reply object itself.  No row: ERR_MISSING without refusal;
 * a broken constraint: ERR_DUPLICATE likewise.  When the operation announces an event, the row is
 * also written as its first event, unless the handler has told one itself before
 * (store_emit_event). */
enum err store_reply_row(struct call *call, const char *key, const char *sql);
enum err store_list(struct call *call, const char *key, const char *sql); /* all rows, as a list */
/* The same with a statement made while running: of fixed pieces, one for each filter that was sent,
 * so that each finds its index. */
enum err store_list_made(struct call *call, const char *key, struct text sql);
/* Once the statement is over, whoever reacts to such an event (`when` rows) has run too, with the
 * row's id as :changedId.
 * Each row becomes one event of that type, which the operation's row must name.  The event is of
 * the row's location_id (company_id), or where it has no such column, of the call's.  Where a
 * payload is one member with all inside it (appointment: {…}), the row fills what is inside. */
enum err store_emit_event(struct call *call, const char *event, const char *sql);
/* Those events (a JSON list of their seq, in order) are wanted by nobody any more. */
enum err store_events_forget(struct call *call, struct text seqs);
/* One line of the audit: the operation, or what it comes to, and the thing (may be empty).  Who
 * asks is :actorKind, :actorId, :actorAddress.  Rows that are `audited` do so by themselves. */
enum err store_audit(struct call *call, struct text op, struct text thing_id);
void store_count(struct call *call, const char *what, int by); /* per-location counter */
int64_t store_counted(struct call *call, const char *what);
/* Nobody else is in here until the call ends (PostgreSQL; on SQLite that is so anyway). */
void store_guard(struct call *call, const char *what, struct text key);
/* Others who share it may be in here too; who guards it waits for all of them, and they for him. */
void store_share(struct call *call, const char *what, struct text key);
/* The value for FINDS; ABSENT: too short to search (fewer than three characters). */
/* A pattern for `fold(column) LIKE :likeness ESCAPE '\\'`: the text anywhere, folded, its own
 * signs taken as they stand. */
struct value store_likeness(struct call *call, struct text query);
struct value store_needle(struct call *call, struct text query);

/* What NARROWS(table, :tree) is given: leaves, joined by " AND ", " OR " and parentheses.  A leaf
 * is a text that stands anywhere in what is searched, or a value that a column has (one of those
 * that `-- searchable` names; of a list, one of its items).  Empty: it cannot be said. */
struct text store_leaf_text(struct call *call, struct text query);
struct text store_leaf_value(struct call *call, const char *column, bool list, struct text value);
/* How many rows of the call's location a tree leaves, counted up to `most`; -1: not known.  From
 * then on NARROWS(table, :narrow) is that tree; and where they are so few that it holds them,
 * AMONG(table, :held) is the same for less. */
int64_t store_narrowed(struct call *call, const char *table, struct text tree, int64_t most);
bool store_is_held(struct call *call);

/* Until the end of it, the statements of a read see one state of the data, and may take so long
 * together (on PostgreSQL: each of them); then it is refused with ERR_TIMEOUT. */
struct still {
	int64_t until_us;
	bool began;
};
struct still store_still(struct call *call, int64_t most_ms);
void store_still_end(struct call *call, struct still still);

/* --- rows one by one, for the few that compute --- */
struct rows;
struct rows *store_ask(struct call *call, const char *sql);
/* The counters whose names begin so: `what` and `n`; one may come more than once. */
struct rows *store_counters(struct call *call, struct text prefix);
bool rows_next(struct rows *r);				   /* false at the end, or on failure */
struct text rows_text(struct rows *r, const char *column); /* valid until the next row */
int64_t rows_whole(struct rows *r, const char *column);
bool rows_null(struct rows *r, const char *column);
void rows_put(struct rows *r, const struct shape *shape); /* the row's members into call->out */
void rows_close(struct rows *r);
/* The reply is a list at the top: each row by the shape that the operation gives. */
enum err rows_reply(struct call *call, struct rows *rows);
/* A statement made while running (advanced search): not cached by address but by content. */
struct rows *store_ask_made(struct call *call, struct text sql);

#endif
