// SPDX-License-Identifier: Apache-2.0
/*
 * Alerts: a flow that fails again and again, that has sent what it may in a day, or has not done
 * anything for too long, tells somebody.  One alert for each cause, until it is over; then that is
 * told, too.
 *
 * To an address it goes as a message of the outgoing queue (mail/), to a flow as an event of its
 * own; each in the transaction that notes that it was told.
 */
#include "integration/engine/inside.h"

#include "base/core/log.h"
#include "base/secrets/id.h"
#include "integration/mail/mail.h"

#define ALERTS_MAX 64 /* flows looked at in one transaction */

struct alerting {
	struct text id, location_id, slug, to, open;
	int64_t after, silent_ms, on_since, effects_max, live_rev;
	bool full; /* it has sent today what it may */
};

static size_t alerting_load(struct call *call, struct text from, struct alerting *out)
{
	size_t count = 0;

	call_set_text(call, "from", from);
	call_set_whole(call, "today", call->now_ms / DAY_MS);
	struct rows *r = store_ask(call,
				   "SELECT id, location_id, slug, alert_to,"
				   " coalesce(alert_open, '') AS alert_open,"
				   " alert_after, alert_silent_ms, on_since, effects_max, live_rev,"
				   " coalesce(sent_day = :today AND sent >= effects_max, false)"
				   " AS is_full FROM flow"
				   " LEFT JOIN flow_state ON flow_state.flow_id = flow.id"
				   " WHERE alert_to <> '' AND enabled AND id > :from"
				   " ORDER BY id LIMIT 64");
	while (count < ALERTS_MAX && rows_next(r))
		out[count++] = (struct alerting){
			.id = text_copy(call->arena, rows_text(r, "id")),
			.location_id = text_copy(call->arena, rows_text(r, "location_id")),
			.slug = text_copy(call->arena, rows_text(r, "slug")),
			.to = text_copy(call->arena, rows_text(r, "alert_to")),
			.open = text_copy(call->arena, rows_text(r, "alert_open")),
			.after = rows_whole(r, "alert_after"),
			.silent_ms = rows_whole(r, "alert_silent_ms"),
			.on_since = rows_whole(r, "on_since"),
			.effects_max = rows_whole(r, "effects_max"),
			.live_rev = rows_whole(r, "live_rev"),
			.full = rows_whole(r, "is_full") != 0,
		};
	rows_close(r);
	return count;
}

/* --- is there something to tell? --- */

static bool fails(struct call *call, const struct alerting *a, struct text *reason)
{
	int64_t failed = 0;

	call_set_whole(call, "after", a->after);
	struct rows *r = store_ask(
		call,
		"SELECT state, reason FROM (SELECT id, state, reason FROM run"
		" WHERE location_id = :locationId AND flow_id = :alertFlow"
		" ORDER BY id DESC LIMIT 200) latest"
		" WHERE state IN ('done', 'failed', 'stopped') ORDER BY id DESC LIMIT :after");
	while (rows_next(r)) {
		if (!text_is(rows_text(r, "state"), "failed"))
			break;
		if (!failed++)
			*reason = text_copy(call->arena, rows_text(r, "reason"));
	}
	rows_close(r);
	return a->after && failed >= a->after;
}

static bool is_silent(struct call *call, const struct alerting *a)
{
	if (!a->silent_ms || call->now_ms - a->on_since < a->silent_ms)
		return false;
	call_set_whole(call, "silentSince", call->now_ms - a->silent_ms);
	return !store_has(call, "SELECT 1 FROM (SELECT state, ended FROM run"
				" WHERE location_id = :locationId AND flow_id = :alertFlow"
				" ORDER BY id DESC LIMIT 200) latest"
				" WHERE state IN ('done', 'stopped', 'skipped')"
				" AND ended > :silentSince");
}

/* Its source could not be looked at, three times in a row. */
static bool is_blind(struct call *call, const struct alerting *a, struct text *reason)
{
	(void)a;
	if (!store_load(call, "SELECT c.last_error AS look_error FROM subscription u"
			      " JOIN cursor c ON c.source_id = u.source_id"
			      " WHERE u.flow_id = :alertFlow AND c.fails >= 3"
			      " AND c.last_error IS NOT NULL"))
		return false;
	*reason = call_text(call, "lookError");
	return true;
}

/* --- telling --- */

static struct text words_of(struct call *call, const struct alerting *a, const char *cause,
			    struct text reason)
{
	struct arena *arena = call->arena;
	int slug = (int)a->slug.size;

