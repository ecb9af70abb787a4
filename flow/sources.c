// SPDX-License-Identifier: Apache-2.0
/*
 * What flows watch.  A source is shared by all flows that watch the same, and has the only cursor:
 * switching flows on and off, changing and applying them touches no cursor, so nothing is lost and
 * nothing comes twice.  While a flow is off its events become runs that are held.
 */
#include "flow/sources.h"

#include "base/id.h"
#include "base/zonefile.h"
#include "runs.h"
#include "schedule/schedule.h"

#include <sodium.h>

/* --- a trigger's source --- */

static const char *const kinds[] = {
	[TRIGGER_EVENT] = "outbox",	 [TRIGGER_POLL] = "poll", [TRIGGER_HOOK] = "hook",
	[TRIGGER_SCHEDULE] = "schedule", [TRIGGER_MANUAL] = NULL,
};

bool use_is_ours(struct call *call, struct text use)
{
	if (!use.size || text_is(use, "ours"))
		return true;
	call_set_text(call, "useName", use);
	return store_has(call, "SELECT 1 FROM connection WHERE location_id = :locationId"
			       " AND (name = :useName OR id = :useName) AND kind = 'groundlevel'");
}

static void poll_put(struct json_out *o, const struct trigger *t)
{
	json_key(o, "word");
	json_put_text(o, t->kind == TRIGGER_EVENT ? t->listed : t->word);
	json_key(o, "of");
	json_put_text(o, t->of);
	json_key(o, "every");
	json_put_whole(o, t->every_ms);
	json_key(o, "watch");
	json_list(o);
	for (size_t i = 0; i < t->watch.count; i++)
		json_put_text(o, t->watch.items[i]);
	if (t->kind == TRIGGER_EVENT && !t->watch.count && t->part.size)
		json_put_text(o, t->part);
	json_close(o);
}

static struct text params_of(struct call *call, const struct trigger *t, const char *source)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);
	enum trigger_kind kind = t->kind;

	json_map(&o);
	if (kind == TRIGGER_HOOK || kind == TRIGGER_SCHEDULE) {
		json_key(&o, "word");
		json_put_text(&o, t->word);
	}
	if (strcmp(source, "poll") == 0)
		poll_put(&o, t);
	if (kind == TRIGGER_SCHEDULE) {
		json_key(&o, "zone");
		json_put_text(&o, t->zone);
		json_key(&o, "skip");
		json_put_flag(&o, t->skip_missed);
	}
	if (kind == TRIGGER_HOOK) {
		json_key(&o, "secret");
		json_put_text(&o, t->secret);
		json_key(&o, "header");
		json_put_text(&o, t->header);
		json_key(&o, "same");
		json_put_whole(&o, t->same_ms);
	}
	json_close(&o);
	return buffer_text(&b);
}

static const struct zone *zone_take(struct arena *a, struct text name)
{
	struct text bytes, why;
	const struct zone *z = NULL;

	if (zonefile_read(a, name, &bytes) || zone_read(a, name, bytes, &z, &why))
		return NULL;
	return z;
}

static int64_t schedule_next(struct arena *a, struct text word, struct text zone, int64_t after_ms)
{
	struct cron cron;
	struct text why;
	const struct zone *z = zone_take(a, zone);

	return z && cron_read(word, &cron, &why) ? cron_next(&cron, z, after_ms) : INT64_MAX;
}

/* The first time, spread over the interval, so that sources do not all go at once. */
static int64_t first_due(struct call *call, const struct trigger *t, struct text hash)
{
	if (t->kind == TRIGGER_SCHEDULE)
		return schedule_next(call->arena, t->word, t->zone, call->now_ms);
	if (!text_is(call_text(call, "sourceKind"), "poll"))
		return 0;
	int64_t spread = t->every_ms < 10000 ? t->every_ms : 10000;
	return call->now_ms + text_hash(hash) % (uint32_t)spread;
}

static void cursor_make(struct call *call, const struct trigger *t, struct text hash)
{
	int64_t due = first_due(call, t, hash);

	call_set_whole(call, "nextDue", due);
	if (!store_learn(call, "SELECT xid, seq FROM event_settled WHERE location_id = :locationId"
			       " ORDER BY xid DESC, seq DESC LIMIT 1")) {
		call_set_whole(call, "xid", 0);
		call_set_whole(call, "seq", 0);
	}
	store_do(call, "INSERT INTO cursor (source_id, location_id, kind, xid, seq, next_due)"
		       " VALUES (:sourceId, :locationId, :sourceKind, :xid, :seq,"
		       " nullif(CAST(:nextDue AS BIGINT), 0)) ON CONFLICT (source_id) DO NOTHING");
}

/* :sourceId of the trigger; false: it has none (by hand). */
static bool source_take(struct call *call, const struct trigger *t)
{
	const char *kind = kinds[t->kind];
	bool ours = use_is_ours(call, t->use);
	char hex[SUM_HEX], id[ID_SIZE];

	if (!kind || call->err)
		return false;
	if (t->kind == TRIGGER_EVENT && !ours)
		kind = "poll"; /* its outbox is not ours to read */
	struct text params = params_of(call, t, kind);
	sum_hex(&params, 1, hex);
	struct text hash = text_copy(call->arena, text_of(hex));
	call_set_text(call, "sourceKind", text_of(kind));
	call_set_text(call, "sourceUse", ours ? TEXT("") : t->use);
	call_set_text(call, "params", params);
	call_set_text(call, "paramsHash", hash);
	if (store_learn(call, "SELECT id AS source_id FROM source WHERE location_id = :locationId"
			      " AND kind = :sourceKind AND connection = :sourceUse"
			      " AND params_hash = :paramsHash"))
		return true;
	id_new(call->now_ms, id);
	call_set_text(call, "sourceId", text_copy(call->arena, text_of(id)));
	store_do(call, "INSERT INTO source (id, location_id, kind, connection, params_json,"
		       " params_hash) VALUES (:sourceId, :locationId, :sourceKind, :sourceUse,"
		       " :params, :paramsHash)");
	cursor_make(call, t, hash);
	return !call->err;
}

