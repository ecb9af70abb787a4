// SPDX-License-Identifier: Apache-2.0
/*
 * The router: from method and path to the row, and its path parameters as values.
 *
 * At each segment the literal child is tried before the one that takes anything; when it leads
 * nowhere the other is tried, so GET /contacts/lookup is the contact whose id is "lookup".  How
 * often that can happen is bounded by the depth of the tree, and the tree by the rows.
 */
#include "platform/catalogue/inside.h"

bool path_segment(struct text *rest, struct text *segment)
{
	const char *end;

	if (rest->size && rest->at[0] == '/')
		*rest = (struct text){ rest->at + 1, rest->size - 1 };
	else
		return false;
	if (!rest->size)
		return false;
	end = memchr(rest->at, '/', rest->size);
	*segment = (struct text){ rest->at, end ? (size_t)(end - rest->at) : rest->size };
	*rest = (struct text){ rest->at + segment->size, rest->size - segment->size };
	return true;
}

static struct route *route_step(struct arena *a, struct route *at, struct text segment)
{
	struct route **place = &at->child;

	if (segment.at[0] == '{') {
		if (!at->param)
			at->param = arena_take(a, sizeof(*at->param));
		return at->param;
	}
	while (*place && !text_same((*place)->segment, segment))
		place = &(*place)->next;
	if (!*place) {
		*place = arena_take(a, sizeof(**place));
		(*place)->segment = segment;
	}
	return *place;
}

const struct op *route_add(struct arena *a, struct catalogue *c, const struct op *op)
{
	struct text rest = op->path, segment;
	enum method method;
	struct route *at;

	if (!method_find(op->method, &method))
		return NULL;
	at = &c->routes[method];
	while (path_segment(&rest, &segment))
		at = route_step(a, at, segment);
	if (at->op)
		return at->op;
	at->op = op;
	return NULL;
}

bool path_same(struct text a, struct text b)
{
	struct text x, y;

	while (path_segment(&a, &x)) {
		if (!path_segment(&b, &y) || (x.at[0] == '{') != (y.at[0] == '{') ||
		    (x.at[0] != '{' && !text_same(x, y)))
			return false;
	}
	return !path_segment(&b, &y);
}

static bool is_open(struct text segment)
{
	return memchr(segment.at, '{', segment.size) != NULL;
}

static bool path_reaches(struct text from, struct text to)
{
	struct text x, y;

	while (path_segment(&from, &x))
		if (!path_segment(&to, &y) || (!is_open(x) && !is_open(y) && !text_same(x, y)))
			return false;
	return !path_segment(&to, &y);
}

/* What a path was cut into while the tree was walked. */
struct walk {
	struct text params[PATH_PARAMS_MAX];
	size_t count;
};

static const struct op *route_walk(const struct route *at, struct text rest, struct walk *w)
{
	const struct op *found = NULL;
	struct text segment;

	if (!path_segment(&rest, &segment))
		return at->op && at->op->run ? at->op : NULL;
	for (const struct route *child = at->child; child; child = child->next) {
		if (!text_same(child->segment, segment))
			continue;
		found = route_walk(child, rest, w);
		break;
	}
	if (found || !at->param || !segment.size)
		return found;
	w->params[w->count++] = segment;
	found = route_walk(at->param, rest, w);
	if (!found)
		w->count--;
	return found;
}

static const struct op *route_find(const struct catalogue *c, struct text method, struct text path)
{
	struct walk walk = { .count = 0 };
	enum method m;

	return method_find(method, &m) ? route_walk(&c->routes[m], path, &walk) : NULL;
}

const struct op *catalogue_reached(const struct catalogue *c, struct text method, struct text path,
				   size_t *at)
{
	struct text rest = path;

	text_split(&rest, '?', &path);
	if (!is_open(path)) /* one row's at most: the router says whose */
		return (*at)++ ? NULL : route_find(c, method, path);
	while (*at < catalogue_count(c)) {
		const struct op *op = catalogue_at(c, (*at)++);
		if (op->run && text_same(op->method, method) && path_reaches(path, op->path))
			return op;
	}
	return NULL;
}

/* %XX only: a plus sign in a path is a plus sign. */
static bool segment_decode(struct arena *a, struct text t, struct text *out)
{
	struct buffer b;

	if (!memchr(t.at, '%', t.size)) {
		*out = t;
		return text_utf8(t);
	}
	b = buffer_open(a, t.size * 3);
	for (size_t i = 0; i < t.size; i++) {
		if (t.at[i] == '+')
			buffer_add(&b, TEXT("%2B"));
		else
			buffer_byte(&b, t.at[i]);
	}
	return text_url_decode(a, buffer_text(&b), out);
}

const struct op *catalogue_routed(const struct call *call)
{
	struct walk walk = { .count = 0 };
	enum method method;

	if (!text_starts(call->path, "/") || !method_find(call->method, &method))
		return NULL;
	return route_walk(&call->app->catalogue->routes[method], call->path, &walk);
}

enum err catalogue_match(struct call *call)
{
	struct walk walk = { .count = 0 };
	const struct op *op = NULL;
	enum method method;

	if (text_starts(call->path, "/") && method_find(call->method, &method))
		op = route_walk(&call->app->catalogue->routes[method], call->path, &walk);
	if (!op) /* a sentence is always UTF-8, whatever was sent */
		return refuse(call, ERR_MISSING, "Cannot %.*s %.*s",
			      (int)text_utf8_size(call->method), call->method.at,
			      (int)text_utf8_size(call->path), call->path.at);
	for (size_t i = 0; i < op->param_count; i++) {
		struct text value;

		if (!segment_decode(call->arena, walk.params[i], &value))
			return refuse(call, ERR_BAD, "Failed to decode param '%.*s'",
				      (int)text_utf8_size(walk.params[i]), walk.params[i].at);
		call_set_text(call, op->params[i].name_c, value);
	}
	call->op = op;
	return ERR_OK;
}
