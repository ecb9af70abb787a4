// SPDX-License-Identifier: Apache-2.0
/*
 * The compiler of filters.  Every operator is a row: how its condition is written around the column
 * and the bound value, and whether it is the opposite of another.
 */
#include "domain/objects/records.h"

#include "base/time/clock.h"
#include "platform/store/store.h"

#include <assert.h>

void filter_open(struct filter *f, struct call *call)
{
	f->call = call;
	f->sql = buffer_open(call->arena, FILTER_SQL_MAX);
	f->value_count = 0;
}

void filter_say(struct filter *f, const char *sql)
{
	buffer_add(&f->sql, text_of(sql));
}

void filter_bind(struct filter *f, struct value v)
{
	char *name = text_c(f->call->arena, text_format(f->call->arena, "f%zu", f->value_count++));

	call_set(f->call, name, v);
	buffer_byte(&f->sql, ':');
	filter_say(f, name);
}

void filter_bind_text(struct filter *f, struct text t)
{
	filter_bind(f, (struct value){ .type = VALUE_TEXT, .text = t });
}

struct text filter_pattern(struct arena *a, struct text t, bool stars)
{
	struct buffer b = buffer_open(a, 8 * t.size + 16);

	for (size_t i = 0; i < t.size; i++) {
		if (t.at[i] == '%' || t.at[i] == '_' || t.at[i] == '\\')
			buffer_byte(&b, '\\');
		buffer_byte(&b, stars && t.at[i] == '*' ? '%' : t.at[i]);
	}
	return buffer_text(&b);
}

struct text filter_head(struct text t)
{
	size_t i = 0, letters = 0;

	while (i < t.size && (letters < HEAD_LETTERS || ((unsigned char)t.at[i] & 0xC0) == 0x80)) {
		letters += ((unsigned char)t.at[i] & 0xC0) != 0x80;
		i++;
	}
	return (struct text){ t.at, i };
}

struct filter_operator;

typedef enum err operator_write(struct filter *f, const struct filter_place *at,
				const struct filter_operator *op, const struct json *v);

struct filter_operator {
	const char *name;
	bool negated;
	const char *sign; /* of a comparison; shape of a pattern */
	operator_write *write;
};

static operator_write write_equal, write_like, write_exists, write_range, write_compare;

static const struct filter_operator operators[] = {
	{ "eq", false, "=", write_equal },	     { "not_eq", true, "=", write_equal },
	{ "contains_set", false, "=", write_equal }, { "contains_not_set", true, "=", write_equal },
	{ "contains", false, "%%", write_like },     { "not_contains", true, "%%", write_like },
	{ "match", false, "%%", write_like },	     { "not_match", true, "%%", write_like },
	{ "wildcard", false, "*", write_like },	     { "not_wildcard", true, "*", write_like },
	{ "exists", false, "", write_exists },	     { "not_exists", true, "", write_exists },
	{ "range", false, "", write_range },	     { "not_range", true, "", write_range },
	{ "gt", false, ">", write_compare },	     { "gte", false, ">=", write_compare },
	{ "lt", false, "<", write_compare },	     { "lte", false, "<=", write_compare },
};

static const struct filter_operator *operator_find(struct text name)
{
	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
		if (text_is(name, operators[i].name))
			return &operators[i];
	return NULL;
}

static enum err value_refuse(struct filter *f, const struct filter_operator *op)
{
	return refuse(f->call, ERR_BAD, "Invalid value for '%s' operator", op->name);
}

/* One value in the form in which the column is kept; false: it does not fit. */
static bool value_read(struct filter *f, const struct filter_place *at, const struct json *v,
		       struct value *out)
{
	struct text t = json_text(v);

	*out = (struct value){ .type = VALUE_TEXT, .text = t };
	if (!v || v->kind == JSON_LIST || v->kind == JSON_MAP || v->kind == JSON_NULL)
		return false;
	switch (at->kind) {
	case FILTER_TEXT:
		return true;
	case FILTER_FOLDED:
		out->text = text_lower(f->call->arena, t);
		return true;
	case FILTER_NUMBER:
		out->type = VALUE_REAL;
		return text_real(text_trim(t), &out->real);
	case FILTER_INSTANT:
		out->type = VALUE_WHOLE;
		return text_whole(t, &out->whole) || clock_read_iso(t, &out->whole);
	case FILTER_DAY:
		out->type = VALUE_WHOLE;
		return text_whole(t, &out->whole) || clock_read_day(t, &out->whole);
	case FILTER_DAY_TEXT:
		out->text = text_lower(f->call->arena, t);
		if (clock_read_iso(t, &out->whole))
			out->text.size = 10;
		return true;
	case FILTER_FLAG:
		out->type = VALUE_FLAG;
		out->whole = json_flag(v) || text_is(t, "true");
		return true;
	}
	return false;
}

