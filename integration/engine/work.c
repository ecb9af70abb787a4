// SPDX-License-Identifier: Apache-2.0
/*
 * Workers: each takes one effect, sends it, and keeps what came of it.
 *
 *	ready, retry ─▶ sending ─▶ done │ retry │ failed │ uncertain ─▶ a decision
 *
 * Before the first byte goes out the row says `sending`; after the answer, the result and the steps
 * that follow from it are one transaction.  So when a process dies, the rows that say `sending` are
 * those that nobody knows of, and only those.
 */
#include "integration/engine/work.h"

#include "base/secrets/id.h"

#define FLIGHT_MAX 6	     /* requests under way to one connection */
#define OWNER_MS   MINUTE_MS /* until the owner may have mended it */
/* While a site renews its plugins, what they register is not there for some seconds. */
#define DROPPED_TRIES 5

/* --- taking --- */

static enum lane lane_favoured(void)
{
	uint16_t n;

	id_random(&n, sizeof(n));
	return (enum lane)priority_favoured(n);
}

/* Each connection that may be asked now gives the first of its queue; of those the first is taken.
 * Of a run no more are under way than it allows. */
#define CANDIDATE                                                                                  \
	" FROM pace p JOIN effect e ON e.id = (SELECT x.id FROM effect x"                          \
	" WHERE x.location_id = p.location_id AND x.connection = p.connection"                     \
	" AND x.lane = :tryLane AND x.state IN ('ready', 'retry') AND x.due <= :now"               \
	" AND (SELECT count(*) FROM effect s WHERE s.run_id = x.run_id"                            \
	" AND s.state = 'sending') < x.parallel ORDER BY x.due, x.id LIMIT 1)"                     \
	" WHERE CASE WHEN :tryLane = 0 THEN p.free_at ELSE p.rest_at END <= :now"                  \
	" AND (SELECT count(*) FROM effect s WHERE s.location_id = p.location_id"                  \
	" AND s.connection = p.connection AND s.state = 'sending') < 6"                            \
	" ORDER BY e.due, e.id LIMIT 1"

static bool lane_take(struct call *call, int lane, struct claim *c)
{
	call_set_whole(call, "tryLane", lane);
	struct rows *r = store_ask(
		call, "SELECT e.id, e.run_id, e.tries, e.lane, e.give_up_at, e.location_id, e.path,"
		      " e.idem, e.connection, e.op, e.request_json, e.class,"
		      " e.doubtful, e.fresh" CANDIDATE);
	bool found = rows_next(r);
	if (found)
		*c = (struct claim){
			.id = rows_whole(r, "id"),
			.run_id = rows_whole(r, "run_id"),
			.tries = rows_whole(r, "tries"),
			.lane = rows_whole(r, "lane"),
			.give_up_at = rows_whole(r, "give_up_at"),
			.location_id = text_copy(call->arena, rows_text(r, "location_id")),
			.path = text_copy(call->arena, rows_text(r, "path")),
			.idem = text_copy(call->arena, rows_text(r, "idem")),
			.connection = text_copy(call->arena, rows_text(r, "connection")),
			.op_word = text_copy(call->arena, rows_text(r, "op")),
			.request = text_copy(call->arena, rows_text(r, "request_json")),
			.class = text_copy(call->arena, rows_text(r, "class")),
			.doubtful = rows_whole(r, "doubtful") != 0,
			.fresh = rows_whole(r, "fresh") != 0,
		};
	rows_close(r);
	return found;
}

/* Of the lane that is favoured this time; when it is empty, of the most urgent. */
static bool candidate_take(struct call *call, struct claim *c)
{
	bool found = lane_take(call, (int)lane_favoured(), c);

	for (int lane = LANE_INTERACTIVE; lane <= LANE_BACKFILL && !found && !call->err; lane++)
		found = lane_take(call, lane, c);
	return found;
}

bool work_waits(struct call *call)
{
	bool waits = false;

	for (int lane = LANE_INTERACTIVE; lane <= LANE_BACKFILL && !waits && !call->err; lane++) {
		call_set_whole(call, "tryLane", lane);
		waits = store_has(call, "SELECT 1" CANDIDATE);
	}
	return waits;
}

