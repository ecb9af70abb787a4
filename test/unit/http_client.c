// SPDX-License-Identifier: Apache-2.0
/*
 * The client against servers that behave badly, and where it refuses to go.
 *
 * The server is a thread on a bare socket: it takes connections one after the other, reads one
 * request from each round of its script, and answers with the bytes of that round, or none.
 */
#include "platform/http/inside.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define ROUNDS_MAX 8

struct stage {
	struct arena *arena;
	struct http_client *client;
	int listener, port;
	pthread_t thread;
	const char *rounds[ROUNDS_MAX]; /* NULL: close without an answer */
	bool keep[ROUNDS_MAX];		/* the next round is on the same connection */
	size_t count;
	atomic_size_t requests;
};

static const char good[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

/* Reads up to the end of a header; false: the other side has closed. */
static bool request_read(int socket)
{
	char bytes[4096];
	size_t size = 0;
	ssize_t got;

	while ((got = read(socket, bytes + size, sizeof(bytes) - size)) > 0) {
		size += (size_t)got;
		if (memmem(bytes, size, "\r\n\r\n", 4))
			return true;
	}
	return false;
}

static void *server_main(void *to)
{
	struct stage *s = to;
	int socket = -1;

	for (size_t i = 0; i < s->count; i++) {
		if (socket < 0)
			socket = accept(s->listener, NULL, NULL);
		if (socket < 0)
			return NULL;
		bool came = request_read(socket);

		atomic_fetch_add(&s->requests, came);
		if (came && s->rounds[i] && write(socket, s->rounds[i], strlen(s->rounds[i])) < 0)
			return NULL;
		if (s->keep[i])
			continue;
		close(socket);
		socket = -1;
	}
	if (socket >= 0)
		close(socket);
	return NULL;
}

static int set_up(void **state)
{
	struct arena *a = arena_open();
	struct stage *s = arena_take(a, sizeof(*s));
	struct sockaddr_in where = { .sin_family = AF_INET };
	socklen_t size = sizeof(where);

	s->arena = a;
	s->client = http_client_open();
	s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(s->listener, (struct sockaddr *)&where, size), 0);
	assert_int_equal(listen(s->listener, 8), 0);
	getsockname(s->listener, (struct sockaddr *)&where, &size);
	s->port = ntohs(where.sin_port);
	*state = s;
	return 0;
}

static void serve(struct stage *s, size_t count)
{
	s->count = count;
	pthread_create(&s->thread, NULL, server_main, s);
}

static int tear_down(void **state)
{
	struct stage *s = *state;

	shutdown(s->listener, SHUT_RDWR);
	if (s->count)
		pthread_join(s->thread, NULL);
	close(s->listener);
	http_client_close(s->client);
	arena_drop(s->arena);
	return 0;
}

static struct http_sending post(struct stage *s)
{
	return (struct http_sending){
		.method = TEXT("POST"),
		.url = text_format(s->arena, "http://127.0.0.1:%d/", s->port),
		.timeout_ms = 5000,
		.reply_max = 1024,
	};
}

static enum err send_it(struct stage *s, struct http_sending sending, struct http_reply *reply,
			const char *why_has)
{
	struct text why = { 0 };
	enum err e = http_send(s->client, s->arena, &sending, reply, &why);

	if (why_has && !memmem(why.at, why.size, why_has, strlen(why_has)))
		fail_msg("got %.*s, not %s", (int)why.size, why.at, why_has);
	return e;
}

static void a_kept_connection_that_dies_is_not_written_to_again(void **state)
{
	struct stage *s = *state;
	struct http_reply reply;

	s->rounds[0] = good;
	s->keep[0] = true;   /* then the second request is read on it, and nobody answers */
	s->rounds[3] = good; /* the round before: a connection is tried, and nothing written */
	serve(s, 4);
	assert_int_equal(send_it(s, post(s), &reply, NULL), ERR_OK);
	assert_true(reply.sent);
	assert_int_equal(send_it(s, post(s), &reply, "closed before an answer"), ERR_UNAVAILABLE);
	assert_true(reply.sent);
	assert_int_equal(atomic_load(&s->requests), 2);
	assert_int_equal(send_it(s, post(s), &reply, NULL), ERR_OK);
}

static void a_fresh_connection_without_an_answer_was_written_to(void **state)
{
	struct stage *s = *state;
	struct http_reply reply;

	serve(s, 1);
	assert_int_equal(send_it(s, post(s), &reply, ""), ERR_UNAVAILABLE);
	assert_true(reply.sent);
}

static void half_an_answer_was_written_to(void **state)
{
	struct stage *s = *state;
	struct http_reply reply;

	s->rounds[0] = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}";
	serve(s, 1);
	assert_int_equal(send_it(s, post(s), &reply, ""), ERR_UNAVAILABLE);
	assert_true(reply.sent);
}

