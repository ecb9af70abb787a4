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

static void query_put(struct arena *a, struct buffer *out, struct text query)
{
	struct text pairs[PAIRS_MAX], part;
	size_t count = 0;

	while (count < PAIRS_MAX && query.size && text_split(&query, '&', &part))
		count += pair_spell(a, part, &pairs[count]);
	qsort(pairs, count, sizeof(pairs[0]), pair_order);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_byte(out, '&');
		buffer_add(out, pairs[i]);
	}
}

struct text bridge_sign(struct arena *a, struct text secret, const struct bridge_said *said)
{
	unsigned char digest[crypto_hash_sha256_BYTES], mac[crypto_auth_hmacsha256_BYTES];
	char hex[2 * sizeof(digest) + 1], *sign = arena_bytes(a, sizeof("v1=") + 2 * sizeof(mac));
	crypto_auth_hmacsha256_state state;
	struct buffer *b = arena_take(a, sizeof(*b));

	*b = buffer_open(a, 2 * URL_MAX);
	buffer_format(b, "%.*s\n%.*s\n", (int)said->method.size, said->method.at,
		      (int)said->route.size, said->route.at);
	query_put(a, b, said->query);
	crypto_hash_sha256(digest, (const unsigned char *)said->body.at, said->body.size);
	sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	buffer_format(b, "\n%.*s\n%.*s\n%s", (int)said->time.size, said->time.at,
		      (int)said->idempotency_key.size, said->idempotency_key.at, hex);
	struct text all = buffer_text(b);

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.at, secret.size);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)all.at, all.size);
	crypto_auth_hmacsha256_final(&state, mac);
	memcpy(sign, "v1=", 3);
	sodium_bin2hex(sign + 3, 2 * sizeof(mac) + 1, mac, sizeof(mac));
	return text_of(sign);
}

struct text request_sign(struct arena *a, const struct remote_target *target,
			 const struct remote_ask *ask, const struct http_sending *out,
			 struct text idempotency_key)
{
	struct text route = ask->op->path, query = out->url, path;

	if (text_starts(route, SPACE))
		route = (struct text){ route.at + strlen(SPACE), route.size - strlen(SPACE) };
	text_split(&query, '?', &path);
	return bridge_sign(
		a, target->sign_secret,
		&(struct bridge_said){ out->method, route, query,
				       text_format(a, "%lld", (long long)(ask->now_ms / 1000)),
				       idempotency_key, out->body });
}
