// SPDX-License-Identifier: Apache-2.0
/*
 * Admission.  The sentences and statuses are the recorded ones (behaviour 1.1 and 1.2): clients
 * match on them.
 */
#include "auth/inside.h"
#include "store/store.h"

/* Versions that upstream has published; any of them works on any path. */
static const char *const versions[] = { "2021-07-28", "2021-04-15", "2023-02-21", "v3", "legacy" };

struct auth *auth_open(const struct auth_config *config)
{
	struct auth *auth = calloc(1, sizeof(*auth));

	if (!auth)
		abort();
	auth->config = *config;
	pthread_mutex_init(&auth->lock, NULL);
	return auth;
}

void auth_close(struct auth *auth)
{
	if (!auth)
		return;
	for (size_t i = 0; i < AUTH_BUCKETS; i++)
		while (auth->buckets[i]) {
			struct seat *seat = auth->buckets[i];
			auth->buckets[i] = seat->next;
			seat_leave(seat);
		}
	pthread_mutex_destroy(&auth->lock);
	free(auth);
}

static struct text secret_of(const struct call *call)
{
	struct text t = text_trim(call_header(call, "authorization"));

	if (t.size > 7 && text_alike((struct text){ t.at, 7 }, TEXT("bearer ")))
		t = text_trim((struct text){ t.at + 7, t.size - 7 });
	return t;
}

static enum err admit_token(struct call *call, struct seat **seat)
{
	struct text secret = secret_of(call);

	if (secret.size == 0)
		return refuse(call, ERR_STRANGER,
			      "No Authorization header found for authentication!");
	*seat = seat_find(call, secret);
	if (*seat)
		return ERR_OK;
	if (call->err)
		return call->err;
	return refuse(call, ERR_STRANGER,
		      text_starts(secret, "pit-") ? "Invalid Private Integration token"
						  : "Invalid JWT");
}

static bool looks_like_a_date(struct text t)
{
	if (t.size != 10)
		return false;
	for (size_t i = 0; i < t.size; i++)
		if (i == 4 || i == 7 ? t.at[i] != '-' : t.at[i] < '0' || t.at[i] > '9')
			return false;
	return true;
}

static enum err admit_version(struct call *call)
{
	struct text version = text_trim(call_header(call, "version"));

	if (call->op->ours)
		return ERR_OK;
	if (version.size == 0)
		return refuse(call, ERR_STRANGER, "version header was not found.");
	for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++)
		if (text_is(version, versions[i]))
			return ERR_OK;
	if (looks_like_a_date(version))
		return refuse(call, ERR_STRANGER, "version header is invalid");
	return refuse(call, ERR_BAD, "Invalid API version segment '%.*s' at position 0",
		      (int)version.size, version.at);
}

bool auth_holds(const struct who *who, struct text scope)
{
	for (size_t i = 0; i < who->scope_count; i++)
		if (text_is(who->scopes[i], "*") || text_same(who->scopes[i], scope))
			return true;
	return false;
}

static bool is_of_class(const struct who *who, const struct op *op)
{
	return op->token == TOKEN_ANY || op->token == TOKEN_NONE || op->token == who->class;
}

bool auth_may(const struct who *who, const struct op *op)
{
	bool held = op->scope_count == 0;

	for (size_t i = 0; i < op->scope_count && !held; i++)
		held = auth_holds(who, op->scopes[i]);
	return held && is_of_class(who, op);
}

enum err admit_rights(struct call *call)
{
	if (!is_of_class(call->who, call->op))
		return refuse(call, ERR_STRANGER, "Token's user type mismatch!");
	if (!auth_may(call->who, call->op))
		return refuse(call, ERR_SCOPE, "The token is not authorized for this scope.");
	return ERR_OK;
}

static enum err admit_head(struct call *call, struct seat **seat)
{
	enum err e = admit_version(call); /* first, whatever the token */
	if (!e)
		e = admit_token(call, seat);
	if (!e) {
		call->who = &(*seat)->who;
		e = admit_rights(call);
	}
	return e;
}

