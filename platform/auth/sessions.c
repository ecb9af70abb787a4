// SPDX-License-Identifier: Apache-2.0
/*
 * Sessions: somebody has signed in and asks with the cookie that he got for it.
 *
 * A session is 32 random bytes, kept as their SHA-256 only.  What X-CSRF must be is made of them,
 * so whoever has not the cookie cannot know it, and nobody has to keep it.  A seat in memory is of
 * one session in one location: from there on a person is a caller like a token.
 */
#include "base/core/string_set.h"
#include "platform/auth/inside.h"
#include "platform/store/store.h"

#include <openssl/crypto.h>

#define SECRET_BYTES  32
#define AGENT_MAX     200
#define UNUSED_MS     INT64_C(12 * 3600 * 1000) /* so long it stays unused */
#define UNUSED_MS_SQL "43200000"
#define STAY_MS	      (30 * INT64_C(86400000))
#define STAY_MS_SQL   "2592000000"
#define BURST	      500 /* requests in 10 seconds */

static void csrf_make(struct call *call, struct text secret, char out[DIGEST_SIZE])
{
	digest_hex(text_format(call->arena, "csrf\n%.*s", (int)secret.size, secret.at), out);
}

/* --- who that is --- */

/* His only location, where he did not say which. */
static bool location_choose(struct call *call, bool of_company)
{
	struct rows *r = store_ask(
		call, of_company ? "SELECT id FROM location WHERE company_id = :personCompany"
				   " ORDER BY id LIMIT 2"
				 : "SELECT location_id AS id FROM account_location"
				   " WHERE account_id = :personId ORDER BY location_id LIMIT 2");
	size_t count = 0;

	for (; rows_next(r); count++)
		call_set_text(call, "personLocation", text_copy(call->arena, rows_text(r, "id")));
	rows_close(r);
	if (count == 1)
		return true;
	refuse(call, ERR_BAD,
	       count ? "Say in which of your locations: the header X-Location."
		     : "You have no location yet.");
	return false;
}

static bool location_enter(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM account p LEFT JOIN person_role k"
			    " ON k.account_id = p.id"
			    " JOIN location l ON l.company_id = p.company_id"
			    " WHERE p.id = :personId AND l.id = :personLocation"
			    " AND " PERSON_ENTERS("l.id")))
		return true;
	refuse(call, ERR_FORBIDDEN, "You may not enter this location.");
	return false;
}

/* In which class and where he asks this operation; false: refused. */
static bool place_find(struct call *call, bool of_company, enum token_class *class)
{
	enum token_class wanted = call->op->token;
	bool named = call_text(call, "personLocation").size;

	*class = of_company ? TOKEN_COMPANY : TOKEN_LOCATION;
	if (wanted == TOKEN_PERSON || (wanted == TOKEN_COMPANY && of_company) ||
	    (wanted == TOKEN_ANY && of_company && !named)) {
		call_set_text(call, "personLocation", TEXT(""));
		return true;
	}
	*class = TOKEN_LOCATION;
	return named ? location_enter(call) : location_choose(call, of_company);
}

/* What his role and his account let him hold, of the scopes that there are. */
static void scopes_find(struct call *call, struct cached_token *seat, struct text own)
{
	struct caller *caller = &seat->caller;
	size_t all_count, own_count;
	const struct text *all = catalogue_scopes(call->app->catalogue, &all_count);
	const struct text *mine = scopes_read(call->arena, own, &own_count);
	struct text *held = arena_take(seat->arena, (all_count + 1) * sizeof(*held));
	const struct caller account = { .scopes = mine, .scope_count = own_count };
	bool owner = text_is(caller->role, "owner");

	caller->scopes = held;
	if (owner)
		held[caller->scope_count++] = TEXT("*");
	for (size_t i = 0; i < all_count && !owner; i++)
		if (auth_holds(&account, all[i]) &&
		    role_rank_needed(all[i]) <= role_rank(caller->role))
			held[caller->scope_count++] = all[i];
}

static struct cached_token *seat_make(struct call *call, const char *hash, enum token_class class)
{
	struct arena *a = arena_open();
	struct cached_token *seat = seat_new(a, hash, call->now_ms);

	seat->caller = (struct caller){
		.token_id = text_copy(a, call_text(call, "personId")),
		.class = class,
		.company_id = text_copy(a, call_text(call, "personCompany")),
		.location_id = text_copy(a, call_text(call, "personLocation")),
		.user_id = text_copy(a, call_text(call, "personId")),
		.rate_burst = BURST,
		.session_id = text_copy(a, call_text(call, "sessionId")),
		.role = text_copy(a, call_text(call, "personRole")),
		.proved_ms = call_whole(call, "sessionProved", 0),
	};
	seat->ends_ms = call_whole(call, "sessionExpires", 0);
	seat->used_ms = call_whole(call, "sessionUsed", 0);
	memcpy(seat->csrf, call_text(call, "sessionCsrf").at, DIGEST_SIZE - 1);
	scopes_find(call, seat, call_text(call, "personScopes"));
	return seat;
}

