// SPDX-License-Identifier: Apache-2.0
/*
 * Bodies that may be much: in memory up to a piece, then in a file.
 *
 * The file has lost its name before the first byte is in it: whatever ends this process, the disk
 * has its room back.  It is written by libuv's threads; until they have done so nothing more is
 * read of that connection, and so each takes a piece of memory and no more, however fast it sends.
 */
#include "platform/http/inside.h"

#include "base/core/log.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static bool spool_open(struct http_connection *c)
{
	struct http_server *s = c->loop->server;
	struct http_receive_buffer *d = c->receive_buffer;
	/* a piece, and what one read of the connection may bring beyond it */
	size_t room = HTTP_SPOOL_PIECE + d->header_max + HTTP_DESK_ROOM + d->spill.size;

	if (!s->config.spool.size)
		return false;
	if (atomic_fetch_add(&s->spools, 1) >= s->config.spools_max) {
		atomic_fetch_sub(&s->spools, 1);
		return false;
	}
	d->spool = malloc(sizeof(*d->spool) + room);
	assert(d->spool);
	*d->spool = (struct http_spool){ .c = c, .server = s, .fd = -1, .room = room };
	http_parse_spool(d);
	return true;
}

bool http_body_place(struct http_connection *c)
{
	struct http_receive_buffer *d = c->receive_buffer;
	bool much = c->request.body_most > 0;

	c->last = false; /* not before the body is here */
	if (much)
		d->body_limit = c->request.body_most;
	if (d->length > d->body_limit || d->body_size > d->body_limit) {
		http_connection_refuse(c, 413, "The body is too large.");
		return false;
	}
	if (much && !spool_open(c)) {
		http_connection_refuse(c, 503, "Too many uploads are under way; please try again.");
		return false;
	}
	return true;
}

bool http_spools(const struct http_connection *c)
{
	return c->receive_buffer && c->receive_buffer->spool && c->receive_buffer->spool->busy;
}

static void spool_free(struct http_spool *p)
{
	if (p->fd >= 0)
		close(p->fd);
	atomic_fetch_sub(&p->server->spools, 1);
	atomic_fetch_sub(&p->server->spooled, p->size);
	free(p);
}

void http_spool_drop(struct http_spool *p)
{
	if (!p)
		return;
	p->c = NULL;
	if (!p->busy)
		spool_free(p);
}

void http_spool_add(struct http_spool *p, struct text piece)
{
	assert(!p->busy && piece.size <= p->room - p->fill);
	if (piece.size)
		memcpy(p->at + p->fill, piece.at, piece.size);
	p->fill += piece.size;
}

static bool file_open(struct http_spool *p)
{
	struct text folder = p->server->config.spool;
	char path[4096];

	if (p->fd >= 0)
		return true;
	snprintf(path, sizeof(path), "%.*s/body-XXXXXX", (int)folder.size, folder.at);
	p->fd = mkostemp(path, O_CLOEXEC);
	if (p->fd >= 0)
		unlink(path);
	else
		log_say(LOG_ERROR, "http", "a body could not be kept error=\"%s\"",
			strerror(errno));
	return p->fd >= 0;
}

static void on_written(uv_fs_t *write);

static void piece_write(struct http_spool *p, size_t from)
{
	uv_buf_t piece = uv_buf_init(p->at + from, (unsigned)(p->fill - from));

	p->busy = true;
	p->write.data = p;
	if (uv_fs_write(&p->c->loop->uv, &p->write, p->fd, &piece, 1, (int64_t)p->size,
			on_written)) {
		p->busy = false;
		p->failed = true;
	}
}

static void on_written(uv_fs_t *write)
{
	struct http_spool *p = write->data;
	ssize_t size = write->result;

	uv_fs_req_cleanup(write);
	p->busy = false;
	if (size > 0) {
		p->size += (size_t)size;
		atomic_fetch_add(&p->server->spooled, (size_t)size);
		memmove(p->at, p->at + size, p->fill - (size_t)size);
		p->fill -= (size_t)size;
	} else {
		p->failed = true;
		log_say(LOG_ERROR, "http", "a body could not be kept error=\"%s\"",
			uv_strerror((int)size));
	}
	if (!p->c)
		spool_free(p);
	else if (!http_closes(p->c))
		http_connection_go(p->c);
}

bool http_spool_write(struct http_spool *p, bool all)
{
	struct http_server *s = p->server;

	if (!p->failed && !p->fill)
		return true;
	if (!p->failed && p->fill < HTTP_SPOOL_PIECE && !(all && p->fd >= 0))
		return true;
	if (!p->failed && atomic_load(&s->spooled) + p->fill > s->config.spooled_max)
		p->failed = true;
	if (!p->failed && file_open(p))
		piece_write(p, 0);
	else
		p->failed = true;
	if (p->failed)
		http_connection_refuse(p->c, 503,
				       "There is no room for the body; please try again later.");
	return false;
}

bool http_spool_moves(struct http_receive_buffer *d, uint64_t ms)
{
	size_t least = HTTP_WRITE_RATE * ms / 1000;

	if (!d->spool)
		return false;
	bool moves = d->spool->busy || d->body_size >= d->spool->seen + least;
	d->spool->seen = d->body_size;
	return moves;
}

/* --- what waits for disks --- */

struct aside {
	uv_work_t work;
	struct http_request *request;
	void (*run)(struct http_request *request);
	void (*then)(struct http_request *request);
	struct http_loop *loop;
};

static void on_work(uv_work_t *work)
{
	struct aside *a = work->data;

	a->run(a->request);
}

static void on_work_done(uv_work_t *work, int status)
{
	struct aside *a = work->data;

	(void)status;
	if (!a->loop->over)
		a->then(a->request);
}

void http_aside(struct http_request *request, void (*work)(struct http_request *request),
		void (*then)(struct http_request *request))
{
	char *at = (char *)request - offsetof(struct http_connection, request);
	struct http_connection *c = (struct http_connection *)at;
	struct aside *a = arena_take(request->arena, sizeof(*a));

	assert(http_handled(c));
	*a = (struct aside){ .request = request, .run = work, .then = then, .loop = c->loop };
	a->work.data = a;
	int e = uv_queue_work(&c->loop->uv, &a->work, on_work, on_work_done);
	assert(e == 0);
}
