// SPDX-License-Identifier: Apache-2.0
/*
 * What happens to contacts when something else changes or goes: a custom field, a business, its
 * relation to one, a user, a booking.  The rows `when` and `leaving` of contacts.api name what is
 * here.
 */
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"
#include "domain/objects/objects.h"

/* --- custom fields --- */

/* The values of a field go with it.  Those who have one are found by the side table. */
enum err contacts_drop_field(struct call *call)
{
	int64_t done = 0, part = call_whole(call, "leavingPart", 0);
	struct text id = text_copy(call->arena, call_text(call, "leavingThing"));

	call_set_text(call, "dropId", id);
	while (!call->err && done < part &&
	       store_load(call, "SELECT c.id AS owner_id, c.custom_fields AS owner_fields"
				" FROM (SELECT contact_id FROM contact_field"
				" WHERE location_id = :locationId AND field_id = :dropId"
				" AND number IS NULL UNION ALL"
				" SELECT contact_id FROM contact_field"
				" WHERE location_id = :locationId AND field_id = :dropId"
				" AND number IS NOT NULL) f JOIN contact c ON c.id = f.contact_id"
				" WHERE c.location_id = :locationId LIMIT 1")) {
		call_set_text(call, "fieldsLeft",
			      field_values_less(call, call_text(call, "ownerFields"), id));
		store_emit_event(
			call, "ContactUpdate",
			"UPDATE contact SET custom_fields = :fieldsLeft, date_updated = :now"
			" WHERE id = :ownerId AND location_id = :locationId RETURNING "
			"*, " CONTACT_NAME);
		store_do(call, "DELETE FROM contact_field WHERE contact_id = :ownerId"
			       " AND field_id = :dropId AND location_id = :locationId");
		done++;
	}
	call_set_flag(call, "leavingMore", done == part);
	return call->err;
}

/* --- businesses --- */

/* Who belonged to a business that is gone belongs to none. */
enum err contacts_leave_business(struct call *call)
{
	enum err e = store_emit_event(
		call, "ContactUpdate",
		"UPDATE contact SET business_id = NULL, date_updated = :now"
		" WHERE (location_id || '') = :locationId AND id IN"
		" (SELECT id FROM contact WHERE location_id = :locationId"
		" AND business_id = :leavingThing LIMIT :leavingPart) RETURNING *, " CONTACT_NAME);

	if (!e)
		call_set_flag(call, "leavingMore",
			      store_has(call, "SELECT 1 FROM contact"
					      " WHERE location_id = :locationId"
					      " AND business_id = :leavingThing LIMIT 1"));
	return e;
}

/* A contact's business is a column of the contact, and that relation has the contact's id: no other
 * relation has an id of a contact. */
enum err contact_join_business(struct call *call)
{
	return store_emit_event(call, "ContactUpdate",
				"UPDATE contact SET business_id = :firstRecordId,"
				" date_updated = :now WHERE id = :changedId"
				" AND location_id = :locationId RETURNING *, " CONTACT_NAME);
}

enum err contact_quit_business(struct call *call)
{
	return store_emit_event(call, "ContactUpdate",
				"UPDATE contact SET business_id = NULL, date_updated = :now"
				" WHERE id = :changedId AND location_id = :locationId"
				" AND business_id IS NOT NULL RETURNING *, " CONTACT_NAME);
}

/* --- users --- */

/* Those that were his are nobody's. */
enum err contacts_leave_user(struct call *call)
{
	enum err e = store_emit_event(
		call, "ContactUpdate",
		"UPDATE contact SET assigned_to = NULL, date_updated = :now"
		" WHERE (location_id || '') = :locationId AND id IN"
		" (SELECT id FROM contact WHERE location_id = :locationId"
		" AND assigned_to = :leavingThing LIMIT :leavingPart) RETURNING *, " CONTACT_NAME);

	if (!e)
		call_set_flag(call, "leavingMore",
			      store_has(call, "SELECT 1 FROM contact"
					      " WHERE location_id = :locationId"
					      " AND assigned_to = :leavingThing LIMIT 1"));
	return e;
}

enum err contacts_unfollow_user(struct call *call)
{
	enum err e = leaving_page(call, "SELECT id, followers AS lists FROM contact"
					" WHERE location_id = :locationId AND followers <> '[]'"
					" AND id > :leavingPlace ORDER BY id LIMIT :leavingPage");

	return e ? e
		 : store_emit_event(
			   call, "ContactUpdate",
			   "UPDATE contact SET followers = (SELECT json_group_array(value)"
			   "  FROM (SELECT value FROM json_each(contact.followers)"
			   "   WHERE value <> :leavingThing) AS others), date_updated = :now"
			   " WHERE (location_id || '') = :locationId"
			   " AND id IN (SELECT value FROM json_each(:leavingIds))"
			   " RETURNING *, " CONTACT_NAME);
}

enum err tasks_leave_user(struct call *call)
{
	enum err e = store_do(call, "UPDATE task SET assigned_to = NULL, date_updated = :now"
				    " WHERE id IN (SELECT id FROM task"
				    " WHERE location_id = :locationId"
				    " AND assigned_to = :leavingThing LIMIT :leavingPart)");

	call_set_flag(call, "leavingMore",
		      call->changed == (size_t)call_whole(call, "leavingPart", 0));
	return e;
}

/* --- bookings --- */

