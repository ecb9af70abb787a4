// SPDX-License-Identifier: Apache-2.0
/*
 * What is sent to make a thing: those of its members that its operations take, in their order.
 *
 * At the places that its row names the ids of other things are replaced by what these are called
 * in the other location; what nobody knows there is left empty, and told of.  Nothing is looked for
 * in texts but what stands behind the word that a row names.
 */
#include "integration/snapshots/inside.h"
#include "pure/mapping/mapping.h"

#define BODY_MAX  (4 << 20)
#define PARTS_MAX 256

struct writer {
	struct call *call;
	const struct snapshot_row *row;
	struct body_writing *w; /* NULL: as it is */
	struct json_out o;
	struct text within;	      /* in which thing it is; or empty */
	struct text parts[PARTS_MAX]; /* ids that are kept */
	size_t part_count;
};

/* --- as it was read --- */

static struct text path_of(struct writer *wr, struct text above, struct text name)
{
	return above.size ? text_format(wr->call->arena, "%.*s.%.*s", (int)above.size, above.at,
					(int)name.size, name.at)
			  : name;
}

/* What is called otherwise: an expression over the thing.  One that cannot be read is a fault of
 * the row. */
static const struct json *member_from(struct call *call, struct text expression,
				      const struct json *thing)
{
	struct map_job job = { .arena = call->arena, .now_ms = call->now_ms };
	struct buffer b = buffer_open(call->arena, BODY_MAX);
	struct json_out o = json_open(&b);
	const struct mapping *m;
	const struct json *made;
	struct map_fault fault;
	struct map_value value;
	struct text why;

	job.scope = map_borrow(thing);
	if (map_expression(call->arena, expression, TEXT(""), &m, &fault)) {
		refuse(call, ERR_INTERNAL, "%.*s", (int)fault.why.size, fault.why.at);
		return NULL;
	}
	if (map_run(m, &job, &value)) /* it has none of that */
		return NULL;
	map_write(&o, value);
	return json_read(call->arena, buffer_text(&b), &made, &why) ? NULL : made;
}

static const struct json *member_of(struct call *call, const struct snapshot_row *row,
				    const struct json *thing, struct text name)
{
	for (size_t i = 0; i < row->from_new.count; i++)
		if (text_same(row->from_new.at[i], name))
			return member_from(call, row->from_old.at[i], thing);
	return json_find(thing, name);
}

/* --- ids --- */

/* 20 letters and digits, 24 of hexadecimal, a UUID: what is none of these is no id. */
static bool is_id(struct text t)
{
	if (t.size != 20 && t.size != 24 && t.size != 36)
		return false;
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter && !(c >= '0' && c <= '9') && !(t.size == 36 && c == '-'))
			return false;
	}
	return true;
}

static const struct snapshot_place *place_at(const struct snapshot_row *row, struct text path)
{
	for (size_t i = 0; i < row->place_count; i++)
		if (text_same(row->places[i].path, path))
			return &row->places[i];
	return NULL;
}

/* The id as it is here; empty: nobody knows it, which is told. */
static struct text id_here(struct writer *wr, const struct snapshot_place *place, struct text id)
{
	struct body_writing *w = wr->w;
	struct text now = id;

	if (!w || !w->here || !is_id(id) ||
	    (wr->row->everywhere.size &&
	     text_starts(id, text_c(wr->call->arena, wr->row->everywhere))) ||
	    w->here(w->of, place->kind, id, &now))
		return now;
	if (w->unmapped_count < UNMAPPED_MAX)
		w->unmapped[w->unmapped_count++] = text_format(
			wr->call->arena, "%.*s named %.*s %.*s, which is not there",
			(int)place->path.size, place->path.at, (int)place->kind.size,
			place->kind.at, (int)id.size, id.at);
	return TEXT("");
}

/* What is called so at the origin, whatever it is; what nobody knows stays. */
static struct text any_here(struct writer *wr, struct text id)
{
	size_t count;
	const struct snapshot_row *rows = catalogue_snapshots(wr->call->app->catalogue, &count);
	struct body_writing *w = wr->w;
	struct text now = id;

	for (size_t i = 0; is_id(id) && i < count; i++)
		if (w->here(w->of, rows[i].name, id, &now) ||
		    (rows[i].part.kind.size && w->here(w->of, rows[i].part.kind, id, &now)))
			break;
	return now;
}

/* In a text: each word of it that is an id. */
static struct text words_here(struct writer *wr, struct text t)
{
	struct buffer b = buffer_open(wr->call->arena, BODY_MAX);
	size_t begin = 0;

