// SPDX-License-Identifier: Apache-2.0
/*
 * Which places are free, who gets them, and why the others are not offered.
 *
 * Pure: everything comes in through arguments, the time too; nothing is opened, nothing outlives
 * the arena that is passed.  RULES.md says what must come out.  One predicate (judge.c) serves
 * listing, explaining, booking, moving and series, so that what is offered can be booked, and what
 * is not offered cannot.
 *
 * A function that fails gives ERR_BAD, and one sentence in *why.
 */
#ifndef GROUNDLEVEL_PURE_SCHEDULE_SCHEDULE_H
#define GROUNDLEVEL_PURE_SCHEDULE_SCHEDULE_H

#include "base/json/json.h"
#include "base/time/zone.h"
#include "pure/schedule/schedule_input.h"

/* --- recurring events [9.2] ---
 *
 * Starts in [from_ms, to_ms] of what begins at first_ms and recurs by an RRULE (and EXDATE lines),
 * ascending, at most SERIES_MOST of them.  A rule with COUNT is followed for 100 years. */
#define SERIES_MOST 1000
struct starts {
	const int64_t *at_ms;
	size_t count;
};
struct series_window {
	const struct zone *zone; /* of the location */
	int64_t first_ms, from_ms, to_ms;
};
enum err series_expand(struct arena *a, struct text rrule, const struct series_window *w,
		       struct starts *out, struct text *why);

/* --- what comes again and again: recur.c --- */
struct recur {
	const struct zone *zone;
	enum recur_unit { RECUR_HOUR, RECUR_DAY, RECUR_WEEK, RECUR_MONTH, RECUR_YEAR } unit;
	int64_t interval, start_ms, end_ms; /* 1 or more; none before, none after */
	int weekday;			    /* of weeks; 0 Sunday; -1: that of the start */
	int64_t month_day, month; /* of months and years, of years; 0: those of the start */
};
/* The first after that time, or INSTANT_MAX; the last until then, or INSTANT_NONE. */
int64_t recur_next(const struct recur *r, int64_t after_ms);
int64_t recur_last(const struct recur *r, int64_t until_ms);

/* --- what must be read --- */
/* Widens a window of starts to the time of all appointments and blocks that can bear on it:
 * buffers, the days and months that are counted, the occurrences of a series that one booking
 * makes. */
void schedule_input_reach(const struct calendar *c, int64_t *from_ms, int64_t *to_ms);

/* --- free slots [5] --- */
struct query {
	int64_t from_ms, to_ms;	  /* both may be starts */
	const struct text *users; /* only these members; none: anyone */
	size_t user_count;
	bool look_busy;
};
enum err slots_find(struct arena *a, const struct schedule_input *w, const struct query *q,
		    struct starts *out, struct text *why);
/* Members of the map that is open: "2026-07-17": {"slots": […]}, dates of zone z. */
void slots_write(struct arena *a, const struct starts *s, const struct zone *z, struct json_out *o);

/* Why is this slot missing?  Code on the wire, and for people. */
#define REASON_TABLE(X)                                                                            \
	X(PAST, "PAST", "the start has passed")                                                    \
	X(NOTICE, "NOTICE", "it is too soon: the minimum notice")                                  \
	X(FAR, "TOOFAR", "it is too far ahead: the date range")                                    \
	X(DAYLIMIT, "DAYLIMIT", "the day has as many appointments as it may")                      \
	X(RESOURCE, "RESOURCE", "a room or a piece of equipment is taken")                         \
	X(USER, "USER", "outside the open hours")                                                  \
	X(DURATION, "DURATION", "open, but not for as long as a slot lasts")                       \
	X(BLOCKED, "BLOCKED", "blocked")                                                           \
	X(BOOKED, "BOOKED", "taken by an appointment")                                             \
	X(SLOTMAX, "SLOTMAX", "all places of the slot are taken")                                  \
	X(SEATS, "NO SEATS", "all seats of the class are taken")                                   \
	X(BUFFER, "BUFFER", "too close to something else: the buffers")                            \
	X(FAIRNESS, "ROUND ROBIN", "others have had fewer this month: equal distribution")
enum reason {
#define X(name, wire, about) REASON_##name,
	REASON_TABLE(X)
#undef X
};
const char *reason_code(enum reason r);
const char *reason_about(enum reason r);

struct note {
	enum reason reason;
	struct text user;     /* empty: it is about the calendar */
	struct text resource; /* REASON_RESOURCE: which */
};
struct missing { /* a start on the grid that is not offered */
	int64_t start_ms;
	const struct note *notes;
	size_t note_count;
};
struct explanation {
	struct starts offered; /* look busy hides none here */
	const struct missing *missing;
	size_t missing_count;
};
enum err slots_explain(struct arena *a, const struct schedule_input *w, const struct query *q,
		       struct explanation *out, struct text *why);
/* "available": […], "unavailable": [{"start", "reasons"}] into the map that is open. */
void explanation_write(struct arena *a, const struct explanation *e, const struct zone *z,
		       struct json_out *o);

/* --- booking and moving [7, 8, 9.1] --- */
struct booking {
	int64_t start_ms, end_ms; /* end_ms INSTANT_NONE: start and duration */
	struct text user;	  /* assignedUserId; empty: whoever is able */
	struct text status;	  /* empty: as the calendar confirms */
	struct text moved;	  /* id of the appointment that is moved; the world still has it */
	bool ignore_range;	  /* ignoreDateRange */
	bool ignore_slots;	  /* ignoreFreeSlotValidation */
};
struct occurrence {
	int64_t start_ms;
	struct text status;
};
struct placing { /* what is to be stored, all of it in one transaction */
	struct text owner;
	const struct text *others; /* collective: the other members */
	size_t other_count;
	struct text status;
	int64_t start_ms, end_ms;
	const struct text *resources;
	size_t resource_count;
	bool repeats; /* a series; its first is the booking itself */
	const struct occurrence *occurrences;
	size_t occurrence_count;
};
enum err booking_place(struct arena *a, const struct schedule_input *w, const struct booking *b,
		       struct placing *out, struct text *why);

/* --- reading the wire --- */
/* A calendar as it is on the wire; openings without a schedule are in `zone`.  The schedules of
 * members (member.hours) are the caller's to attach.  Borrows from the JSON. */
enum err calendar_read(struct arena *a, const struct json *wire, const struct zone *zone,
		       struct calendar *out, struct text *why);
/* rules[] of a schedule; NULL is none. */
enum err rules_read(struct arena *a, const struct json *rules, const struct zone *zone,
		    struct hours *out, struct text *why);
/* What may be stored [2.3]: the first thing that is wrong, as a sentence; empty if nothing is. */
struct text calendar_wrong(struct arena *a, const struct calendar *c);
/* The same for rules[], with the path in front, for the list of a 422. */
struct text rules_wrong(struct arena *a, const struct json *rules);

#endif
