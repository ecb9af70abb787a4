// SPDX-License-Identifier: Apache-2.0
/*
 * Users, changed.
 *
 * A location token makes and changes users of its own location only: it gives nobody another
 * location or the agency, and does not touch what lets a user of several locations enter them.
 *
 * A password is hashed here, in the writer: about 50 ms, on the few calls that set one.
 */
#include "base/core/string_set.h"
#include "base/secrets/password.h"
#include "domain/companies/inside.h"
#include "platform/auth/auth.h"
#include "platform/store/store.h"

static enum err missing(struct call *call)
{
	struct text id = call_text(call, "userId");

	return refuse(call, ERR_ABSENT, "User with id %.*s not found", (int)id.size, id.at);
}

static enum err foreign(struct call *call)
{
	return refuse(call, ERR_FORBIDDEN, "The token does not have access to this location.");
}

/* One location asks, not the company? */
static bool asked_by_location(struct call *call)
{
	return call_text(call, "locationId").size;
}

static struct string_set words_one(struct call *call, struct text word)
{
	struct text *at = arena_take(call->arena, sizeof(*at));

	*at = word;
	return (struct string_set){ at, 1 };
}

/* The locations besides the one that asks. */
static struct string_set others(struct call *call, struct string_set locations)
{
	return string_set_less(call->arena, locations,
			       words_one(call, call_text(call, "locationId")));
}

/* May who asks turn the locations `before` into `after`, with this type? */
static enum err locations_allow(struct call *call, struct string_set before,
				struct string_set after)
{
	if (!asked_by_location(call))
		return ERR_OK;
	struct string_set x = others(call, before), y = others(call, after);
	if (string_set_less(call->arena, x, y).count || string_set_less(call->arena, y, x).count)
		return foreign(call);
	if (!text_is(call_text(call, "type"), "account"))
		return refuse(call, ERR_FORBIDDEN,
			      "Only the company can make users of the agency.");
	return ERR_OK;
}

static enum err password_take(struct call *call)
{
	struct text hash = password_hash(call->arena, call_text(call, "password"));

	if (!hash.size)
		return refuse(call, ERR_UNAVAILABLE,
			      "There is no memory for hashing a password now.");
	call_set_text(call, "passwordHash", hash);
	return ERR_OK;
}

/* Every scope that who asks may give, for users of whom nothing else was said. */
static struct text scopes_all(struct call *call)
{
	struct string_set held = string_set_read(call->arena, call_text(call, "askerScopes")),
			  all = { 0 };

	if (!string_set_has(held, TEXT("*")))
		return string_set_json(call->arena, held);
	all.at = catalogue_scopes(call->app->catalogue, &all.count);
	return string_set_json(call->arena, all);
}

/* What is made of names, permissions and lists; values that were not sent hold what was before. */
static void user_derive(struct call *call)
{
	struct text first = text_trim(call_text(call, "firstName"));
	struct text last = text_trim(call_text(call, "lastName"));
	struct text name = text_format(call->arena, "%.*s %.*s", (int)first.size, first.at,
				       (int)last.size, last.at);

	call_set_text(call, "name", name);
	call_set_text(call, "nameLowerCase", text_lower(call->arena, name));
	call_set_text(call, "permissions",
		      catalogue_merge(call, "Permissions", call_text(call, "permissionsBefore"),
				      json_get(call->json, "permissions")));
}

/* Writes :locationIds as rows; refuses when one of them is not of the company.  His tokens for
 * those that he has left go with him. */
static enum err locations_set(struct call *call, struct string_set before,
			      struct string_set locations)
{
	struct string_set left = string_set_less(call->arena, before, locations);
	enum err e = store_do(call, "DELETE FROM account_location WHERE account_id = :userId");

	if (!e)
		e = store_do(call, "INSERT INTO account_location (location_id, account_id)"
				   " SELECT id, :userId FROM location"
				   " WHERE company_id = :companyId"
				   " AND id IN (SELECT value FROM json_each(:locationIds))");
	if (!e && call->changed != locations.count)
		return foreign(call);
	if (!e && left.count)
		e = auth_user_left(call, call_text(call, "userId"),
				   string_set_json(call->arena, left));
	return e;
}

/* The reply, which is also the event.  A user of several locations is told of in the first. */
static enum err user_tell(struct call *call)
{
	return store_reply_row(call, "",
			       "SELECT person.*, (SELECT min(location_id) FROM account_location"
			       "  WHERE account_id = person.id) AS location_id"
			       " FROM person WHERE id = :userId AND company_id = :companyId");
}

static const char *const filled[] = { "firstName",
				      "lastName",
				      "password",
				      "type",
				      "role",
				      "locationIds",
				      "scopes",
				      "scopesAssignedToOnly",
				      "platformLanguage",
				      NULL };

enum err user_create(struct call *call)
{
	struct string_set locations = string_set_read(call->arena, call_text(call, "locationIds"));
	struct string_set none = { 0 };
	enum err e = call_need_filled(call, filled);

