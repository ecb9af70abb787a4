// SPDX-License-Identifier: Apache-2.0
/*
 * Our own outbox, read in order: what happened here starts flows here.
 *
 * The cursor moves in the transaction that makes the runs and does what they do to our own tables,
 * so an event starts a flow exactly once.  An event says only "look at this record": the record is
 * read as it is now.  Two events of one change (a contact and its tags) are one.
 */
#include "integration/engine/enrolled.h"

#define EVENTS_MAX 48

struct event {
	int64_t xid, seq, at;
	struct text id, type, payload;
};

struct reader {
	struct text flow_id, topic;
	int64_t rev, xid, seq;
	bool enabled;
	int side; /* of a sync */
	const struct flow *flow;
};

struct feeding {
	struct call *call;
	struct text source_id, location_id;
	struct event *events;
	size_t event_count;
	struct reader *readers;
	size_t reader_count;
	/* the item of the last event, for its twins */
	struct text item, key, value;
	int64_t at;
	bool deleted;
	const struct json *entered; /* a contact entered a workflow, or left it; or NULL */
};

static void events_load(struct feeding *f)
{
	struct call *call = f->call;

	f->events = arena_take(call->arena, EVENTS_MAX * sizeof(*f->events));
	struct rows *r = store_ask(call, "SELECT xid, seq, id, type, payload, at FROM event_settled"
					 " WHERE location_id = :locationId AND seq > :floor"
					 " AND (xid, seq) > (:sinceXid, :sinceSeq)"
					 " ORDER BY xid, seq LIMIT 48");
	while (f->event_count < EVENTS_MAX && rows_next(r))
		f->events[f->event_count++] = (struct event){
			rows_whole(r, "xid"),
			rows_whole(r, "seq"),
			rows_whole(r, "at"),
			text_copy(call->arena, rows_text(r, "id")),
			text_copy(call->arena, rows_text(r, "type")),
			text_copy(call->arena, rows_text(r, "payload")),
		};
	rows_close(r);
}

static void readers_load(struct feeding *f)
{
	struct call *call = f->call;
	size_t room = 512;

	f->readers = arena_take(call->arena, room * sizeof(*f->readers));
	struct rows *r = store_ask(
		call, "SELECT s.flow_id, s.topic, s.xid, s.seq, s.side, flow.live_rev, flow.enabled"
		      " FROM subscription s JOIN flow ON flow.id = s.flow_id"
		      " WHERE s.source_id = :sourceId ORDER BY s.flow_id");
	while (f->reader_count < room && rows_next(r))
		f->readers[f->reader_count++] = (struct reader){
			.flow_id = text_copy(call->arena, rows_text(r, "flow_id")),
			.topic = text_copy(call->arena, rows_text(r, "topic")),
			.rev = rows_whole(r, "live_rev"),
			.xid = rows_whole(r, "xid"),
			.seq = rows_whole(r, "seq"),
			.side = (int)rows_whole(r, "side"),
			.enabled = rows_whole(r, "enabled") != 0,
		};
	rows_close(r);
	for (size_t i = 0; i < f->reader_count; i++)
		f->readers[i].flow = flow_load(call, f->readers[i].flow_id, f->readers[i].rev);
}

/* --- the record that an event is about --- */

static const struct json *first_text(const struct json *payload)
{
	static const char *const names[] = { "id", "contactId", "recordId", "appointmentId", NULL };
	const struct json *found = NULL;

	for (const char *const *n = names; *n && !found; n++)
		found = json_get(payload, *n);
	return found;
}

static const struct json *thing_of(const struct json *payload)
{
	const struct json *inner = json_get(payload, "appointment");

	return inner ? inner : payload;
}

static struct text input_of_record(struct feeding *f, const struct op *op, struct text id)
{
	struct call *call = f->call;
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);

	json_map(&o);
	if (op->param_count == 2) { /* a record: of which object? */
		call_set_text(call, "recordId", id);
		if (!store_load(call, "SELECT object_key AS record_object FROM record"
				      " WHERE id = :recordId AND location_id = :locationId"))
			return (struct text){ 0 };
		json_key_text(&o, op->params[0].name);
		json_put_text(&o, call_text(call, "recordObject"));
	}
	json_key_text(&o, op->params[op->param_count - 1].name);
	json_put_text(&o, id);
	json_close(&o);
	return buffer_text(&b);
}

