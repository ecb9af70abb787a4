// SPDX-License-Identifier: Apache-2.0
/*
 * Two-way sync, the thinking: of one field on two sides, what has changed since both were last
 * looked at, and what follows from it.  Pure.
 *
 *	was_a ─▶ a        what each side had when it was last agreed (the shadow: a pair, since a
 *	was_b ─▶ b        side may spell a value in its own way), and what it has now
 *
 * A side has changed when it is not what it was.  Equal values need nothing, whoever changed them;
 * a change of one side goes to the other; where both changed, the rule says who wins.  Sets (tags)
 * are decided member by member, so what both sides did to different members survives.
 */
#ifndef GROUNDLEVEL_PURE_SYNC_SYNC_H
#define GROUNDLEVEL_PURE_SYNC_SYNC_H

#include "base/core/text.h"

enum sync_way { SYNC_BOTH, SYNC_A_TO_B, SYNC_B_TO_A };
enum sync_wins { SYNC_WINS_A, SYNC_WINS_B, SYNC_WINS_NEWEST, SYNC_WINS_ASK };

struct sync_rule {
	enum sync_way way;
	enum sync_wins wins;
	bool set; /* a set of texts */
};

/* In its canonical form: a text, empty for none; of a set its members, each once, in any order. */
struct sync_value {
	struct text text;
	const struct text *items;
	size_t count;
};

struct sync_now {
	struct sync_value a, b, was_a, was_b;
	bool agreed;		/* was_a and was_b say something; else the two were just linked */
	int64_t a_time, b_time; /* when each side was changed; 0: it does not say */
};

/* So near to each other nobody knows which of two changes was first: a, who is named first. */
#define SYNC_APART_MS 2000

struct sync_change {
	const struct text *add, *remove; /* of a set */
	size_t add_count, remove_count;
};
struct sync_move {
	bool to_a, to_b;	 /* the other side's value goes there; of a set: a and b say what */
	bool ask;		 /* a person says who wins */
	bool conflict;		 /* both had changed */
	struct sync_change a, b; /* of a set */
};
struct sync_move sync_merge(struct arena *arena, const struct sync_rule *rule,
			    const struct sync_now *now);
bool sync_same(const struct sync_rule *rule, struct sync_value x, struct sync_value y);
bool sync_has(struct sync_value set, struct text item);

/* --- how often one thing may be written --- */

#define SYNC_WRITES_MAX	  6
#define SYNC_WRITES_IN_MS ((int64_t)600000)
/* Writes of one link since `from`: may there be one more at `now`?  Counts it when there may. */
bool sync_may_write(int64_t *from, int64_t *count, int64_t now_ms);

/* --- how many may go at once --- */

#define SYNC_GONE_FREE 20
/* `gone` went in the last day, of `links` that there are (at least: counting may have stopped at
 * ten times `gone`): is one more too many?  More than 20, and more than a tenth. */
bool sync_brakes(int64_t gone, int64_t links);

#endif
