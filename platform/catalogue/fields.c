// SPDX-License-Identifier: Apache-2.0
/*
 * Reading the line of one field: its name, its kind, and the words that qualify it.
 *
 * A word is one row of a table here: either a flag of struct field, or a function that reads what
 * follows the word.
 */
#include "platform/catalogue/read.h"

#include <stddef.h>

#define CHOICES_MAX 200

static bool letter_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool letter_large(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* firstName is first_name; an abbreviation is one word: logoURL is logo_url. */
static const char *column_of(struct arena *a, struct text name)
{
	char *out = arena_take(a, name.size * 2 + 1);
	size_t n = 0;

	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		bool before = i && (letter_small(name.at[i - 1]) || digit(name.at[i - 1]));
		bool after = i && letter_large(name.at[i - 1]) && i + 1 < name.size &&
			     letter_small(name.at[i + 1]);

		if (letter_large(c) && (before || after))
			out[n++] = '_';
		if (letter_large(c))
			c = (char)(c - 'A' + 'a');
		out[n++] = letter_small(c) || digit(c) ? c : '_';
	}
	return out;
}

enum err field_name(struct reader *r, struct spot at, struct text name, struct field *out)
{
	static const char *const reserved[] = { "newId", "newHex",  "newUuid",
						"now",	 "traceId", "callerId" };

	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];

		if (!letter_small(c) && !letter_large(c) && !digit(c) && !strchr("_-.$@", c))
			return reader_wrong(r, at, "a field cannot be called `%.*s`",
					    (int)(name.size > 100 ? 100 : name.size), name.at);
	}
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
		if (text_is(name, reserved[i]))
			return reader_wrong(r, at, "the name `%s` is the server's own",
					    reserved[i]);
	out->name_c = text_c(r->arena, name);
	out->name = (struct text){ out->name_c, name.size };
	out->column = column_of(r->arena, name);
	return ERR_OK;
}

static enum err kind_unknown(struct reader *r, struct spot at, struct text word)
{
	size_t count = 0;
	struct text *known;

	while (kind_at(count))
		count++;
	known = arena_take(r->arena, count * sizeof(*known));
	for (size_t i = 0; i < count; i++)
		known[i] = text_of(kind_at(i)->name);
	return reader_unknown(r, at, word, (struct known_words){ "kind", known, count });
}

enum err field_kind(struct reader *r, struct spot at, struct text word, struct field *out)
{
	struct shape_draft *draft;
	enum err e;

	out->list = text_starts(word, "[") && text_ends(word, "]");
	out->keyed = text_starts(word, "{") && text_ends(word, "}");
	if (out->list || out->keyed)
		word = (struct text){ word.at + 1, word.size - 2 };
	if (!word.size || !letter_large(word.at[0])) {
		out->kind = kind_find(word);
		return out->kind ? ERR_OK : kind_unknown(r, at, word);
	}
	e = shape_need(r, at, word, &draft);
	out->shape = e ? NULL : draft->shape;
	return e;
}

static enum err number_read(struct reader *r, struct spot at, struct text *rest, const char *what,
			    double *out)
{
	struct text word;
	enum err e = line_need(r, at, rest, what, &word);

	if (!e && !text_real(word, out))
		return reader_wrong(r, at, "%s is not a number", what);
	return e;
}

static enum err least_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	f->has_least = true;
	return number_read(r, at, rest, "the number after `least`", &f->least);
}

static enum err most_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	f->has_most = true;
	return number_read(r, at, rest, "the number after `most`", &f->most);
}

static enum err each_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	return number_read(r, at, rest, "the number after `each`", &f->each);
}

static enum err choices_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	struct text word, part;
	struct text *choices = arena_take(r->arena, CHOICES_MAX * sizeof(*choices));
	enum err e = line_need(r, at, rest, "a|b|c after `of`", &word);

	if (e)
		return e;
	if (text_ends(word, "|"))
		return reader_wrong(r, at, "the last choice after `of` is empty");
	while (text_split(&word, '|', &part)) {
		if (part.size >= 2 && part.at[0] == '"' && part.at[part.size - 1] == '"')
			part = (struct text){ part.at + 1, part.size - 2 };
		else if (!part.size)
			return reader_wrong(r, at, "a choice after `of` is empty");
		for (size_t i = 0; i < f->choice_count; i++)
			if (text_same(choices[i], part))
				return reader_wrong(r, at, "the choice `%.*s` stands twice",
						    (int)part.size, part.at);
		if (f->choice_count == CHOICES_MAX)
			return reader_wrong(r, at, "there are more than %d choices", CHOICES_MAX);
		choices[f->choice_count++] = text_copy(r->arena, part);
	}
	f->choices = choices;
	return ERR_OK;
}

