// SPDX-License-Identifier: Apache-2.0
/*
 * Reading what a snapshot holds:
 *
 *	snapshot trigger_links
 *	  list    list-links
 *	  make    create-link
 *	  change  update-link
 *	  key     name
 *
 * Refused at load: an operation that is not there, a place that refers to what comes later, and an
 * id in what is sent of which no word says what becomes of it.
 */
#include "platform/catalogue/read.h"

struct snapshot_draft {
	struct snapshot_row row;
	struct spot at;
	struct page body;
	struct snapshot_draft *next;
};

bool snapshot_has(const struct snapshot_words *words, struct text word)
{
	for (size_t i = 0; i < words->count; i++)
		if (text_same(words->at[i], word))
			return true;
	return false;
}

enum err snapshot_open(struct reader *r, const struct page *p, struct line *l)
{
	struct snapshot_draft *d = arena_take(r->arena, sizeof(*d));

	*d = (struct snapshot_draft){ .at = l->at, .body = *p };
	enum err e = line_need(r, l->at, &l->text, "what of a location it is", &d->row.name);

	d->row.name = text_copy(r->arena, d->row.name);
	d->next = r->snapshots;
	r->snapshots = d; /* the last is first */
	r->catalogue->snapshot_count++;
	return e ? e : line_end(r, l->at, l->text);
}

static enum err words_read(struct reader *r, struct line *l, struct snapshot_words *out)
{
	struct text word;
	enum err e = line_need(r, l->at, &l->text, "the name of a member", &word);

	while (!e && word.size) {
		if (out->count == SNAPSHOT_WORDS_MAX)
			return reader_wrong(r, l->at, "more than %d", SNAPSHOT_WORDS_MAX);
		out->at[out->count++] = text_copy(r->arena, word);
		e = line_word(r, l->at, &l->text, &word);
	}
	return e;
}

/* The path's own parameter, but for the location and what it is within: it says which thing. */
static struct text id_of(const struct snapshot_ask *ask, struct text within)
{
	for (size_t i = 0; ask->op && i < ask->op->param_count; i++) {
		struct text name = ask->op->params[i].name;
		bool said = text_is(name, "locationId") || text_same(name, within);

		for (size_t k = 0; k < ask->count; k++)
			said = said || text_same(ask->names[k], name);
		if (!said)
			return name;
	}
	return TEXT("");
}

/* `make create-calendar-resource resourceType=rooms` */
static enum err ask_read(struct reader *r, struct line *l, struct snapshot_ask *ask)
{
	struct text word, name;
	enum err e = line_need(r, l->at, &l->text, "the name of an operation", &word);

	if (e)
		return e;
	ask->op = catalogue_find(r->catalogue, word);
	if (!ask->op || !ask->op->run)
		return reader_wrong(r, l->at, "there is no operation `%.*s` here", (int)word.size,
				    word.at);
	e = line_word(r, l->at, &l->text, &word);
	while (!e && word.size) {
		text_split(&word, '=', &name);
		if (ask->count == SNAPSHOT_WITH_MAX || !op_places(ask->op, name))
			return reader_wrong(
				r, l->at, "`%.*s` is no value of `%.*s`, or one too many",
				(int)name.size, name.at, (int)ask->op->name.size, ask->op->name.at);
		ask->names[ask->count] = text_copy(r->arena, name);
		ask->values[ask->count++] = text_copy(r->arena, word);
		e = line_word(r, l->at, &l->text, &word);
	}
	return e;
}

/* `refers groupId to calendar_groups`, `refers template.body to trigger_links in {{trigger_link.`
 */
static enum err refers_read(struct reader *r, struct snapshot_draft *d, struct line *l)
{
	struct snapshot_place *place = &d->row.places[d->row.place_count];
	struct text path, to, kind, in, within = { 0 };
	enum err e = line_need(r, l->at, &l->text, "the place", &path);

	if (!e && d->row.place_count == SNAPSHOT_PLACES_MAX)
		return reader_wrong(r, l->at, "more than %d places", SNAPSHOT_PLACES_MAX);
	if (!e)
		e = line_need(r, l->at, &l->text, "`to`", &to);
	if (!e)
		e = line_need(r, l->at, &l->text, "what it refers to", &kind);
	if (!e)
		e = line_word(r, l->at, &l->text, &in);
	if (!e && in.size)
		e = line_need(r, l->at, &l->text, "what stands before it", &within);
	if (e)
		return e;
	*place = (struct snapshot_place){ text_copy(r->arena, path), text_copy(r->arena, kind),
					  text_copy(r->arena, within) };
	d->row.place_count++;
	return ERR_OK;
}

/* `part stages pipeline_stages by name` */
static enum err part_read(struct reader *r, struct snapshot_draft *d, struct line *l)
{
	struct text words[4];
	enum err e = ERR_OK;

