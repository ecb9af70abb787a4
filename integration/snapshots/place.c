// SPDX-License-Identifier: Apache-2.0
/*
 * What becomes of one thing of a snapshot in a location.
 *
 *	not there                       made
 *	as it would be                  left
 *	add                             left
 *	update, as the last push left it  changed; else left: somebody changed it here
 *	replace                         changed
 *	an operation says no            blocked, with its sentence
 *
 * It is there when the map of an earlier push says so, else when something has its key that no
 * other thing of the snapshot has become.
 */
#include "integration/snapshots/inside.h"

#include "base/secrets/digest.h"

struct placing {
	struct call *call;
	struct push_step *step;
	struct text origin, known_by, name;
	const struct json *body;       /* as it is in the snapshot */
	const struct listed *one;      /* that it is here, or NULL */
	const struct json *whole;      /* the same */
	struct text id, sent, left_as; /* of the map; then as they are to be kept */
	struct text within;	       /* in which thing of this location it is; or empty */
	bool mapped;
	bool completed; /* what it completes was made by this push */
	const char *outcome;
	struct text why;
	struct body_writing w;
};

static struct text sum(struct call *call, struct text t)
{
	char hash[DIGEST_SIZE];

	digest_hex(t, hash);
	return text_copy(call->arena, text_of(hash));
}

/* --- what is called how --- */

static bool map_load(struct call *call, const struct push *push, struct text kind,
		     struct text origin)
{
	call_set_text(call, "mapSnapshot", push->snapshot_id);
	call_set_text(call, "mapKind", kind);
	call_set_text(call, "mapOrigin", origin);
	return store_load(call, "SELECT id AS map_id, sent AS map_sent, left_as AS map_left"
				" FROM snapshot_map WHERE location_id = :locationId"
				" AND snapshot_id = :mapSnapshot AND kind = :mapKind"
				" AND origin_id = :mapOrigin");
}

/* A dry run maps nothing: what it found stands in its report; what it would make is not there. */
static bool dry_load(struct call *call, const struct push *push)
{
	call_set_text(call, "mapPush", push->id);
	return store_load(call, "SELECT coalesce(id, origin_id) AS map_id FROM snapshot_report"
				" WHERE location_id = :locationId AND push_id = :mapPush"
				" AND kind = :mapKind AND origin_id = :mapOrigin"
				" AND outcome <> 'blocked'");
}

static bool here(void *of, struct text kind, struct text origin, struct text *id)
{
	struct placing *p = of;
	const struct push *push = p->step->push;
	bool found = map_load(p->call, push, kind, origin) ||
		     (push->dry && dry_load(p->call, push));

	if (found)
		*id = text_copy(p->call->arena, call_text(p->call, "mapId"));
	return found;
}

static enum err map_keep(struct placing *p, struct text kind, struct text origin, struct text id)
{
	struct call *call = p->call;

	call_set_text(call, "mapSnapshot", p->step->push->snapshot_id);
	call_set_text(call, "mapKind", kind);
	call_set_text(call, "mapOrigin", origin);
	call_set_text(call, "mapId", id);
	call_set_text(call, "mapSent", p->sent);
	call_set_text(call, "mapLeft", p->left_as);
	return store_do(call, "INSERT INTO snapshot_map (location_id, snapshot_id, kind, origin_id,"
			      " id, sent, left_as) VALUES (:locationId, :mapSnapshot, :mapKind,"
			      " :mapOrigin, :mapId, :mapSent, :mapLeft)"
			      " ON CONFLICT (location_id, snapshot_id, kind, origin_id)"
			      " DO UPDATE SET id = excluded.id, sent = excluded.sent,"
			      " left_as = excluded.left_as");
}

/* Parts are known by their key in what came back. */
static enum err parts_keep(struct placing *p, const struct json *now)
{
	const struct snapshot_row *row = p->step->row;
	const struct json *were = json_find(p->body, row->part.path),
			  *are = json_find(now, row->part.path);
	enum err e = ERR_OK;

	if (!row->part.path.size)
		return ERR_OK;
	for (const struct json *v = json_first(were); v && !e; v = json_after(were, v)) {
		struct text key = json_text(json_find(v, row->part_key));

		for (const struct json *i = json_first(are); i && !e; i = json_after(are, i))
			if (text_alike(json_text(json_find(i, row->part_key)), key))
				e = map_keep(p, row->part.kind, thing_id(row, v), thing_id(row, i));
	}
	return e;
}

