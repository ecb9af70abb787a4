// SPDX-License-Identifier: Apache-2.0
/*
 * Steps that ask an operation.  Pure: what is to be asked is wanted through the hooks.
 *
 * One step may be several askings, each with a path of its own: a list is asked page by page
 * (recs.p2); a thing that is said by something other than its id is found first (pet.find); an
 * upsert finds, then writes (pet.write).
 */
#include "flow/plan.h"

#define PAGE_SIZE  100
#define PAGES_MAX  200
#define MEMBER_MAX 250

/* --- asking --- */

static enum went ask(struct walk *w, const struct intent *intent, struct outcome *out)
{
	const struct plan_hooks *h = w->job->hooks;
	enum known k = h->known(h->owner, intent->path, out);

	if (k == KNOWN_NOT)
		k = h->want(h->owner, intent, out);
	if (k == KNOWN_FAILED)
		w->reason = out->error;
	return k == KNOWN_DONE	    ? WENT_ON
	       : k == KNOWN_FAILED  ? WENT_FAILED
	       : k == KNOWN_SKIPPED ? WENT_SKIPPED
				    : WENT_BLOCKED;
}

static enum went ask_one(struct walk *w, const struct step *s, struct input *in, struct text path,
			 struct outcome *out)
{
	struct intent intent = {
		.kind = INTENT_ASK, .path = path, .step = s, .op = in->op, .use = s->use
	};

	intent.list = s->kind == STEP_LIST;
	intent.input = input_text(in);
	if (intent.input.size)
		return ask(w, &intent, out);
	w->reason = TEXT("what is sent is larger than 1 MiB");
	return WENT_FAILED;
}

/* --- lists, page by page --- */

struct paging {
	const char *size, *page, *skip;
	bool after;
};

static struct paging paging_of(const struct op *op)
{
	static const char *const sizes[] = { "pageLimit", "per_page", "limit", NULL };
	struct paging p = { 0 };

	for (const char *const *n = sizes; *n && !p.size; n++)
		p.size = op_takes(op, *n) ? *n : NULL;
	p.after = op_takes(op, "searchAfter");
	p.page = op_takes(op, "page") ? "page" : NULL;
	p.skip = op_takes(op, "skip") ? "skip" : NULL;
	return p;
}

static bool page_next(struct input *in, const struct paging *p, size_t got, int64_t page,
		      struct map_value last)
{
	struct map_value after;

	if (!p->size || got < PAGE_SIZE)
		return false;
	if (p->after && map_find(last, TEXT("searchAfter"), &after) && after.kind == JSON_LIST) {
		input_put(in, TEXT("searchAfter"), after);
		return true;
	}
	const char *name = p->page ? p->page : p->skip;
	if (!name || p->after)
		return false;
	int64_t n = p->page ? page + 1 : page * PAGE_SIZE;
	const struct json *number;
	struct text why;
	json_read(in->w->a, text_format(in->w->a, "%lld", (long long)n), &number, &why);
	input_put(in, text_of(name), map_borrow(number));
	return true;
}

struct gathered {
	struct map_value *items;
	size_t count, room;
};

static size_t gather(struct walk *w, struct gathered *g, struct map_value page)
{
	struct map_value item;

	if (page.kind == JSON_MAP) { /* an operation that finds one */
		g->items = arena_take(w->a, sizeof(page));
		g->items[0] = page;
		return g->count = 1;
	}
	for (uint32_t i = 0; page.kind == JSON_LIST && i < page.count; i++) {
		if (g->count == g->room) {
			size_t room = g->room ? g->room * 2 : 128;
			g->items = arena_grow(w->a, g->items, g->room * sizeof(*g->items),
					      room * sizeof(*g->items));
			g->room = room;
		}
		map_item(page, i, &item);
		g->items[g->count++] = item;
	}
	return page.kind == JSON_LIST ? page.count : 0;
}