	for (size_t i = 0; i < 4 && !e; i++)
		e = line_need(r, l->at, &l->text, "`part LIST KIND by MEMBER`", &words[i]);
	if (e)
		return e;
	d->row.part = (struct snapshot_place){ text_copy(r->arena, words[0]),
					       text_copy(r->arena, words[1]),
					       { 0 } };
	d->row.part_key = text_copy(r->arena, words[3]);
	return line_end(r, l->at, l->text);
}

/* `only templateType folder` */
static enum err two_read(struct reader *r, struct line *l, struct text out[2])
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < 2 && !e; i++) {
		e = line_need(r, l->at, &l->text, "two words", &out[i]);
		if (!e)
			out[i] = text_copy(r->arena, out[i]);
	}
	return e ? e : line_end(r, l->at, l->text);
}

/* `within calendars as calendarId`, `within objects as objectKey by key` */
static enum err within_read(struct reader *r, struct snapshot_draft *d, struct line *l)
{
	struct text as, by, *out[] = { &d->row.within, &as, &d->row.within_as };
	enum err e = ERR_OK;

	for (size_t i = 0; i < 3 && !e; i++) {
		e = line_need(r, l->at, &l->text, "`within KIND as PARAMETER`", out[i]);
		*out[i] = e ? TEXT("") : text_copy(r->arena, *out[i]);
	}
	if (!e)
		e = line_word(r, l->at, &l->text, &by);
	if (e || !by.size)
		return e;
	e = line_need(r, l->at, &l->text, "a member", &d->row.within_by);
	d->row.within_by = e ? TEXT("") : text_copy(r->arena, d->row.within_by);
	return e ? e : line_end(r, l->at, l->text);
}

/* One word behind it. */
static enum err one_read(struct reader *r, struct line *l, struct text *out)
{
	enum err e = line_need(r, l->at, &l->text, "a word", out);

	*out = e ? TEXT("") : text_copy(r->arena, *out);
	return e ? e : line_end(r, l->at, l->text);
}

/* What is behind the member is the expression. */
static enum err from_read(struct reader *r, struct snapshot_draft *d, struct line *l)
{
	struct snapshot_row *row = &d->row;
	struct text member;
	enum err e = line_need(r, l->at, &l->text, "a member", &member);

	if (!e && !l->text.size)
		return reader_wrong(r, l->at, "the expression after the member is missing");
	if (!e && row->from_new.count == SNAPSHOT_WORDS_MAX)
		return reader_wrong(r, l->at, "more than %d", SNAPSHOT_WORDS_MAX);
	row->from_new.at[row->from_new.count++] = text_copy(r->arena, member);
	row->from_old.at[row->from_old.count++] = text_copy(r->arena, l->text);
	return e;
}

static enum err only_read(struct reader *r, struct snapshot_draft *d, struct line *l)
{
	struct text two[2];
	enum err e = two_read(r, l, two);

	d->row.only = e ? TEXT("") : two[0];
	d->row.only_as = e ? TEXT("") : two[1];
	return e;
}

static enum err line_take(struct reader *r, struct snapshot_draft *d, struct line *l)
{
	struct snapshot_row *row = &d->row;
	struct snapshot_ask *asks[] = { &row->list, &row->get, &row->make, &row->change };
	struct snapshot_words *lists[] = { &row->key, &row->without, &row->once, &row->stays };
	struct text *ones[] = { &row->id, &row->listed, &row->completes, &row->unless,
				&row->everywhere };
	/* as many as there are asks, lists and ones, in their order; then those read by themselves
	 */
	static const struct text known[] = {
		{ "list", 4 },	      { "get", 3 },	{ "make", 4 },	    { "change", 6 },
		{ "key", 3 },	      { "without", 7 }, { "once", 4 },	    { "stays", 5 },
		{ "id", 2 },	      { "listed", 6 },	{ "completes", 9 }, { "unless", 6 },
		{ "everywhere", 10 }, { "refers", 6 },	{ "part", 4 },	    { "from", 4 },
		{ "only", 4 },	      { "within", 6 },	{ "filled", 6 },    { "unbound", 7 },
		{ "called", 6 }
	};
	const size_t known_count = sizeof(known) / sizeof(*known);
	const size_t lists_at = sizeof(asks) / sizeof(*asks);
	const size_t ones_at = lists_at + sizeof(lists) / sizeof(*lists);
	const size_t ones_end = ones_at + sizeof(ones) / sizeof(*ones);
	struct text word;
	enum err e = line_word(r, l->at, &l->text, &word);
	size_t which = 0;

	while (!e && which < known_count && !text_same(word, known[which]))
		which++;
	if (!e && which < lists_at)
		return ask_read(r, l, asks[which]);
	if (!e && which < ones_at)
		return words_read(r, l, lists[which - lists_at]);
	if (!e && which < ones_end)
		return one_read(r, l, ones[which - ones_at]);
	if (e)
		return e;
	if (text_is(word, "refers"))
		return refers_read(r, d, l);
	if (text_is(word, "part"))
		return part_read(r, d, l);
	if (text_is(word, "from"))
		return from_read(r, d, l);
	if (text_is(word, "only"))
		return only_read(r, d, l);
	if (text_is(word, "called"))
		return two_read(r, l, row->called);
	if (text_is(word, "within"))
		return within_read(r, d, l);
	if (text_is(word, "filled"))
		row->filled = true;
	else if (text_is(word, "unbound"))
		row->make.unbound = row->change.unbound = true;
	else
		return reader_unknown(
			r, l->at, word,
			(struct known_words){ "word of a snapshot", known, known_count });
	return line_end(r, l->at, l->text);
}

