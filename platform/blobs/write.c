// SPDX-License-Identifier: Apache-2.0
/*
 * A file that we write ourselves.
 */
#include "platform/blobs/inside.h"

#include "base/core/text.h"

#define NO_FOLDER "There is no folder for files: the server was started without --data."

struct blob_file {
	struct blob_writing writing;
};

struct blob_file *blob_file_open(struct call *call, int64_t size_max)
{
	struct blob_file *f = arena_take(call->arena, sizeof(*f));
	enum err e = ERR_OK;

	f->writing.fd = -1;
	if (!call->app->blobs) {
		refuse(call, ERR_UNAVAILABLE, NO_FOLDER);
		return NULL;
	}
	const char *why = blob_writing_open(&f->writing, call->app->blobs, size_max, &e);
	if (why)
		refuse(call, e, "%s", why);
	return why ? NULL : f;
}

enum err blob_file_add(struct call *call, struct blob_file *f, struct text bytes)
{
	enum err e = ERR_OK;
	const char *why = blob_writing_add(&f->writing, bytes, &e);

	return why ? refuse(call, e, "%s", why) : ERR_OK;
}

enum err blob_file_keep(struct call *call, struct blob_file *f, struct text name,
			struct call_part *part)
{
	char sha256[BLOB_SHA_SIZE];
	struct text head = { f->writing.head, f->writing.head_size };
	enum err e = ERR_OK;

	*part = (struct call_part){ .file = true,
				    .file_name = name,
				    .content_type = blob_kind(head, name, TEXT("")),
				    .size = f->writing.size };
	const char *why = blob_writing_keep(&f->writing, sha256, &e);
	part->sha256 = text_copy(call->arena, text_of(sha256));
	return why ? refuse(call, e, "%s", why) : ERR_OK;
}

void blob_file_drop(struct blob_file *f)
{
	if (f)
		blob_writing_drop(&f->writing);
}
