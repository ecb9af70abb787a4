// SPDX-License-Identifier: Apache-2.0
/*
 * Asking an operation from inside, within another call's transaction: what `init`, `demo` and the
 * commands use, so that they obey the same rows as everybody.
 */
#include "serve/inside.h"

static const struct header json_header = { TEXT("content-type"), TEXT("application/json") };

static void split_query(struct call *call)
{
	struct text rest = call->path;

	text_split(&rest, '?', &call->path);
	call->query = rest;
}

static struct call *ask_open(struct call *within, const char *method, struct text path,
			     struct text body)
{
	struct call *call = call_open(within->arena, within->now_ms);

	call->catalogue = within->catalogue;
	call->auth = within->auth;
	call->store = within->store;
	call->zones = within->zones;
	call->link = within->link;
	call->who = within->who;
	call->method = text_of(method);
	call->path = path;
	call->body = body;
	call->headers = &json_header;
	call->header_count = body.size ? 1 : 0;
	split_query(call);
	return call;
}

enum err serve_ask(struct call *within, const char *method, struct text path, struct text body,
		   const struct json **reply)
{
	struct call *call = ask_open(within, method, path, body);
	struct text bytes, why;

	enum err e = catalogue_match(call);
	if (!e)
		e = catalogue_check(call);
	if (!e)
		e = auth_enter(call);
	if (!e)
		e = call->op->run(call);
	if (!e && call->err)
		e = call->err;
	reply_make(call, e, &bytes);
	if (e)
		return refuse(within, e, "%s %.*s: %.*s", method, (int)path.size, path.at,
			      (int)bytes.size, bytes.at);
	return json_read(within->arena, bytes, reply, &why);
}