	if (strcmp(cause, "failures") == 0)
		return text_format(
			arena, "The flow '%.*s' failed %lld times in a row. The last time: %.*s",
			slug, a->slug.at, (long long)a->after, (int)reason.size, reason.at);
	if (strcmp(cause, "look") == 0)
		return text_format(arena, "The flow '%.*s' cannot look: %.*s", slug, a->slug.at,
				   (int)reason.size, reason.at);
	if (strcmp(cause, "limit") == 0)
		return text_format(arena,
				   "The flow '%.*s' has sent %lld effects today, as many as it"
				   " may; the rest goes out tomorrow.",
				   slug, a->slug.at, (long long)a->effects_max);
	if (strcmp(cause, "silence") == 0)
		return text_format(arena, "The flow '%.*s' has done nothing for %lld minutes.",
				   slug, a->slug.at, (long long)(a->silent_ms / MINUTE_MS));
	return text_format(arena, "The flow '%.*s' works again.", slug, a->slug.at);
}

static void mail_tell(struct call *call, const struct alerting *a, struct text words)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	mail_put(call,
		 &(struct mail_message){ .once = text_format(call->arena, "flow-alert:%s", id),
					 .kind = TEXT("flow-alert"),
					 .to = a->to,
					 .subject = words,
					 .body = words,
					 .due_ms = call->now_ms });
}

static struct text alert_json(struct call *call, const struct alerting *a, const char *cause,
			      struct text words)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "id");
	json_put_text(&o, a->slug);
	json_key(&o, "flow");
	json_put_text(&o, a->slug);
	json_key(&o, "cause");
	json_put_c(&o, cause);
	json_key(&o, "text");
	json_put_text(&o, words);
	json_close(&o);
	return buffer_text(&b);
}

static void flow_tell(struct call *call, const struct alerting *a, const char *cause,
		      struct text words)
{
	struct text name = { a->to.at + 5, a->to.size - 5 };
	bool fresh;

	call_set_text(call, "otherSlug", name);
	if (!store_load(call, "SELECT id AS other_flow, live_rev AS other_rev,"
			      " enabled AS other_enabled FROM flow"
			      " WHERE location_id = :locationId AND slug = :otherSlug"))
		return;
	struct text why;
	call_set_text(call, "otherFlow", text_copy(call->arena, call_text(call, "otherFlow")));
	if (!flow_rights_reach(call, a->id, a->live_rev, &why)) {
		log_say(LOG_WARN, "flow",
			"an alert may not start a flow flow=\"%.*s\" why=\"%.*s\"", (int)name.size,
			name.at, (int)why.size, why.at);
		return;
	}
	struct text payload = event_json(call->arena, alert_json(call, a, cause, words), "called",
					 call->now_ms, TEXT(""));
	struct text key = text_format(call->arena, "alert:%.*s:%lld", (int)a->id.size, a->id.at,
				      (long long)call->now_ms);
	struct text other = text_copy(call->arena, call_text(call, "otherFlow"));
	const struct inbox_new in = { other, a->slug, key, TEXT("called"), payload };
	struct run_new n = { .flow_id = other,
			     .event_key = key,
			     .lane_key = key,
			     .event = payload,
			     .rev = call_whole(call, "otherRev", 0),
			     .inbox_id = inbox_insert(call, &in, &fresh),
			     .lane = LANE_EVENT,
			     .held = !call_whole(call, "otherEnabled", 0) };
	run_insert(call, &n);
}

static void alert_look(struct call *call, const struct alerting *a)
{
	struct text reason = { 0 };

	call_set_text(call, "locationId", a->location_id);
	call_set_text(call, "alertFlow", a->id);
	const char *cause = fails(call, a, &reason)	 ? "failures"
			    : is_blind(call, a, &reason) ? "look"
			    : a->full			 ? "limit"
			    : is_silent(call, a)	 ? "silence"
							 : "";
	if (text_is(a->open, cause))
		return;
	struct text words = words_of(call, a, cause, reason);
	call_set_text(call, "cause", text_of(cause));
	store_do(call, "INSERT INTO flow_state (flow_id, alert_open) VALUES (:alertFlow, :cause)"
		       " ON CONFLICT (flow_id) DO UPDATE SET alert_open = excluded.alert_open");
	if (text_starts(a->to, "flow:"))
		flow_tell(call, a, cause[0] ? cause : "over", words);
	else
		mail_tell(call, a, words);
}

enum err alerts_run(struct call *call)
{
	struct alerting *list = arena_take(call->arena, ALERTS_MAX * sizeof(*list));
	struct alerts *alerts = store_transaction_data(call);

	call_set_whole(call, "now", call->now_ms);
	store_guard(call, "flow-alerts", TEXT(""));
	size_t count = alerting_load(call, alerts->from, list);
	for (size_t i = 0; i < count && !call->err; i++)
		alert_look(call, &list[i]);
	alerts->next = count == ALERTS_MAX ? list[count - 1].id : (struct text){ 0 };
	return call->err;
}
