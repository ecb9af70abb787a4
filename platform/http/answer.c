// SPDX-License-Identifier: Apache-2.0
/*
 * From an answer to bytes.
 *
 * In the loop's own thread the head is written straight to where it is sent from.  In another
 * thread it is written to the request's arena, with a gap for the date, and the connection is put
 * on the loop's list `done`; the loop is woken once for a batch, by whoever finds the list empty.
 */
#include "platform/http/inside.h"

#include <assert.h>

#define STATUS_TABLE(X)                                                                            \
	X(200, "OK")                                                                               \
	X(201, "Created")                                                                          \
	X(202, "Accepted")                                                                         \
	X(204, "No Content")                                                                       \
	X(206, "Partial Content")                                                                  \
	X(301, "Moved Permanently")                                                                \
	X(302, "Found")                                                                            \
	X(303, "See Other")                                                                        \
	X(304, "Not Modified")                                                                     \
	X(307, "Temporary Redirect")                                                               \
	X(308, "Permanent Redirect")                                                               \
	X(400, "Bad Request")                                                                      \
	X(401, "Unauthorized")                                                                     \
	X(403, "Forbidden")                                                                        \
	X(404, "Not Found")                                                                        \
	X(405, "Method Not Allowed")                                                               \
	X(406, "Not Acceptable")                                                                   \
	X(408, "Request Timeout")                                                                  \
	X(409, "Conflict")                                                                         \
	X(410, "Gone")                                                                             \
	X(412, "Precondition Failed")                                                              \
	X(413, "Payload Too Large")                                                                \
	X(414, "URI Too Long")                                                                     \
	X(415, "Unsupported Media Type")                                                           \
	X(416, "Range Not Satisfiable")                                                            \
	X(417, "Expectation Failed")                                                               \
	X(422, "Unprocessable Entity")                                                             \
	X(428, "Precondition Required")                                                            \
	X(429, "Too Many Requests")                                                                \
	X(431, "Request Header Fields Too Large")                                                  \
	X(500, "Internal Server Error")                                                            \
	X(501, "Not Implemented")                                                                  \
	X(502, "Bad Gateway")                                                                      \
	X(503, "Service Unavailable")                                                              \
	X(504, "Gateway Timeout")                                                                  \
	X(505, "HTTP Version Not Supported")                                                       \
	X(507, "Insufficient Storage")

#define STATUS_LEAST 200
#define STATUS_MOST  599
#define STATUS_BUSY  503
#define HEAD_FIXED   256 /* more than status line, date, length and connection take together */

static const struct text status_lines[STATUS_MOST - STATUS_LEAST + 1] = {
#define X(status, phrase)                                                                          \
	[status - STATUS_LEAST] = { "HTTP/1.1 " #status " " phrase "\r\nDate: ",                   \
				    sizeof("HTTP/1.1 " #status " " phrase "\r\nDate: ") - 1 },
	STATUS_TABLE(X)
#undef X
};

static char *put(char *to, const char *at, size_t size)
{
	memcpy(to, at, size);
	return to + size;
}

#define PUT(to, literal) put(to, literal, sizeof(literal) - 1)

/* The value of a header; whatever would end the line becomes a space. */
static char *put_value(char *to, struct text t)
{
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];

		*to++ = c == '\r' || c == '\n' || c == 0 ? ' ' : c;
	}
	return to;
}

static char *put_number(char *to, size_t n)
{
	char digits[24];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	return put(to, digits + at, sizeof(digits) - at);
}

static char *put_status(char *to, int status)
{
	struct text line = status_lines[status - STATUS_LEAST];

	if (line.size)
		return put(to, line.at, line.size);
	to = PUT(to, "HTTP/1.1 ");
	to = put_number(to, (size_t)status);
	return PUT(to, " Status\r\nDate: ");
}

static size_t head_room(const struct http_answer *a)
{
	size_t room = HEAD_FIXED + a->content_type.size;

	for (size_t i = 0; i < a->header_count; i++)
		room += a->headers[i].name.size + a->headers[i].value.size + 4;
	return room;
}

static bool has_body(int status)
{
	return status != 204 && status != 304;
}

/* A client of HTTP/1.0 knows by the end of the connection that there is no more. */
static bool is_last(const struct http_connection *c, const struct http_answer *a)
{
	return a->close || !c->keep || (c->old && a->held && a->held->size == HTTP_SIZE_UNKNOWN);
}

