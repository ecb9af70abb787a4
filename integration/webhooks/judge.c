// SPDX-License-Identifier: Apache-2.0
/*
 * Is a webhook well described?
 */
#include "integration/webhooks/inside.h"
#include "runs.h"

#include "base/core/near.h"

#define HEADERS_MAX	10
#define HEADER_SIZE_MAX 1000

static bool is_graph(char c)
{
	return (unsigned char)c > ' ' && c != 0x7f;
}

bool post_address_good(struct text url)
{
	size_t start = text_starts(url, "https://") ? 8 : text_starts(url, "http://") ? 7 : 0;
	size_t at = start;

	while (at < url.size && url.at[at] != '/' && url.at[at] != '?')
		if (url.at[at] == '@' || url.at[at++] == '\\')
			return false;
	if (!start || at == start)
		return false;
	for (size_t i = 0; i < url.size; i++)
		if (!is_graph(url.at[i]) || url.at[i] == '#')
			return false;
	return true;
}

static void type_judge(struct call *call, struct text type)
{
	size_t count, best = near_limit(type);
	const struct event_word *known = catalogue_event_words(call->app->catalogue, &count);
	struct text near = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (text_same(known[i].type, type))
			return;
		if (near_better(type, known[i].type, &best))
			near = known[i].type;
	}
	call_violation(call,
		       near.size ? "types: nothing of the type %.*s happens here; did you"
				   " mean %.*s?"
				 : "types: nothing of the type %.*s happens here%.*s",
		       (int)type.size, type.at, (int)near.size, near.at);
}

static void types_judge(struct call *call)
{
	const struct json *types;
	struct text why;

	if (!call_text(call, "types").size ||
	    json_read(call->arena, call_text(call, "types"), &types, &why))
		return;
	for (const struct json *t = json_first(types); t; t = json_after(types, t))
		type_judge(call, t->text);
}

/* Ours, or of the way that a request travels. */
static bool is_reserved(struct text name)
{
	static const char *const names[] = { "host",	      "content-length", "content-type",
					     "connection",    "expect",		"transfer-encoding",
					     "deliveryid",    "authorization",	"x-ghl-signature",
					     "x-wh-signature" };
	static const char *const starts[] = { "x-groundlevel-", "webhook-", "proxy-" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (text_alike(name, text_of(names[i])))
			return true;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		size_t size = strlen(starts[i]);
		if (name.size >= size &&
		    text_alike((struct text){ name.at, size }, text_of(starts[i])))
			return true;
	}
	return false;
}

static bool is_token(struct text name)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || (c && strchr(marks, c));
		if (!plain)
			return false;
	}
	return name.size > 0 && name.size <= 100;
}

static bool is_line(struct text value)
{
	for (size_t i = 0; i < value.size; i++)
		if ((unsigned char)value.at[i] < ' ' || value.at[i] == 0x7f)
			return false;
	return value.size > 0 && value.size <= HEADER_SIZE_MAX;
}

static void headers_judge(struct call *call)
{
	const struct json *headers;
	struct text why;

	if (!call_text(call, "headers").size ||
	    json_read(call->arena, call_text(call, "headers"), &headers, &why))
		return;
	if (headers->count > HEADERS_MAX)
		call_violation(call, "headers must contain not more than %d members", HEADERS_MAX);
	for (const struct json *n = json_first(headers); n; n = json_after(headers, n + 1)) {
		struct text name = n->text;
		if (!is_token(name) || !is_line(json_text(n + 1)))
			call_violation(call,
				       "headers.%.*s must be the name of a header and its"
				       " value, on one line",
				       (int)name.size, name.at);
		else if (is_reserved(name))
			call_violation(call, "headers.%.*s is set by us", (int)name.size, name.at);
	}
}

enum err webhook_judge(struct call *call)
{
	struct text authorization = call_text(call, "authorization");

	if (call_value(call, "url")->type == VALUE_TEXT &&
	    !post_address_good(call_text(call, "url")))
		call_violation(call, "url must be an address like https://example.com/hooks,"
				     " without a user and a fragment");
	if (authorization.size && !is_line(authorization))
		call_violation(call, "authorization must be one line of at most %d bytes",
			       HEADER_SIZE_MAX);
	types_judge(call);
	headers_judge(call);
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "The webhook is not well described.");
	return ERR_OK;
}

enum err event_type_list(struct call *call)
{
	size_t count;
	const struct event_word *known = catalogue_event_words(call->app->catalogue, &count);

	json_key(&call->out, "types");
	json_list(&call->out);
	for (size_t i = 0; i < count; i++) {
		json_map(&call->out);
		json_key(&call->out, "type");
		json_put_text(&call->out, known[i].type);
		json_key(&call->out, "thing");
		json_put_text(&call->out, known[i].thing);
		json_key(&call->out, "change");
		json_put_c(&call->out, known[i].change);
		json_close(&call->out);
	}
	json_close(&call->out);
	return ERR_OK;
}
