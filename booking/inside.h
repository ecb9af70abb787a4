// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_BOOKING_INSIDE_H
#define GROUNDLEVEL_BOOKING_INSIDE_H

#include "booking/booking.h"
#include "schedule/schedule.h"
#include "store/store.h"

/* --- small things (small.c) --- */

/* "success": true in the reply */
enum err success_put(struct call *call);
/* A value that was sent as null, or not at all, becomes what the shape's field falls back to. */
void fallbacks_take(struct call *call, const char *shape, bool absent_too);
/* Notes a violation for each of these (the list ends with NULL) that was sent as null or as empty
 * text, and refuses if there is one. */
enum err filled_check(struct call *call, const char *const *names);
enum err violations_refuse(struct call *call); /* refuses when some were noted */
/* Is it one to 200 lower-case letters, digits and single hyphens? */
bool slug_formed(struct text slug);
/* The reply is a list at the top: each row by the shape that the operation gives. */
enum err rows_reply(struct call *call, struct rows *rows);
/* A JSON list from the arena: of texts; and its texts again. */
struct text texts_json(struct arena *a, const struct text *texts, size_t count);
struct text *texts_read(struct arena *a, struct text list, size_t *count);
/* Reads JSON that we wrote ourselves; NULL when it is empty or broken. */
const struct json *json_own(struct arena *a, struct text source);
/* Who makes something now: {"source","userId"} */
struct text booker_text(struct call *call);

/* --- zones (zones.c) --- */

const struct zone *zone_find(struct call *call, struct text name);		  /* or NULL */
enum err zone_need(struct call *call, struct text name, const struct zone **out); /* or refuses */
enum err zone_of_location(struct call *call, const struct zone **out);

/* --- one calendar, ready for the engine (venue.c) --- */

struct venue {
	const struct zone *zone;  /* of the location */
	struct calendar calendar; /* with the schedules that are applied to it */
	struct text title;	  /* template of a title */
};

/* The calendar :calendarId of the location; refuses when there is none, or when it is somebody
 * else's. */
enum err venue_need(struct call *call, struct venue *out);

#endif
