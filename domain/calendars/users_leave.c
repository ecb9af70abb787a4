// SPDX-License-Identifier: Apache-2.0
/*
 * A user who leaves the location: the teams go on without him, and his schedules go.
 *
 * A team of which nobody is left is one that offers nothing, whatever the type of its calendar.
 */
#include "domain/calendars/inside.h"

#include "base/json/texts.h"

#define LEFT_MAX ((size_t)4 << 20)

static bool is_gone(struct call *call, const struct json *member)
{
	return text_same(json_text(json_get(member, "userId")), call_text(call, "leavingThing"));
}

/* As it was, but that he has become the primary. */
static void primary_put(struct json_out *o, const struct json *member)
{
	const struct json *v;

	json_map(o);
	for (const struct json *k = json_first(member); k; k = json_after(member, v)) {
		v = json_after(member, k);
		if (text_is(k->text, "isPrimary"))
			continue;
		json_key_text(o, k->text);
		json_put(o, v);
	}
	json_key(o, "isPrimary");
	json_put_flag(o, true);
	json_close(o);
}

/* :leftTeam, of :keptTeamMembers.  In the place of a primary comes the first that remains. */
static void team_leave(struct call *call)
{
	const struct json *team = json_own(call->arena, call_text(call, "keptTeamMembers"));
	struct buffer buffer = buffer_open(call->arena, LEFT_MAX);
	struct json_out o = json_open(&buffer);
	bool primary = false;

	for (const struct json *m = json_first(team); m; m = json_after(team, m))
		primary |= is_gone(call, m) && json_flag(json_get(m, "isPrimary"));
	json_list(&o);
	for (const struct json *m = json_first(team); m; m = json_after(team, m)) {
		if (is_gone(call, m))
			continue;
		if (primary)
			primary_put(&o, m);
		else
			json_put(&o, m);
		primary = false;
	}
	json_close(&o);
	call_set_text(call, "leftTeam", buffer_text(&buffer));
}

enum err teams_leave_user(struct call *call)
{
	static const char *const parts[] = {
		"UPDATE calendar SET team_members = :leftTeam, distribution_reset_at = :now,"
		" date_updated = :now WHERE id = :leftCalendar AND location_id = :locationId",
		"DELETE FROM calendar_member WHERE calendar_id = :leftCalendar"
		" AND user_id = :leavingThing",
		"DELETE FROM schedule_use WHERE calendar_id = :leftCalendar"
		" AND user_id = :leavingThing",
	};
	int64_t done = 0, part = call_whole(call, "leavingPart", 0);
	enum err e = ERR_OK;

	while (!e && done < part &&
	       store_load(call, "SELECT calendar.id AS left_calendar,"
				" team_members AS kept_team_members FROM calendar_member"
				" JOIN calendar ON calendar.id = calendar_member.calendar_id"
				" WHERE calendar_member.user_id = :leavingThing"
				" AND location_id = :locationId ORDER BY calendar.id LIMIT 1")) {
		/* somebody may be changing it just now */
		store_select_for_update(call, "SELECT id FROM calendar WHERE id = :leftCalendar"
					      " AND location_id = :locationId");
		team_leave(call);
		for (size_t i = 0; !e && i < sizeof(parts) / sizeof(*parts); i++)
			e = store_do(call, parts[i]);
		done++;
	}
	call_set_flag(call, "leavingMore", done == part);
	return e ? e : call->err;
}

enum err schedules_leave_user(struct call *call)
{
	static const char *const parts[] = {
		"DELETE FROM schedule_use WHERE schedule_id IN (SELECT id FROM schedule"
		" WHERE location_id = :locationId AND user_id = :leavingThing)",
		"UPDATE schedule SET deleted = true, date_updated = :now"
		" WHERE location_id = :locationId AND user_id = :leavingThing AND NOT deleted",
	};
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < sizeof(parts) / sizeof(*parts); i++)
		e = store_do(call, parts[i]);
	return e;
}

/* --- the location --- */

enum err calendars_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT id FROM calendar WHERE location_id = :locationId LIMIT :leavingPart",
		  { "DELETE FROM calendar_member WHERE calendar_id IN (SELECT value FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM calendar_resource_use WHERE calendar_id IN (SELECT value FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM schedule_use WHERE calendar_id IN (SELECT value FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM calendar WHERE location_id = :locationId AND id IN (SELECT value "
		    "FROM json_each(:leavingIds))" } },
		{ "SELECT id FROM schedule WHERE location_id = :locationId LIMIT :leavingPart",
		  { "DELETE FROM schedule_use WHERE schedule_id IN (SELECT value FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM schedule WHERE location_id = :locationId AND id IN (SELECT value "
		    "FROM json_each(:leavingIds))" } },
		{ "SELECT id FROM calendar_resource WHERE location_id = :locationId LIMIT "
		  ":leavingPart",
		  { "DELETE FROM calendar_resource_use WHERE resource_id IN (SELECT value FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM calendar_resource WHERE location_id = :locationId AND id IN "
		    "(SELECT value FROM json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM calendar_group WHERE id IN (SELECT id FROM calendar_group"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
