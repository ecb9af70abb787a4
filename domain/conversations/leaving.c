// SPDX-License-Identifier: Apache-2.0
/*
 * What conversations leave behind, taken away in parts.
 */
#include "domain/conversations/inside.h"
#include "integration/mail/mail.h"

/* The ids that a query gives, as a JSON list; how many: *count. */
static struct text ids_of(struct call *call, const char *sql, int64_t *count)
{
	struct buffer b = buffer_open(call->arena, 64 << 10);
	struct json_out o = json_open(&b);
	struct rows *rows = store_ask(call, sql);

	*count = 0;
	json_list(&o);
	for (; rows_next(rows); (*count)++)
		json_put_text(&o, rows_text(rows, "id"));
	json_close(&o);
	rows_close(rows);
	return buffer_text(&b);
}

/* With the e-mails that are in them; those that have not gone out yet are taken back. */
enum err messages_leave_conversation(struct call *call)
{
	int64_t found, waiting;
	struct text these = ids_of(call,
				   "SELECT id FROM message WHERE location_id = :locationId"
				   " AND conversation_id = :leavingThing LIMIT :leavingPart",
				   &found);

	call_set_text(call, "leavingMessages", these);
	struct text letters = ids_of(
		call,
		"SELECT outgoing_id AS id FROM email WHERE location_id = :locationId"
		" AND message_id IN (SELECT value FROM json_each(:leavingMessages))"
		" AND outgoing_id IS NOT NULL AND status IN ('scheduled', 'pending')"
		" /* grows: those of a part */ LIMIT 400",
		&waiting);
	enum err e = waiting ? mail_withdraw_these(call, letters) : ERR_OK;
	if (!e)
		e = store_do(call,
			     "DELETE FROM email WHERE location_id = :locationId AND message_id IN"
			     " (SELECT value FROM json_each(:leavingMessages))");
	if (!e)
		e = store_do(call,
			     "DELETE FROM transcript WHERE location_id = :locationId AND"
			     " message_id IN (SELECT value FROM json_each(:leavingMessages))");
	if (!e)
		e = store_do(call, "DELETE FROM message WHERE location_id = :locationId AND id IN"
				   " (SELECT value FROM json_each(:leavingMessages))");
	call_set_flag(call, "leavingMore", found == call_whole(call, "leavingPart", 0));
	return e ? e : call->err;
}

enum err conversations_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM email WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM email WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM message WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM message WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM conversation WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM conversation WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM transcript WHERE location_id = :locationId AND message_id IN"
		    " (SELECT message_id FROM transcript WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
