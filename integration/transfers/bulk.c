// SPDX-License-Identifier: Apache-2.0
/*
 * What is asked of the same change for many contacts.
 *
 *	running ──▶ done ──▶ undoing ──▶ undone
 *	   └──▶ cancelled, failed ──┘
 *
 * A dry run does it with the first ten, in a call of its own that is refused at its end.
 */
#include "integration/transfers/bulk.h"

#include "domain/companies/companies.h"

#define KEPT_MS (30 * DAY_MS)
#define BULK_SHOWN                                                                                 \
	"id, state, why, what AS \"do\", done, total,"                                             \
	" CASE WHEN state IN ('running', 'undoing') AND done > 0 THEN"                             \
	" done * 1000.0 / (:now - date_begun + 1) END AS rate,"                                    \
	" CASE WHEN state IN ('running', 'undoing') AND done > 0 THEN"                             \
	" :now + (total - done) * (:now - date_begun) / done END AS ends_at, changed, same,"       \
	" refused, restored, kept, problems AS problem_count, (state IN ('done', 'cancelled',"     \
	" 'failed') AND changed > 0 AND what NOT LIKE '%\"delete\":true%') AS undoable,"           \
	" date_added, date_ended"

static enum err missing(struct call *call)
{
	return refuse(call, ERR_MISSING, "There is no such change of many.");
}

static enum err bulk_reply(struct call *call)
{
	enum err e = store_reply_row(call, "bulk",
				     "SELECT " BULK_SHOWN " FROM bulk"
				     " WHERE location_id = :locationId AND id = :bulkId");

	return e == ERR_MISSING ? missing(call) : e;
}

enum err bulk_list(struct call *call)
{
	return store_list(call, "bulks",
			  "SELECT " BULK_SHOWN " FROM bulk WHERE location_id = :locationId"
			  " ORDER BY date_added DESC, id DESC LIMIT :limit OFFSET :skip");
}

enum err bulk_get(struct call *call)
{
	enum err e = bulk_reply(call);

	return e ? e
		 : store_list(call, "problems",
			      "SELECT line, nullif(field, '') AS contact_id, why"
			      " FROM import_problem WHERE location_id = :locationId"
			      " AND import_id = :bulkId ORDER BY n LIMIT 100");
}

/* --- who it is --- */

struct chosen {
	struct string_set first; /* ten at most */
	struct string_set ids;	 /* where they were said: each once */
	int64_t count;
};

/* By an index: a set of so many is long looked through. */
static struct string_set each_once(struct arena *a, const struct json *ids)
{
	struct text *at = arena_take(a, (ids->count + 1) * sizeof(*at));
	struct index seen = index_open(a);
	size_t count = 0;

	for (const struct json *v = json_first(ids); v; v = json_after(ids, v))
		if (index_put(&seen, json_text(v), 0))
			at[count++] = json_text(v);
	return (struct string_set){ at, count };
}

static struct text search_said(struct call *call)
{
	const struct json *query = json_get(call->json, "query"),
			  *filters = json_get(call->json, "filters");
	struct buffer b = buffer_open(call->arena, 4 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	if (query) {
		json_key(&o, "query");
		json_put(&o, query);
	}
	if (filters) {
		json_key(&o, "filters");
		json_put(&o, filters);
	}
	json_close(&o);
	return buffer_text(&b);
}

static enum err chosen_search(struct call *call, struct chosen *out)
{
	struct export_search s = { .search = call->json,
				   .location_id = call_text(call, "locationId"),
				   .size = SAMPLES_MAX };
	struct text *first = arena_take(call->arena, SAMPLES_MAX * sizeof(*first));
	const struct json *reply = NULL, *list;
	enum err e = invoke(call, "search-contacts", export_search(call->arena, &s), &reply);

	if (e)
		return e;
	json_whole(json_get(reply, "total"), &out->count);
	list = json_get(reply, "contacts");
	for (const struct json *v = json_first(list); v; v = json_after(list, v))
		first[out->first.count++] = json_text(json_get(v, "id"));
	out->first.at = first;
	return ERR_OK;
}

static enum err chosen_read(struct call *call, struct chosen *out)
{
	bool by_ids = json_is(json_get(call->json, "ids"), JSON_LIST);
	bool by_search = json_is(json_get(call->json, "filters"), JSON_LIST) ||
			 json_is(json_get(call->json, "query"), JSON_TEXT);

