// SPDX-License-Identifier: Apache-2.0
/*
 * The table of functions: what each takes and gives, in one line, and how it is called.
 *
 *	n number   t text   b flag   z null   l list   m map   . any of these   e &expression
 *	N list of numbers   T list of texts   s text; a number or a flag is given as text
 *	? may be left out   + one or more   * any number
 *	gives: the same letters; = what the first argument is; [ an item of it
 *
 * The first rows are those of JMESPath, strict about types.  Of ours, most (`passes`) give null for
 * null, so that a mapping of something missing is left out rather than failed.
 */
#include "pure/mapping/inside.h"

#define ROW(name, passes, takes, gives, about)                                                     \
	{                                                                                          \
		{ #name, takes, gives, about }, passes, run_##name                                 \
	}

// clang-format off
static const struct function rows[] = {
	ROW(abs, false, "value:n", "n", "without its sign"),
	ROW(avg, false, "values:N", "nz", "the mean; null of none"),
	ROW(ceil, false, "value:n", "n", "the next whole number above"),
	ROW(contains, false, "in:tl what:.", "b", "is it in the text, or in the list?"),
	ROW(ends_with, false, "text:t with:t", "b", "does the text end so?"),
	ROW(floor, false, "value:n", "n", "the next whole number below"),
	ROW(join, false, "glue:t texts:T", "t", "one text of many"),
	ROW(keys, false, "map:m", "l", "the names in a map"),
	ROW(length, false, "value:tlm", "n", "how many characters, items or members"),
	ROW(map, false, "each:e list:l", "l", "the expression of each item, null too"),
	ROW(max, false, "values:NT", "ntz", "the greatest; null of none"),
	ROW(max_by, false, "list:l by:e", "[", "the item with the greatest"),
	ROW(merge, false, "maps:m+", "m", "one map of many; the later wins"),
	ROW(min, false, "values:NT", "ntz", "the least; null of none"),
	ROW(min_by, false, "list:l by:e", "[", "the item with the least"),
	ROW(not_null, false, "values:.+", ".", "the first that is not null"),
	ROW(reverse, false, "value:tl", "=", "from back to front"),
	ROW(sort, false, "values:NT", "=", "in order"),
	ROW(sort_by, false, "list:l by:e", "=", "in the order of something of each"),
	ROW(starts_with, false, "text:t with:t", "b", "does the text begin so?"),
	ROW(sum, false, "values:N", "n", "all together, exactly where they are decimals"),
	ROW(to_array, false, "value:.", "l", "a list of the one, if it is none"),
	ROW(to_number, false, "value:.", "nz", "the number that a text spells, or null"),
	ROW(to_string, false, "value:.", "t", "as text; what is no text as JSON"),
	ROW(type, false, "value:.", "t", "its kind, in the words of JMESPath"),
	ROW(values, false, "map:m", "l", "the values in a map"),

	ROW(add_time, true, "time:nt amount:n unit:t zone:t?", "t", "so many days … later"),
	ROW(bool, true, "value:ntbz", "bz", "yes, on, 1, true, or their opposites"),
	ROW(coalesce, false, "values:.+", ".", "the first that is not null"),
	ROW(compact, true, "value:lm", "=", "without null and empty text"),
	ROW(contains_any, true, "in:tl what:.+", "b", "is any of these in it?"),
	ROW(date, true, "time:nt format:t? zone:t?", "t",
	    "spelt as D MMM YYYY HH:mm …; s or ms: seconds, milliseconds since 1970"),
	ROW(default, false, "value:. otherwise:.", ".", "the other where the first is empty"),
	ROW(diff_time, true, "from:nt to:ntz unit:t zone:t?", "n", "whole days … between the two"),
	ROW(digits, true, "text:s", "t", "only its digits"),
	ROW(email_norm, true, "text:s", "tz", "an address as it is compared: small, trimmed"),
	ROW(ends, true, "text:s with:s", "b", "does the text end so?"),
	ROW(first_of, false, "values:.+", ".", "the first that is neither null nor empty"),
	ROW(flatten_custom_fields, true, "list:l definitions:l?", "m",
	    "a map of [{id, value} …], by key where the definitions tell it"),
	ROW(hash, true, "value:.", "t", "SHA-256 of the text, as 64 hex digits"),
	ROW(html_text, true, "text:s", "t", "the text of a piece of HTML: no tags, &amp; is &"),
	ROW(join_nonempty, true, "list:lt glue:tl", "t", "one text of those that are not empty"),
	ROW(keyed, true, "list:l key:te", "m", "a map of items, by something of each"),
	ROW(list, true, "value:.", "lz", "a list of the one, if it is none"),
	ROW(lookup, false, "kind:t key:s use:t?", ".",
	    "the id of what has that name, through that connection; in let only"),
	ROW(lower, true, "text:s", "t", "in small letters"),
	ROW(match, true, "text:s pattern:t flags:t?", "tlz",
	    "what the pattern finds: its group, its groups, or all; flags: i s m x"),
	ROW(money, true, "value:nt places:n?", "nz", "an amount, also $1,234.50, rounded to cents"),
	ROW(now, false, "", "t", "the time at which the run began"),
	ROW(number, true, "value:ntb", "nz", "the number that a text spells, or a fault"),
	ROW(omit, true, "map:m names:tl+", "m", "without these members"),
	ROW(pad, true, "text:s width:n fill:t?", "t", "as wide, filled on the left; -width: right"),
	ROW(parse_date, true, "text:s format:t? zone:t?", "t",
	    "a time from another spelling; format s or ms: seconds, milliseconds since 1970"),
	ROW(phone_e164, true, "text:s region:t?", "tz", "a phone number as + and digits"),
	ROW(pick, true, "map:m names:tl+", "m", "only these members"),
	ROW(replace, true, "text:s find:t with:s", "t", "each one replaced"),
	ROW(slice, true, "value:sl from:n to:n?", "=", "characters or items from … up to …"),
	ROW(slug, true, "text:s", "t", "for an address: ascii where it can be, - between words"),
	ROW(split, true, "text:s by:t", "l", "the parts, trimmed, without empty ones"),
	ROW(squash, true, "text:s", "t", "trimmed, and one blank for many"),
	ROW(text, true, "value:. places:n?", "t", "as text; a number with so many places"),
	ROW(starts, true, "text:s with:s", "b", "does the text begin so?"),
	ROW(title, true, "text:s", "t", "Each Word With A Capital"),
	ROW(trim, true, "text:s", "t", "without white space at both ends"),
	ROW(union, true, "lists:l+", "=", "what is in any of the lists, once"),
	ROW(unique, true, "list:l by:e?", "=", "each once, or once for each something of it"),
	ROW(upper, true, "text:s", "t", "in capitals"),
	ROW(without, true, "list:l what:.+", "=", "the list without these"),
	ROW(zone, true, "time:nt zone:t", "t", "the same instant as a clock there shows it"),
};
// clang-format on

#define ROW_COUNT (sizeof(rows) / sizeof(*rows))

const struct function *function_find(struct text name)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (text_is(name, rows[i].shown.name))
			return &rows[i];
	}
	return NULL;
}

