// SPDX-License-Identifier: Apache-2.0
/*
 * Searching records: `query` looks into the searchable properties of the object ("Buddy", "*bud*",
 * "name:Buddy"), `filters` into any; newest first unless `sort` says otherwise.
 *
 * A page is found by page number (up to the first 10,000) or after the searchAfter of the last
 * record of the page before.  The statement is made here of fixed pieces; what the caller sent is
 * bound.
 */
#include "crm/crm.h"
#include "crm/filter.h"
#include "crm/records.h"
#include "store/store.h"

#define DEEP_MAX 10000 /* rows that a page number may skip */

/* Where the records of an object are: custom objects share one table. */
static const struct source {
	const char *object_key; /* NULL: all others */
	const char *table, *columns, *created, *updated;
} sources[] = {
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

struct search {
	struct call *call;
	struct object object;
	struct field_defs defs;
	const struct source *source;
	struct filter filter; /* its text is the condition */
	const char *order;    /* column of the first sort */
	bool ascending;
	bool keyed; /* the order is by a column, so searchAfter works */
	struct text order_by;
};

/* A column of the record itself. */
static const char *column(struct search *s, const char *name)
{
	struct arena *a = s->call->arena;

	return text_c(a, text_format(a, "%s.%s", s->source->table, name));
}

/* --- fields --- */

static const struct field_def *property_find(struct search *s, struct text *key)
{
	if (text_starts(*key, "properties."))
		*key = (struct text){ key->at + 11, key->size - 11 };
	return field_defs_find(&s->defs, *key);
}

/* Its values are compared by record_value.number. */
static bool numbered(const struct field_def *def)
{
	struct text type = text_of(def->type->name);

	return text_is(type, "NUMERICAL") || text_is(type, "MONETORY") || text_is(type, "DATE");
}

static bool side_place(struct search *s, struct text key, const struct field_def *def,
		       struct filter_place *out)
{
	struct filter *f = &s->filter;
	struct buffer side = buffer_open(s->call->arena, 1024), sql = f->sql;

	buffer_format(&side,
		      "%s.id IN (SELECT v.record_id FROM record_value v"
		      " WHERE v.location_id = :locationId AND v.object_key = :objectKey"
		      " AND v.field_key = ",
		      s->source->table);
	f->sql = side;
	filter_bind_text(f, key);
	filter_say(f, " AND ");
	out->side = buffer_text(&f->sql);
	f->sql = sql;
	out->kind = FILTER_FOLDED;
	out->column = "v.value";
	out->head = "v.head";
	out->finds = s->source->table;
	if (numbered(def)) {
		out->kind = text_is(text_of(def->type->name), "DATE") ? FILTER_INSTANT
								      : FILTER_NUMBER;
		out->column = "v.number";
		out->head = out->finds = NULL;
	}
	return true;
}

static bool relation_place(struct search *s, struct filter_place *out)
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

static bool place_find(struct filter *f, struct text field, struct filter_place *out)
{
	struct search *s = f->owner;
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
	def = property_find(s, &field);
	return def && side_place(s, field, def, out);
}

/* --- query --- */

/* "name:Buddy" looks into one property; otherwise all searchable ones. */
static const struct field_def *query_field(struct search *s, struct text *query)
{
	const char *colon = memchr(query->at, ':', query->size);
	struct text key;
	const struct field_def *def;

	if (!colon)
		return NULL;
	key = text_trim((struct text){ query->at, (size_t)(colon - query->at) });
	def = property_find(s, &key);
	if (def)
		*query = text_trim(
			(struct text){ colon + 1, query->size - (size_t)(colon + 1 - query->at) });
	return def;
}

static void searchable_say(struct search *s, const struct field_def *only)
{
	struct filter *f = &s->filter;
	const struct json *list = NULL;
	size_t prefix = s->object.key.size + 1;
	struct text why;

	filter_say(f, " AND v.field_key IN (''");
	if (only) {
		filter_say(f, ", ");
		filter_bind_text(f, only->key);
	} else if (s->object.searchable.size) {
		json_read(s->call->arena, s->object.searchable, &list, &why);
	}
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (v->text.size <= prefix)
			continue;
		filter_say(f, ", ");
		filter_bind_text(f, (struct text){ v->text.at + prefix, v->text.size - prefix });
	}
	filter_say(f, ")");
}

