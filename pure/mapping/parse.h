// SPDX-License-Identifier: Apache-2.0
/*
 * Shared by the two halves of the parser: what stands between parts (parse.c), and what a part
 * begins with (parse_begin.c).
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_PARSE_H
#define GROUNDLEVEL_PURE_MAPPING_PARSE_H

#include "pure/mapping/inside.h"

#define CALLS_MAX                                                                                  \
	320 /* of parse_expression in itself; the tree is as deep at most, or deeper by            \
	     * its left sides, of which there are no more than MAP_NODES_MAX */

enum {
	POWER_PIPE = 1,
	POWER_COMPARE = 5,
	POWER_FLATTEN = 9,
	POWER_PROJECT = 10, /* what holds less tightly ends a projection */
	POWER_STAR = 20,
	POWER_FILTER = 21,
	POWER_DOT = 40,
	POWER_NOT = 8, /* all of a path, but no comparison */
	POWER_LIST = 55,
};

struct parser {
	struct arena *arena;
	struct text source;
	struct map_fault *fault;
	struct token token; /* the one that comes */
	size_t end;	    /* of the one before */
	int depth;	    /* of parse_expression in itself */
	int nesting;	    /* of brackets */
	size_t nodes;
};

void parse_step(struct parser *p);
enum token_kind parse_peek(const struct parser *p);
enum err parse_wrong(struct parser *p, const char *expected);
enum err parse_limit(struct parser *p, const char *what, size_t most);
enum err parse_need(struct parser *p, enum token_kind kind, const char *expected);
struct node *parse_node(struct parser *p, enum node_kind kind, size_t at);

enum err parse_expression(struct parser *p, int power, struct node **out);
enum err parse_project(struct parser *p, enum node_kind kind, const struct node *left,
		       struct node **out);
enum err parse_filter(struct parser *p, const struct node *left, struct node **out);
enum err parse_begin(struct parser *p, struct node **out);
enum err parse_list(struct parser *p, struct node **out);
enum err parse_map(struct parser *p, struct node **out);
enum err parse_bracket(struct parser *p, const struct node *left, struct node **out);

#endif
