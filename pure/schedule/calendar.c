// SPDX-License-Identifier: Apache-2.0
/*
 * A calendar as it is on the wire, and what may be stored as one.
 */
#include "pure/schedule/wire.h"

static const char *const type_names[] = {
#define X(name, wire) wire,
	CALENDAR_TYPE_TABLE(X)
#undef X
};

static enum calendar_type type_read(struct wire *w, const struct json *wire)
{
	const struct json *v = wire_get(wire, "calendarType");
	if (!v)
		return CALENDAR_ROUND_ROBIN;
	for (size_t i = 0; i < sizeof(type_names) / sizeof(*type_names); i++)
		if (text_is(json_text(v), type_names[i]))
			return (enum calendar_type)i;
	wire_refuse(w, text_format(w->arena, "calendarType is not one that is known"));
	return CALENDAR_ROUND_ROBIN;
}

/* The unit that stands beside a value: slotDuration, slotDurationUnit. */
static struct text unit_read(struct wire *w, const struct json *wire, const char *name,
			     const char *otherwise)
{
	struct text key = text_format(w->arena, "%sUnit", name);
	struct text unit = json_text(wire_get(wire, key.at));
	return unit.size ? unit : text_of(otherwise);
}

/* Whole minutes, of a value that may be 0.5 hours [2.1]. */
static int minutes_read(struct wire *w, const struct json *wire, const char *name,
			struct range allowed, int otherwise)
{
	double value = wire_real(w, wire, name, otherwise);
	struct text unit = unit_read(w, wire, name, "mins");
	if (text_is(unit, "hours") && wire_get(wire, name))
		value *= 60;
	else if (!text_is(unit, "mins") && !text_is(unit, "hours"))
		value = -1;
	if (value < (double)allowed.start || value > (double)allowed.end ||
	    (double)(int)value < value) {
		wire_refuse(w, text_format(w->arena,
					   "%s must be a whole number of minutes from %d to %d",
					   name, (int)allowed.start, (int)allowed.end));
		return otherwise;
	}
	return (int)value;
}

static const struct {
	const char *name;
	enum span_unit unit;
	int64_t factor;
} units[] = {
	{ "mins", SPAN_MS, MINUTE_MS }, { "hours", SPAN_MS, 60 * MINUTE_MS },
	{ "days", SPAN_DAYS, 1 },	{ "weeks", SPAN_WEEKS, 1 },
	{ "months", SPAN_MONTHS, 1 },
};

/* allowBookingAfter, allowBookingFor: years of it at most. */
static struct span span_read(struct wire *w, const struct json *wire, const char *name,
			     const char *otherwise)
{
	double value = wire_real(w, wire, name, 0);
	struct text unit = unit_read(w, wire, name, otherwise);
	size_t i = 0, count = sizeof(units) / sizeof(*units);
	while (i < count && !text_is(unit, units[i].name))
		i++;
	if (!(value > 0 || value < 0))
		return (struct span){ 0 };
	if (i == count || value < 0 || value > 100000) {
		wire_refuse(w, text_format(w->arena, "%s is not a span of time", name));
		return (struct span){ 0 };
	}
	return (struct span){ (int64_t)(value * (double)units[i].factor), units[i].unit };
}

static void team_read(struct wire *w, const struct json *wire, struct calendar *out)
{
	const struct json *list = wire_list(w, wire, "teamMembers");
	struct member *team = arena_take(w->arena, (list ? list->count : 0) * sizeof(*team));
	size_t count = 0;
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct text user = json_text(wire_get(v, "userId"));
		if (!user.size)
			wire_refuse(w, text_format(w->arena, "teamMembers must have a userId"));
		team[count++] = (struct member){
			.user = user,
			.priority = wire_real(w, v, "priority", 0.5),
			.primary = wire_flag(v, "isPrimary", false),
		};
	}
	out->team = team;
	out->team_count = count;
}

