// SPDX-License-Identifier: Apache-2.0
/*
 * What costs as much as a value is large: comparing, hashing, spelling, measuring.  Each counts its
 * steps, for a value that was made may hold one part many times and be far larger than memory.
 */
#include "pure/mapping/inside.h"

static size_t text_cost(struct text t)
{
	return t.size / 64;
}

/* --- equality and hash --- */

static enum err equal_lists(struct eval *e, const struct map_value *a, const struct map_value *b,
			    bool *same)
{
	struct walk v = walk_of(a), w = walk_of(b);
	struct map_value x, y;
	enum err err = ERR_OK;
	*same = true;
	while (!err && *same && walk_next(&v, NULL, &x) && walk_next(&w, NULL, &y))
		err = value_equal(e, &x, &y, same);
	return err;
}

static enum err equal_maps(struct eval *e, const struct map_value *a, const struct map_value *b,
			   bool *same)
{
	struct walk w = walk_of(a);
	struct map_value x, y;
	struct text key;
	enum err err = ERR_OK;
	*same = true;
	while (!err && *same && walk_next(&w, &key, &x)) {
		err = eval_spend(e, b->count / 16);
		if (err)
			return err;
		*same = map_find(*b, key, &y);
		if (*same)
			err = value_equal(e, &x, &y, same);
	}
	return err;
}

enum err value_equal(struct eval *e, const struct map_value *a, const struct map_value *b,
		     bool *same)
{
	bool alike = a->kind == b->kind;
	bool parts = a->kind == JSON_LIST || a->kind == JSON_MAP;
	bool spelt = a->kind == JSON_TEXT || a->kind == JSON_NUMBER;
	enum err err = eval_spend(e, 1 + (alike && spelt ? text_cost(a->text) : 0));
	*same = false;
	if (err || !alike || (parts && a->count != b->count))
		return err;
	if (a->kind == JSON_LIST)
		return equal_lists(e, a, b, same);
	if (a->kind == JSON_MAP)
		return equal_maps(e, a, b, same);
	*same = !spelt || (a->kind == JSON_TEXT ? text_same(a->text, b->text)
						: !number_compare(a->text, b->text));
	return ERR_OK;
}

/* Numbers that are equal have the same nearest double, however they are spelt. */
static uint32_t number_hash(struct text spelling)
{
	double real;
	uint64_t bits = 0;
	if (text_real(spelling, &real) && (real < 0 || real > 0))
		memcpy(&bits, &real, sizeof(bits));
	return (uint32_t)(bits ^ bits >> 32) * 2654435761u;
}

enum err value_hash(struct eval *e, const struct map_value *v, uint32_t *hash)
{
	*hash = (uint32_t)v->kind * 40503u;
	bool spelt = v->kind == JSON_TEXT || v->kind == JSON_NUMBER;
	enum err err = eval_spend(e, 1 + (spelt ? text_cost(v->text) : 0));
	if (err)
		return err;
	if (v->kind == JSON_TEXT)
		*hash += text_hash(v->text);
	if (v->kind == JSON_NUMBER)
		*hash += number_hash(v->text);
	struct walk w = walk_of(v);
	struct map_value part;
	struct text key = { 0 };
	while (!err && walk_next(&w, &key, &part)) {
		uint32_t inner = 0;
		err = value_hash(e, &part, &inner);
		if (v->kind == JSON_MAP) /* members have no order */
			*hash += (inner ^ text_hash(key)) * 2246822519u;
		else
			*hash = *hash * 31 + inner;
	}
	return err;
}

/* --- measure --- */

struct measure {
	struct eval *e;
	size_t size; /* bytes, not counting what JSON escapes */
};

static enum err measure_add(struct measure *m, struct text t)
{
	if (t.size > MAP_TEXT_MAX)
		return eval_fault(m->e, MAP_FAULT_LIMIT, NULL,
				  "a text of %zu bytes; %d are the most", t.size, MAP_TEXT_MAX);
	m->size += t.size + 3;
	if (m->size > MAP_RESULT_MAX)
		return eval_fault(m->e, MAP_FAULT_LIMIT, NULL, "a result of more than %d bytes",
				  MAP_RESULT_MAX);
	return eval_spend(m->e, 1 + text_cost(t));
}

static enum err measure(struct measure *m, const struct map_value *v, int depth)
{
	bool spelt = v->kind == JSON_TEXT || v->kind == JSON_NUMBER;
	enum err err = measure_add(m, spelt ? v->text : TEXT("null"));
	struct walk w = walk_of(v);
	struct map_value part;
	struct text key;
	bool deep = v->kind == JSON_LIST || v->kind == JSON_MAP;
	if (!err && deep && depth == MAP_DEPTH_MAX)
		return eval_fault(m->e, MAP_FAULT_LIMIT, NULL,
				  "lists or maps nested deeper than %d", MAP_DEPTH_MAX);
	while (!err && walk_next(&w, &key, &part)) {
		if (v->kind == JSON_MAP)
			err = measure_add(m, key);
		if (!err)
			err = measure(m, &part, depth + 1);
	}
	return err;
}

enum err value_fits(struct eval *e, const struct map_value *v)
{
	if (v->kind == KIND_REF)
		return eval_fault(e, MAP_FAULT_TYPE, NULL, "an &expression is no value");
	struct measure m = { .e = e };
	return measure(&m, v, 0);
}

/* --- spelling --- */

enum err value_spell(struct eval *e, const struct map_value *v, struct text *out)
{
	enum err err = value_fits(e, v);
	if (err)
		return err;
	struct buffer b = buffer_open(e->arena, MAP_TEXT_MAX);
	struct json_out o = json_open(&b);
	map_write(&o, *v);
	*out = buffer_text(&b);
	return b.full ? eval_fault(e, MAP_FAULT_LIMIT, NULL, "as text it has more than %d bytes",
				   MAP_TEXT_MAX)
		      : eval_spend(e, text_cost(*out));
}

enum err value_text(struct eval *e, const struct map_value *v, struct text *out)
{
	if (v->kind == JSON_LIST || v->kind == JSON_MAP)
		return value_spell(e, v, out);
	*out = map_plain(e->arena, *v);
	return ERR_OK;
}
