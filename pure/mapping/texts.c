// SPDX-License-Identifier: Apache-2.0
/*
 * Our functions that make texts of texts.
 */
#include "base/core/html.h"
#include "base/core/near.h"
#include "pure/mapping/inside.h"

/* Each letter through `change`. */
static enum err letters_change(struct use *u, uint32_t (*change)(uint32_t), struct map_value *out)
{
	struct text t = u->args[0].text;
	struct buffer b = buffer_open(u->e->arena, t.size * 2 + 1);
	while (t.size)
		letter_put(&b, change(letter_take(&t)));
	return use_text(u, buffer_text(&b), out);
}

enum err run_lower(struct use *u, struct map_value *out)
{
	return letters_change(u, letter_lower, out);
}

enum err run_upper(struct use *u, struct map_value *out)
{
	return letters_change(u, letter_upper, out);
}

enum err run_title(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text;
	struct buffer b = buffer_open(u->e->arena, t.size * 2 + 1);
	bool begins = true;
	while (t.size) {
		uint32_t letter = letter_take(&t);
		letter_put(&b, begins ? letter_upper(letter) : letter_lower(letter));
		begins = letter <= ' ' || letter == '-' || letter == '/' || letter == '.' ||
			 letter == '(';
	}
	return use_text(u, buffer_text(&b), out);
}

enum err run_trim(struct use *u, struct map_value *out)
{
	return use_text(u, text_plain(u->e->arena, u->args[0].text), out);
}

enum err run_squash(struct use *u, struct map_value *out)
{
	struct text t = text_trim(u->args[0].text);
	char *at = arena_bytes(u->e->arena, t.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < t.size; i++) {
		bool space = t.at[i] == ' ' || (t.at[i] >= '\t' && t.at[i] <= '\r');
		if (!space)
			at[size++] = t.at[i];
		else if (at[size - 1] != ' ') /* t does not begin with one */
			at[size++] = ' ';
	}
	return use_text(u, (struct text){ at, size }, out);
}

enum err run_replace(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text, find = u->args[1].text, with = u->args[2].text;
	struct buffer b = buffer_open(u->e->arena, MAP_TEXT_MAX + 1);
	if (!find.size)
		return use_wrong(u, 1, "what shall be replaced");
	enum err err = eval_spend(u->e, t.size / 64);
	while (!err && !b.full) {
		const char *hit = memmem(t.at, t.size, find.at, find.size);
		size_t before = hit ? (size_t)(hit - t.at) : t.size;
		buffer_add(&b, text_head(t, before));
		if (!hit)
			break;
		buffer_add(&b, with);
		t = (struct text){ hit + find.size, t.size - before - find.size };
	}
	struct text made = buffer_text(&b);
	made.size = b.full ? MAP_TEXT_MAX + 1 : made.size;
	return err ? err : use_text(u, made, out);
}

enum err run_split(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text, by = u->args[1].text;
	if (!by.size)
		return use_wrong(u, 1, "what stands between the parts");
	enum err err = eval_spend(u->e, t.size / 2); /* it may be as many parts */
	if (err)
		return err;
	struct map_value *items = arena_bytes(u->e->arena, (t.size + 1) * sizeof(*items));
	uint32_t count = 0;
	for (bool more = true; more;) {
		const char *hit = memmem(t.at, t.size, by.at, by.size);
		size_t size = hit ? (size_t)(hit - t.at) : t.size;
		struct text part = text_trim(text_head(t, size));
		if (part.size)
			items[count++] = map_text(part);
		more = hit;
		if (more)
			t = (struct text){ hit + by.size, t.size - size - by.size };
	}
	*out = map_items(items, count);
	return ERR_OK;
}

static bool is_empty(const struct map_value *v)
{
	return v->kind == JSON_NULL || (v->kind == JSON_TEXT && !text_trim(v->text).size);
}

enum err run_join_nonempty(struct use *u, struct map_value *out)
{
	/* (list, glue), or the order of join. */
	size_t list = u->args[0].kind == JSON_LIST ? 0 : 1;
	struct text glue = u->args[1 - list].text, part;
	if (u->args[list].kind != JSON_LIST || u->args[1 - list].kind != JSON_TEXT)
		return use_wrong(u, list, "a list, and a text to put between");
	struct walk w = walk_of(&u->args[list]);
	struct buffer b = buffer_open(u->e->arena, MAP_TEXT_MAX + 1);
	struct map_value item;
	enum err err = eval_spend(u->e, u->args[list].count);
	while (!err && !b.full && walk_next(&w, NULL, &item)) {
		if (is_empty(&item))
			continue;
		if (b.size)
			buffer_add(&b, glue);
		err = value_text(u->e, &item, &part);
		if (!err)
			buffer_add(&b, part);
	}
	struct text made = buffer_text(&b);
	made.size = b.full ? MAP_TEXT_MAX + 1 : made.size;
	return err ? err : use_text(u, made, out);
}