static void number_put(struct input *in, const char *name, const char *number)
{
	const struct json *v;
	struct text why;

	if (name && !input_find(in, text_of(name)) &&
	    !json_read(in->w->a, text_of(number), &v, &why))
		input_put(in, text_of(name), map_borrow(v));
}

static enum went ask_all(struct walk *w, const struct step *s, struct input *in, struct text path,
			 struct gathered *g)
{
	struct paging p = paging_of(in->op);
	struct intent intent = { .kind = INTENT_ASK, .step = s, .op = in->op, .use = s->use };
	struct outcome out = { 0 };

	intent.list = op_inner(in->op, true) || in->op->gives_list || !op_inner(in->op, false);
	number_put(in, p.size, "100");
	number_put(in, p.after ? NULL : p.page, "1");
	for (int64_t page = 1; page <= PAGES_MAX; page++) {
		intent.path = page == 1 ? path
					: text_format(w->a, "%.*s.p%lld", (int)path.size, path.at,
						      (long long)page);
		intent.input = input_text(in);
		enum went went = ask(w, &intent, &out);
		if (went != WENT_ON)
			return went;
		size_t got = gather(w, g, walk_value(w, out.out));
		if (g->count >= (size_t)s->max && s->max)
			break;
		if (!got || !page_next(in, &p, got, page, g->items[g->count - 1]))
			break;
	}
	if (s->max && g->count > (size_t)s->max)
		g->count = (size_t)s->max;
	return WENT_ON;
}

/* --- finding by what is known --- */

struct wanted {
	const struct map_member *fields;
	size_t count;
};

static bool field_of(struct map_value item, struct text name, struct map_value *out)
{
	struct map_value inner;

	if (map_find(item, name, out))
		return true;
	if (map_find(item, TEXT("properties"), &inner) && inner.kind == JSON_MAP &&
	    map_find(inner, name, out))
		return true;
	return map_find(item, TEXT("meta"), &inner) && inner.kind == JSON_MAP &&
	       map_find(inner, name, out);
}

static bool item_agrees(struct walk *w, struct map_value item, const struct wanted *wanted)
{
	struct map_value v;

	for (size_t i = 0; i < wanted->count; i++) {
		const struct map_member *m = &wanted->fields[i];
		if (!field_of(item, m->key, &v) ||
		    !text_agrees(w->a, map_plain(w->a, v), map_plain(w->a, m->value)))
			return false;
	}
	return wanted->count > 0;
}

static void filter_put(struct input *in, const struct wanted *wanted)
{
	struct buffer b = buffer_open(in->w->a, INPUT_MAX);
	struct json_out o = json_open(&b);
	const struct json *v;
	struct text why;

	json_list(&o);
	for (size_t i = 0; i < wanted->count; i++) {
		struct text key = wanted->fields[i].key;
		json_map(&o);
		json_key(&o, "field");
		json_put_text(&o, text_format(in->w->a, "properties.%.*s", (int)key.size, key.at));
		json_key(&o, "operator");
		json_put_c(&o, "eq");
		json_key(&o, "value");
		map_write(&o, wanted->fields[i].value);
		json_close(&o);
	}
	json_close(&o);
	if (!json_read(in->w->a, buffer_text(&b), &v, &why))
		input_put(in, TEXT("filters"), map_borrow(v));
}

static void find_send(struct input *in, const struct step *s, const struct wanted *wanted)
{
	struct text rest = s->find->finds_with, pair, from;

	if (text_is(rest, "filters")) {
		filter_put(in, wanted);
		return;
	}
	while (text_split(&rest, ' ', &pair)) {
		text_split(&pair, '=', &from);
		for (size_t i = 0; i < wanted->count; i++)
			if (text_same(wanted->fields[i].key, from))
				input_put(in, pair, wanted->fields[i].value);
	}
}

