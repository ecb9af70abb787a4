// SPDX-License-Identifier: Apache-2.0
/*
 * The peer as HighLevel: contacts, tokens, and the fixed window of requests, which begins with the
 * first of them.
 */
#include "base/time/clock.h"
#include "test/peer/peer.h"

static const struct text contact = { "contact", 7 };

/* --- may it be asked? --- */

static struct text header_get(struct asked *q, const char *name)
{
	for (size_t i = 0; i < q->request->header_count; i++)
		if (text_alike(q->request->headers[i].name, text_of(name)))
			return q->request->headers[i].value;
	return TEXT("");
}

static void put_whole(struct asked *q, const char *name, int64_t whole)
{
	put_header(q, name, text_format(q->arena, "%lld", (long long)whole));
}

/* Counts the request and says what is left; false: too many. */
static bool rate_count(struct asked *q)
{
	struct peer *p = q->peer;
	struct clock plain = { 0 };
	int64_t now = clock_now_ms(&plain);

	if (!p->rate_max)
		return true;
	if (now >= p->window_ms + p->rate_interval_ms) {
		p->window_ms = now;
		p->used = 0;
	}
	bool fits = p->used < p->rate_max && p->used_day < p->rate_day;

	p->used += fits;
	p->used_day += fits;
	put_whole(q, "x-ratelimit-max", p->rate_max);
	put_whole(q, "x-ratelimit-remaining", p->rate_max - p->used);
	put_whole(q, "x-ratelimit-interval-milliseconds", p->rate_interval_ms);
	put_whole(q, "x-ratelimit-limit-daily", p->rate_day);
	put_whole(q, "x-ratelimit-daily-remaining", p->rate_day - p->used_day);
	put_whole(q, "x-ratelimit-daily-reset", 83653000);
	if (!fits)
		say(q, 429, "{\"statusCode\":429,\"message\":\"Too Many Requests\"}");
	return fits;
}

bool highlevel_admits(struct asked *q)
{
	struct text token = header_get(q, "authorization");

	if (text_is(q->path, "/health"))
		return true;
	if (!rate_count(q))
		return false;
	if (!header_get(q, "version").size) {
		say(q, 401, "{\"statusCode\":401,\"message\":\"version header was not found.\"}");
		return false;
	}
	if (text_starts(token, "Bearer "))
		token = (struct text){ token.at + 7, token.size - 7 };
	if (!q->peer->token.size || text_same(token, q->peer->token))
		return true;
	say(q, 401, "{\"statusCode\":401,\"message\":\"Invalid Private Integration token\"}");
	return false;
}

bool location_is_ours(struct asked *q, struct text location)
{
	if (!location.size) {
		say(q, 422,
		    "{\"message\":[\"locationId can't be undefined\"],"
		    "\"error\":\"Unprocessable Entity\",\"statusCode\":422}");
		return false;
	}
	if (text_same(location, q->peer->location))
		return true;
	say(q, 403,
	    "{\"statusCode\":403,\"message\":\"The token does not have access to this"
	    " location.\"}");
	return false;
}

/* --- contacts --- */

void put_instant(struct json_out *o, const char *key, int64_t ms)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(ms, iso);
	json_key(o, key);
	json_put_c(o, iso);
}

static void put_members(struct json_out *o, const struct json *map)
{
	const struct json *v;

	for (const struct json *k = json_first(map); k; k = json_after(map, v)) {
		v = json_after(map, k);
		if (text_is(k->text, "id") || text_is(k->text, "dateAdded"))
			continue;
		json_key_text(o, k->text);
		json_put(o, v);
	}
}

static void put_contact_members(struct json_out *o, const struct thing *t)
{
	json_key(o, "id");
	json_put_text(o, t->id);
	put_members(o, t->json);
	if (!json_get(t->json, "tags")) {
		json_key(o, "tags");
		json_put_raw(o, TEXT("[]"));
	}
	put_instant(o, "dateAdded", t->made_ms);
	put_instant(o, "dateUpdated", t->changed_ms);
}

static void put_contact(struct json_out *o, const struct thing *t)
{
	json_map(o);
	put_contact_members(o, t);
	json_close(o);
}

static void reply_contact(struct asked *q, int status, const struct thing *t, const char *made)
{
	q->status = status;
	json_map(&q->out);
	if (made) {
		json_key(&q->out, "new");
		json_put_raw(&q->out, text_of(made));
	}
	json_key(&q->out, "contact");
	put_contact(&q->out, t);
	json_key(&q->out, "traceId");
	json_put_c(&q->out, "00000000-0000-4000-8000-000000000000");
	json_close(&q->out);
}

static struct thing *contact_same(struct asked *q, const char **field)
{
	struct thing *t = thing_by(q->peer, contact, "email",
				   json_text(json_get(q->body, "email")));

