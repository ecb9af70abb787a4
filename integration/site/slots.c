// SPDX-License-Identifier: Apache-2.0
/*
 * Free times of a calendar, as the pages of a site show them: when, and where it is booked.
 */
#include "integration/connections/connections.h"
#include "platform/invoke/invoke.h"
#include "runs.h"

#define DAYS_MS (31 * DAY_MS)

/* The reply of a row that reads, in the location of the site; NULL: refused. */
static const struct json *read_of(struct call *call, const char *name, struct text input)
{
	const struct json *reply = NULL;
	struct invoked told;
	struct text why;

	if (invoke_row(call, name, call_text(call, "locationId"), input, &told) || told.err ||
	    json_read(call->arena, told.body, &reply, &why))
		return NULL;
	return reply;
}

/* A group that is off hides its calendars. */
static bool group_is_off(struct call *call, struct text group)
{
	const struct json *reply = group.size ? read_of(call, "list-calendar-groups", TEXT("{}"))
					      : NULL;
	const struct json *list = json_get(reply, "groups");

	for (const struct json *g = json_first(list); g; g = json_after(list, g))
		if (text_same(json_text(json_get(g, "id")), group))
			return !json_flag(json_get(g, "isActive"));
	return false;
}

/* By its id or its slug, of those that can be booked. */
static const struct json *calendar_find(struct call *call, struct text asked)
{
	const struct json *reply = read_of(call, "list-calendars", TEXT("{}"));
	const struct json *list = json_get(reply, "calendars");

	for (const struct json *c = json_first(list); c; c = json_after(list, c))
		if (json_flag(json_get(c, "isActive")) &&
		    (text_same(json_text(json_get(c, "id")), asked) ||
		     text_same(json_text(json_get(c, "slug")), asked)))
			return group_is_off(call, json_text(json_get(c, "groupId"))) ? NULL : c;
	return NULL;
}

static void slot_put(struct call *call, struct text hub, struct text calendar, struct text start)
{
	struct buffer b = buffer_open(call->arena, 1024);

	buffer_add(&b, hub);
	buffer_add(&b, TEXT("/book/"));
	buffer_url(&b, calendar); /* its slug may be another location's, too */
	buffer_add(&b, TEXT("?start="));
	buffer_url(&b, start);
	json_map(&call->out);
	json_key(&call->out, "start");
	json_put_text(&call->out, start);
	json_key(&call->out, "url");
	json_put_text(&call->out, buffer_text(&b));
	json_close(&call->out);
}

/* {"2030-06-15": {"slots": ["2030-06-15T09:00:00-04:00"]}}: days and times come in order. */
static void slots_put(struct call *call, const struct json *days, struct text calendar)
{
	int64_t left = call_whole(call, "limit", 0);

	for (const struct json *k = json_first(days), *day; k; k = json_after(days, day)) {
		day = json_after(days, k);
		const struct json *list = json_get(day, "slots");

		for (const struct json *s = json_first(list); s && left > 0;
		     s = json_after(list, s), left--)
			slot_put(call, call_text(call, "hub"), calendar, json_text(s));
	}
}

enum err site_slots(struct call *call)
{
	struct connection site;
	enum err e = site_need(call, &site);

	if (e)
		return e;
	call_set_text(call, "siteId", site.id);
	store_load(call, "SELECT hub FROM connection"
			 " WHERE id = :siteId AND location_id = :locationId");
	const struct json *calendar = calendar_find(call, call_text(call, "calendar"));

	if (!calendar)
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "There is no such calendar.");
	struct text id = json_text(json_get(calendar, "id"));
	struct text input = text_format(
		call->arena,
		"{\"calendarId\":\"%.*s\",\"startDate\":\"%lld\",\"endDate\":\"%lld\"}",
		(int)id.size, id.at, (long long)call->now_ms, (long long)(call->now_ms + DAYS_MS));
	const struct json *days = read_of(call, "get-free-slots", input);

	json_key(&call->out, "slots");
	json_list(&call->out);
	slots_put(call, days, id);
	json_close(&call->out);
	return call->err;
}
