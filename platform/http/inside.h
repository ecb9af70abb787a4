// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of this room share.
 *
 *	server ── loops (a thread each) ── connections ── desk (while a request is under way)
 *
 * A connection is small and lives from accept to close.  What a request needs (read buffer, parser,
 * header table, arena) lies on a desk, which the loop lends out at the first byte and takes back
 * after the answer: silent connections cost little and busy ones share warm memory.
 *
 * Everything of a loop belongs to its thread.  The one thing other threads touch is the list of
 * answers that were made elsewhere (`done`), and of a connection, while it is in STAGE_HANDLE, the
 * reply that they leave there.
 */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_INSIDE_H
#define GROUNDLEVEL_PLATFORM_HTTP_INSIDE_H

#include "platform/http/http.h"

#include <llhttp.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <uv.h>

#define HTTP_HEADERS_MAX 100	   /* headers of one request; more: 431 */
#define HTTP_DESK_ROOM	 8192	   /* read buffer; grows once to header_max + this */
#define HTTP_ROOM_LEAST	 1024	   /* less room than this before a read: make more */
#define HTTP_DESKS_KEPT	 128	   /* free desks that a loop keeps */
#define HTTP_OUT_ROOM	 65536	   /* answers gathered before one write */
#define HTTP_COPY_MAX	 16384	   /* larger bodies are written from where they lie */
#define HTTP_LINGER_MS	 2000	   /* reading on after the last answer, so that it arrives */
#define HTTP_LINGER_STOP 300	   /* the same while stopping */
#define HTTP_IDLE_STOP	 50	   /* idle connections stay so long when stopping */
#define HTTP_LINGER_MAX	 (1 << 24) /* and at most so many bytes */
#define HTTP_WRITE_RATE	 4096	   /* bytes a second that a client must take */
#define HTTP_REFUSED_MAX 256	   /* connections over the limit that still get their 503 */
#define HTTP_THREADS_MAX 64
#define HTTP_SHARE_LEAST 64   /* connections that an address may have at least */
#define HTTP_SPARE_FILES 1024 /* descriptors for everything but connections */
#define HTTP_DATE_SIZE	 29   /* Sun, 06 Nov 1994 08:49:37 GMT */

enum http_parsed { PARSED_MORE, PARSED_WHOLE, PARSED_REFUSED };

struct http_receive_buffer {
	struct http_receive_buffer *next; /* while it is free */
	struct arena *arena;
	size_t body_max, header_max;
	char *at;		  /* own, or a larger buffer */
	size_t room, start, fill; /* bytes [start, fill) are here and not yet done with */

	/* the request that is being received; offsets are into `at` */
	bool begun, head_whole;
	size_t line, seen, fed;	  /* start of the unfinished line; searched; given to the parser */
	size_t first_line, lines; /* where the request line ends; lines so far */
	size_t head_end, end;	  /* of the head; of the whole request */
	size_t trailer_size;
	llhttp_t parser;
	struct text target, path, query;
	size_t header_count;
	bool spilled; /* the body is in `spill`, else it is `place` in the buffer */
	struct text place;
	struct buffer spill;
	size_t body_size;
	bool keep, old, expects; /* keep-alive; HTTP/1.0; waits for 100 Continue */
	bool shown;		 /* its head has been shown to `admit` */
	atomic_size_t *bodies;	 /* what all bodies take together; NULL: nobody counts */
	size_t bodies_max, charged;
	int status; /* why it was refused */
	const char *reason;

	struct header headers[HTTP_HEADERS_MAX];
	char own[HTTP_DESK_ROOM];
};

enum http_stage {
	STAGE_RECEIVE,	/* idle, or a request is arriving */
	STAGE_HANDLE,	/* the handler has it */
	STAGE_ANSWERED, /* answered, not all of it written */
	STAGE_LINGER,	/* nothing more to say; reads until the client has read it */
};

/* What a connection waits for.  Each has one length of time, so its list is in order of deadline.
 */
enum http_wait { WAIT_NONE, WAIT_IDLE, WAIT_REQUEST, WAIT_WRITE, WAIT_LINGER, WAIT_ANSWER };
#define HTTP_WAITS (WAIT_ANSWER + 1)

/* An answer made ready in another thread. */
struct http_ready {
	char *head;
	size_t head_size, date_at;
	struct text body;
	int status;
	bool close;
};

struct http_connection {
	uv_tcp_t tcp; /* first: libuv's handle is the connection */
	struct http_loop *loop;
	struct http_receive_buffer *receive_buffer; /* NULL while idle */
	enum http_stage stage;
	bool reading, writing;
	bool going;		   /* http_connection_go is at work on it */
	bool queued;		   /* in the loop's list `ready` */
	bool ended;		   /* the client sends no more */
	bool last;		   /* close after what is under way */
	bool head_only, keep, old; /* of the request under way */
	bool closing, closed;	   /* uv_close was called; has finished */
	bool counted;		   /* in the table of addresses */
	bool unwanted;		   /* one too many: it gets its answer, and goes */

