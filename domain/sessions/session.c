// SPDX-License-Identifier: Apache-2.0
/*
 * Signing in and out, and what there is to a session.
 *
 *	sign in   count the guess, find the account │ look at the password │ make the session
 *	                   (a transaction)                (a thread)         (a transaction)
 */
#include "base/core/log.h"
#include "base/core/string_set.h"
#include "base/secrets/password.h"
#include "domain/companies/companies.h"
#include "domain/sessions/inside.h"
#include "integration/connections/connections.h"

/* What goes through the three parts. */
struct attempt {
	struct text account, hash; /* as the first part found them; empty: nobody */
	struct text given, next;   /* the password, and what it is to become */
	const char *wrong;	   /* what is said of a wrong one */
	enum err (*right)(struct call *call);
	enum err (*then)(struct call *call); /* after signing in; NULL: the session is told */
	bool must;			     /* the hash of `next` is needed */
};

void session_go_on(struct call *call, enum err (*then)(struct call *call), void *job)
{
	call->job = job;
	call->after = then;
	call->pool = call->app->hashing;
}

/* --- what is told of it --- */

static void put_key_text(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

static void put_instant(struct json_out *o, const char *key, int64_t ms)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(ms, iso);
	json_key(o, key);
	json_put_c(o, iso);
}

static void put_user(struct call *call, struct json_out *o)
{
	json_key(o, "user");
	json_map(o);
	put_key_text(o, "id", call_text(call, "shownId"));
	put_key_text(o, "name", call_text(call, "shownName"));
	put_key_text(o, "email", call_text(call, "shownEmail"));
	put_key_text(o, "role", call_text(call, "shownRole"));
	json_close(o);
}

static void put_places(struct call *call, struct json_out *o)
{
	static const char sql[] = "SELECT l.id, l.name, l.timezone FROM location l"
				  " JOIN account p ON p.id = :shownId"
				  " LEFT JOIN person_role k ON k.account_id = p.id"
				  " WHERE l.company_id = p.company_id AND " PERSON_ENTERS(
					  "l.id") " ORDER BY l.name, l.id LIMIT 100 /* grows: all "
						  "locations of the company */";
	struct rows *r = store_ask(call, sql);

	json_key(o, "locations");
	json_list(o);
	while (rows_next(r)) {
		json_map(o);
		put_key_text(o, "id", rows_text(r, "id"));
		put_key_text(o, "name", rows_text(r, "name"));
		put_key_text(o, "timezone", rows_text(r, "timezone"));
		json_close(o);
	}
	rows_close(r);
	json_close(o);
}

static void put_scopes(struct call *call, struct json_out *o)
{
	struct text role = call_text(call, "shownRole");
	size_t count;
	const struct text *all = catalogue_scopes(call->app->catalogue, &count);
	struct string_set own = string_set_read(call->arena, call_text(call, "shownScopes"));

	json_key(o, "scopes");
	json_list(o);
	for (size_t i = 0; i < count; i++)
		if (text_is(role, "owner") ||
		    (string_set_has(own, all[i]) && role_rank_needed(all[i]) <= role_rank(role)))
			json_put_text(o, all[i]);
	json_close(o);
}

/* The session with this id, as it stands in the data. */
static enum err session_put(struct call *call, struct text id)
{
	struct json_out *o = &call->out;

	call_set_text(call, "shownSession", id);
	if (!store_load(call,
			"SELECT p.id AS shown_id, p.name AS shown_name, p.email AS shown_email,"
			" p.scopes AS shown_scopes, " PERSON_ROLE " AS shown_role,"
			" CASE WHEN " PERSON_OF_COMPANY " THEN 1 ELSE 0 END AS shown_company,"
			" s.proved_at AS shown_proved, s.expires_at AS shown_expires"
			" FROM session s JOIN account p ON p.id = s.account_id"
			" LEFT JOIN person_role k ON k.account_id = p.id"
			" WHERE s.id = :shownSession"))
		return call->err ? call->err
				 : refuse(call, ERR_UNAUTHORIZED, "Your session is over: sign in.");
	int64_t proved = call_whole(call, "shownProved", 0) + AUTH_PROVED_MS;
	json_key(o, "session");
	json_map(o);
	put_user(call, o);
	put_places(call, o);
	json_key(o, "company");
	json_put_flag(o, call_whole(call, "shownCompany", 0));
	put_scopes(call, o);
	put_key_text(o, "csrf", auth_csrf(call));
	put_instant(o, "provedUntil", proved);
	put_instant(o, "expiresAt", call_whole(call, "shownExpires", 0));
	json_key(o, "needs");
	json_list(o);
	if (proved < call->now_ms)
		json_put_c(o, "password");
	json_close(o);
	json_close(o);
	return call->err;
}

/* --- a password is given --- */

static enum err attempt_look(struct call *call)
{
	struct attempt *a = call->job;

	if (!password_fits(call->arena, a->hash, a->given)) {
		log_say(LOG_WARN, "sign-in", "refused address=%.*s user=%.*s",
			(int)auth_address(call).size, auth_address(call).at, (int)a->account.size,
			a->account.at);
		return refuse(call, ERR_UNAUTHORIZED, "%s", a->wrong);
	}
	if (a->must)
		a->next = password_hash(call->arena, a->next);
	if (a->must && !a->next.size)
		return refuse(call, ERR_UNAVAILABLE,
			      "There is no memory for hashing a password now.");
	return blocking_pool_perform(call, a->right);
}