/* A number of characters, whole and not beyond what a text or list can have. */
static enum err whole_take(struct use *u, size_t arg, int64_t *out)
{
	if (!text_whole(u->args[arg].text, out) || *out > MAP_TEXT_MAX || *out < -MAP_TEXT_MAX)
		return use_wrong(u, arg, "a whole number up to 65536");
	return ERR_OK;
}

static int64_t place_of(int64_t x, int64_t count)
{
	x = x < 0 ? x + count : x;
	return x < 0 ? 0 : x > count ? count : x;
}

static struct text letters_skip(struct text t, int64_t count)
{
	while (count-- > 0 && t.size)
		letter_take(&t);
	return t;
}

enum err run_slice(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	bool text = v->kind == JSON_TEXT;
	int64_t count = text ? (int64_t)letters_count(v->text) : v->count, from, to = count;
	enum err err = whole_take(u, 1, &from);
	if (!err && u->count > 2)
		err = whole_take(u, 2, &to);
	if (!err)
		err = eval_spend(u->e, text ? v->text.size / 16 : v->count);
	if (err)
		return err;
	from = place_of(from, count);
	to = place_of(to, count);
	to = to < from ? from : to;
	if (text) {
		struct text rest = letters_skip(v->text, from);
		struct text after = letters_skip(rest, to - from);
		*out = map_text(text_head(rest, rest.size - after.size));
		return ERR_OK;
	}
	struct map_value *items = arena_bytes(u->e->arena, v->count * sizeof(*items));
	struct walk w = walk_of(v);
	for (uint32_t i = 0; walk_next(&w, NULL, &items[i]); i++)
		;
	*out = map_items(items + from, (uint32_t)(to - from));
	return ERR_OK;
}

enum err run_pad(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text, fill = u->count > 2 ? u->args[2].text : TEXT(" ");
	int64_t width;
	enum err err = whole_take(u, 1, &width);
	if (!err && letters_count(fill) != 1)
		err = use_wrong(u, 2, "one character");
	if (err)
		return err;
	int64_t want = width < 0 ? -width : width;
	struct buffer b = buffer_open(u->e->arena, (size_t)want * 4 + t.size);
	if (width < 0)
		buffer_add(&b, t);
	for (int64_t i = (int64_t)letters_count(t); i < want; i++)
		buffer_add(&b, fill);
	if (width > 0)
		buffer_add(&b, t);
	return use_text(u, width ? buffer_text(&b) : t, out);
}

enum err run_digits(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text;
	char *at = arena_bytes(u->e->arena, t.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < t.size; i++) {
		if (t.at[i] >= '0' && t.at[i] <= '9')
			at[size++] = t.at[i];
	}
	return use_text(u, (struct text){ at, size }, out);
}

enum err run_slug(struct use *u, struct map_value *out)
{
	return use_text(u, text_slug(u->e->arena, u->args[0].text), out);
}

enum err run_html_text(struct use *u, struct map_value *out)
{
	return use_text(u, text_unmarked(u->e->arena, u->args[0].text), out);
}

enum err run_starts(struct use *u, struct map_value *out)
{
	return run_starts_with(u, out);
}

enum err run_ends(struct use *u, struct map_value *out)
{
	return run_ends_with(u, out);
}

/* Each of what is asked for: the arguments from the second on; a list stands for its items. */
enum err run_contains_any(struct use *u, struct map_value *out)
{
	struct use one = { .e = u->e, .node = u->node, .count = 2 };
	struct map_value pair[2] = { u->args[0] }, found = value_flag(false);
	enum err err = ERR_OK;
	one.args = pair;
	for (size_t i = 1; !err && i < u->count; i++) {
		struct map_value single = map_items(&u->args[i], 1);
		struct walk w = walk_of(u->args[i].kind == JSON_LIST ? &u->args[i] : &single);
		while (!err && found.kind != JSON_TRUE && walk_next(&w, NULL, &pair[1])) {
			err = eval_spend(u->e, 1);
			if (!err)
				err = run_contains(&one, &found);
		}
	}
	*out = found;
	return err;
}

const char *near_name(struct text name, const char *const *names, size_t count)
{
	size_t best = near_limit(name);
	const char *nearest = NULL;
	for (size_t n = 0; n < count; n++) {
		if (near_better(name, text_of(names[n]), &best))
			nearest = names[n];
	}
	return nearest;
}
