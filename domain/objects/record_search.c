// SPDX-License-Identifier: Apache-2.0
/*
 * Searching records: `query` looks into the searchable properties of the object ("Buddy", "*bud*",
 * "name:Buddy"), `filters` into any; newest first unless `sort` says otherwise.
 *
 * A page is found by page number (up to the first 10,000) or after the searchAfter of the last
 * record of the page before.  The statement is made here of fixed pieces; what the caller sent is
 * bound.
 *
 * Where many fit, the records are walked in the order asked for until the page is full.  Where few
 * do (the first filters are counted), it begins with those few and puts them in order afterwards.
 */
#include "domain/objects/record_search.h"
#include "platform/store/store.h"
#include "runs.h"

#define DEEP_MAX	   10000 /* rows that a page number may skip */
#define TOTAL_MAX	   50000 /* rows of a filter that are counted */
#define RECORD_FEW_AT_ONCE 500	 /* with so few nothing is looked for that leaves fewer */
#define LAST		   "\xF4\x8F\xBF\xBF" /* sorts after every other letter */

/* --- query --- */

/* "name:Buddy" looks into one property; otherwise all searchable ones. */
static const struct field_def *query_field(struct record_search *s, struct text *query)
{
	const char *colon = memchr(query->at, ':', query->size);
	struct text key;
	const struct field_def *def;

	if (!colon)
		return NULL;
	key = text_trim((struct text){ query->at, (size_t)(colon - query->at) });
	def = record_property_find(s, &key);
	if (def)
		*query = text_trim(
			(struct text){ colon + 1, query->size - (size_t)(colon + 1 - query->at) });
	return def;
}

static void searchable_say(struct record_search *s, const struct field_def *only)
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

/* Under three letters there is no text search: what begins with them, by the index. */
static void short_say(struct record_search *s, const struct field_def *only, struct text query)
{
	struct filter *f = &s->filter;
	struct arena *a = s->call->arena;

	buffer_format(&f->sql,
		      " AND %s.id IN (SELECT v.record_id FROM record_value v"
		      " WHERE v.location_id = :locationId AND v.object_key = :objectKey",
		      s->source->table);
	searchable_say(s, only);
	filter_say(f, " AND v.head >= ");
	filter_bind_text(f, query);
	filter_say(f, " AND v.head < ");
	filter_bind_text(f, text_format(a, "%.*s" LAST, (int)query.size, query.at));
	filter_say(f, ")");
}

/* Does the text search alone leave few? */
static bool few_hits(struct record_search *s)
{
	struct call *call = s->call;
	const char *table = s->source->table;
	struct rows *rows = store_ask_made(
		call, text_format(call->arena,
				  "SELECT count(*) AS hits FROM (SELECT 1 FROM %s"
				  " WHERE %s.location_id || '' = :locationId"
				  " AND FINDS(%s, :needle) LIMIT %d) AS found",
				  table, table, table, RECORD_FEW_MAX + 1));
	bool few = rows_next(rows) && rows_whole(rows, "hits") <= RECORD_FEW_MAX;

	rows_close(rows);
	return few;
}

static void query_say(struct record_search *s)
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
	needle = store_needle(call, bare);
	if (needle.type == VALUE_ABSENT && bare.at == query.at &&
	    !memchr(bare.at, '*', bare.size)) {
		short_say(s, only, bare);
		return;
	}
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
	if (needle.type == VALUE_ABSENT || memchr(bare.at, '*', bare.size))
		return;
	call_set(call, "needle", needle);
	s->few = s->few || few_hits(s);
	buffer_format(&f->sql, " AND FINDS(%s, :needle)", s->source->table);
}

/* --- order --- */

/* The expression of a property in *by. */
static enum err property_order(struct record_search *s, struct buffer *by, struct text field)
{
	const struct field_def *def = record_property_find(s, &field);
	struct filter *f = &s->filter;
	struct buffer sql = f->sql;