/* Whatever was found before must still be so. */
static enum err attempt_holds(struct call *call)
{
	const struct attempt *a = call->job;

	call_set_text(call, "attemptAccount", a->account);
	call_set_text(call, "attemptHash", a->hash);
	if (store_has(call, "SELECT 1 FROM account WHERE id = :attemptAccount"
			    " AND password_hash = :attemptHash AND NOT deleted")) {
		guess_right(call);
		return call->err;
	}
	return call->err ? call->err : refuse(call, ERR_UNAUTHORIZED, "%s", a->wrong);
}

enum err session_begin(struct call *call, struct text account_id)
{
	struct text id;
	enum err e = auth_session_make(call, account_id, call_whole(call, "stay", 0), &id);

	return e ? e : session_put(call, id);
}

static enum err sign_in(struct call *call)
{
	const struct attempt *a = call->job;
	enum err e = attempt_holds(call);
	struct text id;

	if (e || !a->then)
		return e ? e : session_begin(call, a->account);
	e = auth_session_make(call, a->account, false, &id);
	return e ? e : a->then(call);
}

enum err session_create(struct call *call)
{
	return session_sign_in(call, NULL);
}

enum err session_sign_in(struct call *call, enum err (*then)(struct call *call))
{
	struct attempt *a = arena_take(call->arena, sizeof(*a));
	struct text email = text_lower(call->arena, text_trim(call_text(call, "email")));

	*a = (struct attempt){ .given = call_text(call, "password"),
			       .wrong = "The e-mail or the password is wrong.",
			       .right = sign_in,
			       .then = then };
	if (auth_way_need(call) || auth_pages_need(call, true) || guess_begin(call, email))
		return call->err;
	call_set_text(call, "address", email);
	if (store_load(call, "SELECT id AS attempt_account, password_hash AS attempt_hash"
			     " FROM account WHERE email_lower_case = :address AND NOT deleted"
			     " AND (CAST(:companyId AS TEXT) IS NULL OR company_id = :companyId)"
			     " ORDER BY id LIMIT 1")) {
		a->account = text_copy(call->arena, call_text(call, "attemptAccount"));
		a->hash = text_copy(call->arena, call_text(call, "attemptHash"));
	}
	session_go_on(call, attempt_look, a);
	return call->err;
}

/* Of who has signed in: his own password, once more. */
static enum err own_attempt(struct call *call, const char *given, enum err (*right)(struct call *))
{
	struct attempt *a = arena_take(call->arena, sizeof(*a));

	*a = (struct attempt){ .account = call->caller->user_id,
			       .given = call_text(call, given),
			       .wrong = "The password is wrong.",
			       .right = right };
	if (guess_begin(call, a->account))
		return call->err;
	if (store_load(call, "SELECT password_hash AS attempt_hash FROM account"
			     " WHERE id = :callerId AND NOT deleted"))
		a->hash = text_copy(call->arena, call_text(call, "attemptHash"));
	session_go_on(call, attempt_look, a);
	return call->err;
}

static enum err proved(struct call *call)
{
	enum err e = attempt_holds(call);

	if (!e)
		e = auth_session_prove(call);
	return e ? e : session_put(call, call->caller->session_id);
}

enum err session_prove(struct call *call)
{
	return own_attempt(call, "password", proved);
}

static enum err password_changed(struct call *call)
{
	const struct attempt *a = call->job;
	enum err e = attempt_holds(call);

	if (!e)
		e = account_password(call, a->account, a->next);
	if (!e)
		e = auth_sessions_end(call, a->account, TEXT(""));
	return e ? e : session_begin(call, a->account);
}

enum err session_password(struct call *call)
{
	enum err e = own_attempt(call, "current", password_changed);
	struct attempt *a = call->job;

	if (e)
		return e;
	a->next = call_text(call, "new");
	a->must = true;
	return ERR_OK;
}

/* --- looked at, and over --- */

enum err session_get(struct call *call)
{
	return session_put(call, call->caller->session_id);
}

static enum err succeeded(struct call *call, enum err e)
{
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e;
}

enum err session_delete(struct call *call)
{
	auth_cookie_clear(call);
	return succeeded(call, auth_session_end(call, call->caller->session_id));
}

enum err session_list(struct call *call)
{
	call_set_text(call, "thisSession", call->caller->session_id);
	return store_list(call, "sessions",
			  "SELECT id, CASE WHEN id = :thisSession THEN true ELSE false END"
			  " AS current, address, agent, stay, date_added, used_at, expires_at"
			  " FROM session /* grows: all sessions of a person */"
			  " WHERE account_id = :callerId AND expires_at > :now"
			  " ORDER BY date_added DESC, id DESC LIMIT 1000");
}

enum err session_end(struct call *call)
{
	enum err e = auth_session_end(call, call_text(call, "id"));

	if (!e && !call->changed)
		return refuse(call, ERR_MISSING, "Session not found");
	return succeeded(call, e);
}
