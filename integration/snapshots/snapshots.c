// SPDX-License-Identifier: Apache-2.0
/*
 * The operations: snapshots of a company, their documents, pushes and what these say.
 */
#include "integration/snapshots/inside.h"

#include "base/time/clock.h"

#define SNAPSHOT_SHOWN                                                                             \
	"SELECT s.*, s.origin AS location_id FROM snapshot s WHERE s.company_id = :companyId"      \
	" AND s.id = :snapshotId"
/* A location sees those that were made of it or pushed to it; the company all. */
#define SNAPSHOT_SEEN                                                                              \
	" AND (CAST(:locationId AS TEXT) IS NULL OR s.origin = :locationId OR EXISTS (SELECT 1"    \
	" FROM snapshot_push p WHERE p.location_id = :locationId AND p.snapshot_id = s.id))"

enum err snapshot_need(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "snapshotId"));

	if (store_load(call, "SELECT s.version AS snapshot_version, s.things AS snapshot_things,"
			     " s.only_locations AS snapshot_only, s.origin AS snapshot_origin,"
			     " s.state AS snapshot_state, s.name AS snapshot_name FROM snapshot s"
			     " WHERE s.company_id = :companyId AND s.id = :snapshotId"))
		return ERR_OK;
	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Snapshot with id %.*s not found", (int)id.size,
				  id.at);
}

enum err snapshot_reply(struct call *call)
{
	return store_reply_row(call, "snapshot", SNAPSHOT_SHOWN);
}

enum err snapshot_list(struct call *call)
{
	return store_list(call, "snapshots",
			  "SELECT s.id, s.name, s.type FROM snapshot s"
			  " WHERE s.company_id = :companyId AND s.version > 0" SNAPSHOT_SEEN
			  " ORDER BY s.date_added, s.id LIMIT :limit OFFSET :skip");
}

enum err snapshot_get(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "snapshotId"));
	enum err e = store_reply_row(call, "snapshot", SNAPSHOT_SHOWN SNAPSHOT_SEEN);

	return e == ERR_MISSING ? refuse(call, ERR_ABSENT, "Snapshot with id %.*s not found",
					 (int)id.size, id.at)
				: e;
}

/* --- made --- */

static bool is_named(const struct json *list, struct text word)
{
	for (const struct json *v = json_first(list); v; v = json_after(list, v))
		if (text_same(json_text(v), word))
			return true;
	return false;
}

static enum err words_known(struct call *call, const char *name)
{
	const struct json *list = json_get(call->json, name);

	for (const struct json *v = json_first(list); v; v = json_after(list, v))
		if (!row_named(call, json_text(v))) {
			call_violation(call, "%s: a snapshot holds no %.*s", name,
				       (int)json_text(v).size, json_text(v).at);
			return refuse(call, ERR_INVALID, "It is not known");
		}
	return ERR_OK;
}

static enum err kinds_take(struct call *call)
{
	const struct json *in = json_get(call->json, "include"),
			  *out = json_get(call->json, "exclude");
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct json_out o = json_open(&b);
	size_t count;
	const struct snapshot_row *rows = catalogue_snapshots(call->app->catalogue, &count);
	enum err e = words_known(call, "include");

	if (!e)
		e = words_known(call, "exclude");
	json_list(&o);
	for (size_t i = 0; i < count; i++)
		if ((!json_is(in, JSON_LIST) || is_named(in, rows[i].name)) &&
		    !is_named(out, rows[i].name))
			json_put_text(&o, rows[i].name);
	json_close(&o);
	call_set_text(call, "snapshotKinds", buffer_text(&b));
	return e;
}

static enum err job_set(struct call *call)
{
	call_set_whole(call, "snapshotJob",
		       snapshot_job(call, REF_MAKE, call_text(call, "snapshotId")));
	return store_do(call, "UPDATE snapshot SET job = :snapshotJob"
			      " WHERE company_id = :companyId AND id = :snapshotId");
}

enum err snapshot_create(struct call *call)
{
	enum err e = kinds_take(call);

	if (e)
		return e;
	call_set_text(call, "snapshotId", text_copy(call->arena, call_text(call, "newId")));
	e = store_do(call, "INSERT INTO snapshot (company_id, id, name, type, origin, kinds, state,"
			   " version, making, date_added, date_updated) VALUES (:companyId,"
			   " :snapshotId, :name, 'own', :locationId, :snapshotKinds, 'making', 0,"
			   " 1, :now, :now)");
	if (!e)
		e = job_set(call);
	return e ? e : snapshot_reply(call);
}

static enum err refresh(struct call *call)
{
	struct text origin = text_copy(call->arena, call_text(call, "snapshotOrigin"));

