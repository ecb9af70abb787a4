// SPDX-License-Identifier: Apache-2.0
/*
 * Slices of bytes and growing buffers.
 *
 * A `struct text` is borrowed: it never owns what it points at, and is not NUL-terminated.  Text
 * that outlives the call is copied into an arena (text_copy; text_c adds a NUL).  A `struct
 * buffer` grows inside its arena up to size_max; past it, it stops growing and remembers that it
 * is full, so a writer checks once at the end.
 */
#ifndef GROUNDLEVEL_BASE_CORE_TEXT_H
#define GROUNDLEVEL_BASE_CORE_TEXT_H

#include "base/core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	const char *at;
	size_t size;
};

#define TEXT(literal) ((struct text){ .at = "" literal, .size = sizeof(literal) - 1 })

struct text text_of(const char *c);	       /* NULL gives the empty text */
bool text_is(struct text t, const char *c);    /* same bytes */
bool text_same(struct text a, struct text b);  /* same bytes */
bool text_alike(struct text a, struct text b); /* same but for ASCII case */
bool text_starts(struct text t, const char *prefix);
bool text_ends(struct text t, const char *suffix);
struct text text_trim(struct text t); /* white and invisible characters off both ends */
/* The one form in which texts of people are kept: trimmed and composed (NFC). */
struct text text_plain(struct arena *a, struct text t);
struct text text_email(struct arena *a, struct text t); /* the same, of what mailto: names */
/* Cuts the next part off; false when rest is used up.  "a,,b," gives "a", "", "b". */
bool text_split(struct text *rest, char by, struct text *part);
struct text text_copy(struct arena *a, struct text t);
char *text_c(struct arena *a, struct text t); /* copy with a closing NUL */
/* For comparing: composed (NFC), small letters of all scripts, one of the two small sigmas. */
struct text text_lower(struct arena *a, struct text t);
/* What printf would print; a NUL follows it. */
struct text text_format(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
bool text_utf8(struct text t);		      /* strict UTF-8 without NUL? */
size_t text_utf8_size(struct text t);	      /* how many bytes of its beginning are */
bool text_whole(struct text t, int64_t *out); /* a whole decimal number, all of it */
bool text_real(struct text t, double *out);   /* a finite JSON number, all of it; 511 bytes */
size_t text_number_size(struct text t);	      /* of the JSON number it begins with; 0: none */
/* %XX and +; false if an escape is bad or what comes out is not text_utf8. */
bool text_url_decode(struct arena *a, struct text t, struct text *out);
uint32_t text_hash(struct text t); /* FNV-1a, for tables in memory */

struct buffer {
	struct arena *arena;
	char *at;
	size_t size, room, size_max;
	bool full; /* something did not fit: the content is not to be used */
};

struct buffer buffer_open(struct arena *a, size_t size_max);
void buffer_add(struct buffer *b, struct text t);
void buffer_byte(struct buffer *b, char c);
void buffer_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text buffer_text(const struct buffer *b); /* what is in it so far; borrowed */

void buffer_url(struct buffer *b, struct text t); /* percent-encoded but for [A-Za-z0-9-._~] */

#endif
