// SPDX-License-Identifier: Apache-2.0
/*
 * The catalogue as an OpenAPI 3.0 document: what GET /openapi.json answers.
 *
 * Only operations that we answer are in it.  What OpenAPI 3.0 has no word for stands under
 * x-groundlevel, and the events under x-webhooks.
 */
#include "platform/catalogue/schemas.h"

static void parameter_put(struct json_out *o, const struct uses *u, const struct field *f,
			  const char *where)
{
	struct field plain = *f;

	json_map(o);
	key_text(o, "name", f->name);
	key_c(o, "in", where);
	if (f->required)
		key_flag(o, "required", true);
	plain.required = true; /* a parameter is never null */
	json_key(o, "schema");
	field_put(o, u, &plain, USE_SENT);
	json_close(o);
}

/* `like` is the first operation of this path: OpenAPI wants the same names in all of them. */
static void parameters_put(struct json_out *o, const struct uses *u, const struct op *op,
			   const struct op *like)
{
	json_key(o, "parameters");
	json_list(o);
	for (size_t i = 0; i < op->param_count; i++) {
		struct field f = op->params[i];

		f.name = like->params[i].name;
		parameter_put(o, u, &f, "path");
	}
	for (size_t i = 0; i < op->query->count; i++)
		parameter_put(o, u, &op->query->fields[i], "query");
	if (!op->ours)
		json_put_raw(o, TEXT("{\"$ref\":\"#/components/parameters/Version\"}"));
	if (op->tagged)
		json_put_raw(o, TEXT("{\"$ref\":\"#/components/parameters/IfNoneMatch\"}"));
	if (op->reader)
		json_put_raw(o, TEXT("{\"$ref\":\"#/components/parameters/IfMatch\"}"));
	json_close(o);
}

static bool body_needed(const struct shape *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->fields[i].required)
			return true;
	return false;
}

static void content_open(struct json_out *o, const char *media)
{
	json_key(o, "content");
	json_map(o);
	json_key(o, media);
	json_map(o);
	json_key(o, "schema");
}

static void content_close(struct json_out *o)
{
	json_close(o);
	json_close(o);
}

/* Around the schema of what is a list by itself. */
static void list_open(struct json_out *o, bool list)
{
	if (!list)
		return;
	json_map(o);
	key_c(o, "type", "array");
	json_key(o, "items");
}

static void list_close(struct json_out *o, bool list)
{
	if (list)
		json_close(o);
}

static void body_put(struct json_out *o, const struct uses *u, const struct op *op)
{
	if (!op->takes)
		return;
	json_key(o, "requestBody");
	json_map(o);
	key_flag(o, "required", op->takes_list || body_needed(op->takes));
	content_open(o, op->files.size ? "multipart/form-data"
			: op->form     ? "application/x-www-form-urlencoded"
				       : "application/json");
	list_open(o, op->takes_list);
	shape_put(o, u, op->takes, USE_SENT);
	list_close(o, op->takes_list);
	content_close(o);
	json_close(o);
}

static void done_put(struct json_out *o, const struct uses *u, const struct op *op, int status)
{
	json_key_text(o, text_format(o->to->arena, "%d", status));
	json_map(o);
	key_c(o, "description", status == op->status_new ? "made" : "done");
	if (op->tagged) {
		json_key(o, "headers");
		json_put_raw(o, TEXT("{\"ETag\":{\"$ref\":\"#/components/headers/ETag\"}}"));
	}
	content_open(o, op->gives ? "application/json" : "*/*");
	if (op->gives && op->gives_list) {
		list_open(o, true);
		shape_put(o, u, op->gives, USE_REPLIED);
		list_close(o, true);
	} else if (op->gives)
		reply_put(o, u, op->gives);
	else
		json_put_raw(o, TEXT("{}"));
	content_close(o);
	json_close(o);
}

static void responses_put(struct json_out *o, const struct uses *u, const struct op *op)
{
	json_key(o, "responses");
	json_map(o);
	done_put(o, u, op, op->status);
	if (op->status_new)
		done_put(o, u, op, op->status_new);
	if (op->tagged) {
		json_key(o, "304");
		json_put_raw(o, TEXT("{\"description\":\"it is as you have it\"}"));
	}
	if (op->reader) {
		json_key(o, "412");
		json_put_raw(o, TEXT("{\"$ref\":\"#/components/responses/Stale\"}"));
	}
	if (op->takes || op->query->count || op->param_count) {
		json_key(o, "422");
		json_put_raw(o, TEXT("{\"$ref\":\"#/components/responses/Invalid\"}"));
	}
	json_key(o, "default");
	json_put_raw(o, op->style == STYLE_HTTP
				? TEXT("{\"$ref\":\"#/components/responses/RefusedHttp\"}")
				: TEXT("{\"$ref\":\"#/components/responses/Refused\"}"));
	json_close(o);
}

