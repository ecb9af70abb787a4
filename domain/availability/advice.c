// SPDX-License-Identifier: Apache-2.0
/*
 * Advice about free slots, our own: which are the best, and why is one not there?
 */
#include "domain/availability/inside.h"

#include "base/time/clock.h"
#include "domain/availability/suggest.h"

static bool among(const struct text *users, size_t count, struct text user)
{
	for (size_t i = 0; i < count; i++)
		if (text_same(users[i], user))
			return true;
	return false;
}

static bool in_team(const struct calendar *c, struct text user)
{
	for (size_t i = 0; i < c->team_count; i++)
		if (text_same(c->team[i].user, user))
			return true;
	return false;
}

/* --- suggestions --- */

/* Does it make the day fuller for those who are asked for, else for the calendar and its team?  The
 * world also has what only shares a room. */
static bool is_load(const struct slots_asked *asked, const struct appointment *a)
{
	const struct query *q = &asked->query;
	const struct calendar *c = &asked->schedule_input.calendar;

	if (!q->user_count && text_same(a->calendar, c->id))
		return true;
	for (size_t i = 0; i <= a->user_count; i++) {
		struct text user = i ? a->users[i - 1] : a->owner;
		if (q->user_count ? among(q->users, q->user_count, user) : in_team(c, user))
			return true;
	}
	return false;
}

struct times {
	int64_t *at;
	size_t count, room;
};

static void times_add(struct arena *a, struct times *t, const int64_t *more, size_t count)
{
	if (t->count + count > t->room) {
		size_t room = (t->count + count) * 2;
		t->at = arena_grow(a, t->at, t->room * sizeof(*t->at), room * sizeof(*t->at));
		t->room = room;
	}
	memcpy(t->at + t->count, more, count * sizeof(*more));
	t->count += count;
}

/* When something begins already, a series each time. */
static struct starts busy_starts(struct call *call, const struct slots_asked *asked)
{
	const struct schedule_input *w = &asked->schedule_input;
	struct times times = { 0 };
	struct text why;

	for (size_t i = 0; i < w->appointment_count; i++) {
		const struct appointment *a = &w->appointments[i];
		struct starts all = { &a->start_ms, 1 };
		struct series_window window = { w->zone, a->start_ms,
						asked->query.from_ms - 86400000,
						asked->query.to_ms + 86400000 };
		if (window.from_ms < INSTANT_LEAST)
			window.from_ms = INSTANT_LEAST;
		if (window.to_ms > INSTANT_MAX)
			window.to_ms = INSTANT_MAX;
		if (!is_load(asked, a) ||
		    (a->rrule.size && series_expand(call->arena, a->rrule, &window, &all, &why)))
			continue;
		times_add(call->arena, &times, all.at_ms, all.count);
	}
	return (struct starts){ times.at, times.count };
}

/* Who would be given it now?  Empty: nobody in particular. */
static struct text owner_now(struct call *call, const struct slots_asked *asked, int64_t start_ms)
{
	const struct query *q = &asked->query;
	struct booking b = { .start_ms = start_ms, .end_ms = INSTANT_NONE };
	struct placing placing;
	struct text why;

	if (q->user_count == 1)
		b.user = q->users[0];
	if (q->user_count > 1 ||
	    booking_place(call->arena, &asked->schedule_input, &b, &placing, &why))
		return TEXT("");
	return placing.owner;
}

static void zoned_put(struct json_out *o, const char *key, const struct zone *zone, int64_t ms)
{
	char text[ZONE_TEXT_SIZE];

	zone_text(zone, ms, text);
	json_key(o, key);
	json_put_c(o, text);
}

static void whole_put(struct json_out *o, const char *key, int64_t whole)
{
	json_key(o, key);
	json_put_whole(o, whole);
}

