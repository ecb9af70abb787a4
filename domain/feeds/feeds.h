// SPDX-License-Identifier: Apache-2.0
/*
 * Appointments for other calendar programs: iCalendar over HTTP, as one file or as a feed.
 *
 * The room writes calendar_feed, the private addresses; everything else it only reads.  It is
 * reached through the rows of the catalogue only.
 */
#ifndef GROUNDLEVEL_DOMAIN_FEEDS_FEEDS_H
#define GROUNDLEVEL_DOMAIN_FEEDS_FEEDS_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

#endif
