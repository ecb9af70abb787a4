// SPDX-License-Identifier: Apache-2.0
/*
 * What came of a job, kept together with what its trade makes of it; and what is made of jobs whose
 * process has died.
 */
#include "platform/jobs/inside.h"

#include "base/secrets/id.h"

#define LOST_MAX   64
#define ERROR_SIZE 2000

/* Between nothing and a limit that doubles with each try: who failed together is not tried again
 * together. */
static int64_t wait_by_chance(const struct job_kind *kind, int64_t tries, uint32_t random)
{
	int64_t limit = kind->base_ms;

	for (int64_t i = 1; i < tries && limit < kind->cap_ms; i++)
		limit *= 2;
	limit = limit < kind->cap_ms ? limit : kind->cap_ms;
	int64_t wait = (int64_t)((double)random / 4294967296.0 * (double)limit);
	return wait > SECOND_MS ? wait : SECOND_MS;
}

static int64_t wait_in_turn(const struct job_kind *kind, int64_t tries)
{
	size_t at = tries > 1 ? (size_t)tries - 1 : 0;

	return kind->waits_ms[at < kind->wait_count ? at : kind->wait_count - 1];
}

int64_t job_wait_ms(const struct job_kind *kind, int64_t tries, int64_t asked_ms, uint32_t random)
{
	int64_t wait = kind->wait_count ? wait_in_turn(kind, tries)
					: wait_by_chance(kind, tries, random);

	asked_ms = asked_ms < PACE_MOST_MS ? asked_ms : PACE_MOST_MS;
	return wait > asked_ms ? wait : asked_ms;
}

/* --- what is to become of it --- */

static enum job_state state_for(const struct job_kind *kind, const struct job *job,
				enum job_end end)
{
	switch (end) {
	case JOB_END_DONE:
		return JOB_DONE;
	case JOB_END_FAILED:
		return JOB_FAILED;
	case JOB_END_UNTRIED:
		return JOB_READY;
	case JOB_END_UNKNOWN:
		if (kind->asks)
			return JOB_ASKING;
		break;
	case JOB_END_AGAIN:
		break;
	}
	bool over = kind->wait_count ? job->tries >= kind->tries_max
				     : job->waited_ms >= kind->until_ms;
	return over ? JOB_FAILED : JOB_READY;
}

/* All is well, as it was before: that is not written down each time. */
static bool is_news(const struct pace *p, const struct pace_news *news)
{
	return news->broken || news->flood || news->quota || news->wait_ms > 0 || news->max > 0 ||
	       news->daily_left >= 0 || p->fails || p->max > 0;
}

/* Whoever was asked has answered, or has not. */
static void news_keep(struct call *call, const struct job *job, const struct job_result *result)
{
	struct target_pace p;
	uint32_t random;

	if (!result->heard)
		return;
	id_random(&random, sizeof(random));
	pace_of(call, job->target, &p);
	int64_t rested_until = p.pace.open_until;
	if (!is_news(&p.pace, &result->news))
		return;
	pace_heard(&p.pace, &result->news, call->now_ms, random);
	pace_keep(call, &p);
	if (rested_until <= call->now_ms || p.pace.open_until > call->now_ms)
		return;
	target_due(call, job->target, call->now_ms);
	target_hurry(call, p.id, rested_until);
}

/* Where nobody knows, whoever had it may be there after all, and say it. */
static struct text still_known_by(const struct job *job, enum job_state became)
{
	return became == JOB_ASKING ? job->worker : (struct text){ 0 };
}

static int64_t put_off(const struct job_kind *kind, const struct job *job,
		       const struct job_result *result)
{
	uint32_t random;

	if (result->end == JOB_END_UNTRIED)
		return 0;
	id_random(&random, sizeof(random));
	return job_wait_ms(kind, job->tries, result->asked_ms, random);
}

static void move_to(struct call *call, const struct job_kind *kind, struct settling_one *s,
		    enum job_state from)
{
	const struct job_result *result = s->result;
	struct job job = *s->job;
	bool untried = result->end == JOB_END_UNTRIED, again = s->became == JOB_READY;
	int64_t wait = again ? put_off(kind, &job, result) : 0;
	struct text error = result->end == JOB_END_DONE ? (struct text){ 0 } : result->error;

