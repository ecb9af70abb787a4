// SPDX-License-Identifier: Apache-2.0
/*
 * Links: which two things a sync keeps alike, and what both had when that was last agreed.
 *
 * In a call's transaction, with :locationId set.  A side is 0 (a) or 1 (b).  A thing is linked with
 * one other at most, by its id and by nothing else: whatever it is called by then.
 */
#ifndef GROUNDLEVEL_INTEGRATION_SYNC_SYNC_H
#define GROUNDLEVEL_INTEGRATION_SYNC_SYNC_H

#include "platform/store/store.h"
#include "pure/plan/plan.h"

/* One has gone: so long what is told of the other does not bring it back. */
#define LINK_GONE_MS (30 * DAY_MS)

bool link_find(struct call *call, struct text flow_id, int side, struct text id,
	       struct sync_link *out);
/* As it is now (new where it has no id), and as what was read of it: false: another has changed it
 * meanwhile, or one of the two is linked already. */
bool link_keep(struct call *call, struct text flow_id, const struct sync_link *link);
/* Would one more that goes be too many in a day? */
bool link_brakes(struct call *call, struct text flow_id, struct text link_id);

#endif
