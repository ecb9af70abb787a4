// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the tree of an expression, and what it takes to evaluate one.
 *
 *	text ─ lex.c ─▶ tokens ─ parse.c ─▶ nodes ─ eval.c ─▶ value
 *	                                      └──── paths.c ─▶ what it reads
 *	JSON ─ mapping.c (picker.c) ─▶ struct mapping ─ fill.c ─▶ value
 */
#ifndef GROUNDLEVEL_MAP_INSIDE_H
#define GROUNDLEVEL_MAP_INSIDE_H

#include "map/map.h"

#include "base/clock.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WRONG, /* no token begins like this; or a text is not closed */
	TOKEN_NAME,
	TOKEN_QUOTED,  /* "name" */
	TOKEN_LITERAL, /* `json` */
	TOKEN_RAW,     /* 'text' */
	TOKEN_NUMBER,
	TOKEN_DOT,
	TOKEN_STAR,
	TOKEN_FLATTEN, /* [] */
	TOKEN_FILTER,  /* [? */
	TOKEN_LIST,    /* [ */
	TOKEN_LIST_END,
	TOKEN_MAP, /* { */
	TOKEN_MAP_END,
	TOKEN_OPEN, /* ( */
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_CURRENT, /* @ */
	TOKEN_REF,     /* & */
	TOKEN_NOT,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_PIPE,
	TOKEN_EQUAL,
	TOKEN_UNEQUAL,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_MORE,
	TOKEN_MORE_EQUAL,
};

struct token {
	enum token_kind kind;
	uint16_t at, size;
};

struct token token_next(struct text source, size_t from); /* white space before it is passed over */

enum node_kind {
	NODE_CURRENT,
	NODE_LITERAL,
	NODE_FIELD,
	NODE_INDEX,
	NODE_SLICE,
	NODE_CHAIN, /* left.right, left[…], left | right: right is asked of left's value */
	NODE_PROJECT_LIST,
	NODE_PROJECT_MAP,
	NODE_FLATTEN,
	NODE_FILTER, /* left: the list, middle: the condition, right: for each that passes */
	NODE_OR,
	NODE_AND,
	NODE_NOT,
	NODE_COMPARE,
	NODE_LIST, /* first, next …: its items */
	NODE_MAP,  /* the same, with names */
	NODE_CALL,
	NODE_REF,
};

struct slice {
	bool has[3];
	int64_t at[3]; /* from, to, step */
};

struct function;
struct pattern;

struct node {
	uint8_t kind;	   /* enum node_kind */
	uint8_t compare;   /* COMPARE: its token */
	uint16_t at, size; /* where it stands in the source */
	uint16_t count;	   /* LIST, MAP, CALL: how many parts */
	const struct node *left, *middle, *right;
	struct node *next; /* the next part of the list, map or call that it is a part of */
	struct text name;  /* FIELD; part of a MAP: its key */
	union {
		struct map_value literal;
		int64_t index;
		struct slice slice;
		struct {
			const struct function *function;
			const uint16_t *wants; /* for each argument; kinds.h letters as bits */
			const struct pattern *pattern; /* of match(), where it is a literal */
		};
	};
};

struct expression {
	struct text source;
	size_t offset; /* where in the field's text it begins */
	const struct node *root;
};

/* Compiling.  The fault's `why` is bare: mapping.c puts the field before it. */
enum err expression_parse(struct arena *a, struct text source, const struct expression **out,
			  struct map_fault *fault);

/* --- values --- */

#define VALUE_NULL ((struct map_value){ .kind = JSON_NULL })
enum value_form { FORM_TAPE, FORM_MADE, FORM_CLEAR, FORM_REF };
#define KIND_REF 7 /* an argument &expression: `made` of it is its node */

