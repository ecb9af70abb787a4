// SPDX-License-Identifier: Apache-2.0
/*
 * Our functions on lists and maps, and those that choose among values.
 */
#include "pure/mapping/inside.h"

static bool is_blank(const struct map_value *v)
{
	return v->kind == JSON_NULL || (v->kind == JSON_TEXT && !text_trim(v->text).size);
}

enum err run_coalesce(struct use *u, struct map_value *out)
{
	return run_not_null(u, out);
}

enum err run_first_of(struct use *u, struct map_value *out)
{
	for (size_t i = 0; i < u->count; i++) {
		if (!is_blank(&u->args[i])) {
			*out = u->args[i];
			return ERR_OK;
		}
	}
	return ERR_OK;
}

enum err run_default(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	bool empty = is_blank(v) || ((v->kind == JSON_LIST || v->kind == JSON_MAP) && !v->count);
	*out = u->args[empty ? 1 : 0];
	return ERR_OK;
}

/* --- sets --- */

/* What a thing of a list is known by: itself, or something of it. */
static enum err known_by(struct use *u, const struct node *by, const struct map_value *item,
			 struct map_value *key)
{
	struct text piped = u->e->piped;
	*key = *item;
	if (!by)
		return ERR_OK;
	u->e->piped = TEXT("");
	enum err err = eval_node(u->e, by, item, key);
	u->e->piped = piped;
	return err;
}

enum err run_unique(struct use *u, struct map_value *out)
{
	const struct map_value *list = &u->args[0];
	const struct node *by = u->count > 1 ? u->args[1].made : NULL;
	enum err err = eval_spend(u->e, list->count);
	if (err)
		return err;
	struct seen seen = seen_open(u->e, list->count);
	struct map_value *items = arena_bytes(u->e->arena, list->count * sizeof(*items)), item, key;
	struct walk w = walk_of(list);
	uint32_t count = 0;
	while (!err && walk_next(&w, NULL, &item)) {
		bool fresh = false;
		err = known_by(u, by, &item, &key);
		if (!err)
			err = seen_put(&seen, &key, &fresh);
		if (fresh)
			items[count++] = item;
	}
	*out = map_items(items, count);
	return err;
}

enum err run_union(struct use *u, struct map_value *out)
{
	size_t count = 0;
	for (size_t i = 0; i < u->count; i++)
		count += u->args[i].count;
	enum err err = eval_spend(u->e, count);
	if (err)
		return err;
	struct seen seen = seen_open(u->e, count);
	for (size_t i = 0; i < u->count; i++) {
		struct walk w = walk_of(&u->args[i]);
		struct map_value item;
		bool fresh;
		while (!err && walk_next(&w, NULL, &item))
			err = seen_put(&seen, &item, &fresh);
	}
	*out = map_items(seen.at, seen.count);
	return err;
}

/* The arguments from the second on; a list among them stands for its items. */
static enum err rest_seen(struct use *u, struct seen *out)
{
	size_t count = 0;
	for (size_t i = 1; i < u->count; i++)
		count += u->args[i].kind == JSON_LIST ? u->args[i].count : 1;
	enum err err = eval_spend(u->e, count);
	if (err)
		return err;
	*out = seen_open(u->e, count);
	for (size_t i = 1; i < u->count; i++) {
		struct map_value item, single = map_items(&u->args[i], 1);
		struct walk w = walk_of(u->args[i].kind == JSON_LIST ? &u->args[i] : &single);
		bool fresh;
		while (!err && walk_next(&w, NULL, &item))
			err = seen_put(out, &item, &fresh);
	}
	return err;
}

enum err run_without(struct use *u, struct map_value *out)
{
	const struct map_value *list = &u->args[0];
	struct seen gone;
	enum err err = rest_seen(u, &gone);
	if (!err)
		err = eval_spend(u->e, list->count);
	if (err)
		return err;
	struct map_value *items = arena_bytes(u->e->arena, list->count * sizeof(*items)), item;
	struct walk w = walk_of(list);
	uint32_t count = 0;
	while (!err && walk_next(&w, NULL, &item)) {
		bool found;
		err = seen_find(&gone, &item, &found);
		if (!found)
			items[count++] = item;
	}
	*out = map_items(items, count);
	return err;
}

/* --- members --- */

static enum err members_filter(struct use *u, bool keep, struct map_value *out)
{
	const struct map_value *map = &u->args[0];
	struct seen names;
	enum err err = rest_seen(u, &names);
	if (!err)
		err = eval_spend(u->e, map->count);
	if (err)
		return err;
	struct map_member *made = arena_bytes(u->e->arena, map->count * sizeof(*made)), m;
	struct walk w = walk_of(map);
	uint32_t count = 0;
	while (!err && walk_next(&w, &m.key, &m.value)) {
		struct map_value key = map_text(m.key);
		bool found;
		err = seen_find(&names, &key, &found);
		if (found == keep)
			made[count++] = m;
	}
	*out = map_members(made, count);
	return err;
}

