// SPDX-License-Identifier: Apache-2.0
/*
 * Sending a message to a contact.
 *
 * What is refused is refused in this order: nothing to send, a contact who wants none, who has no
 * address for it, nobody who carries it.  Then message, conversation, event and the promise to send
 * are one transaction.  What is scheduled asks the contact again when its time has come.
 */
#include "domain/companies/companies.h"
#include "domain/conversations/inside.h"
#include "domain/conversations/sending.h"

#include "base/time/clock.h"

#define SECONDS_MAX INT64_C(100000000000) /* past it they are milliseconds */

/* --- what is sent --- */

/* The words of a template of the location: of the builder, or as texts are kept. */
static bool template_load(struct call *call, bool mail)
{
	if (mail && store_load(call, "SELECT html AS template_html FROM email_template"
				     " WHERE location_id = :locationId AND id = :templateId"
				     " AND template_type <> 'folder'"))
		return true;
	call_set_flag(call, "templateMail", mail);
	return store_load(call, "SELECT template AS template_words FROM template"
				" WHERE location_id = :locationId AND id = :templateId"
				" AND NOT deleted AND (type = 'email') = :templateMail");
}

/* What was not sent, a template has. */
static enum err template_take(struct call *call, struct sending *s)
{
	struct text id = call_text(call, "templateId"), why;
	const struct json *words = NULL;
	bool mail = s->m.channel->mail;

	if (!id.size)
		return ERR_OK;
	if (!template_load(call, mail))
		return call->err ? call->err
				 : refuse(call, ERR_ABSENT, "Template with id %.*s not found",
					  (int)id.size, id.at);
	if (json_read(call->arena, call_text(call, "templateWords"), &words, &why))
		words = NULL;
	if (!s->words.size)
		s->words = words ? json_text(json_get(words, mail ? "html" : "body"))
				 : call_text(call, "templateHtml");
	if (!s->subject.size)
		s->subject = json_text(json_get(words, "subject"));
	return ERR_OK;
}

static enum err content_take(struct call *call, struct sending *s)
{
	const struct json *forward = json_get(call->json, "forward");
	bool mail = s->m.channel->mail;
	bool forwards = mail && json_flag(json_get(forward, "isForwarded"));
	struct text files;
	enum err e = attachments_take(call, &files);

	if (e)
		return e;
	s->words = call_text(call, mail ? "html" : "message");
	s->subject = call_text(call, "subject");
	s->m.attachments = files;
	e = template_take(call, s);
	if (!e && !forwards && !text_trim(s->words).size && text_is(files, "[]"))
		return refuse_more(call, ERR_INVALID,
				   TEXT("\"code\":\"CONVERSATIONS_MSG_NO_CONTENT\""),
				   "There is no message or attachments for this message. Skip"
				   " sending.");
	if (!e)
		e = words_take(call, &s->words, mail);
	if (!e && mail)
		e = words_take(call, &s->subject, false);
	return e || !forwards ? e : forward_take(call, s, forward);
}

/* --- may it be sent? --- */

bool contact_load(struct call *call)
{
	return store_load(call,
			  "SELECT nullif(trim(coalesce(first_name, '') || ' '"
			  " || coalesce(last_name, '')), '') AS talk_name, email AS talk_email,"
			  " additional_emails AS talk_emails, phone AS talk_phone, dnd AS talk_dnd,"
			  " dnd_settings AS talk_settings, valid_email AS talk_valid,"
			  " bounce_email AS talk_bounced, unsubscribe_email AS talk_unsubscribed"
			  " FROM contact WHERE location_id = :locationId AND id = :talkContact");
}

static bool channel_closed(struct call *call, const struct channel *c)
{
	const struct json *settings;
	struct text why, status;

	if (!c->dnd || json_read(call->arena, call_text(call, "talkSettings"), &settings, &why))
		return false;
	status = json_text(json_get(json_get(settings, c->dnd), "status"));
	return text_is(status, "active") || text_is(status, "permanent");
}

/* What is written to him alone, or this kind of it. */
static bool has_left(struct call *call, struct text email)
{
	call_set_text(call, "leftEmail", text_lower(call->arena, email));
	call_set_text(call, "leftKind", call_text(call, "customSubtypeId"));
	return store_has(call, "SELECT 1 FROM unsubscription WHERE location_id = :locationId"
			       " AND contact_id = :talkContact AND email = :leftEmail"
			       " AND subtype_id IN ('', :leftKind) AND status = 'unsubscribed'");
}

const char *sending_unwanted(struct call *call, const struct channel *c, struct text email,
			     struct text *why)
{
	struct text name = call_text(call, "talkName");