/* --- is it there? --- */

static bool is_taken(struct placing *p, struct text id)
{
	struct call *call = p->call;

	call_set_text(call, "mapSnapshot", p->step->push->snapshot_id);
	call_set_text(call, "mapKind", p->step->row->name);
	call_set_text(call, "mapOrigin", p->origin);
	call_set_text(call, "mapId", id);
	return store_has(call, "SELECT 1 FROM snapshot_map WHERE location_id = :locationId"
			       " AND snapshot_id = :mapSnapshot AND kind = :mapKind"
			       " AND id = :mapId AND origin_id <> :mapOrigin");
}

/* Was what it completes made by this push? */
static bool was_made(struct placing *p)
{
	struct call *call = p->call;

	if (!p->step->row->completes.size)
		return false;
	call_set_text(call, "mapPush", p->step->push->id);
	call_set_text(call, "mapKind", p->step->row->completes);
	call_set_text(call, "mapOrigin", p->origin);
	return store_has(call, "SELECT 1 FROM snapshot_report WHERE location_id = :locationId"
			       " AND push_id = :mapPush AND kind = :mapKind"
			       " AND origin_id = :mapOrigin AND outcome = 'made'");
}

static void find(struct placing *p)
{
	const struct listing *there = p->step->there;

	p->completed = was_made(p);
	p->mapped = map_load(p->call, p->step->push, p->step->row->name, p->origin);
	if (p->mapped) {
		p->id = text_copy(p->call->arena, call_text(p->call, "mapId"));
		p->sent = text_copy(p->call->arena, call_text(p->call, "mapSent"));
		p->left_as = text_copy(p->call->arena, call_text(p->call, "mapLeft"));
	}
	for (size_t i = 0; i < there->count && p->mapped && !p->one; i++)
		if (text_same(there->at[i].id, p->id))
			p->one = &there->at[i];
	for (size_t i = 0; i < there->count && !p->one; i++)
		if (text_same(there->at[i].known_by, p->known_by) && !is_taken(p, there->at[i].id))
			p->one = &there->at[i];
	if (!p->one)
		return;
	p->mapped = p->mapped && text_same(p->one->id, p->id);
	p->id = p->one->id;
	p->within = p->one->within;
	p->whole = thing_whole(p->call, p->step->row, p->one);
}

/* --- doing --- */

static struct text compared(struct placing *p, const struct json *body, bool ours)
{
	struct body_writing w = { .use = BODY_COMPARE };

	if (ours) {
		w.here = here;
		w.of = p;
	}
	return body_write(p->call, p->step->row, body, &w);
}

static const struct json *read_again(struct call *call, struct text body)
{
	const struct json *out = NULL;
	struct text why;

	return body.size && !json_read(call->arena, body, &out, &why) ? out : NULL;
}

/* It as it is here, as it would be sent. */
static struct text compared_here(struct placing *p, const struct json *whole)
{
	struct text body = body_take(p->call, p->step->row, whole, p->within);
	const struct json *read = read_again(p->call, body);

	return read ? compared(p, read, false) : TEXT("");
}

/* All that must be sent for a change is there: a shell that was never filled is none. */
static bool is_fillable(const struct snapshot_ask *ask, const struct json *body)
{
	for (size_t i = 0; i < ask->op->takes->count; i++) {
		const struct field *f = &ask->op->takes->fields[i];
		bool said = text_is(f->name, "locationId") || text_same(f->name, ask->id);

		for (size_t k = 0; k < ask->count; k++)
			said = said || text_same(ask->names[k], f->name);
		if (f->required && !said && !json_find(body, f->name))
			return false;
	}
	return true;
}

/* Asks it; false: it said no. */
static bool ask(struct placing *p, const struct snapshot_ask *asking, enum body_use use,
		const struct json **now)
{
	struct invoked told;

	p->w.use = use;
	p->w.here = here;
	p->w.of = p;
	p->w.there = use == BODY_CHANGE ? p->whole : NULL;
	struct text body = body_write(p->call, p->step->row, p->body, &p->w);
	if (thing_ask(p->call, asking, use == BODY_MAKE ? TEXT("") : p->id, body, &told))
		return false;
	if (told.err) {
		p->outcome = "blocked";
		p->why = told.why;
		return false;
	}
	*now = reply_thing(p->call, p->step->row, asking->op, told.body);
	return true;
}

