// SPDX-License-Identifier: Apache-2.0
/*
 * An export is written, a page of the search after another; each is read by itself, so that nobody
 * waits for it.  What was cut off is written anew: its file has no name until it is whole.
 */
#include "integration/transfers/inside.h"

#include "base/core/string_set.h"
#include "platform/blobs/blobs.h"

#define PAGE	      200
#define EXPORT_MAX    (INT64_C(16) << 30)
#define COLUMNS_SIZE  (1 << 20)
#define EXPORT_PREFIX "customFields."

/* --- its columns --- */

static const char *const standard[] = {
	"id",	      "firstName", "lastName",	  "email",	"phone",   "companyName",
	"address1",   "city",	   "state",	  "postalCode", "country", "website",
	"timezone",   "source",	   "dateOfBirth", "tags",	"dnd",	   "type",
	"assignedTo", "dateAdded", "dateUpdated",
};

/* What is written of a custom field; also of those that cannot be imported. */
bool export_target(struct arena *a, const struct field_defs *defs, struct text name,
		   struct target *out)
{
	for (size_t i = 0; i < sizeof(standard) / sizeof(*standard); i++)
		if (text_starts(text_of(standard[i]), "date") && text_is(name, standard[i]) &&
		    !text_is(name, "dateOfBirth")) {
			*out = (struct target){ TARGET_TEXT, text_of(standard[i]), NULL };
			return true;
		}
	if (target_find(a, defs, name, out))
		return out->kind != TARGET_NONE;
	for (size_t i = 0; i < defs->count; i++) {
		const struct field_def *def = &defs->at[i];
		struct text key = text_format(a, "contact.%.*s", (int)def->key.size, def->key.at);

		if (!text_same(key, name) && !text_same(def->id, name))
			continue;
		*out = (struct target){ TARGET_FIELD, name, def };
		return true;
	}
	return false;
}

struct text export_columns(struct arena *a, const struct field_defs *defs)
{
	struct buffer b = buffer_open(a, COLUMNS_SIZE);
	struct json_out o = json_open(&b);

	json_list(&o);
	for (size_t i = 0; i < sizeof(standard) / sizeof(*standard); i++)
		json_put_c(&o, standard[i]);
	for (size_t i = 0; i < defs->count; i++)
		json_put_text(&o, text_format(a, "contact.%.*s", (int)defs->at[i].key.size,
					      defs->at[i].key.at));
	json_close(&o);
	return buffer_text(&b);
}

/* --- pages --- */

struct exporting {
	struct job_turn *turn;
	struct text id, location_id, name, after;
	const struct json *search;
	struct string_set columns;
	struct target *targets;
	bool lines;
	int64_t done;
	struct blob_file *file;
	struct call_part part; /* the file, when it is whole */
	struct text why;
};

static bool exporting_load(struct call *call, struct exporting *x)
{
	struct field_defs defs;
	struct text why;

	call_set_text(call, "locationId", x->location_id);
	call_set_text(call, "exportId", x->id);
	if (!store_load(call, "SELECT format AS export_format, columns AS export_columns,"
			      " search AS export_search, file_name AS export_name FROM export"
			      " WHERE location_id = :locationId AND id = :exportId"
			      " AND state = 'running'") ||
	    field_defs_load_own(call, TEXT("contact"), &defs))
		return false;
	x->lines = text_is(call_text(call, "exportFormat"), "ndjson");
	x->name = text_copy(call->arena, call_text(call, "exportName"));
	json_read(call->arena, text_copy(call->arena, call_text(call, "exportSearch")), &x->search,
		  &why);
	x->columns = string_set_read(call->arena,
				     text_copy(call->arena, call_text(call, "exportColumns")));
	x->targets = arena_take(call->arena, (x->columns.count + 1) * sizeof(*x->targets));
	for (size_t i = 0; i < x->columns.count; i++)
		if (!export_target(call->arena, &defs, x->columns.at[i], &x->targets[i]))
			x->targets[i] = (struct target){ 0 }; /* the field is gone since */
	return true;
}

static void contact_write(struct arena *a, const struct exporting *x, const struct json *contact,
			  struct buffer *b)
{
	struct text *cells = arena_take(a, (x->columns.count + 1) * sizeof(*cells));

	if (x->lines) {
		buffer_add(b, json_source(a, contact));
		buffer_byte(b, '\n');
		return;
	}
	for (size_t i = 0; i < x->columns.count; i++)
		if (x->targets[i].kind != TARGET_NONE)
			cells[i] = cell_of(a, &x->targets[i], contact);
	csv_write(b, cells, x->columns.count);
}

static enum err search_ask(struct call *call, const struct exporting *x, const struct json **list)
{
	struct export_search s = {
		.search = x->search, .location_id = x->location_id, .size = PAGE, .after = x->after
	};
	const struct json *reply = NULL;
	struct invoked told;
	struct text why;
	enum err e = invoke_row(call, "search-contacts", x->location_id,
				export_search(call->arena, &s), &told);

