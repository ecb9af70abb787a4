// SPDX-License-Identifier: Apache-2.0
/*
 * Many exchanges at once: one that hangs holds up no other, what is too large or too slow is cut
 * off, and nothing is written where it must not go.
 *
 * The server is a thread for each connection on a bare socket; the path says how it behaves.
 */
#include "platform/http/inside.h"

#include "base/time/clock.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define MANY 40

struct stage {
	struct arena *arena;
	struct http_sends *sends;
	int listener, port;
	pthread_t thread;
	atomic_size_t requests, connections;
};

static void answer(int socket, const char *request)
{
	static const char good[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
	static const char begun[] = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
	static const char some[4096];

	if (strstr(request, "/hangs "))
		return;
	if (strstr(request, "/large ") || strstr(request, "/slow ")) {
		send(socket, begun, sizeof(begun) - 1, MSG_NOSIGNAL);
		for (int i = 0; i < (strstr(request, "/large ") ? 200 : 1); i++)
			send(socket, some, sizeof(some), MSG_NOSIGNAL);
		return;
	}
	send(socket, good, sizeof(good) - 1, MSG_NOSIGNAL);
}

struct talk {
	struct stage *stage;
	int socket;
};

static void *talk_main(void *of)
{
	struct talk *t = of;
	char bytes[8192];
	size_t size = 0;
	ssize_t got;

	while ((got = read(t->socket, bytes + size, sizeof(bytes) - 1 - size)) > 0) {
		size += (size_t)got;
		bytes[size] = 0;
		if (!strstr(bytes, "\r\n\r\n"))
			continue;
		atomic_fetch_add(&t->stage->requests, 1);
		answer(t->socket, bytes);
		bool once = strstr(bytes, "/once ") != NULL;
		size = 0;
		if (once)
			break;
	}
	close(t->socket);
	free(t);
	return NULL;
}

static void *listen_main(void *of)
{
	struct stage *s = of;
	int socket;

	while ((socket = accept(s->listener, NULL, NULL)) >= 0) {
		struct talk *t = calloc(1, sizeof(*t));
		pthread_t thread;
		*t = (struct talk){ s, socket };
		atomic_fetch_add(&s->connections, 1);
		pthread_create(&thread, NULL, talk_main, t);
		pthread_detach(thread);
	}
	return NULL;
}

static int setup(void **state)
{
	struct stage *s = calloc(1, sizeof(*s));
	struct sockaddr_in here = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(here);

	s->arena = arena_open();
	s->sends = http_sends_open(64);
	s->listener = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(s->listener, (struct sockaddr *)&here, size), 0);
	assert_int_equal(listen(s->listener, 256), 0);
	getsockname(s->listener, (struct sockaddr *)&here, &size);
	s->port = ntohs(here.sin_port);
	pthread_create(&s->thread, NULL, listen_main, s);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct stage *s = *state;

	http_sends_close(s->sends);
	shutdown(s->listener, SHUT_RDWR);
	close(s->listener);
	pthread_join(s->thread, NULL);
	arena_drop(s->arena);
	usleep(20000); /* the talks end with their sockets */
	free(s);
	return 0;
}

static struct http_sending sending(struct stage *s, const char *path)
{
	return (struct http_sending){
		.method = TEXT("POST"),
		.url = text_format(s->arena, "http://127.0.0.1:%d%s", s->port, path),
		.body = TEXT("{}"),
		.timeout_ms = 60000,
		.reply_max = 10000,
		.cut = true,
		.harmless = true,
		.guarded = true,
		.private = true,
	};
}

static void begin(struct stage *s, struct http_sending what, void *owner)
{
	struct text why;

	assert_int_equal(http_sends_begin(s->sends, s->arena, &what, owner, &why), ERR_OK);
}

static struct http_sent one(struct stage *s)
{
	struct http_sent sent = { 0 };
	size_t count = 0;

	for (int i = 0; i < 600 && !count; i++)
		count = http_sends_wait(s->sends, 100, &sent, 1);
	assert_int_equal(count, 1);
	return sent;
}

