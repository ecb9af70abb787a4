// SPDX-License-Identifier: Apache-2.0
/*
 * What a run does next.  Pure: the world is asked only through the hooks.
 *
 * The walk begins at the first step each time.  A step whose outcome is known is passed with it;
 * one that is not is wanted, and what follows waits for it, but the other items of a for_each go
 * on.  Everything between (conditions, mappings, loops) is computed anew and never stored, so a run
 * that was interrupted anywhere goes on from what is known.
 *
 * The path of a step names it in its run for ever: sync[c12].write
 */
#include "pure/plan/inside.h"

/* --- values and names --- */

bool interpreter_map(struct interpreter *w, const struct mapping *m, struct map_value *out)
{
	struct text gone = w->job->gone ? interpreter_gone(w, m) : TEXT("");

	if (gone.size) {
		w->later = false;
		w->reason = text_format(w->a, "the custom field '%.*s' was deleted", (int)gone.size,
					gone.at);
		return false;
	}
	struct map_member names[NAMES_MAX + 2];
	size_t n = w->name_count;

	memcpy(names, w->names, n * sizeof(*names));
	names[n++] = (struct map_member){ TEXT("steps"),
					  map_members(w->steps, (uint32_t)w->step_count) };
	names[n++] = (struct map_member){ TEXT("let"),
					  map_members(w->let, (uint32_t)w->let_count) };
	struct map_job job = {
		.arena = w->a,
		.scope = map_scope(w->a, names, (uint32_t)n, w->job->now_ms),
		.now_ms = w->job->now_ms,
		.sample = w->sample,
		.hooks = &w->hooks,
		.filled = w->filled,
	};
	enum err e = map_run(m, &job, out);
	w->later = e == ERR_PENDING;
	if (e)
		w->reason = job.fault.why.size ? job.fault.why : TEXT("a mapping failed");
	return !e;
}

/* Anew each time: earlier values may look at the list as it was. */
static void member_put(struct interpreter *w, struct map_member **list, size_t *count,
		       struct map_member m)
{
	struct map_member *own = arena_take(w->a, (*count + 1) * sizeof(*own));

	size_t n = 0;

	for (size_t i = 0; i < *count; i++)
		if (!text_same((*list)[i].key, m.key))
			own[n++] = (*list)[i];
	own[n++] = m;
	*list = own;
	*count = n;
}

void interpreter_keep(struct interpreter *w, struct text id, struct map_value v)
{
	member_put(w, &w->steps, &w->step_count, (struct map_member){ id, v });
}

static void name_put(struct interpreter *w, struct text name, struct map_value v)
{
	for (size_t i = 0; i < w->name_count; i++) {
		if (text_same(w->names[i].key, name)) {
			w->names[i].value = v;
			return;
		}
	}
	if (w->name_count < NAMES_MAX)
		w->names[w->name_count++] = (struct map_member){ name, v };
}

/* Custom fields come as a list by id; expressions say them by name: customFields.level. */
static struct map_value fields_named(struct interpreter *w, const struct json *list,
				     const struct json *bound)
{
	size_t room = list->count + bound->count + 1, n = 0;
	struct map_member *m = arena_take(w->a, room * sizeof(*m));

	for (const struct json *k = json_first(bound); k;) {
		const struct json *id = json_after(bound, k);
		for (const struct json *f = json_first(list); f; f = json_after(list, f)) {
			const struct json *value = json_get(f, "value");
			if (!text_same(json_text(json_get(f, "id")), id->text))
				continue;
			m[n++] = (struct map_member){ k->text, map_borrow(value) };
			break;
		}
		k = json_after(bound, id);
	}
	return map_members(m, (uint32_t)n);
}

static struct map_value item_named(struct interpreter *w, struct text use, const struct json *v)
{
	const struct json *bound = json_get(w->job->flow->bound, "fields");
	const struct json *names = bound ? json_find(bound, use) : NULL;
	const struct json *list = json_get(v, "customFields");

	if (!names || !names->count || !json_is(list, JSON_LIST))
		return map_borrow(v);
	struct map_member *m = arena_take(w->a, ((size_t)v->count + 1) * sizeof(*m));
	size_t n = 0;
	for (const struct json *k = json_first(v); k;) {
		const struct json *value = json_after(v, k);
		m[n++] = (struct map_member){ k->text, value == list ? fields_named(w, list, names)
								     : map_borrow(value) };
		k = json_after(v, value);
	}
	return map_members(m, (uint32_t)n);
}

struct map_value interpreter_value(struct interpreter *w, struct text use, struct text json)
{
	const struct json *v;
	struct text why;
	uint32_t n = 0;