	if (call_whole(call, "talkDnd", 0)) {
		*why = TEXT("Cannot send message as DND is active.");
		return "dnd";
	}
	if (channel_closed(call, c)) {
		*why = text_format(call->arena, "Cannot send message as DND is active for %s.",
				   c->dnd);
		return "dnd";
	}
	if (c->mail && (call_whole(call, "talkUnsubscribed", 0) || has_left(call, email))) {
		*why = text_format(call->arena, "Cannot send email as %.*s has unsubscribed",
				   (int)name.size, name.at);
		return "unsubscribed";
	}
	return NULL;
}

static enum err sending_may(struct call *call, const struct channel *c)
{
	struct text to = call_text(call, "emailTo"), why;

	if (!sending_unwanted(call, c, to.size ? to : call_text(call, "talkEmail"), &why))
		return call->err;
	return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
}

/* Is it an address of the contact? */
static bool is_theirs(struct call *call, struct text address)
{
	const struct json *list;
	struct text why;

	if (text_alike(address, call_text(call, "talkEmail")))
		return true;
	if (json_read(call->arena, call_text(call, "talkEmails"), &list, &why))
		return false;
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct text one = json_is(v, JSON_TEXT) ? v->text : json_text(json_get(v, "email"));

		if (text_alike(address, one))
			return true;
	}
	return false;
}

static enum err address_take(struct call *call, struct sending *s)
{
	struct text to = call_text(call, "toNumber"), mail = call_text(call, "emailTo");
	struct text forwarded = json_text(json_get(json_get(call->json, "forward"), "toEmail"));
	bool bad = call_value(call, "talkValid")->type != VALUE_NULL &&
		   !call_whole(call, "talkValid", 1);

	if (s->m.channel->phone) {
		s->m.to = to.size ? to : call_text(call, "talkPhone");
		s->m.from = call_text(call, "fromNumber");
		return s->m.to.size ? ERR_OK : refuse(call, ERR_BAD, "Missing phone number");
	}
	if (!s->m.channel->mail)
		return ERR_OK;
	mail = mail.size ? mail : forwarded;
	s->m.to = mail.size ? mail : call_text(call, "talkEmail");
	if (mail.size && !is_theirs(call, mail))
		return refuse_more(call, ERR_BAD,
				   TEXT("\"code\":\"CONVERSATIONS_MSG_INVALID_EMAILTO\""),
				   "emailTo must be an address of the contact");
	if (call_whole(call, "talkBounced", 0))
		return refuse_more(call, ERR_BAD,
				   TEXT("\"code\":\"CONVERSATIONS_MSG_INVALID_EMAILTO\""),
				   "E-mails to this contact came back");
	if (!s->m.to.size || bad)
		return refuse(call, ERR_BAD, "Unable to send e-mail, contact's e-mail is invalid");
	return ERR_OK;
}

/* --- who carries it? --- */

static enum err provider_take(struct call *call, struct sending *s)
{
	struct text id = call_text(call, "conversationProviderId");
	bool custom = text_is(call_text(call, "type"), "Custom");
	struct provider p = { 0 };

	if (id.size) {
		if (!provider_find(call, id, &p))
			return call->err ? call->err
					 : refuse(call, ERR_ABSENT,
						  "Conversation provider with id %.*s not found",
						  (int)id.size, id.at);
		if (!custom && !text_is(p.type, s->m.channel->provider))
			return refuse(call, ERR_BAD,
				      "The conversation provider carries %.*s, not %s",
				      (int)p.type.size, p.type.at, s->m.channel->word);
	} else if (custom) {
		return refuse(call, ERR_BAD, "conversationProviderId is required");
	} else {
		provider_default(call, s->m.channel->provider, &p);
	}
	s->m.provider = p.id;
	return call->err;
}

static const struct channel *channel_asked(struct call *call)
{
	struct text type = call_text(call, "type");
	struct provider p = { .type = TEXT("") };

	if (!text_is(type, "Custom"))
		return channel_find(type);
	provider_find(call, call_text(call, "conversationProviderId"), &p);
	return channel_custom(p.type);
}

/* --- when --- */

static void time_take(struct call *call, struct sending *s)
{
	int64_t at = call_whole(call, "scheduledTimestamp", 0);

	s->m.at_ms = call->now_ms;
	if (at && at < SECONDS_MAX)
		at *= 1000;
	s->m.scheduled_ms = at > call->now_ms ? at : 0;
	s->m.status = s->m.scheduled_ms ? TEXT("scheduled") : TEXT("pending");
}

/* --- the operation --- */

