// SPDX-License-Identifier: Apache-2.0
/*
 * Full-text search, where the engines differ most.
 *
 * PostgreSQL has an index over all pieces of three characters (pg_trgm) that serves LIKE, and joins
 * it with the index of the location by itself.
 *
 * SQLite has FTS5 with trigrams, a table beside the table, kept by triggers:
 *
 *	contact                        contact_find (holds an index, no texts)
 *	rowid  location_id  find       rowid  place  find
 *
 * FTS5 does not know tenants, and a common piece of text of a large one would slow a small one
 * down: so the location stands in the index too, as three characters (one trigram) that are asked
 * for with every search.  Two locations may share them; the statement names the location anyway.
 */
#include "store/sqlite.h"

#define PLACE_FIRST 0x4e00 /* ideographs: no case, no folding, and nobody's idea of a separator */
#define PLACE_COUNT 20992
#define PLACE_SIZE  9

/* --- SQLite --- */

static void place_make(struct text location, char out[PLACE_SIZE])
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < location.size; i++)
		hash = (hash ^ (unsigned char)location.at[i]) * 1099511628211u;
	hash ^= hash >> 29;
	for (int i = 0; i < 3; i++) {
		uint32_t c = PLACE_FIRST + (uint32_t)(hash % PLACE_COUNT);
		hash /= PLACE_COUNT;
		*out++ = (char)(0xe0 | (c >> 12));
		*out++ = (char)(0x80 | ((c >> 6) & 0x3f));
		*out++ = (char)(0x80 | (c & 0x3f));
	}
}

static void place_function(sqlite3_context *context, int count, sqlite3_value **values)
{
	char place[PLACE_SIZE];

	(void)count;
	const char *at = (const char *)sqlite3_value_text(values[0]);
	size_t size = (size_t)sqlite3_value_bytes(values[0]);
	place_make((struct text){ at ? at : "", at ? size : 0 }, place);
	sqlite3_result_text(context, place, PLACE_SIZE, SQLITE_TRANSIENT);
}

int sqlite_find_register(sqlite3 *handle)
{
	return sqlite3_create_function_v2(handle, "store_place", 1,
					  SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
					  NULL, place_function, NULL, NULL, NULL);
}

/* Copies a template in which % stands for the table. */
static void fill(struct buffer *b, const char *template, struct text table)
{
	for (const char *at = template; *at; at++) {
		if (*at == '%')
			buffer_add(b, table);
		else
			buffer_byte(b, *at);
	}
}

void sqlite_finds(struct buffer *b, struct text table, struct text parameter)
{
	fill(b, "%.rowid IN (SELECT rowid FROM %_find WHERE %_find MATCH ", table);
	buffer_add(b, parameter);
	buffer_byte(b, ')');
}

struct text sqlite_needle(struct arena *a, struct text location, struct text folded)
{
	struct buffer b = buffer_open(a, (size_t)1 << 20);
	char place[PLACE_SIZE];

	place_make(location, place);
	buffer_add(&b, TEXT("place : \""));
	buffer_add(&b, (struct text){ place, PLACE_SIZE });
	buffer_add(&b, TEXT("\" AND find : \""));
	for (size_t i = 0; i < folded.size; i++) {
		if (folded.at[i] == '"')
			buffer_byte(&b, '"');
		buffer_byte(&b, folded.at[i]);
	}
	buffer_byte(&b, '"');
	return buffer_text(&b);
}

void sqlite_searchable(struct buffer *b, struct text table)
{
	fill(b,
	     "CREATE VIRTUAL TABLE %_find USING fts5(place, find, content='',"
	     " tokenize='trigram case_sensitive 1');\n"
	     "INSERT INTO %_find (rowid, place, find)"
	     " SELECT rowid, store_place(location_id), find FROM %;\n"
	     "CREATE TRIGGER %_find_new AFTER INSERT ON % BEGIN"
	     " INSERT INTO %_find (rowid, place, find)"
	     " VALUES (new.rowid, store_place(new.location_id), new.find); END;\n"
	     "CREATE TRIGGER %_find_gone AFTER DELETE ON % BEGIN"
	     " INSERT INTO %_find (%_find, rowid, place, find)"
	     " VALUES ('delete', old.rowid, store_place(old.location_id), old.find); END;\n"
	     "CREATE TRIGGER %_find_moved AFTER UPDATE OF location_id, find ON %"
	     " WHEN old.find IS NOT new.find OR old.location_id IS NOT new.location_id BEGIN"
	     " INSERT INTO %_find (%_find, rowid, place, find)"
	     " VALUES ('delete', old.rowid, store_place(old.location_id), old.find);"
	     " INSERT INTO %_find (rowid, place, find)"
	     " VALUES (new.rowid, store_place(new.location_id), new.find); END;\n",
	     table);
}

/* --- PostgreSQL --- */

void postgres_finds(struct buffer *b, struct text table, struct text parameter)
{
	buffer_format(b, "%.*s.find LIKE %.*s", (int)table.size, table.at, (int)parameter.size,
		      parameter.at);
}

struct text postgres_needle(struct arena *a, struct text location, struct text folded)
{
	struct buffer b = buffer_open(a, (size_t)1 << 20);

	(void)location;
	buffer_byte(&b, '%');
	for (size_t i = 0; i < folded.size; i++) {
		if (memchr("\\%_", folded.at[i], 3))
			buffer_byte(&b, '\\');
		buffer_byte(&b, folded.at[i]);
	}
	buffer_byte(&b, '%');
	return buffer_text(&b);
}

void postgres_searchable(struct buffer *b, struct text table)
{
	buffer_format(b,
		      "CREATE EXTENSION IF NOT EXISTS pg_trgm;\n"
		      "CREATE INDEX %.*s_find ON %.*s USING gin (find gin_trgm_ops);\n",
		      (int)table.size, table.at, (int)table.size, table.at);
}

struct value store_likeness(struct call *call, struct text query)
{
	struct text folded = text_lower(call->arena, text_trim(query));
	struct buffer buffer = buffer_open(call->arena, folded.size * 2 + 2);

	buffer_byte(&buffer, '%');
	for (size_t i = 0; i < folded.size; i++) {
		char c = folded.at[i];
		if (c == '%' || c == '_' || c == '\\')
			buffer_byte(&buffer, '\\');
		buffer_byte(&buffer, c);
	}
	buffer_byte(&buffer, '%');
	return (struct value){ .type = VALUE_TEXT, .text = buffer_text(&buffer) };
}
