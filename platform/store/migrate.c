// SPDX-License-Identifier: Apache-2.0
/*
 * Migrations: the numbered texts of schema/, each applied once, in order, all in one transaction.
 *
 * What was applied is remembered with a checksum.  Refused: data of a newer program (a number that
 * we do not have), and a text that was changed after it had been applied.
 *
 * In a text, lines that begin with `-- only sqlite`, `-- only postgres` and `-- both` say for whom
 * the next ones are, and `-- searchable TABLE` makes a table searchable.
 */
#include "platform/store/inside.h"

#include "base/core/log.h"
#include "base/time/clock.h"

struct migration {
	struct store *store;
	struct db *db;
	struct arena *arena;
	struct text *why;
};

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* How much of the line is no word of SQL: a comment, or what stands in quotes. */
static size_t quiet_size(struct text line)
{
	const char *end;

	if (line.at[0] == '-' && line.size > 1 && line.at[1] == '-')
		return line.size;
	if (line.at[0] != '\'')
		return 0;
	end = memchr(line.at + 1, '\'', line.size - 1);
	return end ? (size_t)(end - line.at) + 1 : line.size;
}

/* Copies a line; a column type TEXT is told to compare by bytes where the engine would not do so by
 * itself: ids order by time, and prefixes find their index.  (CAST(… AS TEXT) is no column.) */
static void line_copy(struct buffer *b, struct text line, bool byte_order)
{
	struct text last = TEXT("");

	while (line.size) {
		size_t size = quiet_size(line);
		while (size < line.size && is_capital(line.at[size]))
			size++;
		struct text word = { line.at, size ? size : 1 };
		buffer_add(b, word);
		if (!byte_order && text_is(word, "TEXT") && !text_is(last, "AS"))
			buffer_add(b, TEXT(" COLLATE \"C\""));
		if (size)
			last = word;
		line.at += word.size;
		line.size -= word.size;
	}
	buffer_byte(b, '\n');
}

/* The text as this engine is to have it. */
static struct text text_for(struct arena *a, const struct driver *driver, struct text sql)
{
	struct buffer b = buffer_open(a, (size_t)4 << 20);
	bool ours = true, both = true;
	struct text line;

	while (text_split(&sql, '\n', &line)) {
		struct text word = text_trim(line);
		if (text_starts(word, "-- only ")) {
			both = false;
			ours = text_is((struct text){ word.at + 8, word.size - 8 }, driver->name);
		} else if (text_is(word, "-- both")) {
			both = ours = true;
		} else if (ours && text_starts(word, "-- searchable ")) {
			driver->searchable(&b, (struct text){ word.at + 14, word.size - 14 });
		} else if (ours) {
			line_copy(&b, line, driver->byte_order || !both);
		}
	}
	buffer_byte(&b, '\0');
	return buffer_text(&b);
}

static int64_t number_of(struct text name)
{
	int64_t number = -1;
	size_t size = 0;

	while (size < name.size && name.at[size] >= '0' && name.at[size] <= '9')
		size++;
	return text_whole((struct text){ name.at, size }, &number) ? number : -1;
}

static enum err failed(struct migration *m, const char *what)
{
	*m->why = text_format(m->arena, "%s: %s", what, m->store->driver->complaint(m->db));
	return ERR_INTERNAL;
}

/* What was applied must be what we have; marks it in `applied`. */
static enum err row_compare(struct migration *m, struct prepared *p, bool *applied)
{
	const struct store_config *config = &m->store->config;
	const struct driver *driver = m->store->driver;
	int64_t number = driver->column(p, 0).whole;
	struct text name = driver->column(p, 1).text;
	char sum[SUM_SIZE];

	for (size_t i = 0; i < config->schema_count; i++) {
		if (number_of(text_of(config->schema[i].name)) != number)
			continue;
		applied[i] = true;
		store_sum(&config->schema[i].sql, 1, sum);
		if (text_is(driver->column(p, 2).text, sum))
			return ERR_OK;
		*m->why = text_format(m->arena,
				      "%s was changed after it had been applied to this data",
				      config->schema[i].name);
		return ERR_INTERNAL;
	}
	*m->why = text_format(m->arena,
			      "this data was written by a newer version (it has %.*s);"
			      " please use that version or a later one",
			      (int)name.size, name.at);
	return ERR_INTERNAL;
}

static enum err applied_read(struct migration *m, bool *applied)
{
	const struct driver *driver = m->store->driver;
	struct prepared *p = NULL;
	enum err e = ERR_OK;

