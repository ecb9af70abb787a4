// SPDX-License-Identifier: Apache-2.0
/*
 * From the text of a handler to the text of an engine, and from named values to parameters.
 *
 * A row's date_updated only grows, whatever the clock says: who asks for what changed since the
 * last time would miss it otherwise.
 *
 *	… WHERE id = :contactId AND FINDS(contact, :query)
 *	… WHERE id = $1 AND contact.find LIKE $2                         names: contactId, query
 *
 * FINDS is a condition by itself; HINTS (the same), NARROWS and AMONG stand beside one that says
 * more exactly what they say roughly, and each engine takes the one that leads it there.
 *
 * What stands in quotes or comments is left alone, and so is `::`.
 */
#include "platform/store/inside.h"

#include "base/core/log.h"

struct speller {
	struct arena *arena;
	const struct driver *driver;
	struct text rest;
	struct buffer out;
	const char *names[PARAMETERS_MAX];
	int count;
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static void move(struct speller *s, size_t size)
{
	s->rest.at += size;
	s->rest.size -= size;
}

static void copy(struct speller *s, size_t size)
{
	buffer_add(&s->out, (struct text){ s->rest.at, size });
	move(s, size);
}

static size_t word_size(struct text t)
{
	size_t size = 0;
	while (size < t.size && is_word(t.at[size]))
		size++;
	return size;
}

/* How many bytes from here on are a quoted piece or a comment; 0: none begins here. */
static size_t quiet_size(struct text t)
{
	const char *end = NULL;
	char c = t.at[0];
	char next = t.size > 1 ? t.at[1] : '\0';

	if (c == '\'' || c == '"')
		end = memchr(t.at + 1, c, t.size - 1);
	else if (c == '-' && next == '-')
		end = memchr(t.at, '\n', t.size);
	else if (c == '/' && next == '*') {
		end = memmem(t.at + 2, t.size - 2, "*/", 2);
		end = end ? end + 1 : NULL;
	} else if (c == ':' && next == ':')
		end = t.at + 1;
	else
		return 0;
	return end ? (size_t)(end - t.at) + 1 : t.size;
}

/* The engine's spelling of the parameter with this name; the same name is the same parameter. */
static bool parameter(struct speller *s, struct text name, struct text *out)
{
	int i = 0;

	while (i < s->count && !text_is(name, s->names[i]))
		i++;
	if (i == PARAMETERS_MAX)
		return false;
	if (i == s->count)
		s->names[s->count++] = text_c(s->arena, name);
	*out = text_format(s->arena, "%c%d", s->driver->mark, i + 1);
	return true;
}

/* `:name` at the head of the rest. */
static bool name_spell(struct speller *s)
{
	struct text spelled, name = { s->rest.at + 1, s->rest.size - 1 };

	name.size = word_size(name);
	if (!parameter(s, name, &spelled))
		return false;
	buffer_add(&s->out, spelled);
	move(s, name.size + 1);
	return true;
}

typedef void find_write(struct buffer *b, struct text table, struct text parameter);

/* `FINDS(table, :name)` at the head of the rest, or another word of search. */
static bool finds_spell(struct speller *s, find_write *write)
{
	const char *open = memchr(s->rest.at, '(', s->rest.size);
	const char *end = memchr(s->rest.at, ')', s->rest.size);
	struct text table, name, spelled;

	if (!end)
		return false;
	struct text inner = { open + 1, (size_t)(end - open) - 1 };
	if (!text_split(&inner, ',', &table))
		return false;
	table = text_trim(table);
	name = text_trim(inner);
	if (!name.size || name.at[0] != ':')
		return false;
	if (!parameter(s, (struct text){ name.at + 1, name.size - 1 }, &spelled))
		return false;
	write(&s->out, table, spelled);
	move(s, (size_t)(end - s->rest.at) + 1);
	return true;
}

/* `date_updated = :now` at the head of the rest, which an UPDATE sets: later than before. */
static bool later_spell(struct speller *s, struct text set, bool *fine)
{
	struct text now, name = { set.at, set.size - (sizeof(" = :now") - 1) };

	if (!text_starts(s->rest, set.at) ||
	    word_size((struct text){ s->rest.at + set.size, s->rest.size - set.size }))
		return false;
	*fine = parameter(s, TEXT("now"), &now);
	buffer_format(&s->out, "%.*s = CASE WHEN %.*s < %.*s THEN %.*s ELSE %.*s + 1 END",
		      (int)name.size, name.at, (int)name.size, name.at, (int)now.size, now.at,
		      (int)now.size, now.at, (int)name.size, name.at);
	move(s, set.size);
	return true;
}

bool statement_spell(struct arena *a, const struct driver *driver, struct text sql,
		     struct spelling *out)
{
	struct speller s = { .arena = a, .driver = driver, .rest = sql };

