// SPDX-License-Identifier: Apache-2.0
/*
 * The merge of one field: values as wholes, sets member by member.
 */
#include "pure/sync/sync.h"

#include <string.h>

bool sync_has(struct sync_value set, struct text item)
{
	for (size_t i = 0; i < set.count; i++)
		if (text_same(set.items[i], item))
			return true;
	return false;
}

bool sync_same(const struct sync_rule *rule, struct sync_value x, struct sync_value y)
{
	if (!rule->set)
		return text_same(x.text, y.text);
	for (size_t i = 0; i < x.count; i++)
		if (!sync_has(y, x.items[i]))
			return false;
	for (size_t i = 0; i < y.count; i++)
		if (!sync_has(x, y.items[i]))
			return false;
	return true;
}

/* --- values --- */

static enum sync_wins winner(const struct sync_rule *rule, const struct sync_now *n)
{
	if (rule->way != SYNC_BOTH)
		return rule->way == SYNC_A_TO_B ? SYNC_WINS_A : SYNC_WINS_B;
	if (rule->wins != SYNC_WINS_NEWEST)
		return rule->wins;
	return n->b_time > n->a_time + SYNC_APART_MS ? SYNC_WINS_B : SYNC_WINS_A;
}

/* Two that were just linked: what is blank is filled and never fills. */
static void first_merge(const struct sync_rule *rule, const struct sync_now *n, struct sync_move *m)
{
	m->to_a = !n->a.text.size;
	m->to_b = !n->b.text.size;
	m->conflict = !m->to_a && !m->to_b;
	if (!m->conflict)
		return;
	enum sync_wins wins = winner(rule, n);
	m->to_b = wins == SYNC_WINS_A;
	m->to_a = wins == SYNC_WINS_B;
	m->ask = wins == SYNC_WINS_ASK;
}

static void value_merge(const struct sync_rule *rule, const struct sync_now *n, struct sync_move *m)
{
	bool a = !text_same(n->a.text, n->was_a.text), b = !text_same(n->b.text, n->was_b.text);

	m->conflict = a && b;
	m->to_b = a && !b;
	m->to_a = b && !a;
	if (!m->conflict)
		return;
	enum sync_wins wins = winner(rule, n);
	m->to_b = wins == SYNC_WINS_A;
	m->to_a = wins == SYNC_WINS_B;
	m->ask = wins == SYNC_WINS_ASK;
}

/* --- sets --- */

struct members {
	struct text *add_a, *remove_a, *add_b, *remove_b;
	struct sync_move *to;
};

static void member_add(struct text *list, size_t *count, struct text item)
{
	list[(*count)++] = item;
}

/* In one of the two, and not in the other. */
static void member_merge(const struct sync_now *n, const struct members *m, struct text item)
{
	bool in_a = sync_has(n->a, item);
	bool a = n->agreed && in_a != sync_has(n->was_a, item);
	bool b = n->agreed && in_a == sync_has(n->was_b, item);
	/* with nothing agreed, or changed on both sides, nobody took it away who knew of it */
	bool stays = a == b ? !n->agreed || a : a == in_a;

	if (n->agreed && !a && !b)
		return; /* it was so when it was agreed: a side refuses it */
	if (stays && in_a)
		member_add(m->add_b, &m->to->b.add_count, item);
	else if (stays)
		member_add(m->add_a, &m->to->a.add_count, item);
	else if (in_a)
		member_add(m->remove_a, &m->to->a.remove_count, item);
	else
		member_add(m->remove_b, &m->to->b.remove_count, item);
}

static void set_merge(struct arena *arena, const struct sync_now *n, struct sync_move *to)
{
	size_t room = n->a.count + n->b.count + 1;
	struct text *lists = arena_take(arena, 4 * room * sizeof(*lists));
	const struct members m = { lists, lists + room, lists + 2 * room, lists + 3 * room, to };

	for (size_t i = 0; i < n->a.count; i++)
		if (!sync_has(n->b, n->a.items[i]))
			member_merge(n, &m, n->a.items[i]);
	for (size_t i = 0; i < n->b.count; i++)
		if (!sync_has(n->a, n->b.items[i]))
			member_merge(n, &m, n->b.items[i]);
	to->a.add = m.add_a;
	to->a.remove = m.remove_a;
	to->b.add = m.add_b;
	to->b.remove = m.remove_b;
	to->to_a = to->a.add_count + to->a.remove_count > 0;
	to->to_b = to->b.add_count + to->b.remove_count > 0;
}

/* --- one field --- */

struct sync_move sync_merge(struct arena *arena, const struct sync_rule *rule,
			    const struct sync_now *now)
{
	struct sync_move m = { 0 };

	if (sync_same(rule, now->a, now->b))
		return m;
	if (rule->set)
		set_merge(arena, now, &m);
	else if (now->agreed)
		value_merge(rule, now, &m);
	else
		first_merge(rule, now, &m);
	m.to_a &= rule->way != SYNC_A_TO_B;
	m.to_b &= rule->way != SYNC_B_TO_A;
	return m;
}

bool sync_may_write(int64_t *from, int64_t *count, int64_t now_ms)
{
	if (now_ms - *from > SYNC_WRITES_IN_MS || now_ms < *from) {
		*from = now_ms;
		*count = 0;
	}
	if (*count >= SYNC_WRITES_MAX)
		return false;
	++*count;
	return true;
}

bool sync_brakes(int64_t gone, int64_t links)
{
	return gone >= SYNC_GONE_FREE && gone * 10 >= links;
}
