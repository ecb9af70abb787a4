// SPDX-License-Identifier: Apache-2.0
/*
 * What was decided in a transaction becomes an answer: a thread signs the access token, for that
 * takes half a millisecond, which neither a loop nor the writer has.
 *
 * The first token of all makes the key that signs, sealed like every secret that must be read
 * again.
 */
#include "domain/apps/inside.h"
#include "integration/connections/connections.h"

static const char key_newest[] = "SELECT kid AS key_kid, public AS key_public,"
				 " private AS key_private FROM signing_key"
				 " WHERE ends_at IS NULL ORDER BY since DESC LIMIT 1";

/* --- consents --- */

static void text_or_null(struct call *call, const char *name, struct text t)
{
	if (t.size)
		call_set_text(call, name, t);
	else
		call_set_null(call, name);
}

static struct text id_make(struct call *call)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	return text_copy(call->arena, text_of(id));
}

static bool install_begin(struct call *call, const struct grant *g)
{
	call_set_text(call, "installApp", g->app_id);
	call_set_text(call, "installPlace", g->location_id.size ? g->location_id : g->company_id);
	call_set_text(call, "installCompany", g->company_id);
	text_or_null(call, "installLocation", g->location_id);
	call_set_text(call, "installUser", g->user_id);
	call_set_text(call, "installScopes", g->scopes);
	call_set_text(call, "installId", id_make(call));
	bool was = store_has(call, "SELECT 1 FROM install WHERE app_id = :installApp"
				   " AND place = :installPlace AND live");
	store_do(call, "INSERT INTO install (id, app_id, company_id, location_id, place, user_id,"
		       " scopes, live, installed_at) VALUES (:installId, :installApp,"
		       " :installCompany, :installLocation, :installPlace, :installUser,"
		       " :installScopes, true, :now) ON CONFLICT (app_id, place) DO UPDATE SET"
		       " user_id = excluded.user_id, scopes = excluded.scopes,"
		       " installed_at = CASE WHEN install.live THEN install.installed_at"
		       "  ELSE excluded.installed_at END, live = true");
	store_load(call, "SELECT id AS install_id FROM install WHERE app_id = :installApp"
			 " AND place = :installPlace");
	return was;
}

struct text family_begin(struct call *call, const struct grant *g, struct text parent)
{
	struct text family = id_make(call);

	if (!install_begin(call, g) && !call->err)
		store_emit_event(
			call, "INSTALL",
			"SELECT i.id, i.app_id, i.app_id AS version_id, i.company_id,"
			" i.location_id, i.user_id, c.name AS company_name,"
			" CASE WHEN i.location_id IS NULL THEN 'Company' ELSE 'Location' END"
			" AS install_type, false AS is_whitelabel_company"
			" FROM install i JOIN company c ON c.id = i.company_id"
			" WHERE i.id = :installId");
	call_set_text(call, "familyId", family);
	text_or_null(call, "familyParent", parent);
	call_set_text(call, "familyScopes", g->scopes);
	store_do(call, "INSERT INTO oauth_family (id, install_id, parent, scopes, live, date_added)"
		       " VALUES (:familyId, :installId, :familyParent, :familyScopes, true, :now)");
	return family;
}

void family_end(struct call *call, struct text family, const char *why)
{
	call_set_text(call, "familyId", family);
	call_set_text(call, "familyWhy", text_of(why));
	auth_consents_changed(call);
	store_do(call, "UPDATE oauth_family SET live = false, why = :familyWhy"
		       " WHERE (id = :familyId OR parent = :familyId) AND live");
}

struct text refresh_make(struct call *call, struct text family)
{
	char token[2 * 32 + 1], hash[DIGEST_SIZE];

