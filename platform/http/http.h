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
 * A stranger costs little: a request whose head is here and whose body is not is first shown to
 * `admit`, which may refuse it before any of the body is taken; the bodies under way have one
 * budget together; an address has a share of the connections; and connections are never more than
 * the process has descriptors for.  Each refusal stands in the log.
 *
 * A request, its slices and its arena live until http_answer; a client that leaves early does not
 * shorten them, but `left` says so.  One that only sends no more looks the same until it is written
 * to: it counts as one that has left, and still gets its answer.
 *
 * Replies carry Date, Content-Length and, where needed, Connection; a line break in a header's
 * value is sent as a space.  HEAD, 204 and 304 send no body.  A client must take a reply at 4 KiB a
 * second at least.  After the last reply the connection is read on for a moment, so that the reply
 * is not lost when the client is still sending.
 */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_HTTP_H
#define GROUNDLEVEL_PLATFORM_HTTP_HTTP_H

#include "base/call/call.h"

#include <stdatomic.h>

struct http_server;

struct http_request {
	struct arena *arena;		       /* for this request only */
	struct text method, path, query, body; /* path as sent, up to the '?'; query after it */
	const struct header *headers;
	size_t header_count;
	struct text peer; /* address of the client */
	size_t loop;	  /* which event loop: 0 … threads-1 */
	void *private;	  /* the handler's own; NULL at first */
	atomic_bool left; /* set, at any time, when the client has closed */
};

struct http_answer {
	int status;
	struct text content_type; /* empty: none sent */
	const struct header *headers;
	size_t header_count;
	struct text body;	      /* in the request's arena, one of the request's own slices, or
					 constant: it may be read until all of it is written; the
					 rest of the answer is done with when http_answer returns */
	bool close;		      /* close the connection afterwards */
	const struct http_held *held; /* NULL, or: the body comes from there, and `body` is empty */
};

/*
 * A held reply: its body comes in pieces, and the loop asks for the next when the client has taken
 * the one before, so what waits to be taken is one piece, however slow he is.  All of it happens in
 * the loop's thread.  The bytes of a piece stay where they are until the next one is asked for, or
 * `gone`.  The request is, until then, a name for it (http_held_go), and nothing else of it is
 * there any more.
 */
enum http_next {
	HTTP_PIECE,
	HTTP_LATER, /* nothing just now: http_held_go says when to ask again */
	HTTP_OVER,
};
#define HTTP_PARTS_MAX 64
struct http_piece {
	struct text parts[HTTP_PARTS_MAX];
	size_t count; /* with HTTP_PIECE there is a byte at least */
};
#define HTTP_SIZE_UNKNOWN SIZE_MAX
struct http_held {
	enum http_next (*next)(void *owner, struct http_piece *piece);
	void (*gone)(void *owner); /* once, however it ended */
	void *owner;
	size_t size;  /* all pieces together, or HTTP_SIZE_UNKNOWN: it comes in chunks */
	bool endless; /* it ends when the server stops, and when the client sends no more */
};

/* 0 where it makes no sense means what base/core/settings.h says. */
struct http_config {
	struct text listen; /* host:port, [::1]:port; port 0 takes a free one */
	size_t threads;	    /* 0: one for each processor */
	size_t body_max, header_max, connections_max;
	size_t bodies_max;   /* bytes of memory for all bodies under way; past it 503 */
	size_t address_max;  /* connections of one address; 0: a quarter, 64 at least */
	struct text proxies; /* addresses without a share, with commas between */
	int64_t request_ms, idle_ms, stop_ms;
	void *owner; /* given to the functions below */
	void (*handle)(void *owner, struct http_request *request);
	/* NULL, or: may the body of this request come?  (It has none yet, and slices of it are good
	 * during this call only.)  False: *no is the answer, and the connection ends. */
	bool (*admit)(void *owner, struct http_request *request, struct http_answer *no);
	/* NULL, or: its answer has been made; in the loop's thread, the request is still whole. */
	void (*answered)(void *owner, struct http_request *request, int status);
	/* A request that never reached the handler (malformed, too slow, too large): its body. NULL
	 * lets the server say it plainly.  Must be safe in any loop's thread. */
	struct text (*complain)(void *owner, struct arena *a, int status, const char *reason);
	void (*loop_open)(void *owner, size_t loop); /* in the loop's thread, before requests */
	void (*loop_idle)(void *owner, size_t loop); /* each time before the loop sleeps */
	void (*loop_close)(void *owner, size_t loop);
	/* NULL, or: http_nudge was called (and sometimes when it was not). */
	void (*loop_nudged)(void *owner, size_t loop);
};

/* Binds and listens; accepts nothing yet.  The process ignores SIGPIPE from here on. */
enum err http_open(const struct http_config *config, struct http_server **out, struct text *why,
		   struct arena *a);
int http_port(const struct http_server *s); /* the port that was bound */
struct http_figures {			    /* how it is just now */
	size_t connections, connections_max, address_max;
	size_t bodies, bodies_max; /* bytes of bodies under way */
	size_t refused, failed;	   /* said no to, below the handler; accepts that failed */
	size_t descriptors_max;	   /* of the process */
};
struct http_figures http_figures(const struct http_server *s);
/* Serves until http_stop; then finishes what was accepted, within stop_ms.  ERR_SLOW: something
 * was cut. */
enum err http_run(struct http_server *s);
void http_stop(struct http_server *s); /* any thread, and a signal handler */
/* After http_run, and when no thread can call http_answer any more: requests that were never
 * answered go too.  NULL is fine. */
void http_close(struct http_server *s);
/* Exactly once for each request.  From the thread of the request's loop it writes at once. */
void http_answer(struct http_request *request, const struct http_answer *answer);
/* In the loop's thread: there may be a next piece of this held reply. */
void http_held_go(struct http_request *request);
/* Any thread, between http_open and http_close: loop_nudged is called in the loop's thread. */
void http_nudge(struct http_server *s, size_t loop);
size_t http_loops(const struct http_server *s);

#include "platform/http/client.h"

#endif
