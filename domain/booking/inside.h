// SPDX-License-Identifier: Apache-2.0
/* Shared inside the room. */
#ifndef GROUNDLEVEL_DOMAIN_BOOKING_INSIDE_H
#define GROUNDLEVEL_DOMAIN_BOOKING_INSIDE_H

#include "base/time/clock.h"
#include "domain/booking/booking.h"
#include "platform/invoke/invoke.h"
#include "platform/store/store.h"

#include <string.h>

#define BOOKING_DAYS_MS (30 * DAY_MS)
/* The calendar c has a page: it is on, and so is its group. */
#define BOOKING_OPEN                                                                               \
	" c.is_active AND NOT c.deleted AND NOT EXISTS (SELECT 1 FROM calendar_group g"            \
	" WHERE g.id = c.group_id AND g.location_id = c.location_id AND NOT g.is_active)"

/* :slug is the slug or the id of a calendar that can be booked: sets :calendarId, :locationId,
 * :pageTitle and :zone, where none was asked for.  Refuses (ERR_MISSING) when there is none. */
enum err page_need(struct call *call);
/* A row, asked in :locationId by whoever may ask it; what it refuses is in *told. */
enum err row_ask(struct call *call, const char *name, struct text input, struct invoked *told);
/* What it said; NULL: it refused, and so does the call. */
const struct json *row_said(struct call *call, const char *name, const struct invoked *told);
/* The reply of a row that must not refuse; NULL: it did, and so does the call. */
const struct json *row_need(struct call *call, const char *name, struct text input);
/* {"2030-06-15": {"slots": [text]}} of :calendarId, from that time on. */
const struct json *days_ask(struct call *call, int64_t from_ms);

#endif
