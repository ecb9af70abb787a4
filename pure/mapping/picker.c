// SPDX-License-Identifier: Apache-2.0
/*
 * Pickers: a mapping for those who write no expressions, turned into the expression it stands for.
 *
 *	{"from": "contact.born", "then": ["trim", {"date": "D.M.YYYY", "zone": "UTC"}]}
 *	contact.born | trim(@) | date(@, 'D.M.YYYY', 'UTC')
 *
 * An item of `then` is a function's name, or a map of the name and the arguments after the value:
 * one, or a list of them; those that follow may be said by name.  A name of a parameter left out
 * before one that is said is null, which only optional ones may be.
 */
#include "pure/mapping/inside.h"

struct picker {
	struct arena *arena;
	struct map_fault *fault;
	struct buffer text;
};

/* What `as` may say, and the functions that it stands for. */
static const struct {
	const char *as, *calls;
} types[] = {
	{ "text", " | text(@)" },
	{ "number", " | number(@)" },
	{ "money", " | money(@)" },
	{ "flag", " | bool(@)" },
	{ "bool", " | bool(@)" },
	{ "list", " | list(@)" },
	{ "date", " | date(@)" },
	{ "instant", " | parse_date(@)" },
	{ "email", " | email_norm(@)" },
	{ "phone", " | phone_e164(@)" },
	{ "whole", " | number(@) | text(@, `0`) | number(@)" }, /* rounded */
};

static const char *const keys[] = { "from", "then", "else", "as" };

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool key_known(struct text key)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (text_is(key, keys[i]))
			return true;
	}
	return false;
}

/* `from` alone, or beside another key of pickers; {"from": …, "to": …} is a map like any other. */
bool picker_is(const struct json *map)
{
	return json_get(map, "from") && (map->count == 1 || json_get(map, "then") ||
					 json_get(map, "else") || json_get(map, "as"));
}

static enum err wrong(struct picker *p, struct text why)
{
	*p->fault = (struct map_fault){ .kind = MAP_FAULT_SYNTAX, .why = why };
	return ERR_INVALID;
}

static enum err wrong_name(struct picker *p, const char *what, struct text name, const char *near)
{
	struct text shown = text_head(name, 40);
	return wrong(p, text_format(p->arena, "there is no %s %.*s%s%s%s", what, (int)shown.size,
				    shown.at, near ? "; did you mean " : "", near ? near : "",
				    near ? "?" : ""));
}

/* --- arguments --- */

/* As a literal: 'text' where it needs no escape, else `json`. */
static void argument_write(struct picker *p, const struct json *v)
{
	struct buffer *b = &p->text;
	bool raw = v->kind == JSON_TEXT && !memchr(v->text.at, '\'', v->text.size) &&
		   !memchr(v->text.at, '\\', v->text.size);
	buffer_add(b, TEXT(", "));
	if (raw) {
		buffer_byte(b, '\'');
		buffer_add(b, v->text);
		buffer_byte(b, '\'');
		return;
	}
	struct text json = json_source(p->arena, v);
	buffer_byte(b, '`');
	for (size_t i = 0; i < json.size; i++) {
		if (json.at[i] == '`')
			buffer_byte(b, '\\');
		buffer_byte(b, json.at[i]);
	}
	buffer_byte(b, '`');
}

/* Is each further key of the call a name of its parameters? */
static enum err names_check(struct picker *p, const struct json *call, const struct function *f)
{
	const char *names[8];
	size_t count = 0;
	struct parameter param;
	struct text takes = text_of(f->shown.takes);
	while (count < COUNT(names) && parameter_next(&takes, &param))
		names[count++] = text_c(p->arena, param.name);
	for (const struct json *k = json_after(call, json_first(call) + 1); k;
	     k = json_after(call, k + 1)) {
		bool known = false;
		for (size_t i = 1; i < count; i++)
			known = known || text_is(k->text, names[i]);
		if (!known)
			return wrong_name(
				p, text_c(p->arena, text_format(p->arena, "%s of", f->shown.name)),
				k->text, near_name(k->text, names, count));
	}
	return ERR_OK;
}

