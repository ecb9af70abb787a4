// SPDX-License-Identifier: Apache-2.0
/*
 * What flows watch.  A source is what is looked at (kind, connection, object, location), and not
 * how: `every`, `watch`, `verify` and the like are the flows'.  It is shared by all flows that look
 * at the same, and has the only cursor, ledger and hook address: switching flows on and off,
 * changing and applying them touches none of these, so nothing is lost and nothing comes twice.
 * While a flow is off its events become runs that are held.
 */
#include "integration/engine/inside.h"

#include "base/json/texts.h"
#include "base/secrets/id.h"
#include "runs.h"

#include <sodium.h>

/* --- a trigger's source --- */

static const char *const kinds[] = {
	[TRIGGER_EVENT] = "outbox",	 [TRIGGER_POLL] = "poll", [TRIGGER_HOOK] = "hook",
	[TRIGGER_SCHEDULE] = "schedule", [TRIGGER_MANUAL] = NULL,
};

/* The thing itself: the list and what it is of, the word of a hook, the time of a schedule. */
static struct text object_of(struct arena *a, const struct trigger *t, const char *kind)
{
	static const char custom[] = "custom_objects.";
	struct text of = t->of;

	if (t->kind == TRIGGER_SCHEDULE)
		return text_format(a, "%.*s %.*s", (int)t->word.size, t->word.at, (int)t->zone.size,
				   t->zone.at);
	if (t->kind == TRIGGER_HOOK)
		return t->word;
	if (strcmp(kind, "poll") != 0)
		return TEXT("");
	if (text_starts(of, custom)) /* pets is the same */
		of = (struct text){ of.at + sizeof(custom) - 1, of.size - (sizeof(custom) - 1) };
	struct text word = t->kind == TRIGGER_EVENT ? t->listed : t->word;
	return text_trim(text_format(a, "%.*s %.*s", (int)word.size, word.at, (int)of.size, of.at));
}

static struct text params_of(struct call *call, const struct trigger *t, const char *source)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);
	bool poll = strcmp(source, "poll") == 0;

	json_map(&o);
	if (poll || t->kind == TRIGGER_HOOK || t->kind == TRIGGER_SCHEDULE) {
		json_key(&o, "word");
		json_put_text(&o, t->kind == TRIGGER_EVENT ? t->listed : t->word);
	}
	if (poll) {
		json_key(&o, "of");
		json_put_text(&o, t->of);
	}
	if (t->kind == TRIGGER_SCHEDULE) {
		json_key(&o, "zone");
		json_put_text(&o, t->zone);
	}
	json_close(&o);
	return buffer_text(&b);
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
	if (!store_load(call, "SELECT xid, seq FROM event_settled WHERE location_id = :locationId"
			      " ORDER BY xid DESC, seq DESC LIMIT 1")) {
		call_set_whole(call, "xid", 0);
		call_set_whole(call, "seq", 0);
	}
	store_do(call, "INSERT INTO cursor (source_id, location_id, kind, xid, seq, next_due)"
		       " VALUES (:sourceId, :locationId, :sourceKind, :xid, :seq,"
		       " nullif(CAST(:nextDue AS BIGINT), 0)) ON CONFLICT (source_id) DO NOTHING");
}

/* The connection may be called by its name or its id. */
static void connection_names(struct call *call, struct text use)
{
	call_set_text(call, "sourceUse", use);
	call_set_text(call, "otherUse", use);
	if (use.size)
		store_load(call, "SELECT CASE WHEN name = :sourceUse THEN id ELSE name END"
				 " AS other_use FROM connection WHERE location_id = :locationId"
				 " AND (name = :sourceUse OR id = :sourceUse)");
}

/* :sourceId of the trigger; false: it has none (by hand).  The one that the flow has already stays,
 * where it looks at the same. */
static bool source_take(struct call *call, const struct trigger *t)
{
	const char *kind = kinds[t->kind];
	bool ours = connection_is_ours(call, t->use);
	char hex[SUM_HEX], id[ID_SIZE];

	if (!kind || call->err)
		return false;
	if (t->kind == TRIGGER_EVENT && !ours)
		kind = "poll"; /* its outbox is not ours to read */
	struct text object = object_of(call->arena, t, kind);
	sum_hex(&object, 1, hex);
	struct text hash = text_copy(call->arena, text_of(hex));
	call_set_text(call, "sourceKind", text_of(kind));
	connection_names(call, ours ? TEXT("") : t->use);
	call_set_text(call, "sourceObject", object);
	if (store_load(call, "SELECT s.id AS source_id FROM source s LEFT JOIN subscription u"
			     " ON u.source_id = s.id AND u.flow_id = :flowId"
			     " WHERE s.location_id = :locationId AND s.kind = :sourceKind"
			     " AND s.connection IN (:sourceUse, :otherUse)"
			     " AND s.object = :sourceObject"
			     " ORDER BY CASE WHEN u.flow_id IS NULL THEN 1 ELSE 0 END, s.id"
			     " LIMIT 1"))
		return true;
	id_new(call->now_ms, id);
	call_set_text(call, "sourceId", text_copy(call->arena, text_of(id)));
	call_set_text(call, "params", params_of(call, t, kind));
	call_set_text(call, "paramsHash", hash);
	store_do(call, "INSERT INTO source (id, location_id, kind, connection, object, params_json,"
		       " params_hash) VALUES (:sourceId, :locationId, :sourceKind, :sourceUse,"
		       " :sourceObject, :params, :paramsHash)");
	cursor_make(call, t, hash);
	return !call->err;
}

