// SPDX-License-Identifier: Apache-2.0
/*
 * Rows into JSON.
 *
 * A column belongs to the field whose `column` is its name; the answer is kept beside the
 * statement, so a row costs one pass over the shape.  What the row does not have is not written.
 */
#include "platform/store/inside.h"

#include "base/time/clock.h"

#include <assert.h>

struct column_map {
	const struct shape *shape;
	struct column_map *next;
	bool any;
	struct {
		int column;	 /* or -1 */
		struct text key; /* spelled for JSON */
	} fields[];		 /* as in the shape */
};

static int column_find(struct statement *s, const char *name)
{
	int count = s->driver->columns(s->prepared);

	for (int i = 0; i < count; i++) {
		if (!strcmp(s->driver->column_name(s->prepared, i), name))
			return i;
	}
	return -1;
}

/* Whoever goes through rows asks for the same few columns each time. */
int row_column(struct statement *s, const char *name)
{
	const size_t room = sizeof(s->known) / sizeof(*s->known);

	for (size_t i = 0; i < room; i++) {
		if (s->known[i].name == name && /* the same place may hold another name by now */
		    !strcmp(s->driver->column_name(s->prepared, s->known[i].column), name))
			return s->known[i].column;
	}
	int column = column_find(s, name);
	if (column >= 0)
		s->known[s->known_next++ % room] = (struct column_known){ .name = name,
									  .column = column };
	return column;
}

static const struct column_map *column_map_find(struct statement *s, const struct shape *shape)
{
	for (struct column_map *column_map = s->column_maps; column_map;
	     column_map = column_map->next) {
		if (column_map->shape == shape)
			return column_map;
	}
	struct column_map *column_map = arena_take(
		s->arena, sizeof(*column_map) + shape->count * sizeof(column_map->fields[0]));
	column_map->shape = shape;
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		column_map->fields[i].column = field->taken ? -1 : column_find(s, field->column);
		column_map->fields[i].key = json_spell_key(s->arena, field->name);
		column_map->any |= column_map->fields[i].column >= 0;
	}
	column_map->next = s->column_maps;
	s->column_maps = column_map;
	return column_map;
}

bool row_meets(struct statement *s, const struct shape *shape)
{
	return column_map_find(s, shape)->any;
}

/* --- one value --- */

static void whole_put(struct json_out *o, const struct value *v)
{
	int64_t whole;

	if (v->type == VALUE_REAL)
		json_put_real(o, v->real);
	else if (v->type == VALUE_TEXT && text_whole(v->text, &whole))
		json_put_whole(o, whole);
	else if (v->type == VALUE_TEXT)
		json_put_null(o);
	else
		json_put_whole(o, v->whole);
}

static void real_put(struct json_out *o, const struct value *v)
{
	double real;

	if (v->type == VALUE_TEXT && text_real(v->text, &real))
		json_put_real(o, real);
	else
		whole_put(o, v);
}

static void flag_put(struct json_out *o, const struct value *v)
{
	json_put_flag(o, v->type == VALUE_TEXT ? text_is(v->text, "true") || text_is(v->text, "1")
					       : v->whole != 0);
}

static void text_put(struct json_out *o, const struct value *v)
{
	char digits[32];

	if (v->type == VALUE_TEXT) {
		json_put_text(o, v->text);
		return;
	}
	int size = v->type == VALUE_REAL
			   ? snprintf(digits, sizeof(digits), "%.17g", v->real)
			   : snprintf(digits, sizeof(digits), "%lld", (long long)v->whole);
	json_put_text(o, (struct text){ digits, (size_t)size });
}

static void instant_put(struct json_out *o, const struct value *v)
{
	char iso[CLOCK_ISO_SIZE];

	if (v->type == VALUE_TEXT) {
		json_put_text(o, v->text);
		return;
	}
	clock_iso(v->whole, iso);
	json_put_text(o, (struct text){ iso, CLOCK_ISO_SIZE - 1 });
}

static void json_column_put(struct json_out *o, const struct value *v)
{
	if (v->type == VALUE_TEXT && v->text.size)
		json_put_raw(o, v->text);
	else if (v->type == VALUE_TEXT)
		json_put_null(o);
	else if (v->type == VALUE_FLAG)
		json_put_flag(o, v->whole != 0);
	else
		whole_put(o, v);
}

/* What an `empty` field is when it is unset. */
static void empty_put(struct json_out *o, const struct field *field)
{
	static const char *const empty[] = {
		[KEEP_TEXT] = "\"\"",  [KEEP_WHOLE] = "0",	[KEEP_REAL] = "0",
		[KEEP_FLAG] = "false", [KEEP_INSTANT] = "\"\"", [KEEP_JSON] = "{}",
	};
	bool map = field->keyed || field->shape;

	json_put_raw(o, text_of(field->list ? "[]" : map ? "{}" : empty[field->kind->keep]));
}

static void value_put(struct json_out *o, const struct field *field, const struct value *v)
{
	static void (*const put[])(struct json_out * o, const struct value *v) = {
		[KEEP_TEXT] = text_put, [KEEP_WHOLE] = whole_put,     [KEEP_REAL] = real_put,
		[KEEP_FLAG] = flag_put, [KEEP_INSTANT] = instant_put, [KEEP_JSON] = json_column_put,
	};

	if (v->type == VALUE_NULL && field->empty)
		empty_put(o, field);
	else if (v->type == VALUE_NULL)
		json_put_null(o);
	else if (field->list || field->keyed || field->shape)
		json_column_put(o, v);
	else
		put[field->kind->keep](o, v);
}

/* --- one row --- */

