// SPDX-License-Identifier: Apache-2.0
/*
 * From a row and one map of values to a request: the row says which of them are in the path, in the
 * query, in the body.  Whoever asks somebody over the wire makes his request here; who asks from
 * inside has the same values put in their places, and nothing is spelled (place.c).
 *
 * A list or a map in an address is spelled as the server reads it: scalars with commas between
 * them, everything else as JSON.
 */
#include "platform/catalogue/inside.h"

#define ADDRESS_MAX ((size_t)2 << 20)
#define BODY_MAX    ((size_t)16 << 20)

unsigned op_places(const struct op *op, struct text name)
{
	unsigned places = 0;

	for (size_t i = 0; i < op->param_count; i++)
		if (text_same(op->params[i].name, name))
			return IN_PATH;
	if (op->takes_list ? text_is(name, "body") : op->takes && shape_find(op->takes, name))
		places |= IN_BODY;
	if (shape_find(op->query, name))
		places |= IN_QUERY;
	return places;
}

/* Where a member goes that the row may not have: where it will be looked at, and refused. */
static unsigned places_any(const struct op *op, struct text name)
{
	unsigned places = op_places(op, name);

	if (places)
		return places;
	return op->takes && !op->takes_list ? IN_BODY : IN_QUERY;
}

bool value_is_for(const struct op *op, struct text name, unsigned place)
{
	return (places_any(op, name) & place) != 0;
}

/* --- one map of what was said, and of what is given where nothing was --- */

static bool is_lacking(const struct op *op, const struct json *input, struct text name)
{
	const struct json *v = json_find(input, name);
	unsigned places = op_places(op, name);

	return places && (!v || (json_is(v, JSON_NULL) && !(places & IN_BODY)));
}

const struct json *asking_values(struct arena *a, const struct asking *ask)
{
	static const struct json nothing = { .kind = JSON_MAP, .span = 1 };
	const struct json *input = ask->input ? ask->input : &nothing;
	struct json *map = NULL;

	for (size_t i = 0; i < ask->given_count; i++) {
		const struct given *g = &ask->given[i];
		if (!g->value.size || !is_lacking(ask->op, input, g->name))
			continue;
		if (!map) {
			map = arena_take(a, (input->span + 2 * ask->given_count) * sizeof(*map));
			memcpy(map, input, input->span * sizeof(*map));
		}
		map[map->span] = (struct json){ JSON_TEXT, 0, 1, g->name };
		map[map->span + 1] = (struct json){ JSON_TEXT, 0, 1, g->value };
		map->span += 2;
		map->count++;
	}
	return map ? map : input;
}

const struct json *asking_body(struct arena *a, const struct op *op, const struct json *values)
{
	struct json *map = arena_take(a, values->span * sizeof(*map));

	if (op->takes_list)
		return json_find(values, TEXT("body"));
	*map = (struct json){ .kind = JSON_MAP, .span = 1 };
	for (const struct json *k = json_first(values), *v; k; k = json_after(values, v)) {
		v = json_after(values, k);
		if (!value_is_for(op, k->text, IN_BODY))
			continue;
		memcpy(map + map->span, k, (1 + v->span) * sizeof(*map));
		map->span += 1 + v->span;
		map->count++;
	}
	return map;
}

/* --- spelling it --- */

struct making {
	struct arena *arena;
	const struct op *op;
	const struct json *values;
	struct text *why;
};

static enum err missing(struct making *m, struct text name)
{
	*m->why = text_format(m->arena, "%.*s needs %.*s.", (int)m->op->name.size, m->op->name.at,
			      (int)name.size, name.at);
	return ERR_INVALID;
}

static bool is_list_of_words(const struct json *v)
{
	bool words = json_is(v, JSON_LIST);

	for (const struct json *i = words ? json_first(v) : NULL; words && i; i = json_after(v, i))
		words = i->kind < JSON_LIST;
	return words;
}

static struct text scalar_word(struct arena *a, const struct json *v)
{
	if (json_is(v, JSON_TEXT) || json_is(v, JSON_NUMBER))
		return v->text;
	if (json_is(v, JSON_TRUE) || json_is(v, JSON_FALSE))
		return json_flag(v) ? TEXT("true") : TEXT("false");
	return json_source(a, v);
}

struct text value_word(struct arena *a, const struct json *v)
{
	struct buffer *b = arena_take(a, sizeof(*b));

	if (!is_list_of_words(v))
		return scalar_word(a, v);
	*b = buffer_open(a, BODY_MAX);
	for (const struct json *i = json_first(v); i; i = json_after(v, i)) {
		if (i != json_first(v))
			buffer_byte(b, ',');
		buffer_add(b, scalar_word(a, i));
	}
	return buffer_text(b);
}