/* Its owner may say how many requests a second are enough; a WordPress has two where nothing is
 * said.  The stricter limit holds. */
static void pace_own(struct call *call, struct pace *p)
{
	if (!store_load(call, "SELECT coalesce(rate, CASE WHEN kind = 'wordpress' THEN 2.0"
			      " ELSE 0.0 END) AS own_rate FROM connection"
			      " WHERE location_id = :locationId"
			      " AND (name = :paceOf OR id = :paceOf)"))
		return;
	double rate = call_value(call, "ownRate")->real;
	if (rate <= 0)
		return;
	int64_t interval_ms = rate < 1 ? (int64_t)(1000 / rate) : 1000;
	int64_t max = rate < 1 ? 1 : (int64_t)rate;
	if (p->max > 0 && p->max * interval_ms <= max * p->interval_ms)
		return;
	p->max = max;
	p->interval_ms = interval_ms;
	p->own = true;
}

void pace_load(struct call *call, struct text connection, bool highlevel, struct pace *out)
{
	call_set_text(call, "paceOf", connection);
	*out = (struct pace){ .daily_left = -1 };
	struct rows *r = store_ask(call, "SELECT * FROM pace WHERE location_id = :locationId"
					 " AND connection = :paceOf");
	if (rows_next(r))
		*out = pace_read(r);
	rows_close(r);
	if (highlevel && out->max <= 0) { /* published; the headers say what it is */
		out->max = 100;
		out->interval_ms = 10000;
	}
	pace_own(call, out);
}

void pace_save(struct call *call, const struct pace *p)
{
	call_set_whole(call, "windowStart", p->window_start);
	call_set_whole(call, "used", p->used);
	call_set_whole(call, "paceMax", p->own ? 0 : p->max);
	call_set_whole(call, "intervalMs", p->own ? 0 : p->interval_ms);
	call_set_whole(call, "slowUntil", p->slow_until);
	call_set_whole(call, "dailyLeft", p->daily_left);
	call_set_whole(call, "dailyReset", p->daily_reset);
	call_set_whole(call, "fails", p->fails);
	call_set_whole(call, "openMs", p->open_ms);
	call_set_whole(call, "openUntil", p->open_until);
	call_set_whole(call, "freeAt", pace_when(p, LANE_INTERACTIVE, call->now_ms));
	call_set_whole(call, "restAt", pace_when(p, LANE_EVENT, call->now_ms));
	store_do(call,
		 "INSERT INTO pace (location_id, connection, window_start, used, max, interval_ms,"
		 " slow_until, daily_left, daily_reset, fails, open_ms, open_until, free_at, "
		 "rest_at)"
		 " VALUES (:locationId, :paceOf, :windowStart, :used, :paceMax, :intervalMs,"
		 " :slowUntil, :dailyLeft, :dailyReset, :fails, :openMs, :openUntil, :freeAt, "
		 ":restAt)"
		 " ON CONFLICT (location_id, connection) DO UPDATE SET"
		 " window_start = excluded.window_start, used = excluded.used, max = excluded.max,"
		 " interval_ms = excluded.interval_ms, slow_until = excluded.slow_until,"
		 " daily_left = excluded.daily_left, daily_reset = excluded.daily_reset,"
		 " fails = excluded.fails, open_ms = excluded.open_ms,"
		 " open_until = excluded.open_until, free_at = excluded.free_at,"
		 " rest_at = excluded.rest_at");
}

static bool connection_is_highlevel(struct call *call, struct text connection)
{
	call_set_text(call, "paceOf", connection);
	return store_has(call, "SELECT 1 FROM connection WHERE location_id = :locationId"
			       " AND (name = :paceOf OR id = :paceOf) AND kind = 'highlevel'");
}

static enum err claim_run(struct call *call)
{
	struct claim *c = store_transaction_data(call);
	struct pace pace;

