// SPDX-License-Identifier: Apache-2.0
/*
 * The job: who it is, a page of the search after another, and then what is done with them, a part
 * after another.  Whatever is cut off goes on behind the last page or part that is kept.
 */
#include "integration/transfers/bulk.h"

#define PAGE 500 /* of the search */

struct part {
	struct text bulk, location_id;
	bool gone;    /* it is not as it was, or over */
	bool gathers; /* who it is is not known yet */
	struct text after;
	struct string_set ids; /* of a page */
	bool last;
};

static bool names(struct call *call, const struct part *p)
{
	call_set_text(call, "locationId", p->location_id);
	call_set_text(call, "bulkId", p->bulk);
	return true;
}

/* --- may they still? --- */

bool bulk_holds(struct call *call)
{
	static const struct {
		const char *kind, *sql;
	} all[] = {
		{ "person",
		  "SELECT 1 FROM account p LEFT JOIN person_role k"
		  " ON k.account_id = p.id WHERE p.id = :askedBy AND NOT p.deleted"
		  " AND " PERSON_ENTERS(":locationId") " AND " PERSON_HOLDS("'contacts.write'") },
		{ "app", "SELECT 1 FROM install i WHERE i.app_id = :askedBy AND i.live"
			 " AND (i.place = :locationId OR i.place = (SELECT company_id FROM location"
			 " WHERE id = :locationId)) LIMIT 1" },
		{ "flow", "SELECT 1 FROM flow WHERE id = :askedBy" },
		{ "token", "SELECT 1 FROM token a JOIN token t ON t.family = a.family"
			   " WHERE a.id = :askedBy AND t.revoked_at IS NULL"
			   " AND (t.expires_at IS NULL OR t.expires_at > :now)"
			   " AND (t.scopes LIKE '%\"*\"%' OR t.scopes LIKE '%\"contacts.write\"%')"
			   " LIMIT 1" },
	};
	struct text kind = call_text(call, "askedKind");

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (text_is(kind, all[i].kind))
			return store_has(call, all[i].sql);
	return false;
}

enum err bulk_stop(struct call *call, struct text why)
{
	call_set_text(call, "bulkWhy", why);
	enum err e = store_do(call, "UPDATE bulk SET state = 'failed', why = :bulkWhy,"
				    " date_ended = :now WHERE location_id = :locationId"
				    " AND id = :bulkId");

	return e ? e
		 : store_do(call, "DELETE FROM bulk_part WHERE location_id = :locationId"
				  " AND bulk_id = :bulkId"
				  " /* grows: one for 200 contacts that it was to change */");
}

/* --- who it is --- */

/* The next page of the search, read by itself so that nobody waits for it. */
static enum err page_read(struct call *call, struct part *p)
{
	struct export_search s = { .location_id = p->location_id, .size = PAGE, .after = p->after };
	const struct json *reply = NULL, *list, *v;
	struct text *ids = arena_take(call->arena, PAGE * sizeof(*ids)), why;
	struct invoked told;
	size_t count = 0;

	json_read(call->arena, text_copy(call->arena, call_text(call, "bulkSearch")), &s.search,
		  &why);
	enum err e = invoke_row(call, "search-contacts", p->location_id,
				export_search(call->arena, &s), &told);
	if (e || told.err)
		return e ? e : refuse(call, told.err, "%.*s", (int)told.why.size, told.why.at);
	e = json_read(call->arena, told.body, &reply, &why);
	list = json_get(reply, "contacts");
	for (v = json_first(list); v; v = json_after(list, v)) {
		ids[count++] = json_text(json_get(v, "id"));
		p->after = json_source(call->arena, json_get(v, "searchAfter"));
	}
	p->ids = (struct string_set){ ids, count };
	p->last = count < PAGE;
	return e;
}

enum err bulk_parts_add(struct call *call, struct string_set ids)
{
	int64_t n = call_whole(call, "bulkParts", 0);
	enum err e = ERR_OK;

