// SPDX-License-Identifier: Apache-2.0
/*
 * With whose rights a flow acts.
 *
 * A revision acts for its location, with those scopes of whoever applied it that its file has a use
 * for.  They are kept with the revision, and hold as long as the token that applied it (or one that
 * followed it by rotation) is good and has them.  Where they do not hold any more, nothing is done:
 * runs wait until the flow is applied anew.
 */
#include "integration/engine/inside.h"

#define SCOPES_MAX 128
/* Said for the sake of their index. */
#define OPEN_STATES " AND state IN ('ready', 'waiting', 'sending', 'asking', 'held')"

/* --- what that takes --- */

struct needing {
	struct call *call;
	const struct flow *flow;
	const struct caller *caller;
	void *owner;
	void (*visit)(void *owner, const struct flow_need *need);
	struct text used; /* the last place that goes through a connection */
};

static void op_need(struct needing *n, const struct op *op, struct text at, bool sure)
{
	struct flow_need need = { .at = at, .op = op, .sure = sure };

	if (op->scope_count)
		need.scope = op->scopes[0];
	for (size_t i = 0; i < op->scope_count; i++)
		if (auth_holds(n->caller, op->scopes[i]))
			need.scope = op->scopes[i];
	need.unproved = auth_unproved(n->caller, op, n->call->now_ms);
	need.held = auth_may(n->caller, op) && !need.unproved;
	n->visit(n->owner, &need);
}

static void scope_need(struct needing *n, struct text scope, struct text at)
{
	struct flow_need need = { .at = at, .scope = scope, .sure = true };

	need.held = auth_holds(n->caller, need.scope);
	n->visit(n->owner, &need);
}

/* Of a path with {names}, several rows may be meant: only a run knows.  One of them must do. */
static void call_need(struct needing *n, const struct flow_ask *ask)
{
	const struct catalogue *c = n->flow->catalogue;
	const struct op *op, *first = NULL;
	size_t at = 0, count = 0, held = 0;

	while ((op = catalogue_reached(c, ask->op->method, ask->op->path, &at))) {
		first = first ? first : op;
		count++;
		held += auth_may(n->caller, op);
	}
	if (first && (count == 1 || !held)) {
		op_need(n, first, ask->at, true);
		return;
	}
	at = 0;
	while ((op = catalogue_reached(c, ask->op->method, ask->op->path, &at)))
		op_need(n, op, ask->at, false);
}

/* What goes through a connection takes the right to use one, once a place. */
static void ask_need(void *owner, const struct flow_ask *ask)
{
	struct needing *n = owner;

	if (!ask->op)
		scope_need(n, TEXT(EVENTS_SCOPE), ask->at);
	else if (ask->ours && text_is(ask->op->name, "call"))
		call_need(n, ask);
	else if (ask->ours)
		op_need(n, ask->op, ask->at, ask->sure);
	else if (!text_same(n->used, ask->at))
		scope_need(n, TEXT(CONNECTION_SCOPE), n->used = ask->at);
}

void flow_needs(struct call *call, const struct flow *f, const struct caller *caller, void *owner,
		void (*visit)(void *owner, const struct flow_need *need))
{
	struct needing n = {
		.call = call, .flow = f, .caller = caller, .owner = owner, .visit = visit
	};

	flow_asks(call, call->arena, f, &n, ask_need);
}

/* --- keeping it --- */

static void scope_keep(struct call *call, struct text scope, bool sure)
{
	call_set_text(call, "rightScope", scope);
	call_set_flag(call, "rightSure", sure);
	store_do(call, "INSERT INTO flow_right (flow_id, rev, scope, sure)"
		       " VALUES (:whoFlow, :whoRev, :rightScope, :rightSure)"
		       " ON CONFLICT (flow_id, rev, scope) DO UPDATE SET"
		       " sure = (flow_right.sure OR excluded.sure)");
}

static void right_keep(void *owner, const struct flow_need *need)
{
	struct call *call = owner;

	if (!need->scope.size || (!need->sure && !need->held))
		return;
	scope_keep(call, need->scope, need->sure);
	if (need->op && need->op->proved && need->held)
		scope_keep(call, TEXT(AUTH_PROVED), false);
}

/* Also where there are none. */
static void rights_known(struct call *call)
{
	store_do(call, "INSERT INTO flow_right (flow_id, rev, scope, sure)"
		       " VALUES (:whoFlow, :whoRev, '', false) ON CONFLICT DO NOTHING");
}

void flow_rights_keep(struct call *call, const struct flow *f, const struct caller *caller,
		      int64_t rev)
{
	call_set_text(call, "whoFlow", call_text(call, "flowId"));
	call_set_whole(call, "whoRev", rev);
	flow_needs(call, f, caller, call, right_keep);
	rights_known(call);
}

/* --- who that is --- */

static const struct text *scopes_of(struct arena *a, struct text list, size_t *count)
{
	const struct json *json;
	struct text why;

	*count = 0;
	if (json_read(a, list, &json, &why))
		return NULL;
	struct text *scopes = arena_take(a, sizeof(*scopes) * ((size_t)json->count + 1));
	for (const struct json *v = json_first(json); v; v = json_after(json, v))
		scopes[(*count)++] = json_text(v);
	return scopes;
}

