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
 *	contact                              contact_find (holds an index, no texts)
 *	rowid  location_id  state  find      rowid  location_id, values ↵ find
 *	7      Qm3…         TX     ann smith 7      Qm3…state=tx Qm3…ann Qm3…nn␣ Qm3…n␣s …
 *
 * Values of columns are tokens, too, each as a whole: "ann anywhere and state TX" is one question
 * that reads only what both lists have in common, and how many that are is known without a row.
 */
#include "platform/store/inside.h"
#include "platform/store/sqlite.h"

#define PREFIX_MAX 40  /* of a location's id */
#define PIECE	   3   /* characters */
#define VALUE_MAX  200 /* bytes of a value that count */
#define TOKEN_MAX  (PREFIX_MAX + 1 + VALUE_MAX)

/* before a value of a column, and before a list of them */
#define ONE  '\x01'
#define LIST '\x02'

/* --- SQLite --- */

/* as SQLite calls it */
typedef int token_function(void *to, int flags, const char *token, int size, int from, int end);

struct tokenizing {
	void *to;
	token_function *give;
	char token[TOKEN_MAX];
	size_t prefix; /* bytes of the token that are the location */
	int place;     /* of the text, in what was given */
};

static int token_give(struct tokenizing *t, size_t size)
{
	int place = t->place++;

	return t->give(t->to, 0, t->token, (int)size, place, place + 1);
}

static size_t letter_size(const char *at, const char *end)
{
	size_t size = 1;

	while (at + size < end && ((unsigned char)at[size] & 0xc0) == 0x80)
		size++;
	return size;
}

/* Every three neighbouring letters. */
static int pieces_give(struct tokenizing *t, const char *text, const char *end)
{
	const char *edge[PIECE + 1]; /* of the letters in the window */
	int count = 0, rc = SQLITE_OK;

	for (const char *at = text; at < end && rc == SQLITE_OK;) {
		size_t one = letter_size(at, end);
		if (one > 4)
			return SQLITE_OK; /* not UTF-8, which the store does not hold */
		edge[count++] = at;
		at += one;
		edge[count] = at;
		if (count < PIECE)
			continue;
		size_t width = (size_t)(at - edge[0]);
		memcpy(t->token + t->prefix, edge[0], width);
		rc = token_give(t, t->prefix + width);
		memmove(edge, edge + 1, PIECE * sizeof(*edge));
		count--;
	}
	return rc;
}

/* column=value, as one token. */
static int value_give(struct tokenizing *t, struct text column, struct text value)
{
	size_t room = VALUE_MAX - column.size;

	if (column.size > VALUE_MAX / 2)
		return SQLITE_OK;
	t->token[t->prefix] = ONE;
	memcpy(t->token + t->prefix + 1, column.at, column.size);
	if (value.size > room)
		value.size = room;
	memcpy(t->token + t->prefix + 1 + column.size, value.at, value.size);
	return token_give(t, t->prefix + 1 + column.size + value.size);
}

/* column=["a","b"]: a token for each. */
static int list_give(struct tokenizing *t, struct text column, struct text list)
{
	const char *at = list.at, *end = list.at + list.size;
	int rc = SQLITE_OK;

	while (rc == SQLITE_OK && (at = memchr(at, '"', (size_t)(end - at)))) {
		const char *from = ++at;
		while (at < end && *at != '"')
			at += *at == '\\' && at + 1 < end ? 2 : 1;
		rc = value_give(t, column, (struct text){ from, (size_t)(at - from) });
		at += at < end;
	}
	return rc;
}

static const char *mark_after(const char *at, const char *end)
{
	while (at < end && *at != ONE && *at != LIST)
		at++;
	return at;
}

/* What stands between the location and the text: the values of its columns. */
static int values_give(struct tokenizing *t, const char *at, const char *end)
{
	int rc = SQLITE_OK;

	while (rc == SQLITE_OK && at < end) {
		char mark = *at++;
		const char *stop = mark_after(at, end), *is = memchr(at, '=', (size_t)(stop - at));
		struct text column = { at, is ? (size_t)(is + 1 - at) : 0 };
		struct text value = { at + column.size, (size_t)(stop - at) - column.size };

		if (is)
			rc = mark == LIST ? list_give(t, column, value)
					  : value_give(t, column, value);
		at = stop;
	}
	return rc;
}

