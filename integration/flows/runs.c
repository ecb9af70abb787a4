// SPDX-License-Identifier: Apache-2.0
/*
 * The operations on runs: list, show, replay; and decisions, which only a person can make.
 */
#include "integration/flows/inside.h"

#include "runs.h"

/* The flow's name by itself: joined, PostgreSQL goes through all flows. */
#define RUN_COLUMNS                                                                                \
	"SELECT run.id, (SELECT slug FROM flow WHERE id = run.flow_id) AS flow, run.rev,"          \
	" run.state, inbox.item, inbox.kind AS change, run.reason, run.started, run.ended FROM "
#define RUN_INBOX " JOIN inbox ON inbox.id = run.inbox_id"

enum err flow_run_show(struct call *call)
{
	enum err e = store_reply_row(call, "run",
				     RUN_COLUMNS "run" RUN_INBOX
						 " WHERE run.id = CAST(:shownRun AS BIGINT)"
						 " AND run.location_id = :locationId");

	return e == ERR_MISSING ? refuse(call, e, "There is no such run") : e;
}

enum err flow_run_list(struct call *call)
{
	struct buffer sql = buffer_open(call->arena, 4096);

	/* the page first: joined before, each run of the state would be looked up */
	buffer_format(&sql, RUN_COLUMNS "(SELECT * FROM run WHERE location_id = :locationId");
	if (call_given(call, "flow"))
		buffer_format(&sql, " AND flow_id = (SELECT id FROM flow"
				    " WHERE location_id = :locationId"
				    " AND (slug = :flow OR id = :flow))");
	if (call_given(call, "state"))
		buffer_format(&sql, " AND state = :state");
	if (call_given(call, "before"))
		buffer_format(&sql, " AND id < :before");
	buffer_format(&sql,
		      " ORDER BY id DESC LIMIT :limit) run" RUN_INBOX " ORDER BY run.id DESC");
	return store_list_made(call, "runs", buffer_text(&sql));
}

static enum err run_id_need(struct call *call)
{
	int64_t id;

	if (!text_whole(call_text(call, "runId"), &id) && !(id = call_whole(call, "runId", 0)))
		return refuse(call, ERR_MISSING, "There is no such run");
	call_set_whole(call, "shownRun", id);
	return ERR_OK;
}

/* What a run read and wrote is for who could have read and written it himself. */
static enum err run_rights_need(struct call *call)
{
	if (!store_load(call, "SELECT flow_id AS run_flow, rev AS run_rev FROM run"
			      " WHERE id = :shownRun AND location_id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such run");
	return rights_need(call, call_text(call, "runFlow"), call_whole(call, "runRev", 0));
}

enum err flow_run_get(struct call *call)
{
	enum err e = run_id_need(call);

	if (!e)
		e = run_rights_need(call);
	if (!e)
		e = flow_run_show(call);
	if (e)
		return e;
	if (store_load(call, "SELECT payload FROM inbox WHERE id ="
			     " (SELECT inbox_id FROM run WHERE id = :shownRun)")) {
		json_key(&call->out, "event");
		json_put_raw(&call->out, call_text(call, "payload"));
	}
	e = store_list(call, "steps",
		       "SELECT * FROM step WHERE run_id = :shownRun ORDER BY at, path");
	return e ? e
		 : store_list(call, "effects",
			      "SELECT * FROM effect WHERE run_id = :shownRun ORDER BY id");
}

/* --- replay --- */

enum err flow_run_replay(struct call *call)
{
	struct text mode = call_text(call, "mode");
	enum err e = run_id_need(call);

