// SPDX-License-Identifier: Apache-2.0
/*
 * One spelling for each value, and what is made of it: hashes, and the part that is watched.
 *
 * Keys are sorted at every level, numbers stand as written.
 */
#include "flow/inside.h"

#include <sodium.h>

#define CANONICAL_MAX ((size_t)4 << 20)

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
	struct buffer b = buffer_open(a, CANONICAL_MAX);
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

static const struct json *member_of_list(const struct json *list, struct text name)
{
	for (const struct json *i = json_first(list); i; i = json_after(list, i)) {
		if (text_same(json_text(json_get(i, "id")), name) ||
		    text_same(json_text(json_get(i, "key")), name))
			return i;
	}
	return NULL;
}

static const struct json *path_follow(const struct json *v, struct text path)
{
	struct text part;

	while (v && text_split(&path, '.', &part))
		v = json_is(v, JSON_LIST) ? member_of_list(v, part) : json_find(v, part);
	return v;
}

struct text projection(struct arena *a, const struct json *v, struct words watch)
{
	struct buffer b = buffer_open(a, CANONICAL_MAX);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < watch.count; i++) {
		const struct json *part = path_follow(v, watch.items[i]);
		json_key_text(&o, watch.items[i]);
		if (part)
			put_canonical(a, &o, part);
		else
			json_put_null(&o);
	}
	for (const struct json *k = watch.count ? NULL : json_first(v); k;) {
		const struct json *value = json_after(v, k);
		if (!is_volatile(k->text)) {
			json_key_text(&o, k->text);
			put_canonical(a, &o, value);
		}
		k = json_after(v, value);
	}
	json_close(&o);
	const struct json *whole;
	struct text why;
	return json_read(a, buffer_text(&b), &whole, &why) ? TEXT("{}") : canonical(a, whole);
}