	if (!e)
		e = locations_allow(call, none, locations);
	if (!e && asked_by_location(call) && locations.count == 0)
		e = refuse(call, ERR_BAD, "locationIds must name the location of the token.");
	if (!e)
		e = password_take(call);
	if (e)
		return e;
	call_set_text(call, "userId", call_text(call, "newId"));
	call_set_text(call, "emailLowerCase", text_lower(call->arena, call_text(call, "email")));
	call_set_text(call, "locationIds", string_set_json(call->arena, locations));
	if (!call_given(call, "scopes"))
		call_set_text(call, "scopes", scopes_all(call));
	user_derive(call);
	e = user_rights_allow(call);
	if (e)
		return e;
	e = store_do(call,
		     "INSERT INTO account (id, company_id, first_name, last_name, name,"
		     " name_lower_case, email, email_lower_case, phone, password_hash, type, role,"
		     " location_ids, permissions, scopes, scopes_assigned_to_only,"
		     " platform_language, profile_photo, twilio_phone, date_added, date_updated)"
		     " VALUES (:userId, :companyId, :firstName, :lastName, :name, :nameLowerCase,"
		     " :email, :emailLowerCase, :phone, :passwordHash, :type, :role, :locationIds,"
		     " :permissions, :scopes, coalesce(:scopesAssignedToOnly, '[]'),"
		     " coalesce(:platformLanguage, 'en_US'), :profilePhoto, :twilioPhone,"
		     " :now, :now)");
	if (e == ERR_DUPLICATE)
		return refuse(call, e, "A user with this email already exists.");
	if (!e)
		e = locations_set(call, none, locations);
	return e ? e : user_tell(call);
}

/* The row to be changed, and what it was before; a location finds its own users of locations. */
static enum err user_hold(struct call *call)
{
	if (store_select_for_update(
		    call,
		    "SELECT first_name, last_name, phone, type, role, location_ids, scopes,"
		    " scopes_assigned_to_only, platform_language, profile_photo, twilio_phone,"
		    " password_hash, email AS email_before, name AS name_before,"
		    " type AS type_before, role AS role_before, email_lower_case AS "
		    "email_lower_case_before,"
		    " location_ids AS location_ids_before, permissions AS permissions_before"
		    " FROM account WHERE id = :userId AND company_id = :companyId"
		    " AND NOT deleted AND (CAST(:locationId AS TEXT) IS NULL OR EXISTS"
		    "  (SELECT 1 FROM account_location"
		    "   WHERE location_id = :locationId AND account_id = account.id))"))
		return asked_by_location(call) && !text_is(call_text(call, "typeBefore"), "account")
			       ? foreign(call)
			       : auth_rank_need(call, call_text(call, "userId"));
	return call->err ? call->err : missing(call);
}

/* Of a user of several locations, one of them says only whether he is in it: what he is called, may
 * and is, others see, too.  What is sent as it was is no change. */
static enum err shared_allow(struct call *call, struct string_set before)
{
	if (!asked_by_location(call) || !others(call, before).count ||
	    !store_has(call, "SELECT 1 FROM account WHERE id = :userId AND company_id = :companyId"
			     " AND (first_name <> :firstName OR last_name <> :lastName"
			     " OR coalesce(phone, '') <> coalesce(CAST(:phone AS TEXT), '')"
			     " OR role <> :role OR permissions <> :permissions OR scopes <> :scopes"
			     " OR scopes_assigned_to_only <> :scopesAssignedToOnly"
			     " OR platform_language <> :platformLanguage"
			     " OR coalesce(profile_photo, '') <>"
			     "  coalesce(CAST(:profilePhoto AS TEXT), '')"
			     " OR coalesce(twilio_phone, '') <>"
			     "  coalesce(CAST(:twilioPhone AS TEXT), ''))"))
		return call->err;
	return refuse(call, ERR_FORBIDDEN,
		      "The user has other locations: only the company can change more of him"
		      " than whether he is in this one.");
}

static enum err change_allow(struct call *call, struct string_set before, struct string_set after)
{
	struct text email = text_lower(call->arena, call_text(call, "email"));

	if (email.size && !text_same(email, call_text(call, "emailLowerCaseBefore")))
		return refuse(call, ERR_BAD,
			      "Email update is no longer supported due to security reasons.");
	if (asked_by_location(call) && call_given(call, "password") && others(call, before).count)
		return refuse(call, ERR_FORBIDDEN,
			      "The user has other locations: "
			      "only the company can set the password.");
	return locations_allow(call, before, after);
}

