// SPDX-License-Identifier: Apache-2.0
/*
 * Targets: who is asked, when something of theirs is to be done, and how fast they may be asked.
 *
 * `next_due` is lowered by whoever adds work, and raised only by a claim that found nothing while
 * it excluded all who add: so no work is forgotten, and nobody walks through what is not due.
 */
#include "platform/jobs/inside.h"

#include <stdlib.h>

static int64_t target_make(struct call *call, const struct job_new *n, struct text name,
			   int64_t parent)
{
	call_set_whole(call, "jobKind", n->kind);
	call_set_text(call, "jobLocation", n->location_id);
	call_set_text(call, "targetName", name);
	call_set_whole(call, "targetParent", parent);
	int64_t id = store_number(call, "SELECT id AS n FROM job_target WHERE name = :targetName");
	if (id || call->err)
		return id;
	store_do(call, "INSERT INTO job_target (kind, location_id, name, parent)"
		       " VALUES (:jobKind, :jobLocation, :targetName,"
		       " nullif(CAST(:targetParent AS BIGINT), 0)) ON CONFLICT (name) DO NOTHING");
	return store_number(call, "SELECT id AS n FROM job_target WHERE name = :targetName");
}

int64_t target_need(struct call *call, const struct job_new *n)
{
	int64_t parent = n->parent.size ? target_make(call, n, n->parent, 0) : 0;

	return call->err ? 0 : target_make(call, n, n->target, parent);
}

void target_guard(struct call *call, int64_t target)
{
	store_guard(call, "job", text_format(call->arena, "%lld", (long long)target));
}

void target_share(struct call *call, int64_t target)
{
	store_share(call, "job", text_format(call->arena, "%lld", (long long)target));
}

void target_due(struct call *call, int64_t target, int64_t due_ms)
{
	call_set_whole(call, "jobTarget", target);
	call_set_whole(call, "targetDue", due_ms);
	store_do(call, "UPDATE job_target SET next_due = :targetDue WHERE id = :jobTarget"
		       " AND NOT held AND (next_due IS NULL OR next_due > :targetDue)");
}

/* The first of each priority, which its index gives at once, however many wait. */
static const char first[] =
	"UPDATE job_target SET next_due = (SELECT min((SELECT min(due) FROM job"
	" WHERE target = :jobTarget AND priority = p.n AND " JOB_IS_READY "))"
	" FROM (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS p)"
	" WHERE id = :jobTarget AND NOT held";

void target_wait(struct call *call, int64_t target, int64_t until_ms)
{
	call_set_whole(call, "jobTarget", target);
	call_set_whole(call, "targetDue", until_ms);
	store_do(call, until_ms ? "UPDATE job_target SET next_due = :targetDue"
				  " WHERE id = :jobTarget AND NOT held"
				: first);
}

/* --- for the trade --- */

int64_t job_target_need(struct call *call, const struct job_new *n, size_t parallel)
{
	int64_t target = target_need(call, n);

	call_set_whole(call, "jobTarget", target);
	call_set_whole(call, "targetParallel", (int64_t)parallel);
	store_do(call, "UPDATE job_target SET parallel = :targetParallel WHERE id = :jobTarget"
		       " AND parallel <> :targetParallel");
	return call->err ? 0 : target;
}

void job_target_hold(struct call *call, int64_t target, bool held)
{
	target_guard(call, target);
	call_set_whole(call, "jobTarget", target);
	call_set_flag(call, "targetHeld", held);
	store_do(call, "UPDATE job_target SET held = :targetHeld, next_due = NULL, fails = 0,"
		       " open_ms = 0, open_until = 0 WHERE id = :jobTarget");
	if (!held)
		target_wait(call, target, 0);
}