	if (!wr->w || !wr->w->here)
		return t;
	for (size_t i = 0; i <= t.size; i++) {
		char c = i < t.size ? t.at[i] : ' ';

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    c == '-')
			continue;
		buffer_add(&b, any_here(wr, (struct text){ t.at + begin, i - begin }));
		if (i < t.size)
			buffer_byte(&b, c);
		begin = i + 1;
	}
	return buffer_text(&b);
}

/* In a text: each id behind that word. */
static struct text text_here(struct writer *wr, const struct snapshot_place *place, struct text t)
{
	struct buffer b = buffer_open(wr->call->arena, BODY_MAX);
	size_t done = 0;

	while (done < t.size) {
		struct text rest = { t.at + done, t.size - done };
		const char *found = memmem(rest.at, rest.size, place->within.at,
					   place->within.size);
		size_t begin = found ? (size_t)(found - rest.at) + place->within.size : rest.size;
		size_t end = begin;

		while (end < rest.size && strchr("}| \n", rest.at[end]) == NULL)
			end++;
		buffer_add(&b, (struct text){ rest.at, begin });
		if (end > begin)
			buffer_add(&b, id_here(wr, place,
					       (struct text){ rest.at + begin, end - begin }));
		done += end > begin ? end : begin;
	}
	return buffer_text(&b);
}

/* --- parts --- */

static const struct json *part_there(struct writer *wr, const char *key, struct text value)
{
	const struct json *list = wr->w && wr->w->there
					  ? json_find(wr->w->there, wr->row->part.path)
					  : NULL;

	for (const struct json *v = json_first(list); v && value.size; v = json_after(list, v))
		if (text_alike(json_text(json_get(v, key)), value))
			return v;
	return NULL;
}

/* What a part is called here: as it was mapped, else by its key; empty: it is new. */
static struct text part_id(struct writer *wr, const struct json *part)
{
	struct text origin = json_text(json_get(part, "id")), id = { 0 };
	const struct json *there = NULL;

	if (!wr->w)
		return origin;
	if (wr->w->use != BODY_CHANGE)
		return id;
	if (wr->w->here && wr->w->here(wr->w->of, wr->row->part.kind, origin, &id))
		there = part_there(wr, "id", id);
	if (!there)
		there = part_there(wr, text_c(wr->call->arena, wr->row->part_key),
				   json_text(json_find(part, wr->row->part_key)));
	id = there ? json_text(json_get(there, "id")) : TEXT("");
	if (id.size && wr->part_count < PARTS_MAX)
		wr->parts[wr->part_count++] = id;
	return id;
}

/* --- writing --- */

static void members_write(struct writer *wr, const struct shape *shape, const struct json *map,
			  struct text above);

static bool is_left(struct writer *wr, const struct field *f, struct text path)
{
	bool later = wr->w && wr->w->use != BODY_MAKE;

	return f->given || text_is(path, "locationId") || snapshot_has(&wr->row->without, path) ||
	       (later && snapshot_has(&wr->row->once, path));
}

static bool one_put(struct writer *wr, const struct field *f, const struct json *v,
		    struct text path)
{
	const struct snapshot_place *place = place_at(wr->row, path);

	if (f->shape && json_is(v, JSON_MAP)) {
		json_map(&wr->o);
		members_write(wr, f->shape, v, path);
		json_close(&wr->o);
	} else if (place && json_is(v, JSON_TEXT)) {
		json_put_text(&wr->o, place->within.size ? text_here(wr, place, v->text) : v->text);
	} else {
		json_put(&wr->o, v);
	}
	return true;
}

/* The parts that are there and not in the snapshot stay behind the others. */
static void parts_kept(struct writer *wr, const struct field *f, struct text path)
{
	const struct json *list = json_find(wr->w->there, path);

	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct text id = json_text(json_get(v, "id"));
		bool kept = false;

		for (size_t i = 0; i < wr->part_count; i++)
			kept = kept || text_same(wr->parts[i], id);
		if (!kept)
			one_put(wr, f, v, path);
	}
}

static void list_write(struct writer *wr, const struct field *f, const struct json *list,
		       struct text path)
{
	const struct snapshot_place *place = place_at(wr->row, path);
	bool parts = text_same(wr->row->part.path, path);

