// SPDX-License-Identifier: Apache-2.0
/*
 * An e-mail that came in (integration/mailboxes reads it): whose it is, which thread it joins, and
 * what is made of what no person wrote.
 *
 * It is of a thread when it answers an e-mail of it and has the same subject; of a conversation
 * when it answers one of it, else by whoever sent it.  What came back is said of the e-mail that
 * came back, and is no message; what is ours is not heard.
 */
#include "domain/contacts/contacts.h"
#include "domain/conversations/sending.h"
#include "platform/invoke/invoke.h"

#include <ctype.h>

#define TEN_MINUTES_MS (10 * MINUTE_MS)
#define ROBOTS_MAX     10 /* of one conversation in ten minutes; then what comes is held */
#define LETTERS_MAX    30

/* --- the reply --- */

static enum err not_kept(struct call *call, const char *reason)
{
	json_key(&call->out, "kept");
	json_put_flag(&call->out, false);
	json_key(&call->out, "reason");
	json_put_c(&call->out, reason);
	return call->err;
}

static enum err kept_reply(struct call *call, const struct message *m, bool held)
{
	const struct {
		const char *key;
		struct text value;
	} members[] = {
		{ "conversationId", call_text(call, "conversationId") },
		{ "messageId", m->id },
		{ "emailMessageId", m->email },
		{ "contactId", call_text(call, "talkContact") },
	};

	json_key(&call->out, "kept");
	json_put_flag(&call->out, true);
	if (held) {
		json_key(&call->out, "reason");
		json_put_c(&call->out, "held");
	}
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		json_key(&call->out, members[i].key);
		json_put_text(&call->out, members[i].value);
	}
	return call->err;
}

/* --- which e-mail is meant by an id? --- */

static struct text local_part(struct text id)
{
	const char *at = id.size ? memchr(id.at, '@', id.size) : NULL;

	return at ? (struct text){ id.at, (size_t)(at - id.at) } : id;
}

/* By what it went out under, or by what it is called where it came from: :foundEmail … */
static bool email_called(struct call *call, struct text id)
{
	call_set_text(call, "calledOutgoing", local_part(id));
	call_set_text(call, "calledAlt", id);
	call_set_text(call, "calledBracketed",
		      text_format(call->arena, "<%.*s>", (int)id.size, id.at));
	return store_load(call, "SELECT e.id AS found_email, e.message_id AS found_thread,"
				" e.status AS found_status, e.subject AS found_subject,"
				" m.conversation_id, m.contact_id AS talk_contact FROM email e"
				" JOIN message m ON m.location_id = :locationId"
				" AND m.id = e.message_id JOIN conversation t"
				" ON t.location_id = :locationId AND t.id = m.conversation_id"
				" WHERE e.location_id = :locationId"
				" AND e.outgoing_id = :calledOutgoing") ||
	       store_load(call, "SELECT e.id AS found_email, e.message_id AS found_thread,"
				" e.status AS found_status, e.subject AS found_subject,"
				" m.conversation_id, m.contact_id AS talk_contact FROM email e"
				" JOIN message m ON m.location_id = :locationId"
				" AND m.id = e.message_id JOIN conversation t"
				" ON t.location_id = :locationId AND t.id = m.conversation_id"
				" WHERE e.location_id = :locationId"
				" AND e.alt_id IN (:calledAlt, :calledBracketed)"
				" ORDER BY e.date_added DESC, e.id DESC LIMIT 1");
}

static bool answered_find(struct call *call)
{
	const struct json *list;
	struct text why;

	if (json_read(call->arena, call_text(call, "answers"), &list, &why))
		return false;
	for (const struct json *v = json_first(list); v && !call->err; v = json_after(list, v))
		if (email_called(call, json_text(v)))
			return true;
	return false;
}

static bool is_known(struct call *call)
{
	struct text id = call_text(call, "id");

	call_set_text(call, "calledAlt", id);
	call_set_text(call, "calledBracketed",
		      text_format(call->arena, "<%.*s>", (int)id.size, id.at));
	store_guard(call, "message called", call_text(call, "calledBracketed"));
	return store_has(call, "SELECT 1 FROM email WHERE location_id = :locationId"
			       " AND alt_id IN (:calledAlt, :calledBracketed)"
			       " AND direction = 'inbound' LIMIT 1");
}