static struct cached_token *session_read(struct call *call, const char *hash)
{
	enum token_class class;

	call_set_whole(call, "now", call->now_ms);
	if (!store_load(call, "SELECT s.id AS session_id, s.proved_at AS session_proved,"
			      " s.expires_at AS session_expires, s.used_at AS session_used,"
			      " p.id AS person_id, p.company_id AS person_company,"
			      " p.scopes AS person_scopes, " PERSON_ROLE " AS person_role,"
			      " CASE WHEN " PERSON_OF_COMPANY " THEN 1 ELSE 0 END"
			      " AS person_of_company"
			      " FROM session s JOIN account p ON p.id = s.account_id"
			      " LEFT JOIN person_role k ON k.account_id = p.id"
			      " WHERE s.hash = :sessionHash AND s.expires_at > :now"
			      " AND NOT p.deleted")) {
		refuse(call, ERR_UNAUTHORIZED, "Your session is over: sign in.");
		return NULL;
	}
	if (!place_find(call, call_whole(call, "personOfCompany", 0), &class))
		return NULL;
	return seat_make(call, hash, class);
}

static enum err csrf_need(struct call *call, const struct cached_token *seat)
{
	struct text sent = call_header(call, "x-csrf");

	if (text_is(call->method, "GET") || text_is(call->method, "HEAD") ||
	    (sent.size == DIGEST_SIZE - 1 && !CRYPTO_memcmp(sent.at, seat->csrf, sent.size)))
		return ERR_OK;
	return refuse(call, ERR_FORBIDDEN,
		      "The header X-CSRF must be what GET /auth/session gives as csrf.");
}

/* Which location is meant.  An EventSource sends no headers of its own: of what it asks, the
 * parameter says it. */
static struct text place_asked(const struct call *call)
{
	static const char name[] = "locationId=";
	struct text where = call_header(call, "x-location"), query = call->query, one;

	while (!where.size && call->op->live && text_split(&query, '&', &one))
		if (text_starts(one, name) && one.size < sizeof(name) + ID_SIZE)
			where = (struct text){ one.at + sizeof(name) - 1,
					       one.size - (sizeof(name) - 1) };
	return where;
}

