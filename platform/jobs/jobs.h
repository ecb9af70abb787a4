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

#include "base/core/settings.h"
#include "base/time/clock.h"
#include "platform/catalogue/catalogue.h"
#include "platform/jobs/pace.h"
#include "platform/jobs/states.h"
#include "platform/store/store.h"

/* --- for whoever has work; in the call's transaction --- */

enum job_number { JOB_MAIL = 1 }; /* of kinds; what was one once is never another */

enum job_priority { JOB_PERSON, JOB_EVENT, JOB_POLL, JOB_BULK };

struct job_new {
	enum job_number kind;
	struct text location_id;
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
/* The clock was set back: a part of what is to be tried again is tried now.  True: there is more.
 */
bool jobs_put_off(struct call *call);

/* --- kinds --- */

struct job {
	int64_t id, target, tries, due_ms;
	enum job_priority priority;
	struct text location_id, order_key, ref, worker;
	bool doubt; /* a try before may have done it */
};

enum job_end {
	JOB_END_DONE,
	JOB_END_AGAIN,	 /* later; after the last try it has failed */
	JOB_END_FAILED,	 /* for good */
	JOB_END_UNKNOWN, /* it may have been done */
	JOB_END_UNTRIED, /* it was not begun after all; the try does not count */
};
struct job_result {
	enum job_end end;
	struct text error; /* one sentence, unless it is done */
	int64_t asked_ms;  /* the other side wants to be left alone for so long */
	bool heard;	   /* `news` is what was heard of the other side */
	struct pace_news news;
};
struct job_turn {
	struct call *call; /* for reading, and its settings */
	const struct job *job;
	const atomic_bool *stopping; /* set: it ends soon, at once where that is safe */
	struct job_result *result;
};

enum job_may { JOB_MAY, JOB_MAY_NOT };

struct job_kind {
	enum job_number number;
	const char *name; /* in the log */
	size_t at_once;	  /* threads; 0: nobody does it here */
	/* May it be begun?  In the claiming transaction; not: it is withdrawn, *why says why. */
	enum job_may (*may)(struct call *call, const struct job *job, struct text *why);
	/* Does it; nothing is open, it may wait. */
	void (*run)(struct job_turn *turn);
	/* The trade's own rows, in the transaction of every move that the queue makes by itself. */
	enum err (*moved)(struct call *call, const struct job *job, enum job_state to);
	const int64_t *waits_ms; /* after the first try, the second …; the last counts on */
	size_t wait_count;
	int64_t tries_max;
	bool asks; /* in doubt a person decides; else it is done again */
	struct text (*days)(
		const struct settings *s); /* those that are over are kept; 0: for ever */
	/* Those (a JSON list of ids) are over and no longer kept; nor is what is older and has no
	 * job.  *more: there is more of that. */
	enum err (*forget)(struct call *call, struct text ids, int64_t before_ms, bool *more);
};

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

struct jobs *jobs_open(const struct jobs_config *config);
enum err jobs_start(struct jobs *j); /* after store_start */
void jobs_stop(struct jobs *j);	     /* before store_stop; waits for what is under way */
void jobs_close(struct jobs *j);     /* NULL is fine */

#endif
