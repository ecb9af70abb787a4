// SPDX-License-Identifier: Apache-2.0
/*
 * Given to who carries it, and what becomes of it there.
 *
 * Who has an address is told at it, by a job of the queue (domain/carriers); all are told by an
 * event.  What nobody carries has failed after an hour, and after a day what somebody carries who
 * hears by the event, and does not say that he has it.
 */
#include "domain/companies/companies.h"
#include "domain/conversations/messages.h"
#include "domain/conversations/sending.h"

/* --- given --- */

#define GIVEN                                                                                      \
	"SELECT m.id, m.contact_id, m.id AS message_id, e.id AS email_message_id,"                 \
	" CAST(:messageWord AS TEXT) AS message_type,"                                             \
	" m.provider_id AS conversation_provider_id, m.conversation_id,"                           \
	" coalesce(e.attachments, m.attachments) AS attachments, m.body AS message,"               \
	" CASE WHEN NOT m.mail THEN m.to_address END AS phone,"                                    \
	" e.to_addresses AS email_to, e.from_address AS email_from, e.body AS html,"               \
	" e.subject, m.user_id, coalesce(e.alt_id, m.alt_id) AS alt_id,"                           \
	" CASE WHEN NOT m.mail THEN m.from_address END AS from_number"                             \
	" FROM message m LEFT JOIN email e ON e.location_id = :locationId"                         \
	" AND e.id = :emailId WHERE m.location_id = :locationId AND m.id = :messageId"

static const struct shape *given_shape(const struct call *call)
{
	for (size_t i = 0; i < call->op->event_count; i++)
		if (text_is(call->op->events[i].type, "ProviderOutboundMessage"))
			return call->op->events[i].shape;
	return NULL;
}

/* {"type":"SMS","locationId":…, and what the event says}. */
static struct text given_body(struct call *call, const char *word)
{
	struct buffer *b = arena_take(call->arena, sizeof(*b));
	struct json_out reply = call->out;
	struct rows *r = store_ask(call, GIVEN);

	*b = buffer_open(call->arena, (size_t)4 << 20);
	call->out = json_open(b);
	json_map(&call->out);
	json_key(&call->out, "type");
	json_put_c(&call->out, word);
	json_key(&call->out, "locationId");
	json_put_text(&call->out, call_text(call, "locationId"));
	if (rows_next(r))
		rows_put(r, given_shape(call));
	json_close(&call->out);
	rows_close(r);
	call->out = reply;
	return buffer_text(b);
}

static enum err given_post(struct call *call, const char *word)
{
	struct carriage c = { .message = text_copy(call->arena, call_text(call, "messageId")),
			      .email = text_copy(call->arena, call_text(call, "emailId")),
			      .body = given_body(call, word) };
	struct text provider = text_copy(call->arena, call_text(call, "givenProvider"));
	struct text conversation = text_copy(call->arena, call_text(call, "givenConversation"));

	return call->err ? call->err : carriage_put(call, provider, conversation, &c);
}

enum err message_give(struct call *call, struct text message, struct text email, const char *word)
{
	struct provider p = { 0 };

	call_set_text(call, "messageId", message);
	call_set_text(call, "emailId", email);
	call_set_text(call, "messageWord", text_of(word));
	call_set_null(call, "givenProvider");
	if (!store_load(call, "SELECT coalesce(e.provider_id, m.provider_id) AS given_provider,"
			      " m.conversation_id AS given_conversation FROM message m"
			      " LEFT JOIN email e ON e.location_id = :locationId"
			      " AND e.id = :emailId"
			      " WHERE m.location_id = :locationId AND m.id = :messageId"))
		return call->err;
	if (!call_text(call, "givenProvider").size)
		return due_set(call, DUE_UNCARRIED, message, call->now_ms + HOUR_MS);
	provider_find(call, call_text(call, "givenProvider"), &p);
	enum err e = store_emit_event(call, "ProviderOutboundMessage", GIVEN);
	if (e)
		return e;
	return p.posts ? given_post(call, word)
		       : due_set(call, DUE_UNANSWERED, email.size ? email : message,
				 call->now_ms + DAY_MS);
}

/* --- when nobody carries it, or says so --- */

