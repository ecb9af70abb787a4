// SPDX-License-Identifier: Apache-2.0
/*
 * A location goes: nobody reaches it from then on, its tokens are good no more, its flows have
 * nobody to act for.  What it has goes in parts, and each room says in a row what that is (`leaving
 * … of location`).
 *
 * What was under way when it went may still write something; so a while later all is looked through
 * once more.
 */
#include "base/time/clock.h"
#include "domain/companies/companies.h"
#include "domain/objects/objects.h"
#include "platform/auth/auth.h"
#include "platform/store/store.h"

#define DUE	 "location gone"
#define AGAIN_MS (10 * MINUTE_MS)

enum err location_delete(struct call *call)
{
	struct text id = call_text(call, "locationId");

	call_set_text(call, "goneLocation", id);
	call_set_null(call, "locationId"); /* the event is the company's */
	enum err e = store_emit_event(call, "LocationDelete",
				      "DELETE FROM location WHERE id = :goneLocation"
				      " AND company_id = :companyId"
				      " RETURNING id, company_id, name, email");
	call_set_text(call, "locationId", id);
	if (!e)
		e = auth_location_gone(call);
	if (!e)
		e = leaving_begin_location(call);
	if (!e)
		e = due_set(call, DUE, id, call->now_ms + AGAIN_MS);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	json_key(&call->out, "message");
	json_put_text(&call->out, text_format(call->arena, "Deleted location with id: %.*s",
					      (int)id.size, id.at));
	return e;
}

enum err location_sweep(struct call *call)
{
	return leaving_begin_location(call);
}

enum err companies_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM tag WHERE id IN (SELECT id FROM tag"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM custom_value WHERE id IN (SELECT id FROM custom_value"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM due WHERE location_id = :locationId AND kind <> 'location gone'"
		    " AND (kind, thing) IN (SELECT kind, thing FROM due"
		    " WHERE location_id = :locationId AND kind <> 'location gone'"
		    " LIMIT :leavingPart)" } },
		{ "SELECT account_id AS id FROM account_location"
		  " WHERE location_id = :locationId LIMIT :leavingPart",
		  { "UPDATE account SET location_ids = (SELECT json_group_array(value)"
		    " FROM (SELECT value FROM json_each(account.location_ids)"
		    " WHERE value <> :leavingThing) AS others), date_updated = :now"
		    " WHERE id IN (SELECT value FROM json_each(:leavingIds))",
		    "DELETE FROM account_location WHERE location_id = :locationId"
		    " AND account_id IN (SELECT value FROM json_each(:leavingIds))" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
