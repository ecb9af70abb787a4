// SPDX-License-Identifier: Apache-2.0
/*
 * Signed requests to addresses that somebody set, many at once: the loop of a kind of jobs, for
 * webhooks and for whoever else tells somebody something.  Part of the room's door (webhooks.h).
 */
#ifndef GROUNDLEVEL_INTEGRATION_WEBHOOKS_POST_H
#define GROUNDLEVEL_INTEGRATION_WEBHOOKS_POST_H

#include "integration/remote/remote.h"
#include "platform/jobs/jobs.h"

struct signer {
	char id[21]; /* of the key; empty: none was read */
	unsigned char secret[64];
};
/* base64 of the signature of these, one after the other */
struct text signer_sign(struct arena *a, const struct signer *s, struct text before,
			struct text body);

/* One try, as it is kept; `own` of the job's result. */
struct attempt {
	int64_t at_ms, took_ms;
	int status; /* 0: there was no answer */
	struct text headers, said, error;
	bool gone; /* it wants nothing any more */
};

struct post_trade {
	/* What a job sends, all of it in the call's arena.  ERR_MISSING: it has nothing to send any
	 * more, and has failed; ERR_INTERNAL: it cannot be sent now; *why is one sentence. */
	enum err (*request)(struct call *call, const struct job *job, const struct signer *signer,
			    struct http_sending *out, struct text *why);
	/* What an answer, or none, means for the job, beyond what it means for the receiver. */
	void (*judge)(const struct job *job, const struct http_sent *sent,
		      struct job_result *result);
};
void post_loop(struct job_loop *l, const struct post_trade *trade);

/* http(s)://host…, without a user in it, blanks and a fragment. */
bool post_address_good(struct text url);
/* How long a request may take, and what is read of its answer; the rest of it as it was. */
void post_limits(struct http_sending *out);

#endif
