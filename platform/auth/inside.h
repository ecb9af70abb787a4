// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the table of tokens in memory, and the rate windows.
 */
#ifndef GROUNDLEVEL_PLATFORM_AUTH_INSIDE_H
#define GROUNDLEVEL_PLATFORM_AUTH_INSIDE_H

#include "platform/auth/auth.h"

#include <pthread.h>
#include <stdatomic.h>

#define TOKEN_HASH_SIZE 65 /* SHA-256 in hex and a NUL */

/* A fixed window that opens with the first call in it (behaviour 1.4). */
struct window {
	int64_t opened_ms;
	int64_t used;
};

/* One token as last read.  Immutable but for the windows (under lock) and the counters. */
struct cached_token {
	struct caller caller; /* first, so that call->caller leads back here */
	struct arena *arena;
	char hash[TOKEN_HASH_SIZE];
	_Atomic int64_t read_ms; /* when the row was last looked at, */
	_Atomic uint64_t era;	 /* and before which change of tokens */
	_Atomic int holders;	 /* the table itself, and calls under way */
	pthread_mutex_t lock;
	struct window burst, day;
	struct cached_token *next; /* in its bucket */
};

#define AUTH_BUCKETS  1024
#define AUTH_FRESH_MS 2000 /* a revocation elsewhere is seen within this time */

struct auth {
	struct auth_config config;
	_Atomic uint64_t era; /* changes of tokens so far */
	pthread_mutex_t lock; /* of the buckets */
	struct cached_token *buckets[AUTH_BUCKETS];
};

void token_hash(struct text secret, char out[TOKEN_HASH_SIZE]);
/* Who holds this secret?  NULL: nobody.  The seat is held for the caller. */
struct cached_token *cached_token_find(struct call *call, struct text secret);
void cached_token_leave(struct cached_token *cached_token);
void cached_tokens_age(struct call *call); /* tokens were changed, for good: look again */

/* Counts the call in both windows and writes the headers; ERR_RATE_LIMITED when one is full. */
enum err rate_count(struct call *call, struct cached_token *cached_token);

#endif
