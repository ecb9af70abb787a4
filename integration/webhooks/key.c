// SPDX-License-Identifier: Apache-2.0
/*
 * The pair of keys that deliveries are signed with: Ed25519, one for all that are told from here.
 * Its secret half is sealed; the other is published, in the spellings that receivers take.
 */
#include "integration/webhooks/inside.h"

#include "base/secrets/id.h"

#include <sodium.h>

_Static_assert(sizeof(((struct signer *)0)->secret) == crypto_sign_SECRETKEYBYTES,
	       "a key of Ed25519");

/* The beginning of a SubjectPublicKeyInfo of Ed25519; 32 bytes of key follow. */
static const unsigned char spki[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
				      0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };

static struct text base64(struct arena *a, const unsigned char *bytes, size_t size)
{
	size_t room = sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL);
	char *spelled = arena_bytes(a, room);

	sodium_bin2base64(spelled, room, bytes, size, sodium_base64_VARIANT_ORIGINAL);
	return text_of(spelled);
}

static bool unbase64(struct text spelled, unsigned char *out, size_t size)
{
	size_t got = 0;

	return !sodium_base642bin(out, size, spelled.at, spelled.size, NULL, &got, NULL,
				  sodium_base64_VARIANT_ORIGINAL) &&
	       got == size;
}

static struct sealing sealing_of(struct call *call, struct text id)
{
	return (struct sealing){ blocking_pool_secrets(call->app->blocking_pool), call->arena,
				 text_format(call->arena, "webhook-key %.*s", (int)id.size,
					     id.at) };
}

enum err webhook_key_need(struct call *call)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	char id[ID_SIZE];
	struct text box, why;

	store_guard(call, "webhook-key", TEXT(""));
	if (store_has(call, "SELECT 1 FROM webhook_key") || call->err)
		return call->err;
	id_new(call->now_ms, id);
	struct text key = text_copy(call->arena, text_of(id));
	struct sealing sealing = sealing_of(call, key);
	crypto_sign_keypair(public, secret);
	enum err e = secret_seal(&sealing, base64(call->arena, secret, sizeof(secret)), &box, &why);
	sodium_memzero(secret, sizeof(secret));
	if (e)
		return refuse(call, e, "%.*s", (int)why.size, why.at);
	call_set_text(call, "keyId", key);
	call_set_text(call, "keyPublic", base64(call->arena, public, sizeof(public)));
	call_set_text(call, "keySealed", box);
	call_set_whole(call, "keySince", call->now_ms);
	return store_do(call, "INSERT INTO webhook_key (id, public, sealed, since)"
			      " VALUES (:keyId, :keyPublic, :keySealed, :keySince)");
}

enum err signer_read(struct call *call, struct signer *s, struct text *why)
{
	struct text plain;

	if (!store_load(call, "SELECT id AS key_id, sealed AS key_sealed FROM webhook_key"
			      " ORDER BY since DESC, id DESC LIMIT 1")) {
		*why = TEXT("there is no key to sign with");
		return call->err ? call->err : ERR_INTERNAL;
	}
	struct text id = call_text(call, "keyId");
	if (text_is(id, s->id) || id.size >= sizeof(s->id))
		return ERR_OK;
	struct sealing sealing = sealing_of(call, id);
	enum err e = secret_unseal(&sealing, call_text(call, "keySealed"), &plain, why);
	if (!e && !unbase64(plain, s->secret, sizeof(s->secret))) {
		*why = TEXT("the key to sign with is damaged");
		e = ERR_INTERNAL;
	}
	if (!e)
		snprintf(s->id, sizeof(s->id), "%.*s", (int)id.size, id.at);
	return e;
}

struct text signer_sign(struct arena *a, const struct signer *s, struct text before,
			struct text body)
{
	unsigned char signature[crypto_sign_BYTES];
	struct text all = body;

	if (before.size)
		all = text_format(a, "%.*s%.*s", (int)before.size, before.at, (int)body.size,
				  body.at);
	crypto_sign_detached(signature, NULL, (const unsigned char *)all.at, all.size, s->secret);
	return base64(a, signature, sizeof(signature));
}

/* --- published --- */

static void key_put(struct call *call, struct rows *r)
{
	struct json_out *o = &call->out;
	unsigned char der[sizeof(spki) + crypto_sign_PUBLICKEYBYTES];
	char iso[CLOCK_ISO_SIZE];

	memcpy(der, spki, sizeof(spki));
	if (!unbase64(rows_text(r, "public"), der + sizeof(spki), crypto_sign_PUBLICKEYBYTES))
		return;
	struct text spelled = base64(call->arena, der, sizeof(der));
	json_map(o);
	json_key(o, "id");
	json_put_text(o, rows_text(r, "id"));
	json_key(o, "alg");
	json_put_c(o, "Ed25519");
	json_key(o, "publicKey");
	json_put_text(o, spelled);
	json_key(o, "pem");
	json_put_text(o, text_format(call->arena,
				     "-----BEGIN PUBLIC KEY-----\n%.*s\n-----END PUBLIC KEY-----\n",
				     (int)spelled.size, spelled.at));
	json_key(o, "since");
	clock_iso(rows_whole(r, "since"), iso);
	json_put_c(o, iso);
	json_close(o);
}

enum err webhook_key(struct call *call)
{
	json_key(&call->out, "keys");
	json_list(&call->out);
	call_set_whole(call, "keyNow", call->now_ms);
	struct rows *r = store_ask(call, "SELECT id, public, since FROM webhook_key"
					 " WHERE until IS NULL OR until > :keyNow"
					 " ORDER BY since DESC, id DESC");
	while (rows_next(r))
		key_put(call, r);
	rows_close(r);
	json_close(&call->out);
	return call->err;
}