	*field = t ? "email" : "phone";
	return t ? t : thing_by(q->peer, contact, "phone", json_text(json_get(q->body, "phone")));
}

static void contact_create(struct asked *q)
{
	const char *field;

	if (!location_is_ours(q, json_text(json_get(q->body, "locationId"))))
		return;
	const struct thing *t = contact_same(q, &field);

	if (t)
		say(q, 400,
		    "{\"statusCode\":400,\"message\":\"This location does not allow duplicated"
		    " contacts.\",\"meta\":{\"contactId\":\"%.*s\",\"matchingField\":\"%s\"}}",
		    (int)t->id.size, t->id.at, field);
	else
		reply_contact(q, 201, thing_make(q, contact, q->body), NULL);
}

static void contact_upsert(struct asked *q)
{
	const char *field;

	if (!location_is_ours(q, json_text(json_get(q->body, "locationId"))))
		return;
	struct thing *t = contact_same(q, &field);

	if (t)
		thing_change(q, t, q->body);
	reply_contact(q, t ? 200 : 201, t ? t : thing_make(q, contact, q->body),
		      t ? "false" : "true");
}

static struct thing *contact_need(struct asked *q)
{
	struct thing *t = thing_find(q->peer, contact, q->id);

	if (!t)
		say(q, 400, "{\"error\":\"Contact with id %.*s not found\",\"status\":400}",
		    (int)q->id.size, q->id.at);
	return t;
}

static void contact_get(struct asked *q)
{
	struct thing *t = contact_need(q);

	if (t)
		reply_contact(q, 200, t, NULL);
}

static void contact_update(struct asked *q)
{
	struct thing *t = contact_need(q);

	if (!t)
		return;
	thing_change(q, t, q->body);
	reply_contact(q, 200, t, NULL);
}

static void contact_delete(struct asked *q)
{
	struct thing *t = contact_need(q);

	if (!t)
		return;
	thing_drop(q->peer, t);
	say(q, 200, "{\"succeded\":true}");
}

bool text_holds(struct text in, struct text what)
{
	return !what.size || (in.size && memmem(in.at, in.size, what.at, what.size));
}

static void contact_list(struct asked *q)
{
	struct text query = query_get(q, "query");
	int64_t limit = 20, count = 0;

	if (!location_is_ours(q, query_get(q, "locationId")))
		return;
	text_whole(query_get(q, "limit"), &limit);
	q->status = 200;
	json_map(&q->out);
	json_key(&q->out, "contacts");
	json_list(&q->out);
	for (const struct thing *t = q->peer->things; t && count < limit; t = t->next) {
		if (!text_same(t->type, contact) || !text_holds(t->json->text, query))
			continue;
		put_contact(&q->out, t);
		count++;
	}
	json_close(&q->out);
	json_close(&q->out);
}

bool filters_fit(const struct json *filters, const struct thing *t, const struct json *members,
		 int64_t changed_ms)
{
	int64_t least;

	for (const struct json *f = json_first(filters); f; f = json_after(filters, f)) {
		struct text field = json_text(json_get(f, "field"));
		const struct json *want = json_get(f, "value");

		if (text_starts(field, "properties."))
			field = (struct text){ field.at + 11, field.size - 11 };
		if (text_is(field, "dateUpdated")) {
			if (!clock_read_iso(json_text(json_get(want, "gte")), &least) ||
			    changed_ms < least)
				return false;
		} else if (text_is(field, "id") ? !text_same(t->id, json_text(want))
						: !text_alike(json_text(json_find(members, field)),
							      json_text(want))) {
			return false;
		}
	}
	return true;
}

/* A place in the order of search: by the time of change, oldest first, then by id. */
struct spot {
	int64_t ms;
	struct text id;
};

static bool is_behind(struct spot a, struct spot b)
{
	if (a.ms != b.ms)
		return a.ms > b.ms;
	size_t both = a.id.size < b.id.size ? a.id.size : b.id.size;
	int order = both ? memcmp(a.id.at, b.id.at, both) : 0;

	return order ? order > 0 : a.id.size > b.id.size;
}

static const struct thing *search_next(struct asked *q, struct spot after, struct spot *found)
{
	const struct json *filters = json_get(q->body, "filters");
	struct text query = json_text(json_get(q->body, "query"));
	const struct thing *best = NULL;

	for (const struct thing *t = q->peer->things; t; t = t->next) {
		struct spot spot = { .id = t->id };
		if (!text_same(t->type, contact))
			continue;
		const struct json *members = thing_shown(q->peer, t, &spot.ms);
		if (!members || !is_behind(spot, after) || (best && !is_behind(*found, spot)) ||
		    !filters_fit(filters, t, members, spot.ms) || !text_holds(members->text, query))
			continue;
		best = t;
		*found = spot;
	}
	return best;
}

