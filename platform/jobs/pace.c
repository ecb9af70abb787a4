// SPDX-License-Identifier: Apache-2.0
/*
 * How fast another server is asked, and when again after it failed.  Pure.
 *
 * HighLevel's windows are fixed: they open with the first request in them.  Others who use the same
 * quota show up as a sudden drop of what remains.  A tenth of each window is kept for what a person
 * waits for.  After five failures in a row the circuit opens: nothing is sent for a while, then one
 * request tries; meanwhile no effect uses up its tries.
 */
#include "platform/jobs/pace.h"

#define WINDOW_MARGIN_MS 250 /* the other side's window opened a little later than ours */
#define FAILS_MAX	 5
#define OPEN_FIRST_MS	 ((int64_t)30 * 1000)
#define OPEN_MOST_MS	 (15 * MINUTE_MS)
#define RETRY_FIRST_MS	 ((int64_t)2000)
#define RETRY_MOST_MS	 (15 * MINUTE_MS)

static int64_t window_end(const struct pace *p)
{
	return p->window_start + p->interval_ms + WINDOW_MARGIN_MS;
}

static int64_t allowed(const struct pace *p, int lane, int64_t now_ms)
{
	int64_t n = lane ? p->max - p->max / 10 : p->max;

	if (p->slow_until > now_ms)
		n /= 2;
	return n > 0 ? n : 1;
}

static bool is_ahead(int64_t ms, int64_t now_ms)
{
	return ms > now_ms && ms <= now_ms + PACE_MOST_MS;
}

int64_t pace_rest(const struct pace *p, int64_t now_ms)
{
	int64_t until = p->daily_left == 0 ? p->daily_reset : 0;

	if (!p->fails && p->open_until > until)
		until = p->open_until;
	return is_ahead(until, now_ms) && until > now_ms + MINUTE_MS ? until : 0;
}

int64_t pace_when(const struct pace *p, int lane, int64_t now_ms)
{
	if (is_ahead(p->open_until, now_ms))
		return p->open_until;
	if (p->daily_left == 0 && is_ahead(p->daily_reset, now_ms))
		return p->daily_reset;
	if (p->max <= 0 || now_ms >= window_end(p) || p->window_start > now_ms + DAY_MS)
		return 0;
	return p->used >= allowed(p, lane, now_ms) ? window_end(p) : 0;
}

void pace_sent(struct pace *p, int64_t now_ms)
{
	if (p->max > 0 && now_ms >= window_end(p)) {
		p->window_start = now_ms;
		p->used = 0;
	}
	p->used++;
	if (p->daily_left > 0)
		p->daily_left--;
	if (p->fails >= FAILS_MAX) /* the one that tries; the others wait for what it finds */
		p->open_until = now_ms + p->open_ms;
}

/* What was said, up to a day; where nothing was said: that. */
static int64_t most(int64_t said_ms, int64_t otherwise_ms)
{
	int64_t ms = said_ms >= 0 ? said_ms : otherwise_ms;

	return ms < PACE_MOST_MS ? ms : PACE_MOST_MS;
}

static void pace_limits(struct pace *p, const struct pace_news *news, int64_t now_ms)
{
	if (news->max > 0) {
		p->max = news->max;
		p->interval_ms = news->interval_ms > 0 ? news->interval_ms : 10000;
	}
	if (news->remaining >= 0 && p->max > 0 && p->max - news->remaining > p->used)
		p->used = p->max - news->remaining;
	if (news->daily_left >= 0) {
		p->daily_left = news->daily_left;
		p->daily_reset = now_ms + most(news->daily_reset_ms, DAY_MS);
	}
}

void pace_heard(struct pace *p, const struct pace_news *news, int64_t now_ms, uint32_t random)
{
	pace_limits(p, news, now_ms);
	if (news->quota) {
		p->daily_left = 0;
		p->daily_reset = now_ms + most(news->daily_reset_ms, HOUR_MS);
	} else if (news->flood) {
		if (p->interval_ms <= 0)
			p->interval_ms = 10000;
		if (p->max <= 0)
			p->max = p->used > 1 ? p->used : 1;
		p->window_start = now_ms + random % 500;
		p->used = p->max;
		p->slow_until = now_ms + 2 * p->interval_ms;
	}
	if (!news->broken && p->fails)
		p->fails = p->open_ms = p->open_until = 0;
	if (news->wait_ms > 0 && now_ms + most(news->wait_ms, 0) > p->open_until)
		p->open_until = now_ms + most(news->wait_ms, 0);
	if (!news->broken || ++p->fails < FAILS_MAX)
		return;
	p->open_ms = p->open_ms ? p->open_ms * 2 : OPEN_FIRST_MS;
	p->open_ms = p->open_ms < OPEN_MOST_MS ? p->open_ms : OPEN_MOST_MS;
	if (p->open_until < now_ms + p->open_ms)
		p->open_until = now_ms + p->open_ms;
}

int64_t retry_wait(int64_t tries, int64_t server_ms, uint32_t random)
{
	int64_t limit = RETRY_FIRST_MS;

	for (int64_t i = 1; i < tries && limit < RETRY_MOST_MS; i++)
		limit *= 2;
	limit = limit < RETRY_MOST_MS ? limit : RETRY_MOST_MS;
	int64_t wait = (int64_t)((double)random / 4294967296.0 * (double)limit);
	server_ms = server_ms < PACE_MOST_MS ? server_ms : PACE_MOST_MS;
	return wait > server_ms ? wait : server_ms;
}

int priority_favoured(uint16_t dice)
{
	static const int weights[] = { 8, 4, 2, 1 };
	int at = dice % 15, priority = 0;

	while (at >= weights[priority])
		at -= weights[priority++];
	return priority;
}