	if (!def)
		return refuse(s->call, ERR_BAD, "Invalid field %.*s", (int)field.size, field.at);
	f->sql = *by;
	if (!record_shown_say(s, def, field)) {
		buffer_format(&f->sql,
			      "(SELECT min(v.%s) FROM record_value v WHERE v.record_id = %s.id"
			      " AND v.location_id = :locationId AND v.field_key = ",
			      record_property_numbered(def) ? "number" : "value", s->source->table);
		filter_bind_text(f, field);
		filter_say(f, ")");
	}
	*by = f->sql;
	f->sql = sql;
	return ERR_OK;
}

static bool field_is_kept(struct record_search *s, struct text field)
{
	bool updated = text_is(field, "updatedAt") || text_is(field, "dateUpdated");

	if (updated)
		s->order = s->source->updated;
	else if (text_is(field, "createdAt") || text_is(field, "dateAdded"))
		s->order = s->source->created;
	else
		return false;
	return true;
}

/* One sort: of many it is said where they are put in order; of few it has a name beside their ids.
 */
static enum err sort_read(struct record_search *s, struct buffer *by, struct text field,
			  size_t count)
{
	struct buffer *expression = s->few ? &s->sorts : by;
	enum err e = ERR_OK;

	if (s->few)
		buffer_add(&s->sorts, TEXT(", "));
	if (field_is_kept(s, field)) {
		buffer_add(expression, text_of(s->order));
	} else {
		s->keyed = false;
		e = property_order(s, expression, field);
	}
	if (s->few) {
		buffer_format(&s->sorts, " AS sort_%zu", count);
		buffer_format(by, "sort_%zu", count);
	}
	return e;
}

static enum err order_read(struct record_search *s)
{
	const struct json *sort = json_get(s->call->json, "sort");
	struct buffer by = buffer_open(s->call->arena, 16 << 10);
	enum err e = ERR_OK;
	size_t count = 0;

	s->sorts = buffer_open(s->call->arena, 16 << 10);
	s->order = s->source->created;
	s->keyed = true;
	for (const struct json *v = json_first(sort); v && !e; v = json_after(sort, v)) {
		s->ascending = !text_is(json_text(json_get(v, "direction")), "desc");
		e = sort_read(s, &by, json_text(json_get(v, "field")), count++);
		buffer_add(&by, s->ascending ? TEXT(" ASC, ") : TEXT(" DESC, "));
	}
	s->keyed = s->keyed && count <= 1;
	if (count == 0) {
		e = sort_read(s, &by, TEXT("createdAt"), 0);
		buffer_add(&by, TEXT(" DESC, "));
	}
	buffer_format(&by, "%s.id %s", s->source->table, s->ascending ? "ASC" : "DESC");
	s->order_by = buffer_text(&by);
	return e;
}

/* After the record whose [milliseconds, id] was sent. */
static enum err after_say(struct record_search *s)
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

/* Whose records; where few fit, spelled so that no index begins with it. */
static const char *table_condition(struct record_search *s)
{
	bool business = s->source->object_key != NULL;

	if (s->few)
		return business ? "business.location_id || '' = :locationId"
				: "record.location_id || '' = :locationId"
				  " AND record.object_key || '' = :objectKey";
	return business ? "business.location_id = :locationId"
			: "record.location_id = :locationId AND record.object_key = :objectKey";
}

#define AFTER "'[' || %s || ',\"' || %s.id || '\"]'"

static void columns_say(struct record_search *s, struct buffer *sql)
{
	buffer_format(sql,
		      "SELECT %s, owner AS owners, " AFTER " AS search_after, " AFTER " AS sort",
		      s->source->columns, s->order, s->source->table, s->order, s->source->table);
}

static struct text condition_of(struct record_search *s)
{
	return text_format(s->call->arena, "%s%.*s", table_condition(s),
			   (int)buffer_text(&s->filter.sql).size, buffer_text(&s->filter.sql).at);
}

