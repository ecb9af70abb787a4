// SPDX-License-Identifier: Apache-2.0
/*
 * One run, carried on within a transaction: what is known is read, the plan is walked, what
 * concerns our own tables is done there and then, and what concerns others is written down to be
 * sent.  All of it is committed together, or none.
 */
#include "integration/engine/enrolled.h"

#include "base/secrets/id.h"
#include "base/time/zonefile.h"
#include "pure/schedule/schedule.h"

#define KNOWN_BUCKETS 256
#define OPEN_MAX      64    /* effects of a run that may wait to be sent */
#define LOCAL_MAX     200   /* askings of our own tables in one transaction */
#define KEPT_MAX      65536 /* bytes of a step that are kept when its run has ended */
#define FRESH_MS      10000 /* so long what was read is good enough to write by */

struct fact {
	struct text path, out, error, op, request;
	enum known known;
	int64_t due;
	bool fresh; /* not yet a row */
	struct fact *next, *next_fresh;
};

struct run {
	struct call *call;
	const struct flow *flow;
	struct text flow_id, event_key, location_id, lane_key;
	int64_t id, rev, lane, generation, started, inbox_id, depth;
	const struct json *event;
	struct fact *facts[KNOWN_BUCKETS];
	struct fact *fresh, **fresh_last;
	size_t open, doubts, local; /* effects under way, of them asked about; askings done here */
	bool yielding;		    /* the transaction is long enough */
	bool crowded;		    /* a flow that it starts has too many runs under way */
	bool over;		    /* its contact has left meanwhile */
	int64_t due;		    /* the earliest end of a wait */
	const struct caller *caller;
	struct text last_use; /* the connection that was last asked about */
	bool asked, last_ours;
	int side; /* of a sync */
};

/* --- what is known --- */

static struct fact *fact_find(struct run *r, struct text path)
{
	struct fact *f = r->facts[text_hash(path) % KNOWN_BUCKETS];

	while (f && !text_same(f->path, path))
		f = f->next;
	return f;
}

static struct fact *fact_add(struct run *r, struct text path)
{
	struct fact *f = arena_take(r->call->arena, sizeof(*f));
	struct fact **bucket = &r->facts[text_hash(path) % KNOWN_BUCKETS];

	f->path = path;
	f->next = *bucket;
	*bucket = f;
	return f;
}

static struct fact *fact_new(struct run *r, struct text path, enum known known)
{
	struct fact *f = fact_add(r, path);

	f->known = known;
	f->fresh = true;
	*r->fresh_last = f;
	r->fresh_last = &f->next_fresh;
	return f;
}

static enum known known_of(struct text state)
{
	return text_is(state, "done")	   ? KNOWN_DONE
	       : text_is(state, "failed")  ? KNOWN_FAILED
	       : text_is(state, "skipped") ? KNOWN_SKIPPED
					   : KNOWN_PENDING;
}

static void facts_load(struct run *r)
{
	struct call *call = r->call;
	struct rows *rows = store_ask(call,
				      "SELECT path, state, due, out_json, error_json FROM step"
				      " WHERE run_id = :runId");

	while (rows_next(rows)) {
		struct fact *f = fact_add(r, text_copy(call->arena, rows_text(rows, "path")));
		f->known = known_of(rows_text(rows, "state"));
		f->out = text_copy(call->arena, rows_text(rows, "out_json"));
		f->error = text_copy(call->arena, rows_text(rows, "error_json"));
		f->due = rows_whole(rows, "due");
		r->doubts += f->known == KNOWN_PENDING && !f->due; /* a person is asked */
	}
	rows_close(rows);
	rows = store_ask(call, "SELECT path, state FROM effect WHERE run_id = :runId"
			       " AND state IN ('ready', 'sending', 'retry', 'uncertain')");
	while (rows_next(rows)) {
		fact_add(r, text_copy(call->arena, rows_text(rows, "path")))->known = KNOWN_PENDING;
		r->open++;
		r->doubts += text_is(rows_text(rows, "state"), "uncertain");
	}
	rows_close(rows);
}

