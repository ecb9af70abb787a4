// SPDX-License-Identifier: Apache-2.0
/*
 * The part `sync` of a flow file, read: it is written out as triggers and steps, which are then
 * read as all others are.
 */
#include "pure/flowfile/inside.h"

static const char *const sides[] = { "a", "b" };

struct expanding {
	struct read_job *job;
	struct arena *arena;
	const struct json *sync, *side[2], *fields;
	struct text words[2], things[2]; /* highlevel.contacts, highlevel.contact */
	struct text match[2], norm[2];
	const struct op *lists[2];
	struct json_out *out;
};

static struct text text_at(const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	return json_is(v, JSON_TEXT) ? v->text : (struct text){ 0 };
}

static void put(struct expanding *e, const char *key, struct text value)
{
	json_key(e->out, key);
	json_put_text(e->out, value);
}

static void fault(struct expanding *e, const char *at, const char *why)
{
	fault_add(e->job->words.faults, text_of(at), "%s", why);
}

/* Is there such an operation? */
static bool can(struct expanding *e, enum step_kind kind, struct text word)
{
	struct faults quiet = { .arena = e->arena };
	struct words_job silent = e->job->words;

	silent.faults = &quiet;
	return word_op(&silent, kind, word, TEXT("")) != NULL;
}

/* --- expressions --- */

/* steps.a."customFields"."level" */
static struct text path_of(struct expanding *e, int side, struct text field)
{
	struct buffer b = buffer_open(e->arena, 4096);
	struct json_out o;
	struct text part;

	buffer_format(&b, "steps.%s", sides[side]);
	while (text_split(&field, '.', &part)) {
		buffer_byte(&b, '.');
		o = json_open(&b);
		json_put_text(&o, part);
	}
	return buffer_text(&b);
}

/* A value in its canonical form; of a set, each of its members. */
static struct text canon_of(struct expanding *e, struct text path, struct text norm, bool set)
{
	if (!norm.size)
		return text_format(e->arena, "{{ %.*s }}", (int)path.size, path.at);
	if (set)
		return text_format(e->arena, "{{ %.*s && map(&(%.*s), %.*s) }}", (int)path.size,
				   path.at, (int)norm.size, norm.at, (int)path.size, path.at);
	return text_format(e->arena, "{{ %.*s && (%.*s | %.*s) }}", (int)path.size, path.at,
			   (int)path.size, path.at, (int)norm.size, norm.at);
}

static bool is_set(const struct json *field)
{
	return text_is(text_at(field, "as"), "set");
}

/* Does the field go to that side? */
static bool goes_to(const struct json *field, int side)
{
	struct text way = text_at(field, "way");

	return !text_is(way, side ? "b>a" : "a>b");
}

/* --- steps --- */

static void step_open(struct expanding *e, const char *id, int side, const char *verb,
		      struct text word)
{
	json_map(e->out);
	put(e, "id", text_format(e->arena, id, sides[side]));
	put(e, verb, word);
	put(e, "use", text_at(e->side[side], "use"));
}

static void where_put(struct expanding *e, struct text field, const struct json *more)
{
	json_key(e->out, "where");
	json_map(e->out);
	json_key_text(e->out, field);
	json_put_c(e->out, "{{ item.id }}");
	for (const struct json *k = json_is(more, JSON_MAP) ? json_first(more) : NULL; k;) {
		const struct json *v = json_after(more, k);
		json_key_text(e->out, k->text);
		json_put(e->out, v);
		k = json_after(more, v);
	}
	json_close(e->out);
}

/* What is written there, and how it is read on the other side. */
static void fields_put(struct expanding *e, int side, const struct json *making)
{
	json_key(e->out, "set");
	json_map(e->out);
	for (const struct json *f = json_first(e->fields); f; f = json_after(e->fields, f)) {
		struct text name = text_at(f, sides[side]);
		bool apart = is_set(f) && making; /* members come when it is there */
		if (!goes_to(f, side) || json_find(making, name) || apart)
			continue;
		json_key_text(e->out, name);
		struct text path = path_of(e, !side, text_at(f, sides[!side]));
		json_put_text(e->out, text_format(e->arena, "{{ %.*s }}", (int)path.size, path.at));
	}
	for (const struct json *k = json_is(making, JSON_MAP) ? json_first(making) : NULL; k;) {
		const struct json *v = json_after(making, k);
		json_key_text(e->out, k->text);
		json_put(e->out, v);
		k = json_after(making, v);
	}
	json_close(e->out);
	json_close(e->out);
}