static void repeat_read(struct wire *w, const struct json *wire, struct repeat *out)
{
	static const char *const each[] = { "DAILY", "WEEKLY", "MONTHLY" };
	static const char *const taken[] = { "skip", "continue", "book_next" };
	const struct json *v = wire_get(wire, "recurring");
	if (!wire_flag(wire, "enableRecurring", false) || !v)
		return;
	struct text freq = json_text(wire_get(v, "freq"));
	struct text option = json_text(wire_get(v, "bookingOption"));
	struct text status = json_text(wire_get(v, "bookingOverlapDefaultStatus"));
	size_t i = 0, j = 0;
	while (i < 3 && !text_is(freq, each[i]))
		i++;
	while (j < 3 && option.size && !text_is(option, taken[j]))
		j++;
	if (i == 3 || j == 3)
		wire_refuse(w, text_format(w->arena, "recurring.%s is not one that is known",
					   i == 3 ? "freq" : "bookingOption"));
	out->count = (int)wire_whole(w, v, "count", (struct range){ 1, 24 }, 1);
	out->each = (enum repeat_each)i;
	out->taken = (enum repeat_taken)j;
	out->status_taken = status.size ? status : TEXT("new");
}

/* {openHour, openMinute, closeHour, closeMinute} */
static struct opening windows_read(struct wire *w, const struct json *hours)
{
	static const struct range hour = { 0, 24 }, minute = { 0, 60 };
	struct window *at = arena_take(w->arena, (hours ? hours->count : 0) * sizeof(*at));
	size_t count = 0;
	for (const struct json *v = json_first(hours); v; v = json_after(hours, v)) {
		int64_t open = wire_whole(w, v, "openHour", hour, 0) * 60 +
			       wire_whole(w, v, "openMinute", minute, 0);
		int64_t close = wire_whole(w, v, "closeHour", hour, 0) * 60 +
				wire_whole(w, v, "closeMinute", minute, 0);
		at[count++] = (struct window){ (int)open, wire_close((int)close) };
	}
	return (struct opening){ .windows = at, .window_count = count };
}

static void weekly_read(struct wire *w, const struct json *wire, struct openings *out)
{
	static const struct range weekdays = { 0, 6 };
	const struct json *list = wire_list(w, wire, "openHours");
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct opening o = windows_read(w, wire_list(w, v, "hours"));
		const struct json *days = wire_list(w, v, "daysOfTheWeek");
		for (const struct json *d = json_first(days); d; d = json_after(days, d)) {
			int64_t day;
			if (!json_whole(d, &day) || day < weekdays.start || day > weekdays.end) {
				wire_refuse(w, text_format(w->arena, "daysOfTheWeek must be from "
								     "0 to 6"));
				continue;
			}
			o.weekday = (int)day;
			openings_add(w, out, o);
		}
	}
}

static void dated_read(struct wire *w, const struct json *wire, struct openings *out)
{
	const struct json *list = wire_list(w, wire, "availabilities");
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (wire_flag(v, "deleted", false))
			continue;
		struct opening o = windows_read(w, wire_list(w, v, "hours"));
		o.weekday = DATED;
		if (!wire_date(json_text(wire_get(v, "date")), &o.day))
			wire_refuse(w, text_format(w->arena, "availabilities must have a date"));
		openings_add(w, out, o);
	}
}

/* availabilityType 0: weekly only; 1: dates only; absent: both [4.2]. */
static const struct hours *hours_read(struct wire *w, const struct json *wire,
				      const struct zone *zone)
{
	struct openings all = { 0 };
	struct hours *out = arena_take(w->arena, sizeof(*out));
	int64_t type = wire_whole(w, wire, "availabilityType", (struct range){ 0, 1 }, -1);
	if (type != 1)
		weekly_read(w, wire, &all);
	if (type != 0)
		dated_read(w, wire, &all);
	*out = (struct hours){ zone, all.at, all.count };
	return out;
}

/* {"enabled", "LookBusyPercentage"} */
static int busy_read(struct wire *w, const struct json *wire)
{
	const struct json *v = wire_get(wire, "lookBusyConfig");
	int64_t percent = wire_whole(w, v, "LookBusyPercentage", (struct range){ 0, 100 }, 0);
	return wire_flag(v, "enabled", false) ? (int)percent : 0;
}

static int64_t instant_read(struct wire *w, const struct json *wire, const char *name,
			    const struct zone *zone)
{
	const struct json *v = wire_get(wire, name);
	int64_t ms = INSTANT_NONE;
	if (!v || json_whole(v, &ms))
		return ms;
	if (zone_instant(w->arena, zone, json_text(v), &ms, w->why))
		w->err = ERR_BAD;
	return ms;
}

