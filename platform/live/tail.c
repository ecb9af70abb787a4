// SPDX-License-Identifier: Apache-2.0
/*
 * The thread that reads the log of events and writes the ring.
 *
 * It sleeps until something was committed, and looks at most every five milliseconds, so that who
 * writes much is read in pages and not commit by commit.  Nobody listens: it reads nothing, and who
 * commits does not even wake it.
 */
#include "platform/live/inside.h"

#include "base/core/log.h"
#include "base/time/clock.h"

#include <assert.h>
#include <time.h>

#define PAGE 256

#define NEWER                                                                                      \
	LIVE_COLUMNS " FROM event_settled WHERE place > :floor"                                    \
		     " AND (xid, seq) > (:sinceXid, :sinceSeq) ORDER BY xid, seq LIMIT 256"

struct tail {
	struct live *live;
	struct store_connection *connection;
	struct arena *arena;
	int64_t xid, seq; /* the newest that is in the ring */
	bool troubled;
};

void tail_note(void *of)
{
	struct live *live = of;

	if (!atomic_load_explicit(&live->listeners, memory_order_relaxed) ||
	    atomic_exchange(&live->noted, true))
		return;
	pthread_mutex_lock(&live->lock);
	pthread_cond_signal(&live->noted_some);
	pthread_mutex_unlock(&live->lock);
}

static struct call *tail_call(struct tail *t)
{
	arena_reset(t->arena);
	struct call *call = call_open(t->arena, clock_now_ms(t->live->clock));

	call->app = t->live->app;
	call->connection = t->connection;
	return call;
}

/* The row, whole and thin. */
static struct live_block *block_of(struct call *call, struct rows *r)
{
	struct live_frame f = {
		.shape = catalogue_shape(call->app->catalogue, TEXT("EventSeen")),
		.named = true,
	};

	call->buffer.size = 0;
	live_frame_put(call, r, &f);
	size_t middle = call->buffer.size;
	f.thin = true;
	live_frame_put(call, r, &f);
	struct text both = buffer_text(&call->buffer);
	struct text type = rows_text(r, "type");
	return block_new(&(struct live_block){
		.xid = rows_whole(r, "xid"),
		.seq = rows_whole(r, "seq"),
		.location_id = rows_text(r, "location_id"),
		.company_id = rows_text(r, "company_id"),
		.type = type,
		.full = { both.at, middle },
		.thin = { both.at + middle, both.size - middle },
		.name_size = sizeof("event: \n") - 1 + type.size,
	});
}

/* False: it could not be read. */
static bool page_read(struct tail *t, size_t *count)
{
	struct call *call = tail_call(t);

	*count = 0;
	call_set_whole(call, "sinceXid", t->xid);
	call_set_whole(call, "sinceSeq", t->seq);
	call_set_whole(call, "floor", t->xid ? 0 : t->seq);
	struct rows *r = store_ask(call, NEWER);
	while (rows_next(r)) {
		struct live_block *b = block_of(call, r);

		t->xid = b->xid;
		t->seq = b->seq;
		pthread_mutex_lock(&t->live->lock);
		ring_add(t->live, b);
		pthread_mutex_unlock(&t->live->lock);
		++*count;
	}
	rows_close(r);
	store_connection_rest(t->connection);
	if (call->err && !t->troubled)
		log_say(LOG_WARN, ROOM, "the log of events could not be read error=\"%.*s\"",
			(int)call->why.size, call->why.at);
	t->troubled = call->err;
	return !call->err;
}

/* Whoever comes first: from now on. */
static bool follow(struct tail *t)
{
	struct live *live = t->live;
	struct call *call = tail_call(t);

	if (store_load(call, "SELECT xid AS head_xid, seq AS head_seq FROM event_settled"
			     " ORDER BY xid DESC, seq DESC LIMIT 1")) {
		t->xid = call_whole(call, "headXid", 0);
		t->seq = call_whole(call, "headSeq", 0);
	}
	store_connection_rest(t->connection);
	if (call->err)
		return false;
	pthread_mutex_lock(&live->lock);
	ring_empty(live);
	live->xid = t->xid;
	live->seq = t->seq;
	live->following = true;
	pthread_mutex_unlock(&live->lock);
	return true;
}

static void unfollow(struct live *live)
{
	pthread_mutex_lock(&live->lock);
	live->following = false;
	ring_empty(live);
	pthread_mutex_unlock(&live->lock);
}

static void nudge(struct live *live)
{
	if (live->nudge)
		live->nudge(live->owner);
}

/* All that there is; gives whether there was anything. */
static bool catch_up(struct tail *t)
{
	size_t count = PAGE;
	bool any = false;

	while (count == PAGE && !atomic_load(&t->live->stopping)) {
		if (!page_read(t, &count))
			break;
		if (count)
			nudge(t->live);
		any |= count > 0;
	}
	return any;
}

static struct timespec after_us(int64_t us)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_sec += (time_t)(us / 1000000);
	at.tv_nsec += (long)(us % 1000000) * 1000;
	if (at.tv_nsec >= 1000000000) {
		at.tv_sec++;
		at.tv_nsec -= 1000000000;
	}
	return at;
}

/* Until something was committed, or it is time to look all the same. */
static void rest(struct tail *t)
{
	struct live *live = t->live;
	bool alone = store_alone(live->app->store);
	struct timespec until = after_us((alone ? TICK_MS : OTHERS_MS) * 1000);

	pthread_mutex_lock(&live->lock);
	while (!atomic_load(&live->noted) && !atomic_load(&live->stopping)) {
		if (!atomic_load(&live->listeners))
			pthread_cond_wait(&live->noted_some, &live->lock);
		else if (pthread_cond_timedwait(&live->noted_some, &live->lock, &until))
			break;
	}
	atomic_store(&live->noted, false);
	pthread_mutex_unlock(&live->lock);
}

void *tail_main(void *of)
{
	struct live *live = of;
	struct tail t = { .live = live, .arena = arena_open() };
	int64_t ticked = 0;

	t.connection = store_connection_open(live->app->store);
	while (!atomic_load(&live->stopping)) {
		rest(&t);
		if (!atomic_load(&live->listeners)) {
			unfollow(live);
			continue;
		}
		bool told = !live->following && follow(&t);
		told |= live->following && catch_up(&t);
		int64_t now = clock_monotonic_us();
		if (told || now - ticked >= TICK_MS * 1000) {
			ticked = now;
			nudge(live);
		}
		nanosleep(&(struct timespec){ .tv_nsec = LATER_US * 1000 }, NULL);
	}
	store_connection_close(t.connection);
	arena_drop(t.arena);
	return NULL;
}