struct map_value value_flag(bool flag);
struct map_value value_number(struct text spelling);
struct map_value value_whole(struct arena *a, int64_t whole);
struct map_value value_real(struct arena *a, double real); /* not finite: null */
struct text text_head(struct text t, size_t most);
bool value_is(const struct map_value *v, enum json_kind kind);
unsigned value_bit(const struct map_value *v); /* MAP_TEXT … */
const char *value_kind_name(const struct map_value *v);

/* Goes through a list, or the members of a map. */
struct walk {
	const struct map_value *of;
	const struct json *tape;
	uint32_t index;
};
struct walk walk_of(const struct map_value *of);
bool walk_next(struct walk *w, struct text *key, struct map_value *value); /* key may be NULL */

/* --- numbers: exact, by their spelling --- */

struct fixed {
	__int128 units; /* of 10^-places */
	int places;
};
int number_compare(struct text a, struct text b);
bool fixed_read(struct text spelling, struct fixed *out); /* false: too long for exactness */
bool fixed_add(struct fixed *sum, struct fixed more);
struct fixed fixed_round(struct fixed f, int places);
struct text fixed_spell(struct arena *a, struct fixed f, int places_least);

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

#define STANDARD_FUNCTIONS(X)                                                                      \
	X(abs)                                                                                     \
	X(avg) X(ceil) X(contains) X(ends_with) X(floor) X(join) X(keys) X(length) X(map) X(max)   \
		X(max_by) X(merge) X(min) X(min_by) X(not_null) X(reverse) X(sort) X(sort_by)      \
			X(starts_with) X(sum) X(to_array) X(to_number) X(to_string) X(type)        \
				X(values)
#define OUR_FUNCTIONS(X)                                                                           \
	X(lower)                                                                                   \
	X(upper) X(title) X(trim) X(squash) X(replace) X(split) X(join_nonempty) X(slice) X(pad)   \
		X(digits) X(slug) X(starts) X(ends) X(contains_any) X(first_of) X(default)         \
			X(coalesce) X(number) X(money) X(text) X(bool) X(list) X(unique)           \
				X(without) X(union) X(compact) X(keyed) X(pick) X(omit)            \
					X(flatten_custom_fields) X(phone_e164) X(email_norm)       \
						X(date) X(parse_date) X(add_time) X(diff_time)     \
							X(zone) X(now) X(hash) X(match) X(lookup)
#define X(name) enum err run_##name(struct use *u, struct map_value *out);
STANDARD_FUNCTIONS(X)
OUR_FUNCTIONS(X)
#undef X

/* --- letters --- */

uint32_t letter_take(struct text *t); /* the next character; t is well formed and not empty */
void letter_put(struct buffer *b, uint32_t letter);
uint32_t letter_lower(uint32_t letter);
uint32_t letter_upper(uint32_t letter);
size_t letters_count(struct text t);
struct text text_slug(struct arena *a, struct text t);

/* --- mappings --- */

enum mapping_kind {
	MAPPING_LITERAL,
	MAPPING_EXPRESSION,
	MAPPING_MIXED, /* text with expressions in it */
	MAPPING_PICK,  /* an expression and perhaps an else */
	MAPPING_LIST,
	MAPPING_MAP,
	MAPPING_CLEAR,
};

struct mapping {
	enum mapping_kind kind;
	struct text field;		     /* the whole name, for faults */
	struct text key;		     /* part of a MAP */
	struct map_value literal;	     /* LITERAL */
	const struct expression *expression; /* EXPRESSION, PICK */
	const struct mapping *otherwise;     /* PICK: else; may be NULL */
	const struct mapping *first, *next;  /* LIST, MAP, MIXED: the parts */
	uint32_t count;
};

enum err picker_text(struct arena *a, const struct json *picker, struct text *out,
		     struct map_fault *fault);
bool picker_is(const struct json *map);
/* fault->why: with the field before it and the sample behind. */
enum err fault_finish(struct arena *a, struct text field, struct text sample,
		      struct map_fault *fault);

#endif
