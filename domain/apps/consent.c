// SPDX-License-Identifier: Apache-2.0
/*
 * The page on which somebody allows an application: he signs in, chooses a place, and says yes or
 * no.
 *
 * What is asked for travels in the form, and is judged anew at each step; who decides is bound to
 * his session by csrf.  So nothing has to be parked while he thinks.  Who asks and where the answer
 * goes is judged first: where that is wrong, nobody is sent anywhere.  All other faults go back to
 * the application as RFC 6749 says, with state and iss (RFC 9207).
 */
#include "base/core/html.h"
#include "base/core/string_set.h"
#include "domain/apps/inside.h"
#include "domain/sessions/sessions.h"

#define PLACES_MAX 50

static const char *const asked_names[] = {
	"client_id", "redirect_uri",   "response_type",	       "scope",
	"state",     "code_challenge", "code_challenge_method"
};
#define ASKED_COUNT (sizeof(asked_names) / sizeof(*asked_names))

/* --- back to the application --- */

static void pair_add(struct buffer *b, char *sign, const char *name, struct text value)
{
	buffer_byte(b, *sign);
	buffer_format(b, "%s=", name);
	buffer_url(b, value);
	*sign = '&';
}

static enum err send_back(struct call *call, const char *name, struct text value)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct text redirect = call_text(call, "redirect_uri"), state = call_text(call, "state");
	char sign = memchr(redirect.at, '?', redirect.size) ? '&' : '?';

	buffer_add(&b, redirect);
	pair_add(&b, &sign, name, value);
	if (state.size)
		pair_add(&b, &sign, "state", state);
	pair_add(&b, &sign, "iss", auth_here(call));
	call_reply_header(call, "Location", buffer_text(&b));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	call->status = 303;
	call->content_type = TEXT("text/plain; charset=utf-8");
	call->buffer.size = 0;
	return ERR_OK;
}

/* --- what is asked for --- */

/* The scopes that were asked for, of those that the application has; all, where none were.  False:
 * one that it has not. */
static bool scopes_asked(struct call *call, const struct app_row *app, struct string_set *out)
{
	struct string_set has = string_set_read(call->arena, app->scopes);
	struct text asked = call_text(call, "scope"), one;
	struct text *at = arena_take(call->arena, (has.count + 1) * sizeof(*at));

	*out = (struct string_set){ at, 0 };
	while (text_split(&asked, ' ', &one)) {
		if (!one.size || string_set_has(*out, one))
			continue;
		if (!string_set_has(has, one))
			return false;
		at[out->count++] = one;
	}
	if (!out->count)
		*out = has;
	return true;
}

/* Who asks, and may the answer go there?  Refused on a page. */
static enum err app_need(struct call *call, struct app_row *app)
{
	if (!app_find(call, call_text(call, "client_id"), app))
		return call->err ? call->err
				 : refuse(call, ERR_BAD,
					  "There is no application with this client_id here.");
	if (!redirect_known(call->arena, app->redirects, call_text(call, "redirect_uri")))
		return refuse(call, ERR_BAD,
			      "The application %.*s has not registered the address to which you"
			      " would be sent back (redirect_uri). Nothing was allowed.",
			      (int)app->name.size, app->name.at);
	return ERR_OK;
}

/* What else is wrong, in OAuth's words; NULL: nothing. */
static const char *asking_wrong(struct call *call, const struct app_row *app,
				struct string_set *scopes)
{
	struct text challenge = call_text(call, "code_challenge");
	struct text method = call_text(call, "code_challenge_method");

	if (!text_is(call_text(call, "response_type"), "code"))
		return "unsupported_response_type";
	if (!challenge.size && (!app->secret_hash.size || method.size))
		return "invalid_request";
	if (challenge.size && (!text_is(method, "S256") || challenge.size != 43))
		return "invalid_request";
	return scopes_asked(call, app, scopes) ? NULL : "invalid_scope";
}

/* --- the page --- */

static struct buffer page_begin(struct call *call, const char *title)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);

	page_open(&b, "en", text_of(title));
	return b;
}