/* As it was left; of the map, and of its parts. */
static enum err keep(struct placing *p, const struct json *now)
{
	const struct listed one = { .id = p->id, .within = p->within, .thing = now };
	const struct json *whole = thing_whole(p->call, p->step->row, &one);
	enum err e;

	p->left_as = sum(p->call, compared_here(p, whole ? whole : now));
	p->sent = sum(p->call, compared(p, p->body, true));
	e = map_keep(p, p->step->row->name, p->origin, p->id);
	return e ? e : parts_keep(p, now);
}

/* What it is within must be there. */
static bool within_known(struct placing *p)
{
	const struct snapshot_row *row = p->step->row;

	p->within = json_text(json_find(p->body, row->within_as));
	if (!row->within.size || row->within_by.size || here(p, row->within, p->within, &p->within))
		return true;
	p->outcome = "blocked";
	p->why = text_format(p->call->arena, "What it is within, of the %.*s, is not there.",
			     (int)row->within.size, row->within.at);
	return false;
}

static enum err make(struct placing *p)
{
	const struct snapshot_row *row = p->step->row;
	const struct json *now = NULL, *filled;

	p->outcome = "made";
	if (p->step->push->dry) {
		p->w.use = BODY_MAKE;
		p->w.here = here;
		p->w.of = p;
		body_write(p->call, row, p->body, &p->w);
		p->id = TEXT("");
		return ERR_OK;
	}
	if (!within_known(p) || !ask(p, &row->make, BODY_MAKE, &now))
		return p->call->err;
	p->id = thing_id(row, now);
	if (row->filled && is_fillable(&row->change, p->body) &&
	    !ask(p, &row->change, BODY_CHANGE, &filled))
		return p->call->err;
	return keep(p, now);
}

static enum err leave(struct placing *p, const char *why)
{
	p->outcome = "left";
	p->why = text_of(why);
	if (p->step->push->dry)
		return ERR_OK;
	/* found by its key: from now on it is known, and has not been sent */
	enum err e = p->mapped ? ERR_OK : map_keep(p, p->step->row->name, p->origin, p->id);
	return e ? e : parts_keep(p, p->whole);
}

/* A member that cannot change and is another one. */
static bool stays(struct placing *p)
{
	const struct snapshot_row *row = p->step->row;
	const struct json *is = read_again(p->call, body_take(p->call, row, p->whole, p->within));

	for (size_t i = 0; i < row->stays.count; i++) {
		struct text name = row->stays.at[i], here_is = json_text(json_find(is, name));
		struct text wanted = json_text(json_find(p->body, name));

		if (text_same(here_is, wanted))
			continue;
		p->outcome = "blocked";
		p->why = text_format(p->call->arena,
				     "Its %.*s is %.*s here and %.*s in the"
				     " snapshot, and cannot change.",
				     (int)name.size, name.at, (int)here_is.size, here_is.at,
				     (int)wanted.size, wanted.at);
		return false;
	}
	return true;
}

static enum err change(struct placing *p)
{
	const struct snapshot_row *row = p->step->row;
	const struct json *now = NULL;
	struct text wanted = compared(p, p->body, true), is = compared_here(p, p->whole);
	bool as_left = (p->mapped && text_same(sum(p->call, is), p->left_as)) || p->completed;
	bool as_sent = as_left && text_same(sum(p->call, wanted), p->sent);

	if (text_same(wanted, is) || as_sent)
		return leave(p, "It is so already.");
	if (!stays(p))
		return ERR_OK;
	if (text_is(p->step->push->mode, "add") && !p->completed)
		return leave(p, "It is there already.");
	if (!row->change.op)
		return leave(p, "It can be made, and not changed.");
	if (text_is(p->step->push->mode, "update") && !as_left)
		return leave(p, p->mapped && p->left_as.size ? "It was changed here."
							     : "It was there before.");
	p->outcome = "changed";
	if (p->step->push->dry) {
		p->w.use = BODY_CHANGE;
		p->w.here = here;
		p->w.of = p;
		p->w.there = p->whole;
		body_write(p->call, row, p->body, &p->w);
		return ERR_OK;
	}
	if (row->filled && !is_fillable(&row->change, p->body))
		return leave(p, "There is nothing in it.");
	return ask(p, &row->change, BODY_CHANGE, &now) ? keep(p, now) : p->call->err;
}