	json_list(&wr->o);
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (!place || !json_is(v, JSON_TEXT)) {
			one_put(wr, f, v, path);
			continue;
		}
		struct text id = text_is(place->kind, SNAPSHOT_ANYTHING)
					 ? words_here(wr, v->text)
					 : id_here(wr, place, v->text);
		if (id.size)
			json_put_text(&wr->o, id);
	}
	if (parts && wr->w && wr->w->there)
		parts_kept(wr, f, path);
	json_close(&wr->o);
}

static void member_write(struct writer *wr, const struct field *f, const struct json *v,
			 struct text path)
{
	const struct snapshot_place *place = place_at(wr->row, path);

	if (f->list != json_is(v, JSON_LIST) && (f->list || f->shape))
		return;
	if (place && !place->within.size && !f->list && json_is(v, JSON_TEXT)) {
		struct text id = id_here(wr, place, v->text);

		if (!id.size)
			return;
		json_key_text(&wr->o, f->name);
		json_put_text(&wr->o, id);
		return;
	}
	json_key_text(&wr->o, f->name);
	if (f->list)
		list_write(wr, f, v, path);
	else
		one_put(wr, f, v, path);
}

static void members_write(struct writer *wr, const struct shape *shape, const struct json *map,
			  struct text above)
{
	bool part = above.size && text_same(above, wr->row->part.path);

	for (size_t i = 0; i < shape->count; i++) {
		const struct field *f = &shape->fields[i];
		struct text path = path_of(wr, above, f->name), id;
		const struct json *v = json_find(map, f->name);

		if (!v || v->kind == JSON_NULL || is_left(wr, f, path))
			continue;
		if (!part || !text_is(f->name, "id")) {
			member_write(wr, f, v, path);
			continue;
		}
		id = part_there(wr, "id", v->text) ? v->text : part_id(wr, map);
		if (id.size) {
			json_key_text(&wr->o, f->name);
			json_put_text(&wr->o, id);
		}
	}
}

static bool has_field(const struct op *op, const struct field *f)
{
	return op && op->takes && shape_find(op->takes, f->name);
}

/* In which thing it is, where the body does not say so by itself. */
static void within_write(struct writer *wr, const struct json *from, bool read)
{
	const struct snapshot_row *row = wr->row;
	const struct snapshot_place place = { row->within_as, row->within, { 0 } };
	struct text in = read ? wr->within : json_text(json_find(from, row->within_as));

	if (!row->within.size || !in.size || shape_find(row->make.op->takes, row->within_as))
		return;
	if (!row->within_by.size)
		in = id_here(wr, &place, in);
	if (!in.size)
		return;
	json_key_text(&wr->o, row->within_as);
	json_put_text(&wr->o, in);
}

/* The members of both operations, each once. */
static void all_write(struct writer *wr, const struct json *from, bool read)
{
	const struct op *ops[] = { wr->row->make.op, wr->row->change.op };
	enum body_use use = wr->w ? wr->w->use : BODY_COMPARE;

	within_write(wr, from, read);
	for (size_t n = 0; n < 2; n++) {
		for (size_t i = 0; ops[n] && ops[n]->takes && i < ops[n]->takes->count; i++) {
			const struct field *f = &ops[n]->takes->fields[i];
			bool twice = n && has_field(ops[0], f);

			if ((use == BODY_MAKE && n) || (use != BODY_CHANGE && twice) ||
			    (use == BODY_CHANGE && !n) || is_left(wr, f, f->name))
				continue;
			const struct json *v = read ? member_of(wr->call, wr->row, from, f->name)
						    : json_find(from, f->name);
			if (v && v->kind != JSON_NULL)
				member_write(wr, f, v, f->name);
		}
	}
}

struct text body_take(struct call *call, const struct snapshot_row *row, const struct json *thing,
		      struct text within)
{
	struct buffer b = buffer_open(call->arena, BODY_MAX);
	struct writer *wr = arena_take(call->arena, sizeof(*wr));

	wr->call = call;
	wr->row = row;
	wr->within = within;
	wr->o = json_open(&b);
	json_map(&wr->o);
	all_write(wr, thing, true);
	json_close(&wr->o);
	return buffer_text(&b);
}

struct text body_write(struct call *call, const struct snapshot_row *row, const struct json *body,
		       struct body_writing *w)
{
	struct buffer b = buffer_open(call->arena, BODY_MAX);
	struct writer *wr = arena_take(call->arena, sizeof(*wr));

	w->unmapped_count = 0;
	wr->call = call;
	wr->row = row;
	wr->w = w;
	wr->o = json_open(&b);
	json_map(&wr->o);
	all_write(wr, body, false);
	json_close(&wr->o);
	return buffer_text(&b);
}
