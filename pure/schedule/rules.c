// SPDX-License-Identifier: Apache-2.0
/*
 * The rules of a schedule, as they are on the wire.
 *
 *	{"type":"wday","day":"monday","intervals":[{"from":"09:00","to":"17:00"}]}
 *	{"type":"date","date":"2026-12-24","intervals":[]}
 */
#include "pure/schedule/wire.h"

static bool minute_read(struct text t, int *out)
{
	int64_t hour, minute;
	if (t.size != 5 || t.at[2] != ':' || !text_whole((struct text){ t.at, 2 }, &hour) ||
	    !text_whole((struct text){ t.at + 3, 2 }, &minute))
		return false;
	*out = (int)(hour * 60 + minute);
	return hour >= 0 && minute >= 0 && minute < 60 && *out <= DAY_MIN;
}

static bool weekday_read(struct text name, int *out)
{
	static const char *const names[] = { "sunday",	 "monday", "tuesday", "wednesday",
					     "thursday", "friday", "saturday" };
	for (*out = 0; *out < 7; ++*out)
		if (text_is(name, names[*out]))
			return true;
	return false;
}

static const char *window_read(const struct json *interval, struct window *out)
{
	int close;
	if (!minute_read(json_text(wire_get(interval, "from")), &out->open))
		return "from must be HH:MM";
	if (!minute_read(json_text(wire_get(interval, "to")), &close))
		return "to must be HH:MM";
	out->close = wire_close(close);
	return NULL;
}

static const char *day_read(const struct json *rule, struct opening *out)
{
	struct text type = json_text(wire_get(rule, "type"));
	out->weekday = DATED;
	if (text_is(type, "date"))
		return wire_date(json_text(wire_get(rule, "date")), &out->day)
			       ? NULL
			       : "date must be YYYY-MM-DD";
	if (!text_is(type, "wday"))
		return "type must be wday or date";
	return weekday_read(json_text(wire_get(rule, "day")), &out->weekday)
		       ? NULL
		       : "day must be the name of a weekday";
}

/* A rule speaks of a weekday or of a date, not of both. */
static const char *other_day(const struct json *rule)
{
	bool dated = text_is(json_text(wire_get(rule, "type")), "date");

	if (!json_text(wire_get(rule, dated ? "day" : "date")).size)
		return NULL;
	return dated ? "day must not be sent for type date" : "date must not be sent for type wday";
}

/* The place of a mistake in front of what is wrong. */
static struct text wrong_at(struct arena *a, size_t rule, const struct json *intervals,
			    size_t interval, const char *wrong)
{
	if (!intervals)
		return text_format(a, "rules.%zu.%s", rule, wrong);
	return text_format(a, "rules.%zu.intervals.%zu.%s", rule, interval, wrong);
}

static struct text rule_wrong(struct arena *a, size_t number, const struct json *rule,
			      struct opening *out)
{
	const struct json *list = wire_get(rule, "intervals");
	struct window *windows = arena_take(a, (list ? list->count : 0) * sizeof(*windows));
	const char *wrong = day_read(rule, out);
	size_t i = 0;
	if (!wrong && !json_is(list, JSON_LIST))
		wrong = "intervals must be an array";
	if (wrong)
		return wrong_at(a, number, NULL, 0, wrong);
	for (const struct json *v = json_first(list); v; v = json_after(list, v), i++) {
		wrong = window_read(v, &windows[i]);
		if (wrong)
			return wrong_at(a, number, list, i, wrong);
	}
	out->windows = windows;
	out->window_count = i;
	return TEXT("");
}

static struct text backward_at(struct arena *a, size_t rule, const struct opening *o)
{
	for (size_t i = 0; i < o->window_count; i++)
		if (o->windows[i].close <= o->windows[i].open)
			return text_format(a, "rules.%zu.intervals.%zu.to must be after from", rule,
					   i);
	return TEXT("");
}

enum err rules_read(struct arena *a, const struct json *rules, const struct zone *zone,
		    struct hours *out, struct text *why)
{
	struct wire w = { .arena = a, .why = why };
	struct openings all = { 0 };
	*out = (struct hours){ .zone = zone };
	for (const struct json *v = json_first(rules); v; v = json_after(rules, v)) {
		struct opening o = { 0 };
		struct text wrong = rule_wrong(a, all.count, v, &o);
		if (wrong.size) {
			wire_refuse(&w, wrong);
			return w.err;
		}
		openings_add(&w, &all, o);
	}
	out->openings = all.at;
	out->opening_count = all.count;
	return ERR_OK;
}

struct text rules_wrong(struct arena *a, const struct json *rules)
{
	size_t i = 0;
	if (rules && !json_is(rules, JSON_NULL) && !json_is(rules, JSON_LIST))
		return TEXT("rules must be an array");
	for (const struct json *v = json_first(rules); v; v = json_after(rules, v), i++) {
		struct opening o = { 0 };
		struct text wrong = rule_wrong(a, i, v, &o);
		if (!wrong.size && other_day(v))
			wrong = wrong_at(a, i, NULL, 0, other_day(v));
		if (!wrong.size)
			wrong = backward_at(a, i, &o);
		if (wrong.size)
			return wrong;
	}
	return TEXT("");
}
