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
static bool is_of_path(const struct op *op, struct text name)
{
	for (size_t i = 0; i < op->param_count; i++)
		if (text_same(op->params[i].name, name))
			return true;
	return false;
}

/* The body's members; where the row takes a list of such things, it is a list of one. */
static void members_put(struct json_out *o, const struct snapshot_ask *ask, const struct json *body,
			bool of_path)
{
	for (const struct json *k = json_first(body), *v; k; k = json_after(body, v)) {
		bool said = text_same(k->text, ask->id);

		v = json_after(body, k);
		for (size_t i = 0; i < ask->count; i++)
			said = said || text_same(k->text, ask->names[i]);
		if (said || is_of_path(ask->op, k->text) != of_path)
			continue;
		json_key_text(o, k->text);
		json_put(o, v);
	}
}

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
	members_put(&o, ask, body, true);
	if (ask->op->takes_list) {
		json_key(&o, "body");
		json_list(&o);
		json_map(&o);
	}
	members_put(&o, ask, body, false);
	if (ask->op->takes_list) {
		json_close(&o);
		json_close(&o);
	}
	json_close(&o);
	return buffer_text(&b);
}

/* Whoever may ask this row there; of what comes as a text of many askings, whoever may ask any:
 * who that is is no token, so what it makes may itself do nothing. */
static const struct caller *asker(struct call *call, const struct snapshot_ask *ask,
				  struct text location)
{
	static const struct text every = { "*", 1 };
	struct caller *caller;

	if (!ask->unbound)
		return invoke_for_row(call, location, ask->op);
	caller = arena_take(call->arena, sizeof(*caller));
	*caller = *invoke_for_row(call, location, ask->op);
	caller->token_id = TEXT("snapshot");
	caller->scopes = &every;
	caller->scope_count = 1;
	return caller;
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
					   .caller = asker(call, ask, location) };

	return invoke_try(call, &asking, told);
}

/* --- what is in a reply --- */

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

struct text thing_id(const struct snapshot_row *row, const struct json *thing)
{
	struct text id = row->id.size ? json_text(json_find(thing, row->id))
				      : json_text(json_get(thing, "id"));

	return id.size ? id : json_text(json_get(thing, "_id"));
}

const struct json *reply_thing(struct call *call, const struct snapshot_row *row,
			       const struct op *op, struct text body)
{
	const struct json *reply, *list;
	struct text why;

	if (json_read(call->arena, body, &reply, &why))
		return NULL;
	if (op->gives_flat || thing_id(row, reply).size)
		return reply;
	list = row->id.size || op->gives_list ? reply_list(reply) : NULL;
	if (list)
		return json_first(list);
	for (const struct json *k = json_first(reply), *v; k; k = json_after(reply, v)) {
		v = json_after(reply, k);
		if (json_is(v, JSON_MAP))
			return v;
	}
	return NULL;
}

/* --- all of them --- */

