// SPDX-License-Identifier: Apache-2.0
/*
 * The server: binds, runs one thread for each loop, ends them all.
 */
#include "platform/http/inside.h"

#include <assert.h>
#include <errno.h>
#include <netdb.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

/* --- listening --- */

/* host:port, [::1]:port; an empty host or * is every address. */
static bool listen_split(struct arena *a, struct text listen, char **host, char **port)
{
	size_t at = listen.size;
	struct text name;

	while (at > 0 && listen.at[at - 1] != ':')
		at--;
	if (at == 0 || at == listen.size || listen.size - at > 5)
		return false;
	for (size_t i = at; i < listen.size; i++)
		if (listen.at[i] < '0' || listen.at[i] > '9')
			return false;
	name = (struct text){ listen.at, at - 1 };
	if (name.size > 2 && name.at[0] == '[' && name.at[name.size - 1] == ']')
		name = (struct text){ name.at + 1, name.size - 2 };
	else if (name.size && memchr(name.at, ':', name.size))
		return false;
	*host = name.size == 0 || text_is(name, "*") ? NULL : text_c(a, name);
	*port = text_c(a, (struct text){ listen.at + at, listen.size - at });
	return atoi(*port) <= 65535;
}

/* A socket that listens on the address, or -1.  `share`: others of ours listen there already. */
static int socket_listen(const struct sockaddr *to, socklen_t size, bool share)
{
	int on = 1, fd = socket(to->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    (share && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on))) ||
	    bind(fd, to, size) || listen(fd, SOMAXCONN)) {
		int e = errno;

		close(fd);
		errno = e;
		return -1;
	}
	return fd;
}

static int address_port(const struct sockaddr_storage *a)
{
	return ntohs(a->ss_family == AF_INET ? ((const struct sockaddr_in *)a)->sin_port
					     : ((const struct sockaddr_in6 *)a)->sin6_port);
}

/* The loops share one port.  Sharing would also let in a second server, unseen, so the first of
 * them listens alone, and only while it does so are the others let in beside it: of two servers
 * that start in the same moment one is refused. */
static bool sockets_open(struct http_server *s, const struct addrinfo *found)
{
	struct sockaddr_storage to = { 0 };
	socklen_t size = found->ai_addrlen;
	int on = 1;

	memcpy(&to, found->ai_addr, size);
	for (size_t i = 0; i < s->loop_count; i++) {
		int fd = socket_listen((struct sockaddr *)&to, size, i > 0);

		s->loops[i].listen_fd = fd;
		if (fd < 0 || getsockname(fd, (struct sockaddr *)&to, &size) ||
		    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on)))
			return false;
	}
	s->port = address_port(&to);
	return true;
}

static enum err server_listen(struct http_server *s, struct arena *a, struct text *why)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE };
	struct addrinfo *found = NULL;
	struct text name = s->config.listen;
	char *host, *port;
	bool fine;
	int e;

	if (!listen_split(a, name, &host, &port)) {
		*why = text_format(a, "The address to listen on is not host:port: %.*s",
				   (int)name.size, name.at);
		return ERR_BAD;
	}
	e = getaddrinfo(host, port, &hints, &found);
	if (e) {
		*why = text_format(a, "The address to listen on, %.*s, was not found: %s",
				   (int)name.size, name.at, gai_strerror(e));
		return ERR_BAD;
	}
	fine = sockets_open(s, found);
	if (!fine && errno == EADDRINUSE)
		*why = text_format(a,
				   "Could not listen on %.*s: another program (or another"
				   " Groundlevel) answers there already",
				   (int)name.size, name.at);
	else if (!fine)
		*why = text_format(a, "Could not listen on %.*s: %s", (int)name.size, name.at,
				   strerror(errno));
	freeaddrinfo(found);
	return fine ? ERR_OK : ERR_UNAVAILABLE;
}

/* --- the server --- */

static size_t processors(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) == 0 ? (size_t)CPU_COUNT(&set) : 1;
}

static struct http_config config_whole(const struct http_config *given)
{
	struct http_config c = *given;

	c.threads = c.threads ? c.threads : processors();
	c.threads = c.threads < HTTP_THREADS_MAX ? c.threads : HTTP_THREADS_MAX;
	c.body_max = c.body_max ? c.body_max : 1 << 20;
	c.header_max = c.header_max ? c.header_max : 16384;
	c.connections_max = c.connections_max ? c.connections_max : 4096;
	c.bodies_max = c.bodies_max ? c.bodies_max : (size_t)256 << 20;
	c.spools_max = c.spools_max ? c.spools_max : 256;
	c.spooled_max = c.spooled_max ? c.spooled_max : (size_t)16 << 30;
	c.request_ms = c.request_ms > 0 ? c.request_ms : 10000;
	c.idle_ms = c.idle_ms > 0 ? c.idle_ms : 60000;
	c.stop_ms = c.stop_ms > 0 ? c.stop_ms : 5000;
	return c;
}

enum err http_open(const struct http_config *config, struct http_server **out, struct text *why,
		   struct arena *a)
{
	struct http_server *s = calloc(1, sizeof(*s));
	enum err e;

	*out = NULL;
	assert(s && config->handle);
	signal(SIGPIPE, SIG_IGN);
	s->config = config_whole(config);
	s->loop_count = s->config.threads;
	s->loops = calloc(s->loop_count, sizeof(*s->loops));
	assert(s->loops);
	for (size_t i = 0; i < s->loop_count; i++) {
		s->loops[i].server = s;
		s->loops[i].index = i;
		s->loops[i].listen_fd = -1;
	}
	http_limits_find(s);
	s->addresses = http_addresses_open(s->config.address_max, s->config.proxies);
	e = server_listen(s, a, why);
	for (size_t i = 0; !e && i < s->loop_count; i++) {
		int failed = http_loop_open(&s->loops[i]);

		if (failed) {
			*why = text_format(a, "Could not start an event loop: %s",
					   uv_strerror(failed));
			e = ERR_INTERNAL;
		}
	}
	if (e) {
		http_close(s);
		return e;
	}
	*out = s;
	return ERR_OK;
}

int http_port(const struct http_server *s)
{
	return s->port;
}

static void *loop_main(void *loop)
{
	http_loop_run(loop);
	return NULL;
}

/* The first loop runs in the caller's thread. */
enum err http_run(struct http_server *s)
{
	pthread_t threads[HTTP_THREADS_MAX];
	enum err e = ERR_OK;
	size_t started = 1;

	while (started < s->loop_count &&
	       pthread_create(&threads[started], NULL, loop_main, &s->loops[started]) == 0)
		started++;
	if (started < s->loop_count) {
		e = ERR_INTERNAL;
		http_stop(s);
	}
	http_loop_run(&s->loops[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; !e && i < s->loop_count; i++)
		if (s->loops[i].cut)
			e = ERR_SLOW;
	return e;
}

void http_stop(struct http_server *s)
{
	atomic_store(&s->stopping, true);
	for (size_t i = 0; i < s->loop_count; i++)
		uv_async_send(&s->loops[i].wake);
}

void http_close(struct http_server *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->loop_count; i++)
		http_loop_close(&s->loops[i]);
	http_addresses_close(s->addresses);
	free(s->loops);
	free(s);
}
