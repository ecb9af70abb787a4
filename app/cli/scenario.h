// SPDX-License-Identifier: Apache-2.0
/*
 * A scenario: one whole world for the scheduling engine, and one question to it, as one JSON
 * object.
 *
 *	{"now", "location":{"timezone"}, "calendar":{…wire…}, "schedules":[…], "eventSchedule":{…},
 *	 "appointments":[…], "blocks":[…], "resources":[…],
 *	 "query":{"startDate","endDate","timezone","userId","userIds","enableLookBusy"}
 *	 or "booking":{"startTime","endTime","assignedUserId","eventId", …}}
 *
 * Objects are those of the wire; appointments also say "preBufferMins", "postBufferMins",
 * "assignedResources", "rrule", "dateAdded" and "deleted".  Times are milliseconds or ISO 8601.
 */
#ifndef GROUNDLEVEL_APP_CLI_SCENARIO_H
#define GROUNDLEVEL_APP_CLI_SCENARIO_H

#include "base/time/zones.h"
#include "pure/schedule/schedule.h"

struct scenario {
	struct arena *arena;
	struct zones *zones;
	struct text why; /* the first thing that is wrong with it */
	enum err err;

	struct schedule_input schedule_input;
	bool books; /* booking rather than query */
	struct query query;
	const struct zone *shown; /* zone of the answer */
	struct booking booking;
};

/* Everything in it lives in the arena, and borrows from the JSON. */
enum err scenario_read(struct arena *a, struct zones *zones, const struct json *v,
		       struct scenario *out);

#endif
