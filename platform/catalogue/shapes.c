// SPDX-License-Identifier: Apache-2.0
/*
 * Reading shapes: what is inherited, what is left out, and the lines of their own.
 *
 * A shape that is like another is a copy of its fields, made when both are read; so nobody who uses
 * a shape has to know how it was written.
 */
#include "platform/catalogue/read.h"

#define LIKE_DEPTH_MAX 16

struct field *fields_add(struct reader *r, struct fields *f)
{
	if (f->count == f->room) {
		size_t room = f->room ? f->room * 2 : 16;

		f->at = arena_grow(r->arena, f->at, f->room * sizeof(*f->at),
				   room * sizeof(*f->at));
		f->room = room;
	}
	f->at[f->count] = (struct field){ 0 };
	return &f->at[f->count++];
}

static struct field *fields_find(const struct fields *f, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_same(f->at[i].name, name))
			return &f->at[i];
	return NULL;
}

enum err fields_read(struct reader *r, struct page *body, size_t indent, struct fields *f)
{
	size_t inherited = f->count, column = 0;
	bool *replaced = arena_take(r->arena, inherited + 1);
	struct line line;

	while (page_inner(body, indent, &line)) {
		struct field field, *old;
		enum err e = field_read(r, line.at, line.text, &field);

		if (e)
			return e;
		if (column && line.indent != column)
			return reader_wrong(r, line.at,
					    "the line is indented by %zu, not by %zu "
					    "like the one before",
					    line.indent, column);
		column = line.indent;
		old = fields_find(f, f->count, field.name);
		if (old && ((size_t)(old - f->at) >= inherited || replaced[old - f->at]))
			return reader_wrong(r, line.at, "the field `%s` stands twice",
					    field.name_c);
		if (old)
			replaced[old - f->at] = true;
		else
			old = fields_add(r, f);
		*old = field;
		if (f->count > SHAPE_FIELDS_MAX)
			return reader_wrong(r, line.at, "a shape has at most %d fields",
					    SHAPE_FIELDS_MAX);
	}
	return ERR_OK;
}

static size_t place_first(struct text name, size_t count)
{
	size_t middle = (unsigned char)name.at[name.size / 2];
	size_t first = (unsigned char)name.at[0];
	size_t last = (unsigned char)name.at[name.size - 1];

	return (name.size * 7 + first * 31 + middle * 17 + last) & (count - 1);
}

bool shape_refs(const struct shape *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->fields[i].ref || (s->fields[i].shape && s->fields[i].shape->refs))
			return true;
	return false;
}

enum err shape_close(struct reader *r, struct spot at, struct shape *s, const struct fields *f)
{
	unsigned char *places;
	size_t room = 8;

	if (f->count > SHAPE_FIELDS_MAX)
		return reader_wrong(r, at, "a shape has at most %d fields", SHAPE_FIELDS_MAX);
	while (room < f->count * 2)
		room *= 2;
	places = arena_take(r->arena, room);
	for (size_t i = 0; i < f->count; i++)
		if (f->at[i].learnt.size)
			return reader_wrong(r, at, "`learnt` is for a parameter of the path");
	for (size_t i = 0; i < f->count; i++) {
		size_t place = place_first(f->at[i].name, room);

		while (places[place])
			place = (place + 1) & (room - 1);
		places[place] = (unsigned char)(i + 1);
	}
	s->fields = f->at;
	s->count = f->count;
	s->places = places;
	s->place_count = room;
	s->refs = shape_refs(s);
	return ERR_OK;
}

const struct field *shape_find(const struct shape *shape, struct text name)
{
	size_t place;

	if (!name.size || !shape->count)
		return NULL;
	place = place_first(name, shape->place_count);
	while (shape->places[place]) {
		const struct field *f = &shape->fields[shape->places[place] - 1];

		if (text_same(f->name, name))
			return f;
		place = (place + 1) & (shape->place_count - 1);
	}
	return NULL;
}

enum err shape_need(struct reader *r, struct spot at, struct text name, struct shape_draft **out)
{
	struct catalogue *c = r->catalogue;
	struct text *known;
	size_t index;

	if (names_find(&c->shape_names, name, &index)) {
		*out = r->shape_of[index];
		return ERR_OK;
	}
	known = arena_take(r->arena, c->shape_count * sizeof(*known) + 1);
	for (size_t i = 0; i < c->shape_count; i++)
		known[i] = c->shapes[i]->name;
	return reader_unknown(r, at, name, (struct known_words){ "shape", known, c->shape_count });
}

