// SPDX-License-Identifier: Apache-2.0
/*
 * Search of contacts: filters, free text, sorting, pages.
 *
 * The statement is made from the tables below and from filter.c; what clients send is only ever
 * bound.  Pages go by the last row's own sort values and id (searchAfter); by number only within
 * the first ROWS_MAX rows.
 *
 * A page is found by walking the location in the order asked for, newest first, until it is full:
 * right where many fit.  Where few do (an e-mail, a phone, a rare tag or value: contact_search asks
 * how many) it begins with them instead; so it does with what the text search knows of the filters
 * (NARROWS: names, values of columns, tags, however they are joined).  Of the few, ids come first
 * in their order, counted as they pass; then the rows of the page.
 */
#include "domain/contacts/contact.h"
#include "domain/contacts/contact_places.h"
#include "domain/contacts/contacts.h"

#define ROWS_MAX	10000
#define CONTACT_FEW_MAX 5000
#define SORTS_MAX	3
#define NARROW_MIN	500 /* rows that are sorted sooner than a walk begins */

/* --- sorting, and where a page begins --- */

struct sort {
	const struct search_field *by;
	bool down;
};

struct search {
	struct filter filter;
	struct sort sorts[SORTS_MAX];
	size_t sort_count;
	int64_t limit, offset;
	bool narrowed; /* by filters or free text */
	bool few;      /* the order is made afterwards */
	bool by_id;    /* and the few are known by their ids */
	bool alone;    /* there is one filter */
	bool after;    /* behind a row of the page before */
	int64_t hits;  /* so many fit; -1: not known */
};

static bool sort_whole(const struct sort *sort)
{
	return sort->by->at.kind == FILTER_INSTANT || sort->by->at.kind == FILTER_DAY;
}

static enum err sorts_read(struct call *call, struct search *s)
{
	const struct json *list = json_get(call->json, "sort");

	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct text name = json_text(json_get(v, "field"));
		const struct search_field *by = search_field_find(name);
		if (!by || !by->sort)
			return refuse(call, ERR_BAD, "Invalid field %.*s", (int)name.size, name.at);
		s->sorts[s->sort_count++] = (struct sort){
			.by = by, .down = !text_is(json_text(json_get(v, "direction")), "asc")
		};
	}
	if (s->sort_count == 0)
		s->sorts[s->sort_count++] =
			(struct sort){ .by = search_field_find(TEXT("dateAdded")), .down = true };
	return ERR_OK;
}

/* What it is ordered by, spelled so that no index is tempted to begin there when few fit. */
static const char *sort_text(const struct search *s, size_t i)
{
	const struct sort *sort = &s->sorts[i];

	if (!s->few || !sort_whole(sort))
		return sort->by->sort;
	return text_format(s->filter.call->arena, "%s + 0", sort->by->sort).at;
}

static void sorts_say(struct search *s)
{
	struct buffer *sql = &s->filter.sql;

	buffer_format(sql, " ORDER BY ");
	for (size_t i = 0; i < s->sort_count; i++)
		buffer_format(sql, "%s%s, ", sort_text(s, i), s->sorts[i].down ? " DESC" : "");
	buffer_format(sql, "contact.id%s%s", s->sorts[s->sort_count - 1].down ? " DESC" : "",
		      s->few ? "" : " LIMIT :fetch OFFSET :offset");
}

static bool after_read(const struct sort *sort, const struct json *v, struct value *out)
{
	*out = (struct value){ .type = VALUE_TEXT, .text = json_text(v) };
	if (!sort || !sort_whole(sort))
		return json_is(v, JSON_TEXT);
	out->type = VALUE_WHOLE;
	return json_whole(v, &out->whole);
}

/*
 * One sort:  AND (a, id) < (v, w)                 an index can begin there
 * several:   AND (a < v OR (a = v AND (b > x OR (b = x AND id > w))))
 */
static enum err after_say(struct call *call, struct search *s, const struct json *after)
{
	struct filter *f = &s->filter;
	const struct json *v = json_first(after);
	struct value values[SORTS_MAX + 1];
	size_t count = s->sort_count;