static void query_say(struct search *s)
{
	struct call *call = s->call;
	struct filter *f = &s->filter;
	struct text query = text_trim(call_text(call, "query")), bare, pattern;
	const struct field_def *only;
	struct value needle;

	if (query.size == 0)
		return;
	only = query_field(s, &query);
	query = text_lower(call->arena, query);
	bare = query;
	while (bare.size && bare.at[0] == '*')
		bare = (struct text){ bare.at + 1, bare.size - 1 };
	while (bare.size && bare.at[bare.size - 1] == '*')
		bare.size--;
	pattern = filter_pattern(call->arena, query, true);
	if (bare.size == query.size)
		pattern = text_format(call->arena, "%%%.*s%%", (int)pattern.size, pattern.at);
	buffer_format(&f->sql,
		      " AND EXISTS (SELECT 1 FROM record_value v WHERE v.record_id = %s.id"
		      " AND v.location_id = :locationId",
		      s->source->table);
	searchable_say(s, only);
	filter_say(f, " AND v.value LIKE ");
	filter_bind_text(f, pattern);
	filter_say(f, " ESCAPE '\\')");
	if (memchr(bare.at, '*', bare.size))
		return;
	needle = store_needle(call, bare);
	if (needle.type == VALUE_ABSENT)
		return;
	call_set(call, "needle", needle);
	buffer_format(&f->sql, " AND FINDS(%s, :needle)", s->source->table);
}

/* --- order --- */

static enum err property_order(struct search *s, struct buffer *by, struct text field)
{
	const struct field_def *def = property_find(s, &field);
	struct filter *f = &s->filter;
	struct buffer sql = f->sql;

	if (!def)
		return refuse(s->call, ERR_BAD, "Invalid field %.*s", (int)field.size, field.at);
	f->sql = *by;
	buffer_format(&f->sql,
		      "(SELECT min(v.%s) FROM record_value v WHERE v.record_id = %s.id"
		      " AND v.location_id = :locationId AND v.field_key = ",
		      numbered(def) ? "number" : "value", s->source->table);
	filter_bind_text(f, field);
	filter_say(f, ")");
	*by = f->sql;
	f->sql = sql;
	return ERR_OK;
}

static enum err order_read(struct search *s)
{
	const struct json *sort = json_get(s->call->json, "sort");
	struct buffer by = buffer_open(s->call->arena, 16 << 10);
	enum err e = ERR_OK;
	size_t count = 0;

	s->order = s->source->created;
	s->keyed = true;
	for (const struct json *v = json_first(sort); v && !e; v = json_after(sort, v)) {
		struct text field = json_text(json_get(v, "field"));
		bool ascending = !text_is(json_text(json_get(v, "direction")), "desc");
		bool updated = text_is(field, "updatedAt") || text_is(field, "dateUpdated");

		if (updated || text_is(field, "createdAt") || text_is(field, "dateAdded")) {
			s->order = updated ? s->source->updated : s->source->created;
			buffer_add(&by, text_of(s->order));
		} else {
			s->keyed = false;
			e = property_order(s, &by, field);
		}
		buffer_add(&by, ascending ? TEXT(" ASC, ") : TEXT(" DESC, "));
		s->ascending = ascending;
		count++;
	}
	s->keyed = s->keyed && count <= 1;
	if (count == 0)
		buffer_format(&by, "%s DESC, ", s->order);
	buffer_format(&by, "%s.id %s", s->source->table, s->ascending ? "ASC" : "DESC");
	s->order_by = buffer_text(&by);
	return e;
}

/* After the record whose [milliseconds, id] was sent. */
static enum err after_say(struct search *s)
{
	const struct json *after = json_get(s->call->json, "searchAfter");
	const struct json *ms = json_first(after), *id = ms ? json_after(after, ms) : NULL;
	struct value at = { .type = VALUE_WHOLE };

