// SPDX-License-Identifier: Apache-2.0
/*
 * How a file is written.
 *
 * A byte order mark decides.  Else it is UTF-8 if all of it is; UTF-16 if every second byte of its
 * beginning is nearly always 0; and Windows-1252 is what remains.  What separates is the sign by
 * which the fewest of the first rows have another number of values than the head has.
 */
#include "pure/csv/inside.h"

#define HEAD_SIZE (256 << 10)
#define PAIRS_MAX 2000

struct csv_look {
	struct arena *arena;
	char head[HEAD_SIZE];
	size_t head_size;
	bool whole; /* the head is all there is */
	bool not_utf8;
	char carry[4]; /* of a character that was cut in two */
	size_t carried;
};

struct csv_look *csv_look_open(struct arena *a)
{
	struct csv_look *l = arena_take(a, sizeof(*l));

	l->arena = a;
	l->whole = true;
	return l;
}

/* Goes on with a character that was cut; gives what is left. */
static struct text carry_on(struct csv_look *l, struct text bytes)
{
	while (l->carried && bytes.size && !l->not_utf8) {
		l->carry[l->carried++] = *bytes.at;
		bytes = (struct text){ bytes.at + 1, bytes.size - 1 };
		if (text_utf8_size((struct text){ l->carry, l->carried }) == l->carried)
			l->carried = 0;
		else if (l->carried == sizeof(l->carry))
			l->not_utf8 = true;
	}
	return bytes;
}

static void utf8_look(struct csv_look *l, struct text bytes)
{
	struct text rest = carry_on(l, bytes);
	size_t fits = text_utf8_size(rest), left = rest.size - fits;

	if (left >= sizeof(l->carry))
		l->not_utf8 = true;
	if (l->not_utf8 || !left)
		return;
	memcpy(l->carry, rest.at + fits, left);
	l->carried = left;
}

void csv_look_feed(struct csv_look *l, struct text bytes)
{
	size_t room = HEAD_SIZE - l->head_size, size = bytes.size < room ? bytes.size : room;

	memcpy(l->head + l->head_size, bytes.at, size);
	l->head_size += size;
	if (size < bytes.size)
		l->whole = false;
	if (!l->not_utf8)
		utf8_look(l, bytes);
}

/* Are bytes of that place nearly always 0, and the others never? */
static bool every_second(const struct csv_look *l, size_t place)
{
	size_t pairs = l->head_size / 2, zeros = 0;

	if (pairs > PAIRS_MAX)
		pairs = PAIRS_MAX;
	for (size_t i = 0; i < pairs; i++) {
		if (!l->head[2 * i + 1 - place] && l->head[2 * i + place])
			return false;
		zeros += !l->head[2 * i + place];
	}
	return pairs && zeros * 4 >= pairs * 3;
}

static bool head_starts(const struct csv_look *l, const char *with, size_t size)
{
	return l->head_size >= size && memcmp(l->head, with, size) == 0;
}

static enum csv_encoding encoding_of(const struct csv_look *l)
{
	if (head_starts(l, "\xef\xbb\xbf", 3))
		return CSV_UTF8;
	if (head_starts(l, "\xff\xfe", 2))
		return CSV_UTF16LE;
	if (head_starts(l, "\xfe\xff", 2))
		return CSV_UTF16BE;
	if (!l->not_utf8 && !l->carried)
		return CSV_UTF8;
	if (every_second(l, 1))
		return CSV_UTF16LE;
	return every_second(l, 0) ? CSV_UTF16BE : CSV_WINDOWS;
}

/* How the rows are by a separator: as wide as the head, or not. */
struct spread {
	size_t head, others, rows;
};

static struct spread spread_by(struct csv_look *l, const struct csv_form *form)
{
	struct csv *c = csv_open(l->arena, form);
	struct csv_record record;
	struct spread s = { 0 };

	csv_feed(c, (struct text){ l->head, l->head_size });
	while (s.rows < CSV_LOOK_ROWS) {
		enum csv_next next = csv_next(c, &record);

		if (next == CSV_MORE && l->whole) {
			csv_feed(c, TEXT(""));
			continue;
		}
		if (next != CSV_RECORD)
			break;
		if (s.rows++ == 0)
			s.head = record.count;
		s.others += record.count != s.head;
	}
	return s;
}

/* What a first line `sep=;` says; 0: there is none. */
static char separator_said(struct csv_look *l, enum csv_encoding encoding)
{
	struct csv_decoding d = { .encoding = encoding };
	char head[8];
	size_t size = 0;

	for (size_t i = 0; i < l->head_size && size < sizeof(head); i++) {
		uint32_t c = csv_decode(&d, (unsigned char)l->head[i]);

		if (c == CSV_NONE || c == 0xfeff || (i < 3 && encoding == CSV_UTF8 && c >= 0x80))
			continue;
		head[size++] = (char)(c < 0x80 ? c : '?');
	}
	bool said = size > 5 && memcmp(head, "sep=", 4) == 0 &&
		    (head[5] == '\r' || head[5] == '\n');
	return said && memchr(",;\t|", head[4], 4) ? head[4] : 0;
}

char csv_look_separator(struct csv_look *l, enum csv_encoding encoding)
{
	static const char separators[] = ",;\t|";
	char best = separator_said(l, encoding);
	struct spread least = { 0 };

	if (best)
		return best;
	for (size_t i = 0; i < sizeof(separators) - 1; i++) {
		struct csv_form form = { encoding, separators[i] };
		struct spread s = spread_by(l, &form);

		if (s.head < 2 || (best && (s.others > least.others ||
					    (s.others == least.others && s.head <= least.head))))
			continue;
		best = separators[i];
		least = s;
	}
	return best ? best : ',';
}

struct csv_form csv_look_end(struct csv_look *l)
{
	enum csv_encoding encoding = encoding_of(l);

	return (struct csv_form){ encoding, csv_look_separator(l, encoding) };
}
