// SPDX-License-Identifier: Apache-2.0
/*
 * Which scopes the token of a connection needs for a flow: of each operation that is really asked,
 * also of those that nobody sees in the file (what a poll asks for one thing that is gone, what is
 * looked up by name, what shows whether something was done, the fields that a check learns); and
 * why it may not be known which things there are on the other side.
 */
#include "integration/flows/inside.h"

struct scoping {
	struct call *call; /* or NULL */
	const struct flow *flow;
	struct faults *notes;
	struct flow_scopes *out;
};

/* any one of them admits: the first is named */
static void scope_add(struct scoping *s, const struct op *op, struct text at)
{
	const struct vocabulary *needs = &s->flow->needs;
	bool there = !needs->count;

	if (!op || op->connector.size || !op->scope_count)
		return;
	struct text scope = op->scopes[0];
	for (size_t i = 0; i < s->out->count; i++)
		if (text_same(s->out->items[i], scope))
			return;
	for (size_t j = 0; j < needs->count; j++)
		there |= text_same(needs->items[j], scope);
	if (!there)
		fault_add(s->notes, at, "needs the scope %.*s, which 'needs' does not name",
			  (int)scope.size, scope.at);
	if (s->out->count < FLOW_SCOPES_MAX)
		s->out->items[s->out->count++] = scope;
}

static bool is_ours(const struct scoping *s, struct text use)
{
	return s->call ? connection_is_ours(s->call, use) : !use.size || text_is(use, "ours");
}

/* --- fields that a check learns --- */

static const struct op *named(const struct scoping *s, const char *name)
{
	return catalogue_find(s->flow->catalogue, text_of(name));
}

static bool has_schema(const struct op *op)
{
	return op && op->param_count && text_is(op->params[0].name, "schemaKey");
}

/* Custom fields are ids on the wire, and properties are known by their object. */
static void fields_add(struct scoping *s, const struct op *op, struct text at)
{
	struct text source = json_source(s->notes->arena, s->flow->source);

	if (!op || op->connector.size)
		return;
	if (has_schema(op))
		scope_add(s, named(s, LEARNS_OBJECTS), at);
	else if (memmem(source.at, source.size, "customFields", 12))
		scope_add(s, named(s, LEARNS_FIELDS), at);
}

/* --- steps, the trigger, lookups --- */

static void step_add(void *owner, const struct step *step)
{
	struct scoping *s = owner;
	const struct op *makes = step->create ? step->create : step->op;
	const struct catalogue *c = s->flow->catalogue;

	if (step->find && !step_said(s->flow, step))
		scope_add(s, step->find, step->at);
	scope_add(s, step->create, step->at);
	scope_add(s, step->op, step->at);
	if (!step->op || step->kind == STEP_CALL || is_ours(s, step->use))
		return;
	if (makes && effect_letter(c, makes, false, false) == 'R')
		scope_add(s, op_seeing(c, makes), step->at);
	fields_add(s, step->op, step->at);
}

static void trigger_add(struct scoping *s)
{
	const struct trigger *on = &s->flow->on;
	bool ours = is_ours(s, on->use);

	scope_add(s, on->op, TEXT("on"));
	if (!on->op || (ours && on->kind == TRIGGER_EVENT))
		return; /* its own outbox is read */
	scope_add(s, op_single(s->notes->arena, s->flow->catalogue, on->op), TEXT("on"));
	if (!ours)
		fields_add(s, on->op, TEXT("on"));
}

static void lookup_add(void *owner, const struct step *step, const struct mapping *m)
{
	struct scoping *s = owner;
	struct word_sense sense;
	size_t count;
	const struct map_said *saids = map_saids(s->notes->arena, m, &count);

	(void)step;
	for (size_t i = 0; i < count; i++)
		if (strcmp(saids[i].function, "lookup") == 0 &&
		    text_is(saids[i].parameter, "kind") && word_read(saids[i].value, &sense))
			scope_add(s,
				  op_finding(s->flow->catalogue, sense.connector, sense.resource),
				  saids[i].field);
}

void flow_scopes(struct call *call, const struct flow *f, struct faults *notes,
		 struct flow_scopes *out)
{
	struct scoping s = { call, f, notes, out };
	const struct mapping_visit v = { &s, lookup_add };

	*out = (struct flow_scopes){ 0 };
	trigger_add(&s);
	flow_steps(&f->steps, &s, step_add);
	flow_steps(&f->handler, &s, step_add);
	flow_mappings(f, &v);
}

/* --- what is not known --- */

/* How the last check got on with this question: its class, or empty. */
static struct text asked_class(struct call *call, struct text use, const char *op)
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
		if (text_is(json_text(json_get(s, "ask")), op))
			return json_text(json_get(s, "class"));
	return TEXT("");
}

struct text flow_unknown(struct call *call, struct text use, const char *op)
{
	struct text class = asked_class(call, use, op);
	const struct op *row = catalogue_find(call->catalogue, text_of(op));

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
