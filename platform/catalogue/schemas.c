// SPDX-License-Identifier: Apache-2.0
/*
 * Shapes as schemas of OpenAPI 3.0.
 *
 * A shape that is both sent and replied has two schemas, because what must be sent and what is
 * always replied are not the same: Task is replied, TaskSent is sent.
 */
#include "platform/catalogue/schemas.h"

void key_text(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

void key_c(struct json_out *o, const char *key, const char *value)
{
	key_text(o, key, text_of(value));
}

void key_flag(struct json_out *o, const char *key, bool value)
{
	json_key(o, key);
	json_put_flag(o, value);
}

bool op_served(const struct op *op)
{
	return op->run && !op->connector.size;
}

/* --- which shapes are used how --- */

static bool shape_index(const struct catalogue *c, const struct shape *s, size_t *index)
{
	return names_find(&c->shape_names, s->name, index) && c->shapes[*index] == s;
}

static void use_mark(struct uses *u, const struct shape *s, enum use use)
{
	size_t index;

	if (!s)
		return;
	if (shape_index(u->catalogue, s, &index)) {
		if (u->of[index] & use)
			return;
		u->of[index] |= (unsigned char)use;
	}
	for (size_t i = 0; i < s->count; i++)
		use_mark(u, s->fields[i].shape, use);
}

bool op_told(const struct uses *u, const struct op *op)
{
	const char *at = u->subjects.at, *end = at + u->subjects.size;

	if (u->subjects.size == 0 || !op_served(op))
		return op_served(op);
	/* the name with its quotes: no subject has one in its name */
	for (; (at = memmem(at, (size_t)(end - at), op->subject.at, op->subject.size)); at++)
		if (at[-1] == '"' && at[op->subject.size] == '"')
			return true;
	return false;
}

struct uses uses_find(struct arena *a, const struct catalogue *c, struct text subjects)
{
	struct uses u = { c, arena_take(a, c->shape_count + 1), subjects };

	for (size_t i = 0; i < c->op_count; i++) {
		const struct op *op = &c->ops[i];

		if (!op_told(&u, op))
			continue;
		use_mark(&u, op->query, USE_SENT);
		use_mark(&u, op->takes, USE_SENT);
		use_mark(&u, op->gives, USE_REPLIED);
		for (size_t k = 0; k < op->event_count; k++)
			use_mark(&u, op->events[k].shape, USE_REPLIED);
	}
	return u;
}

/* --- fields --- */

static void reference_put(struct json_out *o, const struct uses *u, size_t index, enum use use)
{
	struct text name = u->catalogue->shapes[index]->name;
	bool both = u->of[index] == (USE_SENT | USE_REPLIED);

	json_map(o);
	key_text(o, "$ref",
		 text_format(o->to->arena, "#/components/schemas/%.*s%s", (int)name.size, name.at,
			     both && use == USE_SENT ? "Sent" : ""));
	json_close(o);
}

static void limit_put(struct json_out *o, bool has, const char *key, double limit)
{
	if (!has)
		return;
	json_key(o, key);
	json_put_real(o, limit);
}

static void choices_put(struct json_out *o, const struct field *f)
{
	if (!f->choice_count)
		return;
	json_key(o, "enum");
	json_list(o);
	for (size_t i = 0; i < f->choice_count; i++) {
		if (f->kind->keep == KEEP_TEXT)
			json_put_text(o, f->choices[i]);
		else
			json_put_raw(o, f->choices[i]);
	}
	json_close(o);
}

/* Members of the schema of one value; `alone`: it is not an item of a list or map. */
static void kind_put(struct json_out *o, const struct field *f, bool alone)
{
	bool text = f->kind->keep == KEEP_TEXT;

	if (f->kind->openapi[0])
		key_c(o, "type", f->kind->openapi);
	if (f->kind->format[0])
		key_c(o, "format", f->kind->format);
	key_c(o, "x-kind", f->kind->name);
	if (f->ref)
		key_c(o, "x-ref", thing_word(f->ref));
	if (f->secret)
		key_flag(o, "x-secret", true);
	if (f->encoded)
		key_flag(o, "x-encoded", true);
	choices_put(o, f);
	if (!alone)
		return;
	limit_put(o, f->has_least, text ? "minLength" : "minimum", f->least);
	limit_put(o, f->has_most, text ? "maxLength" : "maximum", f->most);
}

static void item_put(struct json_out *o, const struct uses *u, const struct field *f, enum use use)
{
	if (f->shape) {
		shape_put(o, u, f->shape, use);
		return;
	}
	json_map(o);
	kind_put(o, f, false);
	limit_put(o, f->each > 0, "maxLength", f->each);
	json_close(o);
}

void field_put(struct json_out *o, const struct uses *u, const struct field *f, enum use use)
{
	json_map(o);
	if (f->list || f->keyed) {
		key_c(o, "type", f->list ? "array" : "object");
		json_key(o, f->list ? "items" : "additionalProperties");
		item_put(o, u, f, use);
		limit_put(o, f->has_least, "minItems", f->least);
		limit_put(o, f->has_most, "maxItems", f->most);
	} else if (f->shape) { /* nothing may stand beside a reference */
		key_c(o, "type", "object");
		json_key(o, "allOf");
		json_list(o);
		shape_put(o, u, f->shape, use);
		json_close(o);
	} else {
		kind_put(o, f, true);
	}
	/* OpenAPI 3.0 lets only a schema with a type be nullable; one without takes null anyway */
	bool typed = f->list || f->keyed || f->shape || f->kind->openapi[0];

	if (typed && (use == USE_REPLIED ? f->nulls : !f->required))
		key_flag(o, "nullable", true);
	if (f->has_initial && use == USE_SENT) {
		json_key(o, "default");
		json_put_raw(o, f->initial);
	}
	json_close(o);
}

/* --- shapes --- */

static bool shown(const struct field *f, enum use use)
{
	return use == USE_SENT ? !f->given : !f->taken;
}

static bool needed(const struct field *f, enum use use)
{
	return shown(f, use) && (use == USE_SENT ? f->required : f->sure);
}

static void required_put(struct json_out *o, const struct shape *s, enum use use)
{
	bool any = false;

	for (size_t i = 0; i < s->count; i++) {
		if (!needed(&s->fields[i], use))
			continue;
		if (!any) {
			json_key(o, "required");
			json_list(o);
			any = true;
		}
		json_put_text(o, s->fields[i].name);
	}
	if (any)
		json_close(o);
}

static void schema_put(struct json_out *o, const struct uses *u, const struct shape *s,
		       enum use use, bool trace)
{
	json_map(o);
	key_c(o, "type", "object");
	json_key(o, "properties");
	json_map(o);
	for (size_t i = 0; i < s->count; i++) {
		if (!shown(&s->fields[i], use))
			continue;
		json_key_text(o, s->fields[i].name);
		field_put(o, u, &s->fields[i], use);
	}
	if (trace) {
		json_key(o, "traceId");
		json_put_raw(o, TEXT("{\"type\":\"string\",\"format\":\"uuid\"}"));
	}
	json_close(o);
	required_put(o, s, use);
	if (use == USE_SENT)
		key_flag(o, "additionalProperties", s->open);
	json_close(o);
}

void shape_put(struct json_out *o, const struct uses *u, const struct shape *s, enum use use)
{
	size_t index;

	if (shape_index(u->catalogue, s, &index))
		reference_put(o, u, index, use);
	else
		schema_put(o, u, s, use, false);
}

void reply_put(struct json_out *o, const struct uses *u, const struct shape *s)
{
	static const struct shape none = { .open = true };
	size_t index;

	if (!shape_index(u->catalogue, s, &index)) {
		schema_put(o, u, s, USE_REPLIED, true);
		return;
	}
	json_map(o);
	json_key(o, "allOf");
	json_list(o);
	reference_put(o, u, index, USE_REPLIED);
	schema_put(o, u, &none, USE_REPLIED, true);
	json_close(o);
	json_close(o);
}

void schemas_put(struct json_out *o, const struct uses *u)
{
	json_map(o);
	for (size_t i = 0; i < u->catalogue->shape_count; i++) {
		const struct shape *s = u->catalogue->shapes[i];
		bool both = u->of[i] == (USE_SENT | USE_REPLIED);

		if (u->of[i] & USE_REPLIED) {
			json_key_text(o, s->name);
			schema_put(o, u, s, USE_REPLIED, false);
		}
		if (u->of[i] & USE_SENT) {
			json_key_text(o, both ? text_format(o->to->arena, "%.*sSent",
							    (int)s->name.size, s->name.at)
					      : s->name);
			schema_put(o, u, s, USE_SENT, false);
		}
	}
	json_close(o);
}