/* --- the report --- */

static struct text unmapped_text(struct placing *p)
{
	struct buffer b = buffer_open(p->call->arena, 64 << 10);
	struct json_out o = json_open(&b);

	json_list(&o);
	for (size_t i = 0; i < p->w.unmapped_count; i++)
		json_put_text(&o, p->w.unmapped[i]);
	json_close(&o);
	return buffer_text(&b);
}

enum err line_keep(struct call *call, const struct push *push, const struct push_line *line)
{
	call_set_text(call, "linePush", push->id);
	call_set_whole(call, "lineN", line->n);
	call_set_text(call, "lineKind", line->kind);
	call_set_text(call, "lineOrigin", line->origin);
	call_set_text(call, "lineName", line->name);
	call_set_text(call, "lineId", line->id);
	call_set_text(call, "lineOutcome", line->outcome);
	call_set_text(call, "lineWhy", line->why);
	call_set_text(call, "lineUnmapped", line->unmapped);
	return store_do(call, "INSERT INTO snapshot_report (location_id, push_id, n, kind,"
			      " origin_id, name, id, outcome, why, unmapped) VALUES (:locationId,"
			      " :linePush, :lineN, :lineKind, :lineOrigin, :lineName,"
			      " nullif(:lineId, ''), :lineOutcome, nullif(:lineWhy, ''),"
			      " :lineUnmapped)");
}

/* What will be undone is told of later, and then what it made is not there. */
static void line_tell(const struct placing *p, const struct push_line *line)
{
	struct push_told *told = p->step->push->told;
	struct push_line *kept = &told->lines[told->count++];
	const struct text *from[] = { &line->kind, &line->origin,  &line->name,	   &line->id,
				      &line->why,  &line->outcome, &line->unmapped };
	struct text *to[] = { &kept->kind, &kept->origin,  &kept->name,	   &kept->id,
			      &kept->why,  &kept->outcome, &kept->unmapped };

	kept->n = line->n;
	for (size_t i = 0; i < sizeof(to) / sizeof(*to); i++)
		*to[i] = text_copy(told->arena, *from[i]);
	if (!p->one)
		kept->id = TEXT("");
}

static enum err report(struct placing *p)
{
	const struct push_line line = { .n = p->step->n,
					.kind = p->step->row->name,
					.origin = p->origin,
					.name = p->name,
					.id = p->id,
					.outcome = text_of(p->outcome),
					.why = p->why,
					.unmapped = unmapped_text(p) };

	if (p->step->push->told)
		line_tell(p, &line);
	return line_keep(p->call, p->step->push, &line);
}

static bool load(struct placing *p)
{
	struct call *call = p->call;
	struct push_step *step = p->step;

	call_set_text(call, "placedSnapshot", step->push->snapshot_id);
	call_set_whole(call, "placedVersion", step->push->version);
	call_set_whole(call, "placedN", step->n);
	if (!store_load(call, "SELECT origin_id AS placed_origin, known_by AS placed_key,"
			      " name AS placed_name, body AS placed_body FROM snapshot_thing"
			      " WHERE snapshot_id = :placedSnapshot AND version = :placedVersion"
			      " AND n = :placedN"))
		return false;
	p->origin = text_copy(call->arena, call_text(call, "placedOrigin"));
	p->known_by = text_copy(call->arena, call_text(call, "placedKey"));
	p->name = text_copy(call->arena, call_text(call, "placedName"));
	p->body = read_again(call, text_copy(call->arena, call_text(call, "placedBody")));
	return p->body != NULL;
}

enum err thing_place(struct call *call, struct push_step *step)
{
	struct placing *p = arena_take(call->arena, sizeof(*p));
	enum err e;

	*p = (struct placing){ .call = call, .step = step, .outcome = "blocked" };
	if (!load(p)) {
		if (call->err)
			return call->err;
		p->why = TEXT("It cannot be read.");
		return report(p);
	}
	find(p);
	if (!p->one)
		e = make(p);
	else if (!p->whole)
		e = leave(p, "It is there already.");
	else
		e = change(p);
	return e ? e : call->err ? call->err : report(p);
}
