// SPDX-License-Identifier: Apache-2.0
/*
 * Where a part begins and ends.
 *
 *	PREAMBLE ── delimiter ── AFTER ── line end ── HEAD ── empty line ── BYTES ── delimiter ──
 *AFTER └ "--" ── EPILOGUE
 *
 * A delimiter is CR LF -- and the boundary.  CR stands in it at its beginning alone, so when it
 * does not go on as it should, what was held back is bytes of the part, and only the byte that
 * differed may begin another one.
 */
#include "pure/parts/inside.h"

enum where { PREAMBLE, AFTER, HEAD, BYTES, EPILOGUE };

#define DELIMITER_MAX (4 + PARTS_BOUND_MAX)
#define PADDING_MAX   64 /* spaces behind a boundary */

struct parts {
	struct arena *arena;
	struct parts_sink sink;
	enum where where;
	char delimiter[DELIMITER_MAX];
	size_t size, matched; /* of the delimiter; so much of it is here, … */
	size_t thought;	      /* … of which so much only in thought: a line end before it */
	size_t count, padding;
	char after; /* the byte behind a boundary that wants a second one: - or CR */
	size_t head_size;
	char head[PARTS_HEAD_MAX];
	const char *why;
};

struct parts *parts_open(struct arena *a, struct text boundary, const struct parts_sink *sink)
{
	struct parts *p = arena_take(a, sizeof(*p));

	p->arena = a;
	p->sink = *sink;
	memcpy(p->delimiter, "\r\n--", 4);
	memcpy(p->delimiter + 4, boundary.at, boundary.size);
	p->size = 4 + boundary.size;
	p->matched = p->thought = 2; /* the first one may stand at the very beginning */
	return p;
}

/* Bytes of the part, or of the preamble, which nobody wants. */
static const char *bytes_tell(struct parts *p, const char *at, size_t size)
{
	if (p->where != BYTES || !size)
		return NULL;
	return p->sink.bytes(p->sink.owner, (struct text){ at, size });
}

/* Up to a delimiter; gives how much was read. */
static size_t until_delimiter(struct parts *p, struct text in)
{
	size_t at = 0;

	while (at < in.size && !p->why) {
		if (p->matched == p->size)
			break;
		if (in.at[at] == p->delimiter[p->matched]) {
			p->matched++;
			at++;
			continue;
		}
		if (p->matched) { /* what was held back is bytes */
			p->why = bytes_tell(p, p->delimiter + p->thought, p->matched - p->thought);
			p->matched = p->thought = 0;
			continue;
		}
		const char *cr = memchr(in.at + at, '\r', in.size - at);
		size_t run = cr ? (size_t)(cr - in.at) - at : in.size - at;

		p->why = bytes_tell(p, in.at + at, run);
		at += run;
	}
	if (p->matched < p->size || p->why)
		return at;
	if (p->where == BYTES)
		p->why = p->sink.end(p->sink.owner);
	p->where = AFTER;
	p->after = 0;
	p->matched = p->thought = p->padding = 0;
	return at;
}

/* Behind a boundary: a line end, with spaces before it, or -- */
static void after_byte(struct parts *p, char c)
{
	if (p->after == '-' && c == '-') {
		p->where = EPILOGUE;
	} else if (p->after == '\r' && c == '\n') {
		p->where = HEAD;
		p->head_size = 0;
		if (++p->count > PARTS_MAX)
			p->why = "The form has too many parts.";
	} else if (p->after) {
		p->why = "A boundary of the form does not end its line.";
	} else if (c == '\r' || (c == '-' && !p->padding)) {
		p->after = c;
	} else if ((c != ' ' && c != '\t') || ++p->padding > PADDING_MAX) {
		p->why = "A boundary of the form does not end its line.";
	}
}

static bool head_whole(const struct parts *p)
{
	size_t n = p->head_size;

	return (n == 2 && memcmp(p->head, "\r\n", 2) == 0) ||
	       (n >= 4 && memcmp(p->head + n - 4, "\r\n\r\n", 4) == 0);
}

static void head_byte(struct parts *p, char c)
{
	struct part part;

	if (p->head_size == PARTS_HEAD_MAX) {
		p->why = "The headers of a part are too large.";
		return;
	}
	p->head[p->head_size++] = c;
	if (c != '\n' || !head_whole(p))
		return;
	p->why = part_head_read(p->arena, (struct text){ p->head, p->head_size }, &part);
	if (!p->why)
		p->why = p->sink.begin(p->sink.owner, &part);
	p->where = BYTES;
	p->matched = p->thought = 2; /* the next one may stand right behind the empty line */
}

const char *parts_feed(struct parts *p, struct text bytes)
{
	size_t at = 0;

	while (at < bytes.size && !p->why) {
		switch (p->where) {
		case PREAMBLE:
		case BYTES:
			at += until_delimiter(p, (struct text){ bytes.at + at, bytes.size - at });
			break;
		case AFTER:
			after_byte(p, bytes.at[at++]);
			break;
		case HEAD:
			head_byte(p, bytes.at[at++]);
			break;
		case EPILOGUE:
			return NULL;
		}
	}
	return p->why;
}

const char *parts_close(struct parts *p)
{
	if (!p->why && p->where != EPILOGUE)
		p->why = "The form ends before its last boundary.";
	return p->why;
}
