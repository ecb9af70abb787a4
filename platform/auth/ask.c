// SPDX-License-Identifier: Apache-2.0
/*
 * Asking an operation from inside, within another call's transaction: what `init`, `demo`, the
 * commands and flows use, so that they obey the same rows as everybody: class, scope and tenant are
 * asked as of a request.  What a token shows outside (its secret, the version, its rate) has no
 * counterpart here: `who` is already known.
 */
#include "platform/auth/inside.h"
#include "platform/store/store.h"

static const struct header json_header = { TEXT("content-type"), TEXT("application/json") };

static struct call *ask_open(struct call *within, const struct auth_request *ask)
{
	struct call *call = call_open(within->arena, within->now_ms);
	struct text rest = ask->path;

	call->catalogue = within->catalogue;
	call->auth = within->auth;
	call->store = within->store;
	call->zones = within->zones;
	call->settings = within->settings;
	call->flows = within->flows;
	call->blocking_pool = within->blocking_pool;
	call->connection = within->connection;
	call->caller = ask->caller ? ask->caller : within->caller;
	call->method = ask->method;
	text_split(&rest, '?', &call->path);
	call->query = rest;
	call->body = ask->body;
	call->headers = &json_header;
	call->header_count = ask->body.size ? 1 : 0;
	return call;
}

static enum err ask_admit(struct call *call)
{
	if (call->op->token == TOKEN_NONE) { /* public: asked as by anybody */
		call->caller = NULL;
		return ERR_OK;
	}
	if (!call->caller)
		return refuse(call, ERR_UNAUTHORIZED, "authorization header was not found.");
	return admit_rights(call);
}

static enum err ask_prepare(struct call *call)
{
	enum err e = catalogue_match(call);

	call_set_flag(call, "askedInside", true);
	if (!e)
		e = ask_admit(call);
	if (!e)
		e = catalogue_check(call);
	return e ? e : auth_enter(call);
}

/* What was wrong, in one line. */
static struct text complaint(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);

	if (!call->violation_count)
		return call->why;
	for (size_t i = 0; i < call->violation_count; i++) {
		if (i)
			buffer_add(&b, TEXT("; "));
		buffer_add(&b, call->violations[i]);
	}
	return buffer_text(&b);
}

static struct text reply_text(struct call *call)
{
	if (call->content_type.size == 0)
		json_close(&call->out);
	return buffer_text(&call->buffer);
}

enum err auth_ask(struct call *within, const char *method, struct text path, struct text body,
		  const struct json **reply)
{
	struct auth_request ask = { .method = text_of(method), .path = path, .body = body };
	struct call *call = ask_open(within, &ask);
	struct text why;
	enum err e = ask_prepare(call);

	if (!e)
		e = store_run(call);
	if (!e && call->err)
		e = call->err;
	if (!e)
		return json_read(within->arena, reply_text(call), reply, &why);
	struct text said = complaint(call);
	return refuse(within, e, "%s %.*s: %.*s", method, (int)path.size, path.at, (int)said.size,
		      said.at);
}

enum err auth_try(struct call *within, const struct auth_request *ask, struct auth_result *told)
{
	struct call *call = ask_open(within, ask);
	enum err e = ask_prepare(call);

	*told = (struct auth_result){ .status = err_status(e), .op = call->op };
	if (!e)
		e = store_try(within, call);
	if (within->err)
		return within->err;
	if (!e)
		told->body = catalogue_told(within->arena, call->op, reply_text(call));
	told->err = e;
	told->status = e ? err_status(e) : call->status ? call->status : call->op->status;
	if (e) {
		told->why = complaint(call);
		told->more = call->more;
	}
	return ERR_OK;
}