static bool is_subscribed(struct call *call)
{
	return store_has(call, "SELECT 1 FROM subscription WHERE flow_id = :flowId");
}

static void subscribe(struct call *call, const struct flow *f)
{
	if (!source_take(call, &f->on)) {
		store_do(call, "DELETE FROM subscription WHERE flow_id = :flowId");
		return;
	}
	call_set_text(call, "topic", f->on.kind == TRIGGER_EVENT ? f->on.topic : TEXT(""));
	call_set_flag(call, "startAll", f->on.start_all);
	if (!store_learn(call, "SELECT xid, seq FROM event_settled WHERE location_id = :locationId"
			       " ORDER BY xid DESC, seq DESC LIMIT 1")) {
		call_set_whole(call, "xid", 0);
		call_set_whole(call, "seq", 0);
	}
	store_do(call, "DELETE FROM subscription WHERE flow_id = :flowId"
		       " AND source_id <> :sourceId");
	store_do(call, "INSERT INTO subscription (source_id, flow_id, location_id, topic, xid, seq,"
		       " start_all) VALUES (:sourceId, :flowId, :locationId, :topic, :xid, :seq,"
		       " :startAll) ON CONFLICT (source_id, flow_id) DO UPDATE SET"
		       " topic = excluded.topic");
}

void flow_follow(struct call *call, const struct flow *f)
{
	if (is_subscribed(call))
		subscribe(call, f);
}

void flow_switch(struct call *call, const struct flow *f, bool on, bool let_go)
{
	call_set_flag(call, "on", on);
	store_do(call, "UPDATE flow SET on_since = CASE WHEN enabled THEN on_since"
		       " ELSE CAST(:now AS BIGINT) END, enabled = :on, date_updated = :now"
		       " WHERE id = :flowId AND location_id = :locationId");
	if (!on) {
		store_do(call, "UPDATE run SET state = 'held' WHERE flow_id = :flowId"
			       " AND state = 'ready' AND NOT EXISTS"
			       " (SELECT 1 FROM step WHERE step.run_id = run.id)");
		flow_follow(call, f);
		return;
	}
	subscribe(call, f);
	if (let_go)
		store_do(call, "UPDATE run SET state = 'skipped', ended = :now,"
			       " reason = 'it was off, and was switched on from now'"
			       " WHERE flow_id = :flowId AND state = 'held'");
	store_do(call, "UPDATE run SET state = 'ready', due = :now WHERE flow_id = :flowId"
		       " AND state = 'held'");
}

/* --- schedules that are due --- */

struct due_time {
	struct text source_id, location_id, params;
	int64_t due;
};

static enum err time_fire(struct call *call, const struct due_time *d)
{
	const struct json *params;
	struct text why;
	bool fresh;

	if (json_read(call->arena, d->params, &params, &why))
		return ERR_OK;
	struct text word = json_text(json_get(params, "word"));
	struct text zone = json_text(json_get(params, "zone"));
	bool late = call->now_ms - d->due > 2 * MINUTE_MS;
	call_set_text(call, "locationId", d->location_id);
	call_set_text(call, "dueSource", d->source_id);
	call_set_whole(call, "nextDue", schedule_next(call->arena, word, zone, call->now_ms));
	store_do(call, "UPDATE cursor SET next_due = :nextDue, last_at = :now"
		       " WHERE source_id = :dueSource");
	if (late && json_flag(json_get(params, "skip")))
		return call->err;
	struct text key = text_format(call->arena, "at:%lld", (long long)d->due);
	char iso[CLOCK_ISO_SIZE];
	clock_iso(d->due, iso);
	struct text item = text_format(call->arena, "{\"id\":\"%s\",\"at\":\"%s\"}", iso, iso);
	struct text payload = event_json(call->arena, item, "called", call->now_ms, TEXT(""));
	const struct inbox_new in = { d->source_id, TEXT("schedule"), key, TEXT("called"),
				      payload };
	int64_t inbox = inbox_insert(call, &in, &fresh);
	return fresh ? inbox_spread(call, d->source_id, inbox, &in, LANE_EVENT) : call->err;
}

enum err times_run(struct call *call)
{
	struct due_time due[32];
	size_t count = 0;

	call_set_whole(call, "now", call->now_ms);
	struct rows *r = store_ask(call, "SELECT c.source_id, c.location_id, c.next_due,"
					 " s.params_json FROM cursor c JOIN source s"
					 " ON s.id = c.source_id WHERE c.kind = 'schedule'"
					 " AND c.next_due <= :now LIMIT 32");
	while (count < 32 && rows_next(r))
		due[count++] = (struct due_time){
			text_copy(call->arena, rows_text(r, "source_id")),
			text_copy(call->arena, rows_text(r, "location_id")),
			text_copy(call->arena, rows_text(r, "params_json")),
			rows_whole(r, "next_due"),
		};
	rows_close(r);
	for (size_t i = 0; i < count && !call->err; i++)
		time_fire(call, &due[i]);
	return call->err;
}
