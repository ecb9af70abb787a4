// SPDX-License-Identifier: Apache-2.0
/*
 * From one map of values to a request of our own server: the row says which of them are in the
 * path, in the query, in the body.  Pure.
 */
#include "integration/engine/inside.h"
#include "integration/remote/remote.h"

#define REQUEST_MAX ((size_t)2 << 20)

static struct text plain_text(struct arena *a, const struct json *v)
{
	if (json_is(v, JSON_TEXT) || json_is(v, JSON_NUMBER))
		return v->text;
	return v ? json_source(a, v) : (struct text){ 0 };
}

static bool put_path(struct arena *a, struct buffer *b, const struct op *op,
		     const struct json *input, struct text *why)
{
	struct text rest = op->path, part, name;

	while (text_split(&rest, '{', &part)) {
		buffer_add(b, part);
		if (!text_split(&rest, '}', &name))
			break;
		struct text value = plain_text(a, json_find(input, name));
		if (!value.size) {
			*why = text_format(a, "%.*s is needed for %.*s, and has no value",
					   (int)name.size, name.at, (int)op->name.size,
					   op->name.at);
			return false;
		}
		buffer_url(b, value);
	}
	return true;
}

static void query_put(struct arena *a, struct buffer *b, struct text name, const struct json *v,
		      char *mark)
{
	if (json_is(v, JSON_NULL))
		return;
	buffer_byte(b, *mark);
	*mark = '&';
	buffer_url(b, name);
	buffer_byte(b, '=');
	if (!json_is(v, JSON_LIST)) {
		buffer_url(b, plain_text(a, v));
		return;
	}
	for (const struct json *i = json_first(v); i; i = json_after(v, i)) {
		if (i != json_first(v))
			buffer_byte(b, ',');
		buffer_url(b, plain_text(a, i));
	}
}

enum part_of { IN_PATH, IN_QUERY, IN_BODY };

static enum part_of part_of(const struct op *op, struct text name)
{
	if (op_param(op, name))
		return IN_PATH;
	if (op->takes && !op->takes_list && shape_find(op->takes, name))
		return IN_BODY;
	if (shape_find(op->query, name) || !op->takes)
		return IN_QUERY;
	return IN_BODY;
}

static void put_rest(struct arena *a, const struct op *op, const struct json *input,
		     struct buffer *path, struct json_out *body)
{
	char mark = memchr(op->path.at, '?', op->path.size) ? '&' : '?';

	for (const struct json *k = json_first(input); k;) {
		const struct json *v = json_after(input, k);
		enum part_of part = part_of(op, k->text);
		if (part == IN_QUERY)
			query_put(a, path, k->text, v, &mark);
		if (part == IN_BODY) {
			json_key_text(body, k->text);
			json_put(body, v);
		}
		k = json_after(input, v);
	}
}

/* Our own location is filled in where the row wants one. */
static void put_location(const struct op *op, const struct json *input, struct text location,
			 struct buffer *path, struct json_out *body)
{
	struct text name = TEXT("locationId");

	if (json_find(input, name) || op_param(op, name))
		return;
	if (op->takes && !op->takes_list && shape_find(op->takes, name)) {
		json_key_text(body, name);
		json_put_text(body, location);
	} else {
		if (!shape_find(op->query, name))
			name = TEXT("location_id");
		if (!shape_find(op->query, name) || json_find(input, name))
			return;
		buffer_byte(path, memchr(path->at, '?', path->size) ? '&' : '?');
		buffer_add(path, name);
		buffer_byte(path, '=');
		buffer_url(path, location);
	}
}

static struct text with_location(struct arena *a, const struct op *op, const struct json *input,
				 struct text location)
{
	struct buffer b = buffer_open(a, REQUEST_MAX);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (const struct json *k = json_first(input); k;) {
		const struct json *v = json_after(input, k);
		json_key_text(&o, k->text);
		json_put(&o, v);
		k = json_after(input, v);
	}
	if (op_param(op, TEXT("locationId")) && !json_get(input, "locationId")) {
		json_key(&o, "locationId");
		json_put_text(&o, location);
	}
	json_close(&o);
	return buffer_text(&b);
}

bool flow_request(struct arena *a, const struct flow_values *asking, struct auth_request *out,
		  struct text *why)
{
	const struct op *op = asking->op;
	struct text location = asking->location;
	struct buffer path = buffer_open(a, REQUEST_MAX), body = buffer_open(a, REQUEST_MAX);
	struct json_out o = json_open(&body);
	const struct json *v;

	if (json_read(a, asking->input, &v, why))
		return false;
	if (op_param(op, TEXT("locationId")) &&
	    json_read(a, with_location(a, op, v, location), &v, why))
		return false;
	if (!put_path(a, &path, op, v, why))
		return false;
	json_map(&o);
	put_rest(a, op, v, &path, &o);
	put_location(op, v, location, &path, &o);
	json_close(&o);
	*why = TEXT("the request is larger than 2 MiB");
	*out = (struct auth_request){ .method = op->method, .path = buffer_text(&path) };
	if (op->takes)
		out->body = buffer_text(&body);
	return !path.full && !body.full;
}
