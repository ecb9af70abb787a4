// SPDX-License-Identifier: Apache-2.0
/*
 * Taking jobs of targets: in one transaction they are found, asked whether they may be begun, and
 * marked with who has them and which try it is.
 *
 * Several targets are guarded in the order of their ids; such that share a parent are claimed one
 * at a time, since the parent is guarded after the target.
 */
#include "platform/jobs/inside.h"

#include "base/secrets/id.h"

struct job job_read(struct call *call, struct rows *r)
{
	return (struct job){
		.id = rows_whole(r, "id"),
		.target = rows_whole(r, "target"),
		.tries = rows_whole(r, "tries"),
		.due_ms = rows_whole(r, "due"),
		.waited_ms = rows_whole(r, "waited"),
		.priority = (enum job_priority)rows_whole(r, "priority"),
		.location_id = text_copy(call->arena, rows_text(r, "location_id")),
		.order_key = text_copy(call->arena, rows_text(r, "order_key")),
		.ref = text_copy(call->arena, rows_text(r, "ref")),
		.worker = text_copy(call->arena, rows_text(r, "worker")),
		.doubt = rows_whole(r, "doubt") != 0,
	};
}

void trade_moved(struct call *call, const struct job_kind *kind, const struct job *job,
		 enum job_state to)
{
	if (!kind->moved || call->err)
		return;
	kind->moved(call, job, to);
}

/* The first of a priority that are due. */
static size_t some_of(struct call *call, int priority, struct job *out, size_t most)
{
	size_t count = 0;

	if (!most || call->err)
		return 0;
	call_set_whole(call, "jobPriority", priority);
	call_set_whole(call, "jobMost", (int64_t)most);
	struct rows *r = store_ask(call, "SELECT " JOB_COLUMNS " FROM job WHERE target = :jobTarget"
					 " AND priority = :jobPriority AND " JOB_IS_READY
					 " AND due <= :jobNow ORDER BY due, id LIMIT :jobMost");
	while (count < most && rows_next(r))
		out[count++] = job_read(call, r);
	rows_close(r);
	return count;
}

static size_t first_find(struct call *call, struct job *out, size_t most)
{
	uint16_t dice;

	id_random(&dice, sizeof(dice));
	int favoured = priority_favoured(dice);
	size_t count = some_of(call, favoured, out, most);
	for (int p = JOB_PERSON; p <= JOB_BULK; p++)
		if (p != favoured)
			count += some_of(call, p, out + count, most - count);
	return count;
}

/* Whom his trade does not let begin is withdrawn. */
static bool trade_lets(struct call *call, const struct job_kind *kind, const struct job *job)
{
	struct text why = { 0 };

	if (!kind->may || kind->may(call, job, &why) == JOB_MAY)
		return !call->err;
	job_move(call, &(struct job_move){ .ids = job_list(call, job->id),
					   .from = JOB_READY,
					   .to = JOB_WITHDRAWN,
					   .doubt = job->doubt,
					   .says = true,
					   .error = why });
	trade_moved(call, kind, job, JOB_WITHDRAWN);
	job_next(call, job->target, job->order_key);
	return false;
}

/* Those are ours from now on. */
static void take(struct call *call, struct job_claim *c, const struct job *jobs, size_t count)
{
	struct buffer b = buffer_open(call->arena, 32 * (CLAIM_JOBS_MAX + 1));
	struct json_out o = json_open(&b);

	json_list(&o);
	for (size_t i = 0; i < count; i++)
		json_put_whole(&o, jobs[i].id);
	json_close(&o);
	job_move(call, &(struct job_move){ .ids = buffer_text(&b),
					   .from = JOB_READY,
					   .to = JOB_SENDING,
					   .tries = JOB_TRIES_MORE,
					   .doubt_stays = true,
					   .worker = store_me(call->app->store) });
	if (!call->err && call->changed != count)
		refuse(call, ERR_INTERNAL, "jobs that were found are not there");
	for (size_t i = 0; i < count && !call->err; i++) {
		struct job *job = &c->jobs[c->job_count++];
		*job = jobs[i];
		job->tries++;
		job->worker = store_me(call->app->store);
		trade_moved(call, c->kind, job, JOB_SENDING);
	}
}

/* How many of those that were found may be begun now; the first of `jobs` are they. */
static size_t let_begin(struct call *call, struct job_claim *c, struct job *jobs, size_t found)
{
	struct target_pace p;
	size_t count = 0;
	bool asked = false;

	pace_of(call, jobs[0].target, &p);
	call_set_whole(call, "jobTarget", jobs[0].target);
	for (size_t i = 0; i < found && !call->err; i++) {
		int64_t until = pace_when(&p.pace, (int)jobs[i].priority, call->now_ms);
		if (until && !count)
			target_wait(call, jobs[i].target, until);
		if (until)
			break;
		c->more = true;
		if (!trade_lets(call, c->kind, &jobs[i]))
			continue;
		if (p.pace.max > 0 || p.pace.daily_left > 0 || p.pace.fails) {
			pace_sent(&p.pace, call->now_ms);
			asked = true;
		}
		jobs[count++] = jobs[i];
	}
	if (asked && !call->err)
		pace_keep(call, &p);
	return count;
}

static void claim_of(struct call *call, struct job_claim *c, struct claim_of *of)
{
	struct job *jobs = arena_take(call->arena, of->most * sizeof(*jobs));

	target_guard(call, of->target);
	call_set_whole(call, "jobTarget", of->target);
	call_set_whole(call, "jobNow", call->now_ms);
	size_t found = first_find(call, jobs, of->most);
	size_t count = found && !call->err ? let_begin(call, c, jobs, found) : 0;
	if (count && !call->err)
		take(call, c, jobs, count);
	if (count == found && found < of->most && !call->err)
		target_wait(call, of->target, 0);
	of->taken = count;
}

enum err job_claim_run(struct call *call)
{
	struct job_claim *c = store_transaction_data(call);

	c->job_count = 0;
	c->more = false;
	for (size_t i = 0; i < c->of_count && !call->err; i++)
		if (c->of[i].most <= CLAIM_JOBS_MAX - c->job_count)
			claim_of(call, c, &c->of[i]);
	return call->err;
}
