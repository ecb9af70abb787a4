// SPDX-License-Identifier: Apache-2.0
/*
 * Rooms and equipment that calendars need.  Which calendars stands in calendar_resource_use alone.
 */
#include "domain/calendars/inside.h"

#include "base/json/texts.h"

/* Its calendars as the wire shows them: a column of its statements. */
#define RESOURCE_SHOWN                                                                             \
	"calendar_resource.*, (SELECT json_group_array(calendar_id) FROM"                          \
	" (SELECT calendar_id FROM calendar_resource_use"                                          \
	"  WHERE resource_id = calendar_resource.id ORDER BY calendar_id) AS used)"                \
	" AS calendar_ids"

#define RESOURCE_IS                                                                                \
	" WHERE id = :id AND resource_type = :resourceType AND location_id = :locationId"

static const char one[] = "SELECT " RESOURCE_SHOWN " FROM calendar_resource" RESOURCE_IS;

static enum err resource_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, e, "Calendar resource not found") : e;
}

static bool is_room(struct call *call)
{
	return text_is(call_text(call, "resourceType"), "rooms");
}

/* A room has a capacity, equipment a quantity. */
static enum err resource_take(struct call *call, bool fresh)
{
	static const char *const filled[] = { "name", NULL };
	const char *units = is_room(call) ? "capacity" : "quantity";
	enum value_type type = call_value(call, units)->type;

	if (type == VALUE_NULL || (fresh && type == VALUE_ABSENT))
		call_violation(call, "%s should not be empty", units);
	if (!is_room(call) && (fresh || call_given(call, "outOfService")) &&
	    call_value(call, "outOfService")->type != VALUE_WHOLE)
		call_set_whole(call, "outOfService", 0);
	enum err e = filled_check(call, filled);
	return e ? e : violations_refuse(call);
}

/* Which calendars need it from now on. */
static enum err resource_attach(struct call *call)
{
	size_t count;

	if (!call_given(call, "calendarIds"))
		return ERR_OK;
	texts_read(call->arena, call_text(call, "calendarIds"), &count);
	if (count > 1 && !is_room(call))
		return refuse(call, ERR_BAD,
			      "One equipment can only be mapped with one service calendar");
	enum err e = store_do(call, "DELETE FROM calendar_resource_use WHERE resource_id = :id");
	if (!e)
		e = store_do(call, "INSERT INTO calendar_resource_use (calendar_id, resource_id)"
				   " SELECT DISTINCT value, CAST(:id AS TEXT)"
				   " FROM json_each(:calendarIds)");
	return e;
}

enum err calendar_resource_list(struct call *call)
{
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	return rows_reply(call, store_ask(call, "SELECT " RESOURCE_SHOWN " FROM calendar_resource"
						" WHERE location_id = :locationId"
						" AND resource_type = :resourceType"
						" AND date_updated > :updatedAfter"
						" ORDER BY id LIMIT :limit OFFSET :skip"));
}

enum err calendar_resource_create(struct call *call)
{
	enum err e = resource_take(call, true);

	if (e)
		return e;
	call_set_text(call, "id", call_text(call, "newId"));
	e = store_do(call, "INSERT INTO calendar_resource (id, location_id, resource_type, name,"
			   " description, quantity, out_of_service, capacity, date_added,"
			   " date_updated)"
			   " VALUES (:id, :locationId, :resourceType, :name, :description,"
			   " :quantity, :outOfService, :capacity, :now, :now)");
	if (!e)
		e = resource_attach(call);
	return e ? e : store_reply_row(call, "", one);
}

enum err calendar_resource_get(struct call *call)
{
	return resource_missing(call, store_reply_row(call, "", one));
}

enum err calendar_resource_update(struct call *call)
{
	enum err e = resource_take(call, false);

	if (e)
		return e;
	if (call_value(call, "isActive")->type == VALUE_NULL)
		call_set_flag(call, "isActive", true);
	lane_guard(call, 'r', call_text(call, "id"));
	if (!store_select_for_update(call,
				     "SELECT name, description, quantity, out_of_service, capacity,"
				     " is_active FROM calendar_resource" RESOURCE_IS))
		return call->err ? call->err : resource_missing(call, ERR_MISSING);
	e = store_do(call, "UPDATE calendar_resource SET name = :name, description = :description,"
			   " quantity = :quantity, out_of_service = :outOfService,"
			   " capacity = :capacity, is_active = :isActive,"
			   " date_updated = :now" RESOURCE_IS);
	if (!e)
		e = resource_attach(call);
	return e ? e : store_reply_row(call, "", one);
}

enum err calendar_resource_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM calendar_resource" RESOURCE_IS);

	if (!e && !call->changed)
		e = resource_missing(call, ERR_MISSING);
	if (!e)
		e = store_do(call, "DELETE FROM calendar_resource_use WHERE resource_id = :id");
	return e ? e : success_put(call);
}
