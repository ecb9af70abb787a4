// SPDX-License-Identifier: Apache-2.0
/*
 * shown(document, key) and shown_number(document, key) in SQL, on SQLite: what a member of a JSON
 * map shows where it is looked for (schema/160-shown.sql says the same to PostgreSQL).
 *
 *	{"name":"Rex","price":{"currency":"default","value":12.5},"traits":["one"]}
 *	name    Rex         no number
 *	price   12.5        12.5
 *	traits  NULL        NULL
 *
 * A search asks this of each row that may fit, so nothing is read into a tree: the map is passed
 * over up to the member.  The documents are ours: whole, and in order.
 */
#include "platform/store/inside.h"
#include "platform/store/sqlite.h"

#define BLANKS " \t\r\n"

static struct text from(struct text t, size_t skip)
{
	return (struct text){ t.at + skip, t.size - skip };
}

static struct text blanks_skip(struct text t)
{
	while (t.size && memchr(BLANKS, t.at[0], sizeof(BLANKS) - 1))
		t = from(t, 1);
	return t;
}

/* Bytes of the quoted text that begins here, with its quotes. */
static size_t quoted_size(struct text t)
{
	size_t i = 1;

	while (i < t.size && t.at[i] != '"')
		i += t.at[i] == '\\' ? 2 : 1;
	return i < t.size ? i + 1 : t.size;
}

/* Bytes of the value that begins here, up to what ends it. */
static size_t value_size(struct text t)
{
	size_t i = 0, depth = 0;

	while (i < t.size) {
		char c = t.at[i];
		if (c == '"') {
			i += quoted_size(from(t, i));
			continue;
		}
		if (depth == 0 && (c == ',' || c == '}' || c == ']'))
			break;
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
		i++;
	}
	while (i && memchr(BLANKS, t.at[i - 1], sizeof(BLANKS) - 1))
		i--;
	return i;
}

/* The source of a member of the map; empty: there is none. */
static struct text member_of(struct text map, struct text key)
{
	struct text t = blanks_skip(map);

	if (!t.size || t.at[0] != '{')
		return TEXT("");
	for (t = blanks_skip(from(t, 1)); t.size && t.at[0] == '"'; t = blanks_skip(t)) {
		size_t size = quoted_size(t);
		struct text name = { t.at + 1, size - 2 };
		t = blanks_skip(from(t, size));
		if (!t.size || t.at[0] != ':')
			break;
		t = blanks_skip(from(t, 1));
		size = value_size(t);
		if (text_same(name, key))
			return (struct text){ t.at, size };
		t = blanks_skip(from(t, size));
		if (t.size && t.at[0] == ',')
			t = blanks_skip(from(t, 1));
	}
	return TEXT("");
}

static struct text argument(sqlite3_value *v)
{
	const char *at = (const char *)sqlite3_value_text(v);

	return at ? (struct text){ at, (size_t)sqlite3_value_bytes(v) } : TEXT("");
}

static struct text shown_source(sqlite3_value **values)
{
	struct text source = member_of(argument(values[0]), argument(values[1]));

	return source.size && source.at[0] == '{' ? member_of(source, TEXT("value")) : source;
}

static void text_give(sqlite3_context *context, struct text t)
{
	sqlite3_result_text64(context, t.at, t.size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void quoted_give(sqlite3_context *context, struct text source)
{
	struct text inner = { source.at + 1, source.size - 2 }, why;
	const struct json *read;

	if (!memchr(inner.at, '\\', inner.size)) {
		text_give(context, inner);
		return;
	}
	struct arena *a = arena_open();
	if (!json_read(a, source, &read, &why))
		text_give(context, json_text(read));
	arena_drop(a);
}

static void shown(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct text source = shown_source(values);

	(void)count;
	if (!source.size || source.at[0] == '[' || text_is(source, "null"))
		return;
	if (source.at[0] == '"' && source.size > 1)
		quoted_give(context, source);
	else
		text_give(context, source);
}

static void shown_number(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct text source = shown_source(values);
	double real;

	(void)count;
	if (text_real(source, &real))
		sqlite3_result_double(context, real);
}

int sqlite_shown_register(sqlite3 *handle)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	int rc = sqlite3_create_function(handle, "shown", 2, flags, NULL, shown, NULL, NULL);

	return rc != SQLITE_OK ? rc
			       : sqlite3_create_function(handle, "shown_number", 2, flags, NULL,
							 shown_number, NULL, NULL);
}
