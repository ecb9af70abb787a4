// SPDX-License-Identifier: Apache-2.0
/*
 * What is worth knowing of the steps of a flow before it is switched on, from its file and the rows
 * alone: what each may do after an uncertain outcome, fields that its operation does not take, and
 * whether it starts itself.
 */
#include "integration/flows/inside.h"

struct checking {
	const struct flow *flow;
	struct faults *faults, *notes;
	const struct step_class *classes; /* or NULL */
};

static const char *meaning_of(char letter)
{
	static const struct {
		char letter;
		const char *meaning;
	} rows[] = {
		{ 'L', "in our own tables: done exactly once, with its bookkeeping" },
		{ 'K', "sent with a key: the other side does it once" },
		{ 'N', "harmless to send again" },
		{ 'R', "looked for before it is sent again" },
		{ 'U', "nobody can know: a person decides" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].letter == letter)
			return rows[i].meaning;
	return "";
}

static void class_put(struct checking *c, const struct step *s, const struct op *op)
{
	bool ours = (!s->use.size || text_is(s->use, "ours")) && !op->connector.size, keyed = false;

	if (!c->classes)
		return;
	if (c->classes->use && !op->connector.size)
		c->classes->use(c->classes->owner, s->use, &ours, &keyed);
	struct json_out *out = c->classes->out;
	char letter[2] = { effect_letter(c->flow->catalogue, op, ours, keyed), '\0' };
	json_map(out);
	json_key(out, "at");
	json_put_text(out, s->at);
	json_key(out, "asks");
	json_put_text(out, op->name);
	json_key(out, "class");
	json_put_c(out, letter);
	json_key(out, "meaning");
	json_put_c(out, meaning_of(letter[0]));
	json_close(out);
}

/* --- fields that the operation does not take --- */

static bool takes_anything(const struct op *op)
{
	return !op->takes || op->takes->open || op->takes_list;
}

static bool field_fits(const struct step *s, const struct op *op, struct arena *a, struct text name)
{
	const char *dot = memchr(name.at, '.', name.size);
	struct text head = { name.at, dot ? (size_t)(dot - name.at) : name.size };

	return s->fields || takes_anything(op) || op_takes(op, text_c(a, name)) ||
	       (dot && shape_find(op->takes, head)) || shape_find(op->takes, TEXT("properties"));
}

static void fields_check(struct checking *c, const struct step *s)
{
	const struct op *op = s->create ? s->create : s->op;
	const struct json *set = json_get(step_source(c->flow, s), "set");
	struct arena *a = c->faults->arena;

	for (const struct json *k = json_first(set); k; k = json_after(set, json_after(set, k))) {
		if (faults_full(c->faults))
			return;
		if (field_fits(s, op, a, k->text))
			continue;
		struct text names[250];
		size_t count = 0;
		for (size_t i = 0; i < op->takes->count && count < 250; i++)
			names[count++] = op->takes->fields[i].name;
		struct text near = name_nearest(k->text, names, count);
		struct text at = place(a, s->at, "set");
		fault_add(c->faults, place(a, at, text_c(a, k->text)),
			  near.size ? "is no field of '%.*s'; did you mean '%.*s'?"
				    : "is no field of '%.*s'",
			  (int)s->word.size, s->word.at, (int)near.size, near.at);
	}
}

/* --- loops: the flow writes what starts it --- */

static bool starts_itself(const struct checking *c, const struct op *op)
{
	const struct trigger *on = &c->flow->on;
	const char *change;

	if (on->kind != TRIGGER_EVENT || on->workflow.size || op->reads)
		return false; /* who is in a workflow does not enter it once more */
	for (size_t i = 0; i < op->event_count; i++)
		if (topic_meets(c->flow->catalogue, on->topic, op->events[i].type, &change))
			return true;
	return false;
}

static void loop_check(struct checking *c, const struct step *s, const struct op *op)
{
	const struct flow *f = c->flow;
	bool ours = (!s->use.size || text_is(s->use, "ours")) && !op->connector.size;

	if (!ours || !starts_itself(c, op))
		return;
	if (f->on.watch.count || f->only) {
		fault_add(c->notes, s->at,
			  "writes what starts this flow; it ends when 'watch' or 'only' says so");
		return;
	}
	fault_add(c->faults, s->at,
		  "writes what starts this flow, which would go round for ever: say with 'watch'"
		  " which fields matter, or with 'only' when it is to run");
}

static void steps_check(struct checking *c, const struct steps *steps);

static void step_check(struct checking *c, const struct step *s)
{
	const struct op *ops[] = { s->find, s->create, s->op };

	for (size_t i = 0; i < 3; i++) {
		if (!ops[i] || (i == 0 && step_said(c->flow, s)))
			continue;
		class_put(c, s, ops[i]);
		loop_check(c, s, ops[i]);
	}
	if (s->op && s->set && s->kind != STEP_CALL)
		fields_check(c, s);
	if (s->kind == STEP_LIST && s->max == FLOW_ITEMS_MAX)
		fault_add(c->notes, s->at, "has no 'max': at most %d are read", FLOW_ITEMS_MAX);
	steps_check(c, &s->then);
	steps_check(c, &s->other);
	steps_check(c, &s->handler);
	for (size_t i = 0; i < s->branch_count; i++)
		steps_check(c, &s->branches[i].steps);
}

static void steps_check(struct checking *c, const struct steps *steps)
{
	for (size_t i = 0; i < steps->count; i++)
		step_check(c, &steps->items[i]);
}

/* --- loops: the flow runs itself --- */

static void itself_note(void *owner, const struct step *s)
{
	struct checking *c = owner;

	if (s->kind == STEP_RUN && text_same(s->fixed, c->flow->slug))
		fault_add(c->notes, s->at,
			  "runs this flow, a loop: it ends when its 'if' says so, and after ten"
			  " rounds");
}

static bool may_end(const struct step *s)
{
	return s->when || s->kind == STEP_IF || s->kind == STEP_SWITCH || s->kind == STEP_STOP ||
	       s->missing == MISSING_STOP;
}

static void itself_check(struct checking *c)
{
	const struct flow *f = c->flow;
	bool ends = f->only != NULL;

	for (size_t i = 0; i < f->steps.count && !ends; i++) {
		const struct step *s = &f->steps.items[i];
		ends = may_end(s);
		if (ends || s->kind != STEP_RUN || !text_same(s->fixed, f->slug))
			continue;
		fault_add(c->faults, s->at,
			  "runs this flow, a loop without an end: say with 'if' or 'only' when it"
			  " is to run");
		return;
	}
	flow_steps(&f->steps, c, itself_note);
	flow_steps(&f->handler, c, itself_note);
}

void flow_check_steps(const struct flow *f, struct faults *faults, struct faults *notes,
		      const struct step_class *classes)
{
	struct checking c = { f, faults, notes, classes };

	steps_check(&c, &f->steps);
	steps_check(&c, &f->handler);
	itself_check(&c);
	names_check(faults->arena, f, faults);
}
