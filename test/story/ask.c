// SPDX-License-Identifier: Apache-2.0
/*
 * One request, and its reply held against the row of its operation.
 */
#include "test/story/story.h"

#include "integration/remote/remote.h"

#define TIMEOUT_MS 30000
#define REPLY_MAX  (32 << 20)

struct sheet { /* the headers of one request */
	struct header list[PLAY_HEADERS_MAX + 9];
	size_t count;
};

static bool is_replaced(const struct play *p, const char *name)
{
	for (size_t i = 0; i < p->left_out_count; i++)
		if (text_alike(p->left_out[i], text_of(name)))
			return true;
	for (size_t i = 0; i < p->header_count; i++)
		if (text_alike(p->headers[i].name, text_of(name)))
			return true;
	return false;
}

static void header_default(const struct play *p, struct sheet *s, const char *name,
			   struct text value)
{
	if (value.size && !is_replaced(p, name))
		s->list[s->count++] = (struct header){ text_of(name), value };
}

/* What a browser keeps under the name of whose it is. */
static struct text kept_name(struct play *p, const struct request *request, const char *what)
{
	return text_format(p->arena, "%s_%.*s", what, (int)request->browser.size,
			   request->browser.at);
}

static struct text kept(struct play *p, const struct request *request, const char *what)
{
	const struct name *name = name_find(p, kept_name(p, request, what));

	return name ? name->value : (struct text){ 0 };
}

/* What a browser says by itself, and what our own pages say there. */
static void browser_says(struct play *p, struct sheet *s, const struct request *request)
{
	header_default(p, s, "Cookie", kept(p, request, "cookie"));
	header_default(p, s, "Sec-Fetch-Site", TEXT("same-origin"));
	header_default(p, s, "User-Agent", TEXT("Story/1.0"));
	if (text_is(request->method, "GET"))
		return;
	header_default(p, s, "Origin", text_format(p->arena, "http://127.0.0.1:%d", p->stage.port));
	header_default(p, s, "X-CSRF", kept(p, request, "csrf"));
}

/* As the bridge of a site signs (doc/bridge.md), with the id and the secret of the peer's. */
static void site_says(struct play *p, struct sheet *s, const struct request *request)
{
	const struct name *key = name_find(p, TEXT("sitekey"));
	const struct name *secret = name_find(p, TEXT("sitesecret"));
	struct text query = request->path, route;
	int64_t now = clock_now_ms(&p->stage.clock) / 1000, apart;
	struct text time = text_format(p->arena, "%lld", (long long)now);

	text_split(&query, '?', &route);
	for (size_t i = 0; i < p->header_count; i++) { /* a clock that is wrong signs wrong times */
		struct text *said = &p->headers[i].value;

		if (!text_is(p->headers[i].name, "X-Groundlevel-Time"))
			continue;
		if (text_starts(*said, "now") &&
		    text_whole((struct text){ said->at + 3, said->size - 3 }, &apart))
			*said = text_format(p->arena, "%lld", (long long)(now + apart));
		time = *said;
	}
	struct bridge_said said = { .method = request->method,
				    .route = route,
				    .query = query,
				    .time = time,
				    .body = request->body };

	header_default(p, s, "X-Groundlevel-Key", key ? key->value : TEXT("peer1"));
	header_default(p, s, "X-Groundlevel-Time", said.time);
	header_default(p, s, "X-Groundlevel-Sign",
		       bridge_sign(p->arena, secret ? secret->value : TEXT("a secret of the peer"),
				   &said));
}

static struct sheet headers_make(struct play *p, const struct request *request)
{
	struct sheet s = { .count = 0 };
	struct text bearer = { 0 }, type = { 0 };

	if (request->token.size)
		bearer = text_format(p->arena, "Bearer %.*s", (int)request->token.size,
				     request->token.at);
	if (request->body.size)
		type = request->type.size ? request->type : TEXT("application/json");
	header_default(p, &s, "Authorization", bearer);
	header_default(p, &s, "Version", TEXT("2021-07-28"));
	header_default(p, &s, "Content-Type", type);
	if (request->browser.size)
		browser_says(p, &s, request);
	if (request->site)
		site_says(p, &s, request);
	for (size_t i = 0; i < p->header_count; i++)
		s.list[s.count++] = p->headers[i];
	return s;
}

