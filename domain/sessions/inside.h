// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_DOMAIN_SESSIONS_INSIDE_H
#define GROUNDLEVEL_DOMAIN_SESSIONS_INSIDE_H

#include "domain/sessions/sessions.h"
#include "platform/auth/auth.h"
#include "platform/store/store.h"

/* --- guess.c --- */

/* May the password of this account (its e-mail or id), from this address, be looked at now?  Counts
 * it as wrong, before it is looked at, so that a thousand at once are a thousand. */
enum err guess_begin(struct call *call, struct text account);
/* It was right: the account's count goes, and the address has one less. */
void guess_right(struct call *call);

/* --- session.c --- */

/* In a transaction: the account has signed in; the reply says so. */
enum err session_begin(struct call *call, struct text account_id);
/* `then` is done in a thread for passwords, once this transaction is over. */
void session_go_on(struct call *call, enum err (*then)(struct call *call), void *job);

#endif
