// SPDX-License-Identifier: Apache-2.0
/*
 * Private integration tokens: made, listed, rotated with overlap, revoked.
 *
 * A secret is `pit-` and a random UUID, shown once, kept as its SHA-256 only.
 *
 * Nobody gives, sees, rotates or revokes what he does not hold himself: the scopes of a token are
 * among those of the one that makes it, and a token with more is as if it were not there.  Nor does
 * a new one ask more often than the one that makes it, or last longer.
 */
#include "base/secrets/id.h"
#include "platform/auth/inside.h"
#include "platform/store/store.h"
#include "runs.h"

static const char token_insert[] =
	"INSERT INTO token (id, family, hash, name, class, company_id, location_id, account_id,"
	" scopes, rate_burst, rate_day, ends_at, expires_at, date_added)"
	" VALUES (:newId, :newId, :tokenHash, :name, :class, :companyId, :tokenLocation, :callerId,"
	" :scopes, :rateBurst, :rateDay, :expiresAt, :expiresAt, :now)";

static void secret_make(struct call *call, char out[AUTH_TOKEN_SIZE])
{
	char hash[DIGEST_SIZE], uuid[ID_UUID_SIZE];

	id_uuid_random(uuid);
	memcpy(out, "pit-", 4);
	memcpy(out + 4, uuid, ID_UUID_SIZE);
	digest_hex(text_of(out), hash);
	call_set_text(call, "tokenHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "secret", text_copy(call->arena, text_of(out)));
}

static void set_or_null(struct call *call, const char *name, struct text t)
{
	if (t.size)
		call_set_text(call, name, t);
	else
		call_set_null(call, name);
}

enum err auth_token_make(struct call *call, const struct auth_token *token,
			 char out[AUTH_TOKEN_SIZE])
{
	bool location = token->class == TOKEN_LOCATION;

	call_set_text(call, "name", token->name);
	call_set_text(call, "class", location ? TEXT("location") : TEXT("company"));
	call_set_text(call, "companyId", token->company_id);
	set_or_null(call, "tokenLocation", token->location_id);
	set_or_null(call, "callerId", token->user_id);
	call_set_null(call, "expiresAt");
	call_set_text(call, "scopes", token->scopes.size ? token->scopes : TEXT("[\"*\"]"));
	secret_make(call, out);
	return store_do(call, token_insert);
}

/* --- what one holds oneself --- */

/* Does who asks hold each of these (a JSON list)?  False: *lacks is one that he does not. */
static bool scopes_held(struct call *call, struct text list, struct text *lacks)
{
	const struct json *scopes;
	struct text why;

	*lacks = TEXT("*");
	if (json_read(call->arena, list, &scopes, &why))
		return false;
	for (const struct json *v = json_first(scopes); v; v = json_after(scopes, v)) {
		*lacks = json_text(v);
		if (!auth_holds(call->caller, *lacks))
			return false;
	}
	return true;
}

/* The ids of the company's tokens that hold nothing else, as a JSON list. */
static struct text tokens_held(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 16 << 20);
	struct json_out o = json_open(&b);
	struct text lacks;
	struct rows *r = store_ask(call, "SELECT id, scopes FROM token"
					 " WHERE company_id = :companyId");

	json_list(&o);
	while (rows_next(r))
		if (scopes_held(call, rows_text(r, "scopes"), &lacks))
			json_put_text(&o, rows_text(r, "id"));
	json_close(&o);
	rows_close(r);
	return buffer_text(&b);
}

enum err token_list(struct call *call)
{
	call_set_text(call, "held", tokens_held(call));
	return store_list(call, "tokens",
			  "SELECT id, name, class, company_id, location_id, scopes, rate_burst,"
			  " rate_day, expires_at, revoked_at, used_at AS last_used_at, date_added"
			  " FROM token"
			  " WHERE company_id = :companyId"
			  " AND id IN (SELECT value FROM json_each(:held))"
			  " ORDER BY date_added DESC, id DESC");
}

static bool scope_exists(struct call *call, struct text scope)
{
	size_t count;
	const struct text *scopes = catalogue_scopes(call->app->catalogue, &count);

	for (size_t i = 0; i < count; i++)
		if (text_same(scopes[i], scope))
			return true;
	return text_is(scope, "*");
}

static enum err scopes_need(struct call *call)
{
	const struct json *scopes = json_get(call->json, "scopes");

	for (const struct json *v = json_first(scopes); v; v = json_after(scopes, v)) {
		struct text name = json_text(v);
		if (!scope_exists(call, name))
			return refuse(call, ERR_BAD, "There is no scope '%.*s'.", (int)name.size,
				      name.at);
	}
	return ERR_OK;
}