enum err user_update(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (!e)
		e = user_hold(call);
	if (e)
		return e;
	struct string_set before = string_set_read(call->arena,
						   call_text(call, "locationIdsBefore"));
	struct string_set after = string_set_read(call->arena, call_text(call, "locationIds"));
	e = change_allow(call, before, after);
	if (!e && call_given(call, "password"))
		e = password_take(call);
	if (e)
		return e;
	call_set_text(call, "locationIds", string_set_json(call->arena, after));
	user_derive(call);
	e = user_rights_allow(call);
	if (!e)
		e = shared_allow(call, before);
	if (e)
		return e;
	e = store_do(call,
		     "UPDATE account SET first_name = :firstName, last_name = :lastName,"
		     " name = :name, name_lower_case = :nameLowerCase, phone = :phone,"
		     " password_hash = :passwordHash, type = :type, role = :role,"
		     " location_ids = :locationIds, permissions = :permissions, scopes = :scopes,"
		     " scopes_assigned_to_only = :scopesAssignedToOnly,"
		     " platform_language = :platformLanguage, profile_photo = :profilePhoto,"
		     " twilio_phone = :twilioPhone, date_updated = :now"
		     " WHERE id = :userId AND company_id = :companyId");
	auth_users_changed(call);
	if (!e && call_given(call, "password"))
		e = auth_sessions_end(call, call_text(call, "userId"), TEXT(""));
	if (!e)
		e = locations_set(call, before, after);
	if (!e)
		e = user_tell(call);
	if (!e)
		e = user_returns(call);
	return e ? e : user_leaves(call);
}

/* Leaves the location that asks, or goes altogether. */
static enum err user_remove(struct call *call)
{
	struct string_set before = string_set_read(call->arena,
						   call_text(call, "locationIdsBefore"));
	struct string_set rest = others(call, before);

	if (asked_by_location(call) && rest.count) {
		call_set_text(call, "locationIds", string_set_json(call->arena, rest));
		enum err e = store_do(call, "UPDATE account SET location_ids = :locationIds,"
					    " date_updated = :now"
					    " WHERE id = :userId AND company_id = :companyId");
		return e ? e : locations_set(call, before, rest);
	}
	enum err e = store_do(call, "UPDATE account SET deleted = true, password_hash = '',"
				    " date_updated = :now"
				    " WHERE id = :userId AND company_id = :companyId");
	if (!e)
		e = store_do(call, "DELETE FROM account_location WHERE account_id = :userId");
	return e ? e : auth_user_gone(call, call_text(call, "userId"));
}

/* Nobody takes away the ground he stands on. */
static enum err other_need(struct call *call)
{
	if (!text_same(call_text(call, "callerId"), call_text(call, "userId")))
		return ERR_OK;
	return refuse(call, ERR_BAD,
		      "The token that asks is this user's and would be revoked with him:"
		      " ask with another.");
}

enum err user_delete(struct call *call)
{
	enum err e = user_hold(call);

	if (!e)
		e = other_need(call);
	if (!e)
		e = store_emit_event(call, "UserDelete",
				     "SELECT person.*, coalesce(:locationId,"
				     "  (SELECT min(location_id) FROM account_location"
				     "   WHERE account_id = person.id)) AS location_id"
				     " FROM person WHERE id = :userId AND company_id = :companyId");
	if (!e)
		e = user_remove(call);
	if (!e)
		e = user_leaves(call);
	if (e)
		return e;
	struct text email = call_text(call, "emailBefore"), name = call_text(call, "nameBefore");
	json_key(&call->out, "succeded"); /* the wire's spelling */
	json_put_flag(&call->out, true);
	json_key(&call->out, "message");
	json_put_text(&call->out,
		      text_format(call->arena, "Deleted user with e-mail %.*s and name %.*s.",
				  (int)email.size, email.at, (int)name.size, name.at));
	return ERR_OK;
}

/* --- for who lets people in --- */

enum err account_password(struct call *call, struct text account, struct text hash)
{
	call_set_text(call, "accountId", account);
	call_set_text(call, "accountHash", hash);
	return store_do(call, "UPDATE account SET password_hash = :accountHash,"
			      " date_updated = :now WHERE id = :accountId AND NOT deleted");
}

enum err account_name(struct call *call, struct text account, struct text name)
{
	struct text rest = text_trim(name), first = TEXT("");

	text_split(&rest, ' ', &first);
	struct text last = text_trim(rest);
	struct text whole = text_trim(text_format(call->arena, "%.*s %.*s", (int)first.size,
						  first.at, (int)last.size, last.at));
	call_set_text(call, "accountId", account);
	call_set_text(call, "accountFirst", first);
	call_set_text(call, "accountLast", last);
	call_set_text(call, "accountName", whole);
	call_set_text(call, "accountFolded", text_lower(call->arena, whole));
	return store_do(call, "UPDATE account SET first_name = :accountFirst,"
			      " last_name = :accountLast, name = :accountName,"
			      " name_lower_case = :accountFolded, date_updated = :now"
			      " WHERE id = :accountId AND NOT deleted");
}

enum err account_email(struct call *call, struct text account, struct text email)
{
	call_set_text(call, "accountId", account);
	call_set_text(call, "accountEmail", email);
	call_set_text(call, "accountFolded", text_lower(call->arena, email));
	enum err e = store_do(call, "UPDATE account SET email = :accountEmail,"
				    " email_lower_case = :accountFolded, date_updated = :now"
				    " WHERE id = :accountId AND NOT deleted");

	return e == ERR_DUPLICATE ? refuse(call, e, "A user with this email already exists.") : e;
}
