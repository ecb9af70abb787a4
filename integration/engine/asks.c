// SPDX-License-Identifier: Apache-2.0
/*
 * All operations that a flow's file may ask, also those that nobody sees in it: what finds a thing
 * that is not named by its id, what shows whether something was made, what a poll asks for one that
 * is gone, what is looked up by name, the fields that a check learns.
 *
 * The one list of them.  Whose rights that takes is rights.c's; which scopes a token at the other
 * side needs, and what is missing there, integration/flows/scopes.c's.
 */
#include "integration/engine/inside.h"

struct listing {
	struct call *call; /* or NULL */
	struct arena *arena;
	const struct flow *flow;
	void *owner;
	void (*visit)(void *owner, const struct flow_ask *ask);
	struct text last_use;
	bool known, last_ours;
};

static bool is_ours(struct listing *a, struct text use)
{
	if (!a->known || !text_same(a->last_use, use))
		a->last_ours = a->call ? connection_is_ours(a->call, use)
				       : !use.size || text_is(use, "ours");
	a->last_use = use;
	a->known = true;
	return a->last_ours;
}

static void ask_add(struct listing *a, const struct op *op, struct text use, struct text at,
		    bool sure)
{
	if (!op)
		return;
	const struct flow_ask ask = { .at = at,
				      .use = use,
				      .op = op,
				      .sure = sure,
				      .ours = !op->connector.size && is_ours(a, use) };
	a->visit(a->owner, &ask);
}

/* --- fields that the check of a connection learns --- */

static bool says(struct listing *a, const char *word)
{
	struct text source = json_source(a->arena, a->flow->source);

	return memmem(source.at, source.size, word, strlen(word)) != NULL;
}

/* Custom fields are ids on the wire, and properties are known by their object. */
static void fields_add(struct listing *a, const struct op *op, struct text use, struct text at)
{
	const struct catalogue *c = a->flow->catalogue;
	struct text learnt = op->param_count ? op->params[0].learnt : TEXT("");

	if (op->connector.size)
		return;
	if (!learnt.size && says(a, "customFields"))
		learnt = TEXT("contact");
	ask_add(a, catalogue_learns(c, learnt), use, at, true);
}

/* --- steps --- */

static void step_ask(void *owner, const struct step *s)
{
	struct listing *a = owner;
	const struct catalogue *c = a->flow->catalogue;
	const struct op *makes = s->create ? s->create : s->op, *seen;

	if (!s->op)
		return;
	if (s->find && !step_said(a->flow, s))
		ask_add(a, s->find, s->use, s->at, true);
	ask_add(a, s->create, s->use, s->at, true);
	ask_add(a, s->op, s->use, s->at, true);
	if (s->kind == STEP_CALL)
		return;
	/* what was to be made may be there already: then it is looked for */
	bool ours = !s->op->connector.size && is_ours(a, s->use);
	seen = makes->reads ? NULL : op_seeing(c, makes);
	if (ours || effect_letter(c, makes, false, false) == 'R')
		ask_add(a, seen, s->use, s->at, !ours);
	if (!ours)
		fields_add(a, s->op, s->use, s->at);
}

/* --- the trigger --- */

const struct op *flow_reading(struct call *call, struct text resource)
{
	const struct op *op = catalogue_does(call->app->catalogue, TEXT(""), DOES_GET, resource);

	return op && op->param_count && op->param_count <= 2 ? op : NULL;
}

/* Of our own events the thing itself is read; of those that no row reads, only they are heard. */
static void heard_ask(struct listing *a, const struct trigger *on)
{
	const struct op *reading = a->call ? flow_reading(a->call, on->resource) : NULL;
	const struct op *op = reading ? reading : on->op;
	const struct flow_ask heard = {
		.at = TEXT("on"), .use = on->use, .ours = true, .sure = true
	};

	if (op)
		ask_add(a, op, on->use, TEXT("on"), true);
	else
		a->visit(a->owner, &heard);
}

static void trigger_ask(struct listing *a, const struct trigger *on)
{
	bool ours = is_ours(a, on->use), event = on->kind == TRIGGER_EVENT;

	if (!event && on->kind != TRIGGER_POLL)
		return;
	if (event && ours) {
		heard_ask(a, on);
		return;
	}
	ask_add(a, on->op, on->use, TEXT("on"), true);
	if (on->op)
		ask_add(a, op_single(a->flow->catalogue, on->op), on->use, TEXT("on"), true);
	if (on->op && !ours)
		fields_add(a, on->op, on->use, TEXT("on"));
}

/* --- lookup(kind, key, use), which only `let` may have --- */

static void lookup_ask(struct listing *a, const struct map_said *said, size_t count)
{
	struct word_sense sense;
	struct text use = a->flow->on.use;
	const struct op *op = word_read(a->flow->catalogue, said->value, &sense)
				      ? op_finding(a->flow->catalogue, sense.connector,
						   sense.resource)
				      : NULL;

	if (!op)
		return;
	plan_use(a->flow, sense.connector, &use);
	for (size_t i = 1; i < count && !text_is(said[i].parameter, "kind"); i++)
		if (text_is(said[i].parameter, "use"))
			use = said[i].value;
	ask_add(a, op, use, said->field, true);
}

static void lookups_ask(struct listing *a, const struct mapping *m)
{
	const struct catalogue *c = a->flow->catalogue;
	size_t count, kinds = 0;
	const struct map_said *saids = map_saids(a->arena, m, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(saids[i].function, "lookup") == 0 &&
		    text_is(saids[i].parameter, "kind") && ++kinds)
			lookup_ask(a, &saids[i], count - i);
	/* which kind it is only a run knows */
	for (size_t i = 0; !kinds && i < catalogue_count(c); i++)
		if (catalogue_at(c, i)->run && catalogue_at(c, i)->finds.size)
			ask_add(a, catalogue_at(c, i), TEXT(""), TEXT("let"), false);
}

void flow_asks(struct call *call, struct arena *arena, const struct flow *f, void *owner,
	       void (*visit)(void *owner, const struct flow_ask *ask))
{
	struct listing a = {
		.call = call, .arena = arena, .flow = f, .owner = owner, .visit = visit
	};

	trigger_ask(&a, &f->on);
	for (size_t i = 0; i < f->more_count; i++)
		trigger_ask(&a, &f->more[i]);
	flow_steps(&f->steps, &a, step_ask);
	flow_steps(&f->handler, &a, step_ask);
	for (size_t i = 0; i < f->let_count; i++)
		if (f->let[i].mapping && map_calls(f->let[i].mapping, "lookup"))
			lookups_ask(&a, f->let[i].mapping);
}
