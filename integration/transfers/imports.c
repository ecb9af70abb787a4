// SPDX-License-Identifier: Apache-2.0
/*
 * What is asked of imports: how they are, and what they shall do next.
 *
 *	ready ──▶ checking ──▶ checked ──▶ running ──▶ done ──▶ undoing ──▶ undone
 *	  ▲          │            │           └──▶ cancelled ───┘
 *	  └──────────┴────────────┘ (checked anew)
 */
#include "integration/transfers/inside.h"

#include "base/core/string_set.h"

#define IMPORT_SHOWN                                                                               \
	"id, state, why, file_name, size, encoding, separator, columns, row_count AS rows,"        \
	" first_rows AS first, guess, existing, mapping, match_by AS match, on_match, done,"       \
	" total, CASE WHEN state IN ('checking', 'running', 'undoing') AND done > 0 THEN"          \
	" done * 1000.0 / (:now - date_begun + 1) END AS rate,"                                    \
	" CASE WHEN state IN ('checking', 'running', 'undoing') AND done > 0 THEN"                 \
	" :now + (total - done) * (:now - date_begun) / done END AS ends_at, made, changed, same," \
	" unclear, refused, samples, removed, restored, kept, problems AS problem_count,"          \
	" date_added, date_begun, date_ended"

enum err import_reply(struct call *call)
{
	return store_reply_row(call, "import",
			       "SELECT " IMPORT_SHOWN " FROM import"
			       " WHERE location_id = :locationId AND id = :importId");
}

static enum err missing(struct call *call)
{
	return refuse(call, ERR_MISSING, "There is no such import.");
}

enum err import_list(struct call *call)
{
	return store_list(call, "imports",
			  "SELECT " IMPORT_SHOWN " FROM import WHERE location_id = :locationId"
			  " ORDER BY date_added DESC, id DESC LIMIT :limit OFFSET :skip");
}

enum err import_get(struct call *call)
{
	enum err e = import_reply(call);

	if (e == ERR_MISSING)
		return missing(call);
	return e ? e
		 : store_list(
			   call, "problems",
			   "SELECT line, nullif(field, '') AS \"column\", why FROM import_problem"
			   " WHERE location_id = :locationId AND import_id = :importId"
			   " ORDER BY n LIMIT 100");
}

/* --- moves --- */

/* It must be in one of these states (a text with spaces around each); :importState. */
static enum err state_need(struct call *call, const char *states, const char *why)
{
	if (!store_load(call, "SELECT state AS import_state FROM import"
			      " WHERE location_id = :locationId AND id = :importId"))
		return call->err ? call->err : missing(call);
	struct text state = call_text(call, "importState"),
		    word = text_format(call->arena, " %.*s ", (int)state.size, state.at);
	if (memmem(states, strlen(states), word.at, word.size))
		return ERR_OK;
	return refuse(call, ERR_BAD, "%s It is %.*s.", why, (int)state.size, state.at);
}

int64_t transfer_job(struct call *call, const char *what, struct text id)
{
	struct text location = text_copy(call->arena, call_text(call, "locationId"));
	struct job_new n = {
		.kind = JOB_TRANSFER,
		.location_id = location,
		.target = text_format(call->arena, "transfer:%.*s", (int)location.size,
				      location.at),
		.order_key = TEXT("transfer"), /* one after the other */
		.ref = text_format(call->arena, "%s%.*s", what, (int)id.size, id.at),
		.priority = JOB_BULK,
		.due_ms = call->now_ms,
	};

	return job_add(call, &n);
}

/* Into that state, with a job. */
static enum err begin(struct call *call, const char *state, const char *what)
{
	call_set_text(call, "importState", text_of(state));
	call_set_whole(call, "importJob", transfer_job(call, what, call_text(call, "importId")));
	enum err e = store_do(call, "UPDATE import SET state = :importState, why = NULL,"
				    " job = :importJob, done = 0, date_begun = :now,"
				    " date_ended = NULL"
				    " WHERE location_id = :locationId AND id = :importId");
	return e ? e : import_reply(call);
}

static enum err counts_clear(struct call *call)
{
	enum err e = store_do(call, "UPDATE import SET made = 0, changed = 0, same = 0,"
				    " unclear = 0, refused = 0, problems = 0, total = row_count"
				    " WHERE location_id = :locationId AND id = :importId");

	return e ? e
		 : store_do(call, "DELETE FROM import_problem WHERE location_id = :locationId"
				  " AND import_id = :importId /* grows: at most 10000 */");
}

/* Each column is one of the file, each field one that there is, and said once. */
static enum err mapping_check(struct call *call)
{
	const struct json *mapping = json_get(call->json, "mapping"), *v;
	struct index taken = index_open(call->arena);
	struct string_set columns;
	struct field_defs defs;
	enum err e = field_defs_load_own(call, TEXT("contact"), &defs);

