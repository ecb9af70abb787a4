// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the engine: what its threads share, and the transactions they ask the store for.
 */
#ifndef GROUNDLEVEL_FLOW_ENGINE_H
#define GROUNDLEVEL_FLOW_ENGINE_H

#include "flow/inside.h"

#include <pthread.h>
#include <stdatomic.h>

#define FLOW_CACHE  256
#define ENGINE_ME   37
#define WORKERS_MAX 32

enum lane { LANE_INTERACTIVE, LANE_EVENT, LANE_POLL, LANE_BACKFILL };

struct cached; /* a revision that was read: cache.c */

struct flows {
	struct flows_config config;
	char me[ENGINE_ME]; /* this process, in leases */
	pthread_t threads[WORKERS_MAX + 1];
	size_t thread_count;
	pthread_mutex_t lock;
	pthread_cond_t wake;	 /* the workers: there may be something to do */
	pthread_cond_t stop_now; /* the engine: no more sleeping */
	uint64_t round;		 /* of wake */
	atomic_bool stopping;
	pthread_mutex_t cache_lock;
	struct cached *cache[FLOW_CACHE];
};

/* What one thread works with. */
struct desk {
	struct flows *flows;
	struct link *link; /* for reading */
};

/* Performs `run` as one transaction of the store and waits for it.  `data` is found again by
 * desk_data; on PostgreSQL it may run more than once. */
enum err desk_do(struct desk *d, struct arena *a, enum err (*run)(struct call *call), void *data);
void *desk_data(struct call *call);
struct call *desk_call(struct desk *d, struct arena *a); /* for reading on its link */

/* A revision, compiled; NULL: it is not there any more, or does not fit this version. */
const struct flow *flow_load(struct call *call, struct text flow_id, int64_t rev);
void flow_cache_drop(struct flows *f);

/* --- run.c: one run, within a transaction --- */

struct run_new {
	struct text flow_id, event_key, lane_key, item;
	int64_t rev, inbox_id;
	enum lane lane;
	bool held;	   /* the flow is switched off for now */
	const char *state; /* NULL: as it comes */
};
#define RUN_LATER ((int64_t)1 << 62) /* due when something else has happened */
/* 0: there is such a run already. */
int64_t run_insert(struct call *call, const struct run_new *n);
/* Plans it and does what can be done here and now.  Errors are those of the call. */
enum err run_advance(struct call *call, int64_t run_id);
/* What the flow looked up by name may be gone: it is looked up anew. */
void flow_lookups_drop(struct call *call, struct text flow_id);
/* Is an earlier run of the same lane still open? */
bool run_must_wait(struct call *call, struct text flow_id, struct text lane_key, int64_t run_id);
enum err run_batch(struct call *call); /* those that are due */
const struct who *flow_who(struct call *call, struct text location_id);

/* Is this connection ourselves, in process?  Empty and `ours` are. */
bool use_is_ours(struct call *call, struct text use);

/* An event into the inbox; gives its id, or that of the same event that is there already. */
struct inbox_new {
	struct text source_id, item, event_key, kind, payload;
};
int64_t inbox_insert(struct call *call, const struct inbox_new *n, bool *fresh);
/* {"item": …, "change": …, "at": …, "source": …, "before": …}; before may be empty. */
struct text event_json(struct arena *a, struct text item, const char *change, int64_t at_ms,
		       struct text before);
/* Runs for all flows that the source feeds, and that take such a change. */
enum err inbox_spread(struct call *call, struct text source_id, int64_t inbox_id,
		      const struct inbox_new *n, enum lane lane);

/* --- feed.c, times.c, work.c, poll.c --- */

enum err feed_run(struct call *call);  /* desk_data: struct feed */
enum err times_run(struct call *call); /* schedules that are due */
/* Flows that have something to tell, behind this one; out: behind which to go on, empty: all. */
struct alerts {
	struct text from, next;
};
enum err alerts_run(struct call *call); /* desk_data: struct alerts */
struct feed {
	struct text source_id, location_id;
	bool more; /* out: the batch was full */
};
void work_main(struct desk *d);
/* What a dead process was sending.  Where no other process serves the data, every lease that is not
 * ours is a dead one's; else only those that have run out. */
enum err uncertain_run(struct call *call);
#define FLOW_LEASE_MS ((int64_t)60 * 1000) /* longer than any exchange may take */

#endif
