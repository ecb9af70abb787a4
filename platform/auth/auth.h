// SPDX-License-Identifier: Apache-2.0
/*
 * Who asks, and may they?
 *
 * Private integration tokens (`pit-` and a UUID) are kept as SHA-256, carry scopes and a class: of
 * a company or of a location.  Admission looks at, in this order: token, Version header, class,
 * scope, tenant, rate.  Statuses and sentences are those recorded in behaviour 1.2.
 *
 * A person who has signed in asks with a cookie instead (doc/sign-in.md).  It is looked at where
 * there is no Authorization header; his role says which scopes he holds, the header X-Location in
 * which of his locations he asks, and what is not from our own pages is refused.  From then on he
 * is a caller like a token.
 */
#ifndef GROUNDLEVEL_PLATFORM_AUTH_AUTH_H
#define GROUNDLEVEL_PLATFORM_AUTH_AUTH_H

#include "base/call/call.h"
#include "platform/catalogue/catalogue.h"

struct caller {
	struct text token_id;
	enum token_class class;
	struct text company_id;
	struct text location_id; /* empty for a company token */
	struct text user_id;	 /* who made the token; may be empty */
	struct text flow_id;	 /* a flow: which */
	struct text acts_for;	 /* a flow: the token that applied it; else empty */
	const struct text *scopes;
	size_t scope_count;
	int64_t rate_burst, rate_day; /* -1: as in the settings; 0: no limit */
	struct text session_id;	      /* a person's; empty: a token asks */
	struct text role;	      /* likewise: a name of ROLE_TABLE */
	int64_t proved_ms;	      /* likewise: when the password was last given */
	bool of_person;		      /* a flow that a person applied */
	struct text app_id;	      /* an application asks (OAuth): which, … */
	struct text family;	      /* … and of which consent its token is */
};

struct auth_config {
	int64_t rate_burst, rate_day; /* defaults for tokens that say nothing */
};

/* How often who asks may ask: of its own, or as the settings say; 0: no limit. */
struct auth_rates {
	int64_t burst, day;
};
struct auth_rates auth_rates(const struct call *call);

struct auth *auth_open(const struct auth_config *config);
void auth_close(struct auth *auth);

enum err
auth_admit(struct call *call); /* token, Version, class, scope, rate: sets call->caller and
				  the rate headers; uses call->connection to look tokens up.  From
				  inside call->caller is known: class and scope. */
/* What the head alone can say: the same without the rate; for a body that has yet to come. */
enum err auth_knock(struct call *call);
enum err auth_enter(struct call *call); /* after the check: is the location (and company) that the
					   call names theirs?  Sets :locationId, :companyId,
					   :callerId, :callerToken */
/* The id of the token that asks, for the log; "" where there is none.  In the call's arena. */
struct text auth_name(struct call *call);
/* Is there a token of the company, whatever the operation asks for? */
enum err auth_company(struct call *call);
void auth_leave(struct call *call); /* after the reply: call->caller may go */

/* Of the class and scopes alone: may they ask this?  Does he hold this scope? */
bool auth_may(const struct caller *caller, const struct op *op);
/* Of a row that is `proved`: must a person give his password once more before this?  A flow that he
 * applied acts with what he had proved then: AUTH_PROVED among its scopes. */
#define AUTH_PROVED "proved"
bool auth_unproved(const struct caller *caller, const struct op *op, int64_t now_ms);
bool auth_holds(const struct caller *caller, struct text scope);

/* A new token: its secret is written to `out` and nowhere else. */
#define AUTH_TOKEN_SIZE 41
struct auth_token {
	struct text name;
	enum token_class class;
	struct text company_id, location_id, user_id;
	struct text scopes; /* JSON list; empty: every scope */
};
enum err auth_token_make(struct call *call, const struct auth_token *token,
			 char out[AUTH_TOKEN_SIZE]);
/* The tokens of a user who goes are good no more, and with them the flows that they applied; of one
 * who leaves locations (a JSON list), those for these.  Refused when one of them may more than who
 * asks. */
enum err auth_user_gone(struct call *call, struct text user_id);
enum err auth_user_left(struct call *call, struct text user_id, struct text locations);
/* Those of a location that goes are good no more. */
enum err auth_location_gone(struct call *call);

#include "platform/auth/keys.h"
#include "platform/auth/people.h"

#endif