	if (e || told.err)
		return e ? e : refuse(call, told.err, "%.*s", (int)told.why.size, told.why.at);
	e = json_read(call->arena, told.body, &reply, &why);
	*list = json_get(reply, "contacts");
	return e;
}

/* The next page into the file; *more: there may be another. */
static enum err page_do(struct call *call, struct exporting *x, bool *more)
{
	struct buffer b = buffer_open(call->arena, 256 << 20);
	const struct json *list = NULL, *contact;
	struct asks asks;
	struct text why;
	enum err e;

	call_set_text(call, "locationId", x->location_id);
	e = asks_open(call, x->location_id, &asks);
	if (!e)
		e = search_ask(call, x, &list);
	*more = list && list->count == PAGE;
	for (const struct json *v = json_first(list); v && !e; v = json_after(list, v)) {
		struct text id = json_text(json_get(v, "id"));

		e = contact_ask(
			call, &asks.read,
			text_format(call->arena, "{\"contactId\":\"%.*s\"}", (int)id.size, id.at),
			&contact, &why);
		x->after = text_copy(x->turn->call->arena,
				     json_source(call->arena, json_get(v, "searchAfter")));
		if (contact) { /* else he is gone meanwhile */
			contact_write(call->arena, x, contact, &b);
			x->done++;
		}
	}
	if (!e && b.full)
		e = refuse(call, ERR_LARGE, "A page of contacts is too large.");
	return e ? e : blob_file_add(call, x->file, buffer_text(&b));
}

/* --- in transactions --- */

static enum err done_tell(struct call *call)
{
	const struct exporting *x = *(const struct exporting **)store_transaction_data(call);

	call_set_text(call, "locationId", x->location_id);
	call_set_text(call, "exportId", x->id);
	call_set_whole(call, "exportDone", x->done);
	return store_do(call, "UPDATE export SET done = :exportDone"
			      " WHERE location_id = :locationId AND id = :exportId"
			      " AND state = 'running'");
}

static enum err whole_tell(struct call *call)
{
	const struct exporting *x = *(const struct exporting **)store_transaction_data(call);
	struct blob_made made;
	enum err e = done_tell(call);

	if (e || !call->changed) /* it is gone */
		return e;
	e = blob_add(call, &(struct blob_new){ &x->part, "export", x->id }, &made);
	call_set_text(call, "exportSha", x->part.sha256);
	call_set_whole(call, "exportSize", x->part.size);
	return e ? e
		 : store_do(call, "UPDATE export SET state = 'done', sha256 = :exportSha,"
				  " size = :exportSize, date_ended = :now"
				  " WHERE location_id = :locationId AND id = :exportId"
				  " AND state = 'running'");
}

static enum err tell(struct exporting *x, enum err (*run)(struct call *call))
{
	struct arena *a = arena_open();
	struct exporting *data = x;
	enum err e = store_transaction(call_afresh(x->turn->call, a), "exports", run, &data,
				       sizeof(data));

	arena_drop(a);
	return e;
}

static enum err head_write(struct call *call, struct exporting *x)
{
	struct buffer b = buffer_open(call->arena, COLUMNS_SIZE);

	if (x->lines)
		return ERR_OK;
	buffer_add(&b, TEXT("\xef\xbb\xbf"));
	csv_write(&b, x->columns.at, x->columns.count);
	return blob_file_add(call, x->file, buffer_text(&b));
}

static enum err pages_do(struct exporting *x, bool *stopped)
{
	enum err e = ERR_OK;

	for (bool more = true; more && !e;) {
		struct arena *a = arena_open();
		struct call *call = call_afresh(x->turn->call, a);

		*stopped = atomic_load(x->turn->stopping);
		e = *stopped ? ERR_UNAVAILABLE : page_do(call, x, &more);
		if (e)
			x->why = text_copy(x->turn->call->arena, invoke_complaint(call));
		store_connection_rest(x->turn->call->connection);
		arena_drop(a);
		if (!e && more)
			e = tell(x, done_tell);
	}
	return e;
}

enum job_end export_run(struct job_turn *turn, struct text export, struct text *why)
{
	struct call *call = turn->call;
	struct exporting x = { .turn = turn, .id = export };
	bool stopped = false;

	x.location_id = text_copy(call->arena, turn->job->location_id);
	bool there = exporting_load(call, &x);
	store_connection_rest(call->connection);
	if (!there)
		return call->err ? JOB_END_UNTRIED : JOB_END_DONE;
	x.file = blob_file_open(call, EXPORT_MAX);
	enum err e = x.file ? head_write(call, &x) : call->err;
	if (!e)
		e = pages_do(&x, &stopped);
	if (!e)
		e = blob_file_keep(call, x.file, x.name, &x.part);
	blob_file_drop(x.file);
	if (!e)
		e = tell(&x, whole_tell);
	*why = x.why.size ? x.why : text_copy(call->arena, invoke_complaint(call));
	return stopped ? JOB_END_UNTRIED : e ? JOB_END_AGAIN : JOB_END_DONE;
}
