// SPDX-License-Identifier: Apache-2.0
/*
 * E-mails: kept in threads, each of which is one message; sent by SMTP through the queue of mail,
 * or by a provider.
 */
#include "base/core/string_set.h"
#include "domain/companies/companies.h"
#include "domain/conversations/messages.h"
#include "domain/conversations/sending.h"
#include "integration/mail/mail.h"
#include "platform/blobs/blobs.h"

#define THREAD_MAX     1000 /* e-mails of one */
#define REFERENCES_MAX "20"
#define LETTER_MAX     700000		   /* bytes of its words: they travel in base64 */
#define WITH_MAX       20		   /* files that go with it */
#define WITH_BYTES_MAX ((int64_t)15 << 20) /* of all of them */

/* --- threads --- */

bool email_thread(struct call *call, struct text id, struct email *out)
{
	call_set_text(call, "answered", id);
	if (!store_load(call, "SELECT e.id AS answered_id, e.message_id AS answered_thread,"
			      " e.subject AS answered_subject FROM email e JOIN message m"
			      " ON m.location_id = :locationId AND m.id = e.message_id"
			      " AND m.conversation_id = :conversationId"
			      " WHERE e.location_id = :locationId AND e.id = :answered") &&
	    !store_load(call, "SELECT e.id AS answered_id, e.message_id AS answered_thread,"
			      " e.subject AS answered_subject FROM message m JOIN email e"
			      " ON e.location_id = :locationId AND e.message_id = m.id"
			      " WHERE m.location_id = :locationId AND m.id = :answered"
			      " AND m.conversation_id = :conversationId"
			      " ORDER BY e.date_added DESC, e.id DESC LIMIT 1"))
		return false;
	out->thread = text_copy(call->arena, call_text(call, "answeredThread"));
	out->answers = text_copy(call->arena, call_text(call, "answeredId"));
	if (!out->subject.size) {
		struct text s = call_text(call, "answeredSubject");
		bool again = s.size >= 3 && text_alike((struct text){ s.at, 3 }, TEXT("re:"));

		out->subject = text_format(call->arena, "%s%.*s", again ? "" : "Re: ", (int)s.size,
					   s.at);
	}
	return true;
}

/* {"email":{"subject":…,"messageIds":[…]}} with one more. */
static struct text meta_with(struct call *call, struct text kept, const struct email *e)
{
	struct buffer b = buffer_open(call->arena, 256 << 10);
	struct json_out o = json_open(&b);
	const struct json *meta = NULL;
	struct text why;

	if (kept.size && json_read(call->arena, kept, &meta, &why))
		meta = NULL;
	const struct json *mail = json_get(meta, "email"), *ids = json_get(mail, "messageIds");
	struct text subject = json_text(json_get(mail, "subject"));
	json_map(&o);
	json_key(&o, "email");
	json_map(&o);
	json_key(&o, "subject");
	json_put_text(&o, mail ? subject : e->subject);
	json_key(&o, "messageIds");
	json_list(&o);
	for (const struct json *v = json_first(ids); v; v = json_after(ids, v))
		json_put(&o, v);
	json_put_text(&o, e->id);
	json_close(&o);
	json_close(&o);
	json_close(&o);
	return buffer_text(&b);
}

bool thread_full(struct call *call, struct text thread)
{
	call_set_text(call, "fullThread", thread);
	return store_number(call, "SELECT count(*) AS n FROM email /* grows: at most 1000 */"
				  " WHERE location_id = :locationId"
				  " AND message_id = :fullThread") >= THREAD_MAX;
}

static enum err thread_go_on(struct call *call, struct message *m, struct email *e)
{
	m->id = e->thread;
	call_set_text(call, "messageId", m->id);
	call_set_text(call, "messageDirection", m->inbound ? TEXT("inbound") : TEXT("outbound"));
	call_set_text(call, "messageStatus", m->status);
	if (!store_select_for_update(call, "SELECT meta AS thread_meta FROM message"
					   " WHERE location_id = :locationId AND id = :messageId"))
		return message_missing(call, m->id);
	if (thread_full(call, m->id))
		return refuse(call, ERR_BAD, "A thread can have at most %d e-mails", THREAD_MAX);
	call_set_text(call, "messageMeta", meta_with(call, call_text(call, "threadMeta"), e));
	enum err r = store_do(call, "UPDATE message SET meta = :messageMeta,"
				    " direction = :messageDirection, status = :messageStatus,"
				    " date_updated = :now"
				    " WHERE location_id = :locationId AND id = :messageId");
	return r ? r : conversation_take(call, m);
}

