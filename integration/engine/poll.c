// SPDX-License-Identifier: Apache-2.0
/*
 * Polls: one page at a time.
 *
 * A page's items are held against the ledger; what is new or different goes into the inbox, and
 * ledger, inbox, runs and the place to go on from are one transaction.  So a walk that is
 * interrupted goes on where it was, and nothing is handed over twice.
 *
 * Contacts are read by when they changed, with an overlap, because searches lag; once a day, and
 * everything else each time, the whole list is walked.  Only a walk that was complete tells what is
 * gone, and where too much would be gone at once nothing is: a person is asked.
 */
#include "integration/engine/poll.h"

/* --- taking --- */

static void poll_load(struct call *call, struct poll *p)
{
	struct rows *r = store_ask(
		call,
		"SELECT c.source_id, c.location_id, c.position, c.walk_page, c.walk_id,"
		" c.walk_began, c.walk_full, c.walk_due, c.full_walk, c.known, c.fails, c.braked,"
		" s.connection,"
		" s.params_json FROM cursor c JOIN source s ON s.id = c.source_id"
		" WHERE c.kind = 'poll' AND c.next_due <= :now AND c.lease_until = 0"
		" AND EXISTS (SELECT 1 FROM subscription u JOIN flow ON flow.id = u.flow_id"
		" WHERE u.source_id = c.source_id AND flow.enabled) ORDER BY c.next_due LIMIT 1");

	p->found = rows_next(r);
	if (p->found) {
		bool begun = !rows_null(r, "walk_page");
		p->source_id = text_copy(call->arena, rows_text(r, "source_id"));
		p->location_id = text_copy(call->arena, rows_text(r, "location_id"));
		p->connection = text_copy(call->arena, rows_text(r, "connection"));
		p->params = text_copy(call->arena, rows_text(r, "params_json"));
		p->position = text_copy(call->arena, rows_text(r, "position"));
		p->page = begun ? text_copy(call->arena, rows_text(r, "walk_page"))
				: (struct text){ 0 };
		p->began_ms = begun ? rows_whole(r, "walk_began") : call->now_ms;
		p->known = rows_whole(r, "known") != 0;
		p->fails = rows_whole(r, "fails");
		p->braked = rows_whole(r, "braked");
		p->full_walk = rows_whole(r, "full_walk");
		p->walk_id = rows_whole(r, "walk_id") + !begun;
		p->full = begun ? rows_whole(r, "walk_full") != 0
				: !p->known || rows_whole(r, "walk_due") <= call->now_ms;
	}
	rows_close(r);
}

static void params_read(struct call *call, struct poll *p)
{
	const struct json *v, *watch;
	struct faults faults = { .arena = call->arena };
	struct words_job job = { call->arena, call->app->catalogue, &faults };
	struct text why;

	if (json_read(call->arena, p->params, &v, &why))
		return;
	struct text word = json_text(json_get(v, "word"));
	p->of = json_text(json_get(v, "of"));
	p->op = word_op(&job, STEP_LIST, word, TEXT("on"));
	p->single = p->op ? op_single(call->app->catalogue, p->op) : NULL;
	watch = json_get(v, "watch");
	struct text *items = arena_take(call->arena,
					((watch ? watch->count : 0) + 1) * sizeof(*items));
	for (const struct json *i = watch ? json_first(watch) : NULL; i; i = json_after(watch, i))
		items[p->watched.count++] = json_text(i);
	p->watched.items = items;
}

/* Where the walk is: at a page, or at one item. */
static void page_read(struct call *call, struct poll *p)
{
	const struct json *page;
	struct text why;

	p->page_no = 1;
	if (!p->page.size || json_read(call->arena, p->page, &page, &why))
		return;
	json_whole(json_get(page, "page"), &p->page_no);
	json_whole(json_get(page, "skip"), &p->skip);
	json_whole(json_get(page, "offset"), &p->skip);
	json_whole(json_get(page, "stale"), &p->stale);
	p->probe = json_get(page, "probe") != NULL;
	json_whole(json_get(page, "tries"), &p->probe_tries);
	p->twice = json_get(page, "twice") != NULL;
	p->one = json_text(json_get(page, p->probe ? "probe" : "gone"));
	if (!p->single) /* another version knew how */
		p->twice |= p->one.size > 0;
}

/* Can it be asked for what changed since? */
bool by_change(const struct poll *p)
{
	return p->op && p->op->since.size && !p->op->since_as.size;
}

bool by_cursor(const struct poll *p)
{
	return p->op && p->op->follows.param.size;
}

bool by_log(const struct poll *p)
{
	return by_cursor(p) && p->op->follows.log;
}

static enum err claim_poll(struct call *call)
{
	struct poll *p = store_transaction_data(call);
	struct pace pace;

