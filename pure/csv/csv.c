// SPDX-License-Identifier: Apache-2.0
/*
 * Records, a character after another.
 *
 *	START ── " ──▶ QUOTED ── " ──▶ QUOTE ── " ──▶ QUOTED
 *	  │                              ├─ separator, line end: the value is over
 *	  └─ anything else ──▶ PLAIN ◀───┘  anything else: it goes on, and quotes mean nothing
 */
#include "pure/csv/inside.h"

enum where { START, PLAIN, QUOTED, QUOTE };

struct csv {
	struct arena *arena;
	struct csv_form form;
	struct csv_decoding decoding;
	struct text in; /* what is not yet read of what was fed */
	bool last;	/* nothing more comes */
	enum where where;
	bool cr;		 /* the character before was a CR */
	int64_t at, line;	 /* of the next byte */
	int64_t offset, started; /* where the record begins, by byte and line */
	int64_t quoted;		 /* the line of the quotation mark */
	int64_t records;
	char *bytes; /* of the record, value behind value */
	size_t size, room, count;
	size_t ends[CSV_COLUMNS_MAX];
	struct text fields[CSV_COLUMNS_MAX];
	bool marked; /* of this value a quotation mark was seen: it is no empty line */
	size_t bom;  /* so many bytes of a byte order mark */
	struct text why;
};

static const char mark[] = "\xef\xbb\xbf";

struct csv *csv_open(struct arena *a, const struct csv_form *form)
{
	struct csv *c = arena_take(a, sizeof(*c));

	c->arena = a;
	c->form = *form;
	c->decoding.encoding = form->encoding;
	c->line = c->started = 1;
	return c;
}

void csv_feed(struct csv *c, struct text bytes)
{
	c->in = bytes;
	c->last = bytes.size == 0;
}

struct text csv_why(const struct csv *c)
{
	return c->why;
}

static void refuse_line(struct csv *c, int64_t line, const char *what)
{
	c->why = text_format(c->arena, "Line %lld %s.", (long long)line, what);
}

static void bytes_add(struct csv *c, const char *at, size_t size)
{
	size_t before = c->count ? c->ends[c->count - 1] : 0;

	if (c->size + size - before > CSV_FIELD_MAX || c->size + size > CSV_RECORD_MAX) {
		if (c->where == QUOTED)
			refuse_line(c, c->quoted,
				    "opens a quotation mark that is not closed before its value"
				    " gets too long");
		else
			refuse_line(c, c->started, "has a value that is too long");
		return;
	}
	if (c->size + size > c->room) {
		size_t room = c->room ? 2 * c->room : 4096;

		c->bytes = arena_grow(c->arena, c->bytes, c->room, room);
		c->room = room;
	}
	if (size)
		memcpy(c->bytes + c->size, at, size);
	c->size += size;
}

static void character_add(struct csv *c, uint32_t character)
{
	char out[4];

	if (c->form.encoding == CSV_UTF8) {
		out[0] = (char)character;
		bytes_add(c, out, 1);
	} else {
		bytes_add(c, out, csv_encode(character, out));
	}
}

static void value_end(struct csv *c)
{
	if (c->count == CSV_COLUMNS_MAX) {
		refuse_line(c, c->started, "has more than 1000 values");
		return;
	}
	c->ends[c->count++] = c->size;
	c->where = START;
}

/* `sep=;` is said to the reader, and no record. */
static bool says_separator(const struct csv *c)
{
	struct text all = { c->bytes, c->size };

	return c->records == 1 && text_starts(all, "sep=") &&
	       ((c->count == 1 && all.size == 5) || (c->count == 2 && all.size == 4));
}

/* The record is over; true: it is one. */
static bool record_end(struct csv *c, struct csv_record *out)
{
	bool empty = c->count == 0 && c->size == 0 && !c->marked;

	if (empty)
		return false;
	value_end(c);
	c->records++;
	if (c->why.size || says_separator(c))
		return false;
	if (c->form.encoding == CSV_UTF8 && !text_utf8((struct text){ c->bytes, c->size })) {
		refuse_line(c, c->started, "is not UTF-8");
		return false;
	}
	for (size_t i = 0, from = 0; i < c->count; from = c->ends[i++])
		c->fields[i] = (struct text){ c->bytes + from, c->ends[i] - from };
	*out = (struct csv_record){ c->fields, c->count, c->started, c->offset };
	return true;
}

