// SPDX-License-Identifier: Apache-2.0
/*
 * Tokens are given: for a code, for a refresh token, and for a place of the company's.
 *
 * A code counts once; who comes with it again takes away what it gave.  A refresh token counts
 * once, too, but the same question gets the same answer until the answer was used: the official
 * client refreshes at every 401, and several of its processes do so at once.  There is one child
 * only; who comes with a token whose child was used, or too late, is a thief or was robbed, and all
 * of this consent is over.
 *
 * Such an end must be kept although the answer is a refusal: so the transaction only decides, and
 * a thread answers (grant.c).
 */
#include "base/core/string_set.h"
#include "base/secrets/token_box.h"
#include "domain/apps/inside.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <sodium.h>

#define REPEAT_MS	 (10 * 1000) /* of a public application */
#define REPEAT_SECRET_MS DAY_MS	     /* of one that has a secret */
#define REPEATS_MAX	 20
#define HOUR_S		 3600

static void hash_set(struct call *call, const char *name, struct text secret)
{
	char hash[DIGEST_SIZE];

	digest_hex(secret, hash);
	call_set_text(call, name, text_copy(call->arena, text_of(hash)));
}

static struct text kept(struct call *call, const char *name)
{
	return text_copy(call->arena, call_text(call, name));
}

static void decide(struct call *call, struct grant *g, enum err e, const char *why)
{
	*g = (struct grant){ .refused = e, .why = why };
	grant_go_on(call, g);
}

/* --- for a code --- */

