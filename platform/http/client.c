// SPDX-License-Identifier: Apache-2.0
/*
 * HTTP as a client, on libcurl: one handle, kept, so that connections are used again.
 *
 * libcurl writes a request again, on a new connection, when a kept one dies under it.  The other
 * side may have acted on the first, so here that is the end of the exchange (on_ready).
 */
#include "platform/http/exchange.h"

#include <assert.h>

#define REPLY_HEADERS_MAX 128
#define REPLY_HEADER_SIZE 65536

struct http_client {
	CURL *curl;
};

/* What is being received. */
struct exchange {
	struct arena *arena;
	struct buffer body;
	struct header headers[REPLY_HEADERS_MAX];
	size_t header_count, header_size;
	bool too_large;
	struct http_sending sending; /* what it names is in the arena, or longer there */
	struct curl_slist *list;
	char said[CURL_ERROR_SIZE];
	const char *refusal; /* why it may not go there; or NULL */
	bool written;	     /* the request was, or is being, written */
};

struct http_client *http_client_open(void)
{
	struct http_client *c = calloc(1, sizeof(*c));

	assert(c);
	curl_global_init(CURL_GLOBAL_DEFAULT); /* counted, and safe from any thread */
	c->curl = curl_easy_init();
	assert(c->curl);
	return c;
}

void http_client_close(struct http_client *c)
{
	if (!c)
		return;
	curl_easy_cleanup(c->curl);
	curl_global_cleanup();
	free(c);
}

static size_t on_body(char *at, size_t one, size_t size, void *to)
{
	struct exchange *r = to;

	(void)one;
	size_t room = r->sending.reply_max - r->body.size;
	if (size > room)
		r->too_large = true;
	buffer_add(&r->body, (struct text){ at, size < room ? size : room });
	r->too_large |= r->body.full;
	return r->too_large ? 0 : size;
}

static size_t on_header(char *at, size_t one, size_t size, void *to)
{
	struct exchange *r = to;
	struct text line = { at, size };
	const char *colon = memchr(at, ':', size);

	(void)one;
	if (text_starts(line, "HTTP/")) { /* a new reply: the one before was provisional */
		r->header_count = 0;
		return size;
	}
	if (!colon)
		return size;
	r->header_size += size;
	if (r->header_count == REPLY_HEADERS_MAX || r->header_size > REPLY_HEADER_SIZE) {
		r->too_large = true;
		return 0;
	}
	size_t name = (size_t)(colon - at);
	struct text value = text_trim((struct text){ colon + 1, size - name - 1 });

	r->headers[r->header_count++] = (struct header){
		.name = text_copy(r->arena, (struct text){ at, name }),
		.value = text_copy(r->arena, value),
	};
	return size;
}

/* A connection is about to be made to this address. */
static curl_socket_t on_open(void *to, curlsocktype purpose, struct curl_sockaddr *where)
{
	struct exchange *r = to;
	struct in6_addr address = { .s6_addr = { [10] = 0xff, 0xff } };

	(void)purpose;
	if (where->family == AF_INET6)
		address = ((const struct sockaddr_in6 *)(const void *)&where->addr)->sin6_addr;
	else
		memcpy(address.s6_addr + 12,
		       &((const struct sockaddr_in *)(const void *)&where->addr)->sin_addr, 4);
	r->refusal = guard_refuses(&r->sending, &address);
	if (r->refusal)
		return CURL_SOCKET_BAD;
	return socket(where->family, where->socktype | SOCK_CLOEXEC, where->protocol);
}

/* The request is about to be written on this connection, which may be a kept one. */
static int on_ready(void *to, char *there, char *here, int there_port, int here_port)
{
	struct exchange *r = to;
	struct in6_addr address;

	(void)here, (void)there_port, (void)here_port;
	if (r->sending.guarded && address_read(there, &address))
		r->refusal = guard_refuses(&r->sending, &address);
	if ((r->written && !r->sending.harmless) || r->refusal)
		return CURL_PREREQFUNC_ABORT;
	r->written = true;
	return CURL_PREREQFUNC_OK;
}

static int on_progress(void *to, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct exchange *r = to;

	(void)a, (void)b, (void)c, (void)d;
	return r->sending.give_up && atomic_load(r->sending.give_up);
}

static bool line_fits(struct text t)
{
	return !memchr(t.at ? t.at : "", '\r', t.size) && !memchr(t.at ? t.at : "", '\n', t.size) &&
	       !memchr(t.at ? t.at : "", 0, t.size);
}

/* Takes curl's own additions away first: what is sent is what the caller gave. */
static enum err headers_make(struct arena *a, const struct http_sending *s,
			     struct curl_slist **list)
{
	static const char *const own[] = { "Expect:", "Content-Type:", "Accept:" };

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		struct text name = { own[i], strlen(own[i]) - 1 };
		bool given = false;

