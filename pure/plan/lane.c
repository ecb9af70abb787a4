// SPDX-License-Identifier: Apache-2.0
/*
 * Which runs go one after the other.
 */
#include "pure/plan/inside.h"

struct text plan_match(const struct plan_job *job)
{
	struct interpreter w;

	interpreter_open(&w, job);
	return two_way_match(&w, job->side);
}

struct text plan_lane(const struct plan_job *job, struct text item)
{
	struct interpreter w;
	struct map_value v;

	if (!job->flow->order)
		return item;
	interpreter_open(&w, job);
	interpreter_let(&w); /* what is looked up only a run knows; `order` names none of that */
	if (!interpreter_map(&w, job->flow->order, &v))
		return item;
	struct text key = map_plain(job->arena, v);
	return key.size && key.size <= 200 ? key : item;
}
