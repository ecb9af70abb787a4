// SPDX-License-Identifier: Apache-2.0
/*
 * What a part of an expression begins with: names, literals, brackets, calls.
 */
#include "pure/mapping/parse.h"

static struct text token_text(const struct parser *p)
{
	return (struct text){ p->source.at + p->token.at, p->token.size };
}

/* Brackets in brackets are counted, so that no expression can be deeper than the stack. */
static enum err nest(struct parser *p)
{
	if (p->nesting == MAP_NESTING_MAX)
		return parse_limit(p, "too many brackets in brackets", MAP_NESTING_MAX);
	p->nesting++;
	return ERR_OK;
}

/* --- literals --- */

/* "…" has the escapes of JSON, as a name in quotes too. */
static enum err quoted_read(struct parser *p, struct text source, struct map_value *out)
{
	const struct json *v;
	struct text why;
	if (json_read(p->arena, source, &v, &why)) {
		if (!p->fault->kind)
			*p->fault = (struct map_fault){ MAP_FAULT_SYNTAX, p->token.at, .why = why };
		return ERR_INVALID;
	}
	*out = map_borrow(v);
	return ERR_OK;
}

/* Takes out the \ before each `quote`. */
static struct text unescaped(struct arena *a, struct text t, char quote)
{
	char *at = arena_bytes(a, t.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < t.size; i++) {
		if (t.at[i] == '\\' && i + 1 < t.size && t.at[i + 1] == quote)
			i++;
		at[size++] = t.at[i];
	}
	return (struct text){ at, size };
}

static enum err literal_begin(struct parser *p, struct node **out)
{
	struct text t = token_text(p);
	struct text inner = { t.at + 1, t.size - 2 };
	struct map_value value;
	enum err e = ERR_OK;
	if (p->token.kind == TOKEN_RAW)
		value = map_text(unescaped(p->arena, inner, '\''));
	else
		e = quoted_read(p, unescaped(p->arena, inner, '`'), &value);
	if (e)
		return e;
	size_t at = p->token.at;
	parse_step(p);
	*out = parse_node(p, NODE_LITERAL, at);
	(*out)->literal = value;
	return ERR_OK;
}

/* A name, plain or quoted; the token is taken. */
static enum err name_take(struct parser *p, struct text *out)
{
	struct map_value value;
	enum err e = ERR_OK;
	if (p->token.kind == TOKEN_NAME)
		*out = token_text(p);
	else if (p->token.kind != TOKEN_QUOTED)
		return parse_wrong(p, "a name");
	else if (!(e = quoted_read(p, token_text(p), &value)))
		*out = value.text;
	if (!e)
		parse_step(p);
	return e;
}

static enum err field_begin(struct parser *p, struct node **out)
{
	size_t at = p->token.at;
	struct text name;
	enum err e = name_take(p, &name);
	if (e)
		return e;
	*out = parse_node(p, NODE_FIELD, at);
	(*out)->name = name;
	return ERR_OK;
}

/* --- lists and maps of expressions, and arguments --- */

struct parts {
	struct node *first, *last;
	size_t count;
};

static void part_add(struct parts *parts, struct node *n)
{
	if (parts->last)
		parts->last->next = n;
	else
		parts->first = n;
	parts->last = n;
	parts->count++;
}

static struct node *parts_node(struct parser *p, enum node_kind kind, size_t at,
			       const struct parts *parts)
{
	struct node *n = parse_node(p, kind, at);
	n->left = parts->first;
	n->count = (uint16_t)parts->count;
	p->nesting--;
	return n;
}

enum err parse_list(struct parser *p, struct node **out)
{
	struct parts parts = { 0 };
	size_t at = p->token.at;
	enum err e = nest(p);
	while (!e) {
		struct node *item;
		parse_step(p); /* [ or , */
		e = parse_expression(p, 0, &item);
		if (e)
			return e;
		part_add(&parts, item);
		if (p->token.kind != TOKEN_COMMA)
			break;
	}
	if (!e)
		e = parse_need(p, TOKEN_LIST_END, ", or ] after an item of the list");
	if (!e)
		*out = parts_node(p, NODE_LIST, at, &parts);
	return e;
}