static struct text reply_header(const struct play *p, const char *name)
{
	for (size_t i = 0; i < p->reply.header_count; i++)
		if (text_alike(p->reply.headers[i].name, text_of(name)))
			return p->reply.headers[i].value;
	return (struct text){ "", 0 };
}

/* Which operation of the catalogue is this?  NULL: none. */
static const struct op *op_find(struct play *p, const struct request *request)
{
	struct call *call = call_open(p->arena, clock_now_ms(&p->stage.clock));
	const struct application app = { .catalogue = p->troupe->catalogue };
	struct text rest = request->path;

	call->app = &app;
	call->method = request->method;
	text_split(&rest, '?', &call->path);
	call->query = rest;
	return catalogue_match(call) ? NULL : call->op;
}

static void op_tick(const struct play *p, const struct op *op)
{
	for (size_t i = 0; i < catalogue_count(p->troupe->catalogue); i++)
		if (catalogue_at(p->troupe->catalogue, i) == op && !p->troupe->seen[i]++)
			__atomic_fetch_add(&p->troupe->asks[i].told, 1, __ATOMIC_RELAXED);
}

/* The reply must be one that the row allows. */
static bool reply_hold(struct play *p, const struct request *request)
{
	const struct op *op = op_find(p, request);
	struct text why;

	if (!op || text_is(request->method, "HEAD") || text_is(request->method, "OPTIONS"))
		return true;
	if (!catalogue_reply_check(p->arena, op, p->reply.status, p->body, &why)) {
		play_fail(p, "the reply is not what the row of %.*s allows: %.*s",
			  (int)op->name.size, op->name.at, (int)why.size, why.at);
		play_show(p);
		return false;
	}
	if (p->reply.status >= 200 && p->reply.status < 400)
		op_tick(p, op);
	return true;
}

static bool reply_read(struct play *p)
{
	struct text why;

	p->body = NULL;
	if (!p->reply.body.size ||
	    !text_starts(reply_header(p, "content-type"), "application/json"))
		return true;
	if (!json_read(p->arena, p->reply.body, &p->body, &why))
		return true;
	play_fail(p, "the reply is not JSON: %.*s", (int)why.size, why.at);
	play_show(p);
	return false;
}

/* The cookie of a reply, and what its session says of csrf, are for the next requests. */
static void browser_keeps(struct play *p, const struct request *request)
{
	struct text said = reply_header(p, "set-cookie"), pair, value;
	const struct json *csrf = json_get(json_get(p->body, "session"), "csrf");

	if (text_split(&said, ';', &pair)) {
		value = pair;
		text_split(&value, '=', &(struct text){ 0 });
		name_set(p, kept_name(p, request, "cookie"), value.size ? pair : value, false);
	}
	if (csrf)
		name_set(p, kept_name(p, request, "csrf"), json_text(csrf), false);
}

/* Where it was sent: each parameter of that address, as went_NAME. */
static void browser_goes(struct play *p)
{
	struct text rest = reply_header(p, "location"), pair, name;

	if (!rest.size)
		return;
	text_split(&rest, '?', &pair);
	while (text_split(&rest, '&', &pair)) {
		text_split(&pair, '=', &name);
		if (text_url_decode(p->arena, pair, &pair))
			name_set(p, text_format(p->arena, "went_%.*s", (int)name.size, name.at),
				 pair, false);
	}
}

bool ask(struct play *p, const struct request *request)
{
	struct sheet headers = headers_make(p, request);
	struct http_sending sending = {
		.method = request->method,
		.url = text_format(p->arena, "http://127.0.0.1:%d%.*s",
				   p->to_peer ? p->stage.peer_port : p->stage.port,
				   (int)request->path.size, request->path.at),
		.body = request->body,
		.headers = headers.list,
		.header_count = headers.count,
		.timeout_ms = TIMEOUT_MS,
		.reply_max = REPLY_MAX,
	};
	struct text why;

	p->asked = text_format(p->arena, "%.*s %.*s", (int)request->method.size, request->method.at,
			       (int)request->path.size, request->path.at);
	p->sent = request->body;
	p->asked_line = p->line;
	p->reply = (struct http_reply){ 0 };
	if (http_send(p->http, p->arena, &sending, &p->reply, &why))
		return play_fail(p, "%.*s: no answer: %.*s", (int)p->asked.size, p->asked.at,
				 (int)why.size, why.at);
	if (!reply_read(p))
		return false;
	if (request->browser.size) {
		browser_keeps(p, request);
		browser_goes(p);
	}
	return p->to_peer || reply_hold(p, request);
}
