// SPDX-License-Identifier: Apache-2.0
/*
 * What is booked: appointments, series, blocked slots, and the notes about them.
 *
 * A booking is asked of availability/, written here, and told by reminders/, all in one
 * transaction; so is what follows from a contact that is deleted (`when` in calendars.api).  The
 * operations are reached through the rows of the catalogue; what stands here is for the rooms
 * above.  An error has its sentence already.
 */
#ifndef GROUNDLEVEL_DOMAIN_APPOINTMENTS_APPOINTMENTS_H
#define GROUNDLEVEL_DOMAIN_APPOINTMENTS_APPOINTMENTS_H

#include "domain/calendars/calendars.h"

/* An instance of a series: <id of the series>_<start in ms>_<length in seconds> */
struct instance {
	struct text master;
	int64_t start_ms, seconds;
};

bool instance_read(struct text id, struct instance *out);
/* A time of a series that began at `from` and begins at `to` now, by the clock on the wall there.
 */
int64_t start_moved(const struct zone *zone, int64_t start_ms, int64_t from_ms, int64_t to_ms);
/* Does the series that begins at first_ms have it? */
bool instance_is(struct call *call, const struct zone *zone, struct text rrule, int64_t first_ms,
		 int64_t start_ms);

enum err event_missing(struct call *call); /* refuses: no :eventId */

#endif