/* A bare word where a text belongs is that text; everything else is JSON. */
static enum err initial_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	bool bare = f->kind && !f->list && !f->keyed &&
		    (f->kind->keep == KEEP_TEXT || f->kind->keep == KEEP_INSTANT);
	struct buffer b = buffer_open(r->arena, 65536);
	struct json_out o = json_open(&b);
	const struct json *v;
	struct text word, why;
	enum err e = line_need(r, at, rest, "the value after `initial`", &word);

	if (e)
		return e;
	if (bare && word.at[0] != '"')
		json_put_text(&o, word);
	else
		buffer_add(&b, word);
	f->has_initial = true;
	f->initial = buffer_text(&b);
	if (json_read(r->arena, f->initial, &v, &why))
		return reader_wrong(r, at, "the value after `initial` is not JSON: %.*s",
				    (int)why.size, why.at);
	if (f->list ? v->kind != JSON_LIST : f->keyed || f->shape ? v->kind != JSON_MAP : false)
		return reader_wrong(r, at, "the value after `initial` must be %s",
				    f->list ? "a list" : "an object");
	if (f->list || f->keyed || f->shape)
		f->fallback = (struct value){ .type = VALUE_TEXT,
					      .text = json_source(r->arena, v) };
	else if (!kind_fits(r->arena, f->kind, v, &f->fallback))
		return reader_wrong(r, at, "the value after `initial` must be %s", f->kind->must);
	return ERR_OK;
}

static enum err ref_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	struct text word, known[THING_COUNT];
	enum err e = line_need(r, at, rest, "the thing after `ref`", &word);

	for (enum thing t = THING_NONE + 1; !e && t < THING_COUNT; t++) {
		known[t] = text_of(thing_word(t));
		if (text_same(word, known[t]))
			f->ref = t;
	}
	if (e || f->ref)
		return e;
	return reader_unknown(r, at, word,
			      (struct known_words){ "thing", known + 1, THING_COUNT - 1 });
}

static enum err loose_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	struct text word;
	enum err e = line_need(r, at, rest, "the reason after `loose`", &word);

	if (e)
		return e;
	if (word.size < 3 || word.at[0] != '"')
		return reader_wrong(r, at, "the reason after `loose` stands in quotes");
	f->loose = text_copy(r->arena, (struct text){ word.at + 1, word.size - 2 });
	return ERR_OK;
}

static enum err learnt_read(struct reader *r, struct spot at, struct text *rest, struct field *f)
{
	struct text word;
	enum err e = line_need(r, at, rest, "the word after `learnt`", &word);

	f->learnt = text_copy(r->arena, word);
	return e;
}

static const struct field_word {
	struct text word;
	size_t flag; /* where in struct field; 0: there is a function */
	enum err (*read)(struct reader *r, struct spot at, struct text *rest, struct field *f);
} field_words[] = {
	{ { "required", 8 }, offsetof(struct field, required), NULL },
	{ { "given", 5 }, offsetof(struct field, given), NULL },
	{ { "taken", 5 }, offsetof(struct field, taken), NULL },
	{ { "nulls", 5 }, offsetof(struct field, nulls), NULL },
	{ { "empty", 5 }, offsetof(struct field, empty), NULL },
	{ { "sure", 4 }, offsetof(struct field, sure), NULL },
	{ { "filled", 6 }, offsetof(struct field, filled), NULL },
	{ { "held", 4 }, offsetof(struct field, held), NULL },
	{ { "secret", 6 }, offsetof(struct field, secret), NULL },
	{ { "random", 6 }, offsetof(struct field, random), NULL },
	{ { "encoded", 7 }, offsetof(struct field, encoded), NULL },
	{ { "least", 5 }, 0, least_read },
	{ { "most", 4 }, 0, most_read },
	{ { "each", 4 }, 0, each_read },
	{ { "of", 2 }, 0, choices_read },
	{ { "initial", 7 }, 0, initial_read },
	{ { "ref", 3 }, 0, ref_read },
	{ { "loose", 5 }, 0, loose_read },
	{ { "learnt", 6 }, 0, learnt_read },
	{ { "dotted", 6 }, offsetof(struct field, dotted), NULL },
};

#define FIELD_WORD_COUNT (sizeof(field_words) / sizeof(field_words[0]))

static enum err field_word_read(struct reader *r, struct spot at, struct text *rest,
				struct field *out, unsigned *seen)
{
	struct text word, known[FIELD_WORD_COUNT];
	enum err e = line_word(r, at, rest, &word);

	for (size_t i = 0; !e && i < FIELD_WORD_COUNT; i++) {
		known[i] = field_words[i].word;
		if (!text_same(word, known[i]))
			continue;
		if (*seen & 1u << i)
			return reader_wrong(r, at, "`%s` stands twice", known[i].at);
		*seen |= 1u << i;
		if (field_words[i].read)
			return field_words[i].read(r, at, rest, out);
		*(bool *)((char *)out + field_words[i].flag) = true;
		return ERR_OK;
	}
	return e ? e
		 : reader_unknown(
			   r, at, word,
			   (struct known_words){ "word of a field", known, FIELD_WORD_COUNT });
}

