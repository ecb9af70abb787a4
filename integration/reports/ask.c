// SPDX-License-Identifier: Apache-2.0
/*
 * What is asked, read: which things, what of them, by what, and of when.  Whoever may not list the
 * things is refused here, and so is all that does not fit, before anything is counted.
 */
#include "base/time/clock.h"
#include "base/time/days.h"
#include "base/time/zones.h"
#include "domain/companies/companies.h"
#include "integration/reports/inside.h"
#include "platform/auth/auth.h"

static const char *const measures[] = {
	[MEASURE_COUNT] = "count", [MEASURE_SUM] = "sum", [MEASURE_AVG] = "avg",
	[MEASURE_MIN] = "min",	   [MEASURE_MAX] = "max", [MEASURE_DISTINCT] = "distinct",
};
static const char *const buckets[] = {
	[NO_BUCKET] = "",	  [BY_DAY] = "day",   [BY_WEEK] = "week", [BY_MONTH] = "month",
	[BY_QUARTER] = "quarter", [BY_YEAR] = "year", [BY_HOUR] = "hour", [BY_WEEKDAY] = "weekday",
};

/* Where it stands in a list of words; the first when it is none of them. */
static int word_at(struct text word, const char *const *words, int count)
{
	for (int i = 1; i < count; i++)
		if (text_is(word, words[i]))
			return i;
	return 0;
}

bool report_buckets(const struct report *r)
{
	for (size_t i = 0; i < r->dim_count; i++)
		if (r->dims[i].bucket)
			return true;
	return false;
}

/* --- who may ask --- */

static enum err thing_need(struct report *r)
{
	struct call *call = r->call;
	struct text of = call_text(call, "of");

	r->list = counted_find(call, of, &r->thing, &r->counting);
	if (!r->list)
		return refuse(call, ERR_INVALID, "%.*s cannot be counted.", (int)of.size, of.at);
	if (call->caller && !auth_may(call->caller, r->list))
		return refuse(call, call->caller->session_id.size ? ERR_FORBIDDEN : ERR_SCOPE,
			      "Who counts %.*s must be allowed to list them: the scope %.*s is"
			      " missing.",
			      (int)of.size, of.at, (int)r->list->scopes[0].size,
			      r->list->scopes[0].at);
	r->filter = r->thing.filter(call, &r->thing);
	return r->filter ? ERR_OK : call->err;
}

/* --- fields --- */

static bool is_time(const struct dim *d)
{
	return d->at.kind == FILTER_INSTANT || d->at.kind == FILTER_DAY;
}

static enum err field_refuse(struct report *r, struct text field, struct text known)
{
	return refuse(
		r->call, ERR_INVALID,
		"%.*s cannot be counted by %.*s: known are %.*s%s%s, and times with a bucket.",
		(int)r->counting->of.size, r->counting->of.at, (int)field.size, field.at,
		(int)known.size, known.at, r->thing.custom ? ", " : "",
		r->thing.custom ? r->thing.custom : "");
}

/* Is it a field that the location has made? */
static bool is_custom(const struct report *r, struct text field)
{
	return r->thing.custom && text_starts(field, r->thing.custom);
}

/* What is counted by: a field of the row's, one of the location's own, or a time in buckets. */
static enum err dim_need(struct report *r, const struct json *v, struct dim *d, int place)
{
	struct text bucket = json_text(json_get(v, "bucket"));

	d->field = json_text(json_get(v, "field"));
	d->bucket = (enum bucket)word_at(bucket, buckets, BY_WEEKDAY + 1);
	if (!dim_place(r, d, place))
		return field_refuse(r, d->field, r->counting->by);
	if (is_time(d) && !d->bucket)
		return refuse(r->call, ERR_INVALID,
			      "%.*s is a time: say by which bucket, such as day or month.",
			      (int)d->field.size, d->field.at);
	if (!is_time(d) && d->bucket)
		return refuse(r->call, ERR_INVALID, "%.*s is not a time: it has no bucket.",
			      (int)d->field.size, d->field.at);
	bool known = is_time(d) || is_custom(r, d->field) ||
		     counted_word(r->counting->by, d->field);
	return known && d->at.kind != FILTER_NUMBER ? ERR_OK
						    : field_refuse(r, d->field, r->counting->by);
}