	if (!json.size || json_read(w->a, json, &v, &why))
		return map_borrow(NULL);
	if (!json_is(v, JSON_LIST))
		return item_named(w, use, v);
	struct map_value *items = arena_take(w->a, ((size_t)v->count + 1) * sizeof(*items));
	for (const struct json *i = json_first(v); i; i = json_after(v, i))
		items[n++] = item_named(w, use, i);
	return map_items(items, n);
}

/* --- steps that ask nobody --- */

static enum went interpreter_steps(struct interpreter *w, const struct steps *steps,
				   struct text prefix);

static enum went interpreter_stop(struct interpreter *w, const struct step *s, struct text path)
{
	struct map_value v;

	(void)path;
	w->reason = TEXT("");
	if (s->value && !interpreter_map(w, s->value, &v))
		return WENT_FAILED;
	if (s->value)
		w->reason = map_plain(w->a, v);
	return WENT_STOPPED;
}

static enum went interpreter_set(struct interpreter *w, const struct step *s, struct text path)
{
	struct map_value v, one;

	(void)path;
	if (!interpreter_map(w, s->set, &v))
		return WENT_FAILED;
	struct buffer b = buffer_open(w->a, MAP_RESULT_MAX + 1024);
	struct json_out o = json_open(&b);
	map_write(&o, v);
	const struct json *read;
	struct text why;
	if (json_read(w->a, buffer_text(&b), &read, &why)) {
		w->reason = TEXT("what is set is too large");
		return WENT_FAILED;
	}
	for (const struct json *k = json_first(read); k;) {
		const struct json *value = json_after(read, k);
		one = map_borrow(value);
		member_put(w, &w->let, &w->let_count, (struct map_member){ k->text, one });
		k = json_after(read, value);
	}
	interpreter_keep(w, s->id, map_borrow(read));
	return WENT_ON;
}

static enum went interpreter_if(struct interpreter *w, const struct step *s, struct text path)
{
	struct map_value v;

	if (!interpreter_map(w, s->when, &v))
		return WENT_FAILED;
	struct text prefix = text_format(w->a, "%.*s.", (int)path.size, path.at);
	return interpreter_steps(w, map_true(v) ? &s->then : &s->other, prefix);
}

static enum went interpreter_switch(struct interpreter *w, const struct step *s, struct text path)
{
	struct map_value v;

	if (!interpreter_map(w, s->value, &v))
		return WENT_FAILED;
	struct text value = map_plain(w->a, v);
	const struct steps *steps = &s->other;
	for (size_t i = 0; i < s->branch_count; i++)
		if (text_same(s->branches[i].value, value))
			steps = &s->branches[i].steps;
	return interpreter_steps(w, steps, text_format(w->a, "%.*s.", (int)path.size, path.at));
}

/* The end of a wait: its start is now, the first time. */
static bool wait_due(struct interpreter *w, const struct step *s, int64_t *due)
{
	struct map_value v;

	if (!interpreter_map(w, s->value, &v))
		return false;
	struct text t = map_plain(w->a, v);
	if (!s->until && span_read(t, due)) {
		*due += w->job->at_ms;
		return true;
	}
	if (s->until && clock_read_iso(t, due))
		return true;
	w->reason = text_format(w->a, "%.*s: '%.*s' is no %s", (int)s->at.size, s->at.at,
				(int)t.size, t.at, s->until ? "instant" : "span such as 15m");
	return false;
}

static enum went interpreter_wait(struct interpreter *w, const struct step *s, struct text path)
{
	const struct plan_hooks *h = w->job->hooks;
	struct outcome out = { 0 };
	struct intent intent = { .kind = INTENT_WAIT, .path = path, .step = s };
	enum known k = h->known(h->owner, path, &out);

	if (k == KNOWN_NOT) {
		if (!wait_due(w, s, &intent.due_ms))
			return WENT_FAILED;
		k = h->want(h->owner, &intent, &out);
	}
	return k == KNOWN_PENDING ? WENT_BLOCKED : WENT_ON;
}

static enum went interpreter_run(struct interpreter *w, const struct step *s, struct text path)
{
	const struct plan_hooks *h = w->job->hooks;
	struct outcome out = { 0 };
	enum known k = h->known(h->owner, path, &out);

	if (k == KNOWN_NOT) {
		struct map_value v = w->names[0].value;
		if (s->value && !interpreter_map(w, s->value, &v))
			return WENT_FAILED;
		struct buffer b = buffer_open(w->a, MAP_RESULT_MAX + 1024);
		struct json_out o = json_open(&b);
		map_write(&o, v);
		struct intent intent = {
			.kind = INTENT_RUN, .path = path, .step = s, .input = buffer_text(&b)
		};
		k = h->want(h->owner, &intent, &out);
	}
	if (k == KNOWN_FAILED) {
		w->reason = out.error;
		return WENT_FAILED;
	}
	if (k == KNOWN_DONE)
		interpreter_keep(w, s->id, interpreter_value(w, TEXT(""), out.out));
	return k == KNOWN_PENDING ? WENT_BLOCKED : WENT_ON;
}

