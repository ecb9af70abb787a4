// SPDX-License-Identifier: Apache-2.0
/*
 * Signed tokens of applications (OAuth 2.0): JWTs of RS256, as upstream gives them out.
 *
 * A token is made and looked at here; which applications there are and what was allowed to them is
 * domain/apps.  Its signature says that it is ours, and the consent behind it (the table
 * oauth_family) that it still counts: looked at again after two seconds, like a private token.
 */
#ifndef GROUNDLEVEL_PLATFORM_AUTH_KEYS_H
#define GROUNDLEVEL_PLATFORM_AUTH_KEYS_H

#include "base/call/call.h"

#define AUTH_JWT_SECONDS 86399

/* Of a pair of keys: what is published, and what must be sealed.  PEM, in the arena. */
struct auth_key {
	struct text kid, public, private;
};
/* Takes a moment: for a thread that may wait.  False: the machine has no randomness. */
bool auth_key_make(struct arena *a, struct auth_key *out);
/* `claims` is JSON.  Empty: the key is none. */
struct text auth_jwt_make(struct arena *a, const struct auth_key *key, struct text claims);
/* The public key as a member of a JWK set. */
void auth_key_put(struct json_out *o, const struct auth_key *key);
/* What a token of ours claims, if its signature holds and it has not ended; NULL: it does not. */
const struct json *auth_jwt_read(struct call *call, struct text jwt);
/* The same, if the consent behind it stands too. */
const struct json *auth_jwt_counts(struct call *call, struct text jwt);
/* Consents are over, or allow less: whoever asks with a token of one is looked at anew. */
void auth_consents_changed(struct call *call);

#endif
