// SPDX-License-Identifier: Apache-2.0
/*
 * An expression, cut into tokens.
 *
 * Asked for one at a time, by where the last one ended: there is no state, so the parser may look
 * ahead as it likes.
 */
#include "pure/mapping/inside.h"

struct sign {
	const char *spelling;
	enum token_kind kind;
};

/* The longer first where one begins with another. */
static const struct sign signs[] = {
	{ "[]", TOKEN_FLATTEN },    { "[?", TOKEN_FILTER }, { "[", TOKEN_LIST },
	{ "]", TOKEN_LIST_END },    { "{", TOKEN_MAP },	    { "}", TOKEN_MAP_END },
	{ "(", TOKEN_OPEN },	    { ")", TOKEN_CLOSE },   { ".", TOKEN_DOT },
	{ "*", TOKEN_STAR },	    { ",", TOKEN_COMMA },   { ":", TOKEN_COLON },
	{ "@", TOKEN_CURRENT },	    { "&&", TOKEN_AND },    { "&", TOKEN_REF },
	{ "||", TOKEN_OR },	    { "|", TOKEN_PIPE },    { "==", TOKEN_EQUAL },
	{ "!=", TOKEN_UNEQUAL },    { "!", TOKEN_NOT },	    { "<=", TOKEN_LESS_EQUAL },
	{ ">=", TOKEN_MORE_EQUAL }, { "<", TOKEN_LESS },    { ">", TOKEN_MORE },
};

static bool begins_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The size of what a quote opens, both quotes included; 0: it is never closed. */
static size_t quoted_size(struct text t)
{
	for (size_t i = 1; i < t.size; i++) {
		if (t.at[i] == '\\')
			i++;
		else if (t.at[i] == t.at[0])
			return i + 1;
	}
	return 0;
}

static enum token_kind quote_kind(char c)
{
	return c == '"' ? TOKEN_QUOTED : c == '\'' ? TOKEN_RAW : c == '`' ? TOKEN_LITERAL : 0;
}

static size_t name_size(struct text t)
{
	size_t size = 1;
	while (size < t.size && (begins_name(t.at[size]) || is_digit(t.at[size])))
		size++;
	return size;
}

static size_t number_size(struct text t)
{
	size_t size = t.at[0] == '-' ? 1 : 0;
	size_t sign = size;
	while (size < t.size && is_digit(t.at[size]))
		size++;
	return size > sign ? size : 0;
}

/* Kind and size of the token that t (not empty) begins with. */
static enum token_kind token_of(struct text t, size_t *size)
{
	if (begins_name(t.at[0])) {
		*size = name_size(t);
		return TOKEN_NAME;
	}
	enum token_kind quote = quote_kind(t.at[0]);
	if (quote) {
		*size = quoted_size(t);
		return *size ? quote : TOKEN_WRONG;
	}
	*size = number_size(t);
	if (*size)
		return TOKEN_NUMBER;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (text_starts(t, signs[i].spelling)) {
			*size = strlen(signs[i].spelling);
			return signs[i].kind;
		}
	}
	return TOKEN_WRONG;
}

struct token token_next(struct text source, size_t from)
{
	while (from < source.size && memchr(" \t\r\n", source.at[from], 4))
		from++;
	struct text rest = { source.at + from, source.size - from };
	size_t size = 0;
	enum token_kind kind = rest.size ? token_of(rest, &size) : TOKEN_END;
	if (kind == TOKEN_WRONG)
		size = rest.size;
	return (struct token){ kind, (uint16_t)from, (uint16_t)size };
}