enum err email_keep(struct call *call, struct message *m, struct email *e)
{
	enum err r;

	if (!e->id.size)
		e->id = message_id(call);
	m->email = e->id;
	m->body = e->subject; /* what the conversation says of its last message */
	if (e->thread.size) {
		r = thread_go_on(call, m, e);
	} else {
		m->meta = meta_with(call, TEXT(""), e);
		r = message_keep(call, m);
	}
	call_set_text(call, "messageId", m->id);
	call_set_text(call, "emailId", e->id);
	call_set_text(call, "messageDirection", m->inbound ? TEXT("inbound") : TEXT("outbound"));
	call_set_text(call, "messageStatus", m->status);
	call_set_text(call, "messageSource", m->source.size ? m->source : message_source(call));
	call_set_flag(call, "emailAutomatic", m->automatic);
	call_set_text(call, "messageFiles", m->attachments.size ? m->attachments : TEXT("[]"));
	call_set_text(call, "messageUser", m->user);
	call_set_text(call, "messageProvider", m->provider);
	call_set_text(call, "messageAlt", m->alt);
	call_set_whole(call, "messageAt", m->at_ms);
	call_set_whole(call, "messageScheduled", m->scheduled_ms);
	call_set_text(call, "emailSubject", e->subject);
	call_set_text(call, "emailBody", e->body);
	call_set_text(call, "emailSender", e->from);
	call_set_text(call, "emailReceivers", e->to);
	call_set_text(call, "emailCopies", e->cc);
	call_set_text(call, "emailBlind", e->bcc);
	call_set_text(call, "emailAnswers", e->answers);
	call_set_text(call, "emailOutgoing", e->outgoing);
	call_set_text(call, "emailKind", e->html ? TEXT("text/html") : TEXT("text/plain"));
	if (r)
		return r;
	return store_do(call,
			"INSERT INTO email (location_id, id, message_id, direction, status, source,"
			" subject, from_address, to_addresses, cc_addresses, bcc_addresses,"
			" answers, attachments, user_id, provider_id, alt_id, outgoing_id,"
			" content_type, date_added, scheduled_at, automatic, body)"
			" VALUES (:locationId, :emailId,"
			" :messageId, :messageDirection, :messageStatus, :messageSource,"
			" :emailSubject, :emailSender, :emailReceivers, :emailCopies, :emailBlind,"
			" nullif(:emailAnswers, ''), :messageFiles, nullif(:messageUser, ''),"
			" nullif(:messageProvider, ''), nullif(:messageAlt, ''),"
			" nullif(:emailOutgoing, ''), :emailKind, :messageAt,"
			" nullif(CAST(:messageScheduled AS BIGINT), 0), :emailAutomatic,"
			" :emailBody)");
}

/* --- what becomes of it --- */

/* The newest of a thread says how the thread is. */
enum err email_become(struct call *call, struct text email, struct text status, struct text error)
{
	call_set_text(call, "emailId", email);
	call_set_text(call, "becomes", status);
	call_set_text(call, "becauseOf", error);
	enum err e = store_do(call, "UPDATE email SET status = :becomes,"
				    " error = nullif(:becauseOf, '')"
				    " WHERE location_id = :locationId AND id = :emailId");
	return e ? e
		 : store_do(call,
			    "UPDATE message SET status = :becomes, error = nullif(:becauseOf, ''),"
			    " date_updated = :now WHERE location_id = :locationId AND id ="
			    " (SELECT message_id FROM email WHERE location_id = :locationId"
			    " AND id = :emailId) AND :emailId = (SELECT l.id FROM email l"
			    " WHERE l.location_id = :locationId AND l.message_id = message.id"
			    " ORDER BY l.date_added DESC, l.id DESC LIMIT 1)");
}

