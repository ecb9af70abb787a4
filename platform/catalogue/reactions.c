// SPDX-License-Identifier: Apache-2.0
/*
 * Reactions: who must do something when something else changes says so in his own row.
 *
 *	when ContactDelete
 *	  event AppointmentDelete AppointmentEvent
 *	  run   appointments_forget_contact
 *
 * The store calls it in the transaction of the event (platform/store/react.c), so who changes a
 * contact need not know who has something that hangs on it.  What a reaction announces is
 * announced by every operation that sets it off: it is added to their rows here.
 */
#include "platform/catalogue/read.h"

enum err run_find(struct reader *r, struct line *l, enum err (**run)(struct call *call))
{
	struct text word, *known;
	enum err e = line_need(r, l->at, &l->text, "the function", &word);

	if (!e)
		e = line_end(r, l->at, l->text);
	if (e)
		return e;
	for (size_t i = 0; i < r->run_count; i++) {
		if (!text_same(word, text_of(r->runs[i].name)))
			continue;
		*run = r->runs[i].run;
		return ERR_OK;
	}
	known = arena_take(r->arena, r->run_count * sizeof(*known) + 1);
	for (size_t i = 0; i < r->run_count; i++)
		known[i] = text_of(r->runs[i].name);
	return reader_unknown(r, l->at, word,
			      (struct known_words){ "function", known, r->run_count });
}

static const struct event_row *event_find(const struct event_row *events, size_t count,
					  struct text type)
{
	for (size_t i = 0; i < count; i++)
		if (text_same(events[i].type, type))
			return &events[i];
	return NULL;
}

enum err event_take(struct reader *r, struct line *l, struct event_row *events, size_t *count)
{
	struct shape_draft *draft = NULL;
	struct text type, shape;
	enum err e = line_need(r, l->at, &l->text, "the type of the event", &type);

	if (!e && *count == OP_EVENTS_MAX)
		return reader_wrong(r, l->at, "more than %d events", OP_EVENTS_MAX);
	if (!e)
		e = line_need(r, l->at, &l->text, "the shape of the event", &shape);
	if (!e)
		e = shape_need(r, l->at, shape, &draft);
	if (!e)
		e = line_end(r, l->at, l->text);
	if (e)
		return e;
	if (event_find(events, *count, type))
		return reader_wrong(r, l->at, "the event `%.*s` stands twice", (int)type.size,
				    type.at);
	events[(*count)++] = (struct event_row){ .type = text_copy(r->arena, type),
						 .shape = draft->shape };
	return ERR_OK;
}

static const struct {
	const char *word, *wanted;
} kinds[] = {
	[REACTION_WHEN] = { "when", "the type of the event" },
	[REACTION_LEAVING] = { "leaving", "what leaves" },
	[REACTION_DUE] = { "due", "what is due" },
};

bool reaction_is(struct text word, enum reaction_kind *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		*kind = (enum reaction_kind)i;
		if (text_is(word, kinds[i].word))
			return true;
	}
	return false;
}

enum err reaction_open(struct reader *r, const struct page *p, struct line *l,
		       enum reaction_kind kind)
{
	struct reaction_draft *d = arena_take(r->arena, sizeof(*d));

	if (!l->text.size)
		return reader_wrong(r, l->at, "%s is missing", kinds[kind].wanted);
	*d = (struct reaction_draft){
		.on = text_copy(r->arena, l->text), .kind = kind, .at = l->at, .body = *p
	};
	*r->reactions_end = d;
	r->reactions_end = &d->next;
	return ERR_OK;
}

static enum err reaction_read(struct reader *r, struct reaction_draft *d)
{
	static const struct text known[] = { { "run", 3 }, { "event", 5 } };
	struct line line;
	enum err e = ERR_OK;

	while (!e && page_inner(&d->body, 0, &line)) {
		struct text word;

		e = line_word(r, line.at, &line.text, &word);
		if (e)
			return e;
		if (text_is(word, "run") && !d->run)
			e = run_find(r, &line, &d->run);
		else if (text_is(word, "run"))
			e = reader_wrong(r, line.at, "`run` stands twice");
		else if (text_is(word, "event") && d->kind == REACTION_WHEN)
			e = event_take(r, &line, d->events, &d->event_count);
		else
			e = reader_unknown(
				r, line.at, word,
				(struct known_words){ "word of a reaction", known,
						      d->kind == REACTION_WHEN ? 2 : 1 });
	}
	if (!e && !d->run)
		return reader_wrong(r, d->at, "the reaction to `%.*s` has no `run`",
				    (int)d->on.size, d->on.at);
	return e ? e : events_close(r, d->at, d->events, d->event_count);
}

enum err reactions_read(struct reader *r)
{
	enum err e = ERR_OK;

