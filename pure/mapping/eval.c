// SPDX-License-Identifier: Apache-2.0
/*
 * Evaluating an expression.
 *
 * Every value that is looked at costs a step, so no expression, and no document, can hold a worker
 * for long: what is over the budget stops with a fault.  The tree's depth is bounded when it is
 * parsed, so plain recursion is safe.
 */
#include "pure/mapping/inside.h"

#include <stdarg.h>

static const struct text nothing;

enum err eval_spend(struct eval *e, size_t steps)
{
	if (steps <= e->steps) {
		e->steps -= (uint32_t)steps;
		return ERR_OK;
	}
	e->steps = 0;
	return eval_fault(e, MAP_FAULT_LIMIT, NULL, "more than %d steps", MAP_STEPS_MAX);
}

enum err eval_fault(struct eval *e, enum map_fault_kind kind, const struct node *n,
		    const char *format, ...)
{
	struct map_fault *fault = &e->job->fault;
	char why[600];
	va_list args;
	if (fault->kind)
		return ERR_INVALID;
	va_start(args, format);
	int size = vsnprintf(why, sizeof(why), format, args);
	va_end(args);
	size_t kept = size < (int)sizeof(why) ? (size_t)size : sizeof(why) - 1;
	struct text text = { why, kept };
	text.size = text_utf8_size(text); /* it may be cut inside a character */
	*fault = (struct map_fault){
		.kind = kind,
		.at = e->expression ? e->expression->offset + (n ? n->at : 0) : 0,
		.field = e->field,
		.why = text_copy(e->arena, text),
	};
	return ERR_INVALID;
}

static struct text node_source(struct eval *e, const struct node *n)
{
	return (struct text){ e->expression->source.at + n->at, n->size };
}

/* A day that is spelled as an instant stays a day: no zone moves it. */
static void field_find(struct eval *e, struct map_value of, struct text name, struct map_value *out)
{
	const struct map_hooks *hooks = e->job->hooks;

	map_find(of, name, out);
	if (out->kind == JSON_TEXT && hooks && hooks->day && text_ends(out->text, "T00:00:00.000Z"))
		out->day = hooks->day(hooks->owner, name);
}

static enum err eval_chain(struct eval *e, const struct node *n, const struct map_value *at,
			   struct map_value *out)
{
	struct map_value left;
	enum err err = eval_node(e, n->left, at, &left);
	if (err)
		return err;
	if (n->right->kind == NODE_FIELD) { /* the most usual by far */
		err = eval_spend(e, 1 + left.count / 16);
		if (!err)
			field_find(e, left, n->right->name, out);
		return err;
	}
	struct text piped = e->piped;
	bool same = n->left->kind == NODE_CURRENT;
	if (!same)
		e->piped = node_source(e, n->left);
	err = eval_node(e, n->right, &left, out);
	e->piped = piped;
	return err;
}

/* --- projections --- */

struct gather {
	struct map_value *items;
	uint32_t count;
};

static void gather_add(struct gather *g, const struct map_value *v)
{
	if (v->kind != JSON_NULL)
		g->items[g->count++] = *v;
}

/* Asks the right side of each part, and keeps what is not null. */
static enum err eval_each(struct eval *e, const struct node *n, const struct map_value *parts,
			  struct map_value *out)
{
	struct walk w = walk_of(parts);
	struct map_value part, got;
	struct text piped = e->piped;
	enum err err = eval_spend(e, parts->count);
	if (err)
		return err;
	struct gather g = { arena_bytes(e->arena, (size_t)parts->count * sizeof(*g.items)), 0 };
	e->piped = nothing;
	while (!err && walk_next(&w, NULL, &part)) {
		if (n->middle) {
			err = eval_node(e, n->middle, &part, &got);
			if (err || !map_true(got))
				continue;
		}
		err = eval_node(e, n->right, &part, &got);
		if (!err)
			gather_add(&g, &got);
	}
	e->piped = piped;
	*out = map_items(g.items, g.count);
	return err;
}

static enum err eval_project(struct eval *e, const struct node *n, const struct map_value *at,
			     struct map_value *out)
{
	struct map_value left = *at;
	enum err err = n->left ? eval_node(e, n->left, at, &left) : ERR_OK;
	*out = VALUE_NULL;
	if (err || left.kind != (n->kind == NODE_PROJECT_MAP ? JSON_MAP : JSON_LIST))
		return err;
	return eval_each(e, n, &left, out);
}

