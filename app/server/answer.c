// SPDX-License-Identifier: Apache-2.0
/*
 * A request becomes a call, and what came of it one answer.
 */
#include "app/server/inside.h"

#include "platform/invoke/invoke.h"

struct http_answer answer_of(struct call *call, enum err e)
{
	struct text body;
	int status = reply_make(call, e, &body);

	cors_allow(call);
	/* The line of the log is written when the answer has left: what it says of the caller must
	 * not lie in the memory of his token. */
	call->asker = text_copy(call->arena, auth_name(call));
	if (call->op)
		call->asker_location = text_copy(call->arena, call_text(call, "locationId"));
	auth_leave(call);
	return (struct http_answer){
		.status = status,
		.content_type = call->content_type.size ? call->content_type
							: TEXT("application/json; charset=utf-8"),
		.headers = call->extra,
		.header_count = call->extra_count,
		.body = body,
	};
}

static void reply(struct call *call, enum err e)
{
	struct http_held held = { 0 };

	if (!e && call->file)
		e = file_open(call, &held);
	struct http_answer answer = answer_of(call, e);
	file_answer(call, &held, &answer);
	http_answer(call->owner, &answer);
}

/* It is performed: some have yet to ask somebody else, before they have an answer. */
static void finish(struct call *call, enum err e)
{
	if (!e && call->settled)
		call->settled(call);
	if (!e && call->after)
		e = blocking_pool_finish(call->pool ? call->pool : call->app->blocking_pool, call);
	if (!e && (call->op->live || call->op->waits.size))
		e = listeners_take(call);
	if (e != ERR_PENDING)
		reply(call, e);
}

/* What a browser asks before it asks: of any path, whoever it is. */
static void preflight(struct call *call)
{
	http_answer(call->owner, &(struct http_answer){ .status = 204,
							.headers = call->extra,
							.header_count = call->extra_count });
}

/* A page of the console: no operation, the same for everybody. */
static void page(struct call *call)
{
	struct http_answer answer = { 0 };

	answer.status = console_make(call, &answer.body);
	answer.content_type = call->content_type;
	answer.headers = call->extra;
	answer.header_count = call->extra_count;
	if (answer.body.size && answer.content_type.size == 0)
		answer.content_type = TEXT("application/json; charset=utf-8");
	http_answer(call->owner, &answer);
}

static void answer(struct call *call)
{
	enum err e = invoke_wire(call);

	if (e != ERR_PENDING)
		finish(call, e); /* exactly one answer, always */
}

static struct call *call_of(struct serve *s, struct http_request *request)
{
	struct call *call = call_open(request->arena, clock_now_ms(s->config.clock));

	call->app = s->config.app;
	call->connection = s->connections[request->loop];
	call->serve = s;
	call->began_us = clock_monotonic_us();
	call->method = request->method;
	call->path = request->path;
	call->query = request->query;
	call->body = request->body;
	call->headers = request->headers;
	call->header_count = request->header_count;
	call->peer = request->peer;
	call->done = finish;
	call->owner = request;
	call->left = &request->left;
	return call;
}

/* --- rows with `files`: their body is taken apart first, in a thread that may wait --- */

struct upload {
	struct call *call;
	struct text name;
	enum err e;
};

static void upload_take(struct http_request *request)
{
	struct upload *u = request->private;

	u->e = blobs_take(u->call, &(struct blobs_body){ .fd = request->body_fd,
							 .size = request->body_size,
							 .bytes = request->body,
							 .name = u->name });
}

static void upload_taken(struct http_request *request)
{
	struct upload *u = request->private;

	request->private = u->call;
	if (u->e)
		reply(u->call, u->e);
	else
		answer(u->call);
}

/* Who may not send it is told so before; what is wrong with the rest is found as ever. */
static void upload(struct call *call, struct http_request *request)
{
	struct call *head = call_of(call->serve, request);
	struct upload *u = arena_take(call->arena, sizeof(*u));
	enum err e = invoke_head(head);

	if (e) {
		request->private = head;
		reply(head, e);
		return;
	}
	auth_leave(head);
	call->op = head->op; /* says which files may come */
	*u = (struct upload){ .call = call, .name = call_text(head, "fileName") };
	request->private = u;
	http_aside(request, upload_take, upload_taken);
}

static bool takes_files(struct call *call)
{
	bool sends = text_is(call->method, "PUT") ||
		     (text_is(call->method, "POST") &&
		      !text_starts(call_header(call, "content-type"), "application/json"));
	const struct op *op = sends ? catalogue_routed(call) : NULL;

	return op && op->files.size;
}

void answer_request(void *owner, struct http_request *request)
{
	struct call *call = call_of(owner, request);

	request->private = call;
	if (cors_preflight(call))
		preflight(call);
	else if (console_asks(call))
		page(call);
	else if (takes_files(call))
		upload(call, request);
	else
		answer(call);
}

/* The head is here; the body is taken only from who may send it. */
bool answer_head(void *owner, struct http_request *request, struct http_answer *no)
{
	struct call *call = call_of(owner, request);

	if (cors_asks(call) || console_asks(call)) /* the answer is the same with any body */
		return true;
	enum err e = invoke_head(call);
	if (!e && call->op->files.size) {
		request->body_most = blobs_body_most(call);
		e = blobs_room(call);
	}
	if (e) {
		*no = answer_of(call, e);
		request_note(owner, call, request->loop, no->status);
	}
	auth_leave(call);
	return !e;
}