	*out = (struct chosen){ 0 };
	if (by_ids == by_search) {
		call_violation(call, by_ids ? "ids cannot be sent with query or filters"
					    : "ids, query or filters must say who it is");
		return refuse(call, ERR_INVALID, "It is not clear who is meant.");
	}
	if (by_search)
		return chosen_search(call, out);
	out->ids = each_once(call->arena, json_get(call->json, "ids"));
	out->count = (int64_t)out->ids.count;
	out->first = out->ids;
	if (out->first.count > SAMPLES_MAX)
		out->first.count = SAMPLES_MAX;
	return ERR_OK;
}

/* --- a dry run --- */

static void sample_put(struct json_out *o, const struct row_told *told, bool drop)
{
	const char *outcome = told->outcome == ROW_REFUSED ? "refused"
			      : told->outcome == ROW_SAME  ? "same"
			      : drop			   ? "deleted"
							   : "changed";

	json_map(o);
	json_key(o, "contactId");
	json_put_text(o, told->contact_id);
	json_key(o, "who");
	json_put_text(o, told->who);
	json_key(o, "outcome");
	json_put_c(o, outcome);
	if (told->why.size) {
		json_key(o, "why");
		json_put_text(o, told->why);
	}
	if (told->outcome == ROW_CHANGED && !drop) {
		json_key(o, "before");
		json_put_raw(o, told->before);
		json_key(o, "after");
		json_put_raw(o, told->after);
	}
	json_close(o);
}

/* What becomes of :sampleIds into :sample; and nothing does. */
static enum err sample_run(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 8 << 20);
	struct json_out o = json_open(&b);
	struct string_set ids = string_set_read(call->arena, call_text(call, "sampleIds"));
	const struct json *what = NULL;
	struct bulk_do bulk;
	struct asks asks;
	struct text why;

	json_read(call->arena, text_copy(call->arena, call_text(call, "sampleDo")), &what, &why);
	if (!bulk_do_read(call, what, &bulk))
		return refuse(call, ERR_INVALID, "It cannot be done so.");
	enum err e = bulk_asks_open(call, call_text(call, "locationId"), &asks);
	json_list(&o);
	for (size_t i = 0; i < ids.count && !e; i++) {
		struct row_told told = { .line = (int64_t)i + 1 };

		e = bulk_row(call, &bulk, &asks, ids.at[i], &told);
		if (!e)
			sample_put(&o, &told, bulk.drop);
	}
	json_close(&o);
	call_set_text(call, "sample", buffer_text(&b));
	return e ? e : refuse(call, ERR_CONFLICT, "It is undone.");
}

static enum err sample_reply(struct call *call, const struct chosen *who)
{
	struct call *part = call_open(call->arena, call->now_ms);
	struct op *op = arena_take(call->arena, sizeof(*op));

	*op = *call->op;
	op->run = sample_run;
	op->audited = false;
	part->app = call->app;
	part->connection = call->connection;
	part->caller = call->caller;
	part->op = op;
	call_set_whole(part, "now", call->now_ms);
	call_set_text(part, "locationId", call_text(call, "locationId"));
	call_set_text(part, "askedKind", call_text(call, "actorKind"));
	call_set_text(part, "askedBy", call_text(call, "actorId"));
	call_set_text(part, "sampleIds", string_set_json(call->arena, who->first));
	call_set_text(part, "sampleDo", json_source(call->arena, json_get(call->json, "do")));
	enum err e = store_try(call, part);
	if (call->err || e != ERR_CONFLICT || !call_text(part, "sample").size)
		return call->err ? call->err
				 : refuse(call, e ? e : ERR_CONFLICT, "%.*s", (int)part->why.size,
					  part->why.at);
	json_key(&call->out, "new");
	json_put_flag(&call->out, false);
	json_key(&call->out, "count");
	json_put_whole(&call->out, who->count);
	json_key(&call->out, "sample");
	json_put_raw(&call->out, call_text(part, "sample"));
	return ERR_OK;
}

/* --- and so --- */

static enum err count_need(struct call *call, const struct bulk_do *what, const struct chosen *who)
{
	bool said = call_given(call, "count") && !json_is(json_get(call->json, "count"), JSON_NULL);

	if (said && call_whole(call, "count", 0) != who->count)
		return refuse(call, ERR_CONFLICT,
			      "It would be %lld contacts, not %lld: nothing was done.",
			      (long long)who->count, (long long)call_whole(call, "count", 0));
	if (what->drop && !said)
		return refuse(
			call, ERR_BAD,
			"It cannot be undone: count must say how many are deleted. It would be"
			" %lld.",
			(long long)who->count);
	return ERR_OK;
}

static enum err bulk_insert(struct call *call, const struct chosen *who)
{
	struct text id = text_copy(call->arena, call_text(call, "newId"));
	bool known = who->ids.count > 0;

