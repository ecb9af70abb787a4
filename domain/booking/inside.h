// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_BOOKING_INSIDE_H
#define GROUNDLEVEL_DOMAIN_BOOKING_INSIDE_H

#include "domain/booking/booking.h"
#include "platform/store/store.h"
#include "pure/schedule/schedule.h"

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
/* SQL: is this row of account (by its name there) a user of that location? */
#define USER_OF(account, location)                                                                 \
	" (EXISTS (SELECT 1 FROM account_location AS mate WHERE mate.location_id = " location      \
	" AND mate.account_id = " account ".id) OR " account ".type = 'agency' AND " account       \
	".company_id = (SELECT home.company_id FROM location AS home WHERE home.id = " location    \
	"))"

/* --- zones (zones.c) --- */

const struct zone *zone_find(struct call *call, struct text name);		  /* or NULL */
enum err zone_need(struct call *call, struct text name, const struct zone **out); /* or refuses */
enum err zone_of_location(struct call *call, const struct zone **out);

/* --- one calendar, ready for the engine (venue.c) --- */

struct calendar_setup {
	const struct json *wire;  /* its settings, as the wire has them */
	const struct zone *zone;  /* of the location */
	struct calendar calendar; /* with the schedules that are applied to it */
};

/* The calendar :calendarId of the location; refuses when there is none, or when it is somebody
 * else's. */
enum err calendar_setup_need(struct call *call, struct calendar_setup *out);

/* --- the world around it (schedule_input.c, lanes.c) --- */

#define LANES_MAX 400 /* of one calendar: itself, its members, its resources */

/* What is to be known of it. */
struct time_window {
	int64_t from_ms, to_ms; /* starts that may be asked for */
	bool whole_days;	/* all of the dates they touch (look busy) */
	bool turns;		/* who was given what lately: to assign somebody */
	bool others;		/* all of the calendar, also of who is not in its team now */
	struct text moved;	/* this appointment too, wherever it is; may be empty */
};

/* Everything that may stand in the way of these starts, as it is in the store now. */
enum err schedule_input_load(struct call *call, const struct calendar_setup *v,
			     const struct time_window *o, struct schedule_input *out);

/* --- what is asked about free slots (slots.c) --- */

struct slots_asked {
	struct calendar_setup calendar_setup;
	const struct zone *zone; /* that was asked for, else the location's */
	struct query query;
	struct schedule_input schedule_input;
};
/* startDate, endDate, timezone, userId and userIds, and the world of that time; refuses what makes
 * no sense.  Of `o` only what is asked beside the time counts. */
enum err slots_asked_take(struct call *call, const struct time_window *o, struct slots_asked *out);

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

struct occupation {
	char kind; /* a: appointment, b: block */
	struct text event_id;
	int64_t start_ms, end_ms; /* with buffers */
	bool live, series;
};
/* The lanes of an event from now on: those it had are free. */
enum err lanes_take(struct call *call, const struct occupation *o, const struct lanes *l);
enum err lanes_free(struct call *call, struct text event_id);

#endif
