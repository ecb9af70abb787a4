// SPDX-License-Identifier: Apache-2.0
/*
 * A user leaves a location, or goes altogether: what hangs on him there goes with him.  What that
 * is, each room says in its own row (`leaving … of user`).
 *
 * Who is of the agency is of every location of the company.
 */
#include "domain/companies/inside.h"
#include "domain/objects/objects.h"
#include "platform/store/store.h"

/* Is he, as he is now, of this location? */
#define IS_OF                                                                                      \
	" EXISTS (SELECT 1 FROM account WHERE account.id = :userId AND NOT account.deleted"        \
	" AND (account.type = 'agency' OR EXISTS (SELECT 1 FROM account_location AS mine"          \
	" WHERE mine.location_id = location.id AND mine.account_id = account.id)))"

#define ALL_OF                                                                                     \
	"SELECT id FROM location /* grows: locations of the company */"                            \
	" WHERE company_id = :companyId"

static struct string_set locations_read(struct call *call, const char *sql)
{
	struct rows *rows = store_ask(call, sql);
	struct text *at = NULL;
	size_t count = 0, room = 0;

	while (rows_next(rows)) {
		if (count == room) {
			size_t more = room ? room * 2 : 8;
			at = arena_grow(call->arena, at, room * sizeof(*at), more * sizeof(*at));
			room = more;
		}
		at[count++] = text_copy(call->arena, rows_text(rows, "id"));
	}
	rows_close(rows);
	return (struct string_set){ at, count };
}

enum err user_leaves(struct call *call)
{
	struct text user = call_text(call, "userId");
	struct string_set left = locations_read(
		call, ALL_OF " AND (:typeBefore = 'agency' OR id IN"
			     "  (SELECT value FROM json_each(:locationIdsBefore)))"
			     " AND NOT" IS_OF " ORDER BY id");

	return call->err ? call->err : leaving_begin_all(call, "user", user, left);
}

enum err user_returns(struct call *call)
{
	struct text user = call_text(call, "userId");
	struct string_set now = locations_read(call, ALL_OF " AND" IS_OF);

	return call->err ? call->err : leaving_stop(call, "user", user, now);
}
