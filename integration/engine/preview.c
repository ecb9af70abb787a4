// SPDX-License-Identifier: Apache-2.0
/*
 * What a flow would do with all that its poll lists: the source is read page by page, each item is
 * planned, what a run looks up is looked up, and what it would write is held against what is there
 * now.  Nothing is written, here or there.
 *
 * In a thread that may wait; our own tables are asked in a transaction for each question.
 */
#include "integration/engine/preview.h"
#include "base/time/zonefile.h"
#include "pure/schedule/schedule.h"

#include <time.h>

#define PREVIEW_MS 60000 /* whoever asked waits: what takes longer is told as far as it came */

struct told_fact {
	struct text path, out, error;
	enum known known;
	struct told_fact *next;
};

/* --- asking --- */

static enum err use_read(struct call *call)
{
	struct preview *p = call->job;
	struct preview_use *u = p->asked_use;
	double rate = 0;

	u->ours = connection_is_ours(call, u->use);
	if (u->ours || call->err)
		return call->err;
	u->connection = arena_take(call->arena, sizeof(*u->connection));
	enum err e = connection_need(call, u->use, u->connection);
	call_set_text(call, "rateOf", u->use);
	if (!e &&
	    store_load(call, "SELECT CAST(rate AS TEXT) AS said_rate FROM connection"
			     " WHERE location_id = :locationId AND rate IS NOT NULL"
			     " AND (name = :rateOf OR id = :rateOf)") &&
	    text_real(call_text(call, "saidRate"), &rate))
		u->rate = rate;
	else if (!e && text_is(u->connection->kind, "wordpress"))
		u->rate = 2;
	if (!e && !u->rate && text_is(u->connection->kind, "highlevel"))
		u->rate = 10; /* 100 requests in 10 seconds */
	return e;
}

/* In a call of its own: what is refused there is told as a reason, and the preview goes on. */
struct text preview_read(struct preview *p, enum err (*run)(struct call *call))
{
	struct call *own = call_mark(p->call);

	return blocking_pool_read(own, run) ? text_copy(p->call->arena, own->why) : TEXT("");
}

struct preview_use *preview_use(struct preview *p, struct text use)
{
	size_t i = 0;

	while (i < p->use_count && !text_same(p->uses[i].use, use))
		i++;
	if (i < p->use_count || i == PREVIEW_USES)
		return &p->uses[i < PREVIEW_USES ? i : 0];
	p->asked_use = &p->uses[p->use_count++];
	*p->asked_use = (struct preview_use){ .use = use };
	p->asked_use->error = preview_read(p, use_read);
	return p->asked_use;
}

static enum err ours_read(struct call *call)
{
	struct preview *p = call->job;
	struct preview_answer *answer = p->answer;
	/* What is there is shown to whoever asks: with his rights. */
	const struct invocation asking = { answer->op, answer->input, call_text(call, "locationId"),
					   NULL };
	struct invoked told = { 0 };

	if (invoke_try(call, &asking, &told))
		return call->err;
	answer->missing = err_is_missing(told.err);
	if (told.err)
		answer->error = text_copy(call->arena, told.why);
	else
		answer->body = text_copy(call->arena, told.body);
	return ERR_OK;
}

/* No faster than the connection's owner has said. */
static void rest(struct preview_use *u)
{
	int64_t now = clock_monotonic_us() / 1000;
	int64_t wait = u->rate > 0 && u->last_ms ? u->last_ms + (int64_t)(1000 / u->rate) - now : 0;

	if (wait > 0)
		nanosleep(&(struct timespec){ wait / 1000, wait % 1000 * 1000000 }, NULL);
	u->last_ms = clock_monotonic_us() / 1000;
}

