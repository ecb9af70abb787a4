// SPDX-License-Identifier: Apache-2.0
/* Slices of bytes: comparing, cutting, copying, and reading numbers and URLs out of them. */
#include "base/core/text.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>

struct text text_of(const char *c)
{
	return c ? (struct text){ .at = c, .size = strlen(c) } : TEXT("");
}

bool text_same(struct text a, struct text b)
{
	return a.size == b.size && (!a.size || !memcmp(a.at, b.at, a.size));
}

bool text_is(struct text t, const char *c)
{
	return text_same(t, text_of(c));
}

static char lower_ascii(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool text_alike(struct text a, struct text b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++) {
		if (lower_ascii(a.at[i]) != lower_ascii(b.at[i]))
			return false;
	}
	return true;
}

bool text_starts(struct text t, const char *prefix)
{
	struct text p = text_of(prefix);
	return t.size >= p.size && text_same((struct text){ t.at, p.size }, p);
}

bool text_ends(struct text t, const char *suffix)
{
	struct text s = text_of(suffix);
	return t.size >= s.size && text_same((struct text){ t.at + (t.size - s.size), s.size }, s);
}

bool text_split(struct text *rest, char by, struct text *part)
{
	if (!rest->size)
		return false;
	const char *cut = memchr(rest->at, by, rest->size);
	size_t size = cut ? (size_t)(cut - rest->at) : rest->size;
	size_t step = cut ? size + 1 : size;
	*part = (struct text){ rest->at, size };
	*rest = (struct text){ rest->at + step, rest->size - step };
	return true;
}

struct text text_copy(struct arena *a, struct text t)
{
	return (struct text){ text_c(a, t), t.size };
}

char *text_c(struct arena *a, struct text t)
{
	char *copy = arena_bytes(a, t.size + 1);
	if (t.size)
		memcpy(copy, t.at, t.size);
	copy[t.size] = 0;
	return copy;
}

struct text text_format(struct arena *a, const char *format, ...)
{
	char first[256]; /* mostly it fits, and is made once */
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int size = vsnprintf(first, sizeof(first), format, args);
	assert(size >= 0);
	char *at = arena_bytes(a, (size_t)size + 1);
	if ((size_t)size < sizeof(first))
		memcpy(at, first, (size_t)size + 1);
	else
		vsnprintf(at, (size_t)size + 1, format, again);
	va_end(again);
	va_end(args);
	return (struct text){ at, (size_t)size };
}

bool text_whole(struct text t, int64_t *out)
{
	bool minus = t.size && t.at[0] == '-';
	size_t i = minus ? 1 : 0;
	int64_t sum = 0;
	if (i == t.size)
		return false;
	for (; i < t.size; i++) {
		int digit = t.at[i] - '0';
		if (digit < 0 || digit > 9 || __builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_sub_overflow(sum, digit, &sum)) /* below zero there is one more */
			return false;
	}
	if (!minus && __builtin_sub_overflow(0, sum, &sum))
		return false;
	*out = sum;
	return true;
}

static size_t digits(struct text t, size_t from)
{
	while (from < t.size && t.at[from] >= '0' && t.at[from] <= '9')
		from++;
	return from;
}

size_t text_number_size(struct text t)
{
	size_t i = t.size && t.at[0] == '-' ? 1 : 0;
	size_t end = digits(t, i);
	if (end == i || (t.at[i] == '0' && end > i + 1))
		return 0;
	if (end < t.size && t.at[end] == '.') {
		i = end + 1;
		end = digits(t, i);
		if (end == i)
			return 0;
	}
	if (end < t.size && (t.at[end] == 'e' || t.at[end] == 'E')) {
		i = end + 1;
		if (i < t.size && (t.at[i] == '+' || t.at[i] == '-'))
			i++;
		end = digits(t, i);
		if (end == i)
			return 0;
	}
	return end;
}

bool text_real(struct text t, double *out)
{
	char copy[512];
	if (!t.size || t.size >= sizeof(copy) || text_number_size(t) != t.size)
		return false;
	memcpy(copy, t.at, t.size);
	copy[t.size] = 0;
	double real = strtod(copy, NULL);
	if (!isfinite(real))
		return false;
	*out = real;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = lower_ascii(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool text_url_decode(struct arena *a, struct text t, struct text *out)
{
	char *at = arena_bytes(a, t.size);
	size_t size = 0;
	for (size_t i = 0; i < t.size; i++) {
		if (t.at[i] == '%') {
			int high = i + 2 < t.size ? hex_digit(t.at[i + 1]) : -1;
			int low = high >= 0 ? hex_digit(t.at[i + 2]) : -1;
			if (low < 0)
				return false;
			at[size++] = (char)(high * 16 + low);
			i += 2;
		} else {
			at[size++] = t.at[i] == '+' ? ' ' : t.at[i];
		}
	}
	*out = (struct text){ at, size };
	return text_utf8(*out);
}

uint32_t text_hash(struct text t)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < t.size; i++)
		hash = (hash ^ (unsigned char)t.at[i]) * 16777619u;
	return hash;
}
