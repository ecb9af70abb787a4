// SPDX-License-Identifier: Apache-2.0
/*
 * Search of contacts: filters, free text, sorting, pages.
 *
 * The statement is made from the tables below and from filter.c; what clients send is only ever
 * bound.  Pages go by the last row's own sort values and id (searchAfter); by number only within
 * the first ROWS_MAX rows.  Filters on e-mail, phone, dates, tags, custom fields, owner and
 * business have an index; others look through the location.
 */
#include "crm/contact.h"
#include "crm/crm.h"
#include "crm/fields.h"
#include "crm/filter.h"

#define ROWS_MAX  10000
#define TOTAL_MAX 100000 /* hits of filters that are counted */
#define SORTS_MAX 3

#define COLUMN(name) .column = "contact." name

/* field, where it is, and what it is sorted by (NULL: it cannot be) */
static const struct search_field {
	const char *name;
	struct filter_place at;
	const char *sort;
} fields[] = {
	{ "id", { .kind = FILTER_TEXT, COLUMN("id") }, "contact.id" },
	{ "dateAdded", { .kind = FILTER_INSTANT, COLUMN("date_added") }, "contact.date_added" },
	{ "dateUpdated",
	  { .kind = FILTER_INSTANT, COLUMN("date_updated") },
	  "contact.date_updated" },
	{ "dateOfBirth",
	  { .kind = FILTER_INSTANT, COLUMN("date_of_birth") },
	  "coalesce(contact.date_of_birth, 0)" },
	{ "firstName",
	  { .kind = FILTER_FOLDED, COLUMN("first_name_lower_case") },
	  "coalesce(contact.first_name_lower_case, '')" },
	{ "firstNameLowerCase",
	  { .kind = FILTER_FOLDED, COLUMN("first_name_lower_case") },
	  "coalesce(contact.first_name_lower_case, '')" },
	{ "lastName",
	  { .kind = FILTER_FOLDED, COLUMN("last_name_lower_case") },
	  "coalesce(contact.last_name_lower_case, '')" },
	{ "lastNameLowerCase",
	  { .kind = FILTER_FOLDED, COLUMN("last_name_lower_case") },
	  "coalesce(contact.last_name_lower_case, '')" },
	{ "contactName",
	  { .kind = FILTER_FOLDED, COLUMN("full_name_lower_case") },
	  "coalesce(contact.full_name_lower_case, '')" },
	{ "fullNameLowerCase",
	  { .kind = FILTER_FOLDED, COLUMN("full_name_lower_case") },
	  "coalesce(contact.full_name_lower_case, '')" },
	{ "email",
	  { .kind = FILTER_FOLDED, COLUMN("email_lower_case") },
	  "coalesce(contact.email_lower_case, '')" },
	{ "phone", { .kind = FILTER_TEXT, COLUMN("phone") }, "coalesce(contact.phone, '')" },
	{ "companyName",
	  { .kind = FILTER_FOLDED, .column = "lower(contact.company_name)" },
	  "coalesce(lower(contact.company_name), '')" },
	{ "businessName",
	  { .kind = FILTER_FOLDED,
	    .column = "(SELECT lower(b.name) FROM business b WHERE b.id = contact.business_id"
		      " AND b.location_id = contact.location_id)" },
	  NULL },
	{ "businessId", { .kind = FILTER_TEXT, COLUMN("business_id") }, NULL },
	{ "assignedTo", { .kind = FILTER_TEXT, COLUMN("assigned_to") }, NULL },
	{ "address", { .kind = FILTER_FOLDED, .column = "lower(contact.address1)" }, NULL },
	{ "address1", { .kind = FILTER_FOLDED, .column = "lower(contact.address1)" }, NULL },
	{ "city",
	  { .kind = FILTER_FOLDED, .column = "lower(contact.city)" },
	  "coalesce(lower(contact.city), '')" },
	{ "state",
	  { .kind = FILTER_FOLDED, .column = "lower(contact.state)" },
	  "coalesce(lower(contact.state), '')" },
	{ "country",
	  { .kind = FILTER_FOLDED, .column = "lower(contact.country)" },
	  "coalesce(lower(contact.country), '')" },
	{ "postalCode", { .kind = FILTER_FOLDED, .column = "lower(contact.postal_code)" }, NULL },
	{ "website", { .kind = FILTER_FOLDED, .column = "lower(contact.website)" }, NULL },
	{ "timezone", { .kind = FILTER_FOLDED, .column = "lower(contact.timezone)" }, NULL },
	{ "source",
	  { .kind = FILTER_FOLDED, .column = "lower(contact.source)" },
	  "coalesce(lower(contact.source), '')" },
	{ "type", { .kind = FILTER_FOLDED, .column = "lower(contact.type)" }, "contact.type" },
	{ "dnd", { .kind = FILTER_FLAG, .column = "coalesce(contact.dnd, false)" }, NULL },
	{ "validEmail", { .kind = FILTER_FLAG, COLUMN("valid_email") }, NULL },
	{ "tags",
	  { .kind = FILTER_FOLDED,
	    .column = "t.tag",
	    .side = TEXT("contact.id IN (SELECT t.contact_id FROM contact_tag t"
			 " WHERE t.location_id = :locationId AND ") },
	  NULL },
	{ "followers",
	  { .kind = FILTER_TEXT,
	    .column = "a.account_id",
	    .side = TEXT("EXISTS (SELECT 1 FROM account_location a"
			 " WHERE a.location_id = :locationId"
			 " AND contact.followers LIKE '%\"' || a.account_id || '\"%' AND ") },
	  NULL },
};