static struct text known_by(struct call *call, const struct snapshot_row *row,
			    const struct json *thing, const struct listed *within)
{
	struct buffer b = buffer_open(call->arena, 64 << 10);

	if (within) {
		buffer_add(&b, within->known_by);
		buffer_byte(&b, '\n');
	}
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
	return known_by(call, row, thing, NULL);
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

/* In which thing (empty: in none), and which page. */
static struct text page_said(struct call *call, const struct snapshot_row *row,
			     const struct paging *p, size_t page, struct text within)
{
	struct buffer b = buffer_open(call->arena, 64 << 10);
	struct json_out o = json_open(&b);

	json_map(&o);
	if (within.size) {
		json_key_text(&o, row->within_as);
		json_put_text(&o, within);
	}
	if (p->size) {
		json_key(&o, "limit");
		json_put_whole(&o, p->size);
		json_key_text(&o, p->from);
		json_put_whole(&o, (int64_t)page * p->size);
	}
	json_close(&o);
	return buffer_text(&b);
}

static enum err page_ask(struct call *call, const struct snapshot_row *row, struct text said,
			 const struct json **list)
{
	const struct json *reply;
	struct invoked told;
	struct text why;

	if (thing_ask(call, &row->list, TEXT(""), said, &told))
		return call->err;
	if (told.err)
		return refuse(call, ERR_BAD, "%.*s: %.*s", (int)row->name.size, row->name.at,
			      (int)told.why.size, told.why.at);
	if (json_read(call->arena, told.body, &reply, &why))
		return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
	*list = row->listed.size ? json_find(reply, row->listed) : reply_list(reply);
	return ERR_OK;
}

/* What is listed within one thing. */
struct inner {
	const struct listed *thing; /* NULL: within the location */
	struct text said;	    /* as the row says which thing it is */
};

static enum err page_take(struct call *call, const struct snapshot_row *row,
			  const struct json *list, const struct inner *in, struct listing *out)
{
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (!is_part(row, v))
			continue;
		if (out->count == THINGS_MAX)
			return refuse(call, ERR_BAD, "There are more than %d %.*s.", THINGS_MAX,
				      (int)row->name.size, row->name.at);
		out->at[out->count++] = (struct listed){ thing_id(row, v),
							 known_by(call, row, v, in->thing),
							 name_of(call, row, v), in->said, v };
	}
	return ERR_OK;
}

/* All of them within this one thing; NULL: within the location. */
static enum err pages_take(struct call *call, const struct snapshot_row *row,
			   const struct listed *within, struct listing *out)
{
	struct paging p = paging_of(row->list.op);
	struct inner in = { within, within ? within->id : TEXT("") };
	bool more = true;

	if (within && row->within_by.size)
		in.said = json_text(json_find(within->thing, row->within_by));
	for (size_t page = 0; more && page < PAGES_MAX; page++) {
		const struct json *list = NULL;

		if (page_ask(call, row, page_said(call, row, &p, page, in.said), &list) ||
		    page_take(call, row, list, &in, out))
			return call->err;
		more = p.size && list && (int64_t)list->count == p.size;
	}
	return ERR_OK;
}

enum err things_list(struct call *call, const struct snapshot_row *row, struct listing *out)
{
	struct listing above = { 0 };

	*out = (struct listing){ .at = arena_take(call->arena, THINGS_MAX * sizeof(*out->at)) };
	if (!row->within.size)
		return pages_take(call, row, NULL, out);
	if (things_list(call, row_named(call, row->within), &above))
		return call->err;
	for (size_t i = 0; i < above.count; i++)
		if (pages_take(call, row, &above.at[i], out))
			return call->err;
	return ERR_OK;
}

/* The thing, and what else was said beside it. */
static const struct json *with_others(struct call *call, const struct json *thing, struct text body)
{
	struct buffer b = buffer_open(call->arena, 8 << 20);
	struct json_out o = json_open(&b);
	const struct json *reply, *all;
	struct text why;

	if (!thing || json_read(call->arena, body, &reply, &why) || !json_is(reply, JSON_MAP) ||
	    reply->count < 3)
		return thing;
	json_map(&o);
	for (const struct json *k = json_first(thing), *v; k; k = json_after(thing, v)) {
		v = json_after(thing, k);
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	for (const struct json *k = json_first(reply), *v; k; k = json_after(reply, v)) {
		v = json_after(reply, k);
		if (json_find(thing, k->text))
			continue;
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	json_close(&o);
	return json_read(call->arena, buffer_text(&b), &all, &why) ? thing : all;
}

const struct json *thing_whole(struct call *call, const struct snapshot_row *row,
			       const struct listed *one)
{
	struct invoked told;

	if (!row->get.op)
		return one->thing;
	if (thing_ask(call, &row->get, one->id,
		      page_said(call, row, &(struct paging){ 0 }, 0, one->within), &told) ||
	    told.err)
		return NULL;
	return with_others(call, reply_thing(call, row, row->get.op, told.body), told.body);
}