static enum err write_one(struct filter *f, const struct filter_place *at, const struct json *v,
			  const struct filter_operator *op, bool head)
{
	struct value value;

	if (!value_read(f, at, v, &value))
		return value_refuse(f, op);
	if (head)
		value.text = filter_head(value.text);
	filter_bind(f, value);
	return ERR_OK;
}

static enum err write_in(struct filter *f, const struct filter_place *at,
			 const struct filter_operator *op, const struct json *v, bool head)
{
	const struct json *item = json_is(v, JSON_LIST) ? json_first(v) : v;
	enum err e = item ? ERR_OK : value_refuse(f, op);
	const char *before = " IN (";

	filter_say(f, head ? at->head : at->column);
	while (item && !e && f->value_count < FILTER_VALUES) {
		filter_say(f, before);
		before = ", ";
		e = write_one(f, at, item, op, head);
		item = json_is(v, JSON_LIST) ? json_after(v, item) : NULL;
	}
	filter_say(f, ")");
	return item && !e ? refuse(f->call, ERR_BAD, "There are too many filters.") : e;
}

/* Is the head of each value all of it, and of no other value?  (Folded it may be longer.) */
static bool heads_suffice(const struct json *v)
{
	bool suffice = true;

	for (const struct json *item = json_is(v, JSON_LIST) ? json_first(v) : v; item;
	     item = json_is(v, JSON_LIST) ? json_after(v, item) : NULL)
		suffice = suffice && 2 * json_text(item).size < HEAD_LETTERS;
	return suffice;
}

/* Equal to one value, or to any of a list.  The index has the heads and not the values, so those
 * are asked for only where they say more. */
static enum err write_equal(struct filter *f, const struct filter_place *at,
			    const struct filter_operator *op, const struct json *v)
{
	enum err e = ERR_OK;

	if (at->head) {
		e = write_in(f, at, op, v, true);
		if (at->heads_only || heads_suffice(v))
			return e;
		filter_say(f, " AND ");
	}
	return e ? e : write_in(f, at, op, v, false);
}

static enum err write_like(struct filter *f, const struct filter_place *at,
			   const struct filter_operator *op, const struct json *v)
{
	struct arena *a = f->call->arena;
	bool stars = op->sign[0] == '*';
	struct text t = json_text(json_is(v, JSON_LIST) ? json_first(v) : v);

	if (at->kind != FILTER_TEXT && at->kind != FILTER_FOLDED && at->kind != FILTER_DAY_TEXT)
		return refuse(f->call, ERR_BAD, "Invalid Operator (%s) passed for this field",
			      op->name);
	if (t.size == 0)
		return value_refuse(f, op);
	if (!stars && t.size < 3)
		return refuse(f->call, ERR_BAD,
			      "Min. 3 characters required for applying contains filter");
	t = filter_pattern(a, text_lower(a, t), stars);
	if (!stars)
		t = text_format(a, "%%%.*s%%", (int)t.size, t.at);
	/* a column that is kept folded, or folds itself, is not folded again */
	buffer_format(&f->sql, at->kind == FILTER_TEXT ? "fold(%s) LIKE " : "%s LIKE ", at->column);
	filter_bind_text(f, t);
	filter_say(f, " ESCAPE '\\'");
	return ERR_OK;
}

static enum err write_exists(struct filter *f, const struct filter_place *at,
			     const struct filter_operator *op, const struct json *v)
{
	(void)op;
	(void)v;
	filter_say(f, at->column);
	filter_say(f, " IS NOT NULL");
	return ERR_OK;
}

static enum err write_compare(struct filter *f, const struct filter_place *at,
			      const struct filter_operator *op, const struct json *v)
{
	filter_say(f, at->column);
	buffer_format(&f->sql, " %s ", op->sign);
	return write_one(f, at, v, op, false);
}

