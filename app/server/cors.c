// SPDX-License-Identifier: Apache-2.0
/*
 * Pages of other origins (CORS), as browsers ask for it: the Fetch standard, 3.2.
 *
 * A token stands in a header that only the page's own script can set, and no cookie is ever read,
 * so any origin may ask by default; credentials are never allowed.  The setting cors_origins names
 * those that may, with a space between; a reply to others has no word about it, and their browser
 * keeps it from the page.
 */
#include "app/server/inside.h"
#include "base/core/settings.h"

#define METHODS	   "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
#define MAX_AGE	   "31536000" /* a year, as upstream; browsers cut it down */
#define NAMES_SENT "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Version"
#define NAMES_READ                                                                                 \
	"x-ratelimit-max, x-ratelimit-remaining, x-ratelimit-interval-milliseconds,"               \
	" x-ratelimit-limit-daily, x-ratelimit-daily-remaining, x-ratelimit-daily-reset,"          \
	" ETag, Retry-After, Groundlevel-Not-Kept, Idempotency-Replayed"

static bool origin_known(struct text known, struct text origin)
{
	struct text one;

	while (text_split(&known, ' ', &one))
		if (one.size && text_same(one, origin))
			return true;
	return false;
}

/* Who may read the reply; empty: nobody. */
static struct text origin_allowed(const struct call *call)
{
	struct text origin = call_header(call, "origin"), known = call->app->settings->cors_origins;

	if (origin.size == 0 || text_is(known, "*"))
		return origin.size ? known : origin;
	return origin_known(known, origin) ? origin : (struct text){ 0 };
}

static bool origin_put(struct call *call)
{
	struct text allowed = origin_allowed(call);

	if (allowed.size == 0)
		return false;
	call_reply_header(call, "Access-Control-Allow-Origin", allowed);
	call_reply_header(call, "Vary", TEXT("Origin"));
	return true;
}

bool cors_asks(const struct call *call)
{
	return text_is(call->method, "OPTIONS");
}

bool cors_preflight(struct call *call)
{
	struct text names = call_header(call, "access-control-request-headers");

	if (!cors_asks(call))
		return false;
	if (!origin_put(call))
		return true;
	call_reply_header(call, "Access-Control-Allow-Methods", TEXT(METHODS));
	call_reply_header(call, "Access-Control-Allow-Headers",
			  names.size ? names : TEXT(NAMES_SENT));
	call_reply_header(call, "Access-Control-Max-Age", TEXT(MAX_AGE));
	return true;
}

void cors_allow(struct call *call)
{
	if (origin_put(call))
		call_reply_header(call, "Access-Control-Expose-Headers", TEXT(NAMES_READ));
}
