// SPDX-License-Identifier: Apache-2.0
/*
 * The peer as a site with our plugin: the members that changed, by number, and members written one
 * by one.  It knows no signature (test/bridge plays those on a real WordPress).  A change's number
 * is the time of the change; one that is gone stands in the log as a thing of its own.
 */
#include "test/peer/peer.h"

static const struct text user = { "user", 4 }, gone = { "gone", 4 }, event = { "event", 5 };

static bool bridge_is(struct asked *q)
{
	if (!q->peer->bridge)
		say(q, 404,
		    "{\"code\":\"rest_no_route\",\"message\":\"No route was found matching the URL"
		    " and request method.\",\"data\":{\"status\":404}}");
	return q->peer->bridge;
}

void bridge_pair(struct asked *q)
{
	if (bridge_is(q))
		say(q, 200, "{\"id\":\"peer1\",\"secret\":\"a secret of the peer\"}");
}

void bridge_left(struct asked *q)
{
	if (bridge_is(q))
		say(q, 200, "{\"left\":true}");
}

void bridge_info(struct asked *q)
{
	if (bridge_is(q))
		say(q, 200,
		    "{\"version\":\"1.0\",\"wordpress\":\"6.6\",\"name\":\"Peer\","
		    "\"may\":[\"change\",\"make\"],\"fields\":[\"level\"]}");
}

void bridge_forget(struct asked *q, const struct thing *t)
{
	thing_make(q, gone,
		   json_keep(q->arena,
			     text_format(q->arena, "{\"of\":%.*s}", (int)t->id.size, t->id.at)));
}

static void put_member(struct asked *q, struct json_out *o, const struct thing *t)
{
	const struct json *tags = json_get(t->json, "tags");

	json_map(o);
	json_key(o, "id");
	json_put_raw(o, t->id);
	json_key(o, "version");
	json_put_text(o, text_format(q->arena, "%lld", (long long)t->changed_ms));
	json_key(o, "email");
	json_put_text(o, json_text(json_get(t->json, "email")));
	json_key(o, "first");
	json_put_text(o, json_text(json_get(t->json, "first_name")));
	json_key(o, "tags");
	if (tags)
		json_put(o, tags);
	else
		json_put_raw(o, TEXT("[]"));
	json_key(o, "fields");
	json_put(o, json_get(t->json, "meta"));
	json_close(o);
}

static void put_change(struct asked *q, const struct thing *t)
{
	struct json_out *o = &q->out;
	bool member = text_same(t->type, user);

	json_map(o);
	json_key(o, "seq");
	json_put_whole(o, t->changed_ms);
	if (text_same(t->type, event)) {
		for (const struct json *k = json_first(t->json), *v; k;
		     k = json_after(t->json, v)) {
			v = json_after(t->json, k);
			json_key_text(o, k->text);
			json_put(o, v);
		}
		json_close(o);
		return;
	}
	json_key(o, "kind");
	json_put_c(o, "member");
	json_key(o, "id");
	json_put_raw(o, member ? t->id : json_source(q->arena, json_get(t->json, "of")));
	json_key(o, member ? "member" : "gone");
	if (member)
		put_member(q, o, t);
	else
		json_put_flag(o, true);
	json_close(o);
}

/* Is it of this kind: member, form, order, progress? */
static bool change_is(const struct thing *t, struct text kind)
{
	if (text_same(t->type, event))
		return text_same(json_text(json_get(t->json, "kind")), kind);
	return text_is(kind, "member") && (text_same(t->type, user) || text_same(t->type, gone));
}

/* The first change behind that number; NULL: none. */
static const struct thing *change_after(const struct peer *p, struct text kind, int64_t number)
{
	const struct thing *first = NULL;

	for (const struct thing *t = p->things; t; t = t->next)
		if (change_is(t, kind) && t->changed_ms > number &&
		    (!first || t->changed_ms < first->changed_ms))
			first = t;
	return first;
}

/* Something happens on the site: {kind, id, at, body}. */
void bridge_event(struct asked *q)
{
	thing_make(q, event, q->body);
	say(q, 201, "{}");
}

void bridge_changes(struct asked *q)
{
	int64_t since = 0, limit = 200;
	const struct thing *t;

	if (!bridge_is(q))
		return;
	text_whole(query_get(q, "since"), &since);
	text_whole(query_get(q, "limit"), &limit);
	if (q->peer->page_most && limit > q->peer->page_most)
		limit = q->peer->page_most;
	q->status = 200;
	json_map(&q->out);
	json_key(&q->out, "items");
	json_list(&q->out);
	for (; limit && (t = change_after(q->peer, query_get(q, "kinds"), since)); limit--) {
		put_change(q, t);
		since = t->changed_ms;
	}
	json_close(&q->out);
	struct text at = text_format(q->arena, "%lld", (long long)since);
	json_key(&q->out, "next");
	json_put_text(&q->out, at);
	json_key(&q->out, "keep");
	json_put_text(&q->out, at);
	json_key(&q->out, "more");
	json_put_flag(&q->out, change_after(q->peer, query_get(q, "kinds"), since) != NULL);
	json_close(&q->out);
}

