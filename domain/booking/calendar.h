// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about calendars share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_BOOKING_CALENDAR_H
#define GROUNDLEVEL_DOMAIN_BOOKING_CALENDAR_H

#include "domain/booking/inside.h"

#define TEAM_MAX	   100	/* members of a calendar; also in the catalogue */
#define AVAILABILITIES_MAX 2000 /* dates of a calendar */

/* As the wire shows a calendar: the first column of a name counts, so what stands here replaces
 * what `*` gives. */
#define CALENDAR_SHOWN                                                                             \
	"CASE WHEN hours_said THEN open_hours ELSE '{}' END AS open_hours,"                        \
	" appoinment_per_slot AS appointment_per_slot, *"

/* What was sent, asked before the rest is held: afterwards everything is there. */
struct calendar_sent {
	bool type, team;
};

/* Brings what was sent to the form that is kept.  `fresh`: of a new calendar. */
enum err calendar_take(struct call *call, bool fresh);
/* Makes what follows from what was sent and what was kept: the dates, the team. */
enum err calendar_settle(struct call *call, const struct calendar_sent *sent);
/* Refuses what the calendar :calendarId, as it is now in the store, must not be. */
enum err calendar_check(struct call *call, const struct calendar_sent *sent);

enum err calendar_missing(struct call *call); /* refuses: no calendar :calendarId */
enum err calendar_need(struct call *call);    /* finds it in the location, or refuses */

#endif
