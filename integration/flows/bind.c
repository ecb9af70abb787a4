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
#include "base/core/index.h"
#include "integration/flows/inside.h"

#define FIELDS	  "customFields."
#define USES_MAX  32
#define NAMES_MAX 4000

/* The fields that one kind of thing has on one side, by all that they may be called. */
struct names {
	struct text use, object;
	bool ours, known; /* known: which there are, and if there are none */
	struct text *called, *id;
	struct index index; /* of what they are called */
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
	/* keys come first, and stand */
	if (called.size && n->count < NAMES_MAX && index_put(&n->index, called, n->count)) {
		n->called[n->count] = called;
		n->id[n->count++] = id;
	}
}

static void names_take(struct binding *b, struct names *n, const char *sql)
{
	struct call *call = b->call;
	struct rows *r = store_ask(call, sql);

	while (rows_next(r)) {
		struct text key = rows_text(r, "field_key"), object = n->object;
		if (key.size > object.size + 1 && key.at[object.size] == '.' &&
		    memcmp(key.at, object.at, object.size) == 0)
			key = (struct text){ key.at + object.size + 1, key.size - object.size - 1 };
		name_add(n, text_copy(call->arena, key),
			 text_copy(call->arena, rows_text(r, "field_id")));
	}
	rows_close(r);
	if (!text_is(n->object, "contact"))
		return; /* by its key only */
	for (size_t i = 0, keys = n->count; i < keys; i++)
		name_add(n, n->id[i], n->id[i]);
	r = store_ask(call, sql);
	while (rows_next(r))
		name_add(n, text_copy(call->arena, rows_text(r, "name")),
			 text_copy(call->arena, rows_text(r, "field_id")));
	rows_close(r);
}

/* Of another server nothing was learnt: because it has none?  (An object is never without.) */
static bool is_looked_at(struct binding *b, const struct names *n)
{
	struct call *call = b->call;
	struct text key = n->object, word;

	text_split(&key, '.', &word);
	call_set_text(call, "learntWord", word);
	call_set_text(call, "learntKey", key);
	return (!key.size || store_has(call, "SELECT 1 FROM connection c JOIN connection_field f"
					     " ON f.connection_id = c.id"
					     " WHERE c.location_id = :locationId"
					     " AND (c.name = :useName OR c.id = :useName)"
					     " AND f.object_key = :learntWord"
					     " AND f.kind <> 'object'"
					     " AND f.field_key = :learntKey")) &&
	       !flow_unknown(call, n->use, word).size;
}

static struct names *names_of(struct binding *b, struct text use, struct text object)
{
	struct call *call = b->call;
	struct names *n = b->uses;

	for (; n < b->uses + b->count; n++)
		if (text_same(n->use, use) && text_same(n->object, object))
			return n;
	if (b->count == USES_MAX)
		return b->uses;
	*n = (struct names){ .use = use, .object = object, .ours = connection_is_ours(call, use) };
	n->index = index_open(call->arena);
	n->called = arena_take(call->arena, NAMES_MAX * sizeof(*n->called));
	n->id = arena_take(call->arena, NAMES_MAX * sizeof(*n->id));
	b->count++;
	call_set_text(call, "ownObject", object);
	call_set_text(call, "useName", use);
	if (n->ours)
		names_take(b, n,
			   "SELECT id AS field_id, name, field_key FROM custom_field"
			   " WHERE location_id = :locationId AND object_key = :ownObject"
			   " AND document_type = 'field' ORDER BY id");
	else
		names_take(b, n,
			   "SELECT f.field_id, f.name, f.field_key FROM connection_field f"
			   " JOIN connection c ON c.id = f.connection_id"
			   " WHERE c.location_id = :locationId"
			   " AND (c.name = :useName OR c.id = :useName)"
			   " AND f.object_key = :ownObject ORDER BY f.field_id, f.field_key");
	n->known = n->count || n->ours || is_looked_at(b, n);
	return n;
}

/* --- what is named --- */

static bool name_find(const struct names *n, struct text called, struct text *id)
{
	size_t at;

	if (!index_find(&n->index, called, &at))
		return false;
	*id = n->id[at];
	return true;
}

static void name_missing(struct binding *b, const struct names *n, struct text called,
			 struct text at)
{
	if (faults_full(b->faults))
		return;
	struct text near = name_nearest(called, n->called, n->count);
	bool contact = text_is(n->object, "contact");
	const char *mean = near.size ? "; did you mean '" : "";

	struct text why = n->known || !contact ? TEXT("")
					       : flow_unknown(b->call, n->use, n->object);

