// SPDX-License-Identifier: Apache-2.0
/*
 * A WordPress site with the bridge asks us: it joins by its button, rings, leaves (doc/bridge.md).
 *
 * Somebody who may change connections is sent to a page of the site with a code.  The site makes
 * the secret and brings it, with the code, from server to server; from then on it signs.  The code
 * alone gives nothing: what the secret signs goes to the address that the connection had before.
 */
#include "integration/connections/inside.h"
#include "runs.h"

#include "base/secrets/digest.h"

#include <sodium.h>
#include <string.h>

#define JOIN_MS	     (15 * MINUTE_MS)
#define APART_MS     (5 * MINUTE_MS)
#define GOODBYE_MS   5000
#define SAME_KEY_MAX 4 /* connections of one site key; more is nobody's honest doing */

/* --- is it theirs? --- */

static bool is_signed(struct call *call, const struct connection *c, struct text key)
{
	const struct remote_target *t = &c->target;
	struct text given = call_header(call, "x-groundlevel-sign");
	const struct bridge_said said = { .method = call->method,
					  .route = call->op->path,
					  .query = call->query,
					  .time = call_header(call, "x-groundlevel-time"),
					  .body = call->body };

	if (!text_same(t->sign_key, key) || !t->sign_secret.size)
		return false;
	struct text own = bridge_sign(call->arena, t->sign_secret, &said);
	return own.size == given.size && sodium_memcmp(own.at, given.at, own.size) == 0;
}

static enum err time_judge(struct call *call)
{
	int64_t seconds;

	if (!text_whole(call_header(call, "x-groundlevel-time"), &seconds) || seconds < 0 ||
	    seconds > INT64_MAX / 1000)
		return refuse(call, ERR_UNAUTHORIZED, "X-Groundlevel-Time must be seconds.");
	int64_t apart = call->now_ms - seconds * 1000;

	if (apart <= APART_MS && apart >= -APART_MS)
		return ERR_OK;
	return refuse(call, ERR_UNAUTHORIZED,
		      "The signature is good, but the clocks are %lld seconds apart.",
		      (long long)(apart / 1000));
}

struct candidate {
	struct text id, location;
};

static size_t candidates_load(struct call *call, struct candidate *out)
{
	size_t count = 0;
	struct rows *r = store_ask(call, "SELECT id, location_id FROM connection"
					 " WHERE site_key = :siteKey ORDER BY id");

	while (r && count < SAME_KEY_MAX && rows_next(r))
		out[count++] = (struct candidate){ text_copy(call->arena, rows_text(r, "id")),
						   text_copy(call->arena,
							     rows_text(r, "location_id")) };
	if (r)
		rows_close(r);
	return count;
}

enum err site_need(struct call *call, struct connection *out)
{
	struct text key = call_header(call, "x-groundlevel-key");
	struct candidate list[SAME_KEY_MAX];

	call_set_text(call, "siteKey", key);
	size_t count = key.size ? candidates_load(call, list) : 0;

	for (size_t i = 0; i < count; i++) {
		call_set_text(call, "locationId", list[i].location);
		if (connection_try(call, list[i].id, out) && is_signed(call, out, key))
			return time_judge(call);
	}
	return call->err ? call->err
			 : refuse(call, ERR_UNAUTHORIZED, "The signature is not known here.");
}

enum err site_rang(struct call *call, const struct connection *site)
{
	call_set_text(call, "siteId", site->id);
	return store_do(call, "UPDATE connection SET rung_at = :now"
			      " WHERE id = :siteId AND location_id = :locationId");
}

/* --- joining --- */

static void code_make(struct call *call, char code[DIGEST_SIZE])
{
	char hash[DIGEST_SIZE];

	random_hex(code, 16);
	digest_hex(text_of(code), hash);
	call_set_text(call, "joinHash", text_copy(call->arena, text_of(hash)));
	call_set_whole(call, "joinUntil", call->now_ms + JOIN_MS);
}

static void join_say(struct call *call, const char *code)
{
	struct text base = call_text(call, "baseUrl");
	struct buffer b = buffer_open(call->arena, 2048);
	char until[CLOCK_ISO_SIZE];

	buffer_add(&b, base);
	buffer_add(&b, TEXT("/wp-admin/options-general.php?page=groundlevel&join="));
	buffer_url(&b, call_text(call, "hub"));
	buffer_format(&b, "&code=%s", code);
	json_key(&call->out, "joinUrl");
	json_put_text(&call->out, buffer_text(&b));
	json_key(&call->out, "code");
	json_put_c(&call->out, code);
	json_key(&call->out, "expiresAt");
	clock_iso(call->now_ms + JOIN_MS, until);
	json_put_c(&call->out, until);
}

enum err connection_join(struct call *call)
{
	char code[DIGEST_SIZE];

	if (!store_select_for_update(call, "SELECT kind, base_url, hub FROM connection"
					   " WHERE id = :connectionId"
					   " AND location_id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "Connection not found");
	if (!text_is(call_text(call, "kind"), "bridge"))
		return refuse(call, ERR_INVALID, "Only a connection of kind bridge is joined.");
	hub_judge(call);
	if (!call->violation_count && !call_text(call, "hub").size)
		call_violation(call, "hub should not be empty: it is where the site finds us");
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "The site could not find this Groundlevel.");
	code_make(call, code);
	store_do(call, "UPDATE connection SET hub = :hub, date_updated = :now"
		       " WHERE id = :connectionId AND location_id = :locationId");
	store_do(call, "DELETE FROM joining WHERE location_id = :locationId"
		       " AND connection_id = :connectionId");
	store_do(call, "DELETE FROM joining WHERE hash IN (SELECT hash FROM joining"
		       " WHERE expires_at <= :now ORDER BY expires_at LIMIT 20)");
	enum err e = store_do(call,
			      "INSERT INTO joining (hash, location_id, connection_id, expires_at)"
			      " VALUES (:joinHash, :locationId, :connectionId, :joinUntil)");
	if (!e)
		join_say(call, code);
	return e;
}

/* The host and what is behind it, without www. */
static struct text address_rest(struct text address)
{
	struct text scheme = { 0 };
	const char *at = address.size ? memmem(address.at, address.size, "://", 3) : NULL;

