// SPDX-License-Identifier: Apache-2.0
/*
 * The pages of a search of opportunities: in which order, behind which row, and what is said of a
 * page beside its rows.
 */
#include "domain/opportunities/search.h"

#include "base/time/clock.h"

/* --- the order, and where a page begins --- */

enum err search_order_read(struct call *call, struct search *s)
{
	const struct json *list = json_get(call->json, "sort");
	bool by_change = call_given(call, "updatedAfter");

	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct text name = json_text(json_get(v, "field"));
		const struct place *by = opportunity_place(name);

		if (!by || !by->sort)
			return refuse(call, ERR_BAD, "Invalid field %.*s", (int)name.size, name.at);
		s->sorts[s->sort_count++] = (struct sort){
			.by = by, .down = !text_is(json_text(json_get(v, "direction")), "asc")
		};
	}
	if (s->sort_count == 0)
		s->sorts[s->sort_count++] = (struct sort){
			.by = opportunity_place(by_change ? TEXT("updatedAt") : TEXT("createdAt")),
			.down = !by_change,
		};
	return ERR_OK;
}

const char *search_sort_text(const struct search *s, size_t i)
{
	const struct place *by = s->sorts[i].by;
	bool text = by->at.kind == FILTER_TEXT || by->at.kind == FILTER_FOLDED;

	if (!s->few)
		return by->sort;
	return text_c(
		s->filter.call->arena,
		text_format(s->filter.call->arena, text ? "(%s || '')" : "(%s + 0)", by->sort));
}

static void order_say(struct search *s)
{
	for (size_t i = 0; i < s->sort_count; i++)
		buffer_format(&s->filter.sql, "%s%s%s", i ? ", " : " ORDER BY ",
			      search_sort_text(s, i), s->sorts[i].down ? " DESC" : "");
	buffer_format(&s->filter.sql, ", opportunity.id%s LIMIT :fetch OFFSET :offset",
		      s->sorts[s->sort_count - 1].down ? " DESC" : "");
}

static bool after_read(const struct sort *sort, const struct json *v, struct value *out)
{
	*out = (struct value){ .type = VALUE_TEXT, .text = json_text(v) };
	if (!sort || sort->by->at.kind == FILTER_TEXT || sort->by->at.kind == FILTER_FOLDED)
		return json_is(v, JSON_TEXT);
	if (sort->by->at.kind == FILTER_NUMBER) {
		out->type = VALUE_REAL;
		return text_real(out->text, &out->real);
	}
	out->type = VALUE_WHOLE;
	return text_whole(out->text, &out->whole);
}

/* AND ((a < v) OR (a = v AND b > x) OR (a = v AND b = x AND id > w)); of one sort (a, id) < (v, w),
 * where an index can begin. */
static enum err after_say(struct call *call, struct search *s, const struct json *after)
{
	struct filter *f = &s->filter;
	struct value values[SORTS_MAX + 1];
	const char *columns[SORTS_MAX + 1];
	const struct json *v = json_first(after);
	size_t count = s->sort_count;

	for (size_t i = 0; i <= count; i++, v = v ? json_after(after, v) : NULL) {
		columns[i] = i < count ? search_sort_text(s, i) : "opportunity.id";
		if (!v || !after_read(i < count ? &s->sorts[i] : NULL, v, &values[i]))
			return refuse(call, ERR_BAD, "Invalid searchAfter");
	}
	if (count == 1) {
		buffer_format(&f->sql, " AND (%s, opportunity.id) %c (", columns[0],
			      s->sorts[0].down ? '<' : '>');
		filter_bind(f, values[0]);
		filter_say(f, ", ");
		filter_bind(f, values[1]);
		filter_say(f, ")");
		return ERR_OK;
	}
	for (size_t i = 0; i <= count; i++) {
		filter_say(f, i ? " OR (" : " AND ((");
		for (size_t j = 0; j <= i; j++) {
			bool down = s->sorts[j < count ? j : count - 1].down;

			buffer_format(&f->sql, "%s%s %c ", j ? " AND " : "", columns[j],
				      j < i  ? '='
				      : down ? '<'
					     : '>');
			filter_bind(f, values[j]);
		}
		filter_say(f, ")");
	}
	filter_say(f, ")");
	return ERR_OK;
}

