// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts: made, read, changed, found again, deleted.
 *
 * The location's settings decide whether two contacts may have the same e-mail or phone
 * (contact_rules.c).  Deleting is for good: there is no restore bin behind the wire.
 */
#include "base/secrets/id.h"
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"
#include "domain/objects/objects.h"

static const char insert[] =
	"INSERT INTO contact (id, location_id, first_name, last_name, first_name_lower_case,"
	" last_name_lower_case, full_name_lower_case, email, email_lower_case, phone, "
	"phone_extension, company_name,"
	" address1, city, state, country, postal_code, website, timezone, source, assigned_to,"
	" date_of_birth, birth_month, birth_day, dnd, dnd_settings, inbound_dnd_settings, tags,"
	" custom_fields, created_by, last_updated_by, last_session_activity_at, date_added,"
	" date_updated, find)"
	" VALUES (:contactId, :locationId, :firstName, :lastName, :firstNameLowerCase,"
	" :lastNameLowerCase, :fullNameLowerCase, :email, :emailLowerCase, :phone, "
	":phoneExtension, :companyName,"
	" :address1, :city, :state, :country, :postalCode, :website, :timezone, :source, "
	":assignedTo,"
	" :dateOfBirth, :birthMonth, :birthDay, :dnd, :dndSettings, :inboundDndSettings, :tags,"
	" :customFields, :lastUpdatedBy, :lastUpdatedBy, :now, :now, :now, :find)"
	" RETURNING *, " CONTACT_NAME;

static const char hold[] =
	"SELECT *, email AS kept_email, email_lower_case AS kept_email_lower_case,"
	" phone AS kept_phone, phone_extension AS kept_extension, tags AS kept_tags, custom_fields "
	"AS kept_custom_fields,"
	" dnd AS kept_dnd, dnd_settings AS kept_dnd_settings,"
	" inbound_dnd_settings AS kept_inbound_dnd_settings"
	" FROM contact WHERE id = :contactId AND location_id = :locationId";

static const char update[] =
	"UPDATE contact SET first_name = :firstName, last_name = :lastName,"
	" first_name_lower_case = :firstNameLowerCase, last_name_lower_case = :lastNameLowerCase,"
	" full_name_lower_case = :fullNameLowerCase, email = :email,"
	" email_lower_case = :emailLowerCase, phone = :phone, phone_extension = :phoneExtension,"
	" company_name = :companyName,"
	" address1 = :address1, city = :city, state = :state, country = :country,"
	" postal_code = :postalCode, website = :website, timezone = :timezone, source = :source,"
	" type = :type, keyword = :keyword, ssn = :ssn, assigned_to = :assignedTo,"
	" date_of_birth = :dateOfBirth, birth_month = :birthMonth, birth_day = :birthDay,"
	" dnd = :dnd, dnd_settings = :dndSettings, inbound_dnd_settings = :inboundDndSettings,"
	" tags = :tags, custom_fields = :customFields, followers = coalesce(followers, '[]'),"
	" last_updated_by = :lastUpdatedBy, date_updated = :now, find = :find"
	" WHERE id = :contactId AND location_id = :locationId RETURNING *, " CONTACT_NAME;

static const char told[] = "SELECT *, " CONTACT_NAME " FROM contact"
			   " WHERE id = :contactId AND location_id = :locationId";

/* The first event of an operation goes with its reply; any other is told apart. */
static enum err contact_save(struct call *call, const char *event, const char *sql)
{
	if (text_is(call->op->events[0].type, event))
		return store_reply_row(call, "contact", sql);
	enum err e = row_reply(call, "contact", sql);
	return e ? e : store_emit_event(call, event, told);
}

static void id_make(struct call *call)
{
	char *id = arena_take(call->arena, ID_SIZE);

	id_new(call->now_ms, id);
	call_set_text(call, "contactId", text_of(id));
}

