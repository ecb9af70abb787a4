// SPDX-License-Identifier: Apache-2.0
/*
 * Reading the catalogue: the first pass over all texts, and everything that looks at all rows.
 */
#include "platform/catalogue/read.h"

struct file_words {
	struct text subject, connector;
	enum error_style style;
};

static enum err style_read(struct reader *r, struct line *l, struct file_words *w)
{
	static const struct text known[] = {
		{ "nest", 4 }, { "http", 4 }, { "oauth", 5 }, { "page", 4 }
	};
	const size_t count = sizeof(known) / sizeof(*known);
	struct text word;
	enum err e = line_need(r, l->at, &l->text, "how a refusal is said", &word);

	if (!e)
		e = line_end(r, l->at, l->text);
	for (size_t i = 0; !e && i < count; i++) {
		if (!text_same(word, known[i]))
			continue;
		w->style = (enum error_style)i;
		return ERR_OK;
	}
	return e ? e
		 : reader_unknown(r, l->at, word, (struct known_words){ "style", known, count });
}

static enum err connector_read(struct reader *r, struct line *l, struct file_words *w)
{
	enum err e = line_need(r, l->at, &l->text, "the name of the connector", &w->connector);

	w->connector = text_copy(r->arena, w->connector);
	return e ? e : line_end(r, l->at, l->text);
}

/* Small letters, digits and hyphens; shapes: a capital first, then letters and digits. */
static bool name_good(struct text name, bool shape)
{
	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		bool small = c >= 'a' && c <= 'z', large = c >= 'A' && c <= 'Z';
		bool digit = c >= '0' && c <= '9';

		if (shape && i == 0 ? !large : !small && !digit && !(shape ? large : c == '-'))
			return false;
	}
	return name.size && name.size <= 80;
}

static enum err shape_open(struct reader *r, const struct page *p, struct line *l)
{
	struct shape_draft *d = arena_take(r->arena, sizeof(*d));
	struct text name;
	enum err e = line_need(r, l->at, &l->text, "the name of the shape", &name);

	if (e)
		return e;
	if (!name_good(name, true))
		return reader_wrong(r, l->at,
				    "a shape cannot be called `%.*s`: a capital first, then "
				    "letters and digits",
				    (int)(name.size > 80 ? 80 : name.size), name.at);
	*d = (struct shape_draft){ .at = l->at, .words = l->text, .body = *p, .next = r->shapes };
	d->shape = arena_take(r->arena, sizeof(*d->shape));
	d->shape->name = text_copy(r->arena, name);
	r->shapes = d;
	r->catalogue->shape_count++;
	return ERR_OK;
}

static enum err op_open(struct reader *r, const struct page *p, struct line *l,
			const struct file_words *w)
{
	struct op_draft *d = arena_take(r->arena, sizeof(*d));
	enum err e = line_need(r, l->at, &l->text, "the name of the operation", &d->name);

	if (e)
		return e;
	if (!name_good(d->name, false))
		return reader_wrong(r, l->at,
				    "an operation cannot be called `%.*s`: small letters, "
				    "digits and hyphens",
				    (int)(d->name.size > 80 ? 80 : d->name.size), d->name.at);
	d->at = l->at;
	d->words = l->text;
	d->body = *p;
	d->subject = w->subject;
	d->connector = w->connector;
	d->style = w->style;
	*r->ops_end = d;
	r->ops_end = &d->next;
	r->catalogue->op_count++;
	return ERR_OK;
}

static enum err line_read(struct reader *r, const struct page *p, struct line *l,
			  struct file_words *w)
{
	static const struct text known[] = { { "shape", 5 },	 { "op", 2 },	  { "style", 5 },
					     { "connector", 9 }, { "when", 4 },	  { "leaving", 7 },
					     { "due", 3 },	 { "change", 6 }, { "word", 4 },
					     { "snapshot", 8 } };
	enum reaction_kind kind;
	struct text word;
	enum err e = line_word(r, l->at, &l->text, &word);

