// SPDX-License-Identifier: Apache-2.0
/*
 * The dictionary of a location's tags.  A name stands in it once, in lower case.  Contacts name
 * their tags by the text, so a change here does not reach into contacts.
 */
#include "base/secrets/id.h"
#include "domain/companies/companies.h"
#include "platform/store/store.h"

static enum err missing(struct call *call, enum err e)
{
	if (e != ERR_MISSING)
		return e;
	struct text id = call_text(call, "tagId");
	return refuse(call, ERR_ABSENT, "Tag with id %.*s not found", (int)id.size, id.at);
}

/* The name as it is kept. */
static enum err name_fold(struct call *call)
{
	struct text name = text_lower(call->arena, text_trim(call_text(call, "name")));

	if (name.size == 0)
		return refuse(call, ERR_BAD, "The name of a tag cannot be empty.");
	call_set_text(call, "name", name);
	return ERR_OK;
}

static enum err taken(struct call *call)
{
	return refuse(call, ERR_DUPLICATE, "The tag name is already exist.");
}

enum err location_tag_need(struct call *call, struct text name)
{
	char *id = arena_take(call->arena, ID_SIZE);

	id_new(call->now_ms, id);
	call_set_text(call, "tagName", name);
	call_set_text(call, "tagId", text_of(id));
	return store_do(call, "INSERT INTO tag (id, location_id, name, date_added)"
			      " VALUES (:tagId, :locationId, :tagName, :now)"
			      " ON CONFLICT (location_id, name) DO NOTHING");
}

enum err location_tag_list(struct call *call)
{
	return store_list(call, "tags",
			  "SELECT * /* grows: all tags of the location */ FROM tag"
			  " WHERE location_id = :locationId ORDER BY name");
}

enum err location_tag_get(struct call *call)
{
	return missing(call, store_reply_row(call, "tag",
					     "SELECT * FROM tag"
					     " WHERE id = :tagId AND location_id = :locationId"));
}

enum err location_tag_create(struct call *call)
{
	enum err e = name_fold(call);

	if (e)
		return e;
	e = store_do(call, "INSERT INTO tag (id, location_id, name, date_added)"
			   " VALUES (:newId, :locationId, :name, :now)");
	if (e == ERR_DUPLICATE)
		return taken(call);
	if (e)
		return e;
	return store_reply_row(call, "tag",
			       "SELECT * FROM tag WHERE id = :newId AND location_id = :locationId");
}

enum err location_tag_update(struct call *call)
{
	enum err e = name_fold(call);

	if (e)
		return e;
	e = store_do(call, "UPDATE tag SET name = :name"
			   " WHERE id = :tagId AND location_id = :locationId");
	if (e == ERR_DUPLICATE)
		return taken(call);
	if (e)
		return e;
	return location_tag_get(call);
}

enum err location_tag_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM tag"
				    " WHERE id = :tagId AND location_id = :locationId");

	if (e)
		return e;
	if (call->changed == 0)
		return missing(call, ERR_MISSING);
	json_key(&call->out, "succeded"); /* the wire's spelling */
	json_put_flag(&call->out, true);
	return ERR_OK;
}
