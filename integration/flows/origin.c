// SPDX-License-Identifier: Apache-2.0
/*
 * Where a name of an expression comes from: the trigger's item, what a step gave, the item of a
 * loop.  Pure: only the file and the rows are looked at.
 */
#include "integration/flows/inside.h"

#define LOOPS_MAX 6 /* a loop over the item of a loop … */

/* --- paths --- */

bool path_next(struct text *rest, struct text *name)
{
	if (!rest->size)
		return false;
	if (rest->at[0] == '"') {
		const char *end = memchr(rest->at + 1, '"', rest->size - 1);
		size_t size = end ? (size_t)(end - rest->at) - 1 : rest->size - 1;
		*name = (struct text){ rest->at + 1, size };
		struct text dropped, after = { rest->at + size + 1, rest->size - size - 1 };
		text_split(&after, '.', &dropped);
		*rest = after;
		return true;
	}
	text_split(rest, '.', name);
	const char *mark = memchr(name->at, '[', name->size);
	if (mark)
		name->size = (size_t)(mark - name->at);
	return true;
}

/* --- all mappings --- */

static void step_mappings(void *owner, const struct step *s)
{
	const struct mapping_visit *v = owner;
	const struct mapping *const all[] = { s->when, s->where, s->set,  s->of,
					      s->in,   s->key,	 s->value };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (all[i])
			v->visit(v->owner, s, all[i]);
}

void flow_mappings(const struct flow *f, const struct mapping_visit *v)
{
	if (f->only)
		v->visit(v->owner, NULL, f->only);
	if (f->order)
		v->visit(v->owner, NULL, f->order);
	for (size_t i = 0; i < f->let_count; i++)
		v->visit(v->owner, NULL, f->let[i].mapping);
	flow_steps(&f->steps, (void *)(uintptr_t)v, step_mappings);
	flow_steps(&f->handler, (void *)(uintptr_t)v, step_mappings);
}

/* --- steps by name --- */

struct search {
	struct text name;
	const struct step *by_id, *by_loop;
	struct text *names;
	size_t count, max;
};

static void search_step(void *owner, const struct step *s)
{
	struct search *q = owner;

	if (!q->by_id && text_same(s->id, q->name))
		q->by_id = s;
	if (!q->by_loop && s->kind == STEP_FOR_EACH && text_same(s->as, q->name))
		q->by_loop = s;
	if (s->kind == STEP_FOR_EACH && q->count < q->max)
		q->names[q->count++] = s->as;
}

static struct search search(const struct flow *f, struct text name)
{
	struct search q = { .name = name };

	flow_steps(&f->steps, &q, search_step);
	flow_steps(&f->handler, &q, search_step);
	return q;
}

/* --- what things look like --- */

/* Of one thing that the row gives: alone, or in a list. */
static const struct shape *shape_given(const struct op *op, bool list)
{
	const char *inner = op ? op_inner(op, list) : NULL;
	const struct field *f = inner ? shape_find(op->gives, text_of(inner)) : NULL;

	if (!op || (inner && (!f || !f->shape)))
		return NULL;
	return f ? f->shape : op->gives;
}

/* Whose own fields it has: what `of` names, if that is learnt, else such things have them all. */
static void own_take(struct origin *o, struct arena *a, const struct op *op, struct text of)
{
	static const struct {
		const char *holder, *object;
	} rows[] = { { "customFields", "contact" }, { "properties", "" }, { "meta", "user" } };
	bool learnt = op && op->param_count && op->params[0].learnt.size;

	for (size_t i = 0; o->shape && i < sizeof(rows) / sizeof(*rows); i++) {
		if (!shape_find(o->shape, text_of(rows[i].holder)))
			continue;
		o->holder = rows[i].holder;
		o->object = learnt ? of_learnt(a, op, of) : text_of(rows[i].object);
		return;
	}
}

