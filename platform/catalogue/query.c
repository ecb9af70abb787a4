// SPDX-License-Identifier: Apache-2.0
/*
 * The query string: cut, decoded, and turned into the JSON that the same words would be in a body,
 * so that one check serves both.
 *
 * Lists are spelled a,b or name=a&name=b or name[]=a (also name[0]=a).  Nothing that is sent twice
 * is dropped in silence: a parameter that is not a list becomes one, which does not fit it.
 */
#include "platform/catalogue/inside.h"

#define QUERY_MAX	65536
#define QUERY_PARTS_MAX 1000

/* One name=value; the parts of one field are a list in the order they were sent. */
struct part {
	struct text name, value;
	struct part *next;
};

struct parts {
	struct part *first, *last;
};

const struct json *query_value(struct arena *a, const struct kind *kind, struct text t)
{
	struct json *v = arena_take(a, sizeof(*v));
	const struct json *read;
	struct text why;
	double number;

	*v = (struct json){ .kind = JSON_TEXT, .span = 1, .text = t };
	switch (kind->keep) {
	case KEEP_WHOLE:
	case KEEP_REAL:
		if (text_real(t, &number))
			v->kind = JSON_NUMBER;
		break;
	case KEEP_FLAG:
		if (text_is(t, "true") || text_is(t, "false"))
			v->kind = text_is(t, "true") ? JSON_TRUE : JSON_FALSE;
		break;
	case KEEP_JSON:
		if (!json_read(a, t, &read, &why))
			return read;
		break;
	case KEEP_TEXT:
	case KEEP_INSTANT:
		break;
	}
	return v;
}

/* Everything that was sent as one list; NULL when it is empty. */
static const struct json *query_list(struct arena *a, const struct kind *kind, bool cut,
				     const struct part *part)
{
	struct buffer b = buffer_open(a, (size_t)QUERY_MAX * 8);
	struct json_out o = json_open(&b);
	const struct json *list;
	struct text why;
	size_t count = 0;

	json_list(&o);
	for (; part; part = part->next) {
		struct text rest = part->value, item;

		while (text_split(&rest, cut ? ',' : '\0', &item)) {
			if (!item.size)
				continue;
			json_put(&o, query_value(a, kind, item));
			count++;
		}
	}
	json_close(&o);
	if (!count || json_read(a, buffer_text(&b), &list, &why))
		return NULL;
	return list;
}

/* What was sent for this field, as JSON; NULL when it is as good as nothing. */
static const struct json *query_json(struct arena *a, const struct field *f,
				     const struct part *part)
{
	const struct kind *text = kind_find(TEXT("text")), *any = kind_find(TEXT("any"));
	bool plain = f->kind && !f->list && !f->keyed;

	if (f->kind && f->list)
		return query_list(a, f->kind, f->kind->keep != KEEP_JSON, part);
	if (part->next)
		return query_list(a, plain ? text : any, false, part);
	if (!part->value.size && !(plain && f->kind->keep == KEEP_TEXT))
		return NULL;
	return query_value(a, plain ? f->kind : any, part->value);
}

const struct json *query_word(struct arena *a, const struct field *f, struct text word)
{
	return query_json(a, f, &(struct part){ .value = word });
}

/* name[] and name[0] are name. */
static struct text brackets_cut(struct text name)
{
	size_t size = name.size;

	if (!size || name.at[size - 1] != ']')
		return name;
	do
		size--;
	while (size && name.at[size - 1] >= '0' && name.at[size - 1] <= '9');
	return size > 1 && name.at[size - 1] == '[' ? (struct text){ name.at, size - 1 } : name;
}

/* Past the last field: the names of those that the shape does not have. */
static void part_add(struct call *call, const struct shape *shape, struct part said,
		     struct parts *parts)
{
	const struct field *f = shape_find(shape, said.name);
	struct part *part;

	if (!f) {
		f = shape_find(shape, brackets_cut(said.name));
		f = f && f->list ? f : NULL;
	}
	parts = &parts[f ? (size_t)(f - shape->fields) : shape->count];
	part = arena_take(call->arena, sizeof(*part));
	part->value = f ? said.value : said.name;
	*(parts->last ? &parts->last->next : &parts->first) = part;
	parts->last = part;
}

/* What came, by the fields of the shape, is checked and kept; and as one map put to `out`. */
static void parts_keep(struct call *call, const struct shape *shape, const struct parts *parts,
		       struct json_out *out)
{
	const struct json *sent[SHAPE_FIELDS_MAX] = { 0 };

	for (size_t i = 0; i < shape->count; i++) {
		if (parts[i].first)
			sent[i] = query_json(call->arena, &shape->fields[i], parts[i].first);
		if (!out || !sent[i])
			continue;
		json_key_text(out, shape->fields[i].name);
		json_put(out, sent[i]);
	}
	fields_keep(call, shape, sent);
	for (const struct part *p = parts[shape->count].first; p && !shape->open; p = p->next)
		unknown_note(call, &(struct trail){ .name = p->value });
}

static enum err part_read(struct call *call, struct text said, struct parts *parts)
{
	struct text rest = said, name, value;

	if (!text_split(&rest, '=', &name))
		return ERR_OK;
	if (!text_url_decode(call->arena, name, &name) ||
	    !text_url_decode(call->arena, rest, &value))
		return refuse(call, ERR_BAD, "The query string is not well formed: %.*s",
			      (int)text_utf8_size(said), said.at);
	part_add(call, call->op->query, (struct part){ .name = name, .value = value }, parts);
	return ERR_OK;
}

enum err query_check(struct call *call)
{
	const struct shape *shape = call->op->query;
	struct text rest = call->query, said;
	struct parts *parts;
	size_t count = 0;
	enum err e = ERR_OK;

	if (call->asked)
		return placed_query(call);
	if (call->query.size > QUERY_MAX)
		return refuse(call, ERR_LONG, "The query string is longer than %d bytes",
			      QUERY_MAX);
	parts = arena_take(call->arena, (shape->count + 1) * sizeof(*parts));
	while (!e && text_split(&rest, '&', &said)) {
		if (++count > QUERY_PARTS_MAX)
			return refuse(call, ERR_BAD, "More than %d parameters in the query string",
				      QUERY_PARTS_MAX);
		e = part_read(call, said, parts);
	}
	if (!e)
		parts_keep(call, shape, parts, NULL);
	return e;
}

void form_check(struct call *call)
{
	const struct shape *shape = call->op->takes;
	struct parts *parts = arena_take(call->arena, (shape->count + 1) * sizeof(*parts));
	struct buffer b = buffer_open(call->arena, (size_t)QUERY_MAX * 128);
	struct json_out o = json_open(&b);
	struct text why;

	for (size_t i = 0; i < call->part_count; i++)
		if (!call->parts[i].file)
			part_add(call, shape,
				 (struct part){ .name = call->parts[i].name,
						.value = call->parts[i].value },
				 parts);
	json_map(&o);
	parts_keep(call, shape, parts, &o);
	json_close(&o);
	json_read(call->arena, buffer_text(&b), &call->json, &why); /* so that `ref` looks at it */
}
