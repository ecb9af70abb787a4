// SPDX-License-Identifier: Apache-2.0
/*
 * One who listens: what he asked is kept in one piece of memory, so that it can be asked again,
 * whether to read on or to find out if he still may.
 */
#include "app/server/listener.h"

#include "platform/invoke/invoke.h"

#include <assert.h>

#define OF_SESSION 8 /* streams of one session */

/* All that admission, tenancy and the reading look at. */
static const char *const kept[] = {
	"authorization",   "cookie",	       "version",	    "host",   "x-location",
	"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "origin", "sec-fetch-site",
};

static struct text keep(char **to, struct text from)
{
	struct text t = { *to, from.size };

	if (from.size)
		memcpy(*to, from.at, from.size);
	*to += from.size;
	return t;
}

static size_t size_of(struct call *call, struct text types)
{
	size_t size = call->path.size + call->query.size + call->peer.size + types.size +
		      call->caller->company_id.size + call->caller->session_id.size +
		      call->caller->token_id.size + call_text(call, "locationId").size;

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		size += call_header(call, kept[i]).size;
	return size;
}

static void headers_keep(struct listener *l, struct call *call, char **to)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		struct text value = call_header(call, kept[i]);

		if (value.size)
			l->headers[l->header_count++] = (struct header){ text_of(kept[i]),
									 keep(to, value) };
	}
}

static struct listener *listener_make(struct call *call)
{
	struct text list = call_text(call, "types"), why;
	const struct json *types = NULL;
	size_t count = list.size && !json_read(call->arena, list, &types, &why) ? types->count : 0;
	struct listener *l = calloc(1,
				    sizeof(*l) + count * sizeof(struct text) + size_of(call, list));

	assert(l);
	char *to = (char *)&l->types[count];
	l->path = keep(&to, call->path);
	l->query = keep(&to, call->query);
	l->peer = keep(&to, call->peer);
	l->who = keep(&to, call->caller->session_id.size ? call->caller->session_id
							 : call->caller->token_id);
	l->wish.location_id = keep(&to, call_text(call, "locationId"));
	l->wish.company_id = keep(&to, call->caller->company_id);
	l->wish.types = l->types;
	for (const struct json *v = count ? json_first(types) : NULL; v; v = json_after(types, v))
		l->types[l->wish.type_count++] = keep(&to, json_text(v));
	l->wish.thin = call_whole(call, "thin", 0);
	l->wish.named = call_whole(call, "named", 1);
	headers_keep(l, call, &to);
	return l;
}

static const char *room_for(struct listeners *all, const struct listener *l, bool session)
{
	size_t same = 0, share = session ? OF_SESSION : (all->most + 1) / 2;

	if (all->count >= all->most)
		return "Too many listen already: ask GET /events every few seconds.";
	for (const struct listener *one = all->first; one; one = one->all_next)
		same += text_same(one->who, l->who);
	if (same < share)
		return NULL;
	return session ? "You listen in too many places already: ask GET /events every few seconds."
		       : "This token listens too often already: ask GET /events every few seconds.";
}

struct listener *listener_new(struct listeners *all, struct call *call)
{
	struct listener *l = listener_make(call);

	pthread_mutex_lock(&all->lock);
	const char *why = room_for(all, l, call->caller->session_id.size);
	if (!why) {
		l->all_next = all->first;
		if (all->first)
			all->first->all_before = l;
		all->first = l;
		all->count++;
	}
	pthread_mutex_unlock(&all->lock);
	if (why) {
		free(l);
		refuse(call, ERR_UNAVAILABLE, "%s", why);
		return NULL;
	}
	l->all = all;
	l->request = call->owner;
	l->loop = l->request->loop;
	l->said_us = clock_monotonic_us();
	live_enter(call->app->live);
	return l;
}

void listener_place(struct listener *l, struct call *call)
{
	l->place.xid = call_whole(call, "placeXid", 0);
	l->place.seq = call_whole(call, "placeSeq", 0);
	l->joined = !call_whole(call, "placeMore", 0) && live_join(call->app->live, &l->place);
}

void listener_page_drop(struct listener *l)
{
	free(l->page);
	l->page = NULL;
	l->page_size = 0;
	l->page_given = false;
}

void listener_list(struct listener *l)
{
	struct loop_listeners *of = &l->all->loops[l->loop];

	if (l->listed)
		return;
	l->listed = true;
	l->next = of->first;
	if (of->first)
		of->first->before = l;
	of->first = l;
}

static void listener_unlist(struct listener *l)
{
	if (!l->listed)
		return;
	l->listed = false;
	*(l->before ? &l->before->next : &l->all->loops[l->loop].first) = l->next;
	if (l->next)
		l->next->before = l->before;
}

static void listener_free(struct listener *l)
{
	struct listeners *all = l->all;

	pthread_mutex_lock(&all->lock);
	*(l->all_before ? &l->all_before->all_next : &all->first) = l->all_next;
	if (l->all_next)
		l->all_next->all_before = l->all_before;
	all->count--;
	pthread_mutex_unlock(&all->lock);
	live_leave(all->serve->config.app->live);
	listener_page_drop(l);
	arena_drop(l->arena);
	free(l);
}

void listener_leave(struct listener *l)
{
	for (size_t i = 0; i < l->taken_count; i++)
		live_release(l->taken[i]);
	l->taken_count = 0;
	listener_unlist(l);
	l->ended = true;
	if (!l->reading)
		listener_free(l);
}

void listener_arrive(struct listener *l)
{
	struct listeners *all = l->all;
	size_t loop = l->loop;

	pthread_mutex_lock(&all->lock);
	l->arrived = all->loops[loop].arrived;
	all->loops[loop].arrived = l;
	pthread_mutex_unlock(&all->lock);
	http_nudge(all->serve->http, loop); /* l may be gone by now */
}

static void read_done(struct call *call, enum err e)
{
	struct listener *l = call->owner;

	l->read = call;
	l->read_err = e;
	listener_arrive(l);
}

struct call *listener_call(struct listener *l, struct arena *a)
{
	struct serve *s = l->all->serve;
	struct call *call = call_open(a, clock_now_ms(s->config.clock));

	snprintf(l->cursor, sizeof(l->cursor), "%lld.%lld", (long long)l->place.xid,
		 (long long)l->place.seq);
	l->headers[l->header_count] = (struct header){ TEXT("last-event-id"), text_of(l->cursor) };
	call->app = s->config.app;
	call->connection = s->connections[l->loop];
	call->serve = s;
	call->began_us = clock_monotonic_us();
	call->method = TEXT("GET");
	call->path = l->path;
	call->query = l->query;
	call->headers = l->headers;
	call->header_count = l->header_count + 1;
	call->peer = l->peer;
	call->done = read_done;
	call->owner = l;
	return call;
}

bool listener_still(struct listener *l)
{
	struct loop_listeners *of = &l->all->loops[l->loop];

	if (!of->arena)
		of->arena = arena_open();
	arena_reset(of->arena);
	struct call *call = listener_call(l, of->arena);
	enum err e = invoke_still(call);
	auth_leave(call);
	return !e;
}