static bool choice_fits(const struct field *f)
{
	for (size_t i = 0; i < f->choice_count; i++)
		if (text_same(f->choices[i], f->fallback.text))
			return true;
	return !f->choice_count || f->fallback.type != VALUE_TEXT || f->list;
}

/* Can a value of the kind be one of the choices? */
static enum err choices_sound(struct reader *r, struct spot at, const struct field *f)
{
	enum keep keep = f->kind ? f->kind->keep : KEEP_JSON;
	bool number = keep == KEEP_WHOLE || keep == KEEP_REAL;
	double real;

	if (f->choice_count && (f->keyed || (!number && keep != KEEP_TEXT)))
		return reader_wrong(r, at, "`of` means nothing for this kind");
	for (size_t i = 0; number && i < f->choice_count; i++)
		if (!text_real(f->choices[i], &real))
			return reader_wrong(r, at, "the choice `%.*s` is not a number",
					    (int)f->choices[i].size, f->choices[i].at);
	if (f->has_initial && !choice_fits(f))
		return reader_wrong(r, at, "the value after `initial` is none of the choices");
	return ERR_OK;
}

/* Words that contradict each other, or mean nothing for that kind. */
static enum err field_sound(struct reader *r, struct spot at, const struct field *f)
{
	enum keep keep = f->kind ? f->kind->keep : KEEP_JSON;
	bool number = keep == KEEP_WHOLE || keep == KEEP_REAL;
	bool sized = f->list || (!f->keyed && (number || keep == KEEP_TEXT));
	double least = f->has_least ? f->least : 0, most = f->has_most ? f->most : least;

	if (f->given && (f->required || f->taken || f->has_initial))
		return reader_wrong(r, at, "`given` and `%s` contradict each other",
				    f->required ? "required"
				    : f->taken	? "taken"
						: "initial");
	if (f->taken && (f->sure || f->nulls || f->empty))
		return reader_wrong(r, at, "`taken` and `%s` contradict each other",
				    f->sure    ? "sure"
				    : f->nulls ? "nulls"
					       : "empty");
	if (f->nulls && f->empty)
		return reader_wrong(r, at, "`nulls` and `empty` contradict each other");
	if (f->filled && (f->required || f->list || f->keyed || keep != KEEP_TEXT))
		return reader_wrong(r, at, "`filled` means nothing for this field");
	if (f->held && (!f->list || !f->kind || keep != KEEP_TEXT))
		return reader_wrong(r, at, "`held` is for a list of scopes: [text]");
	if (f->secret &&
	    (f->list || f->keyed || keep != KEEP_TEXT || f->choice_count || f->has_initial))
		return reader_wrong(r, at, "`secret` is for one text");
	if (f->random && !f->secret)
		return reader_wrong(r, at, "`random` is for a `secret`: nobody is told what it is");
	if (f->encoded && (!f->kind || (keep != KEEP_TEXT && strcmp(f->kind->name, "any") != 0)))
		return reader_wrong(r, at, "`encoded` is for a text, or for any value");
	if (f->required && f->has_initial)
		return reader_wrong(r, at, "`required` and `initial` contradict each other");
	if (f->ref && (f->given || f->loose.size || f->keyed || keep != KEEP_TEXT))
		return reader_wrong(r, at, "`ref` is for an id that is sent, or a list of them");
	if (f->dotted && !f->learnt.size)
		return reader_wrong(r, at, "`dotted` is for what is `learnt`");
	if ((f->has_least || f->has_most) && !sized)
		return reader_wrong(r, at, "`least` and `most` mean nothing for this kind");
	if (f->each > 0 && (!f->list || !f->kind || keep != KEEP_TEXT))
		return reader_wrong(r, at, "`each` is for a list of texts");
	if (f->has_most && most < least)
		return reader_wrong(r, at, "`most` is less than `least`");
	return choices_sound(r, at, f);
}

enum err field_read(struct reader *r, struct spot at, struct text rest, struct field *out)
{
	struct text name, kind;
	unsigned seen = 0;
	enum err e = line_need(r, at, &rest, "the name of the field", &name);

	*out = (struct field){ 0 };
	if (!e)
		e = field_name(r, at, name, out);
	if (!e)
		e = line_need(r, at, &rest, "the kind of the field", &kind);
	if (!e)
		e = field_kind(r, at, kind, out);
	while (!e && rest.size)
		e = field_word_read(r, at, &rest, out, &seen);
	if (e)
		return e;
	out->sure = out->sure || out->nulls || out->empty;
	return field_sound(r, at, out);
}
