// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about opportunities share.  Inside the room only.
 *
 * An opportunity is named by the value :opportunityId.  Writing one goes: take what was sent, hold
 * what is kept, settle its stage and its dates, save, and bring the side table of its custom
 * values and the counters along.
 */
#ifndef GROUNDLEVEL_DOMAIN_OPPORTUNITIES_INSIDE_H
#define GROUNDLEVEL_DOMAIN_OPPORTUNITIES_INSIDE_H

#include "base/core/string_set.h"
#include "domain/objects/objects.h"
#include "domain/opportunities/opportunities.h"
#include "platform/store/store.h"

#define LEAVING_PIPELINE "pipeline"
#define LEAVING_STAGE	 "stage"
#define LEAVING_CONTACT	 "opportunities of contact"

enum err pipeline_missing(struct call *call); /* refuses: there is no :pipelineId */

/* Of one whose pipeline or contact is gone nothing is shown, though it is still being taken away.
 */
#define OPPORTUNITY_STANDS                                                                         \
	" AND EXISTS (SELECT 1 FROM pipeline p WHERE p.location_id = :locationId"                  \
	" AND p.id = opportunity.pipeline_id) AND EXISTS (SELECT 1 FROM contact c"                 \
	" WHERE c.location_id = :locationId AND c.id = opportunity.contact_id)"

#define OPPORTUNITY_FOUND                                                                          \
	" FROM opportunity WHERE location_id = :locationId"                                        \
	" AND id = :opportunityId" OPPORTUNITY_STANDS

/* The columns that events and replies have from the row itself. */
#define OPPORTUNITY_COLUMNS                                                                        \
	"opportunity.id, opportunity.location_id, opportunity.contact_id,"                         \
	" opportunity.pipeline_id, opportunity.pipeline_stage_id, opportunity.status,"             \
	" opportunity.name, opportunity.monetary_value, opportunity.source,"                       \
	" opportunity.assigned_to, opportunity.lost_reason_id, opportunity.followers,"             \
	" opportunity.external_object_id, opportunity.internal_source,"                            \
	" opportunity.last_status_change_at, opportunity.last_stage_change_at,"                    \
	" opportunity.last_action_date, opportunity.created_at, opportunity.updated_at"

enum err opportunity_missing(struct call *call); /* refuses: there is no :opportunityId */
/* Writes it as member `opportunity` of the reply. */
enum err opportunity_reply(struct call *call);

/* How many there are of them, kept in counters: each of the four may be asked for. */
struct opportunity_mix {
	struct text pipeline, stage, status, person; /* empty: any */
};
/* One more, or less, of :pipelineId, :pipelineStageId, :status, :assignedTo, or, where `kept`, of
 * :keptPipelineId and so on. */
void opportunity_count(struct call *call, bool kept, int by);
/* Of each of the mixes how many there are; the counters are read once. */
void opportunities_counted(struct call *call, const struct opportunity_mix *mixes, int64_t *counts,
			   size_t count);

/* Keeps the rows by which custom values (:customFields) are searched. */
enum err opportunity_fields_index(struct call *call);

/* --- a change: opportunity_change.c --- */

/* Holds :opportunityId, so that what was not sent is what is kept, and kept… what it was. */
bool opportunity_hold(struct call *call);
/* Settles the stage of :pipelineId: the one sent, or its first. */
enum err opportunity_stage_settle(struct call *call, bool stage_sent);
/* Refuses when the contact has another one in :pipelineId and may not. */
enum err opportunity_twin_avoid(struct call *call);
/* Saves what was held and changed, and announces it; nothing when nothing is different. */
enum err opportunity_save(struct call *call);
/* The same for what was sent of one that was held. */
enum err opportunity_change(struct call *call, bool stage_sent, bool fields_sent);

/* Takes :opportunityId away with all that hangs on it, and announces it. */
enum err opportunity_forget(struct call *call);

#endif
