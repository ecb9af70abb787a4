// SPDX-License-Identifier: Apache-2.0
/*
 * Messages are put down by whoever has something to say, in the transaction of its reason, and
 * taken back when the reason is gone.
 */
#include "integration/mail/mail.h"

#include "base/secrets/id.h"

static const char write[] =
	"INSERT INTO outgoing (id, location_id, dedupe, kind, channel, appointment_id,"
	" notification_id, contact_id, user_id, planned, to_address, from_address, from_name,"
	" subject, body, html, state, due, date_added, date_updated)"
	" VALUES (:mailId, :locationId, :mailOnce, :mailKind, :mailChannel,"
	" nullif(:mailAppointment, ''), nullif(:mailNotification, ''), nullif(:mailContact, ''),"
	" nullif(:mailUser, ''), :mailPlanned, :mailTo, nullif(:mailFrom, ''),"
	" nullif(:mailFromName, ''), :mailSubject, :mailBody, :mailHtml, :mailState, :mailDue,"
	" :now, :now)"
	" ON CONFLICT (dedupe) DO UPDATE SET state = excluded.state, tries = 0, error = NULL,"
	" subject = excluded.subject, body = excluded.body, html = excluded.html,"
	" contact_id = excluded.contact_id, from_address = excluded.from_address,"
	" from_name = excluded.from_name, date_updated = excluded.date_updated"
	" WHERE outgoing.state = 'withdrawn'";

enum err mail_put(struct call *call, const struct mail_message *m)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	call_set_text(call, "mailId", text_copy(call->arena, text_of(id)));
	call_set_text(call, "mailOnce", m->once);
	call_set_text(call, "mailKind", m->kind);
	call_set_text(call, "mailChannel", m->in_app ? TEXT("inApp") : TEXT("email"));
	call_set_text(call, "mailState", m->in_app ? TEXT("shown") : TEXT("ready"));
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
	return store_do(call, write);
}

bool mail_put_off(struct call *call)
{
	return !store_do(call, "UPDATE outgoing SET due = :now WHERE id IN (SELECT id FROM outgoing"
			       " /* grows: a part of what waits */"
			       " WHERE state = 'retry' AND due > :now LIMIT 400)") &&
	       call->changed > 0;
}

enum err mail_withdraw_planned(struct call *call, struct text appointment)
{
	call_set_text(call, "mailAppointment", appointment);
	return store_do(call, "UPDATE outgoing SET state = 'withdrawn', date_updated = :now"
			      " WHERE appointment_id = :mailAppointment"
			      " AND location_id = :locationId"
			      " AND planned AND (state IN ('ready', 'retry')"
			      " OR state = 'shown' AND due > :now)");
}

enum err mail_withdraw_notification(struct call *call, struct text notification)
{
	call_set_text(call, "mailNotification", notification);
	enum err e = store_do(call, "UPDATE outgoing SET state = 'withdrawn', date_updated = :now"
				    " WHERE location_id = :locationId"
				    " AND notification_id = :mailNotification"
				    " AND state IN ('ready', 'retry')");

	return e ? e
		 : store_do(call, "UPDATE outgoing SET state = 'withdrawn', date_updated = :now"
				  " WHERE location_id = :locationId"
				  " AND notification_id = :mailNotification"
				  " AND state = 'shown' AND due > :now");
}

enum err mail_withdraw_user(struct call *call, struct text user, int64_t most)
{
	call_set_text(call, "mailUser", user);
	call_set_whole(call, "mailMost", most);
	return store_do(call, "UPDATE outgoing SET state = 'withdrawn', date_updated = :now"
			      " WHERE id IN (SELECT id FROM outgoing"
			      " WHERE location_id = :locationId AND user_id = :mailUser"
			      " AND state IN ('ready', 'retry') UNION ALL SELECT id FROM outgoing"
			      " WHERE location_id = :locationId AND user_id = :mailUser"
			      " AND state = 'shown' AND due > :now LIMIT :mailMost)");
}
