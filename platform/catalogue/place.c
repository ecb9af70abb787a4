// SPDX-License-Identifier: Apache-2.0
/*
 * A call from inside: the values are there already, as one map, and go where the row has them.
 * What came over the wire as text is a value here, so nothing is spelled and read again; the check
 * that follows is the same.
 */
#include "platform/catalogue/inside.h"

static enum err place_params(struct call *call)
{
	for (size_t i = 0; i < call->op->param_count; i++) {
		const struct field *f = &call->op->params[i];
		struct text value = json_text(json_find(call->asked, f->name));

		if (!value.size)
			return refuse(call, ERR_INVALID, "%.*s needs %.*s.",
				      (int)call->op->name.size, call->op->name.at,
				      (int)f->name.size, f->name.at);
		call_set_text(call, f->name_c, value);
	}
	return ERR_OK;
}

enum err catalogue_place(struct call *call, const struct asking *ask)
{
	if (!ask->op->run)
		return refuse(call, ERR_MISSING, "%.*s is an operation of another server.",
			      (int)ask->op->name.size, ask->op->name.at);
	if (ask->input && !json_is(ask->input, JSON_MAP))
		return refuse(call, ERR_INVALID, "The input must be a map of fields.");
	call->op = ask->op;
	call->inside = true;
	call->asked = asking_values(call->arena, ask);
	if (ask->op->takes)
		call->json = asking_body(call->arena, ask->op, call->asked);
	return place_params(call);
}

/* An item as it would have come over the wire; what is no word, as it is. */
static const struct json *placed_item(struct call *call, const struct field *f,
				      const struct json *v)
{
	if (v->kind >= JSON_LIST)
		return v;
	return query_value(call->arena, f->kind, value_word(call->arena, v));
}

static const struct json *placed_list(struct call *call, const struct field *f,
				      const struct json *v)
{
	size_t room = 1, at = 1, count = 0;
	struct json *list;

	for (const struct json *i = json_first(v); i; i = json_after(v, i))
		room += placed_item(call, f, i)->span;
	list = arena_take(call->arena, room * sizeof(*list));
	for (const struct json *i = json_first(v); i; i = json_after(v, i)) {
		const struct json *item = placed_item(call, f, i);
		if (json_is(item, JSON_TEXT) && !item->text.size)
			continue;
		memcpy(list + at, item, item->span * sizeof(*list));
		at += item->span;
		count++;
	}
	*list = (struct json){ JSON_LIST, (uint32_t)count, (uint32_t)at, { 0 } };
	return count ? list : NULL;
}

static const struct json *placed_value(struct call *call, const struct field *f,
				       const struct json *v)
{
	if (f->kind && f->list && json_is(v, JSON_LIST))
		return placed_list(call, f, v);
	if (v->kind >= JSON_LIST && (!f->kind || f->kind->keep == KEEP_JSON))
		return v;
	return query_word(call->arena, f, value_word(call->arena, v));
}

/* A member of call->asked that is for the query, and its value; NULL: there is no further one. */
static const struct json *query_next(struct call *call, const struct json *k)
{
	for (; k; k = json_after(call->asked, k + 1))
		if (value_is_for(call->op, k->text, IN_QUERY) && !json_is(k + 1, JSON_NULL))
			return k;
	return NULL;
}

enum err placed_query(struct call *call)
{
	const struct shape *shape = call->op->query;
	const struct json *sent[SHAPE_FIELDS_MAX] = { 0 }, *asked = call->asked, *k;

	for (k = json_first(asked); (k = query_next(call, k)); k = json_after(asked, k + 1)) {
		const struct field *f = shape_find(shape, k->text);
		if (f)
			sent[f - shape->fields] = placed_value(call, f, k + 1);
	}
	fields_keep(call, shape, sent);
	for (k = json_first(asked); (k = query_next(call, k)); k = json_after(asked, k + 1))
		if (!shape->open && !shape_find(shape, k->text))
			unknown_note(call, &(struct trail){ .name = k->text });
	return ERR_OK;
}