/* What was looked up by name in an earlier run of this revision. */
static struct fact *fact_kept(struct run *r, struct text path)
{
	struct call *call = r->call;

	if (!text_starts(path, LOOKUP_PATH))
		return NULL;
	call_set_text(call, "lookupPath", path);
	if (!store_load(call, "SELECT value_json AS looked_up FROM flow_lookup"
			      " WHERE flow_id = :runFlow AND path = :lookupPath"))
		return NULL;
	struct fact *f = fact_add(r, path);
	f->known = KNOWN_DONE;
	f->out = text_copy(call->arena, call_text(call, "lookedUp"));
	return f;
}

static void run_keep(void *owner, struct text path, struct text out)
{
	struct run *r = owner;

	call_set_text(r->call, "lookupPath", path);
	call_set_text(r->call, "lookedUp", out);
	store_do(r->call, "INSERT INTO flow_lookup (flow_id, path, value_json, at)"
			  " VALUES (:runFlow, :lookupPath, :lookedUp, :now)"
			  " ON CONFLICT (flow_id, path) DO UPDATE SET"
			  " value_json = excluded.value_json, at = excluded.at");
}

static enum known run_known(void *owner, struct text path, struct outcome *out)
{
	struct run *r = owner;
	struct fact *f = fact_find(r, path);

	if (!f)
		f = fact_kept(r, path);
	if (!f)
		return KNOWN_NOT;
	if (f->known == KNOWN_PENDING && f->due) {
		if (f->due <= r->call->now_ms)
			return KNOWN_DONE;
		if (!r->due || f->due < r->due)
			r->due = f->due;
	}
	*out = (struct outcome){ .out = f->out, .error = f->error };
	return f->known;
}

/* --- what is wanted --- */

void flow_lookups_drop(struct call *call, struct text flow_id)
{
	call_set_text(call, "lookupFlow", flow_id);
	store_do(call, "DELETE FROM flow_lookup WHERE flow_id = :lookupFlow");
}

static enum known want_local(struct run *r, const struct intent *i, struct outcome *out)
{
	struct call *call = r->call;
	const struct invocation asking = { i->op, i->input, r->location_id, r->caller };
	struct invoked told = { 0 };
	struct text there = { 0 };

	if (r->local >= LOCAL_MAX) {
		r->yielding = true;
		return KNOWN_PENDING;
	}
	r->local++;
	struct fact *f = fact_new(r, i->path, KNOWN_FAILED);
	f->op = i->op->name;
	if (invoke_try(call, &asking, &told))
		return KNOWN_PENDING; /* the call itself is over */
	told_step(r->location_id, i->op, told.status);
	f->request = told.op ? catalogue_sent(call->arena, told.op, i->input) : i->input;
	bool gone = err_is_missing(told.err) && (i->op->reads || i->step->kind == STEP_DELETE);
	if (err_is_missing(told.err) && !gone)
		flow_lookups_drop(call, r->flow_id);
	f->error = told.why.size ? told.why : text_of(err_phrase(told.err));
	if (told.err == ERR_DUPLICATE)
		there = look_there(call, r->caller, i->op, i->input, &told);
	if (call->err)
		return KNOWN_PENDING;
	if (!told.err || gone || there.size)
		f->known = KNOWN_DONE;
	f->out = there.size ? there
		 : gone	    ? TEXT("null")
		 : told.err ? (struct text){ 0 }
			    : inner_source(call->arena, i->op, i->list, told.body);
	*out = (struct outcome){ .out = f->out, .error = f->error };
	return f->known;
}

static enum known want_remote(struct run *r, const struct intent *i)
{
	struct call *call = r->call;
	char idem[33], number[32];
	int64_t retry = i->step->retry_for_ms ? i->step->retry_for_ms : r->flow->retry_for_ms;