enum err calendar_read(struct arena *a, const struct json *wire, const struct zone *zone,
		       struct calendar *out, struct text *why)
{
	struct wire w = { .arena = a, .why = why };
	const struct range length = { 1, DAY_MIN }, buffer = { 0, DAY_MIN };
	const struct range places = { 0, 1000000 }, epochs = { 0, INT64_C(1) << 53 };
	int64_t capacity = wire_whole(&w, wire, "appoinmentPerSlot", places, 0);
	*out = (struct calendar){
		.id = json_text(wire_get(wire, "id")),
		.type = type_read(&w, wire),
		.active = wire_flag(wire, "isActive", true),
		.auto_confirm = wire_flag(wire, "autoConfirm", true),
		.equal = text_is(json_text(wire_get(wire, "eventType")),
				 "RoundRobin_OptimizeForEqualDistribution"),
		.duration = minutes_read(&w, wire, "slotDuration", length, 30),
		.interval = minutes_read(&w, wire, "slotInterval", length, 30),
		.pre = minutes_read(&w, wire, "preBuffer", buffer, 0),
		.post = minutes_read(&w, wire, "slotBuffer", buffer, 0),
		.capacity = capacity ? capacity : 1,
		.day_max = wire_whole(&w, wire, "appoinmentPerDay", places, 0),
		.notice = span_read(&w, wire, "allowBookingAfter", "hours"),
		.reach = span_read(&w, wire, "allowBookingFor", "days"),
		.busy_percent = busy_read(&w, wire),
		.booking_epoch = wire_whole(&w, wire, "bookingEpoch", epochs, 0),
		.distribution_reset_ms = instant_read(&w, wire, "distributionResetAt", zone),
		.hours = hours_read(&w, wire, zone),
	};
	team_read(&w, wire, out);
	repeat_read(&w, wire, &out->repeat);
	return w.err;
}

/* --- what may be stored [2.3] --- */

static const struct {
	size_t least, most;
	const char *wrong;
} teams[] = {
	[CALENDAR_ROUND_ROBIN] = { 1, SIZE_MAX, "must have at least one team member" },
	[CALENDAR_EVENT] = { 0, SIZE_MAX, "" },
	[CALENDAR_CLASS] = { 1, 1, "must have exactly one team member" },
	[CALENDAR_COLLECTIVE] = { 2, SIZE_MAX, "must have at least two team members" },
	[CALENDAR_SERVICE] = { 1, SIZE_MAX, "must have at least one team member" },
	[CALENDAR_PERSONAL] = { 1, 1, "must have exactly one team member" },
};

static struct text team_wrong(struct arena *a, const struct calendar *c)
{
	size_t primary = 0;
	if (c->team_count < teams[c->type].least || c->team_count > teams[c->type].most)
		return text_format(a, "A %s calendar %s", type_names[c->type],
				   teams[c->type].wrong);
	for (size_t i = 0; i < c->team_count; i++) {
		struct text user = c->team[i].user;
		primary += c->team[i].primary;
		for (size_t j = 0; j < i; j++)
			if (text_same(c->team[j].user, user))
				return text_format(a, "User %.*s is in the team twice",
						   (int)user.size, user.at);
	}
	if (c->type == CALENDAR_COLLECTIVE && primary > 1)
		return TEXT("A collective calendar must have exactly one primary team member");
	return TEXT("");
}

static struct text hours_wrong(struct arena *a, const struct hours *h)
{
	for (size_t i = 0; i < h->opening_count; i++)
		for (size_t j = 0; j < h->openings[i].window_count; j++) {
			struct window w = h->openings[i].windows[j];
			if (w.close <= w.open)
				return text_format(a,
						   "Hours must close after they open: %02d:%02d is "
						   "not after %02d:%02d",
						   w.close / 60, w.close % 60, w.open / 60,
						   w.open % 60);
		}
	return TEXT("");
}

static struct text repeat_wrong(const struct calendar *c)
{
	if (!c->repeat.count)
		return TEXT("");
	if (c->team_count > 1)
		return TEXT("Recurring bookings need a calendar with one team member");
	if (c->type == CALENDAR_SERVICE)
		return TEXT("Recurring bookings are not possible on a service_booking calendar");
	for (size_t i = 0; i < c->hours->opening_count; i++)
		if (c->hours->openings[i].weekday == DATED)
			return TEXT("Recurring bookings are not possible with availabilities");
	return TEXT("");
}

struct text calendar_wrong(struct arena *a, const struct calendar *c)
{
	struct text wrong = team_wrong(a, c);
	if (!wrong.size)
		wrong = hours_wrong(a, c->hours);
	return wrong.size ? wrong : repeat_wrong(c);
}