static void remote_read(struct preview *p, struct preview_use *u, struct preview_answer *answer)
{
	struct arena *a = p->call->arena;
	const struct json *input;
	struct remote_answer got;
	struct text why;

	if (json_read(a, answer->input, &input, &why))
		return;
	const struct remote_ask ask = { .op = answer->op,
					.input = input,
					.give_up = blocking_pool_stopping(
						p->call->app->blocking_pool) };
	rest(u);
	remote_ask(p->client, a, &u->connection->target, &ask, &got);
	answer->missing = got.class == REMOTE_MISSING;
	if (got.class == REMOTE_DONE && got.body)
		answer->body = json_source(a, got.body);
	else
		answer->error = got.why.size ? got.why : TEXT("the answer was empty");
}

void preview_ask(struct preview *p, struct text use, struct preview_answer *answer)
{
	struct preview_use *u = preview_use(p, use);

	p->answer = answer;
	p->requests++;
	u->asked++;
	if (u->error.size) {
		answer->error = u->error;
	} else if (!u->ours) {
		remote_read(p, u, answer);
	} else {
		struct text why = preview_read(p, ours_read);
		answer->error = why.size ? why : answer->error;
	}
}

/* --- what the plan asks of the world --- */

static enum known preview_known(void *owner, struct text path, struct outcome *out)
{
	struct preview *p = owner;
	struct told_fact *f = text_starts(path, LOOKUP_PATH) ? p->kept : p->facts;

	while (f && !text_same(f->path, path))
		f = f->next;
	if (!f)
		return KNOWN_NOT;
	*out = (struct outcome){ .out = f->out, .error = f->error };
	return f->known;
}

static enum known fact(struct preview *p, struct told_fact **list, struct told_fact said)
{
	struct told_fact *f = arena_take(p->call->arena, sizeof(*f));

	*f = said;
	f->path = text_copy(p->call->arena, said.path);
	f->next = *list;
	*list = f;
	return f->known;
}

static enum known read_want(struct preview *p, const struct intent *i, struct outcome *out)
{
	struct preview_answer answer = { .op = i->op, .input = i->input };

	preview_ask(p, i->use, &answer);
	if (answer.missing)
		out->out = TEXT("null");
	else if (answer.error.size)
		out->error = answer.error;
	else
		out->out = inner_source(p->call->arena, i->op, i->list, answer.body);
	return out->error.size ? KNOWN_FAILED : KNOWN_DONE;
}

/* --- what is told of a step --- */

static const char *const founds[] = { [PREVIEW_LEFT] = "left",
				      [PREVIEW_SAME] = "same",
				      [PREVIEW_UNCLEAR] = "unclear",
				      [PREVIEW_CHANGED] = "changed",
				      [PREVIEW_MADE] = "made" };

static void put_said(struct json_out *o, const char *key, struct text value)
{
	if (!value.size)
		return;
	json_key(o, key);
	json_put_text(o, value);
}

static void put_source(struct json_out *o, const char *key, struct text json)
{
	json_key(o, key);
	json_put_raw(o, json.size ? json : TEXT("null"));
}

static void changes_put(struct json_out *o, const struct preview_sample *s, size_t count)
{
	json_list(o);
	for (size_t i = 0; i < count; i++) {
		json_map(o);
		put_said(o, "field", s[i].field);
		put_source(o, "before", s[i].before);
		put_source(o, "after", s[i].after);
		json_close(o);
	}
	json_close(o);
}

static void step_trace(struct preview *p, const struct intent *i, const struct outcome *got)
{
	struct json_out *o = p->trace;
	bool asks = i->kind == INTENT_ASK;

	json_map(o);
	put_said(o, "path", i->path);
	put_said(o, "at", i->step ? i->step->at : TEXT(""));
	put_said(o, "id", i->step ? i->step->id : TEXT(""));
	put_said(o, "asks", asks ? op_word(p->call->arena, i->op) : TEXT(""));
	put_said(o, "title", asks ? i->op->title : TEXT(""));
	put_said(o, "use", i->use);
	json_key(o, "reads");
	json_put_flag(o, asks && i->op->reads);
	json_key(o, "found");
	json_put_c(o, founds[p->found]);
	put_source(o, "input", i->input);
	put_source(o, "out", got->out);
	put_said(o, "error", got->error);
	put_said(o, "why", p->reason_count ? p->reasons[p->reason_count - 1].after : TEXT(""));
	json_key(o, "changes");
	changes_put(o, p->samples, p->sample_count);
	json_close(o);
}