/* It went out from here: by its own id, or by the mark that each of ours carries. */
static bool is_ours(struct call *call)
{
	struct text loop = call_text(call, "loop");

	call_set_text(call, "calledOutgoing", loop.size ? loop : local_part(call_text(call, "id")));
	return store_has(call, "SELECT 1 FROM outgoing WHERE id = :calledOutgoing"
			       " AND location_id = :locationId");
}

/* --- subjects --- */

/* Without Re:, Fwd:, AW: … before it. */
static struct text subject_bare(struct text s)
{
	static const char *const marks[] = { "re:",   "fw:", "fwd:", "aw:", "wg:", "sv:",
					     "antw:", "r:",  "tr:",  "rv:", "vs:", NULL };
	bool more = true;

	while (more) {
		more = false;
		s = text_trim(s);
		for (const char *const *m = marks; *m && !more; m++) {
			size_t size = text_of(*m).size;
			more = s.size >= size &&
			       text_alike((struct text){ s.at, size }, text_of(*m));
			if (more)
				s = (struct text){ s.at + size, s.size - size };
		}
	}
	return s;
}

/* --- whose it is --- */

static struct text contact_new(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct json_out o = json_open(&b);
	const struct {
		const char *key;
		struct text value;
	} members[] = {
		{ "locationId", call_text(call, "locationId") },
		{ "email", call_text(call, "from") },
		{ "name", call_text(call, "fromName") },
		{ "source", TEXT("email") },
	};

	json_map(&o);
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		if (!members[i].value.size)
			continue;
		json_key(&o, members[i].key);
		json_put_text(&o, members[i].value);
	}
	json_close(&o);
	return buffer_text(&b);
}

/* By the address of who wrote it, or, where that is wished, made; :talkContact, or none. */
static enum err sender_find(struct call *call)
{
	const struct json *reply;

	call_set_text(call, "talkContact", TEXT(""));
	call_set_text(call, "senderEmail", text_lower(call->arena, call_text(call, "from")));
	if (store_load(call, "SELECT id AS talk_contact FROM contact"
			     " WHERE location_id = :locationId AND email_lower_case = :senderEmail"
			     " AND NOT deleted ORDER BY id LIMIT 1") ||
	    !text_is(call_text(call, "unknown"), "make"))
		return call->err;
	enum err e = invoke_part(call, "upsert-contact", contact_new(call), &reply);
	if (!e)
		call_set_text(call, "talkContact",
			      json_text(json_get(json_get(reply, "contact"), "id")));
	return e;
}

/* --- what came back --- */

static struct text bounce_fault(struct call *call, const struct json *bounce)
{
	struct text status = json_text(json_get(bounce, "status"));
	struct text said = json_text(json_get(bounce, "diagnostic"));
	struct text receiver = json_text(json_get(bounce, "receiver"));

	return fault_of(call, "bounced",
			text_format(call->arena, "It did not reach %.*s: %.*s %.*s",
				    (int)receiver.size, receiver.at, (int)status.size, status.at,
				    (int)said.size, said.at));
}

/* The address is none: there is nobody of that name, or no such host; not a full mailbox, and not a
 * server that does not like us. */
static bool is_hard(struct text status)
{
	return text_starts(status, "5.1.") || text_is(status, "5.2.1");
}

static enum err bounce_take(struct call *call, const struct json *bounce)
{
	struct text action = json_text(json_get(bounce, "action"));
	struct text receiver = json_text(json_get(bounce, "receiver"));
	bool complaint = text_is(action, "complaint");

	if (!email_called(call, json_text(json_get(bounce, "id"))))
		return call->err;
	struct text contact = text_copy(call->arena, call_text(call, "talkContact"));
	if (complaint)
		return contact_mail_ended(call, contact, receiver, CONTACT_COMPLAINS);
	if (!text_alike(action, TEXT("failed")))
		return ERR_OK; /* delayed, relayed … : it may still arrive */
	struct text email = text_copy(call->arena, call_text(call, "foundEmail"));
	if (message_may_become(call_text(call, "foundStatus"), TEXT("failed")) &&
	    email_become(call, email, TEXT("failed"), bounce_fault(call, bounce)))
		return call->err;
	return is_hard(json_text(json_get(bounce, "status")))
		       ? contact_mail_ended(call, contact, receiver, CONTACT_UNREACHED)
		       : ERR_OK;
}

