// SPDX-License-Identifier: Apache-2.0
/*
 * Held replies: a body that comes in pieces, of which the next is asked for when the one before has
 * been taken (http.h).
 *
 * While it waits, a connection has neither receive buffer nor arena.  A piece that the socket does
 * not take at once lies where whoever gave it keeps it, and has the time that any reply has
 * (WAIT_WRITE).
 */
#include "platform/http/inside.h"

#include <assert.h>

static void piece_write(struct http_connection *c, const struct http_piece *piece)
{
	bool chunked = c->held.size == HTTP_SIZE_UNKNOWN && !c->old;
	uv_buf_t parts[HTTP_PARTS_MAX + 2];
	unsigned count = 0;
	size_t size = 0;

	assert(piece->count <= HTTP_PARTS_MAX);
	for (size_t i = 0; i < piece->count; i++)
		size += piece->parts[i].size;
	assert(size > 0);
	if (chunked) {
		int line = snprintf(c->chunk, sizeof(c->chunk), "%zx\r\n", size);
		parts[count++] = uv_buf_init(c->chunk, (unsigned)line);
	}
	for (size_t i = 0; i < piece->count; i++)
		if (piece->parts[i].size)
			parts[count++] = uv_buf_init((char *)piece->parts[i].at,
						     (unsigned)piece->parts[i].size);
	if (chunked)
		parts[count++] = uv_buf_init((char *)"\r\n", 2);
	http_out_pieces(c, parts, count);
}

static void held_end(struct http_connection *c)
{
	bool chunked = c->held.size == HTTP_SIZE_UNKNOWN && !c->old;
	uv_buf_t last = uv_buf_init((char *)"0\r\n\r\n", 5);

	http_stage_move(c, STAGE_RECEIVE);
	http_wait_set(c, WAIT_IDLE);
	if (chunked)
		http_out_pieces(c, &last, 1);
	c->held.gone(c->held.owner);
	c->held = (struct http_held){ 0 };
	if (!http_closes(c) && !c->writing && !c->last && c->receive_buffer)
		http_loop_ready(c); /* the next request may be here already */
}

void http_held_ask(struct http_connection *c)
{
	struct http_piece piece;

	while (c->stage == STAGE_HELD && !c->writing) {
		enum http_next next = HTTP_OVER;

		if (c->held.endless && c->ended) {
			http_connection_close(c);
			return;
		}
		piece.count = 0;
		if (!c->held.endless || !c->loop->stopping)
			next = c->held.next(c->held.owner, &piece);
		if (next == HTTP_LATER)
			return;
		if (next == HTTP_OVER)
			held_end(c);
		else
			piece_write(c, &piece);
	}
}

void http_held_go(struct http_request *request)
{
	char *at = (char *)request - offsetof(struct http_connection, request);
	struct http_connection *c = (struct http_connection *)at;

	if (c->stage == STAGE_HELD && !c->writing)
		http_connection_settle(c);
}

void http_held_stop(struct http_loop *loop)
{
	struct http_connection *c = loop->waits[WAIT_HELD].first, *after;

	for (; c; c = after) {
		after = c->after;
		c->last = c->last || c->held.endless;
		http_connection_settle(c);
	}
}

void http_nudge(struct http_server *s, size_t loop)
{
	uv_async_send(&s->loops[loop].wake);
}

size_t http_loops(const struct http_server *s)
{
	return s->loop_count;
}
