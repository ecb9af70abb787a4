// SPDX-License-Identifier: Apache-2.0
/*
 * Fields that are `secret`: what a reply says of them is shown once, what is sent in them is kept
 * sealed or as a hash, and nothing else keeps either.
 *
 * Whatever keeps a request or a reply (steps of runs, kept replies, what flows read) keeps what is
 * made of it here.  An event cannot have such a field at all: that is refused when the rows are
 * read.
 */
#include "platform/catalogue/read.h"

#define DEPTH_MAX 8 /* shapes inside each other */

static bool shape_hides(const struct shape *shape, int depth)
{
	for (size_t i = 0; shape && depth && i < shape->count; i++)
		if (shape->fields[i].secret || shape_hides(shape->fields[i].shape, depth - 1))
			return true;
	return false;
}

enum err events_close(struct reader *r, struct spot at, const struct event_row *events,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (shape_hides(events[i].shape, DEPTH_MAX))
			return reader_wrong(r, at, "an event is kept, and `%.*s` has a secret",
					    (int)events[i].type.size, events[i].type.at);
	return ERR_OK;
}

enum err hidden_close(struct reader *r, struct op_draft *d)
{
	struct op *op = d->op;

	op->gives_secret = shape_hides(op->gives, DEPTH_MAX);
	op->takes_secret = shape_hides(op->takes, DEPTH_MAX) || shape_hides(op->query, 1);
	for (size_t i = 0; op->takes && !op->takes_list && i < op->takes->count; i++)
		op->gives_rights |= op->takes->fields[i].held;
	return events_close(r, d->at, op->events, op->event_count);
}

static void shape_put(struct json_out *o, const struct shape *shape, const struct json *v,
		      int depth);

static void field_put(struct json_out *o, const struct field *f, const struct json *v, int depth)
{
	if (f && f->secret && !json_is(v, JSON_NULL)) {
		json_put_c(o, SECRET_ONCE);
	} else if (!f || !f->shape || (!json_is(v, JSON_MAP) && !json_is(v, JSON_LIST))) {
		json_put(o, v);
	} else if (json_is(v, JSON_LIST)) {
		json_list(o);
		for (const struct json *i = json_first(v); i; i = json_after(v, i))
			shape_put(o, f->shape, i, depth);
		json_close(o);
	} else if (f->keyed) {
		json_map(o);
		for (const struct json *k = json_first(v); k;) {
			const struct json *inner = json_after(v, k);
			json_key_text(o, k->text);
			shape_put(o, f->shape, inner, depth);
			k = json_after(v, inner);
		}
		json_close(o);
	} else {
		shape_put(o, f->shape, v, depth);
	}
}

static void shape_put(struct json_out *o, const struct shape *shape, const struct json *v,
		      int depth)
{
	if (!json_is(v, JSON_MAP) || !depth) {
		json_put(o, v);
		return;
	}
	json_map(o);
	for (const struct json *k = json_first(v); k;) {
		const struct json *member = json_after(v, k);
		json_key_text(o, k->text);
		field_put(o, shape_find(shape, k->text), member, depth - 1);
		k = json_after(v, member);
	}
	json_close(o);
}

/* What cannot be read is not kept. */
static struct text without(struct arena *a, const struct shape *shape, struct text body)
{
	struct field whole = { .shape = shape };
	struct buffer b = buffer_open(a, body.size + 65536);
	struct json_out o = json_open(&b);
	const struct json *v;
	struct text why;

	if (json_read(a, body, &v, &why))
		return TEXT("{}");
	field_put(&o, &whole, v, DEPTH_MAX);
	return b.full ? TEXT("{}") : buffer_text(&b);
}

struct text catalogue_told(struct arena *a, const struct op *op, struct text body)
{
	return op->gives_secret ? without(a, op->gives, body) : body;
}

struct text catalogue_sent(struct arena *a, const struct op *op, struct text input)
{
	if (!op->takes_secret)
		return input;
	if (op->takes)
		input = without(a, op->takes, input);
	return op->query ? without(a, op->query, input) : input;
}
