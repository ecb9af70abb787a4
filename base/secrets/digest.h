// SPDX-License-Identifier: Apache-2.0
/*
 * What is kept of a secret that is only ever compared: its SHA-256, in hex.
 */
#ifndef GROUNDLEVEL_BASE_SECRETS_DIGEST_H
#define GROUNDLEVEL_BASE_SECRETS_DIGEST_H

#include "base/core/text.h"

#define DIGEST_SIZE 65 /* with a NUL */

void digest_hex(struct text secret, char out[DIGEST_SIZE]);
/* So many random bytes in hex: out has twice as many, and one for the NUL. */
void random_hex(char *out, size_t bytes);

#endif
