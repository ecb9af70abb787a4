// SPDX-License-Identifier: Apache-2.0
/*
 * Secrets of others that must be kept: sealed, so that the data alone gives nothing away.
 *
 * A box is one line of text: the id of its key, a colon, and base64 of nonce and ciphertext
 * (XChaCha20-Poly1305).  What it is about (the id of its row, say) is sealed in: a box that is
 * moved to another row does not open.
 *
 * The keys stand in a file of their own, outside the data, readable by its owner alone.  It is made
 * when the first secret is sealed.  Each line is `id key`; the first seals, all of them open, so a
 * new key is put on top.  Who loses the file loses the secrets: keep a copy apart from the data.
 */
#ifndef GROUNDLEVEL_BASE_SECRETS_SECRET_H
#define GROUNDLEVEL_BASE_SECRETS_SECRET_H

#include "base/core/err.h"
#include "base/core/text.h"

#define SECRET_SIZE_MAX 8192

struct secrets; /* any thread */

/* The file is looked at when first needed.  An empty path: nothing can be sealed. */
struct secrets *secrets_open(struct text path);
void secrets_close(struct secrets *s); /* NULL is fine */

/* With which keys, and whose secret it is: it opens for the same only. */
struct sealing {
	struct secrets *secrets;
	struct arena *arena; /* of what comes out, and of `why` */
	struct text about;
};

/* ERR_INTERNAL: *why is one sentence, without any of the secret. */
enum err secret_seal(const struct sealing *sealing, struct text plain, struct text *box,
		     struct text *why);
enum err secret_unseal(const struct sealing *sealing, struct text box, struct text *plain,
		       struct text *why);

#endif
