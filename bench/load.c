// SPDX-License-Identifier: Apache-2.0
/*
 * Asks a server for what a file says, each line once, over so many connections that are kept open;
 * measures how long all and each of them took, and writes down the ids that were given.
 *
 * A line is METHOD, path and body, parted by tabs.  A list of requests with an end, unlike wrk's
 * seconds: what is deleted was there, what is made is known afterwards.  REPEAT asks all of them so
 * many times.
 *
 * usage: bench-load PORT TOKEN FILE CONNECTIONS [REPEAT]    (ids to standard output)
 * The last line of standard error: RESULT requests microseconds p50 p99 refused
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS_MAX 256
#define REPLY_MAX	((size_t)4 << 20)

struct connection {
	int fd;
	bool waits; /* for room to send */
	int64_t since_ns;
	const char *out; /* what is still to be sent */
	size_t out_size, size;
	char *in;
};

struct load {
	char **asks;
	size_t *sizes;
	size_t count, next, total, done, refused;
	int64_t *took_ns;
	int epoll;
};

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void die(const char *why)
{
	fprintf(stderr, "bench-load: %s\n", why);
	exit(1);
}

/* METHOD, path, body: what goes over the wire. */
static void ask_add(struct load *l, char *line, const char *token)
{
	char *path = strchr(line, '\t'), *body = path ? strchr(path + 1, '\t') : NULL;

	if (!body)
		die("a line without its three parts");
	*path++ = *body++ = 0;
	if (l->count % 4096 == 0) {
		l->asks = realloc(l->asks, (l->count + 4096) * sizeof(char *));
		l->sizes = realloc(l->sizes, (l->count + 4096) * sizeof(size_t));
	}
	int size = asprintf(&l->asks[l->count],
			    "%s %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n"
			    "Version: 2021-07-28\r\n%sContent-Length: %zu\r\n\r\n%s",
			    line, path, token, *body ? "Content-Type: application/json\r\n" : "",
			    strlen(body), body);
	if (size < 0)
		die("no memory");
	l->sizes[l->count++] = (size_t)size;
}

static void asks_read(struct load *l, const char *path, const char *token)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t size;

	if (!file)
		die("there is no such file");
	while ((size = getline(&line, &room, file)) > 0) {
		if (line[size - 1] == '\n')
			line[size - 1] = 0;
		ask_add(l, line, token);
	}
	free(line);
	fclose(file);
	if (!l->count)
		die("nothing to ask");
}

static void send_more(struct load *l, struct connection *c)
{
	while (c->out_size) {
		ssize_t sent = send(c->fd, c->out, c->out_size, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0 && errno == EAGAIN)
			break;
		if (sent <= 0)
			die("the connection was closed");
		c->out += sent;
		c->out_size -= (size_t)sent;
	}
	bool waits = c->out_size > 0;
	if (waits == c->waits)
		return;
	struct epoll_event event = { .events = EPOLLIN | (waits ? (uint32_t)EPOLLOUT : 0),
				     .data.ptr = c };
	c->waits = waits;
	epoll_ctl(l->epoll, EPOLL_CTL_MOD, c->fd, &event);
}

static void ask_next(struct load *l, struct connection *c)
{
	if (l->next >= l->total)
		return;
	size_t i = l->next++ % l->count;
	c->size = 0;
	c->since_ns = now_ns();
	c->out = l->asks[i];
	c->out_size = l->sizes[i];
	send_more(l, c);
}

/* The first "id" of a reply. */
static void id_say(const char *body)
{
	const char *id = strstr(body, "\"id\":\"");

	if (id)
		printf("%.*s\n", (int)strcspn(id + 6, "\""), id + 6);
}

/* Is the whole reply there? */
static bool reply_take(struct load *l, struct connection *c)
{
	c->in[c->size] = 0;
	char *body = strstr(c->in, "\r\n\r\n");
	if (!body)
		return false;
	const char *length = strcasestr(c->in, "\r\ncontent-length:");
	if (!length || length > body)
		die("a reply without its length");
	if (c->size < (size_t)(body + 4 - c->in) + strtoul(length + 17, NULL, 10))
		return false;
	l->took_ns[l->done++] = now_ns() - c->since_ns;
	if (c->in[9] == '2')
		id_say(body);
	else if (l->refused++ == 0)
		fprintf(stderr, "bench-load: refused: %.12s%.300s\n", c->in, body + 4);
	return true;
}

static void hear(struct load *l, struct connection *c)
{
	ssize_t size = recv(c->fd, c->in + c->size, REPLY_MAX - c->size - 1, MSG_DONTWAIT);

	if (size < 0 && errno == EAGAIN)
		return;
	if (size <= 0)
		die("the connection was closed");
	c->size += (size_t)size;
	if (c->size >= REPLY_MAX - 1)
		die("a reply is too long");
	if (reply_take(l, c))
		ask_next(l, c);
}

static void connect_to(struct load *l, struct connection *c, int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int one = 1;

	c->fd = socket(AF_INET, SOCK_STREAM, 0);
	c->in = malloc(REPLY_MAX);
	if (c->fd < 0 || !c->in || connect(c->fd, (struct sockaddr *)&to, sizeof(to)))
		die("no connection");
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };
	epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &event);
}

static int order(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static void load_run(struct load *l, struct connection *all, int count)
{
	struct epoll_event events[64];

	for (int i = 0; i < count; i++)
		ask_next(l, &all[i]);
	while (l->done < l->total) {
		int ready = epoll_wait(l->epoll, events, 64, 60000);
		if (ready <= 0)
			die("no answer for a minute");
		for (int i = 0; i < ready; i++) {
			struct connection *c = events[i].data.ptr;
			if (events[i].events & EPOLLOUT)
				send_more(l, c);
			if (events[i].events & EPOLLIN)
				hear(l, c);
		}
	}
}

int main(int argc, char **argv)
{
	static struct connection all[CONNECTIONS_MAX];
	static struct load l;

	if (argc < 5)
		die("usage: bench-load PORT TOKEN FILE CONNECTIONS [REPEAT]");
	int count = atoi(argv[4]);
	if (count < 1 || count > CONNECTIONS_MAX)
		die("so many connections are not known");
	asks_read(&l, argv[3], argv[2]);
	l.total = l.count * (argc > 5 ? (size_t)atoi(argv[5]) : 1);
	l.took_ns = calloc(l.total, sizeof(int64_t));
	l.epoll = epoll_create1(0);
	for (int i = 0; i < count; i++)
		connect_to(&l, &all[i], atoi(argv[1]));
	int64_t begin = now_ns();
	load_run(&l, all, count);
	int64_t took = now_ns() - begin;
	qsort(l.took_ns, l.done, sizeof(int64_t), order);
	fprintf(stderr, "RESULT %zu %lld %lld %lld %zu\n", l.done, (long long)(took / 1000),
		(long long)(l.took_ns[l.done / 2] / 1000),
		(long long)(l.took_ns[l.done * 99 / 100] / 1000), l.refused);
	return 0;
}
