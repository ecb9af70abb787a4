// SPDX-License-Identifier: Apache-2.0
/*
 * People who sign in: what their roles let them do, their sessions, the pages that they ask from.
 * Reached through auth.h.
 */
#ifndef GROUNDLEVEL_PLATFORM_AUTH_PEOPLE_H
#define GROUNDLEVEL_PLATFORM_AUTH_PEOPLE_H

#include "platform/auth/auth.h"

/* --- roles.c --- */

/* name, rank: who has a higher one may all that a lower one may */
#define ROLE_TABLE(X)                                                                              \
	X("owner", 4)                                                                              \
	X("admin", 3)                                                                              \
	X("editor", 2)                                                                             \
	X("viewer", 1)
/* A scope like this (in SQL's LIKE, % only at an end) takes this rank; the first that fits. */
#define ROLE_RULE_TABLE(X, with)                                                                   \
	X("tokens.%", 4, with)                                                                     \
	X("apps.%", 4, with)                                                                       \
	X("companies.write", 4, with)                                                              \
	X("users.write", 3, with)                                                                  \
	X("locations.write", 3, with)                                                              \
	X("connections.write", 3, with)                                                            \
	X("webhooks.write", 3, with)                                                               \
	X("oauth.%", 3, with)                                                                      \
	X("audit.%", 3, with)                                                                      \
	X("%.readonly", 1, with)                                                                   \
	X("%", 2, with)

int role_rank(struct text role);	 /* 0: there is no such role */
int role_rank_needed(struct text scope); /* to hold it */

/* In SQL, of the account p and its row k of person_role (it may have none: then an admin of the
 * wire is one, and a user an editor). */
#define ROLE_RANK_SQL(name, rank)	    " WHEN '" name "' THEN " #rank
#define ROLE_RULE_SQL(pattern, rank, scope) " WHEN " scope " LIKE '" pattern "' THEN " #rank

#define PERSON_ROLE "coalesce(k.role, CASE p.role WHEN 'admin' THEN 'admin' ELSE 'editor' END)"

#define PERSON_RANK "(CASE " PERSON_ROLE ROLE_TABLE(ROLE_RANK_SQL) " ELSE 0 END)"

#define PERSON_OF_COMPANY "(" PERSON_ROLE " = 'owner' OR p.type = 'agency')"

/* May he enter this location of his company? */
#define PERSON_ENTERS(location)                                                                    \
	"(" PERSON_OF_COMPANY " OR EXISTS (SELECT 1 FROM account_location h"                       \
	" WHERE h.location_id = " location " AND h.account_id = p.id))"
#define PERSON_HOLDS(scope)                                                                        \
	"(" PERSON_ROLE " = 'owner' OR (p.scopes LIKE '%\"' || " scope " || '\"%'"                 \
	" AND " PERSON_RANK " >= (CASE" ROLE_RULE_TABLE(ROLE_RULE_SQL, scope) " END)))"

/* A person changes nobody of a higher rank than his own, and makes nobody one; tokens may. */
enum err auth_rank_need(struct call *call, struct text user_id);
enum err auth_role_give(struct call *call, struct text role);
/* Has whoever asks all that is the company's: its owner, or a token of it with every scope? */
bool auth_is_owner(const struct call *call);
enum err auth_role_set(struct call *call, struct text account_id, struct text role);

/* --- person.c: which page asks, and from where --- */

/* Ten minutes for what is `proved`. */
#define AUTH_PROVED_MS (10 * 60 * 1000)

/* Came it over https, or from within this machine, so that a cookie may go back? */
enum err auth_way_need(struct call *call);
/* How browsers reach us: https://name, http://127.0.0.1:8080; empty: not over HTTP. */
struct text auth_here(struct call *call);
/* Refuses what a page of another site asks; `said`: and what does not say that it is of ours. */
enum err auth_pages_need(struct call *call, bool said);
/* Where whoever asks is, also behind a proxy of ours; of version 6 the household. */
struct text auth_address(struct call *call);

/* --- sessions.c --- */

/* In a transaction: a session of this account begins, and the reply sets its cookie; the one that
 * asked with a cookie before is over.  Gives its id.  Refused where the way here is neither https
 * nor within this machine. */
enum err auth_session_make(struct call *call, struct text account_id, bool stay, struct text *id);
/* Who the cookie of this request says that it is, for pages that we show ourselves: whose page
 * asked is not looked at, so it may only be read for.  False: nobody. */
struct auth_visitor {
	struct text account_id, company_id, name, role, scopes; /* scopes: a JSON list */
	struct text csrf; /* what a form of such a page must bring back */
	bool of_company;
};
bool auth_visitor(struct call *call, struct auth_visitor *out);
bool auth_visitor_holds(struct call *call, const struct auth_visitor *v, struct text scope);
/* What X-CSRF of the session that asks, or was just made, must be. */
struct text auth_csrf(struct call *call);
enum err auth_session_prove(struct call *call); /* the password was given just now */
/* One of the person who asks; call->changed: was there one?  Then its cookie may go. */
enum err auth_session_end(struct call *call, struct text id);
void auth_cookie_clear(struct call *call);
/* All of the account's are over, but this one (empty: none). */
enum err auth_sessions_end(struct call *call, struct text account_id, struct text but);
/* Users were changed: people are looked at anew.  In a transaction. */
void auth_users_changed(struct call *call);
/* Are there tokens and sessions that were used and not noted?  Notes them. */
bool auth_used_any(const struct call *call);
enum err auth_used_note(struct call *call);

#endif
