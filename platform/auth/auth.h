// SPDX-License-Identifier: Apache-2.0
/*
 * Who asks, and may they?
 *
 * Private integration tokens (`pit-` and a UUID) are kept as SHA-256, carry scopes and a class: of
 * a company or of a location.  Admission looks at, in this order: token, Version header, class,
 * scope, tenant, rate.  Statuses and sentences are those recorded in behaviour 1.2.
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
	struct text acts_for;	 /* a flow: the token that applied it; else empty */
	const struct text *scopes;
	size_t scope_count;
	int64_t rate_burst, rate_day; /* -1: as in the settings; 0: no limit */
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
				  the rate headers; uses call->connection to look tokens up */
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
bool auth_holds(const struct caller *caller, struct text scope);

/* Asks an operation from inside, in the transaction of `within` and as its call->caller, who must
 * be of the class and hold the scope of the row, as if he asked from outside.  The reply is read
 * into *reply; a refusal is passed on to `within`. */
enum err auth_ask(struct call *within, const char *method, struct text path, struct text body,
		  const struct json **reply);

struct auth_request {
	struct text method, path, body; /* path with its query */
	const struct caller *caller;	/* NULL: as `within` */
};
struct auth_result {
	enum err err; /* 0: it was done */
	int status;
	const struct op *op; /* what was asked; NULL: there is no such row */
	struct text body;    /* the reply, JSON, when it was done; secrets left out */
	struct text why;     /* else one sentence */
	struct text more;    /* and further members of the refusal, as JSON without braces */
};
/* The same, but a refusal undoes only what was asked, and `within` goes on (no rows of it may be
 * open).  An error is one of `within`: nothing more can be done in its transaction. */
enum err auth_try(struct call *within, const struct auth_request *ask, struct auth_result *told);

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

#endif