/* The two parts of a cursor as the list that the other spelling sends. */
static const struct json *cursor_of(struct call *call)
{
	struct text id = call_text(call, "startAfterId"), why;
	const struct json *list = json_get(call->json, "searchAfter");
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);

	if (!id.size || call_value(call, "startAfter")->type != VALUE_WHOLE)
		return json_is(list, JSON_LIST) && list->count ? list : NULL;
	json_list(&o);
	json_put_whole(&o, call_whole(call, "startAfter", 0));
	json_put_text(&o, id);
	json_close(&o);
	return json_read(call->arena, buffer_text(&b), &list, &why) ? NULL : list;
}

enum err search_page_say(struct call *call, struct search *s)
{
	const struct json *after = cursor_of(call);
	int64_t page = call_whole(call, "page", 1);
	enum err e = ERR_OK;

	s->limit = call_whole(call, "limit", 20);
	s->fetch = s->limit + 1;
	s->after = after != NULL;
	if (after)
		e = after_say(call, s, after);
	else if (page > ROWS_MAX || page * s->limit > ROWS_MAX)
		e = refuse(call, ERR_BAD,
			   "Only the first %d opportunities can be reached by page: go on after"
			   " the last one",
			   ROWS_MAX);
	else
		s->offset = (page - 1) * s->limit;
	call_set_whole(call, "offset", s->offset);
	call_set_whole(call, "fetch", s->fetch);
	order_say(s);
	return e;
}

/* --- what is said of the list --- */

static void parameter_add(struct buffer *b, const char *name, struct text value)
{
	if (!value.size)
		return;
	buffer_format(b, "&%s=", name);
	buffer_url(b, value);
}

static struct text next_url(struct call *call, const struct search *s, const struct hit *last)
{
	static const char *const kept[] = { "q",	  "pipeline_id", "pipeline_stage_id",
					    "contact_id", "status",	 "assigned_to",
					    "date",	  "endDate",	 "country" };
	static const char *const flags[] = { "getTasks", "getNotes", "getCalendarEvents" };
	struct text host = call_header(call, "host"),
		    secure = call_header(call, "x-forwarded-proto");
	struct buffer b = buffer_open(call->arena, 16 << 10);
	char *after = arena_take(call->arena, CLOCK_ISO_SIZE);
	const struct json *sort;
	struct text why;

	buffer_format(&b, "%s://%.*s/opportunities/search?location_id=",
		      text_alike(secure, TEXT("https")) ? "https" : "http", (int)host.size,
		      host.at);
	buffer_url(&b, call_text(call, "locationId"));
	buffer_format(&b, "&limit=%lld", (long long)s->limit);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		parameter_add(&b, kept[i], call_text(call, kept[i]));
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		if (call_whole(call, flags[i], 0))
			parameter_add(&b, flags[i], TEXT("true"));
	clock_iso(call_whole(call, "updatedAfter", 0), after);
	if (call_given(call, "updatedAfter"))
		parameter_add(&b, "updatedAfter", text_of(after));
	if (!json_read(call->arena, last->sort, &sort, &why))
		parameter_add(&b, "startAfter", json_text(json_first(sort)));
	parameter_add(&b, "startAfterId", last->id);
	return buffer_text(&b);
}

static void whole_or_null(struct json_out *o, const char *key, bool there, int64_t value)
{
	json_key(o, key);
	if (there)
		json_put_whole(o, value);
	else
		json_put_null(o);
}

/* With a cursor the numbers of pages say only whether there is a next one. */
void search_meta_put(struct call *call, const struct search *s, const struct hit *last, bool more)
{
	int64_t page = s->after ? 1 : call_whole(call, "page", 1), ms = 0;
	struct json_out *o = &call->out;
	const struct json *sort;
	struct text why;

	if (last && !json_read(call->arena, last->sort, &sort, &why))
		json_whole(json_first(sort), &ms);
	json_key(o, "meta");
	json_map(o);
	json_key(o, "total");
	json_put_whole(o, s->total);
	json_key(o, "nextPageUrl");
	if (more)
		json_put_text(o, next_url(call, s, last));
	else
		json_put_null(o);
	json_key(o, "startAfterId");
	if (last)
		json_put_text(o, last->id);
	else
		json_put_null(o);
	whole_or_null(o, "startAfter", last != NULL, ms);
	whole_or_null(o, "currentPage", true, page);
	whole_or_null(o, "nextPage", more, page + 1);
	whole_or_null(o, "prevPage", page > 1, page - 1);
	json_close(o);
}