/* BASE64URL(SHA256(verifier)) is the challenge (RFC 7636, 4.6). */
static bool verifier_fits(struct text challenge, struct text verifier)
{
	unsigned char sum[SHA256_DIGEST_LENGTH];
	char spelled[64];

	if (!challenge.size || !verifier.size)
		return !challenge.size && !verifier.size; /* nor a verifier that nobody asked for */
	if (verifier.size < 43 || verifier.size > 128)
		return false;
	SHA256((const unsigned char *)verifier.at, verifier.size, sum);
	sodium_bin2base64(spelled, sizeof(spelled), sum, sizeof(sum),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return strlen(spelled) == challenge.size &&
	       !CRYPTO_memcmp(spelled, challenge.at, challenge.size);
}

static enum err code_missing(struct call *call)
{
	return call->err ? call->err
			 : refuse(call, ERR_UNAUTHORIZED, "Authorization code not found");
}

/* Is it for this application, with this address and this proof? */
static enum err code_fits(struct call *call, const struct app_row *app)
{
	struct text redirect = call_text(call, "redirect_uri");

	if (!text_same(call_text(call, "codeApp"), app->id))
		return code_missing(call);
	if (redirect.size ? !text_same(redirect, call_text(call, "codeRedirect"))
			  : !app->secret_hash.size)
		return refuse(call, ERR_GRANT,
			      "redirect_uri is not the one that the code was asked for with.");
	if (!verifier_fits(call_text(call, "codeChallenge"), call_text(call, "code_verifier")))
		return refuse(call, ERR_GRANT, "code_verifier does not fit the code_challenge.");
	return ERR_OK;
}

static void grant_fill(struct call *call, struct grant *g, const struct app_row *app)
{
	*g = (struct grant){
		.location_id = kept(call, "codeLocation"),
		.company_id = kept(call, "codeCompany"),
		.user_id = kept(call, "codeUser"),
		.app_id = app->id,
		.client_id = app->client_id,
		.scopes = kept(call, "codeScopes"),
	};
}

static bool location_there(struct call *call, struct text id)
{
	call_set_text(call, "placeAsked", id);
	return !id.size || store_has(call, "SELECT 1 FROM location WHERE id = :placeAsked");
}

/* The first tokens of a consent. */
static enum err grant_new(struct call *call, struct grant *g)
{
	g->refresh = refresh_make(call, g->family);
	grant_claim(call, g);
	grant_go_on(call, g);
	return call->err;
}

static enum err by_code(struct call *call)
{
	struct grant *g = arena_take(call->arena, sizeof(*g));
	struct app_row app;

	hash_set(call, "codeHash", call_text(call, "code"));
	store_guard(call, "code", call_text(call, "codeHash"));
	if (!store_load(call, "SELECT app_id AS code_app, company_id AS code_company,"
			      " coalesce(location_id, '') AS code_location, user_id AS code_user,"
			      " scopes AS code_scopes, redirect AS code_redirect,"
			      " coalesce(challenge, '') AS code_challenge,"
			      " coalesce(family, '') AS code_family FROM oauth_code"
			      " WHERE hash = :codeHash AND ends_at > :now"))
		return code_missing(call);
	enum err e = client_need(call, &app);
	if (!e)
		e = code_fits(call, &app);
	if (e)
		return e;
	grant_fill(call, g, &app);
	if (!location_there(call, g->location_id))
		return refuse(call, ERR_REQUEST, "Location is not active");
	g->family = kept(call, "codeFamily");
	if (g->family.size) {
		family_end(call, g->family, "its code was used twice");
		decide(call, g, ERR_UNAUTHORIZED, "Authorization code not found");
		return call->err;
	}
	g->family = family_begin(call, g, TEXT(""));
	call_set_text(call, "codeFamily", g->family);
	store_do(call, "UPDATE oauth_code SET family = :codeFamily WHERE hash = :codeHash");
	return grant_new(call, g);
}

/* --- for a refresh token --- */

/* The scopes that are asked for, where fewer are; false: more than there were. */
static bool scopes_narrow(struct call *call, struct grant *g)
{
	struct string_set had = string_set_read(call->arena, g->scopes);
	struct text asked = call_text(call, "scope"), one;
	struct text *at = arena_take(call->arena, (had.count + 1) * sizeof(*at));
	size_t count = 0;

	while (text_split(&asked, ' ', &one)) {
		if (!one.size)
			continue;
		if (!string_set_has(had, one) || count == had.count)
			return false;
		at[count++] = one;
	}
	if (count)
		g->scopes = string_set_json(call->arena, (struct string_set){ at, count });
	return true;
}

static struct text answer_seal(struct call *call, const struct grant *g, struct text token)
{
	return token_seal(call->arena, token,
			  text_format(call->arena, "{\"refresh\":\"%.*s\",\"claims\":%.*s}",
				      (int)g->refresh.size, g->refresh.at, (int)g->claims.size,
				      g->claims.at));
}

/* What is old of this family goes. */
static void refresh_tidy(struct call *call)
{
	call_set_whole(call, "refreshOld", call->now_ms - 7 * DAY_MS);
	store_do(call, "DELETE FROM oauth_refresh WHERE hash IN (SELECT hash FROM oauth_refresh"
		       " WHERE family = :refreshFamily AND used_at < :refreshOld"
		       " ORDER BY used_at LIMIT 10)");
	store_do(call, "DELETE FROM oauth_refresh WHERE hash IN (SELECT hash FROM oauth_refresh"
		       " WHERE family = :refreshFamily AND used_at IS NOT NULL"
		       " ORDER BY used_at DESC LIMIT 10 OFFSET 100)");
	store_do(call, "DELETE FROM oauth_refresh WHERE hash IN (SELECT hash FROM oauth_refresh"
		       " WHERE ends_at < :now ORDER BY ends_at LIMIT 10)");
}

static enum err refresh_rotate(struct call *call, struct grant *g, struct text token)
{
	grant_claim(call, g);
	g->refresh = refresh_make(call, g->family);
	call_set_text(call, "refreshAnswer", answer_seal(call, g, token));
	store_do(call, "UPDATE oauth_refresh SET used_at = :now, child = :refreshHash,"
		       " answer = :refreshAnswer WHERE hash = :presented AND used_at IS NULL");
	if (call->err || call->changed != 1) /* another was faster: once more, from the beginning */
		return call->err ? call->err : refuse(call, ERR_CONFLICT, "Please try again.");
	refresh_tidy(call);
	grant_go_on(call, g);
	return call->err;
}

/* It was used.  The same answer, or the end of all. */
static enum err refresh_repeat(struct call *call, struct grant *g, const struct app_row *app)
{
	struct text token = call_text(call, "refresh_token"), why;
	int64_t within = app->secret_hash.size ? REPEAT_SECRET_MS : REPEAT_MS, ends = 0;
	const struct json *answer;
	bool fresh = call->now_ms - call_whole(call, "refreshUsed", 0) < within &&
		     call_whole(call, "refreshRepeats", 0) < REPEATS_MAX;

	call_set_text(call, "refreshChild", kept(call, "refreshChild"));
	if (!fresh || !store_has(call, "SELECT 1 FROM oauth_refresh WHERE hash = :refreshChild"
				       " AND used_at IS NULL")) {
		if (call->err)
			return call->err;
		family_end(call, g->family, "its refresh token was used twice");
		decide(call, g, ERR_GRANT, "The refresh token was used before.");
		return call->err;
	}
	struct text plain = token_unseal(call->arena, token, kept(call, "refreshAnswer"));
	if (json_read(call->arena, plain, &answer, &why))
		return refuse(call, ERR_GRANT, "The refresh token was used before.");
	g->refresh = text_copy(call->arena, json_text(json_get(answer, "refresh")));
	g->claims = json_source(call->arena, json_get(answer, "claims"));
	json_whole(json_get(json_get(answer, "claims"), "exp"), &ends);
	g->expires_in = ends - call->now_ms / 1000;
	if (g->expires_in < HOUR_S)
		grant_claim(call, g);
	store_do(call, "UPDATE oauth_refresh SET repeats = repeats + 1 WHERE hash = :presented");
	grant_go_on(call, g);
	return call->err;
}

static enum err refresh_wrong(struct call *call)
{
	return call->err ? call->err
			 : refuse(call, ERR_GRANT,
				  "The refresh token is not known, has ended, or is of another"
				  " client.");
}

static const char refresh_find[] =
	"SELECT r.family AS code_family, coalesce(r.used_at, 0) AS refresh_used,"
	" r.repeats AS refresh_repeats, coalesce(r.child, '') AS refresh_child,"
	" coalesce(r.answer, '') AS refresh_answer, f.scopes AS code_scopes,"
	" i.company_id AS code_company, coalesce(i.location_id, '') AS code_location,"
	" i.user_id AS code_user, i.app_id AS code_app"
	" FROM oauth_refresh r JOIN oauth_family f ON f.id = r.family"
	" JOIN install i ON i.id = f.install_id"
	" LEFT JOIN oauth_family p ON p.id = f.parent"
	" WHERE r.hash = :presented AND r.ends_at > :now AND f.live AND i.live"
	" AND (f.parent IS NULL OR p.live)";

static enum err by_refresh(struct call *call)
{
	struct grant *g = arena_take(call->arena, sizeof(*g));
	struct app_row app;
	enum err e = client_need(call, &app);

	if (e)
		return e;
	hash_set(call, "presented", call_text(call, "refresh_token"));
	store_guard(call, "refresh", call_text(call, "presented"));
	if (!store_load(call, refresh_find) || !text_same(call_text(call, "codeApp"), app.id))
		return refresh_wrong(call);
	grant_fill(call, g, &app);
	g->family = kept(call, "codeFamily");
	if (!location_there(call, g->location_id))
		return refuse(call, ERR_REQUEST, "Location is not active");
	if (!scopes_narrow(call, g))
		return refuse(call, ERR_SCOPES,
			      "A refresh token gives no more scopes than it had.");
	return call_whole(call, "refreshUsed", 0)
		       ? refresh_repeat(call, g, &app)
		       : refresh_rotate(call, g, call_text(call, "refresh_token"));
}

enum err oauth_token(struct call *call)
{
	struct text type = call_text(call, "grant_type");

	if (text_is(type, "authorization_code"))
		return by_code(call);
	if (text_is(type, "refresh_token"))
		return by_refresh(call);
	return refuse(call, ERR_GRANT_TYPE,
		      "grant_type must be authorization_code or refresh_token.");
}

/* --- for a place of the company's --- */

enum err oauth_location_token(struct call *call)
{
	struct grant *g = arena_take(call->arena, sizeof(*g));

	call_set_text(call, "mintApp", call->caller->app_id);
	call_set_text(call, "mintFamily", call->caller->family);
	if (!store_load(call, "SELECT a.client_id AS mint_client, f.scopes AS mint_scopes"
			      " FROM app a JOIN oauth_family f ON f.id = :mintFamily"
			      " WHERE a.id = :mintApp"))
		return call->err ? call->err : refuse(call, ERR_UNAUTHORIZED, "Invalid JWT");
	if (store_has(call, "SELECT 1 FROM install WHERE app_id = :mintApp"
			    " AND place = :locationId AND NOT live"))
		return refuse(call, ERR_FORBIDDEN,
			      "The application was taken out of this location.");
	*g = (struct grant){
		.location_id = kept(call, "locationId"),
		.company_id = call->caller->company_id,
		.user_id = call->caller->user_id,
		.app_id = call->caller->app_id,
		.client_id = kept(call, "mintClient"),
		.scopes = kept(call, "mintScopes"),
	};
	g->family = family_begin(call, g, call->caller->family);
	return grant_new(call, g);
}

enum err install_locations(struct call *call)
{
	call_set_text(call, "askingApp", call->caller->app_id);
	if (!text_same(call_text(call, "appId"), call->caller->app_id))
		return refuse(call, ERR_FORBIDDEN, "appId must be the application that asks.");
	struct value like = store_likeness(call, call_text(call, "query"));
	call_set(call, "likeness", like);
	enum err e = store_list(
		call, "locations",
		"SELECT l.id AS _id, l.name, coalesce(l.address, '') AS address,"
		" coalesce(i.live, true) AS is_installed,"
		" CASE WHEN coalesce(i.live, true) THEN :askingApp END AS version_id,"
		" CASE WHEN coalesce(i.live, true) THEN coalesce(i.installed_at, c.installed_at) "
		"END"
		" AS installed_at FROM location l"
		" LEFT JOIN install i ON i.app_id = :askingApp AND i.place = l.id"
		" LEFT JOIN install c ON c.app_id = :askingApp AND c.place = l.company_id"
		" WHERE l.company_id = :companyId"
		" AND (CAST(:locationId AS TEXT) IS NULL OR l.id = :locationId)"
		" AND (CAST(:isInstalled AS BOOLEAN) IS NULL"
		"  OR coalesce(i.live, true) = :isInstalled)"
		" AND (CAST(:likeness AS TEXT) IS NULL OR fold(l.name) LIKE :likeness ESCAPE '\\')"
		" ORDER BY l.id LIMIT :limit OFFSET :skip /* grows: locations of the company */");
	json_key(&call->out, "count");
	json_put_whole(&call->out, store_number(call, "SELECT count(*) AS n FROM location"
						      " WHERE company_id = :companyId"));
	json_key(&call->out, "installToFutureLocations");
	json_put_flag(&call->out, true);
	return e;
}

/* --- revoked, looked at --- */

enum err oauth_revoke(struct call *call)
{
	struct text token = call_text(call, "token");
	struct app_row app;
	enum err e = client_need(call, &app);

	if (e)
		return e;
	hash_set(call, "presented", token);
	if (store_load(call, refresh_find)) {
		if (text_same(call_text(call, "codeApp"), app.id))
			family_end(call, kept(call, "codeFamily"), "revoked");
		return call->err;
	}
	const struct json *claims = call->err ? NULL : auth_jwt_read(call, token);
	int64_t ends = 0;
	if (!claims || !text_same(json_text(json_get(claims, "sourceId")), app.client_id))
		return call->err;
	json_whole(json_get(claims, "exp"), &ends);
	call_set_text(call, "revokedJti", json_text(json_get(claims, "jti")));
	call_set_whole(call, "revokedEnds", ends * 1000);
	auth_consents_changed(call);
	store_do(call, "DELETE FROM oauth_revoked WHERE jti IN (SELECT jti FROM oauth_revoked"
		       " WHERE ends_at < :now ORDER BY ends_at LIMIT 100)");
	return store_do(call, "INSERT INTO oauth_revoked (jti, ends_at)"
			      " VALUES (:revokedJti, :revokedEnds) ON CONFLICT DO NOTHING");
}

static void put_pair(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

static void put_claims(struct call *call, const struct json *claims, const struct app_row *app)
{
	const struct json *scopes = json_get(json_get(claims, "oauthMeta"), "scopes");
	struct string_set list = string_set_read(call->arena, json_source(call->arena, scopes));
	struct buffer b = buffer_open(call->arena, 1 << 18);
	static const char *const numbers[] = { "exp", "iat" };

	for (size_t i = 0; i < list.count; i++) {
		if (i)
			buffer_byte(&b, ' ');
		buffer_add(&b, list.at[i]);
	}
	put_pair(&call->out, "scope", buffer_text(&b));
	put_pair(&call->out, "client_id", app->client_id);
	put_pair(&call->out, "token_type", TEXT("Bearer"));
	put_pair(&call->out, "sub", json_text(json_get(claims, "authClassId")));
	put_pair(&call->out, "jti", json_text(json_get(claims, "jti")));
	for (size_t i = 0; i < 2; i++) {
		int64_t value = 0;
		json_whole(json_get(claims, numbers[i]), &value);
		json_key(&call->out, numbers[i]);
		json_put_whole(&call->out, value);
	}
}

enum err oauth_introspect(struct call *call)
{
	struct app_row app;
	enum err e = client_need(call, &app);

	if (e)
		return e;
	hash_set(call, "presented", call_text(call, "token"));
	bool refresh = store_load(call, refresh_find) && !call_whole(call, "refreshUsed", 0) &&
		       text_same(call_text(call, "codeApp"), app.id);
	const struct json *claims = refresh || call->err
					    ? NULL
					    : auth_jwt_counts(call, call_text(call, "token"));
	if (claims && !text_same(json_text(json_get(claims, "sourceId")), app.client_id))
		claims = NULL;
	json_key(&call->out, "active");
	json_put_flag(&call->out, refresh || claims);
	if (claims)
		put_claims(call, claims, &app);
	else if (refresh)
		put_pair(&call->out, "client_id", app.client_id);
	return call->err;
}
