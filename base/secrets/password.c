// SPDX-License-Identifier: Apache-2.0
#include "base/secrets/password.h"

#include <sodium.h>

struct text password_hash(struct arena *a, struct text password)
{
	char *out = arena_take(a, crypto_pwhash_STRBYTES);

	if (sodium_init() < 0 ||
	    crypto_pwhash_str(out, password.at, password.size, crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE))
		return (struct text){ "", 0 };
	return text_of(out);
}

bool password_fits(struct arena *a, struct text hash, struct text password)
{
	/* Of a password that nobody has, made with the same limits. */
	static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$ZBa11qNfG+XZYUoWbx4VCA"
				     "$K52gFHZxAhMCqwLX7MxFhXkv1x5izL9r3v8eRsnqCTo";
	const char *kept = hash.size ? text_c(a, hash) : nobody;

	return sodium_init() >= 0 &&
	       crypto_pwhash_str_verify(kept, password.at, password.size) == 0 && hash.size;
}
