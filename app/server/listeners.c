// SPDX-License-Identifier: Apache-2.0
/*
 * Who listens: streams of events, and requests that wait until there is something to say.
 *
 *	asked ── the first page ── more behind it: BEHIND ── a page a turn ──┐
 *	                         └ that was all: JOINED to the ring ◀────────┘
 *	                                         └ too slow for it: BEHIND
 *
 * A listener has no thread and no memory but what he asked; what he is told lies in the ring
 * (platform/live), or is one page that he has not taken yet.  A page is read by asking the same
 * operation again from where he is, so whoever may no longer ask gets nothing more; and twice a
 * second he is asked for in any case, which ends the streams of tokens that were revoked, of
 * sessions that are over, and of whoever was put out of the location.
 */
#include "app/server/listener.h"

#include "platform/invoke/invoke.h"

#include <assert.h>

static_assert(LIVE_TAKEN_MAX <= HTTP_PARTS_MAX, "one piece");

#define STILL_US  (500 * 1000)
#define BEAT_US	  (15 * 1000 * 1000)
#define LASTS_US  ((int64_t)3600 * 1000 * 1000) /* and by chance a sixth more or less */
#define SECOND_US 1000000

static bool stopping(const struct listeners *all)
{
	return atomic_load(&all->serve->stopping);
}

static void nudge_all(void *owner)
{
	struct listeners *all = owner;

	for (size_t i = 0; i < http_loops(all->serve->http); i++)
		http_nudge(all->serve->http, i);
}

struct listeners *listeners_open(struct serve *s)
{
	struct listeners *all = calloc(1, sizeof(*all));

	assert(all);
	all->serve = s;
	all->most = (size_t)settings_whole(s->config.app->settings->streams_max);
	pthread_mutex_init(&all->lock, NULL);
	live_nudges(s->config.app->live, nudge_all, all);
	return all;
}

void listeners_close(struct listeners *all)
{
	if (!all)
		return;
	while (all->first) { /* what was being read for them is read */
		all->first->reading = false;
		listener_leave(all->first);
	}
	for (size_t i = 0; i < SERVE_LOOPS_MAX; i++)
		arena_drop(all->loops[i].arena);
	pthread_mutex_destroy(&all->lock);
	free(all);
}

/* --- streams --- */

static void page_keep(struct listener *l, struct text page)
{
	listener_page_drop(l);
	l->page = malloc(page.size ? page.size : 1);
	assert(l->page);
	memcpy(l->page, page.at, page.size);
	l->page_size = page.size;
}

static void page_take(struct listener *l, struct call *call, enum err e)
{
	l->reading = false;
	if (e) {
		l->over = true;
	} else {
		listener_place(l, call);
		if (!call_whole(call, "placeEmpty", 0))
			page_keep(l, buffer_text(&call->buffer));
	}
	auth_leave(call);
	arena_drop(l->arena);
	l->arena = NULL;
	if (l->ended)
		listener_leave(l);
}

static void page_read(struct listener *l)
{
	l->turn = false;
	l->reading = true;
	l->arena = arena_open();
	struct call *call = listener_call(l, l->arena);
	enum err e = invoke_again(call);
	if (e != ERR_PENDING)
		page_take(l, call, e);
}

static enum http_next give(struct listener *l, struct http_piece *piece, struct text bytes)
{
	piece->parts[piece->count++] = bytes;
	l->said_us = clock_monotonic_us();
	return HTTP_PIECE;
}

static enum http_next ring_give(struct listener *l, struct http_piece *piece)
{
	struct live_taken taken;

	live_take(l->all->serve->config.app->live, &l->place, &l->wish, &taken);
	l->taken_count = taken.count;
	for (size_t i = 0; i < taken.count; i++) {
		l->taken[i] = taken.blocks[i];
		give(l, piece, taken.frames[i]);
	}
	if (taken.behind) {
		l->joined = false;
		http_nudge(l->all->serve->http, l->loop);
	}
	return taken.count ? HTTP_PIECE : HTTP_LATER;
}

static void written_drop(struct listener *l)
{
	for (size_t i = 0; i < l->taken_count; i++)
		live_release(l->taken[i]);
	l->taken_count = 0;
	if (l->page_given)
		listener_page_drop(l);
}

static enum http_next stream_next(void *owner, struct http_piece *piece)
{
	struct listener *l = owner;
	enum http_next next = HTTP_LATER;

