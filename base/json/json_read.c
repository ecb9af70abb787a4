// SPDX-License-Identifier: Apache-2.0
/*
 * The reader of JSON: one pass over the source, one flat tape of nodes.
 *
 * The source is checked for UTF-8 at once, so that the rest may look at bytes.  Texts without
 * escapes and all numbers are slices of the source; the others are unescaped into the arena.
 * Nesting is by recursion, which the depth limit bounds.  While the tape grows it may move: nodes
 * are named by number until the end.
 */
#include "base/json/json.h"
#include "base/secrets/id.h"

#include <sodium/crypto_shorthash.h>

#define SOURCE_MAX  ((size_t)1 << 30)
#define KEYS_DIRECT 16 /* maps up to this size are searched for a key twice by plain comparing */
#define WORD_ONES   0x0101010101010101u
#define WORD_HIGHS  0x8080808080808080u

struct reader {
	struct arena *arena;
	const char *start, *at, *end;
	struct json *tape;
	size_t count, room;
	int depth;
	const char *wrong; /* what is the matter at `at` */
};

static bool value_read(struct reader *r);

static bool fail(struct reader *r, const char *wrong)
{
	r->wrong = wrong;
	return false;
}

static char *fail_out(struct reader *r, const char *wrong)
{
	r->wrong = wrong;
	return NULL;
}

