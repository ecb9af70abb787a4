// SPDX-License-Identifier: Apache-2.0
/*
 * Reading operations: the words of a row, one function for each.
 *
 * Afterwards row_close (op_finish.c) looks at the row as a whole: what must be there, what
 * contradicts, and what is true when nothing was said.
 */
#include "platform/catalogue/read.h"

#define SCOPES_MAX 32

/* One word, which is one of these; *out is its place among them. */
static enum err choice_read(struct reader *r, struct line *l, struct known_words known, size_t *out)
{
	struct text word;
	enum err e = line_need(r, l->at, &l->text, known.what, &word);

	for (size_t i = 0; !e && i < known.count; i++) {
		if (!text_same(known.at[i], word))
			continue;
		*out = i;
		return ERR_OK;
	}
	return e ? e : reader_unknown(r, l->at, word, known);
}

static enum err title_read(struct reader *r, struct op_draft *d, struct line *l)
{
	if (!l->text.size)
		return reader_wrong(r, l->at, "the text after `title` is missing");
	d->op->title = text_copy(r->arena, l->text);
	return ERR_OK;
}

static enum err note_read(struct reader *r, struct op_draft *d, struct line *l)
{
	if (!l->text.size)
		return reader_wrong(r, l->at, "the text after `note` is missing");
	d->op->note = text_copy(r->arena, l->text);
	return ERR_OK;
}

static enum err scope_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text *scopes = arena_take(r->arena, SCOPES_MAX * sizeof(*scopes));
	struct text word;
	enum err e = line_need(r, l->at, &l->text, "a scope, `*` or `-`", &word);

	d->op->scopes = scopes;
	if (e)
		return e;
	if (text_is(word, "-") || text_is(word, "*")) {
		if (text_is(word, "-"))
			d->op->token = TOKEN_NONE;
		return line_end(r, l->at, l->text);
	}
	while (!e && word.size) {
		if (text_is(word, "-") || text_is(word, "*"))
			return reader_wrong(r, l->at, "`%.*s` stands alone", 1, word.at);
		if (d->op->scope_count == SCOPES_MAX)
			return reader_wrong(r, l->at, "more than %d scopes", SCOPES_MAX);
		scopes[d->op->scope_count++] = text_copy(r->arena, word);
		e = line_word(r, l->at, &l->text, &word);
	}
	return e;
}

static enum err token_read(struct reader *r, struct op_draft *d, struct line *l)
{
	static const struct text names[] = {
		{ "any", 3 }, { "location", 8 }, { "company", 7 }, { "person", 6 }, { "app", 3 }
	};
	static const enum token_class classes[] = { TOKEN_ANY, TOKEN_LOCATION, TOKEN_COMPANY,
						    TOKEN_PERSON, TOKEN_APP };
	size_t choice = 0;
	enum err e = choice_read(r, l, (struct known_words){ "class of token", names, 5 }, &choice);

	if (e)
		return e;
	if (d->op->token == TOKEN_NONE)
		return reader_wrong(r, l->at, "`scope -` asks for no token");
	d->op->token = classes[choice];
	d->token_said = true;
	return line_end(r, l->at, l->text);
}

static enum err waits_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text name;

	text_split(&l->text, ' ', &name);
	d->op->waits = text_of(text_c(r->arena, name)); /* a name of a value, too */
	return line_end(r, l->at, l->text);
}

static enum err writes_read(struct reader *r, struct op_draft *d, struct line *l)
{
	d->writes = true;
	return line_end(r, l->at, l->text);
}

static enum err strict_read(struct reader *r, struct op_draft *d, struct line *l)
{
	d->strict = true;
	return line_end(r, l->at, l->text);
}

static enum err offers_read(struct reader *r, struct op_draft *d, struct line *l)
{
	static const struct text names[] = { { "trigger", 7 }, { "action", 6 } };
	enum err e;

	do {
		size_t choice = 0;

		e = choice_read(r, l, (struct known_words){ "thing to offer", names, 2 }, &choice);
		if (!e)
			*(choice ? &d->op->action : &d->op->trigger) = true;
	} while (!e && l->text.size);
	return e;
}