enum err run_pick(struct use *u, struct map_value *out)
{
	return members_filter(u, true, out);
}

enum err run_omit(struct use *u, struct map_value *out)
{
	return members_filter(u, false, out);
}

enum err run_compact(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	struct map_member *made = NULL, m;
	struct map_value *items = NULL;
	bool map = v->kind == JSON_MAP;
	enum err err = eval_spend(u->e, v->count);
	if (err)
		return err;
	if (map)
		made = arena_bytes(u->e->arena, v->count * sizeof(*made));
	else
		items = arena_bytes(u->e->arena, v->count * sizeof(*items));
	struct walk w = walk_of(v);
	uint32_t count = 0;
	while (walk_next(&w, &m.key, &m.value)) {
		if (is_blank(&m.value))
			continue;
		if (map)
			made[count++] = m;
		else
			items[count++] = m.value;
	}
	*out = map ? map_members(made, count) : map_items(items, count);
	return ERR_OK;
}

/* An item's key, as text; null: it has none. */
static enum err key_of(struct use *u, const struct map_value *item, struct map_value *key)
{
	*key = VALUE_NULL;
	if (u->args[1].kind == KIND_REF)
		return known_by(u, u->args[1].made, item, key);
	map_find(*item, u->args[1].text, key);
	return ERR_OK;
}

enum err run_keyed(struct use *u, struct map_value *out)
{
	const struct map_value *list = &u->args[0];
	enum err err = eval_spend(u->e, list->count);
	if (err)
		return err;
	struct members made = members_open(u->e, list->count);
	struct walk w = walk_of(list);
	struct map_value item, key;
	struct text spelt;
	while (!err && walk_next(&w, NULL, &item)) {
		err = key_of(u, &item, &key);
		if (err || is_blank(&key))
			continue;
		err = value_text(u->e, &key, &spelt);
		if (!err)
			err = members_put(&made, spelt, item);
	}
	*out = map_members(made.at, made.count);
	return err;
}

/* --- custom fields --- */

/* The text of the first member that there is. */
static struct text text_of_any(const struct map_value *item, const char *const *names)
{
	struct map_value v;
	for (; *names; names++) {
		if (map_find(*item, text_of(*names), &v) && v.kind == JSON_TEXT && v.text.size)
			return v.text;
	}
	return TEXT("");
}

/* "contact.level" is called level in `contact.customFields.level`. */
static struct text key_short(struct text key)
{
	const char *dot = key.size ? memrchr(key.at, '.', key.size) : NULL;
	return dot ? (struct text){ dot + 1, key.size - (size_t)(dot + 1 - key.at) } : key;
}

static const char *const key_names[] = { "fieldKey", "key", "name", NULL };
static const char *const id_names[] = { "id", "customFieldId", NULL };
static const char *const value_names[] = { "value", "fieldValue", "field_value", "fieldValueString",
					   NULL };

/* Which id has which key. */
static enum err keys_of(struct use *u, struct members *out)
{
	struct map_value none = map_items(NULL, 0), item;
	const struct map_value *list = u->count > 1 ? &u->args[1] : &none;
	struct walk w = walk_of(list);
	enum err err = eval_spend(u->e, list->count);
	if (err)
		return err;
	*out = members_open(u->e, list->count);
	while (!err && walk_next(&w, NULL, &item)) {
		struct text id = text_of_any(&item, id_names);
		struct text key = key_short(text_of_any(&item, key_names));
		if (id.size && key.size)
			err = members_put(out, id, map_text(key));
	}
	return err;
}

enum err run_flatten_custom_fields(struct use *u, struct map_value *out)
{
	struct members keys, made;
	enum err err = keys_of(u, &keys);
	if (!err)
		err = eval_spend(u->e, u->args[0].count);
	if (err)
		return err;
	made = members_open(u->e, u->args[0].count);
	struct map_value known = map_members(keys.at, keys.count), item, key, value;
	struct walk w = walk_of(&u->args[0]);
	while (!err && walk_next(&w, NULL, &item)) {
		struct text id = text_of_any(&item, id_names);
		struct text name = key_short(text_of_any(&item, key_names));
		err = eval_spend(u->e, known.count / 16);
		if (map_find(known, id, &key))
			name = key.text;
		if (!name.size)
			name = id;
		bool found = false;
		for (size_t i = 0; !found && value_names[i]; i++)
			found = map_find(item, text_of(value_names[i]), &value);
		if (!err && found && name.size)
			err = members_put(&made, name, value);
	}
	*out = map_members(made.at, made.count);
	return err;
}
