// SPDX-License-Identifier: Apache-2.0
/*
 * Tokens, and sessions of people, that were seen lately, so that most requests ask the store
 * nothing.
 *
 * A seat is believed for two seconds, then its row is read again; so a token revoked by another
 * process stops working within that time, and one revoked by this process at once.  A seat is freed
 * when the table and every call under way have let it go.
 */
#include "platform/auth/inside.h"
#include "platform/store/store.h"

void cached_token_leave(struct cached_token *cached_token)
{
	if (atomic_fetch_sub(&cached_token->holders, 1) != 1)
		return;
	pthread_mutex_destroy(&cached_token->lock);
	arena_drop(cached_token->arena);
}

static struct cached_token **bucket_of(struct auth *auth, const char *hash)
{
	return &auth->buckets[text_hash(text_of(hash)) % AUTH_BUCKETS];
}

/* The seat as the table has it, held for the caller; NULL if it has none. */
static struct cached_token *cached_token_known(struct auth *auth, const char *hash)
{
	pthread_mutex_lock(&auth->lock);
	struct cached_token *cached_token = *bucket_of(auth, hash);

	while (cached_token && memcmp(cached_token->hash, hash, DIGEST_SIZE) != 0)
		cached_token = cached_token->next;
	if (cached_token)
		atomic_fetch_add(&cached_token->holders, 1);
	pthread_mutex_unlock(&auth->lock);
	return cached_token;
}

static void cached_token_remove(struct auth *auth, const char *hash)
{
	struct cached_token *gone = NULL;

	pthread_mutex_lock(&auth->lock);
	for (struct cached_token **at = bucket_of(auth, hash); *at; at = &(*at)->next) {
		if (memcmp((*at)->hash, hash, DIGEST_SIZE) != 0)
			continue;
		gone = *at;
		*at = gone->next;
		break;
	}
	pthread_mutex_unlock(&auth->lock);
	if (gone)
		cached_token_leave(gone);
}

static bool has_ended(const struct cached_token *seat, int64_t now_ms)
{
	int64_t ends_ms = atomic_load(&seat->ends_ms);

	return ends_ms && ends_ms <= now_ms;
}

/* What has ended in this bucket goes; under lock. */
static void bucket_tidy(struct cached_token **at, int64_t now_ms)
{
	while (*at) {
		struct cached_token *one = *at;

		if (!has_ended(one, now_ms)) {
			at = &one->next;
			continue;
		}
		*at = one->next;
		cached_token_leave(one);
	}
}

static void cached_token_add(struct auth *auth, struct cached_token *cached_token)
{
	cached_token_remove(auth, cached_token->hash);
	atomic_fetch_add(&cached_token->holders, 1);
	pthread_mutex_lock(&auth->lock);
	struct cached_token **bucket = bucket_of(auth, cached_token->hash);
	bucket_tidy(bucket, atomic_load(&cached_token->read_ms));
	cached_token->next = *bucket;
	*bucket = cached_token;
	pthread_mutex_unlock(&auth->lock);
}

void cached_tokens_age(struct call *call)
{
	atomic_fetch_add(&call->app->auth->era, 1);
}

const struct text *scopes_read(struct arena *a, struct text list, size_t *count)
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

struct cached_token *seat_new(struct arena *a, const char *hash, int64_t now_ms)
{
	struct cached_token *seat = arena_take(a, sizeof(*seat));

	*seat = (struct cached_token){ .arena = a, .read_ms = now_ms, .holders = 1 };
	memcpy(seat->hash, hash, DIGEST_SIZE);
	pthread_mutex_init(&seat->lock, NULL);
	return seat;
}

static struct cached_token *cached_token_make(struct rows *rows, const char *hash, int64_t now_ms)
{
	struct arena *a = arena_open();
	struct cached_token *cached_token = seat_new(a, hash, now_ms);
	bool company = text_is(rows_text(rows, "class"), "company");