/* The form may lead to the address in the end. */
static enum err page_end(struct call *call, struct buffer *b)
{
	struct text origin = page_origin(call_text(call, "redirect_uri"));

	page_close(b);
	call_reply_header(
		call, "Content-Security-Policy",
		text_format(call->arena, PAGE_POLICY " %.*s", (int)origin.size, origin.at));
	call_reply_header(call, "Referrer-Policy", TEXT("same-origin"));
	call_reply_header(call, "X-Content-Type-Options", TEXT("nosniff"));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	call->content_type = TEXT("text/html; charset=utf-8");
	call->buffer = *b;
	return call->err;
}

static void hidden(struct buffer *b, const char *name, struct text value)
{
	buffer_format(b, "<input type=\"hidden\" name=\"%s\" value=\"", name);
	page_text(b, value);
	buffer_add(b, TEXT("\">\n"));
}

static void asked_hidden(struct call *call, struct buffer *b)
{
	for (size_t i = 0; i < ASKED_COUNT; i++)
		if (call_text(call, asked_names[i]).size)
			hidden(b, asked_names[i], call_text(call, asked_names[i]));
}

static void app_put(struct buffer *b, const struct app_row *app)
{
	buffer_add(b, TEXT("<p><strong>"));
	page_text(b, app->name);
	buffer_add(b, TEXT("</strong> would like to ask for you.</p>\n"));
}

static enum err sign_in_page(struct call *call, const struct app_row *app)
{
	struct buffer b = page_begin(call, "Sign in");

	app_put(&b, app);
	buffer_add(&b, TEXT("<form method=\"post\" action=\"/oauth/sign-in\">\n"));
	asked_hidden(call, &b);
	buffer_add(&b, TEXT("<label>E-mail <input type=\"email\" name=\"email\" required"
			    " autocomplete=\"username\"></label>\n"
			    "<label>Password <input type=\"password\" name=\"password\" required"
			    " autocomplete=\"current-password\"></label>\n"
			    "<button>Sign in</button>\n</form>\n"));
	return page_end(call, &b);
}

/* `contacts.write`: what it lets one do comes first, then with what. */
static void scope_put(struct buffer *b, struct text scope, bool held)
{
	bool reads = text_ends(scope, ".readonly");
	struct text rest = scope, subject;

	text_split(&rest, '.', &subject);
	buffer_format(b, "<li>%s%s ", held ? "" : "<s>", reads ? "see" : "<strong>change</strong>");
	for (size_t i = 0; i < subject.size; i++) {
		struct text one = { subject.at + i, 1 };
		page_text(b, subject.at[i] == '/' ? TEXT(": ") : one);
	}
	buffer_add(b, TEXT(" <code>"));
	page_text(b, scope);
	buffer_format(b, "</code>%s</li>\n", held ? "" : "</s> (you may not yourself)");
}

static void place_put(struct buffer *b, struct text id, struct text name, bool chosen)
{
	buffer_add(b, TEXT("<label><input type=\"radio\" name=\"place\" required value=\""));
	page_text(b, id);
	buffer_format(b, "\"%s> ", chosen ? " checked" : "");
	page_text(b, name);
	buffer_add(b, TEXT("</label>\n"));
}

static const char places[] =
	"SELECT l.id, l.name FROM location l JOIN account p ON p.id = :visitor"
	" LEFT JOIN person_role k ON k.account_id = p.id"
	" WHERE l.company_id = p.company_id AND " PERSON_ENTERS(
		"l.id") " AND (CAST(:likeness AS TEXT) IS NULL OR fold(l.name) LIKE :likeness "
			"ESCAPE '\\')"
			" ORDER BY l.name, l.id LIMIT 51 /* grows: locations of the company */";

