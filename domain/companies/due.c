// SPDX-License-Identifier: Apache-2.0
/*
 * What is to be done at some time: the next task of a recurring one, a post that comes out.
 *
 * A row says when, of which thing, and by which operation, whose events it tells.  The engine does
 * what is due (`due KIND` in the catalogue) in a transaction each: the row goes, and whoever does
 * it sets the next time, if there is one.  So it is done once, also after a restart.
 */
#include "base/time/clock.h"
#include "domain/companies/companies.h"
#include "platform/store/store.h"

#define AGAIN_MS MINUTE_MS

enum err due_set(struct call *call, const char *kind, struct text thing, int64_t at_ms)
{
	call_set_text(call, "dueKind", text_of(kind));
	call_set_text(call, "dueThing", thing);
	call_set_text(call, "dueBy", call->op->name);
	call_set_whole(call, "dueAt", at_ms);
	return store_do(call, "INSERT INTO due (location_id, kind, thing, company_id, asker,"
			      " operation, at) VALUES (:locationId, :dueKind, :dueThing,"
			      " :companyId, coalesce(:callerToken, ''), :dueBy, :dueAt)"
			      " ON CONFLICT (location_id, kind, thing) DO UPDATE SET"
			      " asker = excluded.asker, operation = excluded.operation,"
			      " at = excluded.at");
}

enum err due_drop(struct call *call, const char *kind, struct text thing)
{
	call_set_text(call, "dueKind", text_of(kind));
	call_set_text(call, "dueThing", thing);
	return store_do(call, "DELETE FROM due WHERE location_id = :locationId"
			      " AND kind = :dueKind AND thing = :dueThing");
}

bool due_any(struct call *call)
{
	return store_has(call, "SELECT 1 FROM due WHERE at <= :now LIMIT 1");
}

static bool first_load(struct call *call)
{
	store_guard(call, "due", TEXT(""));
	return store_load(call, "SELECT location_id, kind AS due_kind, thing AS due_thing,"
				" company_id, asker AS caller_token, operation AS due_by"
				" FROM due WHERE at <= :now ORDER BY at LIMIT 1");
}

enum err due_go_on(struct call *call)
{
	if (!first_load(call))
		return call->err;
	const struct op *own = call->op,
			*by = catalogue_find(call->app->catalogue, call_text(call, "dueBy"));
	const struct reaction *doer = catalogue_due(call->app->catalogue,
						    call_text(call, "dueKind"));

	if (!by || !doer)
		return refuse(call, ERR_INTERNAL, "Nobody does what is due");
	call_set_null(call, "callerId");
	enum err e = store_do(call, "DELETE FROM due WHERE location_id = :locationId"
				    " AND kind = :dueKind AND thing = :dueThing");
	call->op = by;
	if (!e)
		e = doer->run(call);
	call->op = own;
	return e ? e : call->err;
}

enum err due_put_off(struct call *call)
{
	if (!first_load(call))
		return call->err;
	call_set_whole(call, "dueAt", call->now_ms + AGAIN_MS);
	return store_do(call, "UPDATE due SET at = :dueAt WHERE location_id = :locationId"
			      " AND kind = :dueKind AND thing = :dueThing");
}
