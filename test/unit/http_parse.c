// SPDX-License-Identifier: Apache-2.0
/*
 * From bytes to requests, without a socket.  The probes (test/probes) hold the long table of what
 * is refused; here is what arrives at a handler, however the bytes are cut.
 */
#include "platform/http/inside.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static struct http_receive_buffer *receive_buffer_open(size_t header_max, size_t body_max)
{
	static struct http_server server;
	static struct http_loop loop = { .server = &server };

	server.config.header_max = header_max;
	server.config.body_max = body_max;
	return http_receive_buffer_take(&loop);
}

/* Gives the bytes in pieces until a request is whole or refused. */
static enum http_parsed feed(struct http_receive_buffer *d, struct text data, size_t step)
{
	enum http_parsed parsed = PARSED_MORE;

	while (data.size && parsed == PARSED_MORE) {
		size_t size = http_receive_buffer_room(d, false);

		size = size < step ? size : step;
		size = size < data.size ? size : data.size;
		memcpy(d->at + d->fill, data.at, size);
		d->fill += size;
		data = (struct text){ data.at + size, data.size - size };
		parsed = http_parse(d);
	}
	return parsed;
}

static struct text body_of(const struct http_receive_buffer *d)
{
	return d->spilled ? buffer_text(&d->spill) : d->place;
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("%.*s instead of %s", (int)got.size, got.at, want);
}

static void a_request_is_the_same_however_it_is_cut(void **state)
{
	struct text data = TEXT(
		"POST /a/b?c=d&e HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nX-Wide:  v \t\r\n"
		"Transfer-Encoding: chunked\r\n\r\n"
		"3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n");

	(void)state;
	for (size_t step = 1; step <= data.size; step++) {
		struct http_receive_buffer *d = receive_buffer_open(1024, 1024);

		assert_int_equal(feed(d, data, step), PARSED_WHOLE);
		expect_text(d->path, "/a/b");
		expect_text(d->query, "c=d&e");
		expect_text(body_of(d), "abcdefg");
		assert_int_equal(d->header_count, 4);
		expect_text(d->headers[1].name, "X-Empty");
		expect_text(d->headers[1].value, "");
		expect_text(d->headers[2].value, "v");
		assert_true(d->keep);
		assert_int_equal(d->end, data.size);
		http_receive_buffer_free(d);
	}
}

static void a_large_body_leaves_the_buffer_and_the_head_stays(void **state)
{
	static const char head[] =
		"PUT /large HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n";
	size_t size = sizeof(head) - 1 + 300000;
	char *data = malloc(size);

	(void)state;
	memcpy(data, head, sizeof(head) - 1);
	for (size_t i = sizeof(head) - 1; i < size; i++)
		data[i] = (char)(i * 31 % 253);
	for (size_t step = 1000; step < 10000; step += 2999) {
		struct http_receive_buffer *d = receive_buffer_open(16384, 300000);

		assert_int_equal(feed(d, (struct text){ data, size }, step), PARSED_WHOLE);
		assert_int_equal(body_of(d).size, 300000);
		assert_memory_equal(body_of(d).at, data + sizeof(head) - 1, 300000);
		expect_text(d->path, "/large");
		expect_text(d->headers[1].value, "300000");
		assert_true(d->room == HTTP_DESK_ROOM);
		http_receive_buffer_free(d);
	}
	free(data);
}

