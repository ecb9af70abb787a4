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
 * A body that may be larger (`admit` says so) is kept in memory up to 64 KiB and then in a file
 * without a name, so that nothing of it is left by a process that ends; it is written by libuv's
 * threads, and nothing more is read of the connection meanwhile.  It has no deadline as a whole,
 * but must come at 4 KiB a second at least.  How many of them there are, and how many bytes they
 * take, has limits (503).
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
#include "platform/http/reply.h"

#include <stdatomic.h>

struct http_server;

struct http_request {
	struct arena *arena;		       /* for this request only */
	struct text method, path, query, body; /* path as sent, up to the '?'; query after it */
	int body_fd;	  /* -1: the body is `body`; else it is in this file, … */
	size_t body_size; /* … of which so many bytes */
	const struct header *headers;
	size_t header_count;
	struct text peer; /* address of the client */
	size_t loop;	  /* which event loop: 0 … threads-1 */
	void *private;	  /* the handler's own; NULL at first */
	atomic_bool left; /* set, at any time, when the client has closed */
	size_t body_most; /* said by `admit`: so much may come, to a file when it is much; 0: as
			     the settings say, in memory */
};

/* 0 where it makes no sense means what base/core/settings.h says. */
struct http_config {
	struct text listen; /* host:port, [::1]:port; port 0 takes a free one */
	size_t threads;	    /* 0: one for each processor */
	size_t body_max, header_max, connections_max;
	size_t bodies_max;   /* bytes of memory for all bodies under way; past it 503 */
	size_t address_max;  /* connections of one address; 0: a quarter, 64 at least */
	struct text proxies; /* addresses without a share, with commas between */
	struct text spool;   /* a folder for bodies that are much; empty: they are refused */
	size_t spools_max;   /* such bodies at once; 0: 256 */
	size_t spooled_max;  /* bytes of all of them in files; 0: 16 GiB */
	int64_t request_ms, idle_ms, stop_ms;
	void *owner; /* given to the functions below */
	void (*handle)(void *owner, struct http_request *request);
	/* NULL, or: may the body of this request come?  (It has none yet, and slices of it are good
	 * during this call only.)  False: *no is the answer, and the connection ends.  Not asked of
	 * a small body that came with its head. */
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
	size_t spools, spooled;	   /* bodies that may be much; their bytes in files */
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
/* In the loop's thread, before the answer: `work` is done in one of libuv's threads, which may wait
 * for disks, and then `then` in the loop's thread. */
void http_aside(struct http_request *request, void (*work)(struct http_request *request),
		void (*then)(struct http_request *request));
/* A held reply: these bytes of the file, which is closed at its end.  They are read by libuv's
 * threads, a piece at a time. */
struct http_held http_file_held(struct http_request *request, int fd, uint64_t from, size_t size);
/* In the loop's thread: there may be a next piece of this held reply. */
void http_held_go(struct http_request *request);
/* Any thread, between http_open and http_close: loop_nudged is called in the loop's thread. */
void http_nudge(struct http_server *s, size_t loop);
size_t http_loops(const struct http_server *s);

#include "platform/http/client.h"

#endif
