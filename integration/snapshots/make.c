// SPDX-License-Identifier: Apache-2.0
/*
 * A snapshot is made of a location, by a job: each kind of thing is listed, and what would be sent
 * to make it is kept.  What was half made is thrown away when it is begun again; until it is whole
 * the version before it is the one that is pushed.
 */
#include "integration/snapshots/inside.h"

struct making {
	struct text snapshot, location_id, company_id, kinds;
	int64_t version, count;
	const struct snapshot_row *row;
	bool gone;
};

static bool making_load(struct call *call, struct making *m)
{
	call_set_text(call, "locationId", m->location_id);
	call_set_text(call, "madeId", m->snapshot);
	if (!store_load(call,
			"SELECT s.company_id, s.kinds AS made_kinds, s.making AS made_version"
			" FROM location l JOIN snapshot s ON s.company_id = l.company_id"
			" AND s.id = :madeId WHERE l.id = :locationId AND s.state = 'making'"))
		return false;
	m->company_id = text_copy(call->arena, call_text(call, "companyId"));
	m->kinds = text_copy(call->arena, call_text(call, "madeKinds"));
	m->version = call_whole(call, "madeVersion", 0);
	return true;
}

/* In each of its transactions: it is still this one that is made. */
static bool making_stands(struct call *call, const struct making *m)
{
	call_set_text(call, "locationId", m->location_id);
	call_set_text(call, "companyId", m->company_id);
	call_set_text(call, "madeId", m->snapshot);
	call_set_whole(call, "madeVersion", m->version);
	store_do(call, "UPDATE snapshot SET date_updated = :now WHERE company_id = :companyId"
		       " AND id = :madeId AND making = :madeVersion AND state = 'making'");
	return !call->err && call->changed == 1;
}

static enum err thing_keep(struct call *call, const struct making *m, int64_t n,
			   const struct listed *one)
{
	const struct json *whole = thing_whole(call, m->row, one);

	if (!whole) /* it is gone meanwhile */
		whole = one->thing;
	call_set_whole(call, "madeN", n);
	call_set_text(call, "madeKind", m->row->name);
	call_set_text(call, "madeOrigin", one->id);
	call_set_text(call, "madeKey", one->known_by);
	call_set_text(call, "madeName", one->name);
	call_set_text(call, "madeBody", body_take(call, m->row, whole, one->within));
	if (call->err)
		return call->err;
	return store_do(call, "INSERT INTO snapshot_thing (snapshot_id, version, n, kind,"
			      " origin_id, known_by, name, body) VALUES (:madeId, :madeVersion,"
			      " :madeN, :madeKind, :madeOrigin, :madeKey, :madeName, :madeBody)");
}

static enum err kind_run(struct call *call)
{
	struct making *m = *(struct making **)store_transaction_data(call);
	struct listing all;
	enum err e;

	m->gone = !making_stands(call, m);
	if (call->err || m->gone)
		return call->err;
	int64_t before = store_number(call, "SELECT coalesce(max(n), 0) AS n FROM snapshot_thing"
					    " WHERE snapshot_id = :madeId"
					    " AND version = :madeVersion");
	e = things_list(call, m->row, &all);
	if (!e && before + (int64_t)all.count > THINGS_MAX)
		e = refuse(call, ERR_BAD, "A snapshot holds at most %d things.", THINGS_MAX);
	for (size_t i = 0; i < all.count && !e; i++)
		e = thing_keep(call, m, before + 1 + (int64_t)i, &all.at[i]);
	return e;
}

/* What an earlier try left. */
static enum err clear_run(struct call *call)
{
	struct making *m = *(struct making **)store_transaction_data(call);

	m->gone = !making_stands(call, m);
	if (call->err || m->gone)
		return call->err;
	return store_do(call, "DELETE FROM snapshot_thing WHERE snapshot_id = :madeId"
			      " AND version = :madeVersion /* grows: at most 10000 */");
}

/* Whole: from now on it is this one.  Those before it go, but for what is being pushed. */
static enum err whole_run(struct call *call)
{
	struct making *m = *(struct making **)store_transaction_data(call);

	m->gone = !making_stands(call, m);
	if (call->err || m->gone)
		return call->err;
	store_do(call, "UPDATE snapshot SET state = 'ready', version = making, why = NULL,"
		       " things = (SELECT coalesce(max(n), 0) FROM snapshot_thing"
		       " WHERE snapshot_id = :madeId AND version = :madeVersion)"
		       " WHERE company_id = :companyId AND id = :madeId");
	return store_do(call, "DELETE FROM snapshot_thing WHERE snapshot_id = :madeId"
			      " AND version < :madeVersion /* grows: at most 10000 a version */"
			      " AND NOT EXISTS (SELECT 1 FROM snapshot_push p"
			      " WHERE p.company_id = :companyId AND p.snapshot_id = :madeId"
			      " AND p.version = snapshot_thing.version"
			      " AND p.status = 'processing')");
}

struct failing {
	const struct making *m;
	struct text why;
};

static enum err failed_run(struct call *call)
{
	const struct failing *f = store_transaction_data(call);

	call_set_text(call, "companyId", f->m->company_id);
	call_set_text(call, "madeId", f->m->snapshot);
	call_set_whole(call, "madeVersion", f->m->version);
	call_set_text(call, "madeWhy", f->why);
	return store_do(call, "UPDATE snapshot SET state = CASE WHEN version > 0 THEN 'ready'"
			      " ELSE 'failed' END, making = version, why = :madeWhy"
			      " WHERE company_id = :companyId AND id = :madeId"
			      " AND making = :madeVersion AND state = 'making'");
}

