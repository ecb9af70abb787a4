// SPDX-License-Identifier: Apache-2.0
/*
 * A peer: somebody else's server, as far as our tests need one.  Loopback only.
 *
 *	peer [--listen 127.0.0.1:0]        prints its port, serves until SIGTERM
 *
 * It is shaped like HighLevel (contacts, records, with rate headers and a fixed window), like a
 * WordPress site (users, posts, discovery), and listens for AccessAlly's commands; all at once,
 * since their paths do not meet; and it takes webhooks at /receive/NAME.  It knows no
 *Idempotency-Key: what is asked twice is done twice.
 *
 *	GET    /control   what was asked and made: {"requests", "asked": {…}, "made": {…}, …};
 *			  with ?type=contact the things of that type
 *	POST   /control   settings and plans (control.c), added to what was said before
 *	DELETE /control   forgets everything: data, counts, plans, settings
 *
 * A plan says how some requests go wrong: {"plans": [{"on": "create-contact", "after": 10,
 * "times": 1, "status": 502, "execute": true}]}.
 *
 *	peer.c       the way of a request, start and end
 *	control.c    settings, plans, counts
 *	later.c      answers that come late, or never
 *	highlevel.c wordpress.c hooks.c   what is asked, a table of rows each; records.c bridge.c
 *	things.c     what is kept
 */
#ifndef GROUNDLEVEL_TEST_PEER_PEER_H
#define GROUNDLEVEL_TEST_PEER_PEER_H

#include "base/json/json.h"
#include "platform/http/http.h"

#include <pthread.h>

#define PLANS_MAX   64
#define ROUTES_MAX  64
#define HEADERS_MAX 16
#define PAGE_MAX    100

/* Something that is kept; a list in the order in which they were made. */
struct thing {
	struct thing *next;
	struct text type, id;	 /* contact, records of custom_objects.pets, user, … */
	const struct json *json; /* its members */
	int64_t made_ms, changed_ms;
	const struct json *shown; /* as searches have it until shown_at_ms; NULL: not at all */
	int64_t shown_ms, shown_at_ms;
};

/* How some requests go wrong. */
struct plan {
	struct text on;	      /* the name of a route; empty: all */
	int64_t after, times; /* of the requests it is about: lets `after` pass, then acts `times`;
				 0: always */
	int64_t status;	      /* 0: as it would be */
	bool execute, html, never, daily;
	int64_t wait_ms, retry_after_s;
	const struct json *headers; /* put into the answer */
	int64_t met;
};

struct later; /* later.c */

struct peer {
	struct arena *kept; /* things, plans, settings */
	struct http_server *server;
	struct later *later;
	struct thing *things, **last;
	int64_t counter;  /* for ids */
	int64_t clock_ms; /* no two changes have the same time */

	struct plan plans[PLANS_MAX];
	size_t plan_count;
	struct text token, location;   /* HighLevel's */
	struct text user, password;    /* WordPress's */
	const struct json *meta;       /* names that are registered; NULL: none */
	const struct json *types;      /* of posts: {"pets": [names of meta], or null for `meta`} */
	bool plain_permalinks, bridge; /* is our plugin there? */
	int64_t page_most;	       /* so many changes a page of the bridge; 0: as asked */
	int64_t rate_max, rate_interval_ms, rate_day;
	int64_t lag_ms; /* searches show a change so much later */

	int64_t window_ms, used, used_day; /* the window began then; 0: none is open */
	int64_t requests, asked[ROUTES_MAX], statuses[600];
	struct text pokes; /* what AccessAlly heard: JSON maps with commas between them */
};

/* One request. */
struct asked {
	struct peer *peer;
	struct http_request *request;
	struct arena *arena;	  /* the request's */
	struct text method, path; /* path without closing slash */
	struct text id, key;	  /* of the path */
	const struct json *body;  /* NULL: none, or not JSON */
	int status;
	struct text type; /* content type; empty: JSON */
	struct buffer buffer;
	struct json_out out; /* the reply: nothing is open */
	struct header headers[HEADERS_MAX];
	size_t header_count;
};

struct route {
	const char *name, *method, *path; /* {id} and {key} are any segment */
	void (*answer)(struct asked *q);
};
/* the last has no name */
extern const struct route highlevel_routes[], wordpress_routes[], hook_routes[];

/* peer.c */
void say(struct asked *q, int status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));			       /* the whole reply, JSON */
void put_header(struct asked *q, const char *name, struct text value); /* replaces */
struct text query_get(struct asked *q, const char *name);	       /* decoded; "" if absent */
const struct route *route_at(size_t index); /* of all tables; NULL past the last */

/* control.c */
void control(struct asked *q);
void peer_reset(struct peer *p);

/* later.c: answers after some time; wait_ms < 0: never */
struct later *later_open(void);
void later_add(struct later *l, struct http_request *r, const struct http_answer *answer,
	       int64_t wait_ms);
void later_close(struct later *l); /* answers what is left */

/* highlevel.c: may this be asked?  false: it was refused. */
bool highlevel_admits(struct asked *q);
bool location_is_ours(struct asked *q, struct text location); /* false: it was refused */
bool text_holds(struct text in, struct text what);
void put_instant(struct json_out *o, const char *key, int64_t ms);
/* Every filter of the request is fulfilled: `eq`, and what changed since (`range` with gte). */
bool filters_fit(const struct json *filters, const struct thing *t, const struct json *members,
		 int64_t changed_ms);
/* records.c */
void record_create(struct asked *q);
void record_one(struct asked *q);
void record_search(struct asked *q);
/* wordpress.c */
bool wordpress_admits(struct asked *q);
/* bridge.c */
void bridge_pair(struct asked *q);
void bridge_event(struct asked *q);
void bridge_left(struct asked *q);
void bridge_info(struct asked *q);
void bridge_changes(struct asked *q);
void bridge_members(struct asked *q);
void bridge_write(struct asked *q);
void bridge_forget(struct asked *q, const struct thing *t); /* a user goes */

/* things.c */
struct thing *thing_make(struct asked *q, struct text type, const struct json *members);
struct thing *thing_find(struct peer *p, struct text type, struct text id);
struct thing *thing_by(struct peer *p, struct text type, const char *member, struct text value);
/* The members are laid over those it has. */
void thing_change(struct asked *q, struct thing *t, const struct json *members);
void thing_drop(struct peer *p, struct thing *t);
size_t thing_count(const struct peer *p, struct text type);
/* What a search sees of it: its members and the time of their change; NULL: it is not there yet. */
const struct json *thing_shown(const struct peer *p, const struct thing *t, int64_t *changed_ms);
const struct json *json_keep(struct arena *a,
			     struct text source); /* copied and read; must be good */

#endif
