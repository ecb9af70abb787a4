// SPDX-License-Identifier: Apache-2.0
/*
 * The life of one connection.
 *
 *	accept ─ RECEIVE ── whole request ── HANDLE ── ANSWERED ── all written: RECEIVE …
 *	            │                           │          └ it is held: HELD ─ over: RECEIVE
 *	            │                           └ the client has left: LEFT ─ (LOST) ─ answered
 *	            └ refused, or the last answer has gone: LINGER ─ CLOSING
 *
 * state.h says what each stage is and what may come of it.
 */
#include "platform/http/inside.h"

#include "base/core/log.h"

#include <assert.h>
#include <sys/socket.h>

void http_connection_free(struct http_connection *c)
{
	assert(!c->queued);
	http_wait_set(c, WAIT_NONE);
	if (c->held.gone)
		c->held.gone(c->held.owner);
	if (c->receive_buffer)
		http_receive_buffer_give(c->loop, c->receive_buffer);
	c->loop->alive--;
	free(c);
}

enum {
#define X(name, moves) name = 1 << STAGE_##name,
	HTTP_STAGES(X) NOTHING = 0
#undef X
};

static const int moves_from[] = {
#define X(name, moves) [STAGE_##name] = (moves),
	HTTP_STAGES(X)
#undef X
};

void http_stage_move(struct http_connection *c, enum http_stage to)
{
	assert(moves_from[c->stage] & 1 << to);
	c->stage = to;
}

/* Whose socket is closed goes for good, unless a handler has its request. */
static void on_close(uv_handle_t *handle)
{
	struct http_connection *c = (struct http_connection *)handle;
	struct http_loop *loop = c->loop;

	loop->open--;
	atomic_fetch_sub_explicit(c->unwanted ? &loop->server->unwanted
					      : &loop->server->connections,
				  1, memory_order_relaxed);
	if (c->counted)
		http_addresses_leave(loop->server->addresses, &c->address);
	if (c->stage == STAGE_LEFT)
		http_stage_move(c, STAGE_LOST);
	else
		http_connection_free(c);
	http_loop_look(loop);
}

void http_connection_close(struct http_connection *c)
{
	if (http_closes(c))
		return;
	bool handled = c->stage == STAGE_HANDLE;

	http_stage_move(c, handled ? STAGE_LEFT : STAGE_CLOSING);
	c->reading = false;
	if (!handled)
		http_wait_set(c, WAIT_NONE);
	else if (c->wait != WAIT_ANSWER)
		http_wait_set(c, WAIT_ANSWER);
	uv_close((uv_handle_t *)&c->tcp, on_close);
}

/* --- reading --- */

static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
	struct http_connection *c = (struct http_connection *)handle;
	size_t room;

	(void)suggested;
	if (c->stage == STAGE_LINGER) {
		*buf = uv_buf_init(c->loop->waste, sizeof(c->loop->waste));
		return;
	}
	if (!c->receive_buffer)
		c->receive_buffer = http_receive_buffer_take(c->loop);
	room = http_receive_buffer_room(c->receive_buffer, c->stage != STAGE_RECEIVE || c->writing);
	*buf = uv_buf_init(c->receive_buffer->at + c->receive_buffer->fill, (unsigned)room);
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf)
{
	struct http_connection *c = (struct http_connection *)stream;

	(void)buf;
	if (size < 0 && size != UV_ENOBUFS && c->stage == STAGE_HANDLE)
		atomic_store_explicit(&c->request.left, true, memory_order_relaxed);
	if (size == UV_EOF) {
		c->ended = true;
		c->reading = false;
	} else if (size == UV_ENOBUFS) {
		uv_read_stop(stream);
		c->reading = false;
	} else if (size < 0) {
		http_connection_close(c);
		return;
	}
	if (c->stage == STAGE_LINGER) {
		c->drained += size > 0 ? (size_t)size : 0;
		if (c->ended || c->drained > HTTP_LINGER_MAX)
			http_connection_close(c);
		return;
	}
	if (size > 0)
		c->receive_buffer->fill += (size_t)size;
	http_connection_go(c);
}

static void reading_adjust(struct http_connection *c)
{
	bool want = !c->ended;

	if (c->receive_buffer && (c->stage != STAGE_RECEIVE || c->writing))
		want = want && http_receive_buffer_room(c->receive_buffer, true) > 0;
	if (http_spools(c))
		want = false;
	if (http_closes(c) || want == c->reading)
		return;
	if (want && uv_read_start((uv_stream_t *)&c->tcp, on_room, on_read)) {
		http_connection_close(c);
		return;
	}
	if (!want)
		uv_read_stop((uv_stream_t *)&c->tcp);
	c->reading = want;
}

