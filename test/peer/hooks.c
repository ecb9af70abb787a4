// SPDX-License-Identifier: Apache-2.0
/*
 * The peer as a receiver of webhooks: what comes is kept as a thing of the type `hook`, with the
 * headers that the tests look at.  What a plan refuses is not kept.
 */
#include "test/peer/peer.h"

static struct text header_get(struct asked *q, const char *name)
{
	for (size_t i = 0; i < q->request->header_count; i++)
		if (text_alike(q->request->headers[i].name, text_of(name)))
			return q->request->headers[i].value;
	return TEXT("");
}

static void hook(struct asked *q)
{
	static const char *const names[] = { "x-ghl-signature",	  "deliveryid",
					     "x-groundlevel-try", "x-groundlevel-sequence",
					     "authorization",	  "x-own",
					     "webhook-signature", "content-type",
					     "idempotency-key" };
	struct buffer b = buffer_open(q->arena, (size_t)1 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "at");
	json_put_text(&o, q->id);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct text value = header_get(q, names[i]);
		if (!value.size)
			continue;
		json_key(&o, names[i]);
		json_put_text(&o, value);
	}
	json_key(&o, "body");
	if (q->body)
		json_put(&o, q->body);
	else
		json_put_null(&o);
	json_close(&o);
	thing_make(q, TEXT("hook"), json_keep(q->peer->kept, buffer_text(&b)));
	say(q, 200, "{\"taken\":true}");
}

/* WordPress' own page for application passwords: it names who asks, and shows the password once its
 * owner has said yes. */
static void authorize(struct asked *q)
{
	struct text name = query_get(q, "app_name");

	if (!query_get(q, "approve").size)
		say(q, 200,
		    "<!DOCTYPE html><html lang=en><title>Authorize</title><h1>%.*s wants"
		    " to connect</h1><form><input type=hidden name=app_name value=x><button"
		    " name=approve value=1>Yes, I approve of this connection</button></form>",
		    (int)name.size, name.at);
	else
		say(q, 200,
		    "<!DOCTYPE html><html lang=en><title>Authorize</title><p>Your new"
		    " password is: <code>%.*s</code></p>",
		    (int)q->peer->password.size, q->peer->password.at);
	q->type = TEXT("text/html; charset=UTF-8");
}

const struct route hook_routes[] = {
	{ "hook", "POST", "/receive/{id}", hook },
	{ "wordpress-authorize", "GET", "/wp-admin/authorize-application.php", authorize },
	{ NULL, NULL, NULL, NULL },
};
