// SPDX-License-Identifier: Apache-2.0
/*
 * Records of objects.  Those of custom objects are rows of `record`; those of `business` are rows
 * of `business` and follow the rules of businesses.c; a contact and an opportunity can be read
 * here.
 */
#include "domain/objects/records.h"
#include "domain/objects/objects.h"
#include "platform/store/store.h"
#include "runs.h"

#include "base/time/clock.h"

struct text maker_text(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, 4096);
	struct json_out out = json_open(&buffer);
	char iso[CLOCK_ISO_SIZE];

	clock_iso(call->now_ms, iso);
	json_map(&out);
	json_key(&out, "channel");
	json_put_c(&out, "OAUTH");
	json_key(&out, "createdAt");
	json_put_c(&out, iso);
	json_key(&out, "source");
	json_put_c(&out, "INTEGRATION");
	json_key(&out, "sourceId");
	json_put_text(&out, call_text(call, "callerToken"));
	json_close(&out);
	return buffer_text(&buffer);
}

static enum err record_missing(struct call *call)
{
	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Record not found: %.*s",
				  (int)call_text(call, "id").size, call_text(call, "id").at);
}

/* --- reading --- */

/* What every read of a record has beside its own columns: the same under two names. */
#define TWINS(owner, followers, added, updated)                                                    \
	owner " AS owner, " owner " AS owners, " followers " AS followers, " followers             \
	      " AS follower, " added " AS date_added, " added " AS created_at, " updated           \
	      " AS date_updated, " updated " AS updated_at, location_id"

static const char *const record_row =
	"SELECT id, properties, object_key, created_by, last_updated_by, " TWINS(
		"owner", "followers", "date_added",
		"date_updated") " FROM record"
				" WHERE id = :id AND location_id = :locationId"
				" AND (object_key || '') = :objectKey";

static const char *const business_row =
	"SELECT id, properties, 'business' AS object_key, created_by, updated_by AS "
	"last_updated_by,"
	" " TWINS("owner", "followers", "created_at",
		  "updated_at") " FROM business"
				" WHERE id = :id AND location_id = :locationId";

#define ASSIGNED "CASE WHEN assigned_to IS NULL THEN '[]' ELSE '[\"' || assigned_to || '\"]' END"

/* What stands beside records as rows of its own, shown as one: :ownProperties is made of its
 * columns, and of what the location added to it. */
struct shown {
	const char *object_key, *row, *all;
	const char *const *columns;
	const char *money; /* a column that is an amount of money; or NULL */
};

static const char *const contact_columns[] = { "first_name",   "last_name",   "email",
					       "phone",	       "source",      "type",
					       "company_name", "address1",    "city",
					       "state",	       "postal_code", "country",
					       "website",      "timezone",    NULL };
static const char *const opportunity_columns[] = { "name",   "pipeline_id", "pipeline_stage_id",
						   "status", "source",	    "assigned_to",
						   NULL };

static const struct shown shown[] = {
	{ "contact",
	  "SELECT id, :ownProperties AS properties, 'contact' AS object_key, created_by,"
	  " last_updated_by, " TWINS(
		  ASSIGNED, "coalesce(followers, '[]')", "date_added",
		  "date_updated") " FROM contact"
				  " WHERE id = :id AND location_id = :locationId",
	  "SELECT * FROM contact WHERE id = :id AND location_id = :locationId", contact_columns,
	  NULL },
	{ "opportunity",
	  "SELECT id, :ownProperties AS properties, 'opportunity' AS object_key,"
	  " internal_source AS created_by, internal_source AS last_updated_by, " TWINS(
		  ASSIGNED, "followers", "created_at",
		  "updated_at") " FROM opportunity"
				" WHERE location_id = :locationId AND id = :id",
	  "SELECT * FROM opportunity WHERE location_id = :locationId AND id = :id",
	  opportunity_columns, "monetary_value" },
};

static void custom_put(struct call *call, struct json_out *out, const char *object_key,
		       struct text list)
{
	const struct json *values = NULL;
	struct field_defs defs;
	struct text why;

	if (field_defs_load(call, text_of(object_key), &defs) ||
	    json_read(call->arena, list, &values, &why))
		return;
	for (const struct json *v = json_first(values); v; v = json_after(values, v))
		for (size_t i = 0; i < defs.count; i++)
			if (text_same(defs.at[i].id, json_text(json_get(v, "id")))) {
				json_key_text(out, defs.at[i].key);
				json_put(out, json_get(v, "value"));
			}
}

/* As records have money. */
static void money_put(struct json_out *out, const char *key, struct text amount)
{
	json_key(out, key);
	json_map(out);
	json_key(out, "currency");
	json_put_c(out, "default");
	json_key(out, "value");
	json_put_raw(out, amount);
	json_close(out);
}