	listener_list(l);
	written_drop(l);
	if (l->over || clock_monotonic_us() > l->until_us)
		return HTTP_OVER;
	if (!l->joined && !l->reading && !l->page_size && l->turn)
		page_read(l);
	if (l->over)
		return HTTP_OVER;
	if (l->page_size) {
		l->page_given = true;
		return give(l, piece, (struct text){ l->page, l->page_size });
	}
	if (l->joined)
		next = ring_give(l, piece);
	else if (!l->reading && !l->turn)
		http_nudge(l->all->serve->http, l->loop); /* a page a turn */
	if (next == HTTP_LATER && clock_monotonic_us() - l->said_us > BEAT_US)
		next = give(l, piece, TEXT(":\n\n"));
	return next;
}

static void stream_gone(void *owner)
{
	listener_leave(owner);
}

static void stream_begin(struct listener *l, struct call *call)
{
	uint16_t some = (uint16_t)(clock_monotonic_us() & 1023);
	struct http_held held = {
		.next = stream_next,
		.gone = stream_gone,
		.owner = l,
		.size = HTTP_SIZE_UNKNOWN,
		.endless = true,
	};

	l->until_us = clock_monotonic_us() + LASTS_US - LASTS_US / 6 + LASTS_US / 3072 * some;
	int64_t lasts = call_whole(call, "lasts", 0);
	if (lasts)
		l->until_us = clock_monotonic_us() + lasts * SECOND_US;
	listener_place(l, call);
	struct http_answer answer = answer_of(call, ERR_OK);
	page_keep(l, answer.body);
	answer.body = (struct text){ 0 };
	answer.held = &held;
	http_answer(call->owner, &answer);
}

/* --- long polls --- */

static bool poll_due(const struct listener *l)
{
	return l->over || clock_monotonic_us() >= l->until_us || stopping(l->all) ||
	       atomic_load(&l->request->left);
}

static void poll_take(struct listener *l, struct call *call, enum err e)
{
	struct http_request *request = l->request;

	l->reading = false;
	if (!e && call_whole(call, "placeEmpty", 0) && !poll_due(l)) {
		listener_place(l, call);
		auth_leave(call);
		return;
	}
	struct http_answer answer = answer_of(call, e);
	request->private = call;
	http_answer(request, &answer);
	listener_leave(l); /* what was asked lies with it */
}

static void poll_read(struct listener *l)
{
	l->reading = true;
	struct call *call = listener_call(l, l->request->arena);
	enum err e = invoke_again(call);
	if (e != ERR_PENDING)
		poll_take(l, call, e);
}

static void poll_look(struct listener *l)
{
	struct live *live = l->all->serve->config.app->live;
	bool behind = false, any = false;

	if (l->reading)
		return;
	if (l->joined)
		any = live_any(live, &l->place, &l->wish, &behind);
	l->joined = l->joined && !behind;
	if (any || !l->joined || poll_due(l))
		poll_read(l);
}

/* --- all of them --- */

static void wait_begin(struct listener *l, struct call *call, int64_t seconds)
{
	l->polls = true;
	l->until_us = clock_monotonic_us() + seconds * SECOND_US;
	listener_place(l, call);
	auth_leave(call);
	listener_arrive(l);
}

enum err listeners_take(struct call *call)
{
	struct serve *s = call->serve;
	const struct op *op = call->op;
	int64_t seconds = op->waits.size ? call_whole(call, op->waits.at, 0) : 0;

	if (op->waits.size && (!seconds || !call_whole(call, "placeEmpty", 0)))
		return ERR_OK;
	if (!text_is(call->method, "GET") || atomic_load(&s->stopping))
		return ERR_OK;
	struct listener *l = listener_new(s->listeners, call);
	if (!l)
		return call->err;
	if (op->live)
		stream_begin(l, call);
	else
		wait_begin(l, call, seconds);
	return ERR_PENDING;
}

static void arrivals_take(struct listeners *all, size_t loop)
{
	pthread_mutex_lock(&all->lock);
	struct listener *l = all->loops[loop].arrived, *next;
	all->loops[loop].arrived = NULL;
	pthread_mutex_unlock(&all->lock);
	for (; l; l = next) {
		struct call *read = l->read;

		next = l->arrived;
		l->read = NULL;
		if (!read)
			listener_list(l);
		else if (l->polls)
			poll_take(l, read, l->read_err);
		else
			page_take(l, read, l->read_err);
	}
}

void listeners_nudged(void *owner, size_t loop)
{
	struct serve *s = owner;
	struct loop_listeners *of = &s->listeners->loops[loop];
	int64_t now = clock_monotonic_us();
	struct listener *l, *next;

	arrivals_take(s->listeners, loop);
	bool ask = now - of->asked_us >= STILL_US;
	if (ask)
		of->asked_us = now;
	for (l = of->first; l; l = next) {
		next = l->next;
		if (ask && !l->reading && !listener_still(l))
			l->over = true;
		l->turn = true;
		if (l->polls)
			poll_look(l);
		else
			http_held_go(l->request);
	}
}