static void one_that_hangs_holds_up_no_other(void **state)
{
	struct stage *s = *state;
	bool over[MANY] = { 0 };
	int hangs;

	begin(s, sending(s, "/hangs"), &hangs);
	for (int i = 0; i < MANY; i++)
		begin(s, sending(s, "/good"), &over[i]);
	for (int i = 0; i < MANY; i++) {
		struct http_sent sent = one(s);
		assert_ptr_not_equal(sent.owner, &hangs);
		assert_int_equal(sent.reply.status, 200);
		assert_false(*(bool *)sent.owner); /* each once */
		*(bool *)sent.owner = true;
	}
	http_sends_give_up(s->sends);
	struct http_sent sent = one(s);
	assert_ptr_equal(sent.owner, &hangs);
	assert_int_equal(sent.err, ERR_UNAVAILABLE);
	assert_true(sent.reply.sent);
}

static void there_are_no_more_at_once_than_were_asked_for(void **state)
{
	struct stage *s = *state;
	struct text why;

	for (int i = 0; i < 64; i++)
		begin(s, sending(s, "/hangs"), s);
	struct http_sending what = sending(s, "/good");
	assert_int_equal(http_sends_begin(s->sends, s->arena, &what, s, &why), ERR_UNAVAILABLE);
}

static void an_answer_that_is_too_large_or_does_not_end_is_cut_off_and_counts(void **state)
{
	struct stage *s = *state;

	begin(s, sending(s, "/large"), s);
	struct http_sent sent = one(s);
	assert_int_equal(sent.err, ERR_OK);
	assert_int_equal(sent.reply.status, 200);
	assert_int_equal(sent.reply.body.size, 10000);
	struct http_sending slow = sending(s, "/slow");
	slow.timeout_ms = 300;
	begin(s, slow, s);
	sent = one(s);
	assert_int_equal(sent.err, ERR_OK);
	assert_int_equal(sent.reply.status, 200);
	assert_true(sent.reply.late);
	slow = sending(s, "/hangs");
	slow.timeout_ms = 300;
	begin(s, slow, s);
	sent = one(s); /* no status, no answer */
	assert_int_equal(sent.err, ERR_UNAVAILABLE);
	assert_true(sent.reply.late);
}

static void connections_are_kept_and_one_that_died_meanwhile_is_no_matter(void **state)
{
	struct stage *s = *state;

	for (int i = 0; i < 5; i++) {
		begin(s, sending(s, "/good"), s);
		assert_int_equal(one(s).reply.status, 200);
	}
	assert_int_equal(atomic_load(&s->connections), 1);
	for (int i = 0; i < 20; i++) { /* each is closed after its answer */
		begin(s, sending(s, "/once"), s);
		assert_int_equal(one(s).reply.status, 200);
	}
}

static void into_a_private_network_nothing_is_written(void **state)
{
	struct stage *s = *state;
	struct http_sending what = sending(s, "/good");

	what.private = false;
	begin(s, what, s);
	struct http_sent sent = one(s);
	assert_int_equal(sent.err, ERR_FORBIDDEN);
	assert_false(sent.reply.sent);
	what.url = text_format(s->arena, "http://0x7f.1:%d/good", s->port);
	begin(s, what, s);
	assert_int_equal(one(s).err, ERR_FORBIDDEN);
	what.url = text_format(s->arena, "http://[::ffff:127.0.0.1]:%d/good", s->port);
	begin(s, what, s);
	assert_int_equal(one(s).err, ERR_FORBIDDEN);
	what.url = text_format(s->arena, "http://localhost:%d/good", s->port);
	begin(s, what, s);
	assert_int_equal(one(s).err, ERR_FORBIDDEN);
	assert_int_equal(atomic_load(&s->requests), 0);
}

#define WITH_STAGE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_STAGE(one_that_hangs_holds_up_no_other),
		WITH_STAGE(there_are_no_more_at_once_than_were_asked_for),
		WITH_STAGE(an_answer_that_is_too_large_or_does_not_end_is_cut_off_and_counts),
		WITH_STAGE(connections_are_kept_and_one_that_died_meanwhile_is_no_matter),
		WITH_STAGE(into_a_private_network_nothing_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