static void session_names(struct call *call, struct text cookie)
{
	char hash[DIGEST_SIZE], csrf[DIGEST_SIZE];

	digest_hex(cookie, hash);
	csrf_make(call, cookie, csrf);
	call_set_text(call, "sessionHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "sessionCsrf", text_copy(call->arena, text_of(csrf)));
	call_set_text(call, "personLocation", place_asked(call));
}

struct cached_token *person_admit(struct call *call, struct text cookie)
{
	static const char *const classes[] = {
		"any", "location", "company", "none", "person", "app"
	};
	struct seat_ask ask = { .read = session_read };
	struct text where = place_asked(call);
	char hash[DIGEST_SIZE];

	if (auth_pages_need(call, false))
		return NULL;
	session_names(call, cookie);
	digest_hex(text_format(call->arena, "session\n%.*s\n%s\n%.*s", (int)cookie.size, cookie.at,
			       classes[call->op->token], (int)where.size, where.at),
		   hash);
	struct cached_token *seat = seat_find(call, hash, &ask);
	if (seat && auth_unproved(&seat->caller, call->op, call->now_ms)) {
		cached_token_leave(seat); /* perhaps another process has heard it meanwhile */
		ask.anew = true;
		session_names(call, cookie);
		seat = seat_find(call, hash, &ask);
	}
	if (!seat)
		return NULL;
	if (csrf_need(call, seat)) {
		cached_token_leave(seat);
		return NULL;
	}
	used_note(call, seat, seat->caller.session_id);
	return seat;
}

/* --- looked at by pages of our own --- */

bool auth_visitor(struct call *call, struct auth_visitor *out)
{
	struct text cookie = person_cookie(call);

	if (!cookie.size)
		return false;
	session_names(call, cookie);
	if (!store_load(call, "SELECT p.id AS person_id, p.company_id AS person_company,"
			      " p.name AS person_name, p.scopes AS person_scopes,"
			      " " PERSON_ROLE " AS person_role,"
			      " CASE WHEN " PERSON_OF_COMPANY " THEN 1 ELSE 0 END"
			      " AS person_of_company"
			      " FROM session s JOIN account p ON p.id = s.account_id"
			      " LEFT JOIN person_role k ON k.account_id = p.id"
			      " WHERE s.hash = :sessionHash AND s.expires_at > :now"
			      " AND NOT p.deleted"))
		return false;
	*out = (struct auth_visitor){
		.account_id = text_copy(call->arena, call_text(call, "personId")),
		.company_id = text_copy(call->arena, call_text(call, "personCompany")),
		.name = text_copy(call->arena, call_text(call, "personName")),
		.role = text_copy(call->arena, call_text(call, "personRole")),
		.scopes = text_copy(call->arena, call_text(call, "personScopes")),
		.csrf = text_copy(call->arena, call_text(call, "sessionCsrf")),
		.of_company = call_whole(call, "personOfCompany", 0),
	};
	return true;
}

bool auth_visitor_holds(struct call *call, const struct auth_visitor *v, struct text scope)
{
	struct string_set own = string_set_read(call->arena, v->scopes);

	return text_is(v->role, "owner") ||
	       (string_set_has(own, scope) && role_rank_needed(scope) <= role_rank(v->role));
}

/* --- made, proved, over --- */

enum err auth_session_make(struct call *call, struct text account_id, bool stay, struct text *id)
{
	char secret[2 * SECRET_BYTES + 1], made[ID_SIZE];
	struct text agent = call_header(call, "user-agent"), before = person_cookie(call);

	if (auth_way_need(call))
		return call->err;
	if (before.size) {
		session_names(call, before);
		store_do(call, "DELETE FROM session WHERE hash = :sessionHash");
	}
	id_new(call->now_ms, made);
	*id = text_copy(call->arena, text_of(made));
	random_hex(secret, SECRET_BYTES);
	session_names(call, text_copy(call->arena, text_of(secret)));
	agent.size = text_utf8_size(
		(struct text){ agent.at, agent.size > AGENT_MAX ? AGENT_MAX : agent.size });
	call_set_text(call, "sessionId", *id);
	call_set_text(call, "sessionOf", account_id);
	call_set_text(call, "sessionAddress", auth_address(call));
	call_set_text(call, "sessionAgent", agent);
	call_set_flag(call, "sessionStay", stay);
	call_set_whole(call, "sessionExpires", call->now_ms + (stay ? STAY_MS : UNUSED_MS));
	person_cookie_set(call, text_of(secret), stay ? STAY_MS / 1000 : -1);
	auth_users_changed(call);
	store_do(call, "DELETE FROM session WHERE id IN (SELECT id FROM session"
		       " WHERE expires_at <= :now ORDER BY expires_at LIMIT 100)");
	call_set_text(call, "actorKind", TEXT("person"));
	call_set_text(call, "actorId", account_id);
	call_set_text(call, "actorAddress", call_text(call, "sessionAddress"));
	if (store_load(call, "SELECT company_id FROM account WHERE id = :sessionOf"))
		store_audit(call, TEXT("sign-in"), *id);
	return store_do(call, "INSERT INTO session (id, hash, account_id, address, agent, stay,"
			      " date_added, used_at, expires_at, proved_at)"
			      " VALUES (:sessionId, :sessionHash, :sessionOf, :sessionAddress,"
			      " :sessionAgent, :sessionStay, :now, :now, :sessionExpires, :now)");
}

struct text auth_csrf(struct call *call)
{
	return call_text(call, "sessionCsrf");
}

enum err auth_session_prove(struct call *call)
{
	call_set_text(call, "sessionId", call->caller->session_id);
	auth_users_changed(call);
	return store_do(call, "UPDATE session SET proved_at = :now WHERE id = :sessionId");
}

enum err auth_session_end(struct call *call, struct text id)
{
	call_set_text(call, "sessionEnds", id);
	auth_users_changed(call);
	return store_do(call, "DELETE FROM session WHERE id = :sessionEnds"
			      " AND account_id = :callerId");
}

void auth_cookie_clear(struct call *call)
{
	person_cookie_set(call, TEXT(""), 0);
}

enum err auth_sessions_end(struct call *call, struct text account_id, struct text but)
{
	call_set_text(call, "sessionOf", account_id);
	call_set_text(call, "sessionBut", but);
	auth_users_changed(call);
	return store_do(call, "DELETE FROM session /* grows: all sessions of a person */"
			      " WHERE account_id = :sessionOf AND id <> :sessionBut");
}

void auth_users_changed(struct call *call)
{
	call->settled = cached_tokens_age;
}

/* --- used --- */

enum err auth_sessions_go_on(struct call *call)
{
	return store_do(call, "UPDATE session SET used_at = :now, expires_at = :now + CASE"
			      " WHEN stay THEN " STAY_MS_SQL " ELSE " UNUSED_MS_SQL " END"
			      " WHERE id IN (SELECT value FROM json_each(:used))");
}
