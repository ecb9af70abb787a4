// SPDX-License-Identifier: Apache-2.0
/*
 * The rule at the foot of a zone file, as it was read: between zone.c and zone_rule.c.
 */
#ifndef GROUNDLEVEL_BASE_TIME_ZONE_RULE_H
#define GROUNDLEVEL_BASE_TIME_ZONE_RULE_H

#include "base/core/text.h"

struct turn {	   /* when summer or winter begins: one date form of a POSIX rule */
	char form; /* M month.week.day, J day without 29 February, 0 day from 0 */
	int month, week, day;
	int64_t second; /* on the wall of before, may be negative or past the day */
};
struct rule {			  /* what holds after the last change of the table */
	int64_t standard, summer; /* offsets in seconds */
	bool turns;
	struct turn begin, end; /* of summer */
};
bool rule_read(struct text t, struct rule *out);
int64_t rule_offset(const struct rule *r, int64_t second);
int64_t rule_change(const struct rule *r, int64_t second);

#endif