/* A poll that is to be more often does not wait for what was due before; who is new to the source
 * has its first look at once, at everything. */
static void cursor_hasten(struct call *call, const struct trigger *t, bool fresh)
{
	int64_t soon = first_due(call, t, call_text(call, "sourceObject"));

	if (!text_is(call_text(call, "sourceKind"), "poll"))
		return;
	call_set_flag(call, "fresh", fresh);
	call_set_whole(call, "soonest", fresh ? soon : call->now_ms + t->every_ms);
	store_do(call, "UPDATE cursor SET next_due = CASE WHEN fails = 0 AND next_due > :soonest"
		       " THEN CAST(:soonest AS BIGINT) ELSE next_due END,"
		       " walk_due = CASE WHEN :fresh THEN 0 ELSE walk_due END"
		       " WHERE source_id = :sourceId");
}

/* :flowId hears of the source :sourceId. */
static void subscription_make(struct call *call, const struct trigger *t)
{
	call_set_text(call, "topic", t->kind == TRIGGER_EVENT ? t->topic : TEXT(""));
	call_set_flag(call, "startAll", t->start_all);
	call_set_whole(call, "side", t->side);
	bool fresh = !store_has(call, "SELECT 1 FROM subscription WHERE source_id = :sourceId"
				      " AND flow_id = :flowId");
	cursor_hasten(call, t, fresh);
	call_set_whole(call, "fillWalk", 0);
	if (text_is(call_text(call, "sourceKind"), "poll"))
		store_load(call, "SELECT walk_id + 1 AS fill_walk FROM cursor"
				 " WHERE source_id = :sourceId");
	if (!store_load(call, "SELECT xid, seq FROM event_settled WHERE location_id = :locationId"
			      " ORDER BY xid DESC, seq DESC LIMIT 1")) {
		call_set_whole(call, "xid", 0);
		call_set_whole(call, "seq", 0);
	}
	store_do(call, "INSERT INTO subscription (source_id, flow_id, location_id, topic, xid, seq,"
		       " start_all, fill_walk, side) VALUES (:sourceId, :flowId, :locationId,"
		       " :topic, :xid, :seq, :startAll, :fillWalk, :side)"
		       " ON CONFLICT (source_id, flow_id) DO UPDATE SET"
		       " topic = excluded.topic, side = excluded.side");
}

/* What it looked at before, and does not any more, is forgotten. */
void flow_subscribe(struct call *call, const struct flow *f)
{
	struct text kept[FLOW_MORE_MAX + 1];
	size_t count = 0;

	for (size_t i = 0; i <= f->more_count; i++) {
		const struct trigger *t = i ? &f->more[i - 1] : &f->on;
		if (!source_take(call, t))
			continue;
		kept[count++] = text_copy(call->arena, call_text(call, "sourceId"));
		subscription_make(call, t);
	}
	call_set_text(call, "keptSources", texts_json(call->arena, kept, count));
	store_do(call, "DELETE FROM subscription WHERE flow_id = :flowId AND source_id NOT IN"
		       " (SELECT value FROM json_each(:keptSources))");
}

bool flow_is_subscribed(struct call *call)
{
	return store_has(call, "SELECT 1 FROM subscription WHERE flow_id = :flowId");
}

void source_wake(struct call *call, int64_t apart_ms)
{
	call_set_whole(call, "apart", apart_ms);
	store_do(call, "UPDATE cursor SET woken = :now, next_due = CASE"
		       " WHEN next_due < coalesce(last_at, 0) + :apart THEN next_due"
		       " WHEN coalesce(last_at, 0) + :apart > CAST(:now AS BIGINT)"
		       " THEN coalesce(last_at, 0) + :apart"
		       " ELSE CAST(:now AS BIGINT) END"
		       " WHERE source_id = :sourceId");
}

/* --- a connection answers again --- */

/* The other side asked to be left alone; now that somebody has looked, it is asked again. */
static enum err pause_end(struct call *call, const struct connection *c)
{
	call_set_text(call, "pausedId", c->id);
	call_set_text(call, "pausedName", c->name);
	if (!store_has(call, "SELECT 1 FROM pace WHERE location_id = :locationId"
			     " AND connection IN (:pausedId, :pausedName)"
			     " AND (open_until > :now OR (daily_left = 0 AND daily_reset > :now))"))
		return call->err;
	store_do(call,
		 "UPDATE pace SET used = 0, open_until = 0, open_ms = 0, fails = 0, slow_until = 0,"
		 " daily_left = -1, daily_reset = 0, free_at = 0, rest_at = 0"
		 " WHERE location_id = :locationId"
		 " AND connection IN (:pausedId, :pausedName)");
	store_do(call, "UPDATE effect SET due = :now WHERE location_id = :locationId"
		       " AND connection IN (:pausedId, :pausedName) AND lane IN (0, 1, 2, 3)"
		       " AND state IN ('ready', 'retry') AND due > :now");
	return store_do(call, "UPDATE cursor SET next_due = :now WHERE next_due > :now"
			      " AND source_id IN (SELECT id FROM source"
			      " WHERE location_id = :locationId AND kind = 'poll'"
			      " AND connection IN (:pausedId, :pausedName))");
}

enum err connection_check(struct call *call)
{
	return connection_check_then(call, pause_end);
}
