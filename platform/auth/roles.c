// SPDX-License-Identifier: Apache-2.0
/*
 * What the roles of people let them do: one rank for each role, and the least rank for each scope.
 */
#include "platform/auth/inside.h"
#include "platform/store/store.h"

int role_rank(struct text role)
{
	static const struct {
		struct text name;
		int rank;
	} ranks[] = {
#define X(name, rank) { { name, sizeof(name) - 1 }, rank },
		ROLE_TABLE(X)
#undef X
	};

	for (size_t i = 0; i < sizeof(ranks) / sizeof(*ranks); i++)
		if (text_same(ranks[i].name, role))
			return ranks[i].rank;
	return 0;
}

/* As LIKE does, of a pattern with % at an end. */
static bool scope_like(struct text scope, struct text pattern)
{
	if (text_is(pattern, "%"))
		return true;
	if (pattern.at[0] == '%')
		return text_ends(scope, pattern.at + 1);
	if (pattern.at[pattern.size - 1] != '%')
		return text_same(scope, pattern);
	pattern.size--;
	return scope.size >= pattern.size &&
	       text_same((struct text){ scope.at, pattern.size }, pattern);
}

int role_rank_needed(struct text scope)
{
	static const struct {
		struct text pattern;
		int rank;
	} rules[] = {
#define X(pattern, rank, with) { { pattern, sizeof(pattern) - 1 }, rank },
		ROLE_RULE_TABLE(X, )
#undef X
	};
	size_t i = 0;

	while (!scope_like(scope, rules[i].pattern))
		i++;
	return rules[i].rank;
}

static bool asked_by_person(const struct call *call)
{
	return call->caller && call->caller->session_id.size;
}

enum err auth_rank_need(struct call *call, struct text user_id)
{
	if (!asked_by_person(call))
		return ERR_OK;
	call_set_text(call, "rankOf", user_id);
	int64_t rank = store_number(call, "SELECT " PERSON_RANK " AS n FROM account p"
					  " LEFT JOIN person_role k ON k.account_id = p.id"
					  " WHERE p.id = :rankOf");

	if (rank <= role_rank(call->caller->role))
		return call->err;
	return refuse(call, ERR_FORBIDDEN,
		      "Your role is %.*s: it does not reach somebody who may more.",
		      (int)call->caller->role.size, call->caller->role.at);
}

bool auth_is_owner(const struct call *call)
{
	const struct caller *caller = call->caller;

	return caller && auth_holds(caller, TEXT("*")) &&
	       (caller->class == TOKEN_COMPANY || text_is(caller->role, "owner"));
}

enum err auth_role_give(struct call *call, struct text role)
{
	if (text_is(role, "owner")
		    ? auth_is_owner(call)
		    : !asked_by_person(call) || role_rank(role) <= role_rank(call->caller->role))
		return ERR_OK;
	return refuse(call, ERR_FORBIDDEN, "Nobody can make an %.*s who is none himself.",
		      (int)role.size, role.at);
}

enum err auth_role_set(struct call *call, struct text account_id, struct text role)
{
	call_set_text(call, "roleOf", account_id);
	call_set_text(call, "roleNow", role);
	auth_users_changed(call);
	return store_do(call, "INSERT INTO person_role (account_id, role)"
			      " VALUES (:roleOf, :roleNow)"
			      " ON CONFLICT (account_id) DO UPDATE SET role = excluded.role");
}
