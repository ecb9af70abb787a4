// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts and what hangs on them.  What each operation does: one file per subject, the same word
 * as its .api and its .sql.
 *
 * The functions are named by the rows of the catalogue (`run contact_create`) and reached only
 * through them; the table is made from the rows at build time.  By the time one runs, the caller is
 * admitted and the input is well formed.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTACTS_CONTACTS_H
#define GROUNDLEVEL_DOMAIN_CONTACTS_CONTACTS_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

struct filter;

/* An empty filter of contacts that knows where each of their fields is, of the table contact. */
struct filter *contact_filter(struct call *call);

enum err contact_need(struct call *call); /* :contactId is there, or it refuses */

/* The contact :contactId becomes that user's, who is there; `keep`: unless it is somebody's.  The
 * operation announces ContactUpdate. */
enum err contact_assign(struct call *call, struct text owner, bool keep);

/* Mail to that address does not arrive, or he who has it wants none: kept, where it is the
 * contact's.  Whose complaint it is is not always said.  The operation announces ContactUpdate. */
enum contact_mail_end { CONTACT_UNREACHED, CONTACT_COMPLAINS };
enum err contact_mail_ended(struct call *call, struct text contact, struct text address,
			    enum contact_mail_end how);

/* --- workflows that are flows --- */

struct workflow_of_flow {
	struct text flow_id, slug, word; /* its name, or its id */
	bool again, published;
};
/* The flow is this workflow from now on: it is made, taken, renamed, published or made a draft. */
enum err workflow_take(struct call *call, const struct workflow_of_flow *w);
enum err workflow_release(struct call *call, struct text flow_id); /* it is none any more */
/* *by: another flow, which is it already; or empty. */
enum err workflow_taken(struct call *call, struct text word, struct text slug, struct text *by);
bool workflow_is(struct call *call, struct text id);
/* Is whoever entered (WorkflowEntered) still in the workflow that is this flow, and has started
 * nothing?  Then run is what he starts. */
bool enrolment_waits(struct call *call, struct text flow_id, const struct json *entered);
enum err enrolment_begin(struct call *call, int64_t run);
enum err enrolments_end(struct call *call, struct text runs); /* a JSON list; they came to an end */

#endif
