// SPDX-License-Identifier: Apache-2.0
/*
 * From a row and a map of values to an HTTP request.
 *
 * Each member of the input goes where the row has its name: first the path, then the query, then
 * the body.  A member that the row does not have is refused, unless its body is open; so a slip of
 * the pen never travels.
 */
#include "integration/remote/inside.h"

struct making {
	struct arena *arena;
	const struct remote_target *target;
	const struct remote_ask *ask;
	const struct op *op;
	struct text *why;
};

static const struct text *given_find(const struct making *m, struct text name)
{
	for (size_t i = 0; i < m->target->given_count; i++)
		if (text_same(m->target->given[i].name, name))
			return &m->target->given[i].value;
	return NULL;
}

static const struct field *param_find(const struct op *op, struct text name)
{
	for (size_t i = 0; i < op->param_count; i++)
		if (text_same(op->params[i].name, name))
			return &op->params[i];
	return NULL;
}

/* How a value is spelled in a path or a query. */
static void put_value(struct making *m, struct buffer *out, const struct json *v)
{
	if (json_is(v, JSON_TEXT) || json_is(v, JSON_NUMBER)) {
		buffer_url(out, v->text);
		return;
	}
	if (json_is(v, JSON_TRUE) || json_is(v, JSON_FALSE)) {
		buffer_add(out, json_flag(v) ? TEXT("true") : TEXT("false"));
		return;
	}
	bool scalars = json_is(v, JSON_LIST);

	for (const struct json *i = json_first(v); scalars && i; i = json_after(v, i))
		scalars = i->kind < JSON_LIST;
	if (!scalars) {
		buffer_url(out, json_source(m->arena, v));
		return;
	}
	for (const struct json *i = json_first(v); i; i = json_after(v, i)) {
		if (i != json_first(v))
			buffer_byte(out, ',');
		put_value(m, out, i);
	}
}

static enum err missing(struct making *m, struct text name)
{
	*m->why = text_format(m->arena, "%.*s needs %.*s.", (int)m->op->name.size, m->op->name.at,
			      (int)name.size, name.at);
	return ERR_INVALID;
}

/* The path as the row has it, from `rest`, with the values of its parameters. */
static enum err put_path(struct making *m, struct buffer *out, struct text rest)
{
	struct text part, name;

	while (text_split(&rest, '{', &part)) {
		buffer_add(out, part);
		if (!rest.size)
			break;
		text_split(&rest, '}', &name);
		const struct json *v = m->ask->input ? json_find(m->ask->input, name) : NULL;
		const struct text *given = given_find(m, name);

		if (json_is(v, JSON_TEXT) || json_is(v, JSON_NUMBER))
			given = &v->text;
		if (!given || !given->size)
			return missing(m, name);
		if (text_is(*given, ".") || text_is(*given, ".."))
			return missing(m, name); /* they would lead to another path */
		buffer_url(out, *given);
	}
	return ERR_OK;
}

/* What a connector's row says is sent when nothing is said; our own server knows its own. */
static const struct json *initial_read(struct making *m, const struct field *f)
{
	const struct json *v;
	struct text why;

	return json_read(m->arena, f->initial, &v, &why) ? NULL : v;
}

static enum err put_query(struct making *m, struct buffer *out, char mark)
{
	const struct shape *query = m->op->query;

	for (size_t i = 0; i < query->count; i++) {
		const struct field *f = &query->fields[i];
		const struct json *v = m->ask->input ? json_find(m->ask->input, f->name) : NULL;
		const struct text *given = given_find(m, f->name);

		if (param_find(m->op, f->name))
			continue;
		if (json_is(v, JSON_NULL))
			v = NULL;
		if (!v && !given && f->required)
			return missing(m, f->name);
		if (!v && !given && f->has_initial && m->op->connector.size)
			v = initial_read(m, f);
		if (!v && !given)
			continue;
		buffer_byte(out, mark);
		buffer_url(out, f->name);
		buffer_byte(out, '=');
		if (v)
			put_value(m, out, v);
		else
			buffer_url(out, *given);
		mark = '&';
	}
	return ERR_OK;
}

/* Without permalinks, WordPress takes the path below /wp-json as a parameter. */
static enum err put_url_whole(struct making *m, struct buffer *out)
{
	static const char json_root[] = "/wp-json";
	struct text base = m->target->base_url, path = m->op->path;