/* One item that agrees, or none (*found is null); several are a failure, not a guess. */
static enum went find(struct walk *w, const struct step *s, struct text path,
		      const struct wanted *wanted, struct map_value *found)
{
	struct input in = input_open(w, s->find);
	struct gathered g = { 0 };
	size_t agreeing = 0;

	*found = map_borrow(NULL);
	if (!input_of(&in, s))
		return WENT_FAILED;
	find_send(&in, s, wanted);
	struct step quiet = *s;
	quiet.max = 0;
	struct step *kept = arena_take(w->a, sizeof(*kept));
	*kept = quiet;
	enum went went = ask_all(w, kept, &in,
				 text_format(w->a, "%.*s.find", (int)path.size, path.at), &g);
	for (size_t i = 0; went == WENT_ON && i < g.count; i++) {
		if (!item_agrees(w, g.items[i], wanted))
			continue;
		*found = g.items[i];
		agreeing++;
	}
	if (agreeing < 2)
		return went;
	w->reason = text_format(w->a, "%.*s: %zu of '%.*s' fit, so none was taken", (int)s->at.size,
				s->at.at, agreeing, (int)s->word.size, s->word.at);
	return WENT_FAILED;
}

/* --- the kinds of step --- */

/* Is everything in `where` something that the operation itself takes? */
static bool is_direct(struct walk *w, const struct step *s, const struct wanted *where)
{
	for (size_t i = 0; i < where->count; i++) {
		struct text key = where->fields[i].key;
		bool by_id = text_is(key, "id") && s->op->param_count;
		if (!by_id && !op_takes(s->op, text_c(w->a, key)) && s->op->name.size)
			return false;
		if (s->kind != STEP_LIST && s->find && !by_id && !op_param(s->op, key) &&
		    !shape_find(s->op->query, key))
			return false;
	}
	return where->count > 0 || !s->op->param_count || s->of || !s->find;
}

static bool input_where(struct input *in, const struct wanted *where)
{
	for (size_t i = 0; i < where->count; i++) {
		struct text key = where->fields[i].key;
		if (text_is(key, "id") && in->op->param_count)
			key = id_name(in->op);
		input_put(in, key, where->fields[i].value);
	}
	return true;
}

static enum went missing(struct walk *w, const struct step *s)
{
	w->reason = text_format(w->a, "%.*s: there is no such '%.*s'", (int)s->at.size, s->at.at,
				(int)s->word.size, s->word.at);
	if (s->missing == MISSING_FAIL)
		return WENT_FAILED;
	walk_keep(w, s->id, map_borrow(NULL));
	return s->missing == MISSING_STOP ? WENT_STOPPED : WENT_ON;
}

static void input_set_all(struct input *in, const struct step *s, const struct wanted *set)
{
	for (size_t i = 0; i < set->count; i++)
		input_set(in, s, set->fields[i]);
}

/* The id of what was found becomes the operation's. */
static void input_id(struct input *in, struct map_value found)
{
	struct map_value id;

	if (map_find(found, TEXT("id"), &id))
		input_put(in, id_name(in->op), map_text(map_plain(in->w->a, id)));
}

static enum went act_found(struct walk *w, const struct step *s, struct text path,
			   const struct wanted *where, const struct wanted *set)
{
	struct map_value found;
	struct outcome out = { 0 };
	enum went went = find(w, s, path, where, &found);

	if (went != WENT_ON)
		return went;
	if (found.kind == JSON_NULL)
		return missing(w, s);
	if (s->kind == STEP_GET) {
		walk_keep(w, s->id, found);
		return WENT_ON;
	}
	struct input in = input_open(w, s->op);
	if (!input_of(&in, s))
		return WENT_FAILED;
	input_id(&in, found);
	input_set_all(&in, s, set);
	went = ask_one(w, s, &in, path, &out);
	if (went == WENT_ON)
		walk_keep(w, s->id, walk_value(w, out.out));
	return went;
}

static enum went act_list(struct walk *w, const struct step *s, struct text path,
			  const struct wanted *where, const struct wanted *set)
{
	struct input in = input_open(w, s->op);
	struct gathered g = { 0 };

	if (!input_of(&in, s))
		return WENT_FAILED;
	input_where(&in, where);
	input_set_all(&in, s, set);
	enum went went = ask_all(w, s, &in, path, &g);
	if (went == WENT_ON)
		walk_keep(w, s->id, map_items(g.items, (uint32_t)g.count));
	return went;
}