static void space_skip(struct reader *r)
{
	while (r->at < r->end &&
	       (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r'))
		r->at++;
}

static size_t node_add(struct reader *r, enum json_kind kind, const char *at, size_t size)
{
	if (r->count == r->room) {
		size_t old = r->room * sizeof(*r->tape);
		r->tape = arena_grow(r->arena, r->tape, old, old * 2);
		r->room *= 2;
	}
	r->tape[r->count] =
		(struct json){ .kind = kind, .span = 1, .text = { .at = at, .size = size } };
	return r->count++;
}

/* The first byte from here that a text cannot have as it is: a quote, a backslash, a control. */
static const char *plain_end(const char *at, const char *end)
{
	for (uint64_t word; end - at >= (ptrdiff_t)sizeof(word); at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		uint64_t quote = word ^ (WORD_ONES * '"');
		uint64_t slash = word ^ (WORD_ONES * '\\');
		uint64_t found = ((quote - WORD_ONES) & ~quote) | ((slash - WORD_ONES) & ~slash) |
				 ((word - WORD_ONES * ' ') & ~word);
		if (found & WORD_HIGHS)
			break;
	}
	while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= ' ')
		at++;
	return at;
}

/* Four hexadecimal digits, or -1. */
static int32_t hex_read(const char *at, const char *end)
{
	int32_t code = 0;
	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = at[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;
		if (digit < 0)
			return -1;
		code = code * 16 + digit;
	}
	return code;
}

static char *utf8_put(char *out, int32_t code)
{
	if (code < 0x80) {
		*out++ = (char)code;
		return out;
	}
	int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const int marks[] = { 0, 0xc0, 0xe0, 0xf0 };
	*out++ = (char)(marks[more] | code >> (6 * more));
	while (more--)
		*out++ = (char)(0x80 | ((code >> (6 * more)) & 0x3f));
	return out;
}

/* \uXXXX, or two of them for one character; at is on the first digit. */
static char *code_read(struct reader *r, char *out)
{
	int32_t code = hex_read(r->at, r->end);
	if (code < 0)
		return fail_out(r, "\\u needs four hexadecimal digits");
	if (!code)
		return fail_out(r, "a text must not contain the NUL character");
	if (code >= 0xd800 && code <= 0xdfff) {
		int32_t low = -1;
		if (code < 0xdc00 && r->end - r->at >= 10 && r->at[4] == '\\' && r->at[5] == 'u')
			low = hex_read(r->at + 6, r->end);
		if (low < 0xdc00 || low > 0xdfff)
			return fail_out(r, "half of a surrogate pair stands alone");
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
		r->at += 6;
	}
	r->at += 4;
	return utf8_put(out, code);
}

/* One escape; at is on the backslash. */
static char *escape_read(struct reader *r, char *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = r->end - r->at >= 2 ? r->at[1] : 0;
	if (c == 'u') {
		r->at += 2;
		return code_read(r, out);
	}
	const char *known = c ? strchr(from, c) : NULL;
	if (!known)
		return fail_out(r, "there is no such escape");
	r->at += 2;
	*out++ = to[known - from];
	return out;
}

/* The rest of a text that has escapes; what is unescaped is never longer than its source. */
static bool text_unescape(struct reader *r, const char *begin)
{
	const char *last = r->at;
	while (last < r->end && *last != '"') /* find the end, to know how much to take */
		last += *last == '\\' ? 2 : 1;
	if (last >= r->end) {
		r->at = r->end;
		return fail(r, "the text is not closed");
	}
	char *at = arena_bytes(r->arena, (size_t)(last - begin)), *out = at;
	r->at = begin;
	while (r->at < last) {
		const char *stop = plain_end(r->at, last);
		memcpy(out, r->at, (size_t)(stop - r->at));
		out += stop - r->at;
		r->at = stop;
		if (stop == last)
			break;
		if (*stop != '\\')
			return fail(r, "a control character must be escaped");
		out = escape_read(r, out);
		if (!out)
			return false;
	}
	r->at = last + 1;
	node_add(r, JSON_TEXT, at, (size_t)(out - at));
	return true;
}

static bool text_read(struct reader *r)
{
	const char *begin = ++r->at;
	r->at = plain_end(begin, r->end);
	if (r->at == r->end)
		return fail(r, "the text is not closed");
	if (*r->at == '\\')
		return text_unescape(r, begin);
	if (*r->at != '"')
		return fail(r, "a control character must be escaped");
	node_add(r, JSON_TEXT, begin, (size_t)(r->at - begin));
	r->at++;
	return true;
}

static bool number_read(struct reader *r)
{
	struct text rest = { .at = r->at, .size = (size_t)(r->end - r->at) };
	size_t size = text_number_size(rest);
	if (!size)
		return fail(r, *r->at == '-' || (*r->at >= '0' && *r->at <= '9')
				       ? "the number is not well formed"
				       : "a value is expected");
	node_add(r, JSON_NUMBER, r->at, size);
	r->at += size;
	return true;
}

static bool word_read(struct reader *r, const char *word, enum json_kind kind)
{
	size_t size = strlen(word);
	if ((size_t)(r->end - r->at) < size || memcmp(r->at, word, size) != 0)
		return fail(r, "a value is expected");
	node_add(r, kind, r->at, 0);
	r->at += size;
	return true;
}

/* Keys of a large map: a table of their hashes, with a secret seed so that nobody can choose keys
 * that fall together. */
static bool keys_differ_hashed(struct reader *r, const struct json *map)
{
	unsigned char seed[crypto_shorthash_KEYBYTES];
	id_random(seed, sizeof(seed));
	size_t room = 64;
	while (room < (size_t)map->count * 2)
		room *= 2;
	const struct json **table = arena_take(r->arena, room * sizeof(struct json *));
	for (const struct json *key = json_first(map); key;
	     key = json_after(map, json_after(map, key))) {
		uint64_t hash;
		crypto_shorthash((unsigned char *)&hash, (const unsigned char *)key->text.at,
				 key->text.size, seed);
		size_t i = hash & (room - 1);
		while (table[i] && !text_same(table[i]->text, key->text))
			i = (i + 1) & (room - 1);
		if (table[i])
			return false;
		table[i] = key;
	}
	return true;
}

static bool keys_differ(struct reader *r, const struct json *map)
{
	struct text seen[KEYS_DIRECT];
	if (map->count > KEYS_DIRECT)
		return keys_differ_hashed(r, map);
	const struct json *key = map + 1;
	for (size_t n = 0; n < map->count; n++, key += 1 + key[1].span) {
		for (size_t i = 0; i < n; i++) {
			if (seen[i].size == key->text.size && text_same(seen[i], key->text))
				return false;
		}
		seen[n] = key->text;
	}
	return true;
}

static bool key_read(struct reader *r)
{
	space_skip(r);
	if (r->at == r->end || *r->at != '"')
		return fail(r, "a key is expected");
	if (!text_read(r))
		return false;
	space_skip(r);
	if (r->at == r->end || *r->at != ':')
		return fail(r, "a colon is expected after the key");
	r->at++;
	return true;
}

/* What stands between the brackets, up to and with the closing one. */
static bool inside_read(struct reader *r, size_t node, bool map, char closer)
{
	uint32_t count = 0;
	space_skip(r);
	bool open = r->at == r->end || *r->at != closer;
	while (open) {
		if ((map && !key_read(r)) || !value_read(r))
			return false;
		count++;
		space_skip(r);
		if (r->at == r->end || (*r->at != ',' && *r->at != closer))
			return fail(r,
				    map ? "a comma or } is expected" : "a comma or ] is expected");
		open = *r->at == ',';
		r->at += open;
	}
	r->at++;
	struct json *n = &r->tape[node];
	n->count = count;
	n->span = (uint32_t)(r->count - node);
	n->text.size = (size_t)(r->at - n->text.at);
	if (map && count > 1 && !keys_differ(r, n)) {
		r->at = n->text.at;
		return fail(r, "a key stands twice in one map");
	}
	return true;
}

static bool nested_read(struct reader *r, enum json_kind kind, char closer)
{
	if (r->depth == JSON_DEPTH_MAX)
		return fail(r, "it is nested too deeply");
	r->depth++;
	size_t node = node_add(r, kind, r->at++, 0);
	bool fine = inside_read(r, node, kind == JSON_MAP, closer);
	r->depth--;
	return fine;
}

static bool value_read(struct reader *r)
{
	space_skip(r);
	if (r->at == r->end)
		return fail(r, "it ends where a value is expected");
	switch (*r->at) {
	case '"':
		return text_read(r);
	case '{':
		return nested_read(r, JSON_MAP, '}');
	case '[':
		return nested_read(r, JSON_LIST, ']');
	case 't':
		return word_read(r, "true", JSON_TRUE);
	case 'f':
		return word_read(r, "false", JSON_FALSE);
	case 'n':
		return word_read(r, "null", JSON_NULL);
	default:
		return number_read(r);
	}
}

static bool whole_read(struct reader *r)
{
	size_t good = text_utf8_size((struct text){ r->start, (size_t)(r->end - r->start) });
	if (good < (size_t)(r->end - r->start)) {
		r->at = r->start + good;
		return fail(r, *r->at ? "it is not UTF-8" : "it contains the NUL character");
	}
	if (!value_read(r))
		return false;
	space_skip(r);
	return r->at == r->end || fail(r, "something follows the value");
}

enum err json_read(struct arena *a, struct text source, const struct json **out, struct text *why)
{
	*out = NULL;
	if (source.size > SOURCE_MAX) {
		*why = TEXT("JSON of more than 1 GiB is not read, not even from byte 0");
		return ERR_LARGE;
	}
	struct reader r = { .arena = a, .start = source.at, .at = source.at };
	r.end = r.start + source.size;
	r.room = source.size / 8 + 8;
	r.tape = arena_bytes(a, r.room * sizeof(*r.tape));
	if (!whole_read(&r)) {
		*why = text_format(a, "This is not JSON: at byte %zu %s", (size_t)(r.at - r.start),
				   r.wrong);
		return ERR_BAD;
	}
	*out = r.tape;
	return ERR_OK;
}
