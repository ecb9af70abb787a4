// SPDX-License-Identifier: Apache-2.0
/*
 * Messages are put down by whoever has something to say, in the transaction of its reason, and
 * taken back when the reason is gone.
 */
#include "integration/mail/inside.h"

#include "base/secrets/id.h"

#define PART_MAX 400 /* that are taken back in one go; a statement says it too */

/* --- putting --- */

static const char write[] =
	"INSERT INTO outgoing (id, location_id, dedupe, kind, channel, appointment_id,"
	" notification_id, contact_id, user_id, planned, to_address, from_address, from_name,"
	" subject, body, html, standing, due, cc, bcc, answers, personal, files, date_added,"
	" date_updated)"
	" VALUES (:mailId, :locationId, :mailOnce, :mailKind, :mailChannel,"
	" nullif(:mailAppointment, ''), nullif(:mailNotification, ''), nullif(:mailContact, ''),"
	" nullif(:mailUser, ''), :mailPlanned, :mailTo, nullif(:mailFrom, ''),"
	" nullif(:mailFromName, ''), :mailSubject, :mailBody, :mailHtml, :mailStanding, :mailDue,"
	" nullif(:mailCc, ''), nullif(:mailBcc, ''), nullif(:mailAnswers, ''), :mailPersonal,"
	" nullif(:mailFiles, ''), :now, :now)"
	" ON CONFLICT (dedupe) DO UPDATE SET standing = excluded.standing, job = NULL,"
	" subject = excluded.subject, body = excluded.body, html = excluded.html,"
	" contact_id = excluded.contact_id, from_address = excluded.from_address,"
	" from_name = excluded.from_name, date_updated = excluded.date_updated"
	" WHERE outgoing.standing = 'withdrawn' RETURNING id, due";

/* A place has a queue of its own; all share the server. */
static void job_make(struct call *call, struct text id, int64_t due_ms)
{
	struct text location = text_copy(call->arena, call_text(call, "locationId"));
	struct job_new n = {
		.kind = JOB_MAIL,
		.location_id = location,
		.target = text_format(call->arena, "smtp:%.*s", (int)location.size, location.at),
		.parent = TEXT("smtp"),
		.ref = id,
		.priority = JOB_EVENT,
		.due_ms = due_ms,
	};

	call_set_whole(call, "mailJob", job_add(call, &n));
	call_set_text(call, "mailId", id);
	store_do(call, "UPDATE outgoing SET job = :mailJob WHERE id = :mailId");
}

enum err mail_put(struct call *call, const struct mail_message *m)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	call_set_text(call, "mailId", text_copy(call->arena, text_of(id)));
	call_set_text(call, "mailOnce", m->once);
	call_set_text(call, "mailKind", m->kind);
	call_set_text(call, "mailChannel", m->in_app ? TEXT("inApp") : TEXT("email"));
	call_set_text(call, "mailStanding", m->in_app ? TEXT("shown") : TEXT("open"));
	call_set_text(call, "mailAppointment", m->appointment);
	call_set_text(call, "mailNotification", m->notification);
	call_set_text(call, "mailContact", m->contact);
	call_set_text(call, "mailUser", m->user);
	call_set_flag(call, "mailPlanned", m->planned);
	call_set_text(call, "mailTo", m->to);
	call_set_text(call, "mailFrom", m->from);
	call_set_text(call, "mailFromName", m->from_name);
	call_set_text(call, "mailSubject", m->subject);
	call_set_text(call, "mailBody", m->body);
	call_set_flag(call, "mailHtml", m->html);
	call_set_whole(call, "mailDue", m->due_ms);
	call_set_text(call, "mailCc", m->cc);
	call_set_text(call, "mailBcc", m->bcc);
	call_set_text(call, "mailAnswers", m->answers);
	call_set_flag(call, "mailPersonal", m->personal);
	call_set_text(call, "mailFiles", m->files);
	struct rows *r = store_ask(call, write);
	bool fresh = rows_next(r);
	struct text put = fresh ? text_copy(call->arena, rows_text(r, "id")) : (struct text){ 0 };
	int64_t due_ms = fresh ? rows_whole(r, "due") : 0;
	rows_close(r);
	if (fresh && !m->in_app && !call->err)
		job_make(call, put, due_ms);
	return call->err;
}