	c->id = 0;
	call_set_whole(call, "now", call->now_ms);
	store_guard(call, "flow-claim", TEXT(""));
	if (!candidate_take(call, c))
		return call->err;
	call_set_text(call, "locationId", c->location_id);
	call_set_whole(call, "effectId", c->id);
	bool highlevel = connection_is_highlevel(call, c->connection);
	pace_load(call, c->connection, highlevel, &pace);
	if (pace_when(&pace, (int)c->lane, call->now_ms)) { /* what was kept of it is of before */
		pace_save(call, &pace);
		c->id = 0;
		return call->err;
	}
	c->later = !rights_send(call, c) || !limits_send(call, c); /* last: it counts */
	if (c->later)
		return call->err;
	pace_sent(&pace, call->now_ms);
	pace_save(call, &pace);
	call_set_text(call, "me", call->app->flows->me);
	c->tries++;
	return store_do(call, "UPDATE effect SET state = 'sending', sent_at = :now,"
			      " tries = tries + 1, lease_until = 1, lease_by = :me"
			      " WHERE id = :effectId AND state IN ('ready', 'retry')"
			      " AND due <= :now");
}

/* --- thinking --- */

enum verdict verdict_of(const struct op *op, char letter, const struct remote_answer *answer,
			bool *doubtful)
{
	*doubtful = false;
	switch (answer->class) {
	case REMOTE_DONE:
		return VERDICT_DONE;
	case REMOTE_MISSING:
		return op->reads || text_is(op->method, "DELETE") ? VERDICT_DONE : VERDICT_FAILED;
	case REMOTE_CONFLICT:
		return answer->existing_id.size && op_makes(op) ? VERDICT_DONE : VERDICT_FAILED;
	case REMOTE_UNREACHED:
	case REMOTE_FLOOD:
	case REMOTE_QUOTA:
	case REMOTE_TOKEN:
	case REMOTE_BLOCKED:
	case REMOTE_MOVED:
		return VERDICT_AGAIN;
	case REMOTE_LOST:
	case REMOTE_BROKEN:
	case REMOTE_FOREIGN:
	case REMOTE_BUSY:
		*doubtful = answer->sent && letter != 'N';
		return *doubtful && letter == 'U' ? VERDICT_UNCERTAIN : VERDICT_AGAIN;
	case REMOTE_UNFIT:
	case REMOTE_FORBIDDEN:
	case REMOTE_SCOPE:
	case REMOTE_VERSION:
	case REMOTE_TENANT:
	case REMOTE_INVALID:
	case REMOTE_DROPPED:
		break;
	}
	return VERDICT_FAILED;
}

struct pace_news news_of(const struct remote_answer *answer)
{
	const struct remote_rate *r = &answer->rate;
	enum remote_class c = answer->class;

	return (struct pace_news){
		.max = r->max,
		.remaining = r->remaining,
		.interval_ms = r->interval_ms,
		.daily_left = r->daily_remaining,
		.daily_reset_ms = r->daily_reset_ms,
		.wait_ms = answer->class != REMOTE_DONE && r->retry_after_ms > 0 ? r->retry_after_ms
										 : 0,
		.flood = c == REMOTE_FLOOD,
		.quota = c == REMOTE_QUOTA,
		.broken = c == REMOTE_UNREACHED || c == REMOTE_LOST || c == REMOTE_BROKEN ||
			  c == REMOTE_FOREIGN,
	};
}

enum err pace_note(struct call *call, struct text connection_id, const struct pace *p,
		   const struct remote_answer *answer)
{
	int64_t until = pace_rest(p, call->now_ms);
	char iso[CLOCK_ISO_SIZE];

	if (!until || (answer->class != REMOTE_DONE && answer->class != REMOTE_FLOOD &&
		       answer->class != REMOTE_QUOTA))
		return connection_note(call, connection_id, answer->class, answer->why);
	clock_iso(until, iso);
	return connection_note(call, connection_id, REMOTE_QUOTA,
			       text_format(call->arena,
					   "The other side wants no more requests before %s."
					   " A check of the connection ends the wait.",
					   iso));
}

