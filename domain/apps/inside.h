// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_DOMAIN_APPS_INSIDE_H
#define GROUNDLEVEL_DOMAIN_APPS_INSIDE_H

#include "base/secrets/digest.h"
#include "base/secrets/id.h"
#include "base/time/clock.h"
#include "domain/apps/apps.h"
#include "platform/auth/auth.h"
#include "platform/store/store.h"

#define REFRESH_MS (365 * DAY_MS)
#define CODE_MS	   (5 * MINUTE_MS)

/* An application as it is kept; texts in the call's arena. */
struct app_row {
	struct text id, company_id, client_id, name, redirects, scopes, kind;
	struct text secret_hash; /* empty: it is public */
	struct text secret_old_hash;
};
/* By its client_id, while it is alive; false: there is none. */
bool app_find(struct call *call, struct text client_id, struct app_row *out);

/* --- redirects.c (nothing is looked up) --- */

/* May it be registered?  Public ones may also wait on the person's own machine. */
bool redirect_good(struct text address, bool public);
/* Is it one of these (JSON), byte for byte; on one's own machine with any port? */
bool redirect_known(struct arena *a, struct text registered, struct text address);

/* --- client.c --- */

/* Who asks for a token: in the body or by Basic.  Refuses as RFC 6749 says. */
enum err client_need(struct call *call, struct app_row *out);

/* --- grant.c --- */

/* What a transaction has decided, for the thread that signs and answers. */
struct grant {
	enum err refused; /* with `why`, after something was kept all the same */
	const char *why;
	struct text refresh, claims; /* a new token and what it is to say */
	int64_t expires_in;	     /* seconds */
	struct text location_id, company_id, user_id, app_id, client_id;
	struct text scopes; /* JSON */
	struct text family;
};
struct auth_key;
/* The claims of a new access token. */
void grant_claim(struct call *call, struct grant *g);
/* A refresh token of the family; the hash stands in :refreshHash. */
struct text refresh_make(struct call *call, struct text family);
/* Goes on in a thread: signs, and answers. */
void grant_go_on(struct call *call, struct grant *g);
/* This consent is over, and with it all that came of it. */
void family_end(struct call *call, struct text family, const char *why);

/* An installation of the application in a place begins (or goes on), with a new consent of these
 * scopes; announces INSTALL where there was none.  :installId, and the family's id. */
struct text family_begin(struct call *call, const struct grant *g, struct text parent);

#endif
