// SPDX-License-Identifier: Apache-2.0
/*
 * What becomes of a message: as its provider says, when its time comes, when nobody carries it, and
 * when it is called back.
 */
#include "domain/companies/companies.h"
#include "domain/conversations/messages.h"
#include "domain/conversations/sending.h"
#include "integration/mail/mail.h"

enum err message_become(struct call *call, struct text id, struct text status, struct text error)
{
	call_set_text(call, "messageId", id);
	call_set_text(call, "becomes", status);
	call_set_text(call, "becauseOf", error);
	return store_do(call, "UPDATE message SET status = :becomes,"
			      " error = nullif(:becauseOf, ''), date_updated = :now"
			      " WHERE location_id = :locationId AND id = :messageId");
}

struct text fault_of(struct call *call, const char *code, struct text message)
{
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "code");
	json_put_c(&o, code);
	json_key(&o, "type");
	json_put_c(&o, "provider");
	json_key(&o, "message");
	json_put_text(&o, message);
	json_close(&o);
	return buffer_text(&b);
}

/* --- as its provider says --- */

static enum err status_reply(struct call *call, struct text id, struct text email)
{
	json_key(&call->out, "conversationId");
	json_put_text(&call->out, call_text(call, "talkId"));
	json_key(&call->out, "messageId");
	json_put_text(&call->out, id);
	if (email.size) {
		json_key(&call->out, "emailMessageId");
		json_put_text(&call->out, email);
	}
	json_key(&call->out, "status");
	json_put_text(&call->out, call_text(call, "statusNow"));
	return call->err;
}

static enum err email_status(struct call *call, struct text id, struct text error)
{
	struct text email = call_text(call, "emailMessageId"), to = call_text(call, "status");

	if (!email.size ||
	    !store_load(call, "SELECT status AS status_now, provider_id AS status_provider"
			      " FROM email WHERE location_id = :locationId"
			      " AND id = :emailMessageId AND message_id = :messageId"))
		return call->err ? call->err
				 : refuse(call, ERR_UNAUTHORIZED,
					  "No message found for the id: %.*s passed in params",
					  (int)id.size, id.at);
	if (!call_text(call, "statusProvider").size)
		return refuse(call, ERR_FORBIDDEN,
			      "No conversation provider found for this message");
	if (message_may_become(call_text(call, "statusNow"), to)) {
		if (email_become(call, email, to, error))
			return call->err;
		call_set_text(call, "statusNow", to);
	}
	return status_reply(call, id, email);
}

enum err message_status_update(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "messageId"));
	struct text to = call_text(call, "status"), error = call_text(call, "error");

	if (!store_select_for_update(
		    call,
		    "SELECT m.conversation_id AS talk_id, m.status AS status_now, m.mail,"
		    " m.provider_id AS status_provider FROM message m"
		    " WHERE m.location_id = :locationId AND m.id = :messageId" MESSAGE_STANDS))
		return message_missing(call, id);
	if (call_whole(call, "mail", 0))
		return email_status(call, id, error);
	if (!call_text(call, "statusProvider").size)
		return refuse(call, ERR_FORBIDDEN,
			      "No conversation provider found for this message");
	if (message_may_become(call_text(call, "statusNow"), to)) {
		if (message_become(call, id, to, error))
			return call->err;
		call_set_text(call, "statusNow", to);
	}
	return status_reply(call, id, TEXT(""));
}

/* --- when its time has come --- */

/* Whoever wants none by now is not written to; what was called back, or is gone, is not sent. */
static enum err scheduled_go(struct call *call, const struct channel *c, struct text message,
			     struct text email)
{
	struct text why;
	enum err e;

	if (!contact_load(call))
		return call->err;
	const char *code = sending_unwanted(call, c, call_text(call, "scheduledTo"), &why);
	if (code) {
		struct text fault = fault_of(call, code, why);

		return email.size ? email_become(call, email, TEXT("failed"), fault)
				  : message_become(call, message, TEXT("failed"), fault);
	}
	e = email.size ? email_become(call, email, TEXT("pending"), TEXT(""))
		       : message_become(call, message, TEXT("pending"), TEXT(""));
	return e ? e : message_give(call, message, email, c->word);
}

