// SPDX-License-Identifier: Apache-2.0
/*
 * Identifiers, and the random bytes behind them.
 *
 * Each thread keeps a block of bytes from getrandom(2), because a system call for each identifier
 * would cost more than everything else about it.  Bytes are wiped when they are given out.
 *
 * The place within a millisecond is counted for the whole process: lists sorted by time and then by
 * identifier show things in the order in which they were made, whichever thread made them.
 */
#include "base/secrets/id.h"

#include <assert.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/random.h>

#define BLOCK_SIZE 4096

struct block {
	size_t left;
	unsigned char bytes[BLOCK_SIZE];
};

static _Thread_local struct block block;

static void system_random(unsigned char *out, size_t size)
{
	while (size) {
		ssize_t got = getrandom(out, size, 0);
		assert(got > 0 || errno == EINTR); /* no randomness, no service */
		if (got > 0) {
			out += got;
			size -= (size_t)got;
		}
	}
}

void id_random(void *out, size_t size)
{
	if (size > BLOCK_SIZE / 4) {
		system_random(out, size);
		return;
	}
	if (block.left < size) {
		system_random(block.bytes, BLOCK_SIZE);
		block.left = BLOCK_SIZE;
	}
	block.left -= size;
	memcpy(out, block.bytes + block.left, size);
	explicit_bzero(block.bytes + block.left, size);
}

static const char base62[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* One of 62, each equally likely: bytes past the last whole multiple are thrown away. */
static char letter_random(void)
{
	unsigned char byte;
	do {
		id_random(&byte, 1);
	} while (byte >= 62 * 4);
	return base62[byte % 62];
}

static uint64_t time_of(int64_t now_ms)
{
	return now_ms < 0 ? 0 : (uint64_t)now_ms;
}

/* Which of its millisecond is this?  From 0 to PLACES - 1, and then from 0 again: what lies behind
 * it is random, so identifiers differ all the same. */
#define PLACES 65536

static _Atomic uint64_t last_place; /* time * PLACES + place */

static uint64_t place_take(uint64_t time)
{
	uint64_t last = atomic_load_explicit(&last_place, memory_order_relaxed), next;

	do {
		bool same = last / PLACES == time;
		next = time * PLACES + (same ? (last + 1) % PLACES : 0);
	} while (!atomic_compare_exchange_weak(&last_place, &last, next));
	return next % PLACES;
}

static void base62_put(char *out, int size, uint64_t n)
{
	for (int i = size - 1; i >= 0; i--, n /= 62)
		out[i] = base62[n % 62];
}

void id_new(int64_t now_ms, char out[ID_SIZE])
{
	uint64_t time = time_of(now_ms);

	base62_put(out, 8, time);
	base62_put(out + 8, 3, place_take(time));
	for (int i = 11; i < ID_SIZE - 1; i++)
		out[i] = letter_random();
	out[ID_SIZE - 1] = 0;
}

static char *hex_put(char *out, const unsigned char *bytes, size_t count)
{
	static const char hex[] = "0123456789abcdef";
	for (size_t i = 0; i < count; i++) {
		*out++ = hex[bytes[i] >> 4];
		*out++ = hex[bytes[i] & 15];
	}
	return out;
}

/* The last six bytes of the time, the highest first. */
static void time_put(unsigned char out[6], int64_t now_ms)
{
	uint64_t time = time_of(now_ms);
	for (int i = 5; i >= 0; i--, time >>= 8)
		out[i] = (unsigned char)(time & 255);
}

void id_hex(int64_t now_ms, char out[ID_HEX_SIZE])
{
	unsigned char bytes[12];
	uint64_t place = place_take(time_of(now_ms));

	time_put(bytes, now_ms);
	bytes[6] = (unsigned char)(place >> 8);
	bytes[7] = (unsigned char)(place & 255);
	id_random(bytes + 8, 4);
	*hex_put(out, bytes, sizeof(bytes)) = 0;
}

static void uuid_put(unsigned char bytes[16], int version, char out[ID_UUID_SIZE])
{
	static const size_t groups[] = { 4, 2, 2, 2, 6 };
	bytes[6] = (unsigned char)((bytes[6] & 15) | version << 4);
	bytes[8] = (unsigned char)((bytes[8] & 63) | 128);
	for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++) {
		if (g)
			*out++ = '-';
		out = hex_put(out, bytes, groups[g]);
		bytes += groups[g];
	}
	*out = 0;
}

void id_uuid(int64_t now_ms, char out[ID_UUID_SIZE])
{
	unsigned char bytes[16];
	time_put(bytes, now_ms);
	id_random(bytes + 6, 10);
	uuid_put(bytes, 7, out);
}

void id_uuid_random(char out[ID_UUID_SIZE])
{
	unsigned char bytes[16];
	id_random(bytes, sizeof(bytes));
	uuid_put(bytes, 4, out);
	explicit_bzero(bytes, sizeof(bytes));
}
