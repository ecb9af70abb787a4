// SPDX-License-Identifier: Apache-2.0
/*
 * Which fields things have on the other side: custom fields of contacts, properties of objects,
 * meta that a WordPress site has registered, and for which types of posts.  A check learns them,
 * flows are held against them.
 *
 * What may not be read (a scope that is missing) is left as it was known before.
 */
#include "integration/connections/inside.h"
#include "runs.h"

#define FIELDS_MAX 2000

struct live_field {
	struct text object, key, id, name, kind;
	struct live_field *next;
};

/* --- learning --- */

static void field_add(struct check *c, const struct live_field *f)
{
	struct live_field *own;

	if (!f->key.size || f->key.size > 200 || c->field_count >= FIELDS_MAX)
		return;
	for (own = c->fields; own; own = own->next)
		if (text_same(own->object, f->object) && text_same(own->key, f->key))
			return;
	own = arena_take(c->call->arena, sizeof(*own));
	*own = *f;
	own->next = c->fields;
	c->fields = own;
	c->field_count++;
}

/* What was learnt of this object stands for all that was known of it; with a dot at its end, of all
 * that begin with it.  False: it is one too many. */
static bool object_add(struct check *c, struct text object)
{
	if (c->object_count == CHECK_OBJECTS_MAX)
		return false;
	c->objects[c->object_count++] = object;
	return true;
}

/* contact.level is level. */
static struct text key_of(struct text object, struct text key)
{
	if (key.size > object.size + 1 && key.at[object.size] == '.' &&
	    memcmp(key.at, object.at, object.size) == 0)
		return (struct text){ key.at + object.size + 1, key.size - object.size - 1 };
	return key;
}

static void fields_add(struct check *c, struct text object, const struct json *list)
{
	for (const struct json *f = object_add(c, object) ? json_first(list) : NULL; f;
	     f = json_after(list, f)) {
		const struct live_field field = {
			.object = object,
			.key = key_of(object, json_text(json_get(f, "fieldKey"))),
			.id = json_text(json_get(f, "id")),
			.name = json_text(json_get(f, "name")),
			.kind = json_text(json_get(f, "dataType")),
		};
		field_add(c, &field);
	}
}

static const struct json *input_of(struct check *c, struct text key)
{
	const struct json *v = NULL;
	struct buffer b = buffer_open(c->call->arena, 1024);
	struct json_out o = json_open(&b);
	struct text why;

	json_map(&o);
	json_key(&o, "key");
	json_put_text(&o, key);
	json_close(&o);
	return json_read(c->call->arena, buffer_text(&b), &v, &why) ? NULL : v;
}

void live_fields_highlevel(struct check *c)
{
	const struct remote_target *target = &c->connection->target;
	struct remote_answer answer;

	if (check_ask(c, target, "list-custom-fields", NULL, &answer) == REMOTE_DONE)
		fields_add(c, TEXT("contact"), json_get(answer.body, "customFields"));
	if (check_ask(c, target, "list-objects", NULL, &answer) != REMOTE_DONE)
		return;
	const struct json *list = json_get(answer.body, "objects");
	object_add(c, TEXT("custom_objects"));
	for (const struct json *o = json_first(list); o; o = json_after(list, o)) {
		struct text key = json_text(json_get(o, "key"));
		struct remote_answer one;
		if (json_flag(json_get(o, "standard")) || !key.size)
			continue;
		const struct live_field object = {
			.object = TEXT("custom_objects"),
			.key = key_of(TEXT("custom_objects"), key),
			.id = json_text(json_get(o, "id")),
			.kind = TEXT("object"),
		};
		field_add(c, &object);
		if (check_ask(c, target, "get-object", input_of(c, key), &one) == REMOTE_DONE)
			fields_add(c, key, json_get(one.body, "fields"));
	}
}

/* The names of this map, which may be an empty list, are fields of the object. */
static void meta_add(struct check *c, struct text object, const struct json *map)
{
	for (const struct json *k = json_is(map, JSON_MAP) ? json_first(map) : NULL; k;
	     k = json_after(map, json_after(map, k))) {
		const struct live_field field = {
			.object = object, .key = k->text, .name = k->text, .kind = TEXT("meta")
		};
		field_add(c, &field);
	}
}

