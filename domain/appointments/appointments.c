// SPDX-License-Identifier: Apache-2.0
/*
 * Appointments: booked and read.  Changing them is in appointment_change.c.
 */
#include "domain/appointments/inside.h"

#include "base/secrets/id.h"
#include "domain/reminders/reminders.h"

static const char insert[] =
	"INSERT INTO appointment (id, location_id, calendar_id, contact_id, assigned_user_id,"
	" users, title, description, address, meeting_location_type, meeting_location_id,"
	" appointment_status, start_ms, end_ms, pre_min, post_min, is_recurring, rrule, master_id,"
	" assigned_resources, source, created_by, date_added, date_updated)"
	" VALUES (:eventId, :locationId, :bookedCalendar, :contactId, :ownerId, :usersText, :title,"
	" :description, :address, :meetingLocationType, :meetingLocationId, :status, :startMs,"
	" :endMs, :preMin, :postMin, :isRecurring, :ruleText, :masterId, :resourcesText, "
	"'third_party', :createdBy, :now, :now)";

static const char told[] =
	"SELECT appointment.id, appointment.location_id, appointment.address, appointment.title,"
	" appointment.calendar_id, appointment.contact_id, calendar.group_id,"
	" appointment.appointment_status, appointment.assigned_user_id, appointment.users,"
	" appointment.description AS notes, appointment.source,"
	" CAST(:startText AS TEXT) AS start_time, CAST(:endText AS TEXT) AS end_time,"
	" appointment.date_added, appointment.date_updated"
	" FROM appointment LEFT JOIN calendar ON calendar.id = appointment.calendar_id"
	" AND calendar.location_id = appointment.location_id"
	" WHERE appointment.id = :eventId AND appointment.location_id = :locationId";

static const char one[] =
	"SELECT " EVENT_COLUMNS ", 'booked' AS status, NULL AS appointment_meta"
	" FROM appointment LEFT JOIN calendar ON calendar.id = appointment.calendar_id"
	" AND calendar.location_id = appointment.location_id"
	" WHERE appointment.id = :eventId AND appointment.location_id = :locationId";

enum err event_missing(struct call *call)
{
	struct text id = call_text(call, "eventId");

	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "Event not found (%.*s)", (int)id.size, id.at);
}

static void zone_value(struct call *call, const char *name, const struct zone *zone, int64_t ms)
{
	char text[ZONE_TEXT_SIZE];

	zone_text(zone, ms, text);
	call_set_text(call, name, text_copy(call->arena, text_of(text)));
}

enum err appointment_tell(struct call *call, const char *event, const struct zone *zone,
			  const struct draft *d)
{
	const struct json *notify = json_get(call->json, "toNotify");

	if (json_is(notify, JSON_FALSE))
		return ERR_OK;
	call_set_text(call, "eventId", d->id);
	zone_value(call, "startText", zone, d->start_ms);
	zone_value(call, "endText", zone, d->end_ms);
	return store_emit_event(call, event, told);
}

enum err appointment_reply(struct call *call, const struct zone *zone, struct text id)
{
	call_set_text(call, "eventId", id);
	struct rows *rows = store_ask(call, one);
	bool found = rows_next(rows);

	if (found)
		event_members_put(call, rows,
				  &(struct shown){ .shape = call->op->gives,
						   .zone = zone,
						   .id = id,
						   .start_ms = rows_whole(rows, "start_ms"),
						   .end_ms = rows_whole(rows, "end_ms") });
	rows_close(rows);
	return found ? call->err : event_missing(call);
}

/* --- booking --- */

static struct text id_take(struct call *call)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	return text_copy(call->arena, text_of(id));
}

/* What was sent about time and who, before anything is known of the calendar. */
static enum err booking_take(struct call *call, const struct zone *zone, struct booking *b)
{
	*b = (struct booking){
		.user = call_text(call, "assignedUserId"),
		.status = call_text(call, "appointmentStatus"),
		.ignore_range = call_whole(call, "ignoreDateRange", 0),
		.ignore_slots = call_whole(call, "ignoreFreeSlotValidation", 0),
	};
	enum err e = instant_take(call, "startTime", zone, INSTANT_NONE, &b->start_ms);
	return e ? e : instant_take(call, "endTime", zone, INSTANT_NONE, &b->end_ms);
}

/* Title, address and the like: what was not said follows from the calendar. */
static enum err words_take(struct call *call, const struct calendar_setup *v, struct text owner)
{
	if (!text_trim(call_text(call, "title")).size)
		call_set_text(call, "title", title_make(call, v));
	if (!text_trim(call_text(call, "description")).size) {
		struct text description = description_make(call, v);
		if (description.size)
			call_set_text(call, "description", description);
	}
	call_set_text(call, "createdBy", booker_text(call));
	return meeting_take(call, v, owner);
}

