// SPDX-License-Identifier: Apache-2.0
/*
 * The steps of a flow file, read: each kind is a row that says which keys it has and who reads it.
 */
#include "pure/flowfile/inside.h"

#include <assert.h>

struct step_row {
	const char *key;
	enum step_kind kind;
	const char *keys[6]; /* besides the common ones */
	bool (*read)(struct read_job *job, const struct json *map, struct step *s);
};

static struct text text_at(const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	return json_is(v, JSON_TEXT) ? v->text : (struct text){ 0 };
}

const struct mapping *mapping_read(struct read_job *job, const struct json *v, struct text at)
{
	const struct mapping *m = NULL;
	struct map_fault fault = { 0 };

	if (v && map_read(job->words.arena, v, at, &m, &fault))
		fault_add(job->words.faults, fault.field.size ? fault.field : at, "%.*s",
			  (int)fault.why.size, fault.why.at);
	return m;
}

const struct mapping *fields_mapping_read(struct read_job *job, const struct json *v,
					  struct text at)
{
	const struct mapping *m = NULL;
	struct map_fault fault = { 0 };

	if (!v)
		return NULL;
	if (!json_is(v, JSON_MAP))
		fault_add(job->words.faults, at, "must be a map of fields");
	else if (map_fields(job->words.arena, v, at, &m, &fault))
		fault_add(job->words.faults, fault.field.size ? fault.field : at, "%.*s",
			  (int)fault.why.size, fault.why.at);
	return m;
}

static struct vocabulary words_take(struct read_job *job, const struct json *v, struct text at)
{
	struct vocabulary w = { 0 };

	if (!v)
		return w;
	if (!json_is(v, JSON_LIST)) {
		fault_add(job->words.faults, at, "must be a list of names");
		return w;
	}
	struct text *items = arena_take(job->words.arena, ((size_t)v->count + 1) * sizeof(*items));
	for (const struct json *i = json_first(v); i; i = json_after(v, i))
		items[w.count++] = json_text(i);
	w.items = items;
	return w;
}

/* --- kinds of step --- */

static void find_need(struct read_job *job, struct step *s, struct word_sense *w)
{
	s->find = op_finding(job->words.catalogue, w->connector, w->resource);
	if (!s->find && s->op && w->connector.size) {
		struct faults quiet = { .arena = job->words.arena };
		struct words_job silent = job->words;
		silent.faults = &quiet;
		s->find = word_op(&silent, STEP_LIST, s->word, s->at);
	}
}

static bool upsert_need(struct read_job *job, struct step *s, struct word_sense *w)
{
	if (s->op && s->op->reads)
		s->op = NULL;
	if (s->op && s->op->does == DOES_UPSERT)
		return true;
	s->op = word_op(&job->words, STEP_PUT, s->word, s->at);
	s->create = word_op(&job->words, STEP_POST, s->word, s->at);
	find_need(job, s, w);
	if (s->op && s->create && !s->find) {
		fault_add(job->words.faults, s->at,
			  "there is no operation by which '%.*s' can be found, so no upsert",
			  (int)s->word.size, s->word.at);
		return false;
	}
	return s->op && s->create;
}

/* Where no row gets one by its id, the row that finds one does. */
static const struct op *get_op(struct read_job *job, struct step *s)
{
	struct faults quiet = { .arena = job->words.arena };
	struct words_job silent = job->words;
	struct word_sense w;

	silent.faults = &quiet;
	const struct op *op = word_op(&silent, STEP_GET, s->word, s->at);
	if (!op && word_read(job->words.catalogue, s->word, &w))
		op = op_finding(job->words.catalogue, w.connector, w.resource);
	return op ? op : word_op(&job->words, STEP_GET, s->word, s->at);
}

