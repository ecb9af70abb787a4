// SPDX-License-Identifier: Apache-2.0
/*
 * What came of an effect, kept: its attempt, its result, the pace of its connection and the steps
 * that follow, in one transaction.  Only who sent it may say so: the row says who, and which try.
 */
#include "integration/engine/work.h"

#include "base/secrets/id.h"

#define ATTEMPT_TEXT 2000
#define READY_ENOUGH 16	  /* effects of a run that wait to be sent: others need not be planned */
#define SOON_MS	     1000 /* until they are all the same */

static void attempt_keep(struct call *call, const struct claim *c, const struct heard *h)
{
	struct text error = h->verdict == VERDICT_DONE ? (struct text){ 0 } : h->error;

	if (error.size > ATTEMPT_TEXT)
		error.size = text_utf8_size((struct text){ error.at, ATTEMPT_TEXT });
	call_set_whole(call, "n", c->tries);
	call_set_whole(call, "took", h->answer.took_ms);
	call_set_whole(call, "status", h->answer.status);
	call_set_text(call, "error", error);
	store_do(call, "INSERT INTO attempt (effect_id, n, at, ms, status, error)"
		       " VALUES (:effectId, :n, :now, :took, :status, nullif(:error, ''))"
		       " ON CONFLICT (effect_id, n) DO NOTHING");
}

/* The row of an effect, when a secret is sent to it; NULL else. */
static const struct op *claim_op(struct call *call, const struct claim *c)
{
	const struct op *op = catalogue_find(call->app->catalogue, c->op_word);

	return op && op->takes_secret ? op : NULL;
}

static void step_keep(struct call *call, const struct claim *c, const char *state, struct text out)
{
	const struct op *op = claim_op(call, c);
	struct text request = op ? catalogue_sent(call->arena, op, c->request) : c->request;

	call_set_text(call, "path", c->path);
	call_set_text(call, "stepState", text_of(state));
	call_set_text(call, "op", c->op_word);
	call_set_text(call, "request", request);
	call_set_text(call, "out", out);
	store_do(call, "INSERT INTO step (run_id, path, state, op, request_json, out_json,"
		       " error_json, at) VALUES (:runId, :path, :stepState, :op, :request,"
		       " nullif(:out, ''), nullif(:error, ''), :now)"
		       " ON CONFLICT (run_id, path) DO UPDATE SET state = excluded.state,"
		       " out_json = excluded.out_json, error_json = excluded.error_json");
}

/* Nobody knows: a person decides, unless the flow says what to do.  unkept: a person in any case.
 */
static void uncertain_keep(struct call *call, const struct claim *c, struct text why, bool unkept)
{
	const struct flow *f = NULL;

	if (!unkept && store_load(call, "SELECT flow_id AS asking_flow, rev AS asking_rev FROM run"
					" WHERE id = :runId"))
		f = flow_load(call, call_text(call, "askingFlow"),
			      call_whole(call, "askingRev", 0));
	if (f && f->on_uncertain == UNCERTAIN_RETRY) {
		store_do(call, "UPDATE effect SET state = 'retry', doubtful = false, due = :due"
			       " WHERE id = :effectId");
		return;
	}
	if (f && f->on_uncertain == UNCERTAIN_SKIP) {
		store_do(call, "UPDATE effect SET state = 'skipped' WHERE id = :effectId");
		call_set_text(call, "error", why);
		step_keep(call, c, "skipped", TEXT(""));
		run_advance(call, c->run_id);
		return;
	}
	call_set_text(call, "ref", text_format(call->arena, "%lld", (long long)c->id));
	call_set_text(call, "reason",
		      text_format(call->arena, "Was %.*s done? %.*s", (int)c->op_word.size,
				  c->op_word.at, (int)why.size, why.at));
	store_do(call, "UPDATE effect SET state = 'uncertain', doubtful = true, error = :reason"
		       " WHERE id = :effectId");
	store_do(call, "INSERT INTO decision (location_id, kind, ref, reason, opened)"
		       " VALUES (:locationId, 'uncertain', :ref, :reason, :now)");
	store_do(call, "UPDATE run SET state = 'asking', reason = :reason WHERE id = :runId"
		       " AND ended IS NULL");
}

