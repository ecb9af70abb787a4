// SPDX-License-Identifier: Apache-2.0
/*
 * The writer of JSON.
 *
 * What it writes is what JavaScript's JSON.stringify would: compact, slashes as they are, the same
 * short escapes, the same spelling of numbers; so a signature over it survives a client that reads
 * it and writes it again.  Bytes that are not UTF-8 become U+FFFD: the output is always JSON.
 */
#include "base/json/json.h"

#include <assert.h>
#include <math.h>

#define DEPTH_MAX   64		       /* bits in json_out */
#define EXACT_MAX   9007199254740992.0 /* 2^53: whole doubles below are exact */
#define DIGITS_ROOM 32

struct json_out json_open(struct buffer *to)
{
	return (struct json_out){ .to = to };
}

static uint64_t bit(int depth)
{
	return (uint64_t)1 << (depth - 1);
}

/* Before a value, or a key: the comma, if something stands before it. */
static void separate(struct json_out *o)
{
	if (o->depth && (o->filled & bit(o->depth)))
		buffer_byte(o->to, ',');
	if (o->depth)
		o->filled |= bit(o->depth);
}

/* false: nothing is to be written. */
static bool value_begin(struct json_out *o)
{
	if (o->mute)
		return false;
	bool in_list = !o->depth || (o->lists & bit(o->depth));
	assert(o->keyed || in_list);
	if (!o->keyed)
		separate(o);
	o->keyed = false;
	return true;
}

static void nest(struct json_out *o, bool list)
{
	if (!value_begin(o))
		return;
	assert(o->depth < DEPTH_MAX);
	o->depth++;
	o->filled &= ~bit(o->depth);
	o->lists = list ? o->lists | bit(o->depth) : o->lists & ~bit(o->depth);
	buffer_byte(o->to, list ? '[' : '{');
}

void json_map(struct json_out *o)
{
	nest(o, false);
}

void json_list(struct json_out *o)
{
	nest(o, true);
}

void json_close(struct json_out *o)
{
	if (o->mute)
		return;
	assert(o->depth && !o->keyed);
	buffer_byte(o->to, o->lists & bit(o->depth) ? ']' : '}');
	o->depth--;
}

#define EACH(byte) ((uint64_t)0x0101010101010101 * (byte))

/* Has one of eight bytes the value zero?  (A byte that is not ASCII has not.) */
static bool zero_among(uint64_t eight)
{
	return (eight - EACH(1)) & ~eight & EACH(0x80);
}

/* Has one of eight bytes to be escaped? */
static bool escapes_among(uint64_t eight)
{
	bool low = (eight - EACH(' ')) & ~eight & EACH(0x80);
	return low || zero_among(eight ^ EACH('"')) || zero_among(eight ^ EACH('\\'));
}

/* How many bytes from here may be copied as they are; *wide: some are not ASCII. */
static size_t plain_size(const char *at, size_t size, bool *wide)
{
	uint64_t seen = 0, eight;
	size_t i = 0;
	for (; i + sizeof(eight) <= size; i += sizeof(eight)) {
		memcpy(&eight, at + i, sizeof(eight));
		if (escapes_among(eight))
			break;
		seen |= eight & EACH(0x80);
	}
	for (; i < size; i++) {
		unsigned char c = (unsigned char)at[i];
		if (c < ' ' || c == '"' || c == '\\')
			break;
		seen |= c & 0x80;
	}
	*wide = seen != 0;
	return i;
}

static void escape_add(struct buffer *b, char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *known = c ? strchr(from, c) : NULL;
	if (known)
		buffer_add(b, (struct text){ (char[]){ '\\', to[known - from] }, 2 });
	else
		buffer_format(b, "\\u%04x", (unsigned)c);
}

/* Bytes that need no escape but may not be UTF-8. */
static void wide_add(struct buffer *b, struct text t)
{
	while (t.size) {
		size_t good = text_utf8_size(t);
		buffer_add(b, (struct text){ t.at, good });
		if (good == t.size)
			return;
		buffer_add(b, TEXT("\xef\xbf\xbd"));
		t = (struct text){ t.at + good + 1, t.size - good - 1 };
	}
}

static void quoted_add(struct buffer *b, struct text t)
{
	buffer_byte(b, '"');
	while (t.size) {
		bool wide;
		size_t size = plain_size(t.at, t.size, &wide);
		struct text plain = { t.at, size };
		if (wide)
			wide_add(b, plain);
		else
			buffer_add(b, plain);
		t = (struct text){ t.at + size, t.size - size };
		if (t.size) {
			escape_add(b, t.at[0]);
			t = (struct text){ t.at + 1, t.size - 1 };
		}
	}
	buffer_byte(b, '"');
}

void json_key_text(struct json_out *o, struct text key)
{
	if (o->mute)
		return;
	assert(o->depth && !o->keyed && !(o->lists & bit(o->depth)));
	separate(o);
	quoted_add(o->to, key);
	buffer_byte(o->to, ':');
	o->keyed = true;
}

struct text json_spell_key(struct arena *a, struct text key)
{
	struct buffer b = buffer_open(a, 6 * key.size + 4); /* \u001f is the longest */
	buffer_byte(&b, ',');
	quoted_add(&b, key);
	buffer_byte(&b, ':');
	return buffer_text(&b);
}

