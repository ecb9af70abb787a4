// SPDX-License-Identifier: Apache-2.0
/*
 * Something that only who has a certain token can read again: sealed under a key that is made of
 * the token, which itself is not kept.
 */
#ifndef GROUNDLEVEL_BASE_SECRETS_TOKEN_BOX_H
#define GROUNDLEVEL_BASE_SECRETS_TOKEN_BOX_H

#include "base/core/text.h"

/* One line of text, in the arena. */
struct text token_seal(struct arena *a, struct text token, struct text plain);
/* Empty: it is not of this token, or not whole. */
struct text token_unseal(struct arena *a, struct text token, struct text box);

#endif