/* `finds contact by email|phone with phone=number` */
static enum err finds_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word, *const parts[] = { &d->op->finds, &d->op->finds_by };
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < 2; i++) {
		e = line_need(r, l->at, &l->text, "`finds THING by FIELDS`", &word);
		if (!e && i)
			e = text_is(word, "by") ? line_need(r, l->at, &l->text, "the field", &word)
						: reader_wrong(r, l->at, "`by` is missing");
		*parts[i] = text_copy(r->arena, word);
	}
	if (!e)
		e = line_word(r, l->at, &l->text, &word);
	if (e || !word.size)
		return e;
	if (!text_is(word, "with") || !l->text.size)
		return reader_wrong(r, l->at,
				    "after the fields comes `with` and how they are sent");
	d->op->finds_with = text_copy(r->arena, l->text);
	return ERR_OK;
}

static enum err echo_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word;
	enum err e = line_need(r, l->at, &l->text, "the member after `echo`", &word);

	d->op->echo = text_copy(r->arena, word);
	return e ? e : line_end(r, l->at, l->text);
}

/* `since dateUpdated`, `since modified_gmt as modified_after` */
static enum err since_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word, as;
	enum err e = line_need(r, l->at, &l->text, "the field after `since`", &word);

	if (!e)
		e = line_word(r, l->at, &l->text, &as);
	if (e)
		return e;
	d->op->since = text_copy(r->arena, word);
	if (!as.size)
		return ERR_OK;
	if (!text_is(as, "as"))
		return reader_wrong(r, l->at, "after the field comes `as` and a parameter");
	e = line_need(r, l->at, &l->text, "the parameter after `as`", &word);
	d->op->since_as = text_copy(r->arena, word);
	return e ? e : line_end(r, l->at, l->text);
}

/* `gone status trash` */
static enum err gone_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text member, value;
	enum err e = line_need(r, l->at, &l->text, "the member after `gone`", &member);

	if (!e)
		e = line_need(r, l->at, &l->text, "what the member says", &value);
	if (e)
		return e;
	d->op->gone = text_copy(r->arena, member);
	d->op->gone_as = text_copy(r->arena, value);
	return line_end(r, l->at, l->text);
}

static enum err parameter_read(struct reader *r, struct line *l, struct fields *f)
{
	struct field field;
	enum err e = field_read(r, l->at, l->text, &field);

	if (e)
		return e;
	for (size_t i = 0; i < f->count; i++)
		if (text_same(f->at[i].name, field.name))
			return reader_wrong(r, l->at, "the parameter `%s` stands twice",
					    field.name_c);
	if (field.given || field.taken || field.nulls || field.empty || field.sure)
		return reader_wrong(r, l->at,
				    "`given`, `taken`, `nulls`, `empty` and `sure` mean nothing for"
				    " a parameter");
	*fields_add(r, f) = field;
	return ERR_OK;
}

static enum err params_read(struct reader *r, struct op_draft *d, struct line *l)
{
	return parameter_read(r, l, &d->params);
}

static enum err query_read(struct reader *r, struct op_draft *d, struct line *l)
{
	return parameter_read(r, l, &d->query);
}

/* A shape for this row alone; its name is the row's. */
static struct shape *shape_own(struct reader *r, const struct op_draft *d)
{
	struct shape *s = arena_take(r->arena, sizeof(*s));

	s->name = d->op->name;
	return s;
}

/* [Shape]: the brackets go, and the answer is that they stood there. */
static bool list_take(struct text *word)
{
	if (word->size < 3 || !text_starts(*word, "[") || !text_ends(*word, "]"))
		return false;
	*word = (struct text){ word->at + 1, word->size - 2 };
	return true;
}

static enum err takes_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct shape_draft *draft = NULL;
	struct shape *own;
	struct text word;
	enum err e = line_word(r, l->at, &l->text, &word);

	if (!e)
		e = line_end(r, l->at, l->text);
	if (!e)
		d->op->takes_list = list_take(&word);
	if (!e && word.size)
		e = shape_need(r, l->at, word, &draft);
	if (e)
		return e;
	if (draft) {
		d->op->takes = draft->shape;
		return ERR_OK;
	}
	own = shape_own(r, d);
	d->op->takes = own;
	e = fields_read(r, &d->body, d->indent, &d->takes);
	if (!e && !d->takes.count)
		e = reader_wrong(r, l->at,
				 "the shape after `takes`, or indented fields, are missing");
	return e ? e : shape_close(r, l->at, own, &d->takes);
}