enum err message_give_up(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "dueThing"));

	if (!store_has(call, "SELECT 1 FROM message WHERE location_id = :locationId"
			     " AND id = :dueThing AND status = 'pending' AND provider_id IS NULL"))
		return call->err;
	return message_become(call, id, TEXT("failed"),
			      fault_of(call, "no_provider",
				       TEXT("There is no conversation provider that carries it")));
}

enum err message_unanswered(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "dueThing"));
	struct text fault = fault_of(call, "no_answer",
				     TEXT("Its conversation provider has not said within a day that"
					  " it has it"));

	if (store_has(call, "SELECT 1 FROM message WHERE location_id = :locationId"
			    " AND id = :dueThing AND status = 'pending' AND NOT mail"))
		return message_become(call, id, TEXT("failed"), fault);
	if (store_has(call, "SELECT 1 FROM email WHERE location_id = :locationId"
			    " AND id = :dueThing AND status = 'pending'"))
		return email_become(call, id, TEXT("failed"), fault);
	return call->err;
}

/* --- what becomes of it at an address --- */

struct carried {
	struct carriage c;
	const struct channel *channel;
	struct text status, to;
};

static bool carried_load(struct call *call, const struct job *job, struct carried *out)
{
	call_set_text(call, "locationId", job->location_id);
	if (!carriage_find(call, job->id, &out->c))
		return false;
	call_set_text(call, "messageId", out->c.message);
	call_set_text(call, "emailId", out->c.email);
	if (!store_load(call, "SELECT coalesce(e.status, m.status) AS carried_status,"
			      " m.contact_id AS talk_contact, m.type AS carried_number,"
			      " coalesce(m.to_address, '') AS carried_to FROM message m"
			      " LEFT JOIN email e ON e.location_id = :locationId"
			      " AND e.id = :emailId"
			      " WHERE m.location_id = :locationId AND m.id = :messageId"))
		return false;
	out->status = text_copy(call->arena, call_text(call, "carriedStatus"));
	out->to = text_copy(call->arena, call_text(call, "carriedTo"));
	out->channel = channel_numbered((int)call_whole(call, "carriedNumber", 0));
	return true;
}

enum job_may conversation_carriage_may(struct call *call, const struct job *job, struct text *why)
{
	struct carried m;

	if (!carried_load(call, job, &m) || !contact_load(call))
		*why = TEXT("The message or its contact is gone");
	else if (!text_is(m.status, "pending"))
		*why = TEXT("Its provider has said what became of it");
	else if (job->doubt && !m.c.repeats)
		*why = TEXT("Nobody knows whether its provider has it");
	else if (!sending_unwanted(call, m.channel, m.to, why))
		return JOB_MAY;
	return JOB_MAY_NOT;
}

static enum err carried_become(struct call *call, const struct carried *m, const char *status,
			       struct text error)
{
	return m->c.email.size ? email_become(call, m->c.email, text_of(status), error)
			       : message_become(call, m->c.message, text_of(status), error);
}

/* What its provider says by itself counts more, and may come before its answer does. */
enum err conversation_carriage_moved(struct call *call, const struct job *job, enum job_state to)
{
	struct carried m;
	struct text why;

	if (to == JOB_SENDING || !carried_load(call, job, &m) || !text_is(m.status, "pending"))
		return call->err;
	call_set_whole(call, "carriageJob", job->id);
	store_load(call, "SELECT error AS carried_error FROM job WHERE id = :carriageJob");
	why = call_text(call, "carriedError");
	if (to == JOB_DONE)
		return carried_become(call, &m, "sent", TEXT(""));
	if (to == JOB_READY)
		return carried_become(call, &m, "pending",
				      why.size ? fault_of(call, "not_yet", why) : TEXT(""));
	if (to == JOB_WITHDRAWN && job->doubt && !m.c.repeats)
		return carried_become(call, &m, "uncertain", fault_of(call, "uncertain", why));
	return carried_become(
		call, &m, "failed",
		fault_of(call, to == JOB_WITHDRAWN ? "unwanted" : "not_delivered", why));
}

/* --- once more --- */

static enum err again_refuse(struct call *call, struct text status)
{
	return call->err ? call->err
			 : refuse(call, ERR_BAD,
				  "A message that is %.*s is not sent again: only one that has"
				  " failed, of which nobody knows, or that waits",
				  (int)status.size, status.at);
}

