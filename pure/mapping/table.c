// SPDX-License-Identifier: Apache-2.0
/*
 * Values found by what they are: a hash table for functions that would otherwise compare each with
 * each (merge, unique, without, keyed …).
 */
#include "pure/mapping/inside.h"

static size_t room_for(size_t count)
{
	size_t room = 8;
	while (room < count * 2)
		room *= 2;
	return room;
}

struct seen seen_open(struct eval *e, size_t count)
{
	size_t room = room_for(count);
	return (struct seen){
		.e = e,
		.slots = arena_take(e->arena, room * sizeof(uint32_t)),
		.at = arena_bytes(e->arena, count * sizeof(struct map_value)),
		.mask = (uint32_t)room - 1,
	};
}

/* Where v is or would be; *found: it is there. */
static enum err seen_place(struct seen *s, const struct map_value *v, uint32_t *place, bool *found)
{
	uint32_t hash;
	enum err err = value_hash(s->e, v, &hash);
	*found = false;
	*place = hash & s->mask;
	for (; !err && s->slots[*place]; *place = (*place + 1) & s->mask) {
		err = value_equal(s->e, &s->at[s->slots[*place] - 1], v, found);
		if (*found)
			return err;
	}
	return err;
}

enum err seen_put(struct seen *s, const struct map_value *v, bool *fresh)
{
	uint32_t place;
	bool found;
	enum err err = seen_place(s, v, &place, &found);
	*fresh = !err && !found;
	if (*fresh) {
		s->at[s->count++] = *v;
		s->slots[place] = s->count;
	}
	return err;
}

enum err seen_find(struct seen *s, const struct map_value *v, bool *found)
{
	uint32_t place;
	return seen_place(s, v, &place, found);
}

struct members members_open(struct eval *e, size_t count)
{
	size_t room = room_for(count);
	return (struct members){
		.e = e,
		.slots = arena_take(e->arena, room * sizeof(uint32_t)),
		.at = arena_bytes(e->arena, count * sizeof(struct map_member)),
		.mask = (uint32_t)room - 1,
	};
}

enum err members_put(struct members *m, struct text key, struct map_value v)
{
	uint32_t place = text_hash(key) & m->mask;
	size_t steps = 1 + key.size / 64;
	for (; m->slots[place]; place = (place + 1) & m->mask, steps++) {
		struct map_member *known = &m->at[m->slots[place] - 1];
		if (text_same(known->key, key)) {
			known->value = v;
			return eval_spend(m->e, steps);
		}
	}
	m->at[m->count++] = (struct map_member){ key, v };
	m->slots[place] = m->count;
	return eval_spend(m->e, steps);
}
