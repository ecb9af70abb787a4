// SPDX-License-Identifier: Apache-2.0
/*
 * What the words of a flow stand for: `get highlevel.contact` is the row get-contact of the
 * catalogue, `highlevel.contact.updated` the events whose names begin with Contact and end with
 * Update.
 *
 * Nothing here lists operations: a row that comes into the catalogue is offered at once, and says
 * by itself which thing it finds.
 */
#include "pure/flowfile/vocabulary.h"

/* Which verb of an operation's name each step asks for; the first that exists is taken. */
static const char *const verbs[][3] = {
	[STEP_GET] = { "get" },	      [STEP_LIST] = { "search", "list" },
	[STEP_PUT] = { "update" },    [STEP_POST] = { "create" },
	[STEP_UPSERT] = { "upsert" }, [STEP_DELETE] = { "delete" },
	[STEP_ADD] = { "add" },	      [STEP_REMOVE] = { "remove" },
};
#define VERBS (sizeof(verbs) / sizeof(*verbs))

/* Members of AccessAlly are users of its WordPress, their fields the users' meta. */
static const struct {
	const char *word, *connector, *resource;
} aliases[] = {
	{ "accessally.member", "wordpress", "user" },
	{ "accessally.members", "wordpress", "users" },
	{ "accessally.member.fields", "wordpress", "user" },
	{ "wordpress.member", "wordpress", "user" },
	{ "wordpress.members", "wordpress", "users" },
	{ "wordpress.member.fields", "wordpress", "user" },
	{ "highlevel.slots", "", "free-slots" },
};

bool word_is_fields(struct text word)
{
	return text_ends(word, ".member.fields");
}

