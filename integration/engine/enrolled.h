// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts in a workflow that is a flow.  Inside the room only.
 */
#ifndef GROUNDLEVEL_INTEGRATION_ENGINE_ENROLLED_H
#define GROUNDLEVEL_INTEGRATION_ENGINE_ENROLLED_H

#include "domain/contacts/contacts.h"
#include "integration/engine/inside.h"

/* What WorkflowEntered or WorkflowLeft says; NULL: it is none of these. */
const struct json *enrolled_read(struct arena *a, struct text payload);
/* The event with what flows know as event.workflow. */
struct text enrolled_event(struct arena *a, struct text event, const struct json *entered);
/* The run :runId begins later (eventStartTime), and waits for that. */
bool enrolled_early(struct call *call, const struct json *event);
/* The next run of the lane may go. */
void run_lane_go_on(struct call *call, struct text flow_id, struct text lane_key);

#endif