/* The first fifty that fit what was searched for; gives how many there are, to fifty-one. */
static size_t places_put(struct call *call, struct buffer *b, const struct app_row *app,
			 const struct auth_visitor *v)
{
	bool company = v->of_company && !text_is(app->kind, "location");
	size_t count = 0;

	if (company)
		place_put(b, TEXT("company"),
			  TEXT("The whole company, and what it will have later"), false);
	if (text_is(app->kind, "company"))
		return 0;
	call_set_text(call, "visitor", v->account_id);
	call_set(call, "likeness", store_likeness(call, call_text(call, "q")));
	struct rows *r = store_ask(call, places);
	for (; rows_next(r); count++)
		if (count < PLACES_MAX)
			place_put(b, rows_text(r, "id"), rows_text(r, "name"), false);
	rows_close(r);
	if (!count && !company)
		buffer_add(b, TEXT("<p>There is no place of yours for it.</p>\n"));
	return count;
}

static void search_put(struct call *call, struct buffer *b)
{
	buffer_add(b, TEXT("<form method=\"get\" action=\"/oauth/chooselocation\">\n"));
	asked_hidden(call, b);
	buffer_add(b, TEXT("<label>Search among the places <input type=\"search\" name=\"q\""
			   " value=\""));
	page_text(b, call_text(call, "q"));
	buffer_add(b, TEXT("\"></label>\n</form>\n"));
}

static enum err consent_page(struct call *call, const struct app_row *app,
			     const struct auth_visitor *v, struct string_set scopes)
{
	struct buffer b = page_begin(call, "Allow an application");

	app_put(&b, app);
	buffer_add(&b, TEXT("<p>You are "));
	page_text(&b, v->name);
	buffer_add(&b, TEXT(". It would be able to:</p>\n<ul>\n"));
	for (size_t i = 0; i < scopes.count; i++)
		scope_put(&b, scopes.at[i], auth_visitor_holds(call, v, scopes.at[i]));
	buffer_add(&b, TEXT("</ul>\n<form method=\"post\" action=\"/oauth/consent\">\n"));
	asked_hidden(call, &b);
	hidden(&b, "csrf", v->csrf);
	buffer_add(&b, TEXT("<p>In which place?</p>\n"));
	size_t count = places_put(call, &b, app, v);
	buffer_add(&b, TEXT("<button name=\"decision\" value=\"allow\">Allow</button>"
			    "<button class=\"no\" name=\"decision\" value=\"deny\" formnovalidate>"
			    "Do not allow</button>\n</form>\n"));
	if (count > PLACES_MAX || call_text(call, "q").size)
		search_put(call, &b);
	return page_end(call, &b);
}

enum err consent_choose(struct call *call)
{
	struct auth_visitor v;
	struct app_row app;
	struct string_set scopes = { 0 };
	enum err e = app_need(call, &app);

	if (e)
		return e;
	const char *wrong = asking_wrong(call, &app, &scopes);
	if (wrong)
		return send_back(call, "error", text_of(wrong));
	if (!auth_visitor(call, &v) || !text_same(v.company_id, app.company_id))
		return call->err ? call->err : sign_in_page(call, &app);
	return consent_page(call, &app, &v, scopes);
}

/* --- signing in there --- */

static enum err choose_again(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	char sign = '?';

	buffer_add(&b, TEXT("/oauth/chooselocation"));
	for (size_t i = 0; i < ASKED_COUNT; i++)
		if (call_text(call, asked_names[i]).size)
			pair_add(&b, &sign, asked_names[i], call_text(call, asked_names[i]));
	call_reply_header(call, "Location", buffer_text(&b));
	call->status = 303;
	call->content_type = TEXT("text/plain; charset=utf-8");
	call->buffer.size = 0;
	return ERR_OK;
}

enum err consent_sign_in(struct call *call)
{
	struct app_row app;
	enum err e = app_need(call, &app);

	if (e)
		return e;
	call_set_text(call, "companyId", app.company_id);
	return session_sign_in(call, choose_again);
}

/* --- the decision --- */

