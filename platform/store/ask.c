// SPDX-License-Identifier: Apache-2.0
/*
 * What handlers say that ends in no JSON: is there a row, change, learn, hold, ask row by row; and
 * the counters, guards and needles beside them.
 */
#include "platform/store/inside.h"

#include <assert.h>

bool store_has(struct call *call, const char *sql)
{
	struct statement *s = statement_ready(call, sql, PLAIN);
	if (!s)
		return false;
	enum db_status o = statement_step(call, s);
	bool has = o == OUTCOME_ROW;
	if (o == OUTCOME_CLASH)
		store_refuse(call, o);
	/* the other rows do not matter */
	statement_finish(call, s, has ? OUTCOME_DONE : o);
	return has;
}

enum err store_do(struct call *call, const char *sql)
{
	struct statement *s = statement_ready(call, sql, PLAIN);
	if (!s)
		return call->err;
	enum db_status o;
	do {
		o = statement_step(call, s);
	} while (o == OUTCOME_ROW);
	call->changed = o == OUTCOME_DONE ? s->driver->changed(s->prepared) : 0;
	statement_finish(call, s, o);
	return o == OUTCOME_CLASH ? ERR_DUPLICATE : call->err;
}

/* --- rows as values --- */

/* first_name is firstName on the wire; in the call's arena, for call_set. */
static const char *wire_name(struct arena *a, const char *column)
{
	char *name = arena_bytes(a, strlen(column) + 1);
	char *to = name;

	for (const char *at = column; *at; at++) {
		bool hump = at[0] == '_' && to != name && at[1] >= 'a' && at[1] <= 'z';
		if (hump) {
			at++;
			*to++ = (char)(*at - 'a' + 'A');
		} else {
			*to++ = *at;
		}
	}
	*to = '\0';
	return name;
}

static void value_learn(struct call *call, const char *name, struct value v)
{
	if (v.type == VALUE_TEXT)
		v.text = text_copy(call->arena, v.text);
	call_set(call, name, v);
}

/* What the row is before it is changed, for whoever asks what was. */
static void before_keep(struct call *call, struct statement *s)
{
	struct before *b = arena_take(call->arena, sizeof(*b));
	int count = s->driver->columns(s->prepared);

	b->names = arena_take(call->arena, (size_t)count * sizeof(*b->names));
	b->values = arena_take(call->arena, (size_t)count * sizeof(*b->values));
	for (int i = 0; i < count; i++) {
		const char *name = s->driver->column_name(s->prepared, i);
		bool kept = strncmp(name, "kept_", 5) == 0;

		name = text_c(call->arena, text_of(kept ? name + 5 : name));
		b->names[i] = name;
		b->values[i] = s->driver->column(s->prepared, i);
		if (b->values[i].type == VALUE_TEXT)
			b->values[i].text = text_copy(call->arena, b->values[i].text);
		if (!strcmp(name, "id"))
			b->id = b->values[i];
	}
	b->count = count;
	call->connection->before = b;
}

/* One row's columns become values: all, or only those that were not sent. */
static bool row_learn(struct call *call, struct statement *s, bool all)
{
	if (!s)
		return false;
	enum db_status o = statement_step(call, s);
	bool has = o == OUTCOME_ROW;
	if (o == OUTCOME_CLASH)
		store_refuse(call, o);
	if (has && !all && call->op && call->op->event_count)
		before_keep(call, s);
	for (int i = 0; has && i < s->driver->columns(s->prepared); i++) {
		const char *name = wire_name(call->arena, s->driver->column_name(s->prepared, i));
		if (all || !call_given(call, name))
			value_learn(call, name, s->driver->column(s->prepared, i));
	}
	statement_finish(call, s, o);
	return has && !call->err;
}

bool store_load(struct call *call, const char *sql)
{
	return row_learn(call, statement_ready(call, sql, PLAIN), true);
}

bool store_select_for_update(struct call *call, const char *sql)
{
	return row_learn(call, statement_ready(call, sql, LOCKING), false);
}

/* --- rows one by one --- */

struct rows {
	struct call *call;
	struct statement *s;
	enum db_status last;
};

static struct rows *rows_open(struct call *call, struct statement *s)
{
	struct rows *r = arena_take(call->arena, sizeof(*r));

	*r = (struct rows){ .call = call, .s = s };
	if (!s)
		return r;
	r->last = OUTCOME_ROW;
	return r;
}

struct rows *store_ask(struct call *call, const char *sql)
{
	return rows_open(call, statement_ready(call, sql, PLAIN));
}

struct rows *store_ask_made(struct call *call, struct text sql)
{
	return rows_open(call, statement_ready_made(call, sql));
}

bool rows_next(struct rows *r)
{
	if (!r->s || r->last != OUTCOME_ROW || r->call->err)
		return false;
	r->last = statement_step(r->call, r->s);
	if (r->last == OUTCOME_CLASH)
		store_refuse(r->call, r->last);
	return r->last == OUTCOME_ROW;
}

static struct value rows_value(struct rows *r, const char *column)
{
	int i = row_column(r->s, column);

	assert(i >= 0 && "the statement has no such column");
	return r->s->driver->column(r->s->prepared, i);
}

struct text rows_text(struct rows *r, const char *column)
{
	struct value v = rows_value(r, column);

