// SPDX-License-Identifier: Apache-2.0
/*
 * Tokens that were seen lately, so that most requests ask the store nothing.
 *
 * A seat is believed for two seconds, then its row is read again; so a token revoked by another
 * process stops working within that time, and one revoked by this process at once.  A seat is freed
 * when the table and every call under way have let it go.
 */
#include "auth/inside.h"
#include "store/store.h"

#include <openssl/sha.h>

static const char hex[] = "0123456789abcdef";

void token_hash(struct text secret, char out[TOKEN_HASH_SIZE])
{
	unsigned char sum[SHA256_DIGEST_LENGTH];

	SHA256((const unsigned char *)secret.at, secret.size, sum);
	for (size_t i = 0; i < sizeof(sum); i++) {
		out[2 * i] = hex[sum[i] >> 4];
		out[2 * i + 1] = hex[sum[i] & 15];
	}
	out[TOKEN_HASH_SIZE - 1] = 0;
}

void seat_leave(struct seat *seat)
{
	if (atomic_fetch_sub(&seat->holders, 1) != 1)
		return;
	pthread_mutex_destroy(&seat->lock);
	arena_drop(seat->arena);
}

static struct seat **bucket_of(struct auth *auth, const char *hash)
{
	return &auth->buckets[text_hash(text_of(hash)) % AUTH_BUCKETS];
}

/* The seat as the table has it, held for the caller; NULL if it has none. */
static struct seat *seat_known(struct auth *auth, const char *hash)
{
	pthread_mutex_lock(&auth->lock);
	struct seat *seat = *bucket_of(auth, hash);

	while (seat && memcmp(seat->hash, hash, TOKEN_HASH_SIZE) != 0)
		seat = seat->next;
	if (seat)
		atomic_fetch_add(&seat->holders, 1);
	pthread_mutex_unlock(&auth->lock);
	return seat;
}

static void seat_remove(struct auth *auth, const char *hash)
{
	struct seat *gone = NULL;

	pthread_mutex_lock(&auth->lock);
	for (struct seat **at = bucket_of(auth, hash); *at; at = &(*at)->next) {
		if (memcmp((*at)->hash, hash, TOKEN_HASH_SIZE) != 0)
			continue;
		gone = *at;
		*at = gone->next;
		break;
	}
	pthread_mutex_unlock(&auth->lock);
	if (gone)
		seat_leave(gone);
}

static void seat_add(struct auth *auth, struct seat *seat)
{
	seat_remove(auth, seat->hash);
	atomic_fetch_add(&seat->holders, 1);
	pthread_mutex_lock(&auth->lock);
	struct seat **bucket = bucket_of(auth, seat->hash);
	seat->next = *bucket;
	*bucket = seat;
	pthread_mutex_unlock(&auth->lock);
}

void seats_age(struct call *call)
{
	atomic_fetch_add(&call->auth->era, 1);
}

static const struct text *scopes_read(struct arena *a, struct text list, size_t *count)
{
	const struct json *json;
	struct text why;

	*count = 0;
	if (json_read(a, list, &json, &why))
		return NULL;
	struct text *scopes = arena_take(a, sizeof(*scopes) * (json->count + 1));
	for (const struct json *v = json_first(json); v; v = json_after(json, v))
		scopes[(*count)++] = text_copy(a, json_text(v));
	return scopes;
}

static struct text column_copy(struct arena *a, struct rows *rows, const char *column)
{
	return text_copy(a, rows_text(rows, column));
}

static struct seat *seat_make(struct rows *rows, const char *hash, int64_t now_ms)
{
	struct arena *a = arena_open();
	struct seat *seat = arena_take(a, sizeof(*seat));
	bool company = text_is(rows_text(rows, "class"), "company");

	*seat = (struct seat){ .arena = a, .read_ms = now_ms, .holders = 1 };
	memcpy(seat->hash, hash, TOKEN_HASH_SIZE);
	pthread_mutex_init(&seat->lock, NULL);
	seat->who = (struct who){
		.token_id = column_copy(a, rows, "id"),
		.class = company ? TOKEN_COMPANY : TOKEN_LOCATION,
		.company_id = column_copy(a, rows, "company_id"),
		.location_id = column_copy(a, rows, "location_id"),
		.user_id = column_copy(a, rows, "account_id"),
		.rate_burst = rows_null(rows, "rate_burst") ? -1 : rows_whole(rows, "rate_burst"),
		.rate_day = rows_null(rows, "rate_day") ? -1 : rows_whole(rows, "rate_day"),
	};
	seat->who.scopes = scopes_read(a, column_copy(a, rows, "scopes"), &seat->who.scope_count);
	return seat;
}

static struct seat *seat_read(struct call *call, const char *hash)
{
	call_set_text(call, "tokenHash", text_of(hash));
	call_set_whole(call, "now", call->now_ms);
	struct rows *rows = store_ask(
		call, "SELECT id, class, company_id, location_id, account_id, scopes,"
		      " rate_burst, rate_day FROM token"
		      " WHERE hash = :tokenHash AND revoked_at IS NULL" /* whenever it was */
		      " AND (expires_at IS NULL OR expires_at > :now)");
	struct seat *seat = NULL;

	if (rows && rows_next(rows))
		seat = seat_make(rows, hash, call->now_ms);
	if (rows)
		rows_close(rows);
	return seat;
}

static bool who_same(const struct who *a, const struct who *b)
{
	if (!text_same(a->token_id, b->token_id) || a->scope_count != b->scope_count ||
	    a->rate_burst != b->rate_burst || a->rate_day != b->rate_day)
		return false;
	for (size_t i = 0; i < a->scope_count; i++)
		if (!text_same(a->scopes[i], b->scopes[i]))
			return false;
	return true;
}

/* Is it what the row says, as far as one may believe without looking? */
static bool seat_fresh(struct seat *seat, uint64_t era, int64_t now_ms)
{
	int64_t read_ms = atomic_load(&seat->read_ms);

	return atomic_load(&seat->era) == era && now_ms >= read_ms &&
	       now_ms - read_ms < AUTH_FRESH_MS;
}

struct seat *seat_find(struct call *call, struct text secret)
{
	/* Before the row is looked at: who changes it meanwhile makes it look old. */
	uint64_t era = atomic_load(&call->auth->era);
	char hash[TOKEN_HASH_SIZE];

	token_hash(secret, hash);
	struct seat *known = seat_known(call->auth, hash);
	if (known && seat_fresh(known, era, call->now_ms))
		return known;
	char *kept = text_c(call->arena, text_of(hash));
	struct seat *fresh = seat_read(call, kept);
	if (!fresh) {
		if (known)
			seat_leave(known);
		if (known && !call->err)
			seat_remove(call->auth, hash);
		return NULL;
	}
	if (known && who_same(&known->who, &fresh->who)) {
		atomic_store(&known->read_ms, call->now_ms);
		atomic_store(&known->era, era);
		seat_leave(fresh);
		return known;
	}
	if (known)
		seat_leave(known);
	atomic_store(&fresh->era, era);
	seat_add(call->auth, fresh);
	return fresh;
}
