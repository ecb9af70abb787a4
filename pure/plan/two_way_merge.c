// SPDX-License-Identifier: Apache-2.0
/*
 * Two things that are linked, both as they are now: merged field by field, what differs is written,
 * and what both have then is kept as what was agreed.
 *
 * What a side has after a writing is what it says itself, in the answer or when it is read again:
 * it may have spelled the value in its own way, or refused it.  Where it is read again, somebody
 * may have changed it since; so there a third value counts as a change, which the next look takes.
 */
#include "pure/plan/two_way.h"

#include "base/time/clock.h"

static const char *const sides[] = { "a", "b" };

struct merge {
	struct look *l;
	struct sync_move moves[SYNC_FIELDS_MAX];
	struct sync_value now[2][SYNC_FIELDS_MAX], after[2][SYNC_FIELDS_MAX];
	bool wrote[2], done[2], exact[2];
	struct text note;
};

/* --- what follows --- */

static int64_t changed_at(struct look *l, int side)
{
	struct map_value v;
	int64_t ms = 0;

	if (map_find(l->item[side], l->sync->sides[side].since, &v) &&
	    !clock_read_iso(map_plain(l->w->a, v), &ms))
		ms = 0;
	return ms;
}

static enum round conflict_ask(struct merge *g, size_t n)
{
	struct look *l = g->l;
	const struct sync_pair *p = &l->sync->pairs[n];
	struct text choice = { 0 }, a = g->now[0][n].text, b = g->now[1][n].text;
	struct text why = text_format(l->w->a,
				      "Both sides changed '%.*s': a has '%.*s', b has '%.*s'. Which"
				      " of them counts: a, b, or neither (skip)?",
				      (int)p->names[0].size, p->names[0].at,
				      (int)(a.size < 200 ? a.size : 200), a.at,
				      (int)(b.size < 200 ? b.size : 200), b.at);
	struct text path = text_format(l->w->a, "r%d.which_%zu", l->number, n);

	if (look_ask(l, path, why, &choice) != ROUND_DONE)
		return ROUND_BLOCKED;
	g->moves[n].to_b = text_is(choice, "a");
	g->moves[n].to_a = text_is(choice, "b");
	return ROUND_DONE;
}

static enum round moves_find(struct merge *g)
{
	struct look *l = g->l;
	const struct json *shadow = NULL;
	struct map_value values[2];
	struct sync_value was[2];
	struct text why;
	enum round r;

	json_read(l->w->a, l->link.shadow, &shadow, &why);
	for (int side = 0; side < 2; side++) {
		l->w->reason = TEXT("");
		values[side] = look_values(l, side, l->item[side]);
		if (values[side].kind != JSON_MAP)
			return ROUND_FAILED;
	}
	for (size_t n = 0; n < l->sync->pair_count; n++) {
		struct sync_now now = { .a = look_value(l, values[0], n),
					.b = look_value(l, values[1], n),
					.agreed = shadow_read(l, shadow, n, was),
					.a_time = changed_at(l, 0),
					.b_time = changed_at(l, 1) };
		if (now.agreed) {
			now.was_a = was[0];
			now.was_b = was[1];
		}
		g->now[0][n] = now.a;
		g->now[1][n] = now.b;
		g->moves[n] = sync_merge(l->w->a, &l->sync->pairs[n].rule, &now);
		if (g->moves[n].ask && (r = conflict_ask(g, n)) != ROUND_DONE)
			return r; /* one question after the other */
	}
	return ROUND_DONE;
}

/* --- writing --- */

static bool goes(const struct merge *g, size_t n, int side)
{
	return side ? g->moves[n].to_b : g->moves[n].to_a;
}

static const struct sync_change *change_of(const struct merge *g, size_t n, int side)
{
	return side ? &g->moves[n].b : &g->moves[n].a;
}

static struct map_value list_of(struct interpreter *w, const struct text *items, size_t count)
{
	struct map_value *v = arena_take(w->a, (count + 1) * sizeof(*v));

	for (size_t i = 0; i < count; i++)
		v[i] = map_text(items[i]);
	return map_items(v, (uint32_t)count);
}

/* What that side has to have, in canonical form. */
static struct sync_value wanted_of(const struct merge *g, size_t n, int side)
{
	const struct sync_change *c = change_of(g, n, side);
	struct sync_value had = g->now[side][n],
			  gone = { .items = c->remove, .count = c->remove_count };

	if (!g->l->sync->pairs[n].rule.set)
		return g->now[!side][n];
	struct text *items = arena_take(g->l->w->a,
					(had.count + c->add_count + 1) * sizeof(*items));
	struct sync_value out = { .items = items };
	for (size_t i = 0; i < had.count; i++)
		if (!sync_has(gone, had.items[i]))
			items[out.count++] = had.items[i];
	for (size_t i = 0; i < c->add_count; i++)
		items[out.count++] = c->add[i];
	return out;
}