/* What the route takes to make a post; NULL: it makes none. */
static const struct json *post_args(const struct json *route)
{
	const struct json *all = json_get(route, "endpoints");

	for (const struct json *e = json_is(all, JSON_LIST) ? json_first(all) : NULL; e;
	     e = json_after(all, e)) {
		const struct json *methods = json_get(e, "methods"), *args = json_get(e, "args");
		const struct json *m = json_is(methods, JSON_LIST) ? json_first(methods) : NULL;

		while (m && !text_is(json_text(m), "POST"))
			m = json_after(methods, m);
		if (m && json_get(args, "title") && json_get(args, "status"))
			return args;
	}
	return NULL;
}

/* /wp/v2/pets, if posts are made there, is the post type pets. */
static void post_type_add(struct check *c, struct text path, const struct json *route)
{
	struct text prefix = TEXT("/wp/v2/");
	struct live_field type = { .object = TEXT("post_type"), .kind = TEXT("post type") };
	const struct json *args = post_args(route);

	if (!args || path.size <= prefix.size || memcmp(path.at, prefix.at, prefix.size) != 0)
		return;
	type.key = (struct text){ path.at + prefix.size, path.size - prefix.size };
	type.name = type.key;
	if (memchr(type.key.at, '/', type.key.size) || memchr(type.key.at, '(', type.key.size))
		return;
	field_add(c, &type);
	meta_add(c, text_format(c->call->arena, "post_type.%.*s", (int)type.key.size, type.key.at),
		 json_get(json_get(args, "meta"), "properties"));
}

/* The meta of whoever asks has every name that is registered for users, set or not. */
void live_fields_wordpress(struct check *c, const struct json *me)
{
	struct remote_answer answer;

	object_add(c, TEXT("user"));
	meta_add(c, TEXT("user"), json_get(me, "meta"));
	if (check_ask(c, &c->connection->target, "wordpress-list-routes", NULL, &answer) !=
	    REMOTE_DONE)
		return;
	const struct json *all = json_get(answer.body, "routes");

	object_add(c, TEXT("post_type"));
	object_add(c, TEXT("post_type."));
	for (const struct json *k = json_is(all, JSON_MAP) ? json_first(all) : NULL; k;
	     k = json_after(all, json_after(all, k)))
		post_type_add(c, k->text, json_after(all, k));
}

/* --- keeping --- */

enum err live_fields_keep(struct check *c)
{
	struct call *call = c->call;
	enum err e = ERR_OK;

	for (size_t i = 0; i < c->object_count && !e; i++) {
		call_set_text(call, "objectKey", c->objects[i]);
		e = store_do(call, "DELETE FROM connection_field"
				   " WHERE connection_id = :connectionId"
				   " AND location_id = :locationId AND (object_key = :objectKey"
				   " OR (CAST(:objectKey AS TEXT) LIKE '%.' AND"
				   " substr(object_key, 1, length(CAST(:objectKey AS TEXT)))"
				   " = :objectKey))");
	}
	for (const struct live_field *f = c->fields; f && !e; f = f->next) {
		call_set_text(call, "objectKey", f->object);
		call_set_text(call, "fieldKey", f->key);
		call_set_text(call, "fieldId", f->id);
		call_set_text(call, "fieldName", f->name.size ? f->name : f->key);
		call_set_text(call, "fieldKind", f->kind);
		e = store_do(call, "INSERT INTO connection_field (connection_id, location_id,"
				   " object_key, field_key, field_id, name, kind)"
				   " VALUES (:connectionId, :locationId, :objectKey, :fieldKey,"
				   " nullif(:fieldId, ''), :fieldName, :fieldKind)");
	}
	return e;
}

enum err connection_field_list(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM connection WHERE id = :connectionId"
			     " AND location_id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "Connection not found");
	return store_list(call, "fields",
			  "SELECT object_key, field_key, field_id, name, kind FROM connection_field"
			  " WHERE connection_id = :connectionId AND location_id = :locationId"
			  " AND (CAST(:objectKey AS TEXT) IS NULL OR object_key = :objectKey)"
			  " ORDER BY object_key, field_key");
}
