// SPDX-License-Identifier: Apache-2.0
/*
 * Names and kinds of values that cannot fit, found before anything runs: an expression that looks
 * for what is not there, a function that is given what it does not take, a field that is set to
 * what its operation does not take.  Pure; what only the data knows is for bind.c.
 */
#include "flows/inside.h"

#define NAMES_MAX 300

struct looking {
	struct arena *arena;
	const struct flow *flow;
	struct faults *faults;
};

/* --- kinds --- */

/* What values of a field are in expressions. */
static unsigned kinds_of(const struct field *f)
{
	static const unsigned kept[] = {
		[KEEP_TEXT] = MAP_TEXT,
		[KEEP_WHOLE] = MAP_NUMBER,
		[KEEP_REAL] = MAP_NUMBER,
		[KEEP_FLAG] = MAP_FLAG,
		[KEEP_INSTANT] = MAP_TEXT | MAP_NUMBER,
		[KEEP_JSON] = MAP_ANY,
	};

	if (f->list)
		return MAP_LIST;
	if (f->shape || f->keyed)
		return MAP_MAP | MAP_LIST;
	return kept[f->kind->keep];
}

static const char *kind_word(unsigned kinds)
{
	static const struct {
		unsigned kind;
		const char *word;
	} words[] = {
		{ MAP_TEXT, "a text" }, { MAP_NUMBER, "a number" }, { MAP_FLAG, "true or false" },
		{ MAP_LIST, "a list" }, { MAP_MAP, "a map" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (kinds & words[i].kind)
			return words[i].word;
	return "nothing";
}

static void name_unknown(struct looking *l, struct text at, struct text path, struct text name,
			 const struct shape *shape)
{
	struct text names[NAMES_MAX];
	size_t count = 0;

	if (faults_full(l->faults))
		return;
	for (size_t i = 0; shape && i < shape->count && count < NAMES_MAX; i++)
		names[count++] = shape->fields[i].name;
	if (!shape)
		count = origin_names(l->flow, names, NAMES_MAX);
	struct text near = name_nearest(name, names, count);
	fault_add(l->faults, at,
		  near.size ? "there is no '%.*s' in %.*s; did you mean '%.*s'?"
			    : "there is no '%.*s' in %.*s",
		  (int)name.size, name.at, (int)path.size, path.at, (int)near.size, near.at);
}

/* --- what is read --- */

/* The names behind the first, as far as shapes go. */
static void rest_check(struct looking *l, const struct map_path *p, const struct origin *o,
		       struct text rest)
{
	const struct shape *shape = o->shape;
	const struct field *f = NULL;
	struct text name;

	while (shape && !shape->open && path_next(&rest, &name)) {
		if (text_is(name, "*") || (o->holder && f && text_is(f->name, o->holder)))
			return;
		f = shape_find(shape, name);
		if (!f) {
			name_unknown(l, p->field, p->path, name, shape);
			return;
		}
		shape = f->keyed ? NULL : f->shape;
		if (o->holder && text_is(name, o->holder))
			return; /* its own fields: only the data knows them */
	}
	bool many = memmem(p->path.at, p->path.size, "[]", 2) != NULL; /* one of each item */
	if (!f || many || rest.size || !p->wants || (p->wants & (kinds_of(f) | MAP_NULL)) != 0)
		return;
	fault_add(l->faults, p->field, "%.*s is %s, but %s is wanted", (int)p->path.size,
		  p->path.at, kind_word(kinds_of(f)), kind_word(p->wants));
}

static void path_check(struct looking *l, const struct map_path *p)
{
	struct origin o;
	struct text rest, first, id, copy = p->path;

	if (origin_find(l->arena, l->flow, p->path, &o, &rest)) {
		rest_check(l, p, &o, rest);
		return;
	}
	path_next(&copy, &first);
	if (text_is(first, "steps") && path_next(&copy, &id))
		fault_add(l->faults, p->field, "no step has the id '%.*s'", (int)id.size, id.at);
	else
		name_unknown(l, p->field, p->path, first, NULL);
}

static void mapping_check(void *owner, const struct step *s, const struct mapping *m)
{
	struct looking *l = owner;
	size_t count;
	const struct map_path *paths = map_paths(l->arena, m, &count);

	(void)s;
	for (size_t i = 0; i < count; i++)
		path_check(l, &paths[i]);
}

/* --- what is written --- */

static void set_check(void *owner, const struct step *s)
{
	struct looking *l = owner;
	const struct op *op = s->create ? s->create : s->op;

	if (!s->set || !op || !op->takes || op->takes_list || s->kind == STEP_CALL ||
	    word_is_fields(s->word))
		return;
	for (size_t i = 0; i < op->takes->count; i++) {
		const struct field *f = &op->takes->fields[i];
		const struct mapping *part = map_part(s->set, f->name);
		unsigned gives = part ? map_gives(part) & ~(unsigned)MAP_NULL : 0;
		if (!gives || (gives & kinds_of(f)))
			continue;
		struct text at = place(l->arena, s->at, "set");
		fault_add(l->faults, place(l->arena, at, f->name_c),
			  "gives %s, but the field takes %s", kind_word(gives),
			  kind_word(kinds_of(f)));
	}
}

void names_check(struct arena *a, const struct flow *f, struct faults *faults)
{
	struct looking l = { a, f, faults };
	const struct mapping_visit v = { &l, mapping_check };

	flow_mappings(f, &v);
	flow_steps(&f->steps, &l, set_check);
	flow_steps(&f->handler, &l, set_check);
}
