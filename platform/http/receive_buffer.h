// SPDX-License-Identifier: Apache-2.0
/* What a request under way lies in while it is received.  Inside the room; reached by state.h. */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_RECEIVE_BUFFER_H
#define GROUNDLEVEL_PLATFORM_HTTP_RECEIVE_BUFFER_H

#include "platform/http/http.h"
#include "platform/http/sizes.h"

#include <llhttp.h>
#include <stdatomic.h>
#include <uv.h>

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
	size_t body_size, length; /* so far; as Content-Length says, or 0 */
	size_t body_limit;	  /* of this request */
	bool large, whole;	  /* more than the settings allow; all of it is here */
	struct http_spool *spool; /* NULL, or: the body goes there */
	bool keep, old, expects;  /* keep-alive; HTTP/1.0; waits for 100 Continue */
	bool asks;		  /* there is an `admit`, which may let more come */
	bool shown;		  /* its head has been shown to `admit` */
	atomic_size_t *bodies;	  /* what all bodies take together; NULL: nobody counts */
	size_t bodies_max, charged;
	int status; /* why it was refused */
	const char *reason;

	struct header headers[HTTP_HEADERS_MAX];
	char own[HTTP_DESK_ROOM];
};

/* A body that may be much (spool.c). */
struct http_spool {
	uv_fs_t write;
	struct http_connection *c; /* NULL: nobody wants it any more */
	struct http_server *server;
	int fd;		   /* -1: so far it is in memory */
	size_t size, fill; /* bytes in the file; in memory, behind them */
	size_t seen;	   /* of the body, when its deadline was last looked at */
	bool busy, failed; /* it is being written; it could not be */
	size_t room;
	char at[];
};

#endif
