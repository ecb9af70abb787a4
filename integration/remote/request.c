// SPDX-License-Identifier: Apache-2.0
/*
 * From a request of a row to one of HTTP: the address of the other side, its headers, its
 * signature, a body of its own where it wants one.
 */
#include "integration/remote/inside.h"

/* The base is the whole address: somebody's listener. */
static bool address_is_whole(const struct remote_target *target)
{
	struct text base = target->base_url;

	return base.size && memchr(base.at, '?', base.size);
}

/* Without permalinks, WordPress takes the path below /wp-json as a parameter. */
static struct text url_make(struct arena *a, const struct remote_target *target,
			    const struct op_request *request)
{
	static const char json_root[] = "/wp-json";
	struct text base = target->base_url, path = request->path, route = TEXT("");
	bool whole = address_is_whole(target);
	char mark = whole ? '&' : '?';

	while (!whole && base.size && base.at[base.size - 1] == '/')
		base.size--;
	if (target->rest_route && text_starts(path, json_root)) {
		path = (struct text){ path.at + strlen(json_root), path.size - strlen(json_root) };
		route = path.size ? TEXT("/?rest_route=") : TEXT("/?rest_route=/");
		mark = '&';
	}
	return text_format(a, "%.*s%.*s%.*s%.*s%.*s", (int)base.size, base.at, (int)route.size,
			   route.at, (int)path.size, path.at, request->query.size ? 1 : 0, &mark,
			   (int)request->query.size, request->query.at);
}

/* Every member must have a place, so that a slip of the pen never travels. */
static enum err members_check(struct arena *a, const struct op *op, const struct json *input,
			      struct text *why)
{
	bool open = op->takes && !op->takes_list && op->takes->open;

	for (const struct json *k = json_first(input), *v; k && !open; k = json_after(input, v)) {
		v = json_after(input, k);
		if (op_places(op, k->text))
			continue;
		*why = text_format(a, "%.*s has no field %.*s.", (int)op->name.size, op->name.at,
				   (int)(k->text.size < 100 ? k->text.size : 100), k->text.at);
		return ERR_INVALID;
	}
	return ERR_OK;
}

static void headers_make(struct arena *a, const struct remote_target *t,
			 const struct remote_ask *ask, struct http_sending *out)
{
	struct text type = t->body_type.size ? t->body_type : TEXT("application/json");
	struct text key = ask->op->reads ? TEXT("") : ask->idempotency_key, sign = { 0 };
	struct text time = text_format(a, "%lld", (long long)(ask->now_ms / 1000));

	if (t->sign_key.size)
		sign = request_sign(a, t, ask, out, key);
	const struct header all[HEADERS_MAX] = {
		{ TEXT("Accept"), TEXT("application/json") },
		{ TEXT("Authorization"), t->authorization },
		{ TEXT("Version"), t->version },
		{ TEXT("Content-Type"), out->body.size ? type : TEXT("") },
		{ TEXT("Idempotency-Key"), key },
		{ TEXT("X-Groundlevel-Key"), t->sign_key },
		{ TEXT("X-Groundlevel-Time"), sign.size ? time : sign },
		{ TEXT("X-Groundlevel-Sign"), sign },
	};
	struct header *headers = arena_take(a, sizeof(all));
	size_t count = 0;

	for (size_t i = 0; i < HEADERS_MAX; i++)
		if (all[i].value.size)
			headers[count++] = all[i];
	out->headers = headers;
	out->header_count = count;
}

enum err request_make(struct arena *a, const struct remote_target *target,
		      const struct remote_ask *ask, struct http_sending *out, struct text *why)
{
	const struct asking asking = {
		.op = ask->op,
		.input = ask->input,
		.given = target->given,
		.given_count = target->given_count,
		.address_whole = address_is_whole(target),
		.body_own = target->body_type.size > 0,
	};
	struct op_request request;

	*out = (struct http_sending){
		.method = ask->op->method,
		.timeout_ms = ask->timeout_ms ? ask->timeout_ms : 30000,
		.reply_max = ask->reply_max ? ask->reply_max : (size_t)8 << 20,
		.guarded = true,
		.private = target->allow_private,
		.give_up = ask->give_up,
	};
	if (!text_same(ask->op->connector, target->connector)) {
		*why = text_format(a, "The connection is not one for %.*s.",
				   (int)ask->op->name.size, ask->op->name.at);
		return ERR_INVALID;
	}
	enum err e = json_is(ask->input, JSON_MAP) ? members_check(a, ask->op, ask->input, why)
						   : ERR_OK;

	if (!e)
		e = catalogue_request(a, &asking, &request, why);
	if (e)
		return e;
	out->url = url_make(a, target, &request);
	if (out->url.size > URL_MAX) {
		*why = TEXT("The values are too large for an address.");
		return ERR_INVALID;
	}
	out->body = asking.body_own ? template_fill(a, target, ask->input) : request.body;
	if (ask->op->wraps.in.size && out->body.size)
		out->body = wrap_body(a, ask->op, out->body);
	headers_make(a, target, ask, out);
	return ERR_OK;
}
