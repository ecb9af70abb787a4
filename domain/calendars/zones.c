// SPDX-License-Identifier: Apache-2.0
/*
 * Zones by their name, and instants as they are sent.
 */
#include "domain/calendars/inside.h"

#include "base/time/zones.h"

#include <string.h>

#define GAP "startTime" /* how zone_instant begins to say that there is no such time */

enum err zone_need(struct call *call, struct text name, const struct zone **out)
{
	*out = zones_find(call->app->zones, call->arena, name);
	return *out ? ERR_OK
		    : refuse(call, ERR_BAD, "Invalid timezone: %.*s",
			     (int)(name.size > 100 ? 100 : name.size), name.at);
}

enum err instant_take(struct call *call, const char *name, const struct zone *zone,
		      int64_t otherwise, int64_t *out)
{
	struct text said = call_text(call, name), sent = text_trim(said), why;

	*out = otherwise;
	if (said.size && !sent.size)
		return refuse(call, ERR_BAD, "%s is not a time", name);
	if (!sent.size || !zone_instant(call->arena, zone, sent, out, &why))
		return ERR_OK;
	if (text_starts(why, GAP)) /* it may be endTime that the clocks skip */
		return refuse(call, ERR_BAD, "%s%.*s", name, (int)(why.size - strlen(GAP)),
			      why.at + strlen(GAP));
	return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
}
