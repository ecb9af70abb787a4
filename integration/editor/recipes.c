// SPDX-License-Identifier: Apache-2.0
/*
 * Recipes: flows that the program carries, and what each wants chosen (its `inputs`).  Filled, a
 * recipe is a flow file like any other, which is not applied yet.
 */
#include "integration/editor/editor.h"

#include "runs.h"

#define RECIPE_MAX (1 << 20)

struct embedded {
	const char *name, *at;
	size_t size;
};
extern const struct embedded texts_recipe[];
extern const size_t texts_recipe_count;

/* --- what is carried --- */

bool recipe_file(size_t index, struct text *name, struct text *source)
{
	if (index >= texts_recipe_count)
		return false;
	*name = text_of(texts_recipe[index].name);
	*source = (struct text){ texts_recipe[index].at, texts_recipe[index].size };
	return true;
}

bool recipe_find(struct arena *a, struct text name, const char *ending, struct text *out)
{
	struct text wanted = text_format(a, "%.*s%s", (int)name.size, name.at, ending), file;

	for (size_t i = 0; recipe_file(i, &file, out); i++)
		if (text_same(file, wanted))
			return true;
	return false;
}

struct text recipe_name(struct text file)
{
	bool flow = text_ends(file, ".flow");

	return (struct text){ file.at, flow ? file.size - strlen(".flow") : 0 };
}

static const struct json *plain(struct arena *a, struct text source)
{
	const struct json *v;
	struct text why;

	return json_read(a, flow_plain(a, source), &v, &why) ? NULL : v;
}

struct text recipe_title(struct arena *a, struct text source)
{
	return json_text(json_get(plain(a, source), "title"));
}

/* --- other words --- */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-';
}

static struct text other(struct text word, struct recipe_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!text_same(word, changes[i].from))
			continue;
		changes[i].met++;
		return changes[i].to;
	}
	return word;
}

struct text recipe_changed(struct arena *a, struct text source, struct recipe_change *changes,
			   size_t count)
{
	struct buffer b = buffer_open(a, RECIPE_MAX);

	for (size_t i = 0; i < source.size;) {
		size_t size = 0;
		while (i + size < source.size && is_word(source.at[i + size]))
			size++;
		if (size)
			buffer_add(&b, other((struct text){ source.at + i, size }, changes, count));
		else
			buffer_byte(&b, source.at[i]);
		i += size ? size : 1;
	}
	return buffer_text(&b);
}

/* --- the operations --- */

static void text_put(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

/* What stands first in its note, under the title: what it does. */
static struct text about(struct text note)
{
	struct text line;

	while (text_split(&note, '\n', &line))
		if (line.size && line.at[0] != '#')
			return line;
	return TEXT("");
}

/* What is chosen when nobody says: the word itself, or what the let says. */
static struct text chosen(const struct json *file, struct text name)
{
	struct text let = name, first;

	text_split(&let, '.', &first);
	return text_is(first, "let") && let.size ? json_text(json_find(json_get(file, "let"), let))
						 : name;
}

static void inputs_put(struct json_out *o, const struct json *file)
{
	static const char *const keys[] = { "is", "to", "of", "title", NULL };
	const struct json *inputs = json_get(file, "inputs");

	json_key(o, "inputs");
	json_list(o);
	for (const struct json *k = inputs ? json_first(inputs) : NULL; k;) {
		const struct json *v = json_after(inputs, k);
		json_map(o);
		text_put(o, "name", k->text);
		for (const char *const *key = keys; *key; key++)
			if (json_get(v, *key))
				text_put(o, *key, json_text(json_get(v, *key)));
		text_put(o, "initial", chosen(file, k->text));
		json_close(o);
		k = json_after(inputs, v);
	}
	json_close(o);
}

static void recipe_put(struct call *call, struct text name, struct text source)
{
	struct json_out *o = &call->out;
	const struct json *file = plain(call->arena, source);
	struct text note = { 0 };

	recipe_find(call->arena, name, ".md", &note);
	text_put(o, "name", name);
	text_put(o, "title", json_text(json_get(file, "title")));
	text_put(o, "about", about(note));
	inputs_put(o, file);
}

enum err recipe_list(struct call *call)
{
	struct text file, source;

	json_key(&call->out, "recipes");
	json_list(&call->out);
	for (size_t i = 0; recipe_file(i, &file, &source); i++) {
		if (!recipe_name(file).size)
			continue;
		json_map(&call->out);
		recipe_put(call, recipe_name(file), source);
		json_close(&call->out);
	}
	json_close(&call->out);
	return ERR_OK;
}

static enum err missing(struct call *call)
{
	return refuse(call, ERR_MISSING, "There is no such recipe");
}

enum err recipe_get(struct call *call)
{
	struct text name = call_text(call, "recipe"), source, note = { 0 }, sample;
	const struct json *v;

	if (!recipe_find(call->arena, name, ".flow", &source))
		return missing(call);
	recipe_find(call->arena, name, ".md", &note);
	json_key(&call->out, "recipe");
	json_map(&call->out);
	recipe_put(call, name, source);
	text_put(&call->out, "note", note);
	text_put(&call->out, "file", source);
	if (recipe_find(call->arena, name, ".sample", &sample) &&
	    (v = json_get(plain(call->arena, sample), "item"))) {
		json_key(&call->out, "sample");
		json_put(&call->out, v);
	}
	json_close(&call->out);
	return ERR_OK;
}

/* --- filled --- */

#define CHANGES_MAX 32
struct filling {
	struct call *call;
	struct json_out *out;
	struct recipe_change words[CHANGES_MAX], lets[CHANGES_MAX];
	size_t word_count, let_count;
};

static struct text let_name(struct text name)
{
	struct text let = name, first;

	text_split(&let, '.', &first);
	return text_is(first, "let") ? let : TEXT("");
}

/* A word stands amid expressions: nothing that could end one. */
static bool is_plain(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] < ' ' || strchr("'\"`{}\\", t.at[i]))
			return false;
	return t.size > 0 && t.size <= 200;
}

