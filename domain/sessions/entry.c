// SPDX-License-Identifier: Apache-2.0
/*
 * Links that let somebody in once: the first one of the owner, and invitations.
 *
 * A code is 128 random bits, kept as SHA-256.  It travels behind the # of a link, so that no log
 * and no other site has it, and comes back in the body of one request.  With it somebody chooses a
 * password; that is all that the kinds have in common, and nearly all that there is.
 */
#include "base/secrets/digest.h"
#include "base/secrets/password.h"
#include "domain/companies/companies.h"
#include "domain/sessions/inside.h"
#include "integration/connections/connections.h"
#include "platform/invoke/invoke.h"

static const struct {
	struct text word;
	int64_t days;
} entries[] = {
#define X(name, word, days) { { word, sizeof(word) - 1 }, days },
	ENTRY_TABLE(X)
#undef X
};

enum err entry_make(struct call *call, enum entry entry, struct text account_id,
		    char out[ENTRY_CODE_SIZE])
{
	char hash[DIGEST_SIZE];

	random_hex(out, (ENTRY_CODE_SIZE - 1) / 2);
	digest_hex(text_of(out), hash);
	call_set_text(call, "entryHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "entryKind", entries[entry].word);
	call_set_text(call, "entryAccount", account_id);
	call_set_whole(call, "entryExpires", call->now_ms + entries[entry].days * DAY_MS);
	store_do(call, "DELETE FROM entry_code WHERE account_id = :entryAccount");
	store_do(call, "DELETE FROM entry_code WHERE hash IN (SELECT hash FROM entry_code"
		       " WHERE expires_at <= :now ORDER BY expires_at LIMIT 100)");
	return store_do(call, "INSERT INTO entry_code (hash, kind, account_id, expires_at)"
			      " VALUES (:entryHash, :entryKind, :entryAccount, :entryExpires)");
}

struct text entry_link(struct arena *a, struct text here, enum entry entry, struct text code)
{
	return text_format(a, "%.*s/console/#%.*s=%.*s", (int)here.size, here.at,
			   (int)entries[entry].word.size, entries[entry].word.at, (int)code.size,
			   code.at);
}

/* --- somebody comes with a code --- */

struct entering {
	enum entry entry;
	struct text account, hash;
	enum err (*more)(struct call *call); /* what else is done with it, or NULL */
};

static enum err code_wrong(struct call *call)
{
	return call->err ? call->err
			 : refuse(call, ERR_BAD,
				  "This link was used, or is too old: ask for another one.");
}

static enum err entered(struct call *call)
{
	struct entering *n = call->job;

	call_set_text(call, "entryKind", entries[n->entry].word);
	store_do(call, "DELETE FROM entry_code WHERE hash = :entryHash AND kind = :entryKind"
		       " AND expires_at > :now");
	if (call->err || !call->changed)
		return code_wrong(call);
	guess_right(call);
	enum err e = account_password(call, n->account, n->hash);
	if (!e && call_text(call, "name").size)
		e = account_name(call, n->account, call_text(call, "name"));
	if (!e && n->more)
		e = n->more(call);
	if (!e)
		e = auth_sessions_end(call, n->account, TEXT(""));
	return e ? e : session_begin(call, n->account);
}

static enum err entry_hashed(struct call *call)
{
	struct entering *n = call->job;

	n->hash = password_hash(call->arena, call_text(call, "password"));
	if (!n->hash.size)
		return refuse(call, ERR_UNAVAILABLE,
			      "There is no memory for hashing a password now.");
	return blocking_pool_perform(call, entered);
}

static enum err entry_begin(struct call *call, enum entry entry, enum err (*more)(struct call *))
{
	struct entering *n = arena_take(call->arena, sizeof(*n));
	char hash[DIGEST_SIZE];

	digest_hex(text_trim(call_text(call, "code")), hash);
	call_set_text(call, "entryHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "entryKind", entries[entry].word);
	if (auth_way_need(call) || auth_pages_need(call, true) || guess_begin(call, text_of(hash)))
		return call->err;
	if (!store_load(call, "SELECT e.account_id AS entry_account FROM entry_code e"
			      " JOIN account a ON a.id = e.account_id AND NOT a.deleted"
			      " WHERE e.hash = :entryHash AND e.kind = :entryKind"
			      " AND e.expires_at > :now"))
		return code_wrong(call);
	*n = (struct entering){ .entry = entry,
				.more = more,
				.account = text_copy(call->arena,
						     call_text(call, "entryAccount")) };
	session_go_on(call, entry_hashed, n);
	return call->err;
}

enum err entry_accept(struct call *call)
{
	return entry_begin(call, ENTRY_INVITE, NULL);
}

/* --- the first one: the owner says who he is, and what his place is called --- */

/* Asks in the name of the company, for what is about to belong to whoever asks. */
static enum err invoke_as_company(struct call *call, const char *op, struct text input)
{
	static const struct text every = TEXT("*");
	struct caller company = { .token_id = TEXT("first"),
				  .class = TOKEN_COMPANY,
				  .company_id = call_text(call, "entryCompany"),
				  .scopes = &every,
				  .scope_count = 1 };
	const struct caller *before = call->caller;
	const struct json *reply;

	call->caller = &company;
	enum err e = invoke(call, op, input, &reply);
	call->caller = before;
	return e;
}

static enum err place_named(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);
	static const char *const names[][2] = { { "placeName", "name" }, { "zone", "timezone" } };

	if (!store_load(call, "SELECT p.company_id AS entry_company,"
			      " (SELECT min(location_id) FROM account_location h"
			      "  WHERE h.account_id = p.id) AS entry_place"
			      " FROM account p WHERE p.id = :entryAccount") ||
	    !call_text(call, "entryPlace").size)
		return call->err;
	json_map(&o);
	json_key(&o, "companyId");
	json_put_text(&o, call_text(call, "entryCompany"));
	json_key(&o, "locationId");
	json_put_text(&o, call_text(call, "entryPlace"));
	for (size_t i = 0; i < 2; i++)
		if (call_text(call, names[i][0]).size) {
			json_key(&o, names[i][1]);
			json_put_text(&o, call_text(call, names[i][0]));
		}
	json_close(&o);
	return invoke_as_company(call, "update-location", buffer_text(&b));
}

static enum err owner_named(struct call *call)
{
	enum err e = ERR_OK;

	if (call_text(call, "email").size)
		e = account_email(call, call_text(call, "entryAccount"), call_text(call, "email"));
	if (!e && (call_text(call, "placeName").size || call_text(call, "zone").size))
		e = place_named(call);
	return e;
}

enum err entry_first(struct call *call)
{
	return entry_begin(call, ENTRY_FIRST, owner_named);
}