static void suggestion_put(struct call *call, const struct slots_asked *asked,
			   const struct suggest_query *query, const struct suggestion *s)
{
	struct text owner = owner_now(call, asked, s->start_ms);
	int64_t length = asked->schedule_input.calendar.duration * MINUTE_MS;
	struct json_out *o = &call->out;

	json_map(o);
	zoned_put(o, "startTime", query->zone, s->start_ms);
	zoned_put(o, "endTime", query->zone, s->start_ms + length);
	if (owner.size) {
		json_key(o, "assignedUserId");
		json_put_text(o, owner);
	}
	json_key(o, "partOfDay");
	json_put_c(o, day_part_name(s->part));
	whole_put(o, "appointments", s->load);
	whole_put(o, "daysLater", s->days);
	whole_put(o, "score", s->load_points + s->part_points + s->near_points);
	json_key(o, "points");
	json_map(o);
	whole_put(o, "load", s->load_points);
	whole_put(o, "partOfDay", s->part_points);
	whole_put(o, "closeness", s->near_points);
	json_close(o);
	json_key(o, "reason");
	json_put_text(o, suggestion_reason(call->arena, query, s));
	json_close(o);
}

enum err slot_suggest(struct call *call)
{
	struct time_window o = { .whole_days = true, .turns = true, .others = true };
	struct suggestion found[SUGGEST_MAX];
	struct slots_asked asked;
	struct starts starts;
	struct text why;
	enum err e = slots_asked_take(call, &o, &asked);

	if (e)
		return e;
	if (slots_find(call->arena, &asked.schedule_input, &asked.query, &starts, &why))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	struct suggest_query query = {
		.zone = asked.zone,
		.from_ms = asked.query.from_ms,
		.to_ms = asked.query.to_ms,
		.prefer = day_part_find(call_text(call, "prefer")),
		.count = (size_t)call_whole(call, "count", 3),
	};
	struct starts busy = busy_starts(call, &asked);
	size_t count = slots_suggest(call->arena, &query, &starts, &busy, found);
	json_key(&call->out, "suggestions");
	json_list(&call->out);
	for (size_t i = 0; i < count; i++)
		suggestion_put(call, &asked, &query, &found[i]);
	json_close(&call->out);
	return call->err;
}

/* --- why is it missing? --- */

static void reason_put(struct json_out *o, const char *code, const char *about,
		       const struct note *note)
{
	json_map(o);
	json_key(o, "code");
	json_put_c(o, code);
	json_key(o, "about");
	json_put_c(o, about);
	if (note && note->user.size) {
		json_key(o, "userId");
		json_put_text(o, note->user);
	}
	if (note && note->resource.size) {
		json_key(o, "resourceId");
		json_put_text(o, note->resource);
	}
	json_close(o);
}

static void reasons_put(struct json_out *o, const struct calendar *c, const struct explanation *x)
{
	const struct missing *missing = x->missing_count ? x->missing : NULL;

	if (!c->active)
		reason_put(o, "INACTIVE", "the calendar is not active", NULL);
	else if (!missing && !x->offered.count)
		reason_put(o, "GRID", "no slot begins then: closed, or between two slots", NULL);
	for (size_t i = 0; missing && i < missing->note_count; i++)
		reason_put(o, reason_code(missing->notes[i].reason),
			   reason_about(missing->notes[i].reason), &missing->notes[i]);
}

/* startTime stands for both edges of the question. */
static enum err moment_take(struct call *call)
{
	const struct zone *zone;
	int64_t at;
	enum err e = location_zone(call, &zone);

	if (!e)
		e = instant_take(call, "startTime", zone, INSTANT_NONE, &at);
	if (e)
		return e;
	struct text ms = text_format(call->arena, "%lld", (long long)at);
	call_set_text(call, "startDate", ms);
	call_set_text(call, "endDate", ms);
	return ERR_OK;
}

enum err slot_why(struct call *call)
{
	struct time_window o = { 0 };
	struct slots_asked asked;
	struct explanation x = { 0 };
	struct text why;
	enum err e = moment_take(call);

	if (!e)
		e = slots_asked_take(call, &o, &asked);
	if (e)
		return e;
	if (slots_explain(call->arena, &asked.schedule_input, &asked.query, &x, &why))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	zoned_put(&call->out, "startTime", asked.zone, asked.query.from_ms);
	json_key(&call->out, "offered");
	json_put_flag(&call->out, x.offered.count > 0);
	json_key(&call->out, "reasons");
	json_list(&call->out);
	reasons_put(&call->out, &asked.schedule_input.calendar, &x);
	json_close(&call->out);
	return call->err;
}
