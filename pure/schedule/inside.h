// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the world sorted for one window of starts, and the small tools for it.
 *
 *	world ── view_open ──► view ── judge ──► who can take the start t, and if nobody: why
 *
 * From here on time is in whole minutes: an event's start is rounded down, its end up; as starts
 * are whole minutes, that is exact.  Intervals are [start, end) and never empty.
 */
#ifndef GROUNDLEVEL_PURE_SCHEDULE_INSIDE_H
#define GROUNDLEVEL_PURE_SCHEDULE_INSIDE_H

#include "pure/schedule/schedule.h"
#include "pure/schedule/tools.h"

/* --- tools.c: the clock of a zone over a time --- */
struct piece { /* a time of constant offset */
	int64_t start, end, offset;
};
struct pieces {
	const struct piece *at;
	size_t count;
};
struct pieces pieces_of(struct arena *a, const struct zone *z, int64_t from, int64_t to);
int64_t pieces_day(const struct pieces *p, int64_t minute); /* the local date; minute is inside */

/* --- hours.c: one source of open hours over the window --- */
struct source {
	const struct hours *hours;
	struct ranges open;  /* of everything a slot of the window may cover */
	struct numbers grid; /* starts inside the window, ascending */
};
void source_open(struct arena *a, struct source *s, struct range window, const struct calendar *c);
bool source_starts(const struct source *s, int64_t minute);

/* --- view.c --- */
struct taken { /* something in a lane's way, in the order of the world */
	struct range body, padded;
	bool block, shared; /* shared: of this calendar, so that capacity counts */
	bool session;	    /* exact length and whole minutes: may be the same session of a class */
};
struct spans { /* how many meet [p, q)? those that start before q, less those that end by p */
	int64_t *starts, *ends;
	size_t count;
};
struct lane { /* a member, or the one lane of an event calendar */
	struct text user;
	const struct source *source;
	struct taken *taken;
	size_t taken_count, taken_room;
	size_t event; /* the last event that was put here: attendees are a set */
	struct spans walls, shared;
	struct numbers sessions; /* starts of appointments as long as a slot */
};
struct room { /* a resource */
	const struct resource *resource;
	struct numbers starts, ends;
	struct ranges full; /* no unit is left */
};
struct view {
	struct arena *arena;
	const struct schedule_input *schedule_input;
	const struct calendar *calendar;
	struct range window; /* starts; the end is a start too */
	struct range busy;   /* all that slots of the window and their buffers reach */
	struct range wide;   /* busy, and the days and months that are counted */
	struct pieces local; /* of the location, over the window and two days around */
	struct source *sources;
	size_t source_count;
	struct lane *lanes;
	size_t lane_count;
	uint32_t *lane_table; /* by hash of the user, lane + 1 */
	size_t lane_table_size;
	struct room *rooms;
	size_t room_count;
	size_t events;
	struct text moved; /* appointment that is left out */
	int64_t notice_ms; /* first instant after an elapsed notice */
	struct range days; /* bookable dates, both ends */
	int64_t day_first, *day_counts;
	size_t day_count;
	int64_t month_first;
	int64_t *given;	      /* month by month, a count for each lane; NULL: no fairness */
	int64_t *given_least; /* and the least of each month */
	size_t month_count;
};
/* Starts from … to, both included, in minutes. */
struct looking {
	struct range window;
	struct text moved; /* the appointment that is moved, which is in nobody's way; or empty */
};
enum err view_open(struct arena *a, const struct schedule_input *w, const struct looking *at,
		   struct view *out, struct text *why);
enum err view_fill(struct view *v, struct text *why); /* its second half: fill.c */
#define LANE_NONE SIZE_MAX
size_t view_lane(const struct view *v, struct text user);
size_t view_lead(const struct view *v);			 /* collective: the primary member */
size_t view_month(const struct view *v, int64_t minute); /* with equal distribution only */
int64_t view_given(const struct view *v, size_t month, size_t lane); /* month count [7.2] */

/* --- judge.c: the one predicate --- */
struct ask {
	const bool *wanted; /* for each lane; NULL: anyone */
	bool ignore_range;
};
struct notes {
	struct arena *arena;
	struct note *at;
	size_t count, room;
};
/* How many lanes can take a start at this minute; 0: it is not offered.  `able` (room for all
 * lanes, or NULL) gets them in team order; without it the first one found is enough.  With `notes`
 * every reason against is noted. */
size_t judge(const struct view *v, const struct ask *ask, int64_t minute, size_t *able,
	     struct notes *notes);

/* --- assign.c --- */
struct lane_list {
	const size_t *at;
	size_t count;
};
/* Which of these lanes (at least one) gets the start [7.1]. */
enum err assign(const struct view *v, int64_t minute, struct lane_list able, size_t *out,
		struct text *why);

#endif
