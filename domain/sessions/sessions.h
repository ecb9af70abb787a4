// SPDX-License-Identifier: Apache-2.0
/*
 * People sign in: with a password, or once with the code of a link that somebody gave them.
 *
 * What a session is, and how it is admitted, is in platform/auth; here is how one comes to be.  A
 * password is looked at by a thread of its own pool, between two transactions: the first counts the
 * guess, the second makes the session.
 */
#ifndef GROUNDLEVEL_DOMAIN_SESSIONS_SESSIONS_H
#define GROUNDLEVEL_DOMAIN_SESSIONS_SESSIONS_H

#include "base/call/call.h"
#include "runs.h"

/* A code that lets this account in once, as X-table: word, days that it is good. */
#define ENTRY_TABLE(X) X(FIRST, "first", 1) X(INVITE, "invite", 7)
enum entry {
#define X(name, word, days) ENTRY_##name,
	ENTRY_TABLE(X)
#undef X
};
#define ENTRY_CODE_SIZE 33
/* In a transaction; what was given to the same account before is good no more. */
enum err entry_make(struct call *call, enum entry entry, struct text account_id,
		    char out[ENTRY_CODE_SIZE]);
/* The page that takes the code, below the address by which we are asked. */
struct text entry_link(struct arena *a, struct text here, enum entry entry, struct text code);

/* In a handler: whoever gave :email and :password signs in, and in the same transaction `then` is
 * done, which may reply. */
enum err session_sign_in(struct call *call, enum err (*then)(struct call *call));

#endif
