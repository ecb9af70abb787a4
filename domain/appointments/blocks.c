// SPDX-License-Identifier: Apache-2.0
/*
 * Blocked slots: time that a user, or a calendar of type event, does not give away.  Appointments
 * that are there already stay.
 */
#include "domain/appointments/inside.h"

#include "base/json/texts.h"
#include "base/secrets/id.h"

struct blocking {
	struct text id, calendar, user;
	int64_t start_ms, end_ms;
};

static enum err calendar_allowed(struct call *call, struct text id)
{
	call_set_text(call, "calendarId", id);
	if (!store_load(call, "SELECT calendar_type AS blocked_type FROM calendar"
			      " WHERE id = :calendarId AND location_id = :locationId"
			      " AND NOT deleted"))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "Calendar not found (%.*s)",
					  (int)id.size, id.at);
	if (!text_is(call_text(call, "blockedType"), "event"))
		return refuse(call, ERR_BAD, "The calendar is not an event calendar.");
	return ERR_OK;
}

/* Whose it is, and when; over what it was. */
static enum err blocking_take(struct call *call, const struct zone *zone, struct blocking *b)
{
	struct text calendar = text_trim(call_text(call, "calendarId"));
	struct text user = text_trim(call_text(call, "assignedUserId"));

	if (calendar.size && user.size)
		return refuse(call, ERR_BAD,
			      "Either calendarId or assignedUserId can be set, not both.");
	if (calendar.size || user.size) {
		b->calendar = calendar;
		b->user = user;
	}
	if (!b->calendar.size && !b->user.size)
		return refuse(call, ERR_BAD,
			      "Either calendarId or assignedUserId can be set, not both.");
	enum err e = b->calendar.size ? calendar_allowed(call, b->calendar) : ERR_OK;
	if (!e)
		e = instant_take(call, "startTime", zone, b->start_ms, &b->start_ms);
	if (!e)
		e = instant_take(call, "endTime", zone, b->end_ms, &b->end_ms);
	if (!e && b->end_ms <= b->start_ms)
		e = refuse(call, ERR_BAD, "endTime must be after startTime");
	return e;
}

/* The lane that it lies on, for nobody else until the call ends. */
static void blocking_guard(struct call *call, const struct blocking *b, struct lanes *lanes)
{
	*lanes = (struct lanes){ 0 };
	if (b->calendar.size)
		lane_add(call, lanes, 'c', b->calendar);
	else
		lane_add(call, lanes, 'u', b->user);
	lanes_guard(call, lanes);
}

static void id_value(struct call *call, const char *name, struct text id)
{
	if (id.size)
		call_set_text(call, name, id);
	else
		call_set_null(call, name);
}

static void blocking_values(struct call *call, const struct blocking *b)
{
	call_set_text(call, "eventId", b->id);
	id_value(call, "calendarId", b->calendar);
	id_value(call, "assignedUserId", b->user);
	call_set_whole(call, "startMs", b->start_ms);
	call_set_whole(call, "endMs", b->end_ms);
}

static enum err blocking_reply(struct call *call, const struct zone *zone, const struct blocking *b,
			       const struct lanes *lanes)
{
	struct occupation o = { .kind = 'b',
				.event_id = b->id,
				.start_ms = b->start_ms,
				.end_ms = b->end_ms,
				.live = true };
	enum err e = lanes_take(call, &o, lanes);
	struct rows *rows = store_ask(call, "SELECT " BLOCK_COLUMNS " FROM block_slot"
					    " WHERE id = :eventId AND location_id = :locationId");

	if (rows_next(rows))
		event_members_put(call, rows,
				  &(struct shown){ .shape = call->op->gives,
						   .zone = zone,
						   .id = b->id,
						   .start_ms = b->start_ms,
						   .end_ms = b->end_ms });
	rows_close(rows);
	return e ? e : call->err;
}

enum err block_create(struct call *call)
{
	struct blocking b = { .id = call_text(call, "newId"),
			      .start_ms = INSTANT_NONE,
			      .end_ms = INSTANT_NONE };
	const struct zone *zone;
	struct lanes lanes;
	enum err e = location_zone(call, &zone);