	if (text_is(call_text(call, "snapshotState"), "making"))
		return refuse(call, ERR_CONFLICT, "It is being made just now.");
	if (!origin.size)
		return refuse(call, ERR_BAD,
			      "It was imported: there is no location to make it anew of.");
	call_set_text(call, "locationId", origin);
	if (!store_has(call, "SELECT 1 FROM location WHERE id = :locationId"
			     " AND company_id = :companyId"))
		return call->err
			       ? call->err
			       : refuse(call, ERR_BAD,
					"The location that it was made of is not there any more.");
	enum err e = store_do(call, "UPDATE snapshot SET state = 'making', making = version + 1,"
				    " why = NULL, date_updated = :now"
				    " WHERE company_id = :companyId AND id = :snapshotId");
	return e ? e : job_set(call);
}

enum err snapshot_update(struct call *call)
{
	enum err e = snapshot_need(call);

	if (!e)
		e = store_do(call, "UPDATE snapshot SET name = coalesce(:name, name),"
				   " date_updated = :now WHERE company_id = :companyId"
				   " AND id = :snapshotId");
	if (!e && call_whole(call, "refresh", 0))
		e = refresh(call);
	return e ? e : snapshot_reply(call);
}

/* Its things, reports and maps go by a job: they may be many. */
enum err snapshot_delete(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "snapshotId"));
	struct text company = text_copy(call->arena, call_text(call, "companyId"));
	enum err e = snapshot_need(call);

	if (!e)
		e = store_do(call, "DELETE FROM snapshot WHERE company_id = :companyId"
				   " AND id = :snapshotId");
	if (!e)
		e = store_do(call, "DELETE FROM snapshot_share WHERE company_id = :companyId"
				   " AND snapshot_id = :snapshotId /* grows: its share links */");
	if (!e)
		e = store_do(call, "UPDATE snapshot_push SET status = 'failed', date_ended = :now,"
				   " why = 'The snapshot was deleted.' /* grows: its pushes */"
				   " WHERE company_id = :companyId AND snapshot_id = :snapshotId"
				   " AND status = 'processing'");
	if (e)
		return e;
	call_set_text(call, "locationId", TEXT(""));
	snapshot_job(call, REF_DROP,
		     text_format(call->arena, "%.*s %.*s", (int)id.size, id.at, (int)company.size,
				 company.at));
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return call->err;
}

/* --- documents --- */

enum err snapshot_document(struct call *call)
{
	enum err e = snapshot_need(call);

	if (!e && !call_whole(call, "snapshotVersion", 0))
		e = refuse(call, ERR_CONFLICT, "It is not made yet.");
	if (e)
		return e;
	json_key(&call->out, "format");
	json_put_whole(&call->out, 1);
	json_key(&call->out, "name");
	json_put_text(&call->out, call_text(call, "snapshotName"));
	return store_list(call, "things",
			  "SELECT kind, origin_id AS id, known_by AS key, name, body"
			  " FROM snapshot_thing WHERE snapshot_id = :snapshotId"
			  " AND version = :snapshotVersion ORDER BY n"
			  " /* grows: at most 10000 */ LIMIT 10000");
}

static enum err thing_import(struct call *call, int64_t n, const struct json *thing)
{
	struct text kind = json_text(json_get(thing, "kind"));

	if (!row_named(call, kind))
		return refuse(call, ERR_BAD, "things.%lld: a snapshot holds no %.*s here.",
			      (long long)n - 1, (int)kind.size, kind.at);
	call_set_whole(call, "madeN", n);
	call_set_text(call, "madeKind", kind);
	call_set_text(call, "madeOrigin", json_text(json_get(thing, "id")));
	call_set_text(call, "madeKey", text_lower(call->arena, json_text(json_get(thing, "key"))));
	call_set_text(call, "madeName", json_text(json_get(thing, "name")));
	call_set_text(call, "madeBody", json_source(call->arena, json_get(thing, "body")));
	return store_do(call, "INSERT INTO snapshot_thing (snapshot_id, version, n, kind,"
			      " origin_id, known_by, name, body) VALUES (:snapshotId, 1, :madeN,"
			      " :madeKind, :madeOrigin, :madeKey, :madeName, :madeBody)");
}

/* Things are made in the order of the rows, whatever their order in the document. */
static enum err things_import(struct call *call, int64_t *made)
{
	const struct json *things = json_get(call->json, "things");
	size_t count;
	const struct snapshot_row *rows = catalogue_snapshots(call->app->catalogue, &count);
	int64_t place = 0;
	enum err e = ERR_OK;

	for (const struct json *v = json_first(things); v && !e; v = json_after(things, v)) {
		struct text kind = json_text(json_get(v, "kind"));

		place++;
		if (!row_named(call, kind))
			return refuse(call, ERR_BAD, "things.%lld: a snapshot holds no %.*s here.",
				      (long long)place - 1, (int)kind.size, kind.at);
	}
	*made = 0;
	for (size_t i = 0; i < count; i++)
		for (const struct json *v = json_first(things); v && !e; v = json_after(things, v))
			if (text_same(json_text(json_get(v, "kind")), rows[i].name))
				e = thing_import(call, ++*made, v);
	return e;
}

