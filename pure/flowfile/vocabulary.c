// SPDX-License-Identifier: Apache-2.0
/*
 * What the words of a flow stand for: `get highlevel.contact` is the row that `does get contact`,
 * `highlevel.contact.updated` the events of which a row says `change … contact … updated`.
 *
 * Nothing here lists operations or reads their names: a row that comes into the catalogue is
 * offered at once, and says by itself what it does and which thing it finds.
 */
#include "pure/flowfile/vocabulary.h"

/* What a step asks a row to do. */
static const enum does verbs[] = {
	[STEP_GET] = DOES_GET,	   [STEP_LIST] = DOES_LIST,	[STEP_PUT] = DOES_UPDATE,
	[STEP_POST] = DOES_CREATE, [STEP_UPSERT] = DOES_UPSERT, [STEP_DELETE] = DOES_DELETE,
	[STEP_ADD] = DOES_ADD,	   [STEP_REMOVE] = DOES_REMOVE,
};
#define VERBS (sizeof(verbs) / sizeof(*verbs))

bool word_read(const struct catalogue *c, struct text word, struct word_sense *out)
{
	const struct flow_word *means = catalogue_word(c, word);
	struct text rest = word;

	*out = (struct word_sense){ 0 };
	if (means) {
		*out = (struct word_sense){ means->connector, means->thing, means->fields };
		return true;
	}
	if (!memchr(word.at ? word.at : "", '.', word.size) ||
	    !text_split(&rest, '.', &out->connector) || !rest.size)
		return false;
	if (text_is(out->connector, "highlevel") || text_is(out->connector, "groundlevel"))
		out->connector = TEXT("");
	out->resource = rest;
	return true;
}

const struct op *op_find(const struct catalogue *c, struct text connector, const char *name)
{
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		if (text_is(op->name, name) && text_same(op->connector, connector))
			return op;
	}
	return NULL;
}

static const char *dashed(struct arena *a, struct text t)
{
	char *name = text_c(a, t);

	for (char *at = name; *at; at++)
		*at = *at == '.' ? '-' : *at;
	return name;
}

static bool verb_fits(enum step_kind kind, const struct op *op)
{
	bool reads = kind == STEP_GET || kind == STEP_LIST;

	return reads == op->reads;
}

static void word_unknown(const struct words_job *job, enum step_kind kind,
			 const struct word_sense *w, struct text at)
{
	struct text names[600];
	size_t count = 0, connected = 0;

	if (faults_full(job->faults))
		return;
	for (size_t i = 0; i < catalogue_count(job->catalogue); i++) {
		const struct op *op = catalogue_at(job->catalogue, i);
		if (!text_same(op->connector, w->connector))
			continue;
		connected++;
		if (op->does == verbs[kind] && count < 600)
			names[count++] = op->thing;
	}
	if (!connected) {
		fault_add(job->faults, at, "there is no connector '%.*s'", (int)w->connector.size,
			  w->connector.at);
		return;
	}
	const char *resource = dashed(job->arena, w->resource);
	struct text near = name_nearest(text_of(resource), names, count);
	fault_add(job->faults, at,
		  near.size ? "'%.*s' cannot be asked with '%s'; did you mean '%.*s'?"
			    : "'%.*s' cannot be asked with '%s'",
		  (int)w->resource.size, w->resource.at, does_word(verbs[kind]), (int)near.size,
		  near.at);
}

const struct op *word_op(const struct words_job *job, enum step_kind kind, struct text word,
			 struct text at)
{
	struct word_sense w;
	const struct op *op = NULL;

	if (!word_read(job->catalogue, word, &w)) {
		fault_add(job->faults, at, "must be a word such as highlevel.contact");
		return NULL;
	}
	if (kind < VERBS)
		op = catalogue_does(job->catalogue, w.connector, verbs[kind], w.resource);
	if (!op) /* or an operation by its name */
		op = op_find(job->catalogue, w.connector, dashed(job->arena, w.resource));
	if (op && kind < VERBS && !verb_fits(kind, op))
		op = NULL;
	if (!op && kind != STEP_UPSERT)
		word_unknown(job, kind, &w, at);
	return op;
}

