// SPDX-License-Identifier: Apache-2.0
/*
 * Walks over values by their shapes.  Fields that are `encoded` are read as what HTML means.
 *
 * Fields that are `secret`: what a reply says of them is shown once, what is sent in them is kept
 * sealed or as a hash, and nothing else keeps either.
 *
 * Whatever keeps a request or a reply (steps of runs, kept replies, what flows read) keeps what is
 * made of it here.  An event cannot have such a field at all: that is refused when the rows are
 * read.
 */
#include "base/core/html.h"
#include "base/secrets/id.h"
#include "platform/catalogue/read.h"

#define DEPTH_MAX 8 /* shapes inside each other */

static bool is_secret(const struct field *f)
{
	return f->secret;
}

static bool is_encoded(const struct field *f)
{
	return f->encoded;
}

static bool shape_has(const struct shape *shape, bool (*is)(const struct field *f), int depth)
{
	for (size_t i = 0; shape && depth && i < shape->count; i++)
		if (is(&shape->fields[i]) || shape_has(shape->fields[i].shape, is, depth - 1))
			return true;
	return false;
}

static bool shape_hides(const struct shape *shape, int depth)
{
	return shape_has(shape, is_secret, depth);
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
	op->gives_encoded = shape_has(op->gives, is_encoded, DEPTH_MAX);
	op->takes_secret = shape_hides(op->takes, DEPTH_MAX) || shape_hides(op->query, 1);
	for (size_t i = 0; op->takes && !op->takes_list && i < op->takes->count; i++)
		op->gives_rights |= op->takes->fields[i].held;
	return events_close(r, d->at, op->events, op->event_count);
}

/* A walk over a value by its shape; what is special is put in another way. */
struct walk {
	struct arena *arena;
	struct json_out *o;
	bool (*special)(const struct field *f);
	void (*put)(struct walk *w, const struct json *v);
};

static void secret_put(struct walk *w, const struct json *v)
{
	if (json_is(v, JSON_NULL))
		json_put(w->o, v);
	else
		json_put_c(w->o, SECRET_ONCE);
}

/* Every text in it means what HTML writes; the names of members are nobody's text. */
static void decoded_put(struct walk *w, const struct json *v)
{
	if (json_is(v, JSON_TEXT)) {
		json_put_text(w->o, text_decoded(w->arena, v->text));
	} else if (json_is(v, JSON_LIST)) {
		json_list(w->o);
		for (const struct json *i = json_first(v); i; i = json_after(v, i))
			decoded_put(w, i);
		json_close(w->o);
	} else if (json_is(v, JSON_MAP)) {
		json_map(w->o);
		for (const struct json *k = json_first(v); k;) {
			const struct json *member = json_after(v, k);
			json_key_text(w->o, k->text);
			decoded_put(w, member);
			k = json_after(v, member);
		}
		json_close(w->o);
	} else {
		json_put(w->o, v);
	}
}

static void shape_put(struct walk *w, const struct shape *shape, const struct json *v, int depth);

static void field_put(struct walk *w, const struct field *f, const struct json *v, int depth)
{
	struct json_out *o = w->o;

	if (f && w->special(f)) {
		w->put(w, v);
	} else if (!f || !f->shape || (!json_is(v, JSON_MAP) && !json_is(v, JSON_LIST))) {
		json_put(o, v);
	} else if (json_is(v, JSON_LIST)) {
		json_list(o);
		for (const struct json *i = json_first(v); i; i = json_after(v, i))
			shape_put(w, f->shape, i, depth);
		json_close(o);
	} else if (f->keyed) {
		json_map(o);
		for (const struct json *k = json_first(v); k;) {
			const struct json *inner = json_after(v, k);
			json_key_text(o, k->text);
			shape_put(w, f->shape, inner, depth);
			k = json_after(v, inner);
		}
		json_close(o);
	} else {
		shape_put(w, f->shape, v, depth);
	}
}

static void shape_put(struct walk *w, const struct shape *shape, const struct json *v, int depth)
{
	struct json_out *o = w->o;

	if (!json_is(v, JSON_MAP) || !depth) {
		json_put(o, v);
		return;
	}
	json_map(o);
	for (const struct json *k = json_first(v); k;) {
		const struct json *member = json_after(v, k);
		json_key_text(o, k->text);
		field_put(w, shape_find(shape, k->text), member, depth - 1);
		k = json_after(v, member);
	}
	json_close(o);
}

static bool walked(struct arena *a, const struct shape *shape, const struct json *v, struct walk *w,
		   struct buffer *out)
{
	struct field whole = { .shape = shape };
	struct json_out o = json_open(out);

	w->arena = a;
	w->o = &o;
	field_put(w, &whole, v, DEPTH_MAX);
	return !out->full;
}

/* What cannot be read is not kept. */
static struct text without(struct arena *a, const struct shape *shape, struct text body)
{
	struct walk w = { .special = is_secret, .put = secret_put };
	struct buffer b = buffer_open(a, body.size + 65536);
	const struct json *v;
	struct text why;

	if (json_read(a, body, &v, &why) || !walked(a, shape, v, &w, &b))
		return TEXT("{}");
	return buffer_text(&b);
}

const struct json *catalogue_decoded(struct arena *a, const struct op *op, const struct json *body)
{
	struct walk w = { .special = is_encoded, .put = decoded_put };
	const struct json *v;
	struct text why, source;

	if (!op->gives_encoded || !body)
		return body;
	source = json_source(a, body);
	struct buffer b = buffer_open(a,
				      2 * source.size + 65536); /* it grows where it is escaped */
	if (!walked(a, op->gives, body, &w, &b) || json_read(a, buffer_text(&b), &v, &why))
		return body;
	return v;
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

struct text catalogue_random(struct arena *a, const struct op *op, struct text input,
			     const char *as)
{
	const struct json *said;
	struct text why;
	unsigned char bytes[16];
	char letters[2 * sizeof(bytes) + 1];

	for (size_t i = 0; op->takes && i < op->takes->count; i++) {
		const struct field *f = &op->takes->fields[i];
		if (!f->random || input.size < 2 || json_read(a, input, &said, &why) ||
		    json_find(said, f->name))
			continue;
		id_random(bytes, sizeof(bytes));
		for (size_t n = 0; n < sizeof(bytes); n++)
			snprintf(letters + 2 * n, 3, "%02x", bytes[n]);
		input = text_format(a, "%.*s%s\"%s\":\"%s\"}", (int)input.size - 1, input.at,
				    said->count ? "," : "", f->name_c, as ? as : letters);
	}
	return input;
}
