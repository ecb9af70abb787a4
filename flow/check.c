// SPDX-License-Identifier: Apache-2.0
/*
 * What is worth knowing of a flow before it is switched on: what each step may do after an
 * uncertain outcome, fields that its operation does not take, loops, and what its trigger costs.
 */
#include "flow/names.h"
#include "flow/sources.h"

#include "runs.h"

struct checking {
	const struct catalogue *catalogue;
	const struct flow *flow;
	struct faults *faults, *notes;
	struct json_out *out; /* a list is open, or NULL */
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
	bool ours = (!s->use.size || text_is(s->use, "ours")) && !op->connector.size;
	char letter[2] = { effect_letter(c->catalogue, op, ours, false), '\0' };

	if (!c->out)
		return;
	json_map(c->out);
	json_key(c->out, "at");
	json_put_text(c->out, s->at);
	json_key(c->out, "asks");
	json_put_text(c->out, op->name);
	json_key(c->out, "class");
	json_put_c(c->out, letter);
	json_key(c->out, "meaning");
	json_put_c(c->out, meaning_of(letter[0]));
	json_close(c->out);
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

	return word_is_fields(s->word) || takes_anything(op) || op_takes(op, text_c(a, name)) ||
	       (dot && shape_find(op->takes, head)) || shape_find(op->takes, TEXT("properties"));
}

static void fields_check(struct checking *c, const struct step *s)
{
	const struct op *op = s->create ? s->create : s->op;
	const struct json *set = json_get(step_source(c->flow, s), "set");
	struct arena *a = c->faults->arena;

	for (const struct json *k = json_first(set); k; k = json_after(set, json_after(set, k))) {
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

	if (on->kind != TRIGGER_EVENT || op->reads)
		return false;
	for (size_t i = 0; i < op->event_count; i++)
		if (topic_meets(on->topic, op->events[i].type, &change))
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
		if (!ops[i] || (i == 0 && s->kind == STEP_GET && s->op == s->find))
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

void flow_check_steps(const struct catalogue *c, const struct flow *f, struct faults *faults,
		      struct json_out *out)
{
	struct faults notes = { .arena = faults->arena };
	struct checking checking = { c, f, faults, &notes, out };

	steps_check(&checking, &f->steps);
	steps_check(&checking, &f->handler);
	names_check(faults->arena, f, faults);
}

/* --- what is told --- */

static void faults_put(struct json_out *o, const char *key, const struct faults *f)
{
	json_key(o, key);
	json_list(o);
	for (size_t i = 0; i < f->count; i++) {
		json_map(o);
		json_key(o, "at");
		json_put_text(o, f->items[i].at);
		json_key(o, "why");
		json_put_text(o, f->items[i].why);
		json_close(o);
	}
	json_close(o);
}

static int64_t requests_per_day(const struct flow *f)
{
	bool ours = !f->on.use.size || text_is(f->on.use, "ours");

	if (f->on.kind != TRIGGER_POLL || ours || !f->on.every_ms)
		return 0;
	return DAY_MS / f->on.every_ms;
}

static void scopes_note(struct checking *c, const struct steps *steps)
{
	for (size_t i = 0; i < steps->count; i++) {
		const struct op *op = steps->items[i].op;
		for (size_t n = 0; op && c->flow->needs.count && n < op->scope_count; n++) {
			bool there = false;
			for (size_t j = 0; j < c->flow->needs.count; j++)
				there |= text_same(c->flow->needs.items[j], op->scopes[n]);
			if (!there)
				fault_add(c->notes, steps->items[i].at,
					  "needs the scope %.*s, which 'needs' does not name",
					  (int)op->scopes[n].size, op->scopes[n].at);
		}
		scopes_note(c, &steps->items[i].then);
		scopes_note(c, &steps->items[i].other);
	}
}

static void trigger_note(struct checking *c)
{
	const struct trigger *on = &c->flow->on;

	if (on->kind == TRIGGER_EVENT)
		fault_add(c->notes, TEXT("on"),
			  "events of this server are read from its own outbox, in order: no request"
			  " is spent and none can be missed, so a backstop has nothing to do");
	if (on->kind == TRIGGER_POLL)
		fault_add(
			c->notes, TEXT("on"),
			"each poll is one request, and one more for every 100 items that it reads");
	if (on->kind == TRIGGER_HOOK && !on->secret.size)
		fault_add(c->notes, TEXT("on"),
			  "has no 'verify': whoever knows the address can start this flow");
}

bool flow_check_file(struct arena *a, const struct catalogue *catalogue, struct text source,
		     struct json_out *out)
{
	struct faults faults = { .arena = a }, notes = { .arena = a };
	const struct flow *f = flow_read(a, catalogue, source, &faults);
	struct checking c = { catalogue, f, &faults, &notes, out };

	json_key(out, "flow");
	json_put_text(out, f ? f->slug : TEXT(""));
	json_key(out, "steps");
	json_list(out);
	if (f) {
		steps_check(&c, &f->steps);
		steps_check(&c, &f->handler);
		names_check(a, f, &faults);
		scopes_note(&c, &f->steps);
		trigger_note(&c);
	}
	json_close(out);
	json_key(out, "requestsPerDay");
	json_put_whole(out, f ? requests_per_day(f) : 0);
	faults_put(out, "problems", &faults);
	faults_put(out, "notes", &notes);
	json_key(out, "ok");
	json_put_flag(out, !faults.count);
	return !faults.count;
}

enum err flow_check(struct call *call)
{
	flow_check_file(call->arena, call->catalogue, call_text(call, "file"), &call->out);
	return ERR_OK;
}