static enum err dims_need(struct report *r)
{
	const struct json *list = json_get(r->call->json, "by");

	for (const struct json *v = json_first(list); v && r->dim_count < DIMS_MAX;
	     v = json_after(list, v)) {
		enum err e = dim_need(r, v, &r->dims[r->dim_count], (int)r->dim_count);
		if (e)
			return e;
		r->dim_count++;
	}
	const struct dim *one = &r->dims[0], *two = &r->dims[1];
	if (r->dim_count == DIMS_MAX && one->bucket && two->bucket &&
	    !text_same(one->field, two->field))
		return refuse(
			r->call, ERR_INVALID, "Two buckets must be of the same time: %.*s or %.*s.",
			(int)one->field.size, one->field.at, (int)two->field.size, two->field.at);
	return ERR_OK;
}

static enum err measure_need(struct report *r)
{
	struct dim *m = &r->measured;
	struct text name = call_text(r->call, "measure");
	bool numbers;

	r->measure = (enum measure)word_at(name, measures, MEASURE_DISTINCT + 1);
	m->field = call_text(r->call, "field");
	numbers = r->measure != MEASURE_DISTINCT;
	if (r->measure == MEASURE_COUNT)
		return m->field.size ? refuse(r->call, ERR_INVALID,
					      "count counts things: it has no"
					      " field.")
				     : ERR_OK;
	if (!m->field.size)
		return refuse(r->call, ERR_INVALID, "%.*s must say of which field.", (int)name.size,
			      name.at);
	bool known = is_custom(r, m->field) ||
		     counted_word(numbers ? r->counting->sums : r->counting->by, m->field);
	if (known && dim_place(r, m, DIMS_MAX) && (m->at.kind == FILTER_NUMBER) == numbers)
		return ERR_OK;
	return refuse(r->call, ERR_INVALID,
		      numbers ? "%.*s of %.*s is not known: the field must be"
				" a number."
			      : "%.*s of %.*s is not known.",
		      (int)name.size, name.at, (int)m->field.size, m->field.at);
}

/* --- of when --- */

static enum err zone_need(struct report *r)
{
	struct text name = call_text(r->call, "zone");

	if (!name.size)
		return location_zone(r->call, &r->zone);
	r->zone = zones_find(r->call->app->zones, r->call->arena, name);
	return r->zone ? ERR_OK
		       : refuse(r->call, ERR_INVALID,
				"zone must be a time zone, such as"
				" Europe/Berlin");
}

/* A stretch by its name: this week as a whole, or the last 30 days with today. */
static enum err period_take(struct report *r)
{
	static const struct {
		const char *name;
		int days, months; /* so many of these; 0: this week */
	} periods[] = { { "today", 1, 0 },   { "week", 0, 0 },	  { "month", 0, 1 },
			{ "quarter", 0, 3 }, { "year", 0, 12 },	  { "days7", 7, 0 },
			{ "days30", 30, 0 }, { "days90", 90, 0 }, { "days365", 365, 0 } };
	struct text name = call_text(r->call, "period");
	int64_t day = zone_day(r->zone, r->call->now_ms), first = day, end = day + 1;
	int month_day;
	size_t i = 0, count = sizeof(periods) / sizeof(*periods);

