// SPDX-License-Identifier: Apache-2.0
/*
 * Performing a call: here and now, or in a thread of the store, for which it waits in the queue.
 *
 * The queue is bounded; first come, first served.  Only a sleeping thread is woken: under load
 * there is one wake-up for a batch, not one for each call.
 */
#include "platform/store/inside.h"

#include "base/time/clock.h"

#include <assert.h>

#define BUSY_WAIT_US ((int64_t)30 * 1000 * 1000) /* for another program that holds the data */

/* --- the queue --- */

void queue_open(struct queue *q, size_t max)
{
	*q = (struct queue){ .max = max };
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->filled, NULL);
	q->last = &q->first;
}

void queue_close(struct queue *q)
{
	pthread_cond_destroy(&q->filled);
	pthread_mutex_destroy(&q->lock);
}

/* How many of whoever asked for this wait already, and have not gone? */
static size_t queue_waiting(const struct queue *q, const struct call *call)
{
	size_t count = 0;

	for (const struct call *c = q->first; c; c = c->next)
		count += !call_left(c) && text_same(c->asker, call->asker);
	return count;
}

bool queue_add(struct queue *q, struct call *call)
{
	bool wake = false;

	call->next = NULL;
	pthread_mutex_lock(&q->lock);
	bool column_maps = !q->stopping && q->count < q->max;
	if (column_maps && q->share && call->asker.size)
		column_maps = queue_waiting(q, call) < q->share;
	if (column_maps) {
		*q->last = call;
		q->last = &call->next;
		q->count++;
		wake = q->sleeping > 0;
	}
	pthread_mutex_unlock(&q->lock);
	if (wake)
		pthread_cond_signal(&q->filled);
	return column_maps;
}

size_t queue_take(struct queue *q, struct call **calls, size_t max)
{
	size_t taken = 0;

	pthread_mutex_lock(&q->lock);
	while (!q->first && !q->stopping) {
		q->sleeping++;
		pthread_cond_wait(&q->filled, &q->lock);
		q->sleeping--;
	}
	while (q->first && taken < max) {
		calls[taken++] = q->first;
		q->first = q->first->next;
	}
	if (!q->first)
		q->last = &q->first;
	q->count -= taken;
	pthread_mutex_unlock(&q->lock);
	return taken;
}

void queue_stop(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->stopping = true;
	pthread_mutex_unlock(&q->lock);
	pthread_cond_broadcast(&q->filled);
}

/* --- performing --- */

enum err perform_run(struct call *call, struct store_connection *l,
		     enum err (*run)(struct call *call))
{
	bool writes = l->use != USE_READ && call->op && !call->op->reads;
	enum err e = ERR_OK;

	call->connection = l;
	l->told = l->wrote = false;
	l->changes = NULL;
	l->before = NULL;
	l->db_error = OUTCOME_DONE;
	if (writes && l->store->config.clock)
		call_now(call, clock_now_ms(l->store->config.clock));
	if (!call->err && (!writes || !idempotency_meet(call))) {
		e = run(call);
		if (!e && !call->err && writes && call->op->audited)
			e = audit_op(call);
		if (!e && !call->err && writes)
			idempotency_keep(call);
	}
	store_connection_settle(l);
	return call->err ? call->err : e;
}

enum err store_run(struct call *call)
{
	enum err e = call->first ? call->first(call) : ERR_OK;

	if (!e && call->op->refs)
		e = refs_need(call);
	return e ? e : call->op->run(call);
}

enum err store_perform(struct call *call)
{
	struct store *s = call->app->store;

	assert(call->op && call->op->run);
	if (call->op->aside)
		return call->op->run(call);
	if (call->op->reads && s->driver->alone)
		return perform_read(call);
	if (s->driver->alone) /* here, for the writer has more to do than this thread */
		call->start = call_mark(call);
	if (!queue_add(&s->pool.queue, call))
		return refuse(call, ERR_UNAVAILABLE,
			      "too many writes are waiting; please try again");
	return ERR_PENDING;
}

