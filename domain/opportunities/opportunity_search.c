// SPDX-License-Identifier: Apache-2.0
/*
 * The search of opportunities, by its query or by filters in a body: one search, asked in two
 * spellings.
 *
 * The statement is made from the table of places and from filter.c; what clients send is only ever
 * bound.  What it begins with is chosen here and not by the engine, which may have no statistics:
 * one id; a contact's; the few that hold a text, or have a value in a custom field; else, of
 * pipeline, stage, status and person those that are asked for, the one that has the fewest, as the
 * counters know.  A page is then walked in
 * the order asked for until it is full.  First come the ids of the page, then its rows.
 */
#include "domain/opportunities/search.h"

#include "base/time/clock.h"
#include "base/time/zonefile.h"
#include "pure/schedule/schedule.h"

#define FEW_MAX 5000 /* rows with which a search may begin */

/* --- what is asked for --- */

static void lead_take(struct search *s, enum lead lead, struct text value)
{
	struct text *const at[] = {
		[LEAD_PIPELINE] = &s->mix.pipeline, [LEAD_STAGE] = &s->mix.stage,
		[LEAD_STATUS] = &s->mix.status,	    [LEAD_PERSON] = &s->mix.person,
		[LEAD_CONTACT] = &s->contact,	    [LEAD_ID] = &s->id,
	};

	if (lead == LEAD_NONE || lead >= LEAD_CONTACT || at[lead]->size)
		s->counted = false;
	if (lead != LEAD_NONE && !at[lead]->size)
		*at[lead] = value;
}

/* Of filters that all must fit, those by which a search may begin. */
static void filters_look(struct search *s, const struct json *filters)
{
	for (const struct json *v = json_first(filters); v; v = json_after(filters, v)) {
		const struct place *place = opportunity_place(json_text(json_get(v, "field")));
		const struct json *value = json_get(v, "value");

		if (place && text_is(json_text(json_get(v, "operator")), "eq") &&
		    json_is(value, JSON_TEXT) && value->text.size)
			lead_take(s, place->lead, value->text);
		else
			s->counted = false;
	}
}

static void equal_say(struct search *s, const char *field, struct text value)
{
	const struct place *place = opportunity_place(text_of(field));

	if (!value.size)
		return;
	lead_take(s, place->lead, value);
	filter_say(&s->filter, " AND ");
	filter_say(&s->filter, place->at.column);
	filter_say(&s->filter, " = ");
	filter_bind_text(&s->filter, value);
}

static void instant_say(struct search *s, const char *condition, int64_t ms)
{
	s->counted = false;
	filter_say(&s->filter, condition);
	filter_bind(&s->filter, (struct value){ .type = VALUE_WHOLE, .whole = ms });
}

/* mm-dd-yyyy, as the beginning of that day, or of the one after it; false: it is none. */
static bool day_read(struct call *call, struct text t, int after, int64_t *ms)
{
	struct text month, day, zone, bytes, why;
	int64_t m, d, y;
	const struct zone *z;
	int year, mon, dom;

	if (t.size != 10 || !text_split(&t, '-', &month) || !text_split(&t, '-', &day) ||
	    !text_whole(month, &m) || !text_whole(day, &d) || !text_whole(t, &y) || m < 1 ||
	    m > 12 || d < 1 || d > 31 || y < 1970 || y > 9999)
		return false;
	if (!store_load(call, "SELECT timezone AS home_zone FROM location WHERE id = :locationId"))
		return false;
	zone = call_text(call, "homeZone");
	if (zonefile_read(call->arena, zone, &bytes) ||
	    zone_read(call->arena, zone, bytes, &z, &why))
		return false;
	clock_civil(clock_day_number((int)y, (int)m, (int)d) + after, &year, &mon, &dom);
	return !zone_instant(call->arena, z,
			     text_format(call->arena, "%04d-%02d-%02dT00:00:00", year, mon, dom),
			     ms, &why);
}

