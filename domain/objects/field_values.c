// SPDX-License-Identifier: Apache-2.0
/*
 * The fields of an object as they are defined, and the values of contacts and opportunities, which
 * are kept as a list of {"id","value"}.
 */
#include "domain/objects/objects.h"

#include "platform/store/store.h"

#define VALUE_SIZE_MAX (1 << 20)
#define DROPPED_MAX    2000 /* letters of a reply header */

static void def_read(struct call *call, struct rows *rows, size_t prefix, struct field_def *def)
{
	struct text key = rows_text(rows, "field_key"), options = rows_text(rows, "options"), why;

	if (key.size > prefix)
		key = (struct text){ key.at + prefix, key.size - prefix };
	*def = (struct field_def){
		.id = text_copy(call->arena, rows_text(rows, "id")),
		.key = text_copy(call->arena, key),
		.name = text_copy(call->arena, rows_text(rows, "name")),
		.type = field_type_find(rows_text(rows, "data_type")),
		.custom_option = rows_whole(rows, "allow_custom_option") != 0,
		.unique = rows_whole(rows, "is_unique") != 0,
		.standard = rows_whole(rows, "standard") != 0,
		.files_max = rows_whole(rows, "max_file_limit"),
	};
	if (options.size)
		json_read(call->arena, text_copy(call->arena, options), &def->options, &why);
}

#define DEF_COLUMNS                                                                                \
	"SELECT id, field_key, name, data_type, options, allow_custom_option, is_unique,"          \
	" max_file_limit, false AS standard FROM custom_field"                                     \
	" WHERE location_id = :locationId AND object_key = :fieldsOf"                              \
	" AND document_type = 'field'"

static enum err defs_read(struct call *call, const char *sql, struct text object_key,
			  struct field_defs *out)
{
	size_t room = 0;

	*out = (struct field_defs){ 0 };
	call_set_text(call, "fieldsOf", object_key);
	struct rows *rows = store_ask(call, sql);
	while (rows_next(rows)) {
		if (out->count == room) {
			size_t old = room * sizeof *out->at;

			room = room ? 2 * room : 32;
			out->at = arena_grow(call->arena, out->at, old, room * sizeof *out->at);
		}
		def_read(call, rows, object_key.size + 1, &out->at[out->count++]);
	}
	rows_close(rows);
	return call->err;
}

enum err field_defs_load(struct call *call, struct text object_key, struct field_defs *out)
{
	return defs_read(call,
			 DEF_COLUMNS
			 " UNION ALL SELECT id, field_key, name, data_type, NULL, false, false,"
			 " NULL, true FROM standard_field"
			 " WHERE object_key = :fieldsOf AND document_type = 'field'",
			 object_key, out);
}

enum err field_defs_load_own(struct call *call, struct text object_key, struct field_defs *out)
{
	return defs_read(call, DEF_COLUMNS, object_key, out);
}

const struct field_def *field_defs_find(const struct field_defs *defs, struct text key)
{
	for (size_t i = 0; i < defs->count; i++)
		if (text_same(defs->at[i].key, key))
			return &defs->at[i];
	return NULL;
}

/* --- contacts and opportunities: a list of {"id","value"} --- */

struct kept {
	struct text id, json; /* json empty: cleared */
};

struct keeping {
	struct kept *at;
	size_t count;
	struct buffer dropped; /* what of it was not kept, for the reply header */
};

static struct kept *kept_find(struct keeping *k, struct text id)
{
	for (size_t i = 0; i < k->count; i++)
		if (text_same(k->at[i].id, id))
			return &k->at[i];
	return NULL;
}

static const struct field_def *def_sent(const struct field_defs *defs, const char *object_key,
					const struct json *item)
{
	struct text id = json_text(json_get(item, "id")), key = json_text(json_get(item, "key"));
	size_t prefix = strlen(object_key);

	if (text_starts(key, object_key) && key.size > prefix && key.at[prefix] == '.')
		key = (struct text){ key.at + prefix + 1, key.size - prefix - 1 };
	for (size_t i = 0; i < defs->count; i++)
		if (id.size ? text_same(defs->at[i].id, id) : text_same(defs->at[i].key, key))
			return &defs->at[i];
	return NULL;
}

static const struct json *value_sent(const struct json *item)
{
	static const char *const names[] = { "field_value", "value", "fieldValue" };
	const struct json *v = NULL;

	for (size_t i = 0; i < sizeof names / sizeof names[0] && !v; i++)
		v = json_get(item, names[i]);
	return v;
}

/* Flows and commands ask from inside: what the wire drops without a word is refused to them. */
static bool exact(struct call *call)
{
	return call->inside;
}

static void drop_note(struct keeping *keeping, struct text name)
{
	if (keeping->dropped.size + name.size < DROPPED_MAX)
		buffer_format(&keeping->dropped, "%scustomFields.%.*s",
			      keeping->dropped.size ? ", " : "", (int)name.size, name.at);
}

static void item_merge(struct call *call, const struct field_def *def, const struct json *sent,
		       struct keeping *keeping)
{
	struct kept *kept = kept_find(keeping, def->id);
	struct buffer buffer = buffer_open(call->arena, VALUE_SIZE_MAX);
	struct json_out out = json_open(&buffer);
	bool dropped = false;
	struct field_reading r = {
		.call = call, .def = def, .sent = sent, .dropped = exact(call) ? NULL : &dropped
	};
	const char *must = NULL;
	struct text why;

