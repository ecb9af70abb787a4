// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the room: when the next mail of a member is due.
 */
#ifndef GROUNDLEVEL_INTEGRATION_CAMPAIGNS_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_CAMPAIGNS_INSIDE_H

#include "domain/companies/companies.h"
#include "integration/campaigns/campaigns.h"
#include "runs.h"

/* What becomes of :contactId in :campaignId is told, with that word. */
#define CAMPAIGN_TOLD(status)                                                                      \
	" RETURNING contact_id AS id, contact_id, campaign_id, location_id, times, '" status       \
	"' AS status, (SELECT name FROM campaign WHERE campaign.location_id = :locationId"         \
	" AND campaign.id = contact_campaign.campaign_id) AS campaign_name"

/* Steps that are sent, a JSON list, fit; or it refuses. */
enum err campaign_steps_need(struct call *call);
/* :contactId, who is in :campaignId, gets what comes next at that time, 0: so long after now as the
 * step says; or is done. */
enum err campaign_plan(struct call *call, int64_t at_ms);
/* Nothing is due for that member any more. */
enum err campaign_due_drop(struct call *call, struct text campaign, struct text contact);
/* The campaign's steps or status have changed: all who are in it go on with them. */
enum err campaign_plan_all(struct call *call);

#endif
