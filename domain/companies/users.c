// SPDX-License-Identifier: Apache-2.0
/*
 * Users, read: one, those of a location, and searches.  Changes are in user_changes.c.
 *
 * A company token sees all users of its company, a location token those of its location (then
 * :locationId is set by auth).
 */
#include "base/core/string_set.h"
#include "domain/companies/companies.h"
#include "platform/store/store.h"

enum err user_get(struct call *call)
{
	enum err e = store_reply_row(
		call, "",
		"SELECT * FROM person WHERE id = :userId"
		" AND company_id = :companyId AND NOT deleted"
		" AND (CAST(:locationId AS TEXT) IS NULL OR EXISTS"
		"  (SELECT 1 FROM account_location"
		"   WHERE location_id = :locationId AND account_id = person.id))");
	struct text id = call_text(call, "userId");

	if (e == ERR_MISSING)
		return refuse(call, ERR_ABSENT, "User with id %.*s not found", (int)id.size, id.at);
	return e;
}

enum err user_list(struct call *call)
{
	return store_list(call, "users",
			  "SELECT person.* FROM account_location"
			  " JOIN person ON person.id = account_location.account_id"
			  " WHERE account_location.location_id = :locationId"
			  " AND company_id = :companyId AND NOT deleted ORDER BY date_added, id");
}

/* Rows of one page, each with the total; a page past the end is one row without id. */
static enum err page_put(struct call *call, struct rows *rows)
{
	const struct shape *shape = catalogue_shape(call->app->catalogue, TEXT("User"));
	int64_t total = 0;

	json_key(&call->out, "users");
	json_list(&call->out);
	while (rows_next(rows)) {
		total = rows_whole(rows, "total");
		if (rows_null(rows, "id"))
			continue;
		json_map(&call->out);
		rows_put(rows, shape);
		json_close(&call->out);
	}
	rows_close(rows);
	if (call->err)
		return call->err;
	json_close(&call->out);
	json_key(&call->out, "count");
	json_put_whole(&call->out, total);
	return ERR_OK;
}

/* Nobody's calendar is kept in step both ways, so enabled2waySync finds nobody. */
static const char search_sql[] =
	"WITH found AS (SELECT person.*, CASE :sort WHEN 'email' THEN email_lower_case"
	"  WHEN 'firstName' THEN fold(first_name) WHEN 'lastName' THEN fold(last_name)"
	"  WHEN 'name' THEN name_lower_case END AS sort_key"
	" FROM person WHERE company_id = :companyId AND NOT deleted"
	" AND (CAST(:locationId AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM account_location"
	"  WHERE location_id = :locationId AND account_id = person.id))"
	" AND (CAST(:type AS TEXT) IS NULL OR type = :type) AND (CAST(:role AS TEXT) IS NULL OR "
	"role = :role)"
	" AND (CAST(:ids AS TEXT) IS NULL OR id IN (SELECT value FROM json_each(:ids)))"
	" AND (CAST(:needle AS TEXT) IS NULL OR name_lower_case LIKE :needle ESCAPE '\\'"
	"  OR email_lower_case LIKE :needle ESCAPE '\\' OR phone LIKE :needle ESCAPE '\\')"
	" AND NOT coalesce(:enabled2waySync, false)),"
	" placed AS (SELECT found.*, row_number() OVER (ORDER BY"
	"  CASE WHEN :sortDirection = 'asc' THEN sort_key END,"
	"  CASE WHEN :sortDirection = 'desc' THEN sort_key END DESC,"
	"  CASE WHEN :sortDirection = 'asc' THEN date_added ELSE -date_added END, id) AS place"
	" FROM found)"
	" SELECT page.*, (SELECT count(*) FROM found) AS total FROM (SELECT 1 AS one) AS once"
	" LEFT JOIN (SELECT * FROM placed WHERE place - :skip > 0 AND place - :skip <= :limit)"
	"  AS page ON true ORDER BY place";

enum err user_search(struct call *call)
{
	if (text_trim(call_text(call, "query")).size)
		call_set(call, "needle", store_likeness(call, call_text(call, "query")));
	return page_put(call, store_ask(call, search_sql));
}

/* The body says numbers as text ("25"), as in the contract, or as numbers. */
static void number_take(struct call *call, const char *name, int64_t otherwise, int64_t most)
{
	const struct json *sent = json_get(call->json, name);
	int64_t n = otherwise;

	if (sent && !json_is(sent, JSON_NULL) && !text_whole(json_text(sent), &n))
		call_violation(call, "%s must be a whole number", name);
	else if (n < 0)
		call_violation(call, "%s must not be less than 0", name);
	else if (n > most)
		call_violation(call, "%s must not be greater than %d", name, (int)most);
	call_set_whole(call, name, n);
}

/* "A@x.y, b@x.y" as a JSON list, folded. */
static struct text emails_fold(struct call *call)
{
	struct text rest = call_text(call, "emails"), part;
	size_t count = 1;

	for (size_t i = 0; i < rest.size; i++)
		count += rest.at[i] == ',';
	struct text *at = arena_take(call->arena, count * sizeof(*at));
	struct string_set all = { .at = at };
	while (text_split(&rest, ',', &part))
		at[all.count++] = part;
	return string_set_json(call->arena, string_set_fold(call->arena, all));
}

static const char filter_sql[] =
	"WITH found AS (SELECT person.*,"
	"  row_number() OVER (ORDER BY email_lower_case, date_added, id) AS place"
	" FROM person WHERE company_id = :companyId AND deleted = :deleted"
	" AND email_lower_case IN (SELECT value FROM json_each(:emails)))"
	" SELECT page.*, (SELECT count(*) FROM found) AS total FROM (SELECT 1 AS one) AS once"
	" LEFT JOIN (SELECT * FROM found WHERE place - :skip > 0 AND place - :skip <= :limit)"
	"  AS page ON true ORDER BY place";

enum err user_filter(struct call *call)
{
	number_take(call, "skip", 0, 1000000);
	number_take(call, "limit", 25, 100);
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "%.*s", (int)call->violations[0].size,
			      call->violations[0].at);
	call_set_text(call, "emails", emails_fold(call));
	return page_put(call, store_ask(call, filter_sql));
}