static void record_begin(struct csv *c)
{
	c->size = c->count = 0;
	c->marked = false;
	c->where = START;
	c->started = c->line;
	c->offset = c->at;
}

static void quote_take(struct csv *c)
{
	switch (c->where) {
	case START:
		c->where = QUOTED;
		c->marked = true;
		c->quoted = c->line;
		break;
	case QUOTED:
		c->where = QUOTE;
		break;
	case QUOTE:
		c->where = QUOTED;
		character_add(c, '"');
		break;
	case PLAIN:
		character_add(c, '"');
	}
}

/* True: with it the record is over. */
static bool character_take(struct csv *c, uint32_t character)
{
	bool end = character == '\n' || character == '\r';

	if (character == '"') {
		quote_take(c);
		return false;
	}
	if (c->where == QUOTED) {
		character_add(c, character);
		return false;
	}
	if (end)
		return true;
	if (character == (unsigned char)c->form.separator) {
		value_end(c);
		return false;
	}
	c->where = PLAIN;
	character_add(c, character);
	return false;
}

/* The mark at the beginning is none of the text. */
static bool is_mark(struct csv *c, unsigned char byte)
{
	if (c->form.encoding != CSV_UTF8 || c->bom != (size_t)c->at || c->bom >= 3)
		return false;
	if (byte == (unsigned char)mark[c->bom]) {
		c->bom++;
		return true;
	}
	bytes_add(c, mark, c->bom); /* it was none */
	if (c->bom)
		c->where = PLAIN;
	c->bom = 4;
	return false;
}

static void lines_count(struct csv *c, uint32_t character)
{
	if (character == '\r' || (character == '\n' && !c->cr))
		c->line++;
	c->cr = character == '\r';
}

/* The next byte.  True: a record is there. */
static bool byte_take(struct csv *c, unsigned char byte, struct csv_record *out)
{
	bool marked = is_mark(c, byte), first = c->at < 2;

	c->at++;
	if (marked)
		return false;
	uint32_t character = csv_decode(&c->decoding, byte);
	if (character == CSV_NONE || (first && character == 0xfeff))
		return false;
	if (character == CSV_BAD) {
		c->why = text_format(
			c->arena, "Line %lld holds what is no character of %s (byte 0x%02x).",
			(long long)c->line, csv_encoding_name(c->form.encoding), c->decoding.bad);
		return false;
	}
	bool after_cr = c->cr && character == '\n' && c->where != QUOTED;
	lines_count(c, character);
	if (after_cr) { /* the record was over with the CR */
		c->offset = c->at;
		return false;
	}
	bool over = character_take(c, character), is = over && record_end(c, out);
	if (over)
		record_begin(c);
	return is;
}

/* Nothing more comes. */
static enum csv_next end_take(struct csv *c, struct csv_record *out)
{
	bool is;

	if (c->where == QUOTED)
		refuse_line(c, c->quoted, "opens a quotation mark that is never closed");
	else if (!csv_decode_whole(&c->decoding))
		refuse_line(c, c->line, "ends in the middle of a character");
	is = !c->why.size && record_end(c, out);
	record_begin(c);
	return c->why.size ? CSV_REFUSED : is ? CSV_RECORD : CSV_END;
}

enum csv_next csv_next(struct csv *c, struct csv_record *out)
{
	while (c->in.size && !c->why.size) {
		unsigned char byte = (unsigned char)*c->in.at;

		c->in.at++;
		c->in.size--;
		if (byte_take(c, byte, out) && !c->why.size)
			return CSV_RECORD;
	}
	if (c->why.size)
		return CSV_REFUSED;
	return c->last ? end_take(c, out) : CSV_MORE;
}
