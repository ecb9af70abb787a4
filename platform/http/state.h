// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room keep: a connection and where it is in its life, a loop
 * with its connections, the server.  Inside the room only; inside.h says who does what with them.
 */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_STATE_H
#define GROUNDLEVEL_PLATFORM_HTTP_STATE_H

#include "platform/http/receive_buffer.h"

#include <netinet/in.h>
#include <stdatomic.h>
#include <uv.h>

/*
 * The stages of a connection's life, and what may come of each: X(name, moves).  Only
 * http_stage_move writes a stage, and only along this table.
 *
 * libuv's handle and the handler hold a connection, each for itself, so one whose socket goes while
 * a handler has its request stays until both have let go.
 */
#define HTTP_STAGES(X)                                                                             \
	X(RECEIVE, HANDLE | LINGER | CLOSING) /* idle, or a request is arriving */                 \
	X(HANDLE, ANSWERED | LEFT)	      /* the handler has it */                             \
	X(ANSWERED, RECEIVE | HELD | CLOSING) /* answered, not all of it written */                \
	X(HELD, RECEIVE | CLOSING)	      /* answered, and the body comes in pieces */         \
	X(LINGER, CLOSING)	/* nothing more to say; reads until the client has read it */      \
	X(LEFT, LOST | CLOSING) /* the socket is being closed, and the handler has it */           \
	X(LOST, CLOSING)	/* the socket is closed, and the handler has it */                 \
	X(CLOSING, NOTHING)	/* nobody else has it: freed as soon as the socket is closed */

enum http_stage {
#define X(name, moves) STAGE_##name,
	HTTP_STAGES(X)
#undef X
};

/* What a connection waits for.  Each has one length of time, so its list is in order of deadline.
 */
enum http_wait {
	WAIT_NONE,
	WAIT_IDLE,
	WAIT_REQUEST,
	WAIT_WRITE,
	WAIT_LINGER,
	WAIT_ANSWER, /* from here on without a deadline */
	WAIT_HELD,
};
#define HTTP_WAITS (WAIT_HELD + 1)

/* An answer made ready in another thread. */
struct http_ready {
	char *head;
	size_t head_size, date_at;
	struct text body;
	int status;
	bool close;
	struct http_held held;
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
	bool counted;		   /* in the table of addresses */
	bool unwanted;		   /* one too many: it gets its answer, and goes */

	enum http_wait wait;
	uint64_t due;
	struct http_connection *before, *after; /* in the list of its wait */
	struct http_connection *next;		/* in `ready` or `done` */

	struct http_request request;
	struct http_ready ready; /* written by the answering thread */
	struct http_held held;	 /* no `next`: the reply is not held */
	char chunk[HTTP_CHUNK_SIZE];
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
	bool over;		      /* it will not run again: nothing is begun any more */
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
	atomic_size_t connections, unwanted, bodies, refused, failed, spools, spooled;
	size_t descriptors_max;
	struct http_addresses *addresses;
};

#endif