static enum err draft_insert(struct call *call, const struct calendar_setup *v,
			     const struct draft *d)
{
	draft_values(call, d);
	enum err e = store_do(call, insert);
	if (!e)
		e = draft_lanes(call, d);
	if (!e)
		e = appointment_notify(call, v->zone, d, NULL);
	return e ? e : appointment_tell(call, "AppointmentCreate", v->zone, d);
}

/* Everything that the engine decided, row by row; the first is what was asked for. */
static enum err placing_insert(struct call *call, const struct calendar_setup *v,
			       const struct placing *p, struct draft *first)
{
	int64_t length = p->end_ms - p->start_ms;
	struct draft d = *first;
	enum err e = ERR_OK;

	if (!p->repeats)
		return draft_insert(call, v, first);
	first->master = first->id;
	for (size_t i = 0; !e && i < p->occurrence_count; i++) {
		d.id = i ? id_take(call) : first->id;
		d.master = first->id;
		d.status = p->occurrences[i].status;
		d.start_ms = p->occurrences[i].start_ms;
		d.end_ms = d.start_ms + length;
		e = draft_insert(call, v, &d);
	}
	return e;
}

static struct draft draft_make(struct call *call, const struct calendar_setup *v,
			       const struct placing *p)
{
	return (struct draft){
		.id = id_take(call),
		.calendar = v->calendar.id,
		.owner = p->owner,
		.others = p->others,
		.other_count = p->other_count,
		.resources = p->resources,
		.resource_count = p->resource_count,
		.status = p->status,
		.start_ms = p->start_ms,
		.end_ms = p->end_ms,
		.pre = v->calendar.pre,
		.post = v->calendar.post,
	};
}

enum err appointment_create(struct call *call)
{
	struct placing placing;
	const struct zone *zone;
	struct booking b;
	struct calendar_setup v;
	enum err e = location_zone(call, &zone);

	if (!e)
		e = booking_take(call, zone, &b);
	if (e)
		return e;
	lane_guard(call, 'c', call_text(call, "calendarId"));
	e = place_find(call, &v, &b, &placing);
	if (e)
		return e;
	struct draft d = draft_make(call, &v, &placing);
	if (b.ignore_slots && call_text(call, "rrule").size) {
		d.rrule = text_trim(call_text(call, "rrule"));
		e = rrule_check(call, zone, d.rrule, d.start_ms);
	}
	if (!e)
		e = words_take(call, &v, d.owner);
	if (!e)
		e = placing_insert(call, &v, &placing, &d);
	if (!e)
		e = contact_give(call, &v, d.owner);
	if (!e)
		e = calendar_booked(call);
	return e ? e : appointment_reply(call, zone, d.id);
}

/* --- reading --- */

static void appointment_put(struct call *call, struct rows *rows, const struct shown *s)
{
	struct shown shown = *s;

	shown.shape = shape_find(call->op->gives, TEXT("appointment"))->shape;
	json_key(&call->out, "appointment");
	json_map(&call->out);
	event_members_put(call, rows, &shown);
	json_close(&call->out);
}

/* An instance of a series: the row is the series', its times are its own. */
static enum err instance_get(struct call *call, const struct zone *zone,
			     const struct instance *instance)
{
	struct text id = call_text(call, "eventId");

	call_set_text(call, "eventId", instance->master);
	struct rows *rows = store_ask(call, one);
	bool found = rows_next(rows) && rows_text(rows, "rrule").size &&
		     instance_is(call, zone, text_copy(call->arena, rows_text(rows, "rrule")),
				 rows_whole(rows, "start_ms"), instance->start_ms);
	if (found) {
		int64_t length = rows_whole(rows, "end_ms") - rows_whole(rows, "start_ms");
		appointment_put(call, rows,
				&(struct shown){ .zone = zone,
						 .id = id,
						 .start_ms = instance->start_ms,
						 .end_ms = instance->start_ms + length,
						 .master = instance->master });
	}
	rows_close(rows);
	call_set_text(call, "eventId", id);
	return found ? call->err : event_missing(call);
}

enum err appointment_get(struct call *call)
{
	struct text id = call_text(call, "eventId");
	struct instance instance;
	const struct zone *zone;
	enum err e = location_zone(call, &zone);

	if (e)
		return e;
	struct rows *rows = store_ask(call, one);
	bool found = rows_next(rows);
	if (found) {
		appointment_put(call, rows,
				&(struct shown){ .zone = zone,
						 .id = id,
						 .start_ms = rows_whole(rows, "start_ms"),
						 .end_ms = rows_whole(rows, "end_ms") });
	}
	rows_close(rows);
	if (!found && !call->err && instance_read(id, &instance))
		return instance_get(call, zone, &instance);
	return found ? call->err : event_missing(call);
}
