// SPDX-License-Identifier: Apache-2.0
/*
 * Tokens to a tree, by the binding power of what stands between two parts.
 *
 *	a.b[*].c || d      OR
 *	                  ╱  ╲
 *	       PROJECT_LIST    d
 *	        ╱         ╲
 *	   CHAIN(a, b)     c          what follows a projection is asked of each item
 *
 * A projection takes all that binds more tightly than itself to its right; `|`, a comparison or a
 * bracket ends it.
 */
#include "pure/mapping/parse.h"

/* How tightly a token holds on to what is left of it; 0: it ends an expression. */
static int power_of(enum token_kind kind)
{
	static const unsigned char powers[] = {
		[TOKEN_PIPE] = POWER_PIPE,
		[TOKEN_OR] = 2,
		[TOKEN_AND] = 3,
		[TOKEN_EQUAL] = POWER_COMPARE,
		[TOKEN_UNEQUAL] = POWER_COMPARE,
		[TOKEN_LESS] = POWER_COMPARE,
		[TOKEN_LESS_EQUAL] = POWER_COMPARE,
		[TOKEN_MORE] = POWER_COMPARE,
		[TOKEN_MORE_EQUAL] = POWER_COMPARE,
		[TOKEN_FLATTEN] = POWER_FLATTEN,
		[TOKEN_FILTER] = POWER_FILTER,
		[TOKEN_DOT] = POWER_DOT,
		[TOKEN_LIST] = POWER_LIST,
	};
	return (size_t)kind < sizeof(powers) ? powers[kind] : 0;
}

enum err parse_wrong(struct parser *p, const char *expected)
{
	struct text found = { p->source.at + p->token.at, p->token.size };
	if (p->fault->kind)
		return ERR_INVALID;
	*p->fault = (struct map_fault){ .kind = MAP_FAULT_SYNTAX, .at = p->token.at };
	if (p->token.kind == TOKEN_END)
		p->fault->why = text_format(p->arena, "expected %s, found the end", expected);
	else if (p->token.kind == TOKEN_WRONG && memchr("\"'`", found.at[0], 3))
		p->fault->why = text_format(p->arena, "%c is opened and never closed", *found.at);
	else
		p->fault->why = text_format(p->arena, "expected %s, found %.*s", expected,
					    (int)text_utf8_size(text_head(found, 24)), found.at);
	return ERR_INVALID;
}

enum err parse_limit(struct parser *p, const char *what, size_t most)
{
	if (!p->fault->kind)
		*p->fault = (struct map_fault){
			.kind = MAP_FAULT_LIMIT,
			.at = p->token.at,
			.why = text_format(p->arena, "%s; %zu are the most", what, most),
		};
	return ERR_INVALID;
}

void parse_step(struct parser *p)
{
	p->end = (size_t)p->token.at + p->token.size;
	p->token = token_next(p->source, p->end);
}

enum token_kind parse_peek(const struct parser *p)
{
	return token_next(p->source, (size_t)p->token.at + p->token.size).kind;
}

enum err parse_need(struct parser *p, enum token_kind kind, const char *expected)
{
	if (p->token.kind != kind)
		return parse_wrong(p, expected);
	parse_step(p);
	return ERR_OK;
}

struct node *parse_node(struct parser *p, enum node_kind kind, size_t at)
{
	struct node *n = arena_take(p->arena, sizeof(*n));
	n->kind = (uint8_t)kind;
	n->at = (uint16_t)at;
	n->size = (uint16_t)(p->end > at ? p->end - at : 0);
	p->nodes++;
	return n;
}

static struct node *node_two(struct parser *p, enum node_kind kind, const struct node *left,
			     const struct node *right)
{
	struct node *n = parse_node(p, kind, left ? left->at : p->token.at);
	n->left = left;
	n->right = right;
	return n;
}

static struct node *node_current(struct parser *p)
{
	return parse_node(p, NODE_CURRENT, p->end);
}

/* What may follow a dot. */
static enum err dot_right(struct parser *p, int power, struct node **out)
{
	switch (p->token.kind) {
	case TOKEN_NAME:
	case TOKEN_QUOTED:
	case TOKEN_STAR:
		return parse_expression(p, power, out);
	case TOKEN_LIST:
		return parse_list(p, out);
	case TOKEN_MAP:
		return parse_map(p, out);
	default:
		return parse_wrong(p, "a name, *, [ or { after the dot");
	}
}

/* Does an index, a slice or [*] begin here?  (Else it is a list of expressions.) */
static bool at_bracket(const struct parser *p)
{
	enum token_kind after = parse_peek(p);
	if (after == TOKEN_NUMBER || after == TOKEN_COLON)
		return true;
	struct token star = token_next(p->source, (size_t)p->token.at + p->token.size);
	return after == TOKEN_STAR &&
	       token_next(p->source, (size_t)star.at + star.size).kind == TOKEN_LIST_END;
}

