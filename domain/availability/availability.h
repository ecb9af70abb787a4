// SPDX-License-Identifier: Apache-2.0
/*
 * What is free, and what is taken: free slots with advice about them, finding the place of an
 * appointment, and the lanes that it lies on from then on.
 *
 * Everything that may stand in the way is read from the store here and thought over in
 * pure/schedule.  The room writes lane_use, so who keeps an event tells its lanes here, in the same
 * transaction.  The operations are reached through the rows of the catalogue; what stands here is
 * for the rooms above.  What is given lives in the call's arena; an error has its sentence already.
 */
#ifndef GROUNDLEVEL_DOMAIN_AVAILABILITY_AVAILABILITY_H
#define GROUNDLEVEL_DOMAIN_AVAILABILITY_AVAILABILITY_H

#include "domain/calendars/calendars.h"

/* --- placing (place.c) --- */

/* Reads the calendar :calendarId, keeps others off it and all that it needs, and asks the engine;
 * refuses where it does, and says why the slot is missing. */
enum err place_find(struct call *call, struct calendar_setup *v, const struct booking *b,
		    struct placing *out);

/* --- what is taken (occupation.c) --- */

/* Keeps others away: neither cancelled nor invalid? */
bool status_live(struct text status);

struct occupation {
	char kind; /* a: appointment, b: block */
	struct text event_id;
	int64_t start_ms, end_ms; /* with buffers */
	bool live, series;
};
/* The lanes of an event from now on: those it had are free. */
enum err lanes_take(struct call *call, const struct occupation *o, const struct lanes *l);
enum err lanes_free(struct call *call, struct text event_id);
/* Those of each of these (ids, a JSON list). */
enum err lanes_free_all(struct call *call, struct text events);
/* Those of all appointments of a contact. */
enum err lanes_free_contact(struct call *call, struct text contact);

/* One appointment as it is to be kept. */
struct draft {
	struct text id, calendar, owner, status, master, rrule;
	const struct text *others, *resources;
	size_t other_count, resource_count;
	int64_t start_ms, end_ms;
	int pre, post;
};
/* Its lanes from now on, by its status. */
enum err draft_lanes(struct call *call, const struct draft *d);

#endif