	for (size_t i = 0; i <= count; i++, v = v ? json_after(after, v) : NULL)
		if (!v || !after_read(i < count ? &s->sorts[i] : NULL, v, &values[i]))
			return refuse(call, ERR_BAD, "Invalid searchAfter");
	if (count == 1) {
		buffer_format(&f->sql, " AND (%s, contact.id) %c (", sort_text(s, 0),
			      s->sorts[0].down ? '<' : '>');
		filter_bind(f, values[0]);
		filter_say(f, ", ");
		filter_bind(f, values[1]);
		filter_say(f, ")");
		return ERR_OK;
	}
	for (size_t i = 0; i <= count; i++) {
		const char *by = i < count ? s->sorts[i].by->sort : "contact.id";
		filter_say(f, i == 0 ? " AND (" : " AND (");
		buffer_format(&f->sql, "%s %c ", by,
			      s->sorts[i < count ? i : count - 1].down ? '<' : '>');
		filter_bind(f, values[i]);
		if (i < count) {
			buffer_format(&f->sql, " OR (%s = ", by);
			filter_bind(f, values[i]);
		}
	}
	for (size_t i = 0; i < count; i++)
		filter_say(f, "))");
	filter_say(f, ")");
	return ERR_OK;
}

static enum err page_read(struct call *call, struct search *s, const struct json *after)
{
	int64_t page = call_whole(call, "page", 1);

	s->limit = call_whole(call, "pageLimit", 20);
	s->after = json_is(after, JSON_LIST) && after->count;
	if (s->after)
		return after_say(call, s, after);
	s->offset = (page - 1) * s->limit;
	if (page > ROWS_MAX || s->offset + s->limit > ROWS_MAX)
		return refuse(call, ERR_BAD,
			      "Only the first %d contacts can be reached by page: use searchAfter",
			      ROWS_MAX);
	return ERR_OK;
}

/* --- the statement --- */

/* No more than CONTACT_FEW_MAX rows of this statement (LIMIT :fewMax)?  Counts on up to `most`. */
static bool few_are(struct call *call, const char *sql, int64_t most)
{
	call_set_whole(call, "fewMax", most);
	return store_load(call, sql) &&
	       call_whole(call, "fewCount", CONTACT_FEW_MAX + 1) <= CONTACT_FEW_MAX;
}

static bool few_by_tag(struct call *call, struct search *s, struct text tag)
{
	call_set_text(call, "fewTag", text_lower(call->arena, tag));
	bool few = few_are(call,
			   "SELECT count(*) AS few_count FROM (SELECT 1 FROM contact_tag"
			   " WHERE location_id = :locationId AND tag = :fewTag LIMIT :fewMax)"
			   " AS few",
			   s->alone ? INT64_MAX : CONTACT_FEW_MAX + 1);
	if (s->alone) /* and not counted twice */
		s->hits = call_whole(call, "fewCount", 0);
	if (!few)
		return false;
	filter_say(&s->filter, " AND contact.id IN (SELECT contact_id FROM contact_tag"
			       " WHERE location_id = :locationId AND tag = :fewTag)");
	s->by_id = true;
	return true;
}

static bool few_by_value(struct call *call, struct search *s, const struct field_def *def,
			 struct text value)
{
	call_set_text(call, "fewField", def->id);
	call_set_text(call, "fewValue", text_lower(call->arena, value));
	if (!few_are(call,
		     "SELECT count(*) AS few_count FROM (SELECT 1 FROM contact_field"
		     " WHERE location_id = :locationId AND field_id = :fewField"
		     " AND value = :fewValue AND number IS NULL LIMIT :fewMax) AS few",
		     CONTACT_FEW_MAX + 1))
		return false;
	filter_say(&s->filter, " AND contact.id IN (SELECT contact_id FROM contact_field"
			       " WHERE location_id = :locationId AND field_id = :fewField"
			       " AND value = :fewValue AND number IS NULL)");
	s->by_id = true;
	return true;
}

