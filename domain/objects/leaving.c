// SPDX-License-Identifier: Apache-2.0
/*
 * What a thing that is deleted leaves behind: the values of a field, the contacts of a business.
 *
 * The thing itself goes at once, and with it a first part of that; of what is left then a row of
 * `leaving` knows, and the engine takes it away in further parts, also after a restart.  Each part
 * is a transaction with its events, so that nobody's write waits for all of it.
 *
 * Who takes something away is told in values what it is; where one thing that leaves makes another
 * leave, each has its own, and afterwards those of the first stand again.
 */
#include "domain/objects/objects.h"
#include "domain/objects/records.h"
#include "platform/store/store.h"

static const char *const told[] = { "leavingKind",  "leavingBy",   "leavingOf",	 "leavingThing",
				    "leavingPlace", "leavingPart", "leavingMore" };
#define TOLD (sizeof(told) / sizeof(*told))

static void told_keep(struct call *call, struct value *kept)
{
	for (size_t i = 0; i < TOLD; i++)
		kept[i] = *call_value(call, told[i]);
}

static void told_back(struct call *call, const struct value *kept)
{
	for (size_t i = 0; i < TOLD; i++)
		call_set(call, told[i], kept[i]);
}

/* What of it is taken away, its `leaving` row says (:leavingKind, :leavingOf, :leavingThing). */
static enum err part_take(struct call *call, bool *more)
{
	const struct reaction *taker = catalogue_leaving(call->app->catalogue,
							 call_text(call, "leavingKind"));

	*more = false;
	if (!taker)
		return refuse(call, ERR_INTERNAL, "Nobody takes away what such a thing leaves");
	call_set_whole(call, "leavingPart", LEAVING_PART);
	call_set_flag(call, "leavingMore", false);
	enum err e = taker->run(call);
	*more = call_value(call, "leavingMore")->whole != 0;
	return e ? e : call->err;
}

static void thing_tell(struct call *call, struct text kind, struct text object_key,
		       struct text thing)
{
	call_set_text(call, "leavingKind", kind);
	call_set_text(call, "leavingBy", call->op->name);
	call_set_text(call, "leavingOf", object_key);
	call_set_text(call, "leavingThing", thing);
	call_set_text(call, "leavingPlace", TEXT(""));
}

/* In these locations what is left goes later. */
static enum err later_note(struct call *call, struct string_set locations)
{
	call_set_text(call, "leavingWhere", string_set_json(call->arena, locations));
	return store_do(call,
			"INSERT INTO leaving (location_id, kind, object_key, thing,"
			" company_id, asker, operation, since, place) SELECT id, :leavingKind,"
			" :leavingOf, :leavingThing, company_id,"
			" coalesce(:callerToken, ''), :leavingBy, CAST(:now AS BIGINT),"
			" CAST(:leavingPlace AS TEXT) FROM location"
			" WHERE id IN (SELECT value FROM json_each(:leavingWhere))"
			" ON CONFLICT (location_id, kind, object_key, thing) DO NOTHING");
}

static enum err here_begin(struct call *call)
{
	struct text here = call_text(call, "locationId");
	bool more;
	enum err e = part_take(call, &more);

	return e || !more ? e : later_note(call, (struct string_set){ &here, 1 });
}

enum err leaving_begin(struct call *call, const char *kind, struct text object_key,
		       struct text thing)
{
	struct value kept[TOLD];

	told_keep(call, kept);
	thing_tell(call, text_of(kind), object_key, thing);
	enum err e = here_begin(call);
	told_back(call, kept);
	return e;
}

enum err leaving_begin_all(struct call *call, const char *of, struct text thing,
			   struct string_set locations)
{
	struct value kept[TOLD], home = *call_value(call, "locationId");
	size_t now = locations.count < LEAVING_PLACES ? locations.count : LEAVING_PLACES;
	struct string_set later = { locations.at + now, locations.count - now };
	const struct reaction *taker = NULL;
	enum err e = ERR_OK;