static enum known want(struct preview *p, const struct intent *i, struct outcome *out)
{
	enum known k = KNOWN_DONE;

	out->out = TEXT("{\"id\":\"" PREVIEW_NEW "\"}");
	if (i->kind == INTENT_ASK && i->op->reads)
		k = read_want(p, i, out);
	else if (i->kind == INTENT_ASK)
		preview_judge(p, i, out);
	else if (i->kind == INTENT_RUN)
		preview_unclear(p, TEXT("it starts another flow"));
	return k;
}

static enum known preview_want(void *owner, const struct intent *i, struct outcome *out)
{
	struct preview *p = owner;
	enum preview_found before = p->found;

	if (p->trace) { /* of each step alone */
		p->found = PREVIEW_SAME;
		p->sample_count = p->reason_count = 0;
	}
	enum known k = want(p, i, out);
	if (p->trace)
		step_trace(p, i, out);
	p->found = p->found > before ? p->found : before;
	return fact(p, &p->facts, (struct told_fact){ i->path, out->out, out->error, k, NULL });
}

static void preview_keep(void *owner, struct text path, struct text out)
{
	struct preview *p = owner;

	fact(p, &p->kept,
	     (struct told_fact){ path, text_copy(p->call->arena, out), { 0 }, KNOWN_DONE, NULL });
}

static bool preview_zone(void *owner, struct text name, int64_t at_ms, int32_t *offset_s)
{
	struct preview *p = owner;
	struct text bytes, why;
	const struct zone *z;

	if (zonefile_read(p->call->arena, name, &bytes) ||
	    zone_read(p->call->arena, name, bytes, &z, &why))
		return false;
	*offset_s = (int32_t)zone_offset(z, at_ms / 1000);
	return true;
}

/* --- items, page by page --- */

/* What people know it by: an e-mail, a name, a title. */
static struct text item_named(const struct json *item)
{
	static const char *const names[] = { "email", "name", "title", "slug", NULL };
	struct text named = { 0 };

	for (const char *const *n = names; *n && !named.size; n++) {
		const struct json *v = json_get(item, *n);
		named = json_text(json_is(v, JSON_MAP) ? json_get(v, "raw") : v);
	}
	return named;
}

/* What comes of one item. */
static enum plan_end item_run(struct preview *p, const struct json *item, struct text *reason)
{
	struct arena *a = p->call->arena;
	const struct json *event;
	struct text why;
	const struct sync_hooks sync = preview_linked(p);
	const struct plan_hooks hooks = { .owner = p,
					  .known = preview_known,
					  .want = preview_want,
					  .zone = preview_zone,
					  .keep = preview_keep,
					  .sync = &sync };

	if (json_read(a,
		      event_json(a, json_source(a, item), "appeared", p->call->now_ms,
				 (struct text){ 0 }),
		      &event, &why))
		return PLAN_SKIPPED;
	const struct plan_job job = { .arena = a,
				      .flow = p->flow,
				      .event = event,
				      .now_ms = p->call->now_ms,
				      .at_ms = p->call->now_ms,
				      .location = call_text(p->call, "locationId"),
				      .side = p->side,
				      .hooks = &hooks };
	*reason = json_text(json_get(event, "cut"));
	return reason->size ? PLAN_FAILED : plan_run(&job, reason);
}