static void put_value(struct making *m, struct buffer *out, const struct json *v)
{
	if (!is_list_of_words(v)) {
		buffer_url(out, scalar_word(m->arena, v));
		return;
	}
	for (const struct json *i = json_first(v); i; i = json_after(v, i)) {
		if (i != json_first(v))
			buffer_byte(out, ',');
		buffer_url(out, scalar_word(m->arena, i));
	}
}

static enum err put_path(struct making *m, struct buffer *out)
{
	struct text rest = m->op->path, part, name;

	while (text_split(&rest, '{', &part)) {
		buffer_add(out, part);
		if (!rest.size)
			break;
		text_split(&rest, '}', &name);
		struct text value = json_text(json_find(m->values, name));
		if (!value.size || text_is(value, ".") || text_is(value, ".."))
			return missing(m, name); /* dots would lead to another path */
		buffer_url(out, value);
	}
	return ERR_OK;
}

/* What a connector's row says is sent when nothing is said; our own server knows its own. */
static const struct json *initial_read(struct making *m, const struct field *f)
{
	const struct json *v;
	struct text why;

	if (!f->has_initial || !m->op->connector.size)
		return NULL;
	return json_read(m->arena, f->initial, &v, &why) ? NULL : v;
}

static void put_pair(struct making *m, struct buffer *out, struct text name, const struct json *v)
{
	if (out->size)
		buffer_byte(out, '&');
	buffer_url(out, name);
	buffer_byte(out, '=');
	put_value(m, out, v);
}

static enum err put_query(struct making *m, struct buffer *out)
{
	const struct shape *query = m->op->query;

	for (size_t i = 0; i < query->count; i++) {
		const struct field *f = &query->fields[i];
		const struct json *v = json_find(m->values, f->name);

		if (!value_is_for(m->op, f->name, IN_QUERY))
			continue;
		if (!v || json_is(v, JSON_NULL))
			v = f->required ? NULL : initial_read(m, f);
		if (!v && f->required)
			return missing(m, f->name);
		if (v)
			put_pair(m, out, f->name, v);
	}
	for (const struct json *k = json_first(m->values), *v; k; k = json_after(m->values, v)) {
		v = json_after(m->values, k);
		if (!op_places(m->op, k->text) && value_is_for(m->op, k->text, IN_QUERY) &&
		    !json_is(v, JSON_NULL))
			put_pair(m, out, k->text, v);
	}
	return ERR_OK;
}

static enum err put_body(struct making *m, struct buffer *out)
{
	const struct json *body = asking_body(m->arena, m->op, m->values);
	const struct shape *takes = m->op->takes;

	if (m->op->takes_list && !json_is(body, JSON_LIST))
		return missing(m, TEXT("body, a list"));
	for (size_t i = 0; !m->op->takes_list && i < takes->count; i++)
		if (takes->fields[i].required && !json_find(body, takes->fields[i].name) &&
		    value_is_for(m->op, takes->fields[i].name, IN_BODY))
			return missing(m, takes->fields[i].name);
	struct json_out o = json_open(out);
	json_put(&o, body);
	return ERR_OK;
}

enum err catalogue_request(struct arena *a, const struct asking *ask, struct op_request *out,
			   struct text *why)
{
	struct making m = { a, ask->op, NULL, why };
	struct buffer *parts = arena_take(a, 3 * sizeof(*parts));
	struct buffer *path = &parts[0], *query = &parts[1], *body = &parts[2];
	enum err e = ERR_OK;

	*out = (struct op_request){ .method = ask->op->method };
	if (ask->input && !json_is(ask->input, JSON_MAP)) {
		*why = TEXT("The input must be a map of fields.");
		return ERR_INVALID;
	}
	m.values = asking_values(a, ask);
	*path = buffer_open(a, ADDRESS_MAX);
	*query = buffer_open(a, ADDRESS_MAX);
	*body = buffer_open(a, BODY_MAX);
	if (!ask->address_whole)
		e = put_path(&m, path);
	if (!e)
		e = put_query(&m, query);
	if (!e && ask->op->takes && !ask->body_own)
		e = put_body(&m, body);
	if (!e && (path->full || query->full || body->full)) {
		*why = TEXT("The values are too large to be sent.");
		e = ERR_INVALID;
	}
	out->query = buffer_text(path); /* a path that a flow file wrote may have a query, too */
	text_split(&out->query, '?', &out->path);
	out->query = text_format(a, "%.*s%s%.*s", (int)out->query.size, out->query.at,
				 out->query.size && query->size ? "&" : "", (int)query->size,
				 query->at);
	out->body = buffer_text(body);
	return e;
}