static enum err location_need(struct call *call)
{
	bool wanted = text_is(call_text(call, "class"), "location");
	struct text named = call_text(call, "locationId");

	if (wanted && named.size == 0)
		return refuse(call, ERR_BAD, "A token of class location needs a locationId.");
	if (!wanted && named.size)
		return refuse(call, ERR_BAD, "A token of class company takes no locationId.");
	set_or_null(call, "tokenLocation", named);
	return ERR_OK;
}

/* A limit as it was sent, null where it was not, against what the one who asks may ask himself; 0
 * is no limit.  What would be more without being said becomes as much. */
static enum err rate_need(struct call *call, const char *name, int64_t usual, int64_t own)
{
	bool said = call_value(call, name)->type == VALUE_WHOLE;
	int64_t wanted = call_whole(call, name, usual);

	if (!own || (wanted && wanted <= own))
		return ERR_OK;
	if (said)
		return refuse(call, ERR_SCOPE,
			      "Nobody can give a %s of %lld (0: no limit) whose own is %lld.", name,
			      (long long)wanted, (long long)own);
	call_set_whole(call, name, own);
	return ERR_OK;
}

static enum err rates_need(struct call *call)
{
	struct auth_config usual = call->app->auth ? call->app->auth->config
						   : (struct auth_config){ 0 };
	struct auth_rates own = auth_rates(call);
	enum err e = rate_need(call, "rateBurst", usual.rate_burst, own.burst);

	return e ? e : rate_need(call, "rateDay", usual.rate_day, own.day);
}

/* When the token that asks is of no use any more; 0: never, or it is none of these. */
static int64_t own_end(struct call *call)
{
	call_set_text(call, "askerId", call->caller->token_id);
	call_set_text(call, "askerCompany", call->caller->company_id);
	bool known = store_load(call, "SELECT expires_at AS asker_ends FROM token"
				      " WHERE id = :askerId AND company_id = :askerCompany");
	return known ? call_whole(call, "askerEnds", 0) : 0;
}

/* The end that was sent, against that of the one who asks; what would last longer without being
 * said ends with it. */
static enum err end_need(struct call *call)
{
	int64_t own = own_end(call), wanted = call_whole(call, "expiresAt", 0);

	if (call->err)
		return call->err;
	if (call->caller->app_id.size)
		return refuse(call, ERR_SCOPE,
			      "An application makes no private tokens: they would outlast what"
			      " people have allowed it.");
	if (wanted && wanted <= call->now_ms)
		return refuse(call, ERR_BAD, "expiresAt must be in the future.");
	if (own && wanted > own)
		return refuse(call, ERR_SCOPE,
			      "Nobody can give a token that lasts longer than"
			      " his own.");
	if (own && !wanted)
		call_set_whole(call, "expiresAt", own);
	return ERR_OK;
}

static enum err token_show(struct call *call)
{
	return store_reply_row(
		call, "token",
		"SELECT id, name, class, company_id, location_id, scopes, rate_burst,"
		" rate_day, expires_at, date_added, :secret AS secret FROM token"
		" WHERE id = :newId AND company_id = :companyId");
}

enum err token_create(struct call *call)
{
	char secret[AUTH_TOKEN_SIZE];
	enum err e = scopes_need(call);

	if (!e)
		e = location_need(call);
	if (!e)
		e = rates_need(call);
	if (!e)
		e = end_need(call);
	if (e)
		return e;
	if (!call_given(call, "scopes"))
		call_set_text(call, "scopes", call_text(call, "askerScopes"));
	secret_make(call, secret);
	e = store_do(call, token_insert);
	return e ? e : token_show(call);
}

static enum err token_missing(struct call *call)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "Token not found");
}

/* The token of the path, when who asks holds all that it does. */
static enum err token_need(struct call *call)
{
	struct text lacks;

	if (!store_load(call, "SELECT scopes AS token_scopes, ends_at AS token_ends FROM token"
			      " WHERE id = :tokenId AND company_id = :companyId"))
		return token_missing(call);
	if (scopes_held(call, call_text(call, "tokenScopes"), &lacks))
		return ERR_OK;
	return refuse(call, ERR_SCOPE, "This token holds the scope %.*s, which yours lacks.",
		      (int)lacks.size, lacks.at);
}

