// SPDX-License-Identifier: Apache-2.0
/*
 * The way of a call, the only one: which operation, who asks, is it well formed, whose data, and
 * then it is performed.  There are two ways in: over the wire, and from inside (flows, commands,
 * the demo), where the values are there already.  Class, scope, tenant and every rule of the row
 * are asked in both; only what a token shows outside (its secret, the version, its rate) has no
 * counterpart inside, because who asks is known.
 */
#ifndef GROUNDLEVEL_PLATFORM_INVOKE_INVOKE_H
#define GROUNDLEVEL_PLATFORM_INVOKE_INVOKE_H

#include "platform/auth/auth.h"

/* From outside: what came over the wire is in the call.  ERR_PENDING: call->done comes later. */
enum err invoke_wire(struct call *call);
/* The same of what was asked once already, and goes on: it does not count as asked again. */
enum err invoke_again(struct call *call);
enum err invoke_still(struct call *call); /* might it be asked? */
/* What the head alone can say of it; for a body that has yet to come. */
enum err invoke_head(struct call *call);

/* From inside, all but performing it: the call is asked by its call->caller and may then be
 * performed where the caller of this sees fit (store_run). */
enum err invoke_prepare(struct call *call, const struct asking *ask);

/* From inside, in the transaction of `within` and as its call->caller: the operation of that name
 * with these values (a JSON map; empty: none).  The reply is read into *reply; a refusal is passed
 * on to `within`. */
enum err invoke(struct call *within, const char *name, struct text input,
		const struct json **reply);

/* The same, for what is a part of the operation that was asked, as a form that was submitted makes
 * its contact: the row that was asked has admitted the caller, so the scopes of the other are not
 * asked of him as well.  All else of it is: class, tenant, references, values. */
enum err invoke_part(struct call *within, const char *name, struct text input,
		     const struct json **reply);

/* The tag (ETag, with its quotes) of a reply of our own JSON, before it is closed; of a row that is
 * `tagged`.  A change over the wire with If-Match is refused with ERR_STALE where it has another.
 */
struct text invoke_tag(struct call *call);
bool invoke_tag_listed(struct text list, struct text tag); /* `"a", W/"b"` or `*` */

/* What was wrong with a call that was refused, in one line. */
struct text invoke_complaint(struct call *call);

struct invocation {
	const struct op *op;
	struct text input;	     /* a JSON map */
	struct text location;	     /* wherever the row wants one and the input has none */
	const struct caller *caller; /* NULL: as `within` */
};
struct invoked {
	enum err err; /* 0: it was done */
	int status;
	const struct op *op; /* what was asked; NULL: there is no such row */
	struct text body;    /* the reply, JSON, when it was done; secrets left out */
	struct text why;     /* else one sentence */
	struct text more;    /* and further members of the refusal, as JSON without braces */
};
/* The same, but a refusal undoes only what was asked, and `within` goes on (no rows of it may be
 * open).  An error is one of `within`: nothing more can be done in its transaction. */
enum err invoke_try(struct call *within, const struct invocation *ask, struct invoked *told);

/* For `caller` of an invocation: whoever may ask this row in this location, and nothing else.  Who
 * asks for it must have been let in by other means: a run whose own rights are asked before it
 * acts, a site by its signature, a visitor of a page that everybody may use. */
const struct caller *invoke_for_row(struct call *call, struct text location_id,
				    const struct op *op);

/* The row of that name, asked for `location` by whoever may ask it there (invoke_for_row). */
enum err invoke_row(struct call *within, const char *name, struct text location, struct text input,
		    struct invoked *told);

#endif
