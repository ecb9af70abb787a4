// SPDX-License-Identifier: Apache-2.0
/*
 * Does a value fit its field?  Shared by path, query and body.
 *
 * Values nest: a trail on the stack remembers where in the body we are, and is spelled only when
 * something is wrong there.  How deep it goes is bounded by the depth of JSON that is read.
 */
#include "platform/catalogue/inside.h"

#include <stdarg.h>

static void trail_add(struct buffer *b, const struct trail *t)
{
	if (t->above) {
		trail_add(b, t->above);
		buffer_byte(b, '.');
	}
	if (t->name.size)
		buffer_add(b, t->name);
	else
		buffer_format(b, "%zu", t->index);
}

struct text trail_text(struct arena *a, const struct trail *t)
{
	struct buffer b = buffer_open(a, (size_t)4 << 20);

	trail_add(&b, t);
	return buffer_text(&b);
}

/* "X must be …", or of the items of a list "each value in X must be …". */
static void note(struct call *call, const struct trail *t, bool each, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void note(struct call *call, const struct trail *t, bool each, const char *format, ...)
{
	struct buffer b;
	struct text x;
	va_list args;
	char said[256];

	if (call->violation_count == CALL_VIOLATIONS_MAX)
		return;
	va_start(args, format);
	vsnprintf(said, sizeof(said), format, args);
	va_end(args);
	b = buffer_open(call->arena, (size_t)4 << 20);
	trail_add(&b, t);
	x = buffer_text(&b);
	call_violation(call, "%s%.*s %s", each ? "each value in " : "", (int)x.size, x.at, said);
}

void unknown_note(struct call *call, const struct trail *t)
{
	struct text x;

	if (call->violation_count == CALL_VIOLATIONS_MAX)
		return;
	x = trail_text(call->arena, t);
	call_violation(call, "property %.*s should not exist", (int)x.size, x.at);
}

void members_sort(const struct shape *shape, const struct json *map, const struct json **sent)
{
	const struct json *key = map + 1;

	memset(sent, 0, shape->count * sizeof(struct json *));
	for (uint32_t i = 0; i < map->count; i++, key += 1 + key[1].span) {
		const struct field *f = shape_find(shape, key->text);

		if (f && !f->given)
			sent[f - shape->fields] = key + 1;
	}
}

void members_unknown(struct call *call, const struct shape *shape, const struct json *map,
		     const struct trail *above)
{
	const struct json *key = map + 1;

	for (uint32_t i = 0; i < map->count; i++, key += 1 + key[1].span) {
		const struct field *f = shape_find(shape, key->text);

		if (f ? f->given : !shape->open)
			unknown_note(call, &(struct trail){ .above = above, .name = key->text });
	}
}

static size_t characters(struct text t)
{
	size_t n = 0;

	for (size_t i = 0; i < t.size; i++)
		n += ((unsigned char)t.at[i] & 0xc0) != 0x80;
	return n;
}

static bool choice_made(const struct field *f, const struct json *v)
{
	for (size_t i = 0; i < f->choice_count; i++)
		if (text_same(f->choices[i], v->text))
			return true;
	return !f->choice_count;
}

static bool choice_check(struct call *call, const struct field *f, const struct trail *t,
			 const struct json *v)
{
	struct buffer b;
	struct text x, names;

	if (choice_made(f, v))
		return true;
	b = buffer_open(call->arena, (size_t)1 << 16);
	for (size_t i = 0; i < f->choice_count; i++) {
		buffer_add(&b, i ? TEXT(", ") : TEXT(""));
		buffer_add(&b, f->choices[i]);
	}
	names = buffer_text(&b);
	x = trail_text(call->arena, t);
	call_violation(call, "%s%.*s must be one of the following values: %.*s",
		       f->list ? "each value in " : "", (int)x.size, x.at, (int)names.size,
		       names.at);
	return false;
}

static bool number_within(struct call *call, const struct field *f, const struct trail *t,
			  const struct json *v)
{
	double number = 0;

	json_real(v, &number);
	if (f->has_least && number < f->least)
		note(call, t, false, "must not be less than %.15g", f->least);
	else if (f->has_most && number > f->most)
		note(call, t, false, "must not be greater than %.15g", f->most);
	else
		return true;
	return false;
}

static bool text_within(struct call *call, const struct field *f, const struct trail *t,
			struct text text)
{
	double size = (double)characters(text);

	if (f->has_least && size < f->least)
		note(call, t, false, "must be longer than or equal to %.15g characters", f->least);
	else if (f->has_most && size > f->most)
		note(call, t, false, "must be shorter than or equal to %.15g characters", f->most);
	else
		return true;
	return false;
}

static bool list_within(struct call *call, const struct field *f, const struct trail *t,
			const struct json *v)
{
	if (f->has_least && v->count < f->least)
		note(call, t, false, "must contain at least %.15g elements", f->least);
	else if (f->has_most && v->count > f->most)
		note(call, t, false, "must contain not more than %.15g elements", f->most);
	else
		return true;
	return false;
}

/* One value of a kind, by itself or in a list or map. */
static bool kind_check(struct call *call, const struct field *f, const struct trail *t,
		       const struct json *v, struct value *out)
{
	bool each = f->list || f->keyed;

	if (!kind_fits(call->arena, f->kind, v, out)) {
		note(call, t, each, "must be %s", f->kind->must);
		return false;
	}
	if (f->choice_count && !choice_check(call, f, t, v))
		return false;
	if (f->each > 0 && (double)characters(v->text) > f->each) {
		note(call, t, true, "must be shorter than or equal to %.15g characters", f->each);
		return false;
	}
	if (each || (!f->has_least && !f->has_most))
		return true;
	return v->kind == JSON_NUMBER ? number_within(call, f, t, v)
				      : text_within(call, f, t, v->text);
}

/* A map against its shape, with everything in it. */
static bool shape_check(struct call *call, const struct shape *shape, const struct trail *t,
			const struct json *v)
{
	const struct json *sent[SHAPE_FIELDS_MAX];
	size_t before = call->violation_count;

	members_sort(shape, v, sent);
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *f = &shape->fields[i];

		field_check(call, f, &(struct trail){ .above = t, .name = f->name }, sent[i],
			    &(struct value){ 0 });
	}
	members_unknown(call, shape, v, t);
	return call->violation_count == before;
}

