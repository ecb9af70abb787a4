// SPDX-License-Identifier: Apache-2.0
/*
 * What a mapping reads and gives, told without running it.
 *
 * The tree is walked with a path in place of a value.  Where a path ends (as an argument, an item,
 * the result) it is noted; where a value is made, there is no path.
 */
#include "base/core/index.h"
#include "pure/mapping/inside.h"

struct reading {
	struct arena *arena;
	struct text field;
	struct index noted; /* field, path and what is wanted: each is noted once */
	struct map_path *paths;
	size_t count, room;
};

/* A path; at NULL: a value that was made. */
static const struct text made;
static const struct text whole = { "", 0 };

static struct text path_of(struct reading *r, const struct node *n, struct text at);

static void path_note(struct reading *r, struct text path, unsigned wants)
{
	if (!path.at)
		return;
	if (!path.size)
		path = TEXT("@");
	struct text mark = text_format(r->arena, "%.*s %u %.*s", (int)path.size, path.at, wants,
				       (int)r->field.size, r->field.at);
	if (!index_put(&r->noted, mark, r->count))
		return;
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : 16;
		r->paths = arena_grow(r->arena, r->paths, r->room * sizeof(*r->paths),
				      room * sizeof(*r->paths));
		r->room = room;
	}
	r->paths[r->count++] = (struct map_path){ path, wants, r->field };
}

static void read_note(struct reading *r, const struct node *n, struct text at, unsigned wants)
{
	path_note(r, path_of(r, n, at), wants);
}

/* One more step of a path; a name that is no plain one is quoted. */
static struct text path_step(struct reading *r, struct text path, struct text name)
{
	bool plain = name.size && token_next(name, 0).kind == TOKEN_NAME &&
		     token_next(name, 0).size == name.size;
	struct buffer b = buffer_open(r->arena, (size_t)16 * MAP_EXPRESSION_MAX);
	struct json_out o = json_open(&b);
	if (!path.at)
		return made;
	buffer_add(&b, path);
	if (path.size)
		buffer_byte(&b, '.');
	if (plain)
		buffer_add(&b, name);
	else
		json_put_text(&o, name);
	return buffer_text(&b);
}

static struct text path_items(struct reading *r, struct text path, const char *sign)
{
	return path.at ? text_format(r->arena, "%.*s%s", (int)path.size, path.at, sign) : made;
}

static struct text left_of(struct reading *r, const struct node *n, struct text at)
{
	return n->left ? path_of(r, n->left, at) : at;
}

static struct text project_path(struct reading *r, const struct node *n, struct text at)
{
	struct text left = left_of(r, n, at);
	bool flat = n->left && (n->left->kind == NODE_FLATTEN || n->left->kind == NODE_SLICE);
	const char *sign = n->kind == NODE_PROJECT_MAP ? (left.size ? ".*" : "*") : "[]";
	struct text item = flat ? left : path_items(r, left, sign);
	if (n->middle)
		read_note(r, n->middle, item, MAP_ANY);
	return path_of(r, n->right, item);
}

static struct text compare_path(struct reading *r, const struct node *n, struct text at)
{
	bool equal = n->compare == TOKEN_EQUAL || n->compare == TOKEN_UNEQUAL;
	read_note(r, n->left, at, equal ? MAP_ANY : MAP_NUMBER);
	read_note(r, n->right, at, equal ? MAP_ANY : MAP_NUMBER);
	return made;
}

static unsigned wants_shown(unsigned wants)
{
	return wants & (WANT_NUMBERS | WANT_TEXTS) ? wants % WANT_REF | MAP_LIST : wants % WANT_REF;
}

static struct text call_path(struct reading *r, const struct node *n, struct text at)
{
	const char *gives = n->function->shown.gives;
	struct text first = made, list = made;
	size_t i = 0;
	for (const struct node *arg = n->left; arg; arg = arg->next, i++) {
		if (arg->kind == NODE_REF)
			continue;
		struct text path = path_of(r, arg, at);
		path_note(r, path, wants_shown(n->wants[i]));
		first = i ? first : path;
		list = n->wants[i] & MAP_LIST && !list.at ? path : list;
	}
	for (const struct node *arg = n->left; arg; arg = arg->next) {
		if (arg->kind == NODE_REF)
			read_note(r, arg->right, path_items(r, list, "[]"), MAP_ANY);
	}
	return *gives == '=' ? first : *gives == '[' ? path_items(r, list, "[]") : made;
}

static struct text parts_path(struct reading *r, const struct node *n, struct text at)
{
	for (const struct node *part = n->left; part; part = part->next)
		read_note(r, n->kind == NODE_MAP ? part->right : part, at, MAP_ANY);
	return made;
}

