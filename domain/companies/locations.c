// SPDX-License-Identifier: Apache-2.0
/*
 * Locations: the tenants of a company.
 *
 * A company token may reach all locations of its company, a location token its own; auth has seen
 * to that for the :locationId of the path.
 */
#include "domain/companies/companies.h"
#include "domain/companies/zones.h"
#include "platform/store/store.h"

static enum err missing(struct call *call, enum err e)
{
	if (e != ERR_MISSING)
		return e;
	struct text id = call_text(call, "locationId");
	return refuse(call, ERR_ABSENT, "Location with id %.*s not found", (int)id.size, id.at);
}

enum err location_get(struct call *call)
{
	return missing(call,
		       store_reply_row(call, "location",
				       "SELECT * FROM location"
				       " WHERE id = :locationId AND company_id = :companyId"));
}

enum err location_search(struct call *call)
{
	struct text email = text_lower(call->arena, call_text(call, "email"));

	call_set_text(call, "emailLowerCase", email);
	if (text_is(call_text(call, "order"), "desc"))
		return store_list(
			call, "locations",
			"SELECT * FROM location WHERE company_id = :companyId"
			" AND (CAST(:locationId AS TEXT) IS NULL OR id = :locationId)"
			" AND (:emailLowerCase = '' OR email_lower_case = :emailLowerCase)"
			" ORDER BY date_added DESC, id DESC LIMIT :limit OFFSET :skip");
	return store_list(call, "locations",
			  "SELECT * FROM location WHERE company_id = :companyId"
			  " AND (CAST(:locationId AS TEXT) IS NULL OR id = :locationId)"
			  " AND (:emailLowerCase = '' OR email_lower_case = :emailLowerCase)"
			  " ORDER BY date_added, id LIMIT :limit OFFSET :skip");
}

/* What clients may send though nothing here uses it: the reply says so in a header. */
static void say_unkept(struct call *call)
{
	static const char *const names[] = { "twilio", "mailgun" };
	struct buffer said = buffer_open(call->arena, 200);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (json_get(call->json, names[i]))
			buffer_format(&said, "%s%s", said.size ? ", " : "", names[i]);
	if (said.size)
		call_reply_header(call, "Groundlevel-Not-Kept", buffer_text(&said));
}

static void prospect_take(struct call *call)
{
	const struct json *prospect = json_get(call->json, "prospectInfo");

	if (!json_is(prospect, JSON_MAP))
		return;
	call_set_text(call, "firstName", json_text(json_get(prospect, "firstName")));
	call_set_text(call, "lastName", json_text(json_get(prospect, "lastName")));
	call_set_text(call, "email", json_text(json_get(prospect, "email")));
}

/* The business of a location is the location as its customers see it. */
static struct text business_of(struct call *call)
{
	static const char *const names[] = { "name",	"address",    "city",	 "state",
					     "country", "postalCode", "website", "timezone",
					     "logoUrl", "email" };
	struct buffer buffer = buffer_open(call->arena, (size_t)1 << 20);
	struct json_out o = json_open(&buffer);

	json_map(&o);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct text value = call_text(call, names[i]);
		if (value.size) {
			json_key(&o, names[i]);
			json_put_text(&o, value);
		}
	}
	json_close(&o);
	return buffer_text(&buffer);
}

/* Everything that is made of what was sent (or, for a change, of what was there). */
static void location_derive(struct call *call)
{
	const struct json *sent = call->json;

	prospect_take(call);
	call_set_text(call, "emailLowerCase", text_lower(call->arena, call_text(call, "email")));
	call_set_text(call, "business", business_of(call));
	call_set_text(call, "settings",
		      catalogue_merge(call, "LocationSettings", call_text(call, "settingsBefore"),
				      json_get(sent, "settings")));
	call_set_text(call, "social",
		      catalogue_merge(call, "Social", call_text(call, "socialBefore"),
				      json_get(sent, "social")));
	call_set_text(call, "permissions",
		      catalogue_merge(call, "LocationPermissions",
				      call_text(call, "permissionsBefore"),
				      json_get(sent, "permissions")));
	say_unkept(call);
}

enum err location_create(struct call *call)
{
	static const char *const filled[] = { "name", "timezone", NULL };
	enum err e = place_check(call);

