// SPDX-License-Identifier: Apache-2.0
/*
 * The one writer: takes all that wait, runs them in one transaction, commits once, and only then
 * lets every reply go.
 *
 * Savepoints cost: SQLite copies each page that is changed within one.  And they are rarely needed,
 * for who refuses a call mostly does so before anything is written.  So a batch is tried without
 * them.  When a call is refused that had written, all is rolled back, the calls are made what they
 * were when they came, and done again with a savepoint for each; and so are the next batches, since
 * such calls come in crowds.
 *
 * There are no timers: while one batch is being committed the next gathers by itself.
 */
#include "platform/store/inside.h"

#include "base/core/log.h"

#define CAREFUL 64 /* batches with savepoints after one was rolled back */

struct batch {
	struct store_connection *l;
	struct call **calls;
	struct store_connection **before; /* where each call came from */
	enum err *errors;
	size_t count;
	int careful; /* so many batches more have savepoints */
};

/* The transaction is gone with all that was done in it: those who succeeded did not. */
static void batch_refuse(struct batch *b, size_t end, enum db_status o)
{
	for (size_t i = 0; i < end; i++) {
		if (!b->errors[i])
			b->errors[i] = store_refuse(b->calls[i], o);
	}
}

static enum err call_do(struct batch *b, struct call *call)
{
	const struct driver *driver = b->l->driver;
	enum db_status o = driver->save(b->l->db);

	if (o != OUTCOME_DONE)
		return store_refuse(call, o);
	enum err e = perform_run(call, b->l, store_run);
	if (!driver->within(b->l->db))
		return e ? e : store_refuse(call, OUTCOME_BROKEN);
	o = e ? driver->undo(b->l->db) : driver->keep(b->l->db);
	if (o == OUTCOME_DONE)
		return e;
	driver->rollback(b->l->db); /* half of a call must not stay */
	return store_refuse(call, o);
}

/* Without savepoints; false: one was refused that had written, or the transaction was lost. */
static bool batch_try(struct batch *b)
{
	const struct driver *driver = b->l->driver;

	for (size_t i = 0; i < b->count; i++) {
		b->errors[i] = perform_run(b->calls[i], b->l, store_run);
		if (!driver->within(b->l->db) || (b->errors[i] && b->l->wrote))
			return false;
	}
	return true;
}

/* Everything as it was before the batch. */
static void batch_back(struct batch *b)
{
	const struct driver *driver = b->l->driver;

	if (driver->within(b->l->db))
		driver->rollback(b->l->db);
	for (size_t i = 0; i < b->count; i++)
		call_back(b->calls[i], b->calls[i]->start);
}

/* With a savepoint for each call; gives how the transaction is. */
static enum db_status batch_save(struct batch *b, enum db_status o)
{
	const struct driver *driver = b->l->driver;

	for (size_t i = 0; i < b->count; i++) {
		b->errors[i] = o == OUTCOME_DONE ? call_do(b, b->calls[i])
						 : store_refuse(b->calls[i], o);
		if (o == OUTCOME_DONE && !driver->within(b->l->db)) {
			log_say(LOG_ERROR, ROOM, "a transaction was lost error=\"%s\"",
				driver->complaint(b->l->db));
			batch_refuse(b, i, b->l->db_error ? b->l->db_error : OUTCOME_BROKEN);
			o = perform_begin(b->l);
		}
	}
	return o;
}

static void batch_do(struct batch *b)
{
	const struct driver *driver = b->l->driver;
	enum db_status o = perform_begin(b->l);

	if (b->careful || o != OUTCOME_DONE) {
		b->careful -= b->careful > 0;
		o = batch_save(b, o);
	} else if (!batch_try(b)) {
		batch_back(b);
		b->careful = CAREFUL;
		o = batch_save(b, perform_begin(b->l));
	}
	if (o == OUTCOME_DONE)
		o = driver->commit(b->l->db);
	if (o == OUTCOME_DONE) {
		store_committed(b->l->store);
		return;
	}
	log_say(LOG_ERROR, ROOM, "a commit failed error=\"%s\"", driver->complaint(b->l->db));
	if (driver->within(b->l->db))
		driver->rollback(b->l->db);
	batch_refuse(b, b->count, o);
}

void *writer_main(void *connection)
{
	struct store_connection *l = connection;
	size_t max = l->store->config.batch_max;
	struct arena *a = arena_open();
	struct batch b = { .l = l };

	b.calls = arena_take(a, max * sizeof(struct call *));
	b.before = arena_take(a, max * sizeof(struct store_connection *));
	b.errors = arena_take(a, max * sizeof(enum err));
	l->driver->maintain(l->db);
	while ((b.count = queue_take(&l->store->pool.queue, b.calls, max)) > 0) {
		for (size_t i = 0; i < b.count; i++) {
			b.before[i] = b.calls[i]->connection;
			b.calls[i]->connection = l;
		}
		since_begin(l->store, SINCE_WRITER);
		batch_do(&b);
		since_end(l->store, SINCE_WRITER);
		atomic_fetch_add_explicit(&l->store->batches, 1, memory_order_relaxed);
		atomic_fetch_add_explicit(&l->store->batched, b.count, memory_order_relaxed);
		for (size_t i = 0; i < b.count; i++) {
			b.calls[i]->connection = b.before[i];
			b.calls[i]->done(b.calls[i], b.errors[i]);
		}
		l->driver->maintain(l->db);
	}
	arena_drop(a);
	return NULL;
}