	*p = (struct poll){ 0 };
	call_set_whole(call, "now", call->now_ms);
	store_guard(call, "flow-claim", TEXT(""));
	poll_load(call, p);
	if (!p->found || call->err)
		return call->err;
	p->found = limits_poll(call, p->source_id);
	if (!p->found)
		return call->err;
	params_read(call, p);
	page_read(call, p);
	p->full |= !by_change(p) && !by_cursor(p);
	p->full &= !by_log(p) || !p->known || p->page.size; /* it is read from its beginning once */
	call_set_text(call, "locationId", p->location_id);
	call_set_text(call, "sourceId", p->source_id);
	call_set_text(call, "me", call->app->flows->me);
	if (p->connection.size && !p->twice) {
		call_set_text(call, "paceOf", p->connection);
		p->highlevel = store_has(call, "SELECT 1 FROM connection"
					       " WHERE location_id = :locationId AND"
					       " (name = :paceOf OR id = :paceOf)"
					       " AND kind = 'highlevel'");
		pace_load(call, p->connection, p->highlevel, &pace);
		int64_t when = pace_when(&pace, LANE_POLL, call->now_ms);
		if (when) {
			p->found = false;
			call_set_whole(call, "when", when);
			return store_do(call, "UPDATE cursor SET next_due = :when"
					      " WHERE source_id = :sourceId");
		}
		pace_sent(&pace, call->now_ms);
		pace_save(call, &pace);
	}
	return store_do(call, "UPDATE cursor SET lease_until = 1, lease_by = :me"
			      " WHERE source_id = :sourceId AND next_due <= :now"
			      " AND lease_until = 0");
}

/* --- asking for a page --- */

const char *size_name(const struct op *op)
{
	static const char *const names[] = { "pageLimit", "per_page", "limit", NULL };

	for (const char *const *n = names; *n; n++)
		if (op_takes(op, *n))
			return *n;
	return NULL;
}

/* As many as we would have, or as the row gives at most. */
size_t page_size(const struct op *op)
{
	struct text name = text_of(size_name(op));
	const struct field *f = shape_find(op->query, name);

	if (!f && op->takes && !op->takes_list)
		f = shape_find(op->takes, name);
	return f && f->has_most && f->most < PAGE_SIZE ? (size_t)f->most : PAGE_SIZE;
}

const char *skip_name(const struct op *op)
{
	return op_takes(op, "skip") ? "skip" : op_takes(op, "offset") ? "offset" : NULL;
}

static void changes_put(struct json_out *o, const struct poll *p)
{
	int64_t position = 0;
	char iso[CLOCK_ISO_SIZE];

	json_key(o, "sort");
	json_list(o);
	json_map(o);
	json_key(o, "field");
	json_put_text(o, p->op->since);
	json_key(o, "direction");
	json_put_c(o, "asc");
	json_close(o);
	json_close(o);
	if (p->full || !text_whole(p->position, &position))
		return;
	clock_iso(position - POLL_OVERLAP_MS, iso);
	json_key(o, "filters");
	json_list(o);
	json_map(o);
	json_key(o, "field");
	json_put_text(o, p->op->since);
	json_key(o, "operator");
	json_put_c(o, "range");
	json_key(o, "value");
	json_map(o);
	json_key(o, "gte");
	json_put_c(o, iso);
	json_close(o);
	json_close(o);
	json_close(o);
}

static void page_put(struct arena *a, struct json_out *o, const struct poll *p)
{
	const struct json *page;
	struct text why;

	if (p->page.size && !json_read(a, p->page, &page, &why)) {
		for (const struct json *k = json_first(page); k;) {
			const struct json *v = json_after(page, k);
			if (!text_is(k->text, "stale")) { /* ours; the rest is the row's */
				json_key_text(o, k->text);
				json_put(o, v);
			}
			k = json_after(page, v);
		}
	} else if (by_cursor(p)) {
		if (!p->full && p->position.size) {
			json_key_text(o, p->op->follows.param);
			json_put_text(o, p->position);
		}
	} else if (op_takes(p->op, "page") && !by_change(p) && size_name(p->op)) {
		json_key(o, "page");
		json_put_whole(o, 1);
	} else if (skip_name(p->op) && !op_takes(p->op, "searchAfter")) {
		json_key(o, skip_name(p->op));
		json_put_whole(o, 0);
	}
}

/* The part of the path that the trigger says: `of`. */
static void of_put(struct arena *a, struct json_out *o, const struct poll *p)
{
	if (!p->of.size || !p->op->param_count)
		return;
	json_key_text(o, p->op->params[0].name);
	json_put_text(o, of_sent(a, p->op, p->of));
}

struct text poll_input(struct arena *a, const struct poll *p)
{
	struct buffer b = buffer_open(a, 1 << 16);
	struct json_out o = json_open(&b);

	json_map(&o);
	of_put(a, &o, p);
	if (p->one.size) {
		json_key_text(&o, p->single->params[p->single->param_count - 1].name);
		json_put_text(&o, p->one);
		json_close(&o);
		return buffer_text(&b);
	}
	if (size_name(p->op)) {
		json_key(&o, size_name(p->op));
		json_put_whole(&o, (int64_t)page_size(p->op));
	}
	if (by_change(p))
		changes_put(&o, p);
	page_put(a, &o, p);
	json_close(&o);
	return buffer_text(&b);
}

