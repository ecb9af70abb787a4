// SPDX-License-Identifier: Apache-2.0
/*
 * Idempotency-Key: a write that is sent again gets the reply of the first time.
 *
 * The reply is kept in the transaction of the write, under the token and the key, with a hash of
 * what was asked, for seven days.  A write that was refused keeps nothing: it may be corrected and
 * sent again.  Costs nothing when the header is not there.  A secret in the reply is shown the
 * first time only: it is not kept, and the replay says so.
 */
#include "platform/store/inside.h"

#define KEPT_MS ((int64_t)7 * 24 * 60 * 60 * 1000)
#define KEY_MAX 255

static const char key_header[] = "Idempotency-Key";

/* It is for a whole call, not for a part of one; and what signs people in is never kept, not even
 * as the hash of what was sent, for a password is in it. */
static struct text key_sent(const struct call *call)
{
	const struct op *op = call->op;
	bool signs_in = op->takes_secret && (op->token == TOKEN_NONE || op->token == TOKEN_PERSON);

	return call->part || signs_in ? (struct text){ 0 } : call_header(call, key_header);
}

static void request_hash(const struct call *call, char out[SUM_SIZE])
{
	const struct text parts[] = { call->method, call->path, call->query, call->body };

	store_sum(parts, sizeof(parts) / sizeof(parts[0]), out);
}

/* The stored members go into the reply object that is open. */
static bool reply_restore(struct call *call, struct text body)
{
	const struct json *map;
	struct text why;
	struct text whole = text_format(call->arena, "%.*s}", (int)body.size, body.at);

	if (json_read(call->arena, whole, &map, &why))
		return false;
	for (const struct json *at = json_first(map); at; at = json_after(map, at)) {
		json_key_text(&call->out, at->text);
		at = json_after(map, at);
		json_put(&call->out, at);
	}
	return true;
}

static void replay(struct call *call, struct rows *r)
{
	struct text body = text_copy(call->arena, rows_text(r, "body"));
	struct text type = text_copy(call->arena, rows_text(r, "content_type"));
	struct text trace = rows_text(r, "trace");

	call->status = (int)rows_whole(r, "status");
	snprintf(call->trace, sizeof(call->trace), "%.*s", (int)trace.size, trace.at);
	if (type.size) {
		call->content_type = type;
		call->buffer.size = 0;
		buffer_add(&call->buffer, body);
	} else if (!reply_restore(call, body)) {
		store_refuse(call, OUTCOME_BROKEN);
		return;
	}
	call_reply_header(call, "Idempotency-Replayed", TEXT("true"));
}

/* The first four of `own`. */
static void values_set(struct call *call, struct named *own, char hash[SUM_SIZE])
{
	struct value token = *call_value(call, "callerToken");

	request_hash(call, hash);
	if (token.type != VALUE_TEXT)
		token = (struct value){ .type = VALUE_TEXT, .text = TEXT("") };
	own[0] = (struct named){ "replyToken", token };
	own[1] = (struct named){ "replyKey", { .type = VALUE_TEXT, .text = key_sent(call) } };
	own[2] = (struct named){ "replyHash", { .type = VALUE_TEXT, .text = text_of(hash) } };
	own[3] = (struct named){ "replyOld",
				 { .type = VALUE_WHOLE, .whole = store_seen_ms(call) - KEPT_MS } };
}

/* One at a time: who comes while the first is still being performed is told so. */
static bool in_progress(struct call *call, const struct named own[4])
{
	struct store_connection *l = call->connection;

	if (!store_connection_need(l, call))
		return true;
	struct text lock = text_format(call->arena, "reply:%.*s:%.*s", (int)own[0].value.text.size,
				       own[0].value.text.at, (int)own[1].value.text.size,
				       own[1].value.text.at);
	enum db_status o = l->driver->guard(l->db, lock, GUARD_TRIES);
	if (o == OUTCOME_BUSY)
		refuse(call, ERR_CONFLICT,
		       "a request with this Idempotency-Key is still being performed");
	else if (o != OUTCOME_DONE)
		store_refuse(call, o);
	return o != OUTCOME_DONE;
}

bool idempotency_meet(struct call *call)
{
	struct text key = key_sent(call);
	struct store_connection *l = call->connection;
	struct named own[4];
	char hash[SUM_SIZE];
	bool met = false;

	if (!key.size)
		return false;
	if (key.size > KEY_MAX || !text_utf8(key)) {
		refuse(call, ERR_BAD, "Idempotency-Key must be at most %d bytes of text", KEY_MAX);
		return true;
	}
	values_set(call, own, hash);
	if (in_progress(call, own))
		return true;
	l->own = own;
	l->own_count = 4;
	struct rows *r = store_ask(call, "SELECT hash, status, content_type, body, trace FROM reply"
					 " WHERE token = :replyToken AND key = :replyKey"
					 " AND at > :replyOld");
	l->own_count = 0;
	if (rows_next(r)) {
		met = true;
		if (text_is(rows_text(r, "hash"), hash))
			replay(call, r);
		else
			refuse(call, ERR_INVALID,
			       "this Idempotency-Key was used for another request");
	}
	rows_close(r);
	return met || call->err;
}

/* The members of the reply, which is still open, without its secrets. */
static struct text reply_kept(struct call *call)
{
	struct text body = buffer_text(&call->buffer);

	if (call->content_type.size || !call->op->gives_secret)
		return body;
	body = catalogue_told(call->arena, call->op,
			      text_format(call->arena, "%.*s}", (int)body.size, body.at));
	body.size--;
	return body;
}

void idempotency_keep(struct call *call)
{
	struct named own[9];
	char hash[SUM_SIZE];
	int status = call->status ? call->status : call->op->status;

	if (!key_sent(call).size)
		return;
	values_set(call, own, hash);
	own[4] = (struct named){ "replyStatus", { .type = VALUE_WHOLE, .whole = status } };
	own[5] = (struct named){ "replyType", { .type = VALUE_TEXT, .text = call->content_type } };
	own[6] = (struct named){ "replyBody", { .type = VALUE_TEXT, .text = reply_kept(call) } };
	own[7] = (struct named){ "replyTrace",
				 { .type = VALUE_TEXT, .text = text_of(call->trace) } };
	own[8] = (struct named){ "replyAt", { .type = VALUE_WHOLE, .whole = call->now_ms } };
	/* A few of the old ones go with each new one; the same key may be among them.  Two
	 * statements: PostgreSQL uses no index for an OR of two. */
	statement_run(call, "DELETE FROM reply WHERE token = :replyToken AND key = :replyKey", own,
		      9);
	statement_run(call,
		      "DELETE FROM reply WHERE (token, key) IN (SELECT token, key FROM reply"
		      " WHERE at < :replyOld ORDER BY at LIMIT 8)",
		      own, 9);
	statement_run(call,
		      "INSERT INTO reply (token, key, hash, status, content_type, body, trace, at)"
		      " VALUES (:replyToken, :replyKey, :replyHash, :replyStatus, :replyType,"
		      " :replyBody, :replyTrace, :replyAt)",
		      own, 9);
}