static struct origin trigger_origin(struct arena *a, const struct flow *f)
{
	const struct trigger *on = &f->on;
	struct origin o = { .use = on->use };
	bool event = on->kind == TRIGGER_EVENT;
	const struct op *op = event ? catalogue_does(f->catalogue, TEXT(""), DOES_GET, on->resource)
				    : on->op;

	if (event || on->kind == TRIGGER_POLL)
		o.shape = shape_given(op, !event);
	own_take(&o, a, op, on->of);
	return o;
}

static struct text step_of(const struct flow *f, const struct step *s)
{
	return json_text(json_get(step_source(f, s), "of"));
}

static struct origin step_origin(struct arena *a, const struct flow *f, const struct step *s)
{
	struct origin o = { .use = s->use };
	bool found = s->kind == STEP_GET && s->find && s->where;

	if (s->op && s->kind != STEP_CALL)
		o.shape = found && s->op == s->find ? shape_given(s->find, true)
						    : shape_given(s->op, s->kind == STEP_LIST);
	if (o.shape && !o.shape->count)
		o.shape = NULL;
	own_take(&o, a, s->op, step_of(f, s));
	return o;
}

struct origin origin_written(struct arena *a, const struct flow *f, const struct step *s)
{
	const struct op *op = s->create ? s->create : s->op;
	struct origin o = { .shape = op ? op->takes : NULL, .use = s->use };

	own_take(&o, a, op, step_of(f, s));
	return o;
}

/* --- the first names of a path --- */

static const char *const known[] = { "item", "before", "event", "steps",
				     "let",  "flow",   "now",	"error" };
#define KNOWN_COUNT (sizeof(known) / sizeof(*known))

size_t origin_names(const struct flow *f, struct text *names, size_t max)
{
	struct search q = { .names = names, .max = max };

	if (max > KNOWN_COUNT) {
		names[q.count++] = f->on.resource;
		for (size_t i = 0; i < KNOWN_COUNT; i++)
			names[q.count++] = text_of(known[i]);
	}
	flow_steps(&f->steps, &q, search_step);
	flow_steps(&f->handler, &q, search_step);
	return q.count;
}

struct finding {
	struct arena *arena;
	const struct flow *flow;
	int loops; /* so many lists inside each other at most */
};
static bool find(const struct finding *in, struct text path, struct origin *out, struct text *rest);

/* The items of a loop are those of the list it goes over. */
static struct origin loop_origin(const struct finding *in, const struct step *s)
{
	struct origin o = { 0 };
	struct text rest;
	size_t count;
	const struct map_path *paths = map_paths(in->arena, s->in, &count);
	const struct finding inner = { in->arena, in->flow, in->loops - 1 };

	if (count != 1 || !in->loops || !find(&inner, paths[0].path, &o, &rest) || rest.size)
		return (struct origin){ 0 };
	return o;
}

static bool find(const struct finding *in, struct text path, struct origin *out, struct text *rest)
{
	const struct flow *f = in->flow;
	struct text first, id;

	*out = (struct origin){ 0 };
	*rest = path;
	if (!path_next(rest, &first) || text_is(first, "@"))
		return true;
	struct search q = search(f, first);
	if (q.by_loop) {
		*out = loop_origin(in, q.by_loop);
		return true;
	}
	if (text_same(first, f->on.resource) || text_is(first, "item") ||
	    text_is(first, "before")) {
		*out = trigger_origin(in->arena, f);
		return true;
	}
	if (text_is(first, "steps") && path_next(rest, &id)) {
		q = search(f, id);
		if (q.by_id)
			*out = step_origin(in->arena, f, q.by_id);
		return q.by_id != NULL;
	}
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (text_is(first, known[i]))
			return true;
	return false;
}

bool origin_find(struct arena *a, const struct flow *f, struct text path, struct origin *out,
		 struct text *rest)
{
	return find(&(struct finding){ a, f, LOOPS_MAX }, path, out, rest);
}