/* get put post upsert delete add remove list */
static bool act_read(struct read_job *job, const struct json *map, struct step *s)
{
	struct word_sense w;
	struct text missing = text_at(map, "missing");
	int64_t max;

	s->op = s->kind == STEP_GET ? get_op(job, s)
				    : word_op(&job->words, s->kind, s->word, s->at);
	s->where = fields_mapping_read(job, json_get(map, "where"),
				       place(job->words.arena, s->at, "where"));
	s->set = fields_mapping_read(job, json_get(map, "set"),
				     place(job->words.arena, s->at, "set"));
	s->of = mapping_read(job, json_get(map, "of"), place(job->words.arena, s->at, "of"));
	s->match = words_take(job, json_get(map, "match"), place(job->words.arena, s->at, "match"));
	s->max = FLOW_ITEMS_MAX;
	if (json_get(map, "max") &&
	    (!json_whole(json_get(map, "max"), &max) || max < 1 || max > FLOW_ITEMS_MAX))
		fault_add(job->words.faults, place(job->words.arena, s->at, "max"),
			  "must be a number from 1 to %d", FLOW_ITEMS_MAX);
	else if (json_get(map, "max"))
		s->max = max;
	s->missing = text_is(missing, "stop")	? MISSING_STOP
		     : text_is(missing, "null") ? MISSING_NULL
						: MISSING_FAIL;
	if (missing.size && !s->missing && !text_is(missing, "fail"))
		fault_add(job->words.faults, place(job->words.arena, s->at, "missing"),
			  "must be stop, null or fail");
	if (!word_read(job->words.catalogue, s->word, &w))
		return false;
	s->fields = w.fields;
	if (s->kind == STEP_UPSERT)
		return upsert_need(job, s, &w);
	if (s->kind == STEP_GET || s->kind == STEP_PUT || s->kind == STEP_DELETE)
		find_need(job, s, &w);
	return s->op != NULL;
}

static bool call_read(struct read_job *job, const struct json *map, struct step *s)
{
	struct text method = text_at(map, "call"), class = text_at(map, "class");
	struct op *op = op_raw(job->words.arena, job->words.catalogue, method,
			       text_at(map, "path"));

	op->effect = text_is(class, "natural") ? EFFECT_NATURAL
		     : text_is(class, "keyed") ? EFFECT_KEYED
					       : op->effect;
	static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE", NULL };
	const char *const *m = methods;
	while (*m && !text_is(method, *m))
		m++;
	if (!*m)
		fault_add(job->words.faults, place(job->words.arena, s->at, "call"),
			  "must be GET, POST, PUT, PATCH or DELETE");
	if (!text_starts(op->path, "/") || text_starts(op->path, "//"))
		fault_add(job->words.faults, place(job->words.arena, s->at, "path"),
			  "must be a path on the connection's own host, such as /wp-json/x");
	if (class.size && !text_is(class, "natural") && !text_is(class, "keyed") &&
	    !text_is(class, "unsure"))
		fault_add(job->words.faults, place(job->words.arena, s->at, "class"),
			  "must be natural (may be sent again), keyed, or unsure");
	s->word = TEXT("");
	s->op = op;
	s->set = fields_mapping_read(job, json_get(map, "set"),
				     place(job->words.arena, s->at, "set"));
	return true;
}

static bool each_read(struct read_job *job, const struct json *map, struct step *s)
{
	static const char *const keys[] = { "in", "as", "key", "do", NULL };
	const struct json *each = json_get(map, "for_each");
	struct text at = place(job->words.arena, s->at, "for_each");

	if (!keys_check(job->words.faults, each, at, keys))
		return false;
	s->in = mapping_read(job, json_get(each, "in"), place(job->words.arena, at, "in"));
	s->key = mapping_read(job, json_get(each, "key"), place(job->words.arena, at, "key"));
	s->as = text_at(each, "as");
	if (!s->as.size)
		s->as = TEXT("item");
	if (!s->in)
		fault_add(job->words.faults, place(job->words.arena, at, "in"),
			  "says which list: it is missing");
	return steps_read(job, json_get(each, "do"), place(job->words.arena, at, "do"), &s->then);
}

static bool if_read(struct read_job *job, const struct json *map, struct step *s)
{
	bool well = steps_read(job, json_get(map, "then"), place(job->words.arena, s->at, "then"),
			       &s->then);

	if (json_get(map, "else"))
		well &= steps_read(job, json_get(map, "else"),
				   place(job->words.arena, s->at, "else"), &s->other);
	if (!s->when)
		fault_add(job->words.faults, s->at, "needs an 'if' beside 'then'");
	return well;
}