enum err conversation_mail_moved(struct call *call, struct text outgoing, enum job_state to)
{
	static const char *const became[] = {
		[JOB_SENDING] = "pending", [JOB_ASKING] = "uncertain", [JOB_DONE] = "sent",
		[JOB_FAILED] = "failed",   [JOB_WITHDRAWN] = "failed",
	};
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct json_out o = json_open(&b);
	const char *status = to < sizeof(became) / sizeof(*became) ? became[to] : NULL;

	call_set_text(call, "emailOutgoing", outgoing);
	if (!status ||
	    !store_load(call, "SELECT e.id AS email_id, e.location_id, j.error AS mail_error"
			      " FROM outgoing o JOIN email e ON e.location_id = o.location_id"
			      " AND e.outgoing_id = o.id LEFT JOIN job j ON j.id = o.job"
			      " WHERE o.id = :emailOutgoing"))
		return call->err;
	json_map(&o);
	json_key(&o, "code");
	json_put_c(&o, "smtp");
	json_key(&o, "type");
	json_put_c(&o, "provider");
	json_key(&o, "message");
	json_put_text(&o, call_text(call, "mailError"));
	json_close(&o);
	struct text id = text_copy(call->arena, call_text(call, "emailId"));
	bool wrong = call_text(call, "mailError").size && to != JOB_DONE && to != JOB_SENDING;
	return email_become(call, id, text_of(status), wrong ? buffer_text(&b) : TEXT(""));
}

/* --- sent --- */

/* Addresses with commas between. */
static struct text joined(struct call *call, struct text list)
{
	struct string_set set = string_set_read(call->arena, list);
	struct buffer b = buffer_open(call->arena, 64 << 10);

	for (size_t i = 0; i < set.count; i++) {
		buffer_add(&b, i ? TEXT(",") : TEXT(""));
		buffer_add(&b, set.at[i]);
	}
	return buffer_text(&b);
}

static struct text list_of(struct call *call, struct text one)
{
	return string_set_json(call->arena, (struct string_set){ &one, one.size ? 1 : 0 });
}

/* What a mail program knows the e-mails of the thread by, the oldest first. */
static struct text references_of(struct call *call, struct text thread)
{
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct rows *rows;

	if (!thread.size)
		return TEXT("");
	call_set_text(call, "answeredThread", thread);
	rows = store_ask(call, "SELECT known_as FROM (SELECT coalesce(outgoing_id, alt_id) AS"
			       " known_as, date_added, id FROM email"
			       " WHERE location_id = :locationId AND message_id = :answeredThread"
			       " ORDER BY date_added DESC, id DESC LIMIT " REFERENCES_MAX ") AS e"
			       " WHERE known_as IS NOT NULL ORDER BY date_added, id");
	while (rows_next(rows)) {
		buffer_add(&b, b.size ? TEXT(" ") : TEXT(""));
		buffer_add(&b, rows_text(rows, "known_as"));
	}
	rows_close(rows);
	return buffer_text(&b);
}

/* What lies here goes with it, as long as that is not too much: a list of blobs.  Of the others the
 * addresses are left. */
static struct text files_with(struct call *call, struct text files, struct string_set *left)
{
	struct string_set set = string_set_read(call->arena, files);
	struct text *with = arena_take(call->arena, (set.count + 1) * sizeof(*with)),
		    *links = arena_take(call->arena, (set.count + 1) * sizeof(*links));
	size_t count = 0, link_count = 0;
	int64_t bytes = 0;

	for (size_t i = 0; i < set.count; i++) {
		bool ours = blob_at(call, set.at[i]) &&
			    bytes + call_whole(call, "blobSize", 0) <= WITH_BYTES_MAX;

		if (!ours || count == WITH_MAX) {
			links[link_count++] = set.at[i];
			continue;
		}
		bytes += call_whole(call, "blobSize", 0);
		with[count++] = text_copy(call->arena, call_text(call, "blobId"));
	}
	*left = (struct string_set){ links, link_count };
	return count ? string_set_json(call->arena, (struct string_set){ with, count }) : TEXT("");
}