int64_t job_target_waiting(struct call *call, int64_t target, int64_t most)
{
	call_set_whole(call, "jobTarget", target);
	call_set_whole(call, "jobMost", most);
	return store_number(
		call, "SELECT (SELECT count(*) FROM (SELECT 1 FROM job WHERE target = :jobTarget"
		      " AND " JOB_IS_READY " LIMIT :jobMost) AS r) + (SELECT count(*) FROM"
		      " (SELECT 1 FROM job WHERE target = :jobTarget AND " JOB_IS_BEHIND
		      " AND " JOB_IS_OPEN " AND order_key <> '' LIMIT :jobMost) AS b) AS n"
		      " /* grows: those that wait, up to a limit */");
}

static int smaller(const void *a, const void *b)
{
	int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;

	return (one > other) - (one < other);
}

void job_targets_guard(struct call *call, int64_t *targets, size_t count)
{
	if (count)
		qsort(targets, count, sizeof(*targets), smaller);
	for (size_t i = 0; i < count && !call->err; i++)
		if (!i || targets[i] != targets[i - 1])
			target_guard(call, targets[i]);
}

void job_target_forget(struct call *call, int64_t target)
{
	call_set_whole(call, "jobTarget", target);
	store_do(call, "DELETE FROM job_target WHERE id = :jobTarget");
}

/* --- the pace --- */

struct pace pace_read(struct rows *r)
{
	return (struct pace){
		.window_start = rows_whole(r, "window_start"),
		.used = rows_whole(r, "used"),
		.max = rows_whole(r, "max"),
		.interval_ms = rows_whole(r, "interval_ms"),
		.slow_until = rows_whole(r, "slow_until"),
		.daily_left = rows_whole(r, "daily_left"),
		.daily_reset = rows_whole(r, "daily_reset"),
		.fails = rows_whole(r, "fails"),
		.open_ms = rows_whole(r, "open_ms"),
		.open_until = rows_whole(r, "open_until"),
	};
}

void pace_of(struct call *call, int64_t target, struct target_pace *out)
{
	*out = (struct target_pace){ .id = target };
	call_set_whole(call, "jobTarget", target);
	int64_t parent = store_number(call, "SELECT coalesce(parent, 0) AS n FROM job_target"
					    " WHERE id = :jobTarget");
	if (parent) {
		target_guard(call, parent);
		out->id = parent;
		call_set_whole(call, "jobTarget", parent);
	}
	struct rows *r = store_ask(call, "SELECT * FROM job_target WHERE id = :jobTarget");
	if (rows_next(r))
		out->pace = pace_read(r);
	rows_close(r);
}

void pace_keep(struct call *call, const struct target_pace *p)
{
	call_set_whole(call, "jobTarget", p->id);
	call_set_whole(call, "windowStart", p->pace.window_start);
	call_set_whole(call, "windowUsed", p->pace.used);
	call_set_whole(call, "paceMax", p->pace.max);
	call_set_whole(call, "intervalMs", p->pace.interval_ms);
	call_set_whole(call, "slowUntil", p->pace.slow_until);
	call_set_whole(call, "dailyLeft", p->pace.daily_left);
	call_set_whole(call, "dailyReset", p->pace.daily_reset);
	call_set_whole(call, "paceFails", p->pace.fails);
	call_set_whole(call, "openMs", p->pace.open_ms);
	call_set_whole(call, "openUntil", p->pace.open_until);
	store_do(call, "UPDATE job_target SET window_start = :windowStart, used = :windowUsed,"
		       " max = :paceMax, interval_ms = :intervalMs, slow_until = :slowUntil,"
		       " daily_left = :dailyLeft, daily_reset = :dailyReset, fails = :paceFails,"
		       " open_ms = :openMs, open_until = :openUntil WHERE id = :jobTarget");
}

void target_hurry(struct call *call, int64_t parent, int64_t until_ms)
{
	call_set_whole(call, "targetParent", parent);
	call_set_whole(call, "targetDue", until_ms);
	call_set_whole(call, "jobNow", call->now_ms);
	store_do(call, "UPDATE job_target SET next_due = :jobNow WHERE parent = :targetParent"
		       " AND next_due > :jobNow AND next_due <= :targetDue"
		       " /* grows: those that waited for it */");
}