static enum err eval_flatten(struct eval *e, const struct node *n, const struct map_value *at,
			     struct map_value *out)
{
	struct map_value left = *at, part, inner;
	enum err err = n->left ? eval_node(e, n->left, at, &left) : ERR_OK;
	*out = VALUE_NULL;
	if (err || left.kind != JSON_LIST)
		return err;
	size_t count = 0;
	struct walk w = walk_of(&left);
	while (walk_next(&w, NULL, &part))
		count += part.kind == JSON_LIST ? part.count : 1;
	err = eval_spend(e, left.count + count);
	if (err)
		return err;
	struct map_value *items = arena_bytes(e->arena, count * sizeof(*items));
	uint32_t at_item = 0;
	w = walk_of(&left);
	while (walk_next(&w, NULL, &part)) {
		struct walk v = walk_of(&part);
		if (part.kind != JSON_LIST)
			items[at_item++] = part;
		while (part.kind == JSON_LIST && walk_next(&v, NULL, &inner))
			items[at_item++] = inner;
	}
	*out = map_items(items, at_item);
	return ERR_OK;
}

/* --- index and slice --- */

static enum err eval_index(struct eval *e, const struct node *n, const struct map_value *at,
			   struct map_value *out)
{
	struct map_value left = *at;
	enum err err = n->left ? eval_node(e, n->left, at, &left) : ERR_OK;
	*out = VALUE_NULL;
	if (err || left.kind != JSON_LIST)
		return err;
	int64_t index = n->index < 0 ? n->index + left.count : n->index;
	if (index < 0 || index >= left.count)
		return ERR_OK;
	err = eval_spend(e, left.form == FORM_TAPE ? (size_t)index / 16 : 0);
	if (!err)
		map_item(left, (uint32_t)index, out);
	return err;
}

static int64_t within(int64_t x, int64_t least, int64_t most)
{
	return x < least ? least : x > most ? most : x;
}

/* Where a slice begins and ends in a list of so many items. */
static void slice_ends(const struct slice *s, int64_t count, int64_t step, int64_t ends[2])
{
	int64_t least = step > 0 ? 0 : -1, most = step > 0 ? count : count - 1;
	ends[0] = step > 0 ? least : most;
	ends[1] = step > 0 ? most : least;
	for (int i = 0; i < 2; i++) {
		if (!s->has[i])
			continue;
		int64_t x = within(s->at[i], -count - 1, count); /* no sum can overflow */
		ends[i] = within(x < 0 ? x + count : x, least, most);
	}
}

static enum err eval_slice(struct eval *e, const struct node *n, const struct map_value *at,
			   struct map_value *out)
{
	struct map_value left = *at;
	enum err err = n->left ? eval_node(e, n->left, at, &left) : ERR_OK;
	int64_t step = n->slice.has[2] ? n->slice.at[2] : 1, ends[2];
	*out = VALUE_NULL;
	if (!err && !step)
		err = eval_fault(e, MAP_FAULT_VALUE, n, "the step of a slice cannot be 0");
	if (err || left.kind != JSON_LIST)
		return err;
	err = eval_spend(e, left.count);
	if (err)
		return err;
	struct map_value *all = arena_bytes(e->arena, (size_t)left.count * 2 * sizeof(*all));
	struct map_value *kept = all + left.count;
	struct walk w = walk_of(&left);
	uint32_t count = 0;
	while (walk_next(&w, NULL, &all[count]))
		count++;
	slice_ends(&n->slice, count, step, ends);
	step = within(step, -(int64_t)count - 1, (int64_t)count + 1);
	uint32_t keep = 0;
	for (int64_t i = ends[0]; step > 0 ? i < ends[1] : i > ends[1]; i += step)
		kept[keep++] = all[i];
	*out = map_items(kept, keep);
	return ERR_OK;
}

/* --- comparing and choosing --- */

