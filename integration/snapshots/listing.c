// SPDX-License-Identifier: Apache-2.0
/*
 * Asking the operations that a row of a snapshot names, in a location and as whoever may ask them
 * there: who pushes was let in for that.
 */
#include "integration/snapshots/inside.h"

#define PAGES_MAX 1000

const struct snapshot_row *row_named(struct call *call, struct text kind)
{
	size_t count;
	const struct snapshot_row *rows = catalogue_snapshots(call->app->catalogue, &count);

	for (size_t i = 0; i < count; i++)
		if (text_same(rows[i].name, kind))
			return &rows[i];
	return NULL;
}

/* --- asking --- */

static bool is_number(struct text t)
{
	int64_t n;

	return text_whole(t, &n);
}

static void member_put(struct json_out *o, struct text name, struct text value)
{
	json_key_text(o, name);
	if (is_number(value) || text_is(value, "true") || text_is(value, "false"))
		json_put_raw(o, value);
	else
		json_put_text(o, value);
}

/* What is sent: what is always said, which thing, and the body's members but those. */
static struct text input_make(struct call *call, const struct snapshot_ask *ask, struct text thing,
			      const struct json *body)
{
	struct buffer b = buffer_open(call->arena, 8 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < ask->count; i++)
		member_put(&o, ask->names[i], ask->values[i]);
	if (thing.size && ask->id.size) {
		json_key_text(&o, ask->id);
		json_put_text(&o, thing);
	}
	for (const struct json *k = json_first(body), *v; k; k = json_after(body, v)) {
		bool said = text_same(k->text, ask->id);

		v = json_after(body, k);
		for (size_t i = 0; i < ask->count; i++)
			said = said || text_same(k->text, ask->names[i]);
		if (said)
			continue;
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	json_close(&o);
	return buffer_text(&b);
}

enum err thing_ask(struct call *call, const struct snapshot_ask *ask, struct text thing,
		   struct text body, struct invoked *told)
{
	struct text location = text_copy(call->arena, call_text(call, "locationId")), why;
	const struct json *members = NULL;

	if (body.size && json_read(call->arena, body, &members, &why))
		return refuse(call, ERR_BAD, "It cannot be read: %.*s", (int)why.size, why.at);
	const struct invocation asking = { .op = ask->op,
					   .input = input_make(call, ask, thing, members),
					   .location = location,
					   .caller = invoke_for_row(call, location, ask->op) };

	return invoke_try(call, &asking, told);
}

/* --- what is in a reply --- */

struct text thing_id(const struct json *thing)
{
	struct text id = json_text(json_get(thing, "id"));

	return id.size ? id : json_text(json_get(thing, "_id"));
}

const struct json *reply_thing(struct call *call, const struct op *op, struct text body)
{
	const struct json *reply;
	struct text why;

	if (json_read(call->arena, body, &reply, &why))
		return NULL;
	if (op->gives_flat || thing_id(reply).size)
		return reply;
	for (const struct json *k = json_first(reply), *v; k; k = json_after(reply, v)) {
		v = json_after(reply, k);
		if (json_is(v, JSON_MAP))
			return v;
	}
	return NULL;
}

static const struct json *reply_list(const struct json *reply)
{
	if (json_is(reply, JSON_LIST))
		return reply;
	for (const struct json *k = json_first(reply), *v; k; k = json_after(reply, v)) {
		v = json_after(reply, k);
		if (json_is(v, JSON_LIST) && (!v->count || json_is(json_first(v), JSON_MAP)))
			return v;
	}
	return NULL;
}

/* --- all of them --- */

static struct text known_by(struct call *call, const struct snapshot_row *row,
			    const struct json *thing)
{
	struct buffer b = buffer_open(call->arena, 64 << 10);

	for (size_t i = 0; i < row->key.count; i++) {
		if (i)
			buffer_byte(&b, '\n');
		buffer_add(&b, json_text(json_find(thing, row->key.at[i])));
	}
	return text_lower(call->arena, buffer_text(&b));
}

static struct text name_of(struct call *call, const struct snapshot_row *row,
			   const struct json *thing)
{
	static const char *const names[] = { "name", "label", "title" };
	struct text name;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		name = json_text(json_get(thing, names[i]));
		if (name.size)
			return name;
	}
	return known_by(call, row, thing);
}

static bool is_part(const struct snapshot_row *row, const struct json *thing)
{
	if (row->unless.size && json_flag(json_find(thing, row->unless)))
		return false;
	return !row->only.size || text_same(json_text(json_find(thing, row->only)), row->only_as);
}

/* How a list is paged: its limit, and the parameter that says where a page begins. */
struct paging {
	const struct field *limit;
	struct text from;
	int64_t size;
};

static struct paging paging_of(const struct op *op)
{
	static const char *const froms[] = { "skip", "offset" };
	struct paging p = { .limit = shape_find(op->query, TEXT("limit")) };

	for (size_t i = 0; i < 2 && p.limit; i++)
		if (shape_find(op->query, text_of(froms[i])))
			p.from = text_of(froms[i]);
	p.size = p.limit && p.from.size ? (int64_t)p.limit->most : 0;
	return p;
}

static enum err page_ask(struct call *call, const struct snapshot_row *row, const struct paging *p,
			 size_t page, const struct json **list)
{
	struct text why, body = TEXT("");
	const struct json *reply;
	struct invoked told;

	if (p->size)
		body = text_format(call->arena, "{\"limit\":%lld,\"%.*s\":%lld}",
				   (long long)p->size, (int)p->from.size, p->from.at,
				   (long long)page * (long long)p->size);
	if (thing_ask(call, &row->list, TEXT(""), body, &told))
		return call->err;
	if (told.err)
		return refuse(call, ERR_BAD, "%.*s: %.*s", (int)row->name.size, row->name.at,
			      (int)told.why.size, told.why.at);
	if (json_read(call->arena, told.body, &reply, &why))
		return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
	*list = reply_list(reply);
	return ERR_OK;
}

enum err things_list(struct call *call, const struct snapshot_row *row, struct listing *out)
{
	struct paging p = paging_of(row->list.op);
	bool more = true;

	*out = (struct listing){ .at = arena_take(call->arena, THINGS_MAX * sizeof(*out->at)) };
	for (size_t page = 0; more && page < PAGES_MAX; page++) {
		const struct json *list = NULL;

		if (page_ask(call, row, &p, page, &list))
			return call->err;
		more = p.size && list && (int64_t)list->count == p.size;
		for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
			if (!is_part(row, v))
				continue;
			if (out->count == THINGS_MAX)
				return refuse(call, ERR_BAD, "There are more than %d %.*s.",
					      THINGS_MAX, (int)row->name.size, row->name.at);
			out->at[out->count++] = (struct listed){ thing_id(v),
								 known_by(call, row, v),
								 name_of(call, row, v), v };
		}
	}
	return ERR_OK;
}

const struct json *thing_whole(struct call *call, const struct snapshot_row *row,
			       const struct listed *one)
{
	struct invoked told;

	if (!row->get.op)
		return one->thing;
	if (thing_ask(call, &row->get, one->id, TEXT(""), &told) || told.err)
		return NULL;
	return reply_thing(call, row->get.op, told.body);
}
