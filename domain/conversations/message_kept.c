// SPDX-License-Identifier: Apache-2.0
/*
 * A message is kept, its conversation takes note of it, and whoever listens is told.
 */
#include "base/secrets/id.h"
#include "domain/conversations/inside.h"
#include "platform/auth/auth.h"

#include <string.h>

struct text message_id(struct call *call)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	return text_copy(call->arena, text_of(id));
}

struct text message_source(const struct call *call)
{
	if (call->inside)
		return TEXT("workflow");
	return call->caller && call->caller->session_id.size ? TEXT("app") : TEXT("api");
}

enum err message_missing(struct call *call, struct text id)
{
	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Message with id %.*s not found", (int)id.size,
				  id.at);
}

struct text list_sent(struct call *call, const char *name)
{
	struct text list = call_text(call, name);

	return list.size ? list : TEXT("[]");
}

/* One that can stand in a header and in a link. */
static bool is_address(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] <= ' ' || memchr("<>\"\\", t.at[i], 4))
			return false;
	return t.size <= 2000 && (text_starts(t, "https://") || text_starts(t, "http://"));
}

enum err attachments_take(struct call *call, struct text *out)
{
	const struct json *list;
	struct text why;
	size_t i = 0;

	*out = list_sent(call, "attachments");
	if (json_read(call->arena, *out, &list, &why))
		return ERR_OK;
	for (const struct json *v = json_first(list); v; v = json_after(list, v), i++) {
		struct text t = json_text(v);

		if (!is_address(t))
			call_violation(call, "attachments.%zu must be a URL address", i);
	}
	return call->violation_count ? refuse(call, ERR_INVALID, "The attachments do not fit")
				     : ERR_OK;
}

static void message_say(struct call *call, const struct message *m)
{
	call_set_text(call, "messageId", m->id);
	call_set_whole(call, "messageNumber", m->channel->number);
	call_set_text(call, "messageType", text_of(m->channel->type));
	call_set_flag(call, "messageMail", m->channel->mail);
	call_set_text(call, "messageDirection", m->inbound ? TEXT("inbound") : TEXT("outbound"));
	call_set_text(call, "messageStatus", m->status);
	call_set_text(call, "messageSource", m->source.size ? m->source : message_source(call));
	/* of an e-mail its words stand in it */
	call_set_text(call, "messageBody", m->channel->mail ? TEXT("") : m->body);
	call_set_text(call, "messageFiles", m->attachments.size ? m->attachments : TEXT("[]"));
	call_set_text(call, "messageUser", m->user);
	call_set_text(call, "messageProvider", m->provider);
	call_set_text(call, "messageAlt", m->alt);
	call_set_text(call, "messageFrom", m->from);
	call_set_text(call, "messageTo", m->to);
	call_set_text(call, "messageMeta", m->meta);
	call_set_whole(call, "messageAt", m->at_ms);
	call_set_whole(call, "messageScheduled", m->scheduled_ms);
}

enum err message_keep(struct call *call, struct message *m)
{
	if (!m->id.size)
		m->id = message_id(call);
	message_say(call, m);
	enum err e = store_do(
		call, "INSERT INTO message (location_id, id, conversation_id, contact_id, type,"
		      " message_type, mail, direction, status, source, body, attachments, user_id,"
		      " provider_id, alt_id, from_address, to_address, meta, scheduled_at,"
		      " date_added, date_updated) VALUES (:locationId, :messageId,"
		      " :conversationId, :talkContact, :messageNumber, :messageType, :messageMail,"
		      " :messageDirection, :messageStatus, :messageSource,"
		      " nullif(:messageBody, ''), :messageFiles, nullif(:messageUser, ''),"
		      " nullif(:messageProvider, ''), nullif(:messageAlt, ''),"
		      " nullif(:messageFrom, ''), nullif(:messageTo, ''),"
		      " nullif(:messageMeta, ''), nullif(CAST(:messageScheduled AS BIGINT), 0),"
		      " :messageAt, :now)");
	if (e)
		return e;
	return m->activity ? conversation_note(call, m) : conversation_take(call, m);
}

/* --- told --- */

/* `of`: m, or the e-mail in it. */
#define TOLD(of)                                                                                   \
	"SELECT m.id, m.id AS message_id, m.contact_id, m.conversation_id, " #of ".direction,"     \
	" CAST(:messageTold AS TEXT) AS message_type, " #of ".user_id, " #of ".source,"            \
	" " #of ".provider_id AS conversation_provider_id,"

enum err message_tell(struct call *call, const struct message *m)
{
	const char *event = m->inbound ? "InboundMessage" : "OutboundMessage";

	call_set_text(call, "messageId", m->id);
	call_set_text(call, "messageTold", text_of(m->channel->told));
	call_set_text(call, "emailId", m->email);
	if (m->email.size)
		return store_emit_event(
			call, event,
			TOLD(e) " e.attachments, e.body, e.content_type, e.date_added, e.status,"
				" e.id AS email_message_id, e.message_id AS thread_id, e.subject,"
				" e.from_address AS \"from\", e.to_addresses AS \"to\","
				" e.cc_addresses AS cc, e.bcc_addresses AS bcc,"
				" CASE WHEN e.automatic THEN true END AS automatic"
				" FROM email e JOIN message m ON m.location_id = :locationId"
				" AND m.id = e.message_id"
				" WHERE e.location_id = :locationId AND e.id = :emailId");
	call_set_text(call, "messageCallStatus", m->channel->call ? m->status : TEXT(""));
	call_set_whole(call, "messageCallSeconds", call_whole(call, "callSeconds", -1));
	return store_emit_event(
		call, event,
		TOLD(m) " m.attachments, m.body, 'text/plain' AS content_type, m.date_added, "
			"m.status,"
			" nullif(CAST(:messageCallStatus AS TEXT), '') AS call_status,"
			" nullif(CAST(:messageCallSeconds AS BIGINT), -1) AS call_duration"
			" FROM message m WHERE m.location_id = :locationId AND m.id = :messageId");
}
