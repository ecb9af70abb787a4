// SPDX-License-Identifier: Apache-2.0
/*
 * The log of events becomes jobs.
 *
 * Those that keep up are fed together: what is settled is read once, from the head on, and who
 * wants an event gets a job for it; jobs and the head's place are one transaction.  A webhook that
 * was woken, or has so much waiting that it can take no more, has a place of its own, and reads
 * what is of its location from there in parts until it is at the head.  So a receiver that is dead
 * for a week costs no more than a list of limited length: the log itself is what waits.
 *
 * Only one process at a time is in here (FEED_GUARD), so nothing is told twice, and that of one
 * thing in the order in which it happened.
 */
#include "integration/webhooks/inside.h"

#define EVENTS_MAX 256
#define HOOKS_MAX  16 /* that catch up, in one transaction */
#define FULL_MS	   (5 * SECOND_MS)
#define GONE_MAX   400 /* deliveries; a statement says it too */

struct event {
	int64_t xid, seq;
	struct text id, location_id, company_id, type, payload, thing;
};

struct reader {
	struct text id, location_id, company_id, types;
	int64_t target, xid, seq;
	bool ordered;
};

struct feeding {
	struct call *call;
	int64_t xid, seq; /* the head */
	struct event *events;
	size_t event_count;
};

/* --- reading --- */

static struct text column(struct call *call, struct rows *r, const char *name)
{
	return text_copy(call->arena, rows_text(r, name));
}

#define EVENT_COLUMNS "SELECT xid, seq, id, location_id, company_id, type, payload"
#define FROM_HERE     " FROM event_settled WHERE place > :floor"
#define AFTER	      FROM_HERE " AND (xid, seq) > (:sinceXid, :sinceSeq)"
#define IN_ORDER      " ORDER BY xid, seq LIMIT 256"

/* The :floor says again what the pair says, of the one number that SQLite's index knows. */
static void events_load(struct feeding *f, int64_t xid, int64_t seq, const char *sql)
{
	struct call *call = f->call;

	call_set_whole(call, "sinceXid", xid);
	call_set_whole(call, "sinceSeq", seq);
	call_set_whole(call, "floor", xid ? 0 : seq);
	f->event_count = 0;
	struct rows *r = store_ask(call, sql);
	while (f->event_count < EVENTS_MAX && rows_next(r))
		f->events[f->event_count++] = (struct event){
			.xid = rows_whole(r, "xid"),
			.seq = rows_whole(r, "seq"),
			.id = column(call, r, "id"),
			.location_id = column(call, r, "location_id"),
			.company_id = column(call, r, "company_id"),
			.type = column(call, r, "type"),
			.payload = column(call, r, "payload"),
		};
	rows_close(r);
}

static struct reader reader_read(struct call *call, struct rows *r)
{
	return (struct reader){
		.id = column(call, r, "id"),
		.location_id = column(call, r, "location_id"),
		.company_id = column(call, r, "company_id"),
		.types = column(call, r, "types"),
		.target = rows_whole(r, "target"),
		.xid = rows_whole(r, "xid"),
		.seq = rows_whole(r, "seq"),
		.ordered = rows_whole(r, "ordered") != 0,
	};
}

/* --- who wants what --- */

static bool is_behind(int64_t xid, int64_t seq, int64_t of_xid, int64_t of_seq)
{
	return xid < of_xid || (xid == of_xid && seq <= of_seq);
}

/* A type stands in the list in its quotes. */
static bool wants(const struct reader *w, const struct event *e)
{
	struct text of = w->location_id.size ? w->location_id : w->company_id;
	char quoted[128];

	if (is_behind(e->xid, e->seq, w->xid, w->seq) ||
	    !text_same(of, w->location_id.size ? e->location_id : e->company_id))
		return false;
	if (!w->types.size)
		return true;
	int size = snprintf(quoted, sizeof(quoted), "\"%.*s\"", (int)e->type.size, e->type.at);
	return memmem(w->types.at, w->types.size, quoted, (size_t)size) != NULL;
}

static size_t wanted(const struct feeding *f, const struct reader *w)
{
	size_t count = 0;

	for (size_t i = 0; i < f->event_count; i++)
		count += wants(w, &f->events[i]);
	return count;
}

/* --- jobs --- */

