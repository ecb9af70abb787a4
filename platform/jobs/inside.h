// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_INSIDE_H
#define GROUNDLEVEL_PLATFORM_JOBS_INSIDE_H

#include "platform/jobs/jobs.h"
#include "platform/jobs/turns.h"
#include "platform/jobs/windows.h"

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
	bool doubt, doubt_stays; /* a try may have done it; or as it was */
	int64_t waited_ms;	 /* it was put off for so long more */
	bool alone;		 /* it has no order any longer */
	bool says;		 /* error becomes this, even empty */
	struct text error;	 /* likewise */
	struct text worker;	 /* who has it from now on */
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

/* Of several targets, in the order of their ids. */
struct claim_of {
	int64_t target;
	size_t most;
	size_t taken; /* out */
};
#define CLAIM_TARGETS_MAX 64
#define CLAIM_JOBS_MAX	  256
struct job_claim {
	const struct job_kind *kind;
	struct claim_of of[CLAIM_TARGETS_MAX];
	size_t of_count;
	struct job jobs[CLAIM_JOBS_MAX]; /* out */
	size_t job_count;
	bool more; /* out: it is worth asking again at once */
};
enum err job_claim_run(struct call *call); /* store_transaction_data: struct job_claim */
#define SETTLE_MAX 64
struct job_settling {
	const struct job_kind *kind;
	struct settling_one {
		const struct job *job;
		const struct job_result *result;
		enum job_state became; /* out */
	} all[SETTLE_MAX];	       /* in the order of their targets */
	size_t count;
	bool unkept; /* what follows was refused: nobody knows what became of it */
};
enum err job_settle_run(struct call *call); /* store_transaction_data: struct job_settling */
/* How long until the next try, by chance. */
int64_t job_wait_ms(const struct job_kind *kind, int64_t tries, int64_t asked_ms, uint32_t random);
/* What a dead process had in hand, and what is over. */
struct job_tidying {
	const struct job_kind *kind;
	bool more; /* out */
};
enum err job_lost_run(struct call *call); /* store_transaction_data: struct job_tidying */
enum err job_tidy_run(struct call *call); /* the same */

/* One job as a row gives it; texts live in the call's arena. */
#define JOB_COLUMNS                                                                                \
	"id, target, tries, due, waited, priority, location_id, order_key, ref, worker, doubt"
struct job job_read(struct call *call, struct rows *r);
void trade_moved(struct call *call, const struct job_kind *kind, const struct job *job,
		 enum job_state to);

/* --- jobs.c, for loop.c --- */

#define DUE_MAX 64 /* targets that are known to be due */
#define AT_ONCE 32 /* threads of a kind */
/* One kind, and who of its targets has something to do; under the lock. */
struct line {
	const struct job_kind *kind;
	struct jobs *jobs;
	struct turns turns;
	struct turn_wish due[DUE_MAX];
	size_t due_count;
	void (*wake)(void *of); /* of its loop; NULL: none */
	void *wake_of;
	_Atomic uint64_t done, failed, again;
	atomic_size_t flying;
};

struct jobs {
	struct jobs_config config;
	struct line lines[JOB_KINDS_MAX];
	pthread_t threads[1 + JOB_KINDS_MAX * AT_ONCE];
	size_t thread_count;
	pthread_mutex_t lock;
	pthread_cond_t wake, stop_now;
	atomic_bool stopping;
};

/* What one thread works with. */
struct hand {
	struct jobs *jobs;
	struct store_connection *connection; /* for reading */
	struct arena *arena;
};
struct call *hand_call(const struct hand *h);
enum err hand_do(const struct hand *h, enum err (*run)(struct call *call), void *data, size_t size);
void stop_wait(struct jobs *j, int64_t ms);
/* Again until it is kept, or it is time to stop. */
void hand_settle(const struct hand *h, struct line *l, struct job_settling *s);
void *loop_main(void *line);

#endif
