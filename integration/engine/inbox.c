// SPDX-License-Identifier: Apache-2.0
/*
 * From an event to runs: the inbox keeps what happened, each flow that watches gets a run, and runs
 * of the same record go one after the other.
 */
#include "integration/engine/inside.h"

#define BATCH_RUNS  32
#define ID_KEPT_MAX 512
#define BATCH_US    20000 /* then others may write; a run that is long takes what it takes */

bool event_fits(struct text item, struct text before)
{
	return item.size < EVENT_MAX && before.size < EVENT_MAX - item.size;
}

/* Of a thing that is too large only its id, and why: no flow may take what is missing for empty. */
static void cut_put(struct arena *a, struct json_out *o, struct text item)
{
	const struct json *v;
	struct text why, id = { 0 };

	if (!json_read(a, item, &v, &why))
		id = json_text(json_get(v, "id"));
	json_key(o, "item");
	json_map(o);
	if (id.size && id.size < ID_KEPT_MAX) {
		json_key(o, "id");
		json_put_text(o, id);
	}
	json_close(o);
	json_key(o, "cut");
	json_put_c(o, EVENT_LARGE);
}

struct text event_json(struct arena *a, struct text item, const char *change, int64_t at_ms,
		       struct text before)
{
	struct buffer b = buffer_open(a, EVENT_MAX + 4096);
	struct json_out o = json_open(&b);
	char iso[CLOCK_ISO_SIZE];

	clock_iso(at_ms, iso);
	json_map(&o);
	if (!event_fits(item, before)) {
		cut_put(a, &o, item);
	} else {
		json_key(&o, "item");
		json_put_raw(&o, item.size ? item : TEXT("null"));
	}
	json_key(&o, "change");
	json_put_c(&o, change);
	json_key(&o, "at");
	json_put_c(&o, iso);
	if (before.size && event_fits(item, before)) {
		json_key(&o, "before");
		json_put_raw(&o, before);
	}
	json_close(&o);
	return buffer_text(&b);
}

int64_t inbox_insert(struct call *call, const struct inbox_new *n, bool *fresh)
{
	int64_t id = 0;

	call_set_text(call, "inboxSource", n->source_id);
	call_set_text(call, "inboxItem", n->item);
	call_set_text(call, "eventKey", n->event_key);
	call_set_text(call, "kind", n->kind);
	call_set_text(call, "payload", n->payload);
	struct rows *r = store_ask(
		call,
		"INSERT INTO inbox (location_id, source_id, item, event_key, kind, payload,"
		" received) VALUES (:locationId, :inboxSource, :inboxItem, :eventKey, :kind,"
		" :payload, :now) ON CONFLICT (source_id, event_key) DO NOTHING RETURNING id");
	*fresh = rows_next(r);
	if (*fresh)
		id = rows_whole(r, "id");
	rows_close(r);
	if (*fresh || call->err)
		return id;
	r = store_ask(call, "SELECT id FROM inbox WHERE source_id = :inboxSource"
			    " AND event_key = :eventKey");
	if (rows_next(r))
		id = rows_whole(r, "id");
	rows_close(r);
	return id;
}

/* Which runs go one after the other: as the flow says, else those about the same thing. */
static struct text lane_of(struct call *call, const struct run_new *n)
{
	static const struct plan_hooks none = { 0 };
	const struct flow *f = flow_load(call, n->flow_id, n->rev);
	const struct json *event;
	struct text why;

	if (!f || (!f->order && !f->sync) || json_read(call->arena, n->event, &event, &why))
		return n->lane_key;
	const struct plan_job job = { .arena = call->arena,
				      .flow = f,
				      .event = event,
				      .now_ms = call->now_ms,
				      .at_ms = call->now_ms,
				      .side = n->side,
				      .hooks = &none };
	if (f->sync)
		return linked_lane(call, n, &job);
	return plan_lane(&job, n->lane_key);
}

int64_t run_insert(struct call *call, struct run_new *n)
{
	int64_t id = 0;

	n->lane_key = lane_of(call, n);

	call_set_text(call, "newFlow", n->flow_id);
	call_set_whole(call, "newRev", n->rev);
	call_set_whole(call, "newInbox", n->inbox_id);
	call_set_text(call, "eventKey", n->event_key);
	call_set_text(call, "newLane", n->lane_key);
	call_set_whole(call, "lane", n->lane);
	call_set_text(call, "state", n->held ? TEXT("held") : TEXT("ready"));
	call_set_whole(call, "newParent", n->parent);
	call_set_whole(call, "newDepth", n->depth);
	struct rows *r = store_ask(
		call, "INSERT INTO run (location_id, flow_id, rev, inbox_id, event_key, lane_key,"
		      " lane, state, due, started, parent, depth) VALUES (:locationId, :newFlow,"
		      " :newRev, :newInbox, :eventKey, :newLane, :lane, :state, :now, :now,"
		      " nullif(CAST(:newParent AS BIGINT), 0), :newDepth)"
		      " ON CONFLICT (flow_id, event_key) DO NOTHING RETURNING id");
	if (rows_next(r))
		id = rows_whole(r, "id");
	rows_close(r);
	return id;
}

