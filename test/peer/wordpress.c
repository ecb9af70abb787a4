// SPDX-License-Identifier: Apache-2.0
/*
 * The peer as a WordPress site, traps included: a wrong password is as if nobody had asked, a name
 * that is taken is 500, meta that is not registered is dropped without a word; and as AccessAlly,
 * which hears its commands.
 */
#include "test/peer/peer.h"

#include <sodium.h>

static const struct text user = { "user", 4 };

/* --- who asks? --- */

static bool password_good(struct asked *q)
{
	struct peer *p = q->peer;
	struct text want = text_format(q->arena, "%.*s:%.*s", (int)p->user.size, p->user.at,
				       (int)p->password.size, p->password.at);
	char spelled[512];

	if (!p->user.size)
		return true;
	sodium_bin2base64(spelled, sizeof(spelled), (const unsigned char *)want.at, want.size,
			  sodium_base64_VARIANT_ORIGINAL);
	for (size_t i = 0; i < q->request->header_count; i++) {
		struct text value = q->request->headers[i].value;

		if (text_alike(q->request->headers[i].name, TEXT("authorization")) &&
		    text_starts(value, "Basic ") &&
		    text_is((struct text){ value.at + 6, value.size - 6 }, spelled))
			return true;
	}
	return false;
}

bool wordpress_admits(struct asked *q)
{
	bool by_route = query_get(q, "rest_route").size > 0;

	if (q->path.size && q->peer->plain_permalinks && !by_route) {
		say(q, 404, "<!DOCTYPE html><title>Page not found</title>");
		q->type = TEXT("text/html; charset=UTF-8");
		return false;
	}
	if (!q->path.size || text_is(q->path, "/wp-json") || text_is(q->path, "/wp-json/wp/v2") ||
	    password_good(q))
		return true;
	say(q, 401,
	    "{\"code\":\"rest_forbidden_context\",\"message\":\"Sorry, you are not allowed"
	    " to list users.\",\"data\":{\"status\":401}}");
	return false;
}

static void site(struct asked *q)
{
	say(q, 200,
	    "{\"name\":\"Peer\",\"url\":\"http://peer.test\",\"home\":\"http://peer.test\","
	    "\"namespaces\":[\"oembed/1.0\",\"wp/v2\"],\"authentication\":"
	    "{\"application-passwords\":{\"endpoints\":{\"authorization\":"
	    "\"http://peer.test/wp-admin/authorize-application.php\"}}}}");
}

/* --- routes --- */

/* What is registered: names of meta, as WordPress describes them. */
static void put_properties(struct json_out *o, const struct json *names)
{
	json_key(o, "meta");
	json_map(o);
	json_key(o, "type");
	json_put_c(o, "object");
	json_key(o, "properties");
	if (!names || !json_first(names)) { /* an empty map is a list in PHP */
		json_put_raw(o, TEXT("[]"));
		json_close(o);
		return;
	}
	json_map(o);
	for (const struct json *n = json_first(names); n; n = json_after(names, n)) {
		json_key_text(o, json_text(n));
		json_put_raw(o,
			     TEXT("{\"type\":\"string\",\"description\":\"\",\"default\":\"\"}"));
	}
	json_close(o);
	json_close(o);
}

/* A route that lists (with a filter `status`) and makes, as /wp-json/wp/v2 tells of it. */
static void put_route(struct json_out *o, const char *path, const char *args,
		      const struct json *meta)
{
	json_key(o, path);
	json_map(o);
	json_key(o, "endpoints");
	json_list(o);
	json_put_raw(o, TEXT("{\"methods\":[\"GET\"],\"args\":{\"status\":{\"type\":\"array\"}}}"));
	json_map(o);
	json_key(o, "methods");
	json_put_raw(o, TEXT("[\"POST\"]"));
	json_key(o, "args");
	json_map(o);
	while (*args) {
		size_t size = strcspn(args, " ");

		json_key_text(o, (struct text){ args, size });
		json_put_raw(o, TEXT("{\"required\":false}"));
		args += size + (args[size] == ' ');
	}
	put_properties(o, meta);
	json_close(o);
	json_close(o);
	json_close(o);
	json_close(o);
}

/* The meta of a type of posts; false: there is no such type. */
static bool type_find(const struct peer *p, struct text name, const struct json **meta)
{
	const struct json *own = json_find(p->types, name);

	*meta = json_is(own, JSON_LIST) ? own : p->meta;
	return own != NULL;
}