/* contact.note is contact-note. */
static bool resource_is(struct text named, struct text resource)
{
	bool same = named.size == resource.size;

	for (size_t i = 0; same && i < named.size; i++)
		same = named.at[i] == resource.at[i] ||
		       (named.at[i] == '-' && resource.at[i] == '.');
	return same;
}

const struct op *op_finding(const struct catalogue *c, struct text connector, struct text resource)
{
	for (size_t i = 0; resource.size && i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		if (text_same(op->connector, connector) && resource_is(op->finds, resource))
			return op;
	}
	return NULL;
}

bool op_makes(const struct op *op)
{
	return op->does == DOES_CREATE || op->does == DOES_UPSERT;
}

const struct op *op_seeing(const struct catalogue *c, const struct op *create)
{
	return create->does == DOES_CREATE ? op_finding(c, create->connector, create->thing) : NULL;
}

/* --- what a row takes and gives --- */

const struct field *op_param(const struct op *op, struct text name)
{
	for (size_t i = 0; i < op->param_count; i++)
		if (text_same(op->params[i].name, name))
			return &op->params[i];
	return NULL;
}

bool op_takes(const struct op *op, const char *name)
{
	struct text t = text_of(name);

	return op_param(op, t) || shape_find(op->query, t) ||
	       (op->takes && !op->takes_list && shape_find(op->takes, t));
}

bool op_tells_changes(const struct op *op)
{
	return op && (op->since.size || op->follows.param.size);
}

const char *op_inner(const struct op *op, bool list)
{
	const struct shape *gives = op->gives;

	for (size_t i = 0; gives && !op->gives_list && !op->gives_flat && i < gives->count; i++) {
		const struct field *f = &gives->fields[i];
		bool whole = f->shape || (f->kind && f->kind->keep == KEEP_JSON);
		if (whole && f->list == list && !f->keyed)
			return f->name_c;
	}
	return NULL;
}

struct text inner_source(struct arena *a, const struct op *op, bool list, struct text body)
{
	const char *inner = op_inner(op, list);
	const struct json *v;
	struct text why;

	if (json_read(a, body, &v, &why))
		return TEXT("null");
	if (inner)
		v = json_get(v, inner);
	return v ? json_source(a, v) : list ? TEXT("[]") : TEXT("null");
}

struct text object_key(struct arena *a, struct text of)
{
	static const char *const standard[] = { "contact", "business", "opportunity", NULL };

	for (const char *const *n = standard; *n; n++)
		if (text_is(of, *n))
			return of;
	if (text_starts(of, "custom_objects.") || of.size == 24)
		return of;
	return text_format(a, "custom_objects.%.*s", (int)of.size, of.at);
}

struct text of_sent(struct arena *a, const struct op *op, struct text of)
{
	return op->param_count && op->params[0].dotted ? object_key(a, of) : of;
}

struct text of_learnt(struct arena *a, const struct op *op, struct text of)
{
	const struct field *p = op && op->param_count ? op->params : NULL;

	if (!p || !p->learnt.size || !of.size || memchr(of.at, '{', of.size))
		return (struct text){ 0 };
	return p->dotted ? object_key(a, of)
			 : text_format(a, "%.*s.%.*s", (int)p->learnt.size, p->learnt.at,
				       (int)of.size, of.at);
}

/* --- what may be done after an uncertain outcome --- */

char effect_letter(const struct catalogue *c, const struct op *op, bool ours, bool keyed)
{
	if (ours)
		return 'L';
	if (op->reads || op->effect == EFFECT_READ || op->effect == EFFECT_REPEATABLE)
		return 'N';
	if (keyed || op->effect == EFFECT_KEYED)
		return 'K';
	if (op_seeing(c, op))
		return 'R';
	return op->effect == EFFECT_NATURAL ? 'N' : 'U';
}

/* --- events --- */

/* contact.tag begins with contact, but not with con; who says contacttag means it, too. */
static bool begins_with(struct text thing, struct text resource)
{
	size_t at = 0;

	for (size_t i = 0; i < resource.size; i++) {
		bool dot = at < thing.size && thing.at[at] == '.';
		if (resource.at[i] == '.' && !dot)
			return false;
		at += dot;
		if (resource.at[i] == '.')
			continue;
		if (at >= thing.size || thing.at[at] != (resource.at[i] | 32))
			return false;
		at++;
	}
	return at == thing.size || thing.at[at] == '.';
}

