// SPDX-License-Identifier: Apache-2.0
/*
 * Which scopes the token of a connection needs for a flow, of each operation that is really asked
 * (integration/engine/asks.c); and why it may not be known which things there are on the other
 * side.
 */
#include "integration/flows/inside.h"

struct scoping {
	const struct flow *flow;
	struct faults *notes;
	struct flow_scopes *out;
};

/* any one of them admits: the first is named */
static void scope_add(void *owner, const struct flow_ask *ask)
{
	struct scoping *s = owner;
	const struct vocabulary *needs = &s->flow->needs;
	bool there = !needs->count;

	if (!ask->sure || !ask->op || ask->op->connector.size || !ask->op->scope_count)
		return;
	struct text scope = ask->op->scopes[0];
	for (size_t i = 0; i < s->out->count; i++)
		if (text_same(s->out->items[i], scope))
			return;
	for (size_t j = 0; j < needs->count; j++)
		there |= text_same(needs->items[j], scope);
	if (!there)
		fault_add(s->notes, ask->at, "needs the scope %.*s, which 'needs' does not name",
			  (int)scope.size, scope.at);
	if (s->out->count < FLOW_SCOPES_MAX)
		s->out->items[s->out->count++] = scope;
}

void flow_scopes(struct call *call, const struct flow *f, struct faults *notes,
		 struct flow_scopes *out)
{
	struct scoping s = { f, notes, out };

	*out = (struct flow_scopes){ 0 };
	flow_asks(call, notes->arena, f, &s, scope_add);
}

/* --- what is not known --- */

/* How the last check got on with this question: its class, or empty. */
static struct text asked_class(struct call *call, struct text use, const struct op *op)
{
	const struct json *report, *steps, *s;
	struct text why;

	call_set_text(call, "useName", use);
	if (!store_load(call, "SELECT report AS use_report FROM connection"
			      " WHERE location_id = :locationId"
			      " AND (name = :useName OR id = :useName) AND report IS NOT NULL") ||
	    json_read(call->arena, call_text(call, "useReport"), &report, &why))
		return TEXT("");
	steps = json_get(report, "steps");
	for (s = json_is(steps, JSON_LIST) ? json_first(steps) : NULL; s; s = json_after(steps, s))
		if (text_same(json_text(json_get(s, "ask")), op->name))
			return json_text(json_get(s, "class"));
	return TEXT("");
}

struct text flow_unknown(struct call *call, struct text use, struct text word)
{
	const struct op *row = catalogue_learns(call->app->catalogue, word);
	struct text class = row ? asked_class(call, use, row) : TEXT("");

	if (text_is(class, "DONE"))
		return TEXT("");
	if (!text_is(class, "SCOPE") || !row || !row->scope_count)
		return text_format(call->arena, "check the connection '%.*s' first", (int)use.size,
				   use.at);
	return text_format(call->arena,
			   "the token of the connection '%.*s' lacks the scope %.*s: add it there,"
			   " then check the connection again",
			   (int)use.size, use.at, (int)row->scopes[0].size, row->scopes[0].at);
}
