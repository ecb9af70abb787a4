// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the table of tokens and sessions in memory, and the rate windows.
 */
#ifndef GROUNDLEVEL_PLATFORM_AUTH_INSIDE_H
#define GROUNDLEVEL_PLATFORM_AUTH_INSIDE_H

#include "platform/auth/auth.h"

#include "base/secrets/digest.h"
#include "base/secrets/id.h"
#include <pthread.h>

#include <stdatomic.h>

/* A fixed window that opens with the first call in it (behaviour 1.4). */
struct window {
	int64_t opened_ms;
	int64_t used;
};

/* One token, or one session in one location, as last read.  Immutable but for the windows (under
 * lock) and the counters. */
struct cached_token {
	struct caller caller; /* first, so that call->caller leads back here */
	struct arena *arena;
	char hash[DIGEST_SIZE];
	_Atomic int64_t read_ms; /* when the row was last looked at, */
	_Atomic uint64_t era;	 /* and before which change of tokens */
	_Atomic int64_t used_ms; /* when it was last noted that it is used */
	_Atomic int64_t ends_ms; /* it is of no use from then on; 0: that is not known */
	char csrf[DIGEST_SIZE];
	_Atomic int holders; /* the table itself, and calls under way */
	pthread_mutex_t lock;
	struct window burst, day;
	struct cached_token *next; /* in its bucket */
};

#define AUTH_BUCKETS  1024
#define AUTH_FRESH_MS 2000 /* a revocation elsewhere is seen within this time */

#define AUTH_USED_MAX 400 /* tokens and sessions noted in one statement */
#define AUTH_USED_MS  (5 * 60 * 1000)

struct auth {
	struct auth_config config;
	_Atomic uint64_t era; /* changes of tokens so far */
	pthread_mutex_t lock; /* of the buckets, and of what was used */
	struct cached_token *buckets[AUTH_BUCKETS];
	char used[AUTH_USED_MAX][ID_SIZE];
	_Atomic size_t used_count;
};

/* Who holds this secret?  NULL: nobody.  The seat is held for the caller. */
struct cached_token *cached_token_find(struct call *call, struct text secret);
void cached_token_leave(struct cached_token *cached_token);
/* Who has this key?  As it is in memory, or read by `read`; `anew`: read in any case. */
struct seat_ask {
	struct cached_token *(*read)(struct call *call, const char *hash);
	bool anew;
};
struct cached_token *seat_find(struct call *call, const char *hash, const struct seat_ask *ask);
struct cached_token *seat_new(struct arena *a, const char *hash, int64_t now_ms);
const struct text *scopes_read(struct arena *a, struct text list, size_t *count);
void cached_tokens_age(struct call *call); /* tokens were changed, for good: look again */

/* person.c: the session that the cookie of this request names; "": it has none. */
struct text person_cookie(struct call *call);
void person_cookie_set(struct call *call, struct text secret, int64_t seconds);
/* sessions.c: who has signed in with this cookie, for this operation; NULL: refused. */
struct cached_token *person_admit(struct call *call, struct text cookie);

/* Those of :used, a JSON list of ids, go on. */
enum err auth_sessions_go_on(struct call *call);

/* used.c: the token or session of this id is used now. */
void used_note(const struct call *call, struct cached_token *seat, struct text id);

/* jwt.c: of :jwtSent; NULL: it does not count. */
struct cached_token *jwt_seat_read(struct call *call, const char *hash);

/* Counts the call in both windows and writes the headers; ERR_RATE_LIMITED when one is full. */
enum err rate_count(struct call *call, struct cached_token *cached_token);

#endif