	if (r->open >= OPEN_MAX)
		return KNOWN_PENDING;
	snprintf(number, sizeof(number), "%lld", (long long)r->generation);
	const struct text parts[] = { r->flow_id, r->event_key, i->path, text_of(number) };
	sum_key(parts, 4, idem);
	char letter[2] = { effect_letter(call->app->catalogue, i->op, false, false), '\0' };
	call_set_text(call, "path", text_copy(call->arena, i->path));
	call_set_text(call, "idem", text_copy(call->arena, text_of(idem)));
	call_set_text(call, "class", text_copy(call->arena, text_of(letter)));
	call_set_text(call, "connection", i->use);
	call_set_text(call, "op", op_word(call->arena, i->op));
	call_set_text(call, "request", catalogue_random(call->arena, i->op, i->input, NULL));
	call_set_whole(call, "parallel", r->flow->parallel);
	call_set_whole(call, "giveUpAt", call->now_ms + (i->fresh ? FRESH_MS : retry));
	call_set_flag(call, "fresh", i->fresh);
	call_set_whole(call, "lane", r->lane);
	store_do(call,
		 "INSERT INTO effect (location_id, run_id, path, idem, class, connection, op,"
		 " request_json, state, lane, due, give_up_at, parallel, fresh)"
		 " VALUES (:locationId, :runId, :path, :idem, :class, :connection, :op, :request,"
		 " 'ready', :lane, :now, :giveUpAt, :parallel, :fresh) ON CONFLICT (idem) DO "
		 "NOTHING");
	r->open++;
	fact_add(r, i->path)->known = KNOWN_PENDING;
	return KNOWN_PENDING;
}

static enum known want_wait(struct run *r, const struct intent *i)
{
	struct fact *f;

	if (i->due_ms <= r->call->now_ms)
		return fact_new(r, i->path, KNOWN_DONE)->known;
	f = fact_new(r, i->path, KNOWN_PENDING);
	f->due = i->due_ms;
	if (!r->due || f->due < r->due)
		r->due = f->due;
	return KNOWN_PENDING;
}

static enum known want_run(struct run *r, const struct intent *i, struct outcome *out)
{
	const struct chain chain = { .run_id = r->id,
				     .generation = r->generation,
				     .depth = r->depth,
				     .flow_id = r->flow_id,
				     .rev = r->rev,
				     .lane = (enum lane)r->lane };
	int64_t again = 0;

	if (r->local >= LOCAL_MAX) {
		r->yielding = true;
		return KNOWN_PENDING;
	}
	enum known k = chain_run(r->call, &chain, i, out, &again);
	call_set_whole(r->call, "runId", r->id);
	if (k == KNOWN_PENDING) { /* there is no room yet: what is open counts as such */
		r->crowded = true;
		if (!r->due || again < r->due)
			r->due = again;
		return k;
	}
	r->local++;
	struct fact *f = fact_new(r, i->path, k);
	f->out = out->out;
	f->error = out->error;
	return k;
}

/* The queue of a connection is found by its row of pace. */
static void pace_make(struct call *call, struct text use)
{
	call_set_text(call, "connection", use);
	store_do(call,
		 "INSERT INTO pace (location_id, connection, window_start, used, max, interval_ms,"
		 " slow_until, daily_left, daily_reset, fails, open_ms, open_until, free_at)"
		 " VALUES (:locationId, :connection, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0)"
		 " ON CONFLICT (location_id, connection) DO NOTHING");
}

static enum known run_want(void *owner, const struct intent *i, struct outcome *out)
{
	struct run *r = owner;

	if (r->call->err || r->over)
		return KNOWN_PENDING;
	if (i->kind == INTENT_WAIT)
		return want_wait(r, i);
	if (i->kind == INTENT_RUN)
		return want_run(r, i, out);
	if (!r->asked || !text_same(r->last_use, i->use)) {
		r->last_use = i->use;
		r->asked = true;
		r->last_ours = connection_is_ours(r->call, i->use);
		if (!r->last_ours)
			pace_make(r->call, i->use);
	}
	if (!r->last_ours)
		return want_remote(r, i);
	enum known k = want_local(r, i, out);
	r->over = flow_trigger(r->flow, r->side)->workflow.size &&
		  store_has(r->call, "SELECT 1 FROM run WHERE id = :runId AND ended IS NOT NULL");
	return k;
}