/* What follows from it: at once when nothing else of the run is under way, or when it failed, which
 * may end the run; else soon, once for all that have come back by then, and no sooner than
 * something new could be sent. */
static void run_go_on(struct call *call, int64_t run_id, bool failed)
{
	if (failed || !store_has(call, "SELECT 1 FROM effect WHERE run_id = :runId"
				       " AND state IN ('ready', 'sending', 'retry')")) {
		run_advance(call, run_id);
		return;
	}
	int64_t ready = store_number(call, "SELECT count(*) AS n FROM effect WHERE run_id = :runId"
					   " AND state = 'ready'");
	call_set_whole(call, "soon", call->now_ms + (ready > READY_ENOUGH ? SOON_MS : 0));
	store_do(call, "UPDATE run SET due = :soon WHERE id = :runId AND ended IS NULL"
		       " AND due > :soon");
}

static void effect_settle(struct call *call, const struct claim *c, const struct heard *h)
{
	/* a pause that the other side asks for is no reason to give up */
	bool late = store_seen_ms(call) + h->wait_ms > c->give_up_at;

	call_set_text(call, "error", h->verdict == VERDICT_DONE ? TEXT("") : h->error);
	call_set_text(call, "out", h->out);
	call_set_flag(call, "doubtful", h->doubtful);
	int64_t wait_ms = h->wait_ms > h->asked_ms ? h->wait_ms : h->asked_ms;
	call_set_whole(call, "due", call->now_ms + wait_ms);
	if (c->fresh &&
	    (h->verdict == VERDICT_AGAIN ||
	     h->verdict == VERDICT_UNCERTAIN)) { /* the run reads again, and says what then */
		store_do(call, "UPDATE effect SET state = 'skipped', doubtful = false,"
			       " error = :error WHERE id = :effectId");
		step_keep(call, c, "skipped", TEXT(""));
		run_advance(call, c->run_id);
		return;
	}
	if (h->verdict == VERDICT_UNCERTAIN ||
	    (h->verdict == VERDICT_AGAIN && late && h->doubtful && letter_of(c, h) != 'N')) {
		uncertain_keep(call, c, h->error, h->unkept);
		return;
	}
	if (h->verdict == VERDICT_AGAIN && !late) {
		store_do(call,
			 "UPDATE effect SET state = 'retry', doubtful = :doubtful, due = :due,"
			 " error = :error WHERE id = :effectId");
		return;
	}
	bool done = h->verdict == VERDICT_DONE;
	if (!done && h->answer.class == REMOTE_MISSING &&
	    store_load(call, "SELECT flow_id AS asking_flow FROM run WHERE id = :runId"))
		flow_lookups_drop(call, call_text(call, "askingFlow"));
	call_set_text(call, "effectState", done ? TEXT("done") : TEXT("failed"));
	store_do(call, "UPDATE effect SET state = :effectState, response_json = nullif(:out, ''),"
		       " error = nullif(:error, ''), doubtful = false WHERE id = :effectId");
	step_keep(call, c, done ? "done" : "failed", h->out);
	const struct op *op = claim_op(call, c);
	if (done && op) { /* it is not sent again */
		call_set_text(call, "request", catalogue_sent(call->arena, op, c->request));
		store_do(call, "UPDATE effect SET request_json = :request WHERE id = :effectId");
	}
	if (!call->err)
		run_go_on(call, c->run_id, !done);
}

enum err settle_run(struct call *call)
{
	struct settling *s = store_transaction_data(call);
	const struct claim *c = s->claim;
	struct heard *h = s->heard;
	struct pace pace;
	uint32_t random;

