// SPDX-License-Identifier: Apache-2.0
/*
 * Steps that ask an operation, each kind of them.  Pure: what is to be asked is wanted through the
 * hooks (ask.c).
 *
 * A thing that is said by something other than its id is found first (pet.find); an upsert finds,
 * then writes (pet.write).
 */
#include "pure/plan/inside.h"

#define MEMBER_MAX 250

/* --- the kinds of step --- */

/* Is everything in `where` something that the operation itself takes? */
static bool is_direct(struct interpreter *w, const struct step *s, const struct wanted *where)
{
	for (size_t i = 0; i < where->count; i++) {
		struct text key = where->fields[i].key;
		bool by_id = text_is(key, "id") && s->op->param_count;
		if (!by_id && !op_takes(s->op, text_c(w->a, key)) && s->op->name.size)
			return false;
		if (s->kind != STEP_LIST && s->find && !by_id && !op_param(s->op, key) &&
		    !shape_find(s->op->query, key))
			return false;
	}
	return where->count > 0 || !s->op->param_count || s->of || !s->find;
}

static bool input_where(struct input *in, const struct wanted *where)
{
	for (size_t i = 0; i < where->count; i++) {
		struct text key = where->fields[i].key;
		if (text_is(key, "id") && in->op->param_count)
			key = id_name(in->op);
		input_put(in, key, where->fields[i].value);
	}
	return true;
}

static enum went missing(struct interpreter *w, const struct step *s)
{
	w->reason = text_format(w->a, "%.*s: there is no such '%.*s'", (int)s->at.size, s->at.at,
				(int)s->word.size, s->word.at);
	if (s->missing == MISSING_FAIL)
		return WENT_FAILED;
	interpreter_keep(w, s->id, map_borrow(NULL));
	return s->missing == MISSING_STOP ? WENT_STOPPED : WENT_ON;
}

static void input_set_all(struct input *in, const struct step *s, const struct wanted *set)
{
	for (size_t i = 0; i < set->count; i++)
		input_set(in, s, set->fields[i]);
}

/* Of an upsert: what is said once, when the thing is made, and cannot be changed afterwards. */
static bool is_for_good(struct interpreter *w, const struct step *s, struct text key)
{
	const char *name = text_c(w->a, key);

	return s->create->takes && shape_find(s->create->takes, key) && s->op->takes &&
	       !s->op->takes->open && !op_takes(s->op, name);
}

/* The id of what was found becomes the operation's. */
static void input_id(struct input *in, struct map_value found)
{
	struct map_value id;

	if (map_find(found, TEXT("id"), &id))
		input_put(in, id_name(in->op), map_text(map_plain(in->w->a, id)));
}

static enum went act_found(struct interpreter *w, const struct step *s, struct text path,
			   const struct wanted *where, const struct wanted *set)
{
	struct map_value found;
	struct outcome out = { 0 };
	enum went went = ask_find(w, s, path, where, &found);

	if (went != WENT_ON)
		return went;
	if (found.kind == JSON_NULL)
		return missing(w, s);
	if (s->kind == STEP_GET) {
		interpreter_keep(w, s->id, found);
		return WENT_ON;
	}
	struct input in = input_open(w, s->op);
	if (!input_of(&in, s))
		return WENT_FAILED;
	input_id(&in, found);
	input_set_all(&in, s, set);
	went = ask_one(w, s, &in, path, &out);
	if (went == WENT_ON)
		interpreter_keep(w, s->id, interpreter_value(w, s->use, out.out));
	return went;
}

static enum went act_list(struct interpreter *w, const struct step *s, struct text path,
			  const struct wanted *where, const struct wanted *set)
{
	struct input in = input_open(w, s->op);
	struct gathered g = { 0 };

	if (!input_of(&in, s))
		return WENT_FAILED;
	input_where(&in, where);
	input_set_all(&in, s, set);
	enum went went = ask_all(w, s, &in, path, &g);
	if (went == WENT_ON)
		interpreter_keep(w, s->id, map_items(g.items, (uint32_t)g.count));
	return went;
}

static enum went act_direct(struct interpreter *w, const struct step *s, struct text path,
			    const struct wanted *where, const struct wanted *set)
{
	struct input in = input_open(w, s->op);
	struct outcome out = { 0 };

	if (!input_of(&in, s))
		return WENT_FAILED;
	input_where(&in, where);
	input_set_all(&in, s, set);
	enum went went = ask_one(w, s, &in, path, &out);
	if (went != WENT_ON)
		return went;
	struct map_value v = interpreter_value(w, s->use, out.out);
	if (v.kind == JSON_NULL && s->kind == STEP_GET)
		return missing(w, s);
	interpreter_keep(w, s->id, v);
	return WENT_ON;
}

