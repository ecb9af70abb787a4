// SPDX-License-Identifier: Apache-2.0
/*
 * The functions of JMESPath, but for those that put things in order (order.c).
 */
#include "pure/mapping/inside.h"

#include <math.h>

/* --- numbers --- */

enum err run_abs(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text;
	if (t.size && t.at[0] == '-')
		t = (struct text){ t.at + 1, t.size - 1 };
	*out = value_number(t);
	return ERR_OK;
}

/* The nearest whole number above (up) or below; exact where it fits. */
static struct map_value whole_of(struct use *u, bool up)
{
	struct fixed f;
	double real;
	struct text t = u->args[0].text;
	if (fixed_read(t, &f)) {
		__int128 unit = 1;
		for (int i = 0; i < f.places; i++)
			unit *= 10;
		__int128 whole = f.units / unit, rest = f.units % unit;
		whole += up && rest > 0 ? 1 : !up && rest < 0 ? -1 : 0;
		return value_number(fixed_spell(u->e->arena, (struct fixed){ whole, 0 }, 0));
	}
	if (!text_real(t, &real))
		return u->args[0];
	return value_real(u->e->arena, up ? ceil(real) : floor(real));
}

enum err run_ceil(struct use *u, struct map_value *out)
{
	*out = whole_of(u, true);
	return ERR_OK;
}

enum err run_floor(struct use *u, struct map_value *out)
{
	*out = whole_of(u, false);
	return ERR_OK;
}

/* Exactly where all are short decimals; else in doubles.  true: *exact holds it. */
static bool sum_of(const struct map_value *list, struct fixed *exact, double *real)
{
	struct walk w = walk_of(list);
	struct map_value item;
	struct fixed f;
	double one;
	bool fits = true;
	*exact = (struct fixed){ 0 };
	*real = 0;
	while (walk_next(&w, NULL, &item)) {
		fits = fits && fixed_read(item.text, &f) && fixed_add(exact, f);
		if (text_real(item.text, &one))
			*real += one;
	}
	return fits;
}

static enum err number_give(struct use *u, struct map_value v, struct map_value *out)
{
	*out = v;
	return v.kind == JSON_NULL ? eval_fault(u->e, MAP_FAULT_VALUE, u->node,
						"%s comes to more than any number",
						u->node->function->shown.name)
				   : ERR_OK;
}

enum err run_sum(struct use *u, struct map_value *out)
{
	struct fixed exact;
	double real;
	if (sum_of(&u->args[0], &exact, &real)) {
		*out = value_number(fixed_spell(u->e->arena, exact, 0));
		return ERR_OK;
	}
	return number_give(u, value_real(u->e->arena, real), out);
}

enum err run_avg(struct use *u, struct map_value *out)
{
	struct fixed exact;
	double real;
	uint32_t count = u->args[0].count;
	if (!count)
		return ERR_OK;
	if (sum_of(&u->args[0], &exact, &real) && exact.units % count == 0) {
		exact.units /= count;
		*out = value_number(fixed_spell(u->e->arena, exact, 0));
		return ERR_OK;
	}
	return number_give(u, value_real(u->e->arena, real / count), out);
}

enum err run_to_number(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	if (v->kind == JSON_NUMBER)
		*out = *v;
	else if (v->kind == JSON_TEXT && v->text.size && text_number_size(v->text) == v->text.size)
		*out = value_number(v->text);
	return ERR_OK;
}

/* --- texts --- */

static bool text_within(struct text in, struct text what)
{
	return !what.size || memmem(in.at, in.size, what.at, what.size);
}

enum err run_contains(struct use *u, struct map_value *out)
{
	const struct map_value *in = &u->args[0], *what = &u->args[1];
	bool found = false;
	if (in->kind == JSON_TEXT) {
		found = what->kind == JSON_TEXT && text_within(in->text, what->text);
		*out = value_flag(found);
		return eval_spend(u->e, in->text.size / 64);
	}
	struct walk w = walk_of(in);
	struct map_value item;
	enum err err = ERR_OK;
	while (!err && !found && walk_next(&w, NULL, &item))
		err = value_equal(u->e, &item, what, &found);
	*out = value_flag(found);
	return err;
}

enum err run_ends_with(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text, with = u->args[1].text;
	bool fits = t.size >= with.size;
	*out = value_flag(fits &&
			  (!with.size || !memcmp(t.at + (t.size - with.size), with.at, with.size)));
	return ERR_OK;
}

enum err run_starts_with(struct use *u, struct map_value *out)
{
	struct text t = u->args[0].text, with = u->args[1].text;
	bool fits = t.size >= with.size;
	*out = value_flag(fits && (!with.size || !memcmp(t.at, with.at, with.size)));
	return ERR_OK;
}