char letter_of(const struct claim *c, const struct heard *h)
{
	char letter = c->class.size ? c->class.at[0] : 'U';

	return h->connection.keyed && (letter == 'R' || letter == 'U') ? 'K' : letter;
}

static bool mended_by_owner(enum remote_class c)
{
	return c == REMOTE_TOKEN || c == REMOTE_BLOCKED || c == REMOTE_MOVED;
}

static void heard_judge(struct arena *a, const struct catalogue *catalogue, const struct claim *c,
			struct heard *h)
{
	const struct remote_answer *answer = &h->answer;
	uint32_t random;

	id_random(&random, sizeof(random));
	h->verdict = verdict_of(h->op, letter_of(c, h), answer, &h->doubtful);
	if (answer->class == REMOTE_DROPPED && h->op->effect == EFFECT_REPEATABLE &&
	    c->tries < DROPPED_TRIES)
		h->verdict = VERDICT_AGAIN;
	h->doubtful |= c->doubtful && h->verdict != VERDICT_DONE && answer->class != REMOTE_DONE;
	h->error = answer->why;
	h->asked_ms = answer->rate.retry_after_ms > 0 ? answer->rate.retry_after_ms : 0;
	h->wait_ms = retry_wait(c->tries, mended_by_owner(answer->class) ? OWNER_MS : 0, random);
	int64_t look_ms = h->doubtful && letter_of(c, h) == 'R' ? look_wait_ms(catalogue, h->op)
								: 0;
	h->wait_ms = h->wait_ms > look_ms ? h->wait_ms : look_ms;
	if (h->verdict != VERDICT_DONE)
		return;
	if (answer->class == REMOTE_CONFLICT && answer->existing_id.size)
		h->out = text_format(a, "{\"id\":\"%.*s\"}", (int)answer->existing_id.size,
				     answer->existing_id.at);
	else if (answer->class != REMOTE_DONE || !answer->body)
		h->out = answer->class == REMOTE_MISSING ? TEXT("null") : TEXT("{}");
	else
		h->out = inner_source(a, h->op, h->list,
				      catalogue_told(a, h->op, json_source(a, answer->body)));
}

/* What was to be made is there already, and its id was not said: it is looked for. */
static void there_look(struct worker *w, struct arena *a, const struct claim *c, struct heard *h)
{
	struct heard look = *h;
	bool failed = false;

	if (h->answer.class != REMOTE_CONFLICT || h->verdict == VERDICT_DONE || !op_makes(h->op))
		return;
	if (!op_seeing(w->worker->flows->config.app->catalogue, h->op)) {
		h->verdict = letter_of(c, h) == 'N' ? VERDICT_DONE : VERDICT_FAILED;
		h->out = TEXT("{}");
		return;
	}
	if (look_before(w, a, c, &look, &failed)) {
		h->verdict = VERDICT_DONE;
		h->out = look.out;
	} else if (failed && look.verdict == VERDICT_AGAIN &&
		   remote_class_again(look.answer.class)) {
		h->verdict = VERDICT_AGAIN; /* it could not be looked */
	}
}

/* --- sending --- */

static bool gives_list(const struct op *op)
{
	return op->gives_list || (op->reads && op_inner(op, true) && !op_inner(op, false));
}

static void effect_send(struct worker *w, struct arena *a, const struct claim *c, struct heard *h)
{
	const struct json *input;
	struct text why;
	bool failed = false;

	if (c->doubtful && letter_of(c, h) == 'R') {
		if (look_before(w, a, c, h, &failed)) {
			h->verdict = VERDICT_DONE;
			return;
		}
		if (failed && h->verdict == VERDICT_UNCERTAIN)
			return;
		if (failed) {
			h->doubtful = true;
			h->wait_ms = retry_wait(c->tries, 0, UINT32_MAX / 2);
			return;
		}
	}
	if (c->doubtful && letter_of(c, h) == 'U') {
		h->verdict = VERDICT_UNCERTAIN;
		h->error = TEXT("The program was stopped, or no answer came, while it was sent");
		return;
	}
	if (json_read(a, c->request, &input, &why)) {
		h->verdict = VERDICT_FAILED;
		h->error = why;
		return;
	}
	struct remote_ask ask = { .op = h->op,
				  .input = input,
				  .idempotency_key = c->idem,
				  .now_ms = clock_now_ms(w->worker->flows->config.clock),
				  .give_up = &w->worker->flows->stopping };
	if (h->op->reads)
		ask.idempotency_key = (struct text){ 0 };
	h->asked = true;
	remote_ask(w->client, a, &h->connection.target, &ask, &h->answer);
	heard_judge(a, w->worker->flows->config.app->catalogue, c, h);
	there_look(w, a, c, h);
}

