// SPDX-License-Identifier: Apache-2.0
/*
 * A reply that is a file (call->file): all of it, one range of it, or that it has not changed
 * (RFC 9110, 13 and 14).  Its bytes are read by http, a piece at a time, when the client takes
 * them.
 */
#include "app/server/inside.h"

#include "platform/invoke/invoke.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool digits_take(struct text *t, int64_t *out)
{
	size_t size = 0;

	while (size < t->size && t->at[size] >= '0' && t->at[size] <= '9')
		size++;
	if (!size || size > 18 || !text_whole((struct text){ t->at, size }, out))
		return false;
	*t = (struct text){ t->at + size, t->size - size };
	return true;
}

/* What is no range of bytes, or is several, is passed over: then all of it is sent. */
enum ranged range_read(struct text said, int64_t size, int64_t *from, int64_t *count)
{
	int64_t first = -1, last = -1;

	*from = 0;
	*count = size;
	if (said.size < 6 || !text_alike((struct text){ said.at, 6 }, TEXT("bytes=")))
		return RANGE_WHOLE;
	said = text_trim((struct text){ said.at + 6, said.size - 6 });
	if (said.size && said.at[0] != '-' && !digits_take(&said, &first))
		return RANGE_WHOLE;
	if (!said.size || said.at[0] != '-')
		return RANGE_WHOLE;
	said = (struct text){ said.at + 1, said.size - 1 };
	if (said.size && !digits_take(&said, &last))
		return RANGE_WHOLE;
	if (said.size || (first < 0 && last < 0) || (first >= 0 && last >= 0 && last < first))
		return RANGE_WHOLE;
	if (first < 0) { /* so many of its end */
		first = last == 0 ? size : last < size ? size - last : 0;
		last = -1;
	}
	if (first >= size)
		return RANGE_NONE;
	*from = first;
	*count = (last < 0 || last >= size ? size - 1 : last) - first + 1;
	return RANGE_PART;
}

static bool changed_not(const struct call *call)
{
	struct text list = call_header(call, "if-none-match");

	return list.size && invoke_tag_listed(list, call->file->etag);
}

/* Which of its bytes; false: none of them can be had. */
static bool range_choose(struct call *call, int64_t *from, int64_t *count)
{
	struct text said = call_header(call, "range"), when = call_header(call, "if-range");
	int64_t size = call->file->size;
	enum ranged ranged = RANGE_WHOLE;

	*from = 0;
	*count = size;
	if (said.size && (!when.size || text_same(when, call->file->etag)))
		ranged = range_read(said, size, from, count);
	if (ranged == RANGE_PART) {
		call->status = 206;
		call_reply_header(call, "Content-Range",
				  text_format(call->arena, "bytes %lld-%lld/%lld", (long long)*from,
					      (long long)(*from + *count - 1), (long long)size));
	} else if (ranged == RANGE_NONE) {
		call_reply_header(call, "Content-Range",
				  text_format(call->arena, "bytes */%lld", (long long)size));
	}
	return ranged != RANGE_NONE;
}

static int whole_open(const struct call *call)
{
	struct stat about;
	int fd = open(text_c(call->arena, call->file->path), O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, &about) == 0 && about.st_size == call->file->size)
		return fd;
	log_say(LOG_ERROR, "blobs", "a file is not there, or not as it was file=%.*s",
		(int)call->file->path.size, call->file->path.at);
	if (fd >= 0)
		close(fd);
	return -1;
}

enum err file_open(struct call *call, struct http_held *held)
{
	int64_t from, count;

	call_reply_header(call, "Accept-Ranges", TEXT("bytes"));
	call_reply_header(call, "ETag", call->file->etag);
	*held = (struct http_held){ 0 };
	if (changed_not(call)) {
		call->status = 304;
		return ERR_OK;
	}
	if (!range_choose(call, &from, &count))
		return refuse(call, ERR_RANGE, "The file has no such bytes.");
	int fd = whole_open(call);
	if (fd < 0)
		return refuse(call, ERR_INTERNAL, "The bytes of the file are not there.");
	*held = http_file_held(call->owner, fd, (uint64_t)from, (size_t)count);
	return ERR_OK;
}

void file_answer(struct call *call, struct http_held *held, struct http_answer *answer)
{
	if (!held->next)
		return;
	if (held->size && !text_is(call->method, "HEAD")) {
		answer->held = held;
		return;
	}
	answer->body = (struct text){ "", held->size }; /* of HEAD the size alone is told */
	held->gone(held->owner);
}
