// SPDX-License-Identifier: Apache-2.0
/*
 * A link: one connection, what is prepared on it, and its read transaction.
 *
 * Literals are found again by their address in a table that only grows (there are as many as the
 * source has); statements made while running by their content, in a few places of which the one
 * that was not used for longest is given up.
 *
 * A read transaction begins with the first statement and lasts until store_connection_rest, so that
 * a batch of requests costs one.  Outside of a call that is being performed it is begun anew when
 * something was committed meanwhile: who was told that a write is done sees it.
 */
#include "platform/store/inside.h"

#include "base/core/log.h"
#include "base/time/clock.h"

#define TABLE_FIRST	 256
#define CONNECT_AGAIN_US 500000 /* a database that is away is not asked more often */

struct store_connection *store_connection_make(struct store *s, enum use use)
{
	struct arena *home = arena_open();
	struct store_connection *l = arena_take(home, sizeof(*l));

	*l = (struct store_connection){ .store = s, .driver = s->driver, .use = use, .home = home };
	l->arena = arena_open();
	return l;
}

struct store_connection *store_connection_open(struct store *s)
{
	return store_connection_make(s, USE_READ);
}

static void disconnect(struct store_connection *l)
{
	store_connection_settle(l);
	store_held_drop(l);
	if (l->db)
		l->driver->close(l->db);
	l->db = NULL;
	for (size_t i = 0; i < MADE_MAX; i++) {
		if (l->made[i])
			arena_drop(l->made[i]->arena);
		l->made[i] = NULL;
	}
}

void store_connection_lose(struct store_connection *l)
{
	disconnect(l);
	arena_reset(l->arena);
	l->table = NULL;
	l->room = l->count = 0;
	l->reading = false;
	l->db_error = OUTCOME_DONE;
}

void store_connection_give_up(struct store_connection *l)
{
	enum db_status db_error = l->db_error;

	if (db_error != OUTCOME_MUTE && db_error != OUTCOME_CLOSED)
		return;
	store_connection_lose(l);
	if (db_error == OUTCOME_MUTE)
		l->tried_us = clock_monotonic_us();
}

void store_connection_close(struct store_connection *l)
{
	if (!l)
		return;
	store_connection_rest(l);
	disconnect(l);
	arena_drop(l->arena);
	arena_drop(l->home);
}

void store_connection_settle(struct store_connection *l)
{
	while (l->standing) {
		struct statement *s = l->standing;
		l->standing = s->next_standing;
		s->standing = false;
		s->driver->reset(s->prepared);
	}
	l->own_count = 0;
}

void store_connection_rest(struct store_connection *l)
{
	store_connection_settle(l);
	if (l->reading)
		l->driver->rollback(l->db);
	l->reading = false;
}

static bool connect(struct store_connection *l)
{
	int64_t now = clock_monotonic_us();
	struct arena *a = arena_open();
	struct text why;

	if (l->tried_us && now - l->tried_us < CONNECT_AGAIN_US) {
		arena_drop(a);
		return false;
	}
	l->db = l->driver->open(&l->store->place, l->use, a, &why);
	l->tried_us = l->db ? 0 : now;
	l->version = 0; /* they are counted by each connection for itself */
	if (l->db && (l->use == USE_READ || !l->driver->alone) && l->driver->interrupt)
		l->driver->interrupt(l->db, reader_late, l);
	if (!l->db)
		log_say(LOG_ERROR, ROOM, "%.*s", (int)why.size, why.at);
	arena_drop(a);
	return l->db != NULL;
}

void store_connection_fresh(struct store_connection *l)
{
	if (l->use != USE_READ || l->standing)
		return;
	if (l->db_error == OUTCOME_LOST)
		store_connection_lose(l);
	store_connection_give_up(l);
	if (l->reading && l->seen != atomic_load_explicit(&l->store->commits, memory_order_acquire))
		store_connection_rest(l);
}

bool store_connection_need(struct store_connection *l, struct call *call)
{
	if (!l->pinned)
		store_connection_fresh(l);
	if (!l->db && !connect(l)) {
		store_refuse(call, OUTCOME_LOST);
		return false;
	}
	if (l->use != USE_READ)
		return true;
	if (!l->reading) {
		uint64_t commits = atomic_load_explicit(&l->store->commits, memory_order_acquire);
		l->era = cache_era(l->store->cache);
		enum db_status o = l->driver->begin(l->db, false);
		if (o != OUTCOME_DONE) {
			store_refuse(call, o);
			return false;
		}
		l->reading = true;
		l->seen = commits;
	}
	return true;
}

