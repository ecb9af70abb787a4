// SPDX-License-Identifier: Apache-2.0
/*
 * UTF-8: is it well formed, what is white in it, and what is it composed and in lower case?
 *
 * What is nothing but ASCII never comes to utf8proc, and what has no character from U+0300 on is
 * composed already.
 */
#include "base/core/utf8.h"

#include <assert.h>
#include <utf8proc.h>

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

uint32_t utf8_take(struct text *rest)
{
	utf8proc_int32_t code;
	utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)rest->at,
						 (utf8proc_ssize_t)rest->size, &code);

	if (size < 1) {
		size = 1;
		code = -1;
	}
	*rest = (struct text){ rest->at + size, rest->size - (size_t)size };
	return (uint32_t)code;
}

/* Ignorable, but it changes how its neighbour looks: selectors of variants, tags of flags. */
static bool shapes(uint32_t code)
{
	return (code >= 0x180b && code <= 0x180f) || (code >= 0xfe00 && code <= 0xfe0f) ||
	       code >= 0xe0000;
}

bool utf8_blank(uint32_t code)
{
	if (code < 0x80)
		return code <= ' ' || code == 0x7f;
	if (code == UTF8_BROKEN)
		return false;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	bool white = category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
		     category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC;
	return white || code == 0x2800 ||
	       (utf8proc_get_property((utf8proc_int32_t)code)->ignorable && !shapes(code));
}

/* Where the last character begins. */
static size_t last_start(struct text t)
{
	size_t i = t.size - 1;

	while (i > 0 && t.size - i < 4 && ((unsigned char)t.at[i] & 0xc0) == 0x80)
		i--;
	return i;
}

struct text text_trim(struct text t)
{
	while (t.size) {
		struct text rest = t;
		if (!utf8_blank(utf8_take(&rest)))
			break;
		t = rest;
	}
	while (t.size) {
		size_t start = last_start(t);
		struct text last = { t.at + start, t.size - start };
		if (!utf8_blank(utf8_take(&last)) || last.size)
			break;
		t.size = start;
	}
	return t;
}

/* The least lead byte of what may have to be composed: U+0300 and all that follows. */
#define LEAD_COMPOSED 0xcc

static unsigned char byte_most(struct text t)
{
	unsigned char most = 0;

	for (size_t i = 0; i < t.size; i++)
		most = (unsigned char)t.at[i] > most ? (unsigned char)t.at[i] : most;
	return most;
}

static struct text composed(struct arena *a, struct text t)
{
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)t.at;
	utf8proc_ssize_t size = (utf8proc_ssize_t)t.size;
	utf8proc_ssize_t count = utf8proc_decompose(at, size, NULL, 0, how);

	if (count < 0) /* no UTF-8 */
		return t;
	utf8proc_int32_t *codes = arena_take(a, ((size_t)count + 1) * sizeof(*codes));
	utf8proc_decompose(at, size, codes, count, how);
	size = utf8proc_reencode(codes, count, how);
	assert(size >= 0);
	return (struct text){ (const char *)codes, (size_t)size };
}

struct text text_plain(struct arena *a, struct text t)
{
	t = text_trim(t);
	return byte_most(t) < LEAD_COMPOSED ? t : composed(a, t);
}

struct text text_email(struct arena *a, struct text t)
{
	t = text_trim(t);
	if (t.size > 7 && text_alike((struct text){ t.at, 7 }, TEXT("mailto:"))) {
		t = (struct text){ t.at + 7, t.size - 7 };
		const char *question = memchr(t.at, '?', t.size);
		t.size = question ? (size_t)(question - t.at) : t.size;
	}
	return text_plain(a, t);
}

/* By way of the capital, so that the final sigma and the long s become their ordinary forms; the
 * small i without a dot is a letter of its own. */
static uint32_t folded(uint32_t code)
{
	if (code == 0x131)
		return code;
	return (uint32_t)utf8proc_tolower(utf8proc_toupper((utf8proc_int32_t)code));
}

static struct text letters_lower(struct arena *a, struct text t)
{
	char *out = arena_bytes(a,
				t.size * 2 + 4); /* a two-byte capital may have three for small */
	size_t size = 0;

	while (t.size) {
		struct text here = t;
		uint32_t code = utf8_take(&t);
		if (code == UTF8_BROKEN)
			out[size++] = here.at[0];
		else
			size += (size_t)utf8proc_encode_char((utf8proc_int32_t)folded(code),
							     (utf8proc_uint8_t *)out + size);
	}
	return (struct text){ out, size };
}

struct text text_lower(struct arena *a, struct text t)
{
	unsigned char most = byte_most(t);

	if (most >= 0x80)
		return letters_lower(a, most < LEAD_COMPOSED ? t : composed(a, t));
	char *out = arena_bytes(a, t.size);
	for (size_t i = 0; i < t.size; i++)
		out[i] = t.at[i] >= 'A' && t.at[i] <= 'Z' ? (char)(t.at[i] + 32) : t.at[i];
	return (struct text){ out, t.size };
}
