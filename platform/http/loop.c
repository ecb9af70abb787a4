// SPDX-License-Identifier: Apache-2.0
/*
 * One event loop: accepting, deadlines, answers from other threads, coming to an end.
 *
 * Deadlines cost two pointer swaps: there is one list for each length of time, new ones go to its
 * end, and one timer looks at the heads.
 */
#include "platform/http/inside.h"

#include "base/core/log.h"

#include <assert.h>
#include <unistd.h>

/* --- deadlines --- */

static void on_timer(uv_timer_t *timer);

static void timer_arm(struct http_loop *loop, uint64_t due)
{
	uint64_t now = uv_now(&loop->uv);

	if (loop->timer_due && loop->timer_due <= due)
		return;
	loop->timer_due = due;
	uv_timer_start(&loop->timer, on_timer, due > now ? due - now : 0, 0);
}

void http_wait_set(struct http_connection *c, enum http_wait wait)
{
	struct http_loop *loop = c->loop;
	struct http_list *list = &loop->waits[c->wait];

	if (c->wait != WAIT_NONE) {
		*(c->before ? &c->before->after : &list->first) = c->after;
		*(c->after ? &c->after->before : &list->last) = c->before;
	}
	c->wait = wait;
	if (wait == WAIT_NONE)
		return;
	list = &loop->waits[wait];
	c->after = NULL;
	c->before = list->last;
	*(list->last ? &list->last->after : &list->first) = c;
	list->last = c;
	if (list->ms) {
		c->due = uv_now(&loop->uv) + list->ms;
		timer_arm(loop, c->due);
	}
}

/* Time is up: closes whatever is still open. */
static void loop_cut(struct http_loop *loop)
{
	loop->cut = true;
	loop->stop_due = 0;
	for (enum http_wait w = WAIT_IDLE; w < HTTP_WAITS; w++) {
		struct http_connection *c = loop->waits[w].first, *after;

		for (; c; c = after) {
			after = c->after;
			http_connection_close(c);
		}
	}
	http_loop_look(loop);
}

static void on_timer(uv_timer_t *timer)
{
	struct http_loop *loop = timer->data;
	uint64_t now = uv_now(&loop->uv), due = 0;

	loop->timer_due = 0;
	if (loop->stop_due && loop->stop_due <= now)
		loop_cut(loop);
	for (enum http_wait w = WAIT_IDLE; w < WAIT_ANSWER; w++) {
		struct http_list *list = &loop->waits[w];

		while (list->first && list->first->due <= now)
			http_connection_expire(list->first);
		if (list->first && (!due || list->first->due < due))
			due = list->first->due;
	}
	if (loop->stop_due && (!due || loop->stop_due < due))
		due = loop->stop_due;
	if (due)
		timer_arm(loop, due);
}

/* --- the date --- */

const char *http_loop_date(struct http_loop *loop)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct timespec now;
	struct tm t;

	if (uv_now(&loop->uv) < loop->date_until)
		return loop->date;
	clock_gettime(CLOCK_REALTIME, &now);
	loop->date_until = uv_now(&loop->uv) + 1000 - (uint64_t)now.tv_nsec / 1000000;
	gmtime_r(&now.tv_sec, &t);
	snprintf(loop->date, sizeof(loop->date), "%s, %02u %s %04u %02u:%02u:%02u GMT",
		 days[t.tm_wday], (unsigned)t.tm_mday % 100, months[t.tm_mon],
		 (unsigned)(t.tm_year + 1900) % 10000, (unsigned)t.tm_hour % 100,
		 (unsigned)t.tm_min % 100, (unsigned)t.tm_sec % 100);
	return loop->date;
}

/* --- what wakes a loop --- */

static void on_accept(uv_stream_t *listener, int status)
{
	struct http_loop *loop = listener->data;

	if (status == 0 && !loop->stopping)
		http_connection_open(loop);
	if (status == 0)
		return;
	size_t failed = atomic_fetch_add(&loop->server->failed, 1) + 1;

	if ((failed & (failed - 1)) == 0) /* the 1st, 2nd, 4th …: it may go on for long */
		log_say(LOG_ERROR, "http", "a connection could not be taken error=\"%s\" times=%zu",
			uv_strerror(status), failed);
}

void http_loop_ready(struct http_connection *c)
{
	assert(!c->queued);
	c->queued = true;
	c->next = c->loop->ready;
	c->loop->ready = c;
}

static void on_before_sleep(uv_prepare_t *prepare)
{
	struct http_loop *loop = prepare->data;
	const struct http_config *config = &loop->server->config;

	do {
		while (loop->ready) {
			struct http_connection *c = loop->ready;

			loop->ready = c->next;
			c->queued = false;
			http_connection_go(c);
		}
		if (config->loop_idle)
			config->loop_idle(config->owner, loop->index);
	} while (loop->ready);
}

