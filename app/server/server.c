// SPDX-License-Identifier: Apache-2.0
/*
 * The server: event loops with a link to the store each, and the life between open and close.
 */
#include "app/server/inside.h"

static void loop_open(void *owner, size_t loop)
{
	struct serve *s = owner;

	s->connections[loop] = store_connection_open(s->config.app->store);
	s->batches[loop] = calloc(1, sizeof(struct log_batch));
	atomic_store(&s->tallies[loop], tally_open(s->config.app->catalogue));
}

static void loop_idle(void *owner, size_t loop)
{
	struct serve *s = owner;

	store_connection_rest(s->connections[loop]);
	if (s->batches[loop])
		log_flush(s->batches[loop]);
}

static void loop_close(void *owner, size_t loop)
{
	struct serve *s = owner;

	store_connection_close(s->connections[loop]);
	s->connections[loop] = NULL;
	if (s->batches[loop])
		log_flush(s->batches[loop]);
	free(s->batches[loop]);
	s->batches[loop] = NULL;
}

static void answered(void *owner, struct http_request *request, int status)
{
	if (request->private)
		request_note(owner, request->private, request->loop, status);
}

enum err serve_open(const struct serve_config *config, struct arena *a, struct serve **out,
		    struct text *why)
{
	struct serve *s = arena_take(a, sizeof(*s));
	struct http_config http = config->http;

	*s = (struct serve){ .config = *config };
	http.owner = s;
	http.handle = answer_request;
	http.admit = answer_head;
	http.answered = answered;
	http.complain = reply_complaint;
	http.loop_open = loop_open;
	http.loop_idle = loop_idle;
	http.loop_close = loop_close;
	http.loop_nudged = listeners_nudged;
	s->opened_us = clock_monotonic_us();
	s->listeners = listeners_open(s);
	s->pulse = pulse_open(s);
	*out = s;
	enum err e = http_open(&http, &s->http, why, a);

	if (e)
		serve_close(s);
	return e;
}

int serve_port(const struct serve *s)
{
	return http_port(s->http);
}

struct http_figures serve_figures(const struct serve *s)
{
	return http_figures(s->http);
}

enum err serve_run(struct serve *s)
{
	pulse_start(s->pulse);
	enum err e = http_run(s->http);
	pulse_stop(s->pulse);
	return e;
}

void serve_stop(struct serve *s)
{
	atomic_store(&s->stopping, true);
	blocking_pool_interrupt(s->config.app->blocking_pool);
	blocking_pool_interrupt(s->config.app->hashing);
	blocking_pool_interrupt(s->config.app->signing);
	http_stop(s->http);
}

void serve_close(struct serve *s)
{
	http_close(s->http);
	listeners_close(s->listeners);
	pulse_close(s->pulse);
	for (size_t i = 0; i < SERVE_LOOPS_MAX; i++)
		free(atomic_load(&s->tallies[i]));
}
