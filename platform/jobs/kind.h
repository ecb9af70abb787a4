// SPDX-License-Identifier: Apache-2.0
/*
 * A kind of work: a row that `app` gives to jobs_open, and what is said between the queue and it.
 * Part of the room's door (jobs.h).
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_KIND_H
#define GROUNDLEVEL_PLATFORM_JOBS_KIND_H

#include "base/core/settings.h"
#include "platform/jobs/pace.h"
#include "platform/jobs/states.h"
#include "platform/store/store.h"

enum job_number {
	JOB_MAIL = 1,
	JOB_WEBHOOK = 2,
	JOB_CARRIAGE = 3,
	JOB_MAILBOX = 4,
	JOB_SNAPSHOT = 5,
	JOB_TRANSFER = 6
}; /* what was one once is never another */
enum job_priority { JOB_PERSON, JOB_EVENT, JOB_POLL, JOB_BULK };

struct job_loop;

struct job {
	int64_t id, target, tries, due_ms, waited_ms;
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
	bool alone;	 /* to be tried again: those of its order wait for it no longer */
	const void *own; /* of the trade: for `settled` */
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
	/* Or: one thread does up to `at_once` of them together (job_loop, below) until it stops. */
	void (*loop)(struct job_loop *l);
	/* Reading: has something come to pass of which jobs are to be made?  Asked often. */
	bool (*stirs)(struct call *call);
	/* Makes them, in a transaction; *more (store_transaction_data): there is more at once. */
	enum err (*feed)(struct call *call);
	/* What the trade keeps of a try, in the transaction that settles it, before the move. */
	enum err (*settled)(struct call *call, const struct job *job,
			    const struct job_result *result);
	/* The trade's own rows, in the transaction of every move that the queue makes by itself. */
	enum err (*moved)(struct call *call, const struct job *job, enum job_state to);
	const int64_t *waits_ms; /* after the first try, the second …; the last counts on */
	size_t wait_count;
	int64_t tries_max; /* then it has failed; or, where there are no such waits: */
	/* Chance decides between 0 and base, twice as much each time, up to cap; when it has waited
	 * for `until`, all tries together, it has failed. */
	int64_t base_ms, cap_ms, until_ms;
	bool asks; /* in doubt a person decides; else it is done again */
	struct text (*days)(
		const struct settings *s); /* those that are over are kept; 0: for ever */
	/* Those (a JSON list of ids) are over and no longer kept; nor is what is older and has no
	 * job.  *more: there is more of that. */
	enum err (*forget)(struct call *call, struct text ids, int64_t before_ms, bool *more);
};

/* --- for a kind with a loop --- */

/* Takes of what is due, `most` at most: the targets take turns, and none has more under way than
 * its window (windows.h) allows.  Texts are good until the next taking. */
size_t job_take(struct job_loop *l, struct job *out, size_t most);
struct job_done {
	struct job job;
	struct job_result result;
	int64_t took_ms;
	bool flood; /* it was too much, or took too long: fewer at once */
};
/* All in one transaction. */
void job_settle(struct job_loop *l, struct job_done *all, size_t count);
struct call *job_loop_call(struct job_loop *l, struct arena *a); /* for reading, and settings */
bool job_loop_stops(const struct job_loop *l);
/* Called from another thread when something may be due, or it is time to stop. */
void job_loop_wakes(struct job_loop *l, void (*wake)(void *of), void *of);

#endif