/* as SQLite calls it */
static int pieces_tokenize(Fts5Tokenizer *self, void *to, int flags, const char *all, int size,
			   token_function *give)
{
	struct tokenizing t = { .to = to, .give = give };
	const char *end = all + size, *text = memchr(all, '\n', (size_t)size);
	const char *head_end = text ? text : end, *values = mark_after(all, head_end);
	int rc;

	(void)self, (void)flags;
	t.prefix = (size_t)(values - all) < PREFIX_MAX ? (size_t)(values - all) : PREFIX_MAX;
	memcpy(t.token, all, t.prefix);
	rc = values_give(&t, values, head_end);
	return rc == SQLITE_OK && text ? pieces_give(&t, text + 1, end) : rc;
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

struct text sqlite_narrowed(struct arena *a, struct text table)
{
	return text_format(a,
			   "SELECT count(*) AS narrowed FROM (SELECT 1 FROM %.*s_find"
			   " WHERE %.*s_find MATCH :narrow LIMIT :narrowMax) AS some",
			   (int)table.size, table.at, (int)table.size, table.at);
}

struct text sqlite_held(struct arena *a, struct text table)
{
	return text_format(a,
			   "SELECT rowid AS place FROM %.*s_find"
			   " WHERE %.*s_find MATCH :narrow LIMIT :narrowMax",
			   (int)table.size, table.at, (int)table.size, table.at);
}

void sqlite_among(struct buffer *b, struct text table, struct text parameter)
{
	fill(b, "%.rowid IN (SELECT value FROM json_each(", table);
	buffer_add(b, parameter);
	buffer_add(b, TEXT("))"));
}

/* FTS5 writes the row of its structure again whenever anything in it has changed. */
struct text sqlite_find_state(struct arena *a, struct text table)
{
	return text_format(a, "SELECT hex(block) AS state FROM %.*s_find_data WHERE id = 10",
			   (int)table.size, table.at);
}

/* A column of `-- searchable TABLE COLUMN LIST[]`; is it a list? */
static bool column_read(struct text *words, struct text *column, bool *list)
{
	static const char sign[] = "[]";

	*words = text_trim(*words);
	if (!text_split(words, ' ', column))
		*column = *words, *words = TEXT("");
	*list = column->size > 2 && !memcmp(column->at + column->size - 2, sign, 2);
	column->size -= *list ? 2 : 0;
	return column->size > 0;
}

/* location ⇥ values ↵ text of a row, as the tokenizer takes it apart */
static void row_say(struct buffer *b, struct text row, struct text columns)
{
	struct text column;
	bool list;

	buffer_format(b, "%.*s.location_id || replace(''", (int)row.size, row.at);
	while (column_read(&columns, &column, &list))
		buffer_format(b, " || coalesce(char(%d) || '%.*s=' || fold(%.*s.%.*s), '')",
			      list ? LIST : ONE, (int)column.size, column.at, (int)row.size, row.at,
			      (int)column.size, column.at);
	buffer_format(b, ", char(10), ' ') || char(10) || %.*s.find", (int)row.size, row.at);
}

static void moved_say(struct buffer *b, struct text table, struct text columns)
{
	struct text rest = columns, column;
	bool list;

	fill(b, "CREATE TRIGGER %_find_moved AFTER UPDATE OF location_id, find", table);
	while (column_read(&rest, &column, &list))
		buffer_format(b, ", %.*s", (int)column.size, column.at);
	fill(b, " ON % WHEN old.find IS NOT new.find OR old.location_id IS NOT new.location_id",
	     table);
	rest = columns;
	while (column_read(&rest, &column, &list))
		buffer_format(b, " OR old.%.*s IS NOT new.%.*s", (int)column.size, column.at,
			      (int)column.size, column.at);
	fill(b, " BEGIN SELECT find_later('%', new.rowid, ", table);
	row_say(b, TEXT("old"), columns);
	buffer_add(b, TEXT(", "));
	row_say(b, TEXT("new"), columns);
	buffer_add(b, TEXT("); END;\n"));
}

/* Said again of a table that is searchable already, it keeps the index and makes the triggers anew.
 */
void sqlite_searchable(struct buffer *b, struct text words)
{
	struct text table, columns = text_trim(words);

	if (!text_split(&columns, ' ', &table))
		table = columns, columns = TEXT("");
	fill(b,
	     "CREATE VIRTUAL TABLE IF NOT EXISTS %_find"
	     " USING fts5(find, content='', tokenize='store_pieces');\n"
	     "INSERT INTO %_find (rowid, find) SELECT rowid, ",
	     table);
	row_say(b, table, columns);
	fill(b,
	     " FROM % WHERE NOT EXISTS (SELECT 1 FROM %_find_docsize);\n"
	     "DROP TRIGGER IF EXISTS %_find_new;\n"
	     "DROP TRIGGER IF EXISTS %_find_gone;\n"
	     "DROP TRIGGER IF EXISTS %_find_moved;\n"
	     "CREATE TRIGGER %_find_new AFTER INSERT ON % BEGIN"
	     " SELECT find_later('%', new.rowid, NULL, ",
	     table);
	row_say(b, TEXT("new"), columns);
	fill(b,
	     "); END;\n"
	     "CREATE TRIGGER %_find_gone AFTER DELETE ON % BEGIN"
	     " SELECT find_later('%', old.rowid, ",
	     table);
	row_say(b, TEXT("old"), columns);
	buffer_add(b, TEXT(", NULL); END;\n"));
	moved_say(b, table, columns);
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

/* Beside the text, the values of its columns with the location: any of them together lead there. */
void postgres_searchable(struct buffer *b, struct text words)
{
	struct text table, column, columns = text_trim(words);
	bool list;

	if (!text_split(&columns, ' ', &table))
		table = columns, columns = TEXT("");
	fill(b,
	     "CREATE EXTENSION IF NOT EXISTS pg_trgm;\n"
	     "CREATE INDEX IF NOT EXISTS %_find ON % USING gin (find gin_trgm_ops);\n",
	     table);
	if (!columns.size)
		return;
	postgres_fold(b);
	fill(b,
	     "CREATE EXTENSION IF NOT EXISTS btree_gin;\n"
	     "DROP INDEX IF EXISTS %_values;\n"
	     "CREATE INDEX %_values ON % USING gin (location_id",
	     table);
	while (column_read(&columns, &column, &list))
		if (!list)
			buffer_format(b, ", fold(%.*s)", (int)column.size, column.at);
	buffer_add(b, TEXT(");\n"));
}

void find_always(struct buffer *b, struct text table, struct text parameter)
{
	(void)table;
	buffer_format(b, "(CAST(%.*s AS TEXT) IS NOT NULL)", (int)parameter.size, parameter.at);
}

/* --- leaves of trees --- */

struct text store_leaf_text(struct call *call, struct text query)
{
	struct text folded = text_lower(call->arena, text_trim(query));
	size_t characters = 0;

	for (size_t i = 0; i < folded.size; i++)
		characters += ((unsigned char)folded.at[i] & 0xc0) != 0x80;
	if (characters < PIECE || memchr(folded.at, '\0', folded.size))
		return TEXT("");
	return sqlite_needle(call->arena, call_text(call, "locationId"), folded);
}

struct text store_leaf_value(struct call *call, const char *column, bool list, struct text value)
{
	struct buffer b = buffer_open(call->arena, 4 * VALUE_MAX + PREFIX_MAX + 64);
	struct buffer item = buffer_open(call->arena, 8 * VALUE_MAX);
	struct json_out out = json_open(&item);
	struct text location = call_text(call, "locationId");

	for (size_t i = 0; i < value.size; i++)
		if ((unsigned char)value.at[i] < ' ')
			return TEXT("");
	if (value.size > VALUE_MAX / 2 || strlen(column) > VALUE_MAX / 2 - 1)
		return TEXT("");
	if (list) {
		json_put_text(&out, value);
		value = buffer_text(&item);
		value = (struct text){ value.at + 1, value.size - 2 };
	}
	buffer_format(&b, "\"%.*s%c%s=", (int)location.size, location.at, ONE, column);
	for (size_t i = 0; i < value.size; i++) {
		if (value.at[i] == '"')
			buffer_byte(&b, '"');
		buffer_byte(&b, value.at[i]);
	}
	buffer_byte(&b, '"');
	return buffer_text(&b);
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