static void answers_take(struct http_loop *loop)
{
	struct http_connection *c = atomic_exchange_explicit(&loop->done, NULL,
							     memory_order_acquire);
	struct http_connection *oldest = NULL;

	while (c) { /* they came newest first */
		struct http_connection *next = c->next;

		c->next = oldest;
		oldest = c;
		c = next;
	}
	while (oldest) {
		c = oldest;
		oldest = c->next;
		c->status = c->ready.status;
		c->held = c->ready.held;
		if (!http_closes(c)) {
			c->last = c->last || c->ready.close;
			http_answer_ready(c);
		}
		http_connection_answered(c);
	}
}

/* Idle connections stay a moment, for a request that is on its way. */
static void stop_begin(struct http_loop *loop)
{
	uint64_t now = uv_now(&loop->uv);

	loop->stopping = true;
	uv_close((uv_handle_t *)&loop->listener, NULL);
	loop->waits[WAIT_LINGER].ms = HTTP_LINGER_STOP;
	loop->waits[WAIT_IDLE].ms = HTTP_IDLE_STOP;
	for (struct http_connection *c = loop->waits[WAIT_IDLE].first; c; c = c->after)
		c->due = now + HTTP_IDLE_STOP;
	timer_arm(loop, now + HTTP_IDLE_STOP);
	http_held_stop(loop);
	loop->stop_due = now + (uint64_t)loop->server->config.stop_ms;
	timer_arm(loop, loop->stop_due);
	http_loop_look(loop);
}

static void on_wake(uv_async_t *wake)
{
	struct http_loop *loop = wake->data;

	const struct http_config *config = &loop->server->config;

	answers_take(loop);
	if (config->loop_nudged)
		config->loop_nudged(config->owner, loop->index);
	if (!loop->stopping && atomic_load(&loop->server->stopping))
		stop_begin(loop);
}

/* --- beginning and end --- */

void http_loop_look(struct http_loop *loop)
{
	if (loop->stopping && (loop->alive == 0 || (loop->cut && loop->open == 0)))
		uv_stop(&loop->uv);
}

int http_loop_open(struct http_loop *loop)
{
	const struct http_config *config = &loop->server->config;
	int e = uv_loop_init(&loop->uv);

	if (e)
		return e;
	loop->opened = true;
	loop->waits[WAIT_IDLE].ms = (uint64_t)config->idle_ms;
	loop->waits[WAIT_REQUEST].ms = (uint64_t)config->request_ms;
	loop->waits[WAIT_WRITE].ms = (uint64_t)config->request_ms;
	loop->waits[WAIT_LINGER].ms = HTTP_LINGER_MS;
	loop->wake.data = loop->prepare.data = loop->timer.data = loop->listener.data = loop;
	e = uv_async_init(&loop->uv, &loop->wake, on_wake);
	if (!e)
		e = uv_prepare_init(&loop->uv, &loop->prepare);
	if (!e)
		e = uv_timer_init(&loop->uv, &loop->timer);
	if (!e)
		e = uv_tcp_init(&loop->uv, &loop->listener);
	if (!e)
		e = uv_tcp_open(&loop->listener, loop->listen_fd);
	if (!e)
		loop->listen_fd = -1;
	return e;
}

void http_loop_run(struct http_loop *loop)
{
	const struct http_config *config = &loop->server->config;

	loop->thread = pthread_self();
	uv_update_time(&loop->uv);
	if (config->loop_open)
		config->loop_open(config->owner, loop->index);
	uv_prepare_start(&loop->prepare, on_before_sleep);
	if (uv_listen((uv_stream_t *)&loop->listener, SOMAXCONN, on_accept) == 0)
		uv_run(&loop->uv, UV_RUN_DEFAULT);
	if (config->loop_close)
		config->loop_close(config->owner, loop->index);
}

static void handle_close(uv_handle_t *handle, void *unused)
{
	(void)unused;
	if (!uv_is_closing(handle))
		uv_close(handle, NULL);
}

void http_loop_close(struct http_loop *loop)
{
	struct http_receive_buffer *d;

	if (loop->opened) {
		loop->over = true;
		uv_walk(&loop->uv, handle_close, NULL);
		uv_run(&loop->uv, UV_RUN_DEFAULT); /* what threads do for it ends, too */
		while (loop->waits[WAIT_ANSWER].first)
			http_connection_free(loop->waits[WAIT_ANSWER].first);
		uv_loop_close(&loop->uv);
	}
	if (loop->listen_fd >= 0)
		close(loop->listen_fd);
	while ((d = loop->receive_buffers)) {
		loop->receive_buffers = d->next;
		http_receive_buffer_free(d);
	}
}
