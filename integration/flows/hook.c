// SPDX-License-Identifier: Apache-2.0
/*
 * Hooks: what others push.  It is kept, with its runs, before it is answered; the same delivery
 * told twice is one event.
 *
 * All flows that name the same hook have one address; each says by itself whether the call must be
 * signed (signed.c), and what is the same call.  Who signs decides by what was signed: a header
 * that anybody can change tells nothing.
 *
 * The events of another server have a hook, too: what it is told there only makes us look sooner.
 */
#include "integration/flows/inside.h"

#include "runs.h"

#define WAKE_MS	     ((int64_t)2000) /* between two looks that hooks ask for */
#define WAKE_WALK_MS MINUTE_MS	     /* where all must be walked */

/* --- what it says --- */

/* Its own id. */
static struct text delivery_id(struct call *call, const struct json *body, bool signed_too)
{
	static const char *const headers[] = { "webhook-id", "deliveryid", "x-delivery-id", NULL };
	struct text id = json_is(body, JSON_MAP) ? json_text(json_get(body, "webhookId"))
						 : (struct text){ 0 };

	for (const char *const *h = headers; *h && !id.size && !signed_too; h++)
		id = call_header(call, *h);
	return id.size <= 200 ? id : (struct text){ 0 };
}

/* Which delivery is this?  Its own id, else the body: for a while, or, where it is signed, for good
 * unless the flow says for how long. */
static struct text delivery_key(struct call *call, const struct trigger *on,
				const struct signing *signing, const struct json *body)
{
	bool is_signed = on->secret.size > 0;
	struct text id = signing->id.size ? signing->id : delivery_id(call, body, is_signed);
	const struct text parts[] = { signing->before, call->body };
	char hex[SUM_HEX];

	if (id.size)
		return text_format(call->arena, "id:%.*s", (int)id.size, id.at);
	if (!is_signed) {
		sum_hex(&call->body, 1, hex);
		return text_format(call->arena, "body:%s:%lld", hex,
				   (long long)(call->now_ms / on->same_ms));
	}
	sum_hex(parts, 2, hex);
	return text_format(call->arena, "signed:%s:%lld", hex,
			   (long long)(on->same_said ? call->now_ms / on->same_ms : 0));
}

static struct text item_key(struct call *call, const struct json *body, struct text key)
{
	static const char *const names[] = { "id", "contactId", "contact_id", "email", NULL };

	(void)call;
	for (const char *const *n = names; *n; n++) {
		struct text t = json_text(json_get(body, *n));
		if (t.size && t.size <= 200)
			return t;
	}
	return key;
}

/* Somebody says that something changed where we poll: it is looked at soon, nothing else is
 * believed.  What can be asked for its changes costs one request; the rest a whole walk. */
static enum err poll_wake(struct call *call, const struct json *params)
{
	struct faults quiet = { .arena = call->arena };
	struct words_job job = { .arena = call->arena,
				 .catalogue = call->app->catalogue,
				 .faults = &quiet };
	const struct op *op = word_op(&job, STEP_LIST, json_text(json_get(params, "word")),
				      TEXT(""));

	source_wake(call, op_tells_changes(op) ? WAKE_MS : WAKE_WALK_MS);
	json_key(&call->out, "kept");
	json_put_flag(&call->out, true);
	return call->err;
}

/* --- who hears it --- */

struct hearing {
	struct text flow_id, key;
	const struct flow *flow;
	struct signing signing;
	int64_t rev;
	bool enabled;
};

#define HEARING_MAX 512

static size_t hearing_load(struct call *call, struct hearing *out)
{
	size_t count = 0;
	struct rows *r = store_ask(call, "SELECT flow.id, flow.live_rev, flow.enabled"
					 " FROM subscription u JOIN flow ON flow.id = u.flow_id"
					 " WHERE u.source_id = :sourceId ORDER BY flow.id");

	while (count < HEARING_MAX && rows_next(r))
		out[count++] = (struct hearing){ .flow_id = text_copy(call->arena,
								      rows_text(r, "id")),
						 .rev = rows_whole(r, "live_rev"),
						 .enabled = rows_whole(r, "enabled") != 0 };
	rows_close(r);
	return count;
}

/* Of those, the flows that may hear it. */
static size_t hearing_admit(struct call *call, struct hearing *list, size_t count,
			    struct signing *why)
{
	size_t admitted = 0;

	for (size_t i = 0; i < count && !call->err; i++) {
		struct hearing *h = &list[i];
		h->flow = flow_load(call, h->flow_id, h->rev);
		if (!h->flow)
			continue;
		hook_signed(call, &h->flow->on, &h->signing);
		if (h->signing.is == SIGNED_WELL)
			list[admitted++] = *h;
		else
			*why = h->signing;
	}
	return admitted;
}

/* One event for all that know it by this key; true: it is new. */
static bool hearing_tell(struct call *call, const struct json *body, const struct hearing *list,
			 size_t count, struct text key)
{
	bool fresh;
	const struct inbox_new in = { call_text(call, "sourceId"), item_key(call, body, key), key,
				      TEXT("called"),
				      event_json(call->arena, json_source(call->arena, body),
						 "called", call->now_ms, TEXT("")) };
	int64_t inbox = inbox_insert(call, &in, &fresh);

	for (size_t i = 0; i < count && fresh && !call->err; i++) {
		struct run_new run = { .flow_id = list[i].flow_id,
				       .event_key = key,
				       .lane_key = in.item,
				       .event = in.payload,
				       .rev = list[i].rev,
				       .inbox_id = inbox,
				       .lane = LANE_EVENT,
				       .held = !list[i].enabled };
		if (text_same(list[i].key, key))
			run_insert(call, &run);
	}
	return fresh;
}

static enum err hook_take(struct call *call)
{
	struct hearing *list = arena_take(call->arena, HEARING_MAX * sizeof(*list));
	struct signing why = { 0 };
	const struct json *body;
	bool fresh = false;
	size_t count = hearing_admit(call, list, hearing_load(call, list), &why);

	if (!count)
		return call->err ? call->err : signed_refuse(call, &why);
	enum err e = hook_body(call, &body);
	if (e)
		return e;
	for (size_t i = 0; i < count && !call->err; i++)
		list[i].key = delivery_key(call, &list[i].flow->on, &list[i].signing, body);
	for (size_t i = 0; i < count && !call->err; i++) {
		bool told = false;
		for (size_t j = 0; j < i && !told; j++)
			told = text_same(list[j].key, list[i].key);
		if (!told)
			fresh |= hearing_tell(call, body, list, count, list[i].key);
	}
	json_key(&call->out, "kept");
	json_put_flag(&call->out, fresh);
	return call->err;
}

enum err flow_hook(struct call *call)
{
	const struct json *params;
	struct text why;

	call_set_whole(call, "now", call->now_ms);
	if (!store_load(call, "SELECT id AS source_id, location_id, kind AS source_kind,"
			      " params_json FROM source WHERE id = :hookId AND EXISTS"
			      " (SELECT 1 FROM subscription u WHERE u.source_id = source.id"
			      " AND (kind = 'hook' OR (kind = 'poll' AND u.topic <> '')))"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such hook.");
	if (!text_is(call_text(call, "sourceKind"), "poll"))
		return hook_take(call);
	if (json_read(call->arena, call_text(call, "paramsJson"), &params, &why))
		return refuse(call, ERR_INTERNAL, "This hook cannot be read.");
	return poll_wake(call, params);
}
