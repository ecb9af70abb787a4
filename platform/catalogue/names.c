// SPDX-License-Identifier: Apache-2.0
/*
 * Tables of names, for a number of names that is known before: operations and shapes.
 */
#include "platform/catalogue/inside.h"

struct names names_open(struct arena *a, size_t count)
{
	struct names n = { .room = 8 };

	while (n.room < count * 2)
		n.room *= 2;
	n.places = arena_take(a, n.room * sizeof(*n.places));
	return n;
}

/* The place of that name, or the free place where it would be. */
static struct name_place *names_place(const struct names *n, struct text name)
{
	size_t i = text_hash(name) & (n->room - 1);

	while (n->places[i].name.size && !text_same(n->places[i].name, name))
		i = (i + 1) & (n->room - 1);
	return &n->places[i];
}

bool names_add(struct names *n, struct text name, size_t index)
{
	struct name_place *place = names_place(n, name);

	if (place->name.size)
		return false;
	*place = (struct name_place){ .name = name, .index = index };
	return true;
}

bool names_find(const struct names *n, struct text name, size_t *index)
{
	const struct name_place *place = name.size ? names_place(n, name) : NULL;

	if (!place || !place->name.size)
		return false;
	*index = place->index;
	return true;
}
