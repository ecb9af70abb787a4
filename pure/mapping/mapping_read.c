// SPDX-License-Identifier: Apache-2.0
/*
 * Compiling mappings: JSON in which expressions and pickers stand.
 */
#include "pure/mapping/inside.h"

struct compiler {
	struct arena *arena;
	struct map_fault *fault;
};

static enum err mapping_of(struct compiler *c, const struct json *from, struct mapping *m);

enum err fault_finish(struct arena *a, struct text field, struct text sample,
		      struct map_fault *fault)
{
	struct text why = fault->why, s = text_head(sample, 200);
	fault->field = field;
	fault->why = text_format(a, "%.*s%s%.*s%s%.*s", (int)field.size, field.at,
				 field.size ? ": " : "", (int)why.size, why.at,
				 s.size ? ". Sample: " : "", (int)s.size, s.at);
	return ERR_INVALID;
}

static enum err wrong(struct compiler *c, size_t at, const char *why)
{
	*c->fault = (struct map_fault){ .kind = MAP_FAULT_SYNTAX, .at = at, .why = text_of(why) };
	return ERR_INVALID;
}

static struct mapping *mapping_new(struct compiler *c, enum mapping_kind kind, struct text field)
{
	struct mapping *m = arena_take(c->arena, sizeof(*m));
	m->kind = kind;
	m->field = field;
	return m;
}

/* Adds where in the expression it went wrong. */
static enum err expression_fault(struct compiler *c, struct text source, size_t offset)
{
	struct map_fault *f = c->fault;
	struct text shown = text_head(source, 120);
	f->why = text_format(c->arena, "%.*s (at %zu of \"%.*s%s\")", (int)f->why.size, f->why.at,
			     f->at, (int)text_utf8_size(shown), shown.at,
			     shown.size < source.size ? "…" : "");
	f->at += offset;
	return ERR_INVALID;
}

static enum err expression_of(struct compiler *c, struct text source, size_t offset,
			      const struct expression **out)
{
	const struct expression *parsed;
	enum err e = expression_parse(c->arena, source, &parsed, c->fault);
	if (e)
		return expression_fault(c, source, offset);
	struct expression *placed = arena_take(c->arena, sizeof(*placed));
	*placed = *parsed;
	placed->offset = offset;
	*out = placed;
	return ERR_OK;
}

/* --- texts with expressions in them --- */

/* Where the }} is that ends the expression which begins here; braces inside are passed over. */
static bool expression_end(struct text t, size_t from, size_t *end)
{
	int depth = 0;
	struct token token = token_next(t, from);
	while (token.kind != TOKEN_END && token.kind != TOKEN_WRONG) {
		size_t after = (size_t)token.at + token.size;
		if (token.kind == TOKEN_MAP)
			depth++;
		if (token.kind == TOKEN_MAP_END && depth-- == 0) {
			*end = token.at;
			return after < t.size && t.at[after] == '}';
		}
		token = token_next(t, after);
	}
	/* Something in it cannot be read: end at the first }} so that the parser tells what. */
	const char *close = memmem(t.at + from, t.size - from, "}}", 2);
	*end = close ? (size_t)(close - t.at) : t.size;
	return close;
}

static void part_add(struct mapping *m, struct mapping ***last, struct mapping *part)
{
	**last = part;
	*last = (struct mapping **)&part->next;
	m->count++;
}

static void literal_add(struct compiler *c, struct mapping *m, struct mapping ***last,
			struct text t)
{
	if (!t.size)
		return;
	struct mapping *part = mapping_new(c, MAPPING_LITERAL, m->field);
	part->literal = map_text(t);
	part_add(m, last, part);
}

#define TEMPLATE_MAX 60000 /* bytes of a text with expressions: tokens count with 16 bits */

static enum err mixed_of(struct compiler *c, struct text t, struct mapping *m)
{
	struct mapping **last = (struct mapping **)&m->first;
	size_t at = 0, end;
	if (t.size > TEMPLATE_MAX)
		return wrong(c, 0, "a text with expressions has 60000 bytes at most");
	for (;;) {
		const char *open = memmem(t.at + at, t.size - at, "{{", 2);
		size_t from = open ? (size_t)(open - t.at) : t.size;
		literal_add(c, m, &last, (struct text){ t.at + at, from - at });
		if (!open)
			return ERR_OK;
		if (!expression_end(t, from + 2, &end))
			return wrong(c, from, "{{ is opened and never closed with }}");
		struct mapping *part = mapping_new(c, MAPPING_EXPRESSION, m->field);
		struct text source = { t.at + from + 2, end - from - 2 };
		enum err e = expression_of(c, source, from + 2, &part->expression);
		if (e)
			return e;
		part_add(m, &last, part);
		at = end + 2;
	}
}

static enum err text_of_json(struct compiler *c, const struct json *from, struct mapping *m)
{
	struct text t = from->text;
	m->kind = MAPPING_LITERAL;
	m->literal = map_borrow(from);
	if (!memmem(t.at, t.size, "{{", 2))
		return ERR_OK;
	m->kind = MAPPING_MIXED;
	enum err e = mixed_of(c, t, m);
	/* One expression alone keeps the type of its value. */
	if (!e && m->count == 1 && m->first->kind == MAPPING_EXPRESSION) {
		m->expression = m->first->expression;
		m->kind = MAPPING_EXPRESSION;
		m->first = NULL;
		m->count = 0;
	}
	return e;
}