/* Members of a set have rows of their own where there are such: highlevel.contact.tags. */
static void set_steps(struct expanding *e, int side)
{
	static const char *const verbs[] = { "add", "remove" };
	int n = 0;

	for (const struct json *f = json_first(e->fields); f; f = json_after(e->fields, f), n++) {
		struct text name = text_at(f, sides[side]);
		struct text word = text_format(e->arena, "%.*s.%.*s", (int)e->things[side].size,
					       e->things[side].at, (int)name.size, name.at);
		if (!is_set(f) || !goes_to(f, side) || !can(e, STEP_ADD, word) ||
		    !can(e, STEP_REMOVE, word))
			continue;
		for (int v = 0; v < 2; v++) {
			struct text id = text_format(e->arena, "%s_%%s_%d", verbs[v], n);
			step_open(e, text_c(e->arena, id), side, verbs[v], word);
			where_put(e, TEXT("id"), NULL);
			json_key(e->out, "set");
			json_map(e->out);
			json_key_text(e->out, name);
			json_put_raw(e->out, TEXT("[]"));
			json_close(e->out);
			json_close(e->out);
		}
	}
}

static struct text gone_said(const struct expanding *e, int side)
{
	return text_at(json_get(e->sync, "delete"), sides[side]);
}

static void gone_steps(struct expanding *e, int side)
{
	struct text said = gone_said(e, !side);
	struct text word = text_format(e->arena, "%.*s.tags", (int)e->things[side].size,
				       e->things[side].at);

	if (text_is(said, "delete")) {
		step_open(e, "drop_%s", side, "delete", e->things[side]);
		where_put(e, TEXT("id"), json_get(e->side[side], "deleting"));
		json_close(e->out);
	} else if (text_starts(said, "remove_tag:")) {
		step_open(e, "untag_%s", side, "remove", word);
		where_put(e, TEXT("id"), NULL);
		json_key(e->out, "set");
		json_map(e->out);
		json_key(e->out, "tags");
		json_list(e->out);
		json_put_text(e->out, (struct text){ said.at + 11, said.size - 11 });
		json_close(e->out);
		json_close(e->out);
		json_close(e->out);
	}
}

static void side_steps(struct expanding *e, int side)
{
	static const struct json none = { .kind = JSON_MAP, .span = 1 };
	const struct json *making = json_get(e->side[side], "making");
	bool written = false;

	step_open(e, "%s", side, "get", e->things[side]);
	where_put(e, TEXT("id"), NULL);
	put(e, "missing", TEXT("null"));
	json_close(e->out);
	step_open(e, "find_%s", side, "get", e->things[side]);
	where_put(e, e->match[side], NULL);
	put(e, "missing", TEXT("null"));
	json_close(e->out);
	for (const struct json *f = json_first(e->fields); f; f = json_after(e->fields, f))
		written |= goes_to(f, side);
	if (written) {
		step_open(e, "put_%s", side, "put", e->things[side]);
		where_put(e, TEXT("id"), NULL);
		fields_put(e, side, NULL);
	}
	struct text unmatched = text_at(json_get(e->sync, "unmatched"), sides[!side]);
	if (text_is(unmatched, "create") || text_is(unmatched, "ask")) {
		step_open(e, "make_%s", side, "post", e->things[side]);
		fields_put(e, side, making ? making : &none);
	}
	set_steps(e, side);
	gone_steps(e, side);
}

static void values_put(struct expanding *e)
{
	json_map(e->out);
	put(e, "id", TEXT("values"));
	json_key(e->out, "set");
	json_map(e->out);
	for (int side = 0; side < 2; side++) {
		int n = 0;
		json_key(e->out, sides[side]);
		json_map(e->out);
		for (const struct json *f = json_first(e->fields); f;
		     f = json_after(e->fields, f)) {
			struct text path = path_of(e, side, text_at(f, sides[side]));
			json_key_text(e->out, text_format(e->arena, "%d", n++));
			json_put_text(e->out, canon_of(e, path, text_at(f, "norm"), is_set(f)));
		}
		json_key(e->out, "m");
		json_put_text(e->out,
			      canon_of(e, path_of(e, side, e->match[side]), e->norm[side], false));
		json_close(e->out);
	}
	json_close(e->out);
	json_close(e->out);
}

/* --- triggers --- */

