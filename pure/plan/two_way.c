// SPDX-License-Identifier: Apache-2.0
/*
 * A sync, one look: something was told of one of two things.  Both are read as they are now, merged
 * (two_way_merge.c), and what differs is written.
 *
 *	told ─▶ linked? ─▶ read both ─▶ merge ─▶ write what differs ─▶ read what came of it ─▶ keep
 *	          └ no: find the other one, or make it
 *
 * What is told is never believed, only looked at; so news that is late, doubled or in disorder does
 * no harm.  A write that fails is not sent again: what it rests on may be old by then, so the next
 * round begins with reading.  The rounds of a run are r1, r2 …; a run that was interrupted goes on
 * in the round it was in.
 */
#include "pure/plan/two_way.h"

#define ROUND_WAIT_MS	1000
#define ROUND_WAIT_MOST (15 * MINUTE_MS)

static const char *const sides[] = { "a", "b" };

struct text look_path(struct look *l, const char *what, int side)
{
	return text_format(l->w->a, "r%d.%s%s", l->number, what, sides[side]);
}

enum round round_of(enum went went)
{
	static const enum round rounds[] = {
		[WENT_ON] = ROUND_DONE,	      [WENT_BLOCKED] = ROUND_BLOCKED,
		[WENT_SKIPPED] = ROUND_AGAIN, [WENT_STOPPED] = ROUND_STOPPED,
		[WENT_FAILED] = ROUND_FAILED,
	};

	return rounds[went];
}

enum round look_left(struct look *l, const char *why)
{
	l->w->reason = text_of(why);
	return ROUND_LEFT;
}

struct text value_id(struct interpreter *w, struct map_value item)
{
	struct map_value id;

	return item.kind == JSON_MAP && map_find(item, TEXT("id"), &id) ? map_plain(w->a, id)
									: (struct text){ 0 };
}

/* --- values in canonical form --- */

struct map_value look_values(struct look *l, int side, struct map_value item)
{
	struct map_value v, own;

	interpreter_keep(l->w, text_of(sides[side]), item);
	interpreter_keep(l->w, text_of(sides[!side]), map_borrow(NULL));
	if (interpreter_map(l->w, l->sync->values, &v) && map_find(v, text_of(sides[side]), &own))
		return own;
	return map_borrow(NULL);
}

static void item_add(struct sync_value *v, struct text *items, struct text item)
{
	if (item.size && !sync_has(*v, item))
		items[v->count++] = item;
}

static struct sync_value value_of(struct interpreter *w, bool set, struct map_value v)
{
	struct sync_value out = { 0 };
	struct map_value item;

	if (!set) {
		out.text = v.kind == JSON_NULL ? (struct text){ 0 } : map_plain(w->a, v);
		return out;
	}
	size_t room = v.kind == JSON_LIST ? v.count : 1;
	struct text *items = arena_take(w->a, (room + 1) * sizeof(*items));
	out.items = items;
	for (uint32_t i = 0; v.kind == JSON_LIST && i < v.count; i++) {
		map_item(v, i, &item);
		item_add(&out, items, map_plain(w->a, item));
	}
	if (v.kind != JSON_LIST && v.kind != JSON_NULL)
		item_add(&out, items, map_plain(w->a, v));
	return out;
}

struct sync_value look_value(struct look *l, struct map_value values, size_t n)
{
	struct map_value v = map_borrow(NULL);

	if (values.kind == JSON_MAP)
		map_find(values, text_format(l->w->a, "%zu", n), &v);
	return value_of(l->w, l->sync->pairs[n].rule.set, v);
}

bool shadow_read(struct look *l, const struct json *shadow, size_t n, struct sync_value was[2])
{
	const struct sync_pair *p = &l->sync->pairs[n];
	const struct json *pair = json_find(shadow, p->key);

	if (!json_is(pair, JSON_LIST) || pair->count != 2)
		return false;
	const struct json *a = json_first(pair);
	was[0] = value_of(l->w, p->rule.set, map_borrow(a));
	was[1] = value_of(l->w, p->rule.set, map_borrow(json_after(pair, a)));
	return true;
}

/* It is as it was when the two were last agreed: our own writing, or nothing that matters here. */
bool is_echo(struct look *l, int side, struct map_value item)
{
	const struct json *shadow;
	struct sync_value was[2];
	struct text why;

	if (json_read(l->w->a, l->link.shadow, &shadow, &why))
		return false;
	struct map_value now = look_values(l, side, item);
	for (size_t n = 0; n < l->sync->pair_count; n++)
		if (!shadow_read(l, shadow, n, was) ||
		    !sync_same(&l->sync->pairs[n].rule, look_value(l, now, n), was[side]))
			return false;
	return now.kind == JSON_MAP;
}

