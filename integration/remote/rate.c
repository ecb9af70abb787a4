// SPDX-License-Identifier: Apache-2.0
/*
 * What the headers of an answer say of limits and of time.
 */
#include "integration/remote/inside.h"

#include "base/time/clock.h"

#define RATE_WAIT_MOST DAY_MS
#define EPOCH_LEAST    ((int64_t)1000000000) /* 2001: as a span it would be years, or 11 days */

static int64_t whole_header(const struct remote_answer *answer, const char *name)
{
	int64_t whole;

	return text_whole(remote_header(answer, name), &whole) && whole >= 0 ? whole : -1;
}

static int month_find(struct text name)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int i = 0; i < 12; i++)
		if (text_same(name, (struct text){ months + 3 * i, 3 }))
			return i + 1;
	return 0;
}

/* The only spelling that servers may still send: Sun, 06 Nov 1994 08:49:37 GMT */
int64_t http_date_ms(struct text date)
{
	int64_t day, year, hour, minute, second;

	if (date.size != 29 || !text_ends(date, " GMT"))
		return 0;
	int month = month_find((struct text){ date.at + 8, 3 });
	bool fine = month && text_whole((struct text){ date.at + 5, 2 }, &day) &&
		    text_whole((struct text){ date.at + 12, 4 }, &year) &&
		    text_whole((struct text){ date.at + 17, 2 }, &hour) &&
		    text_whole((struct text){ date.at + 20, 2 }, &minute) &&
		    text_whole((struct text){ date.at + 23, 2 }, &second);

	if (!fine)
		return 0;
	return ((clock_day_number((int)year, month, (int)day) * 24 + hour) * 3600 + minute * 60 +
		second) *
	       1000;
}

/* 120, 1.5, 90s, 1m30s, 500ms: milliseconds; a number without a unit has that one.  -1: neither. */
static int64_t span_of(struct text t, double unit_ms)
{
	static const struct {
		const char *name;
		double ms;
	} units[] = {
		{ "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "d", DAY_MS }
	};
	double sum = 0;
	size_t at = 0;

	while (at < t.size) {
		double n = 0, place = 0;
		size_t from = at, i = 0;
		for (; at < t.size && ((t.at[at] >= '0' && t.at[at] <= '9') || t.at[at] == '.');
		     at++) {
			if (t.at[at] == '.' && place > 0)
				return -1;
			if (t.at[at] == '.')
				place = 1;
			else if (place > 0)
				n += (t.at[at] - '0') * (place /= 10);
			else
				n = n * 10 + (t.at[at] - '0');
		}
		if (at == from)
			return -1;
		struct text rest = { t.at + at, t.size - at };
		while (i < 5 && !text_starts(rest, units[i].name))
			i++;
		if (i == 5 && rest.size)
			return -1;
		sum += n * (rest.size ? units[i].ms : unit_ms);
		at += rest.size ? strlen(units[i].name) : 0;
	}
	return !t.size ? -1 : sum > 9e15 ? (int64_t)9e15 : (int64_t)sum;
}

/* How long from now?  A span, seconds or milliseconds since 1970, a date: all are met.  A number
 * that would be a span of years is a time.  Nobody waits for more than a day, whatever is said. */
static int64_t wait_of(struct text said, int64_t unit_ms, int64_t now_ms)
{
	int64_t number, at = http_date_ms(said), wait;

	said = text_trim(said);
	if (!at && clock_read_iso(said, &number))
		at = number;
	if (!at && text_whole(said, &number) && number >= EPOCH_LEAST)
		at = number >= EPOCH_LEAST * 1000 ? number
		     : number > INT64_MAX / 1000  ? INT64_MAX
						  : number * 1000;
	if (at)
		wait = now_ms ? at - now_ms : RATE_WAIT_MOST;
	else
		wait = span_of(said, (double)unit_ms);
	if (wait < 0)
		return at ? 0 : -1;
	return wait < RATE_WAIT_MOST ? wait : RATE_WAIT_MOST;
}

void rate_read(struct remote_answer *answer, int64_t now_ms)
{
	/* which header, and what a bare number counts */
	static const struct {
		const char *name;
		int64_t unit_ms;
	} waits[] = { { "Retry-After", 1000 },
		      { "Retry-After-Ms", 1 },
		      { "X-RateLimit-Retry-After", 1000 },
		      { "X-RateLimit-Reset", 1000 },
		      { "RateLimit-Reset", 1000 } };
	struct remote_rate *r = &answer->rate;

	answer->date_ms = http_date_ms(remote_header(answer, "Date"));
	if (answer->date_ms)
		now_ms = answer->date_ms;
	*r = (struct remote_rate){
		.max = whole_header(answer, "X-RateLimit-Max"),
		.remaining = whole_header(answer, "X-RateLimit-Remaining"),
		.interval_ms = whole_header(answer, "X-RateLimit-Interval-Milliseconds"),
		.limit_daily = whole_header(answer, "X-RateLimit-Limit-Daily"),
		.daily_remaining = whole_header(answer, "X-RateLimit-Daily-Remaining"),
		.daily_reset_ms = wait_of(remote_header(answer, "X-RateLimit-Daily-Reset"), 1,
					  now_ms),
		.retry_after_ms = -1,
	};
	if (r->interval_ms > RATE_WAIT_MOST)
		r->interval_ms = RATE_WAIT_MOST;
	/* of resets only who refuses speaks of a wait */
	size_t count = answer->status == 429 || answer->status == 503 ? 5 : 3;
	for (size_t i = 0; i < count && r->retry_after_ms < 0; i++)
		r->retry_after_ms = wait_of(remote_header(answer, waits[i].name), waits[i].unit_ms,
					    now_ms);
}

int64_t remote_retry_after(const struct http_reply *reply, int64_t now_ms)
{
	struct remote_answer answer = { .status = reply->status,
					.headers = reply->headers,
					.header_count = reply->header_count };

	rate_read(&answer, now_ms);
	return answer.rate.retry_after_ms;
}
