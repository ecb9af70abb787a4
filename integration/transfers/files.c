// SPDX-License-Identifier: Apache-2.0
/*
 * The rows of a file that lies among the blobs.
 */
#include "integration/transfers/inside.h"

#include "platform/blobs/blobs.h"

#include <errno.h>
#include <unistd.h>

#define PIECE (256 << 10)

struct file_rows {
	int fd;
	off_t at;
	char *piece;
	struct csv *csv;
};

/* The next record; false: there is none. */
static bool next(struct file_rows *f, struct csv_record *out)
{
	enum csv_next got;

	while ((got = csv_next(f->csv, out)) == CSV_MORE) {
		ssize_t size = pread(f->fd, f->piece, PIECE, f->at);

		if (size < 0 && errno == EINTR)
			continue;
		f->at += size > 0 ? size : 0;
		csv_feed(f->csv, (struct text){ f->piece, size > 0 ? (size_t)size : 0 });
	}
	return got == CSV_RECORD;
}

struct file_rows *file_rows_open(struct arena *a, struct call *call, int64_t skip, struct text *why)
{
	struct file_rows *f = arena_take(a, sizeof(*f));
	struct text separator = call_text(call, "fileSeparator");
	struct csv_form form = { CSV_UTF8, text_is(separator, "tab") ? '\t' : *separator.at };
	struct csv_record record;

	csv_encoding_find(call_text(call, "fileEncoding"), &form.encoding);
	f->fd = blob_open(call->app->blobs, call_text(call, "fileSha"),
			  call_whole(call, "fileSize", 0));
	if (f->fd < 0) {
		*why = TEXT("The file is not there any more.");
		return NULL;
	}
	f->piece = arena_bytes(a, PIECE);
	f->csv = csv_open(a, &form);
	for (int64_t i = 0; i < skip + 1; i++) /* and the head */
		if (!next(f, &record)) {
			*why = TEXT("The file has fewer rows than it had.");
			file_rows_close(f);
			return NULL;
		}
	return f;
}

size_t file_rows_take(struct file_rows *f, struct arena *a, struct file_row *out, size_t most)
{
	struct csv_record record;
	size_t count = 0;

	for (; count < most && next(f, &record); count++) {
		out[count] = (struct file_row){
			.line = record.line,
			.cells = arena_take(a, record.count * sizeof(struct text)),
			.count = record.count,
		};
		for (size_t i = 0; i < record.count; i++)
			out[count].cells[i] = text_copy(a, record.fields[i]);
	}
	return count;
}

void file_rows_close(struct file_rows *f)
{
	if (f && f->fd >= 0)
		close(f->fd);
}
