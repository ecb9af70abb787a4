// SPDX-License-Identifier: Apache-2.0
/*
 * Flows are switched on and off.  While one is off its events become runs that are held.
 */
#include "integration/flows/inside.h"

/* Does it look at something, or should it?  One that is on may have been by hand until now. */
static bool is_following(struct call *call)
{
	return flow_is_subscribed(call) ||
	       store_has(call, "SELECT 1 FROM flow WHERE id = :flowId"
			       " AND location_id = :locationId AND enabled");
}

void flow_follow(struct call *call, const struct flow *f)
{
	if (is_following(call))
		flow_subscribe(call, f);
}

void flow_switch(struct call *call, const struct flow *f, bool on, bool let_go)
{
	call_set_flag(call, "on", on);
	store_do(call, "UPDATE flow SET on_since = CASE WHEN enabled THEN on_since"
		       " ELSE CAST(:now AS BIGINT) END, enabled = :on, date_updated = :now"
		       " WHERE id = :flowId AND location_id = :locationId");
	if (!on) {
		runs_hold(call);
		flow_follow(call, f);
		return;
	}
	flow_subscribe(call, f);
	runs_release(call, let_go);
}
