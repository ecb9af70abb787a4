// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about appointments and blocked slots share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_BOOKING_EVENT_H
#define GROUNDLEVEL_DOMAIN_BOOKING_EVENT_H

#include "domain/booking/inside.h"

/* An instance of a series: <id of the series>_<start in ms>_<length in seconds> */
struct instance {
	struct text master;
	int64_t start_ms, seconds;
};

bool instance_read(struct text id, struct instance *out);
/* Does the series that begins at first_ms have it? */
/* A time of a series that began at `from` and begins at `to` now, by the clock on the wall there.
 */
int64_t start_moved(const struct zone *zone, int64_t start_ms, int64_t from_ms, int64_t to_ms);
bool instance_is(struct call *call, const struct zone *zone, struct text rrule, int64_t first_ms,
		 int64_t start_ms);

/* Keeps others away: neither cancelled nor invalid? */
bool status_live(struct text status);

/* startTime or endTime as a value: an instant; refuses what is none.  Absent or null: `otherwise`.
 */
enum err instant_take(struct call *call, const char *name, const struct zone *zone,
		      int64_t otherwise, int64_t *out);

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

/* --- words (templates.c) --- */

/* A template with its {{names}} replaced by values that were learned; in HTML the values are made
 * harmless.  Empty when it would be larger than size_max. */
struct text words_fill(struct call *call, struct text template, size_t size_max, bool html);

/* What stands in an appointment with the contact :contactId when nobody says it: its title; its
 * description, from the calendar's notes. */
struct text title_make(struct call *call, const struct calendar_setup *v);
struct text description_make(struct call *call, const struct calendar_setup *v);

/* --- where it is (meeting_place.c) --- */

bool meeting_said(struct call *call);  /* in so many words: nothing of a calendar is needed */
bool meeting_named(struct call *call); /* as one of the calendar's */
/* :address, :meetingLocationType and :meetingLocationId from what was sent and the calendar of
 * `owner`; refuses a name that it does not have. */
enum err meeting_take(struct call *call, const struct calendar_setup *v, struct text owner);
/* Is :address the calendar's own?  And now that of another owner, or calendar. */
bool meeting_made(struct call *call, const struct calendar_setup *v, struct text owner);
void meeting_move(struct call *call, const struct calendar_setup *v, struct text owner);
/* locationConfigurations as they are kept: each with the id by which it is chosen. */
void meetings_put(struct call *call, struct json_out *o, const struct json *list);

/* --- whose contact it is (contact.c) --- */

/* The contact :contactId is assigned to whose appointment it is, where the calendar says so. */
enum err contact_give(struct call *call, const struct calendar_setup *v, struct text owner);

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

/* --- placing (place.c) --- */

/* One appointment as it is to be kept. */
struct draft {
	struct text id, calendar, owner, status, master, rrule;
	const struct text *others, *resources;
	size_t other_count, resource_count;
	int64_t start_ms, end_ms;
	int pre, post;
};
/* Sets the values that the statements name: :eventId :ownerId :usersText :startMs … */
void draft_values(struct call *call, const struct draft *d);
/* Its lanes from now on, by its status. */
enum err draft_lanes(struct call *call, const struct draft *d);

/* Reads the calendar :calendarId, keeps others off it and all that it needs, and asks the engine;
 * refuses where it does, and says why the slot is missing. */
enum err place_find(struct call *call, struct calendar_setup *v, const struct booking *b,
		    struct placing *out);
/* Checks a rule of recurrence; refuses what is not supported. */
enum err rrule_check(struct call *call, const struct zone *zone, struct text rrule,
		     int64_t first_ms);

/* --- notifications (notify.c) --- */

/* Hands what is due by the notifications of its calendar to the outgoing messages; `was`: before
 * this change, NULL when it was just booked.  Deleting is told as cancelling. */
enum err appointment_notify(struct call *call, const struct zone *zone, const struct draft *d,
			    const struct draft *was);

/* --- one appointment (appointments.c) --- */

/* Announces :eventId, unless toNotify is false. */
enum err appointment_tell(struct call *call, const char *event, const struct zone *zone,
			  const struct draft *d);
/* Its members into the reply object. */
enum err appointment_reply(struct call *call, const struct zone *zone, struct text id);
enum err event_missing(struct call *call); /* refuses: no :eventId */

#endif