	told_keep(call, kept);
	while (!e && (taker = catalogue_leaving_next(call->app->catalogue, of, taker))) {
		for (size_t i = 0; i < now && !e; i++) {
			call_set_text(call, "locationId", locations.at[i]);
			thing_tell(call, taker->on, TEXT(""), thing);
			e = here_begin(call);
		}
		thing_tell(call, taker->on, TEXT(""), thing);
		if (!e && later.count)
			e = later_note(call, later);
	}
	call_set(call, "locationId", home);
	told_back(call, kept);
	return e;
}

enum err leaving_begin_location(struct call *call)
{
	const struct reaction *taker = NULL;
	int64_t place = call->now_ms;
	enum err e = store_do(call, "DELETE FROM leaving WHERE location_id = :locationId");

	while (!e && (taker = catalogue_leaving_next(call->app->catalogue, "location", taker))) {
		thing_tell(call, taker->on, TEXT(""), call_text(call, "locationId"));
		call_set_whole(call, "leavingSince", place++);
		e = store_do(call, "INSERT INTO leaving (location_id, kind, object_key, thing,"
				   " company_id, asker, operation, since) VALUES (:locationId,"
				   " :leavingKind, :leavingOf, :leavingThing, :companyId,"
				   " coalesce(:callerToken, ''), :leavingBy, :leavingSince)");
	}
	return e;
}

enum err leaving_stop(struct call *call, const char *of, struct text thing,
		      struct string_set locations)
{
	call_set_text(call, "leavingWhere", string_set_json(call->arena, locations));
	call_set_text(call, "leavingKinds", text_format(call->arena, "%% of %s", of));
	call_set_text(call, "leavingBack", thing);
	return store_do(call, "DELETE FROM leaving WHERE location_id IN"
			      " (SELECT value FROM json_each(:leavingWhere))"
			      " AND kind LIKE :leavingKinds AND thing = :leavingBack");
}

enum err leaving_page(struct call *call, const char *sql)
{
	struct text at[LEAVING_PART];
	struct string_set ids = { at, 0 };
	size_t looked = 0;
	struct text place = call_text(call, "leavingPlace"),
		    thing = call_text(call, "leavingThing");

	call_set_whole(call, "leavingPage", LEAVING_PAGE);
	struct rows *rows = store_ask(call, sql);
	while (ids.count < LEAVING_PART && rows_next(rows)) {
		struct text lists = rows_text(rows, "lists");

		place = text_copy(call->arena, rows_text(rows, "id"));
		looked++;
		if (memmem(lists.at, lists.size, thing.at, thing.size))
			at[ids.count++] = place;
	}
	rows_close(rows);
	call_set_text(call, "leavingPlace", place);
	call_set_text(call, "leavingIds", string_set_json(call->arena, ids));
	call_set_flag(call, "leavingMore", looked == LEAVING_PAGE || ids.count == LEAVING_PART);
	return call->err;
}

enum err leaving_go_on(struct call *call, bool *more)
{
	const struct op *own = call->op, *by;
	enum err e;

	*more = false;
	store_guard(call, "leaving", TEXT(""));
	if (!store_load(call, "SELECT location_id, kind AS leaving_kind,"
			      " object_key AS leaving_of, thing AS leaving_thing, company_id,"
			      " asker AS caller_token, operation AS leaving_by,"
			      " place AS leaving_place FROM leaving ORDER BY since LIMIT 1"))
		return call->err;
	by = catalogue_find(call->app->catalogue, call_text(call, "leavingBy"));
	if (!by)
		return refuse(call, ERR_INTERNAL, "There is no such operation any more");
	call->op = by;
	e = part_take(call, more);
	call->op = own;
	if (!e && !*more)
		e = store_do(call, "DELETE FROM leaving WHERE location_id = :locationId"
				   " AND kind = :leavingKind AND object_key = :leavingOf"
				   " AND thing = :leavingThing");
	else if (!e)
		e = store_do(call, "UPDATE leaving SET place = :leavingPlace"
				   " WHERE location_id = :locationId AND kind = :leavingKind"
				   " AND object_key = :leavingOf AND thing = :leavingThing");
	*more = true; /* there may be another */
	return e;
}

bool leaving_any(struct call *call)
{
	return store_has(call, "SELECT 1 FROM leaving");
}