bool word_read(struct text word, struct word_sense *out)
{
	struct text rest = word;

	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++) {
		if (text_is(word, aliases[i].word)) {
			out->connector = text_of(aliases[i].connector);
			out->resource = text_of(aliases[i].resource);
			return true;
		}
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

/* get-contact; of somebody else's connector wordpress-get-user. */
static const struct op *op_named(const struct words_job *job, const struct word_sense *w,
				 const char *verb, const char *plural)
{
	struct arena *a = job->arena;
	const char *resource = dashed(a, w->resource);
	const char *name = text_format(a, "%.*s%s%s-%s%s%c", (int)w->connector.size,
				       w->connector.at, w->connector.size ? "-" : "", verb,
				       resource, plural, '\0')
				   .at;

	return op_find(job->catalogue, w->connector, name);
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
	size_t count = 0, connected = 0, own = w->connector.size ? w->connector.size + 1 : 0;

	if (faults_full(job->faults))
		return;
	for (size_t i = 0; i < catalogue_count(job->catalogue); i++) {
		const struct op *op = catalogue_at(job->catalogue, i);
		if (!text_same(op->connector, w->connector))
			continue;
		connected++;
		for (size_t v = 0; v < 3 && verbs[kind][v] && count < 600; v++) {
			size_t size = strlen(verbs[kind][v]);
			struct text name = { op->name.at + own, op->name.size - own };
			if (op->name.size > own && text_starts(name, verbs[kind][v]) &&
			    name.size > size + 1)
				names[count++] = (struct text){ name.at + size + 1,
								name.size - size - 1 };
		}
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
		  (int)w->resource.size, w->resource.at, verbs[kind][0], (int)near.size, near.at);
}

const struct op *word_op(const struct words_job *job, enum step_kind kind, struct text word,
			 struct text at)
{
	struct word_sense w;
	const struct op *op = NULL;

	if (!word_read(word, &w)) {
		fault_add(job->faults, at, "must be a word such as highlevel.contact");
		return NULL;
	}
	for (size_t v = 0; kind < VERBS && v < 3 && verbs[kind][v] && !op; v++) {
		if (kind == STEP_LIST)
			op = op_named(job, &w, verbs[kind][v], "s");
		if (!op)
			op = op_named(job, &w, verbs[kind][v], "");
	}
	if (!op)
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

/* create-contact is contact, with the verb `create-`; empty: it has another verb. */
static struct text made_by(const struct op *op, const char *verb)
{
	size_t own = op->connector.size ? op->connector.size + 1 : 0;
	struct text name = op->name;

	if (name.size < own)
		return (struct text){ 0 };
	name = (struct text){ name.at + own, name.size - own };
	if (!text_starts(name, verb))
		return (struct text){ 0 };
	return (struct text){ name.at + strlen(verb), name.size - strlen(verb) };
}

bool op_makes(const struct op *op)
{
	return made_by(op, "create-").size || made_by(op, "upsert-").size;
}

const struct op *op_seeing(const struct catalogue *c, const struct op *create)
{
	return op_finding(c, create->connector, made_by(create, "create-"));
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

static const struct {
	const char *ending, *change;
} endings[] = {
	{ "Create", "created" },   { "Update", "updated" },   { "Delete", "deleted" },
	{ "Complete", "updated" }, { "Enrolled", "updated" },
};

/* ContactTagUpdate begins with contact, or contact.tag: a new word begins with a capital. */
static bool begins_with(struct text type, struct text resource)
{
	size_t at = 0;

	for (size_t i = 0; i < resource.size; i++) {
		if (resource.at[i] == '.') {
			if (at >= type.size || type.at[at] < 'A' || type.at[at] > 'Z')
				return false;
			continue;
		}
		if (at >= type.size || (type.at[at] | 32) != (resource.at[i] | 32))
			return false;
		at++;
	}
	return at == type.size || (type.at[at] >= 'A' && type.at[at] <= 'Z');
}

/* record.saved takes what is created and what is updated. */
bool topic_takes(struct text topic, struct text change)
{
	struct text last = topic, part;

	while (text_split(&topic, '.', &part))
		last = part;
	if (text_is(last, "saved"))
		return text_is(change, "created") || text_is(change, "updated");
	return text_same(last, change);
}

bool topic_meets(struct text topic, struct text type, const char **change)
{
	const char *dot = topic.size ? memrchr(topic.at, '.', topic.size) : NULL;
	struct text resource = { topic.at, dot ? (size_t)(dot - topic.at) : 0 };

	*change = "updated";
	if (text_same(topic, type))
		dot = NULL;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (!text_ends(type, endings[i].ending))
			continue;
		struct text stem = { type.at, type.size - strlen(endings[i].ending) };
		*change = endings[i].change;
		if (dot)
			return topic_takes(topic, text_of(*change)) && begins_with(stem, resource);
		break;
	}
	return text_same(topic, type);
}

bool topic_find(const struct catalogue *c, struct text topic)
{
	const char *change;

	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		for (size_t j = 0; j < op->event_count; j++)
			if (topic_meets(topic, op->events[j].type, &change))
				return true;
	}
	return false;
}

static struct text stem_of(struct text type)
{
	size_t stem = type.size;

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (text_ends(type, endings[i].ending))
			stem = type.size - strlen(endings[i].ending);
	return (struct text){ type.at, stem };
}

struct text topic_near(const struct catalogue *c, struct arena *a, struct text topic)
{
	struct text names[400];
	size_t count = 0;

	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		for (size_t j = 0; j < op->event_count && count < 400; j++) {
			const char *change;
			struct text type = op->events[j].type;
			topic_meets(TEXT(""), type, &change);
			struct text low = text_lower(a, stem_of(type));
			names[count++] = text_format(a, "%.*s.%s", (int)low.size, low.at, change);
		}
	}
	return name_nearest(topic, names, count);
}

/* --- operations in rows of the data --- */

struct op *op_raw(struct arena *a, struct text method, struct text path)
{
	struct op *op = arena_take(a, sizeof(*op));
	struct shape *open = arena_take(a, sizeof(*open));
	bool reads = text_is(method, "GET");

	*open = (struct shape){ .name = TEXT("Call"), .open = true };
	*op = (struct op){ .name = TEXT("call"),
			   .title = TEXT("Call"),
			   .method = method,
			   .path = path,
			   .reads = reads,
			   .query = open,
			   .gives = open,
			   .takes = reads ? NULL : open,
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
		struct op *op = op_raw(a, method, path);
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