static void routes(struct asked *q)
{
	struct json_out *o = &q->out;
	const struct json *types = q->peer->types, *meta;

	q->status = 200;
	json_map(o);
	json_key(o, "routes");
	json_map(o);
	put_route(o, "/wp/v2/pets/(?P<id>[\\d]+)", "title status", NULL);
	put_route(o, "/wp/v2/comments", "status content", NULL);
	put_route(o, "/wp/v2/settings", "title timezone", NULL);
	put_route(o, "/wp/v2/users", "username email", q->peer->meta);
	for (const struct json *k = json_first(types); k;
	     k = json_after(types, json_after(types, k))) {
		type_find(q->peer, k->text, &meta);
		put_route(o,
			  text_c(q->arena, text_format(q->arena, "/wp/v2/%.*s", (int)k->text.size,
						       k->text.at)),
			  "title status", meta);
	}
	json_close(o);
	json_close(o);
}

/* --- users --- */

/* Registered meta of the request over what is kept; what is not registered is dropped. */
static void put_meta(struct json_out *o, const struct json *names, const struct json *kept,
		     const struct json *sent)
{
	json_key(o, "meta");
	json_map(o);
	for (const struct json *n = names ? json_first(names) : NULL; n; n = json_after(names, n)) {
		const struct json *v = sent ? json_find(sent, json_text(n)) : NULL;

		if (!v)
			v = kept ? json_find(kept, json_text(n)) : NULL;
		json_key_text(o, json_text(n));
		if (v)
			json_put(o, v);
		else
			json_put_c(o, "");
	}
	json_close(o);
}

static void me(struct asked *q)
{
	struct json_out *o = &q->out;

	q->status = 200;
	json_map(o);
	json_key(o, "id");
	json_put_whole(o, 1);
	json_key(o, "username");
	json_put_text(o, q->peer->user);
	json_key(o, "roles");
	json_put_raw(o, TEXT("[\"administrator\"]"));
	json_key(o, "capabilities");
	json_put_raw(o, TEXT("{\"list_users\":true,\"create_users\":true,\"edit_users\":true,"
			     "\"promote_users\":true}"));
	put_meta(o, q->peer->meta, NULL, NULL);
	json_close(o);
}

