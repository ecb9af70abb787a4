// SPDX-License-Identifier: Apache-2.0
/*
 * Threads that may wait for other servers, so that event loops and the writer need not.
 *
 *	loop ─ perform (its own transaction) ─▶ outside: call->after ─▶ call->done, in this thread
 *
 * A call that is here belongs to one of the threads until its reply.
 */
#include "integration/connections/inside.h"

#include <assert.h>
#include <pthread.h>

#define THREADS_MAX 16

struct blocking_pool {
	struct blocking_pool_config config;
	struct secrets *secrets;
	atomic_bool stopping;
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct call *first, **last; /* waiting, by call->next */
	size_t waiting;
	pthread_t threads[THREADS_MAX];
	size_t thread_count;
};

struct blocking_pool *blocking_pool_open(const struct blocking_pool_config *config)
{
	struct blocking_pool *o = calloc(1, sizeof(*o));

	assert(o && config->threads <= THREADS_MAX);
	o->config = *config;
	o->secrets = secrets_open(config->key_file);
	o->last = &o->first;
	pthread_mutex_init(&o->lock, NULL);
	pthread_cond_init(&o->filled, NULL);
	return o;
}

void blocking_pool_close(struct blocking_pool *o)
{
	if (!o)
		return;
	secrets_close(o->secrets);
	pthread_cond_destroy(&o->filled);
	pthread_mutex_destroy(&o->lock);
	free(o);
}

struct secrets *blocking_pool_secrets(struct blocking_pool *o)
{
	return o->secrets;
}

bool blocking_pool_private(const struct blocking_pool *o)
{
	return o->config.allow_private;
}

int64_t blocking_pool_now_ms(const struct blocking_pool *o)
{
	return clock_now_ms(o->config.clock);
}

const atomic_bool *blocking_pool_stopping(const struct blocking_pool *o)
{
	return &o->stopping;
}

/* The next call that waits; NULL when it is time to stop and none does. */
static struct call *call_take(struct blocking_pool *o)
{
	pthread_mutex_lock(&o->lock);
	while (!o->first && !atomic_load(&o->stopping))
		pthread_cond_wait(&o->filled, &o->lock);
	struct call *call = o->first;

	if (call) {
		o->first = call->next;
		o->waiting--;
	}
	if (!o->first)
		o->last = &o->first;
	pthread_mutex_unlock(&o->lock);
	return call;
}

static void *thread_main(void *to)
{
	struct blocking_pool *o = to;
	struct call *call;

	while ((call = call_take(o))) {
		enum err (*after)(struct call * call) = call->after;
		enum err e;

		call->after = NULL;
		if (atomic_load(&o->stopping))
			e = refuse(call, ERR_UNAVAILABLE, "The server is stopping.");
		else
			e = after(call);
		call->done(call, e);
	}
	return NULL;
}

void blocking_pool_start(struct blocking_pool *o)
{
	while (o->thread_count < o->config.threads &&
	       !pthread_create(&o->threads[o->thread_count], NULL, thread_main, o))
		o->thread_count++;
}

void blocking_pool_interrupt(struct blocking_pool *o)
{
	if (o)
		atomic_store(&o->stopping, true);
}

void blocking_pool_stop(struct blocking_pool *o)
{
	blocking_pool_interrupt(o);
	pthread_mutex_lock(&o->lock);
	pthread_cond_broadcast(&o->filled);
	pthread_mutex_unlock(&o->lock);
	for (size_t i = 0; i < o->thread_count; i++)
		pthread_join(o->threads[i], NULL);
	o->thread_count = 0;
}

enum err blocking_pool_finish(struct blocking_pool *o, struct call *call)
{
	pthread_mutex_lock(&o->lock);
	bool fits = o->thread_count && !atomic_load(&o->stopping) &&
		    o->waiting < o->config.waiting_max;

	if (fits) {
		call->next = NULL;
		*o->last = call;
		o->last = &call->next;
		o->waiting++;
		pthread_cond_signal(&o->filled);
	}
	pthread_mutex_unlock(&o->lock);
	return fits ? ERR_PENDING
		    : refuse(call, ERR_UNAVAILABLE, "%s",
			     o->config.full ? o->config.full
					    : "Too many wait for other servers; please try again.");
}

/* --- a transaction from such a thread --- */

struct turn {
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool over;
	enum err err;
};

static void turn_over(struct call *call, enum err e)
{
	struct turn *turn = call->owner;

	pthread_mutex_lock(&turn->lock);
	turn->over = true;
	turn->err = e;
	pthread_cond_signal(&turn->ended);
	pthread_mutex_unlock(&turn->lock);
}

/* Through the queue of the store, like everybody's. */
static enum err perform_queued(struct call *call)
{
	struct turn turn = { .over = false };
	void (*done)(struct call * call, enum err e) = call->done;
	void *owner = call->owner;

	pthread_mutex_init(&turn.lock, NULL);
	pthread_cond_init(&turn.ended, NULL);
	call->done = turn_over;
	call->owner = &turn;
	enum err e = store_perform(call);

	if (e == ERR_PENDING) {
		pthread_mutex_lock(&turn.lock);
		while (!turn.over)
			pthread_cond_wait(&turn.ended, &turn.lock);
		pthread_mutex_unlock(&turn.lock);
		e = turn.err;
	}
	call->done = done;
	call->owner = owner;
	pthread_cond_destroy(&turn.ended);
	pthread_mutex_destroy(&turn.lock);
	return e;
}

static enum err perform_as(struct call *call, enum err (*run)(struct call *call), bool reads)
{
	const struct op *row = call->op;
	struct op own = *row;
	enum err e;

	own.run = run;
	own.reads = own.apart = reads;
	call->op = &own;
	call->part = true;
	e = call->done ? perform_queued(call)
	    : reads    ? store_read_now(call, run)
		       : store_perform_now(call, run);
	call->op = row;
	call->part = false;
	return e;
}

enum err blocking_pool_perform(struct call *call, enum err (*run)(struct call *call))
{
	return perform_as(call, run, false);
}

enum err blocking_pool_read(struct call *call, enum err (*run)(struct call *call))
{
	return perform_as(call, run, true);
}
