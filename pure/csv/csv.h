// SPDX-License-Identifier: Apache-2.0
/*
 * CSV as people have it (RFC 4180, and what programs write beside it), read as it comes.
 *
 * First csv_look is given all bytes of a file, and says how it is written: encoding and separator.
 * Then a reader is fed pieces of any size and gives records, each with the line and the byte at
 * which it begins:
 *
 *	for (csv_feed(c, piece); csv_next(c, &record) == CSV_RECORD;) …     CSV_MORE: feed the next
 *
 * Taken: CR, LF and CR LF in any mixture, a byte order mark, a first line `sep=;`, quotation marks
 * within a text ("a ""b"" c", and 5" in one without), line ends within a quoted text.  Empty lines
 * are passed over.  Refused in one sentence that names the line: a quotation mark that is never
 * closed, too many values, too long ones, what is no text in the encoding.  Memory is one record.
 */
#ifndef GROUNDLEVEL_PURE_CSV_CSV_H
#define GROUNDLEVEL_PURE_CSV_CSV_H

#include "base/core/text.h"

#define CSV_COLUMNS_MAX 1000
#define CSV_FIELD_MAX	131072	/* bytes of one value, as UTF-8 */
#define CSV_RECORD_MAX	1048576 /* of a record */
#define CSV_LOOK_ROWS	50	/* that say what separates */

enum csv_encoding { CSV_UTF8, CSV_UTF16LE, CSV_UTF16BE, CSV_WINDOWS, CSV_ENCODINGS };

struct csv_form {
	enum csv_encoding encoding;
	char separator; /* , ; | or a tab */
};

/* utf-8, utf-16le, utf-16be, windows-1252; as they stand on the wire. */
const char *csv_encoding_name(enum csv_encoding e);
bool csv_encoding_find(struct text name, enum csv_encoding *out);

/* --- how is it written? --- */

struct csv_look;
struct csv_look *csv_look_open(struct arena *a);
void csv_look_feed(struct csv_look *l, struct text bytes);
struct csv_form csv_look_end(struct csv_look *l);
/* The encoding is another one, or known: what separates then? */
char csv_look_separator(struct csv_look *l, enum csv_encoding encoding);

/* --- what stands in it --- */

struct csv_record {
	struct text *fields; /* UTF-8; good until the next record */
	size_t count;
	int64_t line, offset; /* where it begins: 1, 2 …; bytes of the file */
};
enum csv_next { CSV_RECORD, CSV_MORE, CSV_END, CSV_REFUSED };

struct csv;
struct csv *csv_open(struct arena *a, const struct csv_form *form); /* lives in the arena */
void csv_feed(struct csv *c, struct text bytes); /* borrowed until CSV_MORE; empty: it ends here */
enum csv_next csv_next(struct csv *c, struct csv_record *out);
struct text csv_why(const struct csv *c); /* it was refused: one sentence */

/* --- what is written --- */

/* A record, with CR LF.  A value is quoted where it must be; one that a table calculator would take
 * for a formula (it begins with = + - @, a tab or a CR) has an apostrophe before it. */
void csv_write(struct buffer *b, const struct text *fields, size_t count);
/* A value as csv_write was given it. */
struct text csv_armed(struct text field);

#endif