static enum err bounces_take(struct call *call)
{
	const struct json *list;
	struct text why;

	if (json_read(call->arena, call_text(call, "bounces"), &list, &why))
		return ERR_OK;
	for (const struct json *v = json_first(list); v && !call->err; v = json_after(list, v))
		bounce_take(call, v);
	return call->err ? call->err : not_kept(call, "bounce");
}

/* --- kept --- */

/* More than a person would write: kept, and nobody is told. */
static bool is_flood(struct call *call, bool automatic)
{
	call_set_whole(call, "floodSince", call->now_ms - TEN_MINUTES_MS);
	call_set_flag(call, "floodRobots", automatic);
	return store_number(call, "SELECT count(*) AS n FROM (SELECT id FROM message"
				  " WHERE location_id = :locationId"
				  " AND conversation_id = :conversationId"
				  " ORDER BY date_added DESC, id DESC LIMIT 40) AS m"
				  " JOIN email e ON e.location_id = :locationId"
				  " AND e.message_id = m.id AND e.date_added > :floodSince"
				  " WHERE e.direction = 'inbound'"
				  " AND (e.automatic OR NOT :floodRobots)") >=
	       (automatic ? ROBOTS_MAX : LETTERS_MAX);
}

static void letter_say(struct call *call, struct message *m, struct email *e)
{
	struct text html = call_text(call, "html"), files = call_text(call, "files");
	struct text plain = call_text(call, "message"), body = html.size ? html : plain;
	int64_t at = call_value(call, "date")->type == VALUE_WHOLE ? call_whole(call, "date", 0)
								   : call->now_ms;

	*m = (struct message){
		.channel = channel_find(TEXT("Email")),
		.status = TEXT("delivered"),
		.source = TEXT("email"),
		.attachments = list_sent(call, "attachments"),
		.alt = text_format(call->arena, "<%.*s>", (int)call_text(call, "id").size,
				   call_text(call, "id").at),
		.from = call_text(call, "from"),
		.at_ms = at < call->now_ms ? at : call->now_ms,
		.inbound = true,
		.automatic = call_whole(call, "automatic", 0) != 0,
	};
	if (files.size)
		body = text_format(call->arena, html.size ? "%.*s<pre>%.*s</pre>" : "%.*s\n%.*s",
				   (int)body.size, body.at, (int)files.size, files.at);
	*e = (struct email){ .subject = call_text(call, "subject"),
			     .from = call_text(call, "from"),
			     .to = list_sent(call, "to"),
			     .cc = list_sent(call, "cc"),
			     .bcc = TEXT("[]"),
			     .body = body,
			     .html = html.size > 0 };
}

static enum err letter_keep(struct call *call, bool answers)
{
	struct message m;
	struct email e;
	struct text thread = text_copy(call->arena, call_text(call, "foundThread"));
	struct text answered = text_copy(call->arena, call_text(call, "foundEmail"));
	struct text subject = text_copy(call->arena, call_text(call, "foundSubject"));

	letter_say(call, &m, &e);
	enum err r = conversation_need(call, m.channel->conversation);
	if (r)
		return r;
	if (answers)
		e.answers = answered;
	if (answers && text_alike(subject_bare(subject), subject_bare(e.subject)) &&
	    !thread_full(call, thread))
		e.thread = thread;
	bool held = is_flood(call, m.automatic);
	m.automatic |= held;
	r = email_keep(call, &m, &e);
	if (!r && !held)
		r = message_tell(call, &m);
	if (!r && !m.automatic)
		r = conversation_mark(call, call_whole(call, "keptUnread", 0) + 1,
				      call_whole(call, "keptStarred", 0) != 0, true);
	return r ? r : kept_reply(call, &m, held);
}

enum err letter_hear(struct call *call)
{
	enum err e;

	if (is_ours(call))
		return not_kept(call, "ours");
	if (call_text(call, "bounces").size)
		return bounces_take(call);
	if (is_known(call))
		return not_kept(call, "known");
	bool answers = answered_find(call);
	e = answers ? call->err : sender_find(call);
	if (e || call->err)
		return e ? e : call->err;
	return call_text(call, "talkContact").size ? letter_keep(call, answers)
						   : not_kept(call, "unknown");
}
