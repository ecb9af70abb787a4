// SPDX-License-Identifier: Apache-2.0
/*
 * HTTP/1.1 in and out.
 *
 * The server runs N event loops (libuv, SO_REUSEPORT), parses with llhttp and is strict on top of
 * it: one Host, one Content-Length, no obs-fold, no space before a colon, no NUL, only chunked as
 * transfer coding, limits and one deadline from first byte to last.  One request at a time per
 * connection (pipelined ones wait).  The handler is called in a loop's thread with a whole request;
 * it answers there and then, or later from any thread, exactly once.
 *
 * A request, its slices and its arena live until http_answer; a client that leaves early does not
 * shorten them.
 */
#ifndef GROUNDLEVEL_HTTP_HTTP_H
#define GROUNDLEVEL_HTTP_HTTP_H

#include "base/call.h"

struct http_server;

struct http_request {
	struct arena *arena;        /* for this request only */
	struct text method, path, query, body; /* path as sent, before the '?'; query after it */
	const struct header *headers;
	size_t header_count;
	struct text peer;           /* address of the client */
	size_t loop;                /* which event loop: 0 … threads-1 */
	void *private;
};

struct http_answer {
	int status;
	struct text content_type;   /* empty: none sent */
	const struct header *headers;
	size_t header_count;
	struct text body;           /* borrowed until http_answer returns it to the arena: keep it in
	                               the request's arena */
	bool close;                 /* close the connection afterwards */
};

struct http_config {
	struct text listen;         /* host:port, [::1]:port; port 0 takes a free one */
	size_t threads;             /* 0: one for each processor */
	size_t body_max, header_max, connections_max, address_max;
	int64_t request_ms, idle_ms, stop_ms;
	void *owner;                /* given to the functions below */
	void (*handle)(void *owner, struct http_request *request);
	/* A request that never reached the handler (malformed, too slow, too large): its body. NULL
	 * lets the server say it plainly.  Must be safe in any loop's thread. */
	struct text (*complain)(void *owner, struct arena *a, int status, const char *reason);
	void (*loop_open)(void *owner, size_t loop);  /* in the loop's thread, before its first request */
	void (*loop_idle)(void *owner, size_t loop);  /* each time before the loop sleeps */
	void (*loop_close)(void *owner, size_t loop);
};

enum err http_open(const struct http_config *config, struct http_server **out, struct text *why,
		   struct arena *a);      /* binds and listens; accepts nothing yet */
int http_port(const struct http_server *s); /* the port that was bound */
enum err http_run(struct http_server *s);   /* serves until http_stop; then finishes what was
                                               accepted, within stop_ms */
void http_stop(struct http_server *s);      /* any thread, and a signal handler */
void http_close(struct http_server *s);
void http_answer(struct http_request *request, const struct http_answer *answer);

/* --- as a client (libcurl) --- */
struct http_client;                          /* keeps connections alive; one thread at a time */
struct http_sending {
	struct text method, url, body;       /* url with scheme; http and https */
	const struct header *headers;
	size_t header_count;
	int64_t timeout_ms;                  /* whole exchange */
	size_t reply_max;                    /* bytes of a reply body */
};
struct http_reply {
	int status;
	struct text body;
	struct header *headers;
	size_t header_count;
};
struct http_client *http_client_open(void);
void http_client_close(struct http_client *c);
/* ERR_AWAY: no answer, *why says what happened; any status is ERR_OK.  Reply is in the arena. */
enum err http_send(struct http_client *c, struct arena *a, const struct http_sending *sending,
		   struct http_reply *reply, struct text *why);

#endif