void json_key_spelled(struct json_out *o, struct text spelled)
{
	if (o->mute)
		return;
	assert(o->depth && !o->keyed && !(o->lists & bit(o->depth)));
	size_t comma = o->filled & bit(o->depth) ? 0 : 1; /* the first has none */
	o->filled |= bit(o->depth);
	buffer_add(o->to, (struct text){ spelled.at + comma, spelled.size - comma });
	o->keyed = true;
}

void json_key(struct json_out *o, const char *key)
{
	json_key_text(o, text_of(key));
}

void json_filled(struct json_out *o)
{
	o->filled |= bit(o->depth);
}

void json_put_raw(struct json_out *o, struct text json)
{
	if (value_begin(o))
		buffer_add(o->to, json);
}

void json_put_text(struct json_out *o, struct text value)
{
	if (value_begin(o))
		quoted_add(o->to, value);
}

void json_put_c(struct json_out *o, const char *value)
{
	if (value)
		json_put_text(o, text_of(value));
	else
		json_put_null(o);
}

void json_put_flag(struct json_out *o, bool value)
{
	json_put_raw(o, value ? TEXT("true") : TEXT("false"));
}

void json_put_null(struct json_out *o)
{
	json_put_raw(o, TEXT("null"));
}

void json_put_whole(struct json_out *o, int64_t value)
{
	char digits[DIGITS_ROOM], *at = digits + sizeof(digits);
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		*--at = '-';
	json_put_raw(o, (struct text){ at, (size_t)(digits + sizeof(digits) - at) });
}

/* The fewest significant digits (without trailing zeros) that read back as the same number;
 * value = 0.DIGITS * 10^*point.  Numbers too small to have 15 digits are tried from one.  Some
 * powers of two past 2^53 come out with one digit more than JavaScript finds. */
static struct text digits_of(double value, char out[DIGITS_ROOM], int *point)
{
	int precision = fabs(value) < 2.3e-308 ? 0 : 14;
	do {
		snprintf(out, DIGITS_ROOM, "%.*e", precision, fabs(value));
	} while (strtod(out, NULL) != fabs(value) && precision++ < 16);
	char *e = strchr(out, 'e');
	*point = atoi(e + 1) + 1;
	size_t size = 0;
	for (char *c = out; c < e; c++) {
		if (*c != '.')
			out[size++] = *c;
	}
	while (size > 1 && out[size - 1] == '0')
		size--;
	return (struct text){ out, size };
}

static void zeros_add(struct buffer *b, int count)
{
	while (count-- > 0)
		buffer_byte(b, '0');
}

/* Digits with the decimal point where JavaScript puts it. */
static void real_add(struct buffer *b, struct text digits, int point)
{
	int size = (int)digits.size;
	bool plain = point > -6 && point <= 21;
	int whole = !plain ? 1 : point < 0 ? 0 : point < size ? point : size;
	struct text part = { digits.at + whole, digits.size - (size_t)whole };
	buffer_add(b, (struct text){ digits.at, (size_t)whole });
	if (plain && point <= 0)
		buffer_byte(b, '0');
	if (plain)
		zeros_add(b, point - size);
	if (part.size) {
		buffer_byte(b, '.');
		zeros_add(b, plain ? -point : 0);
		buffer_add(b, part);
	}
	if (!plain)
		buffer_format(b, "e%+d", point - 1);
}

void json_put_real(struct json_out *o, double value)
{
	char room[DIGITS_ROOM];
	int point;
	if (!isfinite(value)) {
		json_put_null(o);
	} else if (fabs(value) < EXACT_MAX && floor(value) == value) {
		json_put_whole(o, (int64_t)value);
	} else {
		struct text digits = digits_of(value, room, &point);
		if (!value_begin(o))
			return;
		if (value < 0)
			buffer_byte(o->to, '-');
		real_add(o->to, digits, point);
	}
}

/* A value that was read: the tape is written as it lies, so its depth does not count here. */
static void value_add(struct buffer *b, const struct json *v)
{
	static const char words[][6] = { "null", "false", "true" };
	if (v->kind < JSON_NUMBER) {
		buffer_add(b, text_of(words[v->kind]));
	} else if (v->kind == JSON_NUMBER) {
		buffer_add(b, v->text);
	} else if (v->kind == JSON_TEXT) {
		quoted_add(b, v->text);
	} else {
		bool map = v->kind == JSON_MAP;
		const struct json *item = v + 1;
		buffer_byte(b, map ? '{' : '[');
		for (uint32_t i = 0; i < v->count; i++, item += item->span) {
			if (i)
				buffer_byte(b, ',');
			if (map) {
				quoted_add(b, item->text);
				buffer_byte(b, ':');
				item++;
			}
			value_add(b, item);
		}
		buffer_byte(b, map ? '}' : ']');
	}
}

void json_put(struct json_out *o, const struct json *v)
{
	if (value_begin(o))
		value_add(o->to, v);
}

struct text json_source(struct arena *a, const struct json *v)
{
	struct buffer b = buffer_open(a, SIZE_MAX / 2);
	value_add(&b, v);
	return buffer_text(&b);
}
