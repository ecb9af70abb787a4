// SPDX-License-Identifier: Apache-2.0
/*
 * Custom values: texts of a location that templates name by their key.
 */
#include "base/core/slug.h"
#include "domain/companies/companies.h"
#include "platform/store/store.h"

static enum err missing(struct call *call, enum err e)
{
	if (e != ERR_MISSING)
		return e;
	struct text id = call_text(call, "id");
	return refuse(call, ERR_ABSENT, "Custom value with id %.*s not found", (int)id.size, id.at);
}

enum err custom_value_list(struct call *call)
{
	return store_list(call, "customValues",
			  "SELECT *, 'field' AS document_type FROM custom_value"
			  " WHERE location_id = :locationId ORDER BY id");
}

enum err custom_value_get(struct call *call)
{
	return missing(call, store_reply_row(call, "customValue",
					     "SELECT *, 'field' AS document_type FROM custom_value"
					     " WHERE id = :id AND location_id = :locationId"));
}

enum err custom_value_create(struct call *call)
{
	struct text slug = slug_of(call->arena, call_text(call, "name"), '_');

	if (slug.size == 0)
		return refuse(call, ERR_BAD, "The name of a custom value needs a letter or digit.");
	call_set_text(
		call, "fieldKey",
		text_format(call->arena, "{{ custom_values.%.*s }}", (int)slug.size, slug.at));
	enum err e = store_do(call, "INSERT INTO custom_value (id, location_id, name, field_key,"
				    " value, date_added, date_updated)"
				    " VALUES (:newId, :locationId, :name, :fieldKey, :value,"
				    " :now, :now)");
	if (e == ERR_DUPLICATE)
		return refuse(call, e, "A custom value with the key %.*s already exists.",
			      (int)slug.size, slug.at);
	if (e)
		return e;
	return store_reply_row(call, "customValue",
			       "SELECT *, 'field' AS document_type FROM custom_value"
			       " WHERE id = :newId AND location_id = :locationId");
}

enum err custom_value_update(struct call *call)
{
	return missing(call, store_reply_row(call, "customValue",
					     "UPDATE custom_value SET name = :name, value = :value,"
					     " date_updated = :now"
					     " WHERE id = :id AND location_id = :locationId"
					     " RETURNING *, 'field' AS document_type"));
}

enum err custom_value_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM custom_value"
				    " WHERE id = :id AND location_id = :locationId");

	if (e)
		return e;
	if (call->changed == 0)
		return missing(call, ERR_MISSING);
	json_key(&call->out, "succeeded"); /* spelled right here, and only here */
	json_put_flag(&call->out, true);
	return ERR_OK;
}