	if (e)
		return e;
	if (text_is(word, "shape"))
		return shape_open(r, p, l);
	if (text_is(word, "op"))
		return op_open(r, p, l, w);
	if (text_is(word, "style"))
		return style_read(r, l, w);
	if (text_is(word, "connector"))
		return connector_read(r, l, w);
	if (reaction_is(word, &kind))
		return reaction_open(r, p, l, kind);
	if (text_is(word, "snapshot"))
		return snapshot_open(r, p, l);
	if (text_is(word, "change"))
		return change_read(r, l);
	if (text_is(word, "word"))
		return word_means_read(r, l, w->connector);
	return reader_unknown(r, l->at, word, (struct known_words){ "word", known, 10 });
}

static enum err file_open(struct reader *r, const struct catalogue_text *text)
{
	struct page p = { .rest = text->source, .at = { .file = text->name } };
	struct file_words words = { 0 };
	struct line line;
	size_t good = text_utf8_size(text->source);
	bool inside = false; /* may this line be indented? */
	enum err e = ERR_OK;

	for (size_t i = 0; i < good && good < text->source.size; i++)
		p.at.line += text->source.at[i] == '\n';
	if (good < text->source.size)
		return reader_wrong(r, (struct spot){ text->name, p.at.line + 1 },
				    "this is not UTF-8");
	words.subject = text_of(text_c(r->arena, text_of(text->name)));
	if (text_ends(words.subject, ".api"))
		words.subject.size -= strlen(".api");
	while (!e && page_line(&p, &line)) {
		struct text first = line.text;

		if (line.indent && !inside)
			return reader_wrong(r, line.at, "an indented line that belongs to nothing");
		if (line.indent)
			continue;
		inside = text_starts(first, "shape ") || text_starts(first, "op ") ||
			 text_starts(first, "when ") || text_starts(first, "leaving ") ||
			 text_starts(first, "due ") || text_starts(first, "snapshot ");
		e = line_read(r, &p, &line, &words);
	}
	return e;
}

/* A shape in which there is one that has a `ref` has one too; shapes may be in each other in a
 * circle, so it is asked until nothing changes. */
static void refs_spread(struct catalogue *c)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < c->shape_count; i++) {
			struct shape *s = c->shapes[i];
			bool found = !s->refs && shape_refs(s);

			more |= found;
			s->refs |= found;
		}
	}
}

static enum err shapes_read(struct reader *r)
{
	struct catalogue *c = r->catalogue;
	size_t i = c->shape_count;
	enum err e = ERR_OK;

	c->shapes = arena_take(r->arena, (i + 1) * sizeof(*c->shapes));
	r->shape_of = arena_take(r->arena, (i + 1) * sizeof(*r->shape_of));
	c->shape_names = names_open(r->arena, i);
	for (struct shape_draft *d = r->shapes; d; d = d->next) /* the last is first in the list */
		r->shape_of[--i] = d;
	for (; i < c->shape_count; i++) {
		struct shape_draft *d = r->shape_of[i];

		c->shapes[i] = d->shape;
		if (!names_add(&c->shape_names, d->shape->name, i))
			return reader_wrong(r, d->at, "the shape `%.*s` is defined twice",
					    (int)d->shape->name.size, d->shape->name.at);
	}
	for (i = 0; !e && i < c->shape_count; i++)
		e = shape_read(r, r->shape_of[i]);
	refs_spread(c);
	return e;
}

static enum err route_read(struct reader *r, const struct op_draft *d)
{
	const struct op *op = d->op, *taken;

	if (op->connector.size)
		return ERR_OK;
	taken = route_add(r->arena, r->catalogue, op);
	if (!taken)
		return ERR_OK;
	return reader_wrong(r, d->at, "the route %.*s %.*s is already that of `%.*s`",
			    (int)op->method.size, op->method.at, (int)op->path.size, op->path.at,
			    (int)taken->name.size, taken->name.at);
}

static enum err ops_read(struct reader *r)
{
	struct catalogue *c = r->catalogue;
	size_t i = 0;
	enum err e = ERR_OK;

	c->ops = arena_take(r->arena, (c->op_count + 1) * sizeof(*c->ops));
	c->op_names = names_open(r->arena, c->op_count);
	for (struct op_draft *d = r->ops; d && !e; d = d->next, i++) {
		d->op = &c->ops[i];
		d->op->name = text_copy(r->arena, d->name);
		if (!names_add(&c->op_names, d->op->name, i))
			return reader_wrong(r, d->at, "the operation `%.*s` is defined twice",
					    (int)d->name.size, d->name.at);
		e = op_read(r, d);
		if (!e)
			e = route_read(r, d);
	}
	return e;
}

