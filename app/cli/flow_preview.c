// SPDX-License-Identifier: Apache-2.0
/*
 * What a preview found, as people read it.
 */
#include "app/cli/flow.h"

static long long number(const struct json *reply, const char *key)
{
	int64_t n = 0;

	json_whole(json_get(reply, key), &n);
	return n;
}

static void say_sample(struct arena *a, const struct json *s)
{
	struct text item = json_text(json_get(s, "item")), asks = json_text(json_get(s, "asks"));
	struct text field = json_text(json_get(s, "field"));
	const struct json *before = json_get(s, "before"), *after = json_get(s, "after");
	struct text was = before ? json_source(a, before) : TEXT("null");
	struct text is = after ? json_source(a, after) : TEXT("null");

	printf("  %.*s %.*s %.*s: %.*s -> %.*s\n", (int)item.size, item.at, (int)asks.size, asks.at,
	       (int)field.size, field.at, (int)was.size, was.at, (int)is.size, is.at);
}

void flow_preview_say(struct arena *a, const struct json *reply)
{
	const struct json *samples = json_get(reply, "samples"),
			  *reasons = json_get(reply, "reasons");

	printf("%lld items: %lld would make something, %lld change something, %lld leave all as it"
	       " is, %lld are left out, %lld unclear\n",
	       number(reply, "items"), number(reply, "made"), number(reply, "changed"),
	       number(reply, "same"), number(reply, "left"), number(reply, "unclear"));
	for (const struct json *s = json_first(samples); s; s = json_after(samples, s))
		say_sample(a, s);
	for (const struct json *s = json_first(reasons); s; s = json_after(reasons, s)) {
		struct text item = json_text(json_get(s, "item"));
		struct text why = json_text(json_get(s, "why"));
		printf("  unclear: %.*s %.*s\n", (int)item.size, item.at, (int)why.size, why.at);
	}
	printf("%lld requests would write, about %lld seconds at the rate of the connections; the"
	       " preview made %lld requests that read\n",
	       number(reply, "wouldSend"), number(reply, "seconds"), number(reply, "requests"));
	if (!json_flag(json_get(reply, "complete")))
		printf("there is more than was looked at: --items N\n");
	if (!json_flag(json_get(reply, "startsAll")))
		printf("without \"start\": \"all\" the first look only learns these; runs begin "
		       "with"
		       " what changes\n");
}
