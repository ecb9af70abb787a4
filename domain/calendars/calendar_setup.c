// SPDX-License-Identifier: Apache-2.0
/*
 * A calendar's row, and the schedules of its members, as the engine takes them.
 *
 * The row is spelled as on the wire and read by the engine's own reader, so that what is stored,
 * what is shown and what is obeyed cannot differ.
 */
#include "domain/calendars/inside.h"

#include "base/json/texts.h"

#define WIRE_MAX ((size_t)16 << 20)

/* The row as JSON, with the two settings that the wire does not show. */
static const struct json *row_wire(struct call *call, struct rows *rows)
{
	struct json_out reply = call->out;
	struct buffer buffer = buffer_open(call->arena, WIRE_MAX);

	call->out = json_open(&buffer);
	json_map(&call->out);
	rows_put(rows, catalogue_shape(call->app->catalogue, TEXT("Calendar")));
	json_key(&call->out, "bookingEpoch");
	json_put_whole(&call->out, rows_whole(rows, "booking_epoch"));
	if (!rows_null(rows, "distribution_reset_at")) {
		json_key(&call->out, "distributionResetAt");
		json_put_whole(&call->out, rows_whole(rows, "distribution_reset_at"));
	}
	json_close(&call->out);
	call->out = reply;
	return json_own(call->arena, buffer_text(&buffer));
}

/* Somebody else's, or nobody's. */
static enum err calendar_setup_missing(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM calendar WHERE id = :calendarId"
			    " AND location_id <> :locationId AND NOT deleted"))
		return refuse(call, ERR_FORBIDDEN,
			      "The token does not have access to this location.");
	return calendar_missing(call);
}

static struct member *member_find(const struct calendar *c, struct text user)
{
	for (size_t i = 0; i < c->team_count; i++)
		if (text_same(c->team[i].user, user))
			return (struct member *)&c->team[i];
	return NULL;
}

static enum err hours_attach(struct call *call, struct rows *rows, struct calendar *c)
{
	struct member *member = member_find(c, rows_text(rows, "user_id"));
	struct hours *hours = arena_take(call->arena, sizeof(*hours));
	const struct zone *zone;
	struct text why;

	if (!member)
		return ERR_OK;
	enum err e = zone_need(call, text_copy(call->arena, rows_text(rows, "timezone")), &zone);
	if (e)
		return e;
	if (rules_read(call->arena,
		       json_own(call->arena, text_copy(call->arena, rows_text(rows, "rules"))),
		       zone, hours, &why))
		return refuse(call, ERR_INTERNAL, "A schedule cannot be read: %.*s", (int)why.size,
			      why.at);
	member->hours = hours;
	return ERR_OK;
}

static enum err schedules_attach(struct call *call, struct calendar *c)
{
	struct member *team = arena_take(call->arena, (c->team_count + 1) * sizeof(*team));
	enum err e = ERR_OK;

	if (!c->team_count)
		return ERR_OK;
	memcpy(team, c->team, c->team_count * sizeof(*team));
	c->team = team;
	struct rows *rows = store_ask(call, "SELECT schedule_use.user_id, timezone, rules"
					    " FROM schedule_use JOIN schedule"
					    " ON schedule.id = schedule_use.schedule_id"
					    " WHERE schedule_use.calendar_id = :calendarId"
					    " AND NOT deleted");
	while (!e && rows_next(rows))
		e = hours_attach(call, rows, c);
	rows_close(rows);
	return e ? e : call->err;
}

enum err calendar_setup_need(struct call *call, struct calendar_setup *out)
{
	const struct json *wire = NULL;
	struct text why;

	*out = (struct calendar_setup){ 0 };
	struct rows *rows = store_ask(call, "SELECT * FROM calendar WHERE id = :calendarId"
					    " AND location_id = :locationId AND NOT deleted");
	if (rows_next(rows))
		wire = row_wire(call, rows);
	rows_close(rows);
	out->wire = wire;
	if (!wire)
		return call->err ? call->err : calendar_setup_missing(call);
	enum err e = location_zone(call, &out->zone);
	if (e)
		return e;
	if (calendar_read(call->arena, wire, out->zone, &out->calendar, &why))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	return schedules_attach(call, &out->calendar);
}

enum err calendar_check(struct call *call, const struct calendar_sent *sent)
{
	struct calendar_setup calendar_setup;
	enum err e = calendar_setup_need(call, &calendar_setup);

	if (e)
		return e;
	if (json_flag(json_get(calendar_setup.wire, "enableRecurring")) &&
	    !json_is(json_get(calendar_setup.wire, "recurring"), JSON_MAP))
		return refuse(call, ERR_BAD,
			      "enableRecurring needs recurring: how often, and how "
			      "many times");
	/* nobody spoke of a team: without one it is there, and offers nothing */
	if (!calendar_setup.calendar.team_count && !sent->team && !sent->type)
		calendar_setup.calendar.type = CALENDAR_EVENT;
	struct text wrong = calendar_wrong(call->arena, &calendar_setup.calendar);
	return wrong.size ? refuse(call, ERR_BAD, "%.*s", (int)wrong.size, wrong.at) : ERR_OK;
}