/* key:Kind with ? before the colon (may be left out) and ! at the end (may be null). */
static enum err member_read(struct reader *r, struct spot at, struct text word, struct fields *f)
{
	struct field field = { .sure = true };
	struct text name, kind = word;
	enum err e;

	if (!text_split(&kind, ':', &name) || !kind.size)
		return reader_wrong(r, at, "`%.*s` is not key:Kind", (int)word.size, word.at);
	if (text_ends(kind, "!")) {
		field.nulls = true;
		kind.size--;
	}
	if (text_ends(name, "?")) {
		field.sure = false;
		name.size--;
	}
	if (!name.size)
		return reader_wrong(r, at, "`%.*s` is not key:Kind", (int)word.size, word.at);
	e = field_name(r, at, name, &field);
	if (!e)
		e = field_kind(r, at, kind, &field);
	for (size_t i = 0; !e && i < f->count; i++)
		if (text_same(f->at[i].name, field.name))
			return reader_wrong(r, at, "the member `%s` stands twice", field.name_c);
	if (!e)
		*fields_add(r, f) = field;
	return e;
}

static bool shape_named(struct text word)
{
	return word.size && word.at[0] >= 'A' && word.at[0] <= 'Z' &&
	       !memchr(word.at, ':', word.size);
}

static enum err gives_members(struct reader *r, struct op_draft *d, struct line *l)
{
	struct shape_draft *base = NULL;
	struct shape *own;
	struct text word;
	enum err e = line_word(r, l->at, &l->text, &word);

	d->op->gives_list = !e && list_take(&word);
	if (!e && shape_named(word)) {
		e = shape_need(r, l->at, word, &base);
		d->op->gives_flat = !d->op->gives_list;
		if (!e && !l->text.size) {
			d->op->gives = base->shape;
			return ERR_OK;
		}
		if (!e && d->op->gives_list)
			return line_end(r, l->at, l->text); /* a list has no members beside it */
		for (size_t i = 0; !e && i < base->shape->count; i++)
			*fields_add(r, &d->gives) = base->shape->fields[i];
		if (!e)
			e = line_word(r, l->at, &l->text, &word);
	}
	while (!e && word.size) {
		e = member_read(r, l->at, word, &d->gives);
		if (!e)
			e = line_word(r, l->at, &l->text, &word);
	}
	own = shape_own(r, d);
	own->open = base && base->shape->open;
	d->op->gives = own;
	return e ? e : shape_close(r, l->at, own, &d->gives);
}

static enum err status_read(struct reader *r, struct spot at, struct text word, int *out)
{
	int64_t status;

	if (!text_whole(word, &status) || status < 200 || status > 399)
		return reader_wrong(r, at, "`%.*s` is no status between 200 and 399",
				    (int)word.size, word.at);
	*out = (int)status;
	return ERR_OK;
}

/* `200`, or `200|201`: the second one where the reply's `new` is true. */
static enum err gives_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word, known;
	enum err e = line_need(r, l->at, &l->text, "the status after `gives`", &word);

	if (!e) {
		text_split(&word, '|', &known);
		e = status_read(r, l->at, known, &d->op->status);
	}
	if (!e && word.size)
		e = status_read(r, l->at, word, &d->op->status_new);
	if (e)
		return e;
	d->gives_said = true;
	if (text_is(l->text, "raw")) {
		d->op->gives = NULL;
		return ERR_OK;
	}
	return gives_members(r, d, l);
}

static enum err event_read(struct reader *r, struct op_draft *d, struct line *l)
{
	return event_take(r, l, d->op->events, &d->op->event_count);
}

static enum err class_read(struct reader *r, struct op_draft *d, struct line *l)
{
	static const struct text names[] = { { "read", 4 },
					     { "repeatable", 10 },
					     { "keyed", 5 },
					     { "natural", 7 },
					     { "unsure", 6 } };
	size_t choice = 0;
	enum err e = choice_read(r, l, (struct known_words){ "class of effect", names, 5 },
				 &choice);