/* --- pickers, lists, maps --- */

static enum err pick_of(struct compiler *c, const struct json *from, struct mapping *m)
{
	struct text source;
	const struct json *otherwise = json_get(from, "else");
	enum err e = picker_text(c->arena, from, &source, c->fault);
	if (!e)
		e = expression_of(c, source, 0, &m->expression);
	m->kind = MAPPING_PICK;
	if (e || !otherwise)
		return e;
	struct mapping *other = mapping_new(c, MAPPING_LITERAL, m->field);
	m->otherwise = other;
	return mapping_of(c, otherwise, other);
}

static enum err null_refuse(struct compiler *c, const struct json *v)
{
	return v->kind == JSON_NULL ? wrong(c, 0,
					    "null would be left out; to erase, say "
					    "{\"clear\": true}")
				    : ERR_OK;
}

static enum err list_of(struct compiler *c, const struct json *from, struct mapping *m)
{
	struct mapping **last = (struct mapping **)&m->first;
	m->kind = MAPPING_LIST;
	for (const struct json *v = json_first(from); v; v = json_after(from, v)) {
		struct text field = text_format(c->arena, "%.*s[%u]", (int)m->field.size,
						m->field.at, m->count);
		struct mapping *part = mapping_new(c, MAPPING_LITERAL, field);
		enum err e = null_refuse(c, v);
		if (!e)
			e = mapping_of(c, v, part);
		if (e) {
			m->field = part->field;
			return e;
		}
		part_add(m, &last, part);
	}
	return ERR_OK;
}

static enum err map_of(struct compiler *c, const struct json *from, struct mapping *m)
{
	struct mapping **last = (struct mapping **)&m->first;
	m->kind = MAPPING_MAP;
	for (const struct json *k = json_first(from); k; k = json_after(from, k + 1)) {
		struct text name = text_head(k->text, 100);
		struct text field = text_format(c->arena, "%.*s%s%.*s", (int)m->field.size,
						m->field.at, m->field.size ? "." : "",
						(int)name.size, name.at);
		struct mapping *part = mapping_new(c, MAPPING_LITERAL, field);
		part->key = k->text;
		enum err e = null_refuse(c, k + 1);
		if (!e)
			e = mapping_of(c, k + 1, part);
		if (e) {
			m->field = part->field; /* whose fault it is, told upwards */
			return e;
		}
		part_add(m, &last, part);
	}
	return ERR_OK;
}

static bool is_clear(const struct json *from)
{
	return from->kind == JSON_MAP && from->count == 1 && json_flag(json_get(from, "clear"));
}

static enum err mapping_of(struct compiler *c, const struct json *from, struct mapping *m)
{
	if (from->kind == JSON_TEXT)
		return text_of_json(c, from, m);
	if (from->kind == JSON_LIST)
		return list_of(c, from, m);
	if (is_clear(from)) {
		m->kind = MAPPING_CLEAR;
		return ERR_OK;
	}
	if (picker_is(from))
		return pick_of(c, from, m);
	if (from->kind == JSON_MAP)
		return map_of(c, from, m);
	m->literal = map_borrow(from);
	return ERR_OK;
}

/* --- the doors --- */

static enum err finish(struct compiler *c, enum err e, struct mapping *m,
		       const struct mapping **out)
{
	*out = e ? NULL : m;
	return e ? fault_finish(c->arena, m->field, TEXT(""), c->fault) : ERR_OK;
}

enum err map_read(struct arena *a, const struct json *from, struct text field,
		  const struct mapping **out, struct map_fault *fault)
{
	struct compiler c = { a, fault };
	struct mapping *m = mapping_new(&c, MAPPING_LITERAL, field);
	*fault = (struct map_fault){ 0 };
	return finish(&c, mapping_of(&c, from, m), m, out);
}

enum err map_fields(struct arena *a, const struct json *from, struct text field,
		    const struct mapping **out, struct map_fault *fault)
{
	struct compiler c = { a, fault };
	struct mapping *m = mapping_new(&c, MAPPING_LITERAL, field);
	*fault = (struct map_fault){ 0 };
	if (from->kind != JSON_MAP)
		return finish(&c, wrong(&c, 0, "expected a map of fields"), m, out);
	return finish(&c, map_of(&c, from, m), m, out);
}

enum err map_expression(struct arena *a, struct text expression, struct text field,
			const struct mapping **out, struct map_fault *fault)
{
	struct compiler c = { a, fault };
	struct mapping *m = mapping_new(&c, MAPPING_EXPRESSION, field);
	*fault = (struct map_fault){ 0 };
	return finish(&c, expression_of(&c, expression, 0, &m->expression), m, out);
}

enum err map_picker_text(struct arena *a, const struct json *picker, struct text field,
			 struct text *out, struct map_fault *fault)
{
	*fault = (struct map_fault){ 0 };
	enum err e = picker_text(a, picker, out, fault);
	return e ? fault_finish(a, field, TEXT(""), fault) : ERR_OK;
}

const char *map_fault_word(enum map_fault_kind kind)
{
	static const char *const words[] = {
#define X(name, word) word,
		MAP_FAULT_TABLE(X)
#undef X
	};
	return words[kind];
}