/* What is asked of each item of a projection; nothing more: the item itself. */
static enum err project_right(struct parser *p, int power, struct node **out)
{
	enum token_kind kind = p->token.kind;
	if (power_of(kind) < POWER_PROJECT) {
		*out = node_current(p);
		return ERR_OK;
	}
	if (kind == TOKEN_FILTER || (kind == TOKEN_LIST && at_bracket(p)))
		return parse_expression(p, power, out);
	if (kind != TOKEN_DOT)
		return parse_wrong(p, "a dot, [ or the end of the projection");
	parse_step(p);
	return dot_right(p, power, out);
}

enum err parse_project(struct parser *p, enum node_kind kind, const struct node *left,
		       struct node **out)
{
	struct node *right;
	int power = kind == NODE_FLATTEN ? POWER_FLATTEN : POWER_STAR;
	if (kind == NODE_FLATTEN)
		left = node_two(p, NODE_FLATTEN, left, NULL);
	enum err e = project_right(p, power, &right);
	if (!e)
		*out = node_two(p, kind == NODE_PROJECT_MAP ? kind : NODE_PROJECT_LIST, left,
				right);
	return e;
}

enum err parse_filter(struct parser *p, const struct node *left, struct node **out)
{
	struct node *condition, *right;
	parse_step(p);
	enum err e = parse_expression(p, 0, &condition);
	if (!e)
		e = parse_need(p, TOKEN_LIST_END, "] after the condition");
	if (!e && p->token.kind == TOKEN_FLATTEN)
		right = node_current(p);
	else if (!e)
		e = project_right(p, POWER_FILTER, &right);
	if (e)
		return e;
	*out = node_two(p, NODE_FILTER, left, right);
	(*out)->middle = condition;
	return ERR_OK;
}

static enum err dot_led(struct parser *p, const struct node *left, struct node **out)
{
	struct node *right;
	parse_step(p);
	if (p->token.kind == TOKEN_STAR) {
		parse_step(p);
		return parse_project(p, NODE_PROJECT_MAP, left, out);
	}
	enum err e = dot_right(p, POWER_DOT, &right);
	if (!e)
		*out = node_two(p, NODE_CHAIN, left, right);
	return e;
}

static enum err both_led(struct parser *p, const struct node *left, struct node **out)
{
	static const unsigned char kinds[] = {
		[TOKEN_PIPE] = NODE_CHAIN, [TOKEN_OR] = NODE_OR, [TOKEN_AND] = NODE_AND
	};
	enum token_kind kind = p->token.kind;
	struct node *right;
	parse_step(p);
	enum err e = parse_expression(p, power_of(kind), &right);
	if (e)
		return e;
	bool compares = power_of(kind) == POWER_COMPARE;
	*out = node_two(p, compares ? NODE_COMPARE : kinds[kind], left, right);
	(*out)->compare = (uint8_t)kind;
	return ERR_OK;
}

/* What stands between left and what comes. */
static enum err led(struct parser *p, const struct node *left, struct node **out)
{
	switch (p->token.kind) {
	case TOKEN_DOT:
		return dot_led(p, left, out);
	case TOKEN_FLATTEN:
		parse_step(p);
		return parse_project(p, NODE_FLATTEN, left, out);
	case TOKEN_FILTER:
		return parse_filter(p, left, out);
	case TOKEN_LIST:
		if (!at_bracket(p)) {
			parse_step(p);
			return parse_wrong(p, "a number, a slice or * between [ and ]");
		}
		return parse_bracket(p, left, out);
	default:
		return both_led(p, left, out);
	}
}

enum err parse_expression(struct parser *p, int power, struct node **out)
{
	if (p->depth == CALLS_MAX)
		return parse_limit(p, "too long a chain of projections", CALLS_MAX);
	p->depth++;
	struct node *left;
	enum err e = parse_begin(p, &left);
	while (!e && power < power_of(p->token.kind)) {
		struct node *both;
		e = led(p, left, &both);
		left = both;
		if (!e && p->nodes > MAP_NODES_MAX)
			e = parse_limit(p, "too many parts in one expression", MAP_NODES_MAX);
	}
	p->depth--;
	*out = left;
	return e;
}

enum err expression_parse(struct arena *a, struct text source, const struct expression **out,
			  struct map_fault *fault)
{
	struct parser p = { .arena = a, .source = source, .fault = fault };
	struct node *root = NULL;
	*fault = (struct map_fault){ 0 };
	if (source.size > MAP_EXPRESSION_MAX)
		return parse_limit(&p, "too many bytes in one expression", MAP_EXPRESSION_MAX);
	size_t good = text_utf8_size(source);
	if (good < source.size) {
		*fault = (struct map_fault){ MAP_FAULT_SYNTAX, good, .why = TEXT("not UTF-8") };
		return ERR_INVALID;
	}
	p.token = token_next(source, 0);
	enum err e = parse_expression(&p, 0, &root);
	if (!e && p.token.kind != TOKEN_END)
		e = parse_wrong(&p, "the end of the expression");
	if (e)
		return e;
	struct expression *made = arena_take(a, sizeof(*made));
	*made = (struct expression){ .source = source, .root = root };
	*out = made;
	return ERR_OK;
}
