// SPDX-License-Identifier: Apache-2.0
/*
 * What the headers of an answer say of limits and of time.
 */
#include "remote/inside.h"

#include "base/clock.h"

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

void rate_read(struct remote_answer *answer)
{
	struct text later = remote_header(answer, "Retry-After");
	int64_t seconds = whole_header(answer, "Retry-After"), at = http_date_ms(later);

	answer->date_ms = http_date_ms(remote_header(answer, "Date"));
	answer->rate = (struct remote_rate){
		.max = whole_header(answer, "X-RateLimit-Max"),
		.remaining = whole_header(answer, "X-RateLimit-Remaining"),
		.interval_ms = whole_header(answer, "X-RateLimit-Interval-Milliseconds"),
		.limit_daily = whole_header(answer, "X-RateLimit-Limit-Daily"),
		.daily_remaining = whole_header(answer, "X-RateLimit-Daily-Remaining"),
		.daily_reset_ms = whole_header(answer, "X-RateLimit-Daily-Reset"),
		.retry_after_ms = -1,
	};
	if (seconds >= 0 && seconds <= 366 * 86400)
		answer->rate.retry_after_ms = seconds * 1000;
	else if (at && answer->date_ms)
		answer->rate.retry_after_ms = at > answer->date_ms ? at - answer->date_ms : 0;
}
