// SPDX-License-Identifier: Apache-2.0
/*
 * Which time zones and currencies there are.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_COMPANIES_ZONES_H
#define GROUNDLEVEL_DOMAIN_COMPANIES_ZONES_H

#include "base/call/call.h"

/* Does this machine's database of zones have it? */
bool zone_known(struct arena *a, struct text name);

/* Notes a violation when :timezone or :currency was sent and is none; refuses with all. */
enum err place_check(struct call *call);

#endif