const struct map_function *map_function_at(size_t index)
{
	return index < ROW_COUNT ? &rows[index].shown : NULL;
}

/* Names of other languages, and of what people call it. */
static const struct {
	const char *name, *ours;
} aliases[] = {
	{ "lowercase", "lower" },
	{ "uppercase", "upper" },
	{ "to_lower", "lower" },
	{ "to_upper", "upper" },
	{ "concat", "join" },
	{ "substring", "slice" },
	{ "substr", "slice" },
	{ "count", "length" },
	{ "size", "length" },
	{ "len", "length" },
	{ "if_null", "default" },
	{ "format_date", "date" },
	{ "phone", "phone_e164" },
	{ "email", "email_norm" },
	{ "regex", "match" },
	{ "md5", "hash" },
	{ "distinct", "unique" },
	{ "first", "first_of" },
	{ "startswith", "starts_with" },
	{ "endswith", "ends_with" },
	{ "to_text", "text" },
	{ "flatten", "flatten_custom_fields" },
};

const char *map_function_near(struct text name)
{
	const char *names[ROW_COUNT];
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++) {
		if (text_alike(name, text_of(aliases[i].name)))
			return aliases[i].ours;
	}
	for (size_t i = 0; i < ROW_COUNT; i++)
		names[i] = rows[i].shown.name;
	return near_name(name, names, ROW_COUNT);
}

