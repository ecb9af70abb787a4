// SPDX-License-Identifier: Apache-2.0
/*
 * How much a token may ask: 100 requests in 10 seconds and 200,000 in a day, unless the settings or
 * the token say otherwise (behaviour 1.4).  Each of the two may be 0: no such limit.
 *
 * Both windows are fixed and open with the first call in them.  The counts live in this process and
 * start anew with it.
 */
#include "platform/auth/inside.h"

#include "base/time/clock.h"

#define BURST_MS 10000

static int64_t limit_of(int64_t own, int64_t usual)
{
	return own < 0 ? usual : own;
}

struct auth_rates auth_rates(const struct call *call)
{
	struct auth_config usual = call->app->auth ? call->app->auth->config
						   : (struct auth_config){ 0 };

	return (struct auth_rates){ .burst = limit_of(call->caller->rate_burst, usual.rate_burst),
				    .day = limit_of(call->caller->rate_day, usual.rate_day) };
}

static void window_enter(struct window *w, int64_t now_ms, int64_t length_ms)
{
	if (now_ms - w->opened_ms >= length_ms || now_ms < w->opened_ms)
		*w = (struct window){ .opened_ms = now_ms };
}

static void header_whole(struct call *call, const char *name, int64_t value)
{
	call_reply_header(call, name, text_format(call->arena, "%lld", (long long)value));
}

static int64_t left(int64_t limit, int64_t used)
{
	return limit > used ? limit - used : 0;
}

enum err rate_count(struct call *call, struct cached_token *cached_token)
{
	int64_t most = auth_rates(call).burst, most_day = auth_rates(call).day;

	if (!most && !most_day)
		return ERR_OK;
	pthread_mutex_lock(&cached_token->lock);
	window_enter(&cached_token->burst, call->now_ms, BURST_MS);
	window_enter(&cached_token->day, call->now_ms, DAY_MS);
	bool over = (most && cached_token->burst.used >= most) ||
		    (most_day && cached_token->day.used >= most_day);
	if (!over) {
		cached_token->burst.used++;
		cached_token->day.used++;
	}
	struct window burst = cached_token->burst, day = cached_token->day;
	pthread_mutex_unlock(&cached_token->lock);

	if (most) {
		header_whole(call, "x-ratelimit-max", most);
		header_whole(call, "x-ratelimit-remaining", left(most, burst.used));
		header_whole(call, "x-ratelimit-interval-milliseconds", BURST_MS);
	}
	if (most_day) {
		header_whole(call, "x-ratelimit-limit-daily", most_day);
		header_whole(call, "x-ratelimit-daily-remaining", left(most_day, day.used));
		header_whole(call, "x-ratelimit-daily-reset",
			     day.opened_ms + DAY_MS - call->now_ms);
	}
	return over ? refuse(call, ERR_RATE_LIMITED, "Too Many Requests") : ERR_OK;
}
