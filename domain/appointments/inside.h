// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about appointments and blocked slots share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_APPOINTMENTS_INSIDE_H
#define GROUNDLEVEL_DOMAIN_APPOINTMENTS_INSIDE_H

#include "domain/appointments/appointments.h"
#include "domain/availability/availability.h"

/* --- events as the wire shows them (event.c) --- */

/* One row of an appointment or a block as a map of JSON, with its times in the zone.  Its SQL says
 * EVENT_COLUMNS or BLOCK_COLUMNS: the id is not among them. */
struct shown {
	const struct shape *shape;
	const struct zone *zone;
	struct text id;
	int64_t start_ms, end_ms;
	struct text master; /* of an instance, else empty */
};
void event_map_put(struct call *call, struct rows *rows, const struct shown *s,
		   struct json_out *out);
/* The same, its members into the reply object itself. */
void event_members_put(struct call *call, struct rows *rows, const struct shown *s);

/* Who makes something now: {"source","userId"} */
struct text booker_text(struct call *call);

/* --- one as it is to be kept (draft.c) --- */

/* Sets the values that the statements name: :eventId :ownerId :usersText :startMs … */
void draft_values(struct call *call, const struct draft *d);
/* Checks a rule of recurrence; refuses what is not supported. */
enum err rrule_check(struct call *call, const struct zone *zone, struct text rrule,
		     int64_t first_ms);

/* --- its words (appointment_texts.c) --- */

/* What stands in an appointment with the contact :contactId when nobody says it: its title; its
 * description, from the calendar's notes. */
struct text title_make(struct call *call, const struct calendar_setup *v);
struct text description_make(struct call *call, const struct calendar_setup *v);

/* --- whose contact it is (contact.c) --- */

/* The contact :contactId is assigned to whose appointment it is, where the calendar says so. */
enum err contact_give(struct call *call, const struct calendar_setup *v, struct text owner);

/* --- one appointment (appointments.c), one block (blocks.c) --- */

#define EVENT_COLUMNS                                                                              \
	"appointment.id AS event_id, appointment.title, appointment.location_id,"                  \
	" appointment.calendar_id, appointment.contact_id, calendar.group_id,"                     \
	" appointment.appointment_status, appointment.appointment_status AS appoinment_status,"    \
	" appointment.assigned_user_id, appointment.users, appointment.address,"                   \
	" appointment.description, appointment.description AS notes, appointment.date_added,"      \
	" appointment.date_updated, appointment.is_recurring, appointment.rrule,"                  \
	" appointment.assigned_resources, appointment.created_by, appointment.deleted,"            \
	" appointment.meeting_location_type, appointment.meeting_location_id,"                     \
	" appointment.source, appointment.master_id, appointment.start_ms, appointment.end_ms"

#define BLOCK_COLUMNS                                                                              \
	"block_slot.id AS event_id, block_slot.title, block_slot.location_id,"                     \
	" block_slot.calendar_id, block_slot.assigned_user_id, block_slot.date_added,"             \
	" block_slot.date_updated, block_slot.created_by, block_slot.deleted,"                     \
	" CAST(NULL AS TEXT) AS rrule, CAST(NULL AS TEXT) AS master_id,"                           \
	" block_slot.start_ms, block_slot.end_ms"

/* Announces :eventId, unless toNotify is false. */
enum err appointment_tell(struct call *call, const char *event, const struct zone *zone,
			  const struct draft *d);
/* Its members into the reply object. */
enum err appointment_reply(struct call *call, const struct zone *zone, struct text id);

#endif