/* The value as the other side has it; false: it cannot be read. */
static bool raw_of(struct merge *g, size_t n, int side, struct map_value *out)
{
	struct look *l = g->l;
	const struct sync_pair *p = &l->sync->pairs[n];
	struct sync_value v;

	if (p->rule.set) {
		v = wanted_of(g, n, side);
		*out = list_of(l->w, v.items, v.count);
		return true;
	}
	const struct mapping *m = map_part(l->sync->sides[side].put->set, p->names[side]);
	interpreter_keep(l->w, text_of(sides[!side]), l->item[!side]);
	return m && interpreter_map(l->w, m, out);
}

static bool by_rows(const struct merge *g, size_t n, int side)
{
	return g->l->sync->pairs[n].add[side] && g->l->sync->pairs[n].remove[side];
}

static enum went put_fields(struct merge *g, int side, struct outcome *got)
{
	struct look *l = g->l;
	const struct step *s = l->sync->sides[side].put;
	bool any = false;
	struct map_value v;

	if (!s)
		return WENT_ON;
	struct input in = input_open(l->w, s->op);
	input_put(&in, id_name(s->op), map_text(l->id[side]));
	for (size_t n = 0; n < l->sync->pair_count; n++) {
		if (!goes(g, n, side) || by_rows(g, n, side))
			continue;
		if (!raw_of(g, n, side, &v))
			return WENT_FAILED;
		input_set(&in, s, (struct map_member){ l->sync->pairs[n].names[side], v });
		any = true;
	}
	return any ? ask_one(l->w, s, &in, look_path(l, "put_", side), got) : WENT_ON;
}

static enum went members_send(struct merge *g, const struct step *s, int side, struct text name,
			      struct map_value items)
{
	struct look *l = g->l;
	struct outcome got = { 0 };

	if (!items.count)
		return WENT_ON;
	struct input in = input_open(l->w, s->op);
	input_put(&in, id_name(s->op), map_text(l->id[side]));
	input_set(&in, s, (struct map_member){ name, items });
	return ask_one(l->w, s, &in,
		       text_format(l->w->a, "r%d.%.*s", l->number, (int)s->id.size, s->id.at),
		       &got);
}

static enum went put_members(struct merge *g, int side)
{
	struct look *l = g->l;
	enum went went = WENT_ON, one;

	for (size_t n = 0; n < l->sync->pair_count; n++) {
		const struct sync_pair *p = &l->sync->pairs[n];
		const struct sync_change *c = change_of(g, n, side);
		if (!goes(g, n, side) || !by_rows(g, n, side))
			continue;
		g->exact[side] = false; /* the answer tells of the set alone */
		one = members_send(g, p->add[side], side, p->names[side],
				   list_of(l->w, c->add, c->add_count));
		went = went == WENT_ON ? one : went;
		one = members_send(g, p->remove[side], side, p->names[side],
				   list_of(l->w, c->remove, c->remove_count));
		went = went == WENT_ON ? one : went;
	}
	return went;
}

/* Of what kind the one thing is that comes. */
static const struct shape *thing_of(const struct op *op)
{
	const char *inner = op_inner(op, false);

	return inner ? shape_find(op->gives, text_of(inner))->shape : op->gives;
}

static enum round side_write(struct merge *g, int side, struct map_value *after)
{
	struct look *l = g->l;
	void *owner = l->hooks->owner;
	const struct sync_side *s = &l->sync->sides[side];
	struct outcome got = { 0 };

	g->exact[side] = s->put && thing_of(s->put->op) == thing_of(s->get->op);
	l->w->fresh = true;
	enum went went = put_fields(g, side, &got);
	enum went members = went == WENT_ON || went == WENT_BLOCKED ? put_members(g, side)
								    : WENT_ON;
	l->w->fresh = false;
	went = went == WENT_ON ? members : went;
	if (went != WENT_ON)
		return round_of(went);
	l->hooks->wrote(owner, side, l->id[side]);
	*after = interpreter_value(l->w, s->use, got.out);
	if (g->exact[side] && value_id(l->w, *after).size)
		return ROUND_DONE;
	/* what is ours is read in the same transaction: nobody came between */
	g->exact[side] = l->hooks->ours(owner, s->use);
	return look_read(l, side, look_path(l, "after_", side), after);
}

static bool is_written(const struct merge *g, int side)
{
	bool written = false;

	for (size_t n = 0; n < g->l->sync->pair_count; n++)
		written |= goes(g, n, side);
	return written;
}

static enum round both_write(struct merge *g)
{
	struct look *l = g->l;
	struct map_value after;
	enum round r = ROUND_DONE, one;

	for (int side = 0; side < 2; side++) {
		g->wrote[side] = is_written(g, side);
		if (!g->wrote[side])
			continue;
		one = side_write(g, side, &after);
		r = r == ROUND_DONE || one == ROUND_FAILED ? one : r;
		if (one != ROUND_DONE)
			continue;
		g->done[side] = true;
		struct map_value values = look_values(l, side, after);
		for (size_t n = 0; n < l->sync->pair_count; n++)
			g->after[side][n] = look_value(l, values, n);
	}
	return r;
}

