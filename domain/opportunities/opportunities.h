// SPDX-License-Identifier: Apache-2.0
/*
 * Opportunities: pipelines with their stages, deals on their way through them, why they were lost.
 *
 * The operations are reached through the rows of the catalogue only.  Deleting a contact or a user
 * is none of this room's: it hears of it (`when` in opportunities.api).
 */
#ifndef GROUNDLEVEL_DOMAIN_OPPORTUNITIES_OPPORTUNITIES_H
#define GROUNDLEVEL_DOMAIN_OPPORTUNITIES_OPPORTUNITIES_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

struct filter;

/* An empty filter of opportunities that knows where each of their fields is, of their table. */
struct filter *opportunity_filter(struct call *call);

#endif
