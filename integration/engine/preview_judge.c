// SPDX-License-Identifier: Apache-2.0
/*
 * What an effect would do: make something, change something (which fields, from what to what),
 * leave all as it is, or nobody can say.
 */
#include "integration/engine/preview.h"

static void found_as(struct preview *p, enum preview_found found)
{
	if (found > p->found)
		p->found = found;
}

void preview_unclear(struct preview *p, struct text why)
{
	found_as(p, PREVIEW_UNCLEAR);
	if (p->reason_count < p->sample_max)
		p->reasons[p->reason_count++] =
			(struct preview_sample){ .item = p->item, .named = p->named, .after = why };
}

static void changed(struct preview *p, const struct op *op, struct text field,
		    const struct json *before, const struct json *after)
{
	struct arena *a = p->call->arena;

	found_as(p, PREVIEW_CHANGED);
	if (p->sample_count < p->sample_max && !text_starts(json_text(after), PREVIEW_NEW))
		p->samples[p->sample_count++] = (struct preview_sample){
			.item = p->item,
			.named = p->named,
			.asks = op->name,
			.title = op->title,
			.field = field,
			.before = before ? json_source(a, before) : TEXT("null"),
			.after = json_source(a, after)
		};
}

/* --- what is there against what is sent --- */

static bool is_scalar(const struct json *v)
{
	return v && v->kind < JSON_LIST;
}

static bool has_item(struct arena *a, const struct json *list, const struct json *item)
{
	for (const struct json *i = json_is(list, JSON_LIST) ? json_first(list) : NULL; i;
	     i = json_after(list, i))
		if (text_same(canonical(a, i), canonical(a, item)))
			return true;
	return false;
}

/* Of a set that is added to, each that is sent is there. */
static bool has_all(struct arena *a, const struct json *list, const struct json *wanted)
{
	for (const struct json *i = json_first(wanted); i; i = json_after(wanted, i))
		if (!has_item(a, list, i))
			return false;
	return true;
}

static bool is_same(struct arena *a, const struct json *before, const struct json *after)
{
	if (json_is(before, JSON_MAP) && json_get(before, "raw"))
		before = json_get(before, "raw"); /* a title of WordPress */
	if (!before || json_is(before, JSON_NULL))
		return json_is(after, JSON_NULL) ||
		       (json_is(after, JSON_TEXT) && !after->text.size);
	if (is_scalar(before) && is_scalar(after) && before->kind < JSON_LIST &&
	    (before->text.size || after->text.size))
		return text_agrees(a, before->text, after->text);
	return text_same(canonical(a, before), canonical(a, after));
}

static const struct json *entry_find(const struct json *list, const struct json *wanted)
{
	struct text id = json_text(json_get(wanted, "id"));

	for (const struct json *i = json_is(list, JSON_LIST) ? json_first(list) : NULL; i;
	     i = json_after(list, i))
		if (id.size && text_same(json_text(json_get(i, "id")), id))
			return json_get(i, "value");
	return NULL;
}

/* A custom field as the flow's file calls it. */
static struct text field_named(const struct preview *p, struct text id)
{
	const struct json *sides = json_get(p->flow->bound, "fields");

	for (const struct json *use = json_first(sides); use;) {
		const struct json *names = json_after(sides, use);
		for (const struct json *name = json_first(names); name;) {
			const struct json *v = json_after(names, name);
			if (text_same(json_text(v), id))
				return name->text;
			name = json_after(names, v);
		}
		use = json_after(sides, names);
	}
	return id;
}

static void entries_compare(struct preview *p, const struct op *op, const struct json *before,
			    const struct json *after)
{
	for (const struct json *i = json_first(after); i; i = json_after(after, i)) {
		const struct json *old = entry_find(before, i), *v = json_get(i, "field_value");
		if (v && !is_same(p->call->arena, old, v))
			changed(p, op, field_named(p, json_text(json_get(i, "id"))), old, v);
	}
}

static void members_compare(struct preview *p, const struct op *op, const struct json *before,
			    const struct json *after);

static void member_compare(struct preview *p, const struct op *op, const struct json *name,
			   const struct json *before, const struct json *after)
{
	const struct json *first = json_is(after, JSON_LIST) ? json_first(after) : NULL;
	bool adds = json_is(after, JSON_LIST) && text_is(op->method, "POST");

	if (json_is(after, JSON_MAP) && json_is(before, JSON_MAP))
		members_compare(p, op, before, after);
	else if (first && json_get(first, "field_value"))
		entries_compare(p, op, before, after);
	else if (adds ? !has_all(p->call->arena, before, after)
		      : !is_same(p->call->arena, before, after))
		changed(p, op, name->text, before, after);
}

static void members_compare(struct preview *p, const struct op *op, const struct json *before,
			    const struct json *after)
{
	for (const struct json *k = json_first(after); k;) {
		const struct json *v = json_after(after, k);
		if (!op_param(op, k->text) && !text_is(k->text, "locationId"))
			member_compare(p, op, k, json_find(before, k->text), v);
		k = json_after(after, v);
	}
}

