// SPDX-License-Identifier: Apache-2.0
/*
 * A hash table with open addressing; it only grows.
 */
#include "base/core/index.h"

#define ROOM_FIRST 32

struct index index_open(struct arena *a)
{
	return (struct index){ .arena = a };
}

/* The slot of this name, or the empty one where it belongs. */
static struct index_slot *slot_of(const struct index *i, struct text name)
{
	size_t at = text_hash(name) & (i->room - 1);

	while (i->slots[at].value && !text_same(i->slots[at].name, name))
		at = (at + 1) & (i->room - 1);
	return &i->slots[at];
}

static void grow(struct index *i)
{
	struct index old = *i;

	i->room = old.room ? 2 * old.room : ROOM_FIRST;
	i->slots = arena_take(i->arena, i->room * sizeof(*i->slots));
	for (size_t n = 0; n < old.room; n++)
		if (old.slots[n].value)
			*slot_of(i, old.slots[n].name) = old.slots[n];
}

bool index_put(struct index *i, struct text name, size_t value)
{
	if (2 * i->count >= i->room)
		grow(i);
	struct index_slot *slot = slot_of(i, name);

	if (slot->value)
		return false;
	*slot = (struct index_slot){ name, value + 1 };
	i->count++;
	return true;
}

bool index_find(const struct index *i, struct text name, size_t *value)
{
	const struct index_slot *slot = i->room ? slot_of(i, name) : NULL;

	if (!slot || !slot->value)
		return false;
	*value = slot->value - 1;
	return true;
}
