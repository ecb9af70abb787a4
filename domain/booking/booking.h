// SPDX-License-Identifier: Apache-2.0
/*
 * Calendars and what is booked in them: what each operation of calendars.api does.
 *
 * Which places are free, and who gets them, is thought out in schedule/; here the world is read
 * from the store, and what comes out is written, both in one transaction.  The functions are named
 * by the rows of the catalogue and reached only through them.
 */
#ifndef GROUNDLEVEL_DOMAIN_BOOKING_BOOKING_H
#define GROUNDLEVEL_DOMAIN_BOOKING_BOOKING_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

/* Time zones read so far, for all calls (call->zones); any thread may use them.  A call without
 * them reads each zone anew. */
struct zones *zones_open(void);
void zones_close(struct zones *z); /* NULL is fine */

#endif