/* --- statements --- */

static struct statement *statement_make(struct store_connection *l, struct arena *a,
					struct text sql, enum variant variant)
{
	struct spelling spelling;
	struct statement *s = arena_take(a, sizeof(*s));

	if (variant == LOCKING)
		sql = text_format(a, "%.*s%s", (int)sql.size, sql.at, l->driver->lock);
	if (!statement_spell(a, l->driver, sql, &spelling)) {
		log_say(LOG_ERROR, ROOM, "a statement cannot be spelled sql=\"%.*s\"",
			(int)sql.size, sql.at);
		return NULL;
	}
	uint32_t *hashes = arena_take(a, sizeof(*hashes) * (size_t)(spelling.count + 1));
	for (int i = 0; i < spelling.count; i++)
		hashes[i] = text_hash(text_of(spelling.names[i]));
	*s = (struct statement){ .driver = l->driver,
				 .text = sql,
				 .spelled = spelling.sql,
				 .variant = variant,
				 .writes = !text_starts(sql, "SELECT"),
				 .arena = a,
				 .names = spelling.names,
				 .hashes = hashes,
				 .name_count = spelling.count };
	return s;
}

enum db_status store_connection_prepare(struct store_connection *l, struct statement *s)
{
	if (s->prepared)
		return OUTCOME_DONE;
	enum db_status o = l->driver->prepare(l->db, s->arena, s->spelled, s->name_count,
					      &s->prepared);
	if (o > OUTCOME_CLASH && o != OUTCOME_LATE)
		log_say(LOG_ERROR, ROOM, "a statement is not understood error=\"%s\" sql=\"%.*s\"",
			l->driver->complaint(l->db), (int)s->text.size, s->text.at);
	return o;
}

static size_t place_of(const struct store_connection *l, const char *sql, enum variant variant)
{
	uint64_t mixed = ((uint64_t)(uintptr_t)sql + (uint64_t)variant) * 0x9e3779b97f4a7c15u;
	size_t i = (size_t)(mixed >> 32) & (l->room - 1);

	while (l->table[i] && (l->table[i]->sql != sql || l->table[i]->variant != variant))
		i = (i + 1) & (l->room - 1);
	return i;
}

static void table_grow(struct store_connection *l)
{
	struct statement **old = l->table;
	size_t old_room = l->room;

	l->room = old_room ? old_room * 2 : TABLE_FIRST;
	l->table = arena_take(l->arena, l->room * sizeof(struct statement *));
	for (size_t i = 0; i < old_room; i++) {
		if (old[i])
			l->table[place_of(l, old[i]->sql, old[i]->variant)] = old[i];
	}
}

struct statement *store_connection_statement(struct store_connection *l, const char *sql,
					     enum variant variant)
{
	if (l->count * 2 >= l->room)
		table_grow(l);
	size_t i = place_of(l, sql, variant);
	if (l->table[i] && l->table[i]->standing) /* asked again while its rows are being read */
		return store_connection_statement_made(l, text_of(sql));
	if (!l->table[i]) {
		l->table[i] = statement_make(l, l->arena, text_of(sql), variant);
		if (l->table[i]) {
			l->table[i]->sql = sql;
			l->count++;
		}
	}
	return l->table[i];
}

static void made_drop(struct store_connection *l, size_t i)
{
	struct statement *s = l->made[i];

	l->made[i] = NULL;
	if (s->prepared)
		l->driver->release(s->prepared);
	arena_drop(s->arena);
}

struct statement *store_connection_statement_made(struct store_connection *l, struct text sql)
{
	size_t oldest = MADE_MAX;

	for (size_t i = 0; i < MADE_MAX; i++) {
		struct statement *s = l->made[i];
		if (s && s->standing)
			continue;
		if (s && text_same(s->text, sql)) {
			s->used = ++l->made_clock;
			return s;
		}
		if (oldest == MADE_MAX || !s ||
		    (l->made[oldest] && s->used < l->made[oldest]->used))
			oldest = i;
	}
	if (oldest == MADE_MAX)
		return NULL;
	if (l->made[oldest])
		made_drop(l, oldest);
	struct arena *a = arena_open();
	struct statement *s = statement_make(l, a, text_copy(a, sql), PLAIN);
	if (!s) {
		arena_drop(a);
		return NULL;
	}
	s->used = ++l->made_clock;
	l->made[oldest] = s;
	return s;
}
