// SPDX-License-Identifier: Apache-2.0
/*
 * Mail comes in: by what a provider of mail posts to a secret address, and by looking into
 * mailboxes (IMAP).  What is in a letter becomes an e-mail of a conversation; whose it is, and what
 * is done with what no person wrote, decides domain/conversations.
 *
 * A mailbox is looked at by a job of the durable queue that is never done.  How far it has been
 * read (UIDVALIDITY and UID) moves in the transaction that keeps the letter: so none is lost, and
 * one that is read once more is known by its Message-ID.
 */
#ifndef GROUNDLEVEL_INTEGRATION_MAILBOXES_MAILBOXES_H
#define GROUNDLEVEL_INTEGRATION_MAILBOXES_MAILBOXES_H

#include "platform/jobs/jobs.h"
#include "runs.h"

/* The kind of work that looking is. */
struct job_kind mailbox_kind(void);

#endif
