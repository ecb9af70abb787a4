// SPDX-License-Identifier: Apache-2.0
/*
 * Writing.
 *
 * Answers are gathered in the loop's `out` while one connection is worked on, and leave in one
 * write.  What the socket does not take at once is kept in the request's arena, and the connection
 * reads no further request until it has gone.
 */
#include "platform/http/inside.h"

static void on_written(uv_write_t *write, int status)
{
	struct http_connection *c = (struct http_connection *)write->handle;

	c->writing = false;
	if (status < 0)
		http_connection_close(c);
	else
		http_connection_written(c);
}

/* Drops what has been sent; gives the number of pieces left. */
static unsigned pieces_after(uv_buf_t *pieces, unsigned count, size_t sent)
{
	unsigned left = 0;

	for (unsigned i = 0; i < count; i++) {
		size_t gone = sent < pieces[i].len ? sent : pieces[i].len;

		sent -= gone;
		if (gone < pieces[i].len)
			pieces[left++] = uv_buf_init(pieces[i].base + gone,
						     (unsigned)(pieces[i].len - gone));
	}
	return left;
}

static void write_later(struct http_connection *c, uv_buf_t *pieces, unsigned count)
{
	struct http_loop *loop = c->loop;
	char *first = pieces[0].base;

	if (first >= loop->out && first < loop->out + HTTP_OUT_ROOM) {
		char *kept = arena_bytes(c->receive_buffer->arena, pieces[0].len);

		memcpy(kept, first, pieces[0].len);
		pieces[0].base = kept;
	}
	if (uv_write(&c->write, (uv_stream_t *)&c->tcp, pieces, count, on_written)) {
		http_connection_close(c);
		return;
	}
	c->writing = true;
	c->write_left = uv_stream_get_write_queue_size((uv_stream_t *)&c->tcp);
	http_wait_set(c, WAIT_WRITE);
}

static void out_send(struct http_connection *c, struct text head, struct text body)
{
	struct http_loop *loop = c->loop;
	uv_buf_t pieces[3];
	unsigned count = 0;

	if (loop->out_size)
		pieces[count++] = uv_buf_init(loop->out, (unsigned)loop->out_size);
	if (head.size)
		pieces[count++] = uv_buf_init((char *)head.at, (unsigned)head.size);
	if (body.size)
		pieces[count++] = uv_buf_init((char *)body.at, (unsigned)body.size);
	loop->out_owner = NULL;
	loop->out_size = 0;
	http_out_pieces(c, pieces, count);
}

void http_out_pieces(struct http_connection *c, uv_buf_t *pieces, unsigned count)
{
	int sent;

	if (count == 0 || http_closes(c))
		return;
	sent = uv_try_write((uv_stream_t *)&c->tcp, pieces, count);
	if (sent < 0 && sent != UV_EAGAIN) {
		http_connection_close(c);
		return;
	}
	count = pieces_after(pieces, count, sent < 0 ? 0 : (size_t)sent);
	if (count)
		write_later(c, pieces, count);
}

void http_out_claim(struct http_connection *c)
{
	struct http_loop *loop = c->loop;

	if (loop->out_owner && loop->out_owner != c)
		out_send(loop->out_owner, (struct text){ 0 }, (struct text){ 0 });
	loop->out_owner = c;
}

void http_out_write(struct http_connection *c, struct text head, struct text body)
{
	struct http_loop *loop = c->loop;
	size_t room = HTTP_OUT_ROOM - loop->out_size;

	if (body.size > HTTP_COPY_MAX || head.size > room || body.size > room - head.size) {
		out_send(c, head, body);
		return;
	}
	if (head.size)
		memcpy(loop->out + loop->out_size, head.at, head.size);
	loop->out_size += head.size;
	if (body.size)
		memcpy(loop->out + loop->out_size, body.at, body.size);
	loop->out_size += body.size;
}

void http_out_flush(struct http_connection *c)
{
	if (c->loop->out_owner == c)
		out_send(c, (struct text){ 0 }, (struct text){ 0 });
}
