// SPDX-License-Identifier: Apache-2.0
/*
 * What the names of custom fields stand for, found out when a flow is applied.
 *
 * On the wire a custom field of a contact is an id; a flow says customFields.level, by key, by name
 * or by id, and so does what it watches.  The ids are those of the connection that is used: our own
 * tables, or what the last check of the connection found.  Kept with the revision:
 *
 *	{"fields": {"": {"level": "ocQH…"}, "hl": {…}}, "watch": ["customFields.ocQH…", "tags"]}
 */
#include "flow/sources.h"

#define FIELDS	  "customFields."
#define USES_MAX  32
#define NAMES_MAX 4000

/* The fields of one connection, by all that they may be called. */
struct names {
	struct text use;
	struct text *called, *id;
	size_t count;
};

struct binding {
	struct call *call;
	struct faults *faults;
	const struct flow *flow;
	struct names uses[USES_MAX];
	size_t count;
};

/* --- what is known --- */

static void name_add(struct names *n, struct text called, struct text id)
{
	for (size_t i = 0; i < n->count; i++)
		if (text_same(n->called[i], called))
			return; /* keys come first, and stand */
	if (called.size && id.size && n->count < NAMES_MAX) {
		n->called[n->count] = called;
		n->id[n->count++] = id;
	}
}

static void names_take(struct binding *b, struct names *n, const char *sql)
{
	struct call *call = b->call;
	struct rows *r = store_ask(call, sql);
	size_t first = n->count;

	while (rows_next(r)) {
		struct text key = rows_text(r, "field_key");
		if (text_starts(key, "contact."))
			key = (struct text){ key.at + 8, key.size - 8 };
		name_add(n, text_copy(call->arena, key),
			 text_copy(call->arena, rows_text(r, "field_id")));
	}
	rows_close(r);
	for (size_t i = first, keys = n->count; i < keys; i++)
		name_add(n, n->id[i], n->id[i]);
	r = store_ask(call, sql);
	while (rows_next(r))
		name_add(n, text_copy(call->arena, rows_text(r, "name")),
			 text_copy(call->arena, rows_text(r, "field_id")));
	rows_close(r);
}

static struct names *names_of(struct binding *b, struct text use)
{
	struct call *call = b->call;
	struct names *n = b->uses;

	for (; n < b->uses + b->count; n++)
		if (text_same(n->use, use))
			return n;
	if (b->count == USES_MAX)
		return b->uses;
	*n = (struct names){ .use = use };
	n->called = arena_take(call->arena, NAMES_MAX * sizeof(*n->called));
	n->id = arena_take(call->arena, NAMES_MAX * sizeof(*n->id));
	b->count++;
	if (use_is_ours(call, use)) {
		names_take(b, n,
			   "SELECT id AS field_id, name, field_key FROM custom_field"
			   " WHERE location_id = :locationId AND object_key = 'contact'"
			   " AND document_type = 'field' ORDER BY id");
		return n;
	}
	call_set_text(call, "useName", use);
	names_take(b, n,
		   "SELECT f.field_id, f.name, f.field_key FROM connection_field f"
		   " JOIN connection c ON c.id = f.connection_id"
		   " WHERE c.location_id = :locationId"
		   " AND (c.name = :useName OR c.id = :useName)"
		   " AND f.object_key = 'contact' ORDER BY f.field_id");
	return n;
}

/* --- what is named --- */

static bool name_find(const struct names *n, struct text called, struct text *id)
{
	for (size_t i = 0; i < n->count; i++) {
		if (!text_same(n->called[i], called))
			continue;
		*id = n->id[i];
		return true;
	}
	return false;
}

static void name_missing(struct binding *b, const struct names *n, struct text called,
			 struct text at)
{
	struct text near = name_nearest(called, n->called, n->count);