/* A revision from before rights were kept: what its file asks for. */
static void rights_derive(struct call *call, const struct caller *flow)
{
	struct caller author = *flow;
	const struct flow *f = flow_load(call, call_text(call, "whoFlow"),
					 call_whole(call, "whoRev", 0));
	struct text list = TEXT("[\"*\"]");

	if (!f)
		return;
	if (!text_is(flow->acts_for, OWNER_HERE))
		list = store_load(call, "SELECT scopes AS author_scopes FROM token"
					" WHERE id = :whoAuthor")
			       ? text_copy(call->arena, call_text(call, "authorScopes"))
			       : TEXT("[]");
	author.scopes = scopes_of(call->arena, list, &author.scope_count);
	flow_needs(call, f, &author, call, right_keep);
	rights_known(call);
}

static void scopes_load(struct call *call, struct caller *caller)
{
	struct text *scopes = arena_take(call->arena, SCOPES_MAX * sizeof(*scopes));
	struct rows *r = store_ask(call, "SELECT scope FROM flow_right WHERE flow_id = :whoFlow"
					 " AND rev = :whoRev AND scope <> '' ORDER BY scope");

	while (rows_next(r) && caller->scope_count < SCOPES_MAX)
		scopes[caller->scope_count++] = text_copy(call->arena, rows_text(r, "scope"));
	rows_close(r);
	caller->scopes = scopes;
}

const struct caller *flow_caller(struct call *call, struct text flow_id, int64_t rev,
				 struct text *lost)
{
	struct caller *caller = arena_take(call->arena, sizeof(*caller));

	call_set_text(call, "whoFlow", flow_id);
	call_set_whole(call, "whoRev", rev);
	*lost = TEXT("its revision is not there any more");
	*caller = (struct caller){ .token_id = TEXT("flow"),
				   .class = TOKEN_LOCATION,
				   .flow_id = flow_id };
	if (!store_load(call, "SELECT r.author AS who_author, EXISTS (SELECT 1"
			      " FROM flow_right k WHERE k.flow_id = r.flow_id AND k.rev = r.rev"
			      " AND k.scope = '') AS who_known,"
			      " r.location_id AS who_location, l.company_id AS who_company,"
			      " EXISTS (SELECT 1 FROM account p WHERE p.id = r.author)"
			      " AS who_person"
			      " FROM flow_rev r JOIN location l ON l.id = r.location_id"
			      " WHERE r.flow_id = :whoFlow AND r.rev = :whoRev"))
		return caller;
	caller->acts_for = text_copy(call->arena, call_text(call, "whoAuthor"));
	caller->location_id = text_copy(call->arena, call_text(call, "whoLocation"));
	caller->company_id = text_copy(call->arena, call_text(call, "whoCompany"));
	caller->of_person = call_whole(call, "whoPerson", 0) != 0;
	if (!call_whole(call, "whoKnown", 0))
		rights_derive(call, caller);
	scopes_load(call, caller);
	*lost = (struct text){ 0 };
	if (store_load(call, "SELECT " RIGHTS_LOST(
				     "r") " AS who_lost FROM flow_rev r"
					  " WHERE r.flow_id = :whoFlow AND r.rev = :whoRev"))
		*lost = text_copy(call->arena, call_text(call, "whoLost"));
	return caller;
}

bool flow_rights_reach(struct call *call, struct text flow_id, int64_t rev, struct text *why)
{
	struct text other = call_text(call, "otherFlow");

	flow_caller(call, other, call_whole(call, "otherRev", 0), why);
	call_set_text(call, "whoFlow", flow_id);
	call_set_whole(call, "whoRev", rev);
	if (!store_load(call,
			"SELECT (SELECT min(n.scope) FROM flow_right n"
			" WHERE n.flow_id = :otherFlow AND n.rev = :otherRev"
			" AND n.sure AND NOT " RIGHTS_HELD(
				"r", "n.scope") ")"
						" AS other_scope FROM flow_rev r"
						" WHERE r.flow_id = :whoFlow AND r.rev = :whoRev"))
		return false;
	struct text scope = call_text(call, "otherScope");
	*why = text_format(call->arena,
			   "it acts with the scope %.*s, which whoever applied this"
			   " flow does not hold",
			   (int)scope.size, scope.at);
	return !scope.size;
}

/* --- when they do not hold --- */

enum err run_park(struct call *call, struct text lost)
{
	call_set_text(call, "reason", lost);
	call_set_whole(call, "later", RUN_LATER);
	store_do(call, "UPDATE effect SET due = :later WHERE run_id = :runId"
		       " AND state IN ('ready', 'retry')");
	return store_do(call, "UPDATE run SET state = 'held', reason = :reason"
			      " WHERE id = :runId AND ended IS NULL");
}

void flow_unpark(struct call *call, int64_t rev, bool enabled)
{
	call_set_whole(call, "newRev", rev);
	call_set_flag(call, "unparkOn", enabled);
	store_do(call, "UPDATE effect SET due = :now,"
		       " give_up_at = CAST(:now AS BIGINT) + 86400000"
		       " WHERE run_id IN (SELECT id FROM run WHERE flow_id = :flowId" OPEN_STATES
		       " AND state = 'held' AND reason IS NOT NULL)"
		       " AND state IN ('ready', 'retry')");
	store_do(call, "UPDATE run SET rev = :newRev, reason = NULL, due = :now,"
		       " state = CASE WHEN :unparkOn THEN 'ready' ELSE 'held' END"
		       " WHERE flow_id = :flowId" OPEN_STATES
		       " AND state = 'held' AND reason IS NOT NULL");
}