	for (size_t at = 0; at < ids.count && !e; at += SLICE_ROWS) {
		size_t left = ids.count - at, count = left < SLICE_ROWS ? left : SLICE_ROWS;

		call_set_whole(call, "partN", n++);
		call_set_text(
			call, "partIds",
			string_set_json(call->arena, (struct string_set){ ids.at + at, count }));
		e = store_do(call, "INSERT INTO bulk_part (location_id, bulk_id, n, ids)"
				   " VALUES (:locationId, :bulkId, :partN, :partIds)");
	}
	call_set_whole(call, "bulkParts", n);
	return e;
}

static enum err page_keep(struct call *call)
{
	struct part *p = *(struct part **)store_transaction_data(call);

	names(call, p);
	p->gone = !store_load(call, "SELECT parts AS bulk_parts, total AS bulk_total,"
				    " wanted AS bulk_wanted FROM bulk"
				    " WHERE location_id = :locationId AND id = :bulkId"
				    " AND state = 'running' AND NOT gathered");
	if (p->gone || call->err)
		return call->err;
	int64_t total = call_whole(call, "bulkTotal", 0) + (int64_t)p->ids.count,
		wanted = call_whole(call, "bulkWanted", -1);
	p->gone = wanted >= 0 && (total > wanted || (p->last && total != wanted));
	if (p->gone)
		return bulk_stop(call, text_format(call->arena,
						   "It would be %lld%s contacts, not %lld:"
						   " nothing was done.",
						   (long long)total, p->last ? "" : " or more",
						   (long long)wanted));
	enum err e = bulk_parts_add(call, p->ids);
	call_set_whole(call, "bulkTotal", total);
	call_set_flag(call, "bulkLast", p->last);
	call_set_text(call, "bulkAfter", p->after);
	return e ? e
		 : store_do(call, "UPDATE bulk SET parts = :bulkParts, total = :bulkTotal,"
				  " search_after = :bulkAfter, gathered = :bulkLast"
				  " WHERE location_id = :locationId AND id = :bulkId");
}

/* --- a part --- */

static enum err problems_keep(struct call *call, const struct row_told *told, size_t count)
{
	int64_t n = store_number(call, "SELECT problems AS n FROM bulk"
				       " WHERE location_id = :locationId AND id = :bulkId");
	enum err e = ERR_OK;

	for (size_t i = 0; i < count && !e; i++)
		if (told[i].outcome == ROW_REFUSED)
			e = problem_keep(call, ++n, &told[i]);
	return e;
}

static enum err part_count(struct call *call, const struct row_told *told, size_t count)
{
	int64_t counts[ROW_OUTCOMES] = { 0 };
	enum err e = problems_keep(call, told, count);

	for (size_t i = 0; i < count; i++)
		counts[told[i].outcome]++;
	call_set_whole(call, "partCount", (int64_t)count);
	call_set_whole(call, "partChanged", counts[ROW_CHANGED]);
	call_set_whole(call, "partSame", counts[ROW_SAME]);
	call_set_whole(call, "partRefused", counts[ROW_REFUSED]);
	if (!e)
		e = store_do(call, "UPDATE bulk SET done = done + :partCount,"
				   " parts_done = parts_done + 1, changed = changed + :partChanged,"
				   " same = same + :partSame, refused = refused + :partRefused,"
				   " problems = problems + :partRefused"
				   " WHERE location_id = :locationId AND id = :bulkId");
	return e ? e
		 : store_do(call, "DELETE FROM bulk_part WHERE location_id = :locationId"
				  " AND bulk_id = :bulkId AND n = :bulkPartsDone");
}

static enum err part_rows(struct call *call, const struct part *p, struct string_set ids)
{
	struct row_told *told = arena_take(call->arena, (ids.count + 1) * sizeof(*told));
	const struct json *what = NULL;
	struct bulk_do bulk;
	struct asks asks;
	struct text why;

