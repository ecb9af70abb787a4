// SPDX-License-Identifier: Apache-2.0
/*
 * From a finished call to the bytes of its reply.
 *
 * A success is the object that the handler streamed, closed with traceId.  A refusal takes one of
 * the recorded forms (behaviour 2): the gateway's (B) has no traceId, a validation error (D) lists
 * everything at once, calendars and objects (C) say status and name, a contact that is not there
 * says error and status (10.2), all others are Nest's (A).
 */
#include "app/server/inside.h"

#include "base/core/html.h"
#include "base/secrets/id.h"
#include "platform/invoke/invoke.h"

static bool from_the_gateway(enum err e)
{
	int status = err_status(e);

	return status == 401 || status == 403 || status == 429;
}

static void put_messages(struct json_out *o, const struct call *call)
{
	json_list(o);
	for (size_t i = 0; i < call->violation_count; i++)
		json_put_text(o, call->violations[i]);
	json_close(o);
}

static void put_refusal_nest(struct json_out *o, const struct call *call, enum err e)
{
	json_key(o, "statusCode");
	json_put_whole(o, err_status(e));
	json_key(o, "message");
	if (call->violation_count)
		put_messages(o, call);
	else
		json_put_text(o, call->why.size ? call->why : text_of(err_phrase(e)));
	if (!from_the_gateway(e) && call->more.size == 0) {
		json_key(o, "error");
		json_put_c(o, err_phrase(e));
	}
}

/* A contact that is not there, as the wire says it of a read. */
static void put_refusal_nobody(struct json_out *o, const struct call *call, enum err e)
{
	json_key(o, "error");
	json_put_text(o, call->why);
	json_key(o, "status");
	json_put_whole(o, err_status(e));
}

static void put_refusal_http(struct json_out *o, const struct call *call, enum err e)
{
	json_key(o, "status");
	json_put_whole(o, err_status(e));
	json_key(o, "message");
	json_put_text(o, call->why.size ? call->why : text_of(err_phrase(e)));
	json_key(o, "name");
	json_put_c(o, "HttpException");
}

/* RFC 6749, 5.2; a code that is not known says what upstream says. */
static void put_refusal_oauth(struct json_out *o, struct call *call, enum err e)
{
	bool ours = e >= ERR_CLIENT && e <= ERR_SCOPES;

	json_key(o, "error");
	if (ours)
		json_put_c(o, err_phrase(e));
	else
		json_put_c(o, e == ERR_UNAUTHORIZED ? "UnAuthorized!"
			      : err_status(e) < 500 ? "invalid_request"
						    : "server_error");
	json_key(o, "error_description");
	json_put_text(o, invoke_complaint(call));
}

static struct text refusal_page(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);

	page_open(&b, "en", TEXT("Groundlevel"));
	buffer_add(&b, TEXT("<p>"));
	page_text(&b, invoke_complaint(call));
	buffer_add(&b, TEXT("</p>"));
	page_close(&b);
	call->content_type = TEXT("text/html; charset=utf-8");
	call_reply_header(call, "Content-Security-Policy", TEXT(PAGE_POLICY));
	return buffer_text(&b);
}

static struct text refusal_body(struct call *call, enum err e)
{
	struct buffer buffer = buffer_open(call->arena, 1 << 20);
	struct json_out o = json_open(&buffer);
	bool plain = call->violation_count || call->more.size || from_the_gateway(e);

	if (call->op && call->op->style == STYLE_PAGE)
		return refusal_page(call);
	json_map(&o);
	if (call->op && call->op->style == STYLE_OAUTH)
		put_refusal_oauth(&o, call, e);
	else if (e == ERR_NOBODY)
		put_refusal_nobody(&o, call, e);
	else if (!plain && call->op && call->op->style == STYLE_HTTP && err_status(e) < 500)
		put_refusal_http(&o, call, e);
	else
		put_refusal_nest(&o, call, e);
	if (!from_the_gateway(e)) {
		json_key(&o, "traceId");
		json_put_c(&o, call->trace);
	}
	if (call->more.size) {
		buffer_byte(&buffer, ',');
		buffer_add(&buffer, call->more);
	}
	json_close(&o);
	return buffer_text(&buffer);
}

/* Not by parameters that make the reply another one: a change would not know of them. */
static bool asked_plainly(const struct call *call)
{
	const struct shape *query = call->op->query;

	for (size_t i = 0; i < query->count; i++)
		if (!text_is(query->fields[i].name, "locationId") &&
		    call_named(call, query->fields[i].name_c))
			return false;
	return true;
}

/* A thing that can be changed has a tag; has whoever asks it as it is? */
static bool known_already(struct call *call)
{
	struct text list = call_header(call, "if-none-match"), tag = invoke_tag(call);

	call_reply_header(call, "ETag", tag);
	return list.size && invoke_tag_listed(list, tag);
}

static struct text success_body(struct call *call)
{
	if (call->content_type.size)
		return buffer_text(&call->buffer);
	if (call->op->tagged && !call->status && asked_plainly(call) && known_already(call)) {
		call->status = 304;
		return (struct text){ 0 };
	}
	json_key(&call->out, "traceId");
	json_put_c(&call->out, call->trace);
	json_close(&call->out);
	return buffer_text(&call->buffer);
}

int reply_make(struct call *call, enum err e, struct text *body)
{
	if (!e && call->buffer.full)
		e = refuse(call, ERR_INTERNAL, "The reply would be too large.");
	if (e) {
		call->content_type = (struct text){ 0 };
		*body = refusal_body(call, e);
		return err_status(e);
	}
	*body = success_body(call);
	return call->status ? call->status : call->op->status;
}

struct text reply_complaint(void *owner, struct arena *a, int status, const char *reason)
{
	struct buffer buffer = buffer_open(a, 4096);
	struct json_out o = json_open(&buffer);
	char trace[ID_UUID_SIZE];

	(void)owner;
	id_uuid_random(trace);
	json_map(&o);
	json_key(&o, "statusCode");
	json_put_whole(&o, status);
	json_key(&o, "message");
	json_put_c(&o, reason);
	json_key(&o, "traceId");
	json_put_c(&o, trace);
	json_close(&o);
	return buffer_text(&buffer);
}
