// SPDX-License-Identifier: Apache-2.0
/*
 * Appointments: changed, moved, cancelled, deleted.
 *
 * Another time, user or calendar, or coming back to life, is booked anew: the engine is asked with
 * the appointment itself left out.  Everything else is stored as it was sent.
 *
 * An instance of a series that is touched by its own id becomes a row of its own under that id, and
 * the series leaves its time out.
 */
#include "domain/appointments/inside.h"

#include "base/json/texts.h"
#include "base/time/clock.h"
#include "domain/reminders/reminders.h"

#define RULE_MAX 20000

static const char hold[] =
	"SELECT contact_id, title, description, address, meeting_location_type,"
	" meeting_location_id, calendar_id AS kept_calendar, assigned_user_id AS kept_user,"
	" users AS kept_users, assigned_resources AS kept_resources, master_id AS kept_master,"
	" appointment_status AS kept_status, start_ms AS kept_start, end_ms AS kept_end,"
	" pre_min AS kept_pre, post_min AS kept_post, rrule AS kept_rule, deleted AS kept_deleted"
	" FROM appointment WHERE id = :eventId AND location_id = :locationId";

static const char update[] =
	"UPDATE appointment SET calendar_id = :bookedCalendar, assigned_user_id = :ownerId,"
	" users = :usersText, title = :title, description = :description, address = :address,"
	" meeting_location_type = :meetingLocationType,"
	" meeting_location_id = :meetingLocationId, appointment_status = :status,"
	" start_ms = :startMs, end_ms = :endMs, pre_min = :preMin, post_min = :postMin,"
	" is_recurring = :isRecurring, rrule = :ruleText, master_id = :masterId,"
	" assigned_resources = :resourcesText, sequence = sequence + 1,"
	" origin_ms = coalesce(origin_ms, start_ms), date_updated = :now"
	" WHERE id = :eventId AND location_id = :locationId";

static struct draft draft_kept(struct call *call)
{
	struct draft d = {
		.id = call_text(call, "eventId"),
		.calendar = call_text(call, "keptCalendar"),
		.owner = call_text(call, "keptUser"),
		.status = call_text(call, "keptStatus"),
		.master = call_text(call, "keptMaster"),
		.rrule = call_text(call, "keptRule"),
		.start_ms = call_whole(call, "keptStart", 0),
		.end_ms = call_whole(call, "keptEnd", 0),
		.pre = (int)call_whole(call, "keptPre", 0),
		.post = (int)call_whole(call, "keptPost", 0),
	};

	d.others = texts_read(call->arena, call_text(call, "keptUsers"), &d.other_count);
	d.resources = texts_read(call->arena, call_text(call, "keptResources"), &d.resource_count);
	return d;
}

/* --- an instance becomes a row --- */

/* The series leaves this time out. */
static struct text rule_without(struct call *call, struct text rule, int64_t start_ms)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(start_ms, iso); /* 2026-07-17T10:26:20.635Z */
	return text_format(call->arena, "%.*s\nEXDATE:%.4s%.2s%.2sT%.2s%.2s%.2sZ", (int)rule.size,
			   rule.at, iso, iso + 5, iso + 8, iso + 11, iso + 14, iso + 17);
}

/* A series that begins at another time leaves out the same instances as before. */
static struct text rule_moved(struct call *call, const struct zone *zone, const struct draft *was,
			      const struct draft *d)
{
	static const char head[] = "EXDATE:";
	struct text rest = d->rrule, line;
	struct buffer out = buffer_open(call->arena, 2 * RULE_MAX);

	while (text_split(&rest, '\n', &line)) {
		const char *at = line.at + sizeof(head) - 1;
		int64_t ms = 0;
		bool ours = text_starts(line, head) && line.size == sizeof(head) - 1 + 16 &&
			    clock_read_iso(text_format(call->arena, "%.4s-%.2s-%.5s:%.2s:%.2sZ", at,
						       at + 4, at + 6, at + 11, at + 13),
					   &ms);
		if (out.size)
			buffer_byte(&out, '\n');
		if (ours)
			line = rule_without(call, TEXT(""),
					    start_moved(zone, ms, was->start_ms, d->start_ms));
		buffer_add(&out, ours ? (struct text){ line.at + 1, line.size - 1 } : line);
	}
	return buffer_text(&out);
}

