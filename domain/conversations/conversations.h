// SPDX-License-Identifier: Apache-2.0
/*
 * Conversations with contacts, and the messages in them: made, found, sent, heard.
 *
 * The operations are reached through the rows of the catalogue only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONVERSATIONS_CONVERSATIONS_H
#define GROUNDLEVEL_DOMAIN_CONVERSATIONS_CONVERSATIONS_H

#include "platform/catalogue/catalogue.h"
#include "platform/jobs/jobs.h"
#include "runs.h"

/* What became of an e-mail that a conversation has put down (mail_kind). */
enum err conversation_mail_moved(struct call *call, struct text outgoing, enum job_state to);

/* Of what goes to the address of a provider (carriage_kind): may it be posted, and what became. */
enum job_may conversation_carriage_may(struct call *call, const struct job *job, struct text *why);
enum err conversation_carriage_moved(struct call *call, const struct job *job, enum job_state to);

#endif
