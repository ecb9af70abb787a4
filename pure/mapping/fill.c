// SPDX-License-Identifier: Apache-2.0
/*
 * Running a mapping: the expressions in it get their values.
 */
#include "pure/mapping/inside.h"

struct fill {
	struct eval eval;
	struct map_job *job;
	bool said; /* the last value stands in the file: an else */
};

static enum err fill_any(struct fill *f, const struct mapping *m, struct map_value *out);

static enum err fill_expression(struct fill *f, const struct mapping *m, struct map_value *out)
{
	struct eval *e = &f->eval;
	e->expression = m->expression;
	e->field = m->field;
	e->piped = TEXT("");
	return eval_node(e, m->expression->root, &f->job->scope, out);
}

static bool is_space(struct text t)
{
	return !text_trim(t).size;
}

/* Text with expressions in it: null, where all of them are and nothing but space is between. */
static enum err fill_mixed(struct fill *f, const struct mapping *m, struct map_value *out)
{
	struct buffer b = buffer_open(f->eval.arena, MAP_TEXT_MAX);
	bool said = false;
	enum err err = ERR_OK;
	for (const struct mapping *part = m->first; part && !err; part = part->next) {
		struct map_value v = part->literal;
		struct text t;
		if (part->kind == MAPPING_EXPRESSION)
			err = fill_expression(f, part, &v);
		said = said ||
		       (part->kind == MAPPING_EXPRESSION ? v.kind != JSON_NULL : !is_space(v.text));
		if (!err && v.kind == KIND_REF)
			err = value_fits(&f->eval, &v);
		if (!err)
			err = value_text(&f->eval, &v, &t);
		if (!err)
			buffer_add(&b, t);
	}
	if (!err && b.full)
		err = eval_fault(&f->eval, MAP_FAULT_LIMIT, NULL, "a text of more than %d bytes",
				 MAP_TEXT_MAX);
	*out = said ? map_text(buffer_text(&b)) : VALUE_NULL;
	return err;
}

static enum err fill_pick(struct fill *f, const struct mapping *m, struct map_value *out)
{
	enum err err = fill_expression(f, m, out);
	bool empty = out->kind == JSON_NULL || (out->kind == JSON_TEXT && is_space(out->text));
	if (err || !empty || !m->otherwise)
		return err;
	f->said = m->otherwise->kind == MAPPING_LITERAL;
	return fill_any(f, m->otherwise, out);
}

/* --- what is empty is nothing --- */

static bool is_empty(const struct map_value *v)
{
	bool holds = v->kind == JSON_LIST || v->kind == JSON_MAP;

	return (v->kind == JSON_NULL && v->form != FORM_CLEAR) || (holds && !v->count) ||
	       (v->kind == JSON_TEXT && is_space(v->text));
}

/* Of an entry {"id", "value"} without a value nothing is left. */
static bool is_value(struct text key)
{
	return text_is(key, "value") || text_is(key, "field_value") || text_is(key, "fieldValue");
}

/* Without what is empty in it, at every depth. */
static enum err without_empty(struct fill *f, struct map_value *v)
{
	bool map = v->kind == JSON_MAP, entry = false;
	struct map_member *kept;
	struct map_value *items;
	struct text key = { 0 };
	struct map_value part;
	uint32_t count = 0;

	if (!map && v->kind != JSON_LIST)
		return ERR_OK;
	enum err err = eval_spend(&f->eval, v->count);
	if (err)
		return err;
	kept = arena_take(f->eval.arena, (v->count + 1) * sizeof(*kept));
	items = arena_take(f->eval.arena, (v->count + 1) * sizeof(*items));
	for (struct walk w = walk_of(v); !err && walk_next(&w, map ? &key : NULL, &part);) {
		err = without_empty(f, &part);
		entry |= map && is_empty(&part) && is_value(key);
		if (is_empty(&part))
			continue;
		kept[count] = (struct map_member){ key, part };
		items[count++] = part;
	}
	if (entry)
		count = 0;
	*v = map ? map_members(kept, count) : map_items(items, count);
	return err;
}

/* Null leaves it out, unless it shall erase; where it is to be filled, so does what is empty, but
 * for a text that stands in the file. */
static enum err stays(struct fill *f, const struct mapping *part, struct map_value *v, bool *out)
{
	bool said = part->kind == MAPPING_LITERAL || f->said;
	enum err err = ERR_OK;

	f->said = false;
	*out = v->kind != JSON_NULL || v->form == FORM_CLEAR;
	if (!*out || !f->job->filled || said)
		return err;
	if (part->kind != MAPPING_LIST && part->kind != MAPPING_MAP)
		err = without_empty(f, v);
	*out = !is_empty(v) ||
	       ((part->kind == MAPPING_LIST || part->kind == MAPPING_MAP) && !part->count);
	return err;
}

static enum err fill_list(struct fill *f, const struct mapping *m, struct map_value *out)
{
	struct map_value *items = arena_take(f->eval.arena, m->count * sizeof(*items));
	uint32_t count = 0;
	enum err err = ERR_OK;
	for (const struct mapping *part = m->first; part && !err; part = part->next) {
		bool in = false;
		err = fill_any(f, part, &items[count]);
		if (!err)
			err = stays(f, part, &items[count], &in);
		count += in;
	}
	*out = map_items(items, count);
	return err;
}

static enum err fill_map(struct fill *f, const struct mapping *m, struct map_value *out)
{
	struct map_member *members = arena_take(f->eval.arena, m->count * sizeof(*members));
	uint32_t count = 0;
	enum err err = ERR_OK;
	for (const struct mapping *part = m->first; part && !err; part = part->next) {
		members[count].key = part->key;
		bool in = false;
		err = fill_any(f, part, &members[count].value);
		if (!err)
			err = stays(f, part, &members[count].value, &in);
		count += in;
	}
	*out = map_members(members, count);
	return err;
}

static enum err fill_any(struct fill *f, const struct mapping *m, struct map_value *out)
{
	enum err err = eval_spend(&f->eval, 1);
	*out = VALUE_NULL;
	if (err)
		return err;
	switch (m->kind) {
	case MAPPING_LITERAL:
		*out = m->literal;
		return ERR_OK;
	case MAPPING_CLEAR:
		out->form = FORM_CLEAR;
		return ERR_OK;
	case MAPPING_EXPRESSION:
		return fill_expression(f, m, out);
	case MAPPING_PICK:
		return fill_pick(f, m, out);
	case MAPPING_MIXED:
		return fill_mixed(f, m, out);
	case MAPPING_LIST:
		return fill_list(f, m, out);
	case MAPPING_MAP:
		return fill_map(f, m, out);
	}
	return ERR_OK;
}

enum err map_run(const struct mapping *m, struct map_job *job, struct map_value *out)
{
	struct fill f = { .job = job };
	job->fault = (struct map_fault){ 0 };
	f.eval = (struct eval){
		.arena = job->arena, .job = job, .steps = MAP_STEPS_MAX, .field = m->field
	};
	enum err err = fill_any(&f, m, out);
	if (!err)
		err = value_fits(&f.eval, out);
	job->steps = MAP_STEPS_MAX - f.eval.steps;
	if (!err)
		return ERR_OK;
	*out = VALUE_NULL;
	if (job->fault.kind)
		fault_finish(job->arena, job->fault.field, job->sample, &job->fault);
	return err;
}