	if (!e)
		e = call_need_filled(call, filled);
	if (e)
		return e;
	location_derive(call);
	call_set_text(call, "locationId", call_text(call, "newId"));
	return store_reply_row(
		call, "",
		"INSERT INTO location (id, company_id, name, address, city, state, country,"
		" postal_code, website, timezone, first_name, last_name, email, email_lower_case,"
		" phone, logo_url, domain, currency, business, social, settings, permissions,"
		" date_added, date_updated)"
		" VALUES (:newId, :companyId, :name, :address, :city, :state, :country,"
		" :postalCode, :website, :timezone, :firstName, :lastName, :email, :emailLowerCase,"
		" :phone, :logoUrl, :domain, :currency, :business, :social, :settings,"
		" :permissions, :now, :now)"
		" RETURNING *");
}

enum err location_update(struct call *call)
{
	static const char *const filled[] = { "name", "timezone", NULL };
	enum err e = place_check(call);

	if (!e)
		e = call_need_filled(call, filled);
	if (e)
		return e;
	if (!store_select_for_update(
		    call, "SELECT name, address, city, state, country, postal_code, website,"
			  " timezone, first_name, last_name, email, phone, logo_url, domain,"
			  " currency, social AS social_before, settings AS settings_before,"
			  " permissions AS permissions_before FROM location"
			  " WHERE id = :locationId AND company_id = :companyId"))
		return call->err ? call->err : missing(call, ERR_MISSING);
	location_derive(call);
	return store_reply_row(
		call, "",
		"UPDATE location SET name = :name, address = :address, city = :city,"
		" state = :state, country = :country, postal_code = :postalCode,"
		" website = :website, timezone = :timezone, first_name = :firstName,"
		" last_name = :lastName, email = :email, email_lower_case = :emailLowerCase,"
		" phone = :phone, logo_url = :logoUrl, domain = :domain, currency = :currency,"
		" business = :business, social = :social, settings = :settings,"
		" permissions = :permissions, date_updated = :now"
		" WHERE id = :locationId AND company_id = :companyId RETURNING *");
}

/* One person's tasks are in order already, those of several are put in order. */
static void assigned_one(struct call *call)
{
	if (call_given(call, "contactId") || call_given(call, "businessId") ||
	    !store_load(call, "SELECT value AS one_assigned FROM json_each(:assignedTo)"
			      " WHERE json_array_length(:assignedTo) = 1") ||
	    !call_text(call, "oneAssigned").size)
		return;
	call_set(call, "assignedTo", (struct value){ .type = VALUE_ABSENT });
}

enum err location_task_search(struct call *call)
{
	static const struct {
		const char *name, *condition;
	} filters[] = {
		{ "contactId", " AND contact_id IN (SELECT value FROM json_each(:contactId))" },
		{ "assignedTo", " AND assigned_to IN (SELECT value FROM json_each(:assignedTo))"
				" /* grows: all of theirs, put in order */" },
		{ "oneAssigned", " AND assigned_to = :oneAssigned" },
		{ "businessId", " AND contact_id IN (SELECT contact.id FROM contact"
				" WHERE contact.location_id = :locationId"
				" AND business_id = :businessId)" },
		{ "completed", " AND completed = :completed" },
		{ "needle", " /* grows: words */ AND (fold(title) LIKE :needle ESCAPE '\\'"
			    " OR fold(body) LIKE :needle ESCAPE '\\')" },
	};
	struct buffer sql = buffer_open(call->arena, 4096);

	if (call_text(call, "query").size)
		call_set(call, "needle", store_likeness(call, call_text(call, "query")));
	assigned_one(call);
	buffer_format(&sql, "SELECT * FROM task WHERE location_id = :locationId");
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++)
		if (call_given(call, filters[i].name))
			buffer_format(&sql, "%s", filters[i].condition);
	/* of one of these few, which are put in order; else walked in order until the page is full
	 */
	bool few = call_given(call, "contactId") || call_given(call, "assignedTo") ||
		   call_given(call, "businessId");
	buffer_format(&sql, " ORDER BY id%s DESC LIMIT :limit OFFSET :skip", few ? " || ''" : "");
	return store_list_made(call, "tasks", buffer_text(&sql));
}