static void choice_take(struct filling *f, const struct json *file, struct text name,
			struct text value)
{
	struct call *call = f->call;
	struct text let = let_name(name);

	if (!json_find(json_get(file, "inputs"), name))
		call_violation(call, "values.%.*s is nothing that this recipe asks for",
			       (int)name.size, name.at);
	else if (!is_plain(value))
		call_violation(call, "values.%.*s must be a text without quotes and braces",
			       (int)name.size, name.at);
	else if (let.size && f->let_count < CHANGES_MAX)
		f->lets[f->let_count++] = (struct recipe_change){ let, value, 0 };
	else if (f->word_count < CHANGES_MAX)
		f->words[f->word_count++] = (struct recipe_change){ name, value, 0 };
}

static void choices_take(struct filling *f, const struct json *file)
{
	const struct json *values = json_get(f->call->json, "values");

	for (const struct json *k = values ? json_first(values) : NULL; k;) {
		const struct json *v = json_after(values, k);
		choice_take(f, file, k->text, json_text(v));
		k = json_after(values, v);
	}
}

/* All of it (America/New_York), or the words in it. */
static struct text said(struct filling *f, struct text t)
{
	struct text whole = other(t, f->words, f->word_count);

	return text_same(whole, t) ? recipe_changed(f->call->arena, t, f->words, f->word_count)
				   : whole;
}

static void value_put(struct filling *f, const struct json *v)
{
	if (json_is(v, JSON_TEXT)) {
		json_put_text(f->out, said(f, v->text));
	} else if (json_is(v, JSON_LIST)) {
		json_list(f->out);
		for (const struct json *i = json_first(v); i; i = json_after(v, i))
			value_put(f, i);
		json_close(f->out);
	} else if (json_is(v, JSON_MAP)) {
		json_map(f->out);
		for (const struct json *k = json_first(v); k;) {
			const struct json *inner = json_after(v, k);
			json_key_text(f->out, said(f, k->text));
			value_put(f, inner);
			k = json_after(v, inner);
		}
		json_close(f->out);
	} else {
		json_put(f->out, v);
	}
}

static void lets_put(struct filling *f, const struct json *lets)
{
	json_map(f->out);
	for (const struct json *k = json_first(lets); k;) {
		const struct json *v = json_after(lets, k);
		struct text own = other(k->text, f->lets, f->let_count);
		json_key_text(f->out, k->text);
		if (text_same(own, k->text))
			value_put(f, v);
		else
			json_put_text(f->out, own);
		k = json_after(lets, v);
	}
	json_close(f->out);
}

/* Their names change with the words, what is said of them does not: so it can be filled again. */
static void asked_put(struct filling *f, const struct json *inputs)
{
	json_map(f->out);
	for (const struct json *k = json_first(inputs); k;) {
		const struct json *v = json_after(inputs, k);
		json_key_text(f->out, other(k->text, f->words, f->word_count));
		json_put(f->out, v);
		k = json_after(inputs, v);
	}
	json_close(f->out);
}

static void file_put(struct filling *f, const struct json *file)
{
	struct text slug = call_text(f->call, "name"), title = call_text(f->call, "title");

	json_map(f->out);
	for (const struct json *k = json_first(file); k;) {
		const struct json *v = json_after(file, k);
		bool is_name = text_is(k->text, "flow"), is_title = text_is(k->text, "title");
		struct text own = is_name ? slug : is_title ? title : (struct text){ 0 };
		json_key_text(f->out, k->text);
		if (own.size)
			json_put_text(f->out, own);
		else if (is_name || is_title)
			json_put(f->out, v);
		else if (text_is(k->text, "let"))
			lets_put(f, v);
		else if (text_is(k->text, "inputs"))
			asked_put(f, v);
		else
			value_put(f, v);
		k = json_after(file, v);
	}
	json_close(f->out);
}

enum err recipe_fill(struct call *call)
{
	struct text source;

	if (!recipe_find(call->arena, call_text(call, "recipe"), ".flow", &source))
		return missing(call);
	const struct json *file = plain(call->arena, source);
	struct buffer b = buffer_open(call->arena, RECIPE_MAX);
	struct json_out o = json_open(&b);
	struct filling f = { .call = call, .out = &o };

	choices_take(&f, file);
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "The recipe cannot be filled with these.");
	file_put(&f, file);
	text_put(&call->out, "file", buffer_text(&b));
	return ERR_OK;
}