static void trigger_put(struct expanding *e, int side, const char *kind, struct text word)
{
	bool poll = kind[0] == 'p';
	struct text every = text_at(e->sync, "reconcile");

	json_map(e->out);
	put(e, kind, word);
	put(e, "use", text_at(e->side[side], "use"));
	put(e, poll ? "every" : "backstop", every.size ? every : TEXT("15m"));
	if (poll)
		put(e, "start", TEXT("all"));
	json_close(e->out);
}

static void also_put(struct expanding *e, int side, const char *kind, struct text word)
{
	json_map(e->out);
	json_key(e->out, sides[side]);
	trigger_put(e, side, kind, word);
	json_close(e->out);
}

static void triggers_put(struct expanding *e)
{
	json_key(e->out, "on");
	trigger_put(e, 0, "poll", e->words[0]);
	json_key(e->out, "also");
	json_list(e->out);
	also_put(e, 1, "poll", e->words[1]);
	for (int side = 0; side < 2; side++) {
		struct text topic = text_format(e->arena, "%.*s.changed",
						(int)e->lists[side]->thing.size,
						e->lists[side]->thing.at);
		if (!e->lists[side]->connector.size && topic_find(e->job->words.catalogue, topic))
			also_put(
				e, side, "event",
				text_format(e->arena, "highlevel.%.*s", (int)topic.size, topic.at));
	}
	json_close(e->out);
}

/* --- what is said --- */

static bool field_fits(struct expanding *e, const struct json *f, struct text at)
{
	static const char *const keys[] = { "a", "b", "way", "wins", "norm", "as", NULL };
	static const char *const ways[] = { "both", "a>b", "b>a", NULL };
	static const char *const wins[] = { "a", "b", "newest", "ask", NULL };
	struct text way = text_at(f, "way"), who = text_at(f, "wins"), as = text_at(f, "as");
	const char *near;
	struct faults *faults = e->job->words.faults;

	if (!keys_check(faults, f, at, keys))
		return false;
	if (!text_at(f, "a").size || !text_at(f, "b").size)
		fault_add(faults, at, "names a field of a and one of b");
	if (way.size && (!(near = name_near(way, ways)) || !text_is(way, near)))
		fault_add(faults, place(e->arena, at, "way"), "must be both, a>b or b>a");
	if (who.size && (!(near = name_near(who, wins)) || !text_is(who, near)))
		fault_add(faults, place(e->arena, at, "wins"), "must be a, b, newest or ask");
	if (as.size && !text_is(as, "set"))
		fault_add(faults, place(e->arena, at, "as"), "must be set, or be left out");
	if (is_set(f) && who.size)
		fault_add(faults, place(e->arena, at, "wins"),
			  "is not said of a set: what both sides did to its members stands");
	if (text_is(who, "newest") && (!e->lists[0]->since.size || !e->lists[1]->since.size))
		fault_add(faults, place(e->arena, at, "wins"),
			  "cannot be newest: '%.*s' does not say when it was changed; say a, b or"
			  " ask",
			  (int)e->words[e->lists[0]->since.size > 0].size,
			  e->words[e->lists[0]->since.size > 0].at);
	return true;
}

/* "email | email_norm(@)" is the field, and the form in which it is compared. */
static void match_read(struct expanding *e)
{
	const struct json *match = json_get(e->sync, "match"), *pair = NULL;

	if (json_is(match, JSON_LIST) && match->count == 1)
		pair = json_first(match);
	if (!json_is(pair, JSON_LIST) || pair->count != 2) {
		fault(e, "sync.match", "must be a list of one pair: [[\"email\", \"email\"]]");
		return;
	}
	const struct json *said = json_first(pair);
	for (int side = 0; side < 2; side++, said = json_after(pair, said)) {
		struct text rest = json_text(said);
		text_split(&rest, '|', &e->match[side]);
		e->match[side] = text_trim(e->match[side]);
		e->norm[side] = text_trim(rest);
		if (!e->norm[side].size)
			e->norm[side] = TEXT("lower(trim(text(@)))");
		if (!e->match[side].size)
			fault(e, "sync.match", "names a field of a and one of b");
	}
}

