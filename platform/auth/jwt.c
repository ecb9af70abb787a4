// SPDX-License-Identifier: Apache-2.0
/*
 * JWTs: header.claims.signature, each in base64url, signed by RS256 (RFC 7515, 7518) and by nothing
 * else, whatever a header says.
 */
#include "platform/auth/inside.h"
#include "platform/store/store.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#define JWT_MAX	      16384
#define KEY_BITS      2048
#define SIGNATURE_MAX 512

/* --- base64url --- */

static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void base64_put(struct buffer *b, struct text t)
{
	for (size_t i = 0; i < t.size; i += 3) {
		size_t left = t.size - i;
		uint32_t word = (uint32_t)(unsigned char)t.at[i] << 16;
		if (left > 1)
			word |= (uint32_t)(unsigned char)t.at[i + 1] << 8;
		if (left > 2)
			word |= (unsigned char)t.at[i + 2];
		for (size_t k = 0; k < 4 && k <= left; k++)
			buffer_byte(b, signs[word >> (18 - 6 * k) & 63]);
	}
}

/* False: it is none, or not the one spelling of what it says. */
static bool base64_read(struct arena *a, struct text t, struct text *out)
{
	char *at = arena_bytes(a, t.size + 1);
	uint32_t word = 0;
	size_t size = 0, bits = 0;

	for (size_t i = 0; i < t.size; i++) {
		const char *sign = t.at[i] ? strchr(signs, t.at[i]) : NULL;
		if (!sign)
			return false;
		word = word << 6 | (uint32_t)(sign - signs);
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		at[size++] = (char)(word >> bits & 255);
	}
	*out = (struct text){ at, size };
	return t.size % 4 != 1 && !(word & ((1u << bits) - 1));
}

/* --- keys --- */

static struct text bio_text(struct arena *a, BIO *bio)
{
	char *at;
	long size = BIO_get_mem_data(bio, &at);

	return text_copy(a, (struct text){ at, (size_t)size });
}

bool auth_key_make(struct arena *a, struct auth_key *out)
{
	EVP_PKEY *pair = EVP_RSA_gen(KEY_BITS);
	BIO *public = BIO_new(BIO_s_mem()), *private = BIO_new(BIO_s_mem());
	char kid[ID_UUID_SIZE];
	bool made = pair && PEM_write_bio_PUBKEY(public, pair) &&
		    PEM_write_bio_PrivateKey(private, pair, NULL, NULL, 0, NULL, NULL);

	id_uuid_random(kid);
	if (made)
		*out = (struct auth_key){ text_copy(a, text_of(kid)), bio_text(a, public),
					  bio_text(a, private) };
	BIO_free(public);
	BIO_free(private);
	EVP_PKEY_free(pair);
	return made;
}

static EVP_PKEY *key_read(struct text pem, bool private)
{
	BIO *bio = BIO_new_mem_buf(pem.at, (int)pem.size);
	EVP_PKEY *key = private ? PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL)
				: PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);

	BIO_free(bio);
	return key;
}

static void number_put(struct json_out *o, const char *name, const EVP_PKEY *key, const char *what)
{
	unsigned char bytes[SIGNATURE_MAX];
	struct buffer b = buffer_open(o->to->arena, 1024);
	BIGNUM *n = NULL;

	if (!EVP_PKEY_get_bn_param(key, what, &n))
		return;
	int size = BN_bn2bin(n, bytes);
	base64_put(&b, (struct text){ (const char *)bytes, (size_t)size });
	json_key(o, name);
	json_put_text(o, buffer_text(&b));
	BN_free(n);
}

void auth_key_put(struct json_out *o, const struct auth_key *key)
{
	EVP_PKEY *public = key_read(key->public, false);

	if (!public)
		return;
	json_map(o);
	json_key(o, "kty");
	json_put_c(o, "RSA");
	json_key(o, "use");
	json_put_c(o, "sig");
	json_key(o, "alg");
	json_put_c(o, "RS256");
	json_key(o, "kid");
	json_put_text(o, key->kid);
	number_put(o, "n", public, OSSL_PKEY_PARAM_RSA_N);
	number_put(o, "e", public, OSSL_PKEY_PARAM_RSA_E);
	json_close(o);
	EVP_PKEY_free(public);
}

/* --- made --- */

struct text auth_jwt_make(struct arena *a, const struct auth_key *key, struct text claims)
{
	unsigned char signature[SIGNATURE_MAX];
	size_t size = sizeof(signature);
	struct buffer b = buffer_open(a, 1 << 20);
	EVP_PKEY *private = key_read(key->private, true);
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	base64_put(&b, text_format(a, "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%.*s\"}",
				   (int)key->kid.size, key->kid.at));
	buffer_byte(&b, '.');
	base64_put(&b, claims);
	struct text head = buffer_text(&b);
	bool signed_ = private &&
		       EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, private) == 1 &&
		       EVP_DigestSign(context, signature, &size, (const unsigned char *)head.at,
				      head.size) == 1;
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(private);
	if (!signed_)
		return (struct text){ 0 };
	buffer_byte(&b, '.');
	base64_put(&b, (struct text){ (const char *)signature, size });
	return buffer_text(&b);
}

/* --- looked at --- */

static const struct json *part_read(struct call *call, struct text part)
{
	const struct json *map;
	struct text plain, why;

	if (!base64_read(call->arena, part, &plain) || json_read(call->arena, plain, &map, &why) ||
	    !json_is(map, JSON_MAP))
		return NULL;
	return map;
}

