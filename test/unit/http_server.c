// SPDX-License-Identifier: Apache-2.0
/*
 * The server and the client, on real sockets of the loopback, talking to each other.
 */
#include "platform/http/http.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define THREADS 3

/* A server in a thread of its own, and what its hooks have seen. */
struct stage {
	struct arena *arena;
	struct http_server *server;
	struct http_client *client;
	pthread_t thread;
	pthread_t loops[THREADS];
	enum err result;
	atomic_size_t opened, closed, idled, handled, strange;
	atomic_bool slept; /* loop_idle came after the last request */
	_Atomic(struct http_request *) held;
};

static void say(struct http_request *r, int status, const char *body)
{
	http_answer(r, &(struct http_answer){ .status = status, .body = text_of(body) });
}

static void *answer_soon(void *request)
{
	usleep(20000);
	say(request, 200, "from afar");
	return NULL;
}

static void answer_from_thread(struct http_request *r)
{
	pthread_t thread;

	pthread_create(&thread, NULL, answer_soon, r);
	pthread_detach(thread);
}

static void answer_with_headers(struct http_request *r)
{
	struct header headers[] = {
		{ TEXT("X-Plain"), TEXT("yes") },
		{ TEXT("X-Split"), TEXT("a\r\nX-Smuggled: b") },
		{ TEXT("Location"), r->query },
	};

	http_answer(r, &(struct http_answer){
			       .status = 302,
			       .content_type = TEXT("text/html"),
			       .headers = headers,
			       .header_count = 3,
			       .body = r->method,
		       });
}

static void handle(void *owner, struct http_request *r)
{
	struct stage *s = owner;

	s->handled++;
	s->slept = false;
	if (r->loop >= THREADS || !pthread_equal(s->loops[r->loop], pthread_self()))
		s->strange++;
	if (text_is(r->path, "/headers"))
		answer_with_headers(r);
	else if (text_is(r->path, "/nothing"))
		say(r, 204, "");
	else if (text_is(r->path, "/strange"))
		say(r, 299, "odd");
	else if (text_is(r->path, "/busy"))
		say(r, 503, "not now");
	else if (text_is(r->path, "/thread"))
		answer_from_thread(r);
	else if (text_is(r->path, "/never"))
		s->held = r;
	else if (text_is(r->path, "/echo"))
		http_answer(r, &(struct http_answer){ .status = 200, .body = r->body });
	else
		http_answer(r, &(struct http_answer){ .status = 200, .body = r->method });
}

static void loop_open(void *owner, size_t loop)
{
	struct stage *s = owner;

	s->loops[loop] = pthread_self();
	s->opened++;
}

static void loop_idle(void *owner, size_t loop)
{
	struct stage *s = owner;

	s->strange += !pthread_equal(s->loops[loop], pthread_self());
	s->idled++;
	s->slept = true;
}

static void loop_close(void *owner, size_t loop)
{
	struct stage *s = owner;

	s->strange += !pthread_equal(s->loops[loop], pthread_self());
	s->closed++;
}

static void *stage_main(void *stage)
{
	struct stage *s = stage;

	s->result = http_run(s->server);
	return NULL;
}

static struct http_config config(struct stage *s)
{
	return (struct http_config){
		.listen = TEXT("127.0.0.1:0"),
		.threads = THREADS,
		.request_ms = 500,
		.stop_ms = 400,
		.owner = s,
		.handle = handle,
		.loop_open = loop_open,
		.loop_idle = loop_idle,
		.loop_close = loop_close,
	};
}

static int set_up(void **state)
{
	struct arena *a = arena_open();
	struct stage *s = arena_take(a, sizeof(*s));
	struct http_config c = config(s);
	struct text why;

	s->arena = a;
	*state = s;
	if (http_open(&c, &s->server, &why, a))
		return 1;
	s->client = http_client_open();
	return pthread_create(&s->thread, NULL, stage_main, s);
}

static void stage_end(struct stage *s)
{
	if (!s->server)
		return;
	http_stop(s->server);
	pthread_join(s->thread, NULL);
	http_close(s->server);
	s->server = NULL;
	assert_int_equal(s->opened, THREADS);
	assert_int_equal(s->closed, THREADS);
	assert_int_equal(s->strange, 0);
}

static int tear_down(void **state)
{
	struct stage *s = *state;

	stage_end(s);
	http_client_close(s->client);
	arena_drop(s->arena);
	return 0;
}