	if (!json_is(after, JSON_LIST) || after->count == 0)
		return ERR_OK;
	if (!text_whole(json_text(ms), &at.whole) || !json_is(id, JSON_TEXT))
		return refuse(s->call, ERR_BAD, "searchAfter is not one that a search has given");
	if (!s->keyed)
		return refuse(s->call, ERR_BAD,
			      "searchAfter works with the sort by createdAt or updatedAt only");
	buffer_format(&s->filter.sql, " AND (%s, %s.id) %s (", s->order, s->source->table,
		      s->ascending ? ">" : "<");
	filter_bind(&s->filter, at);
	filter_say(&s->filter, ", ");
	filter_bind_text(&s->filter, json_text(id));
	filter_say(&s->filter, ")");
	call_set_whole(s->call, "page", 1);
	return ERR_OK;
}

/* --- the search --- */

static const char *table_condition(struct search *s)
{
	return s->source->object_key ? "" : " AND record.object_key = :objectKey";
}

static void records_put(struct search *s)
{
	struct call *call = s->call;
	struct buffer sql = buffer_open(call->arena, 2 * FILTER_SQL_MAX);
	const struct shape *shape = catalogue_shape(call->catalogue, TEXT("RecordFound"));
	int64_t limit = call_whole(call, "pageLimit", 20);
	struct rows *rows;

	call_set_whole(call, "skip", (call_whole(call, "page", 1) - 1) * limit);
	buffer_format(&sql,
		      "SELECT %s, '[' || %s || ',\"' || %s.id || '\"]' AS search_after FROM %s"
		      " WHERE %s.location_id = :locationId%s",
		      s->source->columns, s->order, s->source->table, s->source->table,
		      s->source->table, table_condition(s));
	buffer_add(&sql, buffer_text(&s->filter.sql));
	buffer_add(&sql, TEXT(" ORDER BY "));
	buffer_add(&sql, s->order_by);
	buffer_add(&sql, TEXT(" LIMIT :pageLimit OFFSET :skip"));
	rows = store_ask_made(call, buffer_text(&sql));
	json_key(&call->out, "records");
	json_list(&call->out);
	while (rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, shape);
		json_close(&call->out);
	}
	json_close(&call->out);
	rows_close(rows);
}

/* All records have a counter; what a filter leaves is counted. */
static int64_t total_of(struct search *s, struct text condition)
{
	struct call *call = s->call;
	struct buffer sql = buffer_open(call->arena, 2 * FILTER_SQL_MAX);
	struct text key = s->object.key;
	struct rows *rows;
	int64_t total = 0;

	if (condition.size == 0)
		return store_counted(call,
				     text_c(call->arena, text_format(call->arena, "record:%.*s",
								     (int)key.size, key.at)));
	buffer_format(&sql, "SELECT count(*) AS total FROM %s WHERE %s.location_id = :locationId%s",
		      s->source->table, s->source->table, table_condition(s));
	buffer_add(&sql, condition);
	rows = store_ask_made(call, buffer_text(&sql));
	if (rows_next(rows))
		total = rows_whole(rows, "total");
	rows_close(rows);
	return total;
}

enum err record_search(struct call *call)
{
	struct search s = { .call = call, .source = &sources[1] };
	enum err e = object_need(call, call_text(call, "schemaKey"), &s.object);
	struct text condition;
	int64_t total;

	if (!e && s.object.standard && !text_is(s.object.key, "business"))
		e = refuse(call, ERR_BAD, "Supported objects are business and custom objects");
	if (!e)
		e = field_defs_load(call, s.object.key, &s.defs);
	if (e)
		return e;
	if (text_is(s.object.key, "business"))
		s.source = &sources[0];
	filter_open(&s.filter, call);
	s.filter.owner = &s;
	s.filter.find = place_find;
	query_say(&s);
	e = filter_add(&s.filter, json_get(call->json, "filters"));
	if (e)
		return e;
	condition = text_copy(call->arena, buffer_text(&s.filter.sql));
	e = order_read(&s);
	if (!e)
		e = after_say(&s);
	if (e)
		return e;
	if ((call_whole(call, "page", 1) - 1) * call_whole(call, "pageLimit", 20) >= DEEP_MAX)
		return refuse(call, ERR_BAD, "Use searchAfter beyond %d records", DEEP_MAX);
	total = total_of(&s, condition);
	records_put(&s);
	json_key(&call->out, "total");
	json_put_whole(&call->out, total);
	return call->err;
}
