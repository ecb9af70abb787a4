// SPDX-License-Identifier: Apache-2.0
/*
 * A test: one event is sent at once, beside the queue, and what comes of it is told.  Nothing is
 * kept, and how the receiver is held to be does not change.
 */
#include "integration/webhooks/inside.h"

#include "base/secrets/id.h"

struct trial {
	struct http_sending sending;
	int64_t at_ms;
};

/* The newest of its type here; else an event that says nothing but its type. */
static struct text payload_find(struct call *call)
{
	bool here = call_text(call, "hookLocation").size > 0;
	char uuid[ID_UUID_SIZE];

	if (store_load(call, here ? "SELECT payload AS test_payload FROM event_settled"
				    " WHERE type = :type AND location_id = :hookLocation"
				    " ORDER BY xid DESC, seq DESC LIMIT 1"
				  : "SELECT payload AS test_payload FROM event_settled"
				    " WHERE type = :type AND company_id = :companyId"
				    " ORDER BY xid DESC, seq DESC LIMIT 1"))
		return text_copy(call->arena, call_text(call, "testPayload"));
	struct buffer *b = arena_take(call->arena, sizeof(*b));
	*b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(b);
	id_uuid(call->now_ms, uuid);
	json_map(&o);
	json_key(&o, "type");
	json_put_text(&o, call_text(call, "type"));
	if (here) {
		json_key(&o, "locationId");
		json_put_text(&o, call_text(call, "hookLocation"));
	}
	json_key(&o, "webhookId");
	json_put_c(&o, uuid);
	json_close(&o);
	return buffer_text(b);
}

static enum err request_read(struct call *call, struct trial *t)
{
	struct signer *signer = arena_take(call->arena, sizeof(*signer));
	struct hook hook;
	struct text why;
	struct rows *r = store_ask(call, "SELECT coalesce(w.location_id, '') AS location_id,"
					 " " HOOK_COLUMNS " FROM webhook w WHERE w.id = :webhookId"
					 " AND " OF_ASKER);
	bool found = rows_next(r);
	enum err e = found ? hook_read(call, r, &hook, &why) : ERR_MISSING;

	if (found)
		call_set_text(call, "hookLocation",
			      text_copy(call->arena, rows_text(r, "location_id")));
	rows_close(r);
	if (!found)
		return call->err ? call->err : refuse(call, ERR_MISSING, "Webhook not found");
	if (!e)
		e = signer_read(call, signer, &why);
	if (e)
		return refuse(call, ERR_INTERNAL, "The webhook cannot be asked: %.*s",
			      (int)why.size, why.at);
	struct told told = { .payload = payload_find(call),
			     .cursor = TEXT("0.0"),
			     .delivery = TEXT("test"),
			     .event_id = TEXT("test"),
			     .try = 1 };
	t->at_ms = call->now_ms;
	t->sending = hook_request(call->arena, &hook, &told, signer);
	t->sending.private = blocking_pool_private(call->app->blocking_pool);
	t->sending.give_up = blocking_pool_stopping(call->app->blocking_pool);
	return call->err;
}

static enum err ask(struct call *call)
{
	struct trial *t = call->job;
	struct http_client *client = http_client_open();
	struct attempt attempt = { .at_ms = t->at_ms };
	int64_t began_us = clock_monotonic_us();
	struct http_sent sent = { 0 };

	sent.err = http_send(client, call->arena, &t->sending, &sent.reply, &sent.why);
	attempt.took_ms = (clock_monotonic_us() - began_us) / 1000;
	attempt_judge(call->arena, &sent, &attempt);
	json_key(&call->out, "attempt");
	attempt_put(&call->out, &attempt, 1);
	request_put(&call->out, &t->sending, false);
	http_client_close(client);
	return ERR_OK;
}

enum err webhook_test(struct call *call)
{
	struct trial *t = arena_take(call->arena, sizeof(*t));
	enum err e = request_read(call, t);

	if (e)
		return e;
	call->job = t;
	call->after = ask;
	return ERR_OK;
}
