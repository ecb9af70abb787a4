// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the engine: what its threads share, and the transactions they ask the store for.
 */
#ifndef GROUNDLEVEL_INTEGRATION_ENGINE_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_ENGINE_INSIDE_H

#include "integration/connections/connections.h"
#include "integration/engine/engine.h"
#include "integration/sync/sync.h"
#include "platform/jobs/jobs.h"
#include "pure/plan/plan.h"

#include <pthread.h>
#include <stdatomic.h>

#define FLOW_CACHE  256
#define WORKERS_MAX 32

struct cached; /* a revision that was read: cache.c */

struct flow_engine {
	struct flows_config config;
	struct text me; /* this process, in leases */
	pthread_t threads[WORKERS_MAX + 1];
	size_t thread_count;
	pthread_mutex_t lock;
	pthread_cond_t wake;	 /* the workers: there may be something to do */
	pthread_cond_t stop_now; /* the engine: no more sleeping */
	uint64_t round;		 /* of wake */
	atomic_bool stopping;
	_Atomic int64_t looked_us; /* 0: not yet */
	_Atomic uint64_t runs_done, runs_failed, effects_done, effects_failed, effects_again;
	_Atomic uint64_t looks, looks_failed;
	pthread_mutex_t cache_lock;
	struct cached *cache[FLOW_CACHE];
};

/* What one thread works with. */
struct worker_context {
	struct flow_engine *flows;
	struct store_connection *connection; /* for reading */
};

/* An errand to the store, with data of that size; a refusal is said in the log. */
enum err worker_do(struct worker_context *d, struct arena *a, enum err (*run)(struct call *call),
		   void *data, size_t size);
struct call *worker_call(struct worker_context *d, struct arena *a); /* for reading on its link */

void flow_cache_drop(struct flow_engine *f);

/* --- run.c: one run, within a transaction --- */

#define RUN_LATER ((int64_t)1 << 62) /* due when something else has happened */
/* Plans it and does what can be done here and now.  Errors are those of the call. */
enum err run_advance(struct call *call, int64_t run_id);
/* Is an earlier run of the same lane still open? */
bool run_must_wait(struct call *call, struct text flow_id, struct text lane_key, int64_t run_id);
enum err run_batch(struct call *call); /* those that are due */
/* :runId waits until its flow is applied by somebody who may. */
enum err run_park(struct call *call, struct text lost);
/* get-contact for highlevel.contact…: when its path has just one id, or an object's key besides. */
const struct op *flow_reading(struct call *call, struct text resource);

/* --- linked.c: what a sync asks of the engine --- */

struct linked {
	struct call *call;
	struct text flow_id, lane_key;
	int64_t run_id;
	size_t asked; /* questions to a person that were opened */
};
struct sync_hooks linked_hooks(struct linked *l);
/* Of what is linked that of its link; else by what both sides know it. */
struct text linked_lane(struct call *call, const struct run_new *n, const struct plan_job *job);

/* --- chain.c: a run starts another flow --- */

#define CHAIN_MAX 10 /* runs that start each other */
struct chain {
	int64_t run_id, generation, depth, rev; /* who starts it */
	struct text flow_id;
	enum lane lane;
};
/* PENDING: there is no room yet, look again at that time. */
enum known chain_run(struct call *call, const struct chain *c, const struct intent *i,
		     struct outcome *out, int64_t *again_ms);

/* --- feed.c, times.c, tidy.c, work.c, poll.c --- */

enum err feed_run(struct call *call);  /* store_transaction_data: struct feed */
enum err times_run(struct call *call); /* schedules that are due */
/* Flows that have something to tell, behind this one; out: behind which to go on, empty: all. */
struct alerts {
	struct text from, next;
};
enum err alerts_run(struct call *call); /* store_transaction_data: struct alerts */
struct feed {
	struct text source_id, location_id;
	bool more; /* out: the batch was full */
};
enum err tidy_run(struct call *call); /* store_transaction_data: bool, is there more? */
/* The clock was set back (back.c). */
struct back {
	struct text behind;
	bool more; /* out */
};
enum err back_run(struct call *call); /* store_transaction_data: struct back */
void work_main(struct worker_context *d);
/* What a dead process was sending, or had begun to read. */
enum err uncertain_run(struct call *call);

/* --- told.c: a line in the log and a count for each --- */

/* Within the transaction: where that is done again, so is this. */
void told_run(struct call *call, const char *state);
/* A step that was performed in this process, at `debug`. */
void told_step(struct text location, const struct op *op, int status);

/* --- look.c --- */

/* What shows that something is there: pure. */
struct look {
	const struct op *list; /* the row that finds such things */
	const struct json *request;
	struct text names[4]; /* the fields that must agree */
	size_t count;
	struct text input; /* of the row */
};
/* How what `create` makes of this request is found; false: nothing finds it. */
bool look_make(struct arena *a, const struct catalogue *c, const struct op *create,
	       struct text request, struct look *out);
/* Among what the row gave; NULL: it is not there. */
const struct json *look_find(struct arena *a, const struct look *l, const struct json *body);
/* Our own server has such a thing already: that one is taken for what was to be made, by the id
 * that was said, or found by what was sent.  Empty: it is not known which, so it is a failure. */
struct text look_there(struct call *call, const struct caller *caller, const struct op *op,
		       struct text input, const struct invoked *told);

/* --- canonical_json.c: pure --- */

void sum_key(const struct text *parts, size_t count, char out[33]); /* 32 letters of a sum */
/* The parts of the value that these paths name, in its own form (of a list the items with that id
 * or key); all of it without volatile members when there are none. */
struct text projection(struct arena *a, const struct json *v, struct vocabulary watch);

#endif
