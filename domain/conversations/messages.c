// SPDX-License-Identifier: Apache-2.0
/*
 * Messages, as they are read: one, those of a conversation, and the e-mails of a thread.
 */
#include "domain/conversations/messages.h"
#include "platform/live/live.h"

enum err message_get(struct call *call)
{
	enum err e = store_reply_row(call, "message",
				     MESSAGE_SHOWN " WHERE m.location_id = :locationId"
						   " AND m.id = :id" MESSAGE_STANDS);

	return e == ERR_MISSING ? message_missing(call, call_text(call, "id")) : e;
}

enum err email_get(struct call *call)
{
	enum err e = store_reply_row(
		call, "",
		"SELECT e.id, e.alt_id, e.message_id AS thread_id, m.location_id, m.contact_id,"
		" m.conversation_id, e.date_added, e.subject, e.body, e.direction, e.status,"
		" e.content_type, e.attachments, e.from_address AS \"from\","
		" e.to_addresses AS \"to\", e.cc_addresses AS cc, e.bcc_addresses AS bcc,"
		" e.answers AS reply_to_message_id, e.source, e.error, e.automatic,"
		" e.provider_id AS conversation_provider_id,"
		" CASE WHEN e.outgoing_id IS NULL THEN NULL ELSE 'smtp' END AS provider"
		" FROM email e JOIN message m ON m.location_id = :locationId"
		" AND m.id = e.message_id"
		" WHERE e.location_id = :locationId AND e.id = :id" MESSAGE_STANDS);

	return e == ERR_MISSING ? message_missing(call, call_text(call, "id")) : e;
}

/* --- of a conversation --- */

/* Behind that one, or from the newest on. */
static enum err cursor_take(struct call *call)
{
	struct text last = call_text(call, "lastMessageId");

	call_set_flag(call, "behind", last.size > 0);
	call_set_whole(call, "behindDate", 0);
	if (!last.size)
		return call->err;
	if (!store_load(call, "SELECT date_added AS behind_date FROM message"
			      " WHERE location_id = :locationId AND id = :lastMessageId"
			      " AND conversation_id = :conversationId"))
		return message_missing(call, last);
	return call->err;
}

static struct text page_sql(struct call *call)
{
	struct buffer sql = buffer_open(call->arena, 4096);

	buffer_add(&sql, TEXT(MESSAGE_SHOWN " WHERE m.location_id = :locationId"
					    " AND m.conversation_id = :conversationId"));
	if (call_text(call, "type").size)
		buffer_add(&sql, TEXT(" /* grows: passes other kinds */ AND m.message_type IN"
				      " (SELECT value FROM json_each(:type))"));
	if (call_whole(call, "behind", 0))
		buffer_add(&sql, TEXT(" AND (m.date_added, m.id) < (:behindDate, :lastMessageId)"));
	buffer_add(&sql, TEXT(" ORDER BY m.date_added DESC, m.id DESC LIMIT :fetch"));
	return buffer_text(&sql);
}

enum err message_list(struct call *call)
{
	const struct shape *page = shape_find(call->op->gives, TEXT("messages"))->shape;
	const struct shape *item = shape_find(page, TEXT("messages"))->shape;
	int64_t limit = call_whole(call, "limit", 20), count = 0;
	struct text last = { 0 };

	if (!store_has(call, "SELECT 1 FROM conversation WHERE location_id = :locationId"
			     " AND id = :conversationId"))
		return conversation_missing(call, call_text(call, "conversationId"));
	if (cursor_take(call))
		return call->err;
	call_set_whole(call, "fetch", limit + 1);
	json_key(&call->out, "messages");
	json_map(&call->out);
	json_key(&call->out, "messages");
	json_list(&call->out);
	struct rows *rows = store_ask_made(call, page_sql(call));
	while (count < limit && rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, item);
		json_close(&call->out);
		last = text_copy(call->arena, rows_text(rows, "id"));
		count++;
	}
	bool more = count == limit && rows_next(rows);
	rows_close(rows);
	json_close(&call->out);
	json_key(&call->out, "lastMessageId");
	if (last.size)
		json_put_text(&call->out, last);
	else
		json_put_null(&call->out);
	json_key(&call->out, "nextPage");
	json_put_flag(&call->out, more);
	json_close(&call->out);
	return call->err;
}

/* --- typing --- */

/* Who listens to events hears it pass. */
static void typing_pass(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "type");
	json_put_c(&o, "typing");
	json_key(&o, "locationId");
	json_put_text(&o, call_text(call, "locationId"));
	json_key(&o, "conversationId");
	json_put_text(&o, call_text(call, "conversationId"));
	json_key(&o, "isTyping");
	json_put_flag(&o, call_whole(call, "isTyping", 0));
	json_close(&o);
	live_pass(call->app->live, call_text(call, "companyId"), call_text(call, "locationId"),
		  "typing", buffer_text(&b));
}

enum err typing_tell(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM conversation WHERE location_id = :locationId"
			     " AND id = :conversationId"))
		return conversation_missing(call, call_text(call, "conversationId"));
	call->settled = typing_pass;
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return call->err;
}
