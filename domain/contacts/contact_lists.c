// SPDX-License-Identifier: Apache-2.0
/*
 * Tags and followers of a contact: added and removed one call at a time.  Tags are lower case, and
 * new ones enter the location's dictionary; followers are ids of users.
 */
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"

/* What the two have in common: a list on the contact, and what is added to it or taken off. */
struct change {
	const char *list;   /* on the wire: tags, followers */
	const char *result; /* tagsAdded … */
	bool remove, tags;
};

enum err contact_tags_save(struct call *call, struct string_set before, struct string_set after)
{
	call_set_text(call, "newTags", string_set_json(call->arena, after));
	contact_find_renew(call, after);
	enum err e = store_emit_event(call, "ContactTagUpdate",
				      "UPDATE contact SET tags = :newTags, date_updated = :now,"
				      " find = :find"
				      " WHERE id = :contactId AND location_id = :locationId"
				      " RETURNING *, " CONTACT_NAME);
	return e ? e : contact_tags_index(call, before, after);
}

static enum err followers_save(struct call *call, struct string_set after)
{
	call_set_text(call, "newFollowers", string_set_json(call->arena, after));
	return store_emit_event(call, "ContactUpdate",
				"UPDATE contact SET followers = :newFollowers, date_updated = :now"
				" WHERE id = :contactId AND location_id = :locationId"
				" RETURNING *, " CONTACT_NAME);
}

static enum err change_limit(struct call *call, const struct change *change,
			     struct string_set after)
{
	if (change->tags)
		return contact_tags_limit(call, after);
	if (after.count > CONTACT_FOLLOWERS_MAX)
		return refuse(call, ERR_BAD, "A contact can have at most %d followers.",
			      CONTACT_FOLLOWERS_MAX);
	return ERR_OK;
}

static enum err change_do(struct call *call, const struct change *change)
{
	struct string_set sent = string_set_read(call->arena, call_text(call, change->list));

	if (!store_select_for_update(call, "SELECT id AS kept_id, tags AS kept_tags, followers AS "
					   "kept_followers FROM contact"
					   " WHERE id = :contactId AND location_id = :locationId"))
		return contact_missing(call);
	struct string_set before = string_set_read(
		call->arena, call_text(call, change->tags ? "keptTags" : "keptFollowers"));
	if (change->tags)
		sent = string_set_fold(call->arena, sent);
	struct string_set after = change->remove ? string_set_less(call->arena, before, sent)
						 : string_set_join(call->arena, before, sent);
	struct string_set differ = change->remove ? string_set_less(call->arena, before, after)
						  : string_set_less(call->arena, after, before);
	enum err e = change->remove ? ERR_OK : change_limit(call, change, after);
	if (!e && differ.count)
		e = change->tags ? contact_tags_save(call, before, after)
				 : followers_save(call, after);
	string_set_put(&call->out, change->list, after);
	string_set_put(&call->out, change->result, differ);
	return e;
}

enum err contact_tags_add(struct call *call)
{
	return change_do(call,
			 &(struct change){ .list = "tags", .result = "tagsAdded", .tags = true });
}

enum err contact_tags_remove(struct call *call)
{
	return change_do(call, &(struct change){ .list = "tags",
						 .result = "tagsRemoved",
						 .remove = true,
						 .tags = true });
}

enum err contact_followers_add(struct call *call)
{
	return change_do(call, &(struct change){
				       .list = "followers",
				       .result = "followersAdded",
			       });
}

enum err contact_followers_remove(struct call *call)
{
	return change_do(call, &(struct change){ .list = "followers",
						 .result = "followersRemoved",
						 .remove = true });
}