/* The one before ends when the overlap is over, if not sooner. */
static enum err overlap_begin(struct call *call)
{
	call_set_whole(call, "overlapEnds",
		       call->now_ms + call_whole(call, "overlapSeconds", 0) * 1000);
	enum err e = store_do(call, "UPDATE token SET expires_at ="
				    " CASE WHEN expires_at < :overlapEnds THEN expires_at"
				    "  ELSE :overlapEnds END"
				    " WHERE id = :tokenId AND company_id = :companyId"
				    " AND revoked_at IS NULL"
				    " AND (expires_at IS NULL OR expires_at > :now)"
				    " AND (expires_at IS NULL OR expires_at = ends_at"
				    "  OR expires_at > :overlapEnds)");

	return e || call->changed ? e : token_missing(call);
}

enum err token_rotate(struct call *call)
{
	char secret[AUTH_TOKEN_SIZE];
	enum err e = token_need(call);

	if (!e && !call_given(call, "expiresAt"))
		call_set(call, "expiresAt", *call_value(call, "tokenEnds"));
	if (!e)
		e = overlap_begin(call);
	if (!e)
		e = end_need(call);
	if (e)
		return e;
	secret_make(call, secret);
	e = store_do(call,
		     "INSERT INTO token (id, family, hash, name, class, company_id,"
		     " location_id, account_id, scopes, rate_burst, rate_day, ends_at, expires_at,"
		     " date_added)"
		     " SELECT :newId, family, :tokenHash, name, class, company_id, location_id,"
		     " account_id, scopes, rate_burst, rate_day, :expiresAt, :expiresAt, :now"
		     " FROM token WHERE id = :tokenId AND company_id = :companyId");
	call->settled = cached_tokens_age;
	return e ? e : token_show(call);
}

enum err token_revoke(struct call *call)
{
	enum err e = token_need(call);

	if (!e)
		e = store_do(call, "UPDATE token SET revoked_at = :now"
				   " WHERE id = :tokenId AND company_id = :companyId"
				   " AND revoked_at IS NULL");

	if (e || call->changed == 0)
		return e ? e : token_missing(call);
	call->settled = cached_tokens_age;
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return ERR_OK;
}

/* --- with the user whose they are --- */

/* Who holds less than one of them does not take it away, either. */
static enum err gone_held(struct call *call, struct rows *r)
{
	bool company = call->caller->class == TOKEN_COMPANY;
	struct text lacks;

	while (rows_next(r)) {
		bool beyond = text_is(rows_text(r, "class"), "company") && !company;
		if (beyond || !scopes_held(call, rows_text(r, "scopes"), &lacks)) {
			rows_close(r);
			return refuse(call, ERR_SCOPE,
				      "The user has a token that may more than yours,"
				      " and it would be revoked: ask with one that may as much.");
		}
	}
	rows_close(r);
	return call->err;
}

enum err auth_user_gone(struct call *call, struct text user_id)
{
	call_set_text(call, "goneUser", user_id);
	enum err e = gone_held(call, store_ask(call, "SELECT class, scopes FROM token"
						     " WHERE account_id = :goneUser"
						     " AND revoked_at IS NULL"));

	if (!e)
		e = auth_sessions_end(call, user_id, TEXT(""));
	if (!e)
		e = store_do(call, "DELETE FROM person_role WHERE account_id = :goneUser");
	call->settled = cached_tokens_age;
	return e ? e
		 : store_do(call, "UPDATE token SET revoked_at = :now"
				  " WHERE account_id = :goneUser AND revoked_at IS NULL");
}

enum err auth_user_left(struct call *call, struct text user_id, struct text locations)
{
	call_set_text(call, "goneUser", user_id);
	call_set_text(call, "goneLocations", locations);
	enum err e = gone_held(
		call, store_ask(call, "SELECT class, scopes FROM token"
				      " WHERE account_id = :goneUser AND revoked_at IS NULL"
				      " AND location_id IN"
				      "  (SELECT value FROM json_each(:goneLocations))"));

	call->settled = cached_tokens_age;
	return e ? e
		 : store_do(call,
			    "UPDATE token SET revoked_at = :now"
			    " WHERE account_id = :goneUser AND revoked_at IS NULL"
			    " AND location_id IN (SELECT value FROM json_each(:goneLocations))");
}

/* --- with the location whose they are --- */

enum err auth_location_gone(struct call *call)
{
	call->settled = cached_tokens_age;
	return store_do(call, "UPDATE token SET revoked_at = :now"
			      " WHERE location_id = :locationId AND revoked_at IS NULL");
}

enum err tokens_leave_location(struct call *call)
{
	static const struct sweep sweep = { NULL,
					    { "DELETE FROM token WHERE id IN (SELECT id FROM token"
					      " WHERE location_id = :locationId"
					      " LIMIT :leavingPart)" } };

	return store_sweep(call, &sweep, 1);
}