		for (size_t j = 0; j < s->header_count; j++)
			given = given || text_alike(s->headers[j].name, name);
		if (!given)
			*list = curl_slist_append(*list, own[i]);
	}
	for (size_t i = 0; i < s->header_count; i++) {
		const struct header *h = &s->headers[i];

		if (!line_fits(h->name) || !line_fits(h->value))
			return ERR_BAD;
		struct text line = text_format(a, h->value.size ? "%.*s: %.*s" : "%.*s;%.*s",
					       (int)h->name.size, h->name.at, (int)h->value.size,
					       h->value.size ? h->value.at : "");

		*list = curl_slist_append(*list, text_c(a, line));
	}
	return ERR_OK;
}

static void method_set(CURL *curl, struct arena *a, const struct http_sending *s)
{
	if (s->body.size || text_is(s->method, "POST")) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, s->body.size ? s->body.at : "");
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)s->body.size);
	}
	if (text_is(s->method, "HEAD"))
		curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
	else
		curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, text_c(a, s->method));
}

/* Everything but the method and the headers. */
static void options_set(CURL *curl, struct arena *a, struct exchange *r)
{
	const struct http_sending *s = &r->sending;

	curl_easy_reset(curl); /* connections stay */
	curl_easy_setopt(curl, CURLOPT_URL, text_c(a, s->url));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)s->timeout_ms);
	if (s->connect_ms)
		curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)s->connect_ms);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "Groundlevel/" GROUNDLEVEL_VERSION);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, r);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, r);
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, on_ready);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, r);
	if (s->guarded) {
		curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_open);
		curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, r);
		curl_easy_setopt(curl, CURLOPT_PROXY, "");
	}
	if (s->give_up) {
		curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
		curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
		curl_easy_setopt(curl, CURLOPT_XFERINFODATA, r);
	}
}

static const char *failure_say(const struct exchange *r, CURLcode code, const char *said)
{
	if (r->refusal)
		return r->refusal;
	if (r->too_large)
		return "The reply is too large.";
	if (code == CURLE_ABORTED_BY_CALLBACK && on_progress((void *)(uintptr_t)r, 0, 0, 0, 0))
		return "It was given up because the program stops.";
	if (code == CURLE_ABORTED_BY_CALLBACK)
		return "The connection was closed before an answer came.";
	return said[0] ? said : curl_easy_strerror(code);
}

enum err exchange_begin(CURL *curl, struct arena *a, const struct http_sending *s,
			struct exchange **out, struct text *why)
{
	struct exchange *r = arena_take(a, sizeof(*r));

	r->arena = a;
	r->sending = *s;
	r->body = buffer_open(a, s->reply_max);
	if (!line_fits(s->method) || !line_fits(s->url) || headers_make(a, s, &r->list)) {
		curl_slist_free_all(r->list);
		*why = TEXT("The request has a line break where none may be.");
		return ERR_BAD;
	}
	options_set(curl, a, r);
	method_set(curl, a, s);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, r->list);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, r->said);
	*out = r;
	return ERR_OK;
}

/* The answer is known well enough: its status is there, and more was not wanted. */
static bool is_cut(const struct exchange *r, CURLcode code, long status)
{
	return r->sending.cut && status >= 200 && !r->refusal &&
	       (r->too_large || code == CURLE_OPERATION_TIMEDOUT);
}

enum err exchange_end(CURL *curl, struct exchange *r, CURLcode code, struct http_reply *reply,
		      struct text *why)
{
	long status = 0;

	*reply = (struct http_reply){ .sent = r->written,
				      .late = code == CURLE_OPERATION_TIMEDOUT };
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, NULL);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(r->list);
	r->list = NULL;
	if (code != CURLE_OK && !is_cut(r, code, status)) {
		*why = text_copy(r->arena, text_of(failure_say(r, code, r->said)));
		return r->refusal ? ERR_FORBIDDEN : ERR_UNAVAILABLE;
	}
	reply->status = (int)status;
	reply->body = buffer_text(&r->body);
	reply->headers = r->headers;
	reply->header_count = r->header_count;
	return ERR_OK;
}

enum err http_send(struct http_client *c, struct arena *a, const struct http_sending *s,
		   struct http_reply *reply, struct text *why)
{
	struct exchange *r;

	*reply = (struct http_reply){ 0 };
	enum err e = exchange_begin(c->curl, a, s, &r, why);
	if (e)
		return e;
	return exchange_end(c->curl, r, curl_easy_perform(c->curl), reply, why);
}