static enum err instance_part(struct call *call, const struct zone *zone,
			      const struct instance *instance, struct text id)
{
	call_set_text(call, "seriesId", instance->master);
	if (!store_load(call, "SELECT rrule AS series_rule, start_ms AS series_start,"
			      " coalesce(origin_ms, start_ms) AS series_origin,"
			      " end_ms - start_ms AS series_length FROM appointment"
			      " WHERE id = :seriesId AND location_id = :locationId"
			      " AND NOT deleted"))
		return event_missing(call);
	struct text rule = call_text(call, "seriesRule");
	if (!rule.size ||
	    !instance_is(call, zone, rule, call_whole(call, "seriesStart", 0), instance->start_ms))
		return event_missing(call);
	if (rule.size > RULE_MAX)
		return refuse(call, ERR_BAD, "Too many instances of this series were changed");
	call_set_text(call, "instanceId", id);
	call_set_whole(call, "instanceStart", instance->start_ms);
	call_set_whole(call, "instanceOrigin",
		       start_moved(zone, instance->start_ms, call_whole(call, "seriesStart", 0),
				   call_whole(call, "seriesOrigin", 0)));
	call_set_whole(call, "instanceEnd",
		       instance->start_ms + call_whole(call, "seriesLength", 0));
	call_set_text(call, "seriesRule", rule_without(call, rule, instance->start_ms));
	enum err e = store_do(
		call,
		"INSERT INTO appointment (id, location_id, calendar_id, contact_id,"
		" assigned_user_id, users, title, description, address, meeting_location_type,"
		" meeting_location_id, appointment_status, start_ms, end_ms, pre_min, post_min,"
		" is_recurring, master_id, assigned_resources, source, created_by, date_added,"
		" date_updated, sequence, origin_ms)"
		" SELECT CAST(:instanceId AS TEXT), location_id, calendar_id, contact_id,"
		" assigned_user_id, users, title, description, address, meeting_location_type,"
		" meeting_location_id, appointment_status, CAST(:instanceStart AS BIGINT),"
		" CAST(:instanceEnd AS BIGINT), pre_min, post_min, true, id, assigned_resources,"
		" source, created_by, date_added, CAST(:now AS BIGINT), sequence,"
		" CAST(:instanceOrigin AS BIGINT) FROM appointment"
		" WHERE id = :seriesId AND location_id = :locationId");
	if (!e)
		e = store_do(call, "UPDATE appointment SET rrule = :seriesRule,"
				   " sequence = sequence + 1, date_updated = :now"
				   " WHERE id = :seriesId AND location_id = :locationId");
	return e;
}

/* Finds the row of :eventId and what it is now; an instance gets one first. */
static enum err appointment_hold(struct call *call, const struct zone *zone, struct draft *out)
{
	struct text id = call_text(call, "eventId");
	struct instance instance;
	bool found = store_select_for_update(call, hold);

	if (!found && !call->err && instance_read(id, &instance)) {
		enum err e = instance_part(call, zone, &instance, id);
		if (e)
			return e;
		found = store_select_for_update(call, hold);
		*out = draft_kept(call);
		if (found)
			return draft_lanes(call, out);
	}
	if (!found || call_whole(call, "keptDeleted", 0))
		return event_missing(call);
	*out = draft_kept(call);
	return ERR_OK;
}

/* --- the change --- */

/* What was sent about time and who, over what it is. */
static enum err booking_over(struct call *call, const struct zone *zone, const struct draft *kept,
			     struct booking *b)
{
	*b = (struct booking){
		.user = call_text(call, "assignedUserId"),
		.status = call_text(call, "appointmentStatus"),
		.moved = kept->id,
		.ignore_range = call_whole(call, "ignoreDateRange", 0),
		.ignore_slots = call_whole(call, "ignoreFreeSlotValidation", 0),
	};
	if (!b->status.size)
		b->status = kept->status;
	enum err e = instant_take(call, "startTime", zone, kept->start_ms, &b->start_ms);
	int64_t same_end = b->start_ms == kept->start_ms ? kept->end_ms : INSTANT_NONE;
	if (b->start_ms != kept->start_ms && b->ignore_slots)
		same_end = b->start_ms + (kept->end_ms - kept->start_ms);
	return e ? e : instant_take(call, "endTime", zone, same_end, &b->end_ms);
}

static bool books_anew(struct call *call, const struct draft *kept, const struct booking *b)
{
	bool other_user = b->user.size && !text_same(b->user, kept->owner);

	return other_user || b->start_ms != kept->start_ms || b->end_ms != kept->end_ms ||
	       !text_same(call_text(call, "calendarId"), kept->calendar) ||
	       (status_live(b->status) && !status_live(kept->status));
}

/* A named user keeps an appointment that nobody else is asked to take. */
static enum err draft_place(struct call *call, const struct booking *b, struct draft *d)
{
	struct text before = d->owner;
	struct placing placing;
	struct calendar_setup v;
	enum err e = place_find(call, &v, b, &placing);

	if (e)
		return e;
	bool stays = b->ignore_slots && !b->user.size && text_same(d->calendar, v.calendar.id);
	if (!stays) {
		d->owner = placing.owner;
		d->others = placing.others;
		d->other_count = placing.other_count;
		d->resources = placing.resources;
		d->resource_count = placing.resource_count;
	}
	d->calendar = v.calendar.id;
	d->start_ms = placing.start_ms;
	d->end_ms = placing.end_ms;
	d->pre = v.calendar.pre;
	d->post = v.calendar.post;
	return text_same(before, d->owner) ? ERR_OK : contact_give(call, &v, d->owner);
}

/* The calendar of another time of this appointment, when it is still there. */
static bool calendar_setup_before(struct call *call, const struct draft *was,
				  struct calendar_setup *out)
{
	struct text now = call_text(call, "calendarId");

