// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the plan: what walks along the steps of a flow.
 */
#ifndef GROUNDLEVEL_PURE_PLAN_INSIDE_H
#define GROUNDLEVEL_PURE_PLAN_INSIDE_H

#include "pure/plan/plan.h"

#define NAMES_MAX 32

/* How a walk along some steps ended. */
enum went { WENT_ON, WENT_BLOCKED, WENT_SKIPPED, WENT_STOPPED, WENT_FAILED };

struct interpreter {
	const struct plan_job *job;
	struct arena *a;
	struct map_member names[NAMES_MAX]; /* of the scope, besides steps and let */
	size_t name_count;
	struct map_member *steps, *let;
	size_t step_count, let_count;
	struct map_hooks hooks;
	struct text sample; /* names the record in faults */
	struct text reason; /* why it stopped or failed */
	bool filled;	    /* what is mapped is to be sent: what is empty is nothing */
	bool fresh;	    /* what is sent rests on what was just read */
	bool later;	    /* the mapping waits for something that is looked up */
};

/* With the names that a run has from its beginning; then, with `let`: false: it failed. */
void interpreter_open(struct interpreter *w, const struct plan_job *job);
bool interpreter_let(struct interpreter *w);
/* False: it failed, and walk->reason says why. */
bool interpreter_map(struct interpreter *w, const struct mapping *m, struct map_value *out);
/* gone.c: of our own custom fields that it reads, the name of one that was deleted; or "". */
struct text interpreter_gone(const struct interpreter *w, const struct mapping *m);
void interpreter_keep(struct interpreter *w, struct text id, struct map_value v); /* steps.id */
/* Of what came through that connection: custom fields by their names. */
struct map_value interpreter_value(struct interpreter *w, struct text use, struct text json);

/* An operation's step: get, list, put … ; WENT_FAILED: walk->reason says why. */
enum went step_act(struct interpreter *w, const struct step *s, struct text path);

/* two_way.c, two_way_merge.c: a sync */
enum plan_end two_way_run(struct interpreter *w, struct text *reason);
struct text two_way_match(struct interpreter *w, int side);

/* --- ask.c: asking --- */

struct gathered {
	struct map_value *items;
	size_t count, room;
};

/* Fields and what they must be. */
struct wanted {
	const struct map_member *fields;
	size_t count;
};

struct input;
enum went ask_one(struct interpreter *w, const struct step *s, struct input *in, struct text path,
		  struct outcome *out);
/* All pages, up to what the step reads at most. */
enum went ask_all(struct interpreter *w, const struct step *s, struct input *in, struct text path,
		  struct gathered *g);
/* One that agrees, or none (*found is null); several are a failure, not a guess. */
enum went ask_find(struct interpreter *w, const struct step *s, struct text path,
		   const struct wanted *wanted, struct map_value *found);
/* lookup(kind, key, use) of expressions; ERR_PENDING: it is asked for. */
enum err interpreter_lookup(void *owner, const struct map_asked *asked, const struct json **found,
			    struct text *why);

/* --- input.c: what is sent --- */

#define INPUT_MAX ((size_t)1 << 20)

/* What is sent, gathered before it is written. */
struct input {
	struct interpreter *w;
	const struct op *op;
	struct map_member *m;
	size_t count, room;
};

void input_put(struct input *in, struct text key, struct map_value v);
struct map_value *input_find(struct input *in, struct text key); /* or NULL */
struct input input_open(struct interpreter *w, const struct op *op);
struct text input_text(struct input *in); /* JSON; empty: too large */
/* Puts a field that is set where the operation takes it. */
void input_set(struct input *in, const struct step *s, struct map_member m);
/* `of` is the first part of the path that is not fixed; false: it failed. */
bool input_of(struct input *in, const struct step *s);
struct text id_name(const struct op *op); /* `id` is the last of them */
/* A mapping's members; false: it failed. */
bool members_of(struct interpreter *w, const struct mapping *m, const struct map_member **out,
		size_t *count);

#endif
