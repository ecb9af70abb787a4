// SPDX-License-Identifier: Apache-2.0
/*
 * Who carries messages: programs of somebody else's, which hear of what is to be sent by an event,
 * or at an address of theirs.
 *
 * What goes to an address is a job of the durable queue: those of a conversation one after the
 * other, tried again for four hours.  Its words are kept with it, so what is told again is the
 * same; what it is called (messageId, emailMessageId) is the same at each try, so that whoever has
 * had it can tell.
 */
#ifndef GROUNDLEVEL_DOMAIN_CARRIERS_CARRIERS_H
#define GROUNDLEVEL_DOMAIN_CARRIERS_CARRIERS_H

#include "platform/jobs/jobs.h"
#include "runs.h"

struct provider {
	struct text id, type;
	bool posts; /* has an address */
};
/* The one of :locationId with that id; false: there is none. */
bool provider_find(struct call *call, struct text id, struct provider *out);
/* The default one of its type; false: there is none. */
bool provider_default(struct call *call, const char *type, struct provider *out);

struct carriage {
	struct text message, email; /* email may be empty */
	struct text body;	    /* JSON: a map */
	int64_t job;
	bool repeats; /* its provider knows what it had already */
};
/* Puts it down to be posted to the provider, behind what waits of the conversation. */
enum err carriage_put(struct call *call, struct text provider, struct text conversation,
		      const struct carriage *c);
/* What a job carries; false: it is not kept any more. */
bool carriage_find(struct call *call, int64_t job, struct carriage *out);
/* The last one of a message, or of the e-mail in it, is posted once more; false: there is none, or
 * it is under way. */
bool carriage_again(struct call *call, struct text message, struct text email);

/* The kind of work that it is, without `may` and `moved`: those are whose the messages are. */
struct job_kind carriage_kind(void);

#endif
