// SPDX-License-Identifier: Apache-2.0
/*
 * Schedules: when a user can be met.  Applied to a calendar, a schedule stands for its hours; a
 * user has at most one on a calendar (schedule_use).
 */
#include "domain/calendars/inside.h"

#include "base/json/texts.h"

/* Its calendars as the wire shows them: a column of its statements. */
#define SCHEDULE_SHOWN                                                                             \
	"schedule.*, (SELECT json_group_array(calendar_id) FROM"                                   \
	" (SELECT calendar_id FROM schedule_use"                                                   \
	"  WHERE schedule_id = schedule.id ORDER BY calendar_id) AS used)"                         \
	" AS calendar_ids"

#define SCHEDULE_IS " WHERE id = :id AND location_id = :locationId AND NOT deleted"

static const char one[] = "SELECT " SCHEDULE_SHOWN " FROM schedule" SCHEDULE_IS;

static enum err schedule_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, e, "Schedule not found") : e;
}

static enum err schedule_take(struct call *call, bool fresh)
{
	static const char *const filled[] = { "name", "timezone", NULL };
	const struct zone *zone;
	enum err e = filled_check(call, filled);

	if (!e && call_given(call, "timezone"))
		e = zone_need(call, call_text(call, "timezone"), &zone);
	if (call_value(call, "rules")->type == VALUE_NULL || (fresh && !call_given(call, "rules")))
		call_set_text(call, "rules", TEXT("[]"));
	struct text wrong = rules_wrong(call->arena, json_get(call->json, "rules"));
	if (!e && wrong.size) {
		call_violation(call, "%.*s", (int)wrong.size, wrong.at);
		e = violations_refuse(call);
	}
	return e;
}

/* The calendars it is applied to, each in place of any other schedule of the user. */
static enum err calendars_apply(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM json_each(:calendarIds)"
			    " WHERE NOT EXISTS (SELECT 1 FROM calendar_member"
			    "  WHERE calendar_id = value AND user_id = :userId)")) {
		struct text id = call_text(call, "userId");
		return refuse(call, ERR_BAD, "User %.*s is not a team member of this calendar",
			      (int)id.size, id.at);
	}
	enum err e = store_do(call, "DELETE FROM schedule_use WHERE user_id = :userId"
				    " AND calendar_id IN"
				    " (SELECT value FROM json_each(:calendarIds))");
	if (!e)
		e = store_do(call, "INSERT INTO schedule_use (calendar_id, user_id, schedule_id)"
				   " SELECT DISTINCT value, CAST(:userId AS TEXT),"
				   " CAST(:id AS TEXT) FROM json_each(:calendarIds)");
	return e;
}

enum err schedule_list(struct call *call)
{
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	return store_list(call, "schedules",
			  "SELECT " SCHEDULE_SHOWN " FROM schedule"
			  " WHERE location_id = :locationId AND NOT deleted"
			  " AND (CAST(:userId AS TEXT) IS NULL OR user_id = :userId)"
			  " AND (CAST(:calendarId AS TEXT) IS NULL OR EXISTS"
			  "  (SELECT 1 FROM schedule_use WHERE schedule_id = schedule.id"
			  "   AND calendar_id = :calendarId))"
			  " AND date_updated > :updatedAfter"
			  " ORDER BY id LIMIT :limit OFFSET :skip");
}

enum err schedule_get(struct call *call)
{
	return schedule_missing(call, store_reply_row(call, "schedule", one));
}

enum err schedule_create(struct call *call)
{
	enum err e = schedule_take(call, true);

	if (e)
		return e;
	call_set_text(call, "id", call_text(call, "newId"));
	e = store_do(call, "INSERT INTO schedule (id, location_id, user_id, name, timezone, rules,"
			   " date_added, date_updated)"
			   " VALUES (:id, :locationId, :userId, :name, :timezone, :rules, :now,"
			   " :now)");
	if (!e && call_given(call, "calendarIds"))
		e = calendars_apply(call);
	return e ? e : store_reply_row(call, "schedule", one);
}

enum err schedule_update(struct call *call)
{
	enum err e = schedule_take(call, false);

	if (e)
		return e;
	if (!store_select_for_update(call,
				     "SELECT name, timezone, rules FROM schedule" SCHEDULE_IS))
		return call->err ? call->err : schedule_missing(call, ERR_MISSING);
	e = store_do(call, "UPDATE schedule SET name = :name, timezone = :timezone,"
			   " rules = :rules, date_updated = :now" SCHEDULE_IS);
	return e ? e : store_reply_row(call, "schedule", one);
}

enum err schedule_delete(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM schedule" SCHEDULE_IS))
		return call->err ? call->err : schedule_missing(call, ERR_MISSING);
	if (store_has(call, "SELECT 1 FROM schedule_use WHERE schedule_id = :id"))
		return refuse(call, ERR_BAD, "The schedule is still applied to a calendar");
	enum err e = store_do(call, "UPDATE schedule SET deleted = true,"
				    " date_updated = :now" SCHEDULE_IS);
	return e ? e : success_put(call);
}

/* --- one calendar more, one less --- */

static enum err schedule_touch(struct call *call)
{
	enum err e = store_do(call, "UPDATE schedule SET date_updated = :now" SCHEDULE_IS);

	return e ? e : success_put(call);
}

enum err schedule_apply(struct call *call)
{
	struct text calendar = call_text(call, "calendarId");

	if (!store_load(call, "SELECT user_id FROM schedule" SCHEDULE_IS))
		return call->err ? call->err : schedule_missing(call, ERR_MISSING);
	call_set_text(call, "calendarIds", texts_json(call->arena, &calendar, 1));
	enum err e = calendar_need(call);
	if (!e)
		e = calendars_apply(call);
	return e ? e : schedule_touch(call);
}

enum err schedule_withdraw(struct call *call)
{
	if (!store_load(call, "SELECT user_id FROM schedule" SCHEDULE_IS))
		return call->err ? call->err : schedule_missing(call, ERR_MISSING);
	enum err e = store_do(call, "DELETE FROM schedule_use WHERE schedule_id = :id"
				    " AND calendar_id = :calendarId");
	if (!e && !call->changed)
		return refuse(call, ERR_MISSING, "The schedule is not applied to this calendar");
	return e ? e : schedule_touch(call);
}
