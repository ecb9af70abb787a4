// SPDX-License-Identifier: Apache-2.0
/*
 * What a person can leave: kinds of messages that the location has named, or all that is written to
 * him alone (One on One).
 */
#include "domain/preferences/preferences.h"

#define SUBTYPES_MAX  500 /* of a location */
#define SUBTYPE_SHOWN "*, legal_form_id AS resubscription_legal_form_id"

/* --- kinds --- */

/* de, pt-BR, zh-Hant-TW */
static bool is_language(struct text t)
{
	struct text part;
	bool first = true, fine = t.size > 0;

	while (fine && text_split(&t, '-', &part)) {
		fine = part.size >= (first ? 2 : 1) && part.size <= 8;
		for (size_t i = 0; fine && i < part.size; i++) {
			char c = part.at[i];
			bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

			fine = letter || (!first && c >= '0' && c <= '9');
		}
		first = false;
	}
	return fine;
}

enum err subtype_list(struct call *call)
{
	return store_list(call, "customSubtypes",
			  "SELECT " SUBTYPE_SHOWN " FROM subtype /* grows: at most 500 */"
			  " WHERE location_id = :locationId ORDER BY id");
}

/* A name stands once in its channel. */
static enum err name_settle(struct call *call, struct text own)
{
	call_set_text(call, "name", text_plain(call->arena, call_text(call, "name")));
	call_set_text(call, "nameKey", text_lower(call->arena, call_text(call, "name")));
	call_set_text(call, "ownId", own);
	if (store_has(call, "SELECT 1 FROM subtype WHERE location_id = :locationId"
			    " AND channel = :channel AND name_key = :nameKey AND id <> :ownId"))
		return refuse(call, ERR_BAD, "There is a subtype with this name already.");
	return call->err;
}

enum err subtype_create(struct call *call)
{
	static const char *const filled[] = { "name", NULL };
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	if (!is_language(call_text(call, "language"))) {
		call_violation(call, "language must be a language code");
		return refuse(call, ERR_INVALID, "language must be a language code");
	}
	store_guard(call, "subtypes", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM subtype /* grows: at most 500 */"
			       " WHERE location_id = :locationId") >= SUBTYPES_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d subtypes.",
			      SUBTYPES_MAX);
	e = name_settle(call, TEXT(""));
	return e ? e
		 : store_reply_row(call, "customSubtype",
				   "INSERT INTO subtype (location_id, id, name, name_key,"
				   " description, channel, language, date_added, date_updated)"
				   " VALUES (:locationId, :newId, :name, :nameKey,"
				   " nullif(:description, ''), :channel, :language, :now, :now)"
				   " RETURNING " SUBTYPE_SHOWN);
}

static enum err subtype_missing(struct call *call, struct text id)
{
	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Subtype with id %.*s not found", (int)id.size,
				  id.at);
}

enum err subtype_update(struct call *call)
{
	static const char *const filled[] = { "name", NULL };
	struct text id = text_copy(call->arena, call_text(call, "id"));
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	store_guard(call, "subtypes", call_text(call, "locationId"));
	if (!store_select_for_update(call,
				     "SELECT name, description, channel, archived, legal_form_id AS"
				     " resubscription_legal_form_id FROM subtype"
				     " WHERE location_id = :locationId AND id = :id"))
		return subtype_missing(call, id);
	call_set_flag(call, "archived", call_whole(call, "archived", 0) != 0);
	e = name_settle(call, id);
	return e ? e
		 : store_reply_row(
			   call, "customSubtype",
			   "UPDATE subtype SET name = :name, name_key = :nameKey,"
			   " description = nullif(:description, ''), archived = :archived,"
			   " legal_form_id = nullif(:resubscription_legal_form_id, ''),"
			   " date_updated = :now WHERE location_id = :locationId AND id = :id"
			   " RETURNING " SUBTYPE_SHOWN);
}

/* --- who has left which --- */

enum err subscription_list(struct call *call)
{
	call_set_text(call, "emailKey", text_lower(call->arena, call_text(call, "email")));
	return store_list(call, "subscriptions",
			  "SELECT u.email, nullif(u.subtype_id, '') AS subtype_id,"
			  " coalesce(s.name, 'One on One') AS subtype_name, u.status,"
			  " u.changed_at AS date FROM unsubscription u LEFT JOIN subtype s"
			  " ON s.location_id = :locationId AND s.id = u.subtype_id"
			  " WHERE u.location_id = :locationId AND u.contact_id = :contactId"
			  " AND (:emailKey = '' OR u.email = :emailKey)"
			  " ORDER BY u.email, u.subtype_id");
}

