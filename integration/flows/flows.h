// SPDX-License-Identifier: Apache-2.0
/*
 * The operations on flows: files are checked, applied, switched; hooks are taken; runs are shown.
 * They are rows of catalogue/flows.api; their functions are in this room.  Besides them, what needs
 * no data:
 */
#ifndef GROUNDLEVEL_INTEGRATION_FLOWS_FLOWS_H
#define GROUNDLEVEL_INTEGRATION_FLOWS_FLOWS_H

#include "platform/catalogue/catalogue.h"
#include "pure/flowfile/flowfile.h"

/* What is wrong with a flow file, or worth knowing: members of the JSON object that is open in
 * `out`: flow, ok, problems, notes, steps, cost.  False: it would not be accepted. */
bool flow_check_file(struct arena *a, const struct catalogue *c, struct text source,
		     struct json_out *out);
/* A file as it would be applied by who asks, with its names bound; in faults what is wrong with it.
 * NULL: it cannot even be read. */
const struct flow *flow_draft(struct call *call, struct text source, struct faults *faults);
/* What a flow would do with a sample, as {"flow", "end", "effects": […]}: nothing is asked of
 * anybody, so what was read must stand in the sample:
 *	{"item": {…}, "change": "updated", "before": {…}, "now": "2026-…", "steps": {"path": value}}
 * False: *why is one sentence. */
struct flow_sample {
	const struct catalogue *catalogue;
	struct text source, sample; /* the file; and what it is tried with */
};
bool flow_test_file(struct arena *a, const struct flow_sample *with, struct json_out *out,
		    struct text *why);

#endif