static enum err part_do(struct job_turn *turn, struct making *m, enum err (*run)(struct call *call),
			struct text *why)
{
	struct arena *a = arena_open();
	struct making *data = m;
	struct call *call = call_fresh(turn->call, a);
	enum err e = store_transaction(call, "snapshots", run, &data, sizeof(data));

	if (e)
		*why = text_copy(turn->call->arena, invoke_complaint(call));
	arena_drop(a);
	return e;
}

static bool is_held(const struct making *m, struct text kind)
{
	struct text rest = m->kinds, one;

	while (text_split(&rest, '"', &one)) /* ["tags","forms"] */
		if (text_same(one, kind))
			return true;
	return false;
}

enum job_end make_run(struct job_turn *turn, struct text snapshot, struct text *why)
{
	size_t count;
	const struct snapshot_row *rows = catalogue_snapshots(turn->call->app->catalogue, &count);
	struct making m = { .snapshot = snapshot,
			    .location_id = text_copy(turn->call->arena, turn->job->location_id) };

	if (!making_load(turn->call, &m))
		return turn->call->err ? JOB_END_UNTRIED : JOB_END_DONE;
	store_connection_rest(turn->call->connection);
	enum err e = part_do(turn, &m, clear_run, why);
	for (size_t i = 0; i < count && !e && !m.gone; i++) {
		if (!is_held(&m, rows[i].name))
			continue;
		if (atomic_load(turn->stopping))
			return JOB_END_UNTRIED;
		m.row = &rows[i];
		e = part_do(turn, &m, kind_run, why);
	}
	if (!e && !m.gone)
		e = part_do(turn, &m, whole_run, why);
	if (e != ERR_BAD)
		return e ? JOB_END_AGAIN : JOB_END_DONE;
	/* it cannot be: it is said, and not tried again */
	struct failing f = { &m, *why };
	store_transaction(call_fresh(turn->call, turn->call->arena), "snapshots", failed_run, &f,
			  sizeof(f));
	return JOB_END_FAILED;
}

/* --- gone --- */

struct dropping {
	struct text snapshot, company_id;
	bool more;
};

static enum err drop_part(struct call *call)
{
	struct dropping *d = *(struct dropping **)store_transaction_data(call);
	static const char *const statements[] = {
		"DELETE FROM snapshot_thing WHERE snapshot_id = :droppedId AND (version, n) IN"
		" (SELECT version, n FROM snapshot_thing WHERE snapshot_id = :droppedId"
		" LIMIT 500)",
		"DELETE FROM snapshot_map WHERE location_id = :droppedIn"
		" AND snapshot_id = :droppedId AND (kind, origin_id) IN (SELECT kind, origin_id"
		" FROM snapshot_map WHERE location_id = :droppedIn AND snapshot_id = :droppedId"
		" LIMIT 500)",
		"DELETE FROM snapshot_report WHERE location_id = :droppedIn"
		" AND push_id = :droppedPush AND n IN (SELECT n FROM snapshot_report"
		" WHERE location_id = :droppedIn AND push_id = :droppedPush LIMIT 500)",
	};

	call_set_text(call, "companyId", d->company_id);
	call_set_text(call, "droppedId", d->snapshot);
	call_set_text(call, "droppedIn", TEXT(""));
	call_set_text(call, "droppedPush", TEXT(""));
	bool push = store_load(call, "SELECT location_id AS dropped_in, id AS dropped_push"
				     " FROM snapshot_push WHERE company_id = :companyId"
				     " AND snapshot_id = :droppedId ORDER BY date_added, id"
				     " LIMIT 1");
	d->more = push;
	for (size_t i = 0; i < 3 && !call->err; i++) {
		store_do(call, statements[i]);
		d->more = d->more || call->changed;
		push = push && !call->changed;
	}
	/* nothing hangs on it any more */
	if (push && !call->err)
		store_do(call, "DELETE FROM snapshot_push WHERE location_id = :droppedIn"
			       " AND id = :droppedPush");
	return call->err;
}

enum job_end drop_run(struct job_turn *turn, struct text snapshot, struct text *why)
{
	struct dropping d = { .more = true }, *data = &d;
	struct text rest = snapshot;

	text_split(&rest, ' ', &d.snapshot);
	d.company_id = rest;
	while (d.more && !atomic_load(turn->stopping)) {
		struct arena *a = arena_open();
		struct call *call = call_fresh(turn->call, a);
		enum err e = store_transaction(call, "snapshots", drop_part, &data, sizeof(data));

		if (e)
			*why = text_copy(turn->call->arena, invoke_complaint(call));
		arena_drop(a);
		if (e)
			return JOB_END_AGAIN;
	}
	return d.more ? JOB_END_UNTRIED : JOB_END_DONE;
}

/* Snapshots of a location that goes stay the company's; what was only being made is not made. */
enum err snapshots_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "UPDATE snapshot SET origin = NULL, making = version, why = CASE WHEN state ="
		    " 'making' THEN 'The location is not there any more.' ELSE why END, state ="
		    " CASE WHEN version > 0 THEN 'ready' ELSE 'failed' END WHERE company_id IN"
		    " (SELECT company_id FROM snapshot WHERE origin = :locationId) AND id IN"
		    " (SELECT id FROM snapshot WHERE origin = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM snapshot_report WHERE location_id = :locationId"
		    " AND (push_id, n) IN (SELECT push_id, n FROM snapshot_report"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM snapshot_push WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM snapshot_push WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM snapshot_map WHERE location_id = :locationId"
		    " AND (snapshot_id, kind, origin_id) IN (SELECT snapshot_id, kind, origin_id"
		    " FROM snapshot_map WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
