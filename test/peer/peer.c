// SPDX-License-Identifier: Apache-2.0
/*
 * The way of a request through the peer, its start and its end.
 *
 *	count it ─ may it be asked? ─ is there a plan for it? ─ do it, or not ─ answer, late, never
 */
#include "test/peer/peer.h"

#include <signal.h>
#include <stdarg.h>
#include <unistd.h>

#define REPLY_MAX (16 << 20)
#define STOP_MS	  300

static const char page[] =
	"<!DOCTYPE html><html><head><title>Site</title></head><body>"
	"<h1>There has been a critical error on this website.</h1></body></html>";

/* --- small things --- */

void say(struct asked *q, int status, const char *format, ...)
{
	char text[1024];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	q->status = status;
	q->buffer.size = 0;
	q->out = json_open(&q->buffer);
	json_put_raw(&q->out, text_copy(q->arena, text_of(text)));
}

void put_header(struct asked *q, const char *name, struct text value)
{
	size_t i = 0;

	while (i < q->header_count && !text_is(q->headers[i].name, name))
		i++;
	if (i == HEADERS_MAX)
		return;
	q->headers[i] = (struct header){ text_of(name), value };
	q->header_count += i == q->header_count;
}

struct text query_get(struct asked *q, const char *name)
{
	struct text rest = q->request->query, part, key, value;

	while (text_split(&rest, '&', &part)) {
		text_split(&part, '=', &key);
		if (text_url_decode(q->arena, key, &key) && text_is(key, name) &&
		    text_url_decode(q->arena, part, &value))
			return value;
	}
	return TEXT("");
}

const struct route *route_at(size_t index)
{
	size_t i = 0;

	for (const struct route *r = highlevel_routes; r->name; r++, i++)
		if (i == index)
			return r;
	for (const struct route *r = wordpress_routes; r->name; r++, i++)
		if (i == index)
			return r;
	for (const struct route *r = hook_routes; r->name; r++, i++)
		if (i == index)
			return r;
	return NULL;
}

/* As each of the servers that it is would admit it. */
static bool admits(struct asked *q, const struct route *r)
{
	if (text_starts(text_of(r->path), "/receive") || text_starts(text_of(r->path), "/wp-admin"))
		return true;
	if (text_starts(text_of(r->path), "/wp-json") || !q->path.size)
		return wordpress_admits(q);
	return highlevel_admits(q);
}

static bool path_fits(struct asked *q, const char *pattern)
{
	struct text want = text_of(pattern), got = q->path, w, g;

	q->id = q->key = TEXT("");
	while (want.size && got.size) {
		text_split(&want, '/', &w);
		text_split(&got, '/', &g);
		if (text_is(w, "{id}"))
			q->id = g;
		else if (text_is(w, "{key}"))
			q->key = g;
		else if (!text_same(w, g))
			return false;
	}
	return !want.size && !got.size;
}

static const struct route *route_find(struct asked *q, size_t *index)
{
	const struct route *r;

	for (*index = 0; (r = route_at(*index)); ++*index)
		if (text_is(q->method, r->method) && path_fits(q, r->path))
			return r;
	return NULL;
}

/* --- plans --- */

/* The first that acts on this request; all that are about it count it. */
static struct plan *plan_find(struct peer *p, const struct route *r)
{
	struct plan *found = NULL;

	for (size_t i = 0; i < p->plan_count; i++) {
		struct plan *plan = &p->plans[i];

		if (plan->on.size && !text_is(plan->on, r->name))
			continue;
		plan->met++;
		if (!found && plan->met > plan->after &&
		    (!plan->times || plan->met <= plan->after + plan->times))
			found = plan;
	}
	return found;
}

static void plan_answer(struct asked *q, const struct plan *plan)
{
	if (plan->daily)
		put_header(q, "x-ratelimit-daily-remaining", TEXT("0"));
	if (plan->retry_after_s >= 0)
		put_header(q, "retry-after",
			   text_format(q->arena, "%lld", (long long)plan->retry_after_s));
	for (const struct json *k = json_first(plan->headers); k;
	     k = json_after(plan->headers, json_after(plan->headers, k)))
		put_header(q, text_c(q->arena, k->text), json_text(json_after(plan->headers, k)));
	if (plan->status)
		say(q, (int)plan->status, "{\"statusCode\":%lld,\"message\":\"planned\"}",
		    (long long)plan->status);
	if (!plan->html)
		return;
	say(q, plan->status ? (int)plan->status : 200, "%s", page);
	q->type = TEXT("text/html; charset=UTF-8");
}