enum err auth_admit(struct call *call)
{
	struct seat *seat = NULL;

	if (call->op->token == TOKEN_NONE)
		return ERR_OK;
	enum err e = admit_head(call, &seat);
	return e ? e : rate_count(call, seat);
}

enum err auth_knock(struct call *call)
{
	struct seat *seat = NULL;

	return call->op->token == TOKEN_NONE ? ERR_OK : admit_head(call, &seat);
}

static enum err enter_company(struct call *call, const struct who *who)
{
	struct text named = call_text(call, "companyId");

	if (named.size && !text_same(named, who->company_id))
		return refuse(call, ERR_FOREIGN, "The token does not have access to this company.");
	call_set_text(call, "companyId", who->company_id);
	return ERR_OK;
}

static enum err enter_location(struct call *call, const struct who *who)
{
	static const char foreign[] = "The token does not have access to this location.";
	struct text named = call_text(call, "locationId");

	if (who->class == TOKEN_LOCATION) {
		if (named.size && !text_same(named, who->location_id))
			return refuse(call, ERR_FOREIGN, foreign);
		call_set_text(call, "locationId", who->location_id);
		return ERR_OK;
	}
	if (named.size == 0)
		return ERR_OK;
	if (!store_has(call, "SELECT 1 FROM location"
			     " WHERE id = :locationId AND company_id = :companyId"))
		return call->err ? call->err : refuse(call, ERR_FOREIGN, foreign);
	return ERR_OK;
}

/* Nobody gives a scope that he does not hold himself. */
static enum err list_held(struct call *call, const struct who *who, const struct json *list)
{
	for (const struct json *v = json_is(list, JSON_LIST) ? json_first(list) : NULL; v;
	     v = json_after(list, v))
		if (!auth_holds(who, json_text(v)))
			return refuse(call, ERR_SCOPE,
				      "Nobody can give the scope %.*s who does not hold it"
				      " himself.",
				      (int)json_text(v).size, json_text(v).at);
	return ERR_OK;
}

static enum err enter_held(struct call *call, const struct who *who)
{
	const struct shape *takes = call->op->takes;
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);
	enum err e = ERR_OK;

	json_list(&o);
	for (size_t i = 0; i < who->scope_count; i++)
		json_put_text(&o, who->scopes[i]);
	json_close(&o);
	call_set_text(call, "askerScopes", buffer_text(&b));
	for (size_t i = 0; !e && call->json && i < takes->count; i++)
		if (takes->fields[i].held)
			e = list_held(call, who, json_find(call->json, takes->fields[i].name));
	return e;
}

enum err auth_enter(struct call *call)
{
	const struct who *who = call->who;

	call_set_whole(call, "now", call->now_ms);
	if (!who)
		return ERR_OK;
	call_set_text(call, "askerToken", who->token_id);
	if (who->user_id.size)
		call_set_text(call, "askerId", who->user_id);
	else
		call_set_null(call, "askerId");
	enum err e = enter_company(call, who);
	if (!e)
		e = enter_location(call, who);
	return !e && call->op->gives_rights ? enter_held(call, who) : e;
}

struct text auth_name(struct call *call)
{
	return call->who ? text_copy(call->arena, call->who->token_id) : (struct text){ 0 };
}

enum err auth_company(struct call *call)
{
	struct seat *seat = NULL;
	enum err e = admit_token(call, &seat);

	if (e)
		return e;
	call->who = &seat->who;
	return seat->who.class == TOKEN_COMPANY
		       ? ERR_OK
		       : refuse(call, ERR_STRANGER, "Token's user type mismatch!");
}

void auth_leave(struct call *call)
{
	if (call->who)
		seat_leave((struct seat *)(uintptr_t)call->who);
	call->who = NULL;
}
