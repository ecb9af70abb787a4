// SPDX-License-Identifier: Apache-2.0
/*
 * Who may sign in, and as what.  The role of the wire (admin, user) follows the one that is set
 * here, so that both say the same.
 */
#include "domain/sessions/inside.h"
#include "platform/invoke/invoke.h"
#include "runs.h"

#define SIGNERS(from)                                                                              \
	"SELECT p.id, trim(p.first_name || ' ' || p.last_name) AS name, p.email,"                  \
	" " PERSON_ROLE " AS role, EXISTS (SELECT 1 FROM entry_code c"                             \
	"  WHERE c.account_id = p.id AND c.expires_at > :now) AS invited,"                         \
	" (SELECT max(s.used_at) FROM session s WHERE s.account_id = p.id) AS last_seen_at"        \
	" FROM " from " LEFT JOIN person_role k ON k.account_id = p.id"
#define OF_COMPANY SIGNERS("account p") " WHERE p.company_id = :companyId AND NOT p.deleted"
/* The location leads, whatever the planner thinks: an agency has more people than one of its. */
#define OF_LOCATION                                                                                \
	SIGNERS("account_location h CROSS JOIN account p")                                         \
	" WHERE h.location_id = :locationId AND p.id = h.account_id"                               \
	" AND p.company_id = :companyId AND NOT p.deleted"
#define BY_NAME	 " ORDER BY lower(name), p.id LIMIT 1000 /* grows: lists people in order */"
#define THIS_ONE " AND p.id = :userId"

/* Those that whoever asks sees: of the location that was asked for, or of the whole company. */
static const char *signers_seen(struct call *call, const char *here, const char *everywhere)
{
	return call_text(call, "locationId").size ? here : everywhere;
}

enum err signer_list(struct call *call)
{
	return store_list(call, "people",
			  signers_seen(call, OF_LOCATION BY_NAME, OF_COMPANY BY_NAME));
}

#define ROLES(seen)                                                                                \
	"SELECT role AS signer_role, wire_role FROM (" seen THIS_ONE ") one,"                      \
	" (SELECT role AS wire_role FROM account WHERE id = :userId) wire"

static enum err signer_need(struct call *call)
{
	if (store_load(call, signers_seen(call, ROLES(OF_LOCATION), ROLES(OF_COMPANY))))
		return auth_rank_need(call, call_text(call, "userId"));
	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "Nobody with this id signs in here.");
}

/* A company without an owner could give its keys to nobody any more. */
static enum err owner_left_need(struct call *call)
{
	if (!text_is(call_text(call, "signerRole"), "owner") ||
	    text_is(call_text(call, "role"), "owner") ||
	    store_has(call, "SELECT 1 FROM person_role k JOIN account p ON p.id = k.account_id"
			    " WHERE p.company_id = :companyId AND NOT p.deleted"
			    " AND k.role = 'owner' AND p.id <> :userId"))
		return call->err;
	return refuse(call, ERR_BAD,
		      "The last owner stays one: make somebody else an owner first.");
}

static enum err wire_role_set(struct call *call, struct text id, struct text role)
{
	bool admin = role_rank(role) >= role_rank(TEXT("admin"));
	struct text wire = admin ? TEXT("admin") : TEXT("user");
	struct buffer b = buffer_open(call->arena, 4096);
	const struct json *made;
	struct json_out o = json_open(&b);

	if (text_same(call_text(call, "wireRole"), wire))
		return ERR_OK;
	json_map(&o);
	json_key(&o, "userId");
	json_put_text(&o, id);
	json_key(&o, "role");
	json_put_text(&o, wire);
	json_close(&o);
	return invoke(call, "update-user", buffer_text(&b), &made);
}

enum err signer_role_set(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "userId"));
	struct text role = text_copy(call->arena, call_text(call, "role"));
	enum err e = signer_need(call);

	if (!e)
		e = auth_role_give(call, role);
	if (!e)
		e = owner_left_need(call);
	if (!e)
		e = auth_role_set(call, id, role);
	if (!e)
		e = wire_role_set(call, id, role);
	return e ? e
		 : store_reply_row(call, "person",
				   signers_seen(call, OF_LOCATION THIS_ONE, OF_COMPANY THIS_ONE));
}