static enum err member(struct parser *p, struct node **out)
{
	struct text name;
	enum err e = name_take(p, &name);
	if (!e)
		e = parse_need(p, TOKEN_COLON, ": after the name");
	if (!e)
		e = parse_expression(p, 0, out);
	if (e)
		return e;
	/* A node of its own: an item may be a field, which has a name already. */
	struct node *part = parse_node(p, NODE_CHAIN, (*out)->at);
	part->name = name;
	part->right = *out;
	*out = part;
	return ERR_OK;
}

enum err parse_map(struct parser *p, struct node **out)
{
	struct parts parts = { 0 };
	size_t at = p->token.at;
	enum err e = nest(p);
	while (!e) {
		struct node *item;
		parse_step(p); /* { or , */
		e = member(p, &item);
		if (e)
			return e;
		part_add(&parts, item);
		if (p->token.kind != TOKEN_COMMA)
			break;
	}
	if (!e)
		e = parse_need(p, TOKEN_MAP_END, ", or } after a member");
	if (!e)
		*out = parts_node(p, NODE_MAP, at, &parts);
	return e;
}

static enum err argument(struct parser *p, struct node **out)
{
	if (p->token.kind != TOKEN_REF)
		return parse_expression(p, 0, out);
	size_t at = p->token.at;
	struct node *inner;
	parse_step(p);
	enum err e = parse_expression(p, 0, &inner);
	if (e)
		return e;
	*out = parse_node(p, NODE_REF, at);
	(*out)->right = inner;
	return ERR_OK;
}

static enum err call_wrong(struct parser *p, const struct node *n, enum map_fault_kind kind,
			   struct text why)
{
	if (!p->fault->kind)
		*p->fault = (struct map_fault){ .kind = kind, .at = n->at, .why = why };
	return ERR_INVALID;
}

/* match(text, 'pattern'): what can be compiled now is. */
static enum err pattern_begin(struct parser *p, struct node *n)
{
	const struct node *pattern = n->left ? n->left->next : NULL;
	const struct node *flags = pattern ? pattern->next : NULL;
	if (!text_is(n->name, "match") || !pattern || pattern->kind != NODE_LITERAL ||
	    pattern->literal.kind != JSON_TEXT || (flags && flags->kind != NODE_LITERAL) ||
	    (flags && flags->literal.kind != JSON_TEXT))
		return ERR_OK;
	struct map_fault fault = { 0 };
	enum err e = pattern_read(p->arena, pattern->literal.text,
				  flags ? flags->literal.text : TEXT(""), &n->pattern, &fault);
	return e ? call_wrong(p, pattern, fault.kind, fault.why) : ERR_OK;
}

static enum err call_know(struct parser *p, struct node *n)
{
	n->function = function_find(n->name);
	if (!n->function) {
		const char *near = map_function_near(n->name);
		return call_wrong(p, n, MAP_FAULT_FUNCTION,
				  text_format(p->arena, "there is no function %.*s%s%s%s",
					      (int)(n->name.size < 40 ? n->name.size : 40),
					      n->name.at, near ? "; did you mean " : "",
					      near ? near : "", near ? "?" : ""));
	}
	n->wants = function_wants(p->arena, n->function, n->count);
	if (n->wants)
		return pattern_begin(p, n);
	return call_wrong(p, n, MAP_FAULT_ARITY,
			  text_format(p->arena, "%s(%s) cannot take %u argument%s",
				      n->function->shown.name, n->function->shown.takes, n->count,
				      n->count == 1 ? "" : "s"));
}

static enum err call_begin(struct parser *p, struct node **out)
{
	struct parts parts = { 0 };
	size_t at = p->token.at;
	struct text name = token_text(p);
	enum err e = nest(p);
	parse_step(p); /* the name, then ( or , */
	bool empty = parse_peek(p) == TOKEN_CLOSE;
	if (empty)
		parse_step(p);
	while (!e && !empty) {
		struct node *item;
		parse_step(p);
		e = argument(p, &item);
		if (e)
			return e;
		part_add(&parts, item);
		if (p->token.kind != TOKEN_COMMA)
			break;
	}
	if (!e)
		e = parse_need(p, TOKEN_CLOSE, ", or ) after an argument");
	if (e)
		return e;
	*out = parts_node(p, NODE_CALL, at, &parts);
	(*out)->name = name;
	return call_know(p, *out);
}

/* --- index and slice --- */