/* One number, of a statement made here. */
static int64_t made_number(struct call *call, struct text sql)
{
	struct rows *rows = store_ask_made(call, sql);
	int64_t n = rows_next(rows) ? rows_whole(rows, "n") : 0;

	rows_close(rows);
	return n;
}

static bool few_by_number(struct call *call, struct search *s, const struct field_def *def,
			  const struct json *filter)
{
	struct buffer sql = s->filter.sql, rows = buffer_open(call->arena, FILTER_SQL_MAX);

	call_set_text(call, "fewField", def->id);
	call_set_whole(call, "fewMax", CONTACT_FEW_MAX + 1);
	s->filter.sql = buffer_open(call->arena, FILTER_SQL_MAX);
	s->filter.find = search_number_find;
	bool fits = !filter_one(&s->filter, filter);
	buffer_format(&rows, " FROM contact_field WHERE location_id = :locationId"
			     " AND field_id = :fewField AND number IS NOT NULL AND ");
	buffer_add(&rows, buffer_text(&s->filter.sql));
	s->filter.sql = sql;
	s->filter.find = search_place_find;
	if (!fits)
		return false;
	struct text from = buffer_text(&rows);
	bool few = made_number(call, text_format(call->arena,
						 "/* grows: to CONTACT_FEW_MAX rows */ SELECT"
						 " count(*) AS n FROM (SELECT 1%.*s LIMIT :fewMax)"
						 " AS few",
						 (int)from.size, from.at)) <= CONTACT_FEW_MAX;
	if (!few)
		return false;
	buffer_format(&s->filter.sql, " AND contact.id IN (SELECT contact_id%.*s)", (int)from.size,
		      from.at);
	s->by_id = true;
	return true;
}

static bool few_by_custom(struct call *call, struct search *s, struct text name,
			  const struct json *filter)
{
	static const char *const narrow[] = { "eq", "range", "gt", "gte", "lt", "lte" };
	const struct field_def *def = search_custom_find(call, s->filter.owner, name);
	struct text op = json_text(json_get(filter, "operator"));
	const struct json *value = json_get(filter, "value");

	if (!def)
		return false;
	if (!search_custom_number(def))
		return text_is(op, "eq") && json_is(value, JSON_TEXT) &&
		       few_by_value(call, s, def, value->text);
	for (size_t i = 0; i < sizeof(narrow) / sizeof(*narrow); i++)
		if (text_is(op, narrow[i]))
			return few_by_number(call, s, def, filter);
	return false;
}

/* Does this filter alone say that few fit?  Says so in the statement, too. */
static bool few_by(struct call *call, struct search *s, const struct json *filter)
{
	static const char custom[] = "customFields.";
	const struct json *value = json_get(filter, "value");
	struct text field = json_text(json_get(filter, "field"));

	if (text_starts(field, custom)) {
		size_t skip = sizeof(custom) - 1;
		return few_by_custom(call, s, (struct text){ field.at + skip, field.size - skip },
				     filter);
	}
	if (!text_is(json_text(json_get(filter, "operator")), "eq") || !json_is(value, JSON_TEXT))
		return false;
	s->by_id = text_is(field, "id");
	if (text_is(field, "email") || text_is(field, "phone") || s->by_id)
		return true;
	return text_is(field, "tags") && few_by_tag(call, s, value->text);
}

static void few_say(struct call *call, struct search *s, const struct json *filters)
{
	if (!s->narrowed)
		return;
	s->alone = filters->count == 1;
	for (const struct json *v = json_first(filters); v && !s->few; v = json_after(filters, v))
		s->few = few_by(call, s, v);
}

