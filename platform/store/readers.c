// SPDX-License-Identifier: Apache-2.0
/*
 * Reads on SQLite: here and now, unless they take long.
 *
 * A read runs in the event loop that asks for it, for most take less time than it takes to wake
 * another thread.  But nobody may keep a loop from its other callers: a read that is not over after
 * PATIENCE_US is given up, made what it was, and begun again by one of a few threads that have time
 * and stand back for the others when there is much to do.  On a busy machine much of that time may
 * have gone to other programs, so it is then granted once more, in time of the processor.
 *
 * A read whose caller has gone ends there; one that still waits is not begun.  Of one token so many
 * may wait, and more are refused, so that there is room for others.
 */
#include "platform/store/inside.h"

#include "base/time/clock.h"

#include <sys/resource.h>
#include <unistd.h>

#define PATIENCE_US 5000
#define HELD_US	    50000 /* nobody has a loop for longer, whatever he waits for */
#define LOOKS_MAX   3	  /* at data that others change meanwhile */
#define NICE	    10	  /* how far the threads stand back: setpriority(2) */

static void until_set(struct store_connection *l, int64_t until_us)
{
	atomic_store_explicit(&l->until_us, until_us, memory_order_relaxed);
}

bool reader_late(void *connection)
{
	struct store_connection *l = connection;
	int64_t until = atomic_load_explicit(&l->until_us, memory_order_relaxed);

	if (l->doing && call_left(l->doing))
		return true;
	int64_t now = until ? clock_monotonic_us() : 0;

	if (!until || now <= until)
		return false;
	if (!l->lenient || now > until + HELD_US)
		return true;
	if (!l->thread_us)
		l->thread_us = clock_thread_us();
	return clock_thread_us() > l->thread_us + PATIENCE_US;
}

/* --- what is given again --- */

/* All that the reply of a `cached` row may depend on, besides the data. */
static struct text key_of(struct call *call, char sum[SUM_SIZE])
{
	const struct text parts[] = { call->op->name,
				      call->path,
				      call->query,
				      call->body,
				      call_text(call, "callerToken"),
				      call_text(call, "locationId"),
				      call_header(call, "version"),
				      call_header(call, "host"),
				      call_header(call, "x-forwarded-proto") };

	store_sum(parts, sizeof(parts) / sizeof(*parts), sum);
	return text_of(sum);
}

/* Sees this link what it saw last, in the era that is now?  If not it says so to all, and takes the
 * data anew. */
static bool same_as_before(struct call *call, struct store_connection *l)
{
	for (int look = 0; look < LOOKS_MAX; look++) {
		if (!store_connection_need(l, call))
			return false;
		uint64_t version = l->driver->version(l->db);
		bool same = version && version == l->version;
		if (same && l->era == cache_era(l->store->cache))
			return true;
		l->version = version;
		if (!same)
			cache_turn(l->store->cache);
		store_connection_rest(l);
	}
	return false;
}

static bool may_repeat(const struct call *call, const struct store_connection *l)
{
	return call->op->cached && !call->inside && l->use == USE_READ && l->driver->version &&
	       l->store->config.cache_bytes;
}

/* Within one state of the data. */
static enum err read_within(struct call *call, struct store_connection *l)
{
	char sum[SUM_SIZE];
	struct text key = TEXT("");
	size_t headers = call->extra_count;

	bool repeats = may_repeat(call, l) && same_as_before(call, l);
	if (call->err)
		return call->err;
	if (repeats) {
		key = key_of(call, sum);
		if (cache_find(l->store->cache, l->era, key, &call->buffer)) {
			json_filled(&call->out);
			atomic_fetch_add(&l->store->repeated, 1);
			return ERR_OK;
		}
	}
	enum err e = perform_run(call, l, store_run);
	if (repeats && !e && !call->status && !call->content_type.size &&
	    call->extra_count == headers && l->reading) {
		struct text reply = buffer_text(&call->buffer);
		reply = (struct text){ reply.at + 1, reply.size - 1 }; /* without the { */
		cache_keep(l->store->cache, l->era, key, reply);
	}
	return e;
}

static enum err read_on(struct call *call, struct store_connection *l)
{
	since_tell(call, l);
	store_connection_fresh(l);
	l->pinned = true;
	enum err e = read_within(call, l);
	until_set(l, 0);
	l->pinned = false;
	return e;
}

enum err perform_read(struct call *call)
{
	struct store *s = call->app->store;
	struct store_connection *l = call->connection;

	if (!call->done || !s->readers.count)
		return read_on(call, l);
	if (!call->op->apart) {
		struct call *mark = call_mark(call);
		l->lenient = true;
		l->thread_us = 0;
		until_set(l, clock_monotonic_us() + PATIENCE_US);
		enum err e = read_on(call, l);
		if (l->db_error != OUTCOME_LATE)
			return e;
		call_back(call, mark);
	}
	if (!queue_add(&s->readers.queue, call))
		return refuse(call, ERR_UNAVAILABLE,
			      "too many long reads are waiting; please try again");
	return ERR_PENDING;
}

struct still store_still(struct call *call, int64_t most_ms)
{
	struct store_connection *l = call->connection;
	struct still still = { .until_us = atomic_load(&l->until_us) };
	int64_t until = clock_monotonic_us() + most_ms * 1000;

	if (!l->driver->still)
		until_set(l, still.until_us && still.until_us < until ? still.until_us : until);
	else if (call->op->reads && store_connection_need(l, call) && !l->driver->within(l->db))
		still.began = l->driver->still(l->db, most_ms) == OUTCOME_DONE;
	return still;
}

void store_still_end(struct call *call, struct still still)
{
	struct store_connection *l = call->connection;

	store_connection_settle(l);
	if (!l->driver->still)
		until_set(l, still.until_us);
	if (still.began && l->db)
		l->driver->rollback(l->db);
}

/* --- the threads --- */

void reader_interrupt(struct store_connection *l)
{
	until_set(l, 1);
}

static bool stopping(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	bool is = q->stopping;
	pthread_mutex_unlock(&q->lock);
	return is;
}

void *reader_main(void *connection)
{
	struct store_connection *l = connection;
	struct store *s = l->store;
	struct call *call;

	setpriority(PRIO_PROCESS, (id_t)gettid(), NICE);
	while (queue_take(&s->readers.queue, &call, 1) > 0) {
		struct store_connection *before = call->connection;
		call->connection = l; /* the loop's is used by the loop meanwhile */
		l->doing = call;
		/* In this order: whoever stops them says so first, and hurries them then. */
		until_set(l, clock_monotonic_us() + s->config.read_ms * 1000);
		enum err e = stopping(&s->readers.queue)
				     ? refuse(call, ERR_UNAVAILABLE, "The server is stopping.")
			     : call_left(call) ? store_refuse(call, OUTCOME_LEFT)
					       : read_on(call, l);

		store_connection_rest(l);
		l->doing = NULL;
		call->connection = before;
		call->done(call, e);
	}
	return NULL;
}