	enum http_wait wait;
	uint64_t due;
	struct http_connection *before, *after; /* in the list of its wait */
	struct http_connection *next;		/* in `ready` or `done` */

	struct http_request request;
	struct http_ready ready; /* written by the answering thread */
	uv_write_t write;
	size_t write_left; /* at the last look of the timer */
	int status;	   /* of the answer under way */
	size_t drained;
	struct in6_addr address;
	char peer[INET6_ADDRSTRLEN];
};

struct http_list {
	struct http_connection *first, *last;
	uint64_t ms; /* 0: no deadline */
};

struct http_loop {
	struct http_server *server;
	size_t index;
	pthread_t thread;
	uv_loop_t uv;
	uv_tcp_t listener;
	uv_async_t wake;
	uv_prepare_t prepare;
	uv_timer_t timer;
	int listen_fd;
	bool opened, stopping, cut;   /* cut: what was left at stop_ms was closed */
	uint64_t timer_due, stop_due; /* 0: none */
	size_t alive, open;	      /* connections in memory; with a socket */
	struct http_list waits[HTTP_WAITS];
	struct http_connection *ready;		/* more requests lie in their buffers */
	_Atomic(struct http_connection *) done; /* answered by other threads, newest first */
	struct http_receive_buffer *receive_buffers;
	size_t receive_buffer_count;
	struct http_connection *out_owner; /* whose answers are in `out` */
	size_t out_size;
	uint64_t date_until;
	char date[HTTP_DATE_SIZE + 1];
	char out[HTTP_OUT_ROOM];
	char waste[16384];
};

struct http_addresses;

struct http_server {
	struct http_config config;
	struct http_loop *loops;
	size_t loop_count;
	int port;
	atomic_bool stopping;
	atomic_size_t connections, unwanted, bodies, refused, failed;
	size_t descriptors_max;
	struct http_addresses *addresses;
};

/* receive_buffer.c */
struct http_receive_buffer *http_receive_buffer_take(struct http_loop *loop);
void http_receive_buffer_give(struct http_loop *loop, struct http_receive_buffer *d);
void http_receive_buffer_free(struct http_receive_buffer *d);
/* Bytes that can be read to d->at + d->fill.  `still`: nothing may move, somebody looks at it. */
size_t http_receive_buffer_room(struct http_receive_buffer *d, bool still);
void http_receive_buffer_next(
	struct http_receive_buffer *d); /* done with the request: forget it, keep what follows */
/* The body takes so much of the budget; false: there is no more. */
bool http_receive_buffer_charge(struct http_receive_buffer *d);

/* parse.c: touches nothing but the desk */
enum http_parsed http_parse(struct http_receive_buffer *d);
void http_parse_spill(struct http_receive_buffer *d); /* takes the body out of the read buffer */

/* answer.c */
void http_answer_send(struct http_connection *c, const struct http_answer *answer);
void http_answer_ready(struct http_connection *c);

/* out.c */
void http_out_claim(struct http_connection *c); /* `out` is now for c */
void http_out_write(struct http_connection *c, struct text head, struct text body);
void http_out_flush(struct http_connection *c);

/* connection.c */
struct http_connection *http_connection_open(struct http_loop *loop);
void http_connection_go(struct http_connection *c);
void http_connection_answered(struct http_connection *c); /* c may be gone afterwards */
void http_connection_written(struct http_connection *c);
void http_connection_expire(struct http_connection *c); /* its deadline has passed */
void http_connection_close(struct http_connection *c);
void http_connection_free(struct http_connection *c);

/* loop.c */
int http_loop_open(struct http_loop *loop); /* 0 or a libuv error */
void http_loop_run(struct http_loop *loop);
void http_loop_close(struct http_loop *loop);
void http_loop_look(struct http_loop *loop);	    /* has a stopping loop come to its end? */
const char *http_loop_date(struct http_loop *loop); /* now, in HTTP's form */
void http_loop_ready(struct http_connection *c);
void http_wait_set(struct http_connection *c, enum http_wait wait);

/* address.c: open connections of each address, all loops together */
struct http_addresses *http_addresses_open(size_t address_max, struct text proxies);
void http_addresses_close(struct http_addresses *t);
bool http_addresses_enter(struct http_addresses *t, const struct in6_addr *address);
void http_addresses_leave(struct http_addresses *t, const struct in6_addr *address);

/* limits.c */
void http_limits_find(struct http_server *s); /* settles config by what the process may have open */

/* guard.c: where a request to an address that a user typed may go */
bool address_private(const struct in6_addr *address);	      /* not out in the Internet? */
bool address_read(const char *spelled, struct in6_addr *out); /* 4 becomes ::ffff:a.b.c.d */
/* NULL: it may; or the sentence that says why not. */
const char *guard_refuses(const struct http_sending *s, const struct in6_addr *address);

#endif
