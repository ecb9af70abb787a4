// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzzing what reads requests: as a unit test with a fixed number of changed requests, and with
 * libFuzzer for as long as one likes (it looks behind the door, so it lives with the unit tests).
 *
 * The same bytes are given at once and in pieces; the requests that come out must be the same ones,
 * and the end the same: more wanted, or refused with a status and a reason.  What was accepted
 * keeps the promises of platform/http/http.h.
 *
 *	clang -g -O1 -std=c17 -D_GNU_SOURCE -Dmain=unit_main -I. \
 *		-isystem /usr/share/include/llhttp -include base/core/banned.h \
 *		-fsanitize=fuzzer,address,undefined test/unit/http_fuzz.c \
 *		platform/http/receive_buffer.c platform/http/parse.c \
 *		base/core/[a-z]*.c base/json/[a-z]*.c base/secrets/id.c base/time/clock.c \
 *		build/obj/llhttp.o -lsodium -lcmocka -lutf8proc -lm -o build/http_fuzz
 *	build/http_fuzz -max_total_time=60
 */
#include "platform/http/inside.h"

#include <assert.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUESTS_MAX 64

struct outcome {
	size_t count;
	uint32_t hashes[REQUESTS_MAX]; /* of everything in the request */
	bool refused;
};

static void hash_add(uint32_t *hash, struct text t)
{
	*hash = *hash * 31 + text_hash(t) + (uint32_t)t.size;
}

static void expect_promises(const struct http_receive_buffer *d, struct text body)
{
	size_t hosts = 0, lengths = 0, codings = 0;

	assert(d->end <= d->fill && d->head_end <= d->end);
	assert(d->path.size && (d->path.at[0] == '/' || text_is(d->path, "*")));
	assert(!memchr(d->path.at, '?', d->path.size));
	assert(body.size <= d->body_max && d->head_end - d->start <= d->header_max);
	for (size_t i = 0; i < d->header_count; i++) {
		struct header h = d->headers[i];

		assert(h.name.size && !memchr(h.name.at, ' ', h.name.size));
		for (size_t j = 0; j < h.value.size; j++)
			assert(h.value.at[j] && h.value.at[j] != '\r' && h.value.at[j] != '\n');
		hosts += text_alike(h.name, TEXT("host"));
		codings += text_alike(h.name, TEXT("transfer-encoding"));
		if (text_alike(h.name, TEXT("content-length"))) {
			int64_t length = -1;

			lengths++;
			assert(text_whole(h.value, &length) && (size_t)length == body.size);
		}
	}
	assert(hosts <= 1 && (hosts == 1 || d->old));
	assert(lengths + codings <= 1);
	assert(body.size == 0 || lengths + codings == 1);
}

static uint32_t request_hash(const struct http_receive_buffer *d, struct text body)
{
	uint32_t hash = d->parser.method * 2u + d->keep;

	hash_add(&hash, d->path);
	hash_add(&hash, d->query);
	hash_add(&hash, body);
	for (size_t i = 0; i < d->header_count; i++) {
		hash_add(&hash, d->headers[i].name);
		hash_add(&hash, d->headers[i].value);
	}
	return hash;
}

/* False when the reading is over. */
static bool take(struct http_receive_buffer *d, struct outcome *o)
{
	struct text body;

	switch (http_parse(d)) {
	case PARSED_REFUSED:
		assert(d->status >= 400 && d->status < 600 && d->reason && *d->reason);
		o->refused = true;
		return false;
	case PARSED_MORE:
		return true;
	case PARSED_WHOLE:
		break;
	}
	body = d->spilled ? buffer_text(&d->spill) : d->place;
	expect_promises(d, body);
	if (o->count == REQUESTS_MAX || !d->keep)
		return false;
	o->hashes[o->count++] = request_hash(d, body);
	http_receive_buffer_next(d);
	return d->fill == d->start || take(d, o);
}

static struct outcome feed(struct http_loop *loop, struct text data, size_t step)
{
	struct http_receive_buffer *d = http_receive_buffer_take(loop);
	struct outcome o = { 0 };
	bool on = true;

	while (on && data.size) {
		size_t room = http_receive_buffer_room(d, false);
		size_t size = data.size < step ? data.size : step;

		assert(room > 0 && d->fill + room <= d->room);
		size = size < room ? size : room;
		memcpy(d->at + d->fill, data.at, size);
		d->fill += size;
		data = (struct text){ data.at + size, data.size - size };
		on = take(d, &o);
	}
	http_receive_buffer_free(d);
	return o;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct http_server server = { .config = { .body_max = 300, .header_max = 400 } };
	static struct http_loop loop = { .server = &server };
	struct text all = { (const char *)data + 1, size - 1 };

	if (size < 2)
		return 0;
	struct outcome whole = feed(&loop, all, SIZE_MAX);
	struct outcome parts = feed(&loop, all, 1 + data[0] % 61u);

	assert(whole.count == parts.count && whole.refused == parts.refused);
	assert(memcmp(whole.hashes, parts.hashes, sizeof(whole.hashes)) == 0);
	return 0;
}

/* --- as a unit test --- */

#define ROUNDS	   20000
#define INPUT_SIZE 1024

static uint32_t next_number(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Some requests in a row, with a few bytes changed, doubled or lost. */
static size_t input_make(uint32_t *state, char input[INPUT_SIZE])
{
	static const char *const seeds[] = {
		"GET /a?b HTTP/1.1\r\nHost: h\r\n\r\n",
		"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 12\r\n\r\nhello, world",
		"PUT /a HTTP/1.1\r\nHost:h\r\nTransfer-Encoding: chunked\r\n\r\n"
		"5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nT: r\r\n\r\n",
		"GET http://h/ HTTP/1.0\r\nConnection: keep-alive\r\nX: y z\r\n\r\n",
	};
	static const char odd[] = "\r\n\r\n :\t\0?#0af;=,\x7f\xff";
	size_t size = 1;

	input[0] = (char)next_number(state);
	for (uint32_t i = next_number(state) % 3 + 1; i; i--) {
		const char *seed = seeds[next_number(state) % 4];

		memcpy(input + size, seed, strlen(seed));
		size += strlen(seed);
	}
	for (uint32_t i = next_number(state) % 4; i; i--) {
		size_t at = 1 + next_number(state) % (size - 1);
		size_t more = next_number(state) % 3; /* lose one, change one, add one */

		memmove(input + at + more, input + at + 1, size - at - 1);
		size = size + more - 1;
		if (more)
			input[at] = odd[next_number(state) % (sizeof(odd) - 1)];
	}
	return size;
}

static void changed_requests_never_come_out_in_two_ways(void **state)
{
	uint32_t number = 2463534242u;
	char input[INPUT_SIZE];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		size_t size = input_make(&number, input);

		LLVMFuzzerTestOneInput((const uint8_t *)input, size);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changed_requests_never_come_out_in_two_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
