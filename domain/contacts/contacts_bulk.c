// SPDX-License-Identifier: Apache-2.0
/*
 * Many contacts in one call: tags on or off, into a business or out of it.  Each contact that
 * cannot be changed says so in its own line; the others are changed all the same.
 */
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"

struct bulk {
	struct string_set tags;
	bool remove, all;
	int64_t errors;
};

static void line_open(struct json_out *o, struct text id, const char *message, const char *type)
{
	json_map(o);
	json_key(o, "contactId");
	json_put_text(o, id);
	json_key(o, "message");
	json_put_c(o, message);
	json_key(o, "type");
	json_put_c(o, type);
}

static void line_fail(struct call *call, struct bulk *bulk, struct text id, const char *message)
{
	bulk->errors++;
	line_open(&call->out, id, message, "error");
	json_close(&call->out);
}

static struct string_set tags_after(struct arena *a, const struct bulk *bulk,
				    struct string_set before)
{
	if (bulk->all)
		return (struct string_set){ 0 };
	return bulk->remove ? string_set_less(a, before, bulk->tags)
			    : string_set_join(a, before, bulk->tags);
}

static enum err contact_retag(struct call *call, struct bulk *bulk, struct text id)
{
	struct json_out *o = &call->out;

	call_set_text(call, "contactId", id);
	call_set(call, "keptTags", (struct value){ .type = VALUE_ABSENT });
	if (!store_select_for_update(call,
				     "SELECT tags AS kept_tags FROM contact"
				     " WHERE id = :contactId AND location_id = :locationId")) {
		line_fail(call, bulk, id, "contact does not belong to location");
		return call->err;
	}
	struct string_set before = string_set_read(call->arena, call_text(call, "keptTags"));
	struct string_set after = tags_after(call->arena, bulk, before);
	if (after.count > CONTACT_TAGS_MAX) {
		line_fail(call, bulk, id, "contact would have too many tags");
		return ERR_OK;
	}
	struct string_set added = string_set_less(call->arena, after, before);
	struct string_set removed = string_set_less(call->arena, before, after);
	enum err e = added.count || removed.count ? contact_tags_save(call, before, after) : ERR_OK;
	line_open(o, id, "Tags updated", "success");
	string_set_put(o, "oldTags", before);
	string_set_put(o, "tagsAdded", added);
	string_set_put(o, "tagsRemoved", removed);
	json_close(o);
	return e;
}

enum err contact_tags_bulk(struct call *call)
{
	struct string_set contacts = string_set_read(call->arena, call_text(call, "contacts"));
	struct bulk bulk = {
		.tags = string_set_fold(call->arena,
					string_set_read(call->arena, call_text(call, "tags"))),
		.remove = text_is(call_text(call, "type"), "remove"),
		.all = call_whole(call, "removeAllTags", 0) != 0,
	};
	enum err e = contact_tags_limit(call, bulk.tags);

	if (!e && bulk.all && !bulk.remove)
		e = refuse(call, ERR_BAD, "removeAllTags can only be used with remove type");
	if (e)
		return e;
	json_key(&call->out, "responses");
	json_list(&call->out);
	for (size_t i = 0; !e && i < contacts.count; i++)
		e = contact_retag(call, &bulk, contacts.at[i]);
	if (e)
		return e;
	json_close(&call->out);
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, bulk.errors == 0);
	json_key(&call->out, "errorCount");
	json_put_whole(&call->out, bulk.errors);
	return e;
}

enum err contact_business_bulk(struct call *call)
{
	struct string_set ids = string_set_read(call->arena, call_text(call, "ids")), moved = { 0 };
	struct text *at = arena_take(call->arena, (ids.count + 1) * sizeof(*at));
	enum err e = ERR_OK;

	moved.at = at;
	if (!call_text(call, "businessId").size) /* they leave theirs */
		call_set_null(call, "businessId");
	for (size_t i = 0; !e && i < ids.count; i++) {
		call_set_text(call, "contactId", ids.at[i]);
		if (contact_find(call)) {
			at[moved.count++] = ids.at[i];
			e = store_emit_event(call, "ContactUpdate",
					     "UPDATE contact SET business_id = :businessId,"
					     " date_updated = :now"
					     " WHERE id = :contactId AND location_id = :locationId"
					     " RETURNING *, " CONTACT_NAME);
		}
	}
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	string_set_put(&call->out, "ids", moved);
	return e ? e : call->err;
}
