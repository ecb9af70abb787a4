// SPDX-License-Identifier: Apache-2.0
/*
 * To whom a notification goes: addresses for an e-mail, users for a notice inside the application.
 *
 * There are no guests on this wire, and telephones get nothing here; whoever is named beside them
 * does.
 */
#include "domain/reminders/inside.h"

#include "base/json/texts.h"

static void add(struct recipients *r, const struct recipient *one)
{
	if (r->count == RECEIVERS_MAX || !(one->address.size + one->user.size))
		return;
	for (size_t i = 0; i < r->count; i++)
		if (text_alike(r->at[i].address, one->address) &&
		    (one->address.size || text_same(r->at[i].user, one->user)))
			return;
	r->at[r->count++] = *one;
}

static void address_add(struct call *call, struct recipients *r, struct text address, bool contact)
{
	add(r, &(struct recipient){ .address = text_copy(call->arena, text_trim(address)),
				    .contact = contact });
}

/* A user by the values that the caller has of them. */
static void user_add(struct call *call, struct recipients *r, const struct notice *n,
		     const struct recipient *user)
{
	struct text address = text_copy(call->arena, text_trim(user->address));

	if (n->in_app || address.size)
		add(r, &(struct recipient){ .user = text_copy(call->arena, user->user),
					    .address = n->in_app ? TEXT("") : address });
}

static void users_add(struct call *call, struct recipients *r, const struct notice *n)
{
	call_set_text(call, "chosenUsers", n->users);
	struct rows *rows = store_ask(
		call, "SELECT account.id, account.email FROM account"
		      " JOIN location ON location.id = :locationId"
		      " WHERE account.company_id = location.company_id AND NOT account.deleted"
		      " AND (account.type = 'agency' OR EXISTS (SELECT 1 FROM account_location al"
		      " WHERE al.account_id = account.id AND al.location_id = location.id))"
		      " AND (account.id IN (SELECT one.value FROM json_each(:chosenUsers) AS one)"
		      " OR (account.type = 'account' AND account.role = 'admin' AND EXISTS"
		      " (SELECT 1 FROM json_each(:chosenUsers) AS one"
		      " WHERE one.value = 'sub_account_admin'))) ORDER BY account.id");

	while (rows_next(rows))
		user_add(call, r, n,
			 &(struct recipient){ .user = rows_text(rows, "id"),
					      .address = rows_text(rows, "email") });
	rows_close(rows);
}

static void addresses_find(struct call *call, const struct notice *n, struct recipients *r)
{
	size_t count = 0;
	struct text *emails = texts_read(call->arena, n->emails, &count);

	if (text_is(n->recipient, "contact"))
		address_add(call, r, call_text(call, "contactEmail"), true);
	if (text_is(n->recipient, "business"))
		address_add(call, r, call_text(call, "locationEmail"), false);
	for (size_t i = 0; i < count; i++)
		address_add(call, r, emails[i], false);
}

void recipients_find(struct call *call, const struct notice *n, struct recipients *r)
{
	r->count = 0;
	if (text_is(n->recipient, "assignedUser"))
		user_add(call, r, n,
			 &(struct recipient){ .user = call_text(call, "noticeUser"),
					      .address = call_text(call, "userEmail") });
	if (!n->in_app)
		addresses_find(call, n, r);
	if (n->users.size > 2) /* not [] */
		users_add(call, r, n);
}

/* What waits to be said to a user who leaves is not said. */
enum err messages_leave_user(struct call *call)
{
	int64_t part = call_whole(call, "leavingPart", 0);
	enum err e = mail_withdraw_user(call, call_text(call, "leavingThing"), part);

	call_set_flag(call, "leavingMore", call->changed == (size_t)part);
	return e;
}
