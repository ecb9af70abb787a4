// SPDX-License-Identifier: Apache-2.0
#include "base/secrets/token_box.h"

#include <assert.h>
#include <sodium.h>

#define KIND sodium_base64_VARIANT_URLSAFE_NO_PADDING

static void key_of(struct text token, unsigned char key[crypto_secretbox_KEYBYTES])
{
	static const char about[] = "groundlevel: what is sealed by a token";

	crypto_generichash(key, crypto_secretbox_KEYBYTES, (const unsigned char *)token.at,
			   token.size, (const unsigned char *)about, sizeof(about) - 1);
}

struct text token_seal(struct arena *a, struct text token, struct text plain)
{
	unsigned char key[crypto_secretbox_KEYBYTES];
	size_t nonce = crypto_secretbox_NONCEBYTES;
	size_t size = nonce + crypto_secretbox_MACBYTES + plain.size;
	unsigned char *box = arena_bytes(a, size);
	size_t room = sodium_base64_ENCODED_LEN(size, KIND);
	char *out = arena_bytes(a, room);

	assert(sodium_init() >= 0);
	key_of(token, key);
	randombytes_buf(box, nonce);
	crypto_secretbox_easy(box + nonce, (const unsigned char *)plain.at, plain.size, box, key);
	sodium_memzero(key, sizeof(key));
	return text_of(sodium_bin2base64(out, room, box, size, KIND));
}

struct text token_unseal(struct arena *a, struct text token, struct text box)
{
	unsigned char key[crypto_secretbox_KEYBYTES], *bytes = arena_bytes(a, box.size + 1);
	size_t nonce = crypto_secretbox_NONCEBYTES, size = 0;

	assert(sodium_init() >= 0);
	if (sodium_base642bin(bytes, box.size, box.at, box.size, NULL, &size, NULL, KIND) ||
	    size < nonce + crypto_secretbox_MACBYTES)
		return (struct text){ 0 };
	size_t left = size - nonce - crypto_secretbox_MACBYTES;
	char *plain = arena_bytes(a, left + 1);
	key_of(token, key);
	bool opened = !crypto_secretbox_open_easy((unsigned char *)plain, bytes + nonce,
						  size - nonce, bytes, key);
	sodium_memzero(key, sizeof(key));
	return opened ? (struct text){ plain, left } : (struct text){ 0 };
}
