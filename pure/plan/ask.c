// SPDX-License-Identifier: Apache-2.0
/*
 * Asking: one operation, a list page by page, one thing by what is known of it, an id by its name.
 * Pure: what is to be asked is wanted through the hooks.
 *
 * One step may be several askings, each with a path of its own: a list is asked page by page
 * (recs.p2), a thing is found among what a list gives (pet.find).  What is looked up by name has a
 * path that is the same in every run, so that it is asked for once and kept.
 */
#include "pure/plan/inside.h"

#define PAGE_SIZE 100
#define PAGES_MAX 200

/* --- asking --- */

static enum went ask(struct interpreter *w, const struct intent *intent, struct outcome *out)
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

enum went ask_one(struct interpreter *w, const struct step *s, struct input *in, struct text path,
		  struct outcome *out)
{
	struct intent intent = { .kind = INTENT_ASK,
				 .path = path,
				 .step = s,
				 .op = in->op,
				 .use = s->use,
				 .fresh = w->fresh };

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

static size_t gather(struct interpreter *w, struct gathered *g, struct map_value page)
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

enum went ask_all(struct interpreter *w, const struct step *s, struct input *in, struct text path,
		  struct gathered *g)
{
	struct paging p = paging_of(in->op);
	struct intent intent = { .kind = INTENT_ASK, .step = s, .op = in->op, .use = s->use };
	struct outcome out = { 0 };

	intent.list = op_inner(in->op, true) || in->op->gives_list || !op_inner(in->op, false);
	number_put(in, p.size, "100");
	if (p.skip && shape_find(in->op->query, text_of(p.skip)) &&
	    shape_find(in->op->query, text_of(p.skip))->required)
		number_put(in, p.skip, "0");
	number_put(in, p.after ? NULL : p.page, "1");
	for (int64_t page = 1; page <= PAGES_MAX; page++) {
		intent.path = page == 1 ? path
					: text_format(w->a, "%.*s.p%lld", (int)path.size, path.at,
						      (long long)page);
		intent.input = input_text(in);
		enum went went = ask(w, &intent, &out);
		if (went != WENT_ON)
			return went;
		size_t got = gather(w, g, interpreter_value(w, s->use, out.out));
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

static bool item_agrees(struct interpreter *w, struct map_value item, const struct wanted *wanted)
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
enum went ask_find(struct interpreter *w, const struct step *s, struct text path,
		   const struct wanted *wanted, struct map_value *found)
{
	struct input in = input_open(w, s->find);
	struct gathered g = { 0 };
	size_t agreeing = 0;

	*found = map_borrow(NULL);
	if (!wanted->count)
		return WENT_ON; /* nothing is known of it: there is none, whatever there is */
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

/* --- ids by name: lookup(kind, key) --- */

/* The one connection through which a flow reaches such things; false: there are several. */
static bool use_of(const struct steps *steps, struct text connector, struct text *use, bool *known)
{
	bool one = true;

	for (size_t i = 0; i < steps->count && one; i++) {
		const struct step *s = &steps->items[i];
		const struct steps *inner[] = { &s->then, &s->other, &s->handler };
		if (s->op && text_same(s->op->connector, connector)) {
			one = !*known || text_same(*use, s->use);
			*use = s->use;
			*known = true;
		}
		for (size_t n = 0; n < 3 && one; n++)
			one = use_of(inner[n], connector, use, known);
		for (size_t n = 0; n < s->branch_count && one; n++)
			one = use_of(&s->branches[n].steps, connector, use, known);
	}
	return one;
}

bool plan_use(const struct flow *f, struct text connector, struct text *use)
{
	bool known = false;

	return use_of(&f->steps, connector, use, &known);
}

static enum err look_up(struct interpreter *w, const struct map_asked *asked, struct text path,
			struct map_value *id, struct text *why)
{
	struct step *s = arena_take(w->a, sizeof(*s));
	struct map_member *field = arena_take(w->a, sizeof(*field));
	const struct wanted wanted = { field, 1 };
	const struct flow *f = w->job->flow;
	struct word_sense sense;
	struct text rest, use = f->on.use;
	struct map_value found;

	*s = (struct step){ .kind = STEP_GET, .id = path, .at = TEXT("let"), .word = asked->kind };
	*why = TEXT("there is no such kind of thing that could be found");
	if (!word_read(f->catalogue, asked->kind, &sense) ||
	    !(s->find = op_finding(f->catalogue, sense.connector, sense.resource)))
		return ERR_INVALID;
	*why = TEXT("several connections could be meant: say which, as the third");
	if (!asked->use.size && !plan_use(f, sense.connector, &use))
		return ERR_INVALID;
	s->use = asked->use.size ? asked->use : use;
	rest = s->find->finds_by;
	text_split(&rest, memchr(rest.at, '|', rest.size) ? '|' : '&', &field->key);
	field->value = map_text(asked->key);
	enum went went = ask_find(w, s, path, &wanted, &found);
	if (went == WENT_BLOCKED)
		return ERR_PENDING;
	*why = went == WENT_ON ? TEXT("there is none") : w->reason;
	return went == WENT_ON && map_find(found, TEXT("id"), id) ? ERR_OK : ERR_MISSING;
}

enum err interpreter_lookup(void *owner, const struct map_asked *asked, const struct json **found,
			    struct text *why)
{
	struct interpreter *w = owner;
	const struct plan_hooks *h = w->job->hooks;
	struct outcome out = { 0 };
	struct text path = text_format(w->a, LOOKUP_PATH "%.*s:%.*s%s%.*s]", (int)asked->kind.size,
				       asked->kind.at, (int)asked->key.size, asked->key.at,
				       asked->use.size ? " " : "", (int)asked->use.size,
				       asked->use.at);
	struct map_value id;

	if (!h->known || h->known(h->owner, path, &out) != KNOWN_DONE) {
		enum err e = h->known ? look_up(w, asked, path, &id, why) : ERR_PENDING;
		if (e)
			return e;
		struct buffer b = buffer_open(w->a, 4096);
		struct json_out o = json_open(&b);
		map_write(&o, id);
		out.out = buffer_text(&b);
		h->keep(h->owner, path, out.out);
	}
	return json_read(w->a, out.out, found, why);
}