/* Row by row until the page is full. */
static struct text walk_of(struct record_search *s)
{
	struct buffer sql = buffer_open(s->call->arena, 2 * FILTER_SQL_MAX);

	columns_say(s, &sql);
	buffer_format(&sql, " FROM %s /* grows: a walk, until the page is full */ WHERE ",
		      s->source->table);
	buffer_add(&sql, condition_of(s));
	buffer_format(&sql, " ORDER BY %.*s LIMIT :pageLimit OFFSET :skip", (int)s->order_by.size,
		      s->order_by.at);
	return buffer_text(&sql);
}

/* Of few, those of the page, whose ids are known in their order. */
static struct text page_of(struct record_search *s)
{
	struct buffer sql = buffer_open(s->call->arena, FILTER_SQL_MAX);
	const char *table = s->source->table;

	columns_say(s, &sql);
	buffer_format(&sql,
		      " FROM json_each(:hits) AS hit CROSS JOIN %s WHERE %s.id = hit.value"
		      " AND (%s.location_id || '') = :locationId"
		      " ORDER BY CAST(hit.key AS INTEGER)",
		      table, table, table);
	return buffer_text(&sql);
}

/* All ids of a few, in their order: those of the page are kept, all are counted. */
static int64_t hits_take(struct record_search *s, int64_t skip, int64_t limit)
{
	struct call *call = s->call;
	struct buffer sql = buffer_open(call->arena, 2 * FILTER_SQL_MAX);
	struct buffer list = buffer_open(call->arena, (size_t)limit * 32 + 16);
	struct json_out ids = json_open(&list);
	int64_t count = 0;

	buffer_format(
		&sql, "SELECT %s.id AS hit_id%.*s FROM %s /* grows: the few that fit */ WHERE ",
		s->source->table, (int)s->sorts.size, buffer_text(&s->sorts).at, s->source->table);
	buffer_add(&sql, condition_of(s));
	buffer_format(&sql, " ORDER BY %.*s", (int)s->order_by.size, s->order_by.at);
	struct rows *rows = store_ask_made(call, buffer_text(&sql));
	json_list(&ids);
	for (; rows_next(rows); count++)
		if (count >= skip && count < skip + limit)
			json_put_text(&ids, rows_text(rows, "hit_id"));
	json_close(&ids);
	rows_close(rows);
	call_set_text(call, "hits", buffer_text(&list));
	return count;
}

/* How many of a few fit; -1: not known. */
static int64_t records_put(struct record_search *s)
{
	struct call *call = s->call;
	const struct shape *shape = catalogue_shape(call->app->catalogue, TEXT("RecordFound"));
	int64_t limit = call_whole(call, "pageLimit", 20);
	int64_t skip = (call_whole(call, "page", 1) - 1) * limit;
	int64_t found = s->few ? hits_take(s, skip, limit) : -1;
	struct rows *rows = NULL;

	call_set_whole(call, "skip", skip);
	if (!s->few || found > skip)
		rows = store_ask_made(call, s->few ? page_of(s) : walk_of(s));
	json_key(&call->out, "records");
	json_list(&call->out);
	while (rows && rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, shape);
		json_close(&call->out);
	}
	json_close(&call->out);
	if (rows)
		rows_close(rows);
	return found;
}

/* All records have a counter; what a filter leaves is counted, up to a limit. */
static int64_t total_of(struct record_search *s, struct text condition)
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
	buffer_format(&sql, "SELECT count(*) AS total FROM (SELECT 1 FROM %s%s WHERE %s",
		      s->source->table, s->few ? "" : " /* grows: a walk, to TOTAL_MAX */",
		      table_condition(s));
	buffer_add(&sql, condition);
	buffer_format(&sql, " LIMIT %d) AS found", TOTAL_MAX);
	rows = store_ask_made(call, buffer_text(&sql));
	if (rows_next(rows))
		total = rows_whole(rows, "total");
	rows_close(rows);
	return total;
}