/* The fields by which an upsert finds: those it names, else those of the row that finds. */
static struct wanted match_of(struct interpreter *w, const struct step *s, const struct wanted *set)
{
	struct map_member *m = arena_take(w->a, (MEMBER_MAX + 1) * sizeof(*m));
	struct wanted out = { .fields = m };
	struct text rest = s->match.count ? (struct text){ 0 } : s->find->finds_by, name;
	bool any = rest.size && memchr(rest.at, '|', rest.size);
	size_t listed = 0;

	for (size_t i = 0; i < s->match.count || rest.size; i++) {
		if (s->match.count && i >= s->match.count)
			break;
		if (s->match.count)
			name = s->match.items[i];
		else if (!text_split(&rest, any ? '|' : '&', &name))
			break;
		listed++;
		for (size_t j = 0; j < set->count && out.count < MEMBER_MAX; j++)
			if (text_same(set->fields[j].key, name))
				m[out.count++] = set->fields[j];
		if (any && out.count)
			return out;
	}
	if (out.count < listed)
		out.count = 0;
	return out;
}

static enum went act_upsert(struct interpreter *w, const struct step *s, struct text path,
			    const struct wanted *set)
{
	struct wanted match = match_of(w, s, set);
	struct map_value found;
	struct outcome out = { 0 };

	if (!match.count) {
		w->reason = text_format(w->a, "%.*s: a field that it is found by has no value",
					(int)s->at.size, s->at.at);
		return WENT_FAILED;
	}
	enum went went = ask_find(w, s, path, &match, &found);
	if (went != WENT_ON)
		return went;
	struct input in = input_open(w, found.kind == JSON_NULL ? s->create : s->op);
	if (!input_of(&in, s))
		return WENT_FAILED;
	if (found.kind != JSON_NULL)
		input_id(&in, found);
	for (size_t i = 0; i < set->count; i++)
		if (found.kind == JSON_NULL || !is_for_good(w, s, set->fields[i].key))
			input_set(&in, s, set->fields[i]);
	went = ask_one(w, s, &in, text_format(w->a, "%.*s.write", (int)path.size, path.at), &out);
	if (went == WENT_ON)
		interpreter_keep(w, s->id, interpreter_value(w, s->use, out.out));
	return went;
}

static bool says(struct interpreter *w, struct map_value v)
{
	if (v.kind == JSON_TEXT)
		return text_trim(map_plain(w->a, v)).size > 0;
	return v.kind == JSON_FALSE || map_true(v);
}

/* What `where` names and has no value now; NULL: nothing. */
static const struct json *where_empty(struct interpreter *w, const struct step *s,
				      const struct wanted *where)
{
	const struct json *said = json_get(step_source(w->job->flow, s), "where"), *k;
	bool there = true;

	for (k = json_is(said, JSON_MAP) ? json_first(said) : NULL; k;
	     k = json_after(said, json_after(said, k))) {
		there = false;
		for (size_t i = 0; i < where->count && !there; i++) {
			struct map_value v = where->fields[i].value;
			there = text_same(where->fields[i].key, k->text) && says(w, v);
		}
		if (!there)
			return k;
	}
	return NULL;
}

/* Nothing is such a thing: one condition less would mean others. */
static enum went act_nothing(struct interpreter *w, const struct step *s, struct text name)
{
	if (s->kind == STEP_LIST) {
		interpreter_keep(w, s->id, map_items(NULL, 0));
		return WENT_ON;
	}
	enum went went = missing(w, s);
	if (went == WENT_FAILED)
		w->reason = text_format(w->a,
					"%.*s: '%.*s' of 'where' has no value, so there is no such"
					" '%.*s'",
					(int)s->at.size, s->at.at, (int)name.size, name.at,
					(int)s->word.size, s->word.at);
	return went;
}

enum went step_act(struct interpreter *w, const struct step *s, struct text path)
{
	struct wanted where = { 0 }, set = { 0 };
	enum went went;

	if (!members_of(w, s->where, &where.fields, &where.count))
		return WENT_FAILED;
	const struct json *empty = s->where ? where_empty(w, s, &where) : NULL;
	if (empty)
		return act_nothing(w, s, empty->text);
	w->filled = s->kind != STEP_CALL; /* a call is sent as the file says */
	bool well = members_of(w, s->set, &set.fields, &set.count);
	w->filled = false;
	if (!well)
		return WENT_FAILED;
	if (s->kind == STEP_LIST)
		went = act_list(w, s, path, &where, &set);
	else if (s->kind == STEP_UPSERT && s->create)
		went = act_upsert(w, s, path, &set);
	else if (is_direct(w, s, &where))
		went = act_direct(w, s, path, &where, &set);
	else if (s->find)
		went = act_found(w, s, path, &where, &set);
	else {
		w->reason = text_format(w->a, "%.*s: it cannot be found by that", (int)s->at.size,
					s->at.at);
		went = WENT_FAILED;
	}
	if (went == WENT_SKIPPED) { /* somebody decided to go on without */
		interpreter_keep(w, s->id, map_borrow(NULL));
		return WENT_ON;
	}
	return went;
}
