// SPDX-License-Identifier: Apache-2.0
/*
 * A delivery as a request: where it goes, with which headers, and the signed bytes.
 */
#include "integration/webhooks/inside.h"

#define CONNECT_MS ((int64_t)5000)
#define WHOLE_MS   ((int64_t)15000)
#define SAID_MAX   ((size_t)64 << 10)
#define OWN_MAX	   12 /* headers of ours */

struct text hook_about(struct arena *a, struct text id, const char *what)
{
	return text_format(a, "webhook %s %.*s", what, (int)id.size, id.at);
}

static struct sealing sealing_of(struct call *call, struct text id, const char *what)
{
	return (struct sealing){ blocking_pool_secrets(call->app->blocking_pool), call->arena,
				 hook_about(call->arena, id, what) };
}

enum err hook_seal(struct call *call, struct text id, const char *what, struct text plain,
		   struct text *box)
{
	struct sealing sealing = sealing_of(call, id, what);
	struct text why;

	if (!secret_seal(&sealing, plain, box, &why))
		return ERR_OK;
	return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
}

enum err hook_unseal(struct call *call, struct text id, const char *what, struct text box,
		     struct text *out)
{
	struct sealing sealing = sealing_of(call, id, what);
	struct text why;

	*out = TEXT("");
	return box.size ? secret_unseal(&sealing, box, out, &why) : ERR_OK;
}

enum err hook_read(struct call *call, struct rows *r, struct hook *out, struct text *why)
{
	struct arena *a = call->arena;

	*out = (struct hook){
		.id = text_copy(a, rows_text(r, "hook_id")),
		.headers = text_copy(a, rows_text(r, "hook_headers")),
		.words = { .app_id = text_copy(a, rows_text(r, "hook_app")),
			   .version_id = text_copy(a, rows_text(r, "hook_version")),
			   .now_ms = call->now_ms },
		.standard = rows_whole(r, "hook_standard") != 0,
	};
	if (!hook_unseal(call, out->id, "url", rows_text(r, "hook_url"), &out->url) &&
	    !hook_unseal(call, out->id, "authorization", rows_text(r, "hook_authorization"),
			 &out->authorization))
		return ERR_OK;
	*why = TEXT("its address cannot be opened: the keys of kept secrets are not those that"
		    " sealed it");
	return ERR_INTERNAL;
}

enum err told_read(struct call *call, struct rows *r, struct told *out)
{
	struct arena *a = call->arena;

	*out = (struct told){
		.event_id = text_copy(a, rows_text(r, "event_id")),
		.payload = text_copy(a, rows_text(r, "payload")),
		.cursor = text_format(a, "%lld.%lld", (long long)rows_whole(r, "xid"),
				      (long long)rows_whole(r, "seq")),
		.delivery = text_format(a, "%lld", (long long)rows_whole(r, "told_job")),
		.try = rows_whole(r, "told_tries"),
	};
	return out->payload.size ? ERR_OK : ERR_MISSING;
}

void post_limits(struct http_sending *out)
{
	out->timeout_ms = WHOLE_MS;
	out->connect_ms = CONNECT_MS;
	out->reply_max = SAID_MAX;
	out->cut = true;
	out->guarded = true;
}

struct making {
	struct arena *arena;
	struct header *headers;
	size_t count;
};

static void add(struct making *m, const char *name, struct text value)
{
	if (value.size)
		m->headers[m->count++] = (struct header){ text_of(name), value };
}

/* https://www.standardwebhooks.com: v1a is Ed25519 of id.time.body */
static void standard_add(struct making *m, const struct hook *h, const struct told *t,
			 const struct signer *signer, struct text body)
{
	struct arena *a = m->arena;
	long long seconds = (long long)(h->words.now_ms / 1000);
	struct text before = text_format(a, "%.*s.%lld.", (int)t->event_id.size, t->event_id.at,
					 seconds);
	struct text signature = signer_sign(a, signer, before, body);

	add(m, "webhook-id", t->event_id);
	add(m, "webhook-timestamp", text_format(a, "%lld", seconds));
	add(m, "webhook-signature", text_format(a, "v1a,%.*s", (int)signature.size, signature.at));
}

struct http_sending hook_request(struct arena *a, const struct hook *h, const struct told *t,
				 const struct signer *signer)
{
	const struct json *own = NULL;
	struct text why, body = body_make(a, t->payload, &h->words);

	if (h->headers.size && json_read(a, h->headers, &own, &why))
		own = NULL;
	struct making m = { .arena = a,
			    .headers = arena_take(a, (OWN_MAX + (own ? own->count : 0)) *
							     sizeof(*m.headers)) };
	add(&m, "Content-Type", TEXT("application/json"));
	add(&m, "X-GHL-Signature", signer_sign(a, signer, TEXT(""), body));
	add(&m, "deliveryId", t->delivery);
	add(&m, "X-Groundlevel-Try", text_format(a, "%lld", (long long)t->try));
	add(&m, "X-Groundlevel-Sequence", t->cursor);
	add(&m, "Authorization", h->authorization);
	if (h->standard)
		standard_add(&m, h, t, signer, body);
	for (const struct json *n = json_first(own); n; n = json_after(own, n + 1))
		add(&m, text_c(a, n->text), json_text(n + 1));
	struct http_sending out = { .method = TEXT("POST"),
				    .url = h->url,
				    .body = body,
				    .headers = m.headers,
				    .header_count = m.count,
				    .harmless = true };
	post_limits(&out);
	return out;
}
