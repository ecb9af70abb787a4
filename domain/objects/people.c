// SPDX-License-Identifier: Apache-2.0
/*
 * A user who leaves neither owns nor follows a record any more.
 */
#include "domain/objects/objects.h"
#include "domain/objects/records.h"
#include "platform/store/store.h"
#include "runs.h"

/* Those of a table whose owner or followers name :leavingThing, without him. */
#define WITHOUT(list)                                                                              \
	list " = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(" list ")"      \
	     " WHERE value <> :leavingThing) AS others)"

#define THESE                                                                                      \
	" WHERE (location_id || '') = :locationId"                                                 \
	" AND id IN (SELECT value FROM json_each(:leavingIds))"

#define PAGE(table)                                                                                \
	"SELECT id, owner || followers AS lists FROM " table                                       \
	" WHERE location_id = :locationId AND (owner <> '[]' OR followers <> '[]')"                \
	" AND id > :leavingPlace ORDER BY id LIMIT :leavingPage"

/* Each is told of with all that it has. */
static enum err people_tell(struct call *call, const char *one)
{
	size_t count = 0;
	struct string_set ids = string_set_read(call->arena, call_text(call, "leavingIds"));
	const struct json *properties;
	enum err e = ERR_OK;
	struct text why;

	for (; count < ids.count && !e && !call->err; count++) {
		call_set_text(call, "inCareId", ids.at[count]);
		if (!store_load(call, one) ||
		    json_read(call->arena, call_text(call, "inCareProperties"), &properties, &why))
			continue;
		record_event_text(call, properties);
		e = store_emit_event(call, "RecordUpdate",
				     "SELECT CAST(:inCareId AS TEXT) AS id, location.id AS"
				     " location_id, CAST(:inCareKey AS TEXT) AS object_key,"
				     " CAST(:inCareOwners AS TEXT) AS owners,"
				     " CAST(:inCareFollowers AS TEXT) AS followers,"
				     " CAST(:eventProperties AS TEXT) AS properties FROM location"
				     " WHERE location.id = :locationId");
	}
	return e ? e : call->err;
}

enum err records_leave_user(struct call *call)
{
	enum err e = leaving_page(call, PAGE("record"));

	if (!e)
		e = store_do(call, "UPDATE record SET " WITHOUT("owner") ", " WITHOUT(
					   "followers") ", date_updated = :now" THESE);
	return e ? e
		 : people_tell(call, "SELECT object_key AS in_care_key, owner AS in_care_owners,"
				     " followers AS in_care_followers,"
				     " properties AS in_care_properties FROM record"
				     " WHERE id = :inCareId AND location_id = :locationId");
}

enum err businesses_leave_user(struct call *call)
{
	enum err e = leaving_page(call, PAGE("business"));

	if (!e)
		e = store_do(call, "UPDATE business SET " WITHOUT("owner") ", " WITHOUT(
					   "followers") ", updated_at = :now" THESE);
	return e ? e
		 : people_tell(call, "SELECT 'business' AS in_care_key, owner AS in_care_owners,"
				     " followers AS in_care_followers,"
				     " properties AS in_care_properties FROM business"
				     " WHERE id = :inCareId AND location_id = :locationId");
}

/* --- the location --- */

enum err objects_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM relation WHERE id IN (SELECT id FROM relation"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ "SELECT record_id AS id FROM record_value WHERE location_id = :locationId"
		  " ORDER BY location_id, record_id LIMIT :leavingPart",
		  { "DELETE FROM record_value WHERE location_id = :locationId"
		    " AND record_id IN (SELECT value FROM json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM record WHERE id IN (SELECT id FROM record"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM association WHERE id IN (SELECT id FROM association"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM custom_field WHERE id IN (SELECT id FROM custom_field"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM field_gone WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM field_gone WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM object WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM object WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM business WHERE id IN (SELECT id FROM business"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
