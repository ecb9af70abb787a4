// SPDX-License-Identifier: Apache-2.0
/*
 * Inviting somebody makes a user as create-user does, with the rights of whoever invites, and with
 * a password that nobody knows; then a link with which he chooses one.
 */
#include "base/core/string_set.h"
#include "base/secrets/digest.h"
#include "base/time/clock.h"
#include "domain/sessions/inside.h"
#include "platform/invoke/invoke.h"

#define PASSWORD_BYTES 24

/* Until he says it himself. */
static void name_guess(struct call *call, struct text *first, struct text *last)
{
	struct text rest = text_trim(call_text(call, "name"));
	bool named = rest.size;

	if (!named)
		rest = call_text(call, "email");
	*first = TEXT("");
	text_split(&rest, named ? ' ' : '@', first);
	*last = named ? text_trim(rest) : TEXT("");
	if (!last->size)
		*last = TEXT("(invited)");
}

static void put_pair(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

/* What create-user is asked. */
static struct text user_of(struct call *call, struct string_set locations)
{
	struct buffer *b = arena_take(call->arena, sizeof(*b));
	bool admin = role_rank(call_text(call, "role")) >= role_rank(TEXT("admin"));
	char password[2 * PASSWORD_BYTES + 1];
	struct text first, last;

	*b = buffer_open(call->arena, 1 << 20);
	struct json_out o = json_open(b);
	random_hex(password, PASSWORD_BYTES);
	name_guess(call, &first, &last);
	json_map(&o);
	put_pair(&o, "companyId", call->caller->company_id);
	put_pair(&o, "firstName", first);
	put_pair(&o, "lastName", last);
	put_pair(&o, "email", call_text(call, "email"));
	put_pair(&o, "password", text_of(password));
	put_pair(&o, "type", TEXT("account"));
	put_pair(&o, "role", admin ? TEXT("admin") : TEXT("user"));
	string_set_put(&o, "locationIds", locations);
	json_close(&o);
	return buffer_text(b);
}

/* Those that were said; else the one that asks, or the only one there is. */
static struct string_set locations_of(struct call *call)
{
	struct string_set said = string_set_read(call->arena, call_text(call, "locations"));
	struct text *own = arena_take(call->arena, sizeof(*own));

	*own = call->caller->location_id;
	if (said.count)
		return said;
	if (!own->size &&
	    store_number(call, "SELECT count(*) AS n FROM (SELECT 1 FROM location"
			       " WHERE company_id = :invitedCompany LIMIT 2) l") == 1 &&
	    store_load(call, "SELECT id AS invited_location FROM location"
			     " WHERE company_id = :invitedCompany LIMIT 1"))
		*own = text_copy(call->arena, call_text(call, "invitedLocation"));
	return (struct string_set){ own, own->size ? 1 : 0 };
}

static enum err user_make(struct call *call, struct text *id)
{
	struct string_set locations = locations_of(call);
	struct text role = call_text(call, "role");
	const struct json *made;

	if (!locations.count && !text_is(role, "owner"))
		return refuse(call, ERR_BAD, "locations must name at least one location.");
	enum err e = auth_role_give(call, role);
	if (!e)
		e = invoke(call, "create-user", user_of(call, locations), &made);
	if (e)
		return e;
	*id = text_copy(call->arena, json_text(json_get(made, "id")));
	return auth_role_set(call, *id, role);
}

/* Whose password somebody else may set: he could enter as him. */
static enum err user_again(struct call *call)
{
	if (auth_is_owner(call))
		return ERR_OK;
	return refuse(call, ERR_DUPLICATE, "A user with this email already exists.");
}

static void invite_put(struct call *call, struct text code)
{
	char iso[CLOCK_ISO_SIZE];
	struct json_out *o = &call->out;

	clock_iso(call_whole(call, "entryExpires", 0), iso);
	json_key(o, "invite");
	json_map(o);
	put_pair(o, "userId", call_text(call, "entryAccount"));
	put_pair(o, "email", call_text(call, "email"));
	put_pair(o, "role", call_text(call, "invitedRole"));
	put_pair(o, "link", entry_link(call->arena, auth_here(call), ENTRY_INVITE, code));
	put_pair(o, "code", code);
	put_pair(o, "expiresAt", text_of(iso));
	json_close(o);
}

enum err entry_invite(struct call *call)
{
	char code[ENTRY_CODE_SIZE];
	struct text id;
	enum err e;

	call_set_text(call, "invited", text_lower(call->arena, call_text(call, "email")));
	call_set_text(call, "invitedCompany", call->caller->company_id);
	if (store_load(call, "SELECT id AS invited_id FROM account"
			     " WHERE company_id = :invitedCompany AND email_lower_case = :invited"
			     " AND NOT deleted")) {
		id = text_copy(call->arena, call_text(call, "invitedId"));
		e = user_again(call);
	} else {
		e = call->err ? call->err : user_make(call, &id);
	}
	if (!e)
		e = entry_make(call, ENTRY_INVITE, id, code);
	if (e || !store_load(call, "SELECT " PERSON_ROLE " AS invited_role FROM account p"
				   " LEFT JOIN person_role k ON k.account_id = p.id"
				   " WHERE p.id = :entryAccount"))
		return e ? e : call->err;
	invite_put(call, text_copy(call->arena, text_of(code)));
	return ERR_OK;
}