enum err run_join(struct use *u, struct map_value *out)
{
	struct walk w = walk_of(&u->args[1]);
	struct buffer b = buffer_open(u->e->arena, MAP_TEXT_MAX + 1);
	struct map_value item;
	for (bool first = true; !b.full && walk_next(&w, NULL, &item); first = false) {
		if (!first)
			buffer_add(&b, u->args[0].text);
		buffer_add(&b, item.text);
	}
	struct text made = buffer_text(&b);
	made.size = b.full ? MAP_TEXT_MAX + 1 : made.size;
	return use_text(u, made, out);
}

enum err run_length(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	size_t length = v->kind == JSON_TEXT ? letters_count(v->text) : v->count;
	*out = value_whole(u->e->arena, (int64_t)length);
	return eval_spend(u->e, v->kind == JSON_TEXT ? v->text.size / 64 : 0);
}

static struct text text_reversed(struct arena *a, struct text t)
{
	char *at = arena_bytes(a, t.size + 1);
	size_t all = t.size, left = all;
	while (t.size) {
		struct text rest = t;
		letter_take(&rest);
		size_t size = t.size - rest.size;
		left -= size;
		memcpy(at + left, t.at, size);
		t = rest;
	}
	return (struct text){ at, all };
}

enum err run_reverse(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	if (v->kind == JSON_TEXT)
		return use_text(u, text_reversed(u->e->arena, v->text), out);
	enum err err = eval_spend(u->e, v->count);
	if (err)
		return err;
	struct map_value *items = arena_bytes(u->e->arena, v->count * sizeof(*items));
	struct walk w = walk_of(v);
	for (uint32_t left = v->count; left > 0; left--)
		walk_next(&w, NULL, &items[left - 1]);
	*out = map_items(items, v->count);
	return ERR_OK;
}

enum err run_to_string(struct use *u, struct map_value *out)
{
	struct text made;
	if (u->args[0].kind == JSON_TEXT) {
		*out = u->args[0];
		return ERR_OK;
	}
	enum err err = value_spell(u->e, &u->args[0], &made);
	return err ? err : use_text(u, made, out);
}

/* --- lists and maps --- */

static enum err parts_of_map(struct use *u, bool keys, struct map_value *out)
{
	const struct map_value *map = &u->args[0];
	enum err err = eval_spend(u->e, map->count);
	if (err)
		return err;
	struct map_value *items = arena_bytes(u->e->arena, map->count * sizeof(*items));
	struct walk w = walk_of(map);
	struct text key;
	for (uint32_t i = 0; walk_next(&w, &key, &items[i]); i++) {
		if (keys)
			items[i] = map_text(key);
	}
	*out = map_items(items, map->count);
	return ERR_OK;
}

enum err run_keys(struct use *u, struct map_value *out)
{
	return parts_of_map(u, true, out);
}

enum err run_values(struct use *u, struct map_value *out)
{
	return parts_of_map(u, false, out);
}

enum err run_map(struct use *u, struct map_value *out)
{
	const struct map_value *list = &u->args[1];
	struct text piped = u->e->piped;
	struct map_value item;
	enum err err = eval_spend(u->e, list->count);
	if (err)
		return err;
	struct map_value *items = arena_bytes(u->e->arena, list->count * sizeof(*items));
	struct walk w = walk_of(list);
	u->e->piped = TEXT("");
	for (uint32_t i = 0; !err && walk_next(&w, NULL, &item); i++)
		err = eval_node(u->e, u->args[0].made, &item, &items[i]);
	u->e->piped = piped;
	*out = map_items(items, list->count);
	return err;
}

enum err run_merge(struct use *u, struct map_value *out)
{
	size_t count = 0;
	for (size_t i = 0; i < u->count; i++)
		count += u->args[i].count;
	enum err err = eval_spend(u->e, count);
	if (err)
		return err;
	struct members made = members_open(u->e, count);
	for (size_t i = 0; !err && i < u->count; i++) {
		struct walk w = walk_of(&u->args[i]);
		struct map_value v;
		struct text key;
		while (!err && walk_next(&w, &key, &v))
			err = members_put(&made, key, v);
	}
	*out = map_members(made.at, made.count);
	return err;
}

enum err run_not_null(struct use *u, struct map_value *out)
{
	for (size_t i = 0; i < u->count && out->kind == JSON_NULL; i++)
		*out = u->args[i];
	return ERR_OK;
}

enum err run_to_array(struct use *u, struct map_value *out)
{
	struct map_value *one;
	*out = u->args[0];
	if (out->kind == JSON_LIST)
		return ERR_OK;
	one = arena_take(u->e->arena, sizeof(*one));
	*one = u->args[0];
	*out = map_items(one, 1);
	return ERR_OK;
}

enum err run_type(struct use *u, struct map_value *out)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",	  [JSON_FALSE] = "boolean", [JSON_TRUE] = "boolean",
		[JSON_NUMBER] = "number", [JSON_TEXT] = "string",   [JSON_LIST] = "array",
		[JSON_MAP] = "object",
	};
	*out = map_text(text_of(names[u->args[0].kind]));
	return ERR_OK;
}
