// SPDX-License-Identifier: Apache-2.0
/*
 * A body with files, taken apart: fields stay in memory, each file is written as it comes by.
 */
#include "platform/blobs/inside.h"

#include "base/core/settings.h"
#include "base/json/json.h"
#include "platform/catalogue/catalogue.h"
#include "pure/parts/parts.h"

#include <errno.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define NO_FOLDER "There is no folder for files: the server was started without --data."

#define PIECE	   (1 << 16)
#define FIELDS_MAX (1 << 20) /* bytes of all fields of a form */

struct taking {
	struct call *call;
	struct call_part parts[PARTS_MAX];
	size_t count, files;
	int64_t size_max;
	struct blob_writing writing;
	struct buffer field;
	size_t fields_size;
	enum { IN_FIELD, IN_FILE, IN_NOTHING } in;
	enum err e;
};

static int64_t each_max(const struct call *call)
{
	return settings_named(call->app->settings, call->op->files);
}

size_t blobs_body_most(struct call *call)
{
	int64_t max = each_max(call), most = call_whole(call, "fileMost", max);
	size_t each = (size_t)(most < max ? most : max);

	return call->op->files_raw ? each : each * call->op->files_most + FIELDS_MAX;
}

enum err blobs_room(struct call *call)
{
	const struct settings *s = call->app->settings;
	struct statvfs disk;
	int64_t length = 0;

	if (!call->app->blobs)
		return refuse(call, ERR_UNAVAILABLE, NO_FOLDER);
	text_whole(call_header(call, "content-length"), &length);
	if (statvfs(call->app->blobs->folder, &disk))
		return ERR_OK;
	/* the body, and its files beside it */
	if ((int64_t)(disk.f_bavail * disk.f_frsize) - 2 * length < settings_whole(s->disk_least))
		return refuse(call, ERR_FULL, "There is no room on the disk for the body.");
	return ERR_OK;
}

static const char *on_begin(void *owner, const struct part *said)
{
	struct taking *t = owner;
	struct call_part *part = &t->parts[t->count];

	t->in = !said->file ? IN_FIELD : said->unnamed ? IN_NOTHING : IN_FILE;
	if (t->in == IN_NOTHING) /* a field for a file in which nobody chose one */
		return NULL;
	*part = (struct call_part){ .name = said->name,
				    .file = said->file,
				    .file_name = said->file_name,
				    .said_type = said->type };
	if (t->in == IN_FIELD) {
		t->field = buffer_open(t->call->arena, FIELDS_MAX);
		return NULL;
	}
	if (++t->files > t->call->op->files_most) {
		t->e = ERR_LARGE;
		return "There are too many files in the form.";
	}
	return blob_writing_open(&t->writing, t->call->app->blobs, t->size_max, &t->e);
}

static const char *on_bytes(void *owner, struct text bytes)
{
	struct taking *t = owner;

	if (t->in == IN_FILE)
		return blob_writing_add(&t->writing, bytes, &t->e);
	if (t->in == IN_NOTHING)
		return NULL;
	t->fields_size += bytes.size;
	if (t->fields_size > FIELDS_MAX) {
		t->e = ERR_LARGE;
		return "The fields of the form are too large.";
	}
	buffer_add(&t->field, bytes);
	return NULL;
}

static const char *file_end(struct taking *t, struct call_part *part)
{
	char sha256[BLOB_SHA_SIZE];
	struct text head = { t->writing.head, t->writing.head_size };

	part->size = t->writing.size;
	part->content_type = blob_kind(head, part->file_name, part->said_type);
	const char *why = blob_writing_keep(&t->writing, sha256, &t->e);
	part->sha256 = text_copy(t->call->arena, text_of(sha256));
	return why;
}

static const char *on_end(void *owner)
{
	struct taking *t = owner;
	struct call_part *part = &t->parts[t->count];

	if (t->in == IN_NOTHING)
		return NULL;
	t->count++;
	if (t->in == IN_FILE)
		return file_end(t, part);
	part->value = buffer_text(&t->field);
	return text_utf8(part->value) ? NULL : "A field of the form is no UTF-8, or has a NUL.";
}

/* --- where it comes from --- */

typedef const char *piece_taken(void *owner, struct text piece);

/* All of the body, a piece at a time. */
static const char *body_walk(struct call *call, const struct blobs_body *body, piece_taken *taken,
			     void *owner)
{
	char *room = body->fd < 0 ? NULL : arena_bytes(call->arena, PIECE);
	const char *why = NULL;
	size_t at = 0;

	while (body->fd >= 0 && !why && at < body->size - body->bytes.size) {
		ssize_t got = pread(body->fd, room, PIECE, (off_t)at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return "The body could not be read again.";
		why = taken(owner, (struct text){ room, (size_t)got });
		at += (size_t)got;
	}
	return why || !body->bytes.size ? why : taken(owner, body->bytes);
}

static const char *parts_taken(void *owner, struct text piece)
{
	return parts_feed(owner, piece);
}

static const char *form_take(struct taking *t, const struct blobs_body *body)
{
	struct call *call = t->call;
	struct text bound;

	if (!parts_boundary(call->arena, call_header(call, "content-type"), &bound)) {
		t->e = ERR_MEDIA;
		return "The body must be multipart/form-data, with its boundary";
	}
	struct parts *parts = parts_open(call->arena, bound,
					 &(struct parts_sink){ on_begin, on_bytes, on_end, t });
	const char *why = body_walk(call, body, parts_taken, parts);
	return why ? why : parts_close(parts);
}

/* The body itself is the file. */
static const char *raw_take(struct taking *t, const struct blobs_body *body)
{
	const char *why = on_begin(
		t, &(struct part){ .name = TEXT(""),
				   .file = true,
				   .file_name = body->name.size ? body->name : TEXT("file"),
				   .type = call_header(t->call, "content-type") });

	if (!why)
		why = body_walk(t->call, body, on_bytes, t);
	return why ? why : on_end(t);
}

/* What came, without what differs from try to try: a request with an Idempotency-Key that is sent
 * again is the same although its boundary is another. */
static struct text said_again(const struct taking *t)
{
	struct buffer b = buffer_open(t->call->arena, 8 << 20);
	struct json_out o = json_open(&b);

	json_list(&o);
	for (size_t i = 0; i < t->count; i++) {
		const struct call_part *part = &t->parts[i];

		json_put_text(&o, part->name);
		json_put_text(&o, part->file ? part->sha256 : part->value);
		json_put_text(&o, part->file ? part->file_name : TEXT(""));
	}
	json_close(&o);
	return buffer_text(&b);
}

enum err blobs_take(struct call *call, const struct blobs_body *body)
{
	struct taking *t = arena_take(call->arena, sizeof(*t));
	const char *why;

	t->call = call;
	t->e = ERR_BAD;
	t->size_max = each_max(call);
	if (!call->app->blobs)
		return refuse(call, ERR_UNAVAILABLE, NO_FOLDER);
	why = call->op->files_raw ? raw_take(t, body) : form_take(t, body);
	blob_writing_drop(&t->writing);
	if (why)
		return refuse(call, t->e, "%s", why);
	call->parts = t->parts;
	call->part_count = t->count;
	call->body = said_again(t);
	return ERR_OK;
}