/* What does not go with it stands below: nothing of elsewhere is fetched to be sent along. */
static struct text body_with_files(struct call *call, struct text body, struct string_set set)
{
	struct buffer b = buffer_open(call->arena, (size_t)2 << 20);

	buffer_add(&b, body);
	for (size_t i = 0; i < set.count; i++) {
		buffer_add(&b, TEXT("<p><a href=\""));
		for (size_t j = 0; j < set.at[i].size; j++) {
			char c = set.at[i].at[j];

			if (c == '"')
				buffer_add(&b, TEXT("&quot;"));
			else if (c == '&')
				buffer_add(&b, TEXT("&amp;"));
			else
				buffer_byte(&b, c);
		}
		buffer_format(&b, "\">Attachment %zu</a></p>", i + 1);
	}
	return buffer_text(&b);
}

enum err email_put(struct call *call, const struct message *m, struct email *e)
{
	struct string_set links;
	struct text files = files_with(call, m->attachments, &links);
	struct mail_message letter = {
		.once = text_format(call->arena, "message:%.*s", (int)e->id.size, e->id.at),
		.kind = TEXT("message"),
		.contact = text_copy(call->arena, call_text(call, "talkContact")),
		.to = m->to,
		.from = e->from,
		.cc = joined(call, e->cc),
		.bcc = joined(call, e->bcc),
		.answers = references_of(call, e->thread),
		.personal = m->user.size > 0,
		.subject = e->subject,
		.body = body_with_files(call, e->body, links),
		.html = true,
		.files = files,
		.due_ms = m->scheduled_ms ? m->scheduled_ms : call->now_ms,
	};

	if (letter.body.size > LETTER_MAX)
		return refuse(call, ERR_LARGE, "The e-mail is too large.");
	if (mail_put(call, &letter))
		return call->err;
	e->outgoing = text_copy(call->arena, call_text(call, "mailId"));
	return ERR_OK;
}

static enum err thread_take(struct call *call, struct email *e)
{
	static const char *const names[] = { "replyMessageId", "threadId" };

	for (size_t i = 0; i < 2; i++) {
		struct text id = call_text(call, names[i]);

		if (!id.size)
			continue;
		return email_thread(call, id, e) ? ERR_OK : message_missing(call, id);
	}
	return ERR_OK;
}

/* Whoever else had the answered e-mail has the answer, but for ourselves. */
static struct text all_others(struct call *call, const struct sending *s, const struct email *e)
{
	struct arena *a = call->arena;
	struct text own[] = { s->m.to, e->from, call->app->settings->smtp_from };
	struct string_set sent = string_set_read(a, e->cc);

	call_set_text(call, "answeredId", e->answers);
	if (!text_is(call_text(call, "emailReplyMode"), "reply_all") ||
	    !store_load(call, "SELECT to_addresses AS answered_to, cc_addresses AS answered_cc"
			      " FROM email WHERE location_id = :locationId"
			      " AND id = :answeredId"))
		return e->cc;
	struct string_set all = string_set_join(a,
						string_set_read(a, call_text(call, "answeredTo")),
						string_set_read(a, call_text(call, "answeredCc")));
	all = string_set_less(a, all, (struct string_set){ own, sizeof(own) / sizeof(*own) });
	return string_set_json(a, string_set_join(a, sent, all));
}

enum err email_send(struct call *call, struct sending *s)
{
	struct text from = call_text(call, "emailFrom");
	struct email e = { .id = message_id(call),
			   .subject = s->subject,
			   .to = list_of(call, s->m.to),
			   .cc = list_sent(call, "emailCc"),
			   .bcc = list_sent(call, "emailBcc"),
			   .from = from.size ? from : call->app->settings->smtp_from,
			   .body = s->words,
			   .html = true };
	enum err r = thread_take(call, &e);

