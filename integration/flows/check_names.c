// SPDX-License-Identifier: Apache-2.0
/*
 * Names and kinds of values that cannot fit, found before anything runs: an expression that looks
 * for what is not there, a function that is given what it does not take, a field that is set to
 * what its operation does not take.  Pure; what only the data knows is for bind.c.
 */
#include "base/time/zonefile.h"
#include "integration/flows/inside.h"

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

static bool same_letters(struct text a, struct text b)
{
	size_t i = 0, j = 0;

	for (;; i++, j++) {
		while (i < a.size && (a.at[i] == '_' || a.at[i] == '-'))
			i++;
		while (j < b.size && (b.at[j] == '_' || b.at[j] == '-'))
			j++;
		if (i == a.size || j == b.size)
			return i == a.size && j == b.size;
		if ((a.at[i] | 32) != (b.at[j] | 32))
			return false;
	}
}

/* Is it a known name, but for capitals and strokes?  firstname, for first_name. */
static bool is_slip(struct text name, const struct shape *shape)
{
	for (size_t i = 0; i < shape->count; i++)
		if (same_letters(name, shape->fields[i].name))
			return true;
	return false;
}

/* The names behind the first, as far as shapes go. */
static void rest_check(struct looking *l, const struct map_path *p, const struct origin *o,
		       struct text rest)
{
	const struct shape *shape = o->shape;
	const struct field *f = NULL;
	struct text name;

	while (shape && path_next(&rest, &name)) {
		if (text_is(name, "*") || (o->holder && f && text_is(f->name, o->holder)))
			return;
		f = shape_find(shape, name);
		if (!f && shape->open && !is_slip(name, shape))
			return; /* there may be more than its rows say */
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

/* Zones and the spellings of dates, where they are said in so many words. */
static void said_check(struct looking *l, const struct map_said *said)
{
	struct text bytes, zone = said->value;
	bool fixed = !zone.size || text_is(zone, "UTC") || text_is(zone, "Z") ||
		     zone.at[0] == '+' || zone.at[0] == '-';

	if (text_is(said->parameter, "zone") && !fixed && zonefile_read(l->arena, zone, &bytes))
		fault_add(l->faults, said->field,
			  "there is no time zone '%.*s': it is one such as Europe/Berlin",
			  (int)zone.size, zone.at);
	if (text_is(said->parameter, "format") && strstr(said->function, "date") &&
	    !map_date_format(said->value))
		fault_add(l->faults, said->field,
			  "no date is written as '%.*s': it is a spelling such as YYYY-MM-DD or"
			  " D.M.YYYY HH:mm",
			  (int)said->value.size, said->value.at);
}

static void mapping_check(void *owner, const struct step *s, const struct mapping *m)
{
	struct looking *l = owner;
	size_t count;
	const struct map_path *paths = map_paths(l->arena, m, &count);

	(void)s;
	for (size_t i = 0; i < count; i++)
		path_check(l, &paths[i]);
	const struct map_said *saids = map_saids(l->arena, m, &count);
	for (size_t i = 0; i < count; i++)
		said_check(l, &saids[i]);
}

/* --- what is written --- */

static void set_check(void *owner, const struct step *s)
{
	struct looking *l = owner;
	const struct op *op = s->create ? s->create : s->op;

	if (!s->set || !op || !op->takes || op->takes_list || s->kind == STEP_CALL || s->fields)
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

/* What is watched must be there to be watched. */
static void watch_check(struct looking *l)
{
	const struct trigger *on = &l->flow->on;

	for (size_t i = 0; i < on->watch.count; i++) {
		struct text path = text_format(l->arena, "item.%.*s", (int)on->watch.items[i].size,
					       on->watch.items[i].at);
		const struct map_path p = { path, 0, TEXT("on.watch") };
		path_check(l, &p);
	}
}

/* A step that names nothing would change nothing, or everything. */
static void empty_check(void *owner, const struct step *s)
{
	static const char *const keys[] = { "where", "set", NULL };
	struct looking *l = owner;
	const struct json *source = step_source(l->flow, s);

	for (const char *const *key = keys; *key; key++) {
		const struct json *v = json_get(source, *key);
		if (json_is(v, JSON_MAP) && !v->count)
			fault_add(l->faults, place(l->arena, s->at, *key), "names nothing");
	}
}

/* Which run waits for which is known before anything is looked up. */
static void order_check(struct looking *l)
{
	const struct flow *f = l->flow;
	size_t count;
	const struct map_path *paths = f->order ? map_paths(l->arena, f->order, &count) : NULL;

	for (size_t i = 0; paths && i < count; i++) {
		struct text rest = paths[i].path, name;
		if (!path_next(&rest, &name) || !text_is(name, "let") || !path_next(&rest, &name))
			continue;
		for (size_t n = 0; n < f->let_count; n++)
			if (text_same(f->let[n].name, name) && f->let[n].mapping &&
			    map_calls(f->let[n].mapping, "lookup"))
				fault_add(l->faults, TEXT("order"),
					  "cannot hang on 'let.%.*s', which only a run looks up",
					  (int)name.size, name.at);
	}
}

void names_check(struct arena *a, const struct flow *f, struct faults *faults)
{
	struct looking l = { a, f, faults };
	const struct mapping_visit v = { &l, mapping_check };

	flow_mappings(f, &v);
	watch_check(&l);
	order_check(&l);
	flow_steps(&f->steps, &l, empty_check);
	flow_steps(&f->handler, &l, empty_check);
	flow_steps(&f->steps, &l, set_check);
	flow_steps(&f->handler, &l, set_check);
}
