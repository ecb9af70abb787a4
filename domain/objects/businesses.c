// SPDX-License-Identifier: Apache-2.0
/*
 * Businesses: companies that contacts work for.  Each is also a record of the object `business`,
 * and is written the same way by either path: the properties are merged, then the columns are
 * filled from them.
 */
#include "domain/objects/records.h"
#include "platform/store/store.h"
#include "runs.h"

/* property, name of the value that fills its column, name in /businesses/ */
static const struct {
	const char *key, *value, *wire;
} columns[] = {
	{ "name", "businessName", "name" },
	{ "phone", "businessPhone", "phone" },
	{ "email", "businessEmail", "email" },
	{ "website", "businessWebsite", "website" },
	{ "address", "businessAddress", "address" },
	{ "city", "businessCity", "city" },
	{ "state", "businessState", "state" },
	{ "postal_code", "businessPostalCode", "postalCode" },
	{ "country", "businessCountry", "country" },
	{ "description", "businessDescription", "description" },
};
#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

static enum err business_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, ERR_ABSENT, "Business not found") : e;
}

/* --- writing, by either path --- */

/* Of properties with a name of one letter and nothing in them, seven times what they were. */
#define CUSTOM_SIZE_MAX ((size_t)8 << 20)

/* What is not standard, as reads of /businesses/ show it. */
static struct text custom_text(const struct record_job *job)
{
	struct buffer buffer = buffer_open(job->call->arena, CUSTOM_SIZE_MAX);
	struct json_out out = json_open(&buffer);
	const struct json *v;

	json_list(&out);
	for (const struct json *k = json_first(job->after); k; k = json_after(job->after, v)) {
		const struct field_def *def = field_defs_find(&job->defs, k->text);

		v = json_after(job->after, k);
		if (!def || def->standard)
			continue;
		json_map(&out);
		json_key(&out, "id");
		json_put_text(&out, def->id);
		json_key(&out, "value");
		json_put(&out, v);
		json_close(&out);
	}
	json_close(&out);
	return buffer_text(&buffer);
}

static enum err columns_set(struct record_job *job)
{
	struct call *call = job->call;

	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		const struct json *v = json_get(job->after, columns[i].key);

		if (v)
			call_set_text(call, columns[i].value, json_text(v));
		else
			call_set_null(call, columns[i].value);
	}
	call_set_text(call, "customKept", custom_text(job));
	call_set_text(call, "maker", maker_text(call));
	call_set_text(call, "businessId", job->id);
	if (json_get(job->after, "name"))
		return ERR_OK;
	call_violation(call, "name should not be empty");
	return refuse(call, ERR_INVALID, "A business must have a name.");
}

static enum err business_tell(struct call *call, const char *event)
{
	return store_emit_event(call, event,
				"SELECT id, location_id, 'business' AS object_key, owner AS owners,"
				" followers, :eventProperties AS properties FROM business"
				" WHERE id = :businessId AND location_id = :locationId");
}

enum err business_make(struct call *call, const struct json *properties)
{
	struct record_job job = {
		.call = call,
		.object_key = TEXT("business"),
		.id = call_value(call, "newHex")->text,
	};
	enum err e = record_merge(&job, properties);

	if (!e)
		e = columns_set(&job);
	if (!e)
		e = store_do(call, "INSERT INTO business (id, location_id, name, phone, email,"
				   " website, address, city, state, postal_code, country,"
				   " description, properties, custom_fields, owner, followers,"
				   " created_by, updated_by, created_at, updated_at, find, facets)"
				   " VALUES (:newHex, :locationId, :businessName, :businessPhone,"
				   " :businessEmail, :businessWebsite, :businessAddress,"
				   " :businessCity, :businessState, :businessPostalCode,"
				   " :businessCountry, :businessDescription, :properties,"
				   " :customKept, coalesce(:owner, '[]'),"
				   " coalesce(:followers, '[]'), :maker, :maker, :now, :now, :find,"
				   " :facets)");
	if (!e)
		e = record_index(&job);
	if (e)
		return e;
	store_count(call, "record:business", 1);
	call_set_text(call, "id", job.id);
	return business_tell(call, "RecordCreate");
}