static void a_large_head_moves_and_keeps_its_slices(void **state)
{
	struct arena *a = arena_open();
	struct buffer b = buffer_open(a, 1 << 20);
	struct http_receive_buffer *d = receive_buffer_open(20000, 5000);
	char name[16];

	(void)state;
	buffer_add(&b, TEXT("GET /first HTTP/1.1\r\nHost: h\r\n\r\n"));
	buffer_add(&b, TEXT("POST http://h?q HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n"));
	for (int i = 0; i < 40; i++)
		buffer_format(&b, "X-%d: %0300d\r\n", i, i);
	buffer_add(&b, TEXT("\r\n"));
	buffer_format(&b, "%05000d", 7);

	struct text all = buffer_text(&b);

	assert_int_equal(feed(d, all, 32), PARSED_WHOLE);
	expect_text(d->path, "/first");
	assert_int_equal(d->end, 32);
	http_receive_buffer_next(d);
	assert_int_equal(feed(d, (struct text){ all.at + 32, all.size - 32 }, 1500), PARSED_WHOLE);
	expect_text(d->path, "/");
	expect_text(d->query, "q");
	assert_int_equal(d->header_count, 42);
	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), "X-%d", i);
		expect_text(d->headers[i + 2].name, name);
		assert_int_equal(d->headers[i + 2].value.size, 300);
		assert_int_equal(atoi(d->headers[i + 2].value.at), i);
	}
	assert_int_equal(body_of(d).size, 5000);
	assert_int_equal(body_of(d).at[4999], '7');
	http_receive_buffer_free(d);
	arena_drop(a);
}

static void requests_in_one_piece_come_one_after_another(void **state)
{
	struct http_receive_buffer *d = receive_buffer_open(1024, 1024);
	struct text data = TEXT("\r\nGET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
				"POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi\r\n"
				"GET /3 HTTP/1.0\r\n\r\nGET /4 HTTP/1.0\r\nConnection: keep-al");

	(void)state;
	assert_int_equal(feed(d, data, data.size), PARSED_WHOLE);
	expect_text(d->path, "/1");
	http_receive_buffer_next(d);
	assert_int_equal(http_parse(d), PARSED_WHOLE);
	expect_text(d->path, "/2");
	expect_text(body_of(d), "hi");
	http_receive_buffer_next(d);
	assert_int_equal(http_parse(d), PARSED_WHOLE);
	expect_text(d->path, "/3");
	assert_true(d->old && !d->keep);
	http_receive_buffer_next(d);
	assert_int_equal(http_parse(d), PARSED_MORE);
	assert_int_equal(feed(d, TEXT("ive\r\n\r\n"), 3), PARSED_WHOLE);
	assert_true(d->old && d->keep);
	http_receive_buffer_next(d);
	assert_int_equal(d->start + d->fill, 0);
	http_receive_buffer_free(d);
}

static void limits_are_exact(void **state)
{
	static const struct {
		const char *data;
		int status;
	} rows[] = {
		{ "GET / HTTP/1.1\r\nHost: abcdefgh\r\n\r\n", 0 },    /* 34 bytes */
		{ "GET / HTTP/1.1\r\nHost: abcdefghi\r\n\r\n", 431 }, /* 35 */
		{ "GET / HTTP/1.1\r\nHost: abcdefghijklmnop", 431 },
		{ "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 414 },
		{ "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\n", 414 },
		{ "GET / HTTP/1.0\r\nContent-Length:4\r\n\r\n", 431 },
		{ "GET / HTTP/1.0\r\n\r\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (size_t step = 1; step < 60; step += 58) {
			struct http_receive_buffer *d = receive_buffer_open(34, 4);
			enum http_parsed parsed = feed(d, text_of(rows[i].data), step);

			assert_int_equal(parsed, rows[i].status ? PARSED_REFUSED : PARSED_WHOLE);
			assert_int_equal(d->status, rows[i].status);
			http_receive_buffer_free(d);
		}
	}
}

static void a_body_over_its_limit_is_refused_at_its_length(void **state)
{
	struct http_receive_buffer *d = receive_buffer_open(1024, 4);

	(void)state;
	assert_int_equal(feed(d, TEXT("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"), 9),
			 PARSED_REFUSED);
	assert_int_equal(d->status, 413);
	http_receive_buffer_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_is_the_same_however_it_is_cut),
		cmocka_unit_test(a_large_body_leaves_the_buffer_and_the_head_stays),
		cmocka_unit_test(a_large_head_moves_and_keeps_its_slices),
		cmocka_unit_test(requests_in_one_piece_come_one_after_another),
		cmocka_unit_test(limits_are_exact),
		cmocka_unit_test(a_body_over_its_limit_is_refused_at_its_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