static bool is_of_contact(struct call *call)
{
	return store_has(call, "SELECT 1 FROM contact WHERE location_id = :locationId"
			       " AND id = :contactId AND (email_lower_case = :emailKey"
			       " OR lower(additional_emails) LIKE '%' || :emailQuoted || '%')");
}

/* Which kind it is about: '' is One on One. */
static enum err subtype_take(struct call *call, const struct json *action)
{
	struct text type = json_text(json_get(action, "type"));
	struct text id = json_text(json_get(action, "subtype_id"));

	call_set_text(call, "subtypeId", TEXT(""));
	if (text_is(type, "default") &&
	    !text_is(json_text(json_get(action, "subtype_name")), "One on One")) {
		call_violation(call, "subscription_action.subtype_name should not be empty");
		return refuse(call, ERR_INVALID, "subtype_name should not be empty");
	}
	if (!text_is(type, "custom"))
		return ERR_OK;
	if (!id.size) {
		call_violation(call, "subscription_action.subtype_id should not be empty");
		return refuse(call, ERR_INVALID, "subtype_id should not be empty");
	}
	call_set_text(call, "subtypeId", id);
	if (!store_has(call, "SELECT 1 FROM subtype WHERE location_id = :locationId"
			     " AND id = :subtypeId"))
		return subtype_missing(call, id);
	return ERR_OK;
}

/* Who left comes back for a reason that can be told. */
static enum err reason_need(struct call *call)
{
	if (text_trim(call_text(call, "legal_reason")).size)
		return ERR_OK;
	call_violation(call, "legal_reason should not be empty");
	return refuse(call, ERR_INVALID, "legal_reason should not be empty");
}

enum err subscription_change(struct call *call)
{
	const struct json *action = json_get(call->json, "subscription_action");
	bool all = text_is(json_text(json_get(action, "type")), "resub_all");
	struct text status = json_text(json_get(action, "subtype_status"));
	struct text key = text_lower(call->arena, call_text(call, "email"));
	enum err e;

	call_set_text(call, "emailKey", key);
	call_set_text(call, "emailQuoted",
		      text_format(call->arena, "\"%.*s\"", (int)key.size, key.at));
	if (!is_of_contact(call))
		return call->err ? call->err
				 : refuse(call, ERR_BAD, "email must be an address of the contact");
	e = subtype_take(call, action);
	if (!e && (all || text_is(status, "subscribed")))
		e = reason_need(call);
	if (e)
		return e;
	call_set_text(call, "subscribed", all ? TEXT("subscribed") : status);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	if (all)
		return store_do(call,
				"UPDATE unsubscription SET status = :subscribed,"
				" legal_reason = :legal_reason,"
				" legal_description = :legal_description, changed_by = :callerId,"
				" changed_at = CAST(:now AS BIGINT)"
				" WHERE location_id = :locationId AND contact_id = :contactId"
				" AND email = :emailKey");
	return store_do(call,
			"INSERT INTO unsubscription (location_id, contact_id, email, subtype_id,"
			" status, legal_reason, legal_description, changed_by, changed_at)"
			" VALUES (:locationId, :contactId, :emailKey, :subtypeId, :subscribed,"
			" :legal_reason, :legal_description, :callerId, :now)"
			" ON CONFLICT (location_id, contact_id, email, subtype_id) DO UPDATE SET"
			" status = excluded.status, legal_reason = excluded.legal_reason,"
			" legal_description = excluded.legal_description,"
			" changed_by = excluded.changed_by, changed_at = excluded.changed_at");
}

/* --- with its contact, and with the location --- */

enum err preferences_forget_contact(struct call *call)
{
	return store_do(call, "DELETE FROM unsubscription WHERE location_id = :locationId"
			      " AND contact_id = :changedId");
}

enum err preferences_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM unsubscription WHERE location_id = :locationId AND contact_id IN"
		    " (SELECT contact_id FROM unsubscription WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM subtype WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM subtype WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