static void effect_do(struct worker *w, struct arena *a, const struct claim *c, struct heard *h)
{
	struct call *call = worker_call(w->worker, a);

	*h = (struct heard){ .verdict = VERDICT_FAILED };
	if (c->fresh && (c->tries > 1 || call->now_ms > c->give_up_at)) {
		h->verdict = VERDICT_AGAIN;
		h->error = TEXT("what it rests on was read too long ago: it is read again");
		return;
	}
	call_set_text(call, "locationId", c->location_id);
	enum err e = connection_need(call, c->connection, &h->connection);
	store_connection_rest(w->worker->connection);
	if (e) {
		h->verdict = e == ERR_MISSING ? VERDICT_FAILED : VERDICT_AGAIN;
		h->wait_ms = OWNER_MS;
		h->doubtful = c->doubtful;
		h->error = text_copy(a, call->why);
		return;
	}
	h->op = op_of_word(a, call->app->catalogue, h->connection.target.connector, c->op_word);
	if (!h->op) {
		h->error = text_format(a, "the connection '%.*s' has no operation '%.*s'",
				       (int)c->connection.size, c->connection.at,
				       (int)c->op_word.size, c->op_word.at);
		return;
	}
	h->list = gives_list(h->op);
	effect_send(w, a, c, h);
}

/* --- the worker --- */

static bool is_waited_for(struct worker *w, struct arena *a)
{
	bool there = work_waits(worker_call(w->worker, a));

	store_connection_rest(w->worker->connection);
	return there;
}

static bool work_one(struct worker *w, struct arena *a)
{
	struct claim claim = { 0 };
	struct heard heard;
	struct settling settling = { &claim, &heard };

	/* whom others take for dead, or will, takes nothing */
	if (!store_lives(w->worker->flows->config.app->store) || !is_waited_for(w, a) ||
	    worker_do(w->worker, a, claim_run, &claim, sizeof(claim)))
		return false;
	if (claim.later) /* and perhaps the next one may go */
		return true;
	if (!claim.id)
		return false;
	if (store_lives(w->worker->flows->config.app->store))
		effect_do(w, a, &claim, &heard);
	else /* others take us for dead, or will: they may have it by now */
		heard = (struct heard){ .verdict = VERDICT_AGAIN,
					.doubtful = claim.doubtful,
					.unsent = true };
	heard_settle(w, a, &settling);
	told_effect(w->worker->flows, &claim, &heard);
	return true;
}

/* Polls have their lane too: what waits to be sent must not keep them away. */
static bool work_any(struct worker *w, struct arena *a)
{
	bool polls_first = lane_favoured() == LANE_POLL;

	return (polls_first && poll_one(w, a)) || work_one(w, a) ||
	       (!polls_first && poll_one(w, a));
}

void work_main(struct worker_context *d)
{
	struct flow_engine *f = d->flows;
	struct worker w = { .worker = d, .client = http_client_open() };
	struct arena *a = arena_open();
	uint64_t round = 0;

	while (!atomic_load(&f->stopping)) {
		arena_reset(a);
		if (work_any(&w, a))
			continue;
		pthread_mutex_lock(&f->lock);
		while (f->round == round && !atomic_load(&f->stopping))
			pthread_cond_wait(&f->wake, &f->lock);
		round = f->round;
		pthread_mutex_unlock(&f->lock);
	}
	http_client_close(w.client);
	arena_drop(a);
}
