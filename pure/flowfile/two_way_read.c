// SPDX-License-Identifier: Apache-2.0
/*
 * The steps that a sync was written out as, found again: what each side can do, and the rule of
 * each pair of fields.
 */
#include "pure/flowfile/inside.h"

static const char *const sides[] = { "a", "b" };

static struct text text_at(const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	return json_is(v, JSON_TEXT) ? v->text : (struct text){ 0 };
}

static const struct step *step_called(const struct flow *f, struct text id)
{
	for (size_t i = 0; i < f->steps.count; i++)
		if (text_same(f->steps.items[i].id, id))
			return &f->steps.items[i];
	return NULL;
}

static const struct step *step_of(struct read_job *job, const struct flow *f, const char *what,
				  int side)
{
	return step_called(f, text_format(job->words.arena, "%s%s", what, sides[side]));
}

static enum sync_unmatched unmatched_of(struct text said)
{
	return text_is(said, "create") ? UNMATCHED_CREATE
	       : text_is(said, "ask")  ? UNMATCHED_ASK
				       : UNMATCHED_IGNORE;
}

static void side_take(struct read_job *job, const struct json *sync, const struct flow *f, int side,
		      struct sync_side *out)
{
	const struct json *v = json_get(sync, sides[side]);
	struct text gone = text_at(json_get(sync, "delete"), sides[side]);
	const struct trigger *on = side ? &f->more[0] : &f->on;
	struct text match = json_text(json_first(json_first(json_get(sync, "match")))), field;

	if (side) {
		const struct json *pair = json_first(json_get(sync, "match"));
		match = json_text(json_after(pair, json_first(pair)));
	}
	text_split(&match, '|', &field);
	*out = (struct sync_side){
		.use = text_at(v, "use"),
		.word = text_at(v, "of"),
		.match = text_trim(field),
		.only = mapping_read(job, json_get(v, "only"),
				     text_format(job->words.arena, "sync.%s.only", sides[side])),
		.get = step_of(job, f, "", side),
		.find = step_of(job, f, "find_", side),
		.put = step_of(job, f, "put_", side),
		.make = step_of(job, f, "make_", side),
		.drop = step_of(job, f, "drop_", side),
		.untag = step_of(job, f, "untag_", side),
		.unmatched = unmatched_of(text_at(json_get(sync, "unmatched"), sides[side])),
		.gone = text_is(gone, "delete")		   ? GONE_DELETE
			: text_starts(gone, "remove_tag:") ? GONE_UNTAG
							   : GONE_UNLINK,
		.since = on->op ? on->op->since : (struct text){ 0 },
	};
	if (out->gone == GONE_UNTAG)
		out->tag = (struct text){ gone.at + 11, gone.size - 11 };
}

static void pair_take(struct read_job *job, const struct flow *f, const struct json *said, size_t n,
		      struct sync_pair *out)
{
	struct text way = text_at(said, "way"), wins = text_at(said, "wins");
	struct text norm = text_at(said, "norm");

	*out = (struct sync_pair){
		.names = { text_at(said, "a"), text_at(said, "b") },
		.rule = { .way = text_is(way, "a>b")   ? SYNC_A_TO_B
				 : text_is(way, "b>a") ? SYNC_B_TO_A
						       : SYNC_BOTH,
			  .wins = text_is(wins, "b")	    ? SYNC_WINS_B
				  : text_is(wins, "newest") ? SYNC_WINS_NEWEST
				  : text_is(wins, "ask")    ? SYNC_WINS_ASK
							    : SYNC_WINS_A,
			  .set = text_is(text_at(said, "as"), "set") },
	};
	/* with another form to compare in, what was agreed says nothing any more */
	out->key = text_format(job->words.arena, "%.*s=%.*s|%.*s", (int)out->names[0].size,
			       out->names[0].at, (int)out->names[1].size, out->names[1].at,
			       (int)norm.size, norm.at);
	for (int side = 0; side < 2; side++) {
		out->add[side] = step_called(
			f, text_format(job->words.arena, "add_%s_%zu", sides[side], n));
		out->remove[side] = step_called(
			f, text_format(job->words.arena, "remove_%s_%zu", sides[side], n));
	}
}

void sync_read(struct read_job *job, const struct json *top, struct flow *f)
{
	const struct json *sync = json_get(top, "sync"), *fields = json_get(sync, "fields");
	struct flow_sync *s = arena_take(job->words.arena, sizeof(*s));
	struct sync_pair *pairs = arena_take(job->words.arena,
					     ((size_t)fields->count + 1) * sizeof(*pairs));

	for (int side = 0; side < 2; side++)
		side_take(job, sync, f, side, &s->sides[side]);
	for (const struct json *v = json_first(fields); v; v = json_after(fields, v)) {
		pair_take(job, f, v, s->pair_count, &pairs[s->pair_count]);
		s->pair_count++;
	}
	s->pairs = pairs;
	const struct step *values = step_called(f, TEXT("values"));
	s->values = values ? values->set : NULL;
	f->sync = s;
}

/* The triggers besides the first: {"b": {"poll": …}} */
void also_read(struct read_job *job, const struct json *top, struct flow *f)
{
	const struct json *also = json_get(top, "also");

	for (const struct json *v = json_first(also); v && f->more_count < FLOW_MORE_MAX;
	     v = json_after(also, v)) {
		struct trigger *t = &f->more[f->more_count++];
		t->side = json_get(v, sides[1]) != NULL;
		trigger_read(job, json_get(v, sides[t->side]), t);
	}
}