enum err message_due(struct call *call)
{
	struct text thing = text_copy(call->arena, call_text(call, "dueThing"));
	bool mail = false;

	if (!store_load(call, "SELECT contact_id AS talk_contact, type AS message_number"
			      " FROM message WHERE location_id = :locationId AND id = :dueThing"
			      " AND status = 'scheduled' AND NOT mail")) {
		mail = store_load(call,
				  "SELECT m.contact_id AS talk_contact, m.type AS message_number,"
				  " m.to_address AS scheduled_to, m.id AS message_id FROM email e "
				  "JOIN message m"
				  " ON m.location_id = :locationId AND m.id = e.message_id"
				  " WHERE e.location_id = :locationId AND e.id = :dueThing"
				  " AND e.status = 'scheduled'");
		if (!mail)
			return call->err;
	}
	struct text message = mail ? text_copy(call->arena, call_text(call, "messageId")) : thing;
	return scheduled_go(call, channel_numbered((int)call_whole(call, "messageNumber", 0)),
			    message, mail ? thing : TEXT(""));
}

/* --- called back --- */

static enum err withdrawn_reply(struct call *call)
{
	json_key(&call->out, "status");
	json_put_whole(&call->out, 200);
	json_key(&call->out, "message");
	json_put_text(&call->out, TEXT("Scheduled message cancelled."));
	return call->err;
}

/* By SMTP, or by a provider; too late: it is being sent. */
static enum err email_withdraw(struct call *call, struct text email)
{
	struct text outgoing = call_text(call, "withdrawnOutgoing");

	if (!text_is(call_text(call, "withdrawnStatus"), "scheduled"))
		return refuse(call, ERR_BAD, "The e-mail is not scheduled any more");
	if (outgoing.size) {
		struct text list = text_format(call->arena, "[\"%.*s\"]", (int)outgoing.size,
					       outgoing.at);

		if (mail_withdraw_these(call, list))
			return call->err;
		if (!call->changed)
			return refuse(call, ERR_BAD, "The e-mail is not scheduled any more");
	} else if (due_drop(call, DUE_SCHEDULED, email)) {
		return call->err;
	}
	enum err e = email_become(call, email, TEXT("withdrawn"), TEXT(""));
	return e ? e : withdrawn_reply(call);
}

enum err email_cancel(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "emailMessageId"));

	if (!store_load(call,
			"SELECT e.status AS withdrawn_status, e.outgoing_id AS withdrawn_outgoing"
			" FROM email e JOIN message m ON m.location_id = :locationId"
			" AND m.id = e.message_id WHERE e.location_id = :locationId"
			" AND e.id = :emailMessageId" MESSAGE_STANDS))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "Email message with id %.*s not found",
					  (int)id.size, id.at);
	return email_withdraw(call, id);
}

static enum err nothing_scheduled(struct call *call, struct text id)
{
	return call->err ? call->err
			 : refuse_more(call, ERR_BAD,
				       TEXT("\"canonicalCode\":\"CONVERSATIONS_MSG_NOT_FOUND\""),
				       "No scheduled message found for the id %.*s", (int)id.size,
				       id.at);
}

enum err message_cancel(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "messageId"));

	if (!store_select_for_update(call, "SELECT m.status AS withdrawn_status, m.mail"
					   " FROM message m WHERE m.location_id = :locationId"
					   " AND m.id = :messageId" MESSAGE_STANDS))
		return nothing_scheduled(call, id);
	if (call_whole(call, "mail", 0)) {
		if (!store_load(call, "SELECT id AS withdrawn_email, status AS withdrawn_status,"
				      " outgoing_id AS withdrawn_outgoing FROM email"
				      " WHERE location_id = :locationId AND message_id = :messageId"
				      " AND status = 'scheduled' ORDER BY date_added DESC, id DESC"
				      " LIMIT 1"))
			return nothing_scheduled(call, id);
		return email_withdraw(call,
				      text_copy(call->arena, call_text(call, "withdrawnEmail")));
	}
	if (!text_is(call_text(call, "withdrawnStatus"), "scheduled"))
		return nothing_scheduled(call, id);
	enum err e = message_become(call, id, TEXT("withdrawn"), TEXT(""));
	if (!e)
		e = due_drop(call, DUE_SCHEDULED, id);
	return e ? e : withdrawn_reply(call);
}
