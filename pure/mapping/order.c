// SPDX-License-Identifier: Apache-2.0
/*
 * Functions that put in order, or find the first or the last of an order.
 *
 * Numbers are in the order of their value, texts in that of their characters' numbers (which is the
 * order of UTF-8 bytes).  Sorting is by merging: stable, and never slow.
 */
#include "pure/mapping/inside.h"

struct ranked {
	struct map_value key, item;
};

static int order_of(const struct map_value *a, const struct map_value *b)
{
	if (a->kind == JSON_NUMBER)
		return number_compare(a->text, b->text);
	size_t size = a->text.size < b->text.size ? a->text.size : b->text.size;
	int order = size ? memcmp(a->text.at, b->text.at, size) : 0;
	return order ? order : (a->text.size > b->text.size) - (a->text.size < b->text.size);
}

/* The items of a list with what they are ranked by: themselves, or something of each. */
static enum err ranked_make(struct use *u, const struct node *by, struct ranked **out)
{
	const struct map_value *list = &u->args[0];
	struct text piped = u->e->piped;
	enum err err = eval_spend(u->e, list->count);
	if (err)
		return err;
	struct ranked *all = arena_bytes(u->e->arena, list->count * sizeof(*all));
	struct walk w = walk_of(list);
	u->e->piped = TEXT("");
	for (uint32_t i = 0; !err && walk_next(&w, NULL, &all[i].item); i++) {
		all[i].key = all[i].item;
		if (by)
			err = eval_node(u->e, by, &all[i].item, &all[i].key);
		bool fits = all[i].key.kind == JSON_TEXT || all[i].key.kind == JSON_NUMBER;
		if (!err && (!fits || all[i].key.kind != all[0].key.kind))
			err = eval_fault(u->e, MAP_FAULT_TYPE, u->node,
					 "%s cannot order a %s and a %s; expected only numbers or "
					 "only texts",
					 u->node->function->shown.name,
					 value_kind_name(&all[0].key),
					 value_kind_name(&all[i].key));
	}
	u->e->piped = piped;
	*out = all;
	return err;
}

static enum err compare(struct use *u, const struct ranked *a, const struct ranked *b, int *order)
{
	*order = order_of(&a->key, &b->key);
	size_t least = a->key.text.size < b->key.text.size ? a->key.text.size : b->key.text.size;
	return eval_spend(u->e, 1 + least / 64);
}

struct halves {
	uint32_t start, middle, end;
};

/* Merges the two halves of `from` into `to`. */
static enum err merge(struct use *u, const struct ranked *from, struct ranked *to, struct halves h)
{
	uint32_t a = h.start, b = h.middle;
	enum err err = ERR_OK;
	for (uint32_t i = h.start; !err && i < h.end; i++) {
		int order = a == h.middle ? 1 : -1;
		if (a < h.middle && b < h.end)
			err = compare(u, &from[a], &from[b], &order);
		to[i] = order <= 0 ? from[a++] : from[b++];
	}
	return err;
}

static enum err sort(struct use *u, struct ranked *all, uint32_t count)
{
	struct ranked *from = all;
	struct ranked *to = arena_bytes(u->e->arena, count * sizeof(*to));
	enum err err = ERR_OK;
	for (uint32_t width = 1; !err && width < count; width *= 2) {
		for (uint32_t at = 0; !err && at < count; at += 2 * width) {
			uint32_t middle = count - at < width ? count : at + width;
			uint32_t end = count - at < 2 * width ? count : at + 2 * width;
			err = merge(u, from, to, (struct halves){ at, middle, end });
		}
		struct ranked *swap = from;
		from = to;
		to = swap;
	}
	if (from != all)
		memcpy(all, from, count * sizeof(*all));
	return err;
}

static enum err sorted(struct use *u, const struct node *by, struct map_value *out)
{
	struct ranked *all;
	uint32_t count = u->args[0].count;
	enum err err = ranked_make(u, by, &all);
	if (!err)
		err = sort(u, all, count);
	if (err)
		return err;
	struct map_value *items = arena_bytes(u->e->arena, count * sizeof(*items));
	for (uint32_t i = 0; i < count; i++)
		items[i] = all[i].item;
	*out = map_items(items, count);
	return ERR_OK;
}

enum err run_sort(struct use *u, struct map_value *out)
{
	return sorted(u, NULL, out);
}

enum err run_sort_by(struct use *u, struct map_value *out)
{
	return sorted(u, u->args[1].made, out);
}

/* sign 1: the greatest; -1: the least; of equals the first. */
static enum err extreme(struct use *u, const struct node *by, int sign, struct map_value *out)
{
	struct ranked *all;
	uint32_t count = u->args[0].count, best = 0;
	enum err err = ranked_make(u, by, &all);
	for (uint32_t i = 1; !err && i < count; i++) {
		int order;
		err = compare(u, &all[i], &all[best], &order);
		if (order * sign > 0)
			best = i;
	}
	if (!err && count)
		*out = all[best].item;
	return err;
}

enum err run_max(struct use *u, struct map_value *out)
{
	return extreme(u, NULL, 1, out);
}

enum err run_min(struct use *u, struct map_value *out)
{
	return extreme(u, NULL, -1, out);
}

enum err run_max_by(struct use *u, struct map_value *out)
{
	return extreme(u, u->args[1].made, 1, out);
}

enum err run_min_by(struct use *u, struct map_value *out)
{
	return extreme(u, u->args[1].made, -1, out);
}