/* The number that stands here, if one does. */
static enum err number_take(struct parser *p, bool *has, int64_t *out)
{
	*has = p->token.kind == TOKEN_NUMBER;
	if (!*has)
		return ERR_OK;
	if (!text_whole(token_text(p), out))
		return parse_wrong(p, "a number of 64 bits");
	parse_step(p);
	return ERR_OK;
}

static enum err slice_take(struct parser *p, struct slice *s)
{
	enum err e = number_take(p, &s->has[0], &s->at[0]);
	for (int i = 1; !e && i < 3 && p->token.kind == TOKEN_COLON; i++) {
		parse_step(p);
		e = number_take(p, &s->has[i], &s->at[i]);
	}
	return e;
}

enum err parse_bracket(struct parser *p, const struct node *left, struct node **out)
{
	struct slice s = { 0 };
	size_t at = p->token.at;
	parse_step(p);
	if (p->token.kind == TOKEN_STAR) {
		parse_step(p);
		parse_step(p);
		return parse_project(p, NODE_PROJECT_LIST, left, out);
	}
	bool index = p->token.kind == TOKEN_NUMBER && parse_peek(p) != TOKEN_COLON;
	enum err e = index ? number_take(p, &s.has[0], &s.at[0]) : slice_take(p, &s);
	if (!e)
		e = parse_need(p, TOKEN_LIST_END, "] after the number");
	if (e)
		return e;
	struct node *n = parse_node(p, index ? NODE_INDEX : NODE_SLICE, left ? left->at : at);
	n->left = left;
	*out = n;
	if (index) {
		n->index = s.at[0];
		return ERR_OK;
	}
	n->slice = s;
	return parse_project(p, NODE_PROJECT_LIST, n, out);
}

/* --- the beginning --- */

static enum err list_begin(struct parser *p, struct node **out)
{
	enum token_kind after = parse_peek(p);
	struct token star = token_next(p->source, (size_t)p->token.at + p->token.size);
	bool all = after == TOKEN_STAR &&
		   token_next(p->source, (size_t)star.at + star.size).kind == TOKEN_LIST_END;
	if (all || after == TOKEN_NUMBER || after == TOKEN_COLON)
		return parse_bracket(p, NULL, out);
	return parse_list(p, out);
}

static enum err group_begin(struct parser *p, struct node **out)
{
	enum err e = nest(p);
	parse_step(p);
	if (!e)
		e = parse_expression(p, 0, out);
	if (!e)
		e = parse_need(p, TOKEN_CLOSE, ") after the expression");
	if (e)
		return e;
	p->nesting--;
	return ERR_OK;
}

static enum err not_begin(struct parser *p, struct node **out)
{
	size_t at = p->token.at;
	struct node *inner;
	parse_step(p);
	enum err e = parse_expression(p, POWER_NOT, &inner);
	if (e)
		return e;
	*out = parse_node(p, NODE_NOT, at);
	(*out)->right = inner;
	return ERR_OK;
}

static enum err begin(struct parser *p, struct node **out)
{
	size_t at = p->token.at;
	switch (p->token.kind) {
	case TOKEN_LITERAL:
	case TOKEN_RAW:
		return literal_begin(p, out);
	case TOKEN_NAME:
		if (parse_peek(p) == TOKEN_OPEN)
			return call_begin(p, out);
		return field_begin(p, out);
	case TOKEN_QUOTED:
		return field_begin(p, out);
	case TOKEN_CURRENT:
		parse_step(p);
		*out = parse_node(p, NODE_CURRENT, at);
		return ERR_OK;
	case TOKEN_STAR:
		parse_step(p);
		return parse_project(p, NODE_PROJECT_MAP, NULL, out);
	case TOKEN_FLATTEN:
		parse_step(p);
		return parse_project(p, NODE_FLATTEN, NULL, out);
	case TOKEN_FILTER:
		return parse_filter(p, NULL, out);
	case TOKEN_LIST:
		return list_begin(p, out);
	case TOKEN_MAP:
		return parse_map(p, out);
	case TOKEN_OPEN:
		return group_begin(p, out);
	case TOKEN_NOT:
		return not_begin(p, out);
	default:
		return parse_wrong(p, "a name, a literal or a bracket");
	}
}

enum err parse_begin(struct parser *p, struct node **out)
{
	size_t at = p->token.at;
	enum err e = begin(p, out);
	if (e)
		return e;
	(*out)->at = (uint16_t)at;
	(*out)->size = (uint16_t)(p->end - at);
	return ERR_OK;
}