	if (!e)
		e = blocking_take(call, zone, &b);
	if (e)
		return e;
	blocking_guard(call, &b, &lanes);
	blocking_values(call, &b);
	if (!text_trim(call_text(call, "title")).size)
		call_set_text(call, "title", TEXT("Blocked"));
	call_set_text(call, "createdBy", booker_text(call));
	e = store_do(call, "INSERT INTO block_slot (id, location_id, calendar_id,"
			   " assigned_user_id, title, start_ms, end_ms, created_by, date_added,"
			   " date_updated)"
			   " VALUES (:eventId, :locationId, :calendarId, :assignedUserId, :title,"
			   " :startMs, :endMs, :createdBy, :now, :now)");
	return e ? e : blocking_reply(call, zone, &b, &lanes);
}

enum err block_update(struct call *call)
{
	const struct zone *zone;
	struct lanes lanes;
	enum err e = location_zone(call, &zone);

	if (call_given(call, "title") && !text_trim(call_text(call, "title")).size)
		call_set(call, "title", (struct value){ .type = VALUE_ABSENT });
	if (e)
		return e;
	if (!store_select_for_update(call, "SELECT title, calendar_id AS kept_calendar,"
					   " assigned_user_id AS kept_user, start_ms AS kept_start,"
					   " end_ms AS kept_end FROM block_slot WHERE id = :eventId"
					   " AND location_id = :locationId AND NOT deleted"))
		return event_missing(call);
	struct blocking b = { .id = call_text(call, "eventId"),
			      .calendar = call_text(call, "keptCalendar"),
			      .user = call_text(call, "keptUser"),
			      .start_ms = call_whole(call, "keptStart", 0),
			      .end_ms = call_whole(call, "keptEnd", 0) };
	e = blocking_take(call, zone, &b);
	if (e)
		return e;
	blocking_guard(call, &b, &lanes);
	blocking_values(call, &b);
	e = store_do(call, "UPDATE block_slot SET calendar_id = :calendarId,"
			   " assigned_user_id = :assignedUserId, title = :title,"
			   " start_ms = :startMs, end_ms = :endMs, sequence = sequence + 1,"
			   " date_updated = :now"
			   " WHERE id = :eventId AND location_id = :locationId");
	return e ? e : blocking_reply(call, zone, &b, &lanes);
}

/* Time that a user who leaves has blocked and that is not over is nobody's time. */
enum err blocks_leave_user(struct call *call)
{
	enum err e = ERR_OK;
	size_t count = 0;

	if (!store_load(call, "SELECT json_group_array(id) AS left_blocks FROM"
			      " (SELECT id FROM block_slot WHERE assigned_user_id = :leavingThing"
			      " AND location_id = :locationId AND end_ms > :now AND NOT deleted"
			      " LIMIT :leavingPart) AS next"))
		return call->err;
	const struct text *ids = texts_read(call->arena, call_text(call, "leftBlocks"), &count);
	for (size_t i = 0; i < count && !e; i++)
		e = lanes_free(call, ids[i]);
	call_set_flag(call, "leavingMore", count == (size_t)call_whole(call, "leavingPart", 0));
	return e ? e
		 : store_do(call, "UPDATE block_slot SET deleted = true, sequence = sequence + 1,"
				  " date_updated = :now WHERE (location_id || '') = :locationId"
				  " AND id IN (SELECT value FROM json_each(:leftBlocks))");
}

/* --- the location --- */

/* With each goes what it takes of lanes, which only its id tells. */
static enum err events_part(struct call *call, const struct sweep *sweep)
{
	call_set_text(call, "leavingIds", TEXT("[]"));
	enum err e = store_sweep(call, sweep, 1);

	return e ? e : lanes_free_all(call, call_text(call, "leavingIds"));
}

enum err appointments_leave_location(struct call *call)
{
	static const struct sweep notes = {
		NULL,
		{ "DELETE FROM appointment_note WHERE id IN (SELECT id FROM appointment_note"
		  " WHERE location_id = :locationId LIMIT :leavingPart)" }
	};
	static const struct sweep events[] = {
		{ "SELECT id FROM appointment WHERE location_id = :locationId LIMIT :leavingPart",
		  { "DELETE FROM appointment WHERE id IN"
		    " (SELECT value FROM json_each(:leavingIds))" } },
		{ "SELECT id FROM block_slot WHERE location_id = :locationId LIMIT :leavingPart",
		  { "DELETE FROM block_slot WHERE id IN"
		    " (SELECT value FROM json_each(:leavingIds))" } },
	};
	enum err e = store_sweep(call, &notes, 1);

	for (size_t i = 0; !e && i < 2 && !call_whole(call, "leavingMore", 0); i++)
		e = events_part(call, &events[i]);
	return e;
}