/* --- saying no --- */

static struct text complaint(struct http_connection *c, int status, const char *reason)
{
	const struct http_config *config = &c->loop->server->config;

	if (config->complain)
		return config->complain(config->owner, c->receive_buffer->arena, status, reason);
	return text_format(c->receive_buffer->arena, "%s\n", reason);
}

/* Refuses what is arriving, in words, and ends the connection. */
void http_connection_refuse(struct http_connection *c, int status, const char *reason)
{
	bool plain = !c->loop->server->config.complain;

	if (!c->receive_buffer)
		c->receive_buffer = http_receive_buffer_take(c->loop);
	c->head_only = c->receive_buffer->begun && c->receive_buffer->parser.method == HTTP_HEAD;
	c->keep = false;
	c->last = true;
	atomic_fetch_add_explicit(&c->loop->server->refused, 1, memory_order_relaxed);
	log_say(LOG_INFO, "http", "refused status=%d peer=%s reason=\"%s\"", status, c->peer,
		reason);
	http_answer_send(c, &(struct http_answer){
				    .status = status,
				    .content_type = plain ? TEXT("text/plain; charset=utf-8")
							  : TEXT("application/json; charset=utf-8"),
				    .body = complaint(c, status, reason),
				    .close = true,
			    });
}

static void receive_buffer_spare(struct http_connection *c)
{
	if (c->receive_buffer)
		http_receive_buffer_give(c->loop, c->receive_buffer);
	c->receive_buffer = NULL;
}

static void connection_linger(struct http_connection *c)
{
	uv_os_fd_t fd;

	http_stage_move(c, STAGE_LINGER);
	receive_buffer_spare(c);
	if (c->ended || uv_fileno((uv_handle_t *)&c->tcp, &fd) || shutdown(fd, SHUT_WR)) {
		http_connection_close(c);
		return;
	}
	http_wait_set(c, WAIT_LINGER);
	reading_adjust(c);
}

/* --- requests --- */

static void request_fill(struct http_connection *c)
{
	struct http_receive_buffer *d = c->receive_buffer;
	const struct http_spool *spool = d->spool;
	bool stopping = atomic_load_explicit(&c->loop->server->stopping, memory_order_relaxed);

	c->keep = d->keep && !stopping;
	c->last = !c->keep;
	c->old = d->old;
	c->head_only = d->parser.method == HTTP_HEAD;
	c->request = (struct http_request){
		.arena = d->arena,
		.method = text_of(llhttp_method_name((llhttp_method_t)d->parser.method)),
		.path = d->path,
		.query = d->query,
		.body = spool	     ? (struct text){ spool->at, spool->fill }
			: d->spilled ? buffer_text(&d->spill)
				     : d->place,
		.body_fd = spool ? spool->fd : -1,
		.body_size = d->body_size,
		.headers = d->headers,
		.header_count = d->header_count,
		.peer = text_of(c->peer),
		.loop = c->loop->index,
	};
}

static void request_end(struct http_connection *c)
{
	http_receive_buffer_next(c->receive_buffer);
	http_stage_move(c, c->held.next ? STAGE_HELD : STAGE_RECEIVE);
	http_wait_set(c, c->held.next ? WAIT_HELD : WAIT_IDLE);
}

static void continue_send(struct http_connection *c)
{
	static const struct text line = { "HTTP/1.1 100 Continue\r\n\r\n", 25 };

	c->receive_buffer->expects = false;
	http_out_claim(c);
	http_out_write(c, line, (struct text){ 0 });
}

/* The head is here and the body is not: may it come?  False: it was refused. */
static bool body_admit(struct http_connection *c)
{
	const struct http_config *config = &c->loop->server->config;
	struct http_answer no = { 0 };

	if (c->receive_buffer->shown)
		return true;
	c->receive_buffer->shown = true;
	request_fill(c);
	c->request.body = (struct text){ 0 };
	if (!config->admit || config->admit(config->owner, &c->request, &no))
		return http_body_place(c);
	atomic_fetch_add_explicit(&c->loop->server->refused, 1, memory_order_relaxed);
	c->keep = false;
	c->last = true;
	http_answer_send(c, &no);
	return false;
}