	id_random(&random, sizeof(random));
	call_set_whole(call, "now", call->now_ms);
	call_set_text(call, "locationId", c->location_id);
	call_set_whole(call, "effectId", c->id);
	call_set_whole(call, "runId", c->run_id);
	call_set_whole(call, "tries", c->tries);
	call_set_text(call, "me", call->app->flows->me);
	store_guard(call, "flow-run", text_format(call->arena, "%lld", (long long)c->run_id));
	if (!store_has(call, "SELECT 1 FROM effect WHERE id = :effectId AND state = 'sending'"
			     " AND lease_by = :me AND tries = :tries"))
		return call->err; /* somebody else has it by now */
	if (h->unsent) {	  /* as if it had not been taken */
		limits_unsent(call);
		return store_do(call, "UPDATE effect SET state = 'retry', tries = tries - 1,"
				      " due = :now WHERE id = :effectId");
	}
	if (h->asked) {
		struct pace_news news = news_of(&h->answer);
		store_guard(call, "flow-claim", TEXT(""));
		pace_load(call, c->connection, h->connection.target.connector.size == 0, &pace);
		pace_heard(&pace, &news, call->now_ms, random);
		pace_save(call, &pace);
		pace_note(call, h->connection.id, &pace, &h->answer);
	}
	attempt_keep(call, c, h);
	if (!call->err)
		effect_settle(call, c, h);
	return call->err;
}

/* --- what a dead process was sending --- */

static int64_t lost_wait(struct call *call, const struct claim *c)
{
	bool looked_for = text_is(c->class, "R");

	return looked_for ? look_wait_ms(call->app->catalogue,
					 op_of_word(call->arena, call->app->catalogue, TEXT(""),
						    c->op_word))
			  : 0;
}

enum err uncertain_run(struct call *call)
{
	struct claim lost[64];
	size_t count = 0;

	call_set_whole(call, "now", call->now_ms);
	store_do(call, "UPDATE cursor SET lease_until = 0 WHERE lease_until > 0"
		       " AND lease_by NOT IN (SELECT id FROM worker)");
	struct rows *r = store_ask(call, "SELECT id, run_id, location_id, path, op, request_json,"
					 " class, sent_at FROM effect WHERE state = 'sending'"
					 " AND lease_by NOT IN (SELECT id FROM worker) LIMIT 64");
	while (count < 64 && rows_next(r))
		lost[count++] = (struct claim){
			.id = rows_whole(r, "id"),
			.run_id = rows_whole(r, "run_id"),
			.location_id = text_copy(call->arena, rows_text(r, "location_id")),
			.path = text_copy(call->arena, rows_text(r, "path")),
			.op_word = text_copy(call->arena, rows_text(r, "op")),
			.request = text_copy(call->arena, rows_text(r, "request_json")),
			.class = text_copy(call->arena, rows_text(r, "class")),
			.due = rows_whole(r, "sent_at"),
		};
	rows_close(r);
	for (size_t i = 0; i < count && !call->err; i++) {
		call_set_text(call, "locationId", lost[i].location_id);
		call_set_whole(call, "effectId", lost[i].id);
		call_set_whole(call, "runId", lost[i].run_id);
		call_set_flag(call, "doubtful", !text_is(lost[i].class, "N"));
		int64_t wait = lost_wait(call, &lost[i]), due = lost[i].due + wait;
		due = due < call->now_ms + wait ? due : call->now_ms + wait; /* it was set back */
		call_set_whole(call, "due", due > call->now_ms ? due : call->now_ms);
		store_do(call,
			 "UPDATE effect SET state = 'retry', doubtful = :doubtful, due = :due,"
			 " error = 'the program was stopped while it was sent'"
			 " WHERE id = :effectId");
	}
	return call->err;
}

static enum err settle_try(struct worker *w, struct arena *a, struct settling *s)
{
	enum err e;

	do
		e = worker_do(w->worker, a, settle_run, s, sizeof(*s));
	while (e == ERR_UNAVAILABLE && !atomic_load(&w->worker->flows->stopping));
	return e;
}

/* What follows from an answer may be refused for a fault of ours.  Then it is not sent again and
 * again, and does not lie there for ever as being sent: a person is asked. */
void heard_settle(struct worker *w, struct arena *a, struct settling *s)
{
	struct heard *h = s->heard;

	if (!settle_try(w, a, s) || atomic_load(&w->worker->flows->stopping))
		return;
	h->verdict = VERDICT_UNCERTAIN;
	h->unkept = h->doubtful = true;
	h->error = TEXT("It was answered, but what follows from that could not be kept; the log"
			" says why");
	settle_try(w, a, s);
}