int64_t delivery_put(struct call *call, const struct delivery_new *d)
{
	struct job_new n = {
		.kind = JOB_WEBHOOK,
		.location_id = d->location_id,
		.target_id = d->target,
		.order_key = d->ordered ? d->thing : TEXT(""),
		.ref = text_format(call->arena, "%lld", (long long)d->seq),
		.priority = d->priority,
		.due_ms = call->now_ms,
	};
	int64_t job = job_add(call, &n);

	call_set_whole(call, "hookJob", job);
	call_set_text(call, "hookId", d->webhook_id);
	call_set_text(call, "hookLocation", d->location_id);
	call_set_text(call, "hookCompany", d->company_id);
	call_set_text(call, "hookEvent", d->event_id);
	call_set_text(call, "hookType", d->type);
	call_set_text(call, "hookThing", d->thing);
	call_set_whole(call, "hookSeq", d->seq);
	call_set_whole(call, "hookNow", call->now_ms);
	store_do(call, "INSERT INTO delivery (job, webhook_id, location_id, company_id, event_id,"
		       " seq, type, thing, date_added) VALUES (:hookJob, :hookId,"
		       " nullif(:hookLocation, ''), :hookCompany, :hookEvent, :hookSeq, :hookType,"
		       " :hookThing, :hookNow)");
	return call->err ? 0 : job;
}

/* All that it wants of those that were read; they fit. */
static void reader_feed(struct feeding *f, const struct reader *w)
{
	for (size_t i = 0; i < f->event_count && !f->call->err; i++) {
		struct event *e = &f->events[i];
		if (!wants(w, e))
			continue;
		if (!e->thing.size)
			e->thing = body_thing(f->call->arena, e->payload);
		delivery_put(f->call, &(struct delivery_new){ .webhook_id = w->id,
							      .location_id = w->location_id,
							      .company_id = w->company_id,
							      .event_id = e->id,
							      .type = e->type,
							      .thing = e->thing,
							      .seq = e->seq,
							      .target = w->target,
							      .ordered = w->ordered,
							      .priority = JOB_EVENT });
	}
}

static void place_keep(struct call *call, const struct reader *w, bool behind, int64_t look_ms)
{
	call_set_text(call, "hookId", w->id);
	call_set_flag(call, "hookBehind", behind);
	call_set_whole(call, "hookXid", w->xid);
	call_set_whole(call, "hookSeq", w->seq);
	call_set_whole(call, "hookLook", look_ms);
	store_do(call, "UPDATE webhook SET behind = :hookBehind, xid = :hookXid, seq = :hookSeq,"
		       " look_due = :hookLook WHERE id = :hookId");
}

static void head_keep(struct call *call, int64_t xid, int64_t seq)
{
	call_set_whole(call, "headXid", xid);
	call_set_whole(call, "headSeq", seq);
	store_do(call, "UPDATE webhook_head SET xid = :headXid, seq = :headSeq");
}

static bool head_read(struct feeding *f)
{
	if (!store_load(f->call, "SELECT xid AS head_xid, seq AS head_seq FROM webhook_head"))
		return false;
	f->xid = call_whole(f->call, "headXid", 0);
	f->seq = call_whole(f->call, "headSeq", 0);
	return true;
}

#define FOLLOWERS "SELECT 1 FROM webhook WHERE NOT behind AND state = 'on'"

/* --- those that catch up --- */

static size_t behind_load(struct call *call, struct reader *out)
{
	size_t count = 0;

	call_set_whole(call, "hookNow", call->now_ms);
	call_set_whole(call, "hookFar", call->now_ms + 2 * FULL_MS);
	struct rows *r = store_ask(call, "SELECT id, location_id, company_id, types, target, xid,"
					 " seq, ordered FROM webhook WHERE behind"
					 " AND state = 'on' AND (look_due <= :hookNow"
					 " OR look_due > :hookFar) ORDER BY look_due LIMIT 16");
	while (count < HOOKS_MAX && rows_next(r))
		out[count++] = reader_read(call, r);
	rows_close(r);
	return count;
}