static void item_plan(struct preview *p, const struct json *item)
{
	static const char *const ends[] = {
		[PLAN_DONE] = "done",	    [PLAN_WAITING] = "waiting", [PLAN_STOPPED] = "stopped",
		[PLAN_SKIPPED] = "skipped", [PLAN_FAILED] = "failed",
	};
	const struct json *id = json_get(item, "id");
	struct text reason = { 0 };

	p->item = json_text(id ? id : json_get(item, "key"));
	p->named = item_named(item);
	p->facts = NULL;
	p->found = PREVIEW_SAME;
	p->linked = false;
	if (p->trace) {
		json_map(p->trace);
		put_said(p->trace, "item", p->item);
		put_said(p->trace, "named", p->named);
		put_source(p->trace, "data", json_source(p->call->arena, item));
		json_key(p->trace, "steps");
		json_list(p->trace);
	}
	enum plan_end end = item_run(p, item, &reason);
	if (end == PLAN_FAILED)
		preview_unclear(p, reason);
	if (end == PLAN_SKIPPED && !p->linked)
		p->found = PREVIEW_LEFT;
	p->items++;
	p->counts[p->found]++;
	if (!p->trace)
		return;
	json_close(p->trace);
	json_key(p->trace, "end");
	json_put_c(p->trace, ends[end]);
	put_said(p->trace, "reason", reason);
	json_key(p->trace, "found");
	json_put_c(p->trace, founds[p->found]);
	json_close(p->trace);
}

static bool is_late(const struct preview *p)
{
	return clock_monotonic_us() / 1000 - p->began_ms > PREVIEW_MS ||
	       atomic_load(blocking_pool_stopping(p->call->app->blocking_pool));
}

/* The items of a page; false: not all of them. */
static bool page_plan(struct preview *p, const struct json *items, const struct json **last)
{
	for (const struct json *i = json_first(items); i; i = json_after(items, i)) {
		if (p->items >= p->items_max || is_late(p))
			return false;
		item_plan(p, i);
		*last = i;
	}
	return true;
}

/* Where the next page is; false: that was the last. */
static bool page_next(struct preview *p, struct poll *poll, const struct json *body,
		      const struct json *last, size_t got)
{
	if (!poll_goes_on(poll, body, got))
		return false;
	poll->page = poll_place_after(p->call->arena, poll, body, last, got);
	poll->page_no++;
	poll->skip += (int64_t)got;
	return poll->page.size > 0;
}

/* False: not all of them. */
static bool pages_plan(struct preview *p, const struct trigger *on)
{
	/* by hand for a contact: contacts */
	const struct op *op = on->op ? on->op
				     : catalogue_does(p->flow->catalogue, TEXT(""), DOES_LIST,
						      on->resource);
	struct poll poll = { .op = op, .of = on->of, .full = true, .page_no = 1 };
	const char *inner = op_inner(op, true);
	bool more = true;

	while (more) {
		const struct json *body, *items, *last = NULL;
		struct text why;
		struct preview_answer answer = { .op = op,
						 .input = poll_input(p->call->arena, &poll) };
		preview_ask(p, on->use, &answer);
		p->error = answer.error;
		if (p->error.size || json_read(p->call->arena, answer.body, &body, &why))
			return false;
		items = json_is(body, JSON_LIST) ? body : inner ? json_get(body, inner) : NULL;
		if (!json_is(items, JSON_LIST)) {
			p->error = TEXT("the answer holds no list");
			return false;
		}
		if (!page_plan(p, items, &last) || is_late(p))
			return false;
		more = page_next(p, &poll, body, last, items->count);
	}
	return true;
}

/* Of a sync both lists. */
static void lists_plan(struct preview *p)
{
	p->complete = pages_plan(p, &p->flow->on);
	p->side = 1;
	if (p->flow->sync && p->complete)
		p->complete = pages_plan(p, flow_trigger(p->flow, 1));
}

void flow_preview_go(struct preview *p)
{
	p->client = http_client_open();
	p->began_ms = clock_monotonic_us() / 1000;
	if (p->item_said)
		item_plan(p, p->item_said);
	else
		lists_plan(p);
	http_client_close(p->client);
}