/* The arguments by name, in the order of the function, from where those without name end. */
static enum err named_write(struct picker *p, const struct json *call, const struct function *f,
			    size_t given)
{
	struct parameter param;
	struct text takes = text_of(f->shown.takes);
	bool skipped = false;
	for (size_t i = 0; parameter_next(&takes, &param); i++) {
		const struct json *v = i ? json_find(call, param.name) : NULL;
		bool said = v && v != json_first(call) + 1; /* zone is a function and a parameter */
		if (said && (i <= given || skipped))
			return wrong(p,
				     text_format(p->arena, "%s of %s %s",
						 text_c(p->arena, param.name), f->shown.name,
						 skipped ? "is said, but not what comes before it"
							 : "is said twice"));
		if (said)
			argument_write(p, v);
		skipped = i > given && !said;
	}
	return ERR_OK;
}

static enum err call_write(struct picker *p, const struct json *then)
{
	const struct json *first = then->kind == JSON_MAP ? json_first(then) : then;
	if (!first || first->kind != JSON_TEXT)
		return wrong(p, TEXT("an item of then is a function's name, or a map of it and its "
				     "arguments"));
	const struct function *f = function_find(first->text);
	if (!f)
		return wrong_name(p, "function", first->text, map_function_near(first->text));
	buffer_format(&p->text, " | %s(@", f->shown.name);
	enum err e = ERR_OK;
	if (then->kind == JSON_MAP) {
		const struct json *value = first + 1;
		size_t given = 0;
		if (value->kind == JSON_LIST) {
			for (const struct json *v = json_first(value); v;
			     v = json_after(value, v), given++)
				argument_write(p, v);
		} else if (value->kind != JSON_TRUE) { /* {"trim": true} takes none */
			argument_write(p, value);
			given = 1;
		}
		e = names_check(p, then, f);
		if (!e)
			e = named_write(p, then, f, given);
	}
	buffer_byte(&p->text, ')');
	return e;
}

/* --- the whole --- */

static enum err keys_check(struct picker *p, const struct json *picker)
{
	for (const struct json *k = json_first(picker); k; k = json_after(picker, k + 1)) {
		if (!key_known(k->text))
			return wrong_name(p, "part of a picker", k->text,
					  near_name(k->text, keys, COUNT(keys)));
	}
	return ERR_OK;
}

static enum err as_write(struct picker *p, const struct json *as)
{
	const char *names[COUNT(types)];
	if (!as)
		return ERR_OK;
	for (size_t i = 0; i < COUNT(types); i++) {
		names[i] = types[i].as;
		if (as->kind == JSON_TEXT && text_is(as->text, types[i].as)) {
			buffer_add(&p->text, text_of(types[i].calls));
			return ERR_OK;
		}
	}
	return wrong_name(p, "type", json_text(as), near_name(json_text(as), names, COUNT(types)));
}

/* A path and nothing else: names, quoted names, indexes. */
static bool is_path(struct text t)
{
	size_t at = 0;
	struct token token;
	while ((token = token_next(t, at)).kind != TOKEN_END) {
		switch (token.kind) {
		case TOKEN_NAME:
		case TOKEN_QUOTED:
		case TOKEN_NUMBER:
		case TOKEN_DOT:
		case TOKEN_LIST:
		case TOKEN_LIST_END:
		case TOKEN_FLATTEN:
		case TOKEN_STAR:
		case TOKEN_CURRENT:
			at = (size_t)token.at + token.size;
			break;
		default:
			return false;
		}
	}
	return at > 0;
}

enum err picker_text(struct arena *a, const struct json *picker, struct text *out,
		     struct map_fault *fault)
{
	struct picker p = { a, fault, buffer_open(a, (size_t)2 * MAP_EXPRESSION_MAX) };
	const struct json *from = json_get(picker, "from"), *then = json_get(picker, "then");
	*out = TEXT("");
	enum err e = keys_check(&p, picker);
	if (!e && (!json_is(from, JSON_TEXT) || from->text.size > MAP_EXPRESSION_MAX ||
		   !is_path(from->text)))
		e = wrong(&p, TEXT("from must be a path, like contact.email"));
	if (!e)
		buffer_add(&p.text, from->text);
	if (!e && then && then->kind != JSON_LIST)
		e = call_write(&p, then);
	if (!e && json_is(then, JSON_LIST)) {
		for (const struct json *v = json_first(then); v && !e; v = json_after(then, v))
			e = call_write(&p, v);
	}
	if (!e)
		e = as_write(&p, json_get(picker, "as"));
	if (!e && p.text.full)
		e = wrong(&p, TEXT("the picker is longer than an expression may be"));
	*out = buffer_text(&p.text);
	return e;
}
