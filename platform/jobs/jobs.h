// SPDX-License-Identifier: Apache-2.0
/*
 * The durable queue: work that is promised now and done later, whatever dies meanwhile.
 *
 * Whoever has a reason puts a job down in the transaction of the reason (job_add); threads of each
 * serving process take what is due, a target after another in turns:
 *
 *	claim (a transaction) ─▶ run (none is open) ─▶ settle (a transaction)
 *
 * What is to be done, and for whom, stands in rows; what a job is about stands in rows of its trade
 * (`ref`).  A kind of work is a row that `app` gives to jobs_open: how it is run, how often it is
 * tried, what happens when nobody can know whether it was done.  The queue knows no trade.
 *
 *	behind ─▶ ready ─▶ sending ─▶ done │ failed │ ready once more │ asking ─▶ a person
 *	behind, ready ─▶ withdrawn
 *
 * Before a job is begun its row says who has it, and which try it is; only who says both may settle
 * it.  Who has died is known by its row of `worker` (platform/store/alive.c): what it had in hand
 * is in doubt, and goes on as its kind says.
 *
 * A target is who is asked: its jobs go by priority, and then by their time.  Several may share a
 * parent, which is the server behind them: when that does not answer five times in a row, nothing
 * of theirs is begun for a while, and no job uses up its tries.
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_JOBS_H
#define GROUNDLEVEL_PLATFORM_JOBS_JOBS_H

#include "base/time/clock.h"
#include "platform/catalogue/catalogue.h"
#include "platform/jobs/kind.h"

/* --- for whoever has work; in the call's transaction --- */

struct job_new {
	enum job_number kind;
	struct text location_id;
	int64_t target_id;	    /* where it is known; else by its name: */
	struct text target, parent; /* names; parent may be empty */
	struct text key;	    /* said once only; empty: as often as it is said */
	struct text order_key;	    /* with the same, of a target, one after the other; or empty */
	struct text ref;	    /* the row of the trade */
	enum job_priority priority;
	int64_t due_ms;
};
/* Its id; 0: one with this key is there, or the call is over. */
int64_t job_add(struct call *call, const struct job_new *n);
/* Those (a JSON list of ids) that have not begun; call->changed says how many it were. */
enum err job_withdraw(struct call *call, struct text ids);
/* A person wants it done now: one that waits, or that nobody knows about, is due at once; one that
 * failed or was withdrawn is made anew.  The id of the job that is to be done; 0: it is under way,
 * or done. */
int64_t job_again(struct call *call, int64_t id);
/* The target of that name, made where it is missing; at most so many of its jobs at once, 0: as its
 * kind says. */
int64_t job_target_need(struct call *call, const struct job_new *n, size_t parallel);
/* Nothing of it is begun from now on, or again what waits.  What is under way is not ended. */
void job_target_hold(struct call *call, int64_t target, bool held);
/* All of it that has not begun is withdrawn. */
enum err job_target_empty(struct call *call, int64_t target);
/* How many of it have not begun, counted up to `most`. */
int64_t job_target_waiting(struct call *call, int64_t target, int64_t most);
/* Before jobs of several targets are added in one transaction: they are guarded in the order of
 * their ids, as all do it, so that nobody waits in a circle.  The list is sorted. */
void job_targets_guard(struct call *call, int64_t *targets, size_t count);
/* Those (a JSON list of ids) were never said; what is under way of them ends without a word.  The
 * target, when none of its jobs is left. */
enum err job_forget(struct call *call, struct text ids);
void job_target_forget(struct call *call, int64_t target);
/* The clock was set back: a part of what is to be tried again is tried now.  True: there is more.
 */
bool jobs_put_off(struct call *call);

/* What is kept of a pace, in columns of those names. */
struct pace pace_read(struct rows *r);

/* --- the threads --- */

struct jobs_config {
	const struct application *app;
	const struct clock *clock;
	const struct job_kind *kinds; /* must stay */
	size_t kind_count;	      /* at most JOB_KINDS_MAX */
};
#define JOB_KINDS_MAX 16

struct jobs;

/* What was done so far by this process, and what is under way. */
struct job_figures {
	const char *name;
	enum job_number number;
	uint64_t done, failed, again;
	size_t flying;
};
size_t jobs_figures(const struct jobs *j, struct job_figures out[JOB_KINDS_MAX]);

struct jobs *jobs_open(const struct jobs_config *config);
enum err jobs_start(struct jobs *j); /* after store_start */
void jobs_stop(struct jobs *j);	     /* before store_stop; waits for what is under way */
void jobs_close(struct jobs *j);     /* NULL is fine */

#endif
