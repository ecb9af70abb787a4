// SPDX-License-Identifier: Apache-2.0
/*
 * What a preview found, as the owner of the two sides reads it.
 */
#include "app/cli/flow.h"

static long long number(const struct json *reply, const char *key)
{
	int64_t n = 0;

	json_whole(json_get(reply, key), &n);
	return n;
}

/* Nothing is said of what there is none of. */
static void say_count(const struct json *reply, const char *key, const char *what)
{
	if (number(reply, key))
		printf("  %5lld %s\n", number(reply, key), what);
}

static void say_item(const struct json *s)
{
	struct text item = json_text(json_get(s, "item")), named = json_text(json_get(s, "named"));

	printf("  %.*s", (int)item.size, item.at);
	if (named.size)
		printf(" (%.*s)", (int)named.size, named.at);
}

/* A value; what is not there is no word of a programmer's. */
static struct text value_said(struct arena *a, const struct json *v)
{
	bool none = !v || v->kind == JSON_NULL || (v->kind == JSON_TEXT && !v->text.size) ||
		    (v->kind >= JSON_LIST && !v->count);

	return none ? TEXT("nothing") : json_source(a, v);
}

static void say_sample(struct arena *a, const struct json *s)
{
	struct text title = json_text(json_get(s, "title")),
		    field = json_text(json_get(s, "field"));
	struct text was = value_said(a, json_get(s, "before"));
	struct text is = value_said(a, json_get(s, "after"));

	say_item(s);
	printf(", %.*s: %.*s is %.*s, would be %.*s\n", (int)title.size, title.at, (int)field.size,
	       field.at, (int)was.size, was.at, (int)is.size, is.at);
}

static void say_lists(struct arena *a, const struct json *reply)
{
	const struct json *samples = json_get(reply, "samples"),
			  *reasons = json_get(reply, "reasons");

	if (json_first(samples))
		printf("Some of the changes:\n");
	for (const struct json *s = json_first(samples); s; s = json_after(samples, s))
		say_sample(a, s);
	if (json_first(reasons))
		printf("Why something cannot be foreseen:\n");
	for (const struct json *s = json_first(reasons); s; s = json_after(reasons, s)) {
		struct text why = json_text(json_get(s, "why"));
		say_item(s);
		printf(": %.*s\n", (int)why.size, why.at);
	}
}

static void say_cost(const struct json *reply)
{
	long long sent = number(reply, "wouldSend"), seconds = number(reply, "seconds");

	if (sent)
		printf("That is %lld request%s that write%s, in about %lld second%s at the rates of"
		       " the connections.\n",
		       sent, sent == 1 ? "" : "s", sent == 1 ? "s" : "", seconds,
		       seconds == 1 ? "" : "s");
	printf("This preview only read, with %lld request%s; it changed nothing.\n",
	       number(reply, "requests"), number(reply, "requests") == 1 ? "" : "s");
}

void flow_preview_say(struct arena *a, const struct json *reply)
{
	long long items = number(reply, "items");

	if (items)
		printf("Of the %lld in the list, if the flow took them all now:\n", items);
	else
		printf("The list is empty: the flow would do nothing now.\n");
	say_count(reply, "made", "would lead to something new");
	say_count(reply, "changed", "would change something that is there");
	say_count(reply, "same", "would leave everything as it is");
	say_count(reply, "left", "are left out by the flow itself (\"only\", or a stop)");
	say_count(reply, "unclear", "cannot be foreseen");
	say_lists(a, reply);
	say_cost(reply);
	if (!json_flag(json_get(reply, "complete")))
		printf("There are more in the list than were looked at: --items N looks at N.\n");
	if (items && !json_flag(json_get(reply, "startsAll")))
		printf("Switched on as it is, the flow only takes note of these and acts on what"
		       " changes afterwards; with \"start\": \"all\" it takes them all.\n");
}