	for (struct reaction_draft *d = r->reactions; d && !e; d = d->next)
		e = reaction_read(r, d);
	return e;
}

/* How many reactions deep it goes from this event on; over the limit, or in a circle: over it. */
static int depth_of(const struct reader *r, struct text type, int above)
{
	int deepest = above;

	if (above > REACTIONS_DEEP_MAX)
		return above;
	for (const struct reaction_draft *d = r->reactions; d; d = d->next) {
		if (d->kind != REACTION_WHEN || !text_same(d->on, type))
			continue;
		if (above + 1 > deepest)
			deepest = above + 1;
		for (size_t i = 0; i < d->event_count; i++) {
			int deep = depth_of(r, d->events[i].type, above + 1);
			if (deep > deepest)
				deepest = deep;
		}
	}
	return deepest;
}

/* Those of an event; of the other kinds, all. */
static const struct reaction *reactions_of(struct reader *r, struct text type,
					   enum reaction_kind kind)
{
	const struct reaction *first = NULL;
	struct reaction *last = NULL;

	for (const struct reaction_draft *d = r->reactions; d; d = d->next) {
		if (d->kind != kind || (kind == REACTION_WHEN && !text_same(d->on, type)))
			continue;
		struct reaction *one = arena_take(r->arena, sizeof(*one));
		*one = (struct reaction){ .on = d->on, .run = d->run };
		if (last)
			last->next = one;
		else
			first = one;
		last = one;
	}
	return first;
}

static enum err events_add(struct reader *r, struct op *op, const struct reaction_draft *d)
{
	for (size_t i = 0; i < d->event_count; i++) {
		if (event_find(op->events, op->event_count, d->events[i].type))
			continue;
		if (op->event_count == OP_EVENTS_MAX)
			return reader_wrong(r, d->at,
					    "with this reaction `%.*s` has more than %d events",
					    (int)op->name.size, op->name.at, OP_EVENTS_MAX);
		op->events[op->event_count++] = d->events[i];
	}
	return ERR_OK;
}

/* What reactions to its events announce, the operation does; those it names itself come first, so
 * the list grows while it is gone through. */
static enum err op_close(struct reader *r, struct op *op)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < op->event_count; i++)
		for (const struct reaction_draft *d = r->reactions; d && !e; d = d->next)
			if (d->kind == REACTION_WHEN && text_same(d->on, op->events[i].type))
				e = events_add(r, op, d);
	if (e)
		return e;
	for (size_t i = 0; i < op->event_count; i++)
		op->events[i].reactions = reactions_of(r, op->events[i].type, REACTION_WHEN);
	return ERR_OK;
}

static bool is_announced(const struct catalogue *c, struct text type)
{
	for (size_t i = 0; i < c->op_count; i++)
		if (event_find(c->ops[i].events, c->ops[i].event_count, type))
			return true;
	return false;
}

enum err reactions_close(struct reader *r)
{
	struct catalogue *c = r->catalogue;
	enum err e = ERR_OK;

	for (size_t i = 0; i < c->op_count && !e; i++)
		e = op_close(r, &c->ops[i]);
	for (const struct reaction_draft *d = r->reactions; d && !e; d = d->next) {
		if (d->kind != REACTION_WHEN)
			continue;
		if (!is_announced(c, d->on))
			return reader_wrong(r, d->at, "nothing announces `%.*s`", (int)d->on.size,
					    d->on.at);
		if (depth_of(r, d->on, 0) > REACTIONS_DEEP_MAX)
			return reader_wrong(r, d->at,
					    "the reactions to `%.*s` go round in a circle, or more"
					    " than %d deep",
					    (int)d->on.size, d->on.at, REACTIONS_DEEP_MAX);
	}
	c->leaving = reactions_of(r, TEXT(""), REACTION_LEAVING);
	c->due = reactions_of(r, TEXT(""), REACTION_DUE);
	return e;
}

static const struct reaction *named(const struct reaction *first, struct text kind)
{
	for (const struct reaction *one = first; one; one = one->next)
		if (text_same(one->on, kind))
			return one;
	return NULL;
}

const struct reaction *catalogue_leaving(const struct catalogue *c, struct text kind)
{
	return named(c->leaving, kind);
}

const struct reaction *catalogue_due(const struct catalogue *c, struct text kind)
{
	return named(c->due, kind);
}

const struct reaction *catalogue_leaving_next(const struct catalogue *c, const char *kind,
					      const struct reaction *before)
{
	for (const struct reaction *r = before ? before->next : c->leaving; r; r = r->next) {
		struct text of = r->on;

		if (text_ends(of, kind) && (of.size -= strlen(kind), text_ends(of, " of ")))
			return r;
	}
	return NULL;
}