	s.out = buffer_open(a, (size_t)1 << 20);
	while (s.rest.size) {
		size_t quiet = quiet_size(s.rest);
		size_t word = word_size(s.rest);
		bool fine = true;

		if (quiet)
			copy(&s, quiet);
		else if (text_starts(s.rest, "FINDS("))
			fine = finds_spell(&s, driver->finds);
		else if (text_starts(s.rest, "HINTS("))
			fine = finds_spell(&s, driver->hints);
		else if (text_starts(s.rest, "NARROWS("))
			fine = finds_spell(&s, driver->narrows);
		else if (text_starts(s.rest, "AMONG("))
			fine = finds_spell(&s, driver->among);
		else if (later_spell(&s, TEXT("date_updated = :now"), &fine) ||
			 later_spell(&s, TEXT("updated_at = :now"), &fine))
			;
		else if (word)
			copy(&s, word);
		else if (s.rest.at[0] == ':' && s.rest.size > 1 && is_word(s.rest.at[1]))
			fine = name_spell(&s);
		else
			copy(&s, 1);
		if (!fine)
			return false;
	}
	const char **names = arena_take(a, sizeof(*names) * (size_t)(s.count + 1));
	for (int i = 0; i < s.count; i++)
		names[i] = s.names[i];
	*out = (struct spelling){ .sql = buffer_text(&s.out), .names = names, .count = s.count };
	return !s.out.full;
}

/* --- values --- */

static const struct value *value_find(struct call *call, const char *name, uint32_t hash)
{
	struct store_connection *l = call->connection;

	for (size_t i = 0; i < l->own_count; i++) {
		if (!strcmp(l->own[i].name, name))
			return &l->own[i].value;
	}
	return call_value_hashed(call, name, hash);
}

static struct statement *bound(struct call *call, struct statement *s)
{
	enum db_status o = s ? store_connection_prepare(call->connection, s) : OUTCOME_BROKEN;
	if (o != OUTCOME_DONE) {
		store_refuse(call, o);
		return NULL;
	}
	for (int i = 0; i < s->name_count; i++)
		s->driver->bind(s->prepared, i + 1, value_find(call, s->names[i], s->hashes[i]));
	return s;
}

struct statement *statement_ready(struct call *call, const char *sql, enum variant variant)
{
	if (call->err || !store_connection_need(call->connection, call))
		return NULL;
	return bound(call, store_connection_statement(call->connection, sql, variant));
}

struct statement *statement_ready_made(struct call *call, struct text sql)
{
	if (call->err || !store_connection_need(call->connection, call))
		return NULL;
	return bound(call, store_connection_statement_made(call->connection, sql));
}

enum err store_refuse(struct call *call, enum db_status o)
{
	static const struct {
		enum err err;
		const char *sentence;
	} table[] = {
#define X(name, error, sentence) { ERR_##error, sentence },
		OUTCOME_TABLE(X)
#undef X
	};
	if (o == OUTCOME_LATE && call_left(call))
		o = OUTCOME_LEFT;
	if (call->connection && o == OUTCOME_DAMAGED)
		atomic_store(&call->connection->store->damaged, true);
	if (call->connection && o > OUTCOME_CLASH)
		call->connection->db_error = o;
	return refuse(call, table[o].err, "%s", table[o].sentence);
}

enum db_status statement_step(struct call *call, struct statement *s)
{
	struct store_connection *l = call->connection;

	if (!s->standing) {
		s->standing = true;
		s->next_standing = l->standing;
		l->standing = s;
	}
	enum db_status o = s->driver->step(s->prepared);
	if (s->writes && !l->wrote)
		l->wrote = o == OUTCOME_ROW ||
			   (o == OUTCOME_DONE && s->driver->changed(s->prepared) > 0);
	if (o > OUTCOME_CLASH) {
		if (o != OUTCOME_RACE && o != OUTCOME_LATE)
			log_say(LOG_ERROR, ROOM, "a statement failed error=\"%s\" sql=\"%.*s\"",
				l->driver->complaint(l->db), (int)s->text.size, s->text.at);
		store_refuse(call, o);
	}
	return o;
}

enum db_status statement_finish(struct call *call, struct statement *s, enum db_status last)
{
	struct store_connection *l = call->connection;

	while (last == OUTCOME_ROW)
		last = statement_step(call, s);
	s->driver->reset(s->prepared);
	s->standing = false;
	for (struct statement **at = &l->standing; *at; at = &(*at)->next_standing) {
		if (*at == s) {
			*at = s->next_standing;
			break;
		}
	}
	return last;
}

enum db_status statement_run(struct call *call, const char *sql, const struct named *own,
			     size_t count)
{
	struct store_connection *l = call->connection;

	l->own = own;
	l->own_count = count;
	struct statement *s = statement_ready(call, sql, PLAIN);
	l->own_count = 0;
	if (!s)
		return OUTCOME_BROKEN;
	return statement_finish(call, s, statement_step(call, s));
}