/* The public key of that name, while it counts. */
static struct text key_find(struct call *call, struct text kid)
{
	call_set_text(call, "jwtKid", kid);
	call_set_whole(call, "now", call->now_ms);
	if (!store_load(call, "SELECT public AS jwt_public FROM signing_key WHERE kid = :jwtKid"
			      " AND (ends_at IS NULL OR ends_at > :now)"))
		return (struct text){ 0 };
	return call_text(call, "jwtPublic");
}

static bool signature_holds(struct text pem, struct text said, struct text signature)
{
	EVP_PKEY *public = pem.size ? key_read(pem, false) : NULL;
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool holds = public &&
		     EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, public) == 1 &&
		     EVP_DigestVerify(context, (const unsigned char *)signature.at, signature.size,
				      (const unsigned char *)said.at, said.size) == 1;

	EVP_MD_CTX_free(context);
	EVP_PKEY_free(public);
	return holds;
}

const struct json *auth_jwt_read(struct call *call, struct text jwt)
{
	struct text rest = jwt, head, claims, signature, plain;
	int64_t ends = 0, began = 0;

	if (jwt.size > JWT_MAX || !text_split(&rest, '.', &head) ||
	    !text_split(&rest, '.', &claims) || !text_split(&rest, '.', &signature) || rest.size)
		return NULL;
	const struct json *header = part_read(call, head), *said = part_read(call, claims);
	if (!header || !said || !text_is(json_text(json_get(header, "alg")), "RS256") ||
	    json_get(header, "crit") || !base64_read(call->arena, signature, &plain))
		return NULL;
	struct text key = key_find(call, json_text(json_get(header, "kid")));
	struct text all = { head.at, head.size + 1 + claims.size };
	if (!signature_holds(key, all, plain) || !json_whole(json_get(said, "exp"), &ends) ||
	    !json_whole(json_get(said, "iat"), &began))
		return NULL;
	/* how long it lives is told by two numbers of its own, so that no clock makes it longer */
	if (ends <= began || ends - began > AUTH_JWT_SECONDS + 1 || call->now_ms >= ends * 1000)
		return NULL;
	return said;
}

/* --- who asks with it --- */

static struct text claim(const struct json *claims, const char *name)
{
	return json_text(json_get(claims, name));
}

static void scopes_claimed(struct cached_token *seat, const struct json *list)
{
	size_t room = json_is(list, JSON_LIST) ? list->count : 0;
	struct text *held = arena_take(seat->arena, (room + 1) * sizeof(*held));

	for (const struct json *v = room ? json_first(list) : NULL; v; v = json_after(list, v))
		held[seat->caller.scope_count++] = text_copy(seat->arena, json_text(v));
	seat->caller.scopes = held;
}

static struct cached_token *seat_of(struct call *call, const char *hash, const struct json *claims)
{
	struct arena *a = arena_open();
	struct cached_token *seat = seat_new(a, hash, call->now_ms);
	int64_t ends = 0;

	json_whole(json_get(claims, "exp"), &ends);
	seat->ends_ms = ends * 1000;
	seat->caller = (struct caller){
		.token_id = text_copy(a, call_text(call, "jwtInstall")),
		.class = text_is(claim(claims, "authClass"), "Company") ? TOKEN_COMPANY
									: TOKEN_LOCATION,
		.company_id = text_copy(a, call_text(call, "jwtCompany")),
		.location_id = text_copy(a, call_text(call, "jwtLocation")),
		.user_id = text_copy(a, call_text(call, "jwtUser")),
		.rate_burst = -1,
		.rate_day = -1,
		.app_id = text_copy(a, call_text(call, "jwtApp")),
		.family = text_copy(a, claim(claims, "fam")),
	};
	scopes_claimed(seat, json_get(json_get(claims, "oauthMeta"), "scopes"));
	return seat;
}

/* Does the consent behind it still stand, and those that it came from, and its place? */
const struct json *auth_jwt_counts(struct call *call, struct text jwt)
{
	const struct json *claims = auth_jwt_read(call, jwt);

	if (!claims)
		return NULL;
	call_set_text(call, "jwtFamily", claim(claims, "fam"));
	call_set_text(call, "jwtId", claim(claims, "jti"));
	if (!store_load(
		    call,
		    "SELECT i.id AS jwt_install, i.app_id AS jwt_app, i.company_id AS jwt_company,"
		    " i.location_id AS jwt_location, i.user_id AS jwt_user"
		    " FROM oauth_family f JOIN install i ON i.id = f.install_id"
		    " JOIN app a ON a.id = i.app_id"
		    " LEFT JOIN oauth_family p ON p.id = f.parent"
		    " WHERE f.id = :jwtFamily AND f.live AND i.live AND a.live"
		    " AND (f.parent IS NULL OR p.live)"
		    " AND (i.location_id IS NULL OR EXISTS (SELECT 1 FROM location l"
		    "  WHERE l.id = i.location_id))"
		    " AND NOT EXISTS (SELECT 1 FROM oauth_revoked r WHERE r.jti = :jwtId)"))
		return NULL;
	return claims;
}

struct cached_token *jwt_seat_read(struct call *call, const char *hash)
{
	const struct json *claims = auth_jwt_counts(call, call_text(call, "jwtSent"));

	return claims ? seat_of(call, hash, claims) : NULL;
}

void auth_consents_changed(struct call *call)
{
	call->settled = cached_tokens_age;
}