/* A zone's offset; zones are read anew for each run that asks. */
static bool run_zone(void *owner, struct text name, int64_t at_ms, int32_t *offset_s)
{
	struct run *r = owner;
	struct text bytes, why;
	const struct zone *z;

	if (zonefile_read(r->call->arena, name, &bytes) ||
	    zone_read(r->call->arena, name, bytes, &z, &why))
		return false;
	*offset_s = (int32_t)zone_offset(z, at_ms / 1000);
	return true;
}

/* --- what came of it --- */

static void facts_save(struct run *r, bool ended, bool keep)
{
	struct call *call = r->call;
	static const char *const states[] = {
		[KNOWN_DONE] = "done",
		[KNOWN_FAILED] = "failed",
		[KNOWN_SKIPPED] = "skipped",
		[KNOWN_PENDING] = "waiting",
	};

	for (struct fact *f = ended && !keep ? NULL : r->fresh; f; f = f->next_fresh) {
		bool cut = ended && f->out.size > KEPT_MAX;
		call_set_text(call, "path", f->path);
		call_set_text(call, "state", text_of(states[f->known]));
		call_set_text(call, "op", f->op);
		call_set_text(call, "request", f->request);
		call_set_text(call, "out", cut ? TEXT("null") : f->out);
		call_set_text(call, "error", f->known == KNOWN_FAILED ? f->error : TEXT(""));
		call_set_whole(call, "due", f->due);
		store_do(call, "INSERT INTO step (run_id, path, state, op, request_json, due,"
			       " out_json, error_json, at) VALUES (:runId, :path, :state,"
			       " nullif(:op, ''), nullif(:request, ''),"
			       " nullif(CAST(:due AS BIGINT), 0), nullif(:out, ''),"
			       " nullif(:error, ''), :now)"
			       " ON CONFLICT (run_id, path) DO UPDATE SET state = excluded.state,"
			       " out_json = excluded.out_json, error_json = excluded.error_json");
	}
}

static const char *state_of(const struct run *r, enum plan_end end)
{
	switch (end) {
	case PLAN_DONE:
		return "done";
	case PLAN_STOPPED:
		return "stopped";
	case PLAN_SKIPPED:
		return "skipped";
	case PLAN_FAILED:
		return "failed";
	case PLAN_WAITING:
		break;
	}
	return r->doubts		   ? "asking"
	       : r->yielding || r->crowded ? "ready"
	       : r->open		   ? "sending"
					   : "waiting";
}

static void run_save(struct run *r, enum plan_end end, struct text reason)
{
	struct call *call = r->call;
	bool ended = end != PLAN_WAITING;
	bool keep = r->flow->history ||
		    (r->flow->history_errors && (end == PLAN_FAILED || end == PLAN_STOPPED));

	facts_save(r, ended, keep);
	call_set_text(call, "state", text_of(state_of(r, end)));
	call_set_text(call, "reason", reason);
	call_set_whole(call, "due", r->yielding ? call->now_ms : r->due ? r->due : RUN_LATER);
	call_set_flag(call, "ended", ended);
	/* what is asked stays its reason; a run whose contact has left meanwhile stays ended */
	store_do(call, "UPDATE run SET reason = CASE WHEN :state = 'asking' AND state = 'asking'"
		       " THEN reason ELSE nullif(:reason, '') END, state = :state, due = :due,"
		       " ended = CASE WHEN :ended THEN CAST(:now AS BIGINT) END WHERE id = :runId"
		       " AND ended IS NULL");
	bool left = !call->changed;
	if (!ended && !left)
		return;
	if (!left)
		told_run(call, state_of(r, end));
	if (r->open) /* nobody waits for them any more */
		store_do(call, "UPDATE effect SET state = 'skipped', error = 'its run has ended'"
			       " WHERE run_id = :runId AND state IN ('ready', 'retry')");
	if (!left && end != PLAN_FAILED && flow_trigger(r->flow, r->side)->workflow.size)
		enrolments_end(call, text_format(call->arena, "[%lld]", (long long)r->id));
	run_lane_go_on(call, r->flow_id, r->lane_key);
}