	if (error.size > ERROR_SIZE)
		error.size = text_utf8_size((struct text){ error.at, ERROR_SIZE });
	if (again)
		job.due_ms = call->now_ms + wait;
	job.tries -= untried;
	job_move(call, &(struct job_move){ .ids = job_list(call, job.id),
					   .from = from,
					   .to = s->became,
					   .put = again,
					   .due_ms = job.due_ms,
					   .waited_ms = wait,
					   .alone = again && result->alone,
					   .tries = untried ? JOB_TRIES_LESS : JOB_TRIES_AS_WERE,
					   .doubt = result->end == JOB_END_UNKNOWN ||
						    (again && job.doubt),
					   .worker = still_known_by(&job, s->became),
					   .says = !untried,
					   .error = error });
	trade_moved(call, kind, &job, s->became);
	if (again)
		target_due(call, job.target, job.due_ms);
	if ((s->became >= JOB_DONE || (again && result->alone)) && !call->err)
		job_next(call, job.target, job.order_key);
}

/* Only who has it may say so, and only of this try.  Where it was given up for unknown meanwhile it
 * is known now. */
static void settle_one(struct call *call, const struct job_kind *kind, struct settling_one *s,
		       bool unkept)
{
	const struct job *job = s->job;
	struct job_result nobody_knows = {
		.end = JOB_END_UNKNOWN,
		.error = TEXT("it was tried, but what follows from that could not be kept; the log"
			      " says why")
	};
	struct settling_one seen = { .job = job, .result = unkept ? &nobody_knows : s->result };

	target_guard(call, job->target);
	call_set_whole(call, "jobId", job->id);
	call_set_whole(call, "jobTries", job->tries);
	call_set_text(call, "jobWorker", store_me(call->app->store));
	int64_t from = store_number(call, "SELECT state AS n FROM job WHERE id = :jobId"
					  " AND tries = :jobTries AND worker = :jobWorker");
	s->became = seen.became = state_for(kind, job, seen.result->end);
	if (call->err || (from != JOB_SENDING && from != JOB_ASKING))
		return;
	news_keep(call, job, seen.result);
	if (kind->settled && !call->err && !unkept)
		kind->settled(call, job, seen.result);
	if (!call->err && (enum job_state)from != seen.became)
		move_to(call, kind, &seen, (enum job_state)from);
}

enum err job_settle_run(struct call *call)
{
	struct job_settling *s = store_transaction_data(call);

	for (size_t i = 0; i < s->count && !call->err; i++)
		settle_one(call, s->kind, &s->all[i], s->unkept);
	return call->err;
}

/* --- what a dead process had in hand --- */

static size_t lost_find(struct call *call, const struct job_kind *kind, struct job *out)
{
	size_t count = 0;

	call_set_whole(call, "jobKind", kind->number);
	struct rows *r = store_ask(call, "SELECT " JOB_COLUMNS
					 " FROM job WHERE kind = :jobKind AND " JOB_IS_SENDING
					 " AND worker NOT IN (SELECT id FROM worker)"
					 " /* grows: those that are under way just now */"
					 " ORDER BY target LIMIT 64");
	while (count < LOST_MAX && rows_next(r))
		out[count++] = job_read(call, r);
	rows_close(r);
	return count;
}

static void lost_move(struct call *call, const struct job_kind *kind, const struct job *job)
{
	enum job_state to = state_for(kind, job, JOB_END_UNKNOWN);
	struct job moved = *job;

	moved.due_ms = to == JOB_READY ? call->now_ms : job->due_ms;
	moved.doubt = true;
	job_move(call, &(struct job_move){
			       .ids = job_list(call, job->id),
			       .from = JOB_SENDING,
			       .to = to,
			       .put = to == JOB_READY,
			       .due_ms = moved.due_ms,
			       .doubt = true,
			       .worker = still_known_by(job, to),
			       .says = true,
			       .error = TEXT("the program ended while it was sent; nobody knows"
					     " whether it arrived") });
	trade_moved(call, kind, &moved, to);
	if (to == JOB_READY)
		target_due(call, job->target, moved.due_ms);
}

enum err job_lost_run(struct call *call)
{
	struct job_tidying *l = store_transaction_data(call);
	struct job lost[LOST_MAX];
	size_t count = lost_find(call, l->kind, lost);

	for (size_t i = 0; i < count && !call->err; i++)
		target_guard(call, lost[i].target);
	count = count ? lost_find(call, l->kind, lost) : 0;
	for (size_t i = 0; i < count && !call->err; i++)
		lost_move(call, l->kind, &lost[i]);
	l->more = count == LOST_MAX;
	return call->err;
}
