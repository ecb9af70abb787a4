// SPDX-License-Identifier: Apache-2.0
/*
 * The signature of the bridge (doc/bridge.md, "For programs"): an HMAC-SHA256 of the method, the
 * route below the bridge's own space, the query in order, the time, the key of the effect and the
 * body.  It needs no Authorization header, which some hosts take away.
 */
#include "integration/remote/inside.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define SPACE	  "/wp-json/groundlevel/v1"
#define PAIRS_MAX 32

static int pair_order(const void *a, const void *b)
{
	const struct text *x = a, *y = b;
	size_t least = x->size < y->size ? x->size : y->size;
	int order = memcmp(x->at, y->at, least);

	return order ? order : (x->size > y->size) - (x->size < y->size);
}

/* One name=value, spelled as both sides agree: a comma in a list is %2C there. */
static bool pair_spell(struct arena *a, struct text part, struct text *out)
{
	struct buffer *b = arena_take(a, sizeof(*b));
	struct text name = { 0 }, value = part, plain;

	*b = buffer_open(a, URL_MAX);
	text_split(&value, '=', &name);
	if (text_is(name, "rest_route") || text_is(name, "_") || !name.size)
		return false;
	if (!text_url_decode(a, name, &plain))
		return false;
	buffer_url(b, plain);
	buffer_byte(b, '=');
	if (!text_url_decode(a, value, &plain))
		return false;
	buffer_url(b, plain);
	*out = buffer_text(b);
	return true;
}

static void query_put(struct arena *a, struct buffer *out, struct text url)
{
	struct text pairs[PAIRS_MAX], path, part;
	size_t count = 0;

	text_split(&url, '?', &path);
	while (count < PAIRS_MAX && url.size && text_split(&url, '&', &part))
		count += pair_spell(a, part, &pairs[count]);
	qsort(pairs, count, sizeof(pairs[0]), pair_order);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_byte(out, '&');
		buffer_add(out, pairs[i]);
	}
}

struct text request_sign(struct arena *a, const struct remote_target *target,
			 const struct remote_ask *ask, const struct http_sending *out,
			 struct text idempotency_key)
{
	unsigned char digest[crypto_hash_sha256_BYTES], mac[crypto_auth_hmacsha256_BYTES];
	char hex[2 * sizeof(digest) + 1], *sign = arena_bytes(a, sizeof("v1=") + 2 * sizeof(mac));
	crypto_auth_hmacsha256_state state;
	struct text route = ask->op->path;
	struct buffer *b = arena_take(a, sizeof(*b));

	*b = buffer_open(a, 2 * URL_MAX);
	if (text_starts(route, SPACE))
		route = (struct text){ route.at + strlen(SPACE), route.size - strlen(SPACE) };
	buffer_format(b, "%.*s\n%.*s\n", (int)out->method.size, out->method.at, (int)route.size,
		      route.at);
	query_put(a, b, out->url);
	crypto_hash_sha256(digest, (const unsigned char *)out->body.at, out->body.size);
	sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	buffer_format(b, "\n%lld\n%.*s\n%s", (long long)(ask->now_ms / 1000),
		      (int)idempotency_key.size, idempotency_key.at, hex);
	struct text said = buffer_text(b);

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)target->sign_secret.at,
				    target->sign_secret.size);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)said.at, said.size);
	crypto_auth_hmacsha256_final(&state, mac);
	memcpy(sign, "v1=", 3);
	sodium_bin2hex(sign + 3, 2 * sizeof(mac) + 1, mac, sizeof(mac));
	return text_of(sign);
}