static enum err ask(struct stage *s, struct http_sending *sending, struct http_reply *reply,
		    const char *path)
{
	struct text why = { 0 };
	enum err e;

	sending->url = text_format(s->arena, "http://127.0.0.1:%d%s", http_port(s->server), path);
	sending->method = sending->method.size ? sending->method : TEXT("GET");
	sending->timeout_ms = sending->timeout_ms ? sending->timeout_ms : 5000;
	sending->reply_max = sending->reply_max ? sending->reply_max : 1 << 20;
	e = http_send(s->client, s->arena, sending, reply, &why);
	assert_true(e == ERR_OK || why.size > 0);
	return e;
}

static struct text header_of(const struct http_reply *r, const char *name)
{
	for (size_t i = 0; i < r->header_count; i++)
		if (text_alike(r->headers[i].name, text_of(name)))
			return r->headers[i].value;
	return (struct text){ 0 };
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("%.*s instead of %s", (int)got.size, got.at, want);
}

static void methods_bodies_and_headers_go_both_ways(void **state)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };
	struct stage *s = *state;
	struct http_reply r;

	for (size_t i = 0; i < 5; i++) {
		struct http_sending m = { .method = text_of(methods[i]) };

		assert_int_equal(ask(s, &m, &r, "/"), ERR_OK);
		expect_text(r.body, methods[i]);
		m.body = TEXT("{\"a\": 1}");
		assert_int_equal(ask(s, &m, &r, "/echo"), ERR_OK);
		expect_text(r.body, "{\"a\": 1}");
	}
	assert_int_equal(ask(s, &(struct http_sending){ 0 }, &r, "/headers?where"), ERR_OK);
	assert_int_equal(r.status, 302);
	expect_text(header_of(&r, "x-plain"), "yes");
	expect_text(header_of(&r, "x-split"), "a  X-Smuggled: b");
	expect_text(header_of(&r, "x-smuggled"), "");
	expect_text(header_of(&r, "location"), "where");
	expect_text(header_of(&r, "content-type"), "text/html");
	assert_int_equal(header_of(&r, "date").size, 29);
}

static void replies_without_a_body_have_none(void **state)
{
	struct stage *s = *state;
	struct http_reply r;

	assert_int_equal(ask(s, &(struct http_sending){ 0 }, &r, "/nothing"), ERR_OK);
	assert_int_equal(r.status, 204);
	expect_text(header_of(&r, "content-length"), "");
	assert_int_equal(ask(s, &(struct http_sending){ .method = TEXT("HEAD") }, &r, "/"), ERR_OK);
	assert_int_equal(r.status, 200);
	assert_int_equal(r.body.size, 0);
	expect_text(header_of(&r, "content-length"), "4");
	assert_int_equal(ask(s, &(struct http_sending){ 0 }, &r, "/strange"), ERR_OK);
	assert_int_equal(r.status, 299);
	expect_text(r.body, "odd");
}

static void who_comes_too_early_is_told_when_to_come_again(void **state)
{
	struct stage *s = *state;
	struct http_reply r;

	assert_int_equal(ask(s, &(struct http_sending){ 0 }, &r, "/busy"), ERR_OK);
	assert_int_equal(r.status, 503);
	expect_text(header_of(&r, "retry-after"), "1");
	assert_int_equal(ask(s, &(struct http_sending){ 0 }, &r, "/"), ERR_OK);
	expect_text(header_of(&r, "retry-after"), "");
}

static void any_thread_may_answer(void **state)
{
	struct stage *s = *state;
	struct http_reply r;

	for (int i = 0; i < 10; i++) {
		assert_int_equal(ask(s, &(struct http_sending){ 0 }, &r, "/thread"), ERR_OK);
		expect_text(r.body, "from afar");
	}
}

static void a_loop_tells_before_it_sleeps(void **state)
{
	struct stage *s = *state;
	struct http_reply r;
	size_t before;

	assert_int_equal(ask(s, &(struct http_sending){ 0 }, &r, "/"), ERR_OK);
	usleep(50000);
	assert_true(s->slept);
	before = s->idled;
	usleep(100000);
	assert_true(s->idled - before < 10); /* and does not spin */
}

