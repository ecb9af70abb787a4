// SPDX-License-Identifier: Apache-2.0
/*
 * Why opportunities were lost: a short list of a location.  One that is deleted is no longer
 * offered, and stays for those that name it.
 */
#include "domain/opportunities/opportunities.h"
#include "platform/store/store.h"

#define REASONS_MAX 1000

#define ASKED                                                                                      \
	" FROM lost_reason WHERE location_id = :locationId AND deleted = :deleted"                 \
	" AND (CAST(:nameKey AS TEXT) IS NULL OR name_key = :nameKey)"                             \
	" AND name_key LIKE :likeness ESCAPE '\\'"

/* The same name in another case is the same name. */
static void name_fold(struct call *call)
{
	struct text name = text_trim(call_text(call, "name"));

	if (name.size)
		call_set_text(call, "nameKey", text_lower(call->arena, name));
	else
		call_set_null(call, "nameKey");
}

static enum err reason_missing(struct call *call, enum err e)
{
	struct text id = call_text(call, "lostReasonId");

	return e == ERR_MISSING ? refuse(call, ERR_ABSENT, "Lost reason with id %.*s not found",
					 (int)id.size, id.at)
				: e;
}

enum err lost_reason_list(struct call *call)
{
	name_fold(call);
	call_set(call, "likeness", store_likeness(call, call_text(call, "query")));
	enum err e = store_list(call, "lostReasons",
				"SELECT *" ASKED " /* grows: all reasons of the location, of which"
				" there are at most 1000 */"
				" ORDER BY created_at, id LIMIT :limit OFFSET :skip");

	if (e)
		return e;
	json_key(&call->out, "total");
	json_put_whole(&call->out,
		       store_number(call, "SELECT count(*) AS n" ASKED " /* grows: likewise */"));
	return call->err;
}

/* Refuses a name that another reason has which is offered. */
static enum err name_need(struct call *call)
{
	name_fold(call);
	if (call_value(call, "nameKey")->type == VALUE_NULL) {
		call_violation(call, "name should not be empty");
		return refuse(call, ERR_INVALID, "name should not be empty");
	}
	store_guard(call, "lost reasons", call_text(call, "locationId"));
	if (store_has(call, "SELECT 1 FROM lost_reason /* grows: at most 1000 */"
			    " WHERE location_id = :locationId AND NOT deleted"
			    " AND name_key = :nameKey AND id <> coalesce(:lostReasonId, '')"))
		return refuse(call, ERR_DUPLICATE, "There is such a lost reason already.");
	return call->err;
}

enum err lost_reason_create(struct call *call)
{
	enum err e = name_need(call);

	if (!e && store_number(call, "SELECT count(*) AS n FROM lost_reason"
				     " /* grows: at most 1000 */"
				     " WHERE location_id = :locationId") >= REASONS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d lost reasons.",
			      REASONS_MAX);
	return e ? e
		 : store_reply_row(call, "lostReason",
				   "INSERT INTO lost_reason (location_id, id, name, name_key,"
				   " created_at, updated_at) VALUES (:locationId, :newId, :name,"
				   " :nameKey, :now, :now) RETURNING *");
}

enum err lost_reason_update(struct call *call)
{
	enum err e = name_need(call);

	return e ? e
		 : reason_missing(
			   call,
			   store_reply_row(call, "lostReason",
					   "UPDATE lost_reason SET name = :name,"
					   " name_key = :nameKey, updated_at = :now"
					   " WHERE id = :lostReasonId AND location_id = :locationId"
					   " AND NOT deleted RETURNING *"));
}

enum err lost_reason_delete(struct call *call)
{
	enum err e = store_do(call, "UPDATE lost_reason SET deleted = true, updated_at = :now"
				    " WHERE id = :lostReasonId AND location_id = :locationId"
				    " AND NOT deleted");

	if (!e && !call->changed)
		return reason_missing(call, ERR_MISSING);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e;
}
