// SPDX-License-Identifier: Apache-2.0
/*
 * What is asked of exports.
 */
#include "integration/transfers/inside.h"

#include "base/core/string_set.h"
#include "base/time/clock.h"
#include "domain/companies/companies.h"
#include "platform/blobs/blobs.h"

/* A day it is kept. */
#define EXPORT_SHOWN                                                                               \
	"id, state, why, format, columns, done, total, file_name, size, date_added, date_ended,"   \
	" date_added + 86400000 AS ends_at"

static enum err missing(struct call *call)
{
	return refuse(call, ERR_MISSING, "There is no such export.");
}

static enum err export_reply(struct call *call)
{
	return store_reply_row(call, "export",
			       "SELECT " EXPORT_SHOWN " FROM export"
			       " WHERE location_id = :locationId AND id = :exportId");
}

enum err export_list(struct call *call)
{
	return store_list(call, "exports",
			  "SELECT " EXPORT_SHOWN " FROM export WHERE location_id = :locationId"
			  " ORDER BY date_added DESC, id DESC LIMIT :limit");
}

enum err export_get(struct call *call)
{
	enum err e = export_reply(call);

	return e == ERR_MISSING ? missing(call) : e;
}

/* What is searched, with a page of that size. */
struct text export_search(struct arena *a, const struct export_search *s)
{
	struct buffer b = buffer_open(a, 4 << 20);
	struct json_out o = json_open(&b);
	const struct json *query = json_get(s->search, "query"),
			  *filters = json_get(s->search, "filters");

	json_map(&o);
	json_key(&o, "locationId");
	json_put_text(&o, s->location_id);
	json_key(&o, "pageLimit");
	json_put_whole(&o, s->size);
	if (json_text(query).size) {
		json_key(&o, "query");
		json_put(&o, query);
	}
	if (json_is(filters, JSON_LIST)) {
		json_key(&o, "filters");
		json_put(&o, filters);
	}
	if (s->after.size) {
		json_key(&o, "searchAfter");
		json_put_raw(&o, s->after);
	}
	json_key(&o, "sort");
	json_put_raw(&o, TEXT("[{\"field\":\"dateAdded\",\"direction\":\"asc\"}]"));
	json_close(&o);
	return buffer_text(&b);
}

static enum err columns_take(struct call *call)
{
	struct string_set columns = string_set_read(call->arena, call_text(call, "columns"));
	struct field_defs defs;
	struct target t;
	enum err e = field_defs_load_own(call, TEXT("contact"), &defs);

	for (size_t i = 0; i < columns.count && !e; i++)
		if (!export_target(call->arena, &defs, columns.at[i], &t))
			call_violation(call, "columns: %.*s is no field of contacts",
				       (int)columns.at[i].size, columns.at[i].at);
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "The columns do not fit.");
	call_set_text(call, "exportColumns",
		      columns.count ? string_set_json(call->arena, columns)
				    : export_columns(call->arena, &defs));
	return e;
}

/* Are the filters such?  How many will it be? */
static enum err search_take(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 4 << 20);
	struct json_out o = json_open(&b);
	const struct json *reply = NULL, *query = json_get(call->json, "query"),
			  *filters = json_get(call->json, "filters");
	struct export_search s = { .search = call->json,
				   .location_id = call_text(call, "locationId"),
				   .size = 1 };
	int64_t total = 0;
	enum err e = invoke(call, "search-contacts", export_search(call->arena, &s), &reply);

	if (e)
		return e;
	json_whole(json_get(reply, "total"), &total);
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
	call_set_text(call, "exportSearch", buffer_text(&b));
	call_set_whole(call, "exportTotal", total);
	return ERR_OK;
}

enum err export_create(struct call *call)
{
	bool lines = text_is(call_text(call, "format"), "ndjson");
	struct text id = text_copy(call->arena, call_text(call, "newId"));
	char iso[CLOCK_ISO_SIZE];
	enum err e = columns_take(call);

	if (!e)
		e = search_take(call);
	if (e)
		return e;
	clock_iso(call->now_ms, iso);
	call_set_text(call, "exportId", id);
	call_set_text(call, "exportFormat", lines ? TEXT("ndjson") : TEXT("csv"));
	call_set_text(call, "exportName",
		      text_format(call->arena, "contacts-%.10s.%s", iso, lines ? "ndjson" : "csv"));
	call_set_whole(call, "exportJob", transfer_job(call, REF_EXPORT, id));
	e = store_do(call, "INSERT INTO export (location_id, id, state, format, columns, search,"
			   " total, file_name, asked_by, job, date_added) VALUES (:locationId,"
			   " :exportId, 'running', :exportFormat, :exportColumns, :exportSearch,"
			   " :exportTotal, :exportName, :callerId, :exportJob, :now)");
	if (!e)
		e = due_set(call, "old export", id, call->now_ms + DAY_MS);
	return e ? e : export_reply(call);
}

enum err export_file(struct call *call)
{
	if (!store_load(call, "SELECT state AS export_state, sha256 AS export_sha,"
			      " size AS export_size, format AS export_format,"
			      " file_name AS export_name FROM export"
			      " WHERE location_id = :locationId AND id = :exportId"))
		return call->err ? call->err : missing(call);
	if (!text_is(call_text(call, "exportState"), "done"))
		return refuse(call, ERR_BAD, "The file is not written.");
	return blob_reply(call, &(struct blob_shown_as){
					.sha256 = call_text(call, "exportSha"),
					.size = call_whole(call, "exportSize", 0),
					.type = text_is(call_text(call, "exportFormat"), "csv")
							? TEXT("text/csv; charset=utf-8")
							: TEXT("application/x-ndjson"),
					.name = call_text(call, "exportName") });
}

enum err export_forget(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "dueThing"));
	enum err e = blobs_of_owner_drop(call, "export", id);

	call_set_text(call, "exportId", id);
	return e ? e
		 : store_do(call, "DELETE FROM export WHERE location_id = :locationId"
				  " AND id = :exportId");
}

enum err exports_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM export WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM export WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, 1);
}