	s->m.alt = call_text(call, "altId");
	e.cc = all_others(call, s, &e);
	if (!r && !s->m.provider.size)
		r = email_put(call, &s->m, &e);
	if (!r)
		r = email_keep(call, &s->m, &e);
	if (!r)
		r = message_tell(call, &s->m);
	if (!r && s->m.provider.size)
		r = s->m.scheduled_ms ? due_set(call, DUE_SCHEDULED, e.id, s->m.scheduled_ms)
				      : message_give(call, s->m.id, e.id, s->m.channel->word);
	return r;
}

/* --- forwarded --- */

#define FORWARDED_MAX 20

static void html_add(struct buffer *b, struct text t)
{
	for (size_t i = 0; i < t.size; i++) {
		if (t.at[i] == '<')
			buffer_add(b, TEXT("&lt;"));
		else if (t.at[i] == '&')
			buffer_add(b, TEXT("&amp;"));
		else
			buffer_byte(b, t.at[i]);
	}
}

static void forwarded_line(struct buffer *b, const char *name, struct text value)
{
	buffer_format(b, "%s: ", name);
	html_add(b, value);
	buffer_add(b, TEXT("<br>"));
}

static void forwarded_add(struct call *call, struct buffer *b, struct rows *r)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(rows_whole(r, "date_added"), iso);
	buffer_add(b, TEXT("<div>---------- Forwarded message ---------<br>"));
	forwarded_line(b, "From", rows_text(r, "from_address"));
	forwarded_line(b, "Date", text_of(iso));
	forwarded_line(b, "Subject", rows_text(r, "subject"));
	forwarded_line(b, "To", joined(call, rows_text(r, "to_addresses")));
	buffer_add(b, TEXT("</div><br>"));
	if (text_is(rows_text(r, "content_type"), "text/html")) {
		buffer_add(b, rows_text(r, "body"));
		return;
	}
	buffer_add(b, TEXT("<pre>"));
	html_add(b, rows_text(r, "body"));
	buffer_add(b, TEXT("</pre>"));
}

/* The e-mail that is named, or the newest of the thread; or all of the thread, the newest first. */
enum err forward_take(struct call *call, struct sending *s, const struct json *forward)
{
	struct buffer b = buffer_open(call->arena, (size_t)4 << 20);
	struct string_set files = string_set_read(call->arena, s->m.attachments);
	size_t count = 0;

	call_set_text(call, "forwardEmail", json_text(json_get(forward, "emailMessageId")));
	call_set_text(call, "forwardThread", json_text(json_get(forward, "messageId")));
	call_set_whole(call, "forwardMost",
		       json_flag(json_get(forward, "forwardWholeThread")) ? FORWARDED_MAX : 1);
	if (!call_text(call, "forwardThread").size)
		store_load(call, "SELECT message_id AS forward_thread FROM email"
				 " WHERE location_id = :locationId AND id = :forwardEmail");
	buffer_add(&b, s->words);
	struct rows *r = store_ask(call, "SELECT e.* FROM email e JOIN message m"
					 " ON m.location_id = :locationId AND m.id = e.message_id"
					 " WHERE e.location_id = :locationId"
					 " AND e.message_id = :forwardThread"
					 " AND (:forwardMost > 1 OR :forwardEmail = ''"
					 " OR e.id = :forwardEmail)" MESSAGE_STANDS
					 " /* grows: at most 1000 */"
					 " ORDER BY e.date_added DESC, e.id DESC"
					 " LIMIT :forwardMost");
	for (; rows_next(r); count++) {
		if (!s->subject.size)
			s->subject = text_format(call->arena, "Fwd: %.*s",
						 (int)rows_text(r, "subject").size,
						 rows_text(r, "subject").at);
		forwarded_add(call, &b, r);
		files = string_set_join(
			call->arena, files,
			string_set_read(call->arena,
					text_copy(call->arena, rows_text(r, "attachments"))));
	}
	rows_close(r);
	if (!count)
		return call->err ? call->err
				 : refuse(call, ERR_BAD,
					  "forward must name an e-mail that is here, by"
					  " emailMessageId or messageId");
	s->words = buffer_text(&b);
	s->m.attachments = string_set_json(call->arena, files);
	return ERR_OK;
}