static const struct search_field *field_find(struct text name)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (text_is(name, fields[i].name))
			return &fields[i];
	return NULL;
}

/* customFields.<id or key>: numbers compare as numbers, all else as folded text. */
static bool custom_find(struct filter *f, struct text name, struct filter_place *out)
{
	struct field_defs *defs = f->owner;
	const struct field_def *def = NULL;

	if (!defs->at && field_defs_load(f->call, TEXT("contact"), defs))
		return false;
	for (size_t i = 0; i < defs->count && !def; i++)
		if (text_same(defs->at[i].id, name) || text_same(defs->at[i].key, name))
			def = &defs->at[i];
	if (!def || def->standard)
		return false;
	bool number = !strcmp(def->type->name, "NUMERICAL") || !strcmp(def->type->name, "MONETORY");
	struct text id = text_format(f->call->arena, "fieldAt%zu", f->value_count);
	call_set_text(f->call, id.at, def->id);
	out->kind = number ? FILTER_NUMBER : FILTER_FOLDED;
	out->column = number ? "c.number" : "c.value";
	out->side = text_format(f->call->arena,
				"contact.id IN (SELECT c.contact_id FROM contact_field c"
				" WHERE c.location_id = :locationId AND c.field_id = :%.*s AND ",
				(int)id.size, id.at);
	return true;
}

/* dndSettings.Email.status: contact_take.c writes the status first in each channel. */
static bool status_find(struct filter *f, const char *column, struct text channel,
			struct filter_place *out)
{
	static const char *const channels[] = { "Call", "Email", "SMS", "WhatsApp",
						"GMB",	"FB",	 "all" };
	static const char *const statuses[] = { "active", "inactive", "permanent" };
	struct buffer b = buffer_open(f->call->arena, 4096);
	const char *known = NULL;

	for (size_t i = 0; i < sizeof(channels) / sizeof(*channels); i++)
		if (text_is(channel, channels[i]))
			known = channels[i];
	if (!known)
		return false;
	buffer_format(&b, "(CASE");
	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
		buffer_format(&b, " WHEN contact.%s LIKE '%%\"%s\":{\"status\":\"%s\"%%' THEN '%s'",
			      column, known, statuses[i], statuses[i]);
	buffer_format(&b, " END)");
	out->kind = FILTER_TEXT;
	out->column = text_c(f->call->arena, buffer_text(&b));
	return true;
}

static bool place_find(struct filter *f, struct text name, struct filter_place *out)
{
	const struct search_field *field = field_find(name);
	struct text head, channel, tail = name;

	if (field) {
		*out = field->at;
		return true;
	}
	if (!text_split(&tail, '.', &head))
		return false;
	if (text_is(head, "customFields"))
		return custom_find(f, tail, out);
	if (!text_split(&tail, '.', &channel) || !text_is(tail, "status"))
		return false;
	if (text_is(head, "dndSettings"))
		return status_find(f, "dnd_settings", channel, out);
	return text_is(head, "inboundDndSettings") &&
	       status_find(f, "inbound_dnd_settings", channel, out);
}

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
};

static bool sort_whole(const struct sort *sort)
{
	return sort->by->at.kind == FILTER_INSTANT;
}

static enum err sorts_read(struct call *call, struct search *s)
{
	const struct json *list = json_get(call->json, "sort");

	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct text name = json_text(json_get(v, "field"));
		const struct search_field *by = field_find(name);
		if (!by || !by->sort)
			return refuse(call, ERR_BAD, "Invalid field %.*s", (int)name.size, name.at);
		s->sorts[s->sort_count++] = (struct sort){
			.by = by, .down = !text_is(json_text(json_get(v, "direction")), "asc")
		};
	}
	if (s->sort_count == 0)
		s->sorts[s->sort_count++] = (struct sort){ .by = field_find(TEXT("dateAdded")),
							   .down = true };
	return ERR_OK;
}