	call_set_text(call, "bulkId", id);
	call_set_text(call, "bulkWhat", json_source(call->arena, json_get(call->json, "do")));
	call_set_text(call, "bulkSearch", search_said(call));
	call_set_flag(call, "bulkKnown", known);
	call_set_whole(call, "bulkTotal", known ? who->count : 0);
	call_set_whole(call, "bulkParts", 0);
	enum err e = bulk_parts_add(call, who->ids);
	call_set_whole(call, "bulkJob", transfer_job(call, REF_BULK, id));
	if (!e)
		e = store_do(call,
			     "INSERT INTO bulk (location_id, id, state, what, search, gathered,"
			     " parts, wanted, total, asked_kind, asked_by, job, date_added,"
			     " date_begun) VALUES (:locationId, :bulkId, 'running', :bulkWhat,"
			     " :bulkSearch, :bulkKnown, :bulkParts, :count, :bulkTotal, :actorKind,"
			     " :actorId, :bulkJob, :now, :now)");
	return e ? e : due_set(call, "old bulk", id, call->now_ms + KEPT_MS);
}

enum err bulk_create(struct call *call)
{
	struct bulk_do what;
	struct chosen who;

	if (!bulk_do_read(call, json_get(call->json, "do"), &what))
		return call->err ? call->err : refuse(call, ERR_INVALID, "It cannot be done so.");
	enum err e = chosen_read(call, &who);
	if (e)
		return e;
	if (call_whole(call, "dry", 0))
		return sample_reply(call, &who);
	e = count_need(call, &what, &who);
	if (!e)
		e = bulk_insert(call, &who);
	if (e)
		return e;
	call->status = call->op->status_new;
	json_key(&call->out, "new");
	json_put_flag(&call->out, true);
	json_key(&call->out, "count");
	json_put_whole(&call->out, who.count);
	return bulk_reply(call);
}

/* --- moves --- */

/* It must be in one of these states (a text with spaces around each). */
static enum err state_need(struct call *call, const char *states, const char *why)
{
	if (!store_load(call, "SELECT state AS bulk_state, what AS bulk_what FROM bulk"
			      " WHERE location_id = :locationId AND id = :bulkId"))
		return call->err ? call->err : missing(call);
	struct text state = call_text(call, "bulkState"),
		    word = text_format(call->arena, " %.*s ", (int)state.size, state.at);
	if (memmem(states, strlen(states), word.at, word.size))
		return ERR_OK;
	return refuse(call, ERR_BAD, "%s It is %.*s.", why, (int)state.size, state.at);
}

enum err bulk_cancel(struct call *call)
{
	enum err e = state_need(call, " running cancelled ", "There is nothing to cancel.");

	if (!e)
		e = store_do(call, "UPDATE bulk SET state = 'cancelled',"
				   " date_ended = coalesce(date_ended, :now)"
				   " WHERE location_id = :locationId AND id = :bulkId");
	if (!e)
		e = store_do(call, "DELETE FROM bulk_part WHERE location_id = :locationId"
				   " AND bulk_id = :bulkId"
				   " /* grows: one for 200 contacts that it was to change */");
	return e ? e : bulk_reply(call);
}

enum err bulk_undo(struct call *call)
{
	enum err e = state_need(call, " done cancelled failed ", "It cannot be undone now.");
	const struct json *what = NULL;
	struct text why;

	if (e)
		return e;
	json_read(call->arena, text_copy(call->arena, call_text(call, "bulkWhat")), &what, &why);
	if (json_flag(json_get(what, "delete")))
		return refuse(call, ERR_BAD, "What was deleted cannot be brought back.");
	call_set_whole(call, "bulkJob",
		       transfer_job(call, REF_UNDO_BULK, call_text(call, "bulkId")));
	e = store_do(call, "UPDATE bulk SET state = 'undoing', why = NULL, job = :bulkJob,"
			   " undo_line = 9007199254740991, restored = 0, kept = 0, done = 0,"
			   " total = changed, asked_kind = :actorKind, asked_by = :actorId,"
			   " date_begun = :now, date_ended = NULL"
			   " WHERE location_id = :locationId AND id = :bulkId");
	return e ? e : bulk_reply(call);
}

/* --- what is over --- */

/* What could undo it goes behind, as that of an import does. */
enum err bulk_forget(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "dueThing"));

	call_set_text(call, "bulkId", id);
	enum err e = store_do(call, "DELETE FROM bulk WHERE location_id = :locationId"
				    " AND id = :bulkId");
	return e ? e : leaving_begin(call, "import", TEXT(""), id);
}

enum err bulks_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM bulk_part WHERE location_id = :locationId AND"
		    " (bulk_id, n) IN (SELECT bulk_id, n FROM bulk_part"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM bulk WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM bulk WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