/* --- what a function takes --- */

unsigned wants_of(const char *letters)
{
	static const struct {
		char letter;
		unsigned bits;
	} bits[] = {
		{ 'n', MAP_NUMBER },
		{ 't', MAP_TEXT },
		{ 'b', MAP_FLAG },
		{ 'z', MAP_NULL },
		{ 'l', MAP_LIST },
		{ 'm', MAP_MAP },
		{ '.', MAP_ANY },
		{ 'e', WANT_REF },
		{ 'N', WANT_NUMBERS },
		{ 'T', WANT_TEXTS },
		{ 's', MAP_TEXT | MAP_NUMBER | MAP_FLAG | WANT_SPELT },
	};
	unsigned wants = 0;
	for (; *letters && *letters != ' '; letters++) {
		for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++)
			wants |= bits[i].letter == *letters ? bits[i].bits : 0;
	}
	return wants;
}

bool parameter_next(struct text *takes, struct parameter *out)
{
	struct text word, name;
	if (!text_split(takes, ' ', &word) || !text_split(&word, ':', &name))
		return false;
	char last = word.at[word.size - 1];
	*out = (struct parameter){
		.name = name,
		.wants = wants_of(word.at),
		.optional = last == '?' || last == '*',
		.many = last == '+' || last == '*',
	};
	return true;
}

const uint16_t *function_wants(struct arena *a, const struct function *f, size_t count)
{
	uint16_t *wants = arena_take(a, (count + 1) * sizeof(*wants));
	struct text takes = text_of(f->shown.takes);
	struct parameter p = { 0 };
	size_t known = 0;
	while (parameter_next(&takes, &p)) {
		if (known == count && !p.optional)
			return NULL;
		if (known < count)
			wants[known++] = (uint16_t)p.wants;
	}
	for (; p.many && known < count; known++)
		wants[known] = (uint16_t)p.wants;
	return known == count ? wants : NULL;
}

/* --- calling --- */

static bool holds_only(const struct map_value *list, enum json_kind kind)
{
	struct walk w = walk_of(list);
	struct map_value item;
	while (walk_next(&w, NULL, &item)) {
		if (item.kind != kind)
			return false;
	}
	return true;
}

static bool argument_fits(const struct map_value *v, unsigned wants)
{
	if (value_bit(v) & wants)
		return true;
	if (v->kind != JSON_LIST)
		return false;
	return ((wants & WANT_NUMBERS) && holds_only(v, JSON_NUMBER)) ||
	       ((wants & WANT_TEXTS) && holds_only(v, JSON_TEXT));
}

static const char *wants_name(unsigned wants)
{
	static const struct {
		unsigned wants;
		const char *name;
	} names[] = {
		{ WANT_REF, "an &expression" },
		{ WANT_NUMBERS | WANT_TEXTS, "a list of numbers or a list of texts" },
		{ WANT_NUMBERS, "a list of numbers" },
		{ WANT_TEXTS, "a list of texts" },
		{ MAP_TEXT | MAP_LIST | MAP_MAP, "a text, list or map" },
		{ MAP_TEXT | MAP_LIST, "a text or a list" },
		{ MAP_LIST | MAP_MAP, "a list or a map" },
		{ MAP_TEXT | WANT_REF, "a name or an &expression" },
		{ MAP_NUMBER, "a number" },
		{ MAP_LIST, "a list" },
		{ MAP_MAP, "a map" },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (names[i].wants == wants)
			return names[i].name;
	}
	return "a text";
}