static enum err sent_reply(struct call *call, struct text message, struct text email, bool mail)
{
	json_key(&call->out, "conversationId");
	json_put_text(&call->out, call_text(call, "conversationId"));
	json_key(&call->out, "messageId");
	json_put_text(&call->out, message);
	if (email.size) {
		json_key(&call->out, "emailMessageId");
		json_put_text(&call->out, email);
	}
	json_key(&call->out, "msg");
	json_put_text(&call->out,
		      mail ? TEXT("Email queued.") : TEXT("Message queued successfully."));
	return call->err;
}

/* The same said twice is one message: the first one's reply. */
static bool twin_reply(struct call *call, const struct sending *s)
{
	struct text alt = call_text(call, "altId");
	bool found;

	if (!alt.size)
		return false;
	store_guard(call, "message called", alt);
	call_set_text(call, "messageProvider", s->m.provider);
	found = s->m.channel->mail
			? store_load(call, "SELECT e.id AS twin_email, e.message_id AS twin_id"
					   " FROM email e WHERE e.location_id = :locationId"
					   " AND e.alt_id = :altId AND e.direction = 'outbound'")
			: store_load(call, "SELECT id AS twin_id FROM message"
					   " WHERE location_id = :locationId AND alt_id = :altId"
					   " AND direction = 'outbound'"
					   " AND coalesce(provider_id, '') = :messageProvider");
	if (!found || !store_load(call, "SELECT conversation_id FROM message"
					" WHERE location_id = :locationId AND id = :twinId"))
		return false;
	sent_reply(call, call_text(call, "twinId"), call_text(call, "twinEmail"),
		   s->m.channel->mail);
	return true;
}

static enum err plain_send(struct call *call, struct sending *s)
{
	enum err e;

	s->m.body = s->words;
	s->m.alt = call_text(call, "altId");
	e = message_keep(call, &s->m);
	if (!e)
		e = message_tell(call, &s->m);
	if (!e && s->m.scheduled_ms)
		e = due_set(call, DUE_SCHEDULED, s->m.id, s->m.scheduled_ms);
	else if (!e)
		e = message_give(call, s->m.id, TEXT(""), s->m.channel->word);
	return e;
}

enum err message_send(struct call *call)
{
	struct sending s = { .m = { .channel = channel_asked(call) } };
	enum err e;

	call_set_text(call, "talkContact", call_text(call, "contactId"));
	if (!call->inside)
		s.m.user = text_copy(call->arena, call_text(call, "callerId"));
	if (!contact_load(call))
		return call->err ? call->err : refuse(call, ERR_BAD, "Contact not found");
	e = content_take(call, &s);
	if (!e)
		e = sending_may(call, s.m.channel);
	if (!e)
		e = address_take(call, &s);
	if (!e)
		e = provider_take(call, &s);
	if (e || twin_reply(call, &s))
		return e ? e : call->err;
	time_take(call, &s);
	e = conversation_need(call, s.m.channel->conversation);
	if (!e)
		e = s.m.channel->mail ? email_send(call, &s) : plain_send(call, &s);
	return e ? e : sent_reply(call, s.m.id, s.m.email, s.m.channel->mail);
}

/* --- what is said of a review --- */

enum err review_reply(struct call *call)
{
	struct message m = { .channel = channel_find(TEXT("Review")),
			     .status = TEXT("pending"),
			     .at_ms = call->now_ms,
			     .body = call_text(call, "message") };
	struct provider p;
	enum err e;

	if (!call->inside)
		m.user = text_copy(call->arena, call_text(call, "callerId"));
	if (!conversation_hold(call))
		return conversation_missing(call, call_text(call, "conversationId"));
	if (!store_load(call, "SELECT provider_id AS reviewer FROM message"
			      " /* grows: passes what is no review */"
			      " WHERE location_id = :locationId"
			      " AND conversation_id = :conversationId"
			      " AND (message_type || '') = 'TYPE_REVIEW'"
			      " AND direction = 'inbound' ORDER BY date_added DESC, id DESC"
			      " LIMIT 1"))
		return call->err ? call->err
				 : refuse(call, ERR_BAD, "There is no review in this conversation");
	if (provider_find(call, call_text(call, "reviewer"), &p))
		m.provider = p.id;
	e = message_keep(call, &m);
	if (!e)
		e = message_tell(call, &m);
	if (!e)
		e = message_give(call, m.id, TEXT(""), m.channel->provider);
	json_key(&call->out, "messageIds");
	json_list(&call->out);
	json_put_text(&call->out, m.id);
	json_close(&call->out);
	return e ? e : sent_reply(call, m.id, TEXT(""), false);
}