	if (at)
		scheme = (struct text){ address.at, (size_t)(at + 3 - address.at) };
	address = (struct text){ address.at + scheme.size, address.size - scheme.size };
	if (text_starts(address, "www."))
		address = (struct text){ address.at + 4, address.size - 4 };
	while (address.size && address.at[address.size - 1] == '/')
		address.size--;
	return address;
}

/* The site may know itself by www or without, and by https; another it may not be. */
static enum err home_judge(struct call *call)
{
	struct text base = call_text(call, "baseUrl"), home = text_trim(call_text(call, "home"));

	while (home.size && home.at[home.size - 1] == '/')
		home.size--;
	bool safer = text_starts(home, "https://") || !text_starts(base, "https://");

	if (!address_origin(home).size || !text_alike(address_rest(home), address_rest(base)))
		return refuse(call, ERR_INVALID,
			      "This is the site %.*s; the connection is one to %.*s.",
			      (int)home.size, home.at, (int)base.size, base.at);
	if (safer)
		call_set_text(call, "baseUrl", home);
	return ERR_OK;
}

static bool key_good(struct text key)
{
	for (size_t i = 0; i < key.size; i++) {
		char c = key.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-' || c == '_'))
			return false;
	}
	return key.size > 0;
}

static enum err joined_keep(struct call *call)
{
	struct text id = call_text(call, "connectionId"), key = call_text(call, "id");
	struct text secret = call_text(call, "secret");

	if (!key_good(key) || text_is(key, "code"))
		return refuse(call, ERR_INVALID, "id must be of letters and digits");
	enum err e = connection_seal(call, id, call_text(call, "baseUrl"),
				     text_format(call->arena, "%.*s:%.*s", (int)key.size, key.at,
						 (int)secret.size, secret.at));
	call_set_text(call, "siteKey", key);
	call_set_flag(call, "siteRoute",
		      memmem(call_text(call, "rest").at ? call_text(call, "rest").at : "",
			     call_text(call, "rest").size, "rest_route=", 11) != NULL);
	if (!e)
		e = store_do(call, "DELETE FROM joining WHERE hash = :joinHash");
	return e ? e
		 : store_do(call,
			    "UPDATE connection SET sealed = :sealed, site_key = :siteKey,"
			    " base_url = :baseUrl, rest_route = :siteRoute, state = 'unchecked',"
			    " state_reason = NULL, state_at = :now, date_updated = :now"
			    " WHERE id = :connectionId AND location_id = :locationId");
}

enum err site_pair(struct call *call)
{
	char hash[DIGEST_SIZE];

	digest_hex(call_text(call, "code"), hash);
	call_set_text(call, "joinHash", text_copy(call->arena, text_of(hash)));
	if (!store_load(call, "SELECT j.location_id, j.connection_id, c.base_url, c.hub"
			      " FROM joining j JOIN connection c ON c.id = j.connection_id"
			      " AND c.location_id = j.location_id"
			      " WHERE j.hash = :joinHash AND j.expires_at > :now"))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING,
					  "Nobody was sent here with this code, or it was used, or"
					  " it is older than a quarter of an hour.");
	enum err e = home_judge(call);

	if (!e)
		e = joined_keep(call);
	json_key(&call->out, "return");
	json_put_text(&call->out,
		      text_format(call->arena, "%.*s/console/connections",
				  (int)call_text(call, "hub").size, call_text(call, "hub").at));
	return e;
}

/* --- leaving --- */

enum err site_leave(struct call *call)
{
	struct connection site;
	enum err e = site_need(call, &site);

	call_set_text(call, "connectionId", e ? TEXT("") : site.id);
	if (!e)
		e = store_do(call, "UPDATE connection SET sealed = NULL, site_key = NULL,"
				   " state = 'refused', state_at = :now, date_updated = :now,"
				   " state_reason = 'The site was disconnected on its own page.'"
				   " WHERE id = :connectionId AND location_id = :locationId");
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e;
}

/* In a thread that may wait; that the site cannot be told keeps nobody from leaving. */
static enum err goodbye(struct call *call)
{
	const struct connection *site = call->job;
	struct http_client *client = http_client_open();
	struct remote_ask what = {
		.op = catalogue_find(call->app->catalogue, TEXT("bridge-leave")),
		.idempotency_key = call_value(call, "newUuid")->text,
		.timeout_ms = GOODBYE_MS,
		.now_ms = blocking_pool_now_ms(call->app->blocking_pool),
		.give_up = blocking_pool_stopping(call->app->blocking_pool),
	};
	struct remote_answer answer;

	remote_ask(client, call->arena, &site->target, &what, &answer);
	http_client_close(client);
	return ERR_OK;
}

enum err site_goodbye(struct call *call)
{
	struct connection *site = arena_take(call->arena, sizeof(*site));

	if (!call->app->blocking_pool ||
	    !store_has(call, "SELECT 1 FROM connection WHERE id = :connectionId"
			     " AND location_id = :locationId AND site_key IS NOT NULL") ||
	    !connection_try(call, call_text(call, "connectionId"), site))
		return call->err;
	call->job = site;
	call->after = goodbye;
	return ERR_OK;
}