static void query_look(struct call *call, struct search *s)
{
	struct text status = call_text(call, "status"), country = call_text(call, "country");
	int64_t ms;

	equal_say(s, "id", call_text(call, "id"));
	equal_say(s, "contact_id", call_text(call, "contact_id"));
	equal_say(s, "pipeline_id", call_text(call, "pipeline_id"));
	equal_say(s, "pipeline_stage_id", call_text(call, "pipeline_stage_id"));
	equal_say(s, "assigned_to", call_text(call, "assigned_to"));
	equal_say(s, "status", text_is(status, "all") ? TEXT("") : status);
	if (day_read(call, call_text(call, "date"), 0, &ms))
		instant_say(s, " AND opportunity.created_at >= ", ms);
	if (day_read(call, call_text(call, "endDate"), 1, &ms))
		instant_say(s, " AND opportunity.created_at < ", ms);
	if (call_given(call, "updatedAfter"))
		instant_say(s, " AND opportunity.updated_at > ",
			    call_whole(call, "updatedAfter", 0));
	if (!country.size)
		return;
	s->counted = false;
	filter_say(&s->filter, " AND EXISTS (SELECT 1 FROM contact k"
			       " WHERE k.id = opportunity.contact_id"
			       " AND k.location_id = :locationId AND fold(k.country) = ");
	filter_bind_text(&s->filter, text_lower(call->arena, text_trim(country)));
	filter_say(&s->filter, ")");
}

/* --- what it begins with --- */

#define MIXES 5 /* all together, and each of the four */

/* A text: few hold it, or many, or it is too short for the index of texts. */
static bool text_say(struct call *call, struct search *s, struct text query)
{
	struct value needle = store_needle(call, query);

	s->counted = false;
	call_set(call, "needle", needle);
	call_set(call, "likeness", store_likeness(call, query));
	call_set_whole(call, "hitsMax", FEW_MAX + 1);
	if (needle.type == VALUE_ABSENT) {
		filter_say(&s->filter,
			   " AND opportunity.id IN (SELECT recent.id FROM (SELECT id, find"
			   " FROM opportunity WHERE location_id = :locationId"
			   " ORDER BY created_at DESC, id DESC LIMIT 2000) AS recent"
			   " WHERE recent.find LIKE :likeness ESCAPE '\\')");
		return false;
	}
	if (store_number(call,
			 "SELECT count(*) AS n FROM (SELECT 1 FROM opportunity"
			 " WHERE (location_id || '') = :locationId"
			 " AND FINDS(opportunity, :needle) LIMIT :hitsMax) AS found") > FEW_MAX) {
		filter_say(&s->filter, " AND opportunity.find LIKE :likeness ESCAPE '\\'");
		return false;
	}
	filter_say(&s->filter, " AND FINDS(opportunity, :needle)");
	return true;
}

/* Adds a condition on a custom field again, such that it is begun with; false: too many have it. */
static bool value_say(struct call *call, struct search *s, const struct json *filter)
{
	struct filter *f = &s->filter;
	size_t before = f->sql.size;

	filter_say(f, " AND ");
	f->find = opportunity_lead_find;
	enum err e = filter_one(f, filter);
	f->find = opportunity_place_find;
	struct text condition = { f->sql.at + before, f->sql.size - before };
	struct text sql = text_format(
		call->arena,
		"SELECT count(*) AS n /* grows: up to a limit */ FROM (SELECT 1 FROM opportunity"
		" WHERE (opportunity.location_id || '') = :locationId%.*s LIMIT :hitsMax)"
		" AS found",
		(int)condition.size, condition.at);
	struct rows *rows = e ? NULL : store_ask_made(call, sql);
	bool few = rows && rows_next(rows) && rows_whole(rows, "n") <= FEW_MAX;

	if (rows)
		rows_close(rows);
	if (!few)
		f->sql.size = before;
	return few;
}

