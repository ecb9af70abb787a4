// SPDX-License-Identifier: Apache-2.0
/*
 * From what a poll found to runs: each flow of the source is told what concerns it.
 *
 * The ledger holds all of an item, so each flow has its own `watch`, and may change it: what was
 * there is compared by what it watches now.  A flow that is new to the source has a first look of
 * its own, at everything: nothing is told of it but what is there, and that only where it says
 * "start": "all".
 */
#include "integration/engine/poll.h"

static struct vocabulary watch_of(struct call *call, const struct flow *f)
{
	if (!f || f->on.watch.count || !f->on.part.size || f->on.kind != TRIGGER_EVENT)
		return f ? f->on.watch : (struct vocabulary){ 0 };
	struct text *part = arena_take(call->arena, sizeof(*part));

	*part = f->on.part;
	return (struct vocabulary){ part, 1 };
}

void poll_readers(struct call *call, struct poll *p)
{
	size_t room = 16;

	p->readers = arena_take(call->arena, room * sizeof(*p->readers));
	p->reader_count = 0;
	struct rows *r = store_ask(
		call, "SELECT u.flow_id, u.topic, u.start_all, u.fill_walk, u.side, flow.live_rev,"
		      " flow.enabled FROM subscription u JOIN flow ON flow.id = u.flow_id"
		      " WHERE u.source_id = :sourceId ORDER BY u.flow_id");
	while (rows_next(r)) {
		if (p->reader_count == room) {
			p->readers = arena_grow(call->arena, p->readers, room * sizeof(*p->readers),
						2 * room * sizeof(*p->readers));
			room *= 2;
		}
		p->readers[p->reader_count++] = (struct poll_reader){
			.flow_id = text_copy(call->arena, rows_text(r, "flow_id")),
			.topic = text_copy(call->arena, rows_text(r, "topic")),
			.start_all = rows_whole(r, "start_all") != 0,
			.fill_walk = rows_whole(r, "fill_walk"),
			.side = (int)rows_whole(r, "side"),
			.rev = rows_whole(r, "live_rev"),
			.enabled = rows_whole(r, "enabled") != 0,
		};
	}
	rows_close(r);
	p->every_ms = DAY_MS;
	for (size_t i = 0; i < p->reader_count; i++) {
		struct poll_reader *u = &p->readers[i];
		u->flow = flow_load(call, u->flow_id, u->rev);
		u->watch = watch_of(call, u->flow);
		int64_t every_ms = u->flow ? flow_trigger(u->flow, u->side)->every_ms : DAY_MS;
		if (u->enabled && every_ms < p->every_ms)
			p->every_ms = every_ms;
	}
}

/* What it was, as far as this flow watches it. */
static struct text before_of(struct call *call, const struct poll_reader *u,
			     const struct item_news *n)
{
	const struct json *v;
	struct text why;

	if (!n->known.size || !n->whole || !u->watch.count ||
	    json_read(call->arena, n->known, &v, &why))
		return n->known;
	return projection(call->arena, v, u->watch);
}

/* Has what this flow watches changed? */
static bool concerns(struct call *call, const struct poll_reader *u, const struct item_news *n)
{
	if (!n->item || !n->known.size || !n->whole || !u->watch.count)
		return n->changed;
	return !text_same(before_of(call, u, n), projection(call->arena, n->item, u->watch));
}

struct told {
	const char *change;
	struct text key, before;
	enum lane lane;
};

static enum err reader_tell(struct call *call, const struct poll *p, const struct poll_reader *u,
			    const struct item_news *n, const struct told *t)
{
	struct arena *a = call->arena;
	struct text item = n->item ? json_source(a, n->item) : (struct text){ 0 }, inbox_key;
	bool own = u->watch.count &&
		   t->before.size; /* what it was is told as this flow watches it */
	bool fresh;

	if (!n->item) {
		struct buffer b = buffer_open(a, 4096);
		struct json_out o = json_open(&b);
		json_map(&o);
		json_key(&o, "id");
		json_put_text(&o, n->id);
		json_close(&o);
		item = buffer_text(&b);
	}
	inbox_key = own ? text_format(a, "%.*s:%.*s", (int)t->key.size, t->key.at,
				      (int)u->flow_id.size, u->flow_id.at)
			: t->key;
	const struct inbox_new in = { p->source_id, n->id, inbox_key, text_of(t->change),
				      event_json(a, item, t->change, call->now_ms, t->before) };
	int64_t inbox = inbox_insert(call, &in, &fresh);
	struct run_new run = { .flow_id = u->flow_id,
			       .event_key = t->key,
			       .lane_key = n->id,
			       .event = in.payload,
			       .rev = u->rev,
			       .inbox_id = inbox,
			       .lane = t->lane,
			       .side = u->side,
			       .held = !u->enabled };
	if (!call->err)
		run_insert(call, &run);
	return call->err;
}

/* The first look of a flow: what is there, once. */
static enum err first_tell(struct call *call, const struct poll *p, const struct poll_reader *u,
			   const struct item_news *n)
{
	bool seen = n->known.size && n->walk_id == p->walk_id; /* in this walk already */

	if (!u->start_all || !n->item || !p->full || p->walk_id < u->fill_walk || seen)
		return ERR_OK;
	const struct told t = { .change = "appeared",
				.key = text_format(call->arena, "appeared:%.*s:%.*s",
						   (int)u->flow_id.size, u->flow_id.at,
						   (int)n->id.size, n->id.at),
				.lane = LANE_BACKFILL };
	return reader_tell(call, p, u, n, &t);
}

enum err poll_tell(struct call *call, const struct poll *p, const struct item_news *n)
{
	const char *change = !n->item ? "deleted" : n->known.size ? "updated" : "created";
	struct told t = { .change = change, .lane = LANE_POLL };

	t.key = text_format(call->arena, "%.*s:%.*s:%lld", (int)n->id.size, n->id.at,
			    (int)n->version.size, n->version.at, (long long)n->occurrence);
	for (size_t i = 0; i < p->reader_count && !call->err; i++) {
		const struct poll_reader *u = &p->readers[i];
		if (u->fill_walk) {
			first_tell(call, p, u, n);
			continue;
		}
		if ((u->topic.size && !topic_takes(u->topic, text_of(change))) ||
		    !concerns(call, u, n))
			continue;
		t.before = before_of(call, u, n);
		reader_tell(call, p, u, n, &t);
	}
	return call->err;
}

enum err poll_filled(struct call *call, const struct poll *p)
{
	call_set_whole(call, "filledWalk", p->walk_id - p->incomplete);
	return store_do(call, "UPDATE subscription SET fill_walk = 0 WHERE source_id = :sourceId"
			      " AND fill_walk > 0 AND fill_walk <= :filledWalk");
}