void bridge_members(struct asked *q)
{
	struct text id = query_get(q, "ids");
	const struct thing *t;

	if (!bridge_is(q))
		return;
	t = id.size ? thing_find(q->peer, user, id)
		    : thing_by(q->peer, user, "email", query_get(q, "emails"));
	q->status = 200;
	json_map(&q->out);
	json_key(&q->out, "members");
	json_list(&q->out);
	if (t)
		put_member(q, &q->out, t);
	json_close(&q->out);
	json_key(&q->out, "missing");
	json_put_raw(&q->out, TEXT("[]"));
	json_close(&q->out);
}

/* --- written --- */

static void result_say(struct asked *q, int status, const char *code, const char *message)
{
	say(q, 200,
	    "{\"results\":[{\"status\":%d,\"code\":\"groundlevel_%s\",\"message\":\"%s\"}]}",
	    status, code, message);
}

static bool is_shared(const struct peer *p, struct text name)
{
	for (const struct json *n = json_first(p->meta); n; n = json_after(p->meta, n))
		if (text_same(json_text(n), name))
			return true;
	return false;
}

/* Names and address, fields that are shared, and tags, as they are kept of a user. */
static const struct json *written(struct asked *q, const struct json *item,
				  const struct thing *before, struct buffer *refused)
{
	struct buffer b = buffer_open(q->arena, 1 << 20);
	struct json_out o = json_open(&b);
	const struct json *set = json_get(item, "set"), *fields = json_get(item, "fields"), *v;
	const struct json *meta = before ? json_get(before->json, "meta") : NULL;
	struct text email = json_text(json_get(set, "email"));

	json_map(&o);
	if (email.size || !before) {
		json_key(&o, "email");
		json_put_text(&o, email.size ? email : json_text(json_get(item, "email")));
	}
	if (json_get(set, "first")) {
		json_key(&o, "first_name");
		json_put(&o, json_get(set, "first"));
	}
	if (json_get(json_get(item, "tags"), "add")) {
		json_key(&o, "tags");
		json_put(&o, json_get(json_get(item, "tags"), "add"));
	}
	json_key(&o, "meta");
	json_map(&o);
	for (const struct json *k = json_first(fields); k; k = json_after(fields, v)) {
		v = json_after(fields, k);
		if (!is_shared(q->peer, k->text)) {
			buffer_format(refused, "%s\"fields.%.*s\"", refused->size ? "," : "",
				      (int)k->text.size, k->text.at);
			continue;
		}
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	for (const struct json *k = json_first(meta); k; k = json_after(meta, v)) {
		v = json_after(meta, k);
		if (fields && json_find(fields, k->text))
			continue;
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	json_close(&o);
	json_close(&o);
	return json_keep(q->arena, buffer_text(&b));
}

void bridge_write(struct asked *q)
{
	const struct json *item = json_first(json_get(q->body, "members"));
	struct buffer refused = buffer_open(q->arena, 1 << 16), b = buffer_open(q->arena, 1 << 20);
	struct json_out o = json_open(&b);

	if (!bridge_is(q))
		return;
	if (!item || json_get(q->body, "members")->count != 1) {
		say(q, 422,
		    "{\"code\":\"groundlevel_members\",\"message\":\"members must be a"
		    " list.\",\"data\":{\"status\":422}}");
		return;
	}
	struct text id = json_get(item, "id") ? json_source(q->arena, json_get(item, "id"))
					      : TEXT("");
	struct thing *t = id.size ? thing_find(q->peer, user, id)
				  : thing_by(q->peer, user, "email",
					     json_text(json_get(item, "email")));
	bool made = !t;

	if (!t && !json_flag(json_get(item, "make"))) {
		result_say(q, 404, "missing", "There is no such member.");
		return;
	}
	const struct json *kept = written(q, item, t, &refused);

	if (t)
		thing_change(q, t, kept);
	else
		t = thing_make(q, user, kept);
	put_member(q, &o, t);
	struct text member = buffer_text(&b), no = buffer_text(&refused);

	say(q, 200,
	    "{\"results\":[{\"status\":%d,\"id\":%.*s,\"version\":\"%lld\",\"member\":%.*s%s%.*s%s}"
	    "]}",
	    made ? 201 : 200, (int)t->id.size, t->id.at, (long long)t->changed_ms, (int)member.size,
	    member.at, no.size ? ",\"refused\":[" : "", (int)no.size, no.at, no.size ? "]" : "");
}