/* --- loops --- */

static bool each_key(struct interpreter *w, const struct step *s, struct map_value item,
		     struct text *key)
{
	struct map_value v;

	if (s->key ? !interpreter_map(w, s->key, &v) : !map_find(item, TEXT("id"), &v)) {
		if (!s->key)
			w->reason = text_format(w->a,
						"%.*s: its items have no id, so it needs a key",
						(int)s->at.size, s->at.at);
		return false;
	}
	*key = map_plain(w->a, v);
	if (key->size && key->size <= 200)
		return true;
	w->reason = text_format(w->a, "%.*s: the key of an item is empty or too long",
				(int)s->at.size, s->at.at);
	return false;
}

static enum went each_item(struct interpreter *w, const struct step *s, struct text path,
			   struct map_value item)
{
	struct text key;

	name_put(w, s->as, item);
	if (!each_key(w, s, item, &key))
		return WENT_FAILED;
	struct text prefix = text_format(w->a, "%.*s[%.*s].", (int)path.size, path.at,
					 (int)key.size, key.at);
	return interpreter_steps(w, &s->then, prefix);
}

static enum on_error error_of(const struct interpreter *w, const struct step *s)
{
	return s->on_error != ERROR_STOP ? s->on_error : w->job->flow->on_error;
}

static enum went interpreter_each(struct interpreter *w, const struct step *s, struct text path)
{
	struct map_value list, item;
	bool blocked = false;

	if (!interpreter_map(w, s->in, &list))
		return WENT_FAILED;
	if (list.kind != JSON_LIST && list.kind != JSON_NULL) {
		w->reason = text_format(w->a, "%.*s: 'in' is no list", (int)s->at.size, s->at.at);
		return WENT_FAILED;
	}
	int64_t most = w->job->flow->items_max;
	if (list.kind == JSON_LIST && list.count > most) {
		w->reason = text_format(w->a, "%.*s: more than %lld items", (int)s->at.size,
					s->at.at, (long long)most);
		return WENT_FAILED;
	}
	struct map_member *steps = w->steps;
	size_t step_count = w->step_count, name_count = w->name_count;
	for (uint32_t i = 0; list.kind == JSON_LIST && i < list.count; i++) {
		map_item(list, i, &item);
		enum went went = each_item(w, s, path, item);
		w->steps = steps; /* what an item did is its own */
		w->step_count = step_count;
		if (went == WENT_STOPPED || went == WENT_FAILED)
			return went;
		blocked |= went == WENT_BLOCKED;
	}
	w->name_count = name_count;
	return blocked ? WENT_BLOCKED : WENT_ON;
}

/* --- the walk --- */

static enum went (*const walks[])(struct interpreter *w, const struct step *s, struct text path) = {
	[STEP_GET] = step_act,	      [STEP_LIST] = step_act,
	[STEP_PUT] = step_act,	      [STEP_POST] = step_act,
	[STEP_UPSERT] = step_act,     [STEP_DELETE] = step_act,
	[STEP_ADD] = step_act,	      [STEP_REMOVE] = step_act,
	[STEP_CALL] = step_act,	      [STEP_FOR_EACH] = interpreter_each,
	[STEP_IF] = interpreter_if,   [STEP_SWITCH] = interpreter_switch,
	[STEP_SET] = interpreter_set, [STEP_WAIT] = interpreter_wait,
	[STEP_RUN] = interpreter_run, [STEP_STOP] = interpreter_stop,
};

static enum went failed(struct interpreter *w, const struct step *s, struct text path)
{
	enum on_error on_error = s->kind == STEP_FOR_EACH ? s->on_error : error_of(w, s);

	if (on_error == ERROR_STOP || (on_error == ERROR_DO && !s->handler.count))
		return WENT_FAILED;
	if (on_error == ERROR_SKIP_ITEM)
		return WENT_SKIPPED;
	interpreter_keep(w, s->id, map_borrow(NULL));
	if (on_error == ERROR_CONTINUE)
		return WENT_ON;
	name_put(w, TEXT("error"), map_text(w->reason));
	return interpreter_steps(w, &s->handler,
				 text_format(w->a, "%.*s!", (int)path.size, path.at));
}

static enum went interpreter_step(struct interpreter *w, const struct step *s, struct text path)
{
	struct map_value v;