	if (v.type == VALUE_TEXT)
		return v.text;
	if (v.type == VALUE_WHOLE || v.type == VALUE_FLAG)
		return text_format(r->call->arena, "%lld", (long long)v.whole);
	if (v.type == VALUE_REAL)
		return text_format(r->call->arena, "%.17g", v.real);
	return TEXT("");
}

int64_t rows_whole(struct rows *r, const char *column)
{
	struct value v = rows_value(r, column);
	int64_t whole = 0;

	if (v.type == VALUE_WHOLE || v.type == VALUE_FLAG)
		return v.whole;
	if (v.type == VALUE_REAL)
		return (int64_t)v.real;
	return v.type == VALUE_TEXT && text_whole(v.text, &whole) ? whole : 0;
}

bool rows_null(struct rows *r, const char *column)
{
	return rows_value(r, column).type == VALUE_NULL;
}

void rows_put(struct rows *r, const struct shape *shape)
{
	row_put(r->call, r->s, shape, &r->call->out);
}

void rows_close(struct rows *r)
{
	if (r->s && r->s->standing)
		statement_finish(r->call, r->s, OUTCOME_DONE);
	r->s = NULL;
}

int64_t store_number(struct call *call, const char *sql)
{
	int64_t n = 0;
	struct rows *r = store_ask(call, sql);

	if (rows_next(r))
		n = rows_whole(r, "n");
	rows_close(r);
	return n;
}

/* --- counters, guards, needles --- */

void store_count(struct call *call, const char *what, int by)
{
	const struct named own[] = {
		{ "counterWhat", { .type = VALUE_TEXT, .text = text_of(what) } },
		{ "counterShard", { .type = VALUE_WHOLE, .whole = call->connection->shard } },
		{ "counterBy", { .type = VALUE_WHOLE, .whole = by } },
	};

	statement_run(
		call,
		"INSERT INTO counter (location_id, what, shard, n)"
		" VALUES (:locationId, :counterWhat, :counterShard, :counterBy)"
		" ON CONFLICT (location_id, what, shard) DO UPDATE SET n = counter.n + excluded.n",
		own, sizeof(own) / sizeof(own[0]));
}

int64_t store_counted(struct call *call, const char *what)
{
	const struct named own = { "counterWhat", { .type = VALUE_TEXT, .text = text_of(what) } };
	struct store_connection *l = call->connection;

	l->own = &own;
	l->own_count = 1;
	int64_t n = store_number(call, "SELECT coalesce(sum(n), 0) AS n FROM counter"
				       " WHERE location_id = :locationId AND what = :counterWhat");
	l->own_count = 0;
	return n;
}

struct rows *store_counters(struct call *call, struct text prefix)
{
	call_set_text(call, "counterPrefix", prefix);
	return store_ask(call, "SELECT what, n FROM counter /* grows: all counters of the location,"
			       " one for each thing that is told apart */"
			       " WHERE location_id = :locationId"
			       " AND substr(what, 1, length(:counterPrefix)) = :counterPrefix");
}

static void guard(struct call *call, const char *what, struct text key, enum guard_way way)
{
	if (call->err || call->connection->driver->alone ||
	    !store_connection_need(call->connection, call))
		return;
	struct text whole = text_format(call->arena, "%s:%.*s", what, (int)key.size, key.at);
	enum db_status o = call->connection->driver->guard(call->connection->db, whole, way);
	if (o != OUTCOME_DONE)
		store_refuse(call, o);
}

void store_guard(struct call *call, const char *what, struct text key)
{
	guard(call, what, key, GUARD_WAITS);
}

void store_share(struct call *call, const char *what, struct text key)
{
	guard(call, what, key, GUARD_SHARES);
}

#define NEEDLE_MIN 3 /* characters: full-text search knows pieces of three */

struct value store_needle(struct call *call, struct text query)
{
	struct text folded = text_lower(call->arena, text_trim(query));
	size_t characters = 0;

	for (size_t i = 0; i < folded.size; i++)
		characters += ((unsigned char)folded.at[i] & 0xc0) != 0x80;
	if (characters < NEEDLE_MIN)
		return (struct value){ .type = VALUE_ABSENT };
	return (struct value){ .type = VALUE_TEXT,
			       .text = call->connection->driver->needle(
				       call->arena, call_text(call, "locationId"), folded) };
}

/* --- what a location leaves --- */

static size_t ids_take(struct call *call, const char *sql)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);
	struct rows *r = store_ask(call, sql);
	size_t count = 0;

	json_list(&o);
	for (; rows_next(r); count++)
		json_put_text(&o, rows_text(r, "id"));
	json_close(&o);
	rows_close(r);
	call_set_text(call, "leavingIds", buffer_text(&b));
	return count;
}

enum err store_sweep(struct call *call, const struct sweep *sweeps, size_t count)
{
	size_t part = (size_t)call_whole(call, "leavingPart", 0), done = 0;

	for (size_t i = 0; i < count && !call->err && done < part; i++) {
		const struct sweep *s = &sweeps[i];

		done = s->ids ? ids_take(call, s->ids) : 0;
		for (size_t j = 0; j < sizeof(s->statements) / sizeof(*s->statements); j++)
			if (s->statements[j] && (!s->ids || done) &&
			    !store_do(call, s->statements[j]) && !s->ids)
				done += call->changed;
	}
	call_set_flag(call, "leavingMore", done >= part);
	return call->err;
}
