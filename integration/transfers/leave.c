// SPDX-License-Identifier: Apache-2.0
/*
 * Imports go 30 days after their file came, and all of them with their location.
 */
#include "integration/transfers/inside.h"

#include "platform/blobs/blobs.h"

/* The import, and its file; what its rows were goes behind, in parts. */
enum err import_forget(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "dueThing"));
	enum err e = blobs_of_owner_drop(call, "import", id);

	call_set_text(call, "importId", id);
	if (!e)
		e = store_do(call, "DELETE FROM import WHERE location_id = :locationId"
				   " AND id = :importId");
	return e ? e : leaving_begin(call, "import", TEXT(""), id);
}

enum err import_leave(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM import_row WHERE location_id = :locationId"
				    " AND import_id = :leavingThing AND line IN (SELECT line FROM"
				    " import_row WHERE location_id = :locationId AND import_id ="
				    " :leavingThing ORDER BY line LIMIT :leavingPart)");
	size_t gone = call->changed;

	if (!e)
		e = store_do(call, "DELETE FROM import_problem WHERE location_id = :locationId"
				   " AND import_id = :leavingThing AND n IN (SELECT n FROM"
				   " import_problem WHERE location_id = :locationId AND import_id ="
				   " :leavingThing ORDER BY n LIMIT :leavingPart)");
	call_set_flag(call, "leavingMore", gone || call->changed);
	return e;
}

enum err imports_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM import_row WHERE location_id = :locationId AND"
		    " (import_id, line) IN (SELECT import_id, line FROM import_row"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM import_problem WHERE location_id = :locationId AND"
		    " (import_id, n) IN (SELECT import_id, n FROM import_problem"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM import WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM import WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