	if (e)
		return e;
	if (!store_load(call, "SELECT state AS run_state, flow_id AS run_flow FROM run"
			      " WHERE id = :shownRun AND location_id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such run");
	struct text state = call_text(call, "runState");
	if (run_rights_need(call))
		return call->err;
	bool ended = text_is(state, "done") || text_is(state, "failed") ||
		     text_is(state, "stopped") || text_is(state, "skipped");
	if (!ended)
		return refuse(call, ERR_CONFLICT,
			      "This run is %.*s; only one that has ended can be"
			      " replayed",
			      (int)state.size, state.at);
	if (text_is(mode, "resume") && !text_is(state, "failed"))
		return refuse(call, ERR_CONFLICT,
			      "This run did not fail: nothing is left to resume;"
			      " repeat does all of it once more");
	run_again(call, text_is(mode, "repeat"), text_is(mode, "current"));
	if (text_is(mode, "current") && run_rights_need(call))
		return call->err;
	return call->err ? call->err : flow_run_show(call);
}

/* --- decisions --- */

enum err flow_decision_list(struct call *call)
{
	return store_list(call, "decisions",
			  "SELECT decision.*, CASE kind WHEN 'brake' THEN"
			  " (SELECT min(f.slug) FROM subscription u JOIN flow f ON f.id = u.flow_id"
			  " WHERE u.source_id = decision.ref) WHEN 'sync' THEN"
			  " (SELECT f.slug FROM run r JOIN flow f ON f.id = r.flow_id WHERE r.id ="
			  " CASE decision.kind WHEN 'sync' THEN CAST(decision.ref AS BIGINT) END)"
			  " ELSE"
			  " (SELECT f.slug FROM effect e JOIN run r ON r.id = e.run_id"
			  " JOIN flow f ON f.id = r.flow_id WHERE e.id ="
			  " CASE decision.kind WHEN 'uncertain'"
			  " THEN CAST(decision.ref AS BIGINT) END) END AS flow FROM decision"
			  " WHERE location_id = :locationId AND resolved IS NULL ORDER BY id");
}

/* The run of the effect; of a brake, the flows on the source. */
static enum err decision_rights_need(struct call *call)
{
	if (text_is(call_text(call, "kind"), "brake")) {
		if (store_load(call, "SELECT flow.id AS run_flow, live_rev AS run_rev"
				     " FROM subscription u JOIN flow ON flow.id = u.flow_id"
				     " WHERE u.source_id = :ref ORDER BY flow.id LIMIT 1"))
			return rights_need(call, call_text(call, "runFlow"),
					   call_whole(call, "runRev", 0));
		return call->err;
	}
	int64_t ref = 0;
	text_whole(call_text(call, "ref"), &ref);
	if (!text_is(call_text(call, "kind"), "sync"))
		ref = store_number(call, "SELECT run_id AS n FROM effect"
					 " WHERE id = CAST(:ref AS BIGINT)");
	call_set_whole(call, "shownRun", ref);
	return run_rights_need(call);
}

enum err flow_decision_resolve(struct call *call)
{
	int64_t id = 0;

	text_whole(call_text(call, "decisionId"), &id);
	call_set_whole(call, "decision", id ? id : call_whole(call, "decisionId", 0));
	if (!store_load(call, "SELECT kind, ref, resolved AS was_resolved FROM decision"
			      " WHERE id = :decision AND location_id = :locationId"))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "There is no such decision");
	if (call_whole(call, "wasResolved", 0))
		return refuse(call, ERR_CONFLICT, "This was decided already");
	struct text choice = call_text(call, "choice");
	if ((text_is(choice, "a") || text_is(choice, "b")) &&
	    !text_is(call_text(call, "kind"), "sync"))
		return refuse(call, ERR_INVALID, "a and b are the sides of a sync: this is none");
	if (decision_rights_need(call))
		return call->err;
	decision_take(call);
	return call->err ? call->err
			 : store_reply_row(call, "decision",
					   "SELECT * FROM decision WHERE id = :decision");
}

/* --- the location --- */

enum err flows_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT id FROM flow WHERE location_id = :locationId LIMIT :leavingPart",
		  { "DELETE FROM flow_rev WHERE flow_id IN (SELECT value FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM flow WHERE location_id = :locationId AND id IN (SELECT value FROM "
		    "json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM flow_secret WHERE location_id = :locationId AND name IN"
		    " (SELECT name FROM flow_secret WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