/* The words of a shape's own line. */
struct shape_words {
	struct shape_draft *like;
	struct text without; /* the names to leave out */
	bool nulls, partial, open;
};

static enum err shape_word_read(struct reader *r, struct shape_draft *d, struct text *rest,
				struct shape_words *w)
{
	static const struct text known[] = {
		{ "like", 4 }, { "without", 7 }, { "nulls", 5 }, { "partial", 7 }, { "open", 4 }
	};
	struct text word;
	enum err e = line_word(r, d->at, rest, &word);
	bool *flag = text_is(word, "nulls")	? &w->nulls
		     : text_is(word, "partial") ? &w->partial
		     : text_is(word, "open")	? &w->open
						: NULL;

	if (e)
		return e;
	if (text_is(word, "like") && w->like)
		return reader_wrong(r, d->at, "`like` stands twice");
	if (text_is(word, "like")) {
		e = line_need(r, d->at, rest, "the shape after `like`", &word);
		return e ? e : shape_need(r, d->at, word, &w->like);
	}
	if (text_is(word, "without")) {
		w->without = *rest;
		*rest = TEXT("");
		return w->without.size
			       ? ERR_OK
			       : reader_wrong(r, d->at, "the names after `without` are missing");
	}
	if (!flag)
		return reader_unknown(r, d->at, word,
				      (struct known_words){ "word of a shape", known, 5 });
	if (*flag)
		return reader_wrong(r, d->at, "`%.*s` stands twice", (int)word.size, word.at);
	*flag = true;
	return ERR_OK;
}

static enum err fields_without(struct reader *r, struct spot at, struct fields *f,
			       struct text names)
{
	while (names.size) {
		struct text name, *known;
		struct field *field;
		enum err e = line_word(r, at, &names, &name);

		if (e)
			return e;
		field = fields_find(f, f->count, name);
		if (field) {
			memmove(field, field + 1,
				(size_t)(f->at + f->count - field - 1) * sizeof(*field));
			f->count--;
			continue;
		}
		known = arena_take(r->arena, f->count * sizeof(*known) + 1);
		for (size_t i = 0; i < f->count; i++)
			known[i] = f->at[i].name;
		return reader_unknown(r, at, name,
				      (struct known_words){ "field", known, f->count });
	}
	return ERR_OK;
}

static void fields_qualify(struct fields *f, const struct shape_words *w)
{
	for (size_t i = 0; i < f->count; i++) {
		struct field *field = &f->at[i];

		if (w->nulls && !field->taken && !field->empty)
			field->nulls = field->sure = true;
		if (w->partial)
			field->required = field->has_initial = false;
	}
}

static enum err shape_fill(struct reader *r, struct shape_draft *d, const struct shape_words *w)
{
	struct fields f = { 0 };
	enum err e = ERR_OK;

	d->shape->open = w->open;
	if (w->like) {
		const struct shape *from = w->like->shape;

		for (size_t i = 0; i < from->count; i++)
			*fields_add(r, &f) = from->fields[i];
		d->shape->open = w->open || from->open;
		e = fields_without(r, d->at, &f, w->without);
		fields_qualify(&f, w);
	}
	if (!e)
		e = fields_read(r, &d->body, 0, &f);
	if (!e && !w->like) {
		e = fields_without(r, d->at, &f, w->without);
		fields_qualify(&f, w);
	}
	return e ? e : shape_close(r, d->at, d->shape, &f);
}

static enum err shape_read_deep(struct reader *r, struct shape_draft *d, int depth)
{
	struct shape_words w = { 0 };
	struct text rest = d->words;
	enum err e = ERR_OK;

	if (d->state == DRAFT_DONE)
		return ERR_OK;
	if (d->state == DRAFT_BUSY)
		return reader_wrong(r, d->at, "the shape `%.*s` is like itself, in a circle",
				    (int)d->shape->name.size, d->shape->name.at);
	if (depth == LIKE_DEPTH_MAX)
		return reader_wrong(r, d->at, "more than %d shapes are like each other in a row",
				    LIKE_DEPTH_MAX);
	d->state = DRAFT_BUSY;
	while (!e && rest.size)
		e = shape_word_read(r, d, &rest, &w);
	if (!e && w.like)
		e = shape_read_deep(r, w.like, depth + 1);
	if (!e)
		e = shape_fill(r, d, &w);
	d->state = DRAFT_DONE;
	return e;
}

enum err shape_read(struct reader *r, struct shape_draft *d)
{
	return shape_read_deep(r, d, 0);
}
