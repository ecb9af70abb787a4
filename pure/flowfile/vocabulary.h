// SPDX-License-Identifier: Apache-2.0
/*
 * What the words of flow files stand for, held against the catalogue; and how what is wrong with a
 * file is gathered.
 *
 * `get highlevel.contact` is the row that `does get contact`, `highlevel.contact.updated` the
 * events of which a row says `change … contact … updated`.  Nothing here lists operations or reads
 * their names: a row that comes into the catalogue is offered at once, and says by itself what it
 * does.
 */
#ifndef GROUNDLEVEL_PURE_FLOWFILE_VOCABULARY_H
#define GROUNDLEVEL_PURE_FLOWFILE_VOCABULARY_H

#include "base/time/clock.h"
#include "platform/catalogue/catalogue.h"

/* --- vocabulary_faults.c: what is wrong, in plain words with a place --- */

struct fault {
	struct text at; /* do[1].set.level */
	struct text why;
};
struct faults {
	struct arena *arena;
	struct fault *items;
	size_t count, room;
};
#define FAULTS_MAX 100 /* one more says that there are more */
bool faults_full(
	const struct faults *f); /* nothing more is noted: what is near need not be sought */
void fault_add(struct faults *f, struct text at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The nearest of the names, or NULL when none is near. */
const char *name_near(struct text name, const char *const *names); /* ends with NULL */
struct text name_nearest(struct text name, const struct text *names, size_t count);
struct text place(struct arena *a, struct text at, const char *more); /* at.more, at[0] */
/* Every key of the map is one of the names (which end with NULL)?  If not, faults say which. */
bool keys_check(struct faults *f, const struct json *map, struct text at, const char *const *names);
bool span_read(struct text t, int64_t *ms); /* 15m, 6h, 2d, 30s */

/* --- vocabulary.c --- */

/* What a step does; the first of them ask operations. */
enum step_kind {
	STEP_GET,
	STEP_LIST,
	STEP_PUT,
	STEP_POST,
	STEP_UPSERT,
	STEP_DELETE,
	STEP_ADD,
	STEP_REMOVE,
	STEP_CALL,
	STEP_FOR_EACH,
	STEP_IF,
	STEP_SWITCH,
	STEP_SET,
	STEP_WAIT,
	STEP_RUN,
	STEP_STOP,
};

struct words_job {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct faults *faults;
};

struct word_sense {
	struct text connector; /* highlevel is ours: empty */
	struct text resource;  /* contact.tags */
	bool fields;	       /* what is set are the fields of such a thing: its meta */
};
bool word_read(const struct catalogue *c, struct text word, struct word_sense *out);
/* The row for this verb and resource; NULL: there is none, and a fault says what is near. */
const struct op *word_op(const struct words_job *job, enum step_kind kind, struct text word,
			 struct text at);
const struct op *op_find(const struct catalogue *c, struct text connector, const char *name);
/* What finds one such thing: contact, contact.note; NULL: nothing does. */
const struct op *op_finding(const struct catalogue *c, struct text connector, struct text resource);
bool op_makes(const struct op *op); /* or makes sure that it is there */
/* What shows whether this creation was done; NULL: nothing does. */
const struct op *op_seeing(const struct catalogue *c, const struct op *create);
bool op_takes(const struct op *op, const char *name); /* path, query or body has it */
const struct field *op_param(const struct op *op, struct text name);
/* In the reply, the member that is the thing itself (or the list of things); NULL: all of it. */
const char *op_inner(const struct op *op, bool list);
bool op_tells_changes(const struct op *op); /* a list that can be asked for what changed */
struct text inner_source(struct arena *a, const struct op *op, bool list, struct text body);
/* `of`, the first part of the path that is not fixed, as the row sends it. */
struct text of_sent(struct arena *a, const struct op *op, struct text of);
/* What a check of a connection learns it as: custom_objects.pets, post_type.pets; empty: it does
 * not, or only a run knows what is meant. */
struct text of_learnt(struct arena *a, const struct op *op, struct text of);
/* pets is custom_objects.pets; what is standard, or an id, is as it is. */
struct text object_key(struct arena *a, struct text of);
char effect_letter(const struct catalogue *c, const struct op *op, bool ours,
		   bool keyed); /* L K N R U */
/* An operation in a row of the data: its name, or the method and path of a `call`. */
struct text op_word(struct arena *a, const struct op *op);
const struct op *op_of_word(struct arena *a, const struct catalogue *c, struct text connector,
			    struct text word);			 /* NULL: not in this version */
bool text_agrees(struct arena *a, struct text x, struct text y); /* but for case, or instants */
/* What a `call` asks, as far as the rows that it may reach tell. */
struct op *op_raw(struct arena *a, const struct catalogue *c, struct text method, struct text path);
bool topic_find(const struct catalogue *c, struct text topic); /* does any event answer to it? */
bool topic_meets(const struct catalogue *c, struct text topic, struct text type,
		 const char **change);
bool topic_takes(struct text topic, struct text change); /* created, updated, deleted */
struct text topic_near(const struct catalogue *c, struct arena *a, struct text topic);

#endif