static bool switch_read(struct read_job *job, const struct json *map, struct step *s)
{
	static const char *const keys[] = { "on", "cases", "else", NULL };
	const struct json *v = json_get(map, "switch"), *cases = json_get(v, "cases");
	struct text at = place(job->words.arena, s->at, "switch");
	size_t n = 0;

	if (!keys_check(job->words.faults, v, at, keys))
		return false;
	s->value = mapping_read(job, json_get(v, "on"), place(job->words.arena, at, "on"));
	if (!s->value || !json_is(cases, JSON_MAP)) {
		fault_add(job->words.faults, at,
			  "needs 'on', a value, and 'cases', a map of steps");
		return false;
	}
	struct branch *b = arena_take(job->words.arena, ((size_t)cases->count + 1) * sizeof(*b));
	for (const struct json *k = json_first(cases); k;) {
		const struct json *steps = json_after(cases, k);
		b[n].value = k->text;
		steps_read(job, steps,
			   place(job->words.arena, at,
				 text_format(job->words.arena, "cases.%.*s%c", (int)k->text.size,
					     k->text.at, '\0')
					 .at),
			   &b[n++].steps);
		k = json_after(cases, steps);
	}
	s->branches = b;
	s->branch_count = n;
	if (json_get(v, "else"))
		steps_read(job, json_get(v, "else"), place(job->words.arena, at, "else"),
			   &s->other);
	return true;
}

static bool set_read(struct read_job *job, const struct json *map, struct step *s)
{
	s->set = fields_mapping_read(job, json_get(map, "set"),
				     place(job->words.arena, s->at, "set"));
	return s->set != NULL;
}

static bool wait_read(struct read_job *job, const struct json *map, struct step *s)
{
	static const char *const keys[] = { "for", "until", NULL };
	const struct json *v = json_get(map, "wait"), *span = json_get(v, "for");
	struct text at = place(job->words.arena, s->at, "wait");

	if (!keys_check(job->words.faults, v, at, keys))
		return false;
	s->until = !span;
	s->value = mapping_read(job, span ? span : json_get(v, "until"), at);
	int64_t ms;
	if (!s->value)
		fault_add(job->words.faults, at,
			  "needs 'for' (such as 15m) or 'until' (an instant)");
	else if (json_is(span, JSON_TEXT) && !memchr(span->text.at, '{', span->text.size) &&
		 !span_read(span->text, &ms))
		fault_add(job->words.faults, place(job->words.arena, at, "for"),
			  "must be a number with s, m, h or d, such as 15m");
	return true;
}

static bool run_read(struct read_job *job, const struct json *map, struct step *s)
{
	s->fixed = text_at(map, "run");
	s->value = mapping_read(job, json_get(map, "with"), place(job->words.arena, s->at, "with"));
	if (!s->fixed.size)
		fault_add(job->words.faults, s->at, "needs the name of a flow");
	return true;
}

static bool stop_read(struct read_job *job, const struct json *map, struct step *s)
{
	(void)job;
	s->value = mapping_read(job, json_get(map, "stop"), place(job->words.arena, s->at, "stop"));
	return true;
}

#define KEYS(...)                                                                                  \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}
static const char *const common[] = { "id", "if", "use", "retry", "on_error", NULL };

static const struct step_row *step_row(struct read_job *job, const struct json *map)
{
	static const struct step_row rows[] = {
		{ "get", STEP_GET, KEYS("of", "where", "set", "missing"), act_read },
		{ "list", STEP_LIST, KEYS("of", "where", "set", "max"), act_read },
		{ "put", STEP_PUT, KEYS("of", "where", "set", "missing"), act_read },
		{ "post", STEP_POST, KEYS("of", "where", "set"), act_read },
		{ "upsert", STEP_UPSERT, KEYS("of", "where", "match", "set"), act_read },
		{ "delete", STEP_DELETE, KEYS("of", "where", "set", "missing"), act_read },
		{ "add", STEP_ADD, KEYS("of", "where", "set"), act_read },
		{ "remove", STEP_REMOVE, KEYS("of", "where", "set"), act_read },
		{ "call", STEP_CALL, KEYS("path", "set", "class"), call_read },
		{ "for_each", STEP_FOR_EACH, KEYS("for_each"), each_read },
		{ "then", STEP_IF, KEYS("else"), if_read },
		{ "switch", STEP_SWITCH, KEYS("switch"), switch_read },
		{ "wait", STEP_WAIT, KEYS("wait"), wait_read },
		{ "run", STEP_RUN, KEYS("with"), run_read },
		{ "stop", STEP_STOP, KEYS("stop"), stop_read },
		{ "set", STEP_SET, KEYS("set"), set_read },
	};
	(void)job;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (json_get(map, rows[i].key))
			return &rows[i];
	return NULL;
}