static enum err run_carry_on(struct run *r)
{
	struct linked linked = {
		.call = r->call, .flow_id = r->flow_id, .lane_key = r->lane_key, .run_id = r->id
	};
	const struct sync_hooks sync = linked_hooks(&linked);
	const struct plan_hooks hooks = { .owner = r,
					  .known = run_known,
					  .want = run_want,
					  .zone = run_zone,
					  .keep = run_keep,
					  .sync = &sync };
	const struct plan_job job = {
		.gone = fields_gone(r->call, r->location_id),
		.arena = r->call->arena,
		.catalogue = r->call->app->catalogue,
		.flow = r->flow,
		.event = r->event,
		.now_ms = r->started,
		.at_ms = r->call->now_ms,
		.location = r->location_id,
		.side = r->side,
		.hooks = &hooks,
	};
	struct text reason = json_text(json_get(r->event, "cut"));
	enum plan_end end = reason.size ? PLAN_FAILED : plan_run(&job, &reason);

	r->doubts += linked.asked;
	if (!r->call->err)
		run_save(r, end, reason);
	return r->call->err;
}

static bool run_load(struct run *r)
{
	struct call *call = r->call;
	struct text payload = { 0 }, why;
	struct rows *rows = store_ask(
		call, "SELECT run.location_id, run.flow_id, run.rev, run.event_key, run.lane_key,"
		      " run.lane, run.generation, run.started, run.depth, inbox.payload,"
		      " coalesce(u.side, 0) AS side"
		      " FROM run JOIN inbox ON inbox.id = run.inbox_id"
		      " LEFT JOIN subscription u ON u.source_id = inbox.source_id"
		      " AND u.flow_id = run.flow_id WHERE run.id = :runId"
		      " AND run.ended IS NULL");

	if (rows_next(rows)) {
		r->location_id = text_copy(call->arena, rows_text(rows, "location_id"));
		r->flow_id = text_copy(call->arena, rows_text(rows, "flow_id"));
		r->event_key = text_copy(call->arena, rows_text(rows, "event_key"));
		r->lane_key = text_copy(call->arena, rows_text(rows, "lane_key"));
		payload = text_copy(call->arena, rows_text(rows, "payload"));
		r->rev = rows_whole(rows, "rev");
		r->lane = rows_whole(rows, "lane");
		r->generation = rows_whole(rows, "generation");
		r->started = rows_whole(rows, "started");
		r->depth = rows_whole(rows, "depth");
		r->side = (int)rows_whole(rows, "side");
	}
	rows_close(rows);
	return payload.size && !json_read(call->arena, payload, &r->event, &why);
}

enum err run_advance(struct call *call, int64_t run_id)
{
	struct run *r = arena_take(call->arena, sizeof(*r));
	struct text lost;

	*r = (struct run){ .call = call, .id = run_id };
	r->fresh_last = &r->fresh;
	call_set_whole(call, "runId", run_id);
	call_set_whole(call, "now", call->now_ms);
	if (!run_load(r))
		return call->err;
	call_set_text(call, "locationId", r->location_id);
	call_set_text(call, "runFlow", r->flow_id);
	call_set_text(call, "laneKey", r->lane_key);
	r->flow = flow_load(call, r->flow_id, r->rev);
	if (!r->flow)
		return store_do(call, "UPDATE run SET state = 'failed', ended = :now, reason ="
				      " 'its revision does not fit this version of the program'"
				      " WHERE id = :runId");
	r->caller = flow_caller(call, r->flow_id, r->rev, &lost);
	if (lost.size || call->err)
		return call->err ? call->err : run_park(call, lost);
	if (flow_trigger(r->flow, r->side)->workflow.size && enrolled_early(call, r->event))
		return call->err;
	facts_load(r);
	return call->err ? call->err : run_carry_on(r);
}
