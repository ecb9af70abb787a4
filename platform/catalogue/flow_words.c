// SPDX-License-Identifier: Apache-2.0
/*
 * What flows make of rows stands in the rows, so that nothing is read out of how an operation or an
 * event is spelled:
 *
 *	  does   list contact
 *	  lags   2m
 *	  learns post_type
 *
 *	change ContactTagUpdate  contact.tag  updated
 *	word accessally.member.fields  user fields
 */
#include "platform/catalogue/read.h"

#include "base/time/clock.h"

static const struct text verbs[] = {
	[DOES_ELSE] = { "", 0 },	 [DOES_GET] = { "get", 3 },
	[DOES_LIST] = { "list", 4 },	 [DOES_UPDATE] = { "update", 6 },
	[DOES_CREATE] = { "create", 6 }, [DOES_UPSERT] = { "upsert", 6 },
	[DOES_DELETE] = { "delete", 6 }, [DOES_ADD] = { "add", 3 },
	[DOES_REMOVE] = { "remove", 6 },
};
#define VERBS (sizeof(verbs) / sizeof(*verbs))

static const char *const kinds[] = { "created", "updated", "deleted" };

const char *does_word(enum does does)
{
	return verbs[does].at;
}

enum err does_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text verb, thing;
	enum err e = line_need(r, l->at, &l->text, "what a flow does with it", &verb);
	size_t i = 1;

	if (!e)
		e = line_need(r, l->at, &l->text, "the thing that it does it with", &thing);
	if (e)
		return e;
	while (i < VERBS && !text_same(verbs[i], verb))
		i++;
	if (i == VERBS)
		return reader_unknown(
			r, l->at, verb,
			(struct known_words){ "verb of flows", verbs + 1, VERBS - 1 });
	d->op->does = (enum does)i;
	d->op->thing = text_copy(r->arena, thing);
	return line_end(r, l->at, l->text);
}

/* 2m, 30s */
enum err lags_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word, number;
	int64_t count, unit;
	enum err e = line_need(r, l->at, &l->text, "a time such as 2m", &word);

	if (e)
		return e;
	number = (struct text){ word.at, word.size - 1 };
	unit = text_ends(word, "m") ? MINUTE_MS : text_ends(word, "s") ? SECOND_MS : 0;
	if (!unit || !text_whole(number, &count) || count < 1 || count > 3600)
		return reader_wrong(r, l->at, "`lags` is a time such as 2m or 30s");
	d->op->lags_ms = count * unit;
	return line_end(r, l->at, l->text);
}

enum err learns_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word;
	enum err e = line_need(r, l->at, &l->text, "the word after `learns`", &word);

	d->op->learns = text_copy(r->arena, word);
	return e ? e : line_end(r, l->at, l->text);
}

/* `follows since next keep more`, and perhaps `log` */
enum err follows_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct follows *f = &d->op->follows;
	struct text *words[] = { &f->param, &f->next, &f->keep, &f->more }, word;
	static const char *const what[] = { "the parameter after `follows`", "where to go on now",
					    "what to keep", "whether there is more" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		enum err e = line_need(r, l->at, &l->text, what[i], &word);
		if (e)
			return e;
		*words[i] = text_copy(r->arena, word);
	}
	f->log = text_is(text_trim(l->text), "log");
	return f->log ? ERR_OK : line_end(r, l->at, l->text);
}

/* `wraps members results`; of a list `wraps member gone` */
enum err wraps_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text in, out;
	enum err e = line_need(r, l->at, &l->text, "the member after `wraps`", &in);

	if (!e)
		e = line_need(r, l->at, &l->text, "the member that comes back", &out);
	if (e)
		return e;
	d->op->wraps.in = text_copy(r->arena, in);
	d->op->wraps.out = text_copy(r->arena, out);
	return line_end(r, l->at, l->text);
}

const struct op *catalogue_learns(const struct catalogue *c, struct text word)
{
	for (size_t i = 0; i < c->op_count; i++)
		if (word.size && text_same(c->ops[i].learns, word))
			return &c->ops[i];
	return NULL;
}

/* What is learnt is learnt by one row. */
enum err learnt_close(struct reader *r)
{
	for (const struct op_draft *d = r->ops; d; d = d->next) {
		const struct op *op = d->op;
		if (op->learns.size && catalogue_learns(r->catalogue, op->learns) != op)
			return reader_wrong(r, d->at, "`%.*s` is learnt twice",
					    (int)op->learns.size, op->learns.at);
		for (size_t i = 0; i < op->param_count; i++) {
			struct text learnt = op->params[i].learnt;
			if (learnt.size && !catalogue_learns(r->catalogue, learnt))
				return reader_wrong(r, d->at, "no row learns `%.*s`",
						    (int)learnt.size, learnt.at);
		}
	}
	return ERR_OK;
}

