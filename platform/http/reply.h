// SPDX-License-Identifier: Apache-2.0
/*
 * What is answered: at once and whole, or held, a piece at a time.  Reached through http.h.
 */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_REPLY_H
#define GROUNDLEVEL_PLATFORM_HTTP_REPLY_H

#include "base/call/value.h"

#include <stdatomic.h>

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

#endif