static void query_say(struct call *call, struct search *s)
{
	int64_t total = 0;

	if (text_trim(call_text(call, "query")).size == 0)
		return;
	enum contact_hits hits = contact_query_take(call, &total);
	s->hits = s->narrowed || hits == CONTACT_HITS_SHORT ? -1 : total;
	s->narrowed = true;
	switch (hits) {
	case CONTACT_HITS_FEW:
		s->few = s->by_id = true;
		filter_say(&s->filter, " AND FINDS(contact, :needle)");
		break;
	case CONTACT_HITS_MANY:
		filter_say(&s->filter, " AND contact.find LIKE :likeness ESCAPE '\\'");
		break;
	case CONTACT_HITS_SHORT:
		s->few = s->by_id = true;
		filter_say(&s->filter,
			   " AND contact.id IN (SELECT recent.id FROM"
			   " (SELECT id, find FROM contact WHERE location_id = :locationId"
			   " ORDER BY date_added DESC, id DESC LIMIT 2000 /* grows: to 2000 */)"
			   " AS recent"
			   " WHERE recent.find LIKE :likeness ESCAPE '\\')");
	}
}

/* The tenant; where the ids are known, in a way that no index begins with. */
static const char *tenant_text(const struct search *s)
{
	return s->by_id ? " WHERE (contact.location_id || '') = :locationId"
			: " WHERE contact.location_id = :locationId";
}

#define SHOWN                                                                                      \
	"SELECT contact.*, contact.address1 AS address,"                                           \
	" contact.full_name_lower_case AS contact_name,"                                           \
	" (SELECT b.name FROM business b WHERE b.id = contact.business_id"                         \
	" AND b.location_id = contact.location_id) AS business_name"

static void sort_columns_say(const struct search *s, struct buffer *sql)
{
	for (size_t i = 0; i < s->sort_count; i++)
		buffer_format(sql, ", %s AS sort_%zu", s->sorts[i].by->sort, i);
}

/* Row by row until the page is full. */
static struct text walk_of(const struct search *s, struct text where)
{
	struct buffer sql = buffer_open(s->filter.call->arena, 2 * FILTER_SQL_MAX);

	buffer_format(&sql, SHOWN " /* grows: a walk, until the page is full */");
	sort_columns_say(s, &sql);
	buffer_format(&sql, " FROM contact%s", tenant_text(s));
	buffer_add(&sql, where);
	return buffer_text(&sql);
}

/* Of few, those of the page, whose ids are known. */
static struct text page_of(const struct search *s)
{
	struct buffer sql = buffer_open(s->filter.call->arena, FILTER_SQL_MAX);

	buffer_format(&sql, SHOWN);
	sort_columns_say(s, &sql);
	buffer_format(&sql, " FROM json_each(:hits) AS hit CROSS JOIN contact"
			    " WHERE contact.id = hit.value"
			    " AND (contact.location_id || '') = :locationId"
			    " ORDER BY CAST(hit.key AS INTEGER)");
	return buffer_text(&sql);
}

/* All ids of a few, in their order: those of the page are kept, all are counted. */
static bool hits_take(struct call *call, struct search *s, struct text where)
{
	struct buffer list = buffer_open(call->arena, (size_t)s->limit * 32 + 16);
	struct json_out ids = json_open(&list);
	struct text sql = text_format(
		call->arena,
		"SELECT contact.id AS hit_id FROM contact /* grows: the few that fit */%s%.*s",
		tenant_text(s), (int)where.size, where.at);
	struct rows *rows = store_ask_made(call, sql);
	int64_t count = 0;

	json_list(&ids);
	for (; rows_next(rows); count++)
		if (count >= s->offset && count < s->offset + s->limit)
			json_put_text(&ids, rows_text(rows, "hit_id"));
	json_close(&ids);
	rows_close(rows);
	if (!s->after)
		s->hits = count;
	call_set_text(call, "hits", buffer_text(&list));
	return count > s->offset && !call->err;
}

static void after_put(struct json_out *o, const struct search *s, struct rows *rows)
{
	static const char *const names[SORTS_MAX] = { "sort_0", "sort_1", "sort_2" };

	json_key(o, "searchAfter");
	json_list(o);
	for (size_t i = 0; i < s->sort_count; i++)
		if (sort_whole(&s->sorts[i]))
			json_put_whole(o, rows_whole(rows, names[i]));
		else
			json_put_text(o, rows_text(rows, names[i]));
	json_put_text(o, rows_text(rows, "id"));
	json_close(o);
}