static void the_client_says_why_there_is_no_answer(void **state)
{
	struct stage *s = *state;
	struct http_sending m = { .timeout_ms = 100 };
	struct http_reply r;
	struct text why = { 0 };

	assert_int_equal(ask(s, &m, &r, "/never"), ERR_UNAVAILABLE);
	while (!s->held)
		usleep(1000);
	say(s->held, 200, "too late");
	m = (struct http_sending){ .method = TEXT("POST"),
				   .body = TEXT("0123456789"),
				   .reply_max = 9 };
	assert_int_equal(ask(s, &m, &r, "/echo"), ERR_UNAVAILABLE);
	m.reply_max = 10;
	assert_int_equal(ask(s, &m, &r, "/echo"), ERR_OK);
	m.url = TEXT("http://127.0.0.1:1/");
	assert_int_equal(http_send(s->client, s->arena, &m, &r, &why), ERR_UNAVAILABLE);
	m.url = TEXT("file:///etc/passwd");
	assert_int_equal(http_send(s->client, s->arena, &m, &r, &why), ERR_UNAVAILABLE);
	m.headers = (struct header[]){ { TEXT("X"), TEXT("a\r\nY: b") } };
	m.header_count = 1;
	assert_int_equal(http_send(s->client, s->arena, &m, &r, &why), ERR_BAD);
}

/* Sends the bytes over a socket of its own and takes what comes until the end. */
static struct text talk(struct stage *s, const char *data)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)http_port(s->server)),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char *at = arena_take(s->arena, 4096);
	size_t size = 0;
	ssize_t got = 1;

	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
	assert_int_equal(send(fd, data, strlen(data), 0), strlen(data));
	while (got > 0 && size < 4096) {
		got = recv(fd, at + size, 4096 - size, 0);
		size += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	return (struct text){ at, size };
}

static void what_never_reached_the_handler_is_refused_in_plain_words(void **state)
{
	struct stage *s = *state;
	struct text got = talk(s, "GET / HTTP/1.1\r\n\r\n");

	assert_true(text_starts(got, "HTTP/1.1 400 Bad Request\r\nDate: "));
	assert_true(text_ends(got, "\r\n\r\nThere must be exactly one Host header.\n"));
	got = talk(s, "GET / HTTP/1.1\r\nHost: h\r\n");
	assert_true(text_starts(got, "HTTP/1.1 408 Request Timeout\r\n"));
	assert_int_equal(s->handled, 0);
}

static void a_request_never_answered_does_not_hold_up_the_end(void **state)
{
	struct stage *s = *state;
	struct http_reply r;

	do /* on a busy machine it may leave before it was heard */
		assert_int_equal(ask(s, &(struct http_sending){ .timeout_ms = 100 }, &r, "/never"),
				 ERR_UNAVAILABLE);
	while (!s->handled);
	stage_end(s);
	assert_int_equal(s->result, ERR_SLOW);
}

static void a_stop_before_the_run_ends_it_at_once(void **state)
{
	struct arena *a = arena_open();
	struct stage s = { .arena = a };
	struct http_config c = config(&s);
	struct text why;

	(void)state;
	assert_int_equal(http_open(&c, &s.server, &why, a), ERR_OK);
	http_stop(s.server);
	assert_int_equal(http_run(s.server), ERR_OK);
	http_close(s.server);
	assert_int_equal(http_open(&c, &s.server, &why, a), ERR_OK); /* and closed without a run */
	http_close(s.server);
	http_close(NULL);
	arena_drop(a);
}

static void an_address_that_cannot_be_is_refused_with_the_reason(void **state)
{
	static const char *const bad[] = { "",	     "localhost", ":",	    "127.0.0.1:70000",
					   "::1:80", "1.2.3.4:x", "[::1]8", "192.0.2.1:80" };
	struct arena *a = arena_open();
	struct stage s = { .arena = a };
	struct http_config c = config(&s);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct text why = { 0 };

		c.listen = text_of(bad[i]);
		if (http_open(&c, &s.server, &why, a) == ERR_OK)
			fail_msg("%s was accepted", bad[i]);
		assert_true(why.size > 0 && !s.server);
	}
	arena_drop(a);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(methods_bodies_and_headers_go_both_ways),
		T(replies_without_a_body_have_none),
		T(who_comes_too_early_is_told_when_to_come_again),
		T(any_thread_may_answer),
		T(a_loop_tells_before_it_sleeps),
		T(the_client_says_why_there_is_no_answer),
		T(what_never_reached_the_handler_is_refused_in_plain_words),
		T(a_request_never_answered_does_not_hold_up_the_end),
		cmocka_unit_test(a_stop_before_the_run_ends_it_at_once),
		cmocka_unit_test(an_address_that_cannot_be_is_refused_with_the_reason),
	};
#undef T

	alarm(60); /* a test that hangs fails */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