void row_put(struct call *call, struct statement *s, const struct shape *shape,
	     struct json_out *out)
{
	const struct column_map *column_map = column_map_find(s, shape);

	(void)call;
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		if (column_map->fields[i].column < 0)
			continue;
		struct value v = s->driver->column(s->prepared, column_map->fields[i].column);
		if (v.type == VALUE_NULL && !field->nulls && !field->empty)
			continue;
		json_key_spelled(out, column_map->fields[i].key);
		value_put(out, field, &v);
	}
}

/* --- what was changed of it --- */

#define TOLD_MAX 500 /* of longer ones their size is told */

static struct value *before_find(struct before *b, int near, const char *column)
{
	if (near < b->count && !strcmp(b->names[near], column))
		return &b->values[near];
	for (int i = 0; i < b->count; i++)
		if (!strcmp(b->names[i], column))
			return &b->values[i];
	return NULL;
}

static bool value_same(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	if (a->type == VALUE_TEXT)
		return text_same(a->text, b->text);
	return a->type == VALUE_REAL ? a->real == b->real
				     : a->type == VALUE_NULL || a->whole == b->whole;
}

/* What changes with every change is no change. */
static bool is_stamp(const char *column)
{
	return !strcmp(column, "date_updated") || !strcmp(column, "updated_at");
}

static void told_put(struct json_out *out, const char *key, const struct field *field,
		     const struct value *v)
{
	json_key(out, key);
	if (v->type != VALUE_TEXT || v->text.size <= TOLD_MAX) {
		value_put(out, field, v);
		return;
	}
	json_map(out);
	json_key(out, "size");
	json_put_whole(out, (int64_t)v->text.size);
	json_close(out);
}

bool row_changes_put(struct call *call, struct statement *s, const struct shape *shape,
		     struct json_out *out)
{
	struct before *before = call->connection->before;
	const struct column_map *map = column_map_find(s, shape);
	bool any = false;

	json_list(out);
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		int column = map->fields[i].column;
		struct value *was = column < 0 || is_stamp(field->column)
					    ? NULL
					    : before_find(before, column, field->column);
		struct value is = was ? s->driver->column(s->prepared, column)
				      : (struct value){ 0 };

		if (!was || value_same(was, &is))
			continue;
		any = true;
		json_map(out);
		json_key(out, "field");
		json_put_text(out, field->name);
		told_put(out, "before", field, was);
		told_put(out, "after", field, &is);
		json_close(out);
		*was = is;
		if (is.type == VALUE_TEXT)
			was->text = text_copy(call->arena, is.text);
	}
	json_close(out);
	return any;
}

/* A row as one value: a map by the field's shape, or its first column by the field's kind. */
static void row_put_value(struct call *call, struct statement *s, const struct field *field)
{
	if (field->shape) {
		json_map(&call->out);
		row_put(call, s, field->shape, &call->out);
		json_close(&call->out);
		return;
	}
	struct field plain = *field;
	plain.list = false;
	struct value v = s->driver->column(s->prepared, 0);
	value_put(&call->out, &plain, &v);
}

static const struct field *reply_field(const struct call *call, const char *key)
{
	const struct shape *gives = call->op ? call->op->gives : NULL;

	for (size_t i = 0; gives && i < gives->count; i++) {
		if (!strcmp(gives->fields[i].name_c, key))
			return &gives->fields[i];
	}
	return NULL;
}

/* Unless the handler tells its events itself, the row that it gives is the event. */
static void row_announce(struct call *call, struct statement *s)
{
	if (call->op->event_count && !call->op->reads && !call->connection->told)
		event_put(call, s, &call->op->events[0]);
}

enum err store_reply_row(struct call *call, const char *key, const char *sql)
{
	const struct field *field = key[0] ? reply_field(call, key) : NULL;
	struct statement *s = statement_ready(call, sql, PLAIN);

	assert(call->op && call->op->gives && (field || !key[0]));
	if (!s)
		return call->err;
	enum db_status o = statement_step(call, s);
	if (o == OUTCOME_ROW) {
		if (field) {
			json_key(&call->out, key);
			row_put_value(call, s, field);
		} else {
			row_put(call, s, call->op->gives, &call->out);
		}
		row_announce(call, s);
	}
	bool nothing = o == OUTCOME_DONE;
	o = statement_finish(call, s, o);
	if (call->err)
		return call->err;
	if (o == OUTCOME_CLASH)
		return ERR_DUPLICATE;
	return nothing ? ERR_MISSING : changes_tell(call);
}

static enum err list_put(struct call *call, const char *key, struct statement *s)
{
	const struct field *field = reply_field(call, key);
	enum db_status o;

	assert(field);
	if (!s)
		return call->err;
	json_key(&call->out, key);
	json_list(&call->out);
	while ((o = statement_step(call, s)) == OUTCOME_ROW)
		row_put_value(call, s, field);
	if (o == OUTCOME_DONE)
		json_close(&call->out);
	o = statement_finish(call, s, o);
	return o == OUTCOME_CLASH ? store_refuse(call, o) : call->err;
}

enum err store_list(struct call *call, const char *key, const char *sql)
{
	return list_put(call, key, statement_ready(call, sql, PLAIN));
}

enum err store_list_made(struct call *call, const char *key, struct text sql)
{
	return list_put(call, key, statement_ready_made(call, sql));
}

enum err rows_reply(struct call *call, struct rows *rows)
{
	call->content_type = TEXT("application/json; charset=utf-8");
	call->buffer.size = 0;
	call->out = json_open(&call->buffer);
	json_list(&call->out);
	while (rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, call->op->gives);
		json_close(&call->out);
	}
	rows_close(rows);
	if (call->err)
		return call->err;
	json_close(&call->out);
	return ERR_OK;
}