static enum err argument_give(struct use *u, size_t i, struct map_value *v)
{
	unsigned wants = u->node->wants[i];
	enum err err = ERR_OK;
	if (v->kind == JSON_LIST && (wants & (WANT_NUMBERS | WANT_TEXTS)))
		err = eval_spend(u->e, v->count);
	if (err)
		return err;
	if (!argument_fits(v, wants)) {
		u->args = v - i;
		return use_wrong(u, i, wants_name(wants));
	}
	if ((wants & WANT_SPELT) && (value_bit(v) & (MAP_NUMBER | MAP_FLAG)))
		*v = map_text(map_plain(u->e->arena, *v));
	return ERR_OK;
}

#define ARGUMENTS_FEW 4

enum err function_call(struct eval *e, const struct node *n, const struct map_value *at,
		       struct map_value *out)
{
	struct map_value few[ARGUMENTS_FEW], *args = few;
	struct use u = { .e = e, .node = n, .args = args, .count = n->count };
	const struct node *part = n->left;
	if (u.count > ARGUMENTS_FEW)
		args = arena_take(e->arena, u.count * sizeof(*args));
	u.args = args;
	*out = VALUE_NULL;
	for (size_t i = 0; i < u.count; i++, part = part->next) {
		enum err err = eval_node(e, part, at, &args[i]);
		if (err)
			return err;
		if (n->function->null_passes && !i && args[0].kind == JSON_NULL)
			return ERR_OK;
		err = argument_give(&u, i, &args[i]);
		if (err)
			return err;
	}
	return n->function->run(&u, out);
}

/* --- for those that run --- */

#define SHOWN 60 /* bytes of a value in a fault */

/* What an argument is called in a fault: its source, or what @ was made by. */
static struct text argument_name(const struct use *u, size_t arg)
{
	const struct node *n = u->node->left;
	for (size_t i = 0; i < arg; i++)
		n = n->next;
	if (n->kind == NODE_CURRENT && u->e->piped.size)
		return u->e->piped;
	return (struct text){ u->e->expression->source.at + n->at, n->size };
}

enum err use_wrong(struct use *u, size_t arg, const char *expected)
{
	const struct map_value *v = &u->args[arg];
	struct text name = text_head(argument_name(u, arg), 120);
	struct text shown = TEXT("");
	const char *quote = v->kind == JSON_TEXT ? "\"" : "";
	if (v->kind == JSON_TEXT || v->kind == JSON_NUMBER)
		shown = text_head(v->text, SHOWN);
	if (v->kind == JSON_TRUE || v->kind == JSON_FALSE)
		shown = text_of(v->kind == JSON_TRUE ? "true" : "false");
	bool cut = shown.size == SHOWN && v->text.size > SHOWN;
	int size = (int)shown.size;
	if (v->kind == JSON_NULL)
		return eval_fault(u->e, MAP_FAULT_TYPE, u->node, "%.*s is missing; expected %s",
				  (int)name.size, name.at, expected);
	enum map_fault_kind kind = argument_fits(v, u->node->wants[arg]) ? MAP_FAULT_VALUE
									 : MAP_FAULT_TYPE;
	return eval_fault(u->e, kind, u->node, "%.*s is %s%.*s%s%s%s%s%s; expected %s",
			  (int)name.size, name.at, quote, size, shown.at, cut ? "…" : "", quote,
			  shown.size || *quote ? " (" : "a ", value_kind_name(v),
			  shown.size || *quote ? ")" : "", expected);
}

enum err use_text(struct use *u, struct text made, struct map_value *out)
{
	*out = map_text(made);
	if (made.size > MAP_TEXT_MAX)
		return eval_fault(u->e, MAP_FAULT_LIMIT, u->node,
				  "%s gives a text of more than %d bytes",
				  u->node->function->shown.name, MAP_TEXT_MAX);
	return eval_spend(u->e, made.size / 64);
}

bool use_blank(const struct use *u)
{
	return u->args[0].kind == JSON_TEXT && !text_trim(u->args[0].text).size;
}
