// SPDX-License-Identifier: Apache-2.0
/*
 * A sync, where there are not two: the other one is found, or made; one of them has gone.
 */
#include "pure/plan/two_way.h"

static const char *const sides[] = { "a", "b" };

/* --- the other one, of what is not linked --- */

static enum round make_other(struct look *l, int side)
{
	const struct step *s = l->sync->sides[side].make;
	struct interpreter *w = l->w;
	const struct map_member *set;
	size_t count;
	struct outcome got = { 0 };

	interpreter_keep(w, text_of(sides[!side]), l->item[!side]);
	w->filled = true;
	bool well = members_of(w, s->set, &set, &count);
	w->filled = false;
	if (!well)
		return ROUND_FAILED;
	struct input in = input_open(w, s->op);
	for (size_t i = 0; i < count; i++)
		input_set(&in, s, set[i]);
	/* one for all rounds: it is made once */
	enum went went = ask_one(w, s, &in, s->id, &got);
	if (went != WENT_ON)
		return round_of(went);
	l->id[side] = value_id(w, interpreter_value(w, s->use, got.out));
	if (l->id[side].size)
		return ROUND_DONE;
	w->reason = TEXT("it was made, and the answer does not say as what");
	return ROUND_FAILED;
}

static enum round none_matches(struct look *l, int side, struct text by)
{
	const struct sync_side *told = &l->sync->sides[!side];
	struct text choice = { 0 };

	if (told->unmatched == UNMATCHED_IGNORE)
		return look_left(
			l, "nothing on the other side matches it, and 'unmatched' says ignore");
	if (told->unmatched == UNMATCHED_ASK) {
		enum round r = look_ask(
			l, look_path(l, "unmatched_", !side),
			text_format(l->w->a,
				    "Nothing in '%.*s' matches %.*s: is it to be made"
				    " (retry), or left out (skip)?",
				    (int)l->sync->sides[side].word.size,
				    l->sync->sides[side].word.at, (int)by.size, by.at),
			&choice);
		if (r != ROUND_DONE)
			return r;
		if (!text_is(choice, "retry"))
			return look_left(l, "somebody decided to leave it out");
	}
	return make_other(l, side);
}

/* What was found: is it free, and does it take part? */
static enum round found_take(struct look *l, int side, struct map_value found)
{
	struct sync_link other = { 0 };
	bool failed;
	struct text id = value_id(l->w, found);

	if (!takes_part(l, side, found, &failed))
		return failed ? ROUND_FAILED
			      : look_left(
					l,
					"what matches it on the other side takes no part: 'only'");
	if (l->hooks->find(l->hooks->owner, side, id, &other) && !other.gone) {
		l->w->reason = text_format(
			l->w->a, "what matches it, %.*s, is linked with another, %.*s",
			(int)id.size, id.at, (int)other.ids[!side].size, other.ids[!side].at);
		return ROUND_FAILED;
	}
	l->link.id = other.id; /* what was linked with one that has gone is linked anew */
	l->link.version = other.version;
	l->id[side] = id;
	return ROUND_DONE;
}

enum round other_find(struct look *l)
{
	int told = l->told, side = !told;
	struct map_value found;
	bool failed;
	enum round r = look_read(l, told, look_path(l, "told_", told), &l->item[told]);

	if (r != ROUND_DONE)
		return r;
	if (l->item[told].kind == JSON_NULL)
		return look_left(l, "it has gone already");
	if (!takes_part(l, told, l->item[told], &failed))
		return failed ? ROUND_FAILED : look_left(l, "it takes no part: 'only'");
	struct text by = look_match(l, told, l->item[told]);
	if (!by.size)
		return look_left(l, "it has no value by which the other one could be found");
	const struct sync_side *s = &l->sync->sides[side];
	r = find_one(l, s->find, (struct map_member){ s->match, map_text(by) },
		     look_path(l, "find_", side), &found);
	if (r != ROUND_DONE)
		return r;
	return found.kind == JSON_NULL ? none_matches(l, side, by) : found_take(l, side, found);
}

/* --- one of them has gone --- */

/* What went may be there under another id: two were merged, one was made again. */
static enum round again_find(struct look *l, int side, bool *again)
{
	const struct sync_side *s = &l->sync->sides[side];
	struct text by = look_match(l, !side, l->item[!side]), id;
	struct sync_link other = { 0 };
	struct map_value found;
	bool failed;

	*again = false;
	if (!by.size)
		return ROUND_DONE;
	enum round r = find_one(l, s->find, (struct map_member){ s->match, map_text(by) },
				look_path(l, "again_", side), &found);
	id = value_id(l->w, found);
	if (r != ROUND_DONE || !id.size || text_same(id, l->id[side]) ||
	    l->hooks->find(l->hooks->owner, side, id, &other) ||
	    !takes_part(l, side, found, &failed))
		return r;
	*again = true;
	l->id[side] = id;
	l->link.shadow = TEXT("{}");
	return look_read(l, side, look_path(l, "anew_", side), &l->item[side]);
}

/* The one that is left goes, too, or loses its tag. */
static enum round gone_follow(struct look *l, int side)
{
	const struct sync_side *left_side = &l->sync->sides[side];
	const struct step *s = left_side->drop ? left_side->drop : left_side->untag;
	const struct plan_hooks *h = l->w->job->hooks;
	const struct map_member *where, *set;
	size_t count, set_count;
	struct outcome got = { 0 };
	struct text choice = TEXT("retry"), brake = TEXT("brake");

	if (!s)
		return ROUND_DONE;
	bool asked = h->known(h->owner, brake, &got) != KNOWN_NOT;
	bool sent = h->known(h->owner, s->id, &got) != KNOWN_NOT;
	if (asked || (!sent && l->hooks->brakes(l->hooks->owner, l->link.id))) {
		enum round r = look_ask(
			l, brake,
			TEXT("So many have gone on one side that it may be a mistake: are"
			     " those of the other side to follow (retry), or is this one"
			     " to stay (skip)?"),
			&choice);
		if (r != ROUND_DONE)
			return r;
	}
	if (!text_is(choice, "retry"))
		return ROUND_DONE;
	if (!members_of(l->w, s->where, &where, &count) ||
	    !members_of(l->w, s->set, &set, &set_count))
		return ROUND_FAILED;
	struct input in = input_open(l->w, s->op);
	for (size_t i = 0; i < count; i++) /* the id that the file says is none */
		if (!text_is(where[i].key, "id"))
			input_put(&in, where[i].key, where[i].value);
	input_put(&in, id_name(s->op), map_text(l->id[side]));
	for (size_t i = 0; i < set_count; i++)
		input_set(&in, s, set[i]);
	return round_of(ask_one(l->w, s, &in, s->id, &got));
}

enum round look_gone(struct look *l)
{
	int gone = l->item[0].kind == JSON_NULL ? 0 : 1;
	bool both = l->item[0].kind == JSON_NULL && l->item[1].kind == JSON_NULL, again = false;
	enum round r = both ? ROUND_DONE : again_find(l, gone, &again);

	if (r != ROUND_DONE || (again && l->item[gone].kind != JSON_NULL))
		return r == ROUND_DONE ? look_merge(l) : r;
	if (!both && (r = gone_follow(l, !gone)) != ROUND_DONE)
		return r;
	l->link.gone = true;
	return l->hooks->keep(l->hooks->owner, &l->link) ? ROUND_DONE : ROUND_AGAIN;
}
