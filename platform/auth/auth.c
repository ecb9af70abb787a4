// SPDX-License-Identifier: Apache-2.0
/*
 * Admission.  The sentences and statuses are the recorded ones (behaviour 1.1 and 1.2): clients
 * match on them.
 */
#include "platform/auth/inside.h"
#include "platform/store/store.h"

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
			struct cached_token *cached_token = auth->buckets[i];
			auth->buckets[i] = cached_token->next;
			cached_token_leave(cached_token);
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

static enum err admit_token(struct call *call, struct cached_token **cached_token)
{
	struct text secret = secret_of(call), cookie = TEXT("");

	if (!call_header(call, "authorization").size)
		cookie = person_cookie(call);
	if (cookie.size) {
		*cached_token = person_admit(call, cookie);
		return call->err;
	}
	if (secret.size == 0)
		return refuse(call, ERR_UNAUTHORIZED,
			      "No Authorization header found for authentication!");
	*cached_token = cached_token_find(call, secret);
	if (*cached_token && !(*cached_token)->caller.app_id.size)
		used_note(call, *cached_token, (*cached_token)->caller.token_id);
	if (*cached_token || call->err)
		return call->err;
	return refuse(call, ERR_UNAUTHORIZED,
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
		return refuse(call, ERR_UNAUTHORIZED, "version header was not found.");
	for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++)
		if (text_is(version, versions[i]))
			return ERR_OK;
	if (looks_like_a_date(version))
		return refuse(call, ERR_UNAUTHORIZED, "version header is invalid");
	return refuse(call, ERR_BAD, "Invalid API version segment '%.*s' at position 0",
		      (int)version.size, version.at);
}

bool auth_holds(const struct caller *caller, struct text scope)
{
	for (size_t i = 0; i < caller->scope_count; i++)
		if (text_is(caller->scopes[i], "*") || text_same(caller->scopes[i], scope))
			return true;
	return false;
}

static bool is_of_class(const struct caller *caller, const struct op *op)
{
	if (op->token == TOKEN_PERSON)
		return caller->session_id.size;
	if (op->token == TOKEN_APP)
		return caller->app_id.size && caller->class == TOKEN_COMPANY;
	return op->token == TOKEN_ANY || op->token == TOKEN_NONE || op->token == caller->class;
}

bool auth_may(const struct caller *caller, const struct op *op)
{
	bool held = op->scope_count == 0;

	for (size_t i = 0; i < op->scope_count && !held; i++)
		held = auth_holds(caller, op->scopes[i]);
	return held && is_of_class(caller, op);
}

bool auth_unproved(const struct caller *caller, const struct op *op, int64_t now_ms)
{
	if (!op->proved)
		return false;
	if (caller->of_person)
		return !auth_holds(caller, TEXT(AUTH_PROVED));
	return caller->session_id.size && now_ms - caller->proved_ms > AUTH_PROVED_MS;
}

/* The same of a person: a 401 would say that his session is over. */
static enum err admit_role(struct call *call)
{
	const struct caller *caller = call->caller;
	const struct op *op = call->op;

	if (!is_of_class(caller, op))
		return refuse(call, ERR_FORBIDDEN,
			      "This is asked of the company, which you may not enter.");
	if (!auth_may(caller, op))
		return refuse(call, ERR_FORBIDDEN, "Your role is %.*s: it lacks the scope %.*s.",
			      (int)caller->role.size, caller->role.at, (int)op->scopes[0].size,
			      op->scopes[0].at);
	if (auth_unproved(caller, op, call->now_ms))
		return refuse_more(call, ERR_FORBIDDEN, TEXT("\"needs\":[\"password\"]"),
				   "Give your password once more (POST /auth/session/prove).");
	return ERR_OK;
}

/* Class and scope of call->caller against the row, from outside and inside. */
static enum err admit_rights(struct call *call)
{
	if (call->caller->session_id.size)
		return admit_role(call);
	bool of_class = is_of_class(call->caller, call->op);
	if (!of_class && call->caller->app_id.size)
		return refuse(call, ERR_UNAUTHORIZED,
			      "This authClass type is not allowed to access this scope. Please use"
			      " a token of the other user type.");
	if (!of_class && call->op->token == TOKEN_APP) /* as measured (behaviour 1.3) */
		return refuse(call, ERR_SCOPE, "The token is not authorized for this scope.");
	if (!of_class)
		return refuse(call, ERR_UNAUTHORIZED, "Token's user type mismatch!");
	if (!auth_may(call->caller, call->op))
		return refuse(call, ERR_SCOPE, "The token is not authorized for this scope.");
	if (auth_unproved(call->caller, call->op, call->now_ms))
		return refuse(call, ERR_FORBIDDEN,
			      "Whoever applied this flow had not given the password for this.");
	return ERR_OK;
}

static enum err admit_head(struct call *call, struct cached_token **cached_token)
{
	enum err e = admit_version(call); /* first, whatever the token */
	if (!e)
		e = admit_token(call, cached_token);
	if (!e) {
		call->caller = &(*cached_token)->caller;
		e = admit_rights(call);
	}
	return e;
}