static void security_put(struct json_out *o, const struct op *op)
{
	json_key(o, "security");
	json_list(o);
	if (op->token != TOKEN_NONE)
		json_put_raw(o, TEXT("{\"token\":[]}"));
	json_close(o);
}

static void texts_put(struct json_out *o, const char *key, const struct text *texts, size_t count)
{
	json_key(o, key);
	json_list(o);
	for (size_t i = 0; i < count; i++)
		json_put_text(o, texts[i]);
	json_close(o);
}

static void extras_put(struct json_out *o, const struct op *op)
{
	static const char *const tokens[] = {
		"any", "location", "company", "none", "person", "app"
	};
	static const char *const effects[] = { "read", "repeatable", "keyed", "natural", "unsure" };

	json_key(o, "x-groundlevel");
	json_map(o);
	texts_put(o, "scopes", op->scopes, op->scope_count);
	key_c(o, "token", tokens[op->token]);
	key_c(o, "class", effects[op->effect]);
	key_flag(o, "ours", op->ours);
	key_flag(o, "reads", op->reads);
	if (op->proved)
		key_flag(o, "proved", true);
	key_flag(o, "trigger", op->trigger);
	key_flag(o, "action", op->action);
	json_key(o, "events");
	json_list(o);
	for (size_t i = 0; i < op->event_count; i++)
		json_put_text(o, op->events[i].type);
	json_close(o);
	json_close(o);
}

static void op_put(struct json_out *o, const struct uses *u, const struct op *op,
		   const struct op *like)
{
	json_key_text(o, text_lower(o->to->arena, op->method));
	json_map(o);
	key_text(o, "operationId", op->name);
	key_text(o, "summary", op->title);
	if (op->note.size)
		key_text(o, "description", op->note);
	texts_put(o, "tags", &op->subject, 1);
	parameters_put(o, u, op, like);
	body_put(o, u, op);
	responses_put(o, u, op);
	security_put(o, op);
	extras_put(o, op);
	json_close(o);
}

/* The operations from `first` on that have its path, unless an earlier one has it too. */
static void path_put(struct json_out *o, const struct uses *u, size_t first)
{
	const struct catalogue *c = u->catalogue;
	const struct op *like = &c->ops[first];

	if (!op_told(u, like))
		return;
	for (size_t i = 0; i < first; i++)
		if (op_told(u, &c->ops[i]) && path_same(c->ops[i].path, like->path))
			return;
	json_key_text(o, like->path);
	json_map(o);
	for (size_t i = first; i < c->op_count; i++)
		if (op_told(u, &c->ops[i]) && path_same(c->ops[i].path, like->path))
			op_put(o, u, &c->ops[i], like);
	json_close(o);
}

static void headers_put(struct json_out *o)
{
	json_key(o, "parameters");
	json_put_raw(o,
		     TEXT("{\"Version\":{\"name\":\"Version\",\"in\":\"header\",\"required\":true,"
			  "\"description\":\"the version of the API\",\"schema\":{\"type\":"
			  "\"string\",\"example\":\"2021-07-28\"}},"
			  "\"IfMatch\":{\"name\":\"If-Match\",\"in\":\"header\",\"description\":"
			  "\"only if the thing still has one of these tags\",\"schema\":{\"type\":"
			  "\"string\"}},"
			  "\"IfNoneMatch\":{\"name\":\"If-None-Match\",\"in\":\"header\","
			  "\"description\":\"only if the thing has none of these tags\","
			  "\"schema\":{\"type\":\"string\"}}}"));
	json_key(o, "headers");
	json_put_raw(o, TEXT("{\"ETag\":{\"description\":\"the tag of the thing as it is told\","
			     "\"schema\":{\"type\":\"string\"}}}"));
}

