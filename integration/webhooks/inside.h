// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.
 *
 *	webhook.c     the operations on webhooks
 *	judge.c       is what they are given well formed?
 *	key.c         the pair of keys, and the signature
 *	feed.c        the log of events becomes jobs
 *	body.c        the bytes that are sent
 *	request.c     a delivery as a request
 *	post.c        the loop that sends
 *	send.c        what it sends for webhooks, as a kind of work
 *	settled.c     what is kept of a try, and how a receiver is
 *	delivery.c    what was told to whom
 *	again.c       telling it once more
 *	trial.c       a test
 */
#ifndef GROUNDLEVEL_INTEGRATION_WEBHOOKS_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_WEBHOOKS_INSIDE_H

#include "integration/connections/connections.h"
#include "integration/remote/remote.h"
#include "integration/webhooks/webhooks.h"
#include "runs.h"

#define WAITING_MAX 10000 /* jobs of one webhook; then its place in the log stands still */
#define BODY_MAX    ((size_t)256 << 10)

/* Whoever moves the head, or what a webhook has of the log, is alone in here; before any target. */
#define FEED_GUARD "webhooks-feed"

/* --- key.c --- */
/* The key that signs now; what is there already is left when it is the same.  ERR_INTERNAL: *why is
 * one sentence. */
enum err signer_read(struct call *call, struct signer *s, struct text *why);

/* --- body.c --- */
struct body_words {
	struct text app_id, version_id;
	int64_t now_ms;
};
/* The event's payload as it is sent: spelled as JSON.stringify(JSON.parse(…)) spells it. */
struct text body_make(struct arena *a, struct text payload, const struct body_words *w);
/* The id of what an event is about; empty: it names nothing. */
struct text body_thing(struct arena *a, struct text payload);

/* --- request.c --- */
/* How a webhook is asked, opened. */
struct hook {
	struct text id, url, authorization, headers; /* headers: a JSON map */
	struct body_words words;
	bool standard;
};
struct told { /* one event for it */
	struct text event_id, payload, cursor, delivery;
	int64_t try;
};
#define HOOK_COLUMNS                                                                               \
	"w.id AS hook_id, w.url AS hook_url, w.authorization_sealed AS hook_authorization,"        \
	" w.headers AS hook_headers, w.app_id AS hook_app, w.version_id AS hook_version,"          \
	" w.standard AS hook_standard"
/* :jobId, with all that its request is made of. */
#define TOLD_READING                                                                               \
	"SELECT d.job AS told_job, j.tries AS told_tries, d.event_id, e.payload, e.xid, "          \
	"e.seq, " HOOK_COLUMNS " FROM delivery d JOIN job j ON j.id = d.job"                       \
	" JOIN webhook w ON w.id = d.webhook_id LEFT JOIN event e ON e.seq = d.seq"                \
	" WHERE d.job = :jobId"
enum err told_read(struct call *call, struct rows *r, struct told *out); /* ERR_MISSING: gone */
/* From those columns.  ERR_INTERNAL: its secrets cannot be opened, *why is one sentence. */
enum err hook_read(struct call *call, struct rows *r, struct hook *out, struct text *why);
struct text hook_about(struct arena *a, struct text id, const char *what); /* of its secrets */
enum err hook_unseal(struct call *call, struct text id, const char *what, struct text box,
		     struct text *out);
enum err hook_seal(struct call *call, struct text id, const char *what, struct text plain,
		   struct text *box);
/* The request, ready to be sent; all of it in the arena. */
struct http_sending hook_request(struct arena *a, const struct hook *h, const struct told *t,
				 const struct signer *signer);

/* --- settled.c --- */
/* What an answer, or none, means. */
void attempt_judge(struct arena *a, const struct http_sent *sent, struct attempt *out);
enum err webhook_settled(struct call *call, const struct job *job, const struct job_result *result);

/* --- feed.c --- */
bool webhook_stirs(struct call *call);
enum err webhook_feed(struct call *call);
/* Those that do not take part any more have their own place from now on: where the head is. */
enum err feed_leave_head(struct call *call);
/* One event for one webhook; the delivery, 0: the call is over. */
struct delivery_new {
	struct text webhook_id, location_id, company_id; /* location_id may be empty */
	struct text event_id, type, thing;
	int64_t seq, target;
	bool ordered;
	enum job_priority priority;
};
int64_t delivery_put(struct call *call, const struct delivery_new *d);

/* --- judge.c --- */
/* Notes what is wrong with :url :types :headers :authorization, and refuses if anything is. */
enum err webhook_judge(struct call *call);

/* --- delivery.c --- */
extern const char delivery_one[]; /* :jobId, as a list shows it */
/* :deliveryId becomes :jobId, its webhook :hookId; false: who asks has none of this id. */
bool delivery_find(struct call *call);
void attempt_put(struct json_out *o, const struct attempt *t, int64_t n);
void request_put(struct json_out *o, const struct http_sending *sending, bool rebuilt);

/* --- webhook.c --- */
/* The webhooks that who asks may see: his location's; of a company token that names no location,
 * all of the company. */
#define OF_ASKER                                                                                   \
	"company_id = :companyId AND state <> 'gone'"                                              \
	" AND (coalesce(:locationId, '') = '' OR location_id = :locationId)"

#endif