static enum err admit_inside(struct call *call)
{
	if (call->op->token == TOKEN_NONE) { /* public: asked as by anybody */
		call->caller = NULL;
		return ERR_OK;
	}
	if (!call->caller)
		return refuse(call, ERR_UNAUTHORIZED, "authorization header was not found.");
	return admit_rights(call);
}

enum err auth_admit(struct call *call)
{
	struct cached_token *cached_token = NULL;

	if (call->inside)
		return admit_inside(call);
	if (call->op->token == TOKEN_NONE)
		return ERR_OK;
	enum err e = admit_head(call, &cached_token);
	return e ? e : rate_count(call, cached_token);
}

enum err auth_knock(struct call *call)
{
	struct cached_token *cached_token = NULL;

	return call->op->token == TOKEN_NONE ? ERR_OK : admit_head(call, &cached_token);
}

static enum err enter_company(struct call *call, const struct caller *caller)
{
	struct text named = call_text(call, "companyId");

	if (named.size && !text_same(named, caller->company_id))
		return refuse(call, ERR_FORBIDDEN,
			      "The token does not have access to this company.");
	call_set_text(call, "companyId", caller->company_id);
	return ERR_OK;
}

/* The search of opportunities, and the media library, spell it so. */
static struct text location_named(struct call *call)
{
	struct text named = call_text(call, "locationId");

	if (!named.size)
		named = call_text(call, "location_id");
	if (!named.size && text_is(call_text(call, "altType"), "location"))
		named = call_text(call, "altId");
	if (named.size)
		call_set_text(call, "locationId", named);
	return named;
}

static enum err enter_location(struct call *call, const struct caller *caller)
{
	static const char foreign[] = "The token does not have access to this location.";
	struct text named = location_named(call);

	if (caller->class == TOKEN_LOCATION) {
		if (named.size && !text_same(named, caller->location_id))
			return refuse(call, ERR_FORBIDDEN, foreign);
		call_set_text(call, "locationId", caller->location_id);
		return ERR_OK;
	}
	if (named.size == 0)
		return ERR_OK;
	if (!store_has(call, "SELECT 1 FROM location"
			     " WHERE id = :locationId AND company_id = :companyId"))
		return call->err ? call->err : refuse(call, ERR_FORBIDDEN, foreign);
	return ERR_OK;
}

/* Nobody gives a scope that he does not hold himself. */
static enum err list_held(struct call *call, const struct caller *caller, const struct json *list)
{
	for (const struct json *v = json_is(list, JSON_LIST) ? json_first(list) : NULL; v;
	     v = json_after(list, v))
		if (!auth_holds(caller, json_text(v)))
			return refuse(call, ERR_SCOPE,
				      "Nobody can give the scope %.*s who does not hold it"
				      " himself.",
				      (int)json_text(v).size, json_text(v).at);
	return ERR_OK;
}

static enum err enter_held(struct call *call, const struct caller *caller)
{
	const struct shape *takes = call->op->takes;
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);
	enum err e = ERR_OK;

	json_list(&o);
	for (size_t i = 0; i < caller->scope_count; i++)
		json_put_text(&o, caller->scopes[i]);
	json_close(&o);
	call_set_text(call, "askerScopes", buffer_text(&b));
	for (size_t i = 0; !e && call->json && i < takes->count; i++)
		if (takes->fields[i].held)
			e = list_held(call, caller, json_find(call->json, takes->fields[i].name));
	return e;
}

/* Who it was, for history: a person, an application, a flow, a token. */
static void actor_name(struct call *call, const struct caller *caller)
{
	bool person = caller->session_id.size > 0, app = caller->app_id.size > 0;
	bool flow = caller->flow_id.size > 0;

	call_set_text(call, "actorKind",
		      person ? TEXT("person")
		      : app  ? TEXT("app")
		      : flow ? TEXT("flow")
			     : TEXT("token"));
	call_set_text(call, "actorId",
		      person ? caller->user_id
		      : app  ? caller->app_id
		      : flow ? caller->flow_id
			     : caller->token_id);
}

enum err auth_enter(struct call *call)
{
	const struct caller *caller = call->caller;

	call_set_whole(call, "now", call->now_ms);
	if (call->op->audited)
		call_set_text(call, "actorAddress", auth_address(call));
	if (!caller)
		return ERR_OK;
	call_set_text(call, "callerToken", caller->token_id);
	actor_name(call, caller);
	if (caller->user_id.size)
		call_set_text(call, "callerId", caller->user_id);
	else
		call_set_null(call, "callerId");
	enum err e = enter_company(call, caller);
	if (!e)
		e = enter_location(call, caller);
	return !e && call->op->gives_rights ? enter_held(call, caller) : e;
}

struct text auth_name(struct call *call)
{
	return call->caller ? text_copy(call->arena, call->caller->token_id) : (struct text){ 0 };
}

enum err auth_company(struct call *call)
{
	struct cached_token *cached_token = NULL;
	enum err e = admit_token(call, &cached_token);

	if (e)
		return e;
	call->caller = &cached_token->caller;
	return cached_token->caller.class == TOKEN_COMPANY
		       ? ERR_OK
		       : refuse(call, ERR_UNAUTHORIZED, "Token's user type mismatch!");
}

void auth_leave(struct call *call)
{
	if (call->caller)
		cached_token_leave((struct cached_token *)(uintptr_t)call->caller);
	call->caller = NULL;
}