/* --- taking back --- */

/* The jobs that a query names, and their messages; `more`: there may be others. */
static size_t part_withdraw(struct call *call, const char *these, bool *more)
{
	struct buffer b = buffer_open(call->arena, 32 * PART_MAX);
	struct json_out o = json_open(&b);
	struct rows *r = store_ask(call, these);
	size_t found = 0;

	json_list(&o);
	for (; rows_next(r); found++)
		json_put_whole(&o, rows_whole(r, "job"));
	json_close(&o);
	rows_close(r);
	if (!found || call->err || job_withdraw(call, buffer_text(&b)))
		return 0;
	size_t withdrawn = call->changed;
	*more = withdrawn && found == PART_MAX;
	call_set_text(call, "mailJobs", buffer_text(&b));
	store_do(call, "UPDATE outgoing SET standing = 'withdrawn', date_updated = :now"
		       " WHERE job IN (SELECT CAST(value AS BIGINT) FROM json_each(:mailJobs))"
		       " AND EXISTS (SELECT 1 FROM job WHERE job.id = outgoing.job"
		       " AND job." JOB_IS_WITHDRAWN ")");
	return withdrawn;
}

/* E-mails, and then notices; call->changed says how many it were. */
static enum err withdraw(struct call *call, const char *these, const char *notices)
{
	size_t withdrawn = 0;
	bool more = true;

	while (more && !call->err) {
		more = false;
		withdrawn += part_withdraw(call, these, &more);
	}
	if (!store_do(call, notices))
		call->changed += withdrawn;
	return call->err;
}

#define WAITING                                                                                    \
	"SELECT o.job FROM outgoing o JOIN job j ON j.id = o.job"                                  \
	" WHERE o.location_id = :locationId AND o.standing = 'open'"                               \
	" AND j." JOB_IS_READY
#define NOTICES                                                                                    \
	"UPDATE outgoing SET standing = 'withdrawn', date_updated = :now"                          \
	" WHERE location_id = :locationId AND standing = 'shown' AND due > :now"

enum err mail_withdraw_planned(struct call *call, struct text appointment)
{
	call_set_text(call, "mailAppointment", appointment);
	return withdraw(call,
			WAITING " AND o.appointment_id = :mailAppointment AND o.planned LIMIT 400",
			NOTICES " AND appointment_id = :mailAppointment AND planned");
}

enum err mail_withdraw_notification(struct call *call, struct text notification)
{
	call_set_text(call, "mailNotification", notification);
	return withdraw(call, WAITING " AND o.notification_id = :mailNotification LIMIT 400",
			NOTICES " AND notification_id = :mailNotification");
}

enum err mail_withdraw_these(struct call *call, struct text ids)
{
	bool more = false;

	call_set_text(call, "mailThese", ids);
	size_t withdrawn = part_withdraw(
		call, WAITING " AND o.id IN (SELECT value FROM json_each(:mailThese)) LIMIT 400",
		&more);
	call->changed = withdrawn;
	return call->err;
}

enum err mail_withdraw_user(struct call *call, struct text user, int64_t most)
{
	bool more = false;

	call_set_text(call, "mailUser", user);
	call_set_whole(call, "mailMost", most < PART_MAX ? most : PART_MAX);
	size_t withdrawn = part_withdraw(call, WAITING " AND o.user_id = :mailUser LIMIT :mailMost",
					 &more);
	call_set_whole(call, "mailMost", most - (int64_t)withdrawn);
	store_do(call, "UPDATE outgoing SET standing = 'withdrawn', date_updated = :now"
		       " WHERE id IN (SELECT id FROM outgoing WHERE location_id = :locationId"
		       " AND user_id = :mailUser AND standing = 'shown' AND due > :now"
		       " LIMIT :mailMost)");
	call->changed += withdrawn;
	return call->err;
}
