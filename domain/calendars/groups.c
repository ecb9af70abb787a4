// SPDX-License-Identifier: Apache-2.0
/*
 * Calendar groups: calendars that are shown together on one page, whose address ends in the slug.
 */
#include "domain/calendars/inside.h"

static enum err group_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, e, "Group not found") : e;
}

static enum err slug_taken(struct call *call, enum err e)
{
	struct text slug = call_text(call, "slug");

	return e == ERR_DUPLICATE
		       ? refuse(call, e, "The slug %.*s is already taken", (int)slug.size, slug.at)
		       : e;
}

/* What was sent, in the form that is kept. */
static enum err group_take(struct call *call)
{
	static const char *const filled[] = { "name", "slug", NULL };

	if (call_given(call, "slug"))
		call_set_text(call, "slug",
			      text_lower(call->arena, text_trim(call_text(call, "slug"))));
	enum err e = filled_check(call, filled);
	if (!e && call_given(call, "slug") && !slug_formed(call_text(call, "slug"))) {
		call_violation(call, "slug must be lower-case letters, digits and hyphens");
		e = violations_refuse(call);
	}
	return e;
}

enum err calendar_group_list(struct call *call)
{
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	return store_list(call, "groups",
			  "SELECT * FROM calendar_group WHERE location_id = :locationId"
			  " AND date_updated > :updatedAfter ORDER BY id");
}

enum err calendar_group_create(struct call *call)
{
	enum err e = group_take(call);

	if (e)
		return e;
	if (call_value(call, "description")->type != VALUE_TEXT)
		call_set_text(call, "description", TEXT(""));
	fallbacks_take(call, "CalendarGroupNew", true);
	return slug_taken(
		call,
		store_reply_row(call, "group",
				"INSERT INTO calendar_group (id, location_id, name, description,"
				" slug, is_active, date_added, date_updated)"
				" VALUES (:newId, :locationId, :name, :description, :slug,"
				" :isActive, :now, :now) RETURNING *"));
}

enum err calendar_group_slug_check(struct call *call)
{
	struct text slug = text_lower(call->arena, text_trim(call_text(call, "slug")));

	call_set_text(call, "slug", slug);
	bool free = slug_formed(slug) &&
		    !store_has(call, "SELECT 1 FROM calendar_group"
				     " WHERE location_id = :locationId AND slug = :slug");
	json_key(&call->out, "available");
	json_put_flag(&call->out, free);
	return call->err;
}

enum err calendar_group_update(struct call *call)
{
	enum err e = group_take(call);

	if (e)
		return e;
	if (call_value(call, "description")->type == VALUE_NULL)
		call_set_text(call, "description", TEXT(""));
	if (!store_select_for_update(call, "SELECT name, description, slug FROM calendar_group"
					   " WHERE id = :groupId AND location_id = :locationId"))
		return call->err ? call->err : group_missing(call, ERR_MISSING);
	return slug_taken(call, store_reply_row(call, "group",
						"UPDATE calendar_group SET name = :name,"
						" description = :description, slug = :slug,"
						" date_updated = :now"
						" WHERE id = :groupId AND location_id = :locationId"
						" RETURNING *"));
}

enum err calendar_group_status(struct call *call)
{
	enum err e = store_do(call, "UPDATE calendar_group SET is_active = :isActive,"
				    " date_updated = :now"
				    " WHERE id = :groupId AND location_id = :locationId");

	if (!e && !call->changed)
		e = group_missing(call, ERR_MISSING);
	return e ? e : success_put(call);
}

enum err calendar_group_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM calendar_group"
				    " WHERE id = :groupId AND location_id = :locationId");

	if (!e && !call->changed)
		e = group_missing(call, ERR_MISSING);
	if (!e)
		e = store_do(call, "UPDATE calendar SET group_id = NULL, date_updated = :now"
				   " WHERE group_id = :groupId AND location_id = :locationId");
	return e ? e : success_put(call);
}
