// SPDX-License-Identifier: Apache-2.0
/*
 * Conversations: made, read, marked as read or starred, deleted.
 */
#include "domain/conversations/inside.h"
#include "domain/objects/objects.h"

/* Without an event of its own: where nothing is different nobody is told. */
static enum err conversation_reply(struct call *call)
{
	const struct shape *shape = shape_find(call->op->gives, TEXT("conversation"))->shape;
	struct rows *rows = store_ask(call, "SELECT *, false AS deleted FROM conversation"
					    " WHERE location_id = :locationId"
					    " AND id = :conversationId");

	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	json_key(&call->out, "conversation");
	json_map(&call->out);
	if (rows_next(rows))
		rows_put(rows, shape);
	json_close(&call->out);
	rows_close(rows);
	return call->err;
}

enum err conversation_get(struct call *call)
{
	enum err e = store_reply_row(
		call, "",
		"SELECT id, location_id, contact_id, type, false AS deleted, inbox, starred,"
		" unread_count, assigned_to, last_message_number AS last_message_type,"
		" '{\"seconds\":' || (last_message_date / 1000) || ',\"nanoseconds\":'"
		" || ((last_message_date % 1000) * 1000000) || '}' AS last_message_date,"
		" message_types, date_added, date_updated FROM conversation"
		" WHERE location_id = :locationId AND id = :conversationId");

	return e == ERR_MISSING ? conversation_missing(call, call_text(call, "conversationId")) : e;
}

enum err conversation_create(struct call *call)
{
	struct text contact = call_text(call, "contactId"), id;

	store_guard(call, "conversation of", contact);
	call_set_text(call, "talkContact", contact);
	if (store_load(call, "SELECT id AS twin_id FROM conversation"
			     " WHERE location_id = :locationId AND contact_id = :talkContact")) {
		id = call_text(call, "twinId");
		return refuse_more(call, ERR_DUPLICATE,
				   text_format(call->arena,
					       "\"meta\":{\"conversationId\":\"%.*s\"}",
					       (int)id.size, id.at),
				   "Conversation already exists for this contact.");
	}
	enum err e = conversation_need(call, 1);
	return e ? e : conversation_reply(call);
}

enum err conversation_update(struct call *call)
{
	if (!conversation_hold(call))
		return conversation_missing(call, call_text(call, "conversationId"));
	int64_t unread = call_whole(call, "unreadCount", call_whole(call, "keptUnread", 0));
	bool starred = call_whole(call, "starred", call_whole(call, "keptStarred", 0)) != 0;
	enum err e = conversation_mark(call, unread, starred, true);

	return e ? e : conversation_reply(call);
}

/* It is gone for everybody at once; its messages go in parts. */
static enum err conversation_forget(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "conversationId"));

	conversation_count(call, -1);
	enum err e = store_emit_event(call, "ConversationUnreadUpdate",
				      "DELETE FROM conversation WHERE location_id = :locationId"
				      " AND id = :conversationId RETURNING *, true AS deleted");
	return e ? e : leaving_begin(call, LEAVING_CONVERSATION, TEXT(""), id);
}

enum err conversation_delete(struct call *call)
{
	if (!conversation_hold(call))
		return conversation_missing(call, call_text(call, "conversationId"));
	enum err e = conversation_forget(call);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e;
}

/* --- with its contact --- */

enum err conversation_forget_contact(struct call *call)
{
	struct text contact = text_copy(call->arena, call_text(call, "changedId"));

	store_guard(call, "contact of conversations", contact); /* those that come in just now */
	if (!store_load(call, "SELECT id AS conversation_id, assigned_to AS kept_person,"
			      " unread_count AS kept_unread, starred AS kept_starred"
			      " FROM conversation WHERE location_id = :locationId"
			      " AND contact_id = :changedId"))
		return call->err;
	return conversation_forget(call);
}

/* Whose the contact is, his the conversation is. */
enum err conversation_follow_contact(struct call *call)
{
	if (!store_load(call, "SELECT t.id AS conversation_id, t.assigned_to AS kept_person,"
			      " t.unread_count AS kept_unread, t.starred AS kept_starred,"
			      " c.assigned_to AS talk_person FROM conversation t JOIN contact c"
			      " ON c.id = t.contact_id AND c.location_id = :locationId"
			      " WHERE t.location_id = :locationId AND t.contact_id = :changedId"
			      " AND coalesce(t.assigned_to, '') <> coalesce(c.assigned_to, '')"))
		return call->err;
	conversation_count(call, -1);
	call_set(call, "keptPerson", *call_value(call, "talkPerson"));
	conversation_count(call, 1);
	return store_do(call, "UPDATE conversation SET assigned_to = :talkPerson,"
			      " date_updated = :now WHERE location_id = :locationId"
			      " AND id = :conversationId");
}

/* --- what happens elsewhere with its contact --- */

static enum err activity_keep(struct call *call, const char *channel)
{
	struct message m = { .channel = channel_find(text_of(channel)),
			     .status = TEXT("delivered"),
			     .body = text_copy(call->arena, call_text(call, "noted")),
			     .at_ms = call->now_ms,
			     .activity = true };
	enum err e = conversation_need(call, m.channel->conversation);

	return e ? e : message_keep(call, &m);
}

enum err conversation_note_appointment(struct call *call)
{
	if (!store_load(call, "SELECT a.contact_id AS talk_contact, a.title AS noted"
			      " FROM appointment a JOIN contact c ON c.id = a.contact_id"
			      " AND c.location_id = :locationId"
			      " WHERE a.id = :changedId AND a.location_id = :locationId"))
		return call->err;
	return activity_keep(call, "Appointment");
}

enum err conversation_note_opportunity(struct call *call)
{
	if (!store_load(call, "SELECT contact_id AS talk_contact, name AS noted"
			      " FROM opportunity WHERE location_id = :locationId"
			      " AND id = :changedId"))
		return call->err;
	return activity_keep(call, "Opportunity");
}