/* record.saved takes what is created and what is updated, record.changed also what is deleted. */
bool topic_takes(struct text topic, struct text change)
{
	struct text last = topic, part;

	while (text_split(&topic, '.', &part))
		last = part;
	if (text_is(last, "changed"))
		return true;
	if (text_is(last, "saved"))
		return text_is(change, "created") || text_is(change, "updated");
	return text_same(last, change);
}

static bool topic_fits(struct text topic, const struct event_word *change)
{
	const char *dot = topic.size ? memrchr(topic.at, '.', topic.size) : NULL;
	struct text resource = { topic.at, dot ? (size_t)(dot - topic.at) : 0 };

	return dot && topic_takes(topic, text_of(change->change)) &&
	       begins_with(change->thing, resource);
}

bool topic_meets(const struct catalogue *c, struct text topic, struct text type,
		 const char **change)
{
	const struct event_word *known = catalogue_event_word(c, type);

	*change = known ? known->change : "updated";
	return text_same(topic, type) || (known && topic_fits(topic, known));
}

bool topic_find(const struct catalogue *c, struct text topic)
{
	size_t count;
	const struct event_word *changes = catalogue_event_words(c, &count);

	for (size_t i = 0; i < count; i++)
		if (text_same(topic, changes[i].type) || topic_fits(topic, &changes[i]))
			return true;
	return false;
}

struct text topic_near(const struct catalogue *c, struct arena *a, struct text topic)
{
	size_t count;
	const struct event_word *changes = catalogue_event_words(c, &count);
	struct text *names = arena_take(a, (count + 1) * sizeof(*names));

	for (size_t i = 0; i < count; i++)
		names[i] = text_format(a, "%.*s.%s", (int)changes[i].thing.size,
				       changes[i].thing.at, changes[i].change);
	return name_nearest(topic, names, count);
}

/* --- operations in rows of the data --- */

/* A GET does, unless a row that the path may reach says that it writes all the same. */
static bool raw_reads(const struct catalogue *c, struct text method, struct text path)
{
	bool reads = text_is(method, "GET");
	const struct op *op;
	size_t at = 0;

	while (reads && (op = catalogue_reached(c, method, path, &at)))
		reads = op->reads;
	return reads;
}

struct op *op_raw(struct arena *a, const struct catalogue *c, struct text method, struct text path)
{
	struct op *op = arena_take(a, sizeof(*op));
	struct shape *open = arena_take(a, sizeof(*open));
	bool reads = raw_reads(c, method, path);

	*open = (struct shape){ .name = TEXT("Call"), .open = true };
	*op = (struct op){ .name = TEXT("call"),
			   .title = TEXT("Call"),
			   .method = method,
			   .path = path,
			   .reads = reads,
			   .query = open,
			   .gives = open,
			   .takes = text_is(method, "GET") ? NULL : open,
			   .status = 200,
			   .effect = reads ? EFFECT_READ : EFFECT_UNSURE };
	return op;
}

struct text op_word(struct arena *a, const struct op *op)
{
	if (!text_is(op->name, "call"))
		return op->name;
	return text_format(a, "%.*s %.*s", (int)op->method.size, op->method.at, (int)op->path.size,
			   op->path.at);
}

const struct op *op_of_word(struct arena *a, const struct catalogue *c, struct text connector,
			    struct text word)
{
	struct text path = word, method;

	if (memchr(word.at, ' ', word.size) && text_split(&path, ' ', &method)) {
		struct op *op = op_raw(a, c, method, path);
		op->connector = connector;
		return op;
	}
	return op_find(c, connector, text_c(a, word));
}

bool text_agrees(struct arena *a, struct text x, struct text y)
{
	int64_t ms, other;

	if (text_same(text_lower(a, text_trim(x)), text_lower(a, text_trim(y))))
		return true;
	return clock_read_iso(x, &ms) && clock_read_iso(y, &other) && ms == other;
}
