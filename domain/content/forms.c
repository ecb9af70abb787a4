// SPDX-License-Identifier: Apache-2.0
/*
 * Forms and surveys as they are made: a list of elements, each with a key of its own.
 *
 * The two differ in their kind only, and in where they are listed.
 */
#include "base/core/html.h"
#include "base/core/string_set.h"
#include "base/secrets/digest.h"
#include "domain/content/inside.h"

#define FORMS_MAX 1000 /* of a location */
#define FORM	  "Form", "formId"

const char *const form_columns[] = { "firstName",   "lastName",	   "name",    "email",
				     "phone",	    "address1",	   "city",    "state",
				     "country",	    "postalCode",  "website", "timezone",
				     "dateOfBirth", "companyName", NULL };

bool form_column(struct text field)
{
	for (const char *const *name = form_columns; *name; name++)
		if (text_is(field, *name))
			return true;
	return false;
}

/* --- elements --- */

static bool field_known(struct call *call, struct text field)
{
	if (!field.size || form_column(field))
		return true;
	call_set_text(call, "boundField", field);
	return store_has(call, "SELECT 1 FROM custom_field WHERE location_id = :locationId"
			       " AND id = :boundField AND object_key = 'contact'");
}

static bool wants_options(struct text kind)
{
	return text_is(kind, "one") || text_is(kind, "many");
}

static void element_check(struct call *call, const struct json *e, size_t i,
			  struct string_set *keys)
{
	struct text key = json_text(json_get(e, "key")), field = json_text(json_get(e, "field"));
	const struct json *options = json_get(e, "options");

	if (string_set_has(*keys, key))
		call_violation(call, "elements.%zu.key must stand only once", i);
	((struct text *)(uintptr_t)keys->at)[keys->count++] = key;
	if (!field_known(call, field))
		call_violation(call,
			       "elements.%zu.field must be one of a contact, or the id of a"
			       " custom field",
			       i);
	if (wants_options(json_text(json_get(e, "kind"))) &&
	    (!json_is(options, JSON_LIST) || !json_first(options)))
		call_violation(call, "elements.%zu.options should not be empty", i);
}

static enum err elements_check(struct call *call)
{
	const struct json *list = NULL;
	struct text why;
	size_t i = 0;

	json_read(call->arena, call_text(call, "elements"), &list, &why);
	struct string_set keys = {
		arena_take(call->arena, ((size_t)list->count + 1) * sizeof(struct text)), 0
	};
	for (const struct json *e = json_first(list); e; e = json_after(list, e))
		element_check(call, e, i++, &keys);
	if (call->err || !call->violation_count)
		return call->err;
	return refuse(call, ERR_INVALID, "The elements do not fit");
}

/* --- its page --- */

/* Nothing but origins: they go into the policy of the page. */
static void origins_check(struct call *call)
{
	const struct json *list = NULL;
	struct text why;
	size_t i = 0;

	if (!call->json || !json_get(call->json, "embedOrigins"))
		return;
	json_read(call->arena, call_text(call, "embedOrigins"), &list, &why);
	for (const struct json *o = json_first(list); o; o = json_after(list, o), i++)
		if (!text_starts(json_text(o), "http") || !json_text(o).size ||
		    !text_same(page_origin(json_text(o)), json_text(o)))
			call_violation(call,
				       "embedOrigins.%zu must be an origin, as"
				       " https://www.example.com",
				       i);
}

static enum err form_check_all(struct call *call, bool elements)
{
	origins_check(call);
	enum err e = elements ? elements_check(call) : ERR_OK;

	if (!e && call->violation_count)
		e = refuse(call, ERR_INVALID, "The form does not fit");
	return e;
}

/* --- the operations --- */

static enum err forms_put(struct call *call, const char *key)
{
	call_set_flag(call, "none",
		      text_is(call_text(call, "type"), "folder")); /* there are none */
	json_key(&call->out, "total");
	json_put_whole(&call->out,
		       store_number(call, "SELECT count(*) AS n FROM form"
					  " /* grows: at most 1000 */ WHERE location_id ="
					  " :locationId AND kind = :formKind AND NOT :none"));
	return store_list(call, key,
			  "SELECT id, name, location_id FROM form WHERE location_id = :locationId"
			  " AND kind = :formKind AND NOT :none ORDER BY id"
			  " LIMIT :limit OFFSET :skip");
}

enum err form_list(struct call *call)
{
	call_set_text(call, "formKind", TEXT("form"));
	return forms_put(call, "forms");
}

enum err survey_list(struct call *call)
{
	call_set_text(call, "formKind", TEXT("survey"));
	return forms_put(call, "surveys");
}

enum err form_create(struct call *call)
{
	enum err e = form_check_all(call, true);
	char key[33];

	if (e)
		return e;
	random_hex(key, 16);
	call_set_text(call, "pageKey", text_copy(call->arena, text_of(key)));
	store_guard(call, "forms", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM form /* grows: at most 1000 */"
			       " WHERE location_id = :locationId") >= FORMS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d forms and surveys.",
			      FORMS_MAX);
	return store_reply_row(call, "form",
			       "INSERT INTO form (location_id, id, kind, name, elements, active,"
			       " button, thanks, redirect_url, embed_origins, page_key,"
			       " date_added, date_updated) VALUES (:locationId, :newId, :kind,"
			       " :name, :elements, :active, :button, :thanks, :redirectUrl,"
			       " :embedOrigins, :pageKey, :now, :now) RETURNING *");
}

enum err form_get(struct call *call)
{
	return thing_found(call,
			   store_reply_row(call, "form",
					   "SELECT * FROM form WHERE location_id = :locationId"
					   " AND id = :formId"),
			   FORM);
}

enum err form_update(struct call *call)
{
	static const char *const filled[] = { "name", "elements", NULL };
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	if (!store_select_for_update(call, "SELECT name, elements, active, button, thanks,"
					   " redirect_url, embed_origins FROM form"
					   " WHERE location_id = :locationId AND id = :formId"))
		return thing_missing(call, FORM);
	char key[33];

	random_hex(key, 16);
	call_set_text(call, "pageKey", text_copy(call->arena, text_of(key)));
	e = form_check_all(call, call->json && json_get(call->json, "elements"));
	return e ? e
		 : store_reply_row(call, "form",
				   "UPDATE form SET name = :name, elements = :elements,"
				   " active = :active, button = :button, thanks = :thanks,"
				   " redirect_url = :redirectUrl, embed_origins = :embedOrigins,"
				   " page_key = coalesce(page_key, :pageKey),"
				   " date_updated = :now WHERE location_id = :locationId"
				   " AND id = :formId RETURNING *");
}

enum err form_delete(struct call *call)
{
	return thing_gone(call,
			  store_do(call, "DELETE FROM form"
					 " WHERE location_id = :locationId AND id = :formId"),
			  FORM);
}