/* What is of its location, or its company, from its place up to the head.  True: that is all. */
static bool part_load(struct feeding *f, const struct reader *w)
{
	call_set_text(f->call, "hookLocation", w->location_id);
	call_set_text(f->call, "hookCompany", w->company_id);
	events_load(f, w->xid, w->seq,
		    w->location_id.size
			    ? EVENT_COLUMNS AFTER " AND location_id = :hookLocation" IN_ORDER
			    : EVENT_COLUMNS AFTER " AND company_id = :hookCompany" IN_ORDER);
	bool all = f->event_count < EVENTS_MAX;
	while (f->event_count > 0) {
		const struct event *last = &f->events[f->event_count - 1];
		if (is_behind(last->xid, last->seq, f->xid, f->seq))
			break;
		f->event_count--;
		all = true;
	}
	return all;
}

static void catch_up(struct feeding *f, struct reader *w)
{
	struct call *call = f->call;
	bool ahead = is_behind(f->xid, f->seq, w->xid, w->seq);

	if (!store_has(call, FOLLOWERS)) { /* the head is where it is */
		f->xid = w->xid;
		f->seq = w->seq;
		head_keep(call, f->xid, f->seq);
		ahead = true;
	}
	if (ahead || call->err) {
		place_keep(call, w, false, 0);
		return;
	}
	if (job_target_waiting(call, w->target, WAITING_MAX) >= WAITING_MAX / 2) {
		place_keep(call, w, true, call->now_ms + FULL_MS);
		return;
	}
	bool all = part_load(f, w);
	reader_feed(f, w);
	w->xid = all ? f->xid : f->events[f->event_count - 1].xid;
	w->seq = all ? f->seq : f->events[f->event_count - 1].seq;
	place_keep(call, w, !all, 0);
}

/* --- those that keep up --- */

/* Those of the locations and companies of these events. */
static size_t followers_load(struct feeding *f, struct reader **out)
{
	struct call *call = f->call;
	struct buffer b = buffer_open(call->arena, (size_t)1 << 20);
	struct json_out o = json_open(&b);
	size_t count = 0, room = 64;

	json_list(&o);
	for (size_t i = 0; i < f->event_count; i++) {
		json_put_text(&o, f->events[i].location_id);
		json_put_text(&o, f->events[i].company_id);
	}
	json_close(&o);
	call_set_text(call, "hookOwners", buffer_text(&b));
	*out = arena_take(call->arena, room * sizeof(**out));
	struct rows *r = store_ask(
		call, "SELECT id, location_id, company_id, types, target, xid, seq, ordered"
		      " FROM webhook WHERE state = 'on' AND behind = false AND location_id IN"
		      " (SELECT value FROM json_each(:hookOwners))"
		      " UNION ALL"
		      " SELECT id, location_id, company_id, types, target, xid, seq, ordered"
		      " FROM webhook WHERE state = 'on' AND behind = false AND location_id IS NULL"
		      " AND company_id IN (SELECT value FROM json_each(:hookOwners))");
	while (rows_next(r)) {
		if (count == room) {
			*out = arena_grow(call->arena, *out, room * sizeof(**out),
					  2 * room * sizeof(**out));
			room *= 2;
		}
		(*out)[count++] = reader_read(call, r);
	}
	rows_close(r);
	return count;
}

static void follower_feed(struct feeding *f, struct reader *w)
{
	struct call *call = f->call;
	size_t more = wanted(f, w);

	if (!more)
		return;
	int64_t waiting = job_target_waiting(call, w->target, WAITING_MAX);
	if (waiting + (int64_t)more <= WAITING_MAX) {
		reader_feed(f, w);
		return;
	}
	if (is_behind(w->xid, w->seq, f->xid, f->seq)) {
		w->xid = f->xid;
		w->seq = f->seq;
	}
	place_keep(call, w, true, call->now_ms + FULL_MS);
}

static void targets_guard(struct call *call, const struct reader *w, size_t count)
{
	int64_t *targets = arena_take(call->arena, (count + 1) * sizeof(*targets));

	for (size_t i = 0; i < count; i++)
		targets[i] = w[i].target;
	job_targets_guard(call, targets, count);
}

