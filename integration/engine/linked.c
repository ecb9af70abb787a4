// SPDX-License-Identifier: Apache-2.0
/*
 * What the plan of a sync asks of the engine: links (integration/sync), a person, and that the echo
 * of what was written is not missed.
 */
#include "integration/engine/inside.h"

static bool linked_find(void *owner, int side, struct text id, struct sync_link *out)
{
	struct linked *l = owner;

	return link_find(l->call, l->flow_id, side, id, out);
}

static bool linked_keep(void *owner, const struct sync_link *link)
{
	struct linked *l = owner;
	struct sync_link own = *link;

	if (!own.lane.size)
		own.lane = l->lane_key;
	return link_keep(l->call, l->flow_id, &own);
}

static bool linked_brakes(void *owner, struct text link_id)
{
	struct linked *l = owner;

	return link_brakes(l->call, l->flow_id, link_id);
}

static bool linked_ours(void *owner, struct text use)
{
	struct linked *l = owner;

	return connection_is_ours(l->call, use);
}

/* What the ledger has of it is from before: the next look tells what it finds, even where that is
 * what was there before (somebody took back what was written here). */
static void linked_wrote(void *owner, int side, struct text id)
{
	struct linked *l = owner;
	struct call *call = l->call;

	call_set_text(call, "wroteFlow", l->flow_id);
	call_set_whole(call, "wroteSide", side);
	call_set_text(call, "wroteItem", id);
	store_do(call, "UPDATE seen SET version = '' WHERE item = :wroteItem AND source_id IN"
		       " (SELECT source_id FROM subscription WHERE flow_id = :wroteFlow"
		       " AND side = :wroteSide)");
}

static enum known linked_ask(void *owner, struct text path, struct text why, struct text *choice)
{
	struct linked *l = owner;
	struct call *call = l->call;

	(void)choice;
	l->asked++;
	call_set_text(call, "path", path);
	call_set_text(call, "reason", why);
	call_set_text(call, "ref", text_format(call->arena, "%lld", (long long)l->run_id));
	store_do(call, "INSERT INTO step (run_id, path, state, at) VALUES (:runId, :path,"
		       " 'waiting', :now) ON CONFLICT (run_id, path) DO NOTHING");
	store_do(call, "INSERT INTO decision (location_id, kind, ref, reason, opened)"
		       " VALUES (:locationId, 'sync', :ref, :reason, :now)");
	return KNOWN_PENDING;
}

struct sync_hooks linked_hooks(struct linked *l)
{
	return (struct sync_hooks){ .owner = l,
				    .find = linked_find,
				    .keep = linked_keep,
				    .brakes = linked_brakes,
				    .ours = linked_ours,
				    .wrote = linked_wrote,
				    .ask = linked_ask };
}

struct text linked_lane(struct call *call, const struct run_new *n, const struct plan_job *job)
{
	struct sync_link link;

	if (link_find(call, n->flow_id, job->side, n->lane_key, &link))
		return link.lane;
	struct text match = plan_match(job);
	return match.size && match.size <= 200 ? match : n->lane_key;
}