/* {"gte": …, "lt": …} */
static enum err write_range(struct filter *f, const struct filter_place *at,
			    const struct filter_operator *op, const struct json *v)
{
	static const char *const bounds[] = { "gt", "gte", "lt", "lte" };
	enum err e = ERR_OK;
	bool some = false;

	for (size_t i = 0; i < 4 && !e; i++) {
		const struct json *bound = json_get(v, bounds[i]);

		if (!bound)
			continue;
		if (some)
			filter_say(f, " AND ");
		some = true;
		e = write_compare(f, at, operator_find(text_of(bounds[i])), bound);
	}
	return e || some ? e : value_refuse(f, op);
}

/* Several conditions of one and the same side row. */
static enum err nested_write(struct filter *f, const struct filter_place *at,
			     const struct json *list)
{
	enum err e = ERR_OK;
	bool some = false;

	for (const struct json *v = json_first(list); v && !e; v = json_after(list, v)) {
		struct filter_place inner = { .kind = FILTER_TEXT };
		struct text field = json_text(json_get(v, "field"));
		const struct filter_operator *op = operator_find(
			json_text(json_get(v, "operator")));

		for (size_t i = 0; i < at->inside_count; i++)
			if (text_is(field, at->inside[i].field))
				inner.column = at->inside[i].column;
		if (!inner.column || !op || op->negated)
			return refuse(f->call, ERR_BAD, "Invalid field %.*s", (int)field.size,
				      field.at);
		filter_say(f, some ? " AND " : "");
		some = true;
		e = op->write(f, &inner, op, json_get(v, "value"));
	}
	return e || some ? e : refuse(f->call, ERR_BAD, "Invalid value for 'nested' operator");
}

/* Is it written the same inside of JSON, where the text search may have found it? */
static bool is_plain(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if (t.at[i] == '"' || t.at[i] == '\\' || (unsigned char)t.at[i] < ' ')
			return false;
	return true;
}

/* The text search narrows what LIKE has to look at. */
static void finds_write(struct filter *f, const struct filter_place *at,
			const struct filter_operator *op, const struct json *v)
{
	struct text t = text_lower(f->call->arena,
				   json_text(json_is(v, JSON_LIST) ? json_first(v) : v));
	struct value needle;

	while (t.size && t.at[0] == '*')
		t = (struct text){ t.at + 1, t.size - 1 };
	while (t.size && t.at[t.size - 1] == '*')
		t.size--;
	if (!at->finds || op->write != write_like || t.size == 0 || !is_plain(t) ||
	    memchr(t.at, '*', t.size))
		return;
	needle = store_needle(f->call, t);
	if (needle.type == VALUE_ABSENT)
		return;
	buffer_format(&f->sql, " AND %s(%s, ", f->narrows ? "HINTS" : "FINDS", at->finds);
	filter_bind(f, needle);
	filter_say(f, ")");
}

/* --- what the text search knows of it --- */

static struct text leaves_join(struct filter *f, struct text a, const char *by, struct text b)
{
	if (!a.size || !b.size)
		return a.size ? a : b;
	return text_format(f->call->arena, "%.*s%s%.*s", (int)a.size, a.at, by, (int)b.size, b.at);
}

/* A value as a whole, or as a text that stands somewhere. */
static struct text leaf_of(struct filter *f, const struct filter_place *at,
			   const struct filter_operator *op, const struct json *v)
{
	struct text t = text_lower(f->call->arena, json_text(v));

	if (op->write == write_equal && at->value && t.size &&
	    (!at->value_head.size || at->value_head.size + t.size <= RECORD_FACET_MAX))
		return store_leaf_value(f->call, at->value, at->value_list,
					text_format(f->call->arena, "%.*s%.*s",
						    (int)at->value_head.size, at->value_head.at,
						    (int)t.size, t.at));
	if (op->sign[0] == '*') {
		while (t.size && t.at[0] == '*')
			t = (struct text){ t.at + 1, t.size - 1 };
		while (t.size && t.at[t.size - 1] == '*')
			t.size--;
		if (memchr(t.at, '*', t.size))
			return TEXT("");
	}
	return at->finds && is_plain(t) ? store_leaf_text(f->call, t) : TEXT("");
}

static void leaf_take(struct filter *f, const struct filter_place *at,
		      const struct filter_operator *op, const struct json *v)
{
	bool all = true;

	f->leaf = TEXT("");
	f->exact = false;
	if (!f->narrows || !op || op->negated ||
	    (op->write != write_equal && op->write != write_like))
		return;
	if (!json_is(v, JSON_LIST))
		f->leaf = leaf_of(f, at, op, v);
	for (const struct json *item = json_is(v, JSON_LIST) ? json_first(v) : NULL; item && all;
	     item = op->write == write_like ? NULL : json_after(v, item)) {
		struct text leaf = leaf_of(f, at, op, item);
		all = leaf.size > 0;
		f->leaf = all ? leaves_join(f, f->leaf, " OR ", leaf) : leaf;
	}
	if (f->leaf.size)
		f->leaf = text_format(f->call->arena, "(%.*s)", (int)f->leaf.size, f->leaf.at);
	f->exact = f->leaf.size && op->write == write_equal && at->value;
}

