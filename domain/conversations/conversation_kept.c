// SPDX-License-Identifier: Apache-2.0
/*
 * A conversation as it is kept: made when it is needed, held while something comes into it, counted
 * by whose it is, whether something is unread and whether it is starred.
 */
#include "base/secrets/id.h"
#include "domain/conversations/inside.h"

enum err conversation_missing(struct call *call, struct text id)
{
	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Conversation with id %.*s not found",
				  (int)id.size, id.at);
}

/* --- counters --- */

static void count_one(struct call *call, struct text person, bool unread, bool starred, int by)
{
	struct text what = text_format(call->arena, "conversation:%.*s:%d:%d", (int)person.size,
				       person.at, unread, starred);

	store_count(call, text_c(call->arena, what), by);
}

void conversation_count(struct call *call, int by)
{
	count_one(call, call_text(call, "keptPerson"), call_whole(call, "keptUnread", 0) > 0,
		  call_whole(call, "keptStarred", 0) != 0, by);
}

/* --- held --- */

#define KEPT                                                                                       \
	"SELECT id AS conversation_id, contact_id AS talk_contact, assigned_to AS kept_person,"    \
	" unread_count AS kept_unread, starred AS kept_starred, message_types AS kept_types,"      \
	" last_message_date AS kept_date FROM conversation WHERE location_id = :locationId"

/* What was held before, of another or of this, is not what is kept now. */
static void kept_forget(struct call *call)
{
	static const char *const names[] = { "keptPerson", "keptUnread", "keptStarred",
					     "keptTypes",  "keptDate",	 NULL };

	for (const char *const *name = names; *name; name++)
		call_set(call, *name, (struct value){ .type = VALUE_ABSENT });
}

bool conversation_hold(struct call *call)
{
	kept_forget(call);
	return store_select_for_update(call, KEPT " AND id = :conversationId");
}

static bool hold_of_contact(struct call *call)
{
	kept_forget(call);
	call_set(call, "conversationId", (struct value){ .type = VALUE_ABSENT });
	return store_select_for_update(call, KEPT " AND contact_id = :talkContact");
}

/* Whose contact has gone is not made any more: who deletes one guards it. */
enum err conversation_need(struct call *call, int number)
{
	struct text contact = text_copy(call->arena, call_text(call, "talkContact"));
	char id[ID_SIZE];

	store_share(call, "contact of conversations", contact);
	store_guard(call, "conversation of", contact);
	if (hold_of_contact(call) || call->err)
		return call->err;
	id_new(call->now_ms, id);
	call_set_text(call, "conversationId", text_copy(call->arena, text_of(id)));
	call_set_whole(call, "talkNumber", number);
	enum err e = store_do(call, "INSERT INTO conversation (location_id, id, contact_id, type,"
				    " assigned_to, last_message_type, last_message_number,"
				    " last_message_date, date_added, date_updated)"
				    " SELECT :locationId, :conversationId, c.id,"
				    " CAST(:talkNumber AS BIGINT), c.assigned_to, 'TYPE_NO_SHOW',"
				    " 100, CAST(:now AS BIGINT), CAST(:now AS BIGINT),"
				    " CAST(:now AS BIGINT) FROM contact c"
				    " WHERE c.location_id = :locationId AND c.id = :talkContact");
	if (!e && !call->changed)
		return refuse(call, ERR_BAD, "Contact not found");
	if (e || !hold_of_contact(call))
		return e ? e : call->err;
	call_set_whole(call, "keptDate", 0); /* whatever comes is its last */
	conversation_count(call, 1);
	return call->err;
}

/* --- what is unread --- */

static enum err unread_tell(struct call *call)
{
	return store_emit_event(call, "ConversationUnreadUpdate",
				"SELECT *, false AS deleted FROM conversation"
				" WHERE location_id = :locationId AND id = :conversationId");
}

enum err conversation_mark(struct call *call, int64_t unread, bool starred, bool tells)
{
	bool was_starred = call_whole(call, "keptStarred", 0) != 0;
	int64_t was = call_whole(call, "keptUnread", 0);

