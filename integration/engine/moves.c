// SPDX-License-Identifier: Apache-2.0
/*
 * Moves of runs that people make: replay, hold and let go, what they decided.
 */
#include "integration/engine/enrolled.h"

/* --- again --- */

static void replay_resume(struct call *call)
{
	store_do(call, "DELETE FROM step WHERE run_id = :shownRun AND state = 'failed'");
	store_do(call, "UPDATE effect SET state = 'ready', due = :now, tries = 0,"
		       " give_up_at = CAST(:now AS BIGINT) + 86400000 WHERE run_id = :shownRun"
		       " AND state = 'failed'");
	store_do(call, "UPDATE run SET state = 'ready', due = :now, ended = NULL, reason = NULL"
		       " WHERE id = :shownRun");
}

static void replay_repeat(struct call *call)
{
	store_do(call, "DELETE FROM step WHERE run_id = :shownRun");
	store_do(call, "UPDATE effect SET path = path || '#' || id, state = CASE"
		       " WHEN state = 'done' THEN 'done' ELSE 'skipped' END"
		       " WHERE run_id = :shownRun");
	store_do(call, "UPDATE run SET state = 'ready', due = :now, ended = NULL, reason = NULL,"
		       " generation = generation + 1 WHERE id = :shownRun");
}

/* What a sync read is old by now: it looks anew, which does nothing twice. */
static bool is_sync(struct call *call)
{
	const struct flow *f = NULL;

	if (store_load(call, "SELECT flow_id AS again_flow, rev AS again_rev FROM run"
			     " WHERE id = :shownRun"))
		f = flow_load(call, call_text(call, "againFlow"), call_whole(call, "againRev", 0));
	return f && f->sync;
}

void run_again(struct call *call, bool repeat, bool current)
{
	if (repeat || is_sync(call))
		replay_repeat(call);
	else
		replay_resume(call);
	if (current)
		store_do(call, "UPDATE run SET rev = (SELECT live_rev FROM flow"
			       " WHERE flow.id = run.flow_id) WHERE id = :shownRun");
}

/* --- off and on --- */

/* As the index run_open says it: only those that are under way are looked at. */
#define RUN_OPEN " AND state IN ('ready', 'waiting', 'sending', 'asking', 'held')"

void runs_hold(struct call *call)
{
	store_do(call, "UPDATE run SET state = 'held' WHERE flow_id = :flowId" RUN_OPEN
		       " AND state = 'ready' AND NOT EXISTS"
		       " (SELECT 1 FROM step WHERE step.run_id = run.id)");
}

/* What was held carries nobody through a workflow any more. */
static void held_drop(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);
	struct json_out o = json_open(&b);
	struct rows *r = store_ask(call, "UPDATE run SET state = 'skipped', ended = :now,"
					 " reason = 'it was off, and was switched on from now'"
					 " WHERE flow_id = :flowId" RUN_OPEN " AND state = 'held'"
					 " AND reason IS NULL RETURNING id");

	json_list(&o);
	while (rows_next(r))
		json_put_whole(&o, rows_whole(r, "id"));
	rows_close(r);
	json_close(&o);
	enrolments_end(call, buffer_text(&b));
}

void runs_release(struct call *call, bool let_go)
{
	if (let_go)
		held_drop(call);
	store_do(call, "UPDATE run SET state = 'ready', due = :now WHERE flow_id = :flowId" RUN_OPEN
		       " AND state = 'held'");
}

/* --- decisions --- */

static void effect_decide(struct call *call)
{
	struct text choice = call_text(call, "choice");
	bool again = text_is(choice, "retry");

	call_set_text(call, "effectState", again ? TEXT("ready") : TEXT("skipped"));
	store_do(call,
		 "UPDATE effect SET state = :effectState, due = :now, doubtful = false,"
		 " give_up_at = CAST(:now AS BIGINT) + 86400000 WHERE id = CAST(:ref AS BIGINT)"
		 " AND state = 'uncertain'");
	if (!again) {
		call_set_text(call, "stepState",
			      text_is(choice, "done") ? TEXT("done") : TEXT("skipped"));
		store_do(call,
			 "INSERT INTO step (run_id, path, state, op, request_json, out_json, at)"
			 " SELECT run_id, path, :stepState, op, request_json, :result, :now"
			 " FROM effect WHERE id = CAST(:ref AS BIGINT)"
			 " ON CONFLICT (run_id, path) DO UPDATE SET state = excluded.state,"
			 " out_json = excluded.out_json");
	}
	store_do(call, "UPDATE run SET due = :now WHERE id ="
		       " (SELECT run_id FROM effect WHERE id = CAST(:ref AS BIGINT))"
		       " AND ended IS NULL");
}

/* The mass-delete brake: the deletions are real (retry), or they are not (skip). */
static void brake_decide(struct call *call)
{
	call_set_flag(call, "go", !text_is(call_text(call, "choice"), "skip"));
	store_do(call, "UPDATE cursor SET braked = CASE WHEN :go THEN 2 ELSE 0 END,"
		       " walk_due = 0, next_due = :now WHERE source_id = :ref");
}

/* What a sync asked: the run goes on with the answer. */
static void sync_decide(struct call *call)
{
	call_set_text(call, "said",
		      text_format(call->arena, "\"%.*s\"", (int)call_text(call, "choice").size,
				  call_text(call, "choice").at));
	store_do(call, "UPDATE step SET state = 'done', out_json = :said"
		       " WHERE run_id = CAST(:ref AS BIGINT) AND state = 'waiting'"
		       " AND due IS NULL");
	store_do(call, "UPDATE run SET due = :now WHERE id = CAST(:ref AS BIGINT)"
		       " AND ended IS NULL");
}

void decision_take(struct call *call)
{
	if (text_is(call_text(call, "kind"), "brake"))
		brake_decide(call);
	else if (text_is(call_text(call, "kind"), "sync"))
		sync_decide(call);
	else
		effect_decide(call);
	store_do(call, "UPDATE decision SET resolved = :now, choice = :choice,"
		       " by_whom = :callerToken WHERE id = :decision");
}