	random_hex(token, 32);
	digest_hex(text_of(token), hash);
	call_set_text(call, "refreshHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "refreshFamily", family);
	call_set_whole(call, "refreshEnds", call->now_ms + REFRESH_MS);
	store_do(call, "INSERT INTO oauth_refresh (hash, family, ends_at)"
		       " VALUES (:refreshHash, :refreshFamily, :refreshEnds)");
	return text_copy(call->arena, text_of(token));
}

/* --- what a token says --- */

static void put_pair(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

void grant_claim(struct call *call, struct grant *g)
{
	struct buffer *b = arena_take(call->arena, sizeof(*b));
	struct text whose = g->location_id.size ? g->location_id : g->company_id;
	char jti[ID_UUID_SIZE];

	*b = buffer_open(call->arena, 1 << 18);
	struct json_out o = json_open(b);
	id_uuid_random(jti);
	json_map(&o);
	put_pair(&o, "authClass", g->location_id.size ? TEXT("Location") : TEXT("Company"));
	put_pair(&o, "authClassId", whose);
	put_pair(&o, "primaryAuthClassId", whose);
	put_pair(&o, "source", TEXT("INTEGRATION"));
	put_pair(&o, "sourceId", g->client_id);
	put_pair(&o, "channel", TEXT("OAUTH"));
	json_key(&o, "oauthMeta");
	json_map(&o);
	json_key(&o, "scopes");
	json_put_raw(&o, g->scopes);
	put_pair(&o, "client", g->app_id);
	json_close(&o);
	put_pair(&o, "iss", auth_here(call));
	put_pair(&o, "jti", text_of(jti));
	put_pair(&o, "fam", g->family);
	json_key(&o, "iat");
	json_put_whole(&o, call->now_ms / 1000);
	json_key(&o, "exp");
	json_put_whole(&o, call->now_ms / 1000 + AUTH_JWT_SECONDS);
	json_close(&o);
	g->claims = buffer_text(b);
	g->expires_in = AUTH_JWT_SECONDS;
}

/* --- the key --- */

static struct sealing sealing_of(struct call *call, struct text kid)
{
	return (struct sealing){ blocking_pool_secrets(call->app->blocking_pool), call->arena,
				 text_format(call->arena, "signing_key %.*s", (int)kid.size,
					     kid.at) };
}

static enum err key_keep(struct call *call)
{
	store_guard(call, "signing key", TEXT(""));
	if (!store_load(call, key_newest))
		store_do(call, "INSERT INTO signing_key (kid, public, private, since)"
			       " VALUES (:keyKid, :keyPublic, :keyPrivate, :now)");
	return call->err;
}

static enum err key_fresh(struct call *call)
{
	struct auth_key made;
	struct text box, why;

	if (!auth_key_make(call->arena, &made))
		return refuse(call, ERR_UNAVAILABLE, "No key can be made now.");
	struct sealing sealing = sealing_of(call, made.kid);
	if (secret_seal(&sealing, made.private, &box, &why))
		return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
	call_set_text(call, "keyKid", made.kid);
	call_set_text(call, "keyPublic", made.public);
	call_set_text(call, "keyPrivate", box);
	return blocking_pool_perform(call, key_keep);
}

static enum err key_need(struct call *call, struct auth_key *key)
{
	struct text why;

	if (!call_text(call, "keyKid").size && key_fresh(call))
		return call->err;
	*key = (struct auth_key){ .kid = text_copy(call->arena, call_text(call, "keyKid")),
				  .public = text_copy(call->arena, call_text(call, "keyPublic")) };
	struct sealing sealing = sealing_of(call, key->kid);
	if (secret_unseal(&sealing, call_text(call, "keyPrivate"), &key->private, &why))
		return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
	return ERR_OK;
}

/* --- the answer --- */

/* A JSON list of words, with spaces between. */
static struct text words_of(struct call *call, struct text list)
{
	struct buffer b = buffer_open(call->arena, 1 << 18);
	const struct json *json;
	struct text why;

	if (json_read(call->arena, list, &json, &why))
		return TEXT("");
	for (const struct json *v = json_first(json); v; v = json_after(json, v)) {
		if (b.size)
			buffer_byte(&b, ' ');
		buffer_add(&b, json_text(v));
	}
	return buffer_text(&b);
}

static void put_company(struct json_out *o)
{
	static const char *const flags[] = { "isBulkInstallation", "installToFutureLocations",
					     "approveAllLocations" };

	for (size_t i = 0; i < 3; i++) {
		json_key(o, flags[i]);
		json_put_flag(o, true);
	}
}

static void grant_put(struct call *call, const struct grant *g, struct text jwt)
{
	struct json_out *o = &call->out;

	put_pair(o, "access_token", jwt);
	put_pair(o, "token_type", TEXT("Bearer"));
	json_key(o, "expires_in");
	json_put_whole(o, g->expires_in);
	put_pair(o, "refresh_token", g->refresh);
	put_pair(o, "scope", words_of(call, g->scopes));
	put_pair(o, "userType", g->location_id.size ? TEXT("Location") : TEXT("Company"));
	put_pair(o, "companyId", g->company_id);
	if (g->location_id.size)
		put_pair(o, "locationId", g->location_id);
	else
		put_company(o);
	put_pair(o, "userId", g->user_id);
	put_pair(o, "appId", g->app_id);
	put_pair(o, "versionId", g->app_id);
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	call_reply_header(call, "Pragma", TEXT("no-cache"));
}

static enum err grant_answer(struct call *call)
{
	struct grant *g = call->job;
	struct auth_key key;

	if (g->refused)
		return refuse(call, g->refused, "%s", g->why);
	if (key_need(call, &key))
		return call->err;
	struct text jwt = auth_jwt_make(call->arena, &key, g->claims);
	if (!jwt.size)
		return refuse(call, ERR_INTERNAL, "The token could not be signed.");
	grant_put(call, g, jwt);
	return ERR_OK;
}

void grant_go_on(struct call *call, struct grant *g)
{
	call_set_text(call, "keyKid", TEXT(""));
	if (!g->refused)
		store_load(call, key_newest);
	call->job = g;
	call->after = grant_answer;
	call->pool = call->app->signing;
}

/* --- what is published --- */

static void raw_open(struct call *call)
{
	call->content_type = TEXT("application/json; charset=utf-8");
	call->buffer.size = 0;
	call->out = json_open(&call->buffer);
	json_map(&call->out);
}

enum err oauth_jwks(struct call *call)
{
	struct json_out *o = &call->out;
	struct rows *r;

	raw_open(call);
	r = store_ask(call,
		      "SELECT kid, public FROM signing_key"
		      " WHERE ends_at IS NULL OR ends_at > :now ORDER BY since DESC LIMIT 10");
	json_key(o, "keys");
	json_list(o);
	while (rows_next(r)) {
		struct auth_key key = { .kid = text_copy(call->arena, rows_text(r, "kid")),
					.public = text_copy(call->arena, rows_text(r, "public")) };
		auth_key_put(o, &key);
	}
	rows_close(r);
	json_close(o);
	json_close(o);
	return call->err;
}

static void put_words(struct json_out *o, const char *key, const char *const *words)
{
	json_key(o, key);
	json_list(o);
	for (; *words; words++)
		json_put_c(o, *words);
	json_close(o);
}

enum err oauth_metadata(struct call *call)
{
	static const char *const paths[][2] = {
		{ "authorization_endpoint", "/oauth/chooselocation" },
		{ "token_endpoint", "/oauth/token" },
		{ "revocation_endpoint", "/oauth/revoke" },
		{ "introspection_endpoint", "/oauth/introspect" },
		{ "jwks_uri", "/.well-known/jwks.json" },
	};
	static const char *const methods[] = { "client_secret_basic", "client_secret_post", "none",
					       NULL };
	struct text here = auth_here(call);

	raw_open(call);
	put_pair(&call->out, "issuer", here);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		put_pair(&call->out, paths[i][0],
			 text_format(call->arena, "%.*s%s", (int)here.size, here.at, paths[i][1]));
	put_words(&call->out, "response_types_supported", (const char *const[]){ "code", NULL });
	put_words(&call->out, "grant_types_supported",
		  (const char *const[]){ "authorization_code", "refresh_token", NULL });
	put_words(&call->out, "code_challenge_methods_supported",
		  (const char *const[]){ "S256", NULL });
	put_words(&call->out, "token_endpoint_auth_methods_supported", methods);
	put_words(&call->out, "revocation_endpoint_auth_methods_supported", methods);
	put_words(&call->out, "introspection_endpoint_auth_methods_supported", methods);
	json_key(&call->out, "authorization_response_iss_parameter_supported");
	json_put_flag(&call->out, true);
	json_close(&call->out);
	return ERR_OK;
}
