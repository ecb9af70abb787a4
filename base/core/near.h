// SPDX-License-Identifier: Apache-2.0
/*
 * "Did you mean …?": the nearest of the names that are known.
 *
 *	size_t best = near_limit(name);
 *	for (each known)
 *		if (near_better(name, known, &best))
 *			found = known;
 */
#ifndef GROUNDLEVEL_BASE_CORE_NEAR_H
#define GROUNDLEVEL_BASE_CORE_NEAR_H

#include "base/core/text.h"

#define NEAR_SIZE_MAX 64 /* longer names are near to nothing */

size_t near_limit(struct text name); /* farther names are not worth mentioning */
/* Is `known` nearer than *best (letters added, dropped or changed)?  Then *best is its distance. */
bool near_better(struct text name, struct text known, size_t *best);

#endif