/* --- asking a person --- */

enum round look_ask(struct look *l, struct text path, struct text why, struct text *choice)
{
	const struct plan_hooks *h = l->w->job->hooks;
	struct outcome out = { 0 };
	const struct json *said;
	enum known k = h->known(h->owner, path, &out);

	if (k == KNOWN_NOT)
		k = l->hooks->ask(l->hooks->owner, path, why, choice);
	else if (k == KNOWN_DONE && !json_read(l->w->a, out.out, &said, &why))
		*choice = json_text(said);
	return k == KNOWN_DONE ? ROUND_DONE : ROUND_BLOCKED;
}

/* --- reading --- */

/* What takes part: false also where it cannot be said (*failed). */
bool takes_part(struct look *l, int side, struct map_value item, bool *failed)
{
	const struct mapping *only = l->sync->sides[side].only;
	struct map_job job = { .arena = l->w->a,
			       .scope = item,
			       .now_ms = l->w->job->now_ms,
			       .sample = l->w->sample,
			       .hooks = &l->w->hooks };
	struct map_value v;

	*failed = only && map_run(only, &job, &v);
	if (*failed)
		l->w->reason = job.fault.why.size ? job.fault.why : TEXT("'only' failed");
	return !only || (!*failed && map_true(v));
}

enum round find_one(struct look *l, const struct step *s, struct map_member by, struct text path,
		    struct map_value *out)
{
	struct map_member *m = arena_take(l->w->a, sizeof(*m));
	const struct wanted wanted = { m, 1 };

	*m = by;
	return round_of(ask_find(l->w, s, path, &wanted, out));
}

enum round look_read(struct look *l, int side, struct text path, struct map_value *out)
{
	const struct step *s = l->sync->sides[side].get;
	struct outcome got = { 0 };

	*out = map_borrow(NULL);
	if (s->op == s->find || !s->op->param_count)
		return find_one(l, s, (struct map_member){ TEXT("id"), map_text(l->id[side]) },
				path, out);
	struct input in = input_open(l->w, s->op);
	input_put(&in, id_name(s->op), map_text(l->id[side]));
	enum went went = ask_one(l->w, s, &in, path, &got);
	if (went == WENT_ON)
		*out = interpreter_value(l->w, s->use, got.out);
	return round_of(went);
}

/* What is ours is read last, in the transaction that writes it. */
static enum round read_both(struct look *l)
{
	enum round r = ROUND_DONE, one;

	for (int ours = 0; ours < 2 && r == ROUND_DONE; ours++) {
		for (int side = 0; side < 2; side++) {
			const struct sync_side *s = &l->sync->sides[side];
			if (l->hooks->ours(l->hooks->owner, s->use) != (ours == 1))
				continue;
			one = look_read(l, side, look_path(l, "", side), &l->item[side]);
			r = r == ROUND_DONE || one == ROUND_FAILED ? one : r;
		}
	}
	return r;
}

struct text look_match(struct look *l, int side, struct map_value item)
{
	struct map_value values = look_values(l, side, item), m;

	if (values.kind != JSON_MAP || !map_find(values, TEXT("m"), &m))
		return (struct text){ 0 };
	return map_plain(l->w->a, m);
}

struct text two_way_match(struct interpreter *w, int side)
{
	struct look l = { .w = w, .sync = w->job->flow->sync };

	return look_match(&l, side, w->names[0].value);
}

/* --- rounds --- */

static enum round look_round(struct look *l)
{
	struct interpreter *w = l->w;
	void *owner = l->hooks->owner;
	struct text change = json_text(json_get(w->job->event, "change"));
	int told = l->told;