static struct text record_now(struct feeding *f, struct text resource, struct text id,
			      struct text otherwise)
{
	struct call *call = f->call;
	const struct op *op = flow_reading(call, resource);
	struct invocation asking = { .op = op, .location = call_text(call, "locationId") };
	struct invoked told;

	if (!op || !(asking.input = input_of_record(f, op, id)).size)
		return otherwise;
	asking.caller = invoke_for_row(call, f->location_id, op);
	if (invoke_try(call, &asking, &told) || told.err)
		return otherwise;
	struct text inner = inner_source(call->arena, op, false, told.body);
	return text_is(inner, "null") ? otherwise : inner;
}

/* --- what is watched --- */

/* What the ledger of the flow has of it, as far as the flow watches it. */
static struct text was_of(struct call *call, const struct flow *flow)
{
	struct text was = text_copy(call->arena, call_text(call, "seenPart")), why;
	const struct json *v;

	if (!call_whole(call, "seenWhole", 0) || json_read(call->arena, was, &v, &why))
		return was;
	return projection(call->arena, v, flow->on.watch);
}

/* Has what the flow watches changed since it was last seen?  *before: what it was.  The ledger
 * holds all of it, so that the flow may come to watch something else. */
static bool watched(struct feeding *f, const struct reader *reader, struct text item,
		    const char *change, struct text *before)
{
	struct call *call = f->call;
	const struct json *v;
	struct text why;
	char version[SUM_HEX];

	if (!reader->flow->on.watch.count)
		return true;
	if (json_read(call->arena, f->value, &v, &why))
		return true;
	struct text part = projection(call->arena, v, reader->flow->on.watch);
	sum_hex(&part, 1, version);
	call_set_text(call, "ledger",
		      text_format(call->arena, "flow:%.*s", (int)reader->flow_id.size,
				  reader->flow_id.at));
	call_set_text(call, "seenItem", item);
	call_set_text(call, "version", text_copy(call->arena, text_of(version)));
	call_set_text(call, "projection", canonical(call->arena, v));
	bool known = store_load(call, "SELECT projection AS seen_part, whole AS seen_whole"
				      " FROM seen WHERE source_id = :ledger AND item = :seenItem");
	if (known)
		*before = was_of(call, reader->flow);
	bool same = known && text_same(*before, part);
	if (text_is(text_of(change), "deleted")) {
		store_do(call, "DELETE FROM seen WHERE source_id = :ledger AND item = :seenItem");
		return true;
	}
	store_do(call, "INSERT INTO seen (source_id, item, version, projection, first_at, last_at,"
		       " walk_id, whole) VALUES (:ledger, :seenItem, :version, :projection, :now,"
		       " :now, 0, true) ON CONFLICT (source_id, item) DO UPDATE SET"
		       " version = excluded.version, projection = excluded.projection,"
		       " whole = true, last_at = excluded.last_at,"
		       " occurrence = seen.occurrence + 1");
	return !same;
}

/* --- one event for one flow --- */

static enum err reader_tell(struct feeding *f, const struct reader *reader, const char *change)
{
	struct call *call = f->call;
	struct text before = { 0 };
	bool fresh;

	if (!watched(f, reader, f->item, change, &before))
		return call->err;
	struct text payload = event_json(call->arena, f->value, change, f->at, before);
	if (f->entered)
		payload = enrolled_event(call->arena, payload, f->entered);
	struct text key = before.size || reader->flow->on.watch.count
				  ? text_format(call->arena, "%.*s:%.*s", (int)f->key.size,
						f->key.at, (int)reader->flow_id.size,
						reader->flow_id.at)
				  : f->key;
	const struct inbox_new in = { f->source_id, f->item, key, text_of(change), payload };
	int64_t inbox = inbox_insert(call, &in, &fresh);
	struct run_new n = { .flow_id = reader->flow_id,
			     .event_key = f->key,
			     .lane_key = f->item,
			     .event = payload,
			     .rev = reader->rev,
			     .inbox_id = inbox,
			     .lane = LANE_EVENT,
			     .side = reader->side,
			     .held = !reader->enabled };
	int64_t run = call->err ? 0 : run_insert(call, &n);
	if (run && reader->flow->on.workflow.size)
		enrolment_begin(call, run);
	if (!run || n.held || run_must_wait(call, n.flow_id, n.lane_key, run))
		return call->err;
	return run_advance(call, run);
}