static enum err contact_insert(struct call *call, const struct contact_rules *rules,
			       const struct contact_sent *sent)
{
	enum err e = ERR_OK;

	if (!call_given(call, "country") && rules->country.size)
		call_set_text(call, "country", rules->country);
	if (!sent->tags)
		call_set_text(call, "tags", TEXT("[]"));
	call_set_text(call, "customFields", TEXT("[]"));
	contact_dnd_merge(call);
	if (sent->fields)
		e = contact_fields_merge(call, TEXT("[]"));
	contact_settle(call);
	if (!e)
		e = contact_save(call, "ContactCreate", insert);
	if (!e)
		store_count(call, "contact", 1);
	if (!e && sent->tags)
		e = contact_tags_index(call, (struct string_set){ 0 },
				       string_set_read(call->arena, call_text(call, "tags")));
	return !e && sent->fields ? contact_fields_index(call, TEXT("[]")) : e;
}

/* What was sent, by the rules of the location. */
static enum err contact_hear(struct call *call, struct contact_rules *rules,
			     struct contact_sent *sent)
{
	enum err e = contact_rules_learn(call, rules);

	return e ? e : contact_take(call, rules, sent);
}

enum err contact_create(struct call *call)
{
	struct contact_rules rules;
	struct contact_sent sent;
	enum err e = contact_hear(call, &rules, &sent);

	if (e)
		return e;
	if (sent.unread)
		return contact_phone_refuse(call);
	id_make(call);
	if (!rules.duplicates) {
		const struct contact_identifier *by = contact_twin_find(call, &rules, true);
		if (by)
			return contact_twin_refuse(call, by);
	}
	return call->err ? call->err : contact_insert(call, &rules, &sent);
}

enum err contact_get(struct call *call)
{
	enum err e = store_reply_row(call, "contact",
				     "SELECT * FROM contact"
				     " WHERE id = :contactId AND location_id = :locationId");

	return e == ERR_MISSING ? contact_missing(call) : e;
}

static bool changed(struct call *call, const char *name, const char *kept)
{
	const struct value *a = call_value(call, name), *b = call_value(call, kept);

	return a->whole != b->whole || !text_same(a->text, b->text);
}

/* Another contact has the new e-mail or phone already: refused, or, for an upsert, left as it is.
 */
static enum err twins_avoid(struct call *call, const struct contact_rules *rules, bool upsert)
{
	for (size_t i = 0; i < rules->count; i++) {
		const struct contact_identifier *by = rules->order[i];
		if (!changed(call, by->value, by->kept) || (rules->duplicates && !upsert) ||
		    !contact_twin_by(call, by, true))
			continue;
		if (!upsert)
			return contact_twin_refuse(call, by);
		call_set(call, by->value, *call_value(call, by->kept));
		if (text_is(text_of(by->name), "email"))
			call_set(call, "email", *call_value(call, "keptEmail"));
		else
			call_set(call, "phoneExtension", *call_value(call, "keptExtension"));
	}
	return call->err;
}

static enum err contact_tell_parts(struct call *call, const struct contact_sent *sent)
{
	enum err e = ERR_OK;

	if (sent->tags && changed(call, "tags", "keptTags"))
		e = store_emit_event(call, "ContactTagUpdate", told);
	if (!e && sent->dnd &&
	    (changed(call, "dnd", "keptDnd") || changed(call, "dndSettings", "keptDndSettings") ||
	     changed(call, "inboundDndSettings", "keptInboundDndSettings")))
		e = store_emit_event(call, "ContactDndUpdate", told);
	return e;
}

