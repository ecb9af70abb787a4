// SPDX-License-Identifier: Apache-2.0
/*
 * The patterns in which numbering plans are written (phone_plans.h), held against digits.
 *
 *	3            this digit
 *	X            any digit
 *	[2-57]       one of these
 *	(?:a|b)      one of these; (a|b) keeps what it took as a group, three at most
 *	? {3} {2,5}  the last, so often
 *	$            here the digits end
 *
 * The first alternative that fits wins, and each takes as much as it can.  The patterns are our
 * own table: a broken one is a programmer's error.  Pure.
 */
#ifndef GROUNDLEVEL_BASE_CORE_PHONE_PATTERN_H
#define GROUNDLEVEL_BASE_CORE_PHONE_PATTERN_H

#include "base/core/text.h"

#define PATTERN_GROUPS 3

struct pattern_found {
	size_t size;			    /* of the beginning that it took */
	struct text groups[PATTERN_GROUPS]; /* at == NULL: took no part */
	size_t count;			    /* of groups that the pattern has */
};

bool pattern_whole(const char *pattern, struct text digits);
bool pattern_begins(const char *pattern, struct text digits, struct pattern_found *found);

#endif
