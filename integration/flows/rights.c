// SPDX-License-Identifier: Apache-2.0
/*
 * Nobody gives a flow more than he holds himself, and nobody switches, starts, replays or reads the
 * runs of one that has more.
 */
#include "integration/flows/inside.h"

/* --- of a file: steps and triggers beyond the rights of who applies it --- */

struct judging {
	struct call *call;
	struct faults *faults;
};

static void need_judge(void *owner, const struct flow_need *need)
{
	struct judging *j = owner;
	const struct op *op = need->op;

	if (need->held || !need->sure)
		return;
	if (need->unproved)
		fault_add(j->faults, need->at,
			  "asks %.*s, for which the password must have been given just now (POST"
			  " /auth/session/prove)",
			  (int)op->name.size, op->name.at);
	else if (op && op->token == TOKEN_PERSON)
		fault_add(j->faults, need->at, "asks %.*s, which is for people who have signed in",
			  (int)op->name.size, op->name.at);
	else if (op && op->token == TOKEN_COMPANY)
		fault_add(j->faults, need->at,
			  "asks %.*s, which is for tokens of the company: a flow acts for its"
			  " location",
			  (int)op->name.size, op->name.at);
	else if (op)
		fault_add(j->faults, need->at,
			  "asks %.*s, for which your token lacks the scope %.*s",
			  (int)op->name.size, op->name.at, (int)need->scope.size, need->scope.at);
	else
		fault_add(j->faults, need->at, "needs the scope %.*s, which your token lacks",
			  (int)need->scope.size, need->scope.at);
}

/* Another flow is started by this one: that is as much as starting it oneself. */
static void other_judge(struct judging *j, struct text slug, struct text at)
{
	struct call *call = j->call;
	struct text scope;

	call_set_text(call, "otherSlug", slug);
	if (!store_load(call, "SELECT id AS other_flow, live_rev AS other_rev FROM flow"
			      " WHERE location_id = :locationId AND slug = :otherSlug"))
		return;
	if (!rights_cover(call, call_text(call, "otherFlow"), call_whole(call, "otherRev", 0),
			  &scope))
		fault_add(j->faults, at,
			  "starts the flow '%.*s', which acts with the scope %.*s, which your token"
			  " lacks",
			  (int)slug.size, slug.at, (int)scope.size, scope.at);
}

static void run_judge(void *owner, const struct step *s)
{
	if (s->kind == STEP_RUN)
		other_judge(owner, s->fixed, s->at);
}

void flow_check_rights(struct call *call, const struct flow *f, struct faults *faults)
{
	struct judging j = { call, faults };

	flow_needs(call, f, call->caller, &j, need_judge);
	flow_steps(&f->steps, &j, run_judge);
	flow_steps(&f->handler, &j, run_judge);
	if (text_starts(f->alert_to, "flow:"))
		other_judge(&j, (struct text){ f->alert_to.at + 5, f->alert_to.size - 5 },
			    TEXT("alert.to"));
}

/* --- of a flow that is there --- */

struct covering {
	bool covered;
	struct text scope;
};

static void need_cover(void *owner, const struct flow_need *need)
{
	struct covering *c = owner;

	if (!c->covered || need->held || !need->sure)
		return;
	c->covered = false;
	c->scope = need->scope;
}

bool rights_cover(struct call *call, struct text flow_id, int64_t rev, struct text *scope)
{
	struct covering c = { .covered = true };
	const struct flow *f = flow_load(call, text_copy(call->arena, flow_id), rev);

	*scope = TEXT("*");
	if (!f) /* nobody knows what it would ask */
		return auth_holds(call->caller, *scope);
	flow_needs(call, f, call->caller, &c, need_cover);
	*scope = c.scope;
	return c.covered;
}

enum err rights_need(struct call *call, struct text flow_id, int64_t rev)
{
	struct text scope;

	if (rights_cover(call, flow_id, rev, &scope) || call->err)
		return call->err;
	return refuse(call, ERR_SCOPE,
		      "This flow acts with the scope %.*s, which your token lacks.",
		      (int)scope.size, scope.at);
}