	l->id[0] = l->id[1] = (struct text){ 0 };
	l->id[told] = value_id(w, w->names[0].value);
	l->link = (struct sync_link){ .shadow = TEXT("{}") };
	if (!l->id[told].size)
		return look_left(l, "it has no id");
	l->linked = l->hooks->find(owner, told, l->id[told], &l->link);
	if (l->linked && l->link.told)
		return ROUND_DONE;
	if (l->linked && l->link.gone)
		return look_left(l, "what it was linked with has gone");
	if (!l->linked && text_is(change, "deleted"))
		return look_left(l, "it was linked with nothing");
	if (l->linked && !text_is(change, "deleted") && l->number == 1 &&
	    is_echo(l, told, w->names[0].value))
		return look_left(l, "nothing has changed since both were agreed");
	enum round r = l->linked ? ROUND_DONE : other_find(l);
	if (r != ROUND_DONE)
		return r;
	if (l->linked)
		l->id[!told] = l->link.ids[!told];
	else if (l->id[!told].at[0] == '(')
		return ROUND_DONE; /* it would be made: nothing can be said of it yet */
	if ((r = read_both(l)) != ROUND_DONE)
		return r;
	if (l->item[0].kind != JSON_NULL && l->item[1].kind != JSON_NULL)
		return look_merge(l);
	return l->linked ? look_gone(l) : look_left(l, "it has gone already");
}

/* The next round, after a while; there is an end to it. */
static enum round round_wait(struct look *l)
{
	const struct plan_job *job = l->w->job;
	const struct plan_hooks *h = job->hooks;
	int64_t wait = ROUND_WAIT_MS;
	struct outcome out = { 0 };

	for (int i = 1; i < l->number && wait < ROUND_WAIT_MOST; i++)
		wait *= 2;
	struct intent i = { .kind = INTENT_WAIT,
			    .path = text_format(l->w->a, "r%d.wait", l->number),
			    .due_ms = job->at_ms +
				      (wait < ROUND_WAIT_MOST ? wait : ROUND_WAIT_MOST) };
	enum known k = h->known(h->owner, i.path, &out);
	if (k == KNOWN_NOT && job->at_ms - job->now_ms > job->flow->retry_for_ms) {
		if (!l->w->reason.size)
			l->w->reason = TEXT("a side could not be written for too long");
		return ROUND_FAILED;
	}
	if (k == KNOWN_NOT)
		k = h->want(h->owner, &i, &out);
	return k == KNOWN_PENDING ? ROUND_BLOCKED : ROUND_AGAIN;
}

/* --- where nobody keeps links: a sample is looked at --- */

static bool find_none(void *owner, int side, struct text id, struct sync_link *out)
{
	(void)owner, (void)side, (void)id, (void)out;
	return false;
}

static bool keep_none(void *owner, const struct sync_link *link)
{
	(void)owner, (void)link;
	return true;
}

static bool brakes_none(void *owner, struct text link_id)
{
	(void)link_id;
	(void)owner;
	return false;
}

static bool ours_none(void *owner, struct text use)
{
	(void)owner;
	return !use.size || text_is(use, "ours");
}

static void wrote_none(void *owner, int side, struct text id)
{
	(void)owner, (void)side, (void)id;
}

static enum known ask_none(void *owner, struct text path, struct text why, struct text *choice)
{
	(void)owner, (void)path, (void)why;
	*choice = TEXT("skip");
	return KNOWN_DONE;
}

enum plan_end two_way_run(struct interpreter *w, struct text *reason)
{
	static const struct sync_hooks none = { NULL,	   find_none,  keep_none, brakes_none,
						ours_none, wrote_none, ask_none };
	static const enum plan_end ends[] = {
		[ROUND_DONE] = PLAN_DONE,	[ROUND_BLOCKED] = PLAN_WAITING,
		[ROUND_LEFT] = PLAN_SKIPPED,	[ROUND_AGAIN] = PLAN_WAITING,
		[ROUND_STOPPED] = PLAN_STOPPED, [ROUND_FAILED] = PLAN_FAILED,
	};
	const struct plan_hooks *h = w->job->hooks;
	struct look l = { .w = w,
			  .sync = w->job->flow->sync,
			  .hooks = h->sync ? h->sync : &none,
			  .told = w->job->side,
			  .number = 1 };
	struct outcome out = { 0 };
	enum round r = ROUND_AGAIN;

	/* rounds that are over are not gone through again: what was linked then may have changed */
	while (h->known(h->owner, text_format(w->a, "r%d.wait", l.number), &out) == KNOWN_DONE)
		l.number++;
	for (; r == ROUND_AGAIN; l.number++) {
		w->reason = TEXT("");
		r = look_round(&l);
		if (r != ROUND_AGAIN)
			break;
		r = round_wait(&l);
	}
	*reason = r == ROUND_DONE || r == ROUND_BLOCKED ? TEXT("") : w->reason;
	return ends[r];
}
