// SPDX-License-Identifier: Apache-2.0
/*
 * Numbers by name: where in a list the thing of that name stands, found without going through it.
 *
 *	struct index known = index_open(a);
 *	if (!index_put(&known, name, count))
 *		… the name is there already: the first that was put stands
 *	if (index_find(&known, name, &at))
 *
 * Names are borrowed, and must outlive the index, which lives in its arena.
 */
#ifndef GROUNDLEVEL_BASE_CORE_INDEX_H
#define GROUNDLEVEL_BASE_CORE_INDEX_H

#include "base/core/text.h"

struct index_slot {
	struct text name;
	size_t value; /* + 1; 0: the slot is empty */
};
struct index {
	struct arena *arena;
	struct index_slot *slots; /* a power of two, at most half of them taken */
	size_t count, room;
};

struct index index_open(struct arena *a);
bool index_put(struct index *i, struct text name, size_t value); /* false: it is there already */
bool index_find(const struct index *i, struct text name, size_t *value);

#endif