	if (driver->prepare(
		    m->db, m->arena,
		    TEXT("SELECT number, name, checksum FROM schema_version ORDER BY number"), 0,
		    &p) != OUTCOME_DONE)
		return failed(m, "the list of applied migrations cannot be read");
	while (!e && driver->step(p) == OUTCOME_ROW)
		e = row_compare(m, p, applied);
	driver->reset(p);
	driver->release(p);
	return e;
}

static enum err apply(struct migration *m, const struct store_text *text, struct prepared *note)
{
	const struct driver *driver = m->store->driver;
	struct text sql = text_for(m->arena, driver, text->sql);
	struct clock clock;
	char sum[SUM_SIZE];

	if (driver->script(m->db, sql.at) != OUTCOME_DONE)
		return failed(m, text->name);
	clock_open(&clock, NULL);
	store_sum(&text->sql, 1, sum);
	const struct value values[] = {
		{ .type = VALUE_WHOLE, .whole = number_of(text_of(text->name)) },
		{ .type = VALUE_TEXT, .text = text_of(text->name) },
		{ .type = VALUE_TEXT, .text = text_of(sum) },
		{ .type = VALUE_WHOLE, .whole = clock_now_ms(&clock) },
	};
	for (int i = 0; i < 4; i++)
		driver->bind(note, i + 1, &values[i]);
	enum db_status o = driver->step(note);
	driver->reset(note);
	return o == OUTCOME_DONE ? ERR_OK : failed(m, text->name);
}

static enum err apply_missing(struct migration *m, const bool *applied)
{
	const struct store_config *config = &m->store->config;
	const struct driver *driver = m->store->driver;
	struct prepared *note = NULL;
	enum err e = ERR_OK;
	struct text sql = text_format(m->arena,
				      "INSERT INTO schema_version (number, name, checksum, at)"
				      " VALUES (%c1, %c2, %c3, %c4)",
				      driver->mark, driver->mark, driver->mark, driver->mark);

	if (driver->prepare(m->db, m->arena, sql, 4, &note) != OUTCOME_DONE)
		return failed(m, "the list of applied migrations cannot be written");
	for (size_t i = 0; !e && i < config->schema_count; i++) {
		if (applied[i])
			continue;
		e = apply(m, &config->schema[i], note);
		if (!e)
			log_say(LOG_DEBUG, ROOM, "applied %s", config->schema[i].name);
	}
	driver->release(note);
	return e;
}

/* What is missing is applied, by one program at a time. */
static enum err bring_up(struct migration *m, bool *applied)
{
	const struct driver *driver = m->store->driver;

	if (driver->begin(m->db, true) != OUTCOME_DONE)
		return failed(m, "the data cannot be opened for writing");
	/* Two programs that start at once: the second waits and finds all done. */
	enum db_status o = driver->guard(m->db, TEXT("migrate"), GUARD_WAITS);
	if (o == OUTCOME_DONE)
		o = driver->script(m->db, "CREATE TABLE IF NOT EXISTS schema_version ("
					  " number BIGINT PRIMARY KEY, name TEXT NOT NULL,"
					  " checksum TEXT NOT NULL, at BIGINT NOT NULL)");
	enum err e = o == OUTCOME_DONE ? ERR_OK : failed(m, "the data cannot be prepared");
	if (!e)
		e = applied_read(m, applied);
	if (!e)
		e = apply_missing(m, applied);
	if (!e && driver->commit(m->db) != OUTCOME_DONE)
		e = failed(m, "the migrations cannot be committed");
	if (e && driver->within(m->db))
		driver->rollback(m->db);
	return e;
}

/* Is nothing missing?  Reads only, so that it waits for nobody who writes.  Where the list cannot
 * be read there is none yet, or whoever brings it up says why. */
static bool is_up(struct migration *m, bool *applied)
{
	const struct driver *driver = m->store->driver;
	bool up = driver->begin(m->db, false) == OUTCOME_DONE && !applied_read(m, applied);

	for (size_t i = 0; up && i < m->store->config.schema_count; i++)
		up = applied[i];
	if (driver->within(m->db))
		driver->rollback(m->db);
	return up;
}

enum err migrate(struct store *s, struct db *db, struct arena *a, struct text *why)
{
	struct migration m = { .store = s, .db = db, .arena = a, .why = why };
	size_t room = s->config.schema_count + 1;
	bool *applied = arena_take(a, room);

	*why = (struct text){ 0 };
	if (is_up(&m, applied))
		return ERR_OK;
	if (!s->config.reads) {
		memset(applied, 0, room);
		return bring_up(&m, applied);
	}
	if (!why->size)
		*why = TEXT("this data is of an older version: groundlevel migrate (or serve)"
			    " brings it up");
	return ERR_INTERNAL;
}
