// SPDX-License-Identifier: Apache-2.0
/*
 * What was heard of a contact, and what went to him by another way: kept, not sent.
 *
 * The same `altId` of a provider is one message: who says it again gets the first one's reply.
 */
#include "domain/conversations/inside.h"

#include "base/time/clock.h"

struct heard {
	struct message m;
	struct email e;
};

/* --- whose it is --- */

/* The conversation that is named, or the contact's. */
static enum err contact_take(struct call *call)
{
	struct text conversation = call_text(call, "conversationId");
	struct text contact = call_text(call, "contactId");

	if (!conversation.size && !contact.size)
		return refuse(call, ERR_BAD, "conversationId or contactId is required");
	call_set_text(call, "talkContact", contact);
	if (!conversation.size)
		return ERR_OK;
	if (!store_load(call, "SELECT contact_id AS talk_contact FROM conversation"
			      " WHERE location_id = :locationId AND id = :conversationId"))
		return conversation_missing(call, conversation);
	if (contact.size && !text_same(contact, call_text(call, "talkContact")))
		return refuse(call, ERR_BAD, "The conversation is with another contact");
	return ERR_OK;
}

/* Who says it carries it. */
static enum err provider_take(struct call *call, struct heard *h)
{
	struct text id = call_text(call, "conversationProviderId");
	struct text type = call_text(call, "type");
	struct provider p;

	if (!id.size)
		return refuse(call, ERR_BAD, "conversationProviderId is required");
	if (!provider_find(call, id, &p))
		return call->err ? call->err
				 : refuse(call, ERR_ABSENT,
					  "Conversation provider with id %.*s not found",
					  (int)id.size, id.at);
	h->m.provider = p.id;
	h->m.channel = text_is(type, "Custom") ? channel_custom(p.type) : channel_find(type);
	if (!text_is(p.type, h->m.channel->provider))
		return refuse(call, ERR_BAD, "The conversation provider carries %.*s, not %.*s",
			      (int)p.type.size, p.type.at, (int)type.size, type.at);
	return call->err;
}

/* --- said before --- */

static void heard_reply(struct call *call, struct text message, struct text email, int64_t at_ms)
{
	char iso[CLOCK_ISO_SIZE];
	const struct {
		const char *key;
		struct text value;
	} members[] = {
		{ "conversationId", call_text(call, "conversationId") },
		{ "messageId", message },
		{ "message", TEXT("Message added successfully.") },
		{ "contactId", call_text(call, "talkContact") },
		{ "emailMessageId", email },
	};

	clock_iso(at_ms, iso);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		if (!members[i].value.size)
			continue;
		json_key(&call->out, members[i].key);
		json_put_text(&call->out, members[i].value);
	}
	json_key(&call->out, "dateAdded");
	json_put_c(&call->out, iso);
}

static bool twin_reply(struct call *call, const struct heard *h)
{
	struct text alt = call_text(call, "altId");
	bool found;

	if (!alt.size)
		return false;
	store_guard(call, "message called", alt);
	call_set_text(call, "messageProvider", h->m.provider);
	call_set_text(call, "messageDirection", h->m.inbound ? TEXT("inbound") : TEXT("outbound"));
	call_set_null(call, "twinEmail");
	found = h->m.channel->mail
			? store_load(call, "SELECT id AS twin_email, message_id AS twin_id,"
					   " date_added AS twin_date FROM email"
					   " WHERE location_id = :locationId AND alt_id = :altId"
					   " AND direction = :messageDirection"
					   " AND provider_id = :messageProvider")
			: store_load(call, "SELECT id AS twin_id, date_added AS twin_date"
					   " FROM message WHERE location_id = :locationId"
					   " AND alt_id = :altId AND direction = :messageDirection"
					   " AND coalesce(provider_id, '') = :messageProvider");
	if (!found ||
	    !store_load(call, "SELECT conversation_id, contact_id AS talk_contact FROM message"
			      " WHERE location_id = :locationId AND id = :twinId"))
		return false;
	heard_reply(call, call_text(call, "twinId"), call_text(call, "twinEmail"),
		    call_whole(call, "twinDate", 0));
	return true;
}

