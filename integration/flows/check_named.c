// SPDX-License-Identifier: Apache-2.0
/*
 * Things that a file names by a word people gave them: the key of an association, the slug of a
 * calendar, the name of a tag; and what `of` names, an object or a post type.  In our own tables it
 * is looked whether there are such, and in what the check of a connection learnt; of what nobody
 * has looked at, that is said.
 *
 * Only of what people set up, which one list gives as a whole: contacts and the like come and go.
 */
#include "integration/flows/inside.h"

#define NAMES_MAX 500

struct naming {
	struct call *call;
	const struct flow *flow;
	struct faults *faults, *notes;
};

/* What is named: by which field, with which word, and where the file says so. */
struct named {
	const struct op *find;
	struct text use, field, word, at;
};

static bool is_set_up(const struct op *find)
{
	return find && find->run && !find->finds_with.size && text_is(find->method, "GET");
}

static bool is_plain(struct text word)
{
	return word.size && !memchr(word.at, '{', word.size);
}

/* All things of the kind, as who asks may see them; NULL: he may not, there is no such list, or
 * there is more than one page of it. */
static const struct json *things_of(struct naming *n, const struct op *find)
{
	struct call *call = n->call;
	struct invocation asking = { find, TEXT("{}"), call_text(call, "locationId"), NULL };
	struct invoked told = { 0 };
	const struct json *list;
	const struct field *limit = shape_find(find->query, TEXT("limit"));
	uint32_t most = limit && limit->has_most ? (uint32_t)limit->most : 0;
	struct text why;

	if (most)
		asking.input = text_format(call->arena, "{\"limit\":%u%s}", most,
					   op_takes(find, "skip") ? ",\"skip\":0" : "");
	if (invoke_try(call, &asking, &told) || told.err ||
	    json_read(call->arena, inner_source(call->arena, find, true, told.body), &list, &why) ||
	    !json_is(list, JSON_LIST))
		return NULL;
	return most && list->count >= most ? NULL : list;
}

/* highlevel.calendar.group is a calendar group. */
static struct text kind_of(struct naming *n, const struct op *find)
{
	char *kind = text_c(n->call->arena, find->finds);

	for (char *at = kind; *at; at++)
		*at = *at == '-' ? ' ' : *at;
	return text_of(kind);
}

static void named_check(struct naming *n, const struct named *x)
{
	struct text names[NAMES_MAX], kind;
	size_t count = 0;

	if (!is_set_up(x->find) || !is_plain(x->word) || faults_full(n->faults))
		return;
	kind = kind_of(n, x->find);
	if (!connection_is_ours(n->call, x->use)) {
		fault_add(
			n->notes, x->at,
			"nobody has looked whether '%.*s' has the %.*s '%.*s': that shows in a run",
			(int)x->use.size, x->use.at, (int)kind.size, kind.at, (int)x->word.size,
			x->word.at);
		return;
	}
	const struct json *list = things_of(n, x->find);
	for (const struct json *v = list ? json_first(list) : NULL; v; v = json_after(list, v)) {
		struct text own = json_text(json_find(v, x->field));
		if (text_agrees(n->call->arena, own, x->word))
			return;
		if (count < NAMES_MAX)
			names[count++] = own;
	}
	struct text near = name_nearest(x->word, names, count);
	if (list)
		fault_add(n->faults, x->at,
			  near.size ? "there is no %.*s with the %.*s '%.*s'; did you mean '%.*s'?"
				    : "there is no %.*s with the %.*s '%.*s'",
			  (int)kind.size, kind.at, (int)x->field.size, x->field.at,
			  (int)x->word.size, x->word.at, (int)near.size, near.at);
}

/* --- where --- */

/* Does the flow make such things itself? */
struct making {
	const struct op *find;
	bool made;
};

static void made_see(void *owner, const struct step *s)
{
	struct making *m = owner;
	const struct op *makes = s->create ? s->create : s->op;

	m->made |= makes && !makes->reads && (s->find == m->find || op_makes(makes));
}

static void where_check(void *owner, const struct step *s)
{
	struct naming *n = owner;
	const struct json *where = json_get(step_source(n->flow, s), "where"), *k;
	struct making m = { s->find, false };

	if (!s->find || s->find->connector.size || !json_is(where, JSON_MAP) ||
	    s->missing != MISSING_FAIL || step_said(n->flow, s))
		return;
	flow_steps(&n->flow->steps, &m, made_see);
	for (k = json_first(where); k && !m.made; k = json_after(where, json_after(where, k))) {
		const struct json *v = json_after(where, k);
		struct text at = place(n->call->arena, s->at, "where");
		const struct named x = {
			s->find, s->use, k->text, json_is(v, JSON_TEXT) ? v->text : TEXT(""),
			place(n->call->arena, at, text_c(n->call->arena, k->text))
		};
		named_check(n, &x);
	}
}

/* --- lookup(kind, key, use) --- */

static void lookup_check(struct naming *n, const struct map_said *said, size_t count)
{
	struct word_sense sense;
	struct named x = { .at = said->field, .use = n->flow->on.use };

	if (!word_read(n->flow->catalogue, said->value, &sense) || sense.connector.size)
		return;
	x.find = op_finding(n->flow->catalogue, sense.connector, sense.resource);
	bool one = plan_use(n->flow, sense.connector, &x.use);
	for (size_t i = 1; i < count && !text_is(said[i].parameter, "kind"); i++) {
		if (text_is(said[i].parameter, "key"))
			x.word = said[i].value;
		if (text_is(said[i].parameter, "use")) {
			x.use = said[i].value;
			one = true;
		}
	}
	if (!one) {
		fault_add(n->faults, x.at,
			  "several connections could be meant: say which, as the third");
		return;
	}
	struct text rest = x.find ? x.find->finds_by : TEXT("");
	text_split(&rest, memchr(rest.at, '|', rest.size) ? '|' : '&', &x.field);
	named_check(n, &x);
}

