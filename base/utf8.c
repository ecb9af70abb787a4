// SPDX-License-Identifier: Apache-2.0
/*
 * UTF-8: is it well formed, and what is it in lower case?
 *
 * Folding is by a table of ranges, for the scripts whose letters take two bytes: Latin-1, Latin
 * Extended-A, Greek and Cyrillic.  Both sides of a search are folded the same way, so the final
 * sigma and the long s become their ordinary forms.
 */
#include "base/text.h"

#define WORD_ONES  0x0101010101010101u
#define WORD_HIGHS 0x8080808080808080u

/* Bytes that follow a lead byte, and the least code point that needs so many. */
struct lead {
	unsigned char mask, mark, more;
	uint32_t least;
};

static const struct lead leads[] = {
	{ .mask = 0xe0, .mark = 0xc0, .more = 1, .least = 0x80 },
	{ .mask = 0xf0, .mark = 0xe0, .more = 2, .least = 0x800 },
	{ .mask = 0xf8, .mark = 0xf0, .more = 3, .least = 0x10000 },
};

/* The size of the well-formed character of several bytes that begins here, or 0. */
static size_t wide_size(const unsigned char *at, size_t left)
{
	for (size_t k = 0; k < sizeof(leads) / sizeof(leads[0]); k++) {
		const struct lead *l = &leads[k];
		if ((at[0] & l->mask) != l->mark)
			continue;
		if (left <= l->more)
			return 0;
		uint32_t code = at[0] & (unsigned char)~l->mask;
		for (size_t i = 1; i <= l->more; i++) {
			if ((at[i] & 0xc0) != 0x80)
				return 0;
			code = code << 6 | (at[i] & 0x3f);
		}
		bool surrogate = code >= 0xd800 && code <= 0xdfff;
		return code < l->least || code > 0x10ffff || surrogate ? 0 : l->more + (size_t)1;
	}
	return 0;
}

size_t text_utf8_size(struct text t)
{
	const unsigned char *at = (const unsigned char *)t.at;
	size_t i = 0;
	while (i < t.size) {
		uint64_t word;
		if (t.size - i >= sizeof(word)) {
			memcpy(&word, at + i, sizeof(word));
			if (!(((word - WORD_ONES) | word) & WORD_HIGHS)) { /* eight of 1…127 */
				i += sizeof(word);
				continue;
			}
		}
		size_t step = at[i] < 0x80 ? (at[i] ? 1 : 0) : wide_size(at + i, t.size - i);
		if (!step)
			return i;
		i += step;
	}
	return i;
}

bool text_utf8(struct text t)
{
	return text_utf8_size(t) == t.size;
}

/* Of the capitals from … to, each step-th becomes itself plus `by`. */
struct fold {
	uint16_t from, to, step;
	int16_t by;
};

static const struct fold folds[] = {
	{ 0x00b5, 0x00b5, 1, 775 }, { 0x00c0, 0x00d6, 1, 32 },	 { 0x00d8, 0x00de, 1, 32 },
	{ 0x0100, 0x012e, 2, 1 },   { 0x0130, 0x0130, 1, -199 }, { 0x0132, 0x0136, 2, 1 },
	{ 0x0139, 0x0147, 2, 1 },   { 0x014a, 0x0176, 2, 1 },	 { 0x0178, 0x0178, 1, -121 },
	{ 0x0179, 0x017d, 2, 1 },   { 0x017f, 0x017f, 1, -268 }, { 0x0218, 0x021a, 2, 1 },
	{ 0x0370, 0x0372, 2, 1 },   { 0x0376, 0x0376, 1, 1 },	 { 0x037f, 0x037f, 1, 116 },
	{ 0x0386, 0x0386, 1, 38 },  { 0x0388, 0x038a, 1, 37 },	 { 0x038c, 0x038c, 1, 64 },
	{ 0x038e, 0x038f, 1, 63 },  { 0x0391, 0x03a1, 1, 32 },	 { 0x03a3, 0x03ab, 1, 32 },
	{ 0x03c2, 0x03c2, 1, 1 },   { 0x03cf, 0x03cf, 1, 8 },	 { 0x03d0, 0x03d0, 1, -30 },
	{ 0x03d1, 0x03d1, 1, -25 }, { 0x03d5, 0x03d5, 1, -15 },	 { 0x03d6, 0x03d6, 1, -22 },
	{ 0x03d8, 0x03ee, 2, 1 },   { 0x03f0, 0x03f0, 1, -54 },	 { 0x03f1, 0x03f1, 1, -48 },
	{ 0x03f4, 0x03f4, 1, -60 }, { 0x03f5, 0x03f5, 1, -64 },	 { 0x03f7, 0x03f7, 1, 1 },
	{ 0x03f9, 0x03f9, 1, -7 },  { 0x03fa, 0x03fa, 1, 1 },	 { 0x03fd, 0x03ff, 1, -130 },
	{ 0x0400, 0x040f, 1, 80 },  { 0x0410, 0x042f, 1, 32 },	 { 0x0460, 0x0480, 2, 1 },
	{ 0x048a, 0x04be, 2, 1 },   { 0x04c0, 0x04c0, 1, 15 },	 { 0x04c1, 0x04cd, 2, 1 },
	{ 0x04d0, 0x052e, 2, 1 },
};

static uint32_t folded(uint32_t code)
{
	for (size_t i = 0; i < sizeof(folds) / sizeof(folds[0]) && folds[i].from <= code; i++) {
		if (code <= folds[i].to && (code - folds[i].from) % folds[i].step == 0)
			return (uint32_t)((int32_t)code + folds[i].by);
	}
	return code;
}

/* Folding never makes a character longer, so the copy has room. */
struct text text_lower(struct arena *a, struct text t)
{
	char *out = arena_bytes(a, t.size);
	size_t size = 0;
	for (size_t i = 0; i < t.size; i++) {
		unsigned char c = (unsigned char)t.at[i];
		unsigned char d = i + 1 < t.size ? (unsigned char)t.at[i + 1] : 0;
		if (c < 0xc2 || c > 0xd4 || (d & 0xc0) != 0x80) {
			out[size++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : (char)c;
			continue;
		}
		uint32_t code = folded((uint32_t)(c & 0x1f) << 6 | (d & 0x3f));
		if (code < 0x80) {
			out[size++] = (char)code;
		} else {
			out[size++] = (char)(0xc0 | code >> 6);
			out[size++] = (char)(0x80 | (code & 0x3f));
		}
		i++;
	}
	return (struct text){ out, size };
}