enum db_status perform_begin(struct store_connection *l)
{
	int64_t end = clock_monotonic_us() + BUSY_WAIT_US;
	enum db_status o;

	do {
		o = l->driver->begin(l->db, true);
	} while (o == OUTCOME_BUSY && clock_monotonic_us() < end);
	return o;
}

void store_watch(struct store *s, void (*committed)(void *owner), void *owner)
{
	s->watcher = owner;
	atomic_store_explicit(&s->watch, committed, memory_order_release);
}

void store_committed(struct store *s)
{
	atomic_fetch_add_explicit(&s->commits, 1, memory_order_release);
	void (*watch)(void *owner) = atomic_load_explicit(&s->watch, memory_order_acquire);

	if (watch)
		watch(s->watcher);
}

/* One transaction on the link that is open. */
static enum err perform_whole(struct call *call, struct store_connection *l,
			      enum err (*run)(struct call *call))
{
	since_begin(l->store, SINCE_OWN);
	enum db_status o = perform_begin(l);
	enum err e = o == OUTCOME_DONE ? perform_run(call, l, run) : store_refuse(call, o);

	if (!e) {
		o = l->driver->commit(l->db);
		if (o == OUTCOME_DONE)
			store_committed(l->store);
		else
			e = store_refuse(call, o);
	}
	if (e && l->driver->within(l->db))
		l->driver->rollback(l->db);
	since_end(l->store, SINCE_OWN);
	return e;
}

static bool gone(enum db_status db_error)
{
	return db_error != OUTCOME_DONE && db_error != OUTCOME_ROW && db_error != OUTCOME_CLASH;
}

enum err store_try(struct call *within, struct call *part)
{
	struct store_connection *l = within->connection;
	const struct driver *driver = l->driver;

	if (!store_connection_need(l, within)) /* it may be the first that asks for the data */
		return within->err;
	bool within_one = driver->within(l->db); /* on PostgreSQL a read has no transaction */
	bool plain = part->op->reads && (driver->alone || !within_one);
	bool told = l->told, wrote = l->wrote;
	struct before *before = l->before;
	enum db_status o = plain ? OUTCOME_DONE : driver->save(l->db);

	if (o != OUTCOME_DONE)
		return store_refuse(within, o);
	enum err e = perform_run(part, l, store_run);
	enum db_status db_error = l->db_error;
	l->told = told;
	l->before = before;
	l->wrote |= wrote;
	if ((within_one && !driver->within(l->db)) || gone(db_error)) {
		store_refuse(within, gone(db_error) ? db_error : OUTCOME_BROKEN);
		return within->err;
	}
	l->db_error = OUTCOME_DONE;
	if (plain)
		return e;
	o = e ? driver->undo(l->db) : driver->keep(l->db);
	return o == OUTCOME_DONE ? e : store_refuse(within, o);
}

/* On a link of its own, so that who writes holds up nobody who reads. */
enum err store_read_now(struct call *call, enum err (*run)(struct call *call))
{
	struct store_connection *before = call->connection,
				*l = store_connection_open(call->app->store);

	call->connection = l;
	enum err e = store_connection_need(l, call) ? perform_run(call, l, run) : call->err;
	call->connection = before;
	store_connection_close(l);
	return e;
}

enum err store_perform_now(struct call *call, enum err (*run)(struct call *call))
{
	struct store *s = call->app->store;
	struct store_connection *before = call->connection;
	enum err e;

	pthread_mutex_lock(&s->own_lock);
	if (!s->own)
		s->own = store_connection_make(s, USE_WRITE);
	call->connection = s->own;
	e = store_connection_need(s->own, call) ? perform_whole(call, s->own, run) : call->err;
	if (s->own->db_error == OUTCOME_LOST)
		store_connection_lose(s->own);
	store_connection_give_up(s->own);
	call->connection = before;
	pthread_mutex_unlock(&s->own_lock);
	return e;
}
