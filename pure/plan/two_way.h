// SPDX-License-Identifier: Apache-2.0
/*
 * Inside a sync: one look at two things that are linked, or are to be.
 */
#ifndef GROUNDLEVEL_PURE_PLAN_TWO_WAY_H
#define GROUNDLEVEL_PURE_PLAN_TWO_WAY_H

#include "pure/plan/inside.h"

/* How a round ended, besides how a walk does. */
enum round { ROUND_DONE, ROUND_BLOCKED, ROUND_LEFT, ROUND_AGAIN, ROUND_STOPPED, ROUND_FAILED };

struct look {
	struct interpreter *w;
	const struct flow_sync *sync;
	const struct sync_hooks *hooks;
	int told;		  /* the side that this is about */
	int number;		  /* of the round */
	struct text id[2];	  /* empty: not known */
	struct map_value item[2]; /* null: not there */
	struct sync_link link;
	bool linked;
};

struct text look_path(struct look *l, const char *what, int side); /* r1.put_a */
enum round round_of(enum went went);
/* One of them, asked for now; null: it is not there. */
enum round look_read(struct look *l, int side, struct text path, struct map_value *out);
/* A field's value on a side, in canonical form; of the pair `n`. */
struct sync_value look_value(struct look *l, struct map_value values, size_t n);
/* Of that thing. */
struct map_value look_values(struct look *l, int side, struct map_value item);
struct text value_id(struct interpreter *w, struct map_value item);
/* What each had, when it was last agreed; false: nothing of this pair. */
bool shadow_read(struct look *l, const struct json *shadow, size_t n, struct sync_value was[2]);
bool is_echo(struct look *l, int side, struct map_value item);

/* By what both sides know it; empty: it does not say. */
struct text look_match(struct look *l, int side, struct map_value item);
/* What a person said; BLOCKED: nothing yet. */
enum round look_ask(struct look *l, struct text path, struct text why, struct text *choice);
enum round look_left(struct look *l, const char *why);
/* Does it take part ('only')?  False also where that cannot be said (*failed). */
bool takes_part(struct look *l, int side, struct map_value item, bool *failed);
enum round find_one(struct look *l, const struct step *s, struct map_member by, struct text path,
		    struct map_value *out);

/* two_way_other.c: what is not linked yet; one of the two has gone. */
enum round other_find(struct look *l);
enum round look_gone(struct look *l);

/* two_way_merge.c: both are there: merged, written, and kept. */
enum round look_merge(struct look *l);

#endif
