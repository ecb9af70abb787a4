// SPDX-License-Identifier: Apache-2.0
/*
 * Where a request to an address that a user typed may go.
 *
 * A name is only a name: what counts is the address that it leads to, so this is asked with the
 * address at hand, once before the connection is made and once before the request is written (a
 * kept connection is not made again).
 */
#include "platform/http/inside.h"

#include <arpa/inet.h>

/* Ranges that do not lead out into the Internet; a version 4 address is ::ffff:a.b.c.d. */
static const struct {
	unsigned char start[16];
	int bits;
} ranges[] = {
#define V4(a, b, c, bits)                                                                          \
	{                                                                                          \
		{ [10] = 0xff, 0xff, a, b, c }, 96 + (bits)                                        \
	}
	V4(0, 0, 0, 8), /* this network */
	V4(10, 0, 0, 8),
	V4(100, 64, 0, 10), /* shared by a provider's customers */
	V4(127, 0, 0, 8),
	V4(169, 254, 0, 16), /* link-local, and where clouds tell secrets */
	V4(172, 16, 0, 12),
	V4(192, 0, 0, 24),
	V4(192, 0, 2, 24), /* for documents */
	V4(192, 168, 0, 16),
	V4(198, 18, 0, 15), /* for measuring */
	V4(198, 51, 100, 24),
	V4(203, 0, 113, 24),
	V4(224, 0, 0, 4), /* to many */
	V4(240, 0, 0, 4), /* for later, and to all */
#undef V4
	{ { 0 }, 96 },		      /* unset, loopback, and version 4 in its oldest spelling */
	{ { 0x01 }, 64 },	      /* thrown away */
	{ { 0x20, 0x01, 0, 0 }, 32 }, /* a tunnel: version 4 inside */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 },
	{ { 0x20, 0x02 }, 16 },			  /* likewise */
	{ { 0x00, 0x64, 0xff, 0x9b, 0, 1 }, 48 }, /* a local translator's own */
	{ { 0xfc }, 7 },
	{ { 0xfe, 0x80 }, 10 },
	{ { 0xfe, 0xc0 }, 10 },
	{ { 0xff }, 8 },
};

static bool prefix_same(const unsigned char *a, const unsigned char *b, int bits)
{
	int bytes = bits / 8, rest = bits % 8;

	if (memcmp(a, b, (size_t)bytes) != 0)
		return false;
	return !rest || (a[bytes] ^ b[bytes]) >> (8 - rest) == 0;
}

bool address_private(const struct in6_addr *address)
{
	static const unsigned char translated[16] = { 0x00, 0x64, 0xff, 0x9b };
	struct in6_addr plain = *address;

	if (prefix_same(plain.s6_addr, translated, 96)) { /* the version 4 address inside counts */
		memset(plain.s6_addr, 0, 10);
		memset(plain.s6_addr + 10, 0xff, 2);
	}
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (prefix_same(plain.s6_addr, ranges[i].start, ranges[i].bits))
			return true;
	return false;
}

bool address_read(const char *spelled, struct in6_addr *out)
{
	struct in_addr four;

	if (inet_pton(AF_INET6, spelled, out) == 1)
		return true;
	if (inet_pton(AF_INET, spelled, &four) != 1)
		return false;
	*out = (struct in6_addr){ .s6_addr = { [10] = 0xff, 0xff } };
	memcpy(out->s6_addr + 12, &four, 4);
	return true;
}

const char *guard_refuses(const struct http_sending *s, const struct in6_addr *address)
{
	if (!s->guarded)
		return NULL;
	bool inward = address_private(address);

	if (inward && !s->private)
		return "The address leads into a private network, which is not allowed here "
		       "(setting private_networks).";
	if (!inward && !text_starts(s->url, "https:"))
		return "The address begins with http: what is sent would be open to everybody on"
		       " its way; use https.";
	return NULL;
}

bool http_leads_inward(const struct sockaddr *address)
{
	struct in6_addr plain = { .s6_addr = { [10] = 0xff, 0xff } };

	if (address->sa_family == AF_INET6) {
		memcpy(&plain, &((const struct sockaddr_in6 *)address)->sin6_addr, sizeof(plain));
		return address_private(&plain);
	}
	if (address->sa_family != AF_INET)
		return true;
	memcpy(plain.s6_addr + 12, &((const struct sockaddr_in *)address)->sin_addr, 4);
	return address_private(&plain);
}