/* --- the row as a whole --- */

/* Is it said what becomes of the id at this place? */
static bool place_said(const struct snapshot_row *row, struct text path)
{
	const struct snapshot_words *lists[] = { &row->without, &row->once };

	for (size_t i = 0; i < row->place_count; i++)
		if (text_same(row->places[i].path, path))
			return true;
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < lists[i]->count; k++) {
			struct text said = lists[i]->at[k];
			if (path.size >= said.size && !memcmp(path.at, said.at, said.size) &&
			    (path.size == said.size || path.at[said.size] == '.'))
				return true;
		}
	return row->part.path.size && path.size == row->part.path.size + 3 &&
	       !memcmp(path.at, row->part.path.at, row->part.path.size);
}

static enum err ids_said(struct reader *r, const struct snapshot_draft *d, const struct shape *s,
			 struct text above)
{
	enum err e = ERR_OK;

	for (size_t i = 0; s && i < s->count && !e; i++) {
		const struct field *f = &s->fields[i];
		struct text path = above.size ? text_format(r->arena, "%.*s.%s", (int)above.size,
							    above.at, f->name_c)
					      : f->name;
		bool id = f->kind && !strcmp(f->kind->name, "id");

		if (f->given || text_is(path, "locationId") || place_said(&d->row, path))
			continue;
		if (id && !text_same(path, d->row.change.id))
			return reader_wrong(
				r, d->at, "`%.*s`: nothing says what becomes of the id `%.*s`",
				(int)d->row.name.size, d->row.name.at, (int)path.size, path.at);
		if (f->shape && path.size < 100)
			e = ids_said(r, d, f->shape, path);
	}
	return e;
}

static bool is_before(const struct reader *r, size_t at, struct text kind)
{
	const struct snapshot_row *rows = r->catalogue->snapshots;

	if (!kind.size || text_is(kind, SNAPSHOT_ANYTHING))
		return true;
	for (size_t i = 0; i <= at; i++)
		if (text_same(rows[i].name, kind) || text_same(rows[i].part.kind, kind))
			return true;
	return false;
}

static enum err before_said(struct reader *r, const struct snapshot_draft *d, size_t at,
			    struct text kind)
{
	if (is_before(r, at, kind))
		return ERR_OK;
	return reader_wrong(r, d->at, "`%.*s` refers to `%.*s`, which comes later",
			    (int)d->row.name.size, d->row.name.at, (int)kind.size, kind.at);
}

static enum err row_close_snapshot(struct reader *r, struct snapshot_draft *d, size_t at)
{
	struct snapshot_row *row = &d->row;
	enum err e;

	if (!row->list.op || !row->make.op || !row->key.count || !row->make.op->takes)
		return reader_wrong(r, d->at, "`%.*s` needs `list`, `make` and `key`",
				    (int)row->name.size, row->name.at);
	row->get.id = id_of(&row->get, row->within_as);
	row->change.id = id_of(&row->change, row->within_as);
	if (row->change.op && !row->change.id.size &&
	    shape_find(row->change.op->takes, TEXT("templateId")))
		row->change.id = TEXT("templateId");
	e = ids_said(r, d, row->make.op->takes, TEXT(""));
	if (!e && row->change.op)
		e = ids_said(r, d, row->change.op->takes, TEXT(""));
	r->catalogue->snapshots[at] = *row;
	if (!e)
		e = before_said(r, d, at, row->within);
	if (!e)
		e = before_said(r, d, at, row->completes);
	for (size_t i = 0; i < row->place_count && !e; i++)
		e = before_said(r, d, at, row->places[i].kind);
	return e;
}

/* The list is turned round first: rows name what stands before them. */
enum err snapshots_read(struct reader *r)
{
	struct catalogue *c = r->catalogue;
	struct snapshot_draft **drafts = arena_take(
		r->arena, (c->snapshot_count + 1) * sizeof(struct snapshot_draft *));
	size_t i = c->snapshot_count;
	struct line line;
	enum err e = ERR_OK;

	c->snapshots = arena_take(r->arena, (c->snapshot_count + 1) * sizeof(*c->snapshots));
	for (struct snapshot_draft *d = r->snapshots; d; d = d->next)
		drafts[--i] = d;
	for (; i < c->snapshot_count && !e; i++) {
		while (!e && page_inner(&drafts[i]->body, 0, &line))
			e = line_take(r, drafts[i], &line);
		if (!e)
			e = row_close_snapshot(r, drafts[i], i);
	}
	return e;
}

const struct snapshot_row *catalogue_snapshots(const struct catalogue *c, size_t *count)
{
	*count = c->snapshot_count;
	return c->snapshots;
}