/* One step; false when there is nothing to go on with. */
static bool request_next(struct http_connection *c)
{
	const struct http_config *config = &c->loop->server->config;
	struct http_receive_buffer *d = c->receive_buffer;

	switch (d->whole ? PARSED_WHOLE : http_parse(d)) {
	case PARSED_MORE:
		if (d->head_whole && !body_admit(c))
			return false;
		if (d->spool && !http_spool_write(d->spool, false))
			return false;
		if (d->expects && d->head_whole && d->fed == d->head_end)
			continue_send(c);
		return false;
	case PARSED_REFUSED:
		http_connection_refuse(c, d->status, d->reason);
		return false;
	case PARSED_WHOLE:
		d->whole = true;
		if (d->large && !body_admit(c))
			return false;
		if (d->spool && !http_spool_write(d->spool, true))
			return false;
		break;
	}
	request_fill(c);
	http_stage_move(c, STAGE_HANDLE);
	config->handle(config->owner, &c->request);
	return c->stage == STAGE_RECEIVE;
}

static bool has_more(const struct http_connection *c)
{
	return c->receive_buffer && c->receive_buffer->fill > c->receive_buffer->start;
}

void http_connection_go(struct http_connection *c)
{
	c->going = true;
	while (c->stage == STAGE_RECEIVE && !c->writing && !c->last && has_more(c) &&
	       !http_spools(c)) {
		if (!request_next(c))
			break;
	}
	c->going = false;
	http_out_flush(c);
	http_connection_settle(c);
}

/* The handler lets go of a connection whose socket is being closed, or is. */
static void answered_to_nobody(struct http_connection *c)
{
	struct http_loop *loop = c->loop;
	bool closed = c->stage == STAGE_LOST;

	http_wait_set(c, WAIT_NONE);
	http_stage_move(c, STAGE_CLOSING);
	if (!closed)
		return;
	http_connection_free(c);
	http_loop_look(loop);
}

void http_connection_answered(struct http_connection *c)
{
	const struct http_config *config = &c->loop->server->config;

	if (config->answered)
		config->answered(config->owner, &c->request, c->status);
	if (http_closes(c)) {
		answered_to_nobody(c);
		return;
	}
	http_stage_move(c, STAGE_ANSWERED);
	if (!c->writing)
		request_end(c);
	if (c->going)
		return;
	http_out_flush(c);
	if (c->stage == STAGE_RECEIVE && has_more(c))
		http_loop_ready(c);
	else
		http_connection_settle(c);
}

void http_connection_written(struct http_connection *c)
{
	if (http_closes(c))
		return;
	if (c->stage == STAGE_ANSWERED)
		request_end(c);
	else
		http_wait_set(c, c->stage == STAGE_HELD ? WAIT_HELD : WAIT_IDLE);
	http_connection_go(c);
}

/* What now, when all that can be done has been done? */
void http_connection_settle(struct http_connection *c)
{
	if (c->stage == STAGE_HELD)
		http_held_ask(c);
	bool some = has_more(c);

	if (http_closes(c) || c->stage == STAGE_LINGER)
		return;
	if (c->stage == STAGE_HANDLE) {
		http_wait_set(c, WAIT_ANSWER);
	} else if (c->stage == STAGE_HELD) {
		if (!some && !c->writing)
			receive_buffer_spare(c);
	} else if (!c->writing) {
		if (c->last) {
			connection_linger(c);
			return;
		}
		if (c->ended && some && !http_spools(c)) {
			http_connection_refuse(c, 400, "The request was cut short.");
			http_out_flush(c);
			http_connection_settle(c);
			return;
		}
		if (c->ended || (!some && c->loop->stopping)) {
			http_connection_close(c);
			return;
		}
		if (some && c->wait != WAIT_REQUEST)
			http_wait_set(c, WAIT_REQUEST);
		if (!some)
			receive_buffer_spare(c);
	}
	reading_adjust(c);
}

/* --- deadlines --- */

static void write_check(struct http_connection *c)
{
	size_t left = uv_stream_get_write_queue_size((uv_stream_t *)&c->tcp);
	size_t least = HTTP_WRITE_RATE * c->loop->waits[WAIT_WRITE].ms / 1000;

	if (left + least > c->write_left) {
		http_connection_close(c);
		return;
	}
	c->write_left = left;
	http_wait_set(c, WAIT_WRITE);
}

void http_connection_expire(struct http_connection *c)
{
	switch (c->wait) {
	case WAIT_REQUEST:
		if (c->receive_buffer &&
		    http_spool_moves(c->receive_buffer, c->loop->waits[WAIT_REQUEST].ms)) {
			http_wait_set(c, WAIT_REQUEST);
			break;
		}
		http_connection_refuse(c, 408, "The request took too long to arrive.");
		http_out_flush(c);
		http_connection_settle(c);
		break;
	case WAIT_WRITE:
		write_check(c);
		break;
	default:
		http_connection_close(c);
		break;
	}
}