bool run_must_wait(struct call *call, struct text flow_id, struct text lane_key, int64_t run_id)
{
	call_set_text(call, "newFlow", flow_id);
	call_set_text(call, "newLane", lane_key);
	call_set_whole(call, "newRun", run_id);
	return store_has(call, "SELECT 1 FROM run WHERE flow_id = :newFlow AND lane_key = :newLane"
			       " AND id < :newRun"
			       " AND state IN ('ready', 'waiting', 'sending', 'asking', 'held')");
}

/* --- one event to all flows that its source feeds --- */

struct fed {
	struct text flow_id;
	int64_t live_rev;
	bool enabled;
};

static size_t fed_load(struct call *call, struct text source_id, struct fed **out)
{
	size_t count = 0, room = 64;
	struct fed *list = arena_take(call->arena, room * sizeof(*list));

	call_set_text(call, "fedSource", source_id);
	struct rows *r = store_ask(
		call, "SELECT flow.id, flow.live_rev, flow.enabled FROM subscription s"
		      " JOIN flow ON flow.id = s.flow_id WHERE s.source_id = :fedSource");
	while (rows_next(r)) {
		if (count == room) {
			list = arena_grow(call->arena, list, room * sizeof(*list),
					  2 * room * sizeof(*list));
			room *= 2;
		}
		list[count++] = (struct fed){ text_copy(call->arena, rows_text(r, "id")),
					      rows_whole(r, "live_rev"),
					      rows_whole(r, "enabled") != 0 };
	}
	rows_close(r);
	*out = list;
	return count;
}

/* Does the flow leave out a time at which nothing ran? */
static bool leaves_out(struct call *call, const struct fed *fed)
{
	const struct flow *f = flow_load(call, fed->flow_id, fed->live_rev);

	return f && f->on.skip_missed;
}

enum err inbox_spread(struct call *call, int64_t inbox_id, const struct inbox_new *n, bool missed)
{
	struct fed *fed;
	size_t count = fed_load(call, n->source_id, &fed);

	for (size_t i = 0; i < count && !call->err; i++) {
		if (missed && leaves_out(call, &fed[i]))
			continue;
		struct run_new new = { .flow_id = fed[i].flow_id,
				       .event_key = n->event_key,
				       .lane_key = n->item,
				       .event = n->payload,
				       .rev = fed[i].live_rev,
				       .inbox_id = inbox_id,
				       .lane = LANE_EVENT,
				       .held = !fed[i].enabled };
		run_insert(call, &new);
	}
	return call->err;
}

/* --- runs that are due --- */

struct due_run {
	int64_t id;
	struct text flow_id, lane_key;
};

enum err run_batch(struct call *call)
{
	struct due_run due[BATCH_RUNS];
	size_t count = 0;
	bool *more = store_transaction_data(call);
	int64_t began = clock_monotonic_us();

	call_set_whole(call, "now", call->now_ms);
	struct rows *r = store_ask(call, "UPDATE run SET due = :now WHERE id IN (SELECT id FROM run"
					 " WHERE state IN ('ready', 'waiting', 'sending', 'asking')"
					 " AND lane IN (0, 1, 2, 3) AND due <= :now"
					 " ORDER BY lane, due, id LIMIT 32)"
					 " AND state IN ('ready', 'waiting', 'sending', 'asking')"
					 " AND due <= :now"
					 " RETURNING id, flow_id, lane_key");
	while (count < BATCH_RUNS && rows_next(r))
		due[count++] = (struct due_run){ rows_whole(r, "id"),
						 text_copy(call->arena, rows_text(r, "flow_id")),
						 text_copy(call->arena, rows_text(r, "lane_key")) };
	rows_close(r);
	*more = count == BATCH_RUNS;
	for (size_t i = 0; i < count && !call->err; i++) {
		if (i && clock_monotonic_us() - began > BATCH_US) {
			*more = true;
			break;
		}
		if (!run_must_wait(call, due[i].flow_id, due[i].lane_key, due[i].id)) {
			run_advance(call, due[i].id);
			continue;
		}
		call_set_whole(call, "newRun", due[i].id);
		call_set_whole(call, "later", RUN_LATER);
		store_do(call, "UPDATE run SET due = :later WHERE id = :newRun");
	}
	return call->err;
}