enum err snapshot_import(struct call *call)
{
	int64_t made = 0;
	enum err e = kinds_take(call);

	call_set_text(call, "snapshotId", text_copy(call->arena, call_text(call, "newId")));
	if (!e)
		e = things_import(call, &made);
	if (e)
		return e;
	call_set_whole(call, "snapshotThings", made);
	e = store_do(call,
		     "INSERT INTO snapshot (company_id, id, name, type, kinds, state, version,"
		     " making, things, date_added, date_updated) VALUES (:companyId,"
		     " :snapshotId, :name, 'imported', :snapshotKinds, 'ready', 1, 1,"
		     " :snapshotThings, :now, :now)");
	return e ? e : snapshot_reply(call);
}

/* --- pushed --- */

static enum err place_need(struct call *call, struct text location)
{
	struct text only = text_copy(call->arena, call_text(call, "snapshotOnly"));

	call_set_text(call, "pushedTo", location);
	if (!store_has(call, "SELECT 1 FROM location WHERE id = :pushedTo"
			     " AND company_id = :companyId"))
		return call->err ? call->err
				 : refuse(call, ERR_FORBIDDEN,
					  "The token does not have access to the location %.*s.",
					  (int)location.size, location.at);
	call_set_text(call, "pushedOnly", only);
	if (only.size && !store_has(call, "SELECT 1 FROM json_each(:pushedOnly)"
					  " WHERE value = :pushedTo"))
		return call->err ? call->err
				 : refuse(call, ERR_FORBIDDEN,
					  "This snapshot was shared for other locations than %.*s.",
					  (int)location.size, location.at);
	return ERR_OK;
}

static enum err pushable_need(struct call *call)
{
	enum err e = snapshot_need(call);

	if (!e && !call_whole(call, "snapshotVersion", 0))
		e = refuse(call, ERR_CONFLICT, "The snapshot is not made yet.");
	return e;
}

#define PUSH_SHOWN                                                                                 \
	"SELECT p.*, p.place AS done FROM snapshot_push p WHERE p.location_id = :locationId"       \
	" AND p.id = :pushId"

enum err snapshot_push(struct call *call)
{
	const struct json *to = json_get(call->json, "locationIds");
	struct text mode = text_copy(call->arena, call_text(call, "mode"));
	bool dry = text_is(mode, "dry");
	enum err e = pushable_need(call);

	if (dry)
		mode = text_copy(call->arena, call_text(call, "as"));
	for (const struct json *v = json_first(to); v && !e; v = json_after(to, v))
		e = place_need(call, json_text(v));
	json_key(&call->out, "pushes");
	json_list(&call->out);
	for (const struct json *v = json_first(to); v && !e; v = json_after(to, v)) {
		e = push_begin(call, json_text(v), mode, dry);
		struct rows *r = store_ask(call, PUSH_SHOWN);
		if (!e && rows_next(r)) {
			json_map(&call->out);
			rows_put(r, shape_find(call->op->gives, TEXT("pushes"))->shape);
			json_close(&call->out);
		}
		rows_close(r);
	}
	json_close(&call->out);
	return e;
}

enum err snapshot_report(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "pushId"));

	if (!store_load(call, "SELECT location_id FROM snapshot_push"
			      " WHERE company_id = :companyId AND id = :pushId"))
		return call->err ? call->err
				 : refuse(call, ERR_ABSENT, "Push with id %.*s not found",
					  (int)id.size, id.at);
	enum err e = store_reply_row(call, "push", PUSH_SHOWN);
	return e ? e
		 : store_list(call, "lines",
			      "SELECT * FROM snapshot_report WHERE location_id = :locationId"
			      " AND push_id = :pushId AND n > :startAfter"
			      " AND (CAST(:outcome AS TEXT) IS NULL OR outcome = :outcome)"
			      " ORDER BY n LIMIT :limit");
}

/* --- a location that is made with a snapshot --- */

static enum err push_at_once(struct call *call, struct text snapshot, struct text mode)
{
	struct text location = text_copy(call->arena, call_text(call, "changedId"));
	enum err e;

	if (!snapshot.size)
		return ERR_OK;
	call_set_text(call, "snapshotId", text_copy(call->arena, snapshot));
	e = pushable_need(call);
	if (!e)
		e = place_need(call, location);
	return e ? e : push_begin(call, location, mode, false);
}

enum err snapshot_of_new_location(struct call *call)
{
	return push_at_once(call, json_text(json_get(call->json, "snapshotId")), TEXT("add"));
}

enum err snapshot_of_location(struct call *call)
{
	const struct json *said = json_get(call->json, "snapshot");

	return push_at_once(call, json_text(json_get(said, "id")),
			    json_flag(json_get(said, "override")) ? TEXT("replace") : TEXT("add"));
}
