// SPDX-License-Identifier: Apache-2.0
/*
 * Running a mapping: the expressions in it get their values.
 */
#include "map/inside.h"

struct fill {
	struct eval eval;
	struct map_job *job;
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
	return err || !empty || !m->otherwise ? err : fill_any(f, m->otherwise, out);
}

/* Null leaves it out, unless it shall erase. */
static bool stays(const struct map_value *v)
{
	return v->kind != JSON_NULL || v->form == FORM_CLEAR;
}

static enum err fill_list(struct fill *f, const struct mapping *m, struct map_value *out)
{
	struct map_value *items = arena_take(f->eval.arena, m->count * sizeof(*items));
	uint32_t count = 0;
	enum err err = ERR_OK;
	for (const struct mapping *part = m->first; part && !err; part = part->next) {
		err = fill_any(f, part, &items[count]);
		count += stays(&items[count]);
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
		err = fill_any(f, part, &members[count].value);
		count += stays(&members[count].value);
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
