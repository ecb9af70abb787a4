// SPDX-License-Identifier: Apache-2.0
/*
 * Jobs are put down and moved: here, and nowhere else, a state is written, along the table in
 * states.h.
 */
#include "platform/jobs/inside.h"

#include <assert.h>

#define LIST_MAX 400 /* of what is withdrawn in one go */

bool job_may_become(enum job_state from, enum job_state to)
{
	enum {
		NOTHING = 0,
#define X(name, moves) name = 1 << JOB_##name,
		JOB_STATES(X)
#undef X
	};
	static const int allowed[] = {
#define X(name, moves) [JOB_##name] = moves,
		JOB_STATES(X)
#undef X
	};

	return allowed[from] >> to & 1;
}

struct text job_list(struct call *call, int64_t id)
{
	return text_format(call->arena, "[%lld]", (long long)id);
}

#define THESE "id IN (SELECT CAST(value AS BIGINT) FROM json_each(:jobIds))"

enum err job_move(struct call *call, const struct job_move *m)
{
	assert(job_may_become(m->from, m->to));
	call_set_text(call, "jobIds", m->ids);
	call_set_whole(call, "jobFrom", m->from);
	call_set_whole(call, "jobTo", m->to);
	call_set_flag(call, "jobPut", m->put);
	call_set_whole(call, "jobDue", m->due_ms);
	call_set_flag(call, "jobFresh", m->tries == JOB_TRIES_FRESH);
	call_set_flag(call, "jobTried", m->tries == JOB_TRIES_MORE);
	call_set_flag(call, "jobUntried", m->tries == JOB_TRIES_LESS);
	call_set_flag(call, "jobDoubt", m->doubt);
	call_set_flag(call, "jobDoubtStays", m->doubt_stays);
	call_set_whole(call, "jobWaited", m->waited_ms);
	call_set_flag(call, "jobAlone", m->alone);
	call_set_flag(call, "jobSays", m->says);
	call_set_text(call, "jobError", m->error);
	call_set_text(call, "jobWorker", m->worker);
	call_set_flag(call, "jobOver", m->to >= JOB_DONE);
	call_set_whole(call, "jobNow", call->now_ms);
	return store_do(call,
			"UPDATE job SET state = :jobTo,"
			" due = CASE WHEN :jobPut THEN CAST(:jobDue AS BIGINT) ELSE due END,"
			" tries = CASE WHEN :jobFresh THEN 0 WHEN :jobTried THEN tries + 1"
			" WHEN :jobUntried THEN tries - 1 ELSE tries END,"
			" doubt = CASE WHEN :jobDoubtStays THEN doubt ELSE :jobDoubt END,"
			" waited = waited + :jobWaited,"
			" order_key = CASE WHEN :jobAlone THEN '' ELSE order_key END,"
			" error = CASE WHEN :jobSays THEN nullif(:jobError, '') ELSE error END,"
			" worker = :jobWorker,"
			" ended = CASE WHEN :jobOver THEN CAST(:jobNow AS BIGINT) END"
			" WHERE " THESE " AND state + 0 = :jobFrom");
}

void job_next(struct call *call, int64_t target, struct text order_key)
{
	if (!order_key.size)
		return;
	call_set_whole(call, "jobTarget", target);
	call_set_text(call, "jobOrder", order_key);
	int64_t id = store_number(call, "SELECT id AS n FROM job WHERE target = :jobTarget"
					" AND order_key = :jobOrder AND " JOB_IS_OPEN
					" AND order_key <> '' ORDER BY id LIMIT 1");
	if (!id)
		return;
	job_move(call, &(struct job_move){
			       .ids = job_list(call, id), .from = JOB_BEHIND, .to = JOB_READY });
	if (call->changed)
		target_due(call, target, call->now_ms);
}

/* --- adding --- */

#define SQL_BEHIND JOB_SQL(JOB_N_BEHIND)
#define SQL_READY  JOB_SQL(JOB_N_READY)

static int64_t put(struct call *call, int64_t target, const struct job_new *n)
{
	if (n->order_key.size)
		target_guard(call, target);
	else
		target_share(call, target);
	call_set_whole(call, "jobKind", n->kind);
	call_set_text(call, "jobLocation", n->location_id);
	call_set_whole(call, "jobTarget", target);
	call_set_text(call, "jobKey", n->key);
	call_set_text(call, "jobOrder", n->order_key);
	call_set_text(call, "jobRef", n->ref);
	call_set_whole(call, "jobPriority", n->priority);
	call_set_whole(call, "jobDue", n->due_ms);
	call_set_whole(call, "jobNow", call->now_ms);
	struct rows *r = store_ask(
		call,
		"INSERT INTO job (kind, location_id, target, key, order_key, ref, priority, due,"
		" date_added, state) VALUES (:jobKind, :jobLocation, :jobTarget,"
		" nullif(:jobKey, ''), :jobOrder, :jobRef, :jobPriority, :jobDue, :jobNow,"
		" CASE WHEN EXISTS (SELECT 1 FROM job WHERE target = :jobTarget"
		" AND order_key = :jobOrder AND " JOB_IS_OPEN " AND order_key <> '')"
		" THEN " SQL_BEHIND " ELSE " SQL_READY " END)"
		" ON CONFLICT DO NOTHING RETURNING id");
	int64_t id = rows_next(r) ? rows_whole(r, "id") : 0;
	rows_close(r);
	if (id)
		target_due(call, target, n->due_ms);
	return call->err ? 0 : id;
}

int64_t job_add(struct call *call, const struct job_new *n)
{
	int64_t target = n->target_id ? n->target_id : target_need(call, n);

	return target ? put(call, target, n) : 0;
}

