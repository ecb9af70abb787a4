// SPDX-License-Identifier: Apache-2.0
/*
 * An expression as tokens, then as a tree.  Inside the room only.
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_TREE_H
#define GROUNDLEVEL_PURE_MAPPING_TREE_H

#include "pure/mapping/values.h"

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
			const uint16_t
				*wants; /* for each argument; letters of functions.c as bits */
			const struct pattern *pattern; /* of match(), where it is a literal */
		};
	};
};

struct expression {
	struct text source;
	size_t offset; /* where in the field's text it begins */
	const struct node *root;
};

/* Compiling.  The fault's `why` is bare: mapping_read.c puts the field before it. */
enum err expression_parse(struct arena *a, struct text source, const struct expression **out,
			  struct map_fault *fault);

#endif
