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

/* Faults that need more than reading: loops, what cannot be reached; and, unless NULL, what each
 * step may do. */
void flow_check_steps(const struct catalogue *c, const struct flow *f, struct faults *faults,
		      struct json_out *out);

#endif