static bool is_by_id(const struct json *filter)
{
	return text_is(json_text(json_get(filter, "field")), "id") &&
	       text_is(json_text(json_get(filter, "operator")), "eq");
}

/* The first filter that leaves few says so in a condition of its own; one that the text search
 * knows as a whole value has been counted there. */
static void lead_say(struct record_search *s, const struct json *filters, bool counted)
{
	const struct json *v = json_first(filters);
	bool exact = s->filter.exact;

	while (v && !is_by_id(v) &&
	       !((!counted || record_is_numbered(s, v)) && record_few_by(s, v)))
		v = json_after(filters, v);
	s->filter.exact = exact;
	if (!v || s->call->err)
		return;
	s->few = s->leads = true;
	filter_say(&s->filter, " AND ");
	filter_one(&s->filter, v);
	s->leads = false;
}

/* The filters once more, without what the text search says of them exactly. */
static void filters_again(struct record_search *s, const struct json *filters)
{
	s->filter.sql = s->bare.sql;
	s->filter.value_count = s->bare.value_count;
	s->filter.skips = true;
	filter_add(&s->filter, filters);
	s->filter.skips = false;
}

/* Begins with what leaves few: what the text search knows of the filters, or the first of them that
 * does; or with the former, too, when all have to be put in order anyway. */
static void few_say(struct record_search *s, const struct json *filters)
{
	const struct json *sort = json_get(s->call->json, "sort");
	bool sorts = json_is(sort, JSON_LIST) && sort->count > 0;
	const char *table = s->source->table;
	struct text tree = s->filter.leaf;
	int64_t n = -1;

	if (s->few)
		return;
	if (tree.size)
		n = store_narrowed(s->call, table, tree, sorts ? INT64_MAX : RECORD_FEW_MAX + 1);
	if (n < 0 || n > RECORD_FEW_AT_ONCE)
		lead_say(s, filters, n >= 0);
	if (s->few || n < 0 || (n > RECORD_FEW_MAX && !sorts))
		return;
	s->few = true;
	filters_again(s, filters);
	buffer_format(&s->filter.sql,
		      store_is_held(s->call) ? " AND AMONG(%s, :held)"
					     : " AND NARROWS(%s, :narrow)",
		      table);
}

enum err record_search(struct call *call)
{
	struct record_search s = {
		.call = call,
	};
	enum err e = record_object_need(call, call_text(call, "schemaKey"), &s.object);
	const struct json *filters;
	struct text condition;
	int64_t total;

	if (!e)
		e = field_defs_load(call, s.object.key, &s.defs);
	if (e)
		return e;
	s.source = record_source_of(s.object.key);
	filter_open(&s.filter, call);
	s.filter.owner = &s;
	s.filter.find = record_place_find;
	s.filter.narrows = true;
	filters = json_get(call->json, "filters");
	query_say(&s);
	s.bare = s.filter;
	e = call->err ? call->err : filter_add(&s.filter, filters);
	if (e)
		return e;
	few_say(&s, filters);
	condition = text_copy(call->arena, buffer_text(&s.filter.sql));
	e = order_read(&s);
	if (!e)
		e = after_say(&s);
	if (e)
		return e;
	if ((call_whole(call, "page", 1) - 1) * call_whole(call, "pageLimit", 20) >= DEEP_MAX)
		return refuse(call, ERR_BAD, "Use searchAfter beyond %d records", DEEP_MAX);
	total = records_put(&s);
	if (total < 0 || json_get(call->json, "searchAfter"))
		total = total_of(&s, condition);
	json_key(&call->out, "total");
	json_put_whole(&call->out, total < TOTAL_MAX || !condition.size ? total : TOTAL_MAX);
	return call->err;
}