	if (!kept) {
		kept = &keeping->at[keeping->count++];
		*kept = (struct kept){ .id = def->id };
	}
	if (kept->json.size)
		json_read(call->arena, kept->json, &r.before, &why);
	if (!field_clears(sent))
		must = def->type->read(&r, &out);
	if (must)
		call_violation(call, "custom field %.*s %s", (int)def->name.size, def->name.at,
			       must);
	if (dropped)
		drop_note(keeping, def->id);
	/* nothing of it was an option: the field stays as it was */
	if (!dropped || (buffer.size && !text_is(buffer_text(&buffer), "[]")))
		kept->json = buffer_text(&buffer);
}

static void keeping_open(struct call *call, struct text before, const struct json *sent,
			 struct keeping *out)
{
	const struct json *list = NULL;
	struct text why;

	if (before.size)
		json_read(call->arena, before, &list, &why);
	*out = (struct keeping){ .at = arena_take(call->arena,
						  ((list ? list->count : 0) + sent->count + 1) *
							  sizeof *out->at) };
	for (const struct json *item = json_first(list); item; item = json_after(list, item))
		out->at[out->count++] = (struct kept){
			.id = json_text(json_get(item, "id")),
			.json = json_source(call->arena, json_get(item, "value")),
		};
	out->dropped = buffer_open(call->arena, DROPPED_MAX + 64);
}

static enum err keeping_text(struct call *call, const struct keeping *keeping, struct text *out)
{
	struct buffer buffer = buffer_open(call->arena, VALUE_SIZE_MAX);
	struct json_out o = json_open(&buffer);

	json_list(&o);
	for (size_t i = 0; i < keeping->count; i++) {
		if (keeping->at[i].json.size == 0)
			continue;
		json_map(&o);
		json_key(&o, "id");
		json_put_text(&o, keeping->at[i].id);
		json_key(&o, "value");
		json_put_raw(&o, keeping->at[i].json);
		json_close(&o);
	}
	json_close(&o);
	*out = buffer_text(&buffer);
	return buffer.full ? refuse(call, ERR_LARGE, "The custom fields are too large.") : ERR_OK;
}

enum err field_values_merge(struct call *call, const char *object_key, struct text before,
			    const struct json *sent, struct text *after)
{
	struct field_defs defs;
	struct keeping keeping;
	enum err e = field_defs_load_own(call, text_of(object_key), &defs);

	if (e)
		return e;
	keeping_open(call, before, sent, &keeping);
	for (const struct json *item = json_first(sent); item; item = json_after(sent, item)) {
		const struct field_def *def = def_sent(&defs, object_key, item);
		const struct json *value = value_sent(item);
		struct text name = json_text(json_get(item, "id"));

		if (!def && name.size == 0)
			name = json_text(json_get(item, "key"));
		if (!def && !exact(call))
			drop_note(&keeping, name);
		else if (!def)
			call_violation(call, "custom field %.*s does not exist", (int)name.size,
				       name.at);
		else if (value)
			item_merge(call, def, value, &keeping);
	}
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "The custom fields do not fit.");
	if (keeping.dropped.size)
		call_reply_header(call, "Groundlevel-Not-Kept", buffer_text(&keeping.dropped));
	return keeping_text(call, &keeping, after);
}

struct text field_values_less(struct call *call, struct text list, struct text id)
{
	struct buffer buffer = buffer_open(call->arena, list.size + 16);
	struct json_out out = json_open(&buffer);
	const struct json *values = NULL;
	struct text why;

	json_read(call->arena, list, &values, &why);
	json_list(&out);
	for (const struct json *v = json_first(values); v; v = json_after(values, v))
		if (!text_same(json_text(json_get(v, "id")), id))
			json_put(&out, v);
	json_close(&out);
	return buffer_text(&buffer);
}

/* --- as they are searched --- */

#define SEARCHED_MAX 500 /* bytes of a value */

static enum err value_enter(struct call *call, const struct json *v, int64_t place,
			    const char *insert)
{
	struct text t = json_text(v);
	double number;

	if (json_is(v, JSON_NUMBER) && json_real(v, &number))
		call_set(call, "fieldNumber", (struct value){ .type = VALUE_REAL, .real = number });
	else
		call_set_null(call, "fieldNumber");
	if (json_is(v, JSON_TRUE) || json_is(v, JSON_FALSE))
		t = text_of(json_flag(v) ? "true" : "false");
	t = text_lower(call->arena, text_trim(t));
	if (t.size == 0)
		return ERR_OK;
	if (t.size > SEARCHED_MAX)
		t.size = text_utf8_size((struct text){ t.at, SEARCHED_MAX });
	call_set_text(call, "fieldValue", t);
	call_set_whole(call, "fieldPlace", place);
	return store_do(call, insert);
}

/* A text, number or flag is one row; a list one for each item; a map (files) is not searched. */
static enum err field_enter(struct call *call, const struct json *field, const char *insert)
{
	const struct json *v = json_get(field, "value");
	enum err e = ERR_OK;

	call_set_text(call, "fieldId", json_text(json_get(field, "id")));
	if (!json_is(v, JSON_LIST))
		return value_enter(call, v, 0, insert);
	int64_t place = 0;
	for (const struct json *item = json_first(v); !e && item; item = json_after(v, item))
		e = value_enter(call, item, place++, insert);
	return e;
}

enum err field_values_index(struct call *call, struct text list, const char *insert)
{
	const struct json *fields = NULL;
	struct text why;
	enum err e = json_read(call->arena, list, &fields, &why);

	if (e)
		return refuse(call, ERR_INTERNAL, "Custom fields are kept badly: %.*s",
			      (int)why.size, why.at);
	for (const struct json *f = json_first(fields); !e && f; f = json_after(fields, f))
		e = field_enter(call, f, insert);
	return e;
}