static void own_properties(struct call *call, const struct shown *s)
{
	struct buffer buffer = buffer_open(call->arena, 1 << 20);
	struct json_out out = json_open(&buffer);
	struct rows *rows = store_ask(call, s->all);
	struct text custom = { 0 };

	json_map(&out);
	if (rows_next(rows)) {
		for (size_t i = 0; s->columns[i]; i++) {
			if (rows_null(rows, s->columns[i]))
				continue;
			json_key(&out, s->columns[i]);
			json_put_text(&out, rows_text(rows, s->columns[i]));
		}
		if (s->money && !rows_null(rows, s->money))
			money_put(&out, s->money, rows_text(rows, s->money));
		custom = text_copy(call->arena, rows_text(rows, "custom_fields"));
	}
	rows_close(rows);
	if (custom.size)
		custom_put(call, &out, s->object_key, custom);
	json_close(&out);
	call_set_text(call, "ownProperties", buffer_text(&buffer));
}

static const char *row_choose(struct call *call, const struct object *object)
{
	if (text_is(object->key, "business"))
		return business_row;
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		if (text_is(object->key, shown[i].object_key)) {
			own_properties(call, &shown[i]);
			return shown[i].row;
		}
	return record_row;
}

enum err record_get(struct call *call)
{
	const struct shape *shape = catalogue_shape(call->app->catalogue, TEXT("RecordWhole"));
	struct object object = { .key = call_text(call, "schemaKey") };
	struct rows *rows;
	enum err e = ERR_OK;

	/* a record that is there says that its object is */
	if (text_starts(object.key, "custom_objects."))
		call_set_text(call, "objectKey", object.key);
	else
		e = object_need(call, object.key, &object);
	if (e)
		return e;
	rows = store_ask(call, row_choose(call, &object));
	if (!rows_next(rows)) {
		rows_close(rows);
		e = object_need(call, object.key, &object);
		return e ? e : record_missing(call);
	}
	json_key(&call->out, "record");
	json_map(&call->out);
	rows_put(rows, shape);
	rows_close(rows);
	e = relations_put(call, call_text(call, "id"));
	json_close(&call->out);
	return e;
}

/* --- writing --- */

/* Records of contacts and opportunities have paths and rules of their own. */
static enum err written_need(struct call *call, struct object *out)
{
	enum err e = object_need(call, call_text(call, "schemaKey"), out);

	if (!e && out->standard && !text_is(out->key, "business"))
		return refuse(call, ERR_BAD, "Supported objects are business and custom objects");
	return e;
}

/* Of owner and followers, null empties them. */
static void people_read(struct call *call)
{
	static const char *const names[] = { "owner", "followers" };

	for (int i = 0; i < 2; i++) {
		struct text list = call_text(call, names[i]);

		if (call_given(call, names[i]) && !list.size)
			call_set_text(call, names[i], TEXT("[]"));
	}
}

static const char *counter(struct call *call, struct text object_key)
{
	return text_c(call->arena,
		      text_format(call->arena, "record:%.*s", (int)object_key.size, object_key.at));
}

static enum err record_tell(struct call *call, const char *event)
{
	return store_emit_event(call, event,
				"SELECT id, location_id, object_key, owner AS owners, followers,"
				" :eventProperties AS properties FROM record"
				" WHERE id = :id AND location_id = :locationId");
}

static enum err custom_create(struct call *call, const struct object *object)
{
	struct record_job job = {
		.call = call,
		.object_key = object->key,
		.id = call_value(call, "newHex")->text,
	};
	enum err e = record_merge(&job, json_get(call->json, "properties"));

	call_set_text(call, "maker", maker_text(call));
	if (!e)
		e = store_do(
			call,
			"INSERT INTO record (id, location_id, object_id, object_key,"
			" owner, followers, properties, created_by, last_updated_by,"
			" date_added, date_updated, find, facets) VALUES (:newHex, :locationId,"
			" :objectId, :objectKey, coalesce(:owner, '[]'),"
			" coalesce(:followers, '[]'), :properties, :maker, :maker, :now,"
			" :now, :find, :facets)");
	if (!e)
		e = record_index(&job);
	if (e)
		return e;
	store_count(call, counter(call, object->key), 1);
	call_set_text(call, "id", job.id);
	e = record_tell(call, "RecordCreate");
	return e ? e : store_reply_row(call, "record", record_row);
}

enum err record_create(struct call *call)
{
	struct object object;
	enum err e = written_need(call, &object);

	people_read(call);
	if (e || !text_is(object.key, "business"))
		return e ? e : custom_create(call, &object);
	e = business_make(call, json_get(call->json, "properties"));
	return e ? e : store_reply_row(call, "record", business_row);
}

static enum err custom_update(struct call *call, const struct object *object)
{
	struct record_job job = { .call = call, .object_key = object->key };
	struct text why;
	enum err e;