static struct text path_of(struct reading *r, const struct node *n, struct text at)
{
	switch ((enum node_kind)n->kind) {
	case NODE_CURRENT:
		return at;
	case NODE_FIELD:
		return path_step(r, at, n->name);
	case NODE_CHAIN:
		return path_of(r, n->right, path_of(r, n->left, at));
	case NODE_INDEX:
	case NODE_FLATTEN:
	case NODE_SLICE:
		return path_items(r, left_of(r, n, at), "[]");
	case NODE_PROJECT_LIST:
	case NODE_PROJECT_MAP:
	case NODE_FILTER:
		return project_path(r, n, at);
	case NODE_OR:
	case NODE_AND:
		read_note(r, n->left, at, MAP_ANY);
		read_note(r, n->right, at, MAP_ANY);
		return made;
	case NODE_NOT:
		read_note(r, n->right, at, MAP_ANY);
		return made;
	case NODE_COMPARE:
		return compare_path(r, n, at);
	case NODE_LIST:
	case NODE_MAP:
		return parts_path(r, n, at);
	case NODE_CALL:
		return call_path(r, n, at);
	case NODE_LITERAL:
	case NODE_REF:
		return made;
	}
	return made;
}

static void mapping_paths(struct reading *r, const struct mapping *m)
{
	r->field = m->field;
	if (m->expression)
		read_note(r, m->expression->root, whole, MAP_ANY);
	if (m->otherwise)
		mapping_paths(r, m->otherwise);
	for (const struct mapping *part = m->first; part; part = part->next)
		mapping_paths(r, part);
}

const struct map_path *map_paths(struct arena *a, const struct mapping *m, size_t *count)
{
	struct reading r = { .arena = a, .noted = index_open(a) };
	mapping_paths(&r, m);
	*count = r.count;
	return r.paths;
}

/* --- what it gives --- */

static unsigned node_gives(const struct node *n)
{
	const char *gives;
	switch ((enum node_kind)n->kind) {
	case NODE_LITERAL:
		return value_bit(&n->literal);
	case NODE_NOT:
		return MAP_FLAG;
	case NODE_COMPARE:
		return MAP_FLAG | MAP_NULL;
	case NODE_LIST:
	case NODE_PROJECT_LIST:
	case NODE_PROJECT_MAP:
	case NODE_FILTER:
	case NODE_FLATTEN:
	case NODE_SLICE:
		return MAP_LIST | MAP_NULL;
	case NODE_MAP:
		return MAP_MAP | MAP_NULL;
	case NODE_OR:
	case NODE_AND:
		return node_gives(n->left) | node_gives(n->right);
	case NODE_CHAIN:
		return n->right->kind == NODE_CURRENT ? node_gives(n->left) : node_gives(n->right);
	case NODE_CALL:
		gives = n->function->shown.gives;
		if (*gives == '=')
			return node_gives(n->left);
		if (*gives == '[')
			return MAP_ANY;
		return wants_of(gives) | (n->function->null_passes ? MAP_NULL : 0);
	default:
		return MAP_ANY;
	}
}

unsigned map_gives(const struct mapping *m)
{
	unsigned gives = 0;
	switch (m->kind) {
	case MAPPING_LITERAL:
		return value_bit(&m->literal);
	case MAPPING_MIXED:
		return MAP_TEXT | MAP_NULL;
	case MAPPING_LIST:
		return MAP_LIST;
	case MAPPING_MAP:
		return MAP_MAP;
	case MAPPING_CLEAR:
		return MAP_NULL;
	case MAPPING_EXPRESSION:
	case MAPPING_PICK:
		gives = node_gives(m->expression->root);
		return m->otherwise ? gives | map_gives(m->otherwise) : gives;
	}
	return MAP_ANY;
}

const struct mapping *map_part(const struct mapping *m, struct text key)
{
	const struct mapping *part = m->kind == MAPPING_MAP ? m->first : NULL;

	while (part && !text_same(part->key, key))
		part = part->next;
	return part;
}

/* --- what it calls --- */

static bool node_calls(const struct node *n, const char *function)
{
	for (; n; n = n->next) {
		if (n->kind == NODE_CALL && !strcmp(n->function->shown.name, function))
			return true;
		if (node_calls(n->left, function) || node_calls(n->middle, function) ||
		    node_calls(n->right, function))
			return true;
	}
	return false;
}

bool map_calls(const struct mapping *m, const char *function)
{
	if (m->expression && node_calls(m->expression->root, function))
		return true;
	if (m->otherwise && map_calls(m->otherwise, function))
		return true;
	for (const struct mapping *part = m->first; part; part = part->next) {
		if (map_calls(part, function))
			return true;
	}
	return false;
}
