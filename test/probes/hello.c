// SPDX-License-Identifier: Apache-2.0
/*
 * The smallest server on platform/http/http.h: what the probes ask, and the bench's bare reference.
 *
 *	hello --listen 127.0.0.1:0 --threads N       prints the port, serves until SIGTERM
 *
 *	GET  /                500 bytes of JSON
 *	POST /echo            the body
 *	ANY  /see             what the handler was given
 *	GET  /large?size=N    N bytes
 *	GET  /later?ms=N      answered by another thread, N milliseconds later
 */
#include "platform/http/http.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#define LARGE_MAX (64 << 20)

struct waiting {
	struct waiting *next;
	struct http_request *request;
	struct timespec due;
};

/* Answers from its own thread; in the order asked, or when their time has come. */
struct worker {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct waiting *first;
	bool over;
};

struct hello {
	struct worker worker;
	struct text body;
	struct http_server *server;
};

static const struct text json = { "application/json; charset=utf-8", 31 };

static void answer(struct http_request *r, int status, struct text body)
{
	http_answer(r, &(struct http_answer){
			       .status = status,
			       .content_type = json,
			       .body = body,
		       });
}

/* --- answers from another thread --- */

static bool is_before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

static void later_add(struct worker *w, struct http_request *r, int64_t ms)
{
	struct waiting *waiting = arena_take(r->arena, sizeof(*waiting));
	struct waiting **at;

	waiting->request = r;
	clock_gettime(CLOCK_REALTIME, &waiting->due);
	waiting->due.tv_sec += ms / 1000;
	waiting->due.tv_nsec += ms % 1000 * 1000000;
	if (waiting->due.tv_nsec >= 1000000000) {
		waiting->due.tv_nsec -= 1000000000;
		waiting->due.tv_sec++;
	}
	pthread_mutex_lock(&w->lock);
	at = &w->first;
	while (*at && !is_before(&waiting->due, &(*at)->due))
		at = &(*at)->next;
	waiting->next = *at;
	*at = waiting;
	pthread_cond_signal(&w->more);
	pthread_mutex_unlock(&w->lock);
}

static struct http_request *later_take(struct worker *w)
{
	struct http_request *taken = NULL;

	pthread_mutex_lock(&w->lock);
	while (!taken && !(w->over && !w->first)) {
		struct timespec now;

		clock_gettime(CLOCK_REALTIME, &now);
		if (!w->first) {
			pthread_cond_wait(&w->more, &w->lock);
		} else if (w->over || !is_before(&now, &w->first->due)) {
			taken = w->first->request;
			w->first = w->first->next;
		} else {
			pthread_cond_timedwait(&w->more, &w->lock, &w->first->due);
		}
	}
	pthread_mutex_unlock(&w->lock);
	return taken;
}

static void *worker_main(void *hello)
{
	struct hello *h = hello;
	struct http_request *r;

	while ((r = later_take(&h->worker)))
		answer(r, 200, h->body);
	return NULL;
}

/* --- what is asked --- */

static int64_t query_number(const struct http_request *r, const char *name)
{
	struct text t = r->query;
	int64_t n = 0;

	if (!text_starts(t, name))
		return 0;
	t = (struct text){ t.at + strlen(name), t.size - strlen(name) };
	return text_whole(t, &n) && n >= 0 ? n : 0;
}

static void see(struct http_request *r)
{
	struct text t = text_format(
		r->arena,
		"{\"method\":\"%.*s\",\"path\":\"%.*s\",\"query\":\"%.*s\",\"headers\":%zu,"
		"\"body\":%zu,\"peer\":\"%.*s\"}",
		(int)r->method.size, r->method.at, (int)r->path.size, r->path.at,
		(int)r->query.size, r->query.size ? r->query.at : "", r->header_count, r->body.size,
		(int)r->peer.size, r->peer.at);

	answer(r, 200, t);
}

static void large(struct http_request *r)
{
	int64_t size = query_number(r, "size=");
	char *at;

	size = size < LARGE_MAX ? size : LARGE_MAX;
	at = arena_bytes(r->arena, (size_t)size + 1);
	for (int64_t i = 0; i < size; i++)
		at[i] = (char)('a' + i % 23);
	answer(r, 200, (struct text){ at, (size_t)size });
}

