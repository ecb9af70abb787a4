// SPDX-License-Identifier: Apache-2.0
/*
 * Hooks: what others push.  It is kept, with its runs, before it is answered; the same delivery
 * told twice is one event.
 *
 * Where the flow names a secret, the body's HMAC-SHA256 must stand in a header, in hex (with or
 * without `sha256=`) or base64; it is compared in constant time.  The secret is sealed.
 *
 * The events of another server have a hook, too: what it is told there only makes us look sooner.
 */
#include "flows/inside.h"

#include "runs.h"

#include <sodium.h>

#define WAKE_MS	     ((int64_t)2000) /* between two looks that hooks ask for */
#define WAKE_WALK_MS MINUTE_MS	     /* where all must be walked */

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

	if (!call->outside)
		return refuse(call, ERR_BROKEN, "Secrets cannot be sealed here.");
	if (secret_seal(outside_secrets(call->outside), call->arena, secret_about(call, name),
			call_text(call, "value"), &box, &why))
		return refuse(call, ERR_BROKEN, "%.*s", (int)why.size, why.at);
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
	if (!call->outside || !store_learn(call, "SELECT sealed FROM flow_secret"
						 " WHERE location_id = :locationId"
						 " AND name = :secretName"))
		return false;
	return !secret_unseal(outside_secrets(call->outside), call->arena, secret_about(call, name),
			      call_text(call, "sealed"), out, &why);
}

/* --- is it theirs? --- */

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

static bool is_theirs(struct call *call, struct text secret, struct text given)
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES], own[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	if (!mac_read(given, mac))
		return false;
	crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.at, secret.size);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)call->body.at,
				      call->body.size);
	crypto_auth_hmacsha256_final(&state, own);
	return sodium_memcmp(mac, own, sizeof(own)) == 0;
}

static enum err verify(struct call *call, const struct json *params)
{
	struct text name = json_text(json_get(params, "secret"));
	struct text header = json_text(json_get(params, "header")), secret;

	if (!name.size)
		return ERR_OK;
	if (!secret_find(call, name, &secret))
		return refuse(call, ERR_AWAY, "The secret of this hook is not set.");
	struct text given = call_header(call, text_c(call->arena, header));
	if (given.size && is_theirs(call, secret, given))
		return ERR_OK;
	return refuse(call, ERR_STRANGER, "The signature does not fit the body.");
}

/* --- what it says --- */

/* Which delivery is this?  Its own id, else the body, for a while. */
static struct text delivery_key(struct call *call, const struct json *params,
				const struct json *body)
{
	static const char *const headers[] = { "webhook-id", "deliveryid", "x-delivery-id", NULL };
	struct text id = json_text(json_get(body, "webhookId"));
	char hex[SUM_HEX];

	for (const char *const *h = headers; *h && !id.size; h++)
		id = call_header(call, *h);
	if (id.size && id.size <= 200)
		return text_format(call->arena, "id:%.*s", (int)id.size, id.at);
	int64_t same_ms = 5 * MINUTE_MS;
	json_whole(json_get(params, "same"), &same_ms);
	sum_hex(&call->body, 1, hex);
	return text_format(call->arena, "body:%s:%lld", hex, (long long)(call->now_ms / same_ms));
}

static struct text item_key(struct call *call, const struct json *body, struct text key)
{
	static const char *const names[] = { "id", "contactId", "contact_id", "email", NULL };

	(void)call;
	for (const char *const *n = names; *n; n++) {
		struct text t = json_text(json_get(body, *n));
		if (t.size && t.size <= 200)
			return t;
	}
	return key;
}

/* Somebody says that something changed where we poll: it is looked at soon, nothing else is
 * believed.  What can be asked for its changes costs one request; the rest a whole walk. */
static enum err poll_wake(struct call *call, const struct json *params)
{
	struct faults quiet = { .arena = call->arena };
	struct words_job job = { .arena = call->arena,
				 .catalogue = call->catalogue,
				 .faults = &quiet };
	const struct op *op = word_op(&job, STEP_LIST, json_text(json_get(params, "word")),
				      TEXT(""));

	call_set_whole(call, "apart", op && op->since.size ? WAKE_MS : WAKE_WALK_MS);
	enum err e = store_do(call, "UPDATE cursor SET woken = :now, next_due = CASE"
				    " WHEN next_due < coalesce(last_at, 0) + :apart THEN next_due"
				    " WHEN coalesce(last_at, 0) + :apart > CAST(:now AS BIGINT)"
				    " THEN coalesce(last_at, 0) + :apart"
				    " ELSE CAST(:now AS BIGINT) END"
				    " WHERE source_id = :sourceId");
	json_key(&call->out, "kept");
	json_put_flag(&call->out, true);
	return e;
}

enum err flow_hook(struct call *call)
{
	const struct json *params, *body;
	struct text why;
	bool fresh;

	call_set_whole(call, "now", call->now_ms);
	if (!store_learn(call, "SELECT id AS source_id, location_id, kind AS source_kind,"
			       " params_json FROM source WHERE id = :hookId AND EXISTS"
			       " (SELECT 1 FROM subscription u WHERE u.source_id = source.id"
			       " AND (kind = 'hook' OR (kind = 'poll' AND u.topic <> '')))"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such hook.");
	if (json_read(call->arena, call_text(call, "paramsJson"), &params, &why))
		return refuse(call, ERR_BROKEN, "This hook cannot be read.");
	if (text_is(call_text(call, "sourceKind"), "poll"))
		return poll_wake(call, params);
	enum err e = verify(call, params);
	if (e)
		return e;
	e = hook_body(call, &body);
	if (e)
		return e;
	struct text key = delivery_key(call, params, body);
	struct text payload = event_json(call->arena, json_source(call->arena, body), "called",
					 call->now_ms, TEXT(""));
	struct text source = call_text(call, "sourceId");
	const struct inbox_new in = { source, item_key(call, body, key), key, TEXT("called"),
				      payload };
	int64_t inbox = inbox_insert(call, &in, &fresh);
	if (fresh && !call->err)
		inbox_spread(call, source, inbox, &in, LANE_EVENT);
	json_key(&call->out, "kept");
	json_put_flag(&call->out, fresh);
	return call->err;
}
