// SPDX-License-Identifier: Apache-2.0
/*
 * One spelling for each value, and what is made of it: hashes, and the part that is watched.
 *
 * Keys are sorted at every level, numbers stand as written.
 */
#include "integration/engine/inside.h"

#include <sodium.h>

/* Change by themselves, and say nothing of the thing. */
static const char *const volatile_names[] = {
	"traceId",     "lastActivity", "lastSessionActivityAt",
	"searchAfter", "lastLogin",    "timestamp",
	"webhookId",   "signedUrl",    NULL,
};

static int by_key(const void *a, const void *b)
{
	const struct json *x = *(const struct json *const *)a, *y = *(const struct json *const *)b;
	size_t size = x->text.size < y->text.size ? x->text.size : y->text.size;
	int order = size ? memcmp(x->text.at, y->text.at, size) : 0;

	if (order)
		return order;
	return x->text.size < y->text.size ? -1 : x->text.size > y->text.size;
}

static void put_canonical(struct arena *a, struct json_out *o, const struct json *v);

static void put_map(struct arena *a, struct json_out *o, const struct json *v)
{
	const struct json **keys = arena_take(a, ((size_t)v->count + 1) * sizeof(struct json *));
	size_t n = 0;

	for (const struct json *k = json_first(v); k; k = json_after(v, json_after(v, k)))
		keys[n++] = k;
	qsort(keys, n, sizeof(*keys), by_key);
	json_map(o);
	for (size_t i = 0; i < n; i++) {
		json_key_text(o, keys[i]->text);
		put_canonical(a, o, keys[i] + keys[i]->span);
	}
	json_close(o);
}

static void put_canonical(struct arena *a, struct json_out *o, const struct json *v)
{
	if (json_is(v, JSON_MAP)) {
		put_map(a, o, v);
	} else if (json_is(v, JSON_LIST)) {
		json_list(o);
		for (const struct json *i = json_first(v); i; i = json_after(v, i))
			put_canonical(a, o, i);
		json_close(o);
	} else {
		json_put(o, v);
	}
}

struct text canonical(struct arena *a, const struct json *v)
{
	struct buffer b = buffer_open(a, SIZE_MAX / 2);
	struct json_out o = json_open(&b);

	put_canonical(a, &o, v);
	return buffer_text(&b);
}

void sum_hex(const struct text *parts, size_t count, char out[SUM_HEX])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++) {
		uint64_t size = parts[i].size; /* so that "ab","c" is not "a","bc" */
		crypto_hash_sha256_update(&state, (const unsigned char *)&size, sizeof(size));
		crypto_hash_sha256_update(&state, (const unsigned char *)parts[i].at,
					  parts[i].size);
	}
	crypto_hash_sha256_final(&state, digest);
	sodium_bin2hex(out, SUM_HEX, digest, sizeof(digest));
}

void sum_key(const struct text *parts, size_t count, char out[33])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	char hex[SUM_HEX];
	unsigned char bytes[crypto_hash_sha256_BYTES];

	sum_hex(parts, count, hex);
	sodium_hex2bin(bytes, sizeof(bytes), hex, SUM_HEX - 1, NULL, NULL, NULL);
	for (size_t i = 0; i < 32; i++) {
		size_t bit = i * 5;
		unsigned two = (unsigned)bytes[bit / 8] << 8 | bytes[bit / 8 + 1];
		out[i] = letters[two >> (11 - bit % 8) & 31];
	}
	out[32] = '\0';
}

/* --- the part that is watched --- */

static bool is_volatile(struct text name)
{
	for (const char *const *n = volatile_names; *n; n++)
		if (text_is(name, *n))
			return true;
	return false;
}

/* Paths that go on into one member: customFields.a and customFields.b into customFields. */
struct part {
	struct text name;
	struct vocabulary rest; /* of those that go deeper; none: all of it */
};

static bool path_cut(struct text path, struct text *head, struct text *rest)
{
	*rest = path;
	return text_split(rest, '.', head);
}

/* The paths that begin with the head of the first of them are taken out of the list. */
static struct part part_take(struct arena *a, struct vocabulary *paths)
{
	struct text *deeper = arena_take(a, (paths->count + 1) * sizeof(*deeper));
	struct text *others = arena_take(a, (paths->count + 1) * sizeof(*others));
	struct part part = { .rest = { .items = deeper } };
	struct text head, rest;
	size_t other = 0;
	bool whole = false;

	path_cut(paths->items[0], &part.name, &rest);
	for (size_t i = 0; i < paths->count; i++) {
		path_cut(paths->items[i], &head, &rest);
		if (!text_same(head, part.name))
			others[other++] = paths->items[i];
		else if (rest.size)
			deeper[part.rest.count++] = rest;
		else
			whole = true;
	}
	if (whole)
		part.rest.count = 0;
	*paths = (struct vocabulary){ others, other };
	return part;
}

static bool item_named_by(const struct json *item, struct vocabulary paths)
{
	struct text head, rest;

	for (size_t i = 0; i < paths.count; i++) {
		path_cut(paths.items[i], &head, &rest);
		if (text_same(json_text(json_get(item, "id")), head) ||
		    text_same(json_text(json_get(item, "key")), head))
			return true;
	}
	return false;
}

/* As on the wire, but only what the paths name; of a list the items with that id or key. */
static void put_part(struct arena *a, struct json_out *o, const struct json *v,
		     struct vocabulary paths)
{
	if (!v) {
		json_put_null(o);
	} else if (!paths.count || (v->kind != JSON_MAP && v->kind != JSON_LIST)) {
		put_canonical(a, o, v);
	} else if (v->kind == JSON_LIST) {
		json_list(o);
		for (const struct json *i = json_first(v); i; i = json_after(v, i))
			if (item_named_by(i, paths))
				put_canonical(a, o, i);
		json_close(o);
	} else {
		json_map(o);
		while (paths.count) {
			struct part part = part_take(a, &paths);
			json_key_text(o, part.name);
			put_part(a, o, json_find(v, part.name), part.rest);
		}
		json_close(o);
	}
}

/* All of it, but what changes by itself. */
static void put_lasting(struct arena *a, struct json_out *o, const struct json *v)
{
	json_map(o);
	for (const struct json *k = json_first(v); k;) {
		const struct json *value = json_after(v, k);
		if (!is_volatile(k->text)) {
			json_key_text(o, k->text);
			put_canonical(a, o, value);
		}
		k = json_after(v, value);
	}
	json_close(o);
}

struct text projection(struct arena *a, const struct json *v, struct vocabulary watch)
{
	struct buffer b = buffer_open(a, SIZE_MAX / 2);
	struct json_out o = json_open(&b);
	const struct json *whole;
	struct text why;

	if (watch.count)
		put_part(a, &o, v, watch);
	else
		put_lasting(a, &o, v);
	return json_read(a, buffer_text(&b), &whole, &why) ? TEXT("{}") : canonical(a, whole);
}
