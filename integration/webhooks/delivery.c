// SPDX-License-Identifier: Apache-2.0
/*
 * What was told to whom: a list of deliveries, and one with its tries and its request.
 */
#include "integration/webhooks/inside.h"

#define STATE                                                                                      \
	"CASE WHEN j." JOB_IS_BEHIND " THEN 'behind' WHEN j." JOB_IS_SENDING " THEN 'sending'"     \
	" WHEN j." JOB_IS_DONE " THEN 'done' WHEN j." JOB_IS_FAILED " THEN 'failed'"               \
	" WHEN j." JOB_IS_WITHDRAWN " THEN 'withdrawn'"                                            \
	" WHEN j.tries > 0 THEN 'retry' ELSE 'ready' END AS state"

#define COLUMNS                                                                                    \
	"SELECT CAST(d.job AS TEXT) AS id, d.webhook_id, d.event_id, d.type, d.thing, " STATE      \
	", j.tries, j.due, j.error, a.status, a.ms, a.at, d.date_added, j.ended"
#define FROM                                                                                       \
	" FROM delivery d JOIN job j ON j.id = d.job LEFT JOIN webhook_attempt a"                  \
	" ON a.job = d.job AND a.n = (SELECT max(t.n) FROM webhook_attempt t WHERE t.job = d.job)"

const char delivery_one[] = COLUMNS FROM " WHERE d.job = :jobId";

static const struct {
	const char *name, *condition;
} states[] = {
	{ "behind", "j." JOB_IS_BEHIND },
	{ "ready", "j." JOB_IS_READY " AND j.tries = 0" },
	{ "retry", "j." JOB_IS_READY " AND j.tries > 0" },
	{ "sending", "j." JOB_IS_SENDING },
	{ "done", "j." JOB_IS_DONE },
	{ "failed", "j." JOB_IS_FAILED },
	{ "withdrawn", "j." JOB_IS_WITHDRAWN },
};

static const char *state_condition(struct text state)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (text_is(state, states[i].name))
			return states[i].condition;
	return NULL;
}

/* Whose, by an index each (so the owner of a webhook is no reason to look elsewhere). */
static const char *whose(struct call *call)
{
	bool here = call_text(call, "locationId").size > 0;

	if (!call_given(call, "webhookId"))
		return here ? "d.location_id = :locationId" : "d.company_id = :companyId";
	return here ? "d.webhook_id = :webhookId AND coalesce(d.location_id, '') = :locationId"
		    : "d.webhook_id = :webhookId AND coalesce(d.company_id, '') = :companyId";
}

enum err delivery_list(struct call *call)
{
	static const struct {
		const char *name, *condition;
	} filters[] = {
		{ "type", " /* grows: passes other types */ AND d.type = :type" },
		{ "thing", " /* grows: passes other things */ AND d.thing = :thing" },
		{ "from", " /* grows: passes newer ones */ AND d.date_added >= :from" },
		{ "to", " /* grows: passes newer ones */ AND d.date_added <= :to" },
		{ "before", " AND d.job < :beforeJob" },
	};
	struct buffer sql = buffer_open(call->arena, 4096);
	const char *state = state_condition(call_text(call, "state"));
	int64_t before = 0;

	if (call_given(call, "before") && !text_whole(call_text(call, "before"), &before))
		return refuse(call, ERR_INVALID, "before must be the id of a delivery");
	call_set_whole(call, "beforeJob", before);
	buffer_format(&sql, COLUMNS FROM " WHERE %s", whose(call));
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++)
		if (call_given(call, filters[i].name))
			buffer_format(&sql, "%s", filters[i].condition);
	if (state)
		buffer_format(&sql, " /* grows: passes other states */ AND %s", state);
	buffer_format(&sql, " ORDER BY d.job DESC LIMIT :limit");
	return store_list_made(call, "deliveries", buffer_text(&sql));
}

/* --- one --- */

bool delivery_find(struct call *call)
{
	int64_t job;

	if (!text_whole(call_text(call, "deliveryId"), &job))
		return false;
	call_set_whole(call, "jobId", job);
	return store_load(call, "SELECT d.webhook_id AS hook_id FROM delivery d"
				" WHERE d.job = :jobId AND d.company_id = :companyId"
				" AND (coalesce(:locationId, '') = ''"
				" OR d.location_id = :locationId)");
}

void attempt_put(struct json_out *o, const struct attempt *t, int64_t n)
{
	char iso[CLOCK_ISO_SIZE];

	json_map(o);
	json_key(o, "n");
	json_put_whole(o, n);
	json_key(o, "at");
	clock_iso(t->at_ms, iso);
	json_put_c(o, iso);
	json_key(o, "ms");
	json_put_whole(o, t->took_ms);
	if (t->status) {
		json_key(o, "status");
		json_put_whole(o, t->status);
		json_key(o, "headers");
		json_put_raw(o, t->headers.size ? t->headers : TEXT("{}"));
		json_key(o, "said");
		json_put_text(o, t->said);
	}
	if (t->error.size) {
		json_key(o, "error");
		json_put_text(o, t->error);
	}
	json_close(o);
}

static void attempts_put(struct call *call)
{
	struct rows *r = store_ask(call, "SELECT n, at, ms, coalesce(status, 0) AS status, headers,"
					 " said, error FROM webhook_attempt WHERE job = :jobId"
					 " ORDER BY n");

	json_key(&call->out, "attempts");
	json_list(&call->out);
	while (rows_next(r))
		attempt_put(&call->out,
			    &(struct attempt){ .at_ms = rows_whole(r, "at"),
					       .took_ms = rows_whole(r, "ms"),
					       .status = (int)rows_whole(r, "status"),
					       .headers = rows_text(r, "headers"),
					       .said = rows_text(r, "said"),
					       .error = rows_text(r, "error") },
			    rows_whole(r, "n"));
	rows_close(r);
	json_close(&call->out);
}

/* What authorises us there is not shown. */
void request_put(struct json_out *o, const struct http_sending *sending, bool rebuilt)
{
	json_key(o, "request");
	json_map(o);
	json_key(o, "url");
	json_put_text(o, sending->url);
	json_key(o, "headers");
	json_map(o);
	for (size_t i = 0; i < sending->header_count; i++) {
		const struct header *h = &sending->headers[i];
		json_key_text(o, h->name);
		json_put_text(o, text_alike(h->name, TEXT("authorization"))
					 ? TEXT("(kept, and not shown)")
					 : h->value);
	}
	json_close(o);
	json_key(o, "body");
	json_put_text(o, sending->body);
	json_key(o, "rebuilt");
	json_put_flag(o, rebuilt);
	json_close(o);
}

/* As it would be sent now; nothing, where its event is no longer kept. */
static void request_again(struct call *call)
{
	struct signer signer = { 0 };
	struct hook hook;
	struct told told;
	struct text why;
	struct rows *r = store_ask(call, TOLD_READING);
	bool found = rows_next(r) && !hook_read(call, r, &hook, &why) && !told_read(call, r, &told);

	rows_close(r);
	if (!found || call->err || signer_read(call, &signer, &why))
		return;
	struct http_sending sending = hook_request(call->arena, &hook, &told, &signer);
	request_put(&call->out, &sending, true);
}

enum err delivery_get(struct call *call)
{
	if (!delivery_find(call))
		return call->err ? call->err : refuse(call, ERR_MISSING, "Delivery not found");
	enum err e = store_reply_row(call, "delivery", delivery_one);
	if (e)
		return e == ERR_MISSING ? refuse(call, e, "Delivery not found") : e;
	attempts_put(call);
	request_again(call);
	return call->err;
}
