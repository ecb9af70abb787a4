// SPDX-License-Identifier: Apache-2.0
/* Shared inside the room: the ring, and the one thread that fills it. */
#ifndef GROUNDLEVEL_PLATFORM_LIVE_INSIDE_H
#define GROUNDLEVEL_PLATFORM_LIVE_INSIDE_H

#include "platform/live/live.h"

#include <pthread.h>
#include <stdatomic.h>

#define RING_MAX   4096
#define RING_BYTES ((size_t)16 << 20)
#define LATER_US   5000	  /* between two looks at the log, however much is written */
#define OTHERS_MS  50	  /* how soon others' events are found, where there are others */
#define TICK_MS	   500	  /* a nudge comes so often at least, while somebody listens */
#define ROOM	   "live" /* in the log */

struct live_block {
	_Atomic uint32_t holders;
	int64_t xid, seq;
	bool passing; /* it has no place in the log */
	uint32_t location_hash;
	struct text location_id, company_id, type;
	struct text full, thin; /* both begin with the line of its name, … */
	size_t name_size;	/* … of this size */
	char bytes[];
};

struct live {
	const struct application *app;
	const struct clock *clock;
	void (*nudge)(void *owner);
	void *owner;

	pthread_mutex_t lock; /* of all but the atomics */
	pthread_cond_t noted_some;
	_Atomic size_t listeners;
	atomic_bool noted, stopping;
	bool started;
	pthread_t thread;

	/* [first, last) are in the ring, counted from the beginning */
	bool following; /* all that is behind (xid, seq) is there */
	int64_t xid, seq;
	uint64_t first, last;
	size_t bytes;
	struct live_block *ring[RING_MAX];
};

/* ring.c; under lock */
void ring_add(struct live *live, struct live_block *block);
void ring_empty(struct live *live);
struct live_block *block_new(const struct live_block *like);
/* tail.c */
void *tail_main(void *live);
void tail_note(void *live); /* something was committed */

#endif