	if (!n->count && !use_is_ours(b->call, n->use))
		fault_add(b->faults, at,
			  "names the custom field '%.*s', but which there are is not known yet:"
			  " check the connection '%.*s' first",
			  (int)called.size, called.at, (int)n->use.size, n->use.at);
	else
		fault_add(b->faults, at,
			  near.size ? "there is no custom field '%.*s'; did you mean '%.*s'?"
				    : "there is no custom field '%.*s'",
			  (int)called.size, called.at, (int)near.size, near.at);
}

static bool is_field(struct text path, struct text *called)
{
	if (!text_starts(path, FIELDS))
		return false;
	*called = (struct text){ path.at + strlen(FIELDS), path.size - strlen(FIELDS) };
	return called->size > 0;
}

static void set_bind(struct binding *b, const struct step *s, const struct json *set)
{
	const struct names *n = names_of(b, s->use);

	for (const struct json *k = json_first(set); k; k = json_after(set, json_after(set, k))) {
		struct text called, id;
		if (is_field(k->text, &called) && !name_find(n, called, &id))
			name_missing(b, n, called,
				     place(b->call->arena, place(b->call->arena, s->at, "set"),
					   text_c(b->call->arena, k->text)));
	}
}

static void steps_bind(struct binding *b, const struct steps *steps)
{
	for (size_t i = 0; i < steps->count; i++) {
		const struct step *s = &steps->items[i];
		if (s->op && !s->op->connector.size)
			set_bind(b, s, json_get(step_source(b->flow, s), "set"));
		steps_bind(b, &s->then);
		steps_bind(b, &s->other);
		steps_bind(b, &s->handler);
		for (size_t n = 0; n < s->branch_count; n++)
			steps_bind(b, &s->branches[n].steps);
	}
}

/* --- what is kept --- */

static void fields_put(struct binding *b, struct json_out *o)
{
	json_key(o, "fields");
	json_map(o);
	for (size_t i = 0; i < b->count; i++) {
		const struct names *n = &b->uses[i];
		json_key_text(o, n->use);
		json_map(o);
		for (size_t f = 0; f < n->count; f++) {
			json_key_text(o, n->called[f]);
			json_put_text(o, n->id[f]);
		}
		json_close(o);
	}
	json_close(o);
}

static void watch_put(struct binding *b, struct json_out *o)
{
	const struct trigger *on = &b->flow->on;

	if (!on->watch.count)
		return;
	json_key(o, "watch");
	json_list(o);
	for (size_t i = 0; i < on->watch.count; i++) {
		struct text called, id, path = on->watch.items[i];
		const struct names *n = is_field(path, &called) ? names_of(b, on->use) : NULL;
		if (n && name_find(n, called, &id))
			path = text_format(b->call->arena, FIELDS "%.*s", (int)id.size, id.at);
		else if (n)
			name_missing(b, n, called, TEXT("on.watch"));
		json_put_text(o, path);
	}
	json_close(o);
}

struct text flow_bind(struct call *call, const struct flow *f, struct faults *faults)
{
	struct binding *b = arena_take(call->arena, sizeof(*b));
	struct buffer buffer = buffer_open(call->arena, 4 << 20);
	struct json_out o = json_open(&buffer);
	struct text source = json_source(call->arena, f->source);

	*b = (struct binding){ .call = call, .faults = faults, .flow = f };
	json_map(&o);
	if (memmem(source.at, source.size, "customFields", 12)) {
		if (!f->on.op || !f->on.op->connector.size)
			names_of(b, f->on.use);
		steps_bind(b, &f->steps);
		steps_bind(b, &f->handler);
	}
	watch_put(b, &o);
	fields_put(b, &o);
	json_close(&o);
	return buffer_text(&buffer);
}

void flow_bound(struct arena *a, struct flow *f, struct text bound)
{
	const struct json *v, *watch;
	struct text why;

	if (json_read(a, bound, &v, &why))
		return;
	f->bound = v;
	watch = json_get(v, "watch");
	if (!watch)
		return;
	struct text *items = arena_take(a, ((size_t)watch->count + 1) * sizeof(*items));
	f->on.watch = (struct words){ .items = items };
	for (const struct json *i = json_first(watch); i; i = json_after(watch, i))
		items[f->on.watch.count++] = json_text(i);
}
