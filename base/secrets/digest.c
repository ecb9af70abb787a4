// SPDX-License-Identifier: Apache-2.0
#include "base/secrets/digest.h"

#include "base/secrets/id.h"

#include <assert.h>
#include <openssl/sha.h>

#define BYTES_MAX 64

static void hex_write(const unsigned char *bytes, size_t count, char *out)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < count; i++) {
		out[2 * i] = hex[bytes[i] >> 4];
		out[2 * i + 1] = hex[bytes[i] & 15];
	}
	out[2 * count] = 0;
}

void digest_hex(struct text secret, char out[DIGEST_SIZE])
{
	unsigned char sum[SHA256_DIGEST_LENGTH];

	SHA256((const unsigned char *)secret.at, secret.size, sum);
	hex_write(sum, sizeof(sum), out);
}

void random_hex(char *out, size_t bytes)
{
	unsigned char random[BYTES_MAX];

	assert(bytes <= BYTES_MAX);
	id_random(random, bytes);
	hex_write(random, bytes, out);
}
