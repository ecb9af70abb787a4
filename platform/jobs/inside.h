// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_INSIDE_H
#define GROUNDLEVEL_PLATFORM_JOBS_INSIDE_H

#include "platform/jobs/jobs.h"
#include "platform/jobs/turns.h"

#include <pthread.h>
#include <stdatomic.h>

/* --- move.c: the only place that writes a job's state --- */

enum job_tries { JOB_TRIES_AS_WERE, JOB_TRIES_MORE, JOB_TRIES_LESS, JOB_TRIES_FRESH };
struct job_move {
	struct text ids; /* a JSON list */
	enum job_state from, to;
	bool put;	/* due becomes this */
	int64_t due_ms; /* likewise */
	enum job_tries tries;
	bool doubt;	    /* a try may have done it */
	bool says;	    /* error becomes this, even empty */
	struct text error;  /* likewise */
	struct text worker; /* who has it from now on */
};
/* Of those that are `from`; call->changed says how many it were. */
enum err job_move(struct call *call, const struct job_move *m);
struct text job_list(struct call *call, int64_t id); /* of one */
/* The first that is open of those with this order is not behind anybody. */
void job_next(struct call *call, int64_t target, struct text order_key);

/* --- target.c --- */

/* The target, made where it is missing; 0: the call is over. */
int64_t target_need(struct call *call, const struct job_new *n);
/* Claiming, settling and ordered adding exclude each other in a target, and each of them whoever
 * adds or withdraws; those do not exclude each other. */
void target_guard(struct call *call, int64_t target);
void target_share(struct call *call, int64_t target);
/* Something is to be done then. */
void target_due(struct call *call, int64_t target, int64_t due_ms);
/* Nothing of it can be begun before; 0: the first that waits says when. */
void target_wait(struct call *call, int64_t target, int64_t until_ms);
/* The pace of whoever is asked: the target's, or its parent's; guarded until the call ends. */
struct target_pace {
	int64_t id; /* of the row */
	struct pace pace;
};
void pace_of(struct call *call, int64_t target, struct target_pace *out);
void pace_keep(struct call *call, const struct target_pace *p);
/* Those that share it, and waited for it until then at most, need not wait any more. */
void target_hurry(struct call *call, int64_t parent, int64_t until_ms);

/* --- claim.c, settle.c, tidy.c: transactions --- */

struct job_claim {
	const struct job_kind *kind;
	int64_t target;
	struct job job; /* out; id 0: there was nothing */
	bool more;	/* out: it is worth asking again at once */
};
enum err job_claim_run(struct call *call); /* store_transaction_data: struct job_claim */
struct job_settling {
	const struct job_kind *kind;
	const struct job *job;
	const struct job_result *result;
	enum job_state became; /* out */
};
enum err job_settle_run(struct call *call); /* store_transaction_data: struct job_settling */
/* How long until the next try. */
int64_t job_wait_ms(const struct job_kind *kind, int64_t tries, int64_t asked_ms);
/* What a dead process had in hand. */
struct job_lost {
	const struct job_kind *kind;
	bool more; /* out */
};
enum err job_lost_run(struct call *call); /* store_transaction_data: struct job_lost */
struct job_tidying {
	const struct job_kind *kind;
	bool more; /* out */
};
enum err job_tidy_run(struct call *call); /* store_transaction_data: struct job_tidying */

/* One job as a row gives it; texts live in the call's arena. */
#define JOB_COLUMNS "id, target, tries, due, priority, location_id, order_key, ref, worker, doubt"
struct job job_read(struct call *call, struct rows *r);
void trade_moved(struct call *call, const struct job_kind *kind, const struct job *job,
		 enum job_state to);

#endif