static void put_found(struct json_out *o, const struct peer *p, const struct thing *t)
{
	struct thing seen = *t;

	seen.json = thing_shown(p, t, &seen.changed_ms);
	json_map(o);
	put_contact_members(o, &seen);
	json_key(o, "searchAfter");
	json_list(o);
	json_put_whole(o, seen.changed_ms);
	json_put_text(o, t->id);
	json_close(o);
	json_close(o);
}

static void contact_search(struct asked *q)
{
	const struct json *after = json_get(q->body, "searchAfter"), *ms = json_first(after);
	struct spot spot = { 0 };
	int64_t limit = 20;

	if (!location_is_ours(q, json_text(json_get(q->body, "locationId"))))
		return;
	json_whole(json_get(q->body, "pageLimit"), &limit);
	if (ms && json_whole(ms, &spot.ms))
		spot.id = json_text(json_after(after, ms));
	q->status = 200;
	json_map(&q->out);
	json_key(&q->out, "contacts");
	json_list(&q->out);
	for (int64_t i = 0; i < limit && i < PAGE_MAX; i++) {
		struct spot next;
		const struct thing *t = search_next(q, spot, &next);

		if (!t)
			break;
		put_found(&q->out, q->peer, t);
		spot = next;
	}
	json_close(&q->out);
	json_key(&q->out, "total");
	json_put_whole(&q->out, (int64_t)thing_count(q->peer, contact));
	json_close(&q->out);
}

static void contact_duplicate(struct asked *q)
{
	struct text email = query_get(q, "email"), number = query_get(q, "number");

	if (!location_is_ours(q, query_get(q, "locationId")))
		return;
	const struct thing *t = email.size ? thing_by(q->peer, contact, "email", email)
					   : thing_by(q->peer, contact, "phone", number);
	q->status = 200;
	json_map(&q->out);
	json_key(&q->out, "contact");
	if (t)
		put_contact(&q->out, t);
	else
		json_put_null(&q->out);
	json_close(&q->out);
}

/* The tags it has, with or without those of the request. */
static void tags_change(struct asked *q, struct thing *t, bool add)
{
	const struct json *has = json_get(t->json, "tags"), *sent = json_get(q->body, "tags");
	struct buffer b = buffer_open(q->arena, 1 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "tags");
	json_list(&o);
	for (const struct json *v = json_first(has); v; v = json_after(has, v)) {
		bool named = false;

		for (const struct json *s = json_first(sent); s; s = json_after(sent, s))
			named = named || text_same(s->text, v->text);
		if (!named)
			json_put(&o, v);
	}
	for (const struct json *s = json_first(sent); add && s; s = json_after(sent, s))
		json_put_text(&o, text_lower(q->arena, s->text));
	json_close(&o);
	json_close(&o);
	thing_change(q, t, json_keep(q->arena, buffer_text(&b)));
}

static void contact_tags(struct asked *q)
{
	struct thing *t = contact_need(q);
	bool add = text_is(q->method, "POST");

	if (!t)
		return;
	tags_change(q, t, add);
	q->status = add ? 201 : 200;
	json_map(&q->out);
	json_key(&q->out, "tags");
	json_put(&q->out, json_get(t->json, "tags"));
	json_close(&q->out);
}

static void location_get(struct asked *q)
{
	if (location_is_ours(q, q->id))
		say(q, 200, "{\"location\":{\"id\":\"%.*s\",\"name\":\"Peer\"}}", (int)q->id.size,
		    q->id.at);
}

const struct route highlevel_routes[] = {
	{ "get-location", "GET", "/locations/{id}", location_get },
	{ "create-contact", "POST", "/contacts", contact_create },
	{ "list-contacts", "GET", "/contacts", contact_list },
	{ "upsert-contact", "POST", "/contacts/upsert", contact_upsert },
	{ "search-contacts", "POST", "/contacts/search", contact_search },
	{ "get-duplicate-contact", "GET", "/contacts/search/duplicate", contact_duplicate },
	{ "get-contact", "GET", "/contacts/{id}", contact_get },
	{ "update-contact", "PUT", "/contacts/{id}", contact_update },
	{ "delete-contact", "DELETE", "/contacts/{id}", contact_delete },
	{ "add-contact-tags", "POST", "/contacts/{id}/tags", contact_tags },
	{ "remove-contact-tags", "DELETE", "/contacts/{id}/tags", contact_tags },
	{ "search-records", "POST", "/objects/{key}/records/search", record_search },
	{ "create-record", "POST", "/objects/{key}/records", record_create },
	{ "get-record", "GET", "/objects/{key}/records/{id}", record_one },
	{ "update-record", "PUT", "/objects/{key}/records/{id}", record_one },
	{ "delete-record", "DELETE", "/objects/{key}/records/{id}", record_one },
	{ NULL, NULL, NULL, NULL },
};
