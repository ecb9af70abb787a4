// SPDX-License-Identifier: Apache-2.0
/*
 * What it takes to evaluate a tree, and to be a function in it.  Inside the room only.
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_EVALUATE_H
#define GROUNDLEVEL_PURE_MAPPING_EVALUATE_H

#include "pure/mapping/tree.h"

/* --- evaluating --- */

struct matcher;

struct eval {
	struct arena *arena;
	struct map_job *job;
	const struct expression *expression;
	struct text piped; /* the source of what @ is; empty: an item of something */
	struct text field;
	uint32_t steps;		 /* left to use */
	struct matcher *matcher; /* made when first needed */
};

enum err eval_node(struct eval *e, const struct node *n, const struct map_value *at,
		   struct map_value *out);
enum err eval_spend(struct eval *e, size_t steps);
enum err eval_fault(struct eval *e, enum map_fault_kind kind, const struct node *n,
		    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Is it inside the bounds of a result?  Costs a step for each value in it. */
enum err value_fits(struct eval *e, const struct map_value *v);
/* As JSON; as text (null is empty). */
enum err value_spell(struct eval *e, const struct map_value *v, struct text *out);
enum err value_text(struct eval *e, const struct map_value *v, struct text *out);
enum err value_equal(struct eval *e, const struct map_value *a, const struct map_value *b,
		     bool *same);
enum err value_hash(struct eval *e, const struct map_value *v, uint32_t *hash);

/* --- tables of values, in the order in which they came (table.c) --- */

struct seen { /* of values that differ */
	struct eval *e;
	uint32_t *slots;
	struct map_value *at;
	uint32_t count, mask;
};
struct seen seen_open(struct eval *e, size_t count); /* never more than count */
enum err seen_put(struct seen *s, const struct map_value *v, bool *fresh);
enum err seen_find(struct seen *s, const struct map_value *v, bool *found);

struct members { /* of a map that is made */
	struct eval *e;
	uint32_t *slots;
	struct map_member *at;
	uint32_t count, mask;
};
struct members members_open(struct eval *e, size_t count);
enum err members_put(struct members *m, struct text key, struct map_value v); /* the later wins */

/* --- functions --- */

struct use { /* one use of a function */
	struct eval *e;
	const struct node *node;
	const struct map_value *args; /* of the types that the table says */
	size_t count;
};

struct function {
	struct map_function shown;
	bool null_passes; /* null as first argument gives null, and nothing runs */
	enum err (*run)(struct use *u, struct map_value *out);
};

enum { /* more bits of what an argument may be */
       WANT_REF = 64,
       WANT_NUMBERS = 128, /* a list of numbers */
       WANT_TEXTS = 256,
       WANT_SPELT = 512, /* numbers and flags are given as text */
};

struct parameter {
	struct text name;
	unsigned wants;
	bool optional, many;
};

const struct function *function_find(struct text name);
bool parameter_next(struct text *takes, struct parameter *out);
/* For so many arguments; NULL: too few or too many. */
const uint16_t *function_wants(struct arena *a, const struct function *f, size_t count);
enum err function_call(struct eval *e, const struct node *n, const struct map_value *at,
		       struct map_value *out);
/* Letters of the table, as bits. */
unsigned wants_of(const char *letters);
const char *near_name(struct text name, const char *const *names, size_t count);

/* "contact.born is "soon" (text); expected a date" */
enum err use_wrong(struct use *u, size_t arg, const char *expected);
/* For texts that were made: too long is refused. */
enum err use_text(struct use *u, struct text made, struct map_value *out);
bool use_blank(const struct use *u); /* is the first argument empty text or white space? */

/* What an argument of `match` is compiled to; fault->why says what is wrong with it. */
enum err pattern_read(struct arena *a, struct text source, struct text flags,
		      const struct pattern **out, struct map_fault *fault);

// clang-format off
#define STANDARD_FUNCTIONS(X) \
	X(abs) X(avg) X(ceil) X(contains) X(ends_with) X(floor) X(join) X(keys) X(length) \
	X(map) X(max) X(max_by) X(merge) X(min) X(min_by) X(not_null) X(reverse) X(sort) \
	X(sort_by) X(starts_with) X(sum) X(to_array) X(to_number) X(to_string) X(type) \
	X(values)
// clang-format on
// clang-format off
#define OUR_FUNCTIONS(X) \
	X(lower) X(upper) X(title) X(trim) X(squash) X(replace) X(split) X(join_nonempty) \
	X(slice) X(pad) X(digits) X(slug) X(html_text) X(starts) X(ends) X(contains_any) \
	X(first_of) X(default) X(coalesce) X(number) X(money) X(text) X(bool) X(list) \
	X(unique) X(without) X(union) X(compact) X(keyed) X(pick) X(omit) \
	X(flatten_custom_fields) X(phone_e164) X(email_norm) X(date) X(parse_date) \
	X(add_time) X(diff_time) X(zone) X(now) X(hash) X(match) X(lookup)
// clang-format on
#define X(name) enum err run_##name(struct use *u, struct map_value *out);
STANDARD_FUNCTIONS(X)
OUR_FUNCTIONS(X)
#undef X

#endif
