// SPDX-License-Identifier: Apache-2.0
/*
 * What needs a person, gathered from the lists in which it stands.  They are asked as whoever asks
 * would ask them, so nobody is shown what he may not read.
 */
#include "app/server/inside.h"
#include "platform/invoke/invoke.h"
#include "runs.h"

#define NEEDS_MAX 200

struct need {
	const char *kind, *severity;
	struct text title, about, state, to, since;
	int64_t count;
};

struct gathering {
	struct call *call;
	const struct json *flows;	  /* for their titles; NULL: not known */
	struct need needs[NEEDS_MAX + 1]; /* the last is not told */
	size_t count;
};

static struct text word(const struct json *map, const char *key)
{
	return json_text(json_get(map, key));
}

/* The list of this operation; NULL: whoever asks may not read it, or it is refused. */
static const struct json *list_of(struct gathering *g, const char *op, const char *input,
				  const char *key)
{
	struct call *call = g->call;
	const struct op *row = catalogue_find(call->app->catalogue, text_of(op));
	const struct json *reply = NULL, *list;

	if (call->err || !call->caller || !auth_may(call->caller, row) ||
	    invoke(call, op, text_of(input), &reply))
		return NULL;
	list = json_get(reply, key);
	return list && json_is(list, JSON_LIST) ? list : NULL;
}

static struct need *need_add(struct gathering *g)
{
	struct need *n = &g->needs[g->count];

	g->count += g->count < NEEDS_MAX;

	*n = (struct need){ .count = 1 };
	return n;
}

static struct text title_of(const struct gathering *g, struct text slug)
{
	for (const struct json *f = g->flows ? json_first(g->flows) : NULL; f;
	     f = json_after(g->flows, f))
		if (text_same(word(f, "slug"), slug))
			return word(f, "title");
	return slug;
}

static void decisions_add(struct gathering *g)
{
	const struct json *list = list_of(g, "list-flow-decisions", "{}", "decisions");

	for (const struct json *d = list ? json_first(list) : NULL; d; d = json_after(list, d)) {
		if (json_get(d, "resolved"))
			continue;
		struct need *n = need_add(g);
		n->kind = "decision";
		n->severity = "bad";
		n->title = title_of(g, word(d, "flow"));
		n->about = word(d, "reason");
		n->to = word(d, "id");
		n->since = word(d, "opened");
	}
}

static void flows_add(struct gathering *g)
{
	for (const struct json *f = g->flows ? json_first(g->flows) : NULL; f;
	     f = json_after(g->flows, f)) {
		struct text state = word(f, "state");
		bool blocked = text_is(state, "blocked");

		if (!blocked && !text_is(state, "failing"))
			continue;
		struct need *n = need_add(g);
		n->kind = "flow";
		n->severity = blocked ? "bad" : "warn";
		n->title = word(f, "title");
		n->about = word(f, blocked ? "stateReason" : "lookError");
		n->state = state;
		n->to = word(f, "slug");
		n->since = word(f, "lookedAt");
	}
}

/* One for each flow, with its latest. */
static void failures_add(struct gathering *g)
{
	const struct json *list = list_of(g, "list-flow-runs",
					  "{\"state\":\"failed\",\"limit\":100}", "runs");
	size_t first = g->count;

	for (const struct json *r = list ? json_first(list) : NULL; r; r = json_after(list, r)) {
		struct text flow = word(r, "flow");
		size_t at = first;

		while (at < g->count && !text_same(g->needs[at].to, flow))
			at++;
		if (at < g->count) {
			g->needs[at].count++;
			continue;
		}
		struct need *n = need_add(g);
		n->kind = "runs";
		n->severity = "bad";
		n->title = title_of(g, flow);
		n->about = word(r, "reason");
		n->to = flow;
		n->since = word(r, "ended");
	}
}

static void connections_add(struct gathering *g)
{
	const struct json *list = list_of(g, "list-connections", "{}", "connections");

	for (const struct json *c = list ? json_first(list) : NULL; c; c = json_after(list, c)) {
		struct text state = word(c, "state"), title = word(c, "title");

		if (text_is(state, "ok") || text_is(state, "unchecked"))
			continue;
		struct need *n = need_add(g);
		n->kind = "connection";
		n->severity = text_is(state, "busy") ? "warn" : "bad";
		n->title = title.size ? title : word(c, "name");
		n->about = word(c, "stateReason");
		n->to = word(c, "id");
		n->since = word(c, "stateAt");
	}
}

static void webhooks_add(struct gathering *g)
{
	const struct json *list = list_of(g, "list-webhooks", "{}", "webhooks");

	for (const struct json *w = list ? json_first(list) : NULL; w; w = json_after(list, w)) {
		struct text name = word(w, "name");

		if (!text_is(word(w, "state"), "resting"))
			continue;
		struct need *n = need_add(g);
		n->kind = "webhook";
		n->severity = "bad";
		n->title = name.size ? name : word(w, "url");
		n->about = word(w, "stateReason");
		n->to = word(w, "id");
		n->since = word(w, "stateAt");
	}
}

/* --- told --- */

static int by_gravity(const void *a, const void *b)
{
	const struct need *x = a, *y = b;
	int graver = strcmp(x->severity, y->severity); /* bad, info, warn: info is not used */
	size_t size = x->since.size < y->since.size ? x->since.size : y->since.size;

	return graver ? graver
		      : memcmp(y->since.at ? y->since.at : "", x->since.at ? x->since.at : "",
			       size);
}

static void member(struct call *call, const char *key, struct text value)
{
	json_key(&call->out, key);
	json_put_text(&call->out, value);
}

static void need_put(struct call *call, const struct need *n)
{
	json_map(&call->out);
	member(call, "kind", text_of(n->kind));
	member(call, "severity", text_of(n->severity));
	member(call, "title", n->title);
	member(call, "about", n->about);
	if (n->state.size)
		member(call, "state", n->state);
	json_key(&call->out, "count");
	json_put_whole(&call->out, n->count);
	member(call, "to", n->to);
	if (n->since.size)
		member(call, "since", n->since);
	json_close(&call->out);
}

enum err needs_list(struct call *call)
{
	struct gathering *g = arena_take(call->arena, sizeof(*g));

	g->call = call;
	g->flows = list_of(g, "list-flows", "{}", "flows");
	decisions_add(g);
	flows_add(g);
	failures_add(g);
	connections_add(g);
	webhooks_add(g);
	if (call->err)
		return call->err;
	qsort(g->needs, g->count, sizeof(g->needs[0]), by_gravity);
	json_key(&call->out, "needs");
	json_list(&call->out);
	for (size_t i = 0; i < g->count; i++)
		need_put(call, &g->needs[i]);
	json_close(&call->out);
	return ERR_OK;
}
