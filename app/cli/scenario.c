// SPDX-License-Identifier: Apache-2.0
/*
 * Reading scenarios: from JSON to the plain world of the scheduling engine.
 */
#include "app/cli/scenario.h"

#define BUFFER_MAX 10080 /* minutes; what an appointment may have been booked with */

/* --- members of maps; the first thing wrong stands --- */

static void wrong(struct scenario *s, struct text why)
{
	if (!s->err)
		s->why = why;
	s->err = ERR_BAD;
}

static const struct json *member(const struct json *map, const char *name)
{
	const struct json *v = json_get(map, name);
	return json_is(v, JSON_NULL) ? NULL : v;
}

static struct text text_member(const struct json *map, const char *name)
{
	return json_text(member(map, name));
}

static bool flag_member(const struct json *map, const char *name, bool otherwise)
{
	const struct json *v = member(map, name);
	return v ? json_flag(v) : otherwise;
}

static int64_t whole_member(struct scenario *s, const struct json *map, const char *name,
			    int64_t most, int64_t otherwise)
{
	const struct json *v = member(map, name);
	int64_t value = otherwise;
	if (v && (!json_whole(v, &value) || value < 0 || value > most)) {
		wrong(s, text_format(s->arena, "%s must be a whole number from 0 to %lld", name,
				     (long long)most));
		return otherwise;
	}
	return value;
}

/* Milliseconds or ISO 8601; without an offset, on the wall of the location. */
static int64_t instant_member(struct scenario *s, const struct json *map, const char *name)
{
	const struct json *v = member(map, name);
	int64_t ms = INSTANT_NONE;
	struct text why;
	if (json_is(v, JSON_TEXT) && s->schedule_input.zone) {
		if (zone_instant(s->arena, s->schedule_input.zone, v->text, &ms, &why))
			wrong(s, why);
	} else if (v && !json_whole(v, &ms)) {
		wrong(s, text_format(s->arena,
				     "%s must be a number conforming to the specified "
				     "constraints",
				     name));
	}
	return ms;
}

static int64_t instant_need(struct scenario *s, const struct json *map, const char *name)
{
	int64_t ms = instant_member(s, map, name);
	if (ms == INSTANT_NONE || ms < 0 || ms > INSTANT_MAX) {
		wrong(s, text_format(s->arena,
				     "%s must be a number conforming to the specified "
				     "constraints",
				     name));
		return 0;
	}
	return ms;
}

static const struct zone *zone_member(struct scenario *s, const struct json *map)
{
	struct text name = text_member(map, "timezone");
	const struct zone *z = zones_find(s->zones, s->arena, name);
	if (!z)
		wrong(s, text_format(s->arena, "Invalid timezone: %.*s", (int)name.size, name.at));
	return z;
}

static const struct text *texts_member(struct scenario *s, const struct json *map, const char *name,
				       size_t *count)
{
	const struct json *list = member(map, name);
	size_t most = json_is(list, JSON_LIST) ? list->count : 0;
	struct text *at = arena_take(s->arena, most * sizeof(*at));
	*count = 0;
	for (const struct json *v = most ? json_first(list) : NULL; v; v = json_after(list, v))
		at[(*count)++] = json_text(v);
	return at;
}

static bool list_holds(const struct json *list, struct text text)
{
	if (!json_is(list, JSON_LIST))
		return false;
	for (const struct json *v = json_first(list); v; v = json_after(list, v))
		if (text_same(json_text(v), text))
			return true;
	return false;
}

static void *items_take(struct scenario *s, const struct json *list, size_t each)
{
	return arena_take(s->arena, (json_is(list, JSON_LIST) ? list->count : 0) * each);
}

static const struct json *items_first(const struct json *list)
{
	return json_is(list, JSON_LIST) ? json_first(list) : NULL;
}

/* --- the calendar and its hours --- */

static const struct hours *schedule_hours(struct scenario *s, const struct json *schedule)
{
	struct hours *h = arena_take(s->arena, sizeof(*h));
	struct text why;
	if (rules_read(s->arena, member(schedule, "rules"), zone_member(s, schedule), h, &why))
		wrong(s, why);
	return h;
}

/* The first schedule of the user that is attached to the calendar. */
static const struct hours *user_hours(struct scenario *s, const struct json *list, struct text user)
{
	for (const struct json *v = items_first(list); v; v = json_after(list, v))
		if (text_same(text_member(v, "userId"), user) &&
		    !flag_member(v, "deleted", false) &&
		    list_holds(member(v, "calendarIds"), s->schedule_input.calendar.id))
			return schedule_hours(s, v);
	return NULL;
}

static void calendar_take(struct scenario *s, const struct json *v)
{
	struct calendar *c = &s->schedule_input.calendar;
	struct text why;
	if (calendar_read(s->arena, member(v, "calendar"), s->schedule_input.zone, c, &why))
		wrong(s, why);
	if (!c->id.size)
		c->id = TEXT("cal1");
	struct member *team = arena_take(s->arena, c->team_count * sizeof(*team));
	for (size_t i = 0; i < c->team_count; i++) {
		team[i] = c->team[i];
		if (c->type != CALENDAR_EVENT)
			team[i].hours = user_hours(s, member(v, "schedules"), team[i].user);
	}
	c->team = team;
	if (c->type == CALENDAR_EVENT && member(v, "eventSchedule"))
		c->hours = schedule_hours(s, member(v, "eventSchedule"));
}

