// SPDX-License-Identifier: Apache-2.0
/*
 * The words that flows know, read from the rows: which things there are, what may be done with
 * them, which fields that takes, and which fields they have.
 */
#include "integration/editor/editor.h"

#include "runs.h"

static const struct {
	enum does does;
	const char *verb;
	enum step_kind kind;
} verbs[] = {
	{ DOES_GET, "get", STEP_GET },		{ DOES_LIST, "list", STEP_LIST },
	{ DOES_CREATE, "post", STEP_POST },	{ DOES_UPDATE, "put", STEP_PUT },
	{ DOES_UPSERT, "upsert", STEP_UPSERT }, { DOES_ADD, "add", STEP_ADD },
	{ DOES_REMOVE, "remove", STEP_REMOVE }, { DOES_DELETE, "delete", STEP_DELETE },
};
#define VERB_COUNT (sizeof(verbs) / sizeof(*verbs))

static void text_put(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

static void flag_put(struct json_out *o, const char *key, bool flag)
{
	json_key(o, key);
	json_put_flag(o, flag);
}

/* --- the list --- */

struct word_row {
	const struct op *op;
	struct text word;
	const char *verb;
	bool fields;
};

static void row_put(struct json_out *o, const struct word_row *w)
{
	json_map(o);
	text_put(o, "word", w->word);
	json_key(o, "verb");
	json_put_c(o, w->verb);
	text_put(o, "asks", w->op->name);
	text_put(o, "title", w->op->title);
	text_put(o, "connector", w->op->connector);
	text_put(o, "thing", w->op->thing);
	flag_put(o, "reads", w->op->reads);
	flag_put(o, "trigger", w->op->trigger && w->op->does == DOES_LIST);
	flag_put(o, "fields", w->fields);
	json_close(o);
}

static struct text word_of(struct arena *a, const struct op *op, struct text thing)
{
	struct text word = text_format(
		a, "%.*s.%.*s", (int)(op->connector.size ? op->connector.size : 9),
		op->connector.size ? op->connector.at : "highlevel", (int)thing.size, thing.at);
	char *at = text_c(a, word);

	for (char *c = at; op->does && *c; c++)
		*c = *c == '-' ? '.' : *c;
	return text_of(at);
}

/* Words of their own that people know a thing by: accessally.member. */
static bool named_put(struct call *call, const struct op *op, const char *verb)
{
	size_t count;
	const struct flow_word *all = catalogue_words(call->app->catalogue, &count);
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		const struct flow_word *w = &all[i];
		if (!text_same(w->connector, op->connector) || !text_same(w->thing, op->thing) ||
		    text_starts(w->word, "wordpress.") || (w->fields && op->does != DOES_UPDATE))
			continue;
		row_put(&call->out, &(struct word_row){ op, w->word, verb, w->fields });
		any = true;
	}
	return any;
}

static void op_put(struct call *call, const struct op *op)
{
	const struct catalogue *c = call->app->catalogue;
	const char *verb = op->reads ? "get" : "post";

	for (size_t i = 0; i < VERB_COUNT; i++)
		if (op->does == verbs[i].does)
			verb = verbs[i].verb;
	if (op->does && catalogue_does(c, op->connector, op->does, op->thing) != op)
		return; /* where two rows do the same, the first is meant */
	struct text thing = op->does ? op->thing : op->name;
	struct text word = word_of(call->arena, op, thing);

	if (!op->does || !named_put(call, op, verb))
		row_put(&call->out, &(struct word_row){ op, word, verb, false });
	if (op->does == DOES_CREATE && op_finding(c, op->connector, op->thing) &&
	    !catalogue_does(c, op->connector, DOES_UPSERT, op->thing) &&
	    catalogue_does(c, op->connector, DOES_UPDATE, op->thing))
		row_put(&call->out, &(struct word_row){ op, word, "upsert", false });
}

enum err flow_word_list(struct call *call)
{
	const struct catalogue *c = call->app->catalogue;
	struct json_out *o = &call->out;
	size_t count;
	const struct event_word *events = catalogue_event_words(c, &count);

	json_key(o, "words");
	json_list(o);
	for (size_t i = 0; i < catalogue_count(c); i++)
		if (catalogue_at(c, i)->action || catalogue_at(c, i)->trigger)
			op_put(call, catalogue_at(c, i));
	json_close(o);
	json_key(o, "events");
	json_list(o);
	for (size_t i = 0; i < count; i++)
		json_put_text(o, text_format(call->arena, "highlevel.%.*s.%s",
					     (int)events[i].thing.size, events[i].thing.at,
					     events[i].change));
	json_close(o);
	return ERR_OK;
}

