// SPDX-License-Identifier: Apache-2.0
/*
 * Where the search of records finds things: the tables of records, the place of each field that a
 * filter may name, and whether a filter leaves few.
 */
#include "domain/objects/record_search.h"
#include "platform/store/store.h"

#include <assert.h>

static const struct record_source sources[] = {
	{ "business", "business",
	  "business.id, business.owner, business.followers, business.properties,"
	  " business.created_at, business.updated_at, business.location_id,"
	  " :objectId AS object_id, 'business' AS object_key, business.created_by,"
	  " business.updated_by AS last_updated_by",
	  "business.created_at", "business.updated_at" },
	{ NULL, "record",
	  "record.id, record.owner, record.followers, record.properties,"
	  " record.date_added AS created_at, record.date_updated AS updated_at,"
	  " record.location_id, record.object_id, record.object_key, record.created_by,"
	  " record.last_updated_by",
	  "record.date_added", "record.date_updated" },
};

const struct record_source *record_source_of(struct text object_key)
{
	const struct record_source *s = sources;

	while (s->object_key && !text_is(object_key, s->object_key))
		s++;
	return s;
}

/* A column of the record itself. */
static const char *column(struct record_search *s, const char *name)
{
	struct arena *a = s->call->arena;

	return text_c(a, text_format(a, "%s.%s", s->source->table, name));
}

enum err record_object_need(struct call *call, struct text name, struct object *out)
{
	enum err e = object_need(call, name, out);

	if (!e && out->standard && !text_is(out->key, "business"))
		e = refuse(call, ERR_BAD, "Supported objects are business and custom objects");
	return e;
}

/* --- fields --- */

const struct field_def *record_property_find(struct record_search *s, struct text *key)
{
	if (text_starts(*key, "properties."))
		*key = (struct text){ key->at + 11, key->size - 11 };
	return field_defs_find(&s->defs, *key);
}

/* Its values are compared by record_value.number. */
bool record_property_numbered(const struct field_def *def)
{
	struct text type = text_of(def->type->name);

	return text_is(type, "NUMERICAL") || text_is(type, "MONETORY") || text_is(type, "DATE");
}

bool record_is_numbered(struct record_search *s, const struct json *filter)
{
	struct text key = json_text(json_get(filter, "field"));
	const struct field_def *def = record_property_find(s, &key);

	return def && record_property_numbered(def);
}

bool record_shown_say(struct record_search *s, const struct field_def *def, struct text key)
{
	static const char *const single[] = { "TEXT",  "LARGE_TEXT", "TIME",
					      "PHONE", "EMAIL",	     "SINGLE_OPTIONS",
					      "RADIO", "NUMERICAL",  "MONETORY" };
	struct filter *f = &s->filter;
	bool is = false;

	for (size_t i = 0; i < sizeof(single) / sizeof(*single); i++)
		is = is || !strcmp(def->type->name, single[i]);
	if (!is || s->source->object_key)
		return false;
	filter_say(f, record_property_numbered(def) ? "shown_number(record.properties, "
						    : "fold(shown(record.properties, ");
	filter_bind_text(f, key);
	filter_say(f, record_property_numbered(def) ? ")" : "))");
	return true;
}

/* Where the record's own text says it, no side table is asked. */
static bool own_place(struct record_search *s, struct text key, const struct field_def *def,
		      struct filter_place *out)
{
	struct filter *f = &s->filter;
	struct buffer sql = f->sql;

	f->sql = buffer_open(s->call->arena, 256);
	bool own = !s->leads && !s->probes && record_shown_say(s, def, key);
	struct text column = buffer_text(&f->sql);
	f->sql = sql;
	if (!own)
		return false;
	*out = (struct filter_place){ .kind = FILTER_NUMBER,
				      .column = text_c(s->call->arena, column) };
	if (record_property_numbered(def))
		return true;
	out->kind = FILTER_FOLDED;
	out->finds = s->source->table;
	out->value = "facets";
	out->value_list = true;
	out->value_head = record_facet_head(s->call->arena, s->object.key, key);
	return true;
}

static bool side_place(struct record_search *s, struct text key, const struct field_def *def,
		       struct filter_place *out)
{
	struct filter *f = &s->filter;
	struct buffer side = buffer_open(s->call->arena, 1024), sql = f->sql;

	/* only one leads to its records; of the others, a record's own key leads to its values */
	if (s->leads)
		buffer_format(&side,
			      "%s.id IN (SELECT v.record_id FROM record_value v"
			      " WHERE v.object_key = :objectKey AND v.location_id",
			      s->source->table);
	else
		buffer_format(&side,
			      "EXISTS (SELECT 1 FROM record_value v WHERE v.record_id = %s.id"
			      " AND v.location_id",
			      s->source->table);
	f->sql = side;
	filter_say(f, " = :locationId AND v.field_key = ");
	filter_bind_text(f, key);
	filter_say(f, " AND ");
	out->side = buffer_text(&f->sql);
	f->sql = sql;
	out->kind = FILTER_FOLDED;
	out->column = "v.value";
	out->head = "v.head";
	out->heads_only = s->leads;
	out->finds = s->source->table;
	out->value = "facets";
	out->value_list = true;
	out->value_head = record_facet_head(s->call->arena, s->object.key, key);
	if (record_property_numbered(def)) {
		out->kind = text_is(text_of(def->type->name), "DATE") ? FILTER_DAY : FILTER_NUMBER;
		out->column = "v.number";
		out->head = out->finds = out->value = NULL;
	}
	return true;
}

