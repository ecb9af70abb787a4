// SPDX-License-Identifier: Apache-2.0
/*
 * JSON in and out (RFC 8259, strictly).
 *
 * Reading makes a tape: one flat array of nodes in the arena, a map or list followed by what is in
 * it.  Numbers keep their spelling, so no integer is ever rounded.  Refused: text that is not
 * UTF-8, NUL characters (also as an escape), lone surrogates, a key twice in one map, depth over
 * the limit, anything after the value.
 *
 *	map node, key node, value node(s), key node, value node(s), …
 *
 * Writing streams into a buffer; commas and quotes are the writer's business.  A key is written,
 * then its value.  Closing what is not open, or nesting deeper than 64, is a programmer's error
 * (assert).  Spelling is that of JavaScript's JSON.stringify; bytes that are not UTF-8 are written
 * as U+FFFD, and a number that is not finite as null.
 */
#ifndef GROUNDLEVEL_BASE_JSON_JSON_H
#define GROUNDLEVEL_BASE_JSON_JSON_H

#include "base/core/err.h"
#include "base/core/text.h"

#define JSON_DEPTH_MAX 64

enum json_kind {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_TEXT,
	JSON_LIST,
	JSON_MAP,
};

struct json {
	enum json_kind kind;
	uint32_t count;	  /* list: items; map: members */
	uint32_t span;	  /* nodes of this value, itself too: the next sibling is v + v->span */
	struct text text; /* text: unescaped; number: its spelling; list and map: their source */
};

/* On failure (ERR_BAD; ERR_LARGE past 1 GiB) *why is one sentence that names the byte offset, and
 * *out is NULL.  The tape borrows from the source. */
enum err json_read(struct arena *a, struct text source, const struct json **out, struct text *why);

/* NULL: no such member, or not a map (NULL is none). */
const struct json *json_get(const struct json *map, const char *key);
const struct json *json_find(const struct json *map, struct text key);
/* List: the first item; map: the first key; NULL when empty, or neither. */
const struct json *json_first(const struct json *v);
/* The next sibling; in a map keys and values take turns; NULL at the end. */
const struct json *json_after(const struct json *parent, const struct json *v);
bool json_is(const struct json *v, enum json_kind kind); /* NULL is nothing */
bool json_flag(const struct json *v);			 /* true only for true */
struct text json_text(const struct json *v);		 /* "" unless text or number */
bool json_whole(const struct json *v, int64_t *out);	 /* a whole number in range */
bool json_real(const struct json *v, double *out);	 /* a finite number of at most 511 bytes */
struct text json_source(struct arena *a, const struct json *v); /* written back, compact */

struct json_out {
	struct buffer *to;
	uint64_t lists;	 /* bit per depth: is it a list? */
	uint64_t filled; /* bit per depth: has it something already? */
	int depth;
	bool keyed; /* a key was written and waits for its value */
	bool mute;  /* what is said is not written, in whatever order: nobody will read it */
};

struct json_out json_open(struct buffer *to);
void json_map(struct json_out *o);   /* { */
void json_list(struct json_out *o);  /* [ */
void json_close(struct json_out *o); /* } or ], whichever is open */
void json_key(struct json_out *o, const char *key);
void json_key_text(struct json_out *o, struct text key);
/* A key for whoever writes it again and again: spelled once, with its comma and colon. */
struct text json_spell_key(struct arena *a, struct text key);
void json_key_spelled(struct json_out *o, struct text spelled);
void json_put_text(struct json_out *o, struct text value);
void json_put_c(struct json_out *o, const char *value); /* NULL writes null */
void json_put_whole(struct json_out *o, int64_t value);
void json_put_real(struct json_out *o, double value); /* shortest form that reads back the same */
void json_put_flag(struct json_out *o, bool value);
void json_put_null(struct json_out *o);
void json_put_raw(struct json_out *o, struct text json); /* already JSON, trusted */
void json_filled(struct json_out *o); /* members of what is open were added to the buffer by hand */
void json_put(struct json_out *o, const struct json *v); /* a value that was read */

#endif