/* --- what stands in the way --- */

static bool is_live(const struct json *v)
{
	struct text status = text_member(v, "appointmentStatus");
	return !flag_member(v, "deleted", false) && !text_is(status, "cancelled") &&
	       !text_is(status, "invalid");
}

static struct appointment appointment_read(struct scenario *s, const struct json *v)
{
	struct appointment x = {
		.id = text_member(v, "id"),
		.calendar = text_member(v, "calendarId"),
		.owner = text_member(v, "assignedUserId"),
		.start_ms = instant_need(s, v, "startTime"),
		.end_ms = instant_need(s, v, "endTime"),
		.pre = (int)whole_member(s, v, "preBufferMins", BUFFER_MAX, 0),
		.post = (int)whole_member(s, v, "postBufferMins", BUFFER_MAX, 0),
		.added_ms = instant_member(s, v, "dateAdded"),
		.rrule = text_member(v, "rrule"),
	};
	x.users = texts_member(s, v, "users", &x.user_count);
	x.resources = texts_member(s, v, "assignedResources", &x.resource_count);
	if (!x.calendar.size)
		x.calendar = s->schedule_input.calendar.id;
	return x;
}

static void appointments_take(struct scenario *s, const struct json *list)
{
	struct appointment *at = items_take(s, list, sizeof(*at));
	s->schedule_input.appointments = at;
	for (const struct json *v = items_first(list); v; v = json_after(list, v))
		if (is_live(v))
			at[s->schedule_input.appointment_count++] = appointment_read(s, v);
}

static void blocks_take(struct scenario *s, const struct json *list)
{
	struct block *at = items_take(s, list, sizeof(*at));
	s->schedule_input.blocks = at;
	for (const struct json *v = items_first(list); v; v = json_after(list, v)) {
		if (flag_member(v, "deleted", false))
			continue;
		at[s->schedule_input.block_count++] = (struct block){
			.calendar = text_member(v, "calendarId"),
			.user = text_member(v, "assignedUserId"),
			.start_ms = instant_need(s, v, "startTime"),
			.end_ms = instant_need(s, v, "endTime"),
			.rrule = text_member(v, "rrule"),
		};
	}
}

static void resources_take(struct scenario *s, const struct json *list)
{
	struct resource *at = items_take(s, list, sizeof(*at));
	s->schedule_input.resources = at;
	for (const struct json *v = items_first(list); v; v = json_after(list, v)) {
		bool equipment = text_is(text_member(v, "resourceType"), "equipments");
		if (!flag_member(v, "isActive", true) ||
		    !list_holds(member(v, "calendarIds"), s->schedule_input.calendar.id))
			continue;
		int64_t units = equipment ? whole_member(s, v, "quantity", 1000000, 0) -
						    whole_member(s, v, "outOfService", 1000000, 0)
					  : whole_member(s, v, "capacity", 1000000, 1);
		at[s->schedule_input.resource_count++] = (struct resource){ text_member(v, "id"),
									    units };
	}
}

/* --- the question --- */

static void query_take(struct scenario *s, const struct json *v)
{
	struct text one = text_member(v, "userId");
	size_t count = 0;
	const struct text *many = texts_member(s, v, "userIds", &count);
	struct text *users = arena_take(s->arena, (count + 1) * sizeof(*users));
	if (count)
		memcpy(users, many, count * sizeof(*users));
	if (one.size)
		users[count++] = one;
	s->shown = member(v, "timezone") ? zone_member(s, v) : s->schedule_input.zone;
	s->query = (struct query){
		.from_ms = instant_need(s, v, "startDate"),
		.to_ms = instant_need(s, v, "endDate"),
		.users = users,
		.user_count = count,
		.look_busy = flag_member(v, "enableLookBusy", false),
	};
}

static void booking_take(struct scenario *s, const struct json *v)
{
	s->shown = s->schedule_input.zone;
	s->booking = (struct booking){
		.start_ms = instant_need(s, v, "startTime"),
		.end_ms = instant_member(s, v, "endTime"),
		.user = text_member(v, "assignedUserId"),
		.status = text_member(v, "appointmentStatus"),
		.moved = text_member(v, "eventId"),
		.ignore_range = flag_member(v, "ignoreDateRange", false),
		.ignore_slots = flag_member(v, "ignoreFreeSlotValidation", false),
	};
}

enum err scenario_read(struct arena *a, struct zones *zones, const struct json *v,
		       struct scenario *out)
{
	*out = (struct scenario){ .arena = a, .zones = zones };
	out->schedule_input.zone = zone_member(out, member(v, "location"));
	if (out->err)
		return out->err;
	out->schedule_input.now_ms = instant_need(out, v, "now");
	calendar_take(out, v);
	appointments_take(out, member(v, "appointments"));
	blocks_take(out, member(v, "blocks"));
	resources_take(out, member(v, "resources"));
	out->books = member(v, "booking");
	if (out->books)
		booking_take(out, member(v, "booking"));
	else
		query_take(out, member(v, "query"));
	return out->err;
}