	cached_token->caller = (struct caller){
		.token_id = column_copy(a, rows, "id"),
		.class = company ? TOKEN_COMPANY : TOKEN_LOCATION,
		.company_id = column_copy(a, rows, "company_id"),
		.location_id = column_copy(a, rows, "location_id"),
		.user_id = column_copy(a, rows, "account_id"),
		.rate_burst = rows_null(rows, "rate_burst") ? -1 : rows_whole(rows, "rate_burst"),
		.rate_day = rows_null(rows, "rate_day") ? -1 : rows_whole(rows, "rate_day"),
	};
	cached_token->ends_ms = rows_null(rows, "expires_at") ? 0 : rows_whole(rows, "expires_at");
	cached_token->used_ms = rows_null(rows, "used_at") ? 0 : rows_whole(rows, "used_at");
	cached_token->caller.scopes = scopes_read(a, column_copy(a, rows, "scopes"),
						  &cached_token->caller.scope_count);
	return cached_token;
}

static struct cached_token *cached_token_read(struct call *call, const char *hash)
{
	call_set_text(call, "tokenHash", text_of(hash));
	call_set_whole(call, "now", call->now_ms);
	struct rows *rows = store_ask(
		call, "SELECT id, class, company_id, location_id, account_id, scopes,"
		      " rate_burst, rate_day, expires_at, used_at FROM token"
		      " WHERE hash = :tokenHash AND revoked_at IS NULL" /* whenever it was */
		      " AND (expires_at IS NULL OR expires_at > :now)");
	struct cached_token *cached_token = NULL;

	if (rows && rows_next(rows))
		cached_token = cached_token_make(rows, hash, call->now_ms);
	if (rows)
		rows_close(rows);
	return cached_token;
}

static bool who_same(const struct caller *a, const struct caller *b)
{
	if (!text_same(a->token_id, b->token_id) || a->scope_count != b->scope_count ||
	    a->rate_burst != b->rate_burst || a->rate_day != b->rate_day || a->class != b->class ||
	    a->proved_ms != b->proved_ms || !text_same(a->role, b->role))
		return false;
	for (size_t i = 0; i < a->scope_count; i++)
		if (!text_same(a->scopes[i], b->scopes[i]))
			return false;
	return true;
}

/* Is it what the row says, as far as one may believe without looking? */
static bool cached_token_fresh(struct cached_token *cached_token, uint64_t era, int64_t now_ms)
{
	int64_t read_ms = atomic_load(&cached_token->read_ms);

	return atomic_load(&cached_token->era) == era && now_ms >= read_ms &&
	       now_ms - read_ms < AUTH_FRESH_MS && !has_ended(cached_token, now_ms);
}

struct cached_token *cached_token_find(struct call *call, struct text secret)
{
	const struct seat_ask ask = { .read = text_starts(secret, "pit-") ? cached_token_read
									  : jwt_seat_read };
	char hash[DIGEST_SIZE];

	digest_hex(secret, hash);
	call_set_text(call, "jwtSent", secret);
	return seat_find(call, hash, &ask);
}

struct cached_token *seat_find(struct call *call, const char *hash, const struct seat_ask *ask)
{
	/* Before the row is looked at: who changes it meanwhile makes it look old. */
	uint64_t era = atomic_load(&call->app->auth->era);
	struct cached_token *known = cached_token_known(call->app->auth, hash);

	if (known && !ask->anew && cached_token_fresh(known, era, call->now_ms))
		return known;
	char *kept = text_c(call->arena, text_of(hash));
	struct cached_token *fresh = ask->read(call, kept);
	if (!fresh) {
		if (known)
			cached_token_leave(known);
		if (known && !call->err)
			cached_token_remove(call->app->auth, hash);
		return NULL;
	}
	if (known && who_same(&known->caller, &fresh->caller)) {
		atomic_store(&known->read_ms, call->now_ms);
		atomic_store(&known->era, era);
		atomic_store(&known->ends_ms, atomic_load(&fresh->ends_ms));
		cached_token_leave(fresh);
		return known;
	}
	if (known)
		cached_token_leave(known);
	atomic_store(&fresh->era, era);
	cached_token_add(call->app->auth, fresh);
	return fresh;
}
