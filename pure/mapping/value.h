// SPDX-License-Identifier: Apache-2.0
/*
 * Values that mappings work on, the limits of an expression, and what is said when one is over
 * them or wrong.  Reached through mapping.h.  A value borrows what it was made from.
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_VALUE_H
#define GROUNDLEVEL_PURE_MAPPING_VALUE_H

#include "base/json/json.h"

#define MAP_EXPRESSION_MAX 4096	  /* bytes of an expression */
#define MAP_NODES_MAX	   512	  /* parts of an expression */
#define MAP_NESTING_MAX	   64	  /* brackets in brackets */
#define MAP_STEPS_MAX	   200000 /* of one map_run; a step is a value or 64 bytes looked at */
#define MAP_RESULT_MAX	   (256 * 1024)
#define MAP_TEXT_MAX	   (64 * 1024) /* bytes of one text that is made or given */
#define MAP_DEPTH_MAX	   56	       /* of a result: there is room to put it into something */

/* What can be wrong, and the word for it. */
#define MAP_FAULT_TABLE(X)                                                                         \
	X(NONE, "")                                                                                \
	X(SYNTAX, "syntax")                                                                        \
	X(FUNCTION, "unknown-function")                                                            \
	X(ARITY, "invalid-arity")                                                                  \
	X(TYPE, "invalid-type") X(VALUE, "invalid-value") X(LIMIT, "limit") X(LOOKUP, "lookup")

enum map_fault_kind {
#define X(name, word) MAP_FAULT_##name,
	MAP_FAULT_TABLE(X)
#undef X
};

struct map_fault {
	enum map_fault_kind kind;
	size_t at;	   /* byte of that field's text; of a picker: of its expression */
	struct text field; /* set.renews_on */
	struct text why;   /* one sentence that names the field and shows a sample */
};
const char *map_fault_word(enum map_fault_kind kind);

/* Kinds of value, as a set. */
// clang-format off
enum {
	MAP_NULL = 1, MAP_FLAG = 2, MAP_NUMBER = 4, MAP_TEXT = 8, MAP_LIST = 16, MAP_MAP = 32,
	MAP_ANY = 63,
};
// clang-format on

/* A value, read or made.  A text, or a number's spelling, is in `text`; a list or map that was read
 * is its tape; one that was made is an array.  Passed by value; never changed. */
struct map_value {
	uint8_t kind;	/* enum json_kind */
	uint8_t form;	/* for the room only: where the parts of a list or map are */
	bool day;	/* likewise: a text that is a day, though spelled as its midnight UTC */
	uint32_t count; /* list: items; map: members */
	union {
		struct text text;
		const struct json *tape;
		const struct map_value *items;
		const struct map_member *members;
		const void *made; /* for the room only */
	};
};
struct map_member {
	struct text key;
	struct map_value value;
};

struct map_value map_borrow(const struct json *v); /* NULL: null */
struct map_value map_text(struct text t);
struct map_value map_items(const struct map_value *items, uint32_t count);
struct map_value map_members(const struct map_member *members, uint32_t count); /* keys differ */
/* The names of a flow's scope as a map, and `now` besides. */
struct map_value map_scope(struct arena *a, const struct map_member *names, uint32_t count,
			   int64_t now_ms);
bool map_find(struct map_value map, struct text key, struct map_value *out);
bool map_item(struct map_value list, uint32_t index, struct map_value *out); /* of a map: value */
bool map_true(struct map_value v);		       /* false: null, false, "", [], {} */
bool map_same(struct map_value a, struct map_value b); /* only of values that are results */
/* As in a mixed text: null is empty, lists and maps are JSON. */
struct text map_plain(struct arena *a, struct map_value v);
void map_write(struct json_out *out, struct map_value v); /* at most MAP_DEPTH_MAX deep */

#endif