	if (e || !store_load(call, "SELECT columns AS import_columns FROM import"
				   " WHERE location_id = :locationId AND id = :importId"))
		return e ? e : call->err;
	columns = string_set_read(call->arena, call_text(call, "importColumns"));
	for (const struct json *key = json_first(mapping); key; key = json_after(mapping, v)) {
		struct text column = json_text(key), said;
		struct target t;

		v = json_after(mapping, key);
		said = json_text(v);
		if (!string_set_has(columns, column))
			call_violation(call, "mapping: there is no column %.*s", (int)column.size,
				       column.at);
		else if (!json_is(v, JSON_NULL) &&
			 (!json_is(v, JSON_TEXT) || !target_find(call->arena, &defs, said, &t)))
			call_violation(call, "mapping: %.*s is no field of contacts",
				       (int)said.size, said.at);
		else if (said.size && !index_put(&taken, t.name, 0))
			call_violation(call, "mapping: two columns become %.*s", (int)said.size,
				       said.at);
	}
	if (!call->violation_count && !taken.count)
		call_violation(call, "mapping must name a field for at least one column");
	return call->violation_count ? refuse(call, ERR_INVALID, "The mapping does not fit.")
				     : ERR_OK;
}

enum err import_check(struct call *call)
{
	enum err e = state_need(call, " ready checked ", "It cannot be checked now.");

	if (!e)
		e = mapping_check(call);
	if (e)
		return e;
	if (!call_given(call, "match"))
		call_set_text(call, "match", TEXT("[\"email\",\"phone\"]"));
	if (!call_text(call, "onMatch").size)
		call_set_text(call, "onMatch", TEXT("update"));
	e = store_do(call, "UPDATE import SET mapping = :mapping, match_by = :match,"
			   " on_match = :onMatch, samples = '{}'"
			   " WHERE location_id = :locationId AND id = :importId");
	if (!e)
		e = counts_clear(call);
	return e ? e : begin(call, "checking", REF_CHECK);
}

enum err import_start(struct call *call)
{
	enum err e = state_need(call, " checked ", "Only what was checked can be started.");

	if (!e)
		e = counts_clear(call);
	if (!e)
		e = store_do(call, "UPDATE import SET started_by = :callerId"
				   " WHERE location_id = :locationId AND id = :importId");
	return e ? e : begin(call, "running", REF_RUN);
}

enum err import_cancel(struct call *call)
{
	enum err e = state_need(call, " checking checked running cancelled ",
				"There is nothing to cancel.");

	if (!e)
		e = store_do(call,
			     "UPDATE import SET state = CASE WHEN state IN ('checking',"
			     " 'checked') THEN 'ready' ELSE 'cancelled' END, date_ended = :now"
			     " WHERE location_id = :locationId AND id = :importId");
	return e ? e : import_reply(call);
}

enum err import_undo(struct call *call)
{
	enum err e = state_need(call, " done cancelled failed ", "It cannot be undone now.");

	if (!e)
		e = store_do(call, "UPDATE import SET undo_line = 9007199254740991, removed = 0,"
				   " restored = 0, kept = 0, total = made + changed"
				   " WHERE location_id = :locationId AND id = :importId");
	return e ? e : begin(call, "undoing", REF_UNDO);
}

/* --- problems --- */

enum err import_problems(struct call *call)
{
	struct text head[] = { TEXT("line"), TEXT("column"), TEXT("problem") };
	struct buffer b = buffer_open(call->arena, 64 << 20);
	struct rows *r;

	if (!store_has(call, "SELECT 1 FROM import WHERE location_id = :locationId"
			     " AND id = :importId"))
		return call->err ? call->err : missing(call);
	buffer_add(&b, TEXT("\xef\xbb\xbf"));
	csv_write(&b, head, 3);
	r = store_ask(call, "SELECT line, field, why FROM import_problem"
			    " WHERE location_id = :locationId AND import_id = :importId"
			    " ORDER BY n /* grows: at most 10000 */");
	while (rows_next(r)) {
		char line[24];
		struct text row[] = { text_of(line), rows_text(r, "field"), rows_text(r, "why") };

		row[0].size = (size_t)snprintf(line, sizeof(line), "%lld",
					       (long long)rows_whole(r, "line"));
		csv_write(&b, row, 3);
	}
	rows_close(r);
	call->buffer = b;
	call->content_type = TEXT("text/csv; charset=utf-8");
	call_reply_header(call, "Content-Disposition",
			  TEXT("attachment; filename=\"problems.csv\""));
	return call->err;
}