/* May he give it this place?  :codeLocation is then set; NULL: of the company. */
static enum err place_need(struct call *call, const struct app_row *app,
			   const struct auth_visitor *v)
{
	struct text place = call_text(call, "place");
	bool company = text_is(place, "company");

	if (!place.size)
		return refuse(call, ERR_BAD, "Choose a place first. Nothing was allowed.");
	call_set_text(call, "visitor", v->account_id);
	if (company ? !v->of_company || text_is(app->kind, "location")
		    : text_is(app->kind, "company") ||
			      !store_has(
				      call,
				      "SELECT 1 FROM location l JOIN account p ON p.id = :visitor"
				      " LEFT JOIN person_role k ON k.account_id = p.id"
				      " WHERE l.id = :place AND l.company_id = p.company_id"
				      " AND " PERSON_ENTERS("l.id")))
		return call->err ? call->err
				 : refuse(call, ERR_FORBIDDEN,
					  "You may not give it this place. Nothing was allowed.");
	if (company)
		call_set_null(call, "codeLocation");
	else
		call_set_text(call, "codeLocation", place);
	return ERR_OK;
}

static enum err code_give(struct call *call, const struct app_row *app,
			  const struct auth_visitor *v, struct string_set scopes)
{
	char code[2 * 20 + 1], hash[DIGEST_SIZE];
	struct text challenge = call_text(call, "code_challenge");

	random_hex(code, 20);
	digest_hex(text_of(code), hash);
	call_set_text(call, "codeHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "codeApp", app->id);
	call_set_text(call, "codeCompany", v->company_id);
	call_set_text(call, "codeUser", v->account_id);
	call_set_text(call, "codeScopes", string_set_json(call->arena, scopes));
	if (challenge.size)
		call_set_text(call, "codeChallenge", challenge);
	else
		call_set_null(call, "codeChallenge");
	call_set_whole(call, "codeEnds", call->now_ms + CODE_MS);
	store_do(call,
		 "DELETE FROM oauth_code WHERE hash IN (SELECT hash FROM oauth_code"
		 " WHERE ends_at < CAST(:now AS BIGINT) - 86400000 ORDER BY ends_at LIMIT 100)");
	enum err e = store_do(call, "INSERT INTO oauth_code (hash, app_id, company_id, location_id,"
				    " user_id, scopes, redirect, challenge, ends_at)"
				    " VALUES (:codeHash, :codeApp, :codeCompany, :codeLocation,"
				    " :codeUser, :codeScopes, :redirect_uri, :codeChallenge,"
				    " :codeEnds)");
	return e ? e : send_back(call, "code", text_copy(call->arena, text_of(code)));
}

/* Those of them that he holds himself. */
static struct string_set scopes_held(struct call *call, const struct auth_visitor *v,
				     struct string_set scopes)
{
	struct text *at = arena_take(call->arena, (scopes.count + 1) * sizeof(*at));
	size_t count = 0;

	for (size_t i = 0; i < scopes.count; i++)
		if (auth_visitor_holds(call, v, scopes.at[i]))
			at[count++] = scopes.at[i];
	return (struct string_set){ at, count };
}

enum err consent_give(struct call *call)
{
	struct auth_visitor v;
	struct app_row app;
	struct string_set scopes = { 0 };
	enum err e = auth_pages_need(call, true);

	if (!e)
		e = app_need(call, &app);
	if (e)
		return e;
	const char *wrong = asking_wrong(call, &app, &scopes);
	if (wrong)
		return send_back(call, "error", text_of(wrong));
	if (!auth_visitor(call, &v) || !text_same(v.company_id, app.company_id) ||
	    !text_same(call_text(call, "csrf"), v.csrf))
		return call->err
			       ? call->err
			       : refuse(call, ERR_FORBIDDEN,
					"You have signed out or in meanwhile. Go back and try once"
					" more; nothing was allowed.");
	if (text_is(call_text(call, "decision"), "deny"))
		return send_back(call, "error", TEXT("access_denied"));
	e = place_need(call, &app, &v);
	if (e)
		return e;
	scopes = scopes_held(call, &v, scopes);
	return scopes.count ? code_give(call, &app, &v, scopes)
			    : send_back(call, "error", TEXT("invalid_scope"));
}