enum err business_keep(struct record_job *job)
{
	enum err e = columns_set(job);

	return e ? e
		 : store_do(job->call,
			    "UPDATE business SET name = :businessName, phone = :businessPhone,"
			    " email = :businessEmail, website = :businessWebsite,"
			    " address = :businessAddress, city = :businessCity,"
			    " state = :businessState, postal_code = :businessPostalCode,"
			    " country = :businessCountry, description = :businessDescription,"
			    " properties = :properties, custom_fields = :customKept,"
			    " owner = coalesce(:owner, owner),"
			    " followers = coalesce(:followers, followers), updated_by = :maker,"
			    " updated_at = :now, find = :find, facets = :facets"
			    " WHERE id = :businessId AND location_id = :locationId");
}

enum err business_change(struct call *call, struct text id, const struct json *properties)
{
	struct record_job job = { .call = call, .object_key = TEXT("business"), .id = id };
	struct text why;
	enum err e;

	call_set_text(call, "businessId", id);
	if (!store_select_for_update(call, "SELECT properties AS properties_kept FROM business"
					   " WHERE id = :businessId AND location_id = :locationId"))
		return business_missing(call, call->err ? call->err : ERR_MISSING);
	json_read(call->arena, call_text(call, "propertiesKept"), &job.before, &why);
	e = record_merge(&job, properties);
	if (!e)
		e = business_keep(&job);
	if (!e)
		e = record_index(&job);
	return e ? e : business_tell(call, "RecordUpdate");
}

enum err business_remove(struct call *call, struct text id)
{
	const struct json *properties = NULL;
	struct text why;
	enum err e;

	call_set_text(call, "businessId", id);
	if (!store_load(call, "SELECT properties AS properties_kept FROM business"
			      " WHERE id = :businessId AND location_id = :locationId"))
		return business_missing(call, call->err ? call->err : ERR_MISSING);
	json_read(call->arena, call_text(call, "propertiesKept"), &properties, &why);
	record_event_text(call, properties);
	e = business_tell(call, "RecordDelete");
	if (!e)
		e = record_forget(call, id);
	if (!e)
		e = leaving_begin(call, LEAVING_BUSINESS, TEXT(""), id);
	if (!e)
		e = store_do(call, "DELETE FROM business"
				   " WHERE id = :businessId AND location_id = :locationId");
	store_count(call, "record:business", -1);
	return e;
}

/* --- /businesses/ --- */

static void succeed(struct call *call)
{
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
}

enum err business_list(struct call *call)
{
	return store_list(call, "businesses",
			  "SELECT * FROM business WHERE location_id = :locationId"
			  " ORDER BY created_at, id LIMIT :limit OFFSET :skip");
}

enum err business_get(struct call *call)
{
	return business_missing(
		call, store_reply_row(call, "business",
				      "SELECT * FROM business"
				      " WHERE id = :businessId AND location_id = :locationId"));
}

/* The body as properties of a record. */
static const struct json *body_properties(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, 1 << 20);
	struct json_out out = json_open(&buffer);
	const struct json *properties = NULL;
	struct text why;

	json_map(&out);
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		const struct json *v = json_get(call->json, columns[i].wire);

		if (!v)
			continue;
		json_key(&out, columns[i].key);
		json_put(&out, v);
	}
	json_close(&out);
	json_read(call->arena, buffer_text(&buffer), &properties, &why);
	return properties;
}

/* The misspelling is the wire's. */
static enum err buiseness_give(struct call *call)
{
	succeed(call);
	return store_reply_row(call, "buiseness",
			       "SELECT * FROM business"
			       " WHERE id = :businessId AND location_id = :locationId");
}

enum err business_create(struct call *call)
{
	enum err e = business_make(call, body_properties(call));

	return e ? e : buiseness_give(call);
}

enum err business_update(struct call *call)
{
	enum err e = business_change(call, call_text(call, "businessId"), body_properties(call));

	return e ? e : buiseness_give(call);
}

enum err business_delete(struct call *call)
{
	enum err e = business_remove(call, call_text(call, "businessId"));

	succeed(call);
	return e;
}