/* The row that reads what `op` changes by itself: of the same path to the letter, for what only the
 * names of its places tell apart is not the same thing.  A POST makes something else beneath it. */
static struct op *tagged_find(const struct catalogue *c, const struct op *op)
{
	bool changes = !op->reads && !text_is(op->method, "POST");

	for (size_t i = 0; changes && op->run && !op->aside && i < c->op_count; i++) {
		struct op *r = &c->ops[i];
		if (r->reads && r->run && r->gives && !r->gives_list && !r->untagged &&
		    r->param_count && text_same(r->path, op->path))
			return r;
	}
	return NULL;
}

static void tags_find(struct catalogue *c)
{
	for (size_t i = 0; i < c->op_count; i++) {
		struct op *reader = tagged_find(c, &c->ops[i]);
		if (reader)
			reader->tagged = true;
		c->ops[i].reader = reader;
	}
}

static int scope_order(const void *a, const void *b)
{
	const struct text *x = a, *y = b;
	size_t size = x->size < y->size ? x->size : y->size;
	int order = memcmp(x->at, y->at, size);

	return order ? order : (x->size > y->size) - (x->size < y->size);
}

static void scopes_collect(struct reader *r)
{
	struct catalogue *c = r->catalogue;
	size_t count = 0;

	for (size_t i = 0; i < c->op_count; i++)
		count += c->ops[i].scope_count;
	c->scopes = arena_take(r->arena, (count + 1) * sizeof(*c->scopes));
	count = 0;
	for (size_t i = 0; i < c->op_count; i++)
		for (size_t k = 0; k < c->ops[i].scope_count && !c->ops[i].connector.size; k++)
			c->scopes[count++] = c->ops[i].scopes[k];
	if (count)
		qsort(c->scopes, count, sizeof(*c->scopes), scope_order);
	for (size_t i = 0; i < count; i++)
		if (!i || !text_same(c->scopes[i], c->scopes[c->scope_count - 1]))
			c->scopes[c->scope_count++] = c->scopes[i];
}

enum err catalogue_read(struct arena *a, const struct catalogue_source *source,
			const struct catalogue **out, struct text *why)
{
	struct reader r = { .arena = a, .runs = source->runs, .run_count = source->run_count };
	enum err e = ERR_OK;

	r.catalogue = arena_take(a, sizeof(*r.catalogue));
	r.ops_end = &r.ops;
	r.reactions_end = &r.reactions;
	for (size_t i = 0; !e && i < source->text_count; i++)
		e = file_open(&r, &source->texts[i]);
	if (!e)
		e = shapes_read(&r);
	if (!e)
		e = reactions_read(&r);
	if (!e)
		e = ops_read(&r);
	if (!e)
		e = learnt_close(&r);
	if (!e)
		e = reactions_close(&r);
	if (!e)
		e = snapshots_read(&r);
	if (!e) {
		tags_find(r.catalogue);
		scopes_collect(&r);
	}
	*why = r.why;
	*out = e ? NULL : r.catalogue;
	return e;
}

size_t catalogue_count(const struct catalogue *c)
{
	return c->op_count;
}

const struct op *catalogue_at(const struct catalogue *c, size_t index)
{
	return index < c->op_count ? &c->ops[index] : NULL;
}

const struct op *catalogue_find(const struct catalogue *c, struct text name)
{
	size_t index;

	return names_find(&c->op_names, name, &index) ? &c->ops[index] : NULL;
}

bool catalogue_day(const struct catalogue *c, struct text name)
{
	const struct kind *day = catalogue_kind("birthday");

	for (size_t i = 0; i < c->shape_count; i++) {
		const struct field *f = shape_find(c->shapes[i], name);
		if (f && f->kind == day)
			return true;
	}
	return false;
}

const struct shape *catalogue_shape(const struct catalogue *c, struct text name)
{
	size_t index;

	return names_find(&c->shape_names, name, &index) ? c->shapes[index] : NULL;
}

const struct text *catalogue_scopes(const struct catalogue *c, size_t *count)
{
	*count = c->scope_count;
	return c->scopes;
}
