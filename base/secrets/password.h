// SPDX-License-Identifier: Apache-2.0
/*
 * Passwords of people, kept as Argon2id (libsodium).
 *
 * Each of the two takes some 50 ms and 64 MiB: they are for threads that may wait.
 */
#ifndef GROUNDLEVEL_BASE_SECRETS_PASSWORD_H
#define GROUNDLEVEL_BASE_SECRETS_PASSWORD_H

#include "base/core/text.h"

/* What is kept of it; empty: there is no memory for it now. */
struct text password_hash(struct arena *a, struct text password);
/* Is it that one?  Of an empty hash it is not, and that takes as long. */
bool password_fits(struct arena *a, struct text hash, struct text password);

#endif
