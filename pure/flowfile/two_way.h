// SPDX-License-Identifier: Apache-2.0
/*
 * The part `sync` of a flow file: two lists of things that are kept alike.  Reached through
 * flowfile.h.
 *
 * It is read as steps, so that whoever walks through the steps of a flow (rights, names of fields,
 * classes, what may be asked) walks through these:
 *
 *	a b              get one by its id             find_a find_b   by what matches
 *	put_a put_b      set fields: `set` says how a value of the other side is read
 *	make_a make_b    where one may be made         add_a_N remove_a_N  members of a set
 *	drop_a drop_b    where one may be deleted      values          all fields, in canonical form
 *
 * A run does not go through them one by one: pure/plan/two_way.c does.
 */
#ifndef GROUNDLEVEL_PURE_FLOWFILE_TWO_WAY_H
#define GROUNDLEVEL_PURE_FLOWFILE_TWO_WAY_H

#include "pure/mapping/mapping.h"
#include "pure/sync/sync.h"

#define SYNC_FIELDS_MAX 50

/* What becomes of what is on one side only. */
enum sync_unmatched { UNMATCHED_IGNORE, UNMATCHED_CREATE, UNMATCHED_ASK };
/* What becomes of the other one when this one has gone. */
enum sync_gone { GONE_UNLINK, GONE_DELETE, GONE_UNTAG };

struct step;
struct sync_side {
	struct text use, word, match; /* match: the field by which one is found */
	const struct mapping *only;
	const struct step *get, *find, *put, *make, *drop, *untag; /* some may be NULL */
	enum sync_unmatched unmatched;
	enum sync_gone gone;
	struct text tag;
	struct text since; /* the field that says when it was changed; empty: none */
};

struct sync_pair {
	struct text names[2]; /* of the field, on a and on b */
	struct text key;      /* by which the shadow knows it */
	struct sync_rule rule;
	const struct step *add[2], *remove[2]; /* of a set; NULL: it is set as a whole */
};

struct flow_sync {
	struct sync_side sides[2];
	const struct sync_pair *pairs;
	size_t pair_count;
	const struct mapping *values; /* {"a": {"0": …, "m": what matches}, "b": {…}} */
};

#endif