	if (base.size && memchr(base.at, '?', base.size)) { /* an address that is whole */
		buffer_add(out, base);
		return put_query(m, out, '&');
	}
	while (base.size && base.at[base.size - 1] == '/')
		base.size--;
	buffer_add(out, base);
	if (!m->target->rest_route || !text_starts(path, json_root)) {
		enum err e = put_path(m, out, path);
		return e ? e : put_query(m, out, '?');
	}
	path = (struct text){ path.at + strlen(json_root), path.size - strlen(json_root) };
	buffer_add(out, TEXT("/?rest_route="));
	if (!path.size)
		buffer_byte(out, '/');
	enum err e = put_path(m, out, path);
	return e ? e : put_query(m, out, '&');
}

/* Is this member of the input for the body? */
static bool for_body(const struct making *m, struct text name)
{
	return !param_find(m->op, name) &&
	       (!shape_find(m->op->query, name) || shape_find(m->op->takes, name));
}

static enum err body_make(struct making *m, struct text *out)
{
	const struct shape *takes = m->op->takes;
	const struct json *input = m->ask->input, *v;
	struct buffer *b = arena_take(m->arena, sizeof(*b));

	*b = buffer_open(m->arena, BODY_MAX);
	struct json_out o = json_open(b);

	json_map(&o);
	for (const struct json *k = json_first(input); k; k = json_after(input, v)) {
		v = json_after(input, k);
		if (!for_body(m, k->text))
			continue;
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	for (size_t i = 0; i < takes->count; i++) {
		struct text name = takes->fields[i].name;
		const struct text *given = given_find(m, name);

		if (input && json_find(input, name))
			continue;
		if (!given && takes->fields[i].required && !param_find(m->op, name))
			return missing(m, name);
		if (!given)
			continue;
		json_key_text(&o, name);
		json_put_text(&o, *given);
	}
	json_close(&o);
	if (b->full) {
		*m->why = TEXT("The values are too large to be sent.");
		return ERR_INVALID;
	}
	*out = buffer_text(b);
	return ERR_OK;
}

/* Every member must have a place. */
static enum err members_check(struct making *m)
{
	const struct json *input = m->ask->input, *v;
	const struct op *op = m->op;

	for (const struct json *k = json_first(input); k; k = json_after(input, v)) {
		v = json_after(input, k);
		if (param_find(op, k->text) || shape_find(op->query, k->text))
			continue;
		if (op->takes_list && text_is(k->text, "body"))
			continue;
		if (op->takes && !op->takes_list &&
		    (op->takes->open || shape_find(op->takes, k->text)))
			continue;
		*m->why = text_format(m->arena, "%.*s has no field %.*s.", (int)op->name.size,
				      op->name.at, (int)(k->text.size < 100 ? k->text.size : 100),
				      k->text.at);
		return ERR_INVALID;
	}
	return ERR_OK;
}

static enum err body_any(struct making *m, struct http_sending *out)
{
	if (m->target->body_type.size) {
		out->body = template_fill(m->arena, m->target, m->ask->input);
		return ERR_OK;
	}
	if (!m->op->takes)
		return ERR_OK;
	if (!m->op->takes_list)
		return body_make(m, &out->body);
	const struct json *list = m->ask->input ? json_get(m->ask->input, "body") : NULL;

	if (!json_is(list, JSON_LIST))
		return missing(m, TEXT("body, a list"));
	out->body = json_source(m->arena, list);
	return ERR_OK;
}

static void headers_make(struct making *m, struct http_sending *out)
{
	const struct remote_target *t = m->target;
	struct text type = t->body_type.size ? t->body_type : TEXT("application/json");
	struct text key = m->op->reads ? TEXT("") : m->ask->idempotency_key, sign = { 0 };
	struct text time = text_format(m->arena, "%lld", (long long)(m->ask->now_ms / 1000));

	if (t->sign_key.size)
		sign = request_sign(m->arena, t, m->ask, out, key);
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
	struct header *headers = arena_take(m->arena, sizeof(all));
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
	struct making m = { .arena = a, .target = target, .ask = ask, .op = ask->op, .why = why };
	struct buffer *url = arena_take(a, sizeof(*url));

	*url = buffer_open(a, URL_MAX);
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
	if (ask->input && !json_is(ask->input, JSON_MAP)) {
		*why = TEXT("The input must be a map of fields.");
		return ERR_INVALID;
	}
	enum err e = members_check(&m);
	if (!e)
		e = put_url_whole(&m, url);
	if (!e && url->full) {
		*why = TEXT("The values are too large for an address.");
		e = ERR_INVALID;
	}
	out->url = buffer_text(url);
	if (!e)
		e = body_any(&m, out);
	headers_make(&m, out);
	return e;
}