/* A contact is only given to somebody who is there. */
enum err contact_assign(struct call *call, struct text owner, bool keep)
{
	call_set_text(call, "ownerId", owner);
	call_set_flag(call, "keepAssigned", keep);
	return store_emit_event(
		call, "ContactUpdate",
		"UPDATE contact SET assigned_to = :ownerId, date_updated = :now"
		" WHERE id = :contactId AND location_id = :locationId AND NOT deleted"
		" AND coalesce(assigned_to, '') <> :ownerId"
		" AND (NOT :keepAssigned OR coalesce(assigned_to, '') = '')"
		" AND EXISTS (SELECT 1 FROM account WHERE account.id = :ownerId"
		"  AND account.company_id = :companyId AND NOT account.deleted)"
		" RETURNING *, " CONTACT_NAME);
}

/* --- the location --- */

enum err contacts_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT contact_id AS id FROM contact_tag WHERE location_id = :locationId"
		  " ORDER BY location_id, contact_id LIMIT :leavingPart",
		  { "DELETE FROM contact_tag WHERE location_id = :locationId"
		    " AND contact_id IN (SELECT value FROM json_each(:leavingIds))" } },
		{ "SELECT contact_id AS id FROM contact_field WHERE location_id = :locationId"
		  " ORDER BY location_id, contact_id LIMIT :leavingPart",
		  { "DELETE FROM contact_field WHERE location_id = :locationId"
		    " AND contact_id IN (SELECT value FROM json_each(:leavingIds))" } },
		{ "SELECT contact_id AS id FROM contact_workflow WHERE location_id = :locationId"
		  " ORDER BY location_id, contact_id LIMIT :leavingPart",
		  { "DELETE FROM contact_workflow WHERE location_id = :locationId"
		    " AND contact_id IN (SELECT value FROM json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM note WHERE id IN (SELECT id FROM note"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM task WHERE id IN (SELECT id FROM task"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM recurring_task WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM recurring_task WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM workflow WHERE id IN (SELECT id FROM workflow"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM contact WHERE id IN (SELECT id FROM contact"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}

/* --- messages --- */

static bool is_one_of(struct text word, const char *const *words)
{
	for (; *words; words++)
		if (text_alike(word, text_of(*words)))
			return true;
	return false;
}

/* {"SMS":{"status":"active","message":"STOP"}} laid over what is kept. */
static enum err channel_set(struct call *call, const char *channel, const char *status,
			    struct text word)
{
	const struct json *sent;
	struct text why;
	struct text one = text_format(call->arena,
				      "{\"%s\":{\"status\":\"%s\",\"message\":\"%.*s\"}}", channel,
				      status, (int)word.size, word.at);

	json_read(call->arena, one, &sent, &why);
	call_set_text(call, "stopSettings",
		      catalogue_merge(call, "DndSettings", call_text(call, "stopKept"), sent));
	return store_emit_event(call, "ContactDndUpdate",
				"UPDATE contact SET dnd_settings = :stopSettings,"
				" date_updated = :now WHERE location_id = :locationId"
				" AND id = :stopContact RETURNING *, " CONTACT_NAME);
}

/* A text message that is nothing but such a word; who left for good does not come back so. */
enum err contact_hear_stop(struct call *call)
{
	static const char *const ends[] = { "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL",
					    "END",  "QUIT",    NULL };
	static const char *const begins[] = { "START", "UNSTOP", NULL };
	const struct json *kept = NULL;
	struct text word, why, status;

	if (!store_load(call, "SELECT m.body AS stop_word, m.message_type AS stop_type,"
			      " m.contact_id AS stop_contact, c.dnd_settings AS stop_kept"
			      " FROM message m JOIN contact c ON c.id = m.contact_id"
			      " AND c.location_id = :locationId"
			      " WHERE m.location_id = :locationId AND m.id = :changedId"
			      " AND m.message_type IN ('TYPE_SMS', 'TYPE_CUSTOM_PROVIDER_SMS',"
			      " 'TYPE_WHATSAPP')"))
		return call->err;
	word = text_trim(call_text(call, "stopWord"));
	if (!is_one_of(word, ends) && !is_one_of(word, begins))
		return call->err;
	const char *channel = text_is(call_text(call, "stopType"), "TYPE_WHATSAPP") ? "WhatsApp"
										    : "SMS";
	json_read(call->arena, call_text(call, "stopKept"), &kept, &why);
	status = json_text(json_get(json_get(kept, channel), "status"));
	if (text_is(status, "permanent"))
		return call->err;
	if (is_one_of(word, ends))
		return text_is(status, "active") ? call->err
						 : channel_set(call, channel, "active", word);
	return text_is(status, "active") ? channel_set(call, channel, "inactive", word) : call->err;
}

/* --- mail that does not arrive, or is not wanted --- */

enum err contact_mail_ended(struct call *call, struct text contact, struct text address,
			    enum contact_mail_end how)
{
	call_set_text(call, "endedContact", contact);
	call_set_text(call, "endedAddress", address);
	if (how == CONTACT_COMPLAINS)
		return store_emit_event(
			call, "ContactUpdate",
			"UPDATE contact SET unsubscribe_email = true, date_updated = :now"
			" WHERE location_id = :locationId AND id = :endedContact"
			" AND NOT unsubscribe_email RETURNING *, " CONTACT_NAME);
	return store_emit_event(call, "ContactUpdate",
				"UPDATE contact SET bounce_email = true, valid_email = false,"
				" valid_email_date = :now, date_updated = :now"
				" WHERE location_id = :locationId AND id = :endedContact"
				" AND email_lower_case = :endedAddress AND NOT bounce_email"
				" RETURNING *, " CONTACT_NAME);
}