/* Records: of the object that is watched? */
static bool is_of(struct feeding *f, const struct reader *reader, const struct event *e)
{
	struct text of = reader->flow->on.of, why;
	const struct json *payload;

	if (!of.size)
		return true;
	if (json_read(f->call->arena, e->payload, &payload, &why))
		return false;
	return text_same(json_text(json_get(payload, "objectKey")), object_key(f->call->arena, of));
}

static bool behind(const struct reader *r, const struct event *e)
{
	return e->xid < r->xid || (e->xid == r->xid && e->seq <= r->seq);
}

static void item_take(struct feeding *f, const struct event *e, const struct reader *reader,
		      const char *change)
{
	const struct json *payload;
	struct text why;

	if (json_read(f->call->arena, e->payload, &payload, &why))
		payload = NULL;
	struct text id = json_text(first_text(thing_of(payload)));
	bool deleted = text_is(text_of(change), "deleted");
	if (f->value.size && f->at == e->at && text_same(f->item, id) && f->deleted == deleted)
		return; /* a twin: the same change, told again */
	f->item = id.size ? id : e->id;
	f->key = e->id;
	f->at = e->at;
	f->deleted = deleted;
	f->value = e->payload;
	if (!deleted && id.size)
		f->value = record_now(f, flow_trigger(reader->flow, reader->side)->resource, id,
				      e->payload);
}

/* Of a workflow that is the flow: only who is in it, and once. */
static bool is_for(struct feeding *f, const struct reader *reader)
{
	return !reader->flow->on.workflow.size ||
	       (f->entered && enrolment_waits(f->call, reader->flow_id, f->entered));
}

static enum err event_tell(struct feeding *f, const struct event *e)
{
	const struct feeding before = *f;
	const char *change;

	f->entered = enrolled_read(f->call->arena, e->payload);
	if (f->entered) /* told once, and no twin of what changes the contact */
		f->value = (struct text){ 0 };
	for (size_t i = 0; i < f->reader_count && !f->call->err; i++) {
		const struct reader *reader = &f->readers[i];
		if (!reader->flow || behind(reader, e) ||
		    !topic_meets(f->call->app->catalogue, reader->topic, e->type, &change) ||
		    !is_of(f, reader, e) || !is_for(f, reader))
			continue;
		item_take(f, e, reader, change);
		reader_tell(f, reader, change);
	}
	if (f->entered)
		*f = before;
	return f->call->err;
}

enum err feed_run(struct call *call)
{
	struct feed *feed = store_transaction_data(call);
	struct feeding f = { .call = call,
			     .source_id = feed->source_id,
			     .location_id = feed->location_id };

	call_set_whole(call, "now", call->now_ms);
	call_set_text(call, "sourceId", feed->source_id);
	call_set_text(call, "locationId", feed->location_id);
	store_guard(call, "flow-source", feed->source_id);
	if (!store_load(call, "SELECT xid AS since_xid, seq AS since_seq FROM cursor"
			      " WHERE source_id = :sourceId"))
		return call->err;
	int64_t xid = call_whole(call, "sinceXid", 0);
	call_set_whole(call, "floor", xid ? 0 : call_whole(call, "sinceSeq", 0));
	events_load(&f);
	feed->more = f.event_count == EVENTS_MAX;
	if (!f.event_count || call->err)
		return call->err;
	readers_load(&f);
	for (size_t i = 0; i < f.event_count && !call->err; i++)
		event_tell(&f, &f.events[i]);
	const struct event *last = &f.events[f.event_count - 1];
	call_set_text(call, "sourceId", feed->source_id);
	call_set_whole(call, "xid", last->xid);
	call_set_whole(call, "seq", last->seq);
	return store_do(call, "UPDATE cursor SET xid = :xid, seq = :seq, last_at = :now"
			      " WHERE source_id = :sourceId");
}
