// SPDX-License-Identifier: Apache-2.0
/*
 * How somebody with a browser came here: his cookie, the page that asks, the way between.
 *
 * The cookie is `__Host-groundlevel`: Secure, HttpOnly, SameSite=Lax.  Over plain http, which is
 * within this machine alone, it is `groundlevel`; and there alone that one is looked at, so that
 * nobody who can set cookies for a neighbour's name can slip his own session in.
 */
#include "platform/auth/inside.h"

#include "base/core/settings.h"

#include <arpa/inet.h>

#define COOKIE	      "groundlevel"
#define COOKIE_SECURE "__Host-groundlevel"

/* --- the way --- */

static bool is_this_machine(struct text address)
{
	return text_starts(address, "127.") || text_is(address, "::1");
}

/* May it speak for others: does it bring their connections? */
static bool is_proxy(const struct call *call)
{
	struct text proxies = call->app->settings->proxies, one;

	if (is_this_machine(call->peer))
		return true;
	while (text_split(&proxies, ',', &one))
		if (text_same(text_trim(one), call->peer))
			return true;
	return false;
}

static bool came_by_https(const struct call *call)
{
	return is_proxy(call) && text_is(call_header(call, "x-forwarded-proto"), "https");
}

/* The name by which we were asked, with its port. */
static struct text host_asked(const struct call *call)
{
	struct text forwarded = call_header(call, "x-forwarded-host");

	return forwarded.size && is_proxy(call) ? forwarded : call_header(call, "host");
}

static bool came_from_within(const struct call *call)
{
	struct text host = host_asked(call), name = host;

	for (size_t i = host.size; i > 0; i--)
		if (host.at[i - 1] == ':') {
			name.size = i - 1;
			break;
		} else if (host.at[i - 1] == ']') {
			break;
		}
	return is_this_machine(call->peer) && !call_header(call, "x-forwarded-proto").size &&
	       (text_alike(name, TEXT("localhost")) || text_is(name, "[::1]") ||
		text_starts(name, "127."));
}

enum err auth_way_need(struct call *call)
{
	if (came_by_https(call) || came_from_within(call))
		return ERR_OK;
	return refuse(call, ERR_FORBIDDEN,
		      "One signs in over https, or on this machine itself at 127.0.0.1: a proxy"
		      " before this server must say X-Forwarded-Proto: https, and be named in the"
		      " setting proxies.");
}

struct text auth_here(struct call *call)
{
	struct text host = host_asked(call);

	return host.size ? text_format(call->arena, "%s://%.*s",
				       came_by_https(call) ? "https" : "http", (int)host.size,
				       host.at)
			 : host;
}

struct text auth_address(struct call *call)
{
	struct text forwarded = call_header(call, "x-forwarded-for"), one, at = call->peer;
	struct in6_addr six;

	if (forwarded.size && is_proxy(call))
		while (text_split(&forwarded, ',', &one))
			at = text_trim(one);
	if (at.size >= INET6_ADDRSTRLEN || inet_pton(AF_INET6, text_c(call->arena, at), &six) != 1)
		return text_copy(call->arena, (struct text){ at.at, at.size > 64 ? 64 : at.size });
	memset(six.s6_addr + 8, 0, 8);
	char *spelled = arena_take(call->arena, INET6_ADDRSTRLEN);
	inet_ntop(AF_INET6, &six, spelled, INET6_ADDRSTRLEN);
	return text_of(spelled);
}

/* --- the cookie --- */

struct text person_cookie(struct call *call)
{
	struct text all = call_header(call, "cookie"), one, name;
	struct text wanted = came_by_https(call) ? TEXT(COOKIE_SECURE) : TEXT(COOKIE);

	while (text_split(&all, ';', &one)) {
		one = text_trim(one);
		if (text_split(&one, '=', &name) && text_same(name, wanted))
			return one;
	}
	return TEXT("");
}

void person_cookie_set(struct call *call, struct text secret, int64_t seconds)
{
	struct buffer b = buffer_open(call->arena, 512);

	if (came_by_https(call))
		buffer_format(&b, COOKIE_SECURE "=%.*s; Path=/; Secure; HttpOnly; SameSite=Lax",
			      (int)secret.size, secret.at);
	else
		buffer_format(&b, COOKIE "=%.*s; Path=/; HttpOnly; SameSite=Lax", (int)secret.size,
			      secret.at);
	if (seconds >= 0) /* else it goes with the browser */
		buffer_format(&b, "; Max-Age=%lld", (long long)seconds);
	call_reply_header(call, "Set-Cookie", buffer_text(&b));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
}

/* --- the page --- */

static bool is_origin_ours(struct call *call, struct text origin)
{
	const char *host = memmem(origin.at, origin.size, "://", 3);

	if (!host)
		return false;
	size_t scheme = (size_t)(host - origin.at) + 3;
	return text_alike((struct text){ origin.at + scheme, origin.size - scheme },
			  host_asked(call));
}

enum err auth_pages_need(struct call *call, bool said)
{
	struct text site = call_header(call, "sec-fetch-site");
	struct text origin = call_header(call, "origin");
	bool reads = text_is(call->method, "GET") || text_is(call->method, "HEAD");
	bool ours = (!site.size || text_is(site, "same-origin") ||
		     (reads && text_is(site, "none"))) &&
		    (!origin.size || is_origin_ours(call, origin));

	if (ours && (!said || site.size || origin.size))
		return ERR_OK;
	return refuse(call, ERR_FORBIDDEN,
		      ours ? "The request does not say which page it is from (Origin)."
			   : "A page of another site asks, and may not.");
}
