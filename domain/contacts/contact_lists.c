// SPDX-License-Identifier: Apache-2.0
/*
 * Tags and followers of a contact: added and removed one call at a time.  Tags are lower case, and
 * new ones enter the location's dictionary; followers are ids of users.
 */
#include "base/core/phone.h"
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

/* --- further addresses --- */

/* Is it one of those that were sent before it? */
static bool was_sent(struct call *call, const struct json *sent, const struct json *until)
{
	struct text one = text_email(call->arena, json_text(until));

	for (const struct json *v = json_first(sent); v && v != until; v = json_after(sent, v))
		if (text_alike(text_email(call->arena, json_text(v)), one))
			return true;
	return false;
}

/* [{"email": …}]: each once, and not the main one. */
static void emails_take(struct call *call)
{
	const struct json *sent = json_get(call->json, "additionalEmails");
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct json_out o = json_open(&b);

	json_list(&o);
	for (const struct json *v = json_first(sent); v; v = json_after(sent, v)) {
		struct text one = text_email(call->arena, json_text(v));

		if (text_alike(one, call_text(call, "keptEmail")) || was_sent(call, sent, v))
			continue;
		json_map(&o);
		json_key(&o, "email");
		json_put_text(&o, one);
		json_close(&o);
	}
	json_close(&o);
	call_set_text(call, "newEmails", buffer_text(&b));
}

/* [{"phone": …}]: in one spelling; what is no number of the contact's country or the location's is
 * refused. */
static enum err phones_take(struct call *call)
{
	const struct json *sent = json_get(call->json, "additionalPhones");
	struct phone *phone = arena_take(call->arena, sizeof(*phone));
	struct text own = call_text(call, "keptCountry");
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct json_out o = json_open(&b);
	struct contact_rules rules;
	enum err e = contact_rules_learn(call, &rules);
	size_t at = 0;

	json_list(&o);
	for (const struct json *v = json_first(sent); v && !e; v = json_after(sent, v), at++) {
		if (!phone_read(json_text(v), own, phone) &&
		    !phone_read(json_text(v), rules.country, phone)) {
			call_violation(call, "additionalPhones.%zu must be a valid phone number",
				       at);
			return refuse(call, ERR_INVALID, "The phones do not fit");
		}
		json_map(&o);
		json_key(&o, "phone");
		json_put_text(&o, text_copy(call->arena, text_of(phone->number)));
		json_close(&o);
	}
	json_close(&o);
	call_set_text(call, "newPhones", buffer_text(&b));
	return e;
}

enum err contact_addresses_set(struct call *call)
{
	bool emails = call_given(call, "additionalEmails"),
	     phones = call_given(call, "additionalPhones");
	enum err e = ERR_OK;

	if (!store_select_for_update(call, "SELECT email AS kept_email, country AS kept_country,"
					   " tags AS kept_tags, additional_emails AS new_emails,"
					   " additional_phones AS new_phones FROM contact"
					   " WHERE id = :contactId AND location_id = :locationId"))
		return contact_missing(call);
	if (emails)
		emails_take(call);
	if (phones)
		e = phones_take(call);
	if (!e)
		e = store_do(call, "UPDATE contact SET additional_emails = :newEmails,"
				   " additional_phones = :newPhones"
				   " WHERE id = :contactId AND location_id = :locationId");
	if (e)
		return e;
	contact_find_renew(call, string_set_read(call->arena, call_text(call, "keptTags")));
	e = store_emit_event(call, "ContactUpdate",
			     "UPDATE contact SET find = :find, date_updated = :now"
			     " WHERE id = :contactId AND location_id = :locationId"
			     " RETURNING *, " CONTACT_NAME);
	return e ? e
		 : store_reply_row(call, "addresses",
				   "SELECT additional_emails, additional_phones FROM contact"
				   " WHERE id = :contactId AND location_id = :locationId");
}