	d->op->effect = (enum effect_class)choice;
	d->class_said = true;
	return e ? e : line_end(r, l->at, l->text);
}

static enum err run_read(struct reader *r, struct op_draft *d, struct line *l)
{
	if (d->connector.size)
		return reader_wrong(r, l->at, "an operation of a connector has no `run`");
	return run_find(r, l, &d->op->run);
}

static enum err admits_read(struct reader *r, struct op_draft *d, struct line *l)
{
	return run_find(r, l, &d->op->admits);
}

#define READ(word, many, read)                                                                     \
	{                                                                                          \
		{ word, sizeof(word) - 1 }, many, read, 0                                          \
	}
#define SAYS(word)                                                                                 \
	{                                                                                          \
		{ #word, sizeof(#word) - 1 }, false, NULL, offsetof(struct op, word)               \
	}

static const struct op_word {
	struct text word;
	bool many; /* may stand more than once */
	enum err (*read)(struct reader *r, struct op_draft *d, struct line *l);
	size_t flag; /* no `read`: the word says that this is so */
} op_words[] = {
	READ("title", false, title_read),
	READ("note", false, note_read),
	READ("scope", false, scope_read),
	READ("token", false, token_read),
	SAYS(ours),
	SAYS(reads),
	SAYS(cached),
	SAYS(apart),
	SAYS(aside),
	SAYS(untagged),
	READ("offers", true, offers_read),
	READ("finds", false, finds_read),
	READ("since", false, since_read),
	READ("gone", false, gone_read),
	READ("echo", false, echo_read),
	READ("params", true, params_read),
	READ("query", true, query_read),
	READ("strict", false, strict_read),
	READ("takes", false, takes_read),
	READ("gives", false, gives_read),
	READ("event", true, event_read),
	READ("class", false, class_read),
	READ("run", false, run_read),
	READ("admits", false, admits_read),
	READ("does", false, does_read),
	READ("lags", false, lags_read),
	READ("writes", false, writes_read),
	READ("learns", false, learns_read),
	SAYS(proved),
	SAYS(audited),
	SAYS(form),
	READ("files", false, files_read),
	READ("wraps", false, wraps_read),
	READ("follows", false, follows_read),
	SAYS(live),
	READ("waits", false, waits_read),
	READ("counts", true, counts_read),
};

#define OP_WORD_COUNT (sizeof(op_words) / sizeof(op_words[0]))

static enum err op_word_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word, known[OP_WORD_COUNT];
	enum err e = ERR_OK;
	size_t size = 0;

	while (size < l->text.size && l->text.at[size] != ' ' && l->text.at[size] != '\t')
		size++;
	word = (struct text){ l->text.at, size };
	l->text = text_trim((struct text){ l->text.at + size, l->text.size - size });
	for (size_t i = 0; !e && i < OP_WORD_COUNT; i++) {
		known[i] = op_words[i].word;
		if (!text_same(word, known[i]))
			continue;
		if (!op_words[i].many && d->seen & UINT64_C(1) << i)
			return reader_wrong(r, l->at, "`%s` stands twice", known[i].at);
		d->seen |= UINT64_C(1) << i;
		if (op_words[i].read)
			return op_words[i].read(r, d, l);
		*(bool *)((char *)d->op + op_words[i].flag) = true;
		return line_end(r, l->at, l->text);
	}
	return reader_unknown(r, l->at, word,
			      (struct known_words){ "word of an operation", known, OP_WORD_COUNT });
}

enum err op_read(struct reader *r, struct op_draft *d)
{
	struct line line;
	enum err e = row_open(r, d);

	while (!e && page_inner(&d->body, 0, &line)) {
		if (d->indent && line.indent != d->indent)
			return reader_wrong(
				r, line.at,
				"the line is indented by %zu; the words of this operation "
				"are by %zu",
				line.indent, d->indent);
		d->indent = line.indent;
		e = op_word_read(r, d, &line);
	}
	return e ? e : row_close(r, d);
}
