// SPDX-License-Identifier: Apache-2.0
/*
 * What the test says to the peer, and asks of it.
 *
 *	token location   HighLevel's token and location; without a token anything goes
 *	user password    WordPress: who may log in
 *	meta             names of it that are registered
 *	types            its types of posts, with their own meta: {"pets": ["level"]}
 *	permalinks       "plain": no /wp-json, only /?rest_route=
 *	bridge pageMost  our plugin is there; at most so many changes a page
 *	rate             {"max": 100, "intervalMs": 10000, "day": 200000}; max 0: no limit
 *	lagMs            searches show a change so much later
 *	plans            a list of {"on", "after", "times", "status", "execute", "html", "never",
 *	                 "daily", "waitMs", "retryAfter", "headers": {…}}
 */
#include "test/peer/peer.h"

void peer_reset(struct peer *p)
{
	arena_reset(p->kept);
	p->things = NULL;
	p->last = &p->things;
	p->plan_count = 0;
	p->token = p->user = p->password = p->pokes = (struct text){ 0 };
	p->location = TEXT("peerlocation00000000");
	p->meta = NULL;
	p->types = json_keep(p->kept, TEXT("{\"posts\":null,\"pages\":null,\"pets\":null,"
					   "\"booking-calendars\":null,\"calendar-groups\":null}"));
	p->plain_permalinks = p->bridge = false;
	p->page_most = 0;
	p->rate_max = p->lag_ms = 0;
	p->rate_interval_ms = 10000;
	p->rate_day = 200000;
	p->window_ms = p->used = p->used_day = p->requests = 0;
	memset(p->asked, 0, sizeof(p->asked));
	memset(p->statuses, 0, sizeof(p->statuses));
}

static void text_take(struct peer *p, const struct json *said, const char *name, struct text *out)
{
	if (json_is(json_get(said, name), JSON_TEXT))
		*out = text_copy(p->kept, json_text(json_get(said, name)));
}

static void plan_take(struct peer *p, const struct json *said)
{
	if (p->plan_count == PLANS_MAX)
		return;
	struct plan *plan = &p->plans[p->plan_count++];

	*plan = (struct plan){
		.times = 1,
		.execute = json_flag(json_get(said, "execute")),
		.html = json_flag(json_get(said, "html")),
		.never = json_flag(json_get(said, "never")),
		.daily = json_flag(json_get(said, "daily")),
		.retry_after_s = -1,
	};
	text_take(p, said, "on", &plan->on);
	json_whole(json_get(said, "after"), &plan->after);
	json_whole(json_get(said, "times"), &plan->times);
	json_whole(json_get(said, "status"), &plan->status);
	json_whole(json_get(said, "waitMs"), &plan->wait_ms);
	if (json_is(json_get(said, "headers"), JSON_MAP))
		plan->headers = json_keep(p->kept, json_source(p->kept, json_get(said, "headers")));
	json_whole(json_get(said, "retryAfter"), &plan->retry_after_s);
}

static void control_set(struct asked *q)
{
	struct peer *p = q->peer;
	const struct json *said = q->body, *rate = json_get(said, "rate");
	const struct json *plans = json_get(said, "plans"), *meta = json_get(said, "meta");

	text_take(p, said, "token", &p->token);
	text_take(p, said, "location", &p->location);
	text_take(p, said, "user", &p->user);
	text_take(p, said, "password", &p->password);
	if (meta)
		p->meta = json_keep(p->kept, json_source(q->arena, meta));
	if (json_get(said, "types"))
		p->types = json_keep(p->kept, json_source(q->arena, json_get(said, "types")));
	if (json_get(said, "permalinks"))
		p->plain_permalinks = text_is(json_text(json_get(said, "permalinks")), "plain");
	json_whole(json_get(said, "lagMs"), &p->lag_ms);
	json_whole(json_get(said, "pageMost"), &p->page_most);
	if (json_get(said, "bridge"))
		p->bridge = json_flag(json_get(said, "bridge"));
	json_whole(json_get(rate, "max"), &p->rate_max);
	json_whole(json_get(rate, "intervalMs"), &p->rate_interval_ms);
	json_whole(json_get(rate, "day"), &p->rate_day);
	for (const struct json *v = json_first(plans); v; v = json_after(plans, v))
		plan_take(p, v);
	say(q, 200, "{\"plans\":%zu}", p->plan_count);
}

static void put_count(struct json_out *o, const char *name, int64_t count)
{
	json_key(o, name);
	json_put_whole(o, count);
}

/* How many things of each type there are. */
static void put_made(struct asked *q)
{
	struct json_out *o = &q->out;

	json_key(o, "made");
	json_map(o);
	for (const struct thing *t = q->peer->things; t; t = t->next) {
		bool seen = false;

		for (const struct thing *u = q->peer->things; u != t && !seen; u = u->next)
			seen = text_same(u->type, t->type);
		if (seen)
			continue;
		json_key_text(o, t->type);
		json_put_whole(o, (int64_t)thing_count(q->peer, t->type));
	}
	json_close(o);
}

static void control_tell(struct asked *q)
{
	struct peer *p = q->peer;
	struct json_out *o = &q->out;
	char name[16];

	json_map(o);
	put_count(o, "requests", p->requests);
	json_key(o, "asked");
	json_map(o);
	for (size_t i = 0; route_at(i); i++)
		if (p->asked[i])
			put_count(o, route_at(i)->name, p->asked[i]);
	json_close(o);
	json_key(o, "statuses");
	json_map(o);
	for (int i = 0; i < 600; i++) {
		snprintf(name, sizeof(name), "%d", i);
		if (p->statuses[i])
			put_count(o, name, p->statuses[i]);
	}
	json_close(o);
	put_made(q);
	json_key(o, "pokes");
	json_put_raw(o, text_format(q->arena, "[%.*s]", (int)p->pokes.size,
				    p->pokes.size ? p->pokes.at : ""));
	json_close(o);
	q->status = 200;
}

static void control_show(struct asked *q, struct text type)
{
	json_map(&q->out);
	json_key(&q->out, "things");
	json_list(&q->out);
	for (const struct thing *t = q->peer->things; t; t = t->next)
		if (text_same(t->type, type))
			json_put(&q->out, t->json);
	json_close(&q->out);
	json_close(&q->out);
	q->status = 200;
}

void control(struct asked *q)
{
	struct text type = query_get(q, "type");

	if (text_is(q->method, "GET") && type.size) {
		control_show(q, type);
	} else if (text_is(q->method, "GET")) {
		control_tell(q);
	} else if (text_is(q->method, "POST")) {
		control_set(q);
	} else {
		peer_reset(q->peer);
		say(q, 200, "{}");
	}
}