/* --- one of them --- */

static void field_put(struct json_out *o, const struct field *f)
{
	json_map(o);
	text_put(o, "name", f->name);
	text_put(o, "kind", f->kind ? text_of(f->kind->name) : TEXT("map"));
	flag_put(o, "required", f->required && !f->has_initial);
	flag_put(o, "list", f->list);
	json_key(o, "choices");
	json_list(o);
	for (size_t i = 0; i < f->choice_count; i++)
		json_put_text(o, f->choices[i]);
	json_close(o);
	json_close(o);
}

/* What the engine says by itself, or what is refused when sent. */
static bool is_said(const struct field *f)
{
	return f->given || text_is(f->name, "locationId") || text_is(f->name, "location_id");
}

static void fields_put(struct json_out *o, const char *key, const struct shape *shape, bool given)
{
	json_key(o, key);
	json_list(o);
	for (size_t i = 0; shape && i < shape->count; i++)
		if (given || !is_said(&shape->fields[i]))
			field_put(o, &shape->fields[i]);
	json_close(o);
}

/* How one of them is named: by the parts of the path, or by what is known of it. */
static void where_put(struct call *call, const struct op *op)
{
	const struct op *finding = op_finding(call->app->catalogue, op->connector, op->thing);
	struct text rest = finding ? finding->finds_by : (struct text){ 0 }, name;
	struct json_out *o = &call->out;

	json_key(o, "where");
	json_list(o);
	for (size_t i = 0; i < op->param_count; i++)
		if (!is_said(&op->params[i]) && !op->params[i].learnt.size)
			json_put_text(o, op->params[i].name);
	while (rest.size) {
		size_t size = 0;
		while (size < rest.size && rest.at[size] != '|' && rest.at[size] != '&')
			size++;
		name = (struct text){ rest.at, size };
		rest = (struct text){ rest.at + size + (size < rest.size),
				      rest.size - size - (size < rest.size) };
		json_put_text(o, name);
	}
	json_close(o);
}

/* Of one thing that the row gives. */
static const struct shape *given_shape(const struct op *op)
{
	const char *inner = op_inner(op, op->does == DOES_LIST);
	const struct field *f = inner ? shape_find(op->gives, text_of(inner)) : NULL;

	return f ? f->shape : inner ? NULL : op->gives;
}

/* Where its own fields stand: customFields, properties, meta. */
static struct text holder_of(const struct shape *shape)
{
	static const char *const holders[] = { "customFields", "properties", "meta", NULL };

	for (const char *const *h = holders; shape && *h; h++)
		if (shape_find(shape, text_of(*h)))
			return text_of(*h);
	return TEXT("");
}

static const struct op *word_row_of(struct call *call, struct text word, struct text verb)
{
	struct faults quiet = { .arena = call->arena };
	const struct words_job job = { call->arena, call->app->catalogue, &quiet };
	const struct op *op = NULL;

	for (size_t i = 0; i < VERB_COUNT && !op; i++)
		if (text_is(verb, verbs[i].verb))
			op = word_op(&job, verbs[i].kind, word, TEXT("word"));
	if (!op && text_is(verb, "upsert"))
		op = word_op(&job, STEP_POST, word, TEXT("word"));
	return op;
}

enum err flow_word_get(struct call *call)
{
	struct text word = call_text(call, "word"), verb = call_text(call, "verb");
	struct word_sense sense = { 0 };
	const struct op *op = word_row_of(call, word, verb);
	struct json_out *o = &call->out;

	if (!op)
		return refuse(call, ERR_MISSING, "There is no such word with this verb");
	word_read(call->app->catalogue, word, &sense);
	const struct shape *takes = op->takes_list ? NULL : op->takes;
	text_put(o, "word", word);
	text_put(o, "verb", verb);
	text_put(o, "asks", op->name);
	text_put(o, "title", op->title);
	flag_put(o, "own", sense.fields);
	text_put(o, "of",
		 op->param_count && op->params[0].learnt.size ? op->params[0].learnt : TEXT(""));
	text_put(o, "holder", holder_of(takes ? takes : given_shape(op)));
	where_put(call, op);
	fields_put(o, "takes", sense.fields ? NULL : takes, false);
	fields_put(o, "gives", given_shape(op), true);
	return ERR_OK;
}
