// SPDX-License-Identifier: Apache-2.0
/*
 * A body of several parts (multipart/form-data, RFC 7578), read as it comes.
 *
 * It is pushed: pieces of any size go in, and what stands in them comes out through the sink, the
 * bytes of a part as slices of what was put in (or of the delimiter, where a line only began like
 * one).  Memory is the head of one part; nothing is kept of its bytes.
 *
 * Whatever is not so is refused in one sentence: a part without a name, a head without an end, a
 * line that goes on behind the boundary, bytes that are coded (base64), a body that ends before its
 * last boundary.  What stands before the first and after the last boundary is passed over.
 *
 * Names of files are made harmless here: the last part of a path, no control characters, UTF-8, no
 * longer than a folder can hold; never empty, `.` or `..`.
 */
#ifndef GROUNDLEVEL_PURE_PARTS_PARTS_H
#define GROUNDLEVEL_PURE_PARTS_PARTS_H

#include "base/core/text.h"

#define PARTS_MAX	200   /* of one body */
#define PARTS_HEAD_MAX	16384 /* bytes of one part's headers */
#define PARTS_NAME_MAX	255   /* bytes of a name, of a field or a file */
#define PARTS_BOUND_MAX 70    /* RFC 2046, 5.1.1 */

struct part {
	struct text name;      /* of the field */
	bool file;	       /* it has a file name, be it empty */
	bool unnamed;	       /* … and it was empty: nobody chose a file */
	struct text file_name; /* harmless */
	struct text type;      /* its Content-Type; may be empty */
};

/* What comes out; each gives NULL, or one sentence: then no more is read, and it is what
 * parts_feed gives. */
struct parts_sink {
	const char *(*begin)(void *owner, const struct part *part); /* slices: during the call */
	const char *(*bytes)(void *owner, struct text bytes);
	const char *(*end)(void *owner);
	void *owner;
};

struct parts;

/* The boundary that a Content-Type names; false: it is no multipart/form-data, or has none that may
 * be one. */
bool parts_boundary(struct arena *a, struct text content_type, struct text *boundary);
/* Lives in the arena, and so does the copy of the boundary. */
struct parts *parts_open(struct arena *a, struct text boundary, const struct parts_sink *sink);
/* NULL, or why the body is refused: from then on it stays so. */
const char *parts_feed(struct parts *p, struct text bytes);
const char *parts_close(struct parts *p); /* no more comes: was it whole? */

/* The name of a file as somebody sent it, made harmless. */
struct text parts_file_name(struct arena *a, struct text sent);

#endif