static enum err eval_compare(struct eval *e, const struct node *n, const struct map_value *at,
			     struct map_value *out)
{
	struct map_value a, b;
	bool same;
	enum err err = eval_node(e, n->left, at, &a);
	if (!err)
		err = eval_node(e, n->right, at, &b);
	*out = VALUE_NULL;
	if (err)
		return err;
	if (n->compare == TOKEN_EQUAL || n->compare == TOKEN_UNEQUAL) {
		err = value_equal(e, &a, &b, &same);
		*out = value_flag(same == (n->compare == TOKEN_EQUAL));
		return err;
	}
	if (a.kind != JSON_NUMBER || b.kind != JSON_NUMBER)
		return ERR_OK;
	err = eval_spend(e, (a.text.size + b.text.size) / 64);
	int order = number_compare(a.text, b.text);
	bool flags[] = { [TOKEN_LESS -
			  TOKEN_LESS] = order<0, [TOKEN_LESS_EQUAL - TOKEN_LESS] = order <= 0,
					      [TOKEN_MORE - TOKEN_LESS] = order> 0,
			 [TOKEN_MORE_EQUAL - TOKEN_LESS] = order >= 0 };
	*out = value_flag(flags[n->compare - TOKEN_LESS]);
	return err;
}

static enum err eval_choice(struct eval *e, const struct node *n, const struct map_value *at,
			    struct map_value *out)
{
	enum err err = eval_node(e, n->left, at, out);
	if (err || map_true(*out) == (n->kind == NODE_OR))
		return err;
	return eval_node(e, n->right, at, out);
}

static enum err eval_not(struct eval *e, const struct node *n, const struct map_value *at,
			 struct map_value *out)
{
	enum err err = eval_node(e, n->right, at, out);
	*out = value_flag(!map_true(*out));
	return err;
}

/* --- making --- */

static enum err eval_list(struct eval *e, const struct node *n, const struct map_value *at,
			  struct map_value *out)
{
	*out = VALUE_NULL;
	if (at->kind == JSON_NULL)
		return ERR_OK;
	struct map_value *items = arena_take(e->arena, n->count * sizeof(*items));
	uint32_t count = 0;
	enum err err = ERR_OK;
	for (const struct node *part = n->left; part && !err; part = part->next)
		err = eval_node(e, part, at, &items[count++]);
	*out = map_items(items, count);
	return err;
}

/* Where a key was said before; else count. */
static uint32_t member_place(const struct map_member *members, uint32_t count, struct text key)
{
	for (uint32_t i = 0; i < count; i++) {
		if (text_same(members[i].key, key))
			return i;
	}
	return count;
}

static enum err eval_map(struct eval *e, const struct node *n, const struct map_value *at,
			 struct map_value *out)
{
	*out = VALUE_NULL;
	if (at->kind == JSON_NULL)
		return ERR_OK;
	struct map_member *members = arena_take(e->arena, n->count * sizeof(*members));
	uint32_t count = 0;
	enum err err = ERR_OK;
	for (const struct node *part = n->left; part && !err; part = part->next) {
		uint32_t place = member_place(members, count, part->name);
		members[place].key = part->name;
		err = eval_node(e, part->right, at, &members[place].value);
		count += place == count;
	}
	*out = map_members(members, count);
	return err;
}

enum err eval_node(struct eval *e, const struct node *n, const struct map_value *at,
		   struct map_value *out)
{
	static enum err (*const rows[])(struct eval *, const struct node *,
					const struct map_value *, struct map_value *) = {
		[NODE_CHAIN] = eval_chain,
		[NODE_PROJECT_LIST] = eval_project,
		[NODE_PROJECT_MAP] = eval_project,
		[NODE_FILTER] = eval_project,
		[NODE_FLATTEN] = eval_flatten,
		[NODE_INDEX] = eval_index,
		[NODE_SLICE] = eval_slice,
		[NODE_COMPARE] = eval_compare,
		[NODE_OR] = eval_choice,
		[NODE_AND] = eval_choice,
		[NODE_NOT] = eval_not,
		[NODE_LIST] = eval_list,
		[NODE_MAP] = eval_map,
		[NODE_CALL] = function_call,
	};
	enum err err = eval_spend(e, n->kind == NODE_FIELD ? 1 + at->count / 16 : 1);
	*out = VALUE_NULL;
	if (err)
		return err;
	switch (n->kind) {
	case NODE_CURRENT:
		*out = *at;
		return ERR_OK;
	case NODE_LITERAL:
		*out = n->literal;
		return ERR_OK;
	case NODE_FIELD:
		field_find(e, *at, n->name, out);
		return ERR_OK;
	case NODE_REF:
		*out = (struct map_value){ .kind = KIND_REF, .form = FORM_REF, .made = n->right };
		return ERR_OK;
	default:
		return rows[n->kind](e, n, at, out);
	}
}