static void components_put(struct json_out *o, const struct uses *u)
{
	const struct catalogue *c = u->catalogue;

	json_key(o, "components");
	json_map(o);
	json_key(o, "schemas");
	schemas_put(o, u);
	headers_put(o);
	json_key(o, "responses");
	json_put_raw(
		o,
		TEXT("{\"Refused\":{\"description\":\"refused\",\"content\":{\"application/json\":"
		     "{\"schema\":{\"type\":\"object\",\"required\":[\"statusCode\",\"message\"],"
		     "\"properties\":{\"statusCode\":{\"type\":\"integer\"},\"message\":{\"type\":"
		     "\"string\"},\"error\":{\"type\":\"string\"},\"traceId\":{\"type\":\"string\"}"
		     "}}}}},"
		     "\"RefusedHttp\":{\"description\":\"refused\",\"content\":{"
		     "\"application/json\":{\"schema\":{\"type\":\"object\",\"required\":"
		     "[\"message\"],\"properties\":{\"status\":{\"type\":\"integer\"},"
		     "\"statusCode\":{\"type\":\"integer\"},\"message\":{\"type\":\"string\"},"
		     "\"name\":{\"type\":\"string\"},\"traceId\":{\"type\":\"string\"}}}}}},"
		     "\"Stale\":{\"description\":\"it was changed since it was read\","
		     "\"headers\":{\"ETag\":{\"$ref\":\"#/components/headers/ETag\"}},"
		     "\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\","
		     "\"required\":[\"statusCode\",\"message\",\"current\"],\"properties\":{"
		     "\"statusCode\":{\"type\":\"integer\"},\"message\":{\"type\":\"string\"},"
		     "\"traceId\":{\"type\":\"string\"},\"current\":{\"type\":\"object\"}}}}}},"
		     "\"Invalid\":{\"description\":\"what was sent does not fit\",\"content\":{"
		     "\"application/json\":{\"schema\":{\"type\":\"object\",\"required\":"
		     "[\"statusCode\",\"message\"],\"properties\":{\"statusCode\":{\"type\":"
		     "\"integer\"},\"message\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}"
		     "},\"error\":{\"type\":\"string\"},\"traceId\":{\"type\":\"string\"}}}}}}}"));
	json_key(o, "securitySchemes");
	json_map(o);
	json_key(o, "token");
	json_map(o);
	key_c(o, "type", "http");
	key_c(o, "scheme", "bearer");
	key_c(o, "description", "a private integration token");
	texts_put(o, "x-scopes", c->scopes, c->scope_count);
	json_close(o);
	json_close(o);
	json_close(o);
}

static bool event_first(const struct uses *u, size_t op, size_t event)
{
	const struct catalogue *c = u->catalogue;

	for (size_t i = 0; i <= op; i++)
		for (size_t k = 0; k < (i == op ? event : c->ops[i].event_count); k++)
			if (op_told(u, &c->ops[i]) &&
			    text_same(c->ops[i].events[k].type, c->ops[op].events[event].type))
				return false;
	return true;
}

/* As a path of the receiver's: what we post there, and that any 2xx does. */
static void event_row_put(struct json_out *o, const struct uses *u, const struct event_row *event)
{
	json_key_text(o, event->type);
	json_map(o);
	json_key(o, "post");
	json_map(o);
	key_text(o, "operationId",
		 text_format(o->to->arena, "on%.*s", (int)event->type.size, event->type.at));
	key_text(o, "summary", event->type);
	json_key(o, "requestBody");
	json_map(o);
	content_open(o, "application/json");
	shape_put(o, u, event->shape, USE_REPLIED);
	content_close(o);
	json_close(o);
	json_key(o, "responses");
	json_put_raw(o, TEXT("{\"2XX\":{\"description\":\"heard\"}}"));
	json_key(o, "security");
	json_put_raw(o, TEXT("[]"));
	json_close(o);
	json_close(o);
}

static void events_put(struct json_out *o, const struct uses *u)
{
	const struct catalogue *c = u->catalogue;

	json_key(o, "x-webhooks");
	json_map(o);
	for (size_t i = 0; i < c->op_count; i++)
		for (size_t k = 0; k < c->ops[i].event_count; k++) {
			if (!op_told(u, &c->ops[i]) || !event_first(u, i, k))
				continue;
			event_row_put(o, u, &c->ops[i].events[k]);
		}
	json_close(o);
}

void catalogue_openapi(const struct catalogue *c, struct text subjects, struct json_out *out)
{
	struct uses u = uses_find(out->to->arena, c, subjects);

	json_map(out);
	key_c(out, "openapi", "3.0.3");
	json_key(out, "info");
	json_map(out);
	key_c(out, "title", "Groundlevel");
	key_c(out, "version", GROUNDLEVEL_VERSION);
	json_key(out, "license");
	json_put_raw(out, TEXT("{\"name\":\"Apache 2.0\",\"url\":"
			       "\"https://www.apache.org/licenses/LICENSE-2.0.html\"}"));
	json_close(out);
	json_key(out, "servers");
	json_put_raw(out, TEXT("[{\"url\":\"/\"}]"));
	json_key(out, "paths");
	json_map(out);
	for (size_t i = 0; i < c->op_count; i++)
		path_put(out, &u, i);
	json_close(out);
	components_put(out, &u);
	events_put(out, &u);
	json_close(out);
}
