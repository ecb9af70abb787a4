// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the polls: one page, from its claim to its keeping.
 */
#ifndef GROUNDLEVEL_FLOW_POLL_H
#define GROUNDLEVEL_FLOW_POLL_H

#include "flow/work.h"

#define PAGE_SIZE 100

struct poll {
	struct text source_id, location_id, connection, params, position, page;
	int64_t walk_id, fails, braked, every_ms;
	bool full, known;
	const struct op *op;
	struct words watch;
	struct text of;
	struct text input;	   /* of this page */
	struct text body;	   /* what came, JSON */
	struct text error;	   /* or why nothing came */
	int64_t wait_ms, began_ms; /* began: the walk */
	struct remote_answer answer;
	struct text connection_id;
	bool asked, highlevel;
	/* found in the page */
	struct text next; /* where to go on; empty: it was the last */
	int64_t newest;
	bool found;
};

bool by_change(const struct poll *p);	    /* can it be asked for what changed since? */
const char *size_name(const struct op *op); /* of the parameter for the size of a page; NULL */
enum err poll_keep(struct call *call);	    /* desk_data: struct poll */

#endif