/* --- what is there --- */

static const struct op *row_of(const struct catalogue *c, const struct op *like, struct text path)
{
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		if (op->reads && text_is(op->method, "GET") && text_same(op->path, path) &&
		    text_same(op->connector, like->connector))
			return op;
	}
	return NULL;
}

/* The row that reads what this one changes: of the same path, or of the thing that it belongs to;
 * of what is changed (and not added) also the list that it stands in. */
static const struct op *row_before(const struct catalogue *c, const struct op *op)
{
	struct text path = op->path;
	const struct op *row = row_of(c, op, path);
	int steps = text_is(op->method, "PUT") ? 2 : 1;

	while (!row && op->param_count && steps--) {
		const char *slash = memrchr(path.at, '/', path.size);
		path.size = slash ? (size_t)(slash - path.at) : 0;
		row = row_of(c, op, path);
	}
	return row;
}

/* Of a list, the one that the last part of the path names. */
static const struct json *item_named(const struct op *op, const struct json *input,
				     const struct json *list)
{
	struct text id = json_text(json_find(input, op->params[op->param_count - 1].name));

	for (const struct json *i = json_first(list); i; i = json_after(list, i))
		if (id.size && text_same(json_text(json_get(i, "id")), id))
			return i;
	return NULL;
}

/* Only what the path needs. */
static struct text params_of(struct arena *a, const struct op *op, const struct json *input)
{
	struct buffer b = buffer_open(a, 8192);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < op->param_count; i++) {
		const struct json *v = json_find(input, op->params[i].name);
		if (!v)
			continue;
		json_key_text(&o, op->params[i].name);
		json_put(&o, v);
	}
	json_close(&o);
	return buffer_text(&b);
}

/* It is about something that an effect before it would make. */
static bool is_of_new(const struct op *op, const struct json *input)
{
	for (size_t i = 0; i < op->param_count; i++)
		if (text_starts(json_text(json_find(input, op->params[i].name)), PREVIEW_NEW))
			return true;
	return false;
}

static void change_judge(struct preview *p, const struct intent *i, const struct json *input,
			 struct outcome *out)
{
	struct arena *a = p->call->arena;
	const struct op *row = row_before(p->flow->catalogue, i->op);
	const struct json *before;
	struct text why;

	if (!row || text_is(i->op->method, "DELETE")) {
		preview_unclear(p, text_format(a, "what '%.*s' would change cannot be read",
					       (int)i->op->title.size, i->op->title.at));
		return;
	}
	bool among = row->param_count < i->op->param_count && op_inner(row, true);
	struct preview_answer answer = { .op = row, .input = params_of(a, row, input) };
	preview_ask(p, i->use, &answer);
	if (answer.error.size) {
		preview_unclear(p, answer.error);
		return;
	}
	out->out = inner_source(a, row, among, answer.body);
	if (json_read(a, out->out, &before, &why))
		return;
	if (among)
		before = item_named(i->op, input, before);
	if (!before) {
		preview_unclear(p, text_format(a, "what '%.*s' would change is not there",
					       (int)i->op->title.size, i->op->title.at));
		return;
	}
	out->out = json_source(a, before);
	members_compare(p, i->op, before, input);
}

/* What makes one, of what makes sure that there is one. */
static const struct op *create_of(const struct catalogue *c, const struct op *op)
{
	return op->does == DOES_UPSERT ? catalogue_does(c, op->connector, DOES_CREATE, op->thing)
				       : op;
}

static void make_judge(struct preview *p, const struct intent *i, const struct json *input,
		       struct outcome *out)
{
	struct arena *a = p->call->arena;
	const struct op *create = create_of(p->flow->catalogue, i->op);
	const struct json *body, *found;
	struct text why;
	struct look look;

	if (!create || !look_make(a, p->flow->catalogue, create, i->input, &look)) {
		found_as(p, PREVIEW_MADE);
		return;
	}
	struct preview_answer answer = { .op = look.list, .input = look.input };
	preview_ask(p, i->use, &answer);
	if (answer.error.size || json_read(a, answer.body, &body, &why)) {
		preview_unclear(p, answer.error);
		return;
	}
	found = look_find(a, &look, body);
	if (!found) {
		found_as(p, PREVIEW_MADE);
		return;
	}
	out->out = json_source(a, found);
	if (create != i->op) /* what is made only when it is not there changes nothing */
		members_compare(p, i->op, found, input);
}

void preview_judge(struct preview *p, const struct intent *i, struct outcome *out)
{
	const struct json *input;
	struct text why;

	preview_use(p, i->use)->planned++;
	if (json_read(p->call->arena, i->input, &input, &why))
		preview_unclear(p, why);
	else if (is_of_new(i->op, input))
		found_as(p, PREVIEW_MADE);
	else if (op_makes(i->op))
		make_judge(p, i, input, out);
	else
		change_judge(p, i, input, out);
}