static void a_closed_port_and_a_name_that_nobody_has_were_not_written_to(void **state)
{
	struct stage *s = *state;
	struct http_sending sending = post(s);
	struct http_reply reply;

	sending.url = TEXT("http://127.0.0.1:1/");
	assert_int_equal(send_it(s, sending, &reply, ""), ERR_UNAVAILABLE);
	assert_false(reply.sent);
	sending.url = TEXT("http://nobody.invalid/");
	assert_int_equal(send_it(s, sending, &reply, ""), ERR_UNAVAILABLE);
	assert_false(reply.sent);
}

static void a_silent_server_is_given_up_when_told_to(void **state)
{
	struct stage *s = *state;
	struct http_sending sending = post(s);
	struct http_reply reply;
	const atomic_bool stop = true;

	sending.give_up = &stop; /* nobody accepts: the exchange would last its 5 s */
	assert_int_equal(send_it(s, sending, &reply, "program stops"), ERR_UNAVAILABLE);
}

static void a_guarded_request_does_not_reach_a_private_network(void **state)
{
	struct stage *s = *state;
	struct http_sending sending = post(s);
	struct http_reply reply;

	s->rounds[0] = good;
	s->keep[0] = true;
	serve(s, 2);
	sending.guarded = true;
	assert_int_equal(send_it(s, sending, &reply, "private network"), ERR_FORBIDDEN);
	assert_false(reply.sent);
	sending.url = text_format(s->arena, "http://localhost:%d/", s->port); /* by its name */
	assert_int_equal(send_it(s, sending, &reply, "private network"), ERR_FORBIDDEN);
	sending = post(s);
	sending.guarded = sending.private = true;
	assert_int_equal(send_it(s, sending, &reply, NULL), ERR_OK);
	sending.private = false; /* and the connection that is kept is no way in */
	assert_int_equal(send_it(s, sending, &reply, "private network"), ERR_FORBIDDEN);
	assert_false(reply.sent);
	assert_int_equal(atomic_load(&s->requests), 1);
}

static void private_addresses_are_known(void **state)
{
	static const char *const private[] = {
		"127.0.0.1",
		"127.255.0.1",
		"10.1.2.3",
		"172.16.0.1",
		"172.31.255.255",
		"192.168.1",
		"169.254.169.254",
		"100.64.0.1",
		"0.0.0.0",
		"224.0.0.1",
		"255.255.255.255",
		"::1",
		"::",
		"fe80::1",
		"fd00::1",
		"fc00::1",
		"ff02::1",
		"::ffff:127.0.0.1",
		"::ffff:10.0.0.1",
		"64:ff9b::a00:1",
		"64:ff9b:1::1",
		"2002:7f00:1::",
		"2001:0:1::",
		"::127.0.0.1",
		"192.168.255.255",
	};
	static const char *const public[] = { "8.8.8.8",	 "172.32.0.1",
					      "172.15.255.255",	 "100.128.0.1",
					      "192.167.0.1",	 "11.0.0.1",
					      "2606:4700::1111", "64:ff9b::808:808",
					      "169.253.0.1",	 "::ffff:93.184.216.34" };
	struct in6_addr address;

	(void)state;
	for (size_t i = 0; i < sizeof(private) / sizeof(private[0]); i++)
		if (address_read(private[i], &address) && !address_private(&address))
			fail_msg("%s was let through", private[i]);
	for (size_t i = 0; i < sizeof(public) / sizeof(public[0]); i++) {
		assert_true(address_read(public[i], &address));
		if (address_private(&address))
			fail_msg("%s was refused", public[i]);
	}
	assert_false(address_read("192.168.1", &address));
}

static void nothing_goes_over_the_internet_in_the_clear(void **state)
{
	struct http_sending sending = { .url = TEXT("http://example.com/"), .guarded = true };
	struct in6_addr address;

	(void)state;
	assert_true(address_read("93.184.216.34", &address));
	assert_non_null(guard_refuses(&sending, &address));
	sending.private = true; /* that allows private networks, not this */
	assert_non_null(guard_refuses(&sending, &address));
	sending.url = TEXT("https://example.com/");
	assert_null(guard_refuses(&sending, &address));
	assert_true(address_read("10.0.0.1", &address));
	assert_null(guard_refuses(&sending, &address));
	sending.guarded = sending.private = false;
	sending.url = TEXT("http://example.com/");
	assert_null(guard_refuses(&sending, &address));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_kept_connection_that_dies_is_not_written_to_again),
		T(a_fresh_connection_without_an_answer_was_written_to),
		T(half_an_answer_was_written_to),
		T(a_closed_port_and_a_name_that_nobody_has_were_not_written_to),
		T(a_silent_server_is_given_up_when_told_to),
		T(a_guarded_request_does_not_reach_a_private_network),
		T(private_addresses_are_known),
		T(nothing_goes_over_the_internet_in_the_clear),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
