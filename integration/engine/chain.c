// SPDX-License-Identifier: Apache-2.0
/*
 * A run starts another flow: once, by its own id and the step's path.
 *
 * A flow that has as many runs under way as it may (limits.queued) is started when there is room;
 * meanwhile who starts it counts as under way itself.  A chain of runs is ten long at most, so that
 * a flow that starts itself ends; and where it leads back to a flow of the chain it does not wait
 * for room, since it would wait for itself.
 */
#include "integration/engine/inside.h"

#define LOOK_AGAIN_MS ((int64_t)1000)

/* All open states are said for the sake of their index. */
static bool is_crowded(struct call *call)
{
	call_set_whole(call, "otherMax", call_whole(call, "otherQueued", FLOW_QUEUED));
	return store_has(call, "SELECT 1 WHERE (SELECT count(*) FROM (SELECT 1 FROM run"
			       " WHERE run.flow_id = :otherFlow AND run.state IN ('ready',"
			       " 'sending') AND run.state IN ('ready', 'waiting', 'sending',"
			       " 'asking', 'held') LIMIT :otherMax) AS q) >= :otherMax");
}

/* Is the flow that is to be started in the chain already? */
static bool leads_back(struct call *call, const struct chain *c, struct text flow_id)
{
	bool found = text_same(c->flow_id, flow_id);

	call_set_whole(call, "chainRun", c->run_id);
	for (int i = 0; i < CHAIN_MAX && !found && !call->err; i++) {
		if (!store_load(call, "SELECT p.id AS chain_run, p.flow_id AS chain_flow"
				      " FROM run AS c JOIN run AS p ON p.id = c.parent"
				      " WHERE c.id = :chainRun"))
			break;
		found = text_same(call_text(call, "chainFlow"), flow_id);
	}
	return found;
}

static enum known chain_end(struct outcome *out, struct text why)
{
	*out = (struct outcome){ .error = why };
	return KNOWN_FAILED;
}

static enum known chain_start(struct call *call, const struct chain *c, const struct intent *i,
			      struct outcome *out)
{
	if (!event_fits(i->input, TEXT("")))
		return chain_end(out, TEXT(EVENT_LARGE));
	struct text flow_id = text_copy(call->arena, call_text(call, "otherFlow"));
	struct text key = text_format(call->arena, "run:%lld:%lld:%.*s", (long long)c->run_id,
				      (long long)c->generation, (int)i->path.size, i->path.at);
	struct text payload = event_json(call->arena, i->input, "called", call->now_ms, TEXT(""));
	const struct inbox_new in = { flow_id, key, key, TEXT("called"), payload };
	bool fresh;
	int64_t inbox = inbox_insert(call, &in, &fresh);
	struct run_new n = { .flow_id = flow_id,
			     .event_key = key,
			     .lane_key = key,
			     .event = payload,
			     .rev = call_whole(call, "otherRev", 0),
			     .inbox_id = inbox,
			     .parent = c->run_id,
			     .depth = c->depth + 1,
			     .lane = c->lane,
			     .state = "ready",
			     .held = !call_whole(call, "otherEnabled", 0) };
	int64_t id = run_insert(call, &n);
	*out = (struct outcome){ .out = text_format(call->arena, "{\"run\":%lld}", (long long)id) };
	return KNOWN_DONE;
}

enum known chain_run(struct call *call, const struct chain *c, const struct intent *i,
		     struct outcome *out, int64_t *again_ms)
{
	struct text slug = i->step->fixed;

	call_set_text(call, "otherSlug", slug);
	if (!store_load(call, "SELECT id AS other_flow, live_rev AS other_rev,"
			      " enabled AS other_enabled, queued_max AS other_queued FROM flow"
			      " WHERE location_id = :locationId AND slug = :otherSlug"))
		return chain_end(out, text_format(call->arena, "there is no flow '%.*s'",
						  (int)slug.size, slug.at));
	struct text why;
	if (!flow_rights_reach(call, c->flow_id, c->rev, &why))
		return chain_end(out, text_format(call->arena, "the flow '%.*s': %.*s",
						  (int)slug.size, slug.at, (int)why.size, why.at));
	if (c->depth + 1 >= CHAIN_MAX)
		return chain_end(out, text_format(call->arena,
						  "flows have started each other %d times: '%.*s'"
						  " is not started again",
						  CHAIN_MAX, (int)slug.size, slug.at));
	if (!is_crowded(call))
		return chain_start(call, c, i, out);
	if (leads_back(call, c, call_text(call, "otherFlow")))
		return chain_end(out, text_format(call->arena,
						  "the flow '%.*s' has as many runs under way as"
						  " it may, and is started by its own runs",
						  (int)slug.size, slug.at));
	*again_ms = call->now_ms + LOOK_AGAIN_MS;
	return KNOWN_PENDING;
}
