// SPDX-License-Identifier: Apache-2.0
/*
 * Webhooks out: who wants to be told of what happens is told of all of it, signed, in order.
 *
 *	event log ─▶ feed.c: a job and a delivery for each webhook that wants it ─▶ platform/jobs
 *	          ─▶ send.c: one thread, many receivers at once ─▶ settled.c: what came of each try
 *
 * Of one thing (a contact, an appointment) the next event is sent when the one before has arrived;
 * things do not wait for each other, and no receiver waits for another.  What cannot be delivered
 * is tried again for three days.  A receiver that takes nothing for so long rests: its jobs and its
 * place in the log stay where they are until somebody wakes it.  It may hear of an event twice,
 * with the same webhookId, and never not at all.
 *
 * The body is the event as it was written, with the app's ids and the time of this try; its bytes
 * are signed with the key that GET /webhooks/key publishes.
 */
#ifndef GROUNDLEVEL_INTEGRATION_WEBHOOKS_WEBHOOKS_H
#define GROUNDLEVEL_INTEGRATION_WEBHOOKS_WEBHOOKS_H

#include "integration/webhooks/post.h"

/* The kind of work that delivering is. */
struct job_kind webhook_kind(void);
/* In a transaction: the pair of keys is made where there is none. */
enum err webhook_key_need(struct call *call);

#endif