/* --- one request --- */

static void finish(struct asked *q, const struct plan *plan)
{
	struct http_answer answer = {
		.status = q->status,
		.content_type = q->type.size ? q->type : TEXT("application/json; charset=utf-8"),
		.headers = q->headers,
		.header_count = q->header_count,
		.body = buffer_text(&q->buffer),
	};

	q->peer->statuses[q->status]++;
	if (plan && (plan->never || plan->wait_ms))
		later_add(q->peer->later, q->request, &answer, plan->never ? -1 : plan->wait_ms);
	else
		http_answer(q->request, &answer);
}

static void answer(struct asked *q)
{
	size_t index;
	const struct route *r = route_find(q, &index);
	struct plan *plan = NULL;

	q->peer->requests++;
	if (!r) {
		say(q, 404,
		    "{\"message\":\"Cannot %.*s %.*s\",\"error\":\"Not Found\","
		    "\"statusCode\":404}",
		    (int)q->method.size, q->method.at, (int)q->path.size, q->path.at);
		finish(q, NULL);
		return;
	}
	q->peer->asked[index]++;
	if (admits(q, r)) {
		plan = plan_find(q->peer, r);
		if (!plan || plan->execute || (!plan->status && !plan->html && !plan->never))
			r->answer(q);
		if (plan)
			plan_answer(q, plan);
	}
	finish(q, plan);
}

/* /?rest_route=/wp/v2/users is /wp-json/wp/v2/users. */
static void path_take(struct asked *q)
{
	struct text route = query_get(q, "rest_route");

	q->path = q->request->path;
	if (route.size)
		q->path = text_format(q->arena, "/wp-json%.*s", (int)route.size, route.at);
	while (q->path.size && q->path.at[q->path.size - 1] == '/')
		q->path.size--;
}

static void handle(void *owner, struct http_request *request)
{
	struct asked *q = arena_take(request->arena, sizeof(*q));
	struct text why;

	q->peer = owner;
	q->request = request;
	q->arena = request->arena;
	q->method = request->method;
	q->buffer = buffer_open(q->arena, REPLY_MAX);
	q->out = json_open(&q->buffer);
	path_take(q);
	if (request->body.size && json_read(q->arena, request->body, &q->body, &why))
		q->body = NULL;
	if (text_is(q->path, "/control")) {
		control(q);
		q->peer->statuses[q->status]--;
		finish(q, NULL);
	} else {
		answer(q);
	}
}

/* --- beginning and end --- */

static void *signal_main(void *to)
{
	struct peer *p = to;
	sigset_t set;
	int got;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigwait(&set, &got);
	http_stop(p->server);
	return NULL;
}

static int serve(struct peer *p)
{
	pthread_t signals;

	p->later = later_open();
	pthread_create(&signals, NULL, signal_main, p);
	printf("%d\n", http_port(p->server));
	fflush(stdout);
	http_run(p->server); /* what was never answered is cut, and that is fine */
	later_close(p->later);
	pthread_kill(signals, SIGTERM);
	pthread_join(signals, NULL);
	http_close(p->server);
	return 0;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct peer *p = arena_take(a, sizeof(*p));
	bool named = argc == 3 && strcmp(argv[1], "--listen") == 0;
	struct http_config config = {
		.listen = named ? text_of(argv[2]) : TEXT("127.0.0.1:0"),
		.threads = 1,
		.stop_ms = STOP_MS,
		.owner = p,
		.handle = handle,
	};
	struct text why;
	sigset_t set;

	if ((argc > 1 && !named) || !text_starts(config.listen, "127.0.0.1:")) {
		fprintf(stderr, "peer [--listen 127.0.0.1:PORT]\n");
		return 2;
	}
	p->kept = arena_open();
	peer_reset(p);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	if (http_open(&config, &p->server, &why, a)) {
		fprintf(stderr, "peer: %.*s\n", (int)why.size, why.at);
		return 1;
	}
	int code = serve(p);

	arena_drop(p->kept);
	arena_drop(a);
	return code;
}