/* True: there is more. */
static bool head_feed(struct feeding *f)
{
	struct call *call = f->call;
	struct reader *readers;

	if (!store_has(call, FOLLOWERS))
		return false;
	events_load(f, f->xid, f->seq, EVENT_COLUMNS AFTER IN_ORDER);
	if (!f->event_count || call->err)
		return false;
	size_t count = followers_load(f, &readers);
	targets_guard(call, readers, count);
	for (size_t i = 0; i < count && !call->err; i++)
		follower_feed(f, &readers[i]);
	const struct event *last = &f->events[f->event_count - 1];
	head_keep(call, last->xid, last->seq);
	return f->event_count == EVENTS_MAX;
}

/* --- those that do not take part any more --- */

enum err feed_leave_head(struct call *call)
{
	/* the later of its own place and the head's */
	return store_do(call,
			"UPDATE webhook SET behind = true,"
			" xid = CASE WHEN (webhook.xid, webhook.seq) < (h.xid, h.seq) THEN h.xid"
			" ELSE webhook.xid END,"
			" seq = CASE WHEN (webhook.xid, webhook.seq) < (h.xid, h.seq) THEN h.seq"
			" ELSE webhook.seq END"
			" FROM webhook_head h WHERE NOT webhook.behind"
			" AND webhook.state IN ('off', 'resting', 'gone')");
}

static struct text gone_jobs(struct call *call, size_t *count)
{
	struct buffer b = buffer_open(call->arena, 32 * GONE_MAX);
	struct json_out o = json_open(&b);
	struct rows *r = store_ask(call, "SELECT job FROM delivery WHERE webhook_id = :hookId"
					 " ORDER BY job LIMIT 400");

	json_list(&o);
	for (*count = 0; *count < GONE_MAX && rows_next(r); (*count)++)
		json_put_whole(&o, rows_whole(r, "job"));
	json_close(&o);
	rows_close(r);
	return buffer_text(&b);
}

/* A part of what those that are gone have left; true: there is more. */
static bool gone_clear(struct call *call)
{
	size_t count;

	if (!store_load(call, "SELECT id AS hook_id, target AS hook_target FROM webhook"
			      " WHERE state = 'gone' ORDER BY id LIMIT 1"))
		return false;
	struct text jobs = gone_jobs(call, &count);
	call_set_text(call, "hookJobs", jobs);
	if (count) {
		store_do(call, "DELETE FROM webhook_attempt WHERE job IN"
			       " (SELECT CAST(value AS BIGINT) FROM json_each(:hookJobs))");
		store_do(call, "DELETE FROM delivery WHERE job IN"
			       " (SELECT CAST(value AS BIGINT) FROM json_each(:hookJobs))");
		job_forget(call, jobs);
	} else {
		job_target_forget(call, call_whole(call, "hookTarget", 0));
		store_do(call, "DELETE FROM webhook WHERE id = :hookId AND state = 'gone'");
	}
	return !call->err;
}

/* --- as the queue asks --- */

bool webhook_stirs(struct call *call)
{
	struct feeding f = { .call = call };

	call_set_whole(call, "hookFar", call->now_ms + 2 * FULL_MS);
	if (store_has(call, "SELECT 1 FROM webhook WHERE behind AND state = 'on'"
			    " AND (look_due <= :now OR look_due > :hookFar)") ||
	    store_has(call, "SELECT 1 FROM webhook WHERE state = 'gone'"))
		return true;
	if (!store_has(call, FOLLOWERS) || !head_read(&f))
		return false;
	call_set_whole(call, "sinceXid", f.xid);
	call_set_whole(call, "sinceSeq", f.seq);
	call_set_whole(call, "floor", f.xid ? 0 : f.seq);
	return store_has(call, "SELECT 1" AFTER " LIMIT 1");
}

enum err webhook_feed(struct call *call)
{
	bool *more = store_transaction_data(call);
	struct feeding f = { .call = call,
			     .events = arena_take(call->arena, EVENTS_MAX * sizeof(*f.events)) };
	struct reader behind[HOOKS_MAX];

	store_guard(call, FEED_GUARD, TEXT(""));
	*more = false;
	if (feed_leave_head(call) || !head_read(&f))
		return call->err;
	*more |= gone_clear(call);
	size_t count = behind_load(call, behind);
	targets_guard(call, behind, count);
	for (size_t i = 0; i < count && !call->err; i++)
		catch_up(&f, &behind[i]);
	/* targets are guarded in one order: those of the others in a transaction of their own */
	*more |= count || head_feed(&f);
	return call->err;
}
