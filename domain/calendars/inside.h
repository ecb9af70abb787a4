// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CALENDARS_INSIDE_H
#define GROUNDLEVEL_DOMAIN_CALENDARS_INSIDE_H

#include "domain/calendars/calendars.h"

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

/* --- what was sent (sent.c) --- */

/* A value that was sent as null, or not at all, becomes what the shape's field falls back to. */
void fallbacks_take(struct call *call, const char *shape, bool absent_too);
enum err violations_refuse(struct call *call); /* refuses when some were noted */
/* Is it one to 200 lower-case letters, digits and single hyphens? */
bool slug_formed(struct text slug);

/* locationConfigurations as they are kept: each with the id by which it is chosen. */
void meetings_put(struct call *call, struct json_out *o, const struct json *list);

#endif
