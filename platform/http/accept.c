// SPDX-License-Identifier: Apache-2.0
/*
 * How a connection begins: it is taken in and counted, or gets the answer that there are too many.
 */
#include "platform/http/inside.h"

#include "base/core/log.h"

#include <arpa/inet.h>
#include <assert.h>

static void peer_read(struct http_connection *c)
{
	struct sockaddr_storage from;
	int size = sizeof(from);

	if (uv_tcp_getpeername(&c->tcp, (struct sockaddr *)&from, &size))
		return;
	if (from.ss_family == AF_INET) {
		const struct sockaddr_in *in = (const struct sockaddr_in *)&from;

		c->address.s6_addr[10] = c->address.s6_addr[11] = 0xff;
		memcpy(c->address.s6_addr + 12, &in->sin_addr, 4);
	} else {
		c->address = ((const struct sockaddr_in6 *)&from)->sin6_addr;
	}
	if (IN6_IS_ADDR_V4MAPPED(&c->address))
		inet_ntop(AF_INET, c->address.s6_addr + 12, c->peer, sizeof(c->peer));
	else
		inet_ntop(AF_INET6, &c->address, c->peer, sizeof(c->peer));
}

/* One too many gets its answer, as long as there are not too many of those: they take descriptors
 * too, for a moment, but no place from anybody else. */
static void connection_turn_away(struct http_connection *c, const char *reason)
{
	struct http_server *s = c->loop->server;

	c->unwanted = true;
	atomic_fetch_sub_explicit(&s->connections, 1, memory_order_relaxed);
	if (atomic_fetch_add_explicit(&s->unwanted, 1, memory_order_relaxed) < HTTP_REFUSED_MAX) {
		http_connection_refuse(c, 503, reason);
		http_out_flush(c);
		http_connection_settle(c);
		return;
	}
	atomic_fetch_add_explicit(&s->refused, 1, memory_order_relaxed);
	log_say(LOG_INFO, "http", "closed peer=%s reason=\"%s\"", c->peer, reason);
	http_connection_close(c);
}

static void connection_admit(struct http_connection *c)
{
	struct http_server *s = c->loop->server;
	size_t before = atomic_fetch_add_explicit(&s->connections, 1, memory_order_relaxed);
	const char *reason = NULL;

	peer_read(c);
	if (before >= s->config.connections_max)
		reason = "There are too many connections.";
	else
		c->counted = http_addresses_enter(s->addresses, &c->address);
	if (!reason && !c->counted)
		reason = "There are too many connections from this address.";
	uv_tcp_nodelay(&c->tcp, 1);
	if (reason) {
		connection_turn_away(c, reason);
		return;
	}
	http_wait_set(c, WAIT_IDLE);
	http_connection_settle(c);
}

struct http_connection *http_connection_open(struct http_loop *loop)
{
	struct http_connection *c = calloc(1, sizeof(*c));

	assert(c);
	c->loop = loop;
	if (uv_tcp_init(&loop->uv, &c->tcp)) {
		free(c);
		return NULL;
	}
	loop->alive++;
	loop->open++;
	if (uv_accept((uv_stream_t *)&loop->listener, (uv_stream_t *)&c->tcp)) {
		atomic_fetch_add_explicit(&loop->server->connections, 1, memory_order_relaxed);
		http_connection_close(c);
		return NULL;
	}
	connection_admit(c);
	return c;
}