/* Too often in too short a time: two systems that answer each other, or a side that changes what it
 * is given. */
static enum round often_ask(struct merge *g)
{
	struct look *l = g->l;
	const struct plan_job *job = l->w->job;
	struct text choice = { 0 }, path = text_format(l->w->a, "r%d.often", l->number);
	struct outcome out = { 0 };
	bool asked = job->hooks->known(job->hooks->owner, path, &out) != KNOWN_NOT;

	if (!asked && sync_may_write(&l->link.wrote_from, &l->link.wrote, job->at_ms))
		return ROUND_DONE;
	struct text why = text_format(
		l->w->a,
		"%.*s and %.*s were written %d times in ten minutes, which looks like a loop. Is it"
		" to go on (retry), or is this change to be left (skip)?",
		(int)l->id[0].size, l->id[0].at, (int)l->id[1].size, l->id[1].at, SYNC_WRITES_MAX);
	if (look_ask(l, path, why, &choice) != ROUND_DONE)
		return ROUND_BLOCKED;
	l->w->reason = TEXT("somebody decided to leave this change");
	l->link.wrote_from = job->at_ms;
	l->link.wrote = 1;
	return text_is(choice, "retry") ? ROUND_DONE : ROUND_STOPPED;
}

/* --- what was agreed --- */

static struct sync_value agreed_of(struct merge *g, size_t n, int side)
{
	const struct sync_rule *rule = &g->l->sync->pairs[n].rule;
	struct sync_value had = g->now[side][n], now = g->after[side][n], sent;

	if (!g->wrote[side] || !goes(g, n, side))
		return had;
	sent = wanted_of(g, n, side);
	if (sync_same(rule, now, sent))
		return now;
	struct text name = g->l->sync->pairs[n].names[side];
	g->note = text_format(g->l->w->a, "%.*s%s%s refused or altered %.*s", (int)g->note.size,
			      g->note.at, g->note.size ? ", " : "", sides[side], (int)name.size,
			      name.at);
	return g->exact[side] || sync_same(rule, now, had) ? now : sent;
}

static void value_put(struct json_out *o, bool set, struct sync_value v)
{
	if (!set) {
		json_put_text(o, v.text);
		return;
	}
	json_list(o);
	for (size_t i = 0; i < v.count; i++)
		json_put_text(o, v.items[i]);
	json_close(o);
}

/* It was to be written, and is not: what was agreed before stands. */
static bool is_open(const struct merge *g, size_t n)
{
	bool open = false;

	for (int side = 0; side < 2; side++)
		open |= goes(g, n, side) && !g->done[side];
	return open;
}

static void agreed_put(struct merge *g, struct json_out *o, const struct json *shadow, size_t n)
{
	bool set = g->l->sync->pairs[n].rule.set, open = is_open(g, n);
	struct sync_value was[2];

	if (open && !shadow_read(g->l, shadow, n, was))
		return;
	json_key_text(o, g->l->sync->pairs[n].key);
	json_list(o);
	for (int side = 0; side < 2; side++)
		value_put(o, set, open ? was[side] : agreed_of(g, n, side));
	json_close(o);
}

static enum round agree(struct merge *g)
{
	struct look *l = g->l;
	const struct json *shadow = NULL;
	struct text why;
	struct buffer b = buffer_open(l->w->a, INPUT_MAX);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_read(l->w->a, l->link.shadow, &shadow, &why);
	for (size_t n = 0; n < l->sync->pair_count; n++)
		agreed_put(g, &o, shadow, n);
	json_close(&o);
	l->link.shadow = buffer_text(&b);
	if (g->wrote[0] || g->wrote[1]) /* it is of the last writing */
		l->link.note = g->note;
	l->link.ids[0] = l->id[0];
	l->link.ids[1] = l->id[1];
	l->w->reason = TEXT("somebody else has linked it meanwhile");
	return l->hooks->keep(l->hooks->owner, &l->link) ? ROUND_DONE : ROUND_AGAIN;
}

enum round look_merge(struct look *l)
{
	struct merge *g = arena_take(l->w->a, sizeof(*g));

	*g = (struct merge){ .l = l };
	enum round r = moves_find(g);
	if (r == ROUND_DONE && (is_written(g, 0) || is_written(g, 1)) &&
	    (r = often_ask(g)) == ROUND_DONE)
		r = both_write(g);
	/* what one side was given is agreed, also where the other could not be written: it is our
	 * own writing, and no change that could win against one that is made meanwhile */
	if ((r == ROUND_AGAIN || r == ROUND_FAILED) && (g->done[0] || g->done[1])) {
		struct text why = l->w->reason;
		agree(g);
		l->w->reason = why;
	}
	return r == ROUND_DONE ? agree(g) : r;
}
