// SPDX-License-Identifier: Apache-2.0
/*
 * Delivering to webhooks as a kind of work.
 */
#include "integration/webhooks/inside.h"

#define AT_ONCE 256
/* A refusal of this one event holds up the next of its thing for so long only. */
#define ALONE_TRIES 5
#define ALONE_MS    (10 * MINUTE_MS)

static enum err request(struct call *call, const struct job *job, const struct signer *signer,
			struct http_sending *out, struct text *why)
{
	struct hook hook;
	struct told told;
	struct rows *r = store_ask(call, TOLD_READING);
	bool found = rows_next(r);
	enum err e = found ? hook_read(call, r, &hook, why) : ERR_MISSING;

	(void)job;
	if (found && !e)
		e = told_read(call, r, &told);
	rows_close(r);
	if (e == ERR_MISSING)
		*why = TEXT("the event is no longer kept (settings: events_days)");
	if (!e && !call->err)
		*out = hook_request(call->arena, &hook, &told, signer);
	return e;
}

static void judge(const struct job *job, const struct http_sent *sent, struct job_result *result)
{
	int status = sent->reply.status;
	bool refused = status / 100 == 4 && status != 408 && status != 425 && status != 429;

	result->alone = refused && job->tries >= ALONE_TRIES && job->waited_ms >= ALONE_MS;
}

static void webhook_loop(struct job_loop *l)
{
	static const struct post_trade trade = { .request = request, .judge = judge };

	post_loop(l, &trade);
}

static struct text days(const struct settings *s)
{
	return s->deliveries_days;
}

static enum err forget(struct call *call, struct text ids, int64_t before_ms, bool *more)
{
	(void)before_ms, (void)more;
	call_set_text(call, "hookJobs", ids);
	store_do(call, "DELETE FROM webhook_attempt WHERE job IN"
		       " (SELECT CAST(value AS BIGINT) FROM json_each(:hookJobs))");
	return store_do(call, "DELETE FROM delivery WHERE job IN"
			      " (SELECT CAST(value AS BIGINT) FROM json_each(:hookJobs))");
}

struct job_kind webhook_kind(void)
{
	return (struct job_kind){ .number = JOB_WEBHOOK,
				  .name = "webhook",
				  .at_once = AT_ONCE,
				  .loop = webhook_loop,
				  .stirs = webhook_stirs,
				  .feed = webhook_feed,
				  .settled = webhook_settled,
				  .base_ms = 10 * SECOND_MS,
				  .cap_ms = 6 * HOUR_MS,
				  .until_ms = 3 * DAY_MS,
				  .days = days,
				  .forget = forget };
}