/* --- taking back --- */

struct member {
	int64_t id, target;
	struct text order_key;
};

/* Those that have not begun, by their targets. */
static size_t waiting_of(struct call *call, struct text ids, struct member *out)
{
	size_t count = 0;

	call_set_text(call, "jobIds", ids);
	call_set_whole(call, "jobReady", JOB_READY);
	struct rows *r = store_ask(call, "SELECT id, target, order_key FROM job WHERE " THESE
					 " AND state + 0 <= :jobReady ORDER BY target LIMIT 400");
	while (count < LIST_MAX && rows_next(r))
		out[count++] = (struct member){
			.id = rows_whole(r, "id"),
			.target = rows_whole(r, "target"),
			.order_key = text_copy(call->arena, rows_text(r, "order_key")),
		};
	rows_close(r);
	return count;
}

enum err job_withdraw(struct call *call, struct text ids)
{
	struct member *all = arena_take(call->arena, LIST_MAX * sizeof(*all));
	size_t count = waiting_of(call, ids, all), withdrawn = 0;

	for (size_t i = 0; i < count && !call->err; i++) {
		const struct member *m = &all[i];
		if (m->order_key.size)
			target_guard(call, m->target);
		else if (!i || all[i - 1].target != m->target)
			target_share(call, m->target);
	}
	for (int from = JOB_BEHIND; from <= JOB_READY && !call->err; from++) {
		job_move(call, &(struct job_move){ .ids = ids,
						   .from = (enum job_state)from,
						   .to = JOB_WITHDRAWN });
		withdrawn += call->changed;
	}
	for (size_t i = 0; i < count && !call->err; i++)
		job_next(call, all[i].target, all[i].order_key);
	call->changed = withdrawn;
	return call->err;
}

enum err job_target_empty(struct call *call, int64_t target)
{
	target_guard(call, target);
	call_set_whole(call, "jobTarget", target);
	call_set_whole(call, "jobWithdrawn", JOB_WITHDRAWN);
	call_set_whole(call, "jobNow", call->now_ms);
	store_do(call,
		 "UPDATE job SET state = :jobWithdrawn, ended = :jobNow"
		 " WHERE target = :jobTarget AND " JOB_IS_READY " /* grows: those that wait */");
	return store_do(call, "UPDATE job SET state = :jobWithdrawn, ended = :jobNow"
			      " WHERE target = :jobTarget AND " JOB_IS_BEHIND " AND " JOB_IS_OPEN
			      " AND order_key <> '' /* grows: those that wait */");
}

enum err job_forget(struct call *call, struct text ids)
{
	call_set_text(call, "jobIds", ids);
	return store_do(call, "DELETE FROM job WHERE " THESE);
}

/* --- once more --- */

/* :jobId, once more, as a job of its own. */
static int64_t anew(struct call *call)
{
	struct job_new n = { 0 };
	int64_t target = 0;
	struct rows *r = store_ask(call, "SELECT kind, location_id, target, order_key, ref"
					 " FROM job WHERE id = :jobId");

	if (rows_next(r)) {
		target = rows_whole(r, "target");
		n = (struct job_new){
			.kind = (enum job_number)rows_whole(r, "kind"),
			.location_id = text_copy(call->arena, rows_text(r, "location_id")),
			.order_key = text_copy(call->arena, rows_text(r, "order_key")),
			.ref = text_copy(call->arena, rows_text(r, "ref")),
			.priority = JOB_PERSON,
			.due_ms = call->now_ms,
		};
	}
	rows_close(r);
	return target ? put(call, target, &n) : 0;
}

int64_t job_again(struct call *call, int64_t id)
{
	call_set_whole(call, "jobId", id);
	target_guard(call, store_number(call, "SELECT target AS n FROM job WHERE id = :jobId"));
	if (!store_load(call, "SELECT state AS job_state, target AS job_target FROM job"
			      " WHERE id = :jobId"))
		return 0;
	enum job_state state = (enum job_state)call_whole(call, "jobState", 0);
	int64_t target = call_whole(call, "jobTarget", 0);
	if (state == JOB_FAILED || state == JOB_WITHDRAWN)
		return anew(call);
	if (state != JOB_READY && state != JOB_ASKING)
		return 0;
	job_move(call, &(struct job_move){ .ids = job_list(call, id),
					   .from = state,
					   .to = JOB_READY,
					   .put = true,
					   .due_ms = call->now_ms,
					   .tries = JOB_TRIES_FRESH });
	bool moved = call->changed == 1;
	target_due(call, target, call->now_ms);
	return call->err || !moved ? 0 : id;
}

/* --- the clock was set back --- */

bool jobs_put_off(struct call *call)
{
	call_set_whole(call, "jobNow", call->now_ms);
	store_do(call, "UPDATE job_target SET open_until = 0, slow_until = 0, window_start = 0,"
		       " used = 0 /* grows: one for each that is asked */"
		       " WHERE open_until > :jobNow OR window_start > :jobNow");
	store_do(call, "UPDATE job_target SET next_due = :jobNow WHERE next_due > :jobNow"
		       " AND id IN (SELECT target FROM job /* grows: a part of what waits */"
		       " WHERE " JOB_IS_READY " AND tries > 0 AND due > :jobNow"
		       " LIMIT 400)");
	return !store_do(call, "UPDATE job SET due = :jobNow WHERE id IN (SELECT id FROM job"
			       " /* grows: a part of what waits */"
			       " WHERE " JOB_IS_READY " AND tries > 0"
			       " AND due > :jobNow LIMIT 400)") &&
	       call->changed > 0;
}
