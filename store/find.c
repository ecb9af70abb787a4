// SPDX-License-Identifier: Apache-2.0
/*
 * Full-text search, where the engines differ most.
 *
 * PostgreSQL has an index over all pieces of three characters (pg_trgm) that serves LIKE, and joins
 * it with the index of the location by itself.
 *
 * SQLite has FTS5, a table beside the table, kept by triggers (sqlite_backlog.c says when).  FTS5
 * does not know tenants: with its own trigrams every location would pay for the names of all.  So
 * the tokens are ours: each piece of three characters, with its location in front, and each list of
 * rows is of one location only.
 *
 *	contact                        contact_find (holds an index, no texts)
 *	rowid  location_id  find       rowid  location_id ↵ find
 *	7      Qm3…         ann smith         8fk2ann 8fk2nn␣ 8fk2n␣s …
 *
 * Two locations may share a prefix (four characters of a hash); the statement names the location
 * anyway.
 */
#include "store/sqlite.h"

#define PREFIX_SIZE 4
#define PIECE	    3 /* characters */

/* --- SQLite --- */

static void prefix_make(struct text location, char out[PREFIX_SIZE])
{
	static const char letters[] =
		"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
	uint32_t hash = text_hash(location);

	for (int i = 0; i < PREFIX_SIZE; i++, hash >>= 6)
		out[i] = letters[hash & 63];
}

static size_t letter_size(const char *at, const char *end)
{
	size_t size = 1;

	while (at + size < end && ((unsigned char)at[size] & 0xc0) == 0x80)
		size++;
	return size;
}

typedef int token_function(void *to, int flags, const char *token, int size, int from, int end);

/* Every three neighbouring letters of "location ↵ text", the location's prefix in front. */
static int pieces_tokenize(Fts5Tokenizer *self, void *to, int flags, const char *all, int size,
			   token_function *give)
{
	const char *end = all + size, *text = memchr(all, '\n', (size_t)size);
	char token[PREFIX_SIZE + PIECE * 4];
	const char *edge[PIECE + 1]; /* of the letters in the window */
	int count = 0, rc = SQLITE_OK;

	(void)self, (void)flags;
	if (!text)
		return SQLITE_OK;
	prefix_make((struct text){ all, (size_t)(text - all) }, token);
	for (const char *at = text + 1; at < end && rc == SQLITE_OK;) {
		size_t one = letter_size(at, end);
		if (one > 4)
			return SQLITE_OK; /* not UTF-8, which the store does not hold */
		edge[count++] = at;
		at += one;
		edge[count] = at;
		if (count < PIECE)
			continue;
		size_t width = (size_t)(at - edge[0]);
		memcpy(token + PREFIX_SIZE, edge[0], width);
		rc = give(to, 0, token, (int)(PREFIX_SIZE + width), (int)(edge[0] - all),
			  (int)(at - all));
		memmove(edge, edge + 1, PIECE * sizeof(*edge));
		count--;
	}
	return rc;
}

static int pieces_create(void *context, const char **words, int count, Fts5Tokenizer **out)
{
	static char none;

	(void)context, (void)words, (void)count;
	*out = (Fts5Tokenizer *)&none; /* nothing to keep */
	return SQLITE_OK;
}

static void pieces_delete(Fts5Tokenizer *self)
{
	(void)self;
}

int sqlite_find_register(sqlite3 *handle)
{
	fts5_tokenizer pieces = { pieces_create, pieces_delete, pieces_tokenize };
	fts5_api *api = NULL;
	sqlite3_stmt *ask;
	int rc = sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &ask, NULL);

	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_pointer(ask, 1, (void *)&api, "fts5_api_ptr", NULL);
	sqlite3_step(ask);
	rc = sqlite3_finalize(ask);
	if (rc != SQLITE_OK || !api)
		return rc != SQLITE_OK ? rc : SQLITE_ERROR;
	return api->xCreateTokenizer(api, "store_pieces", NULL, &pieces, NULL);
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

	buffer_byte(&b, '"');
	buffer_add(&b, location);
	buffer_byte(&b, '\n');
	for (size_t i = 0; i < folded.size; i++) {
		if (folded.at[i] == '"')
			buffer_byte(&b, '"');
		buffer_byte(&b, folded.at[i]);
	}
	buffer_byte(&b, '"');
	return buffer_text(&b);
}

#define PIECES_OF(row) row ".location_id || char(10) || " row ".find"

/* Said again of a table that is searchable already, it keeps the index and makes the triggers anew.
 */
void sqlite_searchable(struct buffer *b, struct text table)
{
	static const char *const parts[] = {
		"CREATE VIRTUAL TABLE IF NOT EXISTS %_find"
		" USING fts5(find, content='', tokenize='store_pieces');\n",
		"INSERT INTO %_find (rowid, find) SELECT rowid, " PIECES_OF(
			"%") " FROM %"
			     " WHERE NOT EXISTS (SELECT 1 FROM %_find_docsize);\n",
		"DROP TRIGGER IF EXISTS %_find_new;\n"
		"DROP TRIGGER IF EXISTS %_find_gone;\n"
		"DROP TRIGGER IF EXISTS %_find_moved;\n",
		"CREATE TRIGGER %_find_new AFTER INSERT ON % BEGIN"
		" SELECT find_later('%', new.rowid, NULL, " PIECES_OF("new") "); END;\n",
		"CREATE TRIGGER %_find_gone AFTER DELETE ON % BEGIN"
		" SELECT find_later('%', old.rowid, " PIECES_OF("old") ", NULL); END;\n",
		"CREATE TRIGGER %_find_moved AFTER UPDATE OF location_id, find ON %"
		" WHEN old.find IS NOT new.find OR old.location_id IS NOT new.location_id BEGIN"
		" SELECT find_later('%', new.rowid, " PIECES_OF("old") ", " PIECES_OF(
			"new") ");"
			       " END;\n",
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		fill(b, parts[i], table);
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
	buffer_format(
		b,
		"CREATE EXTENSION IF NOT EXISTS pg_trgm;\n"
		"CREATE INDEX IF NOT EXISTS %.*s_find ON %.*s USING gin (find gin_trgm_ops);\n",
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
