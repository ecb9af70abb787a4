// SPDX-License-Identifier: Apache-2.0
/*
 * How far one name is from another (Levenshtein's distance), for messages about unknown names.
 */
#include "base/core/near.h"

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t distance(struct text a, struct text b)
{
	size_t row[NEAR_SIZE_MAX + 1];

	for (size_t j = 0; j <= b.size; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.size; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.size; j++) {
			size_t change = corner + (a.at[i - 1] != b.at[j - 1]);
			corner = row[j];
			row[j] = least(change, least(row[j], row[j - 1]) + 1);
		}
	}
	return row[b.size];
}

size_t near_limit(struct text name)
{
	return name.size / 3 + 2;
}

bool near_better(struct text name, struct text known, size_t *best)
{
	if (name.size > NEAR_SIZE_MAX || known.size > NEAR_SIZE_MAX || !known.size)
		return false;
	size_t far = distance(name, known);
	if (far >= *best)
		return false;
	*best = far;
	return true;
}