	if (why.size)
		fault_add(b->faults, at,
			  "names the custom field '%.*s', but which there are is not known yet:"
			  " %.*s",
			  (int)called.size, called.at, (int)why.size, why.at);
	else if (contact)
		fault_add(b->faults, at, "there is no custom field '%.*s'%s%.*s%s",
			  (int)called.size, called.at, mean, (int)near.size, near.at,
			  near.size ? "'?" : "");
	else if (n->known)
		fault_add(b->faults, at, "'%.*s' has no field '%.*s'%s%.*s%s", (int)n->object.size,
			  n->object.at, (int)called.size, called.at, mean, (int)near.size, near.at,
			  near.size ? "'?" : "");
}

static void name_check(struct binding *b, const struct origin *o, struct text called,
		       struct text at)
{
	const struct names *n = names_of(b, o->use, o->object);
	struct text id;

	if (!name_find(n, called, &id))
		name_missing(b, n, called, at);
}

/* Of a key that is set: the name of an own field of the thing, if it is one. */
static bool own_name(const struct origin *o, struct text key, bool member, struct text *name)
{
	struct text head;

	*name = key;
	if (member)
		return true;
	if (text_split(name, '.', &head) && name->size)
		return text_is(head, o->holder);
	*name = key;
	return text_is(text_of(o->holder), "properties") && !shape_find(o->shape, key);
}

static void set_bind(void *owner, const struct step *s)
{
	struct binding *b = owner;
	struct arena *a = b->call->arena;
	const struct json *set = json_get(step_source(b->flow, s), "set");
	struct origin o = origin_written(a, b->flow, s);
	bool member = s->fields;
	struct text name;

	if (!s->op || !o.holder || !o.object.size || !json_is(set, JSON_MAP))
		return;
	for (const struct json *k = json_first(set); k; k = json_after(set, json_after(set, k)))
		if (own_name(&o, k->text, member, &name))
			name_check(b, &o, name,
				   place(a, place(a, s->at, "set"), text_c(a, k->text)));
}

static void path_bind(struct binding *b, const struct map_path *p)
{
	struct origin o;
	struct text rest, name;

	if (!origin_find(b->call->arena, b->flow, p->path, &o, &rest) || !o.object.size ||
	    !path_next(&rest, &name) || !text_is(name, o.holder) || !path_next(&rest, &name) ||
	    !name.size || text_is(name, "*"))
		return;
	name_check(b, &o, name, p->field);
}

static void mapping_bind(void *owner, const struct step *s, const struct mapping *m)
{
	struct binding *b = owner;
	size_t count;
	const struct map_path *paths = map_paths(b->call->arena, m, &count);

	(void)s;
	for (size_t i = 0; i < count; i++)
		path_bind(b, &paths[i]);
}

/* --- what is kept --- */

static void fields_put(struct binding *b, struct json_out *o)
{
	json_key(o, "fields");
	json_map(o);
	for (size_t i = 0; i < b->count; i++) {
		const struct names *n = &b->uses[i];
		if (!text_is(n->object, "contact"))
			continue;
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
	struct text contact = TEXT("contact");
	struct text called, id, head;

	if (!on->watch.count)
		return;
	json_key(o, "watch");
	json_list(o);
	for (size_t i = 0; i < on->watch.count; i++) {
		struct text path = on->watch.items[i];
		called = path;
		if (text_split(&called, '.', &head) && called.size &&
		    text_is(head, "customFields")) {
			const struct names *n = names_of(b, on->use, contact);
			if (name_find(n, called, &id))
				path = text_format(b->call->arena, FIELDS "%.*s", (int)id.size,
						   id.at);
			else
				name_missing(b, n, called, TEXT("on.watch"));
		}
		json_put_text(o, path);
	}
	json_close(o);
}

/* Things that are named by their fields anywhere are known by all of them: customFields as a whole
 * may be used, too. */
static void contacts_bind(void *owner, const struct step *s)
{
	struct binding *b = owner;

	if (s->op && !s->op->connector.size)
		names_of(b, s->use, TEXT("contact"));
}

struct text flow_bind(struct call *call, const struct flow *f, struct faults *faults)
{
	struct binding *b = arena_take(call->arena, sizeof(*b));
	const struct mapping_visit v = { b, mapping_bind };
	struct buffer buffer = buffer_open(call->arena, 4 << 20);
	struct json_out o = json_open(&buffer);
	struct text source = json_source(call->arena, f->source);

	*b = (struct binding){ .call = call, .faults = faults, .flow = f };
	json_map(&o);
	if (memmem(source.at, source.size, "customFields", 12)) {
		if (!f->on.op || !f->on.op->connector.size)
			names_of(b, f->on.use, TEXT("contact"));
		flow_steps(&f->steps, b, contacts_bind);
		flow_steps(&f->handler, b, contacts_bind);
	}
	flow_steps(&f->steps, b, set_bind);
	flow_steps(&f->handler, b, set_bind);
	flow_mappings(f, &v);
	watch_put(b, &o);
	fields_put(b, &o);
	json_close(&o);
	return buffer_text(&buffer);
}
