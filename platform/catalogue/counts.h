// SPDX-License-Identifier: Apache-2.0
/*
 * What reports count of the things that a row lists: `counts contacts when dateAdded by source …`.
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_COUNTS_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_COUNTS_H

#include "base/core/err.h"
#include "base/core/text.h"

#define COUNTS_MAX 2 /* of one row */

struct counting {
	struct text of;	  /* contacts */
	struct text when; /* dateAdded: the time of a thing, unless another is asked for */
	struct text by;	  /* source type …: what it is counted by; a space stands between two */
	struct text sums; /* monetaryValue …: its numbers */
};

struct reader;
struct op_draft;
struct line;
enum err counts_read(struct reader *r, struct op_draft *d, struct line *l);

#endif