bool poll_goes_on(const struct poll *p, const struct json *body, size_t got)
{
	if (by_cursor(p))
		return json_flag(json_find(body, p->op->follows.more));
	return size_name(p->op) && got >= page_size(p->op);
}

struct text poll_place_after(struct arena *a, const struct poll *p, const struct json *body,
			     const struct json *last, size_t got)
{
	const struct json *after = json_get(last, "searchAfter");
	const char *name = "searchAfter";

	if (by_cursor(p)) {
		after = json_find(body, p->op->follows.next);
		name = text_c(a, p->op->follows.param);
	}
	if (after && (by_cursor(p) || op_takes(p->op, name))) {
		struct text at = json_source(a, after);
		return text_format(a, "{\"%s\":%.*s}", name, (int)at.size, at.at);
	}
	if (op_takes(p->op, "page"))
		return text_format(a, "{\"page\":%lld}", (long long)p->page_no + 1);
	if (skip_name(p->op))
		return text_format(a, "{\"%s\":%lld}", skip_name(p->op),
				   (long long)p->skip + (long long)got);
	return (struct text){ 0 };
}

/* "There is no such thing", said of the item and not of the address. */
static bool is_missing(const struct remote_answer *answer)
{
	static const char route[] = "Cannot GET";

	return answer->class == REMOTE_MISSING && !text_is(answer->code, "rest_no_route") &&
	       !(answer->why.size && memmem(answer->why.at, answer->why.size, route, 10));
}

/* It answers, but no list has it any more. */
static bool is_gone(struct arena *a, const struct op *single, const struct remote_answer *answer)
{
	return single && single->gone.size && answer->class == REMOTE_DONE &&
	       text_same(json_text(json_get(answer->body, text_c(a, single->gone))),
			 single->gone_as);
}

static void answer_take(struct arena *a, struct poll *p)
{
	const struct remote_answer *answer = &p->answer;

	p->wait_ms = answer->rate.retry_after_ms;
	p->missing = p->one.size && (is_missing(answer) || is_gone(a, p->single, answer));
	p->dumb = p->one.size && !p->missing && answer->class != REMOTE_DONE &&
		  !remote_class_again(answer->class) && answer->class != REMOTE_TOKEN;
	if (p->missing || p->dumb)
		return;
	if (answer->class == REMOTE_DONE && answer->body)
		p->body = json_source(a, answer->body);
	else
		p->error = answer->why.size ? answer->why : TEXT("the answer was empty");
}

/* Ours is asked in the transaction that keeps the page; others before it. */
static void ask_remote(struct worker *w, struct arena *a, struct poll *p)
{
	struct call *call = worker_call(w->worker, a);
	struct connection connection;
	const struct json *input;
	struct text why;

	call_set_text(call, "locationId", p->location_id);
	enum err e = connection_need(call, p->connection, &connection);
	store_connection_rest(w->worker->connection);
	if (e) {
		p->error = text_copy(a, call->why);
		return;
	}
	p->connection_id = connection.id;
	if (json_read(a, p->input, &input, &why))
		return;
	struct remote_ask ask = { .op = p->one.size ? p->single : p->op,
				  .input = input,
				  .now_ms = call->now_ms,
				  .give_up = &w->worker->flows->stopping };
	p->asked = true;
	remote_ask(w->client, a, &connection.target, &ask, &p->answer);
	answer_take(a, p);
}

/* What came could not be kept: somebody may ask again. */
static enum err let_go(struct call *call)
{
	const struct poll *p = store_transaction_data(call);

	call_set_text(call, "sourceId", p->source_id);
	call_set_text(call, "me", call->app->flows->me);
	call_set_whole(call, "due", call->now_ms + MINUTE_MS);
	return store_do(call, "UPDATE cursor SET lease_until = 0, next_due = :due"
			      " WHERE source_id = :sourceId AND lease_by = :me");
}

/* The page, or its next part, is kept. */
static void part_keep(struct worker *w, struct arena *a, struct poll *poll)
{
	const atomic_bool *stopping = &w->worker->flows->stopping;
	enum err e;

	do {
		e = worker_do(w->worker, a, poll_keep, poll, sizeof(*poll));
	} while (e == ERR_UNAVAILABLE && !atomic_load(stopping));
	if (e && !atomic_load(stopping))
		worker_do(w->worker, a, let_go, poll, sizeof(*poll));
}

bool poll_one(struct worker *w, struct arena *a)
{
	struct poll poll;
	struct call *call = worker_call(w->worker, a);

	poll_load(call, &poll);
	store_connection_rest(w->worker->connection);
	if (!poll.found || worker_do(w->worker, a, claim_poll, &poll, sizeof(poll)) || !poll.found)
		return false;
	if (!poll.op)
		poll.error = TEXT("what is polled is not in this version of the program");
	else
		poll.input = poll_input(a, &poll);
	if (poll.op && poll.connection.size && !poll.twice)
		ask_remote(w, a, &poll);
	do {
		part_keep(w, a, &poll);
	} while (poll.more && !atomic_load(&w->worker->flows->stopping));
	told_look(w->worker->flows, &poll);
	return true;
}
