// SPDX-License-Identifier: Apache-2.0
/*
 * Who carries messages: programs of somebody else's, which hear of what is to be sent by an event.
 */
#include "domain/conversations/inside.h"
#include "domain/objects/objects.h"

#define PROVIDERS_MAX 100 /* of a location */

static enum err provider_missing(struct call *call)
{
	struct text id = call_text(call, "providerId");

	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Conversation provider with id %.*s not found",
				  (int)id.size, id.at);
}

enum err provider_list(struct call *call)
{
	return store_list(call, "providers",
			  "SELECT * FROM provider /* grows: at most 100 */"
			  " WHERE location_id = :locationId ORDER BY id");
}

/* There is one default of a type. */
static enum err default_settle(struct call *call)
{
	if (!call_whole(call, "isDefault", 0))
		return call->err;
	return store_do(call, "UPDATE provider SET is_default = false, date_updated = :now"
			      " WHERE location_id = :locationId AND type = :type AND is_default"
			      " AND id <> :providerId");
}

enum err provider_create(struct call *call)
{
	store_guard(call, "providers", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM provider /* grows: at most 100 */"
			       " WHERE location_id = :locationId") >= PROVIDERS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d providers.",
			      PROVIDERS_MAX);
	if (!call_given(call, "isDefault"))
		call_set_flag(call, "isDefault",
			      !store_has(call, "SELECT 1 FROM provider"
					       " WHERE location_id = :locationId AND type = :type"
					       " AND is_default"));
	call_set(call, "providerId", *call_value(call, "newId"));
	call_set_flag(call, "isDefault", call_whole(call, "isDefault", 0) != 0);
	enum err e = default_settle(call);
	return e ? e
		 : store_reply_row(call, "provider",
				   "INSERT INTO provider (location_id, id, name, type, is_default,"
				   " date_added, date_updated) VALUES (:locationId, :providerId,"
				   " :name, :type, :isDefault, :now, :now) RETURNING *");
}

enum err provider_update(struct call *call)
{
	static const char *const filled[] = { "name", NULL };
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	store_guard(call, "providers", call_text(call, "locationId"));
	if (!store_select_for_update(call, "SELECT name, type, is_default FROM provider"
					   " WHERE location_id = :locationId"
					   " AND id = :providerId"))
		return provider_missing(call);
	call_set_flag(call, "isDefault", call_whole(call, "isDefault", 0) != 0);
	e = default_settle(call);
	return e ? e
		 : store_reply_row(call, "provider",
				   "UPDATE provider SET name = :name, is_default = :isDefault,"
				   " date_updated = :now WHERE location_id = :locationId"
				   " AND id = :providerId RETURNING *");
}

enum err provider_delete(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "providerId"));
	enum err e = store_do(call, "DELETE FROM provider"
				    " WHERE location_id = :locationId AND id = :providerId");

	if (!e && !call->changed)
		return provider_missing(call);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e ? e : leaving_begin(call, LEAVING_PROVIDER, TEXT(""), id);
}

/* What waits for one that is gone has failed. */
enum err messages_leave_provider(struct call *call)
{
	enum err e = store_do(call,
			      "UPDATE message SET status = 'failed', error ="
			      " '{\"code\":\"provider_removed\",\"type\":\"provider\","
			      "\"message\":\"Its provider was removed\"}', date_updated = :now"
			      " WHERE location_id = :locationId AND id IN (SELECT id FROM message"
			      " WHERE location_id = :locationId AND provider_id = :leavingThing"
			      " AND status IN ('pending', 'scheduled') LIMIT :leavingPart)");

	call_set_flag(call, "leavingMore",
		      store_has(call, "SELECT 1 FROM message WHERE location_id = :locationId"
				      " AND provider_id = :leavingThing"
				      " AND status IN ('pending', 'scheduled') LIMIT 1"));
	return e;
}

/* --- found --- */

static bool found_take(struct call *call, bool found, struct provider *out)
{
	if (found)
		*out = (struct provider){
			.id = text_copy(call->arena, call_text(call, "carrierId")),
			.type = text_copy(call->arena, call_text(call, "carrierType"))
		};
	return found;
}

bool provider_find(struct call *call, struct text id, struct provider *out)
{
	call_set_text(call, "carrier", id);
	return found_take(call,
			  store_load(call, "SELECT id AS carrier_id, type AS carrier_type"
					   " FROM provider WHERE location_id = :locationId"
					   " AND id = :carrier"),
			  out);
}

bool provider_default(struct call *call, const char *type, struct provider *out)
{
	call_set_text(call, "carrier", text_of(type));
	return found_take(call,
			  store_load(call, "SELECT id AS carrier_id, type AS carrier_type"
					   " FROM provider WHERE location_id = :locationId"
					   " AND type = :carrier AND is_default"),
			  out);
}
