// SPDX-License-Identifier: Apache-2.0
/*
 * A file that was sent is looked through, by a thread that may wait: how is it written, which
 * columns has it, is all of it well formed?  Only then there is an import.
 */
#include "integration/transfers/inside.h"

#include "base/time/clock.h"
#include "domain/companies/companies.h"
#include "integration/connections/connections.h"
#include "platform/blobs/blobs.h"

#include <errno.h>
#include <unistd.h>

#define PIECE	   (256 << 10)
#define SHOWN_SIZE 200 /* bytes of a cell among the first rows */
#define KEPT_DAYS  30

struct look {
	const struct call_part *file;
	struct csv_form form;
	int fd;
	char *piece;
	struct csv_look *bytes;
	struct text *columns;
	size_t count;
	int64_t rows;
	struct buffer first;
	struct json_out out;
};

/* The next piece; empty: it is over. */
static struct text piece_read(const struct look *l, off_t *at)
{
	ssize_t size;

	do
		size = pread(l->fd, l->piece, PIECE, *at);
	while (size < 0 && errno == EINTR);
	*at += size > 0 ? size : 0;
	return (struct text){ l->piece, size > 0 ? (size_t)size : 0 };
}

static char separator_of(struct text said)
{
	if (text_is(said, "tab"))
		return '\t';
	return said.size == 1 && memchr(",;|\t", *said.at, 4) ? *said.at : 0;
}

static enum err form_find(struct call *call, struct look *l)
{
	struct text encoding = call_text(call, "encoding"),
		    separator = call_text(call, "separator"), piece;
	off_t at = 0;

	l->bytes = csv_look_open(call->arena);
	while ((piece = piece_read(l, &at)).size)
		csv_look_feed(l->bytes, piece);
	l->form = csv_look_end(l->bytes);
	if (csv_encoding_find(encoding, &l->form.encoding))
		l->form.separator = csv_look_separator(l->bytes, l->form.encoding);
	if (separator.size && !separator_of(separator))
		return refuse(call, ERR_INVALID, "separator must be one of , ; | tab");
	if (separator.size)
		l->form.separator = separator_of(separator);
	return ERR_OK;
}

/* Each has a name, and no two the same. */
static void columns_name(struct call *call, struct look *l, const struct csv_record *head)
{
	struct index known = index_open(call->arena);

	l->count = head->count;
	l->columns = arena_take(call->arena, head->count * sizeof(*l->columns));
	for (size_t i = 0; i < head->count; i++) {
		struct text name = text_plain(call->arena, csv_armed(head->fields[i])), one;

		if (name.size > SHOWN_SIZE)
			name.size = text_utf8_size((struct text){ name.at, SHOWN_SIZE });
		name = text_copy(call->arena, name);
		if (!name.size)
			name = text_format(call->arena, "Column %zu", i + 1);
		one = name;
		for (size_t n = 2; !index_put(&known, one, i); n++)
			one = text_format(call->arena, "%.*s (%zu)", (int)name.size, name.at, n);
		l->columns[i] = one;
	}
}

static void row_show(struct look *l, const struct csv_record *record)
{
	json_list(&l->out);
	for (size_t i = 0; i < record->count && i < l->count; i++) {
		struct text cell = csv_armed(record->fields[i]);

		if (cell.size > SHOWN_SIZE)
			cell.size = text_utf8_size((struct text){ cell.at, SHOWN_SIZE });
		json_put_text(&l->out, cell);
	}
	json_close(&l->out);
}

static enum err rows_look(struct call *call, struct look *l)
{
	struct csv *csv = csv_open(call->arena, &l->form);
	enum csv_next next = CSV_MORE;
	struct csv_record record;
	off_t at = 0;

	l->first = buffer_open(call->arena, 16 << 20);
	l->out = json_open(&l->first);
	json_list(&l->out);
	while (next == CSV_MORE) {
		csv_feed(csv, piece_read(l, &at));
		while ((next = csv_next(csv, &record)) == CSV_RECORD) {
			if (!l->columns)
				columns_name(call, l, &record);
			else if (++l->rows <= FIRST_ROWS)
				row_show(l, &record);
		}
	}
	json_close(&l->out);
	if (next == CSV_REFUSED)
		return refuse(call, ERR_INVALID, "%.*s", (int)csv_why(csv).size, csv_why(csv).at);
	if (!l->rows)
		return refuse(call, ERR_INVALID,
			      l->columns ? "There is a head in the file, and no"
					   " row below it."
					 : "There is nothing in the file.");
	return ERR_OK;
}