static bool relation_place(struct record_search *s, struct filter_place *out)
{
	static const struct filter_inside inside[] = {
		{ "associationId", "x.association_id" },
		{ "relationId", "x.id" },
		{ "recordId", "x.other" },
	};

	*out = (struct filter_place){
		.kind = FILTER_TEXT,
		.column = "x.id",
		.side = text_format(
			s->call->arena,
			"EXISTS (SELECT 1 FROM (SELECT id, association_id,"
			" first_record_id AS one, second_record_id AS other FROM relation"
			" WHERE location_id = :locationId"
			" UNION ALL SELECT id, association_id, second_record_id,"
			" first_record_id FROM relation"
			" WHERE location_id = :locationId) x WHERE x.one = %s.id AND ",
			s->source->table),
		.nested_only = true,
		.inside = inside,
		.inside_count = sizeof inside / sizeof inside[0],
	};
	return true;
}

bool record_place_find(struct filter *f, struct text field, struct filter_place *out)
{
	struct record_search *s = f->owner;
	const struct field_def *def;

	if (text_is(field, "relations"))
		return relation_place(s, out);
	if (text_is(field, "id")) {
		out->column = column(s, "id");
		return true;
	}
	if (text_is(field, "owner") || text_is(field, "followers")) {
		out->column = column(s, text_is(field, "owner") ? "owner" : "followers");
		return true;
	}
	out->kind = FILTER_INSTANT;
	out->column = s->source->created;
	if (text_is(field, "createdAt") || text_is(field, "dateAdded"))
		return true;
	out->column = s->source->updated;
	if (text_is(field, "updatedAt") || text_is(field, "dateUpdated"))
		return true;
	def = record_property_find(s, &field);
	return def && (own_place(s, field, def, out) || side_place(s, field, def, out));
}

struct filter *record_filter(struct call *call, struct text object, const char **table)
{
	struct record_search *s = arena_take(call->arena, sizeof(*s));

	*s = (struct record_search){ .call = call };
	if (record_object_need(call, object, &s->object) ||
	    field_defs_load(call, s->object.key, &s->defs))
		return NULL;
	s->source = record_source_of(s->object.key);
	*table = s->source->table;
	filter_open(&s->filter, call);
	s->filter.owner = s;
	s->filter.find = record_place_find;
	return &s->filter;
}

/* --- few or many --- */

/* What a side says of the values after the words of the location. */
static struct text probe_condition(struct text side)
{
	const char *words = ":locationId AND ";
	const char *at = memmem(side.at, side.size, words, strlen(words));

	assert(at);
	at += strlen(words);
	return (struct text){ at, side.size - (size_t)(at - side.at) };
}

/* The place of a property as the side table itself, kept apart from the record. */
static bool probe_find(struct filter *f, struct text field, struct filter_place *out)
{
	struct record_search *s = f->owner;
	s->probes = true;
	bool found = record_place_find(f, field, out);
	s->probes = false;

	s->probe = out->side;
	out->side = (struct text){ 0 };
	out->finds = NULL;
	out->heads_only = true;
	return found;
}

/* Does this filter alone leave few? */
bool record_few_by(struct record_search *s, const struct json *filter)
{
	static const char *const narrow[] = { "eq",  "contains_set", "range", "gt",
					      "gte", "lt",	     "lte" };
	struct text name = json_text(json_get(filter, "operator"));
	struct text field = json_text(json_get(filter, "field"));
	struct buffer whole = buffer_open(s->call->arena, FILTER_SQL_MAX), kept = s->filter.sql;
	struct filter *f = &s->filter;
	struct rows *rows;
	bool positive = false, few = false;

	for (size_t i = 0; i < sizeof narrow / sizeof narrow[0]; i++)
		positive |= text_is(name, narrow[i]);
	if (!positive || !record_property_find(s, &field))
		return false;
	f->sql = buffer_open(s->call->arena, FILTER_SQL_MAX);
	f->find = probe_find;
	if (!filter_one(f, filter)) {
		buffer_add(&whole, TEXT("/* grows: to RECORD_FEW_MAX rows */"
					" SELECT count(*) AS few_count FROM (SELECT 1 FROM"
					" record_value v WHERE v.location_id = :locationId"
					" AND v.object_key = :objectKey AND "));
		buffer_add(&whole, probe_condition(s->probe));
		buffer_add(&whole, buffer_text(&f->sql));
		buffer_format(&whole, " LIMIT %d) AS few", RECORD_FEW_MAX + 1);
		rows = store_ask_made(s->call, buffer_text(&whole));
		few = rows_next(rows) && rows_whole(rows, "few_count") <= RECORD_FEW_MAX;
		rows_close(rows);
	}
	f->sql = kept;
	f->find = record_place_find;
	return few;
}