/* --- what it says --- */

static enum err call_take(struct call *call, struct heard *h)
{
	const struct json *said = json_get(call->json, "call");
	struct text status = json_text(json_get(said, "status"));
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);
	int64_t seconds = 0;
	bool lasted = json_whole(json_get(said, "duration"), &seconds);

	h->m.from = json_text(json_get(said, "from"));
	h->m.to = json_text(json_get(said, "to"));
	h->m.status = status.size ? status : TEXT("completed");
	json_map(&o);
	if (lasted) {
		json_key(&o, "callDuration");
		json_put_whole(&o, seconds);
		call_set_whole(call, "callSeconds", seconds);
	}
	json_key(&o, "callStatus");
	json_put_text(&o, h->m.status);
	json_close(&o);
	h->m.meta = buffer_text(&b);
	return ERR_OK;
}

static struct text list_of(struct call *call, struct text one)
{
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);

	json_list(&o);
	if (one.size)
		json_put_text(&o, one);
	json_close(&o);
	return buffer_text(&b);
}

static enum err email_take(struct call *call, struct heard *h)
{
	struct text html = call_text(call, "html"), answers = call_text(call, "emailMessageId");

	h->e = (struct email){ .subject = call_text(call, "subject"),
			       .from = call_text(call, "emailFrom"),
			       .to = list_of(call, call_text(call, "emailTo")),
			       .cc = list_sent(call, "emailCc"),
			       .bcc = list_sent(call, "emailBcc"),
			       .body = html.size ? html : call_text(call, "message"),
			       .html = html.size > 0 };
	if (!h->e.from.size && h->m.inbound &&
	    store_load(call, "SELECT email AS talk_email FROM contact"
			     " WHERE location_id = :locationId AND id = :talkContact"))
		h->e.from = text_copy(call->arena, call_text(call, "talkEmail"));
	if (answers.size && !email_thread(call, answers, &h->e))
		return message_missing(call, answers);
	return call->err;
}

static enum err content_take(struct call *call, struct heard *h)
{
	h->m.at_ms = call_value(call, "date")->type == VALUE_WHOLE ? call_whole(call, "date", 0)
								   : call->now_ms;
	h->m.alt = call_text(call, "altId");
	h->m.body = call_text(call, "message");
	h->m.status = h->m.inbound ? TEXT("delivered") : TEXT("sent");
	if (h->m.channel->call)
		return call_take(call, h);
	if (h->m.channel->mail)
		return email_take(call, h);
	if (!text_trim(h->m.body).size && text_is(h->m.attachments, "[]"))
		return refuse(call, ERR_BAD, "message or attachments is required");
	return ERR_OK;
}

/* --- kept --- */

static enum err heard_keep(struct call *call, struct heard *h)
{
	enum err e = conversation_need(call, h->m.channel->conversation);

	if (!e)
		e = content_take(call, h);
	if (!e)
		e = h->m.channel->mail ? email_keep(call, &h->m, &h->e) : message_keep(call, &h->m);
	if (!e)
		e = message_tell(call, &h->m);
	if (!e && h->m.inbound)
		e = conversation_mark(call, call_whole(call, "keptUnread", 0) + 1,
				      call_whole(call, "keptStarred", 0) != 0, true);
	if (!e)
		heard_reply(call, h->m.id, h->m.email, h->m.at_ms);
	return e;
}

static enum err heard_take(struct call *call, bool inbound)
{
	struct heard h = { .m = { .inbound = inbound } };
	enum err e = contact_take(call);

	if (!e)
		e = provider_take(call, &h);
	if (!e)
		e = attachments_take(call, &h.m.attachments);
	if (e || twin_reply(call, &h))
		return e ? e : call->err;
	return heard_keep(call, &h);
}

enum err message_inbound(struct call *call)
{
	return heard_take(call, !text_is(call_text(call, "direction"), "outbound"));
}

enum err message_outbound(struct call *call)
{
	return heard_take(call, false);
}