static void columns_put(struct call *call, const struct look *l, const struct field_defs *defs)
{
	struct buffer names = buffer_open(call->arena, 16 << 20),
		      guess = buffer_open(call->arena, 16 << 20);
	struct json_out n = json_open(&names), g = json_open(&guess);
	struct index taken = index_open(call->arena);

	json_list(&n);
	json_map(&g);
	for (size_t i = 0; i < l->count; i++) {
		struct text target = target_guess(call->arena, defs, l->columns[i]);

		json_put_text(&n, l->columns[i]);
		if (!target.size || !index_put(&taken, target, i))
			continue;
		json_key_text(&g, l->columns[i]);
		json_put_text(&g, target);
	}
	json_close(&n);
	json_close(&g);
	call_set_text(call, "fileColumns", buffer_text(&names));
	call_set_text(call, "fileGuess", buffer_text(&guess));
}

/* The same file was here: who knows it may not want it twice. */
static void existing_find(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);
	char iso[CLOCK_ISO_SIZE];

	call_set_null(call, "fileExisting");
	if (!store_load(call, "SELECT id AS old_id, state AS old_state, date_added AS old_added"
			      " FROM import WHERE location_id = :locationId"
			      " AND sha256 = :fileSha ORDER BY date_added DESC LIMIT 1"))
		return;
	clock_iso(call_whole(call, "oldAdded", 0), iso);
	json_map(&o);
	json_key(&o, "id");
	json_put_text(&o, call_text(call, "oldId"));
	json_key(&o, "state");
	json_put_text(&o, call_text(call, "oldState"));
	json_key(&o, "dateAdded");
	json_put_c(&o, iso);
	json_close(&o);
	call_set_text(call, "fileExisting", buffer_text(&b));
}

static void look_put(struct call *call, const struct look *l)
{
	call_set_text(call, "fileName", l->file->file_name);
	call_set_text(call, "fileSha", l->file->sha256);
	call_set_whole(call, "fileSize", l->file->size);
	call_set_text(call, "fileEncoding", text_of(csv_encoding_name(l->form.encoding)));
	call_set_text(call, "fileSeparator",
		      l->form.separator == '\t'
			      ? TEXT("tab")
			      : text_copy(call->arena, (struct text){ &l->form.separator, 1 }));
	call_set_whole(call, "fileRows", l->rows);
	call_set_text(call, "fileFirst", buffer_text(&l->first));
}

static enum err import_keep(struct call *call)
{
	const struct look *l = call->job;
	struct text id = text_copy(call->arena, call_text(call, "newId"));
	struct field_defs defs;
	struct blob_made made;
	enum err e = field_defs_load_own(call, TEXT("contact"), &defs);

	if (!e)
		e = blob_add(call, &(struct blob_new){ l->file, "import", id }, &made);
	if (e)
		return e;
	look_put(call, l);
	columns_put(call, l, &defs);
	existing_find(call);
	call_set_text(call, "importId", id);
	e = store_do(call, "INSERT INTO import (location_id, id, state, file_name, sha256, size,"
			   " encoding, separator, columns, row_count, first_rows, guess, existing,"
			   " date_added) VALUES (:locationId, :importId, 'ready', :fileName,"
			   " :fileSha, :fileSize, :fileEncoding, :fileSeparator, :fileColumns,"
			   " :fileRows, :fileFirst, :fileGuess, :fileExisting, :now)");
	if (!e)
		e = due_set(call, "old import", id, call->now_ms + KEPT_DAYS * DAY_MS);
	return e ? e : import_reply(call);
}

/* In a thread that may wait. */
static enum err look_go(struct call *call)
{
	struct look *l = call->job;

	l->fd = blob_open(call->app->blobs, l->file->sha256, l->file->size);
	if (l->fd < 0)
		return refuse(call, ERR_INTERNAL, "The file cannot be read again.");
	l->piece = arena_bytes(call->arena, PIECE);
	enum err e = form_find(call, l);
	if (!e)
		e = rows_look(call, l);
	close(l->fd);
	return e ? e : blocking_pool_perform(call, import_keep);
}

enum err import_create(struct call *call)
{
	struct look *l = arena_take(call->arena, sizeof(*l));

	for (size_t i = 0; i < call->part_count; i++)
		if (call->parts[i].file)
			l->file = &call->parts[i];
	if (!l->file)
		return refuse(call, ERR_BAD, "There is no file in the form.");
	call->job = l;
	call->after = look_go;
	return ERR_OK;
}