	if (unread == was && starred == was_starred)
		return call->err;
	if (starred != was_starred || (unread > 0) != (was > 0)) {
		conversation_count(call, -1);
		count_one(call, call_text(call, "keptPerson"), unread > 0, starred, 1);
	}
	call_set_whole(call, "talkUnread", unread);
	call_set_flag(call, "talkStarred", starred);
	enum err e = store_do(call, "UPDATE conversation SET unread_count = :talkUnread,"
				    " starred = :talkStarred, date_updated = :now"
				    " WHERE location_id = :locationId AND id = :conversationId");
	call_set_whole(call, "keptUnread", unread);
	call_set_flag(call, "keptStarred", starred);
	return e || !tells ? e : unread_tell(call);
}

/* --- its last message --- */

/* The list of numbers with this one in it. */
static struct text types_with(struct call *call, struct text kept, int number)
{
	const struct json *list;
	struct text why;
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);
	int64_t one;

	if (json_read(call->arena, kept, &list, &why))
		list = NULL;
	json_list(&o);
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (!json_whole(v, &one) || one == number)
			continue;
		json_put_whole(&o, one);
	}
	json_put_whole(&o, number);
	json_close(&o);
	return buffer_text(&b);
}

enum err conversation_take(struct call *call, const struct message *m)
{
	bool person = m->inbound ? !m->automatic : m->user.size > 0;
	bool last = m->at_ms >= call_whole(call, "keptDate", 0);

	call_set_text(call, "talkTypes",
		      types_with(call, call_text(call, "keptTypes"), m->channel->number));
	call_set_flag(call, "talkLast", last);
	call_set_flag(call, "talkPerson", person);
	call_set_flag(call, "talkOutbound", !m->inbound);
	call_set_text(call, "talkType", text_of(m->channel->type));
	call_set_whole(call, "talkNumber", m->channel->number);
	call_set_text(call, "talkBody", m->body);
	call_set_whole(call, "talkDate", m->at_ms);
	call_set_text(call, "talkProvider", m->provider);
	return store_do(
		call,
		"UPDATE conversation SET message_types = :talkTypes,"
		" last_message_type = CASE WHEN :talkLast THEN :talkType ELSE last_message_type "
		"END,"
		" last_message_number = CASE WHEN :talkLast THEN CAST(:talkNumber AS BIGINT)"
		" ELSE last_message_number END,"
		" last_message_body = CASE WHEN :talkLast THEN CAST(:talkBody AS TEXT)"
		" ELSE last_message_body END,"
		" last_message_direction = CASE WHEN NOT :talkLast THEN last_message_direction"
		" WHEN :talkOutbound THEN 'outbound' ELSE 'inbound' END,"
		" last_provider_id = CASE WHEN :talkLast THEN nullif(:talkProvider, '')"
		" ELSE last_provider_id END,"
		" last_outbound_action = CASE WHEN NOT :talkLast OR NOT :talkOutbound"
		" THEN last_outbound_action WHEN :talkPerson THEN 'manual' ELSE 'automated' END,"
		" last_manual_date = CASE WHEN :talkPerson AND :talkLast"
		" THEN CAST(:talkDate AS BIGINT) ELSE last_manual_date END,"
		" last_message_date = CASE WHEN :talkLast THEN CAST(:talkDate AS BIGINT)"
		" ELSE last_message_date END, date_updated = :now"
		" WHERE location_id = :locationId AND id = :conversationId");
}

enum err conversation_note(struct call *call, const struct message *m)
{
	call_set_whole(call, "talkDate", m->at_ms);
	return store_do(call, "UPDATE conversation SET last_message_date = :talkDate,"
			      " message_types = CASE message_types WHEN '[]' THEN '[100]'"
			      " ELSE message_types END, date_updated = :now"
			      " WHERE location_id = :locationId AND id = :conversationId");
}
