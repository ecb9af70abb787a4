// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the room: what flows watch, and what the operations on them share.
 */
#ifndef GROUNDLEVEL_FLOW_SOURCES_H
#define GROUNDLEVEL_FLOW_SOURCES_H

#include "flow/engine.h"

/* :flowId is on, or off.  let_go: what was held while it was off is forgotten. */
void flow_switch(struct call *call, const struct flow *f, bool on, bool let_go);
/* The trigger may have changed: a flow that is, or was, switched on follows its new source. */
void flow_follow(struct call *call, const struct flow *f);
/* What the names of custom fields stand for now, as JSON; a name that stands for nothing is a
 * fault. */
struct text flow_bind(struct call *call, const struct flow *f, struct faults *faults);
/* `run` of the reply: the run :shownRun. */
enum err flow_run_show(struct call *call);

/* --- what is wrong with a flow, and worth knowing --- */

/* From the file and the rows alone: names, kinds, loops; and, unless NULL, into the list that is
 * open what each step may do after an uncertain outcome.  keyed(use) may be NULL. */
struct step_class {
	struct json_out *out;
	void *owner;
	/* Is this connection ourselves?  Does it honour keys? */
	void (*use)(void *owner, struct text use, bool *ours, bool *keyed);
};
void flow_check_steps(const struct flow *f, struct faults *faults, struct faults *notes,
		      const struct step_class *classes);
/* From the data: connections that are not there, or cannot do what is asked of them. */
void flow_check_uses(struct call *call, const struct flow *f, struct faults *faults);
/* Other flows that write the same, or start each other. */
void flow_check_others(struct call *call, const struct flow *f, struct faults *notes);

/* What a trigger costs, of the quota of the server that it asks. */
struct flow_cost {
	int64_t polls;	/* requests a day, from what the last walk read */
	int64_t asked;	/* requests that its effects made in the last 24 hours */
	int64_t others; /* requests a day of all other triggers through the same connection */
	int64_t quota;	/* a day; 0: none is known */
};
struct flow_cost flow_cost(struct call *call, const struct flow *f);

#endif