enum err filter_one(struct filter *f, const struct json *v)
{
	struct text field = json_text(json_get(v, "field"));
	struct text name = json_text(json_get(v, "operator"));
	bool nested = text_is(name, "nested") || text_is(name, "nested_not");
	const struct filter_operator *op = operator_find(name);
	struct filter_place at = { 0 };
	size_t before = f->sql.size;
	enum err e;

	if (!f->find(f, field, &at))
		return refuse(f->call, ERR_BAD, "Invalid field %.*s", (int)field.size, field.at);
	if (nested ? !at.inside_count : (!op || (at.nested_only && op->write != write_exists)))
		return refuse(f->call, ERR_BAD, "Invalid Operator (%.*s) passed for field %.*s",
			      (int)name.size, name.at, (int)field.size, field.at);
	filter_say(f, (op && op->negated) || text_is(name, "nested_not") ? "NOT (" : "(");
	if (!at.side.size && op && op->negated && op->write != write_exists)
		buffer_format(&f->sql, "%s IS NOT NULL AND ", at.column);
	buffer_add(&f->sql, at.side);
	e = nested ? nested_write(f, &at, json_get(v, "value"))
		   : op->write(f, &at, op, json_get(v, "value"));
	filter_say(f, at.side.size ? ")" : "");
	if (!e && !nested)
		finds_write(f, &at, op, json_get(v, "value"));
	filter_say(f, ")");
	leaf_take(f, &at, nested ? NULL : op, json_get(v, "value"));
	if (!e && f->skips && f->exact && at.value_list) {
		f->sql.size = before; /* the text may lie elsewhere by now */
		filter_say(f, "1 = 1");
	}
	return e;
}

/* What all of a list, or any of it, leaves: one that the text search does not know widens "any" to
 * everything, and leaves "all" as it was. */
struct leaves {
	struct text tree;
	bool either, exact, unknown;
};

static void leaves_add(struct filter *f, struct leaves *l)
{
	l->tree = leaves_join(f, l->tree, l->either ? " OR " : " AND ", f->leaf);
	l->unknown |= f->leaf.size == 0;
	l->exact &= f->exact;
}

static void leaves_end(struct filter *f, const struct leaves *l)
{
	bool known = l->tree.size && !(l->either && l->unknown);

	f->leaf = known ? text_format(f->call->arena, "(%.*s)", (int)l->tree.size, l->tree.at)
			: TEXT("");
	f->exact = known && l->exact;
}

static enum err list_write(struct filter *f, const struct json *list, const char *by, int depth)
{
	struct leaves leaves = { .either = by[1] == 'O', .exact = true };
	bool skips = f->skips;
	enum err e = ERR_OK;
	bool some = false;

	if (depth > FILTER_DEPTH_MAX || f->value_count > FILTER_VALUES)
		return refuse(f->call, ERR_BAD, "There are too many filters.");
	f->skips = skips && !leaves.either; /* of any, the others may be what is right */
	filter_say(f, "(");
	for (const struct json *v = json_first(list); v && !e; v = json_after(list, v)) {
		const struct json *inner = json_get(v, "filters");
		struct text group = json_text(json_get(v, "group"));

		filter_say(f, some ? by : "");
		some = true;
		if (json_is(inner, JSON_LIST))
			e = list_write(f, inner, text_alike(group, TEXT("OR")) ? " OR " : " AND ",
				       depth + 1);
		else
			e = filter_one(f, v);
		leaves_add(f, &leaves);
	}
	f->skips = skips;
	leaves_end(f, &leaves);
	filter_say(f, some ? ")" : "1 = 1)");
	return e;
}

enum err filter_add(struct filter *f, const struct json *filters)
{
	enum err e = ERR_OK;

	assert(f->find);
	if (json_is(filters, JSON_LIST) && filters->count > 0) {
		filter_say(f, " AND ");
		e = list_write(f, filters, " AND ", 0);
	}
	if (!e && (f->sql.full || f->value_count > FILTER_VALUES))
		e = refuse(f->call, ERR_BAD, "There are too many filters.");
	return e;
}
