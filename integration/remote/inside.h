// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.
 *
 *	request.c   the row and the values into an HTTP request
 *	sign.c      the signature of the bridge
 *	template.c  bodies that are not the row's own JSON
 *	wrap.c      one thing to us that stands in a list there
 *	classify.c  what an answer means, by status and by what it says
 *	rate.c      what its headers say of limits and of time
 *	remote.c    the door: one exchange
 */
#ifndef GROUNDLEVEL_INTEGRATION_REMOTE_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_REMOTE_INSIDE_H

#include "integration/remote/remote.h"

#define URL_MAX	    (64 << 10)
#define BODY_MAX    (16 << 20)
#define HEADERS_MAX 8

/* ERR_INVALID: *why is one sentence. */
enum err request_make(struct arena *a, const struct remote_target *target,
		      const struct remote_ask *ask, struct http_sending *out, struct text *why);

/* Of a request whose url and body are made, at ask->now_ms; the value of X-Groundlevel-Sign. */
struct text request_sign(struct arena *a, const struct remote_target *target,
			 const struct remote_ask *ask, const struct http_sending *out,
			 struct text idempotency_key);

/* The body by the target's template; the values are spelled as its type asks. */
struct text template_fill(struct arena *a, const struct remote_target *target,
			  const struct json *input);

/* Of a row that `wraps`: the body as it is sent, and the answer as if it were of the one thing. */
struct text wrap_body(struct arena *a, const struct op *op, struct text body);
void answer_unwrap(struct arena *a, const struct op *op, struct remote_answer *answer);

const struct json *body_read(struct arena *a, struct text raw); /* NULL: it is not JSON */
/* Fills in class, code, existing_id and why, from status, headers and body. */
void answer_classify(struct arena *a, const struct remote_ask *ask, struct text raw,
		     struct remote_answer *answer);
void rate_read(struct remote_answer *answer, int64_t now_ms); /* ours, where Date is not said */
int64_t http_date_ms(struct text date);			      /* 0: it is none */

#endif