static void choices_check(struct expanding *e)
{
	static const char *const ab[] = { "a", "b", NULL };
	static const char *const unmatched[] = { "create", "ignore", "ask", NULL };
	const struct json *u = json_get(e->sync, "unmatched"), *d = json_get(e->sync, "delete");

	if (u)
		keys_check(e->job->words.faults, u, TEXT("sync.unmatched"), ab);
	if (d)
		keys_check(e->job->words.faults, d, TEXT("sync.delete"), ab);
	for (int side = 0; side < 2; side++) {
		struct text said = text_at(u, sides[side]), gone = gone_said(e, side);
		const char *near = said.size ? name_near(said, unmatched) : "";
		if (said.size && (!near || !text_is(said, near)))
			fault(e, "sync.unmatched", "must be create, ignore or ask");
		if (gone.size && !text_is(gone, "unlink") && !text_is(gone, "delete") &&
		    (!text_starts(gone, "remove_tag:") || gone.size < 12))
			fault(e, "sync.delete", "must be unlink, delete, or remove_tag:NAME");
	}
}

static bool side_read(struct expanding *e, int side)
{
	static const char *const keys[] = { "use", "of", "only", "making", "deleting", NULL };
	struct text at = text_format(e->arena, "sync.%s", sides[side]);
	const struct json *v = e->side[side] = json_get(e->sync, sides[side]);

	if (!json_is(v, JSON_MAP) || !text_at(v, "of").size) {
		fault_add(e->job->words.faults, at,
			  "says which list: {\"use\": \"site\", \"of\": \"accessally.members\"}");
		return false;
	}
	if (!keys_check(e->job->words.faults, v, at, keys))
		return false;
	e->words[side] = text_at(v, "of");
	e->lists[side] = word_op(&e->job->words, STEP_LIST, e->words[side],
				 place(e->arena, at, "of"));
	if (!e->lists[side])
		return false;
	struct text connector = e->lists[side]->connector, thing = e->lists[side]->thing;
	if (!connector.size)
		connector = TEXT("highlevel");
	e->things[side] = text_format(e->arena, "%.*s.%.*s", (int)connector.size, connector.at,
				      (int)thing.size, thing.at);
	return true;
}

static bool said_read(struct expanding *e)
{
	static const char *const keys[] = { "a",      "b",	"match",     "unmatched",
					    "fields", "delete", "reconcile", NULL };
	struct faults *faults = e->job->words.faults;
	size_t before = faults->count;
	int n = 0;

	if (!keys_check(faults, e->sync, TEXT("sync"), keys) || !side_read(e, 0) ||
	    !side_read(e, 1))
		return false;
	if (e->lists[0] == e->lists[1] &&
	    text_same(text_at(e->side[0], "use"), text_at(e->side[1], "use")))
		fault(e, "sync.b", "is the same list as a");
	match_read(e);
	choices_check(e);
	e->fields = json_get(e->sync, "fields");
	if (!json_is(e->fields, JSON_LIST) || !e->fields->count ||
	    e->fields->count > SYNC_FIELDS_MAX) {
		fault(e, "sync.fields", "must be a list of 1 to 50 pairs of fields");
		return false;
	}
	for (const struct json *f = json_first(e->fields); f; f = json_after(e->fields, f))
		field_fits(e, f, text_format(e->arena, "sync.fields[%d]", n++));
	return faults->count == before;
}

/* --- written out --- */

const struct json *sync_expand(struct read_job *job, const struct json *top)
{
	static const char *const apart[] = {
		"on", "also", "do", "only", "order", "on_error", NULL
	};
	struct expanding e = { .job = job, .arena = job->words.arena };
	struct buffer b = buffer_open(e.arena, 8 * FLOW_SIZE_MAX);
	struct json_out o = json_open(&b);
	const struct json *out;
	struct text why;

	e.sync = json_get(top, "sync");
	e.out = &o;
	for (const char *const *k = apart; *k; k++)
		if (json_get(top, *k))
			fault(&e, *k, "does not stand beside 'sync', which says all of it");
	if (!json_is(e.sync, JSON_MAP))
		fault(&e, "sync", "must be a map: a, b, match, fields");
	if (!json_is(e.sync, JSON_MAP) || !said_read(&e))
		return NULL;
	json_map(&o);
	for (const struct json *k = json_first(top); k;) {
		const struct json *v = json_after(top, k);
		json_key_text(&o, k->text);
		json_put(&o, v);
		k = json_after(top, v);
	}
	triggers_put(&e);
	json_key(&o, "do");
	json_list(&o);
	side_steps(&e, 0);
	side_steps(&e, 1);
	values_put(&e);
	json_close(&o);
	json_close(&o);
	return json_read(e.arena, buffer_text(&b), &out, &why) ? NULL : out;
}
