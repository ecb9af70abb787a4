// SPDX-License-Identifier: Apache-2.0
/*
 * HTTP as a client, one exchange or many at once.  Part of the room's door (http.h).
 */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_CLIENT_H
#define GROUNDLEVEL_PLATFORM_HTTP_CLIENT_H

#include "base/call/call.h"

#include <stdatomic.h>

struct sockaddr;
/* Does it lead into a private network (RFC 1918, loopback, link-local …)? */
bool http_leads_inward(const struct sockaddr *address);

struct http_client; /* keeps connections alive; one thread at a time */
struct http_sending {
	struct text method, url, body; /* url with scheme; http and https */
	const struct header *headers;
	size_t header_count;
	int64_t timeout_ms; /* whole exchange */
	int64_t connect_ms; /* until a connection is there; 0: as the whole */
	size_t reply_max;   /* bytes of a reply body */
	/* The status is what counts: a body that is too large, or does not end in time, is cut off
	 * where it was. */
	bool cut;
	/* Sent twice is no harm: when a kept connection dies under it, it is written once more. */
	bool harmless;
	/* For addresses that a user typed; the rules hold after names are resolved.  Guarded: no
	 * proxy of the environment, no plain http over the Internet, and no private network
	 * (RFC 1918, loopback, link-local …) unless `private` allows it. */
	bool guarded, private;
	const atomic_bool *give_up; /* NULL, or: true ends it within about a second */
};
struct http_reply {
	int status;
	bool sent; /* something of the request was written */
	bool late; /* its time was over */
	struct text body;
	struct header *headers;
	size_t header_count;
};
struct http_client *http_client_open(void);
void http_client_close(struct http_client *c);
/* ERR_UNAVAILABLE: no answer, *why says what happened, reply->sent whether the other side may have
 * acted; any status is ERR_OK.  Reply is in the arena.  ERR_BAD: a line break in method, address or
 * header.  ERR_FORBIDDEN: what `guarded` forbids; nothing was written.  Redirects are not followed;
 * reply_max too small is ERR_AWAY.  A request is written once, unless it is `harmless`: when a kept
 * connection dies under it, it is not sent again. */
enum err http_send(struct http_client *c, struct arena *a, const struct http_sending *sending,
		   struct http_reply *reply, struct text *why);

/* --- many at once, in one thread that waits for none of them --- */
struct http_sends;
struct http_sends *http_sends_open(size_t most); /* under way at once */
void http_sends_close(struct http_sends *s);	 /* NULL is fine; what is under way is cut off */
/* Begins it: all of it, and of its reply, lives in the arena, which must stay until it is over.
 * `owner` comes back with it.  ERR_BAD as http_send; ERR_UNAVAILABLE: as many are under way. */
enum err http_sends_begin(struct http_sends *s, struct arena *a, const struct http_sending *sending,
			  void *owner, struct text *why);
struct http_sent {
	void *owner;
	enum err err; /* as http_send gives it */
	struct http_reply reply;
	struct text why;
};
/* Waits for at most so long until something is over, or somebody wakes it; gives what is over. */
size_t http_sends_wait(struct http_sends *s, int64_t ms, struct http_sent *out, size_t most);
void http_sends_wake(void *sends); /* from any thread */
/* All that is under way is over now: the next waits give it. */
void http_sends_give_up(struct http_sends *s);

#endif
