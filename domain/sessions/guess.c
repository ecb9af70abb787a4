// SPDX-License-Identifier: Apache-2.0
/*
 * Guessing is slow: after five wrong passwords an account waits for a second, and twice as long
 * after each further one, up to a quarter of an hour; so does an address.  Nobody is locked out for
 * good, and after a day without a guess all is forgotten.
 *
 * The rows are in the store, so several processes count together.  Whose account it is does not
 * matter: one that is not there has a row, too.
 */
#include "base/secrets/digest.h"
#include "domain/sessions/inside.h"

#define WAIT_MAX_MS 900000

static void key_set(struct call *call, const char *name, const char *of, struct text what)
{
	char hash[DIGEST_SIZE];

	digest_hex(text_lower(call->arena, what), hash);
	call_set_text(call, name, text_format(call->arena, "%s:%s", of, hash));
}

/* A wait that is longer than any can be is of another clock. */
static const char count[] =
	"INSERT INTO guess (key, fails, free_at, at) VALUES (:guessKey, 1, 0, :now)"
	" ON CONFLICT (key) DO UPDATE SET at = :now,"
	" fails = CASE WHEN guess.at < CAST(:now AS BIGINT) - 86400000 THEN 1"
	"  ELSE guess.fails + 1 END,"
	" free_at = CASE WHEN guess.at < CAST(:now AS BIGINT) - 86400000 OR guess.fails < 4 THEN 0"
	"  WHEN guess.fails > 13 THEN CAST(:now AS BIGINT) + 900000"
	"  ELSE CAST(:now AS BIGINT) + (CAST(1000 AS BIGINT)"
	"   << CAST(guess.fails - 4 AS INTEGER)) END"
	" WHERE guess.free_at <= :now OR guess.free_at > CAST(:now AS BIGINT) + 900000";

static enum err count_one(struct call *call, struct text key)
{
	call_set_text(call, "guessKey", key);
	if (store_do(call, count) || call->changed)
		return call->err;
	int64_t left = store_number(call, "SELECT free_at - CAST(:now AS BIGINT) AS n FROM guess"
					  " WHERE key = :guessKey");
	long long seconds = (long long)(left + 999) / 1000;

	if (call->err)
		return call->err;
	call_reply_header(call, "Retry-After", text_format(call->arena, "%lld", seconds));
	return refuse(call, ERR_RATE_LIMITED,
		      "Too many tries: the next one is looked at in %lld seconds.", seconds);
}

enum err guess_begin(struct call *call, struct text account)
{
	key_set(call, "guessAccount", "account", account);
	key_set(call, "guessAddress", "address", auth_address(call));
	store_do(call, "DELETE FROM guess WHERE key IN (SELECT key FROM guess"
		       " WHERE at < CAST(:now AS BIGINT) - 86400000 ORDER BY at LIMIT 100)");
	enum err e = count_one(call, text_copy(call->arena, call_text(call, "guessAccount")));

	return e ? e : count_one(call, text_copy(call->arena, call_text(call, "guessAddress")));
}

void guess_right(struct call *call)
{
	store_do(call, "DELETE FROM guess WHERE key = :guessAccount");
	store_do(call, "UPDATE guess SET fails = fails - 1, free_at = 0"
		       " WHERE key = :guessAddress AND fails > 0");
}