/* The items of a list, or the values of a map; a kind is complained of once, shapes one by one. */
static bool each_check(struct call *call, const struct field *f, const struct trail *t,
		       const struct json *v)
{
	const struct json *item = v + 1;
	size_t before = call->violation_count;

	for (uint32_t i = 0; i < v->count; i++, item += item->span) {
		struct trail here = { .above = t, .index = i };

		if (f->keyed)
			here.name = item++->text;
		if (f->shape && item->kind == JSON_MAP)
			shape_check(call, f->shape, &here, item);
		else if (f->shape)
			note(call, t, true, "must be an object");
		else
			kind_check(call, f, t, item, &(struct value){ 0 });
		if (call->violation_count > before && !(f->shape && item->kind == JSON_MAP))
			return false;
	}
	return call->violation_count == before;
}

bool field_check(struct call *call, const struct field *f, const struct trail *t,
		 const struct json *v, struct value *out)
{
	bool nothing = !v || v->kind == JSON_NULL, good;

	if (f->required && (nothing || (v->kind == JSON_TEXT && !v->text.size))) {
		note(call, t, false, "should not be empty");
		return false;
	}
	*out = (struct value){ .type = v ? VALUE_NULL : VALUE_ABSENT };
	if (nothing)
		return true;
	if (f->filled && v->kind == JSON_TEXT && !v->text.size) {
		note(call, t, false, "must be %s", f->kind->must);
		return false;
	}
	if (!f->list && !f->keyed && f->kind)
		return kind_check(call, f, t, v, out);
	if (f->list ? v->kind != JSON_LIST : v->kind != JSON_MAP) {
		note(call, t, false, "must be %s", f->list ? "an array" : "an object");
		return false;
	}
	if (f->list && !list_within(call, f, t, v))
		return false;
	good = f->list || f->keyed ? each_check(call, f, t, v) : shape_check(call, f->shape, t, v);
	if (good)
		*out = (struct value){ .type = VALUE_TEXT, .text = json_source(call->arena, v) };
	return good;
}

static bool path_has(const struct op *op, struct text name)
{
	for (size_t i = 0; i < op->param_count; i++)
		if (text_same(op->params[i].name, name))
			return true;
	return false;
}

/* Null clears what is kept; a question keeps nothing, and needs this member. */
static bool nothing_to_clear(const struct op *op, const struct field *f, const struct json *v)
{
	return v && v->kind == JSON_NULL && op->reads && f->has_initial && f->kind;
}

void fields_keep(struct call *call, const struct shape *shape, const struct json *const *sent)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *f = &shape->fields[i];
		struct value value;

		if (!sent[i] && !f->required && !f->has_initial)
			continue;
		if (nothing_to_clear(call->op, f, sent[i])) {
			call_violation(call, "%s must be %s", f->name_c, f->kind->must);
			continue;
		}
		if (!sent[i] && f->has_initial)
			value = f->fallback;
		else if (!field_check(call, f, &(struct trail){ .name = f->name }, sent[i], &value))
			continue;
		if (!path_has(call->op, f->name))
			call_set(call, f->name_c, value);
	}
}
