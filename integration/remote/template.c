// SPDX-License-Identifier: Apache-2.0
/*
 * Bodies by a template: what somebody else's listener wants to find.
 *
 *	contact[id]={contactId}&contact[email]={email}
 *	{"subscriber": {"id": {contactId}, "email_address": {email}}}
 *
 * A {name} that the input does not have leaves nothing behind (in JSON: null).  A brace that opens
 * no name stands for itself.  How a value is spelled depends on the type: escaped in a form, quoted
 * in JSON, as it is elsewhere.
 */
#include "integration/remote/inside.h"

static bool name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* {name} at the start of t?  Its size with braces, or 0. */
static size_t spot(struct text t, struct text *name)
{
	size_t end = 1;

	if (!t.size || t.at[0] != '{')
		return 0;
	while (end < t.size && name_byte(t.at[end]))
		end++;
	if (end == 1 || end == t.size || t.at[end] != '}')
		return 0;
	*name = (struct text){ t.at + 1, end - 1 };
	return end + 1;
}

static void put_spelled(struct arena *a, struct buffer *out, struct text type, const struct json *v)
{
	struct text plain = json_is(v, JSON_MAP) || json_is(v, JSON_LIST) ? json_source(a, v)
									  : json_text(v);

	if (text_starts(type, "application/json")) {
		buffer_add(out, v ? json_source(a, v) : TEXT("null"));
		return;
	}
	if (json_is(v, JSON_TRUE) || json_is(v, JSON_FALSE))
		plain = json_is(v, JSON_TRUE) ? TEXT("true") : TEXT("false");
	if (text_starts(type, "application/x-www-form-urlencoded"))
		buffer_url(out, plain);
	else
		buffer_add(out, plain);
}

struct text template_fill(struct arena *a, const struct remote_target *target,
			  const struct json *input)
{
	struct buffer *b = arena_take(a, sizeof(*b));
	struct text t = target->body_template, name;

	*b = buffer_open(a, BODY_MAX);
	for (size_t i = 0; i < t.size;) {
		size_t size = spot((struct text){ t.at + i, t.size - i }, &name);

		if (size)
			put_spelled(a, b, target->body_type, input ? json_find(input, name) : NULL);
		else
			buffer_byte(b, t.at[i]);
		i += size ? size : 1;
	}
	return buffer_text(b);
}