static void sorts_say(struct search *s)
{
	struct buffer *sql = &s->filter.sql;

	buffer_format(sql, " ORDER BY ");
	for (size_t i = 0; i < s->sort_count; i++)
		buffer_format(sql, "%s%s, ", s->sorts[i].by->sort, s->sorts[i].down ? " DESC" : "");
	buffer_format(sql, "contact.id%s LIMIT :fetch OFFSET :offset",
		      s->sorts[s->sort_count - 1].down ? " DESC" : "");
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
		buffer_format(&f->sql, " AND (%s, contact.id) %c (", s->sorts[0].by->sort,
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
	if (json_is(after, JSON_LIST) && after->count)
		return after_say(call, s, after);
	s->offset = (page - 1) * s->limit;
	if (page > ROWS_MAX || s->offset + s->limit > ROWS_MAX)
		return refuse(call, ERR_BAD,
			      "Only the first %d contacts can be reached by page: use searchAfter",
			      ROWS_MAX);
	return ERR_OK;
}

/* --- the statement --- */

static void query_say(struct call *call, struct search *s)
{
	if (text_trim(call_text(call, "query")).size == 0)
		return;
	contact_query_take(call);
	s->narrowed = true;
	if (call_value(call, "needle")->type != VALUE_ABSENT)
		filter_say(&s->filter,
			   " AND contact.id IN (SELECT id FROM contact"
			   " WHERE location_id = :locationId AND FINDS(contact, :needle))");
	else
		filter_say(&s->filter,
			   " AND contact.id IN (SELECT recent.id FROM"
			   " (SELECT id, find FROM contact WHERE location_id = :locationId"
			   " ORDER BY date_added DESC, id DESC LIMIT 10000) AS recent"
			   " WHERE recent.find LIKE :likeness ESCAPE '\\')");
}

static struct text statement_of(struct search *s, struct text where)
{
	struct buffer sql = buffer_open(s->filter.call->arena, 2 * FILTER_SQL_MAX);

	buffer_format(&sql, "SELECT contact.*, contact.address1 AS address,"
			    " contact.full_name_lower_case AS contact_name,"
			    " (SELECT b.name FROM business b WHERE b.id = contact.business_id"
			    " AND b.location_id = contact.location_id) AS business_name");
	for (size_t i = 0; i < s->sort_count; i++)
		buffer_format(&sql, ", %s AS sort_%zu", s->sorts[i].by->sort, i);
	buffer_format(&sql, " FROM contact WHERE contact.location_id = :locationId");
	buffer_add(&sql, where);
	return buffer_text(&sql);
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
	struct rows *rows = store_ask_made(call, statement_of(s, buffer_text(&s->filter.sql)));
	int64_t count = 0;

	json_key(&call->out, "contacts");
	json_list(&call->out);
	for (; rows_next(rows); count++) {
		json_map(&call->out);
		rows_put(rows, shape);
		after_put(&call->out, s, rows);
		json_close(&call->out);
	}
	json_close(&call->out);
	rows_close(rows);
	return count;
}

static int64_t total_of(struct call *call, const struct search *s, struct text where)
{
	int64_t total = 0;

	if (!s->narrowed)
		return store_counted(call, "contact");
	struct text sql = text_format(
		call->arena,
		"SELECT count(*) AS total FROM (SELECT 1 FROM contact"
		" WHERE contact.location_id = :locationId%.*s LIMIT :totalMax) AS hits",
		(int)where.size, where.at);
	call_set_whole(call, "totalMax", TOTAL_MAX);
	struct rows *rows = store_ask_made(call, sql);
	if (rows_next(rows))
		total = rows_whole(rows, "total");
	rows_close(rows);
	return total;
}

enum err contact_search(struct call *call)
{
	const struct json *filters = json_get(call->json, "filters");
	struct field_defs defs = { 0 };
	struct search s = { .narrowed = json_is(filters, JSON_LIST) && filters->count };

	filter_open(&s.filter, call);
	s.filter.find = place_find;
	s.filter.owner = &defs;
	enum err e = filter_add(&s.filter, filters);
	query_say(call, &s);
	struct text where = text_copy(call->arena, buffer_text(&s.filter.sql));
	if (!e)
		e = sorts_read(call, &s);
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