static void handle(void *owner, struct http_request *r)
{
	struct hello *h = owner;

	if (text_is(r->path, "/"))
		answer(r, 200, h->body);
	else if (text_is(r->path, "/echo"))
		answer(r, 200, r->body);
	else if (text_is(r->path, "/see") || text_is(r->path, "*"))
		see(r);
	else if (text_is(r->path, "/large"))
		large(r);
	else if (text_is(r->path, "/later"))
		later_add(&h->worker, r, query_number(r, "ms="));
	else
		answer(r, 404, TEXT("{\"message\":\"Not Found\"}"));
}

static struct text complain(void *owner, struct arena *a, int status, const char *reason)
{
	(void)owner;
	return text_format(a, "{\"statusCode\":%d,\"message\":\"%s\"}", status, reason);
}

/* --- beginning and end --- */

static void *signal_main(void *hello)
{
	struct hello *h = hello;
	sigset_t set;
	int got;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigwait(&set, &got);
	http_stop(h->server);
	return NULL;
}

static bool flag_read(struct http_config *c, const char *name, const char *value)
{
	struct row {
		const char *name;
		size_t *size;
		int64_t *ms;
	} rows[] = {
		{ "--threads", &c->threads, NULL },
		{ "--body-max", &c->body_max, NULL },
		{ "--header-max", &c->header_max, NULL },
		{ "--connections-max", &c->connections_max, NULL },
		{ "--address-max", &c->address_max, NULL },
		{ "--request-ms", NULL, &c->request_ms },
		{ "--idle-ms", NULL, &c->idle_ms },
		{ "--stop-ms", NULL, &c->stop_ms },
	};
	int64_t n;

	if (strcmp(name, "--listen") == 0) {
		c->listen = text_of(value);
		return true;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(name, rows[i].name) != 0 || !text_whole(text_of(value), &n) || n < 0)
			continue;
		if (rows[i].size)
			*rows[i].size = (size_t)n;
		else
			*rows[i].ms = n;
		return true;
	}
	return false;
}

static struct text hello_body(struct arena *a)
{
	static const char begin[] = "{\"id\":\"ve9EPM428h8vShlRW1KT\",\"text\":\"", end[] = "\"}";
	char *at = arena_bytes(a, 500);

	memset(at, 'x', 500);
	memcpy(at, begin, sizeof(begin) - 1);
	memcpy(at + 500 - 2, end, 2);
	return (struct text){ at, 500 };
}

static int serve(struct hello *h)
{
	pthread_t worker, signals;
	enum err e;

	pthread_create(&worker, NULL, worker_main, h);
	pthread_create(&signals, NULL, signal_main, h);
	printf("%d\n", http_port(h->server));
	fflush(stdout);
	e = http_run(h->server);
	pthread_mutex_lock(&h->worker.lock);
	h->worker.over = true;
	pthread_cond_signal(&h->worker.more);
	pthread_mutex_unlock(&h->worker.lock);
	pthread_join(worker, NULL);
	pthread_kill(signals, SIGTERM); /* if something else ended the run */
	pthread_join(signals, NULL);
	http_close(h->server);
	return e ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct hello h = { .body = hello_body(a) };
	struct http_config config = {
		.listen = TEXT("127.0.0.1:0"),
		.threads = 1,
		.owner = &h,
		.handle = handle,
		.complain = complain,
	};
	struct text why;
	sigset_t set;
	int result;

	for (int i = 1; i < argc; i += 2) {
		if (i + 1 == argc || !flag_read(&config, argv[i], argv[i + 1])) {
			fprintf(stderr, "hello: what is %s?\n", argv[i]);
			return 2;
		}
	}
	pthread_mutex_init(&h.worker.lock, NULL);
	pthread_cond_init(&h.worker.more, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	if (http_open(&config, &h.server, &why, a)) {
		fprintf(stderr, "hello: %.*s\n", (int)why.size, why.at);
		return 1;
	}
	result = serve(&h);
	arena_drop(a);
	return result;
}