	job.id = call_text(call, "id");
	if (!store_select_for_update(
		    call, "SELECT owner, followers, properties AS properties_kept FROM record"
			  " WHERE id = :id AND location_id = :locationId"
			  " AND (object_key || '') = :objectKey"))
		return record_missing(call);
	json_read(call->arena, call_text(call, "propertiesKept"), &job.before, &why);
	e = record_merge(&job, json_get(call->json, "properties"));
	call_set_text(call, "maker", maker_text(call));
	if (!e)
		e = store_do(call, "UPDATE record SET owner = :owner, followers = :followers,"
				   " properties = :properties, last_updated_by = :maker,"
				   " date_updated = :now, find = :find, facets = :facets"
				   " WHERE id = :id AND location_id = :locationId");
	if (!e)
		e = record_index(&job);
	if (!e)
		e = record_tell(call, "RecordUpdate");
	return e ? e : store_reply_row(call, "record", record_row);
}

enum err record_update(struct call *call)
{
	struct object object;
	enum err e = written_need(call, &object);

	people_read(call);
	if (e || !text_is(object.key, "business"))
		return e ? e : custom_update(call, &object);
	e = business_change(call, call_text(call, "id"), json_get(call->json, "properties"));
	return e ? e : store_reply_row(call, "record", business_row);
}

static enum err custom_remove(struct call *call, const struct object *object)
{
	const struct json *properties = NULL;
	struct text why;
	enum err e;

	if (!store_load(call, "SELECT properties AS properties_kept FROM record"
			      " WHERE id = :id AND location_id = :locationId"
			      " AND (object_key || '') = :objectKey"))
		return record_missing(call);
	json_read(call->arena, call_text(call, "propertiesKept"), &properties, &why);
	record_event_text(call, properties);
	e = record_tell(call, "RecordDelete");
	if (!e)
		e = record_forget(call, call_text(call, "id"));
	if (!e)
		e = store_do(call, "DELETE FROM record WHERE id = :id"
				   " AND location_id = :locationId");
	store_count(call, counter(call, object->key), -1);
	return e;
}

enum err record_delete(struct call *call)
{
	struct object object;
	enum err e = written_need(call, &object);

	if (!e)
		e = text_is(object.key, "business") ? business_remove(call, call_text(call, "id"))
						    : custom_remove(call, &object);
	json_key(&call->out, "id");
	json_put_text(&call->out, call_text(call, "id"));
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e;
}

/* --- a field goes --- */

/* Merging nothing leaves out what has no field any more. */
static enum err field_drop_one(struct call *call, struct text object_key)
{
	struct record_job job = { .call = call, .object_key = object_key };
	struct text why;
	enum err e;

	job.id = text_copy(call->arena, call_text(call, "dropId"));
	json_read(call->arena, call_text(call, "dropFrom"), &job.before, &why);
	e = record_merge(&job, NULL);
	if (!e && text_is(object_key, "business"))
		e = business_keep(&job);
	else if (!e)
		e = store_do(call, "UPDATE record SET properties = :properties, find = :find,"
				   " facets = :facets,"
				   " date_updated = :now"
				   " WHERE id = :dropId AND location_id = :locationId");
	if (!e)
		e = record_index(&job);
	if (e)
		return e;
	return store_emit_event(
		call, "RecordUpdate",
		text_is(object_key, "business")
			? "SELECT id, location_id, 'business' AS object_key,"
			  " owner AS owners, followers, :eventProperties AS properties"
			  " FROM business WHERE id = :dropId"
			  " AND location_id = :locationId"
			: "SELECT id, location_id, object_key, owner AS owners,"
			  " followers, :eventProperties AS properties"
			  " FROM record WHERE id = :dropId"
			  " AND location_id = :locationId");
}

/* The values of a property go with it (`leaving property`): :leavingThing is its short key. */
enum err records_drop_field(struct call *call)
{
	struct text object_key = text_copy(call->arena, call_text(call, "leavingOf"));
	struct text key = text_copy(call->arena, call_text(call, "leavingThing"));
	enum err e = ERR_OK;
	int done = 0;

	call_set_text(call, "dropOf", object_key);
	call_set_text(call, "dropKey", key);
	call_set_text(call, "dropBoxes", text_format(call->arena, "%.*s.", (int)key.size, key.at));
	call_set_text(call, "dropEnd", text_format(call->arena, "%.*s/", (int)key.size, key.at));
	while (!e && done < call_whole(call, "leavingPart", 0) &&
	       store_load(call, "SELECT v.record_id AS drop_id,"
				" coalesce(r.properties, b.properties) AS drop_from"
				" FROM record_value v"
				" LEFT JOIN record r ON r.id = v.record_id"
				" AND r.location_id = :locationId"
				" LEFT JOIN business b ON b.id = v.record_id"
				" AND b.location_id = :locationId"
				" WHERE v.location_id = :locationId"
				" AND v.object_key = :dropOf AND v.field_key >= :dropKey"
				" AND v.field_key < :dropEnd AND (v.field_key = :dropKey"
				" OR v.field_key >= :dropBoxes) LIMIT 1")) {
		e = field_drop_one(call, object_key);
		done++;
	}
	call_set_flag(call, "leavingMore", done == call_whole(call, "leavingPart", 0));
	return e ? e : call->err;
}
