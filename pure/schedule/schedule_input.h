// SPDX-License-Identifier: Apache-2.0
/*
 * What the engine is told: one calendar and everything that may stand in its way.
 *
 * Plain data, filled by the caller from rows of the store or from JSON, borrowed for the length of
 * the call, never changed.  Numbers in brackets are the sections of RULES.md that use a field.
 *
 * Instants are milliseconds since 1970 in UTC, between 0 and INSTANT_MAX.  Lengths are minutes.
 * Days are clock_day_number.  An empty text means "none".
 */
#ifndef GROUNDLEVEL_PURE_SCHEDULE_SCHEDULE_INPUT_H
#define GROUNDLEVEL_PURE_SCHEDULE_SCHEDULE_INPUT_H

#include "base/core/text.h"
#include "base/time/zone.h"

/* [open, close) of a local day, in its minutes; midnight at the end is 1440 [4.1].  Those with
 * close <= open are passed over; overlapping and touching ones are joined. */
struct window {
	int open, close;
};

/* The windows of each such weekday, or of one date.  A date that is named replaces its weekday,
 * also without windows: then it is closed.  Several rows for one day are added together [4.3]. */
struct opening {
	int weekday; /* 0 Sunday … 6 Saturday; DATED: `day` says which */
	int64_t day;
	const struct window *windows;
	size_t window_count;
};

#define DATED (-1)

/* Hours of one source, in its own zone [4.2].  Two that are the same pointer are computed once. */
struct hours {
	const struct zone *zone;
	const struct opening *openings;
	size_t opening_count;
};

struct member {
	struct text user;
	double priority; /* larger is preferred [7.1] */
	bool primary;	 /* collective: its grid counts, it owns the appointment [4.4] */
	const struct hours
		*hours; /* the schedule attached to this calendar; NULL: the calendar's */
};

#define CALENDAR_TYPE_TABLE(X)                                                                     \
	X(ROUND_ROBIN, "round_robin")                                                              \
	X(EVENT, "event")                                                                          \
	X(CLASS, "class_booking")                                                                  \
	X(COLLECTIVE, "collective")                                                                \
	X(SERVICE, "service_booking")                                                              \
	X(PERSONAL, "personal")

enum calendar_type {
#define X(name, wire) CALENDAR_##name,
	CALENDAR_TYPE_TABLE(X)
#undef X
};

/* Elapsed time, or calendar arithmetic on local dates [3.2].  Count 0: no limit. */
enum span_unit { SPAN_MS, SPAN_DAYS, SPAN_WEEKS, SPAN_MONTHS };
struct span {
	int64_t count;
	enum span_unit unit;
};

/* One booking makes a series [9.1].  Count 0: it does not. */
enum repeat_each { REPEAT_DAILY, REPEAT_WEEKLY, REPEAT_MONTHLY };
enum repeat_taken { REPEAT_SKIP, REPEAT_CONTINUE, REPEAT_NEXT }; /* what if a place is taken? */
struct repeat {
	int count; /* 1 … 24, the first included */
	enum repeat_each each;
	enum repeat_taken taken;
	struct text status_taken; /* REPEAT_CONTINUE: status of what was booked anyway */
};

struct calendar {
	struct text id;
	enum calendar_type type;
	bool active, auto_confirm;
	const struct member *team; /* order breaks ties; `event` passes it over */
	size_t team_count;
	bool equal;		   /* optimise for equal distribution [7] */
	int duration, interval;	   /* 1 … 1440 */
	int pre, post;		   /* buffers, 0 … 1440 [6.1] */
	int64_t capacity;	   /* appoinmentPerSlot, at least 1 [6.2] */
	int64_t day_max;	   /* appoinmentPerDay; 0: no limit */
	struct span notice, reach; /* allowBookingAfter, allowBookingFor [5.1] */
	const struct hours *hours; /* for `event` its schedule, where it has one; never NULL */
	struct repeat repeat;
	int busy_percent;	       /* lookBusyConfig where enabled, 0 … 100; 0: off [12] */
	int64_t booking_epoch;	       /* +1 at every booking */
	int64_t distribution_reset_ms; /* or INSTANT_NONE [7.2] */
};

/* A live one: not deleted, not `cancelled` or `invalid` [1].  What ends where it starts, or before,
 * occupies nothing.
 *
 * Give all that may matter, others do no harm: of this calendar, of its users on any calendar, of
 * its resources, whatever meets the time that schedule_input_reach says, and every recurring one
 * that began before its end.  For a booking that names nobody also what starts within 24 hours of
 * now, and for each member the one of this calendar that was added last: who is next? [7.1] */
struct appointment {
	struct text id, calendar, owner; /* owner: assignedUserId */
	const struct text *users;	 /* the other attendees */
	size_t user_count;
	int64_t start_ms, end_ms;
	int pre, post;		      /* the buffers it was booked with, 0 … 1440 */
	int64_t added_ms;	      /* dateAdded, or INSTANT_NONE */
	const struct text *resources; /* ids */
	size_t resource_count;
	struct text rrule; /* occurs again and again [9.2] */
};

struct block { /* either calendar or user [6.6] */
	struct text calendar, user;
	int64_t start_ms, end_ms;
	struct text rrule;
};

struct resource { /* active, and attached to this calendar [6.5] */
	struct text id;
	int64_t units; /* a room's capacity; of equipment what is not out of service */
};

struct schedule_input {
	int64_t now_ms;
	const struct zone *zone; /* of the location */
	struct calendar calendar;
	const struct appointment *appointments;
	size_t appointment_count;
	const struct block *blocks;
	size_t block_count;
	const struct resource *resources; /* `service_booking` only; others pass them over */
	size_t resource_count;
};

#endif