static int64_t found_put(struct call *call, struct search *s)
{
	const struct shape *shape = shape_find(call->op->gives, TEXT("contacts"))->shape;
	struct text where = buffer_text(&s->filter.sql);
	bool any = !s->few || hits_take(call, s, where);
	struct rows *rows = any ? store_ask_made(call, s->few ? page_of(s) : walk_of(s, where))
				: NULL;
	int64_t count = 0;

	json_key(&call->out, "contacts");
	json_list(&call->out);
	for (; rows && rows_next(rows); count++) {
		json_map(&call->out);
		rows_put(rows, shape);
		after_put(&call->out, s, rows);
		json_close(&call->out);
	}
	json_close(&call->out);
	if (rows)
		rows_close(rows);
	return count;
}

static int64_t total_of(struct call *call, const struct search *s, struct text where)
{
	if (!s->narrowed)
		return store_counted(call, "contact");
	if (s->hits >= 0)
		return s->hits;
	return made_number(call, text_format(call->arena,
					     "SELECT count(*) AS n FROM contact%s%.*s"
					     " /* grows: as many as it counts */",
					     tenant_text(s), (int)where.size, where.at));
}

/* Begins with what the text search knows of the filters, unless a walk fills the page sooner: one
 * of n in N fits, so the walk passes N / n for each. */
static void narrow_say(struct call *call, struct search *s, size_t size, size_t values)
{
	bool free_text = text_trim(call_text(call, "query")).size > 0;
	struct text tree = s->filter.leaf;
	int64_t all = store_counted(call, "contact");

	if (!tree.size || s->few)
		return;
	int64_t n = store_narrowed(call, "contact", tree, all);
	if (n < 0)
		return;
	if (s->filter.exact && !free_text)
		s->hits = n;
	bool many = s->filter.exact ? n > NARROW_MIN && n * n > all * s->limit : n > all / 4;
	bool walked = s->sort_count == 1 && s->sorts[0].by->at.kind == FILTER_INSTANT;
	if (many && walked) /* in the order that an index has */
		return;
	/* once more, without what is exactly that */
	s->filter.sql.size = size; /* the text may lie elsewhere by now */
	s->filter.value_count = values;
	s->filter.skips = true;
	filter_add(&s->filter, json_get(call->json, "filters"));
	filter_say(&s->filter, store_is_held(call) ? " AND AMONG(contact, :held)"
						   : " AND NARROWS(contact, :narrow)");
	s->few = s->by_id = true;
}

enum err contact_search(struct call *call)
{
	const struct json *filters = json_get(call->json, "filters");
	struct field_defs defs = { 0 };
	struct search s = { .hits = -1, .narrowed = json_is(filters, JSON_LIST) && filters->count };

	filter_open(&s.filter, call);
	s.filter.find = search_place_find;
	s.filter.narrows = true;
	s.filter.owner = &defs;
	few_say(call, &s, filters);
	query_say(call, &s);
	const size_t size = s.filter.sql.size, values = s.filter.value_count; /* so far */
	enum err e = filter_add(&s.filter, filters);
	if (!e)
		e = sorts_read(call, &s);
	if (!e) {
		s.limit = call_whole(call, "pageLimit", 20);
		narrow_say(call, &s, size, values);
	}
	struct text where = text_copy(call->arena, buffer_text(&s.filter.sql));
	if (!e)
		e = page_read(call, &s, json_get(call->json, "searchAfter"));
	if (e)
		return e;
	sorts_say(&s);
	call_set_whole(call, "fetch", s.limit);
	call_set_whole(call, "offset", s.offset);
	int64_t count = found_put(call, &s);
	/* all of a first page that is not full: nothing to count */
	bool known = s.offset == 0 && count < s.limit && !json_get(call->json, "searchAfter");
	int64_t total = call->err || known ? count : total_of(call, &s, where);
	json_key(&call->out, "total");
	json_put_whole(&call->out, total);
	return call->err;
}
