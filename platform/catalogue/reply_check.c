// SPDX-License-Identifier: Apache-2.0
/*
 * A reply against its row: every reply of a test run passes here, so a row that says something else
 * than the server does cannot stand for long.
 *
 * Of a refusal only the form is looked at (behaviour 2: the shapes of errors).
 */
#include "platform/catalogue/inside.h"

#include <stdarg.h>

#define DIFFERENCES_MAX 50

struct hold {
	struct arena *arena;
	struct buffer said;
	size_t count;
};

static void differ(struct hold *h, const struct trail *t, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* One difference; t NULL: of the reply as a whole. */
static void differ(struct hold *h, const struct trail *t, const char *format, ...)
{
	struct text x = t ? trail_text(h->arena, t) : TEXT("the reply");
	char said[256];
	va_list args;

	if (h->count++ >= DIFFERENCES_MAX)
		return;
	va_start(args, format);
	vsnprintf(said, sizeof(said), format, args);
	va_end(args);
	buffer_format(&h->said, "%s%.*s %s", h->count > 1 ? "; " : "", (int)x.size, x.at, said);
}

static void shape_hold(struct hold *h, const struct shape *shape, const struct trail *above,
		       const struct json *map);

static void one_hold(struct hold *h, const struct field *f, const struct trail *t,
		     const struct json *v)
{
	bool chosen = !f->choice_count;

	if (f->shape) {
		if (v->kind == JSON_MAP)
			shape_hold(h, f->shape, t, v);
		else
			differ(h, t, "is not an object (%.*s)", (int)f->shape->name.size,
			       f->shape->name.at);
		return;
	}
	if (!kind_shown(f->kind, v)) {
		differ(h, t, "is not of kind %s", f->kind->name);
		return;
	}
	for (size_t i = 0; i < f->choice_count; i++)
		chosen = chosen || text_same(f->choices[i], v->text);
	if (!chosen)
		differ(h, t, "is `%.*s`, which is none of its choices",
		       (int)(v->text.size > 80 ? 80 : v->text.size), v->text.at);
}

static void field_hold(struct hold *h, const struct field *f, const struct trail *t,
		       const struct json *v)
{
	const struct json *item;

	if (v->kind == JSON_NULL) {
		if (!f->nulls && !(f->kind && f->kind == kind_find(TEXT("any"))))
			differ(h, t, "is null");
		return;
	}
	if (!f->list && !f->keyed) {
		one_hold(h, f, t, v);
		return;
	}
	if (v->kind != (f->list ? JSON_LIST : JSON_MAP)) {
		differ(h, t, "is not %s", f->list ? "a list" : "an object");
		return;
	}
	item = v + 1;
	for (uint32_t i = 0; i < v->count; i++, item += item->span) {
		struct trail here = { .above = t, .index = i };

		if (f->keyed)
			here.name = item++->text;
		one_hold(h, f, &here, item);
	}
}

static void shape_hold(struct hold *h, const struct shape *shape, const struct trail *above,
		       const struct json *map)
{
	const struct json *key = map + 1;

	for (uint32_t i = 0; i < map->count; i++, key += 1 + key[1].span) {
		struct trail here = { .above = above, .name = key->text };
		const struct field *f = shape_find(shape, key->text);

		if (f && !f->taken)
			field_hold(h, f, &here, key + 1);
		else if (!shape->open && (above || !text_is(key->text, "traceId")))
			differ(h, &here, "should not be there");
	}
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *f = &shape->fields[i];

		if (f->sure && !json_find(map, f->name))
			differ(h, &(struct trail){ .above = above, .name = f->name }, "is missing");
	}
}

/* A message, and the status where the shape of the error has one; or the error of OAuth. */
static void refusal_hold(struct hold *h, int status, const struct json *body)
{
	const struct json *code = json_get(body, "statusCode"),
			  *message = json_get(body, "message");
	int64_t number = status;

	if (json_is(json_get(body, "error_description"), JSON_TEXT))
		return;
	if (!code)
		code = json_get(body, "status");
	if (!message && json_get(body, "status"))
		message = json_get(body, "error"); /* a contact that is not there */
	if (!json_is(message, JSON_TEXT) && !json_is(message, JSON_LIST))
		differ(h, NULL, "is a refusal without a message");
	if (!code || !json_whole(code, &number) || number != status)
		differ(h, NULL, "is a refusal that does not repeat its status %d", status);
}

static void oauth_hold(struct hold *h, const struct json *body)
{
	if (!json_is(json_get(body, "error"), JSON_TEXT) ||
	    !json_is(json_get(body, "error_description"), JSON_TEXT))
		differ(h, NULL, "is a refusal without error and error_description");
}

static void list_hold(struct hold *h, const struct shape *shape, const struct json *body)
{
	struct field whole = { .name = TEXT("body"), .shape = shape, .list = true };

	if (json_is(body, JSON_LIST))
		field_hold(h, &whole, &(struct trail){ .name = whole.name }, body);
	else
		differ(h, NULL, "is not a JSON list");
}

bool catalogue_reply_check(struct arena *a, const struct op *op, int status,
			   const struct json *body, struct text *why)
{
	struct hold h = { .arena = a, .said = buffer_open(a, 65536) };

	bool fresh = op->status_new && json_flag(json_get(body, "new"));
	int due = fresh ? op->status_new : op->status;

	if (op->tagged && status == 304)
		return !body;
	if (status < 400 && status != due &&
	    (op->gives || (status != op->status_new && status != 304)))
		differ(&h, NULL, "has status %d, not %d", status, due);
	else if (status < 400 && !op->gives) /* raw: anything */
		h.count = 0;
	else if (status < 400 && op->gives_list)
		list_hold(&h, op->gives, body);
	else if (op->style == STYLE_PAGE) /* for people */
		h.count = 0;
	else if (!json_is(body, JSON_MAP))
		differ(&h, NULL, "is not a JSON object");
	else if (op->style == STYLE_OAUTH && status >= 400)
		oauth_hold(&h, body);
	else if (status >= 400)
		refusal_hold(&h, status, body);
	else
		shape_hold(&h, op->gives, NULL, body);
	*why = buffer_text(&h.said);
	return !h.count;
}
