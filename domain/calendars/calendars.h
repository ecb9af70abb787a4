// SPDX-License-Identifier: Apache-2.0
/*
 * Calendars as they are set up: their settings, groups, teams, schedules and resources, and where
 * one meets.  The lowest of the rooms of catalogue/calendars.api:
 *
 *	calendars < availability < reminders < appointments < feeds
 *
 * The room writes what a calendar is, and hands it up as the engine of pure/schedule takes it.  The
 * operations are named by the rows of the catalogue and reached only through them; what stands here
 * is for the rooms above.  All that is given lives in the call's arena.  What can fail has refused
 * with its sentence when it gives an error, and then nothing of the call is kept.
 */
#ifndef GROUNDLEVEL_DOMAIN_CALENDARS_CALENDARS_H
#define GROUNDLEVEL_DOMAIN_CALENDARS_CALENDARS_H

#include "domain/companies/companies.h"
#include "platform/catalogue/catalogue.h"
#include "platform/store/store.h"
#include "pure/schedule/schedule.h"
#include "runs.h"

/* --- what was sent, and what is replied --- */

/* "success": true in the reply */
enum err success_put(struct call *call);
/* Notes a violation for each of these (the list ends with NULL) that was sent as null or as empty
 * text, and refuses if there is one. */
enum err filled_check(struct call *call, const char *const *names);

/* SQL: is this row of account (by its name there) a user of that location? */
#define USER_OF(account, location)                                                                 \
	" (EXISTS (SELECT 1 FROM account_location AS mate WHERE mate.location_id = " location      \
	" AND mate.account_id = " account ".id) OR " account ".type = 'agency' AND " account       \
	".company_id = (SELECT home.company_id FROM location AS home WHERE home.id = " location    \
	"))"

/* --- zones and times (zones.c) --- */

enum err zone_need(struct call *call, struct text name, const struct zone **out); /* or refuses */
/* startTime or endTime as a value: an instant; refuses what is none.  Absent or null: `otherwise`.
 */
enum err instant_take(struct call *call, const char *name, const struct zone *zone,
		      int64_t otherwise, int64_t *out);

/* --- one calendar --- */

enum err calendar_need(struct call *call); /* :calendarId is in the location, or refuses */
/* Something was booked in the calendar :calendarId: its turns go on. */
enum err calendar_booked(struct call *call);

/* Ready for the engine (calendar_setup.c). */
struct calendar_setup {
	const struct json *wire;  /* its settings, as the wire has them */
	const struct zone *zone;  /* of the location */
	struct calendar calendar; /* with the schedules that are applied to it */
};

/* The calendar :calendarId of the location; refuses when there is none, or when it is somebody
 * else's. */
enum err calendar_setup_need(struct call *call, struct calendar_setup *out);

/* --- where one meets (meeting_place.c) --- */

bool meeting_said(struct call *call);  /* in so many words: nothing of a calendar is needed */
bool meeting_named(struct call *call); /* as one of the calendar's */
/* :address, :meetingLocationType and :meetingLocationId from what was sent and the calendar of
 * `owner`; refuses a name that it does not have. */
enum err meeting_take(struct call *call, const struct calendar_setup *v, struct text owner);
/* Is :address the calendar's own?  And now that of another owner, or calendar. */
bool meeting_made(struct call *call, const struct calendar_setup *v, struct text owner);
void meeting_move(struct call *call, const struct calendar_setup *v, struct text owner);

/* --- lanes: what can be taken (lanes.c) --- */

#define LANES_MAX 400 /* of one calendar: itself, its members, its resources */

struct lanes {
	struct text at[LANES_MAX];
	size_t count;
};

void lane_add(struct call *call, struct lanes *l, char kind, struct text id); /* each once */
/* Nobody else is on these lanes until the call ends.  All that a call needs must be asked for in
 * one go, or in the order of their names: so two calls never wait for each other. */
void lanes_guard(struct call *call, struct lanes *l);
void lane_guard(struct call *call, char kind, struct text id); /* of one lane */
/* The calendar itself, and everybody and everything that it needs. */
void calendar_setup_lanes(struct call *call, const struct calendar_setup *v, struct lanes *l);

#endif