/* Of filters that all must fit, one on a value that few have in a custom field. */
static bool field_say(struct call *call, struct search *s)
{
	const struct json *filters = json_get(call->json, "filters");
	bool few = false;

	call_set_whole(call, "hitsMax", FEW_MAX + 1);
	for (const struct json *v = json_first(filters); v && !few; v = json_after(filters, v)) {
		struct text field = json_text(json_get(v, "field"));
		struct text how = json_text(json_get(v, "operator"));

		if (field.size && !opportunity_place(field) &&
		    (text_is(how, "eq") || text_is(how, "range")))
			few = value_say(call, s, v);
	}
	return few;
}

static void begin_say(struct search *s, const char *column, struct text value)
{
	filter_say(&s->filter, " AND opportunity.");
	filter_say(&s->filter, column);
	filter_say(&s->filter, " = ");
	filter_bind_text(&s->filter, value);
}

/* Of those of the mix that are asked for, the one that has the fewest. */
static void rarest_say(struct search *s, const int64_t *counts)
{
	const struct {
		const char *column;
		struct text value;
	} leads[MIXES] = {
		{ NULL, { 0 } },
		{ "pipeline_id", s->mix.pipeline },
		{ "pipeline_stage_id", s->mix.stage },
		{ "status", s->mix.status },
		{ "assigned_to", s->mix.person },
	};
	size_t best = 0;

	for (size_t i = 1; i < MIXES; i++)
		if (leads[i].value.size && (!best || counts[i] < counts[best]))
			best = i;
	if (!best)
		return;
	begin_say(s, leads[best].column, leads[best].value);
	if (best == 2 && s->mix.status.size) /* one index has both */
		begin_say(s, "status", s->mix.status);
}

static void lead_say(struct call *call, struct search *s, struct text query)
{
	bool few = text_trim(query).size && text_say(call, s, query);
	const struct opportunity_mix mixes[MIXES] = { s->mix,
						      { .pipeline = s->mix.pipeline },
						      { .stage = s->mix.stage },
						      { .status = s->mix.status },
						      { .person = s->mix.person } };
	int64_t counts[MIXES];

	s->few = few || s->id.size || s->contact.size;
	if (s->counted || !s->few)
		opportunities_counted(call, mixes, counts, MIXES);
	s->total = s->counted ? counts[0] : -1;
	if (s->id.size)
		begin_say(s, "id", s->id);
	else if (s->contact.size)
		begin_say(s, "contact_id", s->contact);
	else if (few || field_say(call, s))
		s->few = s->hidden = true;
	else
		rarest_say(s, counts);
}

/* --- the statement --- */

/* What is still being taken away is not shown, but counted. */
static struct text statement_of(struct search *s, const char *shown, const char *stands,
				struct text where)
{
	struct buffer sql = buffer_open(s->filter.call->arena, 2 * FILTER_SQL_MAX);

	buffer_format(&sql, "SELECT %s /* grows: a walk, until the page is full */", shown);
	for (size_t i = 0; i < s->sort_count; i++)
		buffer_format(&sql, ", %s AS sort_%zu", search_sort_text(s, i), i);
	buffer_format(&sql, " FROM opportunity WHERE %s = :locationId%s",
		      s->hidden ? "(opportunity.location_id || '')" : "opportunity.location_id",
		      stands);
	buffer_add(&sql, where);
	return buffer_text(&sql);
}

static struct text sort_text(struct call *call, const struct search *s, struct rows *rows)
{
	static const char *const names[SORTS_MAX] = { "sort_0", "sort_1", "sort_2" };
	struct buffer b = buffer_open(call->arena, 8192);
	struct json_out o = json_open(&b);
	struct value v;

	json_list(&o);
	for (size_t i = 0; i < s->sort_count; i++) {
		v.text = rows_text(rows, names[i]);
		if (s->sorts[i].by->at.kind == FILTER_INSTANT)
			json_put_whole(&o, rows_whole(rows, names[i]));
		else if (s->sorts[i].by->at.kind == FILTER_NUMBER && text_real(v.text, &v.real))
			json_put_real(&o, v.real);
		else
			json_put_text(&o, v.text);
	}
	json_put_text(&o, rows_text(rows, "id"));
	json_close(&o);
	return buffer_text(&b);
}