/* Gives the end of the head; *date_at is where HTTP_DATE_SIZE bytes are left open. */
static char *head_write(char *to, const struct http_connection *c, const struct http_answer *a,
			char **date_at)
{
	bool close = is_last(c, a);

	assert(a->status >= STATUS_LEAST && a->status <= STATUS_MOST);
	to = put_status(to, a->status);
	*date_at = to;
	to += HTTP_DATE_SIZE;
	if (a->content_type.size) {
		to = PUT(to, "\r\nContent-Type: ");
		to = put_value(to, a->content_type);
	}
	if (a->held && a->held->size == HTTP_SIZE_UNKNOWN) {
		if (!c->old)
			to = PUT(to, "\r\nTransfer-Encoding: chunked");
	} else if (has_body(a->status)) {
		to = PUT(to, "\r\nContent-Length: ");
		to = put_number(to, a->held ? a->held->size : a->body.size);
	}
	if (a->status == STATUS_BUSY)
		to = PUT(to, "\r\nRetry-After: 1"); /* RFC 9110 10.2.3, in seconds */
	if (close)
		to = PUT(to, "\r\nConnection: close");
	else if (c->old)
		to = PUT(to, "\r\nConnection: keep-alive");
	for (size_t i = 0; i < a->header_count; i++) {
		to = PUT(to, "\r\n");
		to = put_value(to, a->headers[i].name);
		to = PUT(to, ": ");
		to = put_value(to, a->headers[i].value);
	}
	return PUT(to, "\r\n\r\n");
}

static struct text body_of(const struct http_connection *c, const struct http_answer *a)
{
	return c->head_only || !has_body(a->status) ? (struct text){ 0 } : a->body;
}

void http_answer_send(struct http_connection *c, const struct http_answer *answer)
{
	struct http_loop *loop = c->loop;
	size_t room = head_room(answer);
	struct text head = { 0 };
	char *date, *end;

	http_out_claim(c);
	if (room <= HTTP_OUT_ROOM - loop->out_size) {
		end = head_write(loop->out + loop->out_size, c, answer, &date);
		loop->out_size = (size_t)(end - loop->out);
	} else {
		char *at = arena_bytes(c->receive_buffer->arena, room);

		end = head_write(at, c, answer, &date);
		head = (struct text){ at, (size_t)(end - at) };
	}
	memcpy(date, http_loop_date(loop), HTTP_DATE_SIZE);
	http_out_write(c, head, body_of(c, answer));
}

void http_answer_ready(struct http_connection *c)
{
	struct http_ready *r = &c->ready;

	memcpy(r->head + r->date_at, http_loop_date(c->loop), HTTP_DATE_SIZE);
	http_out_claim(c);
	http_out_write(c, (struct text){ r->head, r->head_size }, r->body);
}

static void answer_elsewhere(struct http_connection *c, const struct http_answer *answer)
{
	struct http_loop *loop = c->loop;
	char *at = arena_bytes(c->receive_buffer->arena, head_room(answer)), *date;
	char *end = head_write(at, c, answer, &date);
	struct http_connection *newest = atomic_load_explicit(&loop->done, memory_order_relaxed);

	c->ready = (struct http_ready){
		.head = at,
		.head_size = (size_t)(end - at),
		.date_at = (size_t)(date - at),
		.body = body_of(c, answer),
		.status = answer->status,
		.close = is_last(c, answer),
		.held = answer->held ? *answer->held : (struct http_held){ 0 },
	};
	do {
		c->next = newest;
	} while (!atomic_compare_exchange_weak_explicit(
		&loop->done, &newest, c, memory_order_release, memory_order_relaxed));
	if (!newest) /* c is the loop's again, it may be gone by now */
		uv_async_send(&loop->wake);
}

void http_answer(struct http_request *request, const struct http_answer *answer)
{
	char *at = (char *)request - offsetof(struct http_connection, request);
	struct http_connection *c = (struct http_connection *)at;

	assert(http_handled(c));
	if (!pthread_equal(pthread_self(), c->loop->thread)) {
		answer_elsewhere(c, answer);
		return;
	}
	c->status = answer->status;
	c->held = answer->held ? *answer->held : (struct http_held){ 0 };
	if (!http_closes(c)) {
		c->last = c->last || is_last(c, answer);
		http_answer_send(c, answer);
	}
	http_connection_answered(c);
}