enum err change_read(struct reader *r, struct line *l)
{
	struct catalogue *c = r->catalogue;
	struct text type, thing, kind;
	enum err e = line_need(r, l->at, &l->text, "the type of the event", &type);
	size_t i = 0;

	if (!e)
		e = line_need(r, l->at, &l->text, "the thing that changes", &thing);
	if (!e)
		e = line_need(r, l->at, &l->text, "created, updated or deleted", &kind);
	if (e)
		return e;
	while (i < 3 && !text_is(kind, kinds[i]))
		i++;
	if (i == 3)
		return reader_wrong(r, l->at, "a change is created, updated or deleted");
	if (catalogue_event_word(c, type))
		return reader_wrong(r, l->at, "the change `%.*s` stands twice", (int)type.size,
				    type.at);
	c->changes = arena_grow(r->arena, c->changes, c->change_count * sizeof(*c->changes),
				(c->change_count + 1) * sizeof(*c->changes));
	c->changes[c->change_count++] = (struct event_word){ text_copy(r->arena, type),
							     text_copy(r->arena, thing), kinds[i] };
	return line_end(r, l->at, l->text);
}

enum err word_means_read(struct reader *r, struct line *l, struct text connector)
{
	struct catalogue *c = r->catalogue;
	struct text word, thing, more;
	enum err e = line_need(r, l->at, &l->text, "a word of flow files", &word);

	if (!e)
		e = line_need(r, l->at, &l->text, "the thing that it means", &thing);
	if (!e)
		e = line_word(r, l->at, &l->text, &more);
	if (e)
		return e;
	if (more.size && !text_is(more, "fields"))
		return reader_wrong(r, l->at, "after the thing comes `fields` or nothing");
	if (catalogue_word(c, word))
		return reader_wrong(r, l->at, "the word `%.*s` stands twice", (int)word.size,
				    word.at);
	c->words = arena_grow(r->arena, c->words, c->word_count * sizeof(*c->words),
			      (c->word_count + 1) * sizeof(*c->words));
	c->words[c->word_count++] = (struct flow_word){ text_copy(r->arena, word),
							text_copy(r->arena, connector),
							text_copy(r->arena, thing), more.size > 0 };
	return line_end(r, l->at, l->text);
}

/* --- asked --- */

/* A hyphen of the thing may be a dot in a flow file. */
static bool begins_same(struct text thing, struct text said)
{
	bool same = said.size >= thing.size;

	for (size_t i = 0; same && i < thing.size; i++)
		same = said.at[i] == thing.at[i] || (thing.at[i] == '-' && said.at[i] == '.');
	return same;
}

/* contacts, businesses, categories are many of one. */
static bool thing_is(struct text thing, struct text said)
{
	static const char *const endings[] = { "", "s", "es" };
	struct text rest = { said.at + thing.size, said.size - thing.size };
	struct text stem = { thing.at, thing.size ? thing.size - 1 : 0 };

	if (begins_same(thing, said))
		for (size_t i = 0; i < 3; i++)
			if (text_is(rest, endings[i]))
				return true;
	return text_ends(thing, "y") && begins_same(stem, said) && said.size == thing.size + 2 &&
	       text_ends(said, "ies");
}

const struct op *catalogue_does(const struct catalogue *c, struct text connector, enum does does,
				struct text thing)
{
	for (size_t i = 0; does && i < c->op_count; i++) {
		const struct op *op = &c->ops[i];
		if (op->does == does && text_same(op->connector, connector) &&
		    thing_is(op->thing, thing))
			return op;
	}
	return NULL;
}

const struct event_word *catalogue_event_word(const struct catalogue *c, struct text type)
{
	for (size_t i = 0; i < c->change_count; i++)
		if (text_same(c->changes[i].type, type))
			return &c->changes[i];
	return NULL;
}

const struct event_word *catalogue_event_words(const struct catalogue *c, size_t *count)
{
	*count = c->change_count;
	return c->changes;
}

const struct flow_word *catalogue_word(const struct catalogue *c, struct text word)
{
	for (size_t i = 0; i < c->word_count; i++) {
		const struct flow_word *w = &c->words[i];
		struct text rest = { word.at + w->word.size, word.size - w->word.size };
		if (word.size >= w->word.size && !memcmp(word.at, w->word.at, w->word.size) &&
		    (!rest.size || text_is(rest, "s")))
			return w;
	}
	return NULL;
}

const struct flow_word *catalogue_words(const struct catalogue *c, size_t *count)
{
	*count = c->word_count;
	return c->words;
}