static size_t hits_find(struct call *call, struct search *s, struct hit *hits)
{
	struct rows *rows = store_ask_made(
		call,
		statement_of(s, "opportunity.id", OPPORTUNITY_STANDS, buffer_text(&s->filter.sql)));
	size_t count = 0;

	while (rows_next(rows) && count < (size_t)s->fetch) {
		hits[count++] = (struct hit){
			.id = text_copy(call->arena, rows_text(rows, "id")),
			.sort = sort_text(call, s, rows),
		};
	}
	rows_close(rows);
	return count;
}

/* What all that fit are together, as far as ROWS_MAX: how many, where no counter knows it, and
 * what they are worth. */
static struct text totals_of(struct call *call, struct search *s, struct text where)
{
	struct text sql = statement_of(s, "opportunity.monetary_value AS worth", "", where);
	struct rows *rows = store_ask_made(
		call, text_format(call->arena,
				  "SELECT count(*) AS total, coalesce(sum(worth), 0) AS worth"
				  " FROM (%.*s LIMIT %d) AS fits",
				  (int)sql.size, sql.at, ROWS_MAX + 1));
	struct text worth = TEXT("");
	int64_t total = 0;

	if (rows_next(rows)) {
		total = rows_whole(rows, "total");
		worth = text_copy(call->arena, rows_text(rows, "worth"));
	}
	rows_close(rows);
	if (s->total < 0)
		s->total = total < ROWS_MAX ? total : ROWS_MAX;
	return total > ROWS_MAX ? TEXT("") : worth;
}

/* Sums, where they are asked for; of too many to go through there is none. */
static void aggregations_put(struct call *call, bool sums, struct text worth)
{
	double real;

	json_key(&call->out, "aggregations");
	json_map(&call->out);
	if (sums) {
		json_key(&call->out, "monetaryValue");
		if (text_real(worth, &real))
			json_put_real(&call->out, real);
		else
			json_put_null(&call->out);
	}
	json_close(&call->out);
}

static struct details details_of(struct call *call)
{
	const struct json *sent = json_get(call->json, "additionalDetails");

	return (struct details){
		.notes = call_whole(call, "getNotes", 0) || json_flag(json_get(sent, "notes")),
		.tasks = call_whole(call, "getTasks", 0) || json_flag(json_get(sent, "tasks")),
		.events = call_whole(call, "getCalendarEvents", 0) ||
			  json_flag(json_get(sent, "calendarEvents")),
	};
}

enum err opportunity_search(struct call *call)
{
	bool in_body = call->op->takes != NULL;
	const struct json *filters = json_get(call->json, "filters");
	struct search s = { .counted = true };
	struct hit *hits = arena_take(call->arena, (HITS_MAX + 1) * sizeof(*hits));
	enum err e = ERR_OK;

	filter_open(&s.filter, call);
	s.filter.find = opportunity_place_find;
	s.filter.owner = &s.defs;
	filters_look(&s, filters);
	if (!in_body)
		query_look(call, &s);
	e = filter_add(&s.filter, filters);
	if (!e)
		e = search_order_read(call, &s);
	if (e)
		return e;
	lead_say(call, &s, call_text(call, in_body ? "query" : "q"));
	struct text where = text_copy(call->arena, buffer_text(&s.filter.sql));
	e = search_page_say(call, &s);
	if (e || call->err)
		return e ? e : call->err;
	size_t count = hits_find(call, &s, hits);
	bool more = count == (size_t)s.fetch;
	count -= more;
	if (s.total < 0 && !s.after && !more && (count || !s.offset))
		s.total = s.offset + (int64_t)count;
	bool sums = call_whole(call, "sums", 0) != 0;
	struct text worth = TEXT("");
	if ((s.total < 0 || sums) && !call->err)
		worth = totals_of(call, &s, where);
	e = opportunities_put(call, hits, count, details_of(call));
	if (in_body) {
		json_key(&call->out, "total");
		json_put_whole(&call->out, s.total);
	} else {
		search_meta_put(call, &s, count ? &hits[count - 1] : NULL, more);
	}
	aggregations_put(call, sums, worth);
	return e ? e : call->err;
}