static enum err contact_change(struct call *call, const struct contact_rules *rules,
			       const struct contact_sent *sent, bool upsert)
{
	if (!store_select_for_update(call, hold))
		return contact_missing(call);
	if (sent->phone && !contact_phone_read(call, rules))
		return contact_phone_refuse(call);
	enum err e = twins_avoid(call, rules, upsert);
	contact_dnd_merge(call);
	if (!sent->fields)
		call_set_text(call, "customFields", call_text(call, "keptCustomFields"));
	else if (!e)
		e = contact_fields_merge(call, call_text(call, "keptCustomFields"));
	contact_settle(call);
	succeeded_put(call);
	if (!e)
		e = contact_save(call, "ContactUpdate", update);
	if (!e && sent->tags)
		e = contact_tags_index(call,
				       string_set_read(call->arena, call_text(call, "keptTags")),
				       string_set_read(call->arena, call_text(call, "tags")));
	if (!e && sent->fields)
		e = contact_fields_index(call, call_text(call, "keptCustomFields"));
	return e ? e : contact_tell_parts(call, sent);
}

enum err contact_update(struct call *call)
{
	struct contact_rules rules;
	struct contact_sent sent;
	enum err e = contact_hear(call, &rules, &sent);

	return e ? e : contact_change(call, &rules, &sent, false);
}

static void new_put(struct call *call, bool fresh)
{
	json_key(&call->out, "new");
	json_put_flag(&call->out, fresh);
	if (fresh)
		call->status = call->op->status_new;
}

enum err contact_upsert(struct call *call)
{
	struct contact_rules rules;
	struct contact_sent sent;
	enum err e = contact_hear(call, &rules, &sent);

	if (e)
		return e;
	id_make(call);
	bool always = rules.duplicates && call_whole(call, "createNewIfDuplicateAllowed", 0);
	bool fresh = always || !contact_twin_find(call, &rules, true);
	if (call->err)
		return call->err;
	new_put(call, fresh);
	if (fresh && sent.unread)
		return contact_phone_refuse(call);
	if (fresh) {
		succeeded_put(call);
		return contact_insert(call, &rules, &sent);
	}
	call_set_text(call, "contactId", call_text(call, "twinId"));
	return contact_change(call, &rules, &sent, true);
}

enum err contact_delete(struct call *call)
{
	if (!store_load(call, "SELECT tags AS kept_tags FROM contact"
			      " WHERE id = :contactId AND location_id = :locationId"))
		return contact_missing(call);
	enum err e = store_emit_event(call, "ContactDelete",
				      "DELETE FROM contact WHERE id = :contactId"
				      " AND location_id = :locationId RETURNING *, " CONTACT_NAME);
	static const char *const parts[] = {
		"DELETE FROM contact_field"
		" WHERE contact_id = :contactId AND location_id = :locationId",
		"DELETE FROM note WHERE contact_id = :contactId AND location_id = :locationId",
		"DELETE FROM task WHERE contact_id = :contactId AND location_id = :locationId",
		"DELETE FROM contact_workflow"
		" WHERE contact_id = :contactId AND location_id = :locationId",
	};
	for (size_t i = 0; !e && i < sizeof(parts) / sizeof(*parts); i++)
		e = store_do(call, parts[i]);
	if (!e)
		e = contact_tags_index(call,
				       string_set_read(call->arena, call_text(call, "keptTags")),
				       (struct string_set){ 0 });
	if (!e)
		e = relations_forget(call, call_text(call, "contactId"));
	store_count(call, "contact", -1);
	succeeded_put(call);
	return e;
}

enum err contact_duplicate(struct call *call)
{
	struct contact_rules rules;
	enum err e = contact_rules_learn(call, &rules);

	if (e)
		return e;
	contact_rules_search(&rules);
	contact_lookup_take(call, &rules);
	const struct contact_identifier *by = contact_twin_find(call, &rules, false);
	if (call->err)
		return call->err;
	if (!by) {
		json_key(&call->out, "contact");
		json_put_null(&call->out);
	} else {
		call_set_text(call, "contactId", call_text(call, "twinId"));
		e = contact_get(call);
	}
	json_key(&call->out, "matchingField");
	json_put_c(&call->out, "contactId"); /* as upstream, whatever the field was */
	return e;
}