static bool may_again(struct text status)
{
	return text_is(status, "failed") || text_is(status, "uncertain") ||
	       text_is(status, "undelivered") || text_is(status, "pending");
}

static enum err again_wanted(struct call *call, const struct channel *c, struct text to)
{
	struct text why;

	if (!contact_load(call))
		return call->err ? call->err : refuse(call, ERR_BAD, "Contact not found");
	if (sending_unwanted(call, c, to, &why))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	return ERR_OK;
}

/* What waits is tried at once; what is over is given to its provider anew, under the same id. */
static enum err again_give(struct call *call, struct text id, struct text email, bool waits)
{
	const struct channel *c = channel_numbered((int)call_whole(call, "againNumber", 0));
	struct text provider = text_copy(call->arena, call_text(call, "againProvider"));
	struct provider p = { 0 };

	if (!provider_find(call, provider, &p))
		return call->err ? call->err
				 : refuse(call, ERR_BAD, "Its conversation provider is gone");
	if (!waits && (email.size ? email_become(call, email, TEXT("pending"), TEXT(""))
				  : message_become(call, id, TEXT("pending"), TEXT(""))))
		return call->err;
	if (p.posts && carriage_again(call, id, email))
		return call->err;
	return waits ? refuse(call, ERR_BAD, "It is being sent just now")
		     : message_give(call, id, email, c->word);
}

enum err message_again(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "messageId"));
	struct text email = text_copy(call->arena, call_text(call, "emailMessageId"));

	call_set_text(call, "emailId", email);
	if (!store_load(call,
			"SELECT coalesce(e.status, m.status) AS again_status,"
			" m.contact_id AS talk_contact, m.type AS again_number, m.mail,"
			" m.conversation_id AS talk_id, m.direction AS again_direction,"
			" m.to_address AS again_to, coalesce(e.provider_id, m.provider_id, '')"
			" AS again_provider, e.id AS again_email FROM message m"
			" LEFT JOIN email e ON e.location_id = :locationId"
			" AND e.id = :emailId AND e.message_id = m.id"
			" WHERE m.location_id = :locationId"
			" AND m.id = :messageId" MESSAGE_STANDS))
		return message_missing(call, id);
	struct text status = text_copy(call->arena, call_text(call, "againStatus"));
	if (call_whole(call, "mail", 0) != 0 && !call_text(call, "againEmail").size)
		return refuse(call, ERR_BAD, "emailMessageId must say which e-mail of the thread");
	if (text_is(call_text(call, "againDirection"), "inbound") || !may_again(status))
		return again_refuse(call, status);
	if (!call_text(call, "againProvider").size)
		return refuse(
			call, ERR_BAD,
			"No conversation provider carries it; e-mails that go by SMTP are sent"
			" again by /outgoing");
	enum err e = again_wanted(call, channel_numbered((int)call_whole(call, "againNumber", 0)),
				  text_copy(call->arena, call_text(call, "againTo")));
	if (!e)
		e = again_give(call, id, call_whole(call, "mail", 0) ? email : TEXT(""),
			       text_is(status, "pending"));
	json_key(&call->out, "conversationId");
	json_put_text(&call->out, call_text(call, "talkId"));
	json_key(&call->out, "messageId");
	json_put_text(&call->out, id);
	json_key(&call->out, "status");
	json_put_text(&call->out, TEXT("pending"));
	return e ? e : call->err;
}

/* --- its provider goes --- */

/* What waits for one that is gone has failed. */
enum err messages_leave_provider(struct call *call)
{
	enum err e = store_do(call,
			      "UPDATE message SET status = 'failed', error ="
			      " '{\"code\":\"provider_removed\",\"type\":\"provider\","
			      "\"message\":\"Its provider was removed\"}', date_updated = :now"
			      " WHERE location_id = :locationId AND id IN (SELECT id FROM message"
			      " WHERE location_id = :locationId AND provider_id = :leavingThing"
			      " AND status IN ('pending', 'scheduled') LIMIT :leavingPart)");

	call_set_flag(call, "leavingMore",
		      store_has(call, "SELECT 1 FROM message WHERE location_id = :locationId"
				      " AND provider_id = :leavingThing"
				      " AND status IN ('pending', 'scheduled') LIMIT 1"));
	return e;
}
