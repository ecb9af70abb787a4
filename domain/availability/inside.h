// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_AVAILABILITY_INSIDE_H
#define GROUNDLEVEL_DOMAIN_AVAILABILITY_INSIDE_H

#include "domain/availability/availability.h"

/* --- the world around a calendar (schedule_input.c) --- */

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

#endif