static bool step_keys_check(struct read_job *job, const struct json *map,
			    const struct step_row *row, struct text at)
{
	const char *names[16] = { row->key };
	size_t n = 1;

	for (const char *const *k = common; *k; k++)
		names[n++] = *k;
	for (const char *const *k = row->keys; *k; k++)
		names[n++] = *k;
	assert(n < 16);
	return keys_check(job->words.faults, map, at, names);
}

static void on_error_read(struct read_job *job, const struct json *v, struct step *s)
{
	struct text word = json_text(v);

	if (json_is(v, JSON_LIST)) {
		s->on_error = ERROR_DO;
		steps_read(job, v, place(job->words.arena, s->at, "on_error"), &s->handler);
		return;
	}
	s->on_error = text_is(word, "continue")	   ? ERROR_CONTINUE
		      : text_is(word, "skip_item") ? ERROR_SKIP_ITEM
						   : ERROR_STOP;
	if (v && !s->on_error && !text_is(word, "stop"))
		fault_add(job->words.faults, place(job->words.arena, s->at, "on_error"),
			  "must be stop, skip_item, continue, or a list of steps");
}

static void retry_read(struct read_job *job, const struct json *v, struct step *s)
{
	static const char *const keys[] = { "for", NULL };
	struct text at = place(job->words.arena, s->at, "retry");

	if (!v || !keys_check(job->words.faults, v, at, keys))
		return;
	if (!span_read(text_at(v, "for"), &s->retry_for_ms))
		fault_add(job->words.faults, at, "needs 'for', such as 24h");
}

static void step_read(struct read_job *job, const struct json *map, struct step *s)
{
	const struct step_row *row = step_row(job, map);

	if (json_get(map, "sync")) {
		fault_add(job->words.faults, s->at,
			  "'sync' stands at the top of a file: it is no step");
		return;
	}
	if (!json_is(map, JSON_MAP) || !row) {
		fault_add(job->words.faults, s->at,
			  "is no step: it needs one of get, list, put, post, upsert, delete, add,"
			  " remove, call, for_each, then, switch, set, wait, run, stop");
		return;
	}
	if (!step_keys_check(job, map, row, s->at))
		return;
	s->kind = row->kind;
	s->id = text_at(map, "id").size ? text_at(map, "id") : s->id;
	s->use = text_at(map, "use");
	s->word = text_at(map, row->key);
	s->when = mapping_read(job, json_get(map, "if"), place(job->words.arena, s->at, "if"));
	on_error_read(job, json_get(map, "on_error"), s);
	retry_read(job, json_get(map, "retry"), s);
	row->read(job, map, s);
}

static bool id_fits(struct text id)
{
	for (size_t i = 0; i < id.size; i++) {
		char c = id.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
		if (!letter && !(c >= '0' && c <= '9'))
			return false;
	}
	return id.size > 0 && id.size <= 40;
}

bool steps_read(struct read_job *job, const struct json *list, struct text at, struct steps *out)
{
	*out = (struct steps){ 0 };
	if (!json_is(list, JSON_LIST) || !list->count) {
		fault_add(job->words.faults, at, "must be a list of steps");
		return false;
	}
	if (job->depth >= FLOW_NESTING_MAX || job->steps + list->count > FLOW_STEPS_MAX) {
		fault_add(job->words.faults, at, "more than %d steps, or deeper than %d",
			  FLOW_STEPS_MAX, FLOW_NESTING_MAX);
		return false;
	}
	job->depth++;
	job->steps += list->count;
	out->items = arena_take(job->words.arena, list->count * sizeof(*out->items));
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct step *s = &out->items[out->count];
		s->id = text_format(job->words.arena, "%zu", out->count + 1);
		s->at = text_format(job->words.arena, "%.*s[%zu]", (int)at.size, at.at, out->count);
		step_read(job, v, s);
		if (!id_fits(s->id))
			fault_add(job->words.faults, place(job->words.arena, s->at, "id"),
				  "must be 1 to 40 letters, digits and _");
		for (size_t i = 0; i < out->count; i++)
			if (text_same(out->items[i].id, s->id))
				fault_add(job->words.faults, place(job->words.arena, s->at, "id"),
					  "is the id of another step");
		out->count++;
	}
	job->depth--;
	return true;
}
