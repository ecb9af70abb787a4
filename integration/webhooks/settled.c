// SPDX-License-Identifier: Apache-2.0
/*
 * What came of a try: kept beside its job, in the transaction that settles it; and what it says of
 * the receiver.
 *
 * Who takes nothing for three days, or says that it wants nothing any more (410), rests: nothing is
 * forgotten, and nothing more is sent until somebody wakes it.  How long that is tells the time
 * that was seen to pass, and not a clock that was set.
 */
#include "integration/webhooks/inside.h"

#include "base/core/log.h"

#define ROOM	    "webhooks"
#define SAID_MAX    2048
#define HEADERS_MAX 40
#define REST_MS	    (3 * DAY_MS)

/* --- what an answer means --- */

static struct text headers_json(struct arena *a, const struct http_reply *reply)
{
	struct buffer *b = arena_take(a, sizeof(*b));

	*b = buffer_open(a, (size_t)1 << 20);
	struct json_out o = json_open(b);
	json_map(&o);
	for (size_t i = 0; i < reply->header_count && i < HEADERS_MAX; i++) {
		bool said = false;
		for (size_t j = 0; j < i && !said; j++)
			said = text_alike(reply->headers[i].name, reply->headers[j].name);
		if (said)
			continue;
		json_key_text(&o, reply->headers[i].name);
		json_put_text(&o, reply->headers[i].value);
	}
	json_close(&o);
	return buffer_text(b);
}

static struct text location_of(const struct http_reply *reply)
{
	for (size_t i = 0; i < reply->header_count; i++)
		if (text_alike(reply->headers[i].name, TEXT("location")))
			return reply->headers[i].value;
	return TEXT("elsewhere");
}

static struct text error_of(struct arena *a, const struct http_sent *sent)
{
	const struct http_reply *reply = &sent->reply;
	struct text there = location_of(reply);

	if (sent->err)
		return sent->why;
	if (reply->status / 100 == 2)
		return TEXT("");
	if (reply->status == 410)
		return TEXT("It says that it wants nothing any more (410).");
	if (reply->status / 100 == 3)
		return text_format(a,
				   "It answered %d: it has moved to %.*s, where it is not"
				   " followed; change the webhook's address.",
				   reply->status, (int)(there.size < 500 ? there.size : 500),
				   there.at);
	return text_format(a, "It answered %d.", reply->status);
}

/* What may stand in a text of the data: UTF-8, without NUL. */
static struct text said_of(struct arena *a, struct text body)
{
	struct text kept = { body.at, body.size < SAID_MAX ? body.size : SAID_MAX };

	kept.size = text_utf8_size(kept);
	size_t nul = 0;
	while (nul < kept.size && kept.at[nul])
		nul++;
	kept.size = nul;
	return text_copy(a, kept);
}

void attempt_judge(struct arena *a, const struct http_sent *sent, struct attempt *out)
{
	out->status = sent->reply.status;
	out->error = error_of(a, sent);
	out->gone = sent->reply.status == 410;
	if (!out->status)
		return;
	out->headers = headers_json(a, &sent->reply);
	out->said = said_of(a, sent->reply.body);
}

/* --- how the receiver is --- */

static void text_or_null(struct call *call, const char *name, struct text value)
{
	if (value.size)
		call_set_text(call, name, value);
	else
		call_set_null(call, name);
}

static enum err attempt_keep(struct call *call, const struct job *job, const struct attempt *t)
{
	call_set_whole(call, "jobId", job->id);
	call_set_whole(call, "attemptAt", t->at_ms);
	call_set_whole(call, "attemptMs", t->took_ms);
	if (t->status)
		call_set_whole(call, "attemptStatus", t->status);
	else
		call_set_null(call, "attemptStatus");
	text_or_null(call, "attemptHeaders", t->headers);
	text_or_null(call, "attemptSaid", t->said);
	text_or_null(call, "attemptError", t->error);
	return store_do(call, "INSERT INTO webhook_attempt (job, n, at, ms, status, headers, said,"
			      " error) SELECT :jobId, coalesce(max(n), 0) + 1, :attemptAt,"
			      " :attemptMs, CAST(:attemptStatus AS BIGINT),"
			      " CAST(:attemptHeaders AS TEXT), CAST(:attemptSaid AS TEXT),"
			      " CAST(:attemptError AS TEXT)"
			      " FROM webhook_attempt WHERE job = :jobId");
}

/* Not written each time: to a minute is enough for people. */
static enum err well_note(struct call *call)
{
	call_set_whole(call, "hookNow", call->now_ms);
	call_set_whole(call, "hookMinute", call->now_ms - MINUTE_MS);
	return store_do(call, "UPDATE webhook SET ok_at = :hookNow, down_since = NULL"
			      " WHERE id = :hookId AND (down_since IS NOT NULL OR ok_at IS NULL"
			      " OR ok_at < :hookMinute OR ok_at > :hookNow)");
}

static enum err rest(struct call *call, const struct job *job, const char *why)
{
	call_set_text(call, "hookWhy", text_of(why));
	call_set_whole(call, "hookNow", call->now_ms);
	store_do(call, "UPDATE webhook SET state = 'resting', state_reason = :hookWhy,"
		       " state_at = :hookNow WHERE id = :hookId AND state = 'on'");
	if (call->err || !call->changed)
		return call->err;
	job_target_hold(call, job->target, true);
	log_say(LOG_WARN, ROOM, "a webhook rests id=%.*s why=\"%s\"",
		(int)call_text(call, "hookId").size, call_text(call, "hookId").at, why);
	return call->err;
}

static enum err trouble_note(struct call *call, const struct job *job, const struct attempt *t)
{
	int64_t seen = store_seen_ms(call);

	call_set_whole(call, "hookSeen", seen);
	store_do(call, "UPDATE webhook SET down_since = :hookSeen WHERE id = :hookId"
		       " AND down_since IS NULL");
	if (t->gone)
		return rest(call, job, "the receiver says that it wants nothing any more (410)");
	int64_t since = store_number(call, "SELECT coalesce(down_since, 0) AS n FROM webhook"
					   " WHERE id = :hookId");
	if (since && seen - since >= REST_MS)
		return rest(call, job, "the receiver has taken nothing for three days");
	return call->err;
}

enum err webhook_settled(struct call *call, const struct job *job, const struct job_result *result)
{
	const struct attempt *t = result->own;

	if (!t || attempt_keep(call, job, t))
		return call->err;
	call_set_whole(call, "jobId", job->id);
	if (!store_load(call, "SELECT webhook_id AS hook_id FROM delivery WHERE job = :jobId"))
		return call->err;
	if (result->end == JOB_END_DONE)
		return well_note(call);
	return result->end == JOB_END_UNTRIED ? ERR_OK : trouble_note(call, job, t);
}
