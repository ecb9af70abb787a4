// SPDX-License-Identifier: Apache-2.0
/*
 * Is a call theirs?  The secret is sealed; signatures are compared in constant time.
 *
 *	x-signature-256: sha256=HEX        HMAC-SHA256 of the body, in hex or base64
 *	x-signature: t=SECONDS,v1=HEX      of SECONDS.body
 *	webhook-signature: v1,BASE64 …     of ID.SECONDS.body (webhook-id, webhook-timestamp)
 *
 * A time that was signed is held to five minutes, before and after.
 */
#include "integration/flows/inside.h"

#include "runs.h"

#include <sodium.h>

#define OLD_MS (5 * MINUTE_MS)

/* --- secrets of hooks --- */

static struct text secret_about(struct call *call, struct text name)
{
	struct text location = call_text(call, "locationId");

	return text_format(call->arena, "hook:%.*s:%.*s", (int)location.size, location.at,
			   (int)name.size, name.at);
}

enum err flow_secret_set(struct call *call)
{
	struct text box, why, name = call_text(call, "name");

	if (!call->app->blocking_pool)
		return refuse(call, ERR_INTERNAL, "Secrets cannot be sealed here.");
	if (secret_seal(&(struct sealing){ blocking_pool_secrets(call->app->blocking_pool),
					   call->arena, secret_about(call, name) },
			call_text(call, "value"), &box, &why))
		return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
	call_set_text(call, "sealed", box);
	enum err e = store_do(call,
			      "INSERT INTO flow_secret (location_id, name, sealed, date_updated)"
			      " VALUES (:locationId, :name, :sealed, :now)"
			      " ON CONFLICT (location_id, name) DO UPDATE SET"
			      " sealed = excluded.sealed, date_updated = excluded.date_updated");
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e;
}

static bool secret_find(struct call *call, struct text name, struct text *out)
{
	struct text why;

	call_set_text(call, "secretName", name);
	if (!call->app->blocking_pool || !store_load(call, "SELECT sealed FROM flow_secret"
							   " WHERE location_id = :locationId"
							   " AND name = :secretName"))
		return false;
	return !secret_unseal(&(struct sealing){ blocking_pool_secrets(call->app->blocking_pool),
						 call->arena, secret_about(call, name) },
			      call_text(call, "sealed"), out, &why);
}

/* whsec_BASE64 is written so that it can be told what it is. */
static struct text secret_bytes(struct arena *a, struct text secret)
{
	size_t size = 0;
	unsigned char *bytes = arena_take(a, secret.size + 1);
	const char *rest = secret.at + 6;

	if (!text_starts(secret, "whsec_") ||
	    sodium_base642bin(bytes, secret.size, rest, secret.size - 6, NULL, &size, NULL,
			      sodium_base64_VARIANT_ORIGINAL))
		return secret;
	return (struct text){ (const char *)bytes, size };
}

/* --- one signature --- */

static bool mac_read(struct text given, unsigned char out[crypto_auth_hmacsha256_BYTES])
{
	size_t size = 0;

	if (text_starts(given, "sha256="))
		given = (struct text){ given.at + 7, given.size - 7 };
	given = text_trim(given);
	if (!sodium_hex2bin(out, crypto_auth_hmacsha256_BYTES, given.at, given.size, NULL, &size,
			    NULL) &&
	    size == crypto_auth_hmacsha256_BYTES)
		return true;
	return !sodium_base642bin(out, crypto_auth_hmacsha256_BYTES, given.at, given.size, NULL,
				  &size, NULL, sodium_base64_VARIANT_ORIGINAL) &&
	       size == crypto_auth_hmacsha256_BYTES;
}

static bool is_theirs(struct call *call, struct text secret, struct text before, struct text given)
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES], own[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	if (!mac_read(given, mac))
		return false;
	crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.at, secret.size);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)before.at, before.size);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)call->body.at,
				      call->body.size);
	crypto_auth_hmacsha256_final(&state, own);
	return sodium_memcmp(mac, own, sizeof(own)) == 0;
}

/* --- the ways to write it --- */

struct claimed {
	struct text macs[8]; /* any one of them */
	size_t count;
	struct text before; /* signed before the body */
	struct text at;	    /* seconds since 1970, signed too */
};

/* t=SECONDS,v1=HEX,v1=HEX */
static void stamped_read(struct call *call, struct text given, struct claimed *c)
{
	struct text part, name;

	while (text_split(&given, ',', &part)) {
		text_split(&part, '=', &name);
		name = text_trim(name);
		if (text_is(name, "t"))
			c->at = text_trim(part);
		else if (text_is(name, "v1") && c->count < 8)
			c->macs[c->count++] = part;
	}
	c->before = text_format(call->arena, "%.*s.", (int)c->at.size, c->at.at);
}

/* v1,BASE64 v1,BASE64 beside webhook-id and webhook-timestamp */
static void standard_read(struct call *call, struct text given, struct claimed *c,
			  struct signing *out)
{
	struct text part, version;

	c->at = call_header(call, "webhook-timestamp");
	out->id = call_header(call, "webhook-id");
	while (text_split(&given, ' ', &part)) {
		text_split(&part, ',', &version);
		if (text_is(version, "v1") && c->count < 8)
			c->macs[c->count++] = part;
	}
	c->before = text_format(call->arena, "%.*s.%.*s.", (int)out->id.size, out->id.at,
				(int)c->at.size, c->at.at);
}

static void claimed_read(struct call *call, struct text given, struct claimed *c,
			 struct signing *out)
{
	if (text_starts(given, "v1,"))
		standard_read(call, given, c, out);
	else if (text_starts(given, "t=") || memmem(given.at, given.size, ",t=", 3))
		stamped_read(call, given, c);
	else if (given.size)
		c->macs[c->count++] = given;
}

static bool is_old(const struct call *call, const struct claimed *c)
{
	int64_t seconds;

	if (!c->before.size)
		return false;
	if (!text_whole(c->at, &seconds) || seconds < 0 || seconds > INT64_MAX / 1000)
		return true;
	int64_t apart = call->now_ms - seconds * 1000;
	return apart > OLD_MS || apart < -OLD_MS;
}

void hook_signed(struct call *call, const struct trigger *on, struct signing *out)
{
	struct claimed c = { 0 };
	struct text secret;

	*out = (struct signing){ .is = SIGNED_WELL };
	if (!on->secret.size)
		return;
	out->is = SIGNED_UNKNOWN;
	if (!secret_find(call, on->secret, &secret))
		return;
	out->is = SIGNED_NOT;
	secret = secret_bytes(call->arena, secret);
	claimed_read(call, call_header(call, text_c(call->arena, on->header)), &c, out);
	out->before = c.before;
	for (size_t i = 0; i < c.count && out->is == SIGNED_NOT; i++)
		if (is_theirs(call, secret, c.before, c.macs[i]))
			out->is = is_old(call, &c) ? SIGNED_OLD : SIGNED_WELL;
}

enum err signed_refuse(struct call *call, const struct signing *s)
{
	if (s->is == SIGNED_UNKNOWN)
		return refuse(call, ERR_UNAVAILABLE, "The secret of this hook is not set.");
	if (s->is == SIGNED_OLD)
		return refuse(call, ERR_UNAUTHORIZED,
			      "The signature is good, but its time is more than five minutes off.");
	return refuse(call, ERR_UNAUTHORIZED, "The signature does not fit the body.");
}
