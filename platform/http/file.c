// SPDX-License-Identifier: Apache-2.0
/*
 * A held reply whose pieces come from a file: libuv's threads read the next when the client has
 * taken the one before.  One piece of memory each, however large the file and slow the client.
 */
#include "platform/http/inside.h"

#include "base/core/log.h"

#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

struct file_reply {
	uv_fs_t read;
	struct http_request *request;
	int fd;
	uint64_t at; /* of the file: what is read next */
	size_t left; /* to be read */
	size_t fill; /* in `bytes`, to be sent */
	bool busy, gone;
	char bytes[HTTP_FILE_PIECE];
};

static struct http_connection *connection_of(struct http_request *request)
{
	char *at = (char *)request - offsetof(struct http_connection, request);

	return (struct http_connection *)at;
}

static void file_free(struct file_reply *f)
{
	close(f->fd);
	free(f);
}

static void on_file_read(uv_fs_t *read)
{
	struct file_reply *f = read->data;
	ssize_t size = read->result;

	uv_fs_req_cleanup(read);
	f->busy = false;
	if (f->gone) {
		file_free(f);
		return;
	}
	if (size <= 0) { /* it is shorter than it was: better no end than a wrong one */
		log_say(LOG_ERROR, "http", "a file could not be read error=\"%s\"",
			size ? uv_strerror((int)size) : "it ends too early");
		http_connection_close(connection_of(f->request));
		return;
	}
	f->at += (uint64_t)size;
	f->left -= (size_t)size;
	f->fill = (size_t)size;
	http_held_go(f->request);
}

static enum http_next file_next(void *owner, struct http_piece *piece)
{
	struct file_reply *f = owner;
	size_t size = f->left < sizeof(f->bytes) ? f->left : sizeof(f->bytes);
	uv_buf_t room = uv_buf_init(f->bytes, (unsigned)size);

	if (f->fill) {
		piece->parts[0] = (struct text){ f->bytes, f->fill };
		piece->count = 1;
		f->fill = 0;
		return HTTP_PIECE;
	}
	if (!f->left)
		return HTTP_OVER;
	if (!f->busy) {
		f->busy = true;
		f->read.data = f;
		int e = uv_fs_read(&connection_of(f->request)->loop->uv, &f->read, f->fd, &room, 1,
				   (int64_t)f->at, on_file_read);
		assert(e == 0);
	}
	return HTTP_LATER;
}

static void file_gone(void *owner)
{
	struct file_reply *f = owner;

	f->gone = true;
	if (!f->busy)
		file_free(f);
}

struct http_held http_file_held(struct http_request *request, int fd, uint64_t from, size_t size)
{
	struct file_reply *f = malloc(sizeof(*f));

	assert(f);
	memset(f, 0, offsetof(struct file_reply, bytes));
	f->request = request;
	f->fd = fd;
	f->at = from;
	f->left = size;
	return (struct http_held){ .next = file_next, .gone = file_gone, .owner = f, .size = size };
}