	if (s->when && s->kind != STEP_IF) {
		if (!interpreter_map(w, s->when, &v))
			return failed(w, s, path);
		if (!map_true(v))
			return WENT_ON;
	}
	enum went went = walks[s->kind](w, s, path);
	return went == WENT_FAILED ? failed(w, s, path) : went;
}

static enum went interpreter_steps(struct interpreter *w, const struct steps *steps,
				   struct text prefix)
{
	enum went went = WENT_ON;

	for (size_t i = 0; i < steps->count && went == WENT_ON; i++) {
		const struct step *s = &steps->items[i];
		struct text path = prefix.size ? text_format(w->a, "%.*s%.*s", (int)prefix.size,
							     prefix.at, (int)s->id.size, s->id.at)
					       : s->id;
		went = interpreter_step(w, s, path);
	}
	return went;
}

/* --- the run --- */

static bool interpreter_zone(void *owner, struct text zone, int64_t at_ms, int32_t *offset_s)
{
	struct interpreter *w = owner;
	const struct plan_hooks *h = w->job->hooks;

	return h->zone && h->zone(h->owner, zone, at_ms, offset_s);
}

static bool interpreter_day(void *owner, struct text member)
{
	const struct interpreter *w = owner;

	return w->job->catalogue && catalogue_day(w->job->catalogue, member);
}

void interpreter_open(struct interpreter *w, const struct plan_job *job)
{
	const struct json *event = job->event, *item = json_get(event, "item");
	const struct flow *f = job->flow;
	const struct trigger *on = flow_trigger(f, job->side);
	struct text id = json_text(json_get(item, "id"));

	*w = (struct interpreter){ .job = job, .a = job->arena };
	w->hooks =
		(struct map_hooks){ .owner = w, .zone = interpreter_zone, .day = interpreter_day };
	w->sample = text_format(w->a, "%.*s %.*s", (int)on->resource.size, on->resource.at,
				(int)id.size, id.at);
	struct map_value v = item_named(w, on->use, item);
	name_put(w, on->resource.size ? on->resource : TEXT("item"), v);
	name_put(w, TEXT("item"), v);
	const struct json *before = json_get(event, "before");
	name_put(w, TEXT("before"), before ? item_named(w, on->use, before) : map_borrow(NULL));
	name_put(w, TEXT("event"), map_borrow(event));
	struct map_member *flow = arena_take(w->a, 2 * sizeof(*flow));
	flow[0] = (struct map_member){ TEXT("name"), map_text(f->slug) };
	flow[1] = (struct map_member){ TEXT("title"), map_text(f->title) };
	name_put(w, TEXT("flow"), map_members(flow, 2));
}

/* Only here may something be looked up. */
bool interpreter_let(struct interpreter *w)
{
	const struct flow *f = w->job->flow;

	for (size_t i = 0; i < f->let_count; i++) {
		struct map_value v;
		w->hooks.lookup = interpreter_lookup;
		bool well = interpreter_map(w, f->let[i].mapping, &v);
		w->hooks.lookup = NULL;
		if (!well)
			return false;
		member_put(w, &w->let, &w->let_count, (struct map_member){ f->let[i].name, v });
	}
	return true;
}

enum plan_end plan_run(const struct plan_job *job, struct text *reason)
{
	static const enum plan_end ends[] = {
		[WENT_ON] = PLAN_DONE,	     [WENT_BLOCKED] = PLAN_WAITING,
		[WENT_SKIPPED] = PLAN_DONE,  [WENT_STOPPED] = PLAN_STOPPED,
		[WENT_FAILED] = PLAN_FAILED,
	};
	struct interpreter w;
	struct map_value v;

	interpreter_open(&w, job);
	bool well = interpreter_let(&w);
	*reason = TEXT("");
	if (w.later)
		return PLAN_WAITING;
	if (well && job->flow->sync)
		return two_way_run(&w, reason);
	if (well && job->flow->only) {
		well = interpreter_map(&w, job->flow->only, &v);
		if (well && !map_true(v))
			return PLAN_SKIPPED;
	}
	enum went went = well ? interpreter_steps(&w, &job->flow->steps, TEXT("")) : WENT_FAILED;
	if (went == WENT_FAILED || went == WENT_STOPPED)
		*reason = w.reason;
	if (went == WENT_FAILED && job->flow->on_error == ERROR_DO) {
		struct text why = w.reason;
		name_put(&w, TEXT("error"), map_text(why));
		if (interpreter_steps(&w, &job->flow->handler, TEXT("!")) == WENT_BLOCKED)
			return PLAN_WAITING;
		*reason = why;
	}
	return ends[went];
}