static void let_check(struct naming *n, const struct mapping *m)
{
	size_t count;
	const struct map_said *saids = map_saids(n->call->arena, m, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(saids[i].function, "lookup") == 0 && text_is(saids[i].parameter, "kind"))
			lookup_check(n, &saids[i], count - i);
}

/* --- of --- */

/* The things that are known by this word, as custom_objects.pets. */
static size_t learnt_names(struct naming *n, struct text use, struct text word, struct text *names)
{
	struct call *call = n->call;
	struct rows *r;
	size_t count = 0;

	call_set_text(call, "useName", use);
	call_set_text(call, "learntWord", word);
	if (connection_is_ours(call, use))
		r = store_ask(call, "SELECT key AS name FROM object"
				    " WHERE location_id = :locationId"
				    " AND substr(key, 1, length(CAST(:learntWord AS TEXT)) + 1)"
				    " = CAST(:learntWord AS TEXT) || '.' ORDER BY key LIMIT 500");
	else /* grows: all that a check learnt of one connection, with its limit */
		r = store_ask(call,
			      "SELECT f.object_key AS name FROM connection_field f"
			      " JOIN connection c ON c.id = f.connection_id"
			      " WHERE c.location_id = :locationId"
			      " AND (c.name = :useName OR c.id = :useName)"
			      " AND substr(f.object_key, 1, length(CAST(:learntWord AS TEXT)) + 1)"
			      " = CAST(:learntWord AS TEXT) || '.'"
			      " UNION SELECT f.object_key || '.' || f.field_key"
			      " FROM connection_field f JOIN connection c ON c.id = f.connection_id"
			      " WHERE c.location_id = :locationId"
			      " AND (c.name = :useName OR c.id = :useName)"
			      " AND f.object_key = :learntWord ORDER BY 1 LIMIT 500");
	while (rows_next(r) && count < NAMES_MAX)
		names[count++] = text_copy(call->arena, rows_text(r, "name"));
	rows_close(r);
	return count;
}

/* post_type is a post type; custom_objects, an object. */
static struct text word_said(struct naming *n, const struct field *p)
{
	char *said = text_c(n->call->arena, p->dotted ? TEXT("object") : p->learnt);

	for (char *at = said; *at; at++)
		*at = *at == '_' ? ' ' : *at;
	return text_of(said);
}

static void of_check(struct naming *n, const struct named *x)
{
	struct arena *a = n->call->arena;
	struct text key = of_learnt(a, x->find, x->word), names[NAMES_MAX], rest = key, word;
	const struct field *p = x->find ? x->find->params : NULL;

	text_split(&rest, '.', &word);
	if (!rest.size || !text_same(word, p->learnt) || faults_full(n->faults))
		return;
	bool ours = connection_is_ours(n->call, x->use);
	struct text said = word_said(n, p), why = TEXT("");
	struct text shown = p->dotted ? key : rest;
	size_t count = learnt_names(n, x->use, word, names);
	for (size_t i = 0; i < count; i++)
		if (text_same(names[i], key))
			return;
	if (count == NAMES_MAX)
		return; /* there may be more */
	if (!ours && !count)
		why = flow_unknown(n->call, x->use, word);
	for (size_t i = 0; i < count; i++) /* they all begin with the word */
		names[i] = (struct text){ names[i].at + word.size + 1,
					  names[i].size - word.size - 1 };
	struct text near = name_nearest(rest, names, count);
	if (near.size && p->dotted)
		near = (struct text){ near.at - word.size - 1, near.size + word.size + 1 };
	if (why.size)
		fault_add(n->notes, x->at,
			  "which %.*ss '%.*s' has is not known, and so not whether it has '%.*s':"
			  " %.*s",
			  (int)said.size, said.at, (int)x->use.size, x->use.at, (int)shown.size,
			  shown.at, (int)why.size, why.at);
	else
		fault_add(n->faults, x->at,
			  near.size ? "there is no %.*s '%.*s'; did you mean '%.*s'?"
				    : "there is no %.*s '%.*s'",
			  (int)said.size, said.at, (int)shown.size, shown.at, (int)near.size,
			  near.at);
}

static void step_of_check(void *owner, const struct step *s)
{
	struct naming *n = owner;
	const struct named x = { .find = s->create ? s->create : s->op,
				 .use = s->use,
				 .word = json_text(json_get(step_source(n->flow, s), "of")),
				 .at = place(n->call->arena, s->at, "of") };

	of_check(n, &x);
}

void flow_check_named(struct call *call, const struct flow *f, struct faults *faults,
		      struct faults *notes)
{
	struct naming n = { call, f, faults, notes };

	const struct named of = {
		.find = f->on.op, .use = f->on.use, .word = f->on.of, .at = TEXT("on.of")
	};

	of_check(&n, &of);
	flow_steps(&f->steps, &n, step_of_check);
	flow_steps(&f->handler, &n, step_of_check);
	for (size_t i = 0; i < f->let_count; i++)
		if (f->let[i].mapping)
			let_check(&n, f->let[i].mapping);
	flow_steps(&f->steps, &n, where_check);
	flow_steps(&f->handler, &n, where_check);
}
