// SPDX-License-Identifier: Apache-2.0
/*
 * What a thing that is deleted leaves behind: the values of a field, the contacts of a business.
 *
 * The thing itself goes at once, and with it a first part of that; of what is left then a row of
 * `leaving` knows, and the engine takes it away in further parts, also after a restart.  Each part
 * is a transaction with its events, so that nobody's write waits for all of it.
 */
#include "domain/objects/objects.h"
#include "domain/objects/records.h"
#include "platform/store/store.h"

/* What of it is taken away, its `leaving` row says (:leavingKind, :leavingOf, :leavingThing). */
static enum err part_take(struct call *call, bool *more)
{
	const struct reaction *taker = catalogue_leaving(call->catalogue,
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

enum err leaving_begin(struct call *call, const char *kind, struct text object_key,
		       struct text thing)
{
	bool more;

	call_set_text(call, "leavingKind", text_of(kind));
	call_set_text(call, "leavingBy", call->op->name);
	call_set_text(call, "leavingOf", object_key);
	call_set_text(call, "leavingThing", thing);
	enum err e = part_take(call, &more);
	if (e || !more)
		return e;
	return store_do(call,
			"INSERT INTO leaving (location_id, kind, object_key, thing,"
			" company_id, asker, operation, since) SELECT :locationId, :leavingKind,"
			" :leavingOf, :leavingThing, company_id,"
			" coalesce(:callerToken, ''), :leavingBy, CAST(:now AS BIGINT)"
			" FROM location WHERE id = :locationId");
}

enum err leaving_go_on(struct call *call, bool *more)
{
	const struct op *own = call->op, *by;
	enum err e;

	*more = false;
	store_guard(call, "leaving", TEXT(""));
	if (!store_load(call, "SELECT location_id, kind AS leaving_kind,"
			      " object_key AS leaving_of, thing AS leaving_thing, company_id,"
			      " asker AS caller_token, operation AS leaving_by FROM leaving ORDER "
			      "BY since LIMIT 1"))
		return call->err;
	by = catalogue_find(call->catalogue, call_text(call, "leavingBy"));
	if (!by)
		return refuse(call, ERR_INTERNAL, "There is no such operation any more");
	call->op = by;
	e = part_take(call, more);
	call->op = own;
	if (!e && !*more)
		e = store_do(call, "DELETE FROM leaving WHERE location_id = :locationId"
				   " AND kind = :leavingKind AND object_key = :leavingOf"
				   " AND thing = :leavingThing");
	*more = true; /* there may be another */
	return e;
}

bool leaving_any(struct call *call)
{
	return store_has(call, "SELECT 1 FROM leaving");
}