	if (!name.size || text_is(name, "all"))
		return ERR_OK;
	if (call_given(r->call, "from") || call_given(r->call, "to"))
		return refuse(r->call, ERR_INVALID, "Either period, or from and to.");
	while (i < count && !text_is(name, periods[i].name))
		i++;
	if (i == count)
		return refuse(r->call, ERR_INVALID, "The period %.*s is not known.", (int)name.size,
			      name.at);
	int64_t month = month_of(day, &month_day), months = periods[i].months;
	if (months) {
		first = month_start(divide_down(month, months) * months);
		end = month_start(divide_down(month, months) * months + months);
	} else if (periods[i].days) {
		first = day + 1 - periods[i].days;
	} else {
		first = day - (weekday_of(day) + 6) % 7;
		end = first + 7;
	}
	r->from = day_start(r->zone, first);
	r->to = day_start(r->zone, end);
	r->has_from = r->has_to = true;
	return ERR_OK;
}

static enum err bound_take(struct report *r, const char *name, bool *has, int64_t *out)
{
	const struct value *v = call_value(r->call, name);

	if (v->type != VALUE_WHOLE)
		return ERR_OK;
	*has = true;
	*out = v->whole;
	return v->whole >= INSTANT_LEAST && v->whole <= INSTANT_MAX
		       ? ERR_OK
		       : refuse(r->call, ERR_INVALID, "%s must be between 1972-02-01 and 9999.",
				name);
}

/* Where nothing says from when to when, all of the time that there is. */
static enum err span_take(struct report *r)
{
	if (r->has_from && r->has_to)
		return ERR_OK;
	struct rows *rows = store_ask_made(r->call, report_span(r));
	int64_t least = INSTANT_LEAST, most = INSTANT_LEAST;

	if (rows_next(rows) && !rows_null(rows, "least")) {
		least = rows_whole(rows, "least");
		most = rows_whole(rows, "most") + 1;
	}
	rows_close(rows);
	if (!r->has_from)
		r->from = least > INSTANT_LEAST ? least : INSTANT_LEAST;
	if (!r->has_to)
		r->to = most < INSTANT_MAX ? most : INSTANT_MAX;
	return r->call->err;
}

static enum err when_need(struct report *r)
{
	enum err e = zone_need(r);

	for (size_t i = 0; i < r->dim_count; i++)
		if (r->dims[i].bucket)
			r->when = r->dims[i];
	if (!e && !r->when.field.size) {
		r->when.field = r->counting->when;
		bool is = dim_place(r, &r->when, DIMS_MAX + 1);
		e = is && is_time(&r->when)
			    ? ERR_OK
			    : refuse(r->call, ERR_INTERNAL, "It is not known when it was.");
	}
	if (!e && r->when.at.kind == FILTER_DAY) /* kept as midnights of UTC */
		r->zone = zones_find(r->call->app->zones, r->call->arena, TEXT("UTC"));
	if (!e)
		e = period_take(r);
	if (!e)
		e = bound_take(r, "from", &r->has_from, &r->from);
	if (!e)
		e = bound_take(r, "to", &r->has_to, &r->to);
	r->compares = call_whole(r->call, "compare", 0) != 0;
	if (!e && r->has_from && r->has_to && r->from >= r->to)
		e = refuse(r->call, ERR_INVALID, "to must be later than from.");
	if (!e && r->compares && !(r->has_from && r->has_to))
		e = refuse(r->call, ERR_INVALID,
			   "compare needs from and to: what lies before is as long.");
	r->before = r->compares && !e ? stretch_before(r->zone, r->from, r->to) : r->from;
	if (!e && r->compares && r->before < INSTANT_LEAST)
		e = refuse(r->call, ERR_INVALID, "What lies before begins before 1972-02-01.");
	return e;
}

enum err report_ask(struct call *call, struct report *r)
{
	*r = (struct report){ .call = call, .limit = call_whole(call, "limit", ROWS_MAX) };
	r->filters = json_get(call->json, "filters");
	enum err e = thing_need(r);

	if (!e)
		e = dims_need(r);
	if (!e)
		e = measure_need(r);
	if (!e)
		e = when_need(r);
	if (!e)
		e = filter_add(r->filter, r->filters);
	if (!e && report_buckets(r)) {
		e = span_take(r);
		if (!e)
			e = slots_make(r);
	}
	return e ? e : call->err;
}
