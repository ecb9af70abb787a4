// SPDX-License-Identifier: Apache-2.0
/*
 * Taking one job of a target: in one transaction it is found, asked whether it may be begun, and
 * marked with who has it and which try it is.
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

/* The first of a priority that is due. */
static bool first_of(struct call *call, int priority, struct job *out)
{
	call_set_whole(call, "jobPriority", priority);
	struct rows *r = store_ask(call, "SELECT " JOB_COLUMNS " FROM job WHERE target = :jobTarget"
					 " AND priority = :jobPriority AND " JOB_IS_READY
					 " AND due <= :jobNow ORDER BY due, id LIMIT 1");
	bool found = rows_next(r);

	if (found)
		*out = job_read(call, r);
	rows_close(r);
	return found;
}

static bool first_find(struct call *call, struct job *out)
{
	uint16_t dice;

	id_random(&dice, sizeof(dice));
	bool found = first_of(call, priority_favoured(dice), out);
	for (int p = JOB_PERSON; p <= JOB_BULK && !found && !call->err; p++)
		found = first_of(call, p, out);
	return found;
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

static void take(struct call *call, struct job_claim *c, const struct job *job)
{
	job_move(call, &(struct job_move){ .ids = job_list(call, job->id),
					   .from = JOB_READY,
					   .to = JOB_SENDING,
					   .tries = JOB_TRIES_MORE,
					   .doubt = job->doubt,
					   .worker = store_me(call->app->store) });
	if (call->err || call->changed != 1)
		return;
	c->job = *job;
	c->job.tries++;
	c->job.worker = store_me(call->app->store);
	trade_moved(call, c->kind, &c->job, JOB_SENDING);
}

enum err job_claim_run(struct call *call)
{
	struct job_claim *c = store_transaction_data(call);
	struct target_pace p;
	struct job job;

	c->job = (struct job){ 0 };
	c->more = false;
	target_guard(call, c->target);
	pace_of(call, c->target, &p);
	call_set_whole(call, "jobTarget", c->target);
	call_set_whole(call, "jobNow", call->now_ms);
	if (!first_find(call, &job)) {
		if (!call->err)
			target_wait(call, c->target, 0);
		return call->err;
	}
	int64_t until = pace_when(&p.pace, (int)job.priority, call->now_ms);
	if (until) {
		target_wait(call, c->target, until);
		return call->err;
	}
	c->more = true;
	if (!trade_lets(call, c->kind, &job))
		return call->err;
	if (p.pace.max > 0 || p.pace.daily_left > 0 || p.pace.fails) {
		pace_sent(&p.pace, call->now_ms);
		pace_keep(call, &p);
	}
	take(call, c, &job);
	return call->err;
}