	json_read(call->arena, text_copy(call->arena, call_text(call, "bulkWhat")), &what, &why);
	if (!bulk_do_read(call, what, &bulk)) {
		why = invoke_complaint(call);
		call->violation_count = 0; /* a field that it sets is gone */
		return call->err ? call->err : bulk_stop(call, why);
	}
	int64_t done = call_whole(call, "bulkDone", 0);
	enum err e = bulk_asks_open(call, p->location_id, &asks);
	for (size_t i = 0; i < ids.count && !e; i++) {
		told[i].line = done + (int64_t)i + 1;
		e = bulk_row(call, &bulk, &asks, ids.at[i], &told[i]);
		if (!e && !bulk.drop && told[i].outcome == ROW_CHANGED)
			e = row_keep(call, &told[i]);
	}
	return e ? e : part_count(call, told, ids.count);
}

static enum err part_do(struct call *call)
{
	struct part *p = *(struct part **)store_transaction_data(call);

	names(call, p);
	call_set_text(call, "importId", p->bulk);
	p->gone = !store_load(call, "SELECT b.what AS bulk_what, b.done AS bulk_done,"
				    " b.parts_done AS bulk_parts_done, b.asked_kind, b.asked_by,"
				    " (SELECT p.ids FROM bulk_part p"
				    " WHERE p.location_id = b.location_id AND p.bulk_id = b.id"
				    " AND p.n = b.parts_done) AS part_ids FROM bulk b"
				    " WHERE b.location_id = :locationId AND b.id = :bulkId"
				    " AND b.state = 'running' AND b.gathered");
	if (p->gone || call->err)
		return call->err;
	struct string_set ids = string_set_read(call->arena, call_text(call, "partIds"));
	if (ids.count && bulk_holds(call))
		return part_rows(call, p, ids);
	p->gone = true;
	if (ids.count)
		return call->err ? call->err : bulk_stop(call, TEXT(BULK_LOST));
	return store_do(call, "UPDATE bulk SET state = 'done', date_ended = :now"
			      " WHERE location_id = :locationId AND id = :bulkId");
}

/* --- from beginning to end --- */

/* *gathers: a page of the search is next. */
static enum err next_read(struct call *call, struct part *p)
{
	enum err e = ERR_OK;

	names(call, p);
	p->gone = !store_load(call, "SELECT gathered AS bulk_gathered, search AS bulk_search,"
				    " search_after AS bulk_after FROM bulk"
				    " WHERE location_id = :locationId AND id = :bulkId"
				    " AND state = 'running'");
	p->gathers = !p->gone && !call_whole(call, "bulkGathered", 1);
	p->after = text_copy(call->arena, call_text(call, "bulkAfter"));
	if (p->gathers && !call->err)
		e = page_read(call, p);
	return e ? e : call->err;
}

static enum err step(struct job_turn *turn, struct part *p, struct text *why)
{
	struct arena *a = arena_open();
	struct call *call = call_afresh(turn->call, a);
	enum err e = next_read(call, p);

	store_connection_rest(turn->call->connection);
	if (!e && !p->gone) {
		call = call_afresh(turn->call, a);
		e = store_transaction(call, "bulk", p->gathers ? page_keep : part_do, &p,
				      sizeof(p));
	}
	if (e)
		*why = text_copy(turn->call->arena, invoke_complaint(call));
	arena_drop(a);
	return e;
}

enum job_end bulk_run(struct job_turn *turn, struct text bulk, struct text *why)
{
	struct part p = { .bulk = bulk };
	enum err e = ERR_OK;

	p.location_id = text_copy(turn->call->arena, turn->job->location_id);
	while (!e && !p.gone) {
		if (atomic_load(turn->stopping))
			return JOB_END_UNTRIED;
		e = step(turn, &p, why);
	}
	return e ? JOB_END_AGAIN : JOB_END_DONE;
}

enum err bulk_fail(struct call *call)
{
	return store_do(call, "UPDATE bulk SET state = 'failed', date_ended = :now,"
			      " why = (SELECT error FROM job WHERE id = :movedJob)"
			      " WHERE location_id = :locationId AND job = :movedJob"
			      " AND state IN ('running', 'undoing')"
			      " /* grows: the changes of many of 30 days */");
}
