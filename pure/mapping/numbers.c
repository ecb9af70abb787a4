// SPDX-License-Identifier: Apache-2.0
/*
 * Numbers by their spelling, so that no digit is lost and 0.1 + 0.2 is 0.3.
 *
 * Comparing works for any JSON number.  Arithmetic is exact for what fits 30 digits with at most
 * 12 behind the point, which is all of money; the caller falls back to doubles for the rest.
 */
#include "pure/mapping/inside.h"

#define PLACES_MAX 12
#define DIGITS_MAX 30

/* A number taken apart: the significant digits, and where the point is from the first of them. */
struct parts {
	const char *at, *end; /* from the first digit that is not 0; may hold the point */
	int64_t point;	      /* 0.d1d2d3… × 10^point */
	bool minus, zero;
};

static int64_t exponent_of(struct text t, size_t *digits_end)
{
	int64_t exponent = 0;
	size_t i = 0;
	while (i < t.size && t.at[i] != 'e' && t.at[i] != 'E')
		i++;
	*digits_end = i;
	if (i == t.size)
		return 0;
	bool minus = t.at[i + 1] == '-';
	for (i++; i < t.size; i++) {
		if (t.at[i] >= '0' && t.at[i] <= '9' && exponent < 1000000000000)
			exponent = exponent * 10 + (t.at[i] - '0');
	}
	return minus ? -exponent : exponent;
}

static struct parts parts_of(struct text t)
{
	struct parts p = { .minus = t.size && t.at[0] == '-' };
	size_t end, i = p.minus ? 1 : 0;
	int64_t exponent = exponent_of(t, &end);
	const char *point = memchr(t.at, '.', end);
	size_t whole_end = point ? (size_t)(point - t.at) : end;
	while (i < end && (t.at[i] == '0' || t.at[i] == '.'))
		i++;
	p.at = t.at + i;
	p.end = t.at + end;
	p.zero = i == end;
	int64_t digits = (int64_t)whole_end - (int64_t)i;
	p.point = (digits > 0 ? digits : digits + (i > whole_end ? 1 : 0)) + exponent;
	return p;
}

static int digit_next(const char **at, const char *end)
{
	if (*at < end && **at == '.')
		++*at;
	return *at < end ? *(*at)++ - '0' : 0;
}

static int magnitude_compare(struct parts a, struct parts b)
{
	if (a.point != b.point)
		return a.point < b.point ? -1 : 1;
	while (a.at < a.end || b.at < b.end) {
		int x = digit_next(&a.at, a.end), y = digit_next(&b.at, b.end);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

int number_compare(struct text a, struct text b)
{
	struct parts x = parts_of(a), y = parts_of(b);
	int sign_x = x.zero ? 0 : x.minus ? -1 : 1;
	int sign_y = y.zero ? 0 : y.minus ? -1 : 1;
	if (sign_x != sign_y)
		return sign_x < sign_y ? -1 : 1;
	return sign_x ? sign_x * magnitude_compare(x, y) : 0;
}

bool fixed_read(struct text spelling, struct fixed *out)
{
	struct parts p = parts_of(spelling);
	*out = (struct fixed){ 0 };
	if (p.zero)
		return true;
	while (p.end > p.at && (p.end[-1] == '0' || p.end[-1] == '.')) {
		if (p.end[-1] == '.' || !memchr(p.at, '.', (size_t)(p.end - p.at)))
			break;
		p.end--;
	}
	int64_t digits = p.end - p.at;
	if (memchr(p.at, '.', (size_t)digits))
		digits--;
	int64_t places = digits - p.point; /* behind the point */
	if (digits > DIGITS_MAX || p.point > DIGITS_MAX || places > PLACES_MAX)
		return false;
	for (int64_t i = 0; i < digits; i++)
		out->units = out->units * 10 + digit_next(&p.at, p.end);
	for (; places < 0; places++)
		out->units *= 10;
	out->places = (int)places;
	if (p.minus)
		out->units = -out->units;
	return true;
}

static bool fixed_widen(struct fixed *f, int places)
{
	for (; f->places < places; f->places++) {
		if (__builtin_mul_overflow(f->units, 10, &f->units))
			return false;
	}
	return true;
}

bool fixed_add(struct fixed *sum, struct fixed more)
{
	int places = sum->places > more.places ? sum->places : more.places;
	return fixed_widen(sum, places) && fixed_widen(&more, places) &&
	       !__builtin_add_overflow(sum->units, more.units, &sum->units);
}

struct fixed fixed_round(struct fixed f, int places)
{
	for (; f.places > places; f.places--) {
		__int128 rest = f.units % 10;
		f.units /= 10;
		if (f.places == places + 1) /* only the first digit that goes decides */
			f.units += rest >= 5 ? 1 : rest <= -5 ? -1 : 0;
	}
	return f;
}

struct text fixed_spell(struct arena *a, struct fixed f, int places_least)
{
	char room[64];
	size_t at = sizeof(room);
	bool minus = f.units < 0;
	while (f.places > places_least && f.units % 10 == 0) {
		f.units /= 10;
		f.places--;
	}
	while (f.places < places_least && fixed_widen(&f, f.places + 1))
		;
	for (int i = 0; i <= f.places || f.units; i++, f.units /= 10) {
		if (i && i == f.places)
			room[--at] = '.';
		int digit = (int)(f.units % 10);
		room[--at] = (char)('0' + (digit < 0 ? -digit : digit));
	}
	if (minus)
		room[--at] = '-';
	return text_copy(a, (struct text){ room + at, sizeof(room) - at });
}