static enum went act_direct(struct walk *w, const struct step *s, struct text path,
			    const struct wanted *where, const struct wanted *set)
{
	struct input in = input_open(w, s->op);
	struct outcome out = { 0 };

	if (!input_of(&in, s))
		return WENT_FAILED;
	input_where(&in, where);
	input_set_all(&in, s, set);
	enum went went = ask_one(w, s, &in, path, &out);
	if (went != WENT_ON)
		return went;
	struct map_value v = walk_value(w, out.out);
	if (v.kind == JSON_NULL && s->kind == STEP_GET)
		return missing(w, s);
	walk_keep(w, s->id, v);
	return WENT_ON;
}

/* The fields by which an upsert finds: those it names, else those of the row that finds. */
static struct wanted match_of(struct walk *w, const struct step *s, const struct wanted *set)
{
	struct map_member *m = arena_take(w->a, (MEMBER_MAX + 1) * sizeof(*m));
	struct wanted out = { .fields = m };
	struct text rest = s->match.count ? (struct text){ 0 } : s->find->finds_by, name;
	bool any = rest.size && memchr(rest.at, '|', rest.size);
	size_t listed = 0;

	for (size_t i = 0; i < s->match.count || rest.size; i++) {
		if (s->match.count && i >= s->match.count)
			break;
		if (s->match.count)
			name = s->match.items[i];
		else if (!text_split(&rest, any ? '|' : '&', &name))
			break;
		listed++;
		for (size_t j = 0; j < set->count && out.count < MEMBER_MAX; j++)
			if (text_same(set->fields[j].key, name))
				m[out.count++] = set->fields[j];
		if (any && out.count)
			return out;
	}
	if (out.count < listed)
		out.count = 0;
	return out;
}

static enum went act_upsert(struct walk *w, const struct step *s, struct text path,
			    const struct wanted *set)
{
	struct wanted match = match_of(w, s, set);
	struct map_value found;
	struct outcome out = { 0 };

	if (!match.count) {
		w->reason = text_format(w->a, "%.*s: a field that it is found by has no value",
					(int)s->at.size, s->at.at);
		return WENT_FAILED;
	}
	enum went went = find(w, s, path, &match, &found);
	if (went != WENT_ON)
		return went;
	struct input in = input_open(w, found.kind == JSON_NULL ? s->create : s->op);
	if (!input_of(&in, s))
		return WENT_FAILED;
	if (found.kind != JSON_NULL)
		input_id(&in, found);
	input_set_all(&in, s, set);
	went = ask_one(w, s, &in, text_format(w->a, "%.*s.write", (int)path.size, path.at), &out);
	if (went == WENT_ON)
		walk_keep(w, s->id, walk_value(w, out.out));
	return went;
}

enum went step_act(struct walk *w, const struct step *s, struct text path)
{
	struct wanted where = { 0 }, set = { 0 };
	enum went went;

	if (!members_of(w, s->where, &where.fields, &where.count) ||
	    !members_of(w, s->set, &set.fields, &set.count))
		return WENT_FAILED;
	if (s->kind == STEP_LIST)
		went = act_list(w, s, path, &where, &set);
	else if (s->kind == STEP_UPSERT && s->create)
		went = act_upsert(w, s, path, &set);
	else if (is_direct(w, s, &where))
		went = act_direct(w, s, path, &where, &set);
	else if (s->find)
		went = act_found(w, s, path, &where, &set);
	else {
		w->reason = text_format(w->a, "%.*s: it cannot be found by that", (int)s->at.size,
					s->at.at);
		went = WENT_FAILED;
	}
	if (went == WENT_SKIPPED) { /* somebody decided to go on without */
		walk_keep(w, s->id, map_borrow(NULL));
		return WENT_ON;
	}
	return went;
}