	call_set_text(call, "calendarId", was->calendar);
	bool found = store_has(call, "SELECT 1 FROM calendar WHERE id = :calendarId"
				     " AND location_id = :locationId AND NOT deleted") &&
		     !calendar_setup_need(call, out);
	call_set_text(call, "calendarId", now);
	return found;
}

/* Where it is: as was sent; else it goes along with whose it is, if it was that of the calendar. */
static enum err meeting_change(struct call *call, const struct draft *d, const struct draft *was)
{
	bool stays = text_same(d->owner, was->owner) && text_same(d->calendar, was->calendar);
	struct calendar_setup v;

	if (meeting_said(call))
		return meeting_take(call, NULL, d->owner);
	if (meeting_named(call)) {
		enum err e = calendar_setup_need(call, &v);
		return e ? e : meeting_take(call, &v, d->owner);
	}
	if (stays || json_get(call->json, "address") || !calendar_setup_before(call, was, &v) ||
	    !meeting_made(call, &v, was->owner))
		return call->err;
	enum err e = calendar_setup_need(call, &v);
	if (!e)
		meeting_move(call, &v, d->owner);
	return e;
}

/* Null, or an empty title, leaves what cannot be without. */
static void texts_take(struct call *call)
{
	static const char *const names[] = { "title", "appointmentStatus", "calendarId",
					     "assignedUserId" };
	const struct text none = { 0 };

	if (call_value(call, "address")->type == VALUE_NULL)
		call_set_text(call, "address", none);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (call_given(call, names[i]) && !text_trim(call_text(call, names[i])).size)
			call_set(call, names[i], (struct value){ .type = VALUE_ABSENT });
}

/* The lanes that stand before the row is looked at: of the calendar it is on, and of the new one.
 */
static enum err calendars_guard(struct call *call)
{
	struct lanes lanes = { 0 };
	struct instance instance;
	struct text id = call_text(call, "eventId");

	call_set_text(call, "rowId", instance_read(id, &instance) ? instance.master : id);
	if (!store_load(call, "SELECT calendar_id AS row_calendar FROM appointment"
			      " WHERE (id = :eventId OR id = :rowId)"
			      " AND location_id = :locationId"))
		return event_missing(call);
	lane_add(call, &lanes, 'c', call_text(call, "rowCalendar"));
	if (call_text(call, "calendarId").size)
		lane_add(call, &lanes, 'c', call_text(call, "calendarId"));
	else
		call_set_text(call, "calendarId", call_text(call, "rowCalendar"));
	lanes_guard(call, &lanes);
	return call->err;
}

enum err appointment_update(struct call *call)
{
	const struct zone *zone;
	struct booking b;
	struct draft d, was;
	enum err e = location_zone(call, &zone);

	texts_take(call);
	if (!e)
		e = calendars_guard(call);
	if (!e)
		e = appointment_hold(call, zone, &d);
	if (!e)
		e = booking_over(call, zone, &d, &b);
	was = d;
	if (!e && books_anew(call, &d, &b))
		e = draft_place(call, &b, &d);
	if (!e)
		e = meeting_change(call, &d, &was);
	d.status = b.status;
	if (!e && b.ignore_slots && call_text(call, "rrule").size) {
		d.rrule = text_trim(call_text(call, "rrule"));
		e = rrule_check(call, zone, d.rrule, d.start_ms);
	}
	if (e)
		return e;
	if (d.rrule.size && text_same(d.rrule, was.rrule) && d.start_ms != was.start_ms)
		d.rrule = rule_moved(call, zone, &was, &d);
	draft_values(call, &d);
	e = store_do(call, update);
	if (!e)
		e = draft_lanes(call, &d);
	if (!e)
		e = appointment_notify(call, zone, &d, &was);
	if (!e)
		e = appointment_tell(call, "AppointmentUpdate", zone, &d);
	return e ? e : appointment_reply(call, zone, d.id);
}

/* --- deleting --- */

static enum err appointment_delete(struct call *call)
{
	const struct zone *zone;
	struct draft d;
	enum err e = location_zone(call, &zone);

	if (!e)
		e = calendars_guard(call);
	if (!e)
		e = appointment_hold(call, zone, &d);
	if (!e)
		e = store_do(call, "UPDATE appointment SET deleted = true,"
				   " sequence = sequence + 1, date_updated = :now"
				   " WHERE id = :eventId AND location_id = :locationId");
	if (!e)
		e = lanes_free(call, d.id);
	if (!e) {
		struct draft gone = d;
		gone.status = TEXT("cancelled");
		e = appointment_notify(call, zone, &gone, &d);
	}
	return e ? e : appointment_tell(call, "AppointmentDelete", zone, &d);
}

enum err event_delete(struct call *call)
{
	enum err e = store_do(call, "UPDATE block_slot SET deleted = true, date_updated = :now"
				    " WHERE id = :eventId AND location_id = :locationId"
				    " AND NOT deleted");

	if (!e && call->changed)
		e = lanes_free(call, call_text(call, "eventId"));
	else if (!e)
		e = appointment_delete(call);
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e;
}
