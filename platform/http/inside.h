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
 * answers that were made elsewhere (`done`), and of a connection, while a handler has its request,
 *the reply that they leave there.
 */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_INSIDE_H
#define GROUNDLEVEL_PLATFORM_HTTP_INSIDE_H

#include "platform/http/state.h"

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
void http_parse_spool(struct http_receive_buffer *d); /* the same, to d->spool */

/* spool.c */
/* `admit` let it come: how much of it may, and where to?  False: it was refused. */
bool http_body_place(struct http_connection *c);
bool http_spools(const struct http_connection *c); /* is a piece on its way to the disk? */
void http_spool_add(struct http_spool *p, struct text piece);
/* Writes what is in memory when it is a piece (`all`: whatever it is); false: wait. */
bool http_spool_write(struct http_spool *p, bool all);
bool http_spool_moves(struct http_receive_buffer *d, uint64_t ms); /* does enough of it come? */
void http_spool_drop(struct http_spool *p);			   /* NULL is fine */

/* answer.c */
void http_answer_send(struct http_connection *c, const struct http_answer *answer);
void http_answer_ready(struct http_connection *c);

/* out.c */
void http_out_claim(struct http_connection *c); /* `out` is now for c */
void http_out_write(struct http_connection *c, struct text head, struct text body);
void http_out_flush(struct http_connection *c);

void http_out_pieces(struct http_connection *c, uv_buf_t *pieces, unsigned count);

/* held.c */
void http_held_ask(struct http_connection *c); /* asks for pieces, until it has to wait */
void http_held_stop(struct http_loop *loop);   /* the endless ones end */

/* accept.c */
struct http_connection *http_connection_open(struct http_loop *loop);

/* connection.c */
void http_stage_move(struct http_connection *c, enum http_stage to);

/* Is its socket closed, or being closed? */
static inline bool http_closes(const struct http_connection *c)
{
	return c->stage == STAGE_LEFT || c->stage == STAGE_LOST || c->stage == STAGE_CLOSING;
}

/* Has a handler its request? */
static inline bool http_handled(const struct http_connection *c)
{
	return c->stage == STAGE_HANDLE || c->stage == STAGE_LEFT || c->stage == STAGE_LOST;
}

void http_connection_go(struct http_connection *c);
void http_connection_answered(struct http_connection *c); /* c may be gone afterwards */
void http_connection_written(struct http_connection *c);
void http_connection_settle(struct http_connection *c); /* what now? */
void http_connection_expire(struct http_connection *c); /* its deadline has passed */
void http_connection_refuse(struct http_connection *c, int status, const char *reason);
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