/* The members of the request that are kept. */
static const struct json *kept_of(struct asked *q, const struct thing *t)
{
	struct buffer b = buffer_open(q->arena, 1 << 20);
	struct json_out o = json_open(&b);
	const struct json *v, *meta;

	json_map(&o);
	for (const struct json *k = json_first(q->body); k; k = json_after(q->body, v)) {
		v = json_after(q->body, k);
		if (text_is(k->text, "meta") || text_is(k->text, "password"))
			continue;
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	if (!type_find(q->peer, q->key, &meta))
		meta = q->peer->meta; /* of a user */
	put_meta(&o, meta, t ? json_get(t->json, "meta") : NULL, json_get(q->body, "meta"));
	json_close(&o);
	return json_keep(q->arena, buffer_text(&b));
}

/* Texts of posts are shown as they were written and as they look. */
static bool is_shown(struct text name)
{
	return text_is(name, "title") || text_is(name, "content") || text_is(name, "excerpt");
}

static void put_shown(struct json_out *o, const struct json *v)
{
	json_map(o);
	json_key(o, "raw");
	json_put(o, v);
	json_key(o, "rendered");
	json_put(o, v);
	json_close(o);
}

static void put_thing(struct json_out *o, const struct thing *t)
{
	const struct json *v;

	json_map(o);
	json_key(o, "id");
	json_put_raw(o, t->id);
	for (const struct json *k = json_first(t->json); k; k = json_after(t->json, v)) {
		v = json_after(t->json, k);
		json_key_text(o, k->text);
		if (is_shown(k->text))
			put_shown(o, v);
		else
			json_put(o, v);
	}
	json_close(o);
}

static void reply_thing(struct asked *q, int status, const struct thing *t)
{
	q->status = status;
	put_thing(&q->out, t);
}

/* As MySQL compares: in any case. */
static bool holds(struct asked *q, const struct thing *t, struct text search)
{
	struct text all = text_lower(q->arena, t->json->text);

	return memmem(all.at, all.size, search.at, search.size) != NULL;
}

/* A page of the things of a type that hold what is searched for. */
static void reply_page(struct asked *q, struct text type, struct text search)
{
	int64_t page = 1, size = 10, total = 0;

	text_whole(query_get(q, "page"), &page);
	text_whole(query_get(q, "per_page"), &size);
	if (size < 1 || size > PAGE_MAX) {
		say(q, 400,
		    "{\"code\":\"rest_invalid_param\",\"message\":\"Invalid parameter(s):"
		    " per_page\",\"data\":{\"status\":400}}");
		return;
	}
	search = text_lower(q->arena, search);
	q->status = 200;
	json_list(&q->out);
	for (const struct thing *t = q->peer->things; t; t = t->next) {
		if (!text_same(t->type, type) || (search.size && !holds(q, t, search)))
			continue;
		if (total >= (page - 1) * size && total < page * size)
			put_thing(&q->out, t);
		total++;
	}
	json_close(&q->out);
	put_header(q, "X-WP-Total", text_format(q->arena, "%lld", (long long)total));
	put_header(q, "X-WP-TotalPages",
		   text_format(q->arena, "%lld", (long long)((total + size - 1) / size)));
}

static void user_list(struct asked *q)
{
	reply_page(q, user, query_get(q, "search"));
}

static void user_create(struct asked *q)
{
	static const char *const needed[] = { "username", "email", "password" };

	for (size_t i = 0; i < 3; i++) {
		if (json_text(json_get(q->body, needed[i])).size)
			continue;
		say(q, 400,
		    "{\"code\":\"rest_missing_callback_param\",\"message\":\"Missing parameter(s):"
		    " %s\",\"data\":{\"status\":400}}",
		    needed[i]);
		return;
	}
	if (thing_by(q->peer, user, "username", json_text(json_get(q->body, "username"))))
		say(q, 500,
		    "{\"code\":\"existing_user_login\",\"message\":\"Sorry, that username"
		    " already exists!\",\"data\":null}");
	else if (thing_by(q->peer, user, "email", json_text(json_get(q->body, "email"))))
		say(q, 500,
		    "{\"code\":\"existing_user_email\",\"message\":\"Sorry, that email"
		    " address is already used!\",\"data\":null}");
	else
		reply_thing(q, 201, thing_make(q, user, kept_of(q, NULL)));
}

static struct thing *need(struct asked *q, struct text type, const char *code)
{
	struct thing *t = thing_find(q->peer, type, q->id);

	if (!t)
		say(q, 404,
		    "{\"code\":\"%s\",\"message\":\"Invalid ID.\",\"data\":{\"status\":404}}",
		    code);
	return t;
}

static void user_get(struct asked *q)
{
	const struct thing *t = need(q, user, "rest_user_invalid_id");

	if (t)
		reply_thing(q, 200, t);
}

static void user_update(struct asked *q)
{
	struct thing *t = need(q, user, "rest_user_invalid_id");

	if (!t)
		return;
	const struct thing *other = thing_by(q->peer, user, "email",
					     json_text(json_get(q->body, "email")));

	if (other && other != t) {
		say(q, 400,
		    "{\"code\":\"rest_user_invalid_email\",\"message\":\"Invalid email"
		    " address.\",\"data\":{\"status\":400}}");
		return;
	}
	thing_change(q, t, kept_of(q, t));
	reply_thing(q, 200, t);
}

static void user_delete(struct asked *q)
{
	struct thing *t = need(q, user, "rest_user_invalid_id");

	if (!t)
		return;
	if (!text_is(query_get(q, "force"), "true") || !query_get(q, "reassign").size) {
		say(q, 400,
		    "{\"code\":\"rest_missing_callback_param\",\"message\":\"Missing"
		    " parameter(s): reassign\",\"data\":{\"status\":400}}");
		return;
	}
	bridge_forget(q, t);
	thing_drop(q->peer, t);
	say(q, 200, "{\"deleted\":true,\"previous\":{}}");
}

/* --- posts of any type --- */

static struct text post_type(struct asked *q)
{
	return text_format(q->arena, "post:%.*s", (int)q->key.size, q->key.at);
}

/* What is no type of posts is no route. */
static bool type_is(struct asked *q)
{
	const struct json *meta;
	bool is = type_find(q->peer, q->key, &meta);

	if (!is)
		say(q, 404,
		    "{\"code\":\"rest_no_route\",\"message\":\"No route was found matching the URL"
		    " and request method.\",\"data\":{\"status\":404}}");
	return is;
}

static void post_list(struct asked *q)
{
	if (!type_is(q))
		return;
	reply_page(q, post_type(q), query_get(q, "search"));
}

static void post_create(struct asked *q)
{
	if (!type_is(q))
		return;
	reply_thing(q, 201, thing_make(q, post_type(q), kept_of(q, NULL)));
}

static struct text trash_type(struct asked *q)
{
	return text_format(q->peer->kept, "trash:%.*s", (int)q->key.size, q->key.at);
}

/* Into the trash, which no list shows; but who asks for it by its id still gets it. */
static void post_delete(struct asked *q)
{
	struct thing *t = type_is(q) ? need(q, post_type(q), "rest_post_invalid_id") : NULL;

	if (!t)
		return;
	thing_change(q, t, json_keep(q->arena, TEXT("{\"status\":\"trash\"}")));
	reply_thing(q, 200, t);
	if (text_is(query_get(q, "force"), "true"))
		thing_drop(q->peer, t);
	else
		t->type = trash_type(q);
}

static void post_one(struct asked *q)
{
	if (!type_is(q))
		return;
	struct thing *trashed = thing_find(q->peer, trash_type(q), q->id);
	struct thing *t = trashed ? trashed : need(q, post_type(q), "rest_post_invalid_id");

	if (!t)
		return;
	if (text_is(q->method, "POST"))
		thing_change(q, t, kept_of(q, t));
	reply_thing(q, 200, t);
}

/* --- AccessAlly --- */

static void poke(struct asked *q)
{
	struct peer *p = q->peer;
	struct buffer b = buffer_open(p->kept, 1 << 20);
	struct json_out o = json_open(&b);

	if (!text_starts(q->request->query, "aal_")) {
		say(q, 200, "<!DOCTYPE html><title>Peer</title>");
		q->type = TEXT("text/html; charset=UTF-8");
		return;
	}
	if (p->pokes.size) {
		buffer_add(&b, p->pokes);
		buffer_byte(&b, ',');
	}
	json_map(&o);
	json_key(&o, "query");
	json_put_text(&o, q->request->query);
	json_key(&o, "body");
	json_put_text(&o, q->request->body);
	json_close(&o);
	p->pokes = buffer_text(&b);
	say(q, 200, "ok");
	q->type = TEXT("text/html; charset=UTF-8");
}

const struct route wordpress_routes[] = {
	{ "wordpress-discover", "GET", "/wp-json", site },
	{ "wordpress-list-routes", "GET", "/wp-json/wp/v2", routes },
	{ "wordpress-get-me", "GET", "/wp-json/wp/v2/users/me", me },
	{ "wordpress-list-users", "GET", "/wp-json/wp/v2/users", user_list },
	{ "wordpress-create-user", "POST", "/wp-json/wp/v2/users", user_create },
	{ "wordpress-get-user", "GET", "/wp-json/wp/v2/users/{id}", user_get },
	{ "wordpress-update-user", "POST", "/wp-json/wp/v2/users/{id}", user_update },
	{ "wordpress-delete-user", "DELETE", "/wp-json/wp/v2/users/{id}", user_delete },
	{ "wordpress-list-posts", "GET", "/wp-json/wp/v2/{key}", post_list },
	{ "wordpress-create-post", "POST", "/wp-json/wp/v2/{key}", post_create },
	{ "wordpress-get-post", "GET", "/wp-json/wp/v2/{key}/{id}", post_one },
	{ "wordpress-update-post", "POST", "/wp-json/wp/v2/{key}/{id}", post_one },
	{ "wordpress-delete-post", "DELETE", "/wp-json/wp/v2/{key}/{id}", post_delete },
	{ "bridge-pair", "POST", "/wp-json/groundlevel/v1/pair", bridge_pair },
	{ "bridge-event", "POST", "/happens", bridge_event },
	{ "bridge-left", "POST", "/wp-json/groundlevel/v1/left", bridge_left },
	{ "bridge-info", "GET", "/wp-json/groundlevel/v1/info", bridge_info },
	{ "bridge-changes", "GET", "/wp-json/groundlevel/v1/changes", bridge_changes },
	{ "bridge-members", "GET", "/wp-json/groundlevel/v1/members", bridge_members },
	{ "bridge-write", "POST", "/wp-json/groundlevel/v1/members", bridge_write },
	{ "accessally", "POST", "", poke },
	{ NULL, NULL, NULL, NULL },
};
