// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the server's state, and how a reply is made.
 */
#ifndef GROUNDLEVEL_SERVE_INSIDE_H
#define GROUNDLEVEL_SERVE_INSIDE_H

#include "base/clock.h"
#include "serve/serve.h"

#define SERVE_LOOPS_MAX 64

struct serve {
	struct serve_config config;
	struct http_server *http;
	struct link *links[SERVE_LOOPS_MAX]; /* one for each event loop */
};

/* One request, from HTTP bytes to its reply. */
void answer_request(void *owner, struct http_request *request);
/* Its head alone; false: it is refused with *no. */
bool answer_head(void *owner, struct http_request *request, struct http_answer *no);

/* Makes the body of the reply that the call has earned; returns its status. */
int reply_make(struct call *call, enum err e, struct text *body);
/* The body for a request that never became a call. */
struct text reply_complaint(void *owner, struct arena *a, int status, const char *reason);

#endif
